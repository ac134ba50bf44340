//! A clock read with what was recorded about it: pauses, and an extension. The date it would have had is kept beside the
//! new one, and no delay ever brings a date forward.

use super::{ClockReading, ClockRule, ClockSpec, CountError, DayLine, Due, Moments, read};
use crate::calendar::Calendar;
use chrono::NaiveDate;

/// A pause: the days after `since` up to and including `until` do not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// The last day that counts.
    pub since: NaiveDate,
    /// The last day that does not count; `None` while it lasts.
    pub until: Option<NaiveDate>,
    /// The reason, in words.
    pub why: String,
}

impl Pause {
    /// Whether a day falls into the pause, as it stands today.
    fn holds(&self, date: NaiveDate, today: NaiveDate) -> bool {
        self.since < date && date <= self.until.unwrap_or(today)
    }
}

/// What was recorded about one clock.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Delays {
    /// The day it was extended to last, with the reason in words.
    pub extended: Option<(NaiveDate, String)>,
    /// Pauses, oldest first; only the last can be open.
    pub pauses: Vec<Pause>,
}

impl ClockRule {
    /// Whether a pause can hold it: only clocks that count business days onwards know days that do not count.
    pub fn can_pause(&self) -> bool {
        matches!(self, Self::BusinessDays { .. } | Self::NextBusinessDay)
    }
}

/// Reads one clock with its delays, as it stands today.
///
/// # Errors
/// As [`read`].
pub fn read_delayed(
    spec: &ClockSpec,
    calendar: &Calendar,
    moments: &Moments,
    delays: &Delays,
    today: NaiveDate,
) -> Result<Option<ClockReading>, CountError> {
    let Some(plain) = read(spec, calendar, moments)? else { return Ok(None) };
    let original = plain.due;
    let mut reading = paused(spec, calendar, moments, delays, today)?.unwrap_or(plain);
    if let Some((until, why)) = &delays.extended
        && *until > reading.due.date()
    {
        reading.due = Due::Day(*until);
        let why = format!("extended to the end of this day: {why}");
        reading.derivation.push(DayLine { date: *until, counts: false, number: None, why });
    }
    reading.original = (reading.due != original).then_some(original);
    Ok(Some(reading))
}

/// The clock with its paused days left out; `None` where nothing is paused, or the clock cannot be.
fn paused(
    spec: &ClockSpec,
    calendar: &Calendar,
    moments: &Moments,
    delays: &Delays,
    today: NaiveDate,
) -> Result<Option<ClockReading>, CountError> {
    if delays.pauses.is_empty() || !spec.rule.can_pause() {
        return Ok(None);
    }
    let mut held = calendar.clone();
    for pause in &delays.pauses {
        let last = pause.until.unwrap_or(today);
        let days = pause.since.iter_days().skip(1).take_while(|day| *day <= last);
        held.closures.extend(days.map(|day| (day, pause.why.clone())));
    }
    let Some(mut reading) = read(spec, &held, moments)? else { return Ok(None) };
    for line in reading.derivation.iter_mut().filter(|line| calendar.is_business(line.date)) {
        if let Some(pause) = delays.pauses.iter().find(|pause| pause.holds(line.date, today)) {
            line.why = format!("paused: {}", pause.why);
        }
    }
    Ok(Some(reading))
}
