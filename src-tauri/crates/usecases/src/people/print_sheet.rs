//! Printing the recovery sheet while it is on the screen: at setup, and when a new one was drawn.

use crate::view::PrintReport;
use crate::{Code, Error, PrintOutcome, Result, Session, letter};

/// The sheets for the print dialog: of the sheet that was drawn last and is still to be typed back.
///
/// # Errors
/// No sheet is on the screen: it was typed back already, or the program was locked since.
pub fn sheet_pages(session: &Session) -> Result<Vec<Vec<u8>>> {
    let drawn = session.drawn_sheet.as_ref().map(|(sheet, _)| sheet);
    let sheet = drawn.or(session.unproved_sheet.as_ref()).ok_or_else(|| {
        let help = "Nothing was printed. A sheet can be printed only while it is shown; draw a new one under Settings.";
        Error::new(Code::StillOpen, "No recovery sheet is shown now.", help)
    })?;
    letter::recovery_pages(session, sheet)
}

/// How printing ended, in words.
pub fn sheet_print_report(outcome: PrintOutcome) -> PrintReport {
    let (word, message) = match outcome {
        PrintOutcome::Printed => (
            "printed",
            "The sheet was sent to the printer. Take it from there now, and compare it with the screen.",
        ),
        PrintOutcome::Cancelled => ("cancelled", "Printing was cancelled."),
        PrintOutcome::Failed => {
            ("failed", "The system could not print. Check the printer, or write the sheet down by hand.")
        }
    };
    PrintReport { outcome: word.to_owned(), message: message.to_owned(), methods: Vec::new() }
}
