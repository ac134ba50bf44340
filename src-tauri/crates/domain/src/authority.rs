//! Who may decide, sign and print at this moment (gates of the kinds *authority* and *director only*; P31, P32,
//! Iowa Code 22.1(2)).
//!
//! The Director's own power never depends on availability. A designee has it only while a written designation covers the
//! day and the type, the person is still an employee, a recorded fact makes the Director unavailable, and no other designee
//! has taken the case. While the post is vacant, or the clock runs behind the record, nobody has it.

use crate::availability::{director_returned, director_unavailable};
use crate::wording::{clock_words, day_words};
use crate::{
    Capacity, Designation, DirectorTry, Office, Person, PersonId, Refusal, RefusalCode, Request, TypeCode,
};
use chrono::{NaiveDateTime, TimeDelta};
use std::collections::BTreeMap;

/// A clock may fall back an hour at the end of summer time; anything more was set back by hand.
const CLOCK_TOLERANCE: TimeDelta = TimeDelta::minutes(65);

/// What the act is about, as far as authority depends on it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matter {
    /// Type of the part, if the designation is limited to types.
    pub type_code: Option<TypeCode>,
    /// Somebody is waiting at the desk or a paper runs at once: one try on each listed number is enough.
    pub urgent: bool,
    /// Only the Director may do it.
    pub director_only: bool,
    /// People recused from this case.
    pub recused: Vec<PersonId>,
    /// Designees who decide this case by counsel's recorded word while the Director is recused (DG-11).
    pub named_by_counsel: Vec<PersonId>,
    /// The designee who took the case, and when (DG-6).
    pub taken: Option<(PersonId, NaiveDateTime)>,
    /// Tries to reach the Director that were made from this case alone: those of a sealed matter.
    pub tries: Vec<DirectorTry>,
}

impl Matter {
    /// What the record of a request says: whose last word was that they are concerned, whom counsel named, who took it, and
    /// which tries to reach the Director were made from it.
    pub fn of(request: &Request) -> Self {
        let mut last = BTreeMap::new();
        for word in &request.conflicts {
            last.insert(word.by, word.what.conflict);
        }
        Self {
            recused: last.into_iter().filter(|(_, concerned)| *concerned).map(|(person, _)| person).collect(),
            named_by_counsel: request.stand_ins.iter().map(|word| word.what.person).collect(),
            taken: request.taken.as_ref().map(|taken| (taken.by, taken.at)),
            tries: request.director_tries.clone(),
            ..Self::default()
        }
    }

    /// Whether the Director is recused from it.
    pub fn recuses_director(&self, office: &Office) -> bool {
        office.director().is_some_and(|director| self.recused.contains(&director.id))
    }
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
    let established = establish(office, person, matter, now).and_then(|(standing, why)| {
        unlocked(office, &standing, matter, now)?;
        Ok((standing, why))
    });
    match established {
        Ok((standing, why)) => Authority { standing: Ok(standing), why },
        Err(refusal) => Authority { why: refusal.message.clone(), standing: Err(refusal) },
    }
}

/// The designee to whom a case belongs at a moment: whoever took it, while their authority lasts. When the Director returns
/// it is the Director's again (DG-7), unless the Director is recused from it.
pub fn case_owner(office: &Office, matter: &Matter, now: NaiveDateTime) -> Option<PersonId> {
    let (person, taken_at) = matter.taken?;
    let returned = !matter.recuses_director(office) && director_returned(office, matter, taken_at, now);
    (!returned && holds(office, person, matter, now)).then_some(person)
}

/// Whether a person's authority holds in a matter, whoever the case belongs to.
pub(crate) fn holds(office: &Office, person: PersonId, matter: &Matter, now: NaiveDateTime) -> bool {
    establish(office, person, matter, now).is_ok()
}

/// Whether the clock runs behind an entry that exists already.
pub fn clock_is_back(office: &Office, now: NaiveDateTime) -> bool {
    now + CLOCK_TOLERANCE < office.latest
}

fn establish(
    office: &Office,
    person: PersonId,
    matter: &Matter,
    now: NaiveDateTime,
) -> Result<(Standing, String), Refusal> {
    if clock_is_back(office, now) {
        return Err(clock_back(office, now));
    }
    let now = office.moment(now);
    let Some(actor) = office.people.get(&person) else { return Err(unknown()) };
    if office.is_vacant(now) {
        return Err(vacant());
    }
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
    let away = away_here(office, person, matter, now)?;
    let capacity = Capacity::Designee { designated_on: designation.signed_on };
    Ok((
        Standing { person, capacity },
        format!("{away} {} is designated since {}.", actor.name, day_words(designation.from)),
    ))
}

