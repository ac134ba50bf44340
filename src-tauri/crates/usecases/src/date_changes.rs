//! Closed days added or taken back, and holidays counted otherwise, after a request came in: which of its dates they moved,
//! from when to when, and who did it (K5). Computed from the office's own log, so that nothing is recorded twice and nothing can differ.

use crate::session::{Case, Session};
use crate::view::TimelineRow;
use crate::when::{day_words, moment};
use crate::{Result, ruling};
use chrono::{NaiveDate, NaiveDateTime};
use domain::{Capacity, ClockCode, Office, OfficeEvent, PersonId, Recorded, RequestEvent};
use policy::{Case as PolicyCase, Pack};
use std::collections::BTreeMap;

/// A date that a change of the calendar moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DateChange {
    pub(crate) clock: ClockCode,
    pub(crate) name: String,
    pub(crate) was: NaiveDate,
    pub(crate) now: NaiveDate,
    /// What was changed, in words.
    pub(crate) change: String,
    pub(crate) at: NaiveDateTime,
    pub(crate) by: PersonId,
    pub(crate) capacity: Capacity,
}

impl DateChange {
    /// `Was Tue 8 Dec 2026, is now Wed 9 Dec 2026`.
    pub(crate) fn effect(&self) -> String {
        format!("Was {}, is now {}", day_words(self.was), day_words(self.now))
    }

    /// `because Fri 27 Nov 2026 was added as a closed day (…) by … on …`.
    pub(crate) fn cause(&self, by: &str) -> String {
        format!("because {} by {by} on {}", self.change, day_words(self.at.date()))
    }
}

/// The dates of a request that closed days moved after it came in and before it ended, oldest first.
pub(crate) fn date_changes(session: &Session, case: &Case) -> Result<Vec<DateChange>> {
    let Some(opened) = case.log.first().map(|first| first.at) else { return Ok(Vec::new()) };
    let ended = |entry: &&Recorded<RequestEvent>| {
        matches!(entry.event, RequestEvent::Closed(_) | RequestEvent::Withdrawn(_))
    };
    let end = case.log.iter().rev().find(ended).filter(|_| !case.request.is_live()).map(|entry| entry.at);
    let later = session.office_log.iter().filter(|entry| {
        entry.at > opened && end.is_none_or(|end| entry.at <= end) && change_words(&entry.event).is_some()
    });
    let later: Vec<_> = later.collect();
    if later.is_empty() {
        return Ok(Vec::new());
    }
    let pack = session.pack_of(&case.request)?;
    let mut office = session.office.clone();
    let then = calendar_at(session, opened);
    (office.closures, office.holidays_worked) = (then.closures, then.holidays_worked);
    let mut dates = due_dates(session, case, pack, &office);
    let mut changes = Vec::new();
    for entry in later {
        let Some(change) = change_words(&entry.event) else { continue };
        take(&mut office, &entry.event);
        let after = due_dates(session, case, pack, &office);
        for (clock, (name, was)) in &dates {
            let Some((_, now)) = after.get(clock).filter(|(_, now)| now != was) else { continue };
            changes.push(DateChange {
                clock: clock.clone(),
                name: name.clone(),
                was: *was,
                now: *now,
                change: change.clone(),
                at: entry.at,
                by: entry.by,
                capacity: entry.capacity,
            });
        }
        dates = after;
    }
    Ok(changes)
}

/// The changes as lines of a request's timeline.
pub(crate) fn timeline_rows(session: &Session, case: &Case) -> Result<Vec<TimelineRow>> {
    let row = |change: DateChange| {
        let by = crate::timeline::who(session, change.by, change.capacity);
        let effect = change.effect();
        TimelineRow {
            at: moment(change.at),
            title: format!("{}: {}{}", change.name, effect[..1].to_lowercase(), &effect[1..]),
            note: Some(change.cause(&by)),
            who: by,
            kind: "dates".to_owned(),
        }
    };
    Ok(date_changes(session, case)?.into_iter().map(row).collect())
}

/// The changes of every open request, a line each, for the page where closed days are added. A sealed matter shows its own on
/// its own page only.
pub(crate) fn moved_dates(session: &Session) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    let open = |case: &&Case| case.request.is_live() && !case.request.is_sealed();
    for case in session.visible_cases().filter(open) {
        for change in date_changes(session, case)? {
            let by = crate::timeline::who(session, change.by, change.capacity);
            let effect = change.effect();
            lines.push((
                change.at,
                format!("{}, {}: {effect} {}", case.request.reference(), change.name, change.cause(&by)),
            ));
        }
    }
    lines.sort();
    Ok(lines.into_iter().rev().map(|(_, line)| line).collect())
}

/// A change of the calendar in words; none where the event is no such change.
fn change_words(event: &OfficeEvent) -> Option<String> {
    match event {
        OfficeEvent::ClosureAdded(closure) => {
            Some(format!("{} was added as a closed day ({})", day_words(closure.date), closure.reason))
        }
        OfficeEvent::ClosureRemoved { date } => {
            Some(format!("{} was taken back as a closed day", day_words(*date)))
        }
        OfficeEvent::HolidayCounted { holiday, as_business_day: true } => {
            Some(format!("{holiday} was counted as a business day"))
        }
        OfficeEvent::HolidayCounted { holiday, as_business_day: false } => {
            Some(format!("{holiday} was counted as a holiday again"))
        }
        _ => None,
    }
}

fn take(office: &mut Office, event: &OfficeEvent) {
    match event {
        OfficeEvent::ClosureAdded(closure) => {
            office.closures.insert(closure.date, closure.reason.clone());
        }
        OfficeEvent::ClosureRemoved { date } => {
            office.closures.remove(date);
        }
        OfficeEvent::HolidayCounted { holiday, as_business_day } => {
            office.count_holiday(holiday, *as_business_day);
        }
        _ => {}
    }
}

/// An office with closed days and counted holidays as they stood at a moment, and nothing else.
fn calendar_at(session: &Session, at: NaiveDateTime) -> Office {
    let mut office = Office::default();
    for entry in session.office_log.iter().filter(|entry| entry.at <= at) {
        take(&mut office, &entry.event);
    }
    office
}

/// When each clock that runs is due under a calendar.
fn due_dates(
    session: &Session,
    case: &Case,
    pack: &Pack,
    office: &Office,
) -> BTreeMap<ClockCode, (String, NaiveDate)> {
    let asked = PolicyCase { request: &case.request, office, now: session.now(), actor: session.me };
    let readings = ruling::running(&policy::decide(pack, &asked));
    readings.into_iter().map(|reading| (reading.id, (reading.name, reading.due.date()))).collect()
}
