//! The system's own dialogs. The page receives a ticket or a folder's name to show, and Rust keeps the path.

use std::path::PathBuf;

use serde::Deserialize;
use tauri::AppHandle;
use tauri::ipc::Response;
use usecases::acts::{self, AttachInput};
use usecases::view::{FileView, RequestView};
use usecases::{Helper, kept_file};

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

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileOf {
    request: String,
    file: String,
    page: u32,
}

/// What a page of a kept file says, and how many pages there are.
#[tauri::command]
pub(crate) async fn file_view(app: AppHandle, input: FileOf) -> Reply<FileView> {
    aside(&app, move |_, desk| {
        // The record is not held while a stranger's file is drawn: locking must still be possible.
        let file = with(desk, |session| kept_file(session, &input.request, &input.file))?;
        file.view(&helper()?, input.page)
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FilePage {
    request: String,
    file: String,
    page: u32,
    width: u32,
}

/// A page of a kept file, as a picture.
#[tauri::command]
pub(crate) async fn file_page(app: AppHandle, input: FilePage) -> Reply<Response> {
    aside(&app, move |_, desk| {
        let file = with(desk, |session| kept_file(session, &input.request, &input.file))?;
        file.page(&helper()?, input.page, input.width).map(Response::new)
    })
    .await
}

/// This program, started once more to draw a file from outside.
pub(crate) fn helper() -> Reply<Helper> {
    std::env::current_exe().map(Helper::new).map_err(|_| problem::no_helper())
}

/// The file of a ticket.
pub(crate) fn path_of(desk: &Desk, ticket: Ticket) -> Reply<PathBuf> {
    desk.offered().path(ticket).ok_or_else(problem::no_such_ticket)
}
