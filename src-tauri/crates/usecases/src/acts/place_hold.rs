//! Placing a legal hold on a request, open or ended.

use crate::retention::word_of;
use crate::view::{HoldForm, RequestView};
use crate::{Result, Session};
use domain::HoldPlaced;

/// Places a hold: the request is kept whatever its retention says.
///
/// # Errors
/// No such request; no reason; nobody whose word it is.
pub fn place_hold(session: &mut Session, request: &str, form: &HoldForm) -> Result<RequestView> {
    session.case(request)?;
    let hold = HoldPlaced { why: form.why.clone(), word: word_of(&form.word)? };
    let event = domain::place_hold(hold, session.now())?;
    session.act(request, event)
}
