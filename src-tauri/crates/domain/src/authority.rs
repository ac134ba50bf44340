//! Who may decide, sign and print at this moment (gates of the kinds *authority* and *director only*; P31, P32,
//! Iowa Code 22.1(2)).
//!
//! The Director's own power never depends on availability. A designee has it only while a written designation covers the
//! day and the type, the person is still an employee, and a recorded fact makes the Director unavailable.

use crate::{Capacity, Designation, Office, Person, PersonId, Refusal, RefusalCode, TypeCode};
use chrono::{NaiveDateTime, TimeDelta};

/// A clock may fall back an hour at the end of summer time; anything more was set back by hand.
const CLOCK_TOLERANCE_MINUTES: i64 = 65;
/// Two tries count as two only with this much time between them (in opening hours).
const TRIES_APART_MINUTES: i64 = 60;

/// What the act is about, as far as authority depends on it.
#[derive(Debug, Clone, Default)]
pub struct Matter {
    /// Type of the part, if the designation is limited to types.
    pub type_code: Option<TypeCode>,
    /// Somebody is waiting at the desk or a paper runs at once: one try on each listed number is enough.
    pub urgent: bool,
    /// Only the Director may do it.
    pub director_only: bool,
    /// People recused from this case.
    pub recused: Vec<PersonId>,
}

/// Proof that somebody may decide, sign or print now. It cannot be made outside this file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    person: PersonId,
    capacity: Capacity,
}

impl Standing {
    /// Who.
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// In which capacity.
    pub fn capacity(&self) -> Capacity {
        self.capacity
    }
}

/// The answer to "may this person act now", with the fact it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// The standing, or why there is none.
    pub standing: Result<Standing, Refusal>,
    /// The fact it rests on, in words; shown on screen.
    pub why: String,
}

/// Whether a person may decide, sign or print in a matter at a moment.
pub fn authority(office: &Office, person: PersonId, matter: &Matter, now: NaiveDateTime) -> Authority {
    match establish(office, person, matter, now) {
        Ok((standing, why)) => Authority { standing: Ok(standing), why },
        Err(refusal) => Authority { why: refusal.message.clone(), standing: Err(refusal) },
    }
}

/// Whether the Director is unavailable at a moment, and by which recorded fact. Busy, in a meeting or answering from leave
/// is available.
pub fn director_unavailable(office: &Office, urgent: bool, now: NaiveDateTime) -> Option<String> {
    if let Some(absence) = office.absences.iter().find(|absence| absence.covers(now)) {
        let until = absence
            .until
            .map_or_else(|| "until the Director is back".to_owned(), |end| format!("until {end}"));
        return Some(format!("The Director is recorded as absent from {} {until}.", absence.from));
    }
    let tries: Vec<_> = office
        .director_tries
        .iter()
        .filter(|attempt| attempt.at <= now && attempt.at.date() == now.date())
        .collect();
    if tries.iter().any(|attempt| attempt.answered) || tries.is_empty() {
        return None;
    }
    let apart = tries.iter().any(|first| {
        tries.iter().any(|later| {
            later.means != first.means && later.at - first.at >= TimeDelta::minutes(TRIES_APART_MINUTES)
        })
    });
    (urgent || apart)
        .then(|| format!("The Director was tried {} times today without an answer.", tries.len()))
}

