//! Printing an issued letter, and saving a copy on purpose. The right to sign is checked again each time.

use super::cut_off;
use super::issue::{frozen, signature};
use crate::session::{Case, Session};
use crate::view::{PrintReport, RequestView};
use crate::{Result, ruling};
use domain::{IssuedLetter, LetterId, Print, PrintOutcome, Refusal, Signature, Signing};
use zeroize::Zeroizing;

/// Page images at 300 dots an inch.
pub(super) const PRINT_SCALE: f32 = 300.0 / 72.0;

/// Refuses a print when the right to sign the letter is gone, or when what it tells or carries does not stand any more.
pub(super) fn may_print(session: &Session, case: &Case, issued: &IssuedLetter) -> Result<()> {
    domain::stands_uncorrected(&case.request, issued.id)?;
    ruling::still_stands(session, &case.request, issued)?;
    let signs = ruling::signs(session, &case.request, issued.code.as_str())?;
    signature(signs, &right(session, case, issued)?)?;
    Ok(domain::check_manifest(&case.request, issued)?)
}

/// Records what the print dialog reported.
pub fn record_print(
    session: &mut Session,
    request: &str,
    letter: &str,
    outcome: PrintOutcome,
) -> Result<PrintReport> {
    add_print(session, request, letter, outcome, None)?;
    let (code, message) = match outcome {
        PrintOutcome::Printed => {
            ("printed", "Sent to the printer. Look at the paper: did it come out right?")
        }
        PrintOutcome::Cancelled => ("cancelled", "Printing was cancelled. The letter stays issued."),
        PrintOutcome::Failed => (
            "failed",
            "The system could not print. The letter stays issued; check the printer and print again.",
        ),
    };
    let methods = crate::choices::delivery_methods();
    Ok(PrintReport { outcome: code.to_owned(), message: message.to_owned(), methods })
}

/// Where the system does not say how printing ended nothing is recorded; the person is asked, and her answer is.
pub fn print_not_known() -> PrintReport {
    let message = "The system does not say whether it printed. Look at the printer: did it come out right?";
    let methods = crate::choices::delivery_methods();
    PrintReport { outcome: "printed".to_owned(), message: message.to_owned(), methods }
}

/// Records what the person said about the paper.
pub fn confirm_print(
    session: &mut Session,
    request: &str,
    letter: &str,
    looked_right: bool,
) -> Result<RequestView> {
    let outcome = if looked_right { PrintOutcome::Printed } else { PrintOutcome::Failed };
    add_print(session, request, letter, outcome, Some(looked_right))?;
    crate::request_view::refresh_request(session, request)
}

/// A copy to be written outside the vault: bytes and a neutral file name.
pub struct LetterCopy {
    /// The exact bytes.
    pub bytes: Zeroizing<Vec<u8>>,
    /// File name: number and code, never a name; for a sealed matter neither.
    pub file_name: String,
}

impl std::fmt::Debug for LetterCopy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LetterCopy({})", self.file_name)
    }
}

/// The copy, before the person chooses a place. The reason must be given first.
pub fn letter_copy(session: &Session, request: &str, letter: &str, reason: &str) -> Result<LetterCopy> {
    domain::passage(reason, "reason")?;
    let case = session.case(request)?;
    let (issued, bytes) = frozen(session, case, letter)?;
    domain::stands_uncorrected(&case.request, issued.id)?;
    ruling::still_stands(session, &case.request, issued)?;
    domain::check_manifest(&case.request, issued)?;
    right(session, case, issued)??;
    let file_name = match case.request.is_sealed() {
        // Outside the vault not even a code may tell what it is.
        true => "letter.pdf".to_owned(),
        false => format!("{} {}.pdf", case.request.reference(), issued.code),
    };
    Ok(LetterCopy { bytes, file_name })
}

/// Records that the copy was written.
pub fn record_copy(session: &mut Session, request: &str, letter: &str, reason: &str) -> Result<RequestView> {
    let case = session.case(request)?;
    let id: LetterId = letter.parse().map_err(|_| Refusal::not_found())?;
    let issued = &case.request.letter(id).ok_or_else(Refusal::not_found)?.what;
    let signing = right(session, case, issued)??;
    let event = domain::save_copy(&case.request, id, reason, &signing)?;
    session.act(request, event)
}

fn add_print(
    session: &mut Session,
    request: &str,
    letter: &str,
    outcome: PrintOutcome,
    looked_right: Option<bool>,
) -> Result<()> {
    let case = session.case(request)?;
    let id: LetterId = letter.parse().map_err(|_| Refusal::not_found())?;
    let issued = &case.request.letter(id).ok_or_else(Refusal::not_found)?.what;
    // Of what never reached the paper nothing is said to have been printed.
    let on_paper = outcome == PrintOutcome::Printed || looked_right.is_some();
    let held = session.held_job.as_ref().filter(|(held, _)| *held == id).map(|(_, job)| job);
    let job = held.or_else(|| cut_off::job(session, id)).filter(|_| on_paper).cloned();
    let is_on_its_way = job.is_some() && looked_right.is_some();
    let print = Print { letter: id, outcome, looked_right, job };
    let event = if is_on_its_way {
        // It went to the printer by right. What came of it may be said also when that right has ended: nothing new goes out by it.
        domain::record_print(&case.request, print, Signature::Author)?
    } else {
        let signs = ruling::signs(session, &case.request, issued.code.as_str())?;
        domain::record_print(&case.request, print, signature(signs, &right(session, case, issued)?)?)?
    };
    let request = case.request.id;
    session.record(request, vec![event], crate::journal::Along::default())?;
    session.held_job = None;
    match on_paper {
        true => cut_off::settled(session, request, id),
        false => cut_off::came_to_nothing(session, request, id),
    }
}

/// The right to print an issued letter, or to let a copy of it out, at this moment.
fn right(
    session: &Session,
    case: &Case,
    letter: &IssuedLetter,
) -> Result<std::result::Result<Signing, Refusal>> {
    let telling = ruling::telling_parts(session, &case.request, &letter.parts, letter.code.as_str())?;
    let (office, now) = (&session.office, session.now());
    Ok(if letter.tells_decision {
        domain::printing(office, &telling, letter, session.me, now)
    } else {
        domain::signing(office, &telling, session.me, now)
    })
}
