//! A recorded absence is taken back: the Director will be there after all.

use super::the_director;
use crate::view::CustodyView;
use crate::{Result, Session};

/// Takes an absence back, before or while it runs.
///
/// # Errors
/// Not the Director; no such absence; it has ended; no reason.
pub fn withdraw_absence(session: &mut Session, entry: u32, reason: &str) -> Result<CustodyView> {
    let standing = the_director(session)?;
    let event = domain::withdraw_absence(&session.office, entry, reason, &standing)?;
    session.keep(vec![event])
}
