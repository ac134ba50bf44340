//! A designation ends at once (P32).

use super::{person_id, the_director};
use crate::view::CustodyView;
use crate::{Result, Session};

/// Ends all of a person's designations now. Copies of the vault that the person holds are not touched by it.
///
/// # Errors
/// Not the Director, or nothing is in force.
pub fn revoke_designation(session: &mut Session, person: &str) -> Result<CustodyView> {
    let standing = the_director(session)?;
    let event = domain::revoke_designation(&session.office, person_id(person)?, &standing, session.now())?;
    session.keep(vec![event])
}
