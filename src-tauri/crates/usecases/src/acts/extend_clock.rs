//! Extending a date, for a lawful reason only (Iowa Code 22.8(4)).

use crate::clock_views::{delay_rule, running_clock};
use crate::view::{ExtensionForm, RequestView};
use crate::when::need_day;
use crate::{Result, Session, ruling};

/// Extends a date. The one it had stays on record and on screen.
///
/// # Errors
/// A reason the policy does not know or that does not fit, a day that is not later, or no standing.
pub fn extend_clock(session: &mut Session, request: &str, form: ExtensionForm) -> Result<RequestView> {
    let case = session.case(request)?;
    let standing = ruling::standing_in_all(session, &case.request)?;
    let reply = ruling::reply(session, &case.request)?;
    let rule = delay_rule(session.pack_of(&case.request)?, &reply, &form.reason)?;
    let reading = running_clock(&reply, &form.clock)?;
    let until = need_day(&form.until, "until")?;
    let event =
        domain::extend_clock(&case.request, &reading, &rule, until, &form.note, session.now(), &standing)?;
    session.act(request, event)
}
