//! Extending, pausing and resuming a clock: only for a reason the policy pack names, and never to an earlier date
//! (Iowa Code 22.8(4)).

use super::{day_of_record, live};
use crate::deadline::ClockReading;
use crate::{
    ClockCode, ClockDelay, ClockExtended, ClockPaused, ClockResumed, DelayKind, DelayRule, Refusal,
    RefusalCode, Request, RequestEvent, Standing, passage,
};
use chrono::{NaiveDate, NaiveDateTime};

/// Extends a clock. The date it had goes into the entry.
///
/// # Errors
/// A reason that does not extend this clock, a day that is not later, or one beyond what the reason carries to.
pub fn extend_clock(
    request: &Request,
    reading: &ClockReading,
    rule: &DelayRule,
    until: NaiveDate,
    note: &str,
    now: NaiveDateTime,
    _standing: &Standing,
) -> Result<RequestEvent, Refusal> {
    live(request)?;
    fits(rule, DelayKind::Extension, &reading.id)?;
    if reading.due.is_over(now) {
        let message =
            format!("This date was {}. It is over and cannot be extended.", day(reading.due.date()));
        let help = "Finish what is due. A note says why it took longer.";
        return Err(Refusal::new(RefusalCode::Invalid, message, help));
    }
    let until = day_of_record(until, "until")?;
    let was = reading.due.date();
    if until <= was {
        let message = format!("{} is not later than {}, the date as it stands.", day(until), day(was));
        let help = "An extension never shortens. Enter a later day.";
        return Err(Refusal::new(RefusalCode::Invalid, message, help).at("until"));
    }
    if let Some(latest) = rule.latest.filter(|latest| until > *latest) {
        let message = format!("This reason carries the date to {} at most.", day(latest));
        let help = "Enter that day or an earlier one. What needs longer goes to counsel.";
        return Err(Refusal::new(RefusalCode::Invalid, message, help).at("until"));
    }
    Ok(RequestEvent::ClockExtended(ClockExtended {
        clock: reading.id.clone(),
        was,
        until,
        reason: rule.code.clone(),
        note: passage(note, "note")?,
    }))
}

/// Pauses a clock: the days after `since` do not count until it is taken up again.
///
/// # Errors
/// A reason that does not pause this clock, a clock that is paused already or over, or a day that cannot be.
pub fn pause_clock(
    request: &Request,
    reading: &ClockReading,
    rule: &DelayRule,
    since: NaiveDate,
    note: &str,
    now: NaiveDateTime,
    _standing: &Standing,
) -> Result<RequestEvent, Refusal> {
    live(request)?;
    fits(rule, DelayKind::Pause, &reading.id)?;
    if request.open_pause(&reading.id).is_some() {
        let help = "Take the count up again first, or leave it as it is.";
        return Err(Refusal::new(RefusalCode::AlreadyDone, "This count is paused already.", help));
    }
    if reading.due.is_over(now) {
        let message = format!("This date was {}. It is over and cannot be paused.", day(reading.due.date()));
        let help = "Finish what is due. A note says why it took longer.";
        return Err(Refusal::new(RefusalCode::Invalid, message, help));
    }
    let since = day_of_record(since, "since")?;
    let earliest = last_word(request, &reading.id).unwrap_or(request.received.at.date());
    between(since, earliest, now.date(), "since")?;
    Ok(RequestEvent::ClockPaused(ClockPaused {
        clock: reading.id.clone(),
        since,
        reason: rule.code.clone(),
        note: passage(note, "note")?,
    }))
}

/// Takes the count up again: from the day after `on`, days count.
///
/// # Errors
/// A clock that is not paused, or a day before the pause or after today.
pub fn resume_clock(
    request: &Request,
    clock: &ClockCode,
    on: NaiveDate,
    note: &str,
    now: NaiveDateTime,
) -> Result<RequestEvent, Refusal> {
    live(request)?;
    let Some(open) = request.open_pause(clock) else {
        return Err(Refusal::new(
            RefusalCode::AlreadyDone,
            "This count is not paused.",
            "Nothing was changed. Go on; record a pause first if the count should have stood still.",
        ));
    };
    between(on, open.since, now.date(), "on")?;
    Ok(RequestEvent::ClockResumed(ClockResumed { clock: clock.clone(), on, note: passage(note, "note")? }))
}

fn fits(rule: &DelayRule, kind: DelayKind, clock: &ClockCode) -> Result<(), Refusal> {
    if rule.kind == kind && rule.clocks.contains(clock) {
        return Ok(());
    }
    let help = "Choose one of the reasons shown. A busy office is none of them.";
    Err(Refusal::new(RefusalCode::Invalid, "This reason does not move this date.", help).at("reason"))
}

/// The last day the record speaks of for a clock: no pause begins before it.
fn last_word(request: &Request, clock: &ClockCode) -> Option<NaiveDate> {
    let own = request.delays.iter().map(|delay| &delay.what).filter(|delay| delay.clock() == clock);
    own.filter_map(|delay| match delay {
        ClockDelay::Resumed(resumed) => Some(resumed.on),
        ClockDelay::Paused(paused) => Some(paused.since),
        ClockDelay::Extended(_) => None,
    })
    .max()
}

fn between(chosen: NaiveDate, first: NaiveDate, last: NaiveDate, field: &str) -> Result<(), Refusal> {
    if (first..=last).contains(&chosen) {
        return Ok(());
    }
    let message = format!("{} is not between {} and {}.", day(chosen), day(first), day(last));
    Err(Refusal::new(RefusalCode::Invalid, message, "Enter a day from then to today.").at(field))
}

fn day(date: NaiveDate) -> String {
    date.format("%a %-d %b %Y").to_string()
}
