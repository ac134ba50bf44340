//! Whether the Director is there (P32; 4.16 C): away by a recorded absence, or not reached after logged tries. Busy, in a
//! meeting, at home, or on leave but answering is there.
//!
//! Opening hours are those of the office's own record: days of the week with one opening and one closing time, less the
//! closure days. A holiday that is no closure day counts as an opening, so that tries lapse too early rather than too late.
//!
//! What is asked is asked for a matter: tries made from a sealed matter count in it and nowhere else, since nobody outside
//! may read that somebody had a reason to call.

use crate::wording::clock_words;
use crate::{Absence, DirectorRoute, DirectorTry, Matter, Office};
use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};
use std::collections::BTreeMap;

/// Two tries count as two only with this much opening time between them.
const TRIES_APART: TimeDelta = TimeDelta::minutes(60);
/// No library stays closed longer; a calendar that says so is not believed.
const LONGEST_CLOSED_DAYS: usize = 366;

/// Whether the Director is unavailable for a matter at a moment, and by which recorded fact. Where the matter is urgent, one
/// try on each listed number is enough.
pub fn director_unavailable(office: &Office, matter: &Matter, now: NaiveDateTime) -> Option<String> {
    let now = office.moment(now);
    away(office, matter, now).map(absence_words).or_else(|| unreachable(office, matter, now))
}

/// The tries that may count in a matter: the office's, and its own.
fn tries<'a>(office: &'a Office, matter: &'a Matter) -> impl Iterator<Item = &'a DirectorTry> {
    office.director_tries.iter().chain(&matter.tries)
}

/// The recorded absence that holds at a moment. Whoever answered after it was entered is there, until the next opening.
fn away<'a>(office: &'a Office, matter: &Matter, now: NaiveDateTime) -> Option<&'a Absence> {
    let answered = last_answer(office, matter, now);
    let holds = |absence: &&Absence| {
        absence.covers(now) && answered.is_none_or(|answered| absence.entry.at > answered)
    };
    office.absences.iter().find(holds)
}

fn absence_words(absence: &Absence) -> String {
    let until = absence
        .until
        .map_or_else(|| "until the Director is back".to_owned(), |end| format!("until {}", clock_words(end)));
    format!("The Director is recorded as absent from {} {until}.", clock_words(absence.from))
}

/// Tries since the last opening and since the Director was last heard of: one on each listed number where it is urgent,
/// else two by two means with an hour of opening time between them.
fn unreachable(office: &Office, matter: &Matter, now: NaiveDateTime) -> Option<String> {
    let tries = tries_in_force(office, matter, now);
    let each_number = !office.director_route.numbers.is_empty()
        && office
            .director_route
            .numbers
            .iter()
            .all(|number| tries.iter().any(|attempt| same_number(&attempt.number, number)));
    let apart = tries.iter().any(|first| {
        let later = |later: &&&DirectorTry| {
            later.means != first.means && open_between(office, first.at, later.at) >= TRIES_APART
        };
        tries.iter().any(|attempt| later(&attempt))
    });
    let how = match tries.len() {
        1 => "once".to_owned(),
        several => format!("{several} times"),
    };
    ((matter.urgent && each_number) || apart)
        .then(|| format!("The Director was tried {how} since the last opening, without an answer."))
}

/// The unanswered tries that count in a matter at a moment.
pub fn tries_in_force<'a>(
    office: &'a Office,
    matter: &'a Matter,
    now: NaiveDateTime,
) -> Vec<&'a DirectorTry> {
    let now = office.moment(now);
    let opened = last_opening(&office.director_route, &office.closures, now);
    // Whoever says that the clock ran ahead is the Director in person, and nobody knows when tries of that hour were made.
    let heard = last_answer(office, matter, now).max(last_return(office, now)).max(office.set_backs.last());
    let appointed = office.appointments.iter().map(|appointment| appointment.recorded.at).max();
    let counts = |attempt: &&DirectorTry| {
        !attempt.answered
            && !attempt.entry.disputed
            && (opened..=now).contains(&attempt.at)
            && heard.is_none_or(|heard| attempt.at > heard)
            && appointed.is_none_or(|appointed| attempt.at > appointed)
    };
    tries(office, matter).filter(counts).collect()
}