fn establish(
    office: &Office,
    person: PersonId,
    matter: &Matter,
    now: NaiveDateTime,
) -> Result<(Standing, String), Refusal> {
    if now + TimeDelta::minutes(CLOCK_TOLERANCE_MINUTES) < office.latest {
        return Err(Refusal::new(
            RefusalCode::NoAuthority,
            format!("The clock of this computer shows {now}, but an entry was made at {}.", office.latest),
            "Set the clock right. Until then nothing is decided, signed or printed; entries can still be made.",
        ));
    }
    let Some(actor) = office.people.get(&person) else { return Err(unknown()) };
    if matter.recused.contains(&person) {
        return Err(recused(actor));
    }
    if actor.director {
        let standing = Standing { person, capacity: Capacity::Director };
        return Ok((standing, format!("{} is the Library Director.", actor.name)));
    }
    if matter.director_only {
        return Err(Refusal::new(
            RefusalCode::DirectorOnly,
            "Only the Director in person may do this.",
            "Leave it prepared for the Director. Nothing is lost; it waits as a draft.",
        ));
    }
    let designation = live_designation(office, actor, matter, now)?;
    let away = unavailable_here(office, matter, now).ok_or_else(director_is_there)?;
    let capacity = Capacity::Designee { designated_on: designation.signed_on };
    Ok((
        Standing { person, capacity },
        format!("{away} {} is designated since {}.", actor.name, designation.from),
    ))
}

fn unavailable_here(office: &Office, matter: &Matter, now: NaiveDateTime) -> Option<String> {
    let recused = office.director().is_some_and(|director| matter.recused.contains(&director.id));
    if recused {
        return Some("The Director is recused from this case.".to_owned());
    }
    director_unavailable(office, matter.urgent, now)
}

fn live_designation<'a>(
    office: &'a Office,
    actor: &Person,
    matter: &Matter,
    now: NaiveDateTime,
) -> Result<&'a Designation, Refusal> {
    if !actor.employee {
        return Err(Refusal::new(
            RefusalCode::NoAuthority,
            format!("{} is not a library employee; a designation needs one.", actor.name),
            "Ask the Director to designate an employee.",
        ));
    }
    office
        .designations
        .iter()
        .filter(|designation| designation.person == actor.id)
        .find(|designation| designation.covers(now, matter.type_code.as_ref()))
        .ok_or_else(|| {
            Refusal::new(
                RefusalCode::NoAuthority,
                format!("{} has no designation that covers today and this type of request.", actor.name),
                "Ask the Director to decide, or to sign a designation. You can prepare everything; nothing is lost.",
            )
        })
}

fn unknown() -> Refusal {
    Refusal::new(
        RefusalCode::NoAuthority,
        "This person is not on record in the office.",
        "Log what happened and call the Director. Only the Director or a designee decides.",
    )
}

fn recused(actor: &Person) -> Refusal {
    Refusal::new(
        RefusalCode::Conflict,
        format!("{} is recused from this case: they or their family appear in it.", actor.name),
        "Pass the case to the Director or a designee who is not concerned, and tell counsel.",
    )
}

