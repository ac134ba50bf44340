//! Ending an authorization before its last day.

use super::part_id;
use crate::view::AuthorizationDetail;
use crate::{Result, Session, authorizations, ruling};
use domain::Matter;

/// Ends it now. Whoever may decide the request may end it: nothing goes out by that.
///
/// # Errors
/// Nothing is in force, no reason, or no standing.
pub fn end_authorization(
    session: &mut Session,
    request: &str,
    part: &str,
    reason: &str,
) -> Result<AuthorizationDetail> {
    let id = part_id(part)?;
    let case = session.case(request)?;
    let matter = Matter { director_only: false, ..ruling::matter_of(session, &case.request, id)? };
    let standing = session.standing(&matter)?;
    let event = domain::end_authorization(&case.request, id, reason, &standing)?;
    session.act(request, event)?;
    authorizations::authorization_view(session, request, id)
}
