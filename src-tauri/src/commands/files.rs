//! The system's own dialogs. The page receives a ticket or a folder's name to show, and Rust keeps the path.

use std::path::PathBuf;

use serde::Deserialize;
use tauri::AppHandle;
use usecases::acts::{self, AttachInput};
use usecases::view::RequestView;

use super::{Reply, aside, problem, with};
use crate::desk::Desk;
use crate::files::{Offer, Ticket};
use crate::platform::{self, Pick};

/// The words on the dialog; they are the page's, because all words are.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    pub(super) title: String,
    pub(super) accept: String,
}

/// Lets her pick a file to attach. Nothing when she cancels.
#[tauri::command]
pub(crate) async fn pick_file(app: AppHandle, input: Words) -> Reply<Option<Offer>> {
    aside(&app, move |app, desk| {
        let Some(path) = platform::pick(app, &Pick::file(input.title, input.accept)) else { return Ok(None) };
        desk.offered().offer(&path).map(Some).ok_or_else(problem::not_a_file)
    })
    .await
}

/// Lets her pick a folder, for example for a new record. Nothing when she cancels.
#[tauri::command]
pub(crate) async fn pick_folder(app: AppHandle, input: Words) -> Reply<Option<PathBuf>> {
    aside(&app, move |app, _| Ok(platform::pick(app, &Pick::folder(input.title, input.accept)))).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttachFile {
    request: String,
    ticket: Ticket,
    what: String,
    privileged: bool,
}

/// Keeps a picked or dropped file with a request.
#[tauri::command]
pub(crate) async fn attach_file(app: AppHandle, input: AttachFile) -> Reply<RequestView> {
    aside(&app, move |_, desk| {
        let AttachFile { request, ticket, what, privileged } = input;
        let path = path_of(desk, ticket)?;
        with(desk, |session| acts::attach_file(session, &request, AttachInput { path, what, privileged }))
    })
    .await
}

/// The file of a ticket.
pub(crate) fn path_of(desk: &Desk, ticket: Ticket) -> Reply<PathBuf> {
    desk.offered().path(ticket).ok_or_else(problem::no_such_ticket)
}
