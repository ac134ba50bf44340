//! Several clocks on one sheet: one line per day, so that a reader follows them with a finger.

use super::{ClockReading, DayLine};
use crate::calendar::Calendar;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// One line per day over all readings, from the first day any of them explains to the last. A day counts if it is a
/// business day after the first one; `number` is that of the first clock that numbers it; the reasons stand side by side.
pub fn day_by_day(readings: &[ClockReading], calendar: &Calendar) -> Vec<DayLine> {
    let mut days: BTreeMap<NaiveDate, Vec<&DayLine>> = BTreeMap::new();
    for reading in readings {
        for line in &reading.derivation {
            days.entry(line.date).or_default().push(line);
        }
    }
    let Some(first) = days.keys().next().copied() else { return Vec::new() };
    let line = |(date, lines): (NaiveDate, Vec<&DayLine>)| DayLine {
        date,
        counts: date > first && calendar.is_business(date),
        number: lines.iter().find_map(|line| line.number),
        why: side_by_side(&lines),
    };
    days.into_iter().map(line).collect()
}

/// Each reason once. A reason that only begins another one is left out: "day 19 of 20" beside "day 19 of 20, Saturday".
fn side_by_side(lines: &[&DayLine]) -> String {
    let mut reasons: Vec<&str> = Vec::new();
    for line in lines {
        if reasons.iter().any(|kept| kept.starts_with(&line.why)) {
            continue;
        }
        reasons.retain(|kept| !line.why.starts_with(kept));
        reasons.push(&line.why);
    }
    reasons.join("; ")
}
