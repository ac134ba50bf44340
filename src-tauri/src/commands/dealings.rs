//! Fees, sessions of firms, and statements in writing.

use serde::Deserialize;
use tauri::AppHandle;
use usecases::acts;
use usecases::view::{FeeForm, RequestView, StatementForm, VendorSessionForm};

use super::{Reply, on_record};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EstimateFee {
    request: String,
    form: FeeForm,
}

/// The work, the estimate, its sending or its payment.
#[tauri::command]
pub(crate) async fn estimate_fee(app: AppHandle, input: EstimateFee) -> Reply<RequestView> {
    on_record(&app, move |session| acts::estimate_fee(session, &input.request, &input.form)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PreviewFee {
    form: FeeForm,
}

/// What an estimate comes to, before it is recorded.
#[tauri::command]
pub(crate) async fn preview_fee(app: AppHandle, input: PreviewFee) -> Reply<Vec<String>> {
    on_record(&app, move |_| acts::preview_fee(&input.form)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecordVendorSession {
    request: String,
    form: VendorSessionForm,
}

/// A firm's session was opened or closed.
#[tauri::command]
pub(crate) async fn record_vendor_session(app: AppHandle, input: RecordVendorSession) -> Reply<RequestView> {
    on_record(&app, move |session| acts::record_vendor_session(session, &input.request, input.form)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecordStatement {
    request: String,
    form: StatementForm,
}

/// A statement in writing came in that somebody owed after an answer.
#[tauri::command]
pub(crate) async fn record_statement(app: AppHandle, input: RecordStatement) -> Reply<RequestView> {
    on_record(&app, move |session| acts::record_statement(session, &input.request, input.form)).await
}
