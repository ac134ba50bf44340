//! "This request concerns me": the word that takes somebody out of a request (G18).

use super::optional;
use crate::view::RequestView;
use crate::{Result, Session};
use domain::ConflictDeclared;

/// Records that the person here, or family, appears in the request, or that this was said by mistake. The word at opening
/// is an answer to a question; the word for the decision is given with the decision and nowhere else.
pub fn declare_conflict(
    session: &mut Session,
    request: &str,
    conflict: bool,
    note: &str,
) -> Result<RequestView> {
    let word = ConflictDeclared { conflict, at_decision: false, note: optional(note.to_owned()) };
    let event = domain::declare_conflict(&session.case(request)?.request, word, session.me)?;
    session.act(request, event)
}
