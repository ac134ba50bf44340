//! Pausing a count and taking it up again, for a lawful reason only.

use crate::clock_views::{delay_rule, running_clock};
use crate::view::{PauseForm, RequestView, ResumeForm};
use crate::when::need_day;
use crate::{Result, Session, ruling};
use domain::ClockCode;

/// Pauses a count. The days that follow do not count until it is taken up again.
///
/// # Errors
/// A reason the policy does not know or that does not fit, a date that is over, or no standing.
pub fn pause_clock(session: &mut Session, request: &str, form: PauseForm) -> Result<RequestView> {
    let case = session.case(request)?;
    let standing = ruling::standing_in_all(session, &case.request)?;
    let reply = ruling::reply(session, &case.request)?;
    let rule = delay_rule(session.pack_of(&case.request)?, &reply, &form.reason)?;
    let reading = running_clock(&reply, &form.clock)?;
    let since = need_day(&form.since, "since")?;
    let now = session.now();
    let event = domain::pause_clock(&case.request, &reading, &rule, since, &form.note, now, &standing)?;
    session.act(request, event)
}

/// Takes the count up again. Anybody may: days count from then on.
///
/// # Errors
/// A count that is not paused, or a day that cannot be.
pub fn resume_clock(session: &mut Session, request: &str, form: ResumeForm) -> Result<RequestView> {
    let clock = ClockCode::from(form.clock.as_str());
    let on = need_day(&form.on, "on")?;
    let case = session.case(request)?;
    let event = domain::resume_clock(&case.request, &clock, on, &form.note, session.now())?;
    session.act(request, event)
}
