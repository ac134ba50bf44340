//! Written designations (P32, Iowa Code 22.1(2)).

use super::{director_only, settings_view};
use crate::view::{DesignationForm, SettingsView};
use crate::when::{need_day, parse_day};
use crate::{Result, Session};
use domain::{Designation, Person, PersonId, Recorded, Refusal};

/// Records a designation on signed paper; a person not yet on record is recorded with it.
///
/// # Errors
/// Not the Director; a person who is no employee; a date that is missing or impossible.
pub fn designate(session: &mut Session, form: &DesignationForm) -> Result<SettingsView> {
    director_only(session)?;
    let mut office = session.office.clone();
    let mut events = Vec::new();
    let person = match form.person.as_str() {
        "" => {
            let id = PersonId(session.world.id()?);
            let person = Person {
                id,
                name: form.name.clone(),
                title: form.title.clone(),
                director: false,
                employee: form.employee,
            };
            let event = domain::record_person(person)?;
            office.evolve(&Recorded {
                by: session.me,
                capacity: session.capacity(),
                at: session.now(),
                event: event.clone(),
            });
            events.push(event);
            id
        }
        known => known.parse().map_err(|_| Refusal::not_found())?,
    };
    let live = office.designations.iter().filter(|designation| designation.revoked_at.is_none());
    let order = live.map(|designation| designation.order).max().unwrap_or(0) + 1;
    let designation = Designation {
        person,
        from: need_day(&form.from, "from")?,
        until: parse_day(&form.until, "until")?,
        types: Vec::new(),
        order,
        signed_on: need_day(&form.signed_on, "signed_on")?,
        revoked_at: None,
    };
    if designation.signed_on > session.now().date() {
        let help = "Enter the date on the signed paper. A designation counts from its signature.";
        let message = "The designation is dated after today.";
        return Err(Refusal::new(domain::RefusalCode::Invalid, message, help).at("signed_on").into());
    }
    events.push(domain::designate(&office, designation)?);
    session.record_office(events, None)?;
    settings_view(session)
}

/// Ends all of a person's designations now. Copies of the vault that the person holds are not touched by it.
///
/// # Errors
/// Not the Director, or nothing is in force.
pub fn revoke_designation(session: &mut Session, person: &str) -> Result<SettingsView> {
    director_only(session)?;
    let person = person.parse().map_err(|_| Refusal::not_found())?;
    let event = domain::revoke_designation(&session.office, person, session.now())?;
    session.record_office(vec![event], None)?;
    settings_view(session)
}
