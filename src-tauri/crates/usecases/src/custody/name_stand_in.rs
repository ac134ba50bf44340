//! Counsel's word on who decides a case from which the Director is recused (DG-11).

use super::person_id;
use crate::view::{RequestView, StandInForm};
use crate::when::need_moment;
use crate::{Result, Session};
use domain::StandInNamed;

/// Records counsel's word.
///
/// # Errors
/// The Director is not recused; a person who is not designated or is recused too; who said it, how or when is missing.
pub fn name_stand_in(session: &mut Session, request: &str, form: &StandInForm) -> Result<RequestView> {
    let word = StandInNamed {
        person: person_id(&form.person)?,
        lawyer: form.lawyer.clone(),
        how: form.how.clone(),
        at: need_moment(&form.at, "at")?,
    };
    let case = session.case(request)?;
    let event = domain::name_stand_in(&session.office, &case.request, word, session.now())?;
    session.act(request, event)
}
