//! Papers that are no letters, through the system's print dialog: a slip, a sheet, a certificate, a register, a count.

use tauri::AppHandle;
use usecases::view::PrintReport;
use usecases::{PrintOutcome, letter};

use super::{Reply, with};
use crate::desk::Desk;
use crate::print::{self, Outcome, PrintProblem};

/// Shows the dialog and hands on how it ended. Where the system does not say, nothing is recorded, and the words say so.
///
/// The record is not held while the dialog is open: locking must still be possible. That a paper called `what` is at the printer is
/// noted until then, so that after a lock it can be said that nobody knows how it ended.
pub(super) fn print(
    app: &AppHandle,
    desk: &Desk,
    (what, sheets): (&str, Vec<Vec<u8>>),
    record: impl FnOnce(PrintOutcome) -> Reply<PrintReport>,
) -> Reply<PrintReport> {
    with(desk, |session| letter::paper_goes_out(session, what))?;
    let ended = print::print(app, sheets);
    with(desk, letter::paper_came_back)?;
    told(ended, record)
}

/// The same for the recovery sheet, which is typed back to prove that it is on paper.
pub(super) fn print_sheet(
    app: &AppHandle,
    pages: Vec<Vec<u8>>,
    record: impl FnOnce(PrintOutcome) -> Reply<PrintReport>,
) -> Reply<PrintReport> {
    told(print::print(app, pages), record)
}

fn told(
    ended: Result<Outcome, PrintProblem>,
    record: impl FnOnce(PrintOutcome) -> Reply<PrintReport>,
) -> Reply<PrintReport> {
    match ended {
        Ok(Outcome::Printed) => record(PrintOutcome::Printed),
        Ok(Outcome::Cancelled) => record(PrintOutcome::Cancelled),
        Ok(Outcome::Unknown) => Ok(usecases::paper_not_known()),
        Err(PrintProblem::Refused(_)) => record(PrintOutcome::Failed),
        Err(problem) => Err(problem.into()),
    }
}
