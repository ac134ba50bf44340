//! What the screen of people draws.

use crate::view::{AccessRow, Labelled, PeopleView, Tone};
use crate::when::{age_words, day_words, moment};
use crate::{Result, Session};
use domain::PersonId;
use vault::{Person, PersonRole, StreamClass};

/// Who can open the record, who once could, and who of the office cannot yet.
pub fn people_view(session: &Session) -> Result<PeopleView> {
    let all = session.vault.people();
    let has_access =
        |id: PersonId| all.iter().any(|known| !known.has_ended && person_of(session, known) == Some(id));
    let without = session.office.people.values().filter(|person| person.employee && !has_access(person.id));
    let mine = all.iter().find(|person| person.is_me);
    Ok(PeopleView {
        can_manage: mine.is_some_and(|me| me.role != PersonRole::Designee),
        can_change_passphrase: mine.is_some_and(|me| me.role != PersonRole::RecoverySheet),
        rows: all.iter().map(|person| row(session, person)).collect(),
        without_access: without
            .map(|person| Labelled {
                code: person.id.to_string(),
                label: format!("{}, {}", person.name, person.title),
            })
            .collect(),
        sheet_proved: session.office.recovery_proved_at.map(moment),
        sheet_age: session.office.recovery_proved_at.map(|at| age_words(at, session.now())),
    })
}

/// The person of the office that a place in the keyring belongs to. Whoever founded the record is its Director.
pub(crate) fn person_of(session: &Session, known: &Person) -> Option<PersonId> {
    match (known.role, known.reference.as_str()) {
        (PersonRole::RecoverySheet, _) => None,
        (_, "") => session.office_log.first().map(|first| first.by),
        (_, reference) => reference.parse().ok(),
    }
}

fn row(session: &Session, person: &Person) -> AccessRow {
    let known = person_of(session, person).and_then(|id| session.office.people.get(&id));
    let who = match (person.role, known) {
        (PersonRole::RecoverySheet, _) => "The recovery sheet".to_owned(),
        (_, Some(known)) => format!("{}, {}", known.name, known.title),
        (_, None) => person.label.clone(),
    };
    let until = person.until.map(|until| until.naive_local());
    let over = until.is_some_and(|until| until <= session.now());
    let (state, tone) = match (person.has_ended, over) {
        (true, _) => ("Access ended", Tone::Done),
        (false, true) => ("The term is over", Tone::Wait),
        (false, false) => ("Can sign in", Tone::Open),
    };
    AccessRow {
        slot: person.slot.to_string(),
        who,
        role: role_words(person).to_owned(),
        reads: reads_words(person),
        since: person.added_at.map(|at| moment(at.naive_local())),
        until: until.map(|until| day_words(until.date())),
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