/// When the Director last answered a try, since the last opening.
fn last_answer(office: &Office, matter: &Matter, now: NaiveDateTime) -> Option<NaiveDateTime> {
    let opened = last_opening(&office.director_route, &office.closures, now);
    let answers = tries(office, matter).filter(|attempt| attempt.answered && !attempt.entry.disputed);
    answers.map(|attempt| attempt.at).filter(|at| (opened..=now).contains(at)).max()
}

fn last_return(office: &Office, now: NaiveDateTime) -> Option<NaiveDateTime> {
    office.returns.iter().copied().filter(|at| *at <= now).max()
}

/// Whether the Director came back after one moment and by another (DG-7): said so, answered a try, an absence ended, or a
/// new Director was appointed. Tries that lapse at an opening are no return: nobody knows. Two things recorded for the same
/// moment are read as the return coming last.
pub fn director_returned(office: &Office, matter: &Matter, since: NaiveDateTime, now: NaiveDateTime) -> bool {
    let now = office.moment(now);
    let within = |at: NaiveDateTime| since <= at && at <= now;
    let answered = |attempt: &DirectorTry| attempt.answered && !attempt.entry.disputed && within(attempt.at);
    office.returns.iter().copied().any(within)
        || tries(office, matter).any(answered)
        || office.appointments.iter().any(|appointment| within(appointment.recorded.at))
        || office.absences.iter().any(|absence| came_back(office, absence, since, now))
}

/// An absence ran out or was ended, and no other took over by the next minute.
fn came_back(office: &Office, absence: &Absence, since: NaiveDateTime, now: NaiveDateTime) -> bool {
    let ended = absence.ended_at.filter(|ended| absence.until.is_none_or(|until| *ended <= until));
    let (over, back) = match (ended, absence.until) {
        (Some(ended), _) => (ended <= now, ended),
        (None, Some(until)) => (until < now, until + TimeDelta::minutes(1)),
        (None, None) => return false,
    };
    let last = ended.or(absence.until).unwrap_or(back);
    let ran = !absence.answering && absence.from < back;
    ran && over && since <= last && !office.absences.iter().any(|other| other.covers(back))
}

/// The latest opening at or before a moment.
fn last_opening(
    route: &DirectorRoute,
    closures: &BTreeMap<NaiveDate, String>,
    now: NaiveDateTime,
) -> NaiveDateTime {
    let days = std::iter::successors(Some(now.date()), NaiveDate::pred_opt).take(LONGEST_CLOSED_DAYS);
    let open = days.filter(|day| is_open(route, closures, *day));
    open.map(|day| day.and_time(route.opens)).find(|opening| *opening <= now).unwrap_or(now)
}

/// Opening time between two moments.
fn open_between(office: &Office, from: NaiveDateTime, to: NaiveDateTime) -> TimeDelta {
    let route = &office.director_route;
    let days = from.date().iter_days().take(LONGEST_CLOSED_DAYS).take_while(|day| *day <= to.date());
    days.filter(|day| is_open(route, &office.closures, *day))
        .map(|day| to.min(day.and_time(route.closes)) - from.max(day.and_time(route.opens)))
        .filter(|open| *open > TimeDelta::zero())
        .sum()
}

fn is_open(route: &DirectorRoute, closures: &BTreeMap<NaiveDate, String>, day: NaiveDate) -> bool {
    route.open_days.contains(&day.weekday()) && !closures.contains_key(&day)
}

