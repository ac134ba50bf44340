//! Closing a request, and opening it again.

use crate::view::RequestView;
use crate::{Result, Session};

/// Closes a request: nothing may be open.
pub fn close_request(session: &mut Session, request: &str, reason: &str) -> Result<RequestView> {
    let case = session.case(request)?;
    let standing = crate::ruling::standing_in_all(session, &case.request)?;
    let needs = crate::ruling::closing_needs(session, &case.request)?;
    let event = domain::close_request(&case.request, &needs, reason, &standing)?;
    session.act(request, event)
}

/// Opens a closed request again, with a reason.
pub fn reopen_request(session: &mut Session, request: &str, reason: &str) -> Result<RequestView> {
    let case = session.case(request)?;
    let standing = crate::ruling::standing_in_all(session, &case.request)?;
    let event = domain::reopen_request(&case.request, reason, &standing)?;
    session.act(request, event)
}
