//! Who may stand in for the Director, whether the Director is there, and whose case it is. One verb per file.

mod announce_designation;
mod appoint_director;
mod approve_again;
mod case_custody;
mod confirm_entry;
mod confirm_sealed_try;
mod correct_clock;
mod custody_view;
mod designate;
mod director_back;
mod log_director_try;
mod log_sealed_try;
mod name_stand_in;
mod print_designations;
mod record_absence;
mod record_employee;
mod record_vacancy;
mod release_case;
mod revoke_designation;
mod save_director_route;
mod take_case;
mod tries_view;
mod withdraw_absence;

pub use announce_designation::announce_designation;
pub use appoint_director::appoint_director;
pub use approve_again::approve_again;
pub use confirm_entry::confirm_entry;
pub use confirm_sealed_try::confirm_sealed_try;
pub use correct_clock::correct_clock;
pub use custody_view::custody_view;
pub use designate::designate;
pub use director_back::director_back;
pub use log_director_try::log_director_try;
pub use log_sealed_try::log_sealed_try;
pub use name_stand_in::name_stand_in;
pub use print_designations::{designations_paper, record_designations_print};
pub use record_absence::record_absence;
pub use record_employee::record_employee;
pub use record_vacancy::record_vacancy;
pub use release_case::release_case;
pub use revoke_designation::revoke_designation;
pub use save_director_route::save_director_route;
pub use take_case::take_case;
pub use withdraw_absence::withdraw_absence;

pub(crate) use case_custody::case_custody;
pub(crate) use custody_view::{custodian_now, custodian_view, to_confirm};
pub(crate) use tries_view::{sealed_tries, try_words};

use crate::view::CustodyView;
use crate::{Result, Session};
use domain::{Matter, OfficeEvent, Person, PersonId, Recorded, Refusal, Standing};

impl Session {
    /// Records events on the office and answers with the fresh screen.
    fn keep(&mut self, events: Vec<OfficeEvent>) -> Result<CustodyView> {
        self.record_office(events, None)?;
        custody_view(self)
    }
}

/// The Director in person, or the refusal.
fn the_director(session: &Session) -> Result<Standing> {
    session.standing(&Matter { director_only: true, ..Matter::default() })
}

/// A person of the office by the reference a form sends.
fn person_id(text: &str) -> Result<PersonId> {
    text.parse().map_err(|_| Refusal::not_found().into())
}

/// The name of a person on record.
pub(crate) fn name_of(session: &Session, person: PersonId) -> String {
    session.office.people.get(&person).map_or_else(|| "somebody".to_owned(), |person| person.name.clone())
}

/// A person that a form names: one on record, or a new one with the event that records them.
fn person_of(
    session: &Session,
    known: &str,
    new: impl FnOnce(PersonId) -> Person,
    standing: Option<&Standing>,
) -> Result<(PersonId, Option<OfficeEvent>)> {
    if !known.trim().is_empty() {
        return Ok((person_id(known)?, None));
    }
    let id = PersonId(session.world.id()?);
    let event = domain::record_employee(&session.office, new(id), standing)?;
    Ok((id, Some(event)))
}

/// The office as it would be after these events: what follows is checked against it.
fn office_after(session: &Session, events: &[OfficeEvent]) -> domain::Office {
    let mut office = session.office.clone();
    for event in events {
        let (by, at, capacity) = (session.me, session.now(), session.capacity());
        office.evolve(&Recorded { by, capacity, at, event: event.clone() });
    }
    office
}
