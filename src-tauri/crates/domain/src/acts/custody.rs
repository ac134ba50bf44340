//! Acts about who may stand in for the Director and whether the Director is there: designations, absences, the vacant
//! post and the Board's paper (P31, P32; 4.13, 4.16 C).

use super::day_of_record;
use crate::wording::clock_words;
use crate::{
    Absence, AbsenceWithdrawn, Appointment, Capacity, Designation, DirectorRoute, Entry, Matter, Office,
    OfficeEvent, Person, PersonId, Recording, Refusal, RefusalCode, Standing, Vacancy, director_unavailable,
    line, name, optional_line,
};
use chrono::NaiveDateTime;

/// Most numbers that are listed for the Director: somebody must be able to try each of them.
const MOST_NUMBERS: usize = 6;

/// Records a designation (P32). Only the Director designates, only a library employee can be designated, and nobody
/// designates themselves.
pub fn designate(
    office: &Office,
    designation: Designation,
    standing: &Standing,
    now: NaiveDateTime,
) -> Result<OfficeEvent, Refusal> {
    in_person(standing)?;
    let person = office.people.get(&designation.person).ok_or_else(Refusal::not_found)?;
    if person.director {
        let message = "The Director needs no designation.";
        return Err(invalid(message, "Choose the employee who stands in.", "person"));
    }
    if !person.employee {
        let message = format!("{} is not a library employee.", person.name);
        let help = "Only library employees can be designated. Choose another person.";
        return Err(invalid(&message, help, "person"));
    }
    for (day, field) in [
        (Some(designation.from), "from"),
        (designation.until, "until"),
        (Some(designation.signed_on), "signed_on"),
        (designation.announced_on, "announced_on"),
    ] {
        day.map(|day| day_of_record(day, field)).transpose()?;
    }
    if designation.until.is_some_and(|until| until < designation.from) {
        return Err(invalid("The designation ends before it begins.", "Check both dates.", "until"));
    }
    if designation.signed_on > now.date() {
        let help = "Enter the date on the signed paper. A designation counts from its signature.";
        return Err(invalid("The designation is dated after today.", help, "signed_on"));
    }
    if designation.announced_on.is_some_and(|announced| announced > now.date()) {
        return Err(announced_later());
    }
    let on_these_days = |other: &Designation| {
        other.revoked_at.is_none()
            && other.until.is_none_or(|until| until >= designation.from)
            && designation.until.is_none_or(|until| until >= other.from)
    };
    let otherwise_named = |other: &Designation| {
        other.person == designation.person
            && other.looks_only != designation.looks_only
            && on_these_days(other)
    };
    if office.designations.iter().any(otherwise_named) {
        let message = match designation.looks_only {
            true => format!("{} stands in on these days, and may look a second time by that.", person.name),
            false => format!("{} is named for second looks alone on these days.", person.name),
        };
        let help = "Revoke that designation first, then record this one. Nothing was changed.";
        return Err(invalid(&message, help, "person"));
    }
    if designation.looks_only {
        // Nobody calls upon them: they have no place in the order of call, and are not announced as custodians.
        let looks = Designation { order: 0, announced_on: None, revoked_at: None, ..designation };
        return Ok(OfficeEvent::DesignationRecorded(looks));
    }
    let same_place = |other: &Designation| {
        other.person != designation.person && other.order == designation.order && on_these_days(other)
    };
    if designation.order == 0 || office.designations.iter().any(same_place) {
        let help = "Choose a place that no other designation of these days has.";
        return Err(invalid("This place in the order of call is taken.", help, "order"));
    }
    Ok(OfficeEvent::DesignationRecorded(Designation { revoked_at: None, ..designation }))
}

