//! A try to reach the Director, with its number, its time and what came of it.

use crate::choices::means;
use crate::view::{CustodyView, TryForm};
use crate::when::need_moment;
use crate::{Result, Session};
use domain::DirectorTry;

/// Records a try, whoever made it.
///
/// # Errors
/// A time after now, or no number.
pub fn log_director_try(session: &mut Session, form: &TryForm) -> Result<CustodyView> {
    let event = domain::try_director(attempt_of(form)?, session.now())?;
    session.keep(vec![event])
}

/// The try that a form tells of.
pub(super) fn attempt_of(form: &TryForm) -> Result<DirectorTry> {
    Ok(DirectorTry {
        at: need_moment(&form.at, "at")?,
        means: means(&form.means)?,
        number: form.number.clone(),
        answered: form.answered,
        result: form.result.clone(),
        ..DirectorTry::default()
    })
}
