//! The decider's word on conflict of interest (G18).

use super::optional;
use crate::view::RequestView;
use crate::{Result, Session};
use domain::ConflictDeclared;

/// Records whether the person here, or family, appears in the request.
pub fn declare_conflict(
    session: &mut Session,
    request: &str,
    conflict: bool,
    note: &str,
) -> Result<RequestView> {
    let word = ConflictDeclared { conflict, at_decision: false, note: optional(note.to_owned()) };
    let event = domain::declare_conflict(&session.case(request)?.request, word)?;
    session.act(request, event)
}
