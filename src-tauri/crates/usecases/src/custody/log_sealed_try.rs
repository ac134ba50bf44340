//! A try to reach the Director from a sealed matter: written there, and counted nowhere else.

use super::log_director_try::attempt_of;
use crate::view::{RequestView, TryForm};
use crate::{Result, Session};

/// Records a try in the matter it was made from, whoever made it.
///
/// # Errors
/// The matter is not sealed, or has ended; a time after now, or no number.
pub fn log_sealed_try(session: &mut Session, request: &str, form: &TryForm) -> Result<RequestView> {
    let event = domain::try_director_from(&session.case(request)?.request, attempt_of(form)?, session.now())?;
    session.act(request, event)
}
