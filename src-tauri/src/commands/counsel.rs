//! Reaching counsel, and what counsel advised.

use serde::Deserialize;
use tauri::AppHandle;
use usecases::acts;
use usecases::view::{AdviceForm, CounselCallForm, RequestView};

use super::{Reply, on_record};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecordCounselCall {
    request: String,
    form: CounselCallForm,
}

/// A call to counsel, or a try.
#[tauri::command]
pub(crate) async fn record_counsel_call(app: AppHandle, input: RecordCounselCall) -> Reply<RequestView> {
    on_record(&app, move |session| acts::record_counsel_call(session, &input.request, input.form)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecordAdvice {
    request: String,
    form: AdviceForm,
}

/// What counsel advised.
#[tauri::command]
pub(crate) async fn record_advice(app: AppHandle, input: RecordAdvice) -> Reply<RequestView> {
    on_record(&app, move |session| acts::record_advice(session, &input.request, input.form)).await
}
