//! What the screen of people draws.

use crate::settings::director_only;
use crate::view::{AccessRow, PeopleView, Tone, WithoutAccess};
use crate::when::{age_words, day_words, moment};
use crate::{Result, Session};
use chrono::NaiveDate;
use domain::{OfficeEvent, PersonId, Recorded};
use vault::{Person, PersonRole, StreamClass};

/// Who can open the record, who once could, and who of the office cannot yet.
pub fn people_view(session: &Session) -> Result<PeopleView> {
    let all = session.vault.people();
    let without = session.office.people.values().filter(|person| {
        let keys = keys_of(session, person.id);
        person.employee && if person.director { keys != Some(PersonRole::Director) } else { keys.is_none() }
    });
    let mine = all.iter().find(|person| person.is_me);
    Ok(PeopleView {
        can_manage: mine.is_some_and(|me| me.role != PersonRole::Designee) && director_only(session).is_ok(),
        to_settle: to_settle(session),
        can_change_passphrase: mine.is_some_and(|me| me.role != PersonRole::RecoverySheet),
        rows: all.iter().map(|person| row(session, person)).collect(),
        without_access: without
            .map(|person| WithoutAccess {
                code: person.id.to_string(),
                label: format!("{}, {}", person.name, person.title),
                // The Director's own access ends with the post, and not with a designation of before.
                until: match designated(session, person.id) {
                    Designated::Until(day) if !person.director => day.to_string(),
                    Designated::Until(_) => String::new(),
                    Designated::Never | Designated::Over | Designated::Open => String::new(),
                },
            })
            .collect(),
        sheet_proved: session.office.recovery_proved_at.map(moment),
        sheet_age: session.office.recovery_proved_at.map(|at| age_words(at, session.now())),
    })
}

/// The person of the office that a place in the keyring belongs to. The place that was founded with the record belongs to
/// whoever founded it, the Director of that day.
pub(crate) fn person_of(office_log: &[Recorded<OfficeEvent>], known: &Person) -> Option<PersonId> {
    match (known.role, known.reference.as_str()) {
        (PersonRole::RecoverySheet, _) => None,
        (_, "") => office_log.first().map(|first| first.by),
        (_, reference) => reference.parse().ok(),
    }
}

/// Whether the last day of whoever signed in is over. What is open is locked then, as a new sign-in would be refused.
pub fn term_is_over(session: &Session) -> bool {
    let until = session.vault.me().and_then(|me| me.until);
    until.is_some_and(|until| session.world.now() >= until)
}

/// The keys that somebody of the office holds now: the Director's, if they hold both.
fn keys_of(session: &Session, person: PersonId) -> Option<PersonRole> {
    let all = session.vault.people();
    let held =
        all.iter().filter(|known| !known.has_ended && person_of(&session.office_log, known) == Some(person));
    held.map(|known| known.role).max_by_key(|role| *role == PersonRole::Director)
}

/// Where the keys do not follow the post: a Director without the Director's keys, and somebody who holds them and is none
/// (DG-10: the board's paper makes the Director, and no paper makes a key).
pub(crate) fn to_settle(session: &Session) -> Vec<String> {
    let all = session.vault.people();
    let held = all.iter().filter(|known| !known.has_ended && known.role == PersonRole::Director);
    let holders: Vec<_> = held.filter_map(|known| person_of(&session.office_log, known)).collect();
    let mut words = Vec::new();
    for person in session.office.people.values() {
        match (person.director, holders.contains(&person.id)) {
            (true, false) => words.push(format!(
                "{} is the Director and has no passphrase of the Director's own yet. Whoever keeps the recovery sheet opens \
                 the record with it and lets them sign in, under Settings.",
                person.name
            )),
            (false, true) => words.push(format!(
                "{} is no longer the Director and can still read everything. The Director ends that access, under Settings.",
                person.name
            )),
            _ => {}
        }
        words.extend(designation_and_term(session, person));
        if !person.employee && keys_of(session, person.id).is_some() {
            words.push(format!(
                "{} left the library and still holds keys of the record. Signing in is refused; the Director ends that access, \
                 under Settings.",
                person.name
            ));
        }
    }
    words
}

