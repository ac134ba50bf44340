//! The frame around every screen: which library, who is acting, who is the custodian right now and why.

use crate::Session;
use crate::preferences::{lock_minutes, preferences};
use crate::view::DeskView;
use crate::when::{day_words, moment};
use domain::{Capacity, Designation, Office, Person, director_unavailable};

/// The frame.
pub fn desk_view(session: &Session) -> DeskView {
    let latest = session.office.latest;
    DeskView {
        library: session.office.profile.name.clone(),
        acting: acting(session),
        custodian_now: custodian_now(session),
        practice: session.is_practice(),
        lock_minutes: lock_minutes(session),
        preferences: preferences(session),
        not_ready: crate::acts::not_ready(session),
        saved: (latest != chrono::NaiveDateTime::default()).then(|| moment(latest)),
        now: moment(session.now()),
        today: crate::list::today(session),
    }
}

/// Who is the custodian at this moment, and by which fact.
pub(crate) fn custodian_now(session: &Session) -> String {
    let (office, now) = (&session.office, session.now());
    let Some(director) = office.director() else {
        return "No Director is on record. Enter one under Settings; until then nothing can be decided."
            .to_owned();
    };
    let Some(why) = director_unavailable(office, false, now) else {
        return format!("{}, {}, is the legal custodian and is available.", director.name, director.title);
    };
    match standing_in(office, now) {
        Some((person, designation)) => format!(
            "{why} {}, {}, stands in by the designation signed on {}.",
            person.name,
            person.title,
            day_words(designation.signed_on)
        ),
        None => {
            format!("{why} Nobody is designated for today: requests are taken in and wait for the Director.")
        }
    }
}

/// The first in the order of call whose designation covers this moment.
fn standing_in(office: &Office, now: chrono::NaiveDateTime) -> Option<(&Person, &Designation)> {
    let live = office.designations.iter().filter(|designation| designation.covers(now, None));
    let mut live: Vec<_> = live
        .filter_map(|designation| Some((office.people.get(&designation.person)?, designation)))
        .filter(|(person, _)| person.employee)
        .collect();
    live.sort_by_key(|(_, designation)| designation.order);
    live.into_iter().next()
}

fn acting(session: &Session) -> String {
    let Some(person) = session.office.people.get(&session.me) else { return String::new() };
    let who = format!("{}, {}", person.name, person.title);
    match session.capacity() {
        Capacity::Director => who,
        Capacity::Designee { designated_on } => {
            format!("{who}, standing in for the Director as designated on {}", day_words(designated_on))
        }
        Capacity::Staff => format!("{who}: may take in and note, not decide"),
    }
}
