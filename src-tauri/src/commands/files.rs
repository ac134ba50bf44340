//! The system's own dialogs. The page receives a ticket or a folder's name to show, and Rust keeps the path.

use std::path::PathBuf;

use serde::Deserialize;
use tauri::AppHandle;

use super::{Code, Problem, Reply, aside};
use crate::files::Offer;
use crate::platform::{self, Pick};

/// The words on the dialog; they are the page's, because all words are.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    title: String,
    accept: String,
}

/// Lets her pick a file to attach. Nothing when she cancels.
#[tauri::command]
pub(crate) async fn pick_file(app: AppHandle, input: Words) -> Reply<Option<Offer>> {
    aside(&app, move |app, desk| {
        let Some(path) = platform::pick(app, &Pick::file(input.title, input.accept)) else { return Ok(None) };
        desk.offered().offer(&path).map(Some).ok_or_else(|| Problem::new(Code::NotAFile))
    })
    .await
}

/// Lets her pick a folder, for example for a new record. Nothing when she cancels.
#[tauri::command]
pub(crate) async fn pick_folder(app: AppHandle, input: Words) -> Reply<Option<PathBuf>> {
    aside(&app, move |app, _| Ok(platform::pick(app, &Pick::folder(input.title, input.accept)))).await
}
