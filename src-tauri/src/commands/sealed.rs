//! Sealed matters: sealing, who may know, what orders silence, lifting the seal.

use serde::Deserialize;
use tauri::AppHandle;
use usecases::acts;
use usecases::view::{GagForm, ReadInForm, RequestView, UnsealForm};

use super::{Reply, on_record};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SealMatter {
    request: String,
    because: String,
}

/// Seals a request: it goes on under another reference.
#[tauri::command]
pub(crate) async fn seal_matter(app: AppHandle, input: SealMatter) -> Reply<RequestView> {
    on_record(&app, move |session| acts::seal_matter(session, &input.request, &input.because)).await
}

/// A form of a sealed matter.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Form<F> {
    request: String,
    form: F,
}

/// Somebody was told.
#[tauri::command]
pub(crate) async fn read_in(app: AppHandle, input: Form<ReadInForm>) -> Reply<RequestView> {
    on_record(&app, move |session| acts::read_in(session, &input.request, input.form)).await
}

/// What orders silence.
#[tauri::command]
pub(crate) async fn record_gag_term(app: AppHandle, input: Form<GagForm>) -> Reply<RequestView> {
    on_record(&app, move |session| acts::record_gag_term(session, &input.request, input.form)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AgreeUnsealing {
    request: String,
    words: String,
}

/// The second person agrees.
#[tauri::command]
pub(crate) async fn agree_unsealing(app: AppHandle, input: AgreeUnsealing) -> Reply<RequestView> {
    on_record(&app, move |session| acts::agree_unsealing(session, &input.request, &input.words)).await
}

/// The Director lifts the seal.
#[tauri::command]
pub(crate) async fn unseal_matter(app: AppHandle, input: Form<UnsealForm>) -> Reply<RequestView> {
    on_record(&app, move |session| acts::unseal_matter(session, &input.request, input.form)).await
}
