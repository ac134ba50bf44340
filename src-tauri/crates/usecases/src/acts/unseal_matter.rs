//! Lifting the seal: the Director in person, with counsel's writing and a second person (N5, G1D).

use super::attachment_id;
use crate::journal::Along;
use crate::people::everybody;
use crate::view::{RequestView, UnsealForm};
use crate::when::need_day;
use crate::{Result, Session};
use domain::{Matter, Unsealed};

/// Lifts the seal. The matter keeps its code; from then on everybody of the office sees it, each with their own keys.
///
/// # Errors
/// Not the Director; counsel was not asked or wrote nothing; no second person who knows of it.
pub fn unseal_matter(session: &mut Session, request: &str, form: UnsealForm) -> Result<RequestView> {
    let case = session.case(request)?;
    let matter = Matter { director_only: true, ..Matter::of(&case.request) };
    let standing = session.standing(&matter)?;
    let unsealed = Unsealed {
        lawyer: form.lawyer,
        confirmed_on: need_day(&form.confirmed_on, "confirmed_on")?,
        confirmation: attachment_id(&form.confirmation)?.unwrap_or_default(),
        second_person: form.second_person,
        second: None,
        agreed: form.agreed,
        reason: form.reason,
    };
    let event = domain::unseal(&session.office, &case.request, unsealed, &standing, session.now())?;
    let readers = everybody(session);
    session.act_all(request, vec![event], Along { readers, ..Along::default() })
}