/// Two writings of one number: only letters and digits count.
fn same_number(one: &str, other: &str) -> bool {
    let plain = |text: &str| -> String {
        text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    plain(one) == plain(other)
}

/// Days from `first` on, at most `count` of them, on which the Director is recorded as away and no designation covers
/// anybody: nobody could decide. Consecutive days are one span.
pub fn days_without_cover(office: &Office, first: NaiveDate, count: usize) -> Vec<(NaiveDate, NaiveDate)> {
    let mut spans: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for day in first.iter_days().take(count).filter(|day| is_uncovered(office, *day)) {
        match spans.last_mut() {
            Some((_, last)) if last.succ_opt() == Some(day) => *last = day,
            _ => spans.push((day, day)),
        }
    }
    spans
}

fn is_uncovered(office: &Office, day: NaiveDate) -> bool {
    let Some((begins, ends)) = day.and_hms_opt(0, 0, 0).zip(day.and_hms_opt(23, 59, 59)) else {
        return false;
    };
    let touches = |absence: &Absence| {
        !absence.answering
            && absence.from <= ends
            && absence.until.is_none_or(|until| begins <= until)
            && absence.ended_at.is_none_or(|ended| begins < ended)
    };
    let covered = office.designations.iter().any(|designation| {
        designation.covers(ends, None)
            && office
                .people
                .get(&designation.person)
                .is_some_and(|person| person.employee && !person.director)
    });
    office.absences.iter().any(touches) && !covered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Entry, Means};

    fn at(day: u32, hour: u32, minute: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap().and_hms_opt(hour, minute, 0).unwrap()
    }

    fn attempt(at: NaiveDateTime, means: Means, number: &str, answered: bool) -> DirectorTry {
        DirectorTry { at, means, number: number.to_owned(), answered, ..DirectorTry::default() }
    }

    fn calm() -> Matter {
        Matter::default()
    }

    fn urgent() -> Matter {
        Matter { urgent: true, ..Matter::default() }
    }

    fn office(tries: &[(NaiveDateTime, Means, &str)]) -> Office {
        let tries = tries.iter().map(|(at, means, number)| attempt(*at, *means, number, false));
        Office { director_tries: tries.collect(), ..Office::default() }
    }

    #[test]
    fn tries_count_by_two_means_one_hour_apart_and_lapse_at_the_next_opening() {
        use Means::{Email, Telephone};
        let gone = |office: &Office, now| director_unavailable(office, &calm(), now).is_some();
        let mut office = office(&[(at(23, 9, 0), Telephone, "1")]);
        assert!(!gone(&office, at(23, 12, 0)), "one try is not enough");
        office.director_tries.push(attempt(at(23, 11, 0), Telephone, "2", false));
        assert!(!gone(&office, at(23, 12, 0)), "two numbers are still one means");
        office.director_tries.push(attempt(at(23, 9, 59), Email, "a", false));
        assert!(!gone(&office, at(23, 10, 30)), "less than an hour apart");
        office.director_tries.push(attempt(at(23, 10, 0), Email, "a", false));
        assert!(gone(&office, at(23, 10, 0)));
        assert!(gone(&office, at(24, 8, 59)), "the library has not opened again");
        assert!(!gone(&office, at(24, 9, 0)), "it lapses at the next opening");
    }

    #[test]
    fn the_hour_between_two_tries_is_an_hour_of_opening_time() {
        use Means::{Email, Telephone};
        let late = office(&[(at(23, 16, 30), Telephone, "1"), (at(23, 18, 0), Email, "a")]);
        assert_eq!(director_unavailable(&late, &calm(), at(23, 18, 1)), None, "half of it was after closing");
        let in_time = office(&[(at(23, 15, 59), Telephone, "1"), (at(23, 17, 30), Email, "a")]);
        assert!(director_unavailable(&in_time, &calm(), at(23, 18, 1)).is_some());
    }

    #[test]
    fn a_weekend_or_a_closure_day_is_no_opening() {
        use Means::{Email, Telephone};
        let mut friday = office(&[(at(20, 10, 0), Telephone, "1"), (at(20, 12, 0), Email, "a")]);
        assert!(director_unavailable(&friday, &calm(), at(22, 12, 0)).is_some(), "Sunday");
        friday.closures.insert(at(23, 0, 0).date(), "roof".to_owned());
        assert!(director_unavailable(&friday, &calm(), at(23, 12, 0)).is_some(), "closed on Monday");
        assert!(director_unavailable(&friday, &calm(), at(24, 12, 0)).is_none());
    }

    #[test]
    fn in_an_urgent_case_one_try_on_each_listed_number_is_enough() {
        let mut office = office(&[(at(23, 19, 40), Means::Telephone, "515 555-0100")]);
        let gone = |office: &Office| director_unavailable(office, &urgent(), at(23, 19, 45)).is_some();
        assert!(!gone(&office), "no number is listed, so none was tried");
        office.director_route.numbers = vec!["(515) 555-0100".to_owned(), "(515) 555-0111".to_owned()];
        assert!(!gone(&office), "the second number was not tried");
        office.director_tries.push(attempt(at(23, 19, 42), Means::Telephone, "(515) 555-0111", false));
        assert!(gone(&office));
        assert!(director_unavailable(&office, &calm(), at(23, 19, 45)).is_none(), "not for what can wait");
    }

    #[test]
    fn whoever_answered_is_there_until_tried_again_in_vain() {
        use Means::{Email, Telephone};
        let mut office = office(&[(at(23, 9, 0), Telephone, "1"), (at(23, 10, 0), Email, "a")]);
        office.director_tries.push(attempt(at(23, 11, 0), Telephone, "1", true));
        assert_eq!(director_unavailable(&office, &calm(), at(23, 11, 30)), None);
        office.director_tries.push(attempt(at(23, 12, 0), Telephone, "1", false));
        office.director_tries.push(attempt(at(23, 13, 0), Email, "a", false));
        assert!(director_unavailable(&office, &calm(), at(23, 13, 30)).is_some());
    }

    #[test]
    fn an_answer_during_leave_makes_the_director_available_until_the_next_opening() {
        let mut office = office(&[]);
        let entry = Entry { at: at(20, 9, 0), ..Entry::default() };
        let leave = Absence { from: at(21, 0, 0), until: Some(at(30, 18, 0)), entry, ..Absence::default() };
        office.absences.push(leave);
        office.director_tries.push(attempt(at(23, 10, 0), Means::Telephone, "1", true));
        assert!(director_unavailable(&office, &calm(), at(23, 9, 59)).is_some());
        assert_eq!(director_unavailable(&office, &calm(), at(23, 10, 0)), None);
        assert!(director_unavailable(&office, &calm(), at(24, 9, 0)).is_some());
        assert!(director_returned(&office, &calm(), at(23, 9, 0), at(24, 9, 0)), "the Director was heard of");
    }

    #[test]
    fn an_absence_that_ends_is_a_return_unless_another_takes_over() {
        let mut office = office(&[]);
        let absence = |from, until| Absence { from, until: Some(until), ..Absence::default() };
        office.absences.push(absence(at(20, 8, 0), at(24, 18, 0)));
        assert!(!director_returned(&office, &calm(), at(23, 9, 0), at(24, 18, 0)), "the last minute counts");
        assert!(director_returned(&office, &calm(), at(23, 9, 0), at(24, 18, 5)));
        assert!(!director_returned(&office, &calm(), at(24, 18, 1), at(24, 19, 0)), "it had ended before");
        office.absences.push(absence(at(24, 12, 0), at(27, 18, 0)));
        assert!(!director_returned(&office, &calm(), at(23, 9, 0), at(25, 9, 0)));
    }

    #[test]
    fn days_without_cover_are_named_as_spans() {
        let mut office = office(&[]);
        let away = Absence { from: at(16, 8, 0), until: Some(at(20, 18, 0)), ..Absence::default() };
        office.absences.push(away);
        let day = |day| at(day, 0, 0).date();
        assert_eq!(days_without_cover(&office, day(14), 14), [(day(16), day(20))]);
        let id = crate::PersonId([2; 16]);
        let ben = crate::Person { id, employee: true, ..crate::Person::default() };
        office.people.insert(id, ben);
        let until = Some(day(17));
        let designation = crate::Designation { person: id, from: day(10), until, ..Default::default() };
        office.designations.push(designation);
        assert_eq!(days_without_cover(&office, day(14), 14), [(day(18), day(20))]);
    }

    #[test]
    fn a_try_at_the_very_moment_of_a_return_or_an_appointment_is_of_before_it() {
        use Means::{Email, Telephone};
        let tries = [(at(23, 10, 0), Telephone, "1"), (at(23, 11, 30), Email, "a")];
        let gone = |office: &Office| director_unavailable(office, &calm(), at(23, 12, 0)).is_some();
        let mut office = office(&tries);
        assert!(gone(&office));
        office.returns.push(at(23, 10, 0));
        assert!(!gone(&office), "one try is left after the return");
        office.returns = vec![at(23, 9, 59)];
        assert!(gone(&office), "both came after it");
        office.returns.clear();
        let appointed = |at| crate::Appointment {
            recorded: crate::Recording { at, ..crate::Recording::default() },
            ..crate::Appointment::default()
        };
        office.appointments.push(appointed(at(23, 10, 0)));
        assert!(!gone(&office), "one try is left of the new Director");
        office.appointments = vec![appointed(at(23, 9, 59))];
        assert!(gone(&office), "both are of the new Director");
    }

    #[test]
    fn no_return_follows_from_leave_with_answers_or_from_an_absence_that_ended_as_it_began() {
        let absence = |answering, ended_at| Absence {
            from: at(23, 10, 0),
            until: Some(at(27, 18, 0)),
            answering,
            ended_at: Some(ended_at),
            ..Absence::default()
        };
        let returned = |absence: Absence| {
            let office = Office { absences: vec![absence], ..Office::default() };
            director_returned(&office, &calm(), at(23, 9, 0), at(24, 9, 0))
        };
        assert!(returned(absence(false, at(23, 12, 0))));
        assert!(!returned(absence(true, at(23, 12, 0))), "the Director was never away");
        assert!(!returned(absence(false, at(23, 10, 0))), "it never ran");
    }

    #[test]
    fn days_without_cover_stop_where_an_absence_was_ended_and_are_not_joined_over_a_gap() {
        let mut office = office(&[]);
        let away =
            |from, until, ended_at| Absence { from, until: Some(until), ended_at, ..Absence::default() };
        office.absences.push(away(at(16, 8, 0), at(20, 18, 0), Some(at(18, 0, 0))));
        office.absences.push(away(at(23, 8, 0), at(24, 18, 0), Some(at(24, 9, 0))));
        let day = |day| at(day, 0, 0).date();
        let spans = [(day(16), day(17)), (day(23), day(24))];
        assert_eq!(days_without_cover(&office, day(14), 14), spans, "ended at midnight: that day is covered");
        let id = crate::PersonId([2; 16]);
        let person = crate::Person { id, employee: true, director: true, ..crate::Person::default() };
        office.people.insert(id, person);
        office.designations.push(crate::Designation { person: id, from: day(10), ..Default::default() });
        assert_eq!(days_without_cover(&office, day(14), 14), spans, "who is away covers nobody");
    }

    #[test]
    fn tries_from_a_sealed_matter_count_in_it_and_nowhere_else() {
        let mut office = office(&[(at(23, 9, 0), Means::Telephone, "1")]);
        let own = |tries| Matter { tries, ..Matter::default() };
        let in_vain = own(vec![attempt(at(23, 10, 0), Means::Email, "a", false)]);
        assert!(director_unavailable(&office, &in_vain, at(23, 10, 0)).is_some(), "with that of the office");
        assert_eq!(tries_in_force(&office, &in_vain, at(23, 10, 0)).len(), 2);
        assert_eq!(director_unavailable(&office, &calm(), at(23, 10, 0)), None, "any other matter");
        assert_eq!(director_unavailable(&office, &in_vain, at(24, 9, 0)), None, "they lapse alike");

        let reached = own(vec![attempt(at(23, 11, 0), Means::Telephone, "1", true)]);
        assert!(director_returned(&office, &reached, at(23, 10, 0), at(23, 12, 0)));
        assert!(!director_returned(&office, &calm(), at(23, 10, 0), at(23, 12, 0)));
        let entry = Entry { at: at(20, 9, 0), ..Entry::default() };
        let leave = Absence { from: at(21, 0, 0), until: Some(at(30, 18, 0)), entry, ..Absence::default() };
        office.absences.push(leave);
        assert_eq!(
            director_unavailable(&office, &reached, at(23, 12, 0)),
            None,
            "the Director answered here"
        );
        assert!(director_unavailable(&office, &calm(), at(23, 12, 0)).is_some(), "and is on leave elsewhere");
    }
}
