//! Lifting a legal hold: the Director in person, on somebody's word.

use crate::retention::word_of;
use crate::view::{LiftForm, RequestView};
use crate::{Result, Session};
use domain::{HoldLifted, Matter};

/// Lifts a hold.
///
/// # Errors
/// Not the Director; no such hold, or one that was lifted; no reason; nobody whose word it is.
pub fn lift_hold(session: &mut Session, request: &str, form: &LiftForm) -> Result<RequestView> {
    let case = session.case(request)?;
    let standing = session.standing(&Matter { director_only: true, ..Matter::default() })?;
    let lifted = HoldLifted { hold: form.hold, why: form.why.clone(), word: word_of(&form.word)? };
    let event = domain::lift_hold(&case.request, lifted, &standing, session.now())?;
    session.act(request, event)
}
