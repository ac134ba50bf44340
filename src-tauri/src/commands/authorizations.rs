//! Standing authorizations: the list, one of them, and what is done under it.

use serde::Deserialize;
use tauri::AppHandle;
use usecases::acts;
use usecases::view::{
    AuthorizationDetail, AuthorizationForm, AuthorizationList, ContinueForm, RequestView, UseForm,
};

use super::{Reply, on_record};

/// A part of a request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfPart {
    request: String,
    part: String,
}

/// A part of a request with a form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filled<F> {
    request: String,
    part: String,
    form: F,
}

/// Every authorization.
#[tauri::command]
pub(crate) async fn list_authorizations(app: AppHandle) -> Reply<AuthorizationList> {
    on_record(&app, |session| usecases::list_authorizations(session)).await
}

/// One authorization; that it was looked at is recorded.
#[tauri::command]
pub(crate) async fn open_authorization(app: AppHandle, input: OfPart) -> Reply<AuthorizationDetail> {
    on_record(&app, move |session| usecases::open_authorization(session, &input.request, &input.part)).await
}

/// Writes one, to be signed.
#[tauri::command]
pub(crate) async fn prepare_authorization(
    app: AppHandle,
    input: Filled<AuthorizationForm>,
) -> Reply<RequestView> {
    on_record(&app, move |session| {
        acts::prepare_authorization(session, &input.request, &input.part, input.form)
    })
    .await
}

/// A use of it.
#[tauri::command]
pub(crate) async fn use_authorization(app: AppHandle, input: Filled<UseForm>) -> Reply<AuthorizationDetail> {
    on_record(&app, move |session| acts::use_authorization(session, &input.request, &input.part, input.form))
        .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EndAuthorization {
    request: String,
    part: String,
    reason: String,
}

/// Its early end.
#[tauri::command]
pub(crate) async fn end_authorization(app: AppHandle, input: EndAuthorization) -> Reply<AuthorizationDetail> {
    on_record(&app, move |session| {
        acts::end_authorization(session, &input.request, &input.part, &input.reason)
    })
    .await
}

/// A new request that continues it.
#[tauri::command]
pub(crate) async fn continue_authorization(
    app: AppHandle,
    input: Filled<ContinueForm>,
) -> Reply<RequestView> {
    on_record(&app, move |session| {
        acts::continue_authorization(session, &input.request, &input.part, input.form)
    })
    .await
}
