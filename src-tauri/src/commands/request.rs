//! Acts on a request as a whole.

use serde::Deserialize;
use tauri::AppHandle;
use usecases::acts::{self, AnswerInput};
use usecases::letter::{self, Paper};
use usecases::view::{
    IdentityForm, InstrumentForm, PreservationForm, PrintReport, RequestView, RequesterForm, VisitForm,
};

use super::{Reply, aside, on_record, paper, with};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OpenRequest {
    request: String,
}

/// Opens a request; that it was looked at is recorded.
#[tauri::command]
pub(crate) async fn open_request(app: AppHandle, input: OpenRequest) -> Reply<RequestView> {
    on_record(&app, move |session| usecases::open_request(session, &input.request)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RefreshRequest {
    request: String,
}

/// The request as it is now, without recording that it was looked at.
#[tauri::command]
pub(crate) async fn refresh_request(app: AppHandle, input: RefreshRequest) -> Reply<RequestView> {
    on_record(&app, move |session| usecases::refresh_request(session, &input.request)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnswerQuestion {
    request: String,
    part: String,
    question: String,
    choices: Vec<String>,
    note: String,
}

/// Answers a question of the guide.
#[tauri::command]
pub(crate) async fn answer_question(app: AppHandle, input: AnswerQuestion) -> Reply<RequestView> {
    on_record(&app, move |session| {
        let AnswerQuestion { request, part, question, choices, note } = input;
        acts::answer_question(session, &request, AnswerInput { part, question, choices, note })
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DescribeRequester {
    request: String,
    form: RequesterForm,
}

/// Who asked, as far as they said.
#[tauri::command]
pub(crate) async fn describe_requester(app: AppHandle, input: DescribeRequester) -> Reply<RequestView> {
    on_record(&app, move |session| acts::describe_requester(session, &input.request, input.form)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CorrectReceipt {
    request: String,
    received_at: String,
    channel: String,
    records_request: bool,
    reason: String,
}

/// Corrects when and how it arrived.
#[tauri::command]
pub(crate) async fn correct_receipt(app: AppHandle, input: CorrectReceipt) -> Reply<RequestView> {
    let CorrectReceipt { request, received_at, channel, records_request, reason } = input;
    on_record(&app, move |session| {
        acts::correct_receipt(
            session,
            &request,
            acts::ReceiptInput { received_at, channel, records_request, reason },
        )
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddNote {
    request: String,
    text: String,
}

/// Adds a note.
#[tauri::command]
pub(crate) async fn add_note(app: AppHandle, input: AddNote) -> Reply<RequestView> {
    on_record(&app, move |session| acts::add_note(session, &input.request, &input.text)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EnterCorrection {
    request: String,
    text: String,
}

/// Corrects an earlier entry by words.
#[tauri::command]
pub(crate) async fn enter_correction(app: AppHandle, input: EnterCorrection) -> Reply<RequestView> {
    on_record(&app, move |session| acts::enter_correction(session, &input.request, &input.text)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CheckIdentity {
    request: String,
    form: IdentityForm,
}

/// Who stood at the desk.
#[tauri::command]
pub(crate) async fn check_identity(app: AppHandle, input: CheckIdentity) -> Reply<RequestView> {
    on_record(&app, move |session| acts::check_identity(session, &input.request, input.form)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecordInstrument {
    request: String,
    form: InstrumentForm,
}

/// The paper's facts.
#[tauri::command]
pub(crate) async fn record_instrument(app: AppHandle, input: RecordInstrument) -> Reply<RequestView> {
    on_record(&app, move |session| acts::record_instrument(session, &input.request, input.form)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Preserve {
    request: String,
    form: PreservationForm,
}

/// What must be kept for now.
#[tauri::command]
pub(crate) async fn preserve(app: AppHandle, input: Preserve) -> Reply<RequestView> {
    on_record(&app, move |session| acts::preserve(session, &input.request, input.form)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PrintBinder {
    request: String,
    /// With what is counsel's own.
    with_counsel: bool,
}

/// Prints the file of a request through the system's dialog.
#[tauri::command]
pub(crate) async fn print_binder(app: AppHandle, input: PrintBinder) -> Reply<PrintReport> {
    aside(&app, move |app, desk| {
        let PrintBinder { request, with_counsel } = input;
        let file = with(desk, |session| letter::binder_paper(session, &request, with_counsel))?;
        paper::print(app, desk, (Paper::Binder, file.sheets), |outcome| {
            with(desk, |session| {
                letter::record_binder_print(session, &request, (&file.code, with_counsel), outcome)
            })
        })
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecordVisit {
    request: String,
    form: VisitForm,
}

/// An officer's visit.
#[tauri::command]
pub(crate) async fn record_visit(app: AppHandle, input: RecordVisit) -> Reply<RequestView> {
    on_record(&app, move |session| acts::record_visit(session, &input.request, input.form)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeclareConflict {
    request: String,
    conflict: bool,
    note: String,
}

/// Whether she or her family appear in the request.
#[tauri::command]
pub(crate) async fn declare_conflict(app: AppHandle, input: DeclareConflict) -> Reply<RequestView> {
    on_record(&app, move |session| {
        acts::declare_conflict(session, &input.request, input.conflict, &input.note)
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CloseRequest {
    request: String,
    reason: String,
}

/// Closes it.
#[tauri::command]
pub(crate) async fn close_request(app: AppHandle, input: CloseRequest) -> Reply<RequestView> {
    on_record(&app, move |session| acts::close_request(session, &input.request, &input.reason)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReopenRequest {
    request: String,
    reason: String,
}

/// Opens it again.
#[tauri::command]
pub(crate) async fn reopen_request(app: AppHandle, input: ReopenRequest) -> Reply<RequestView> {
    on_record(&app, move |session| acts::reopen_request(session, &input.request, &input.reason)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WithdrawRequest {
    request: String,
    reason: String,
}

/// Takes it back; its number stays used.
#[tauri::command]
pub(crate) async fn withdraw_request(app: AppHandle, input: WithdrawRequest) -> Reply<RequestView> {
    on_record(&app, move |session| acts::withdraw_request(session, &input.request, &input.reason)).await
}
