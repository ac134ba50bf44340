//! "I am back."

use super::the_director;
use crate::view::CustodyView;
use crate::{Result, Session};

/// The Director ends every absence that runs; tries made so far count no more. Cases that designees took are the Director's
/// again.
///
/// # Errors
/// Not recorded as away now, or it is not the Director who says it.
pub fn director_back(session: &mut Session) -> Result<CustodyView> {
    let standing = the_director(session)?;
    let event = domain::director_back(&session.office, &standing, session.now())?;
    session.keep(vec![event])
}