/// The fact that makes the Director unavailable for this case. A recusal alone is not enough: counsel must have said who
/// decides.
fn away_here(
    office: &Office,
    person: PersonId,
    matter: &Matter,
    now: NaiveDateTime,
) -> Result<String, Refusal> {
    if !matter.recuses_director(office) {
        return director_unavailable(office, matter, now).ok_or_else(director_is_there);
    }
    if matter.named_by_counsel.contains(&person) {
        return Ok("The Director is recused from this case, and counsel's word on who decides is recorded."
            .to_owned());
    }
    Err(Refusal::new(
        RefusalCode::NoAuthority,
        "The Director is recused from this case, and counsel has not said that this person decides it.",
        "Ask counsel who decides, and record the answer on the request. Until then the case can be prepared.",
    ))
}

/// Refuses whoever did not take the case while another designee holds it. The Director is never locked out.
fn unlocked(
    office: &Office,
    standing: &Standing,
    matter: &Matter,
    now: NaiveDateTime,
) -> Result<(), Refusal> {
    let owner = case_owner(office, matter, now).filter(|owner| *owner != standing.person);
    let Some(owner) = owner.filter(|_| standing.capacity != Capacity::Director) else { return Ok(()) };
    let name = office.people.get(&owner).map_or("Somebody else", |person| person.name.as_str());
    Err(Refusal::new(
        RefusalCode::NoAuthority,
        format!("{name} has taken this case and decides it."),
        format!("Ask {name}, who can give it back. The Director can take it back at any time."),
    ))
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

fn clock_back(office: &Office, now: NaiveDateTime) -> Refusal {
    Refusal::new(
        RefusalCode::NoAuthority,
        format!(
            "The clock of this computer shows {}, but an entry was made at {}.",
            clock_words(now),
            clock_words(office.latest)
        ),
        "Set the clock right. Until then nothing is decided, signed or printed; entries can still be made. If the clock ran \
         ahead when that entry was made, the Director says so under Absences and designations.",
    )
}

fn vacant() -> Refusal {
    Refusal::new(
        RefusalCode::NoAuthority,
        "The Director's post is vacant. Nobody decides here until a paper of the board that names somebody is recorded.",
        "Write down what happens and call counsel. When the board's paper is there, record the appointment.",
    )
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
    use crate::Absence;
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
    fn a_clock_that_fell_back_an_hour_gives_nobody_back_what_was_taken() {
        let mut office = office();
        designate(&mut office, 2, 20, 25);
        away(&mut office, 20, 30);
        office.designations[0].revoked_at = Some(at(23, 10, 0));
        office.saw(at(23, 10, 0));
        assert!(!may(&office, 2, at(23, 9, 30)));
    }

    #[test]
    fn a_recused_director_leaves_the_case_to_the_designee_whom_counsel_names() {
        let mut office = office();
        designate(&mut office, 2, 20, 25);
        let mut matter = Matter { recused: vec![PersonId([1; 16])], ..Matter::default() };
        let director = authority(&office, PersonId([1; 16]), &matter, at(23, 10, 0));
        assert_eq!(director.standing.unwrap_err().code, RefusalCode::Conflict);
        let ben = |matter: &Matter| authority(&office, PersonId([2; 16]), matter, at(23, 10, 0)).standing;
        assert!(ben(&matter).is_err(), "counsel has not spoken");
        matter.named_by_counsel.push(PersonId([2; 16]));
        assert!(ben(&matter).is_ok());
        matter.recused.push(PersonId([2; 16]));
        assert_eq!(ben(&matter).unwrap_err().code, RefusalCode::Conflict, "everybody is recused");
    }

    #[test]
    fn the_first_designee_to_take_a_case_locks_the_other_out_and_never_the_director() {
        let mut office = office();
        office.people.get_mut(&PersonId([3; 16])).unwrap().employee = true;
        designate(&mut office, 2, 20, 25);
        designate(&mut office, 3, 20, 25);
        away(&mut office, 20, 30);
        let taken = Some((PersonId([3; 16]), at(23, 9, 0)));
        let matter = Matter { taken, ..Matter::default() };
        let may = |office: &Office, person, now| {
            authority(office, PersonId([person; 16]), &matter, now).standing.is_ok()
        };
        let allowed = |office: &Office, now| [1, 2, 3].map(|person| may(office, person, now));
        assert_eq!(allowed(&office, at(23, 10, 0)), [true, false, true]);
        office.returns.push(at(23, 11, 0));
        assert_eq!(allowed(&office, at(23, 12, 0)), [true, true, true], "the case is the Director's again");
        office.returns.clear();
        office.designations[1].revoked_at = Some(at(23, 11, 0));
        assert_eq!(allowed(&office, at(23, 12, 0)), [true, true, false], "a case does not wait for nobody");
    }

    #[test]
    fn while_the_post_is_vacant_nobody_decides() {
        let mut office = office();
        designate(&mut office, 2, 20, 25);
        away(&mut office, 20, 30);
        office.vacancy = Some(crate::Vacancy { from: at(23, 9, 0), ..crate::Vacancy::default() });
        assert!(may(&office, 1, at(23, 8, 59)) && may(&office, 2, at(23, 8, 59)));
        assert!(!may(&office, 1, at(23, 9, 0)) && !may(&office, 2, at(23, 9, 0)));
    }
}
