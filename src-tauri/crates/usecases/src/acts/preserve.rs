//! Preservation offered or ordered.

use crate::view::{PreservationForm, RequestView};
use crate::when::parse_day;
use crate::{Result, Session};
use domain::Preservation;

/// Records preservation.
pub fn preserve(session: &mut Session, request: &str, form: PreservationForm) -> Result<RequestView> {
    let kept = Preservation {
        offered_only: form.offered_only,
        what: form.what,
        period: form.period,
        systems: form.systems.into_iter().filter(|system| !system.trim().is_empty()).collect(),
        review_on: parse_day(&form.review_on, "review_on")?,
        told: form.told,
    };
    let event = domain::preserve(&session.case(request)?.request, kept)?;
    session.act(request, event)
}
