//! Somebody was told of a sealed matter, and why that is allowed.

use crate::journal::Along;
use crate::people::{Reader, slot_of};
use crate::view::{ReadInForm, RequestView};
use crate::when::need_moment;
use crate::{Result, Session};
use domain::{ReadIn, Refusal};

/// Records who was told. Somebody of the office sees the matter from then on.
///
/// # Errors
/// Not sealed; nobody named; no reason; no word of counsel; somebody of the office without the right to read them in.
pub fn read_in(session: &mut Session, request: &str, form: ReadInForm) -> Result<RequestView> {
    let case = session.case(request)?;
    let person = match form.person.as_str() {
        "" => None,
        known => Some(known.parse().map_err(|_| Refusal::not_found())?),
    };
    let told = ReadIn {
        person,
        name: form.name,
        why: form.why,
        allowed_by: form.allowed_by,
        told_at: need_moment(&form.told_at, "told_at")?,
    };
    let standing = crate::ruling::authority_in_any(session, &case.request)?;
    let event = domain::read_in(&session.office, &case.request, told, standing.as_ref(), session.now())?;
    let reader = person.and_then(|person| slot_of(session, person)).map(Reader::read_in);
    session.act_all(request, vec![event], Along { readers: reader.into_iter().collect(), ..Along::default() })
}
