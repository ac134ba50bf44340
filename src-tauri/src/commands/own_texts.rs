//! The library's own words for its letters.

use serde::Deserialize;
use tauri::AppHandle;
use tauri::ipc::Response;
use usecases::own_texts;
use usecases::view::{OwnTextEdit, OwnTextForm, OwnTextView, OwnTextsView, TakeBackForm};

use super::{Reply, on_record};

/// The letters whose words can be changed.
#[tauri::command]
pub(crate) async fn list_own_texts(app: AppHandle) -> Reply<OwnTextsView> {
    on_record(&app, |session| own_texts::list_own_texts(session)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfLetter {
    code: String,
}

/// The editor of a letter's words.
#[tauri::command]
pub(crate) async fn own_text_view(app: AppHandle, input: OfLetter) -> Reply<OwnTextView> {
    on_record(&app, move |session| own_texts::own_text_view(session, &input.code)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Edit {
    edit: OwnTextEdit,
}

/// Keeps what was typed.
#[tauri::command]
pub(crate) async fn edit_own_text(app: AppHandle, input: Edit) -> Reply<OwnTextView> {
    on_record(&app, move |session| own_texts::edit_own_text(session, input.edit)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SamplePage {
    code: String,
    page: usize,
    scale: f32,
}

/// A page of the sample letter, as a picture.
#[tauri::command]
pub(crate) async fn own_text_page(app: AppHandle, input: SamplePage) -> Reply<Response> {
    on_record(&app, move |session| {
        own_texts::own_text_page(session, &input.code, input.page, input.scale).map(Response::new)
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    form: OwnTextForm,
}

/// Offers words for a second look.
#[tauri::command]
pub(crate) async fn offer_own_text(app: AppHandle, input: Words) -> Reply<OwnTextView> {
    on_record(&app, move |session| own_texts::offer_own_text(session, &input.form)).await
}

/// Publishes words.
#[tauri::command]
pub(crate) async fn publish_own_text(app: AppHandle, input: Words) -> Reply<OwnTextView> {
    on_record(&app, move |session| own_texts::publish_own_text(session, &input.form)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TakeBack {
    form: TakeBackForm,
}

/// Takes published words back.
#[tauri::command]
pub(crate) async fn take_back_own_text(app: AppHandle, input: TakeBack) -> Reply<OwnTextView> {
    on_record(&app, move |session| own_texts::take_back_own_text(session, &input.form)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Version {
    code: String,
    number: u32,
}

/// Puts the words of a version into the editor.
#[tauri::command]
pub(crate) async fn take_up_own_text(app: AppHandle, input: Version) -> Reply<OwnTextView> {
    on_record(&app, move |session| own_texts::take_up_own_text(session, &input.code, input.number)).await
}
