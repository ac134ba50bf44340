//! New requests, the list, and finding one.

use serde::Deserialize;
use std::collections::BTreeMap;
use tauri::AppHandle;
use usecases::acts;
use usecases::view::{
    FirstContactView, ListQuery, NewRequestForm, RequestList, RequestView, RoutePreview, SearchHit,
};

use super::{Reply, on_record};

/// A page of the list.
#[tauri::command]
pub(crate) async fn list_requests(app: AppHandle, input: ListQuery) -> Reply<RequestList> {
    on_record(&app, move |session| usecases::list_requests(session, &input)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Search {
    words: String,
}

/// Requests that contain all the words.
#[tauri::command]
pub(crate) async fn search(app: AppHandle, input: Search) -> Reply<Vec<SearchHit>> {
    on_record(&app, move |session| usecases::search(session, &input.words)).await
}

/// What the new-request screen draws.
#[tauri::command]
pub(crate) async fn first_contact(app: AppHandle) -> Reply<FirstContactView> {
    on_record(&app, |session| acts::first_contact(session)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PreviewRoute {
    answers: BTreeMap<String, Vec<String>>,
    asks: Vec<String>,
}

/// Where the first answers lead, before anything is recorded.
#[tauri::command]
pub(crate) async fn preview_route(app: AppHandle, input: PreviewRoute) -> Reply<RoutePreview> {
    on_record(&app, move |session| acts::preview_route(session, &input.answers, &input.asks)).await
}

/// Opens a request.
#[tauri::command]
pub(crate) async fn start_request(app: AppHandle, input: NewRequestForm) -> Reply<RequestView> {
    on_record(&app, move |session| acts::start_request(session, input)).await
}