/// Records on which day a person's designations were announced to the public. The law asks that the public is told whom the
/// custodian's power was given to; a designation works before that too.
pub fn announce_designation(
    office: &Office,
    person: PersonId,
    on: chrono::NaiveDate,
    now: NaiveDateTime,
) -> Result<OfficeEvent, Refusal> {
    if day_of_record(on, "announced_on")? > now.date() {
        return Err(announced_later());
    }
    let silent = |designation: &Designation| {
        designation.person == person
            && designation.revoked_at.is_none()
            && designation.waits_for_announcement()
    };
    if !office.designations.iter().any(silent) {
        let message = "No designation of this person waits for its announcement.";
        let help = "Nothing was changed. Choose a designation whose announcement is still open, or record a new one.";
        return Err(Refusal::new(RefusalCode::AlreadyDone, message, help));
    }
    Ok(OfficeEvent::DesignationAnnounced { person, on })
}

/// Ends all of a person's designations now.
pub fn revoke_designation(
    office: &Office,
    person: PersonId,
    standing: &Standing,
    now: NaiveDateTime,
) -> Result<OfficeEvent, Refusal> {
    in_person(standing)?;
    let live = |designation: &Designation| {
        designation.person == person
            && designation.revoked_at.is_none()
            && designation.until.is_none_or(|until| now.date() <= until)
    };
    if !office.designations.iter().any(live) {
        let message = "This person has no designation in force.";
        let help = "Nothing was changed. Look at the list: the designation ended or was taken back before.";
        return Err(Refusal::new(RefusalCode::AlreadyDone, message, help));
    }
    Ok(OfficeEvent::DesignationRevoked { person })
}

/// Records an absence of the Director, with its end. Whoever is not the Director says how they know.
pub fn record_absence(office: &Office, absence: Absence, by: PersonId) -> Result<OfficeEvent, Refusal> {
    day_of_record(absence.from.date(), "from")?;
    let Some(until) = absence.until else {
        let help = "Enter the day and time at which you look again. A longer absence is a further entry.";
        let message = "An absence needs an end.";
        return Err(Refusal::new(RefusalCode::Missing, message, help).at("until"));
    };
    day_of_record(until.date(), "until")?;
    if until < absence.from {
        return Err(invalid("The absence ends before it begins.", "Check both dates.", "until"));
    }
    let by_director = office.director().is_some_and(|director| director.id == by);
    let source = match optional_line(Some(&absence.source), "source")? {
        Some(source) => source,
        None if by_director => "The Director".to_owned(),
        None => {
            let help = "Write where it comes from: a message, a calendar entry, who said it and when.";
            let message = "It is not said how the absence is known.";
            return Err(Refusal::new(RefusalCode::Missing, message, help).at("source"));
        }
    };
    Ok(OfficeEvent::AbsenceRecorded(Absence { source, ended_at: None, entry: Entry::default(), ..absence }))
}

/// Takes a recorded absence back: the Director will be there after all.
pub fn withdraw_absence(
    office: &Office,
    entry: u32,
    reason: &str,
    standing: &Standing,
) -> Result<OfficeEvent, Refusal> {
    in_person(standing)?;
    let known = office.absences.iter().find(|absence| absence.entry.number == entry);
    if known.ok_or_else(Refusal::not_found)?.ended_at.is_some() {
        let message = "This absence has ended already.";
        let help = "Nothing was changed. If the Director will be away after all, record a new absence.";
        return Err(Refusal::new(RefusalCode::AlreadyDone, message, help));
    }
    Ok(OfficeEvent::AbsenceWithdrawn(AbsenceWithdrawn { entry, reason: line(reason, "reason")? }))
}

/// "I am back": the Director ends every absence that runs, and tries made so far no longer count.
pub fn director_back(
    office: &Office,
    standing: &Standing,
    now: NaiveDateTime,
) -> Result<OfficeEvent, Refusal> {
    in_person(standing)?;
    let runs = |absence: &Absence| {
        absence.from <= now && absence.ended_at.is_none() && absence.until.is_none_or(|until| now <= until)
    };
    let urgent = Matter { urgent: true, ..Matter::default() };
    if !office.absences.iter().any(runs) && director_unavailable(office, &urgent, now).is_none() {
        return Err(Refusal::new(
            RefusalCode::AlreadyDone,
            "The Director is not recorded as away now.",
            "Nothing was changed. An absence that has not begun is taken back in the list of absences.",
        ));
    }
    Ok(OfficeEvent::DirectorBack)
}

