//! Papers that are no letters, through the system's print dialog: a slip, a sheet, a certificate, a register, a count, the paper on
//! designations, the file of a request.

use tauri::AppHandle;
use usecases::PrintOutcome;
use usecases::letter::{self, Paper};
use usecases::view::PrintReport;

use super::{Reply, with};
use crate::desk::Desk;
use crate::print::{self, Outcome, PrintProblem};

/// Shows the dialog and hands on how it ended. Where the system does not say, nothing is recorded, and the words say so.
///
/// The record is not held while the dialog is open: locking must still be possible. That the paper is at the printer is
/// noted until then, so that after a lock it can be said that nobody knows how it ended.
pub(super) fn print(
    app: &AppHandle,
    desk: &Desk,
    (paper, sheets): (Paper, Vec<Vec<u8>>),
    record: impl FnOnce(PrintOutcome) -> Reply<PrintReport>,
) -> Reply<PrintReport> {
    let claim = print::claim(desk)?;
    with(desk, |session| letter::paper_goes_out(session, paper))?;
    let ended = claim.print(app, sheets);
    let never_began = matches!(&ended, Err(problem) if !matches!(problem, PrintProblem::Refused(_)));
    let report = told(ended, record);
    // What was printed and is not on record is asked about after the next unlocking.
    if report.is_ok() || never_began {
        with(desk, letter::paper_came_back)?;
    }
    report
}

/// The same for the recovery sheet, which is typed back to prove that it is on paper.
pub(super) fn print_sheet(
    app: &AppHandle,
    desk: &Desk,
    pages: Vec<Vec<u8>>,
    record: impl FnOnce(PrintOutcome) -> Reply<PrintReport>,
) -> Reply<PrintReport> {
    told(print::claim(desk)?.print(app, pages), record)
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
