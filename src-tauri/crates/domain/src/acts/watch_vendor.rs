//! A firm's supervised session: opened on a ticket, watched, closed (P20).

use super::{happened, live};
use crate::{Refusal, RefusalCode, Request, RequestEvent, VendorSession, line, passage};
use chrono::NaiveDateTime;

/// Records that a firm's session was opened, or closed.
///
/// # Errors
/// A session that closes before it opens, or lies in the future; a closed one without a word on what was done.
pub fn record_vendor_session(
    request: &Request,
    session: VendorSession,
    now: NaiveDateTime,
) -> Result<RequestEvent, Refusal> {
    live(request)?;
    let opened_at = happened(session.opened_at, now, "opened_at")?;
    let closed_at = session.closed_at.map(|at| happened(at, now, "closed_at")).transpose()?;
    if closed_at.is_some_and(|closed| closed < opened_at) {
        let help = "Check both times.";
        let refusal = Refusal::new(RefusalCode::Invalid, "The session closes before it opens.", help);
        return Err(refusal.at("closed_at"));
    }
    let done = match session.done.trim() {
        "" if closed_at.is_some() => {
            let help = "Write what was done and seen, and that no copy left.";
            return Err(Refusal::new(RefusalCode::Missing, "What was done is missing.", help).at("done"));
        }
        "" => String::new(),
        text => passage(text, "done")?,
    };
    Ok(RequestEvent::VendorSessionRecorded(VendorSession {
        ticket: line(&session.ticket, "ticket")?,
        person: line(&session.person, "person")?,
        system: line(&session.system, "system")?,
        supervisor: line(&session.supervisor, "supervisor")?,
        opened_at,
        closed_at,
        done,
    }))
}
