//! A case is given back by whoever took it, or taken back by the Director (DG-6, DG-7).

use crate::view::RequestView;
use crate::{Result, Session, ruling};

/// Gives a case back, with the reason.
///
/// # Errors
/// Nobody has taken it; somebody else has; no reason.
pub fn release_case(session: &mut Session, request: &str, reason: &str) -> Result<RequestView> {
    let case = session.case(request)?;
    let standing = ruling::standing_in_any(session, &case.request)?;
    let event = domain::release_case(&case.request, &standing, reason)?;
    session.act(request, event)
}
