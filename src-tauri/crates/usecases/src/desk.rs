//! The frame around every screen: which library, who is acting, who is the custodian right now and why.

use crate::Session;
use crate::preferences::{lock_minutes, preferences};
use crate::view::{DeskView, ReminderView};
use crate::when::{day_words, moment};
use chrono::TimeDelta;
use domain::{Capacity, Matter};

/// The frame.
pub fn desk_view(session: &Session) -> DeskView {
    let latest = session.office.latest;
    DeskView {
        library: session.office.profile.name.clone(),
        acting: acting(session),
        custodian: crate::custody::custodian_now(session),
        to_confirm: crate::custody::to_confirm(session),
        practice: session.is_practice(),
        lock_minutes: lock_minutes(session),
        preferences: preferences(session),
        not_ready: crate::acts::not_ready(session),
        reminders: reminders(session),
        saved: (latest != chrono::NaiveDateTime::default()).then(|| moment(latest)),
        now: moment(session.now()),
        today: crate::list::today(session) + crate::authorizations::ending_soon(session),
    }
}

/// Quiet words on Today about the record as a whole.
fn reminders(session: &Session) -> Vec<ReminderView> {
    let backup = crate::backups::backup_reminder(session).map(|words| ("backup", words));
    let sheet = crate::people::sheet_reminder(session).map(|words| ("sheet", words));
    let keys = crate::people::to_settle(session).into_iter().map(|words| ("keys", words));
    let others = backup.into_iter().chain(sheet).chain(keys);
    let others = others.map(|(code, label)| ReminderView { code: code.to_owned(), label, request: None });
    crate::letter::reminders(session).into_iter().chain(others).collect()
}

fn acting(session: &Session) -> String {
    let Some(person) = session.office.people.get(&session.me) else { return String::new() };
    let who = format!("{}, {}", person.name, person.title);
    match session.capacity() {
        Capacity::Director => who,
        Capacity::Designee { designated_on } => {
            format!("{who}, for the Director as designated on {}", day_words(designated_on))
        }
        Capacity::Staff if looks(session) => format!("{who}: may look a second time, not decide"),
        Capacity::Staff => format!("{who}: may take in and note, not decide"),
    }
}

/// Whether whoever is here may look a second time in some matter.
fn looks(session: &Session) -> bool {
    let any = Matter::default();
    domain::looking(&session.office, session.me, &any, TimeDelta::zero(), session.now()).is_ok()
}
