//! Acts on one part of a request, up to its decision.

use serde::Deserialize;
use tauri::AppHandle;
use usecases::acts::{self, Look};
use usecases::view::{DecisionForm, PartForm, ReleaseForm, RequestView};

use super::{Reply, on_record};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddPart {
    request: String,
    form: PartForm,
}

/// Adds a part.
#[tauri::command]
pub(crate) async fn add_part(app: AppHandle, input: AddPart) -> Reply<RequestView> {
    on_record(&app, move |session| acts::add_part(session, &input.request, input.form)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddOwnPart {
    request: String,
    part: String,
    remark: String,
    form: PartForm,
}

/// Adds the part of its own that a remark leads to.
#[tauri::command]
pub(crate) async fn add_own_part(app: AppHandle, input: AddOwnPart) -> Reply<RequestView> {
    let AddOwnPart { request, part, remark, form } = input;
    on_record(&app, move |session| {
        acts::add_own_part(session, &request, acts::OwnPartInput { part, remark, form })
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WithdrawPart {
    request: String,
    part: String,
    reason: String,
}

/// Takes a part back at the asker's wish.
#[tauri::command]
pub(crate) async fn withdraw_part(app: AppHandle, input: WithdrawPart) -> Reply<RequestView> {
    on_record(&app, move |session| acts::withdraw_part(session, &input.request, &input.part, &input.reason))
        .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlanRelease {
    request: String,
    part: String,
    form: ReleaseForm,
}

/// What is planned to go out.
#[tauri::command]
pub(crate) async fn plan_release(app: AppHandle, input: PlanRelease) -> Reply<RequestView> {
    on_record(&app, move |session| acts::plan_release(session, &input.request, &input.part, input.form)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StartSecondLook {
    request: String,
    part: String,
}

/// Begins the pause before the second look.
#[tauri::command]
pub(crate) async fn start_second_look(app: AppHandle, input: StartSecondLook) -> Reply<RequestView> {
    on_record(&app, move |session| acts::start_second_look(session, &input.request, &input.part)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TakeSecondLook {
    request: String,
    part: String,
    found: String,
    alone: String,
}

/// The second look, with what was found.
#[tauri::command]
pub(crate) async fn take_second_look(app: AppHandle, input: TakeSecondLook) -> Reply<RequestView> {
    let TakeSecondLook { request, part, found, alone } = input;
    on_record(&app, move |session| acts::take_second_look(session, &request, &part, Look { found, alone }))
        .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DecidePart {
    request: String,
    part: String,
    form: DecisionForm,
}

/// Decides the part.
#[tauri::command]
pub(crate) async fn decide_part(app: AppHandle, input: DecidePart) -> Reply<RequestView> {
    on_record(&app, move |session| acts::decide_part(session, &input.request, &input.part, input.form)).await
}
