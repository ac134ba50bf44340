//! What is being typed.

use std::time::Duration;

use serde::Deserialize;
use tauri::AppHandle;
use usecases::view::DraftView;
use zeroize::Zeroizing;

use super::secret::Secret;
use super::{Reply, aside, on_record, problem, with_at_rest};
use crate::desk::{Desk, LOOKS_AGAIN};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SaveDraft {
    key: String,
    text: Secret,
}

/// Keeps what was typed.
#[tauri::command]
pub(crate) async fn save_draft(app: AppHandle, input: SaveDraft) -> Reply<()> {
    typing_on_record(&app, input).await
}

async fn typing_on_record(app: &AppHandle, input: SaveDraft) -> Reply<()> {
    aside(app, move |_, desk| save(desk, input.key, input.text.0)).await
}

/// Typing waits for no work that takes long: that work saves it between two of its pieces. It is handed in before anything else,
/// so that whoever closes the record finds it there.
pub(super) fn save(desk: &Desk, key: String, text: Zeroizing<String>) -> Reply<()> {
    let handed_in = desk.typed.hand_in(key, text);
    loop {
        let own_turn = with_at_rest(desk, |session| {
            let saved = handed_in.in_own_turn(|key, text| usecases::save_draft(session, key, text));
            saved.unwrap_or_else(|| Err(problem::interrupted()))
        });
        // The record may be closed, and this draft have been saved before that.
        match own_turn {
            Some(Ok(())) => return Ok(()),
            Some(refused) => return handed_in.within(Duration::ZERO).unwrap_or(refused),
            None => {}
        }
        if let Some(saved) = handed_in.within(LOOKS_AGAIN) {
            return saved;
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
