//! The paper on designations for the Director's signature: who stands in, who looks a second time, what was revoked, and the
//! notice to the public (P32, Iowa Code 22.1(2); letter L28). The end of the record stands on it.

use crate::proof::{AnchorSlip, went_to_the_printer};
use crate::view::PrintReport;
use crate::{PrintOutcome, Result, Session, letter};

/// The sheets for the print dialog, with the code that stands on them.
///
/// # Errors
/// Not the Director; something the paper must say is missing; the pages cannot be set.
pub fn designations_paper(session: &Session) -> Result<AnchorSlip> {
    let code = session.vault.anchor().code;
    Ok(AnchorSlip { sheets: letter::designation_sheets(session)?, code })
}

/// Records that the paper went to the printer, and says how printing ended.
///
/// # Errors
/// It could not be recorded.
pub fn record_designations_print(
    session: &mut Session,
    code: &str,
    outcome: PrintOutcome,
) -> Result<PrintReport> {
    let done = "The paper was sent to the printer. Compare the fingerprints, sign it, keep it with the file of designations, and \
                post the notice to the public.";
    went_to_the_printer(session, code, outcome, done)
}
