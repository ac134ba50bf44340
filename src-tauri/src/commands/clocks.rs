//! Dates: extending, pausing, taking a count up again, and the count on paper.

use serde::Deserialize;
use tauri::AppHandle;
use usecases::letter::Paper;
use usecases::view::{ExtensionForm, PauseForm, PrintReport, RequestView, ResumeForm};
use usecases::{acts, letter};

use super::{Reply, aside, on_record, paper, with};

/// A request with a form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filled<F> {
    request: String,
    form: F,
}

/// Extends a date for a lawful reason.
#[tauri::command]
pub(crate) async fn extend_clock(app: AppHandle, input: Filled<ExtensionForm>) -> Reply<RequestView> {
    on_record(&app, move |session| acts::extend_clock(session, &input.request, input.form)).await
}

/// Pauses a count for a lawful reason.
#[tauri::command]
pub(crate) async fn pause_clock(app: AppHandle, input: Filled<PauseForm>) -> Reply<RequestView> {
    on_record(&app, move |session| acts::pause_clock(session, &input.request, input.form)).await
}

/// Takes a count up again.
#[tauri::command]
pub(crate) async fn resume_clock(app: AppHandle, input: Filled<ResumeForm>) -> Reply<RequestView> {
    on_record(&app, move |session| acts::resume_clock(session, &input.request, input.form)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PrintCount {
    request: String,
}

/// Prints how the dates were counted, through the system's dialog.
#[tauri::command]
pub(crate) async fn print_count(app: AppHandle, input: PrintCount) -> Reply<PrintReport> {
    aside(&app, move |app, desk| {
        let sheets = with(desk, |session| letter::count_sheets(session, &input.request))?;
        paper::print(app, desk, (Paper::Count, sheets), |outcome| {
            with(desk, |session| letter::record_count_print(session, &input.request, outcome))
        })
    })
    .await
}
