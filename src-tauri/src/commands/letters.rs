//! Letters: drafting, pages, issuing, printing, copies, deliveries.

use serde::Deserialize;
use tauri::AppHandle;
use tauri::ipc::Response;
use usecases::view::{
    DeliveryForm, EnclosingForm, EnclosingView, LetterEdit, LetterView, OutsideLetterForm, ParagraphView,
    PrintReport, RequestView,
};
use usecases::{PrintOutcome, acts, enclosing, letter};

use super::backups::telling;
use super::files::helper;
use super::{Reply, aside, on_record, problem, with};
use crate::copy::LaidReady;
use crate::platform::{self, Pick};
use crate::print::{self, Outcome, PrintProblem};

/// A letter of the catalogue, on a request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ByCode {
    request: String,
    code: String,
}

/// An issued letter of a request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Issued {
    request: String,
    letter: String,
}

/// The letter as it is being written.
#[tauri::command]
pub(crate) async fn letter_view(app: AppHandle, input: ByCode) -> Reply<LetterView> {
    on_record(&app, move |session| letter::letter_view(session, &input.request, &input.code)).await
}

/// Keeps what was typed into the letter.
#[tauri::command]
pub(crate) async fn edit_letter(app: AppHandle, input: LetterEdit) -> Reply<LetterView> {
    on_record(&app, move |session| letter::edit_letter(session, input)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DraftPage {
    request: String,
    code: String,
    page: usize,
    scale: f32,
}

/// A page of the preview, as a picture.
#[tauri::command]
pub(crate) async fn draft_page(app: AppHandle, input: DraftPage) -> Reply<Response> {
    on_record(&app, move |session| {
        letter::draft_page(session, &input.request, &input.code, input.page, input.scale).map(Response::new)
    })
    .await
}

/// What goes with the letter, and what can.
#[tauri::command]
pub(crate) async fn enclosing_view(app: AppHandle, input: ByCode) -> Reply<Option<EnclosingView>> {
    on_record(&app, move |session| enclosing::enclosing_view(session, &input.request, &input.code)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChooseEnclosures {
    request: String,
    code: String,
    form: EnclosingForm,
}

/// Records what goes with the letter.
#[tauri::command]
pub(crate) async fn choose_enclosures(
    app: AppHandle,
    input: ChooseEnclosures,
) -> Reply<Option<EnclosingView>> {
    let ChooseEnclosures { request, code, form } = input;
    on_record(&app, move |session| enclosing::choose_enclosures(session, &request, &code, form)).await
}

/// Issues the letter: from now on it is frozen.
#[tauri::command]
pub(crate) async fn issue_letter(app: AppHandle, input: ByCode) -> Reply<RequestView> {
    on_record(&app, move |session| letter::issue_letter(session, &input.request, &input.code)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LetterPage {
    request: String,
    letter: String,
    page: usize,
    scale: f32,
}

/// A page of an issued letter, as a picture.
#[tauri::command]
pub(crate) async fn letter_page(app: AppHandle, input: LetterPage) -> Reply<Response> {
    on_record(&app, move |session| {
        letter::letter_page(session, &input.request, &input.letter, input.page, input.scale)
            .map(Response::new)
    })
    .await
}

/// The words of an issued letter.
#[tauri::command]
pub(crate) async fn letter_text(app: AppHandle, input: Issued) -> Reply<Vec<ParagraphView>> {
    on_record(&app, move |session| letter::letter_text(session, &input.request, &input.letter)).await
}

/// Prints an issued letter through the system's dialog, and records how that ended.
#[tauri::command]
pub(crate) async fn print_letter(app: AppHandle, input: Issued) -> Reply<PrintReport> {
    aside(&app, move |app, desk| {
        let Issued { request, letter } = input;
        let order = with(desk, |session| letter::order_print(session, &request, &letter))?;
        // The record is not held while files are drawn or the dialog is open: locking must still be possible.
        let job = order.draw(&helper()?, &mut telling(desk))?;
        let claim = print::claim(desk)?;
        let sheets = with(desk, |session| letter::hold_job(session, job))?;
        let outcome = match claim.print(app, sheets) {
            Ok(Outcome::Printed) => PrintOutcome::Printed,
            Ok(Outcome::Cancelled) => PrintOutcome::Cancelled,
            Ok(Outcome::Unknown) => return Ok(letter::print_not_known()),
            Err(PrintProblem::Refused(_)) => PrintOutcome::Failed,
            Err(problem) => {
                with(desk, |session| letter::print_fell_through(session, &request, &letter))?;
                return Err(problem.into());
            }
        };
        with(desk, |session| letter::record_print(session, &request, &letter, outcome))
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConfirmPrint {
    request: String,
    letter: String,
    looked_right: bool,
}

/// What she saw on the paper.
#[tauri::command]
pub(crate) async fn confirm_print(app: AppHandle, input: ConfirmPrint) -> Reply<RequestView> {
    on_record(&app, move |session| {
        letter::confirm_print(session, &input.request, &input.letter, input.looked_right)
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SaveLetterCopy {
    request: String,
    letter: String,
    reason: String,
}

/// Saves a copy outside the vault, on purpose and on record. Nothing when she cancels the dialog.
#[tauri::command]
pub(crate) async fn save_letter_copy(app: AppHandle, input: SaveLetterCopy) -> Reply<Option<RequestView>> {
    aside(&app, move |app, desk| {
        let SaveLetterCopy { request, letter, reason } = input;
        let copy = with(desk, |session| letter::letter_copy(session, &request, &letter, &reason))?;
        let Some(path) = platform::pick(app, &Pick::save_copy(copy.file_name.clone())) else {
            return Ok(None);
        };
        let ready = LaidReady::write(path, &copy.bytes).map_err(|error| problem::not_written(&error))?;
        // No copy leaves the vault without an entry that says so: it gets its name afterwards.
        let recorded = with(desk, |session| letter::record_copy(session, &request, &letter, &reason))?;
        ready.put_in_place().map_err(|error| problem::not_written(&error))?;
        Ok(Some(recorded))
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WaiveLetter {
    request: String,
    code: String,
    reason: String,
}

/// A mandatory letter that will not be written.
#[tauri::command]
pub(crate) async fn waive_letter(app: AppHandle, input: WaiveLetter) -> Reply<RequestView> {
    on_record(&app, move |session| acts::waive_letter(session, &input.request, &input.code, &input.reason))
        .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileOutsideLetter {
    request: String,
    form: OutsideLetterForm,
}

/// A letter that was written outside, with its scan.
#[tauri::command]
pub(crate) async fn file_outside_letter(app: AppHandle, input: FileOutsideLetter) -> Reply<RequestView> {
    on_record(&app, move |session| acts::file_outside_letter(session, &input.request, input.form)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Deliver {
    request: String,
    form: DeliveryForm,
}

/// How a letter reached its reader.
#[tauri::command]
pub(crate) async fn deliver(app: AppHandle, input: Deliver) -> Reply<RequestView> {
    on_record(&app, move |session| acts::deliver(session, &input.request, input.form)).await
}
