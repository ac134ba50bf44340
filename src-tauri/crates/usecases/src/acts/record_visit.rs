//! An officer's visit.

use crate::view::{RequestView, VisitForm};
use crate::when::{need_moment, parse_moment};
use crate::{Result, Session};
use domain::Visit;

/// Records a visit. Nothing blocks it.
pub fn record_visit(session: &mut Session, request: &str, form: VisitForm) -> Result<RequestView> {
    let visit = Visit {
        from: need_moment(&form.from, "from")?,
        until: parse_moment(&form.until, "until")?,
        place: form.place,
        officers: form.officers,
        said: form.said,
        done: form.done,
        staff: form.staff,
    };
    let event = domain::record_visit(&session.case(request)?.request, visit, session.now())?;
    session.act(request, event)
}
