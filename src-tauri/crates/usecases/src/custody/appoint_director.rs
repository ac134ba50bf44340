//! The board's paper makes a Director, or an acting one.

use super::{office_after, person_id};
use crate::view::{AppointmentForm, CustodyView};
use crate::when::need_day;
use crate::{Result, Session};
use domain::{Appointment, OfficeEvent, Person, PersonId, Refusal};
use vault::PersonRole;

/// Records the paper. From then on the person decides; the former Director's absences and numbers say nothing any more.
///
/// # Errors
/// The post is not recorded as vacant; somebody's own appointment, unless they came in by the recovery sheet; a paper that is not
/// named, dated after today or signed by nobody; nobody told counsel.
pub fn appoint_director(session: &mut Session, form: &AppointmentForm) -> Result<CustodyView> {
    let known = match form.person.trim() {
        "" => Person { id: PersonId(session.world.id()?), name: form.name.clone(), ..Person::default() },
        person => {
            let id = person_id(person)?;
            session.office.people.get(&id).cloned().ok_or_else(Refusal::not_found)?
        }
    };
    let named = domain::record_person(Person { title: form.title.clone(), ..known.clone() })?;
    let appointment = Appointment {
        person: known.id,
        acting: form.acting,
        dated: need_day(&form.dated, "dated")?,
        paper: form.paper.clone(),
        signed_by: form.signed_by.clone(),
        counsel: form.counsel.clone(),
        ..Appointment::default()
    };
    let office = office_after(session, std::slice::from_ref(&named));
    let appointed: OfficeEvent =
        domain::appoint_director(&office, appointment, recorder(session), session.now())?;
    session.keep(vec![named, appointed])
}

/// Whoever records it, by a passphrase of their own; the recovery sheet is nobody's.
fn recorder(session: &Session) -> Option<PersonId> {
    let by_sheet = session.vault.me().is_some_and(|me| me.role == PersonRole::RecoverySheet);
    (!by_sheet).then_some(session.me)
}
