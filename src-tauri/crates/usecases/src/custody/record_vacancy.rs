//! The Director's post is vacant, by a paper of the board.

use crate::view::{CustodyView, VacancyForm};
use crate::when::{need_moment, parse_day};
use crate::{Result, Session};
use domain::Vacancy;

/// Records from when the post is vacant, by which paper of the board. From then on nobody decides.
///
/// # Errors
/// It is recorded already; no paper, no date on it, a date after today, or nobody who signed it.
pub fn record_vacancy(session: &mut Session, form: &VacancyForm) -> Result<CustodyView> {
    let vacancy = Vacancy {
        from: need_moment(&form.from, "from")?,
        source: form.source.clone(),
        dated: parse_day(&form.dated, "dated")?,
        signed_by: form.signed_by.clone(),
        ..Vacancy::default()
    };
    let event = domain::record_vacancy(&session.office, vacancy, session.now())?;
    session.keep(vec![event])
}
