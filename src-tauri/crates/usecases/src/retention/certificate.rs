//! The certificate of a disposal on paper, and that it was printed.

use crate::session::Session;
use crate::view::PrintReport;
use crate::{PrintOutcome, Result, letter};
use domain::{OfficeEvent, Refusal};

/// The sheets of the certificate for the print dialog. Disposals are counted from 1.
///
/// # Errors
/// There is no such disposal; the page cannot be set.
pub fn certificate_sheets(session: &Session, disposal: u32) -> Result<Vec<Vec<u8>>> {
    let place = usize::try_from(disposal).ok().and_then(|number| number.checked_sub(1));
    let found = place.and_then(|place| session.office.disposals.get(place)).ok_or_else(Refusal::not_found)?;
    letter::certificate_sheets(session, found, &super::retention_view::backup_words(found))
}

/// Records that the certificate went to the printer, and says how printing ended.
///
/// # Errors
/// It could not be recorded.
pub fn record_certificate_print(
    session: &mut Session,
    disposal: u32,
    outcome: PrintOutcome,
) -> Result<PrintReport> {
    let (word, message) = match outcome {
        PrintOutcome::Printed => {
            ("printed", "The certificate was sent to the printer. Sign it, and keep it outside the record.")
        }
        PrintOutcome::Cancelled => ("cancelled", "Printing was cancelled."),
        PrintOutcome::Failed => ("failed", "The system could not print. Check the printer and print again."),
    };
    if outcome == PrintOutcome::Printed {
        session.record_office(vec![OfficeEvent::CertificatePrinted { disposal }], None)?;
    }
    Ok(PrintReport { outcome: word.to_owned(), message: message.to_owned(), methods: Vec::new() })
}
