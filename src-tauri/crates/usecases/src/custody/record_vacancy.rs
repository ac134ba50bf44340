//! The Director's post is vacant (DG-10).

use crate::view::{CustodyView, VacancyForm};
use crate::when::need_moment;
use crate::{Result, Session};
use domain::Vacancy;

/// Records from when the post is vacant, and how that is known. From then on nobody decides.
///
/// # Errors
/// It is recorded already, or the source is missing.
pub fn record_vacancy(session: &mut Session, form: &VacancyForm) -> Result<CustodyView> {
    let vacancy = Vacancy { from: need_moment(&form.from, "from")?, source: form.source.clone() };
    let event = domain::record_vacancy(&session.office, vacancy)?;
    session.keep(vec![event])
}
