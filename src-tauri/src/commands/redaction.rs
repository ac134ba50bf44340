//! Redacted copies of kept files.

use serde::Deserialize;
use tauri::AppHandle;
use tauri::ipc::Response;
use usecases::redaction;
use usecases::view::{
    BoxRow, CopyLookForm, CopyView, CoverForm, FileView, RedactionForm, RedactionView, RequestView,
};

use super::backups::telling;
use super::files::helper;
use super::{Reply, aside, on_record, with};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RedactionOf {
    request: String,
    file: String,
}

/// What the screen needs before the first box is drawn.
#[tauri::command]
pub(crate) async fn redaction_view(app: AppHandle, input: RedactionOf) -> Reply<RedactionView> {
    on_record(&app, move |session| redaction::redaction_view(session, &input.request, &input.file)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlaceBoxes {
    request: String,
    boxes: Vec<CoverForm>,
}

/// Where boxes lie, in words, and what is still wrong with them.
#[tauri::command]
pub(crate) async fn place_boxes(app: AppHandle, input: PlaceBoxes) -> Reply<Vec<BoxRow>> {
    on_record(&app, move |session| redaction::place_boxes(session, &input.request, &input.boxes)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MakeCopy {
    request: String,
    file: String,
    form: RedactionForm,
}

/// Makes a copy and searches it for leaks. It is kept by another command, once it was seen.
#[tauri::command]
pub(crate) async fn make_copy(app: AppHandle, input: MakeCopy) -> Reply<CopyView> {
    aside(&app, move |_, desk| {
        let order =
            with(desk, |session| redaction::order_copy(session, &input.request, &input.file, &input.form))?;
        // The record is not held while a stranger's file is drawn: locking must still be possible.
        let made = order.make(&helper()?, &mut telling(desk))?;
        with(desk, |session| redaction::hold_copy(session, made))
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CopyPage {
    request: String,
    file: String,
    sha256: String,
    page: u32,
}

/// What a page of a copy that is not kept yet says, and how many pages there are.
#[tauri::command]
pub(crate) async fn copy_view(app: AppHandle, input: CopyPage) -> Reply<FileView> {
    aside(&app, move |_, desk| {
        let CopyPage { request, file, sha256, page } = input;
        let copy = with(desk, |session| redaction::held_copy(session, &request, &file, &sha256))?;
        copy.view(&helper()?, page)
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CopyPicture {
    request: String,
    file: String,
    sha256: String,
    page: u32,
    width: u32,
}

/// A page of a copy that is not kept yet, as a picture.
#[tauri::command]
pub(crate) async fn copy_page(app: AppHandle, input: CopyPicture) -> Reply<Response> {
    aside(&app, move |_, desk| {
        let CopyPicture { request, file, sha256, page, width } = input;
        let copy = with(desk, |session| redaction::held_copy(session, &request, &file, &sha256))?;
        copy.page(&helper()?, page, width).map(Response::new)
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeepCopy {
    request: String,
    file: String,
    sha256: String,
}

/// Keeps the copy that was shown.
#[tauri::command]
pub(crate) async fn keep_copy(app: AppHandle, input: KeepCopy) -> Reply<RequestView> {
    let KeepCopy { request, file, sha256 } = input;
    on_record(&app, move |session| redaction::keep_copy(session, &request, &file, &sha256)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LookAtCopy {
    request: String,
    copy: String,
    form: CopyLookForm,
}

/// Records a second look at a copy.
#[tauri::command]
pub(crate) async fn look_at_copy(app: AppHandle, input: LookAtCopy) -> Reply<RequestView> {
    on_record(&app, move |session| redaction::look_at_copy(session, &input.request, &input.copy, &input.form))
        .await
}
