//! Waiving a mandatory letter, with a reason.

use crate::view::RequestView;
use crate::{Result, Session};
use domain::{LetterCode, Refusal};

/// Waives a letter. The pack says which can never be waived.
pub fn waive_letter(session: &mut Session, request: &str, code: &str, reason: &str) -> Result<RequestView> {
    let case = session.case(request)?;
    let standing = crate::ruling::standing_in_all(session, &case.request)?;
    let code = LetterCode::from(code);
    session.pack_of(&case.request)?.letter(&code).ok_or_else(Refusal::not_found)?;
    let needs = crate::ruling::needed_letters(session, &case.request)?;
    let needed = needs.iter().find(|letter| letter.code == code).ok_or_else(Refusal::not_found)?;
    let event = domain::waive_letter(&case.request, needed, reason, &standing)?;
    session.act(request, event)
}