/// Sets how the Director is reached and when the library is open. Only the Director does: whoever shortened the list of
/// numbers could make the Director unavailable by one try.
pub fn set_director_route(route: DirectorRoute, standing: &Standing) -> Result<OfficeEvent, Refusal> {
    in_person(standing)?;
    let numbers: Vec<_> =
        route.numbers.iter().map(|number| number.trim()).filter(|number| !number.is_empty()).collect();
    if numbers.len() > MOST_NUMBERS {
        let message = format!("{} numbers are listed; {MOST_NUMBERS} are the most.", numbers.len());
        return Err(invalid(&message, "Keep those at which the Director really answers.", "numbers"));
    }
    if route.open_days.is_empty() {
        let message = "The library is open on no day.";
        return Err(invalid(message, "Mark the days of the week on which it is open.", "open_days"));
    }
    if route.closes <= route.opens {
        return Err(invalid("The library closes before it opens.", "Check both times.", "closes"));
    }
    let numbers = numbers.into_iter().map(|number| line(number, "numbers")).collect::<Result<_, _>>()?;
    let board = optional_line(Some(&route.board), "board")?.unwrap_or_default();
    Ok(OfficeEvent::DirectorRouteSet(DirectorRoute { numbers, board, ..route }))
}

/// Records that the Director's post is vacant, or will be, by a paper of the Board that is described: which, dated when, signed
/// by whom. It takes authority away and gives none, so whoever holds the paper records it.
pub fn record_vacancy(office: &Office, vacancy: Vacancy, now: NaiveDateTime) -> Result<OfficeEvent, Refusal> {
    day_of_record(vacancy.from.date(), "from")?;
    if let Some(known) = &office.vacancy {
        let message = format!("The post is already recorded as vacant from {}.", clock_words(known.from));
        let help =
            "Nothing was changed. If the date is wrong, record that the post is filled, then the right date.";
        return Err(Refusal::new(RefusalCode::AlreadyDone, message, help));
    }
    let source = boards_paper(&vacancy.source, "source")?;
    let Some(dated) = vacancy.dated else {
        let help = "Enter the date on the board's paper. Without a paper of the board record an absence, or call counsel.";
        let message = "It is not said from when the board's paper is.";
        return Err(Refusal::new(RefusalCode::Missing, message, help).at("dated"));
    };
    day_of_paper(dated, now)?;
    let signed_by = signed_for_board(&vacancy.signed_by)?;
    Ok(OfficeEvent::PostVacant(Vacancy { source, signed_by, recorded: Recording::default(), ..vacancy }))
}

/// Records the Board's paper that makes somebody the Director, or the acting one: which, dated when, signed by whom. Nobody
/// records it for themselves; whoever comes in by the recovery sheet (`by` is `None`) holds what the Board keeps (DG-10; that a
/// second hand is needed is our reading).
pub fn appoint_director(
    office: &Office,
    appointment: Appointment,
    by: Option<PersonId>,
    now: NaiveDateTime,
) -> Result<OfficeEvent, Refusal> {
    if !office.is_vacant(now) {
        return Err(Refusal::new(
            RefusalCode::Invalid,
            "The Director's post is not recorded as vacant.",
            "Record first from when it is vacant, and how that is known. Nothing was changed.",
        ));
    }
    office.people.get(&appointment.person).ok_or_else(Refusal::not_found)?;
    if by == Some(appointment.person) {
        let help = "Let a colleague record it under their own passphrase, or whoever keeps the recovery sheet. Nothing was changed.";
        let message = "Nobody records their own appointment.";
        return Err(Refusal::new(RefusalCode::NoAuthority, message, help).at("person"));
    }
    day_of_paper(appointment.dated, now)?;
    let paper = boards_paper(&appointment.paper, "paper")?;
    let signed_by = signed_for_board(&appointment.signed_by)?;
    let counsel = line(&appointment.counsel, "counsel")?;
    let recorded = Recording::default();
    Ok(OfficeEvent::DirectorAppointed(Appointment { paper, signed_by, counsel, recorded, ..appointment }))
}

