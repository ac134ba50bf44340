//! People who may stand in, and those who left.

use super::{person_id, person_of, the_director};
use crate::view::{CustodyView, EmployeeForm};
use crate::{Result, Session};
use domain::{Person, Refusal};

/// Records a person, new or changed. That somebody left ends their designations, and anybody may record it.
///
/// # Errors
/// Somebody else than the Director says that a person is an employee; a name or title that is missing.
pub fn record_employee(session: &mut Session, form: &EmployeeForm) -> Result<CustodyView> {
    let standing = the_director(session).ok();
    let person = |id| Person {
        id,
        name: form.name.clone(),
        title: form.title.clone(),
        director: false,
        employee: form.employee,
    };
    let event = match person_of(session, &form.person, person, standing.as_ref())? {
        (_, Some(event)) => event,
        (id, None) => {
            let known =
                session.office.people.get(&person_id(&form.person)?).ok_or_else(Refusal::not_found)?;
            let changed = Person { director: known.director, ..person(id) };
            domain::record_employee(&session.office, changed, standing.as_ref())?
        }
    };
    session.keep(vec![event])
}
