//! What a request for records costs whoever asks (Iowa Code 22.3).

use crate::dealings::{estimate_of, fee_lines};
use crate::view::{FeeForm, RequestView};
use crate::{Result, Session};

/// Records the estimate, that it was sent, or that it was paid.
///
/// # Errors
/// Something that is no number, no amount or no date, or a payment for an estimate that was never sent.
pub fn estimate_fee(session: &mut Session, request: &str, form: &FeeForm) -> Result<RequestView> {
    let event =
        domain::estimate_fee(&session.case(request)?.request, estimate_of(form)?, session.now().date())?;
    session.act(request, event)
}

/// What an estimate would come to, a line each. Nothing is recorded.
///
/// # Errors
/// Something that is no number, no amount or no date.
pub fn preview_fee(form: &FeeForm) -> Result<Vec<String>> {
    Ok(fee_lines(&estimate_of(form)?))
}
