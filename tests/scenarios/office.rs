//! What is done in the office, outside any request: people, designations, absences, tries, closure days.

use crate::stage::{Stage, fill};
use crate::story::Step;
use usecases::view::*;
use usecases::{Result, custody, settings};

/// Performs an act of the office; `None` where the step is about a request.
pub(crate) fn perform(stage: &mut Stage, step: &Step) -> Option<Result<()>> {
    let person = stage.person(&step.person);
    let (session, form) = (&mut stage.session, &step.form);
    let done = match step.does.as_str() {
        "record employee" => {
            let form = EmployeeForm { name: step.person.clone(), ..fill(form) };
            match custody::record_employee(session, &form) {
                Ok(view) => {
                    let known = view.people.iter().find(|known| known.name == step.person);
                    stage.know(&step.person, &known.expect("the person is on the screen").id);
                    Ok(())
                }
                Err(error) => Err(error),
            }
        }
        "designate" => custody::designate(session, &DesignationForm { person, ..fill(form) }).map(drop),
        "announce designation" => custody::announce_designation(session, &person, &step.text).map(drop),
        "revoke designation" => custody::revoke_designation(session, &person).map(drop),
        "draw up the paper on designations" => {
            let sheets = usecases::letter::designation_sheets(session);
            sheets.map(|sheets| assert_eq!(sheets.len(), 2, "the paper that is signed, and the notice"))
        }
        "record absence" => custody::record_absence(session, &fill(form)).map(drop),
        "say the Director is back" => custody::director_back(session).map(drop),
        "try the Director" => custody::log_director_try(session, &fill(form)).map(drop),
        "save how the Director is reached" => custody::save_director_route(session, &fill(form)).map(drop),
        "add closure" => settings::add_closure(session, &fill(form)).map(drop),
        _ => return None,
    };
    Some(done)
}
