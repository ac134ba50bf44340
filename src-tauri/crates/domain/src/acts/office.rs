//! Acts on the office: profile, counsel's route, closures, people, designations, absences.

use super::{day_of_record, happened};
use crate::{
    Absence, Closure, CounselRoute, Designation, DirectorTry, LibraryProfile, Office, OfficeEvent, Person,
    PersonId, Refusal, RefusalCode, line, name, optional_line,
};
use chrono::{NaiveDate, NaiveDateTime};

/// Longest postal address of the library, as the letterhead prints it.
const ADDRESS_LINES: usize = 4;

/// Sets the library's profile.
pub fn set_profile(profile: LibraryProfile) -> Result<OfficeEvent, Refusal> {
    let address: Vec<_> =
        profile.address.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    if address.is_empty() || address.len() > ADDRESS_LINES {
        let message = "The library's address needs one to four lines.";
        return Err(
            Refusal::new(RefusalCode::Invalid, message, "Enter it as the letterhead shows it.").at("address")
        );
    }
    let optional = |text: &str, field: &str| optional_line(Some(text), field).map(Option::unwrap_or_default);
    Ok(OfficeEvent::ProfileSet(LibraryProfile {
        name: name(&profile.name, "name")?,
        office: optional(&profile.office, "office")?,
        address: address.into_iter().map(|text| line(text, "address")).collect::<Result<_, _>>()?,
        phone: optional(&profile.phone, "phone")?,
        email: optional(&profile.email, "email")?,
        website: optional(&profile.website, "website")?,
        hours: optional(&profile.hours, "hours")?,
        ..profile
    }))
}

/// Sets counsel's numbers. Everything a person needs in the middle of a visit must be there.
pub fn set_counsel_route(route: CounselRoute) -> Result<OfficeEvent, Refusal> {
    if let Some(what) = route.missing().first() {
        let message = format!("Counsel's route lacks {what}.");
        return Err(Refusal::new(
            RefusalCode::Missing,
            message,
            "Fill it in; no real request starts without it.",
        ));
    }
    let optional = |text: &str, field: &str| optional_line(Some(text), field).map(Option::unwrap_or_default);
    Ok(OfficeEvent::CounselRouteSet(CounselRoute {
        department: line(&route.department, "department")?,
        lawyer: optional(&route.lawyer, "lawyer")?,
        phone: line(&route.phone, "phone")?,
        email: optional(&route.email, "email")?,
        hours: line(&route.hours, "hours")?,
        after_hours: line(&route.after_hours, "after_hours")?,
    }))
}

/// Adds a closure day (K5). Dates move later, so the reason is kept.
pub fn add_closure(office: &Office, closure: Closure) -> Result<OfficeEvent, Refusal> {
    let date = day_of_record(closure.date, "date")?;
    if office.closures.contains_key(&date) {
        let message = format!("{} is already a closure day.", date.format("%a %-d %b %Y"));
        return Err(Refusal::new(
            RefusalCode::AlreadyDone,
            message,
            "It counts already. To give another reason, take the day out and enter it again.",
        )
        .at("date"));
    }
    Ok(OfficeEvent::ClosureAdded(Closure { date, reason: line(&closure.reason, "reason")? }))
}

/// Takes a closure day back.
pub fn remove_closure(office: &Office, date: NaiveDate) -> Result<OfficeEvent, Refusal> {
    if !office.closures.contains_key(&date) {
        return Err(Refusal::not_found());
    }
    Ok(OfficeEvent::ClosureRemoved { date })
}

/// Records a person, new or changed.
pub fn record_person(person: Person) -> Result<OfficeEvent, Refusal> {
    Ok(OfficeEvent::PersonRecorded(Person {
        name: name(&person.name, "name")?,
        title: line(&person.title, "title")?,
        ..person
    }))
}

/// Records a designation (P32). Only a library employee can be designated, and nobody designates themselves.
pub fn designate(office: &Office, designation: Designation) -> Result<OfficeEvent, Refusal> {
    let person = office.people.get(&designation.person).ok_or_else(Refusal::not_found)?;
    if person.director {
        let message = "The Director needs no designation.";
        return Err(
            Refusal::new(RefusalCode::Invalid, message, "Choose the employee who stands in.").at("person")
        );
    }
    if !person.employee {
        let message = format!("{} is not a library employee.", person.name);
        let help = "Only library employees can be designated. Choose another person.";
        return Err(Refusal::new(RefusalCode::Invalid, message, help).at("person"));
    }
    day_of_record(designation.from, "from")?;
    if designation.until.is_some_and(|until| until < designation.from) {
        let help = "Check both dates.";
        return Err(
            Refusal::new(RefusalCode::Invalid, "The designation ends before it begins.", help).at("until")
        );
    }
    Ok(OfficeEvent::DesignationRecorded(designation))
}

/// Ends all of a person's designations now.
pub fn revoke_designation(
    office: &Office,
    person: PersonId,
    now: NaiveDateTime,
) -> Result<OfficeEvent, Refusal> {
    let live = |designation: &Designation| {
        designation.person == person
            && designation.revoked_at.is_none()
            && designation.until.is_none_or(|until| now.date() <= until)
    };
    if !office.designations.iter().any(live) {
        let message = "This person has no designation in force.";
        return Err(Refusal::new(
            RefusalCode::AlreadyDone,
            message,
            "Nothing was changed. Choose somebody whose designation is in force.",
        ));
    }
    Ok(OfficeEvent::DesignationRevoked { person })
}

/// Records an absence of the Director.
pub fn record_absence(absence: Absence) -> Result<OfficeEvent, Refusal> {
    day_of_record(absence.from.date(), "from")?;
    if absence.until.is_some_and(|until| until < absence.from) {
        return Err(Refusal::new(
            RefusalCode::Invalid,
            "The absence ends before it begins.",
            "Check both dates.",
        )
        .at("until"));
    }
    let source = line(&absence.source, "source")?;
    Ok(OfficeEvent::AbsenceRecorded(Absence { source, ended_at: None, ..absence }))
}

/// Records a try to reach the Director.
pub fn try_director(attempt: DirectorTry, now: NaiveDateTime) -> Result<OfficeEvent, Refusal> {
    Ok(OfficeEvent::DirectorTried(DirectorTry {
        at: happened(attempt.at, now, "at")?,
        means: line(&attempt.means, "means")?,
        number: line(&attempt.number, "number")?,
        answered: attempt.answered,
    }))
}