/// What somebody's designations say of their last day (P32).
enum Designated {
    /// They never were.
    Never,
    /// Every one ended or was revoked.
    Over,
    /// One that stands or is to begin ends on this day, and none later.
    Until(NaiveDate),
    /// One has no end.
    Open,
}

fn designated(session: &Session, person: PersonId) -> Designated {
    let today = session.now().date();
    let all = session.office.designations.iter().filter(|designation| designation.person == person);
    let mut said = Designated::Never;
    for designation in all {
        let is_over =
            designation.revoked_at.is_some() || designation.until.is_some_and(|until| until < today);
        said = match (said, designation.until) {
            (Designated::Open, _) => Designated::Open,
            (before, _) if is_over => match before {
                Designated::Never => Designated::Over,
                known => known,
            },
            (_, None) => Designated::Open,
            (Designated::Until(known), Some(until)) => Designated::Until(known.max(until)),
            (_, Some(until)) => Designated::Until(until),
        };
    }
    said
}

/// Where the last day of somebody's access does not follow their designation: it goes on when that is over, or ends before.
fn designation_and_term(session: &Session, person: &domain::Person) -> Option<String> {
    let key = session.vault.people().into_iter().find(|known| {
        !known.has_ended
            && known.role == PersonRole::Designee
            && person_of(&session.office_log, known) == Some(person.id)
    })?;
    let last_day = key.until.and_then(|until| until.naive_local().date().pred_opt());
    match (designated(session, person.id), last_day) {
        (Designated::Over, None) if person.employee => Some(format!(
            "The designation of {} is over, and their access has no last day. If they go on to take requests in, set one; \
             otherwise end the access, under Settings.",
            person.name
        )),
        (Designated::Until(ends), Some(last)) if last < ends && session.now().date() <= ends => {
            Some(format!(
                "{} is designated until {}, and their access ends on {}: from then on they cannot sign in to stand in. Set a \
                 later last day, under Settings.",
                person.name,
                day_words(ends),
                day_words(last)
            ))
        }
        _ => None,
    }
}

fn row(session: &Session, person: &Person) -> AccessRow {
    let known = person_of(&session.office_log, person).and_then(|id| session.office.people.get(&id));
    let who = match (person.role, known) {
        (PersonRole::RecoverySheet, _) => "The recovery sheet".to_owned(),
        (_, Some(known)) => format!("{}, {}", known.name, known.title),
        (_, None) => person.label.clone(),
    };
    let until = person.until.map(|until| until.naive_local());
    let over = until.is_some_and(|until| until <= session.now());
    // It ends when the next day begins.
    let last_day = until.and_then(|until| until.date().pred_opt());
    let left = known.is_some_and(|known| !known.employee);
    let (state, tone) = match (person.has_ended, over, left) {
        (true, _, _) => ("Access ended", Tone::Done),
        (false, _, true) => ("Left the library; end this access", Tone::Wait),
        (false, true, false) => ("The term is over", Tone::Wait),
        (false, false, false) => ("Can sign in", Tone::Open),
    };
    AccessRow {
        slot: person.slot.to_string(),
        who,
        role: role_words(person).to_owned(),
        reads: reads_words(person),
        since: person.added_at.map(|at| moment(at.naive_local())),
        until: last_day.map(day_words),
        until_day: last_day.map(|day| day.to_string()).unwrap_or_default(),
        fingerprint: person.fingerprint.clone(),
        state: state.to_owned(),
        tone,
        me: person.is_me,
        can_end: !person.has_ended && !person.is_me && person.role != PersonRole::RecoverySheet,
    }
}

fn role_words(person: &Person) -> &'static str {
    match person.role {
        PersonRole::Director => "Director: holds every key, and says who can open the record",
        PersonRole::Designee => "Stands in: holds the keys named here",
        PersonRole::RecoverySheet => "For the day on which nobody else can open it",
    }
}

fn reads_words(person: &Person) -> String {
    if person.role != PersonRole::Designee {
        return "Everything".to_owned();
    }
    let mut words = vec!["Requests"];
    if person.classes.contains(&StreamClass::Counsel) {
        words.push("what counsel said");
    }
    words.push("sealed matters only where read in");
    words.join(", ")
}