/// A paper of the Board in words; who may decide never rests on hearsay.
fn boards_paper(text: &str, field: &str) -> Result<String, Refusal> {
    let missing = || {
        let help = "Write which paper of the board it is, such as the number of the resolution. Nothing was recorded.";
        Refusal::new(RefusalCode::Missing, "A paper of the board is needed.", help).at(field)
    };
    optional_line(Some(text), field)?.ok_or_else(missing)
}

/// Who signed a paper for the Board.
fn signed_for_board(text: &str) -> Result<String, Refusal> {
    let missing = || {
        let help =
            "Write the name and office of whoever signed it. A paper that nobody signed says nothing yet.";
        Refusal::new(RefusalCode::Missing, "It is not said who signed the board's paper.", help)
            .at("signed_by")
    };
    optional_line(Some(text), "signed_by")?.ok_or_else(missing)
}

/// The date on a paper of the Board, which is there already.
fn day_of_paper(dated: chrono::NaiveDate, now: NaiveDateTime) -> Result<chrono::NaiveDate, Refusal> {
    if day_of_record(dated, "dated")? > now.date() {
        let help = "Enter the date on the paper. It counts once it is there.";
        return Err(invalid("The paper is dated after today.", help, "dated"));
    }
    Ok(dated)
}

/// Records a person who may stand in, or that somebody left. Leaving ends their designations and needs nobody's leave; only
/// the Director says that somebody is an employee.
pub fn record_employee(
    office: &Office,
    person: Person,
    standing: Option<&Standing>,
) -> Result<OfficeEvent, Refusal> {
    let known = office.people.get(&person.id);
    if known.is_some_and(|known| known.director) {
        let message = "The Director's own entry is changed under Settings.";
        return Err(invalid(message, "A change of Director is recorded by the board's paper.", "person"));
    }
    let only_left = known.is_some_and(|known| Person { employee: false, ..known.clone() } == person);
    match standing {
        Some(standing) if !only_left => in_person(standing)?,
        None if !only_left => return Err(directors()),
        _ => {}
    }
    let (name, title) = (name(&person.name, "name")?, line(&person.title, "title")?);
    Ok(OfficeEvent::PersonRecorded(Person { name, title, director: false, ..person }))
}

/// Refuses what only the Director in person does.
pub(super) fn in_person(standing: &Standing) -> Result<(), Refusal> {
    if standing.capacity() == Capacity::Director { Ok(()) } else { Err(directors()) }
}

fn announced_later() -> Refusal {
    let help = "Leave it empty until it was announced, and record it then.";
    invalid("The announcement is dated after today.", help, "announced_on")
}

fn directors() -> Refusal {
    let message = "Only the Director in person may do this.";
    let help = "Leave it prepared for the Director. Nothing is lost; it waits as a draft.";
    Refusal::new(RefusalCode::DirectorOnly, message, help)
}

