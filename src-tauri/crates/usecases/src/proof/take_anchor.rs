//! Taking the end of the record onto paper: printed as a slip, or copied by hand. Either is on record, because only what lies
//! outside the record proves anything about it.

use super::proof_view;
use crate::view::{PrintReport, ProofView};
use crate::{Code, Error, PrintOutcome, Result, Session, letter};
use domain::{AnchorTaken, OfficeEvent};

/// A paper for the print dialog, and the code that stands on it.
#[derive(Debug)]
pub struct AnchorSlip {
    /// Pictures of its sheets.
    pub sheets: Vec<Vec<u8>>,
    /// The code on it.
    pub code: String,
}

/// The slip with the end of the record as it is now.
///
/// # Errors
/// The sheet cannot be set.
pub fn anchor_slip(session: &Session) -> Result<AnchorSlip> {
    let anchor = session.vault.anchor();
    Ok(AnchorSlip { sheets: letter::anchor_sheets(session, &anchor)?, code: anchor.code })
}

/// Records that a slip went to the printer, and says how printing ended.
///
/// # Errors
/// It could not be recorded.
pub fn record_anchor_print(session: &mut Session, code: &str, outcome: PrintOutcome) -> Result<PrintReport> {
    went_to_the_printer(
        session,
        code,
        outcome,
        "The slip was sent to the printer. Sign it, and keep it outside this office.",
    )
}

/// Records that a paper with this code went to the printer; `done` says so to the person.
pub(crate) fn went_to_the_printer(
    session: &mut Session,
    code: &str,
    outcome: PrintOutcome,
    done: &str,
) -> Result<PrintReport> {
    let (word, message) = match outcome {
        PrintOutcome::Printed => ("printed", done),
        PrintOutcome::Cancelled => ("cancelled", "Printing was cancelled."),
        PrintOutcome::Failed => ("failed", "The system could not print. Check the printer and print again."),
    };
    if outcome == PrintOutcome::Printed {
        taken(session, code, true)?;
    }
    Ok(PrintReport { outcome: word.to_owned(), message: message.to_owned(), methods: Vec::new() })
}

/// Records that a code was copied by hand, as it stood on the screen.
///
/// # Errors
/// No entry has this code; it could not be recorded.
pub fn note_anchor(session: &mut Session, code: &str) -> Result<ProofView> {
    taken(session, code, false)?;
    Ok(proof_view(session))
}

fn taken(session: &mut Session, code: &str, printed: bool) -> Result<()> {
    session.vault.find_anchor(code)?.ok_or_else(|| {
        let help = "Nothing was recorded. Open this page again and copy the code that it shows now.";
        Error::new(Code::NotFound, "No entry of this record has this code.", help).at("code")
    })?;
    let code = code.chars().filter(|letter| !letter.is_whitespace()).collect();
    let taken = AnchorTaken { day: session.now().date(), code, printed };
    session.record_office(vec![OfficeEvent::AnchorTaken(taken)], None)
}
