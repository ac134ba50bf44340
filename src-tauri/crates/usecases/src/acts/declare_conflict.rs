//! The decider's word on conflict of interest (G18).

use super::optional;
use crate::view::RequestView;
use crate::{Result, Session};
use domain::ConflictDeclared;

/// Records whether the person here, or family, appears in the request. The word at opening is an answer to a question;
/// this is the later one, said again for the decision.
pub fn declare_conflict(
    session: &mut Session,
    request: &str,
    conflict: bool,
    note: &str,
) -> Result<RequestView> {
    let word = ConflictDeclared { conflict, at_decision: true, note: optional(note.to_owned()) };
    let event = domain::declare_conflict(&session.case(request)?.request, word)?;
    session.act(request, event)
}
