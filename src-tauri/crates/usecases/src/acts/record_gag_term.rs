//! What orders silence in a sealed matter, and when it is looked at again.

use crate::view::{GagForm, RequestView};
use crate::when::parse_day;
use crate::{Result, Session};
use domain::GagTerm;

/// Records the terms. They are recorded again at each review; the last ones are in force.
///
/// # Errors
/// Not sealed; no words; no day of review, or one that has passed.
pub fn record_gag_term(session: &mut Session, request: &str, form: GagForm) -> Result<RequestView> {
    let case = session.case(request)?;
    let term = GagTerm {
        words: form.words,
        ends_on: parse_day(&form.ends_on, "ends_on")?,
        review_on: parse_day(&form.review_on, "review_on")?,
        review_asked_on: parse_day(&form.review_asked_on, "review_asked_on")?,
    };
    let event = domain::record_gag_term(&case.request, term, session.now())?;
    session.act(request, event)
}
