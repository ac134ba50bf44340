//! What is being typed.

use serde::Deserialize;
use tauri::AppHandle;
use usecases::view::DraftView;

use super::{Reply, on_record};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SaveDraft {
    key: String,
    text: String,
}

/// Keeps what was typed.
#[tauri::command]
pub(crate) async fn save_draft(app: AppHandle, input: SaveDraft) -> Reply<()> {
    on_record(&app, move |session| usecases::save_draft(session, &input.key, &input.text)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LoadDrafts {
    prefix: String,
}

/// What was typed and not sent.
#[tauri::command]
pub(crate) async fn load_drafts(app: AppHandle, input: LoadDrafts) -> Reply<Vec<DraftView>> {
    on_record(&app, move |session| usecases::load_drafts(session, &input.prefix)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DropDraft {
    key: String,
}

/// Forgets what was typed.
#[tauri::command]
pub(crate) async fn drop_draft(app: AppHandle, input: DropDraft) -> Reply<()> {
    on_record(&app, move |session| usecases::drop_draft(session, &input.key)).await
}
