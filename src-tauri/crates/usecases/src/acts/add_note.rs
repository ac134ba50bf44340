//! Words for the record.

use crate::view::RequestView;
use crate::{Result, Session};

/// Adds a note.
pub fn add_note(session: &mut Session, request: &str, text: &str) -> Result<RequestView> {
    let event = domain::add_note(&session.case(request)?.request, text)?;
    session.act(request, event)
}

/// Corrects an earlier entry by words; the entry stays.
pub fn enter_correction(session: &mut Session, request: &str, text: &str) -> Result<RequestView> {
    let event = domain::enter_correction(&session.case(request)?.request, text)?;
    session.act(request, event)
}
