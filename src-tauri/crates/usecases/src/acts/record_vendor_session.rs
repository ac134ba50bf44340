//! A firm's supervised session on the library's system (P20).

use crate::view::{RequestView, VendorSessionForm};
use crate::when::{need_moment, parse_moment};
use crate::{Result, Session};
use domain::VendorSession;

/// Records that a session was opened, or that it was closed. The same ticket again replaces what was recorded before.
///
/// # Errors
/// Times that cannot be, a missing name, or a closed session without a word on what was done.
pub fn record_vendor_session(
    session: &mut Session,
    request: &str,
    form: VendorSessionForm,
) -> Result<RequestView> {
    let recorded = VendorSession {
        ticket: form.ticket,
        person: form.person,
        system: form.system,
        supervisor: form.supervisor,
        opened_at: need_moment(&form.opened_at, "opened_at")?,
        closed_at: parse_moment(&form.closed_at, "closed_at")?,
        done: form.done,
    };
    let event = domain::record_vendor_session(&session.case(request)?.request, recorded, session.now())?;
    session.act(request, event)
}