fn director_is_there() -> Refusal {
    Refusal::new(
        RefusalCode::NoAuthority,
        "The Director is available, so the Director decides. A designee may prepare.",
        "If the Director is away or cannot be reached, record the absence or the tries to reach them first.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Absence, DirectorTry};
    use chrono::NaiveDate;

    fn at(day: u32, hour: u32, minute: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap().and_hms_opt(hour, minute, 0).unwrap()
    }

    fn office() -> Office {
        let mut office = Office::default();
        let person = |id: u8, name: &str, director, employee| Person {
            id: PersonId([id; 16]),
            name: name.to_owned(),
            title: String::new(),
            director,
            employee,
        };
        for person in
            [person(1, "Ada", true, true), person(2, "Ben", false, true), person(3, "Cy", false, false)]
        {
            office.people.insert(person.id, person);
        }
        office
    }

    fn designate(office: &mut Office, person: u8, from: u32, until: u32) {
        office.designations.push(Designation {
            person: PersonId([person; 16]),
            from: at(from, 0, 0).date(),
            until: Some(at(until, 0, 0).date()),
            signed_on: at(from, 0, 0).date(),
            order: 1,
            ..Designation::default()
        });
    }

    fn away(office: &mut Office, from: u32, until: u32) {
        let absence = Absence { from: at(from, 8, 0), until: Some(at(until, 18, 0)), ..Absence::default() };
        office.absences.push(absence);
    }

    fn may(office: &Office, person: u8, now: NaiveDateTime) -> bool {
        authority(office, PersonId([person; 16]), &Matter::default(), now).standing.is_ok()
    }

    #[test]
    fn the_director_decides_whatever_the_calendar_says() {
        let mut office = office();
        away(&mut office, 20, 30);
        assert!(may(&office, 1, at(23, 10, 0)));
    }

    #[test]
    fn a_designee_decides_only_while_the_director_is_away_and_the_designation_runs() {
        let mut office = office();
        designate(&mut office, 2, 20, 25);
        assert!(!may(&office, 2, at(23, 10, 0)), "the Director is available");
        away(&mut office, 20, 30);
        assert!(may(&office, 2, at(23, 10, 0)));
        assert!(may(&office, 2, at(25, 17, 0)), "the last day counts whole");
        assert!(!may(&office, 2, at(26, 9, 0)), "ended yesterday");
        assert!(!may(&office, 2, at(19, 9, 0)), "starts tomorrow");
    }

    #[test]
    fn leave_with_an_answering_director_is_not_an_absence() {
        let mut office = office();
        designate(&mut office, 2, 20, 25);
        away(&mut office, 20, 30);
        office.absences[0].answering = true;
        assert!(!may(&office, 2, at(23, 10, 0)));
    }

    #[test]
    fn a_revoked_designation_ends_at_once() {
        let mut office = office();
        designate(&mut office, 2, 20, 25);
        away(&mut office, 20, 30);
        office.designations[0].revoked_at = Some(at(23, 9, 0));
        assert!(may(&office, 2, at(23, 8, 59)));
        assert!(!may(&office, 2, at(23, 9, 0)));
    }

    #[test]
    fn nobody_but_an_employee_is_a_designee() {
        let mut office = office();
        designate(&mut office, 3, 20, 25);
        away(&mut office, 20, 30);
        assert!(!may(&office, 3, at(23, 10, 0)));
    }

    #[test]
    fn tries_count_by_two_means_one_hour_apart_on_the_same_day() {
        let mut office = office();
        designate(&mut office, 2, 20, 25);
        let attempt = |at, means: &str| DirectorTry { at, means: means.to_owned(), ..DirectorTry::default() };
        office.director_tries.push(attempt(at(23, 9, 0), "telephone"));
        assert!(!may(&office, 2, at(23, 9, 30)), "one try is not enough");
        office.director_tries.push(attempt(at(23, 9, 45), "e-mail"));
        assert!(!may(&office, 2, at(23, 9, 50)), "less than an hour apart");
        office.director_tries.push(attempt(at(23, 10, 0), "e-mail"));
        assert!(may(&office, 2, at(23, 10, 1)));
        assert!(!may(&office, 2, at(24, 9, 0)), "it lapses at the next opening");
    }

    #[test]
    fn a_director_only_act_is_never_a_designees() {
        let mut office = office();
        designate(&mut office, 2, 20, 25);
        away(&mut office, 20, 30);
        let matter = Matter { director_only: true, ..Matter::default() };
        let refusal = authority(&office, PersonId([2; 16]), &matter, at(23, 10, 0)).standing.unwrap_err();
        assert_eq!(refusal.code, RefusalCode::DirectorOnly);
    }

    #[test]
    fn a_clock_set_back_stops_everybody() {
        let mut office = office();
        office.saw(at(23, 12, 0));
        assert!(may(&office, 1, at(23, 11, 0)), "the hour of the time change");
        assert!(!may(&office, 1, at(23, 10, 0)));
    }

    #[test]
    fn a_recused_director_leaves_the_case_to_a_designee() {
        let mut office = office();
        designate(&mut office, 2, 20, 25);
        let matter = Matter { recused: vec![PersonId([1; 16])], ..Matter::default() };
        let director = authority(&office, PersonId([1; 16]), &matter, at(23, 10, 0));
        assert_eq!(director.standing.unwrap_err().code, RefusalCode::Conflict);
        assert!(authority(&office, PersonId([2; 16]), &matter, at(23, 10, 0)).standing.is_ok());
    }
}
