//! The full check of the record, the line to keep on paper, and what a line on paper says.

use serde::Deserialize;
use tauri::AppHandle;
use usecases::view::{AnchorForm, AnchorFoundView, PrintReport, ProofView, VerificationView};
use usecases::{PrintOutcome, proof};

use super::backups::telling;
use super::{Reply, aside, on_record, with};
use crate::print::{self, Outcome, PrintProblem};

/// Everything the screen draws.
#[tauri::command]
pub(crate) async fn proof_view(app: AppHandle) -> Reply<ProofView> {
    on_record(&app, |session| Ok(proof::proof_view(session))).await
}

/// Checks the whole record.
#[tauri::command]
pub(crate) async fn verify_vault(app: AppHandle) -> Reply<VerificationView> {
    aside(&app, |_, desk| with(desk, |session| Ok(proof::verify_telling(session, &mut telling(desk))))).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CheckAnchor {
    form: AnchorForm,
}

/// What a date and a code on paper say about the record.
#[tauri::command]
pub(crate) async fn check_anchor(app: AppHandle, input: CheckAnchor) -> Reply<AnchorFoundView> {
    aside(&app, move |_, desk| {
        with(desk, |session| proof::check_anchor(session, &input.form, &mut telling(desk)))
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoteAnchor {
    code: String,
}

/// The code was copied by hand.
#[tauri::command]
pub(crate) async fn note_anchor(app: AppHandle, input: NoteAnchor) -> Reply<ProofView> {
    on_record(&app, move |session| proof::note_anchor(session, &input.code)).await
}

/// Prints a slip with the code through the system's dialog.
#[tauri::command]
pub(crate) async fn print_anchor(app: AppHandle) -> Reply<PrintReport> {
    aside(&app, |app, desk| {
        let slip = with(desk, |session| proof::anchor_slip(session))?;
        // The record is not held while the dialog is open: locking must still be possible.
        let outcome = match print::print(app, slip.sheets) {
            Ok(Outcome::Printed | Outcome::Unknown) => PrintOutcome::Printed,
            Ok(Outcome::Cancelled) => PrintOutcome::Cancelled,
            Err(PrintProblem::Refused(_)) => PrintOutcome::Failed,
            Err(problem) => return Err(problem.into()),
        };
        with(desk, |session| proof::record_anchor_print(session, &slip.code, outcome))
    })
    .await
}
