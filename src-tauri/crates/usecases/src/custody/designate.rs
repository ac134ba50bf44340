//! Written designations (P32, Iowa Code 22.1(2)).

use super::{office_after, person_of, the_director};
use crate::acts::unknown_choice;
use crate::view::{CustodyView, DesignationForm};
use crate::when::{need_day, parse_day};
use crate::{Result, Session};
use domain::{Designation, Person, TypeCode};

/// Records a designation on signed paper; a person not yet on record is recorded with it.
///
/// # Errors
/// Not the Director; a person who is no employee; a date that is missing or impossible; a place in the order of call that
/// is taken; a type the policy does not name.
pub fn designate(session: &mut Session, form: &DesignationForm) -> Result<CustodyView> {
    let standing = the_director(session)?;
    let new = |id| Person {
        id,
        name: form.name.clone(),
        title: form.title.clone(),
        director: false,
        employee: form.employee,
    };
    let (person, recorded) = person_of(session, &form.person, new, Some(&standing))?;
    let mut events: Vec<_> = recorded.into_iter().collect();
    let office = office_after(session, &events);
    let designation = Designation {
        person,
        from: need_day(&form.from, "from")?,
        until: parse_day(&form.until, "until")?,
        types: types(session, &form.types)?,
        looks_only: form.looks_only,
        order: if form.looks_only { 0 } else { order(session, &form.order)? },
        signed_on: need_day(&form.signed_on, "signed_on")?,
        announced_on: if form.looks_only { None } else { parse_day(&form.announced_on, "announced_on")? },
        revoked_at: None,
    };
    events.push(domain::designate(&office, designation, &standing, session.now())?);
    session.keep(events)
}

fn types(session: &Session, codes: &[String]) -> Result<Vec<TypeCode>> {
    let pack = session.pack()?;
    let known = |code: &String| {
        let type_code = TypeCode::from(code.as_str());
        pack.type_def(&type_code).map(|kind| kind.code.clone()).ok_or_else(|| unknown_choice(code, "types"))
    };
    codes.iter().map(known).collect()
}

fn order(session: &Session, text: &str) -> Result<u32> {
    match text.trim() {
        "" => Ok(next_order(session)),
        typed => typed.parse().map_err(|_| unknown_choice(typed, "order")),
    }
}

/// The next free place in the order of call.
pub(crate) fn next_order(session: &Session) -> u32 {
    let today = session.now().date();
    let live = session.office.designations.iter().filter(|designation| {
        designation.revoked_at.is_none() && designation.until.is_none_or(|until| today <= until)
    });
    live.map(|designation| designation.order).max().unwrap_or(0).saturating_add(1)
}
