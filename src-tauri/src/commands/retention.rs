//! How long what has ended is kept: holds, open periods, disposal and its certificate.

use serde::Deserialize;
use tauri::AppHandle;
use usecases::letter::Paper;
use usecases::view::{
    DisposeForm, DisposedView, HoldForm, LiftForm, PeriodForm, PrintReport, RequestView, RetentionView,
};
use usecases::{acts, retention};

use super::{Reply, aside, on_record, paper, with};

/// Everything the screen draws.
#[tauri::command]
pub(crate) async fn retention_view(app: AppHandle) -> Reply<RetentionView> {
    on_record(&app, |session| retention::retention_view(session)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConfirmPeriod {
    form: PeriodForm,
}

/// The Director records how long a rule runs.
#[tauri::command]
pub(crate) async fn confirm_period(app: AppHandle, input: ConfirmPeriod) -> Reply<RetentionView> {
    on_record(&app, move |session| retention::confirm_period(session, &input.form)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DisposeRequests {
    form: DisposeForm,
}

/// The Director disposes of requests.
#[tauri::command]
pub(crate) async fn dispose_requests(app: AppHandle, input: DisposeRequests) -> Reply<DisposedView> {
    on_record(&app, move |session| retention::dispose_requests(session, &input.form)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PrintCertificate {
    disposal: u32,
}

/// Prints the certificate of a disposal through the system's dialog.
#[tauri::command]
pub(crate) async fn print_certificate(app: AppHandle, input: PrintCertificate) -> Reply<PrintReport> {
    aside(&app, move |app, desk| {
        let sheets = with(desk, |session| retention::certificate_sheets(session, input.disposal))?;
        paper::print(app, desk, (Paper::Certificate, sheets), |outcome| {
            with(desk, |session| retention::record_certificate_print(session, input.disposal, outcome))
        })
    })
    .await
}

/// A form of a request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Form<F> {
    request: String,
    form: F,
}

/// A legal hold is placed.
#[tauri::command]
pub(crate) async fn place_hold(app: AppHandle, input: Form<HoldForm>) -> Reply<RequestView> {
    on_record(&app, move |session| acts::place_hold(session, &input.request, &input.form)).await
}

/// The Director lifts a hold.
#[tauri::command]
pub(crate) async fn lift_hold(app: AppHandle, input: Form<LiftForm>) -> Reply<RequestView> {
    on_record(&app, move |session| acts::lift_hold(session, &input.request, &input.form)).await
}
