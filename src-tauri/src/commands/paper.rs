//! Papers that are no letters, through the system's print dialog: a slip, a sheet, a certificate, a register, a count.

use tauri::AppHandle;
use usecases::PrintOutcome;
use usecases::view::PrintReport;

use super::Reply;
use crate::print::{self, Outcome, PrintProblem};

/// Shows the dialog and hands on how it ended. Where the system does not say, nothing is recorded, and the words say so.
///
/// The record is not held while the dialog is open: locking must still be possible.
pub(super) fn print(
    app: &AppHandle,
    sheets: Vec<Vec<u8>>,
    record: impl FnOnce(PrintOutcome) -> Reply<PrintReport>,
) -> Reply<PrintReport> {
    match print::print(app, sheets) {
        Ok(Outcome::Printed) => record(PrintOutcome::Printed),
        Ok(Outcome::Cancelled) => record(PrintOutcome::Cancelled),
        Ok(Outcome::Unknown) => Ok(usecases::paper_not_known()),
        Err(PrintProblem::Refused(_)) => record(PrintOutcome::Failed),
        Err(problem) => Err(problem.into()),
    }
}
