//! What is being typed.

use serde::Deserialize;
use tauri::AppHandle;
use usecases::Beside;
use usecases::view::DraftView;

use super::{Reply, aside, on_record, with, with_at_rest};
use crate::desk::{Desk, LOOKS_AGAIN};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SaveDraft {
    key: String,
    text: String,
}

/// Keeps what was typed.
#[tauri::command]
pub(crate) async fn save_draft(app: AppHandle, input: SaveDraft) -> Reply<()> {
    typing_on_record(&app, input).await
}

async fn typing_on_record(app: &AppHandle, input: SaveDraft) -> Reply<()> {
    aside(app, move |_, desk| save(desk, &input.key, &input.text)).await
}

/// Typing waits for no work that takes long: that work saves it between two of its pieces.
pub(super) fn save(desk: &Desk, key: &str, text: &str) -> Reply<()> {
    loop {
        if let Some(saved) = with_at_rest(desk, |session| usecases::save_draft(session, key, text)) {
            return saved;
        }
        match desk.typed.hand_in(key, text, LOOKS_AGAIN).transpose()? {
            Some(Beside::Saved) => return Ok(()),
            Some(Beside::Waits) => return with(desk, |session| usecases::save_draft(session, key, text)),
            None => {}
        }
    }
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
