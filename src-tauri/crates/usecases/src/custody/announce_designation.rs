//! The public is told to whom the Director's power was given (Iowa Code 22.1(2)).

use super::person_id;
use crate::view::CustodyView;
use crate::when::need_day;
use crate::{Result, Session};

/// Records on which day a person's designations were announced.
///
/// # Errors
/// A day after today, or nothing waits for its announcement.
pub fn announce_designation(session: &mut Session, person: &str, on: &str) -> Result<CustodyView> {
    let (person, on) = (person_id(person)?, need_day(on, "announced_on")?);
    let event = domain::announce_designation(&session.office, person, on, session.now())?;
    session.keep(vec![event])
}
