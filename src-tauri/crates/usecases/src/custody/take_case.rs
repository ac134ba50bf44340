//! A designee takes a case: from then on it is theirs (DG-6).

use crate::view::RequestView;
use crate::{Result, Session, ruling};
use domain::Matter;

/// Takes the case, if the person here may decide in it.
///
/// # Errors
/// No authority in any part; another designee has taken it; the Director, whose it is anyway.
pub fn take_case(session: &mut Session, request: &str) -> Result<RequestView> {
    let case = session.case(request)?;
    let standing = ruling::standing_in_any(session, &case.request)?;
    let matters = ruling::matters(session, &case.request)?.into_iter();
    let mut open = matters.map(|matter| Matter { director_only: false, ..matter });
    let matter = open.find(|matter| session.standing(matter).is_ok());
    let matter = matter.unwrap_or_else(|| Matter::of(&case.request));
    let why = session.authority(&matter).why;
    let event = domain::take_case(&session.office, &case.request, &matter, &standing, &why, session.now())?;
    session.act(request, event)
}