fn invalid(message: &str, help: &str, field: &str) -> Refusal {
    Refusal::new(RefusalCode::Invalid, message, help).at(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> NaiveDateTime {
        chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(10, 0, 0).unwrap()
    }

    fn resignation() -> Vacancy {
        Vacancy {
            from: now(),
            source: "Resolution 2026-13".to_owned(),
            dated: Some(now().date()),
            signed_by: "Rae Moss, president of the board".to_owned(),
            ..Vacancy::default()
        }
    }

    fn resolution() -> Appointment {
        Appointment {
            person: PersonId([2; 16]),
            dated: now().date(),
            paper: "Resolution 2026-14".to_owned(),
            signed_by: "Rae Moss, president of the board".to_owned(),
            counsel: "Ines Okafor was told today".to_owned(),
            ..Appointment::default()
        }
    }

    fn office() -> Office {
        let mut office = Office::default();
        for (id, director) in [(1, true), (2, false)] {
            let id = PersonId([id; 16]);
            office.people.insert(id, Person { id, director, employee: true, ..Person::default() });
        }
        office
    }

    fn missing(refusal: Refusal, field: &str) {
        assert_eq!((refusal.code, refusal.field.as_deref()), (RefusalCode::Missing, Some(field)));
        assert!(!refusal.help.is_empty());
    }

    #[test]
    fn no_vacancy_without_a_described_paper_of_the_board() {
        let refused = |vacancy| record_vacancy(&office(), vacancy, now()).unwrap_err();
        missing(refused(Vacancy { source: " ".to_owned(), ..resignation() }), "source");
        missing(refused(Vacancy { dated: None, ..resignation() }), "dated");
        missing(refused(Vacancy { signed_by: String::new(), ..resignation() }), "signed_by");
        let later = Vacancy { dated: now().date().succ_opt(), ..resignation() };
        assert_eq!(refused(later).code, RefusalCode::Invalid);
        assert!(record_vacancy(&office(), resignation(), now()).is_ok());
    }

    #[test]
    fn no_appointment_without_a_described_paper_of_the_board() {
        let mut office = office();
        office.vacancy = Some(resignation());
        let clerk = Some(PersonId([9; 16]));
        let refused = |appointment| appoint_director(&office, appointment, clerk, now()).unwrap_err();
        missing(refused(Appointment { paper: String::new(), ..resolution() }), "paper");
        missing(refused(Appointment { signed_by: " ".to_owned(), ..resolution() }), "signed_by");
        let later = Appointment { dated: now().date().succ_opt().unwrap(), ..resolution() };
        assert_eq!(refused(later).code, RefusalCode::Invalid);
        let own = appoint_director(&office, resolution(), Some(resolution().person), now()).unwrap_err();
        assert_eq!((own.code, own.field.as_deref()), (RefusalCode::NoAuthority, Some("person")));
        assert!(appoint_director(&office, resolution(), clerk, now()).is_ok());
        assert!(appoint_director(&office, resolution(), None, now()).is_ok(), "by the recovery sheet");
    }

    #[test]
    fn who_recorded_a_paper_comes_from_the_record_and_not_from_the_form() {
        let mut office = office();
        let clerk = PersonId([2; 16]);
        let claimed = Recording { by: PersonId([1; 16]), at: now() };
        let at = now() + chrono::TimeDelta::minutes(5);
        let mut keep = |event| {
            let recorded = crate::Recorded { by: clerk, capacity: Capacity::Staff, at, event };
            office.evolve(&recorded);
            office.clone()
        };
        let vacancy = Vacancy { recorded: claimed, ..resignation() };
        let office = keep(OfficeEvent::PostVacant(vacancy));
        assert_eq!(office.vacancy.unwrap().recorded, Recording { by: clerk, at });
        let office = keep(OfficeEvent::DirectorAppointed(Appointment { recorded: claimed, ..resolution() }));
        assert_eq!(office.appointments[0].recorded, Recording { by: clerk, at });
    }

    #[test]
    fn a_vacancy_recorded_before_papers_were_asked_for_is_still_read() {
        let old = r#"{"from":"2026-11-23T09:00:00","source":"a letter"}"#;
        let vacancy: Vacancy = serde_json::from_str(old).unwrap();
        assert_eq!((vacancy.source.as_str(), vacancy.dated), ("a letter", None));
    }

    #[test]
    fn a_designation_may_last_one_day_and_be_announced_today_and_no_later() {
        let office = office();
        let me = crate::authority(&office, PersonId([1; 16]), &crate::Matter::default(), now());
        let standing = me.standing.expect("the Director is here");
        let today = now().date();
        let given = |until, announced_on| {
            let person = PersonId([2; 16]);
            let designation = Designation {
                person,
                from: today,
                signed_on: today,
                until,
                announced_on,
                order: 1,
                ..Designation::default()
            };
            designate(&office, designation, &standing, now())
                .map(drop)
                .map_err(|refused| refused.field.unwrap_or_default())
        };
        assert_eq!(given(Some(today), None), Ok(()));
        assert_eq!(given(today.pred_opt(), None), Err("until".to_owned()));
        assert_eq!(given(today.succ_opt(), None), Ok(()));
        assert_eq!(given(None, today.pred_opt()), Ok(()));
        assert_eq!(given(None, Some(today)), Ok(()));
        assert_eq!(given(None, today.succ_opt()), Err("announced_on".to_owned()));
    }
}
