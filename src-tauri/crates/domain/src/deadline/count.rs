//! Counting one clock, day by day.

use super::{CountError, Due, check_date};
use crate::calendar::{Calendar, weekday_name};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// One day of a derivation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayLine {
    /// The day.
    pub date: NaiveDate,
    /// Whether the clock counts it.
    pub counts: bool,
    /// Its number in the count.
    pub number: Option<u32>,
    /// Why, in words.
    pub why: String,
}

/// A date that was counted, with the days that led there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// The last day on which it is in time.
    pub due: NaiveDate,
    /// The last counted day before it was moved, where the rule can move it.
    pub unrolled: Option<NaiveDate>,
    /// Every day from the first to the last that mattered, in order.
    pub derivation: Vec<DayLine>,
}

/// The nth business day after `start` (K1). The first day is not counted (K0). Zero days is the first day itself.
///
/// # Errors
/// A date outside 1900 to 9000, a count of more than ten years, or a calendar that leaves no business day.
pub fn business_days(start: NaiveDate, days: u32, calendar: &Calendar) -> Result<Counted, CountError> {
    check(start, days)?;
    let mut derivation = vec![first_day(start)];
    let (mut due, mut number, mut idle) = (start, 0, 0);
    while number < days {
        due = after(due)?;
        let day = calendar.day(due);
        let counts = day.is_business();
        idle = if counts { 0 } else { idle + 1 };
        if idle > LONGEST_CLOSURE {
            return Err(CountError::NoBusinessDay { from: start });
        }
        number += u32::from(counts);
        let why = if counts { numbered(calendar, due, number, days) } else { day.to_string() };
        derivation.push(DayLine { date: due, counts, number: counts.then_some(number), why });
    }
    Ok(Counted { due, unrolled: None, derivation })
}

/// The nth calendar day after `start`, included (K2). With `sunday_runs_to_monday` a last day that is a Sunday runs to the
/// end of the Monday, even a Monday that is a holiday; nothing else moves it.
///
/// # Errors
/// A date outside 1900 to 9000, or a count of more than ten years.
pub fn calendar_days(
    start: NaiveDate,
    days: u32,
    sunday_runs_to_monday: bool,
) -> Result<Counted, CountError> {
    let mut counted = plain_days(start, days)?;
    let last = counted.due;
    counted.unrolled = Some(last);
    if sunday_runs_to_monday && last.weekday() == Weekday::Sun {
        counted.due = after(last)?;
        if let Some(line) = counted.derivation.last_mut() {
            line.why = format!("{} day is a Sunday, runs to Monday", ordinal(days));
        }
        let why = format!("Monday after the {} day: in time until its end", ordinal(days));
        counted.derivation.push(DayLine { date: counted.due, counts: false, number: None, why });
    }
    Ok(counted)
}

/// The last business day on or before the nth calendar day, before any Sunday extension (K3). The derivation goes on to
/// the nth day, to show why no later day was taken. If no business day lies between, the first day itself: at once.
///
/// # Errors
/// A date outside 1900 to 9000, or a count of more than ten years.
pub fn last_business_day_within(
    start: NaiveDate,
    days: u32,
    calendar: &Calendar,
) -> Result<Counted, CountError> {
    let mut counted = plain_days(start, days)?;
    counted.unrolled = Some(counted.due);
    for line in counted.derivation.iter_mut().skip(1).rev() {
        let day = calendar.day(line.date);
        if day.is_business() {
            let last = format!("last business day on or before the {} day", ordinal(days));
            line.why = format!("{}, {last}", line.why);
            counted.due = line.date;
            return Ok(counted);
        }
        line.why = format!("{}, {day}", line.why);
    }
    counted.due = start;
    if let Some(line) = counted.derivation.first_mut() {
        line.why = format!("no business day up to the {} day: at once", ordinal(days));
    }
    Ok(counted)
}

/// The first business day after `start` (K6, K11).
///
/// # Errors
/// A date outside 1900 to 9000, or a calendar that leaves no business day.
pub fn next_business_day(start: NaiveDate, calendar: &Calendar) -> Result<Counted, CountError> {
    let mut counted = business_days(start, 1, calendar)?;
    if let Some(line) = counted.derivation.last_mut() {
        line.why = "next business day".to_owned();
    }
    Ok(counted)
}

/// The nth business day before the printed return date, never before `not_before`, the day the paper came. When fewer
/// business days are left, that day itself: at once (K6).
///
/// # Errors
/// A date outside 1900 to 9000, or a count of more than ten years.
pub fn business_days_before(
    return_by: NaiveDate,
    days: u32,
    not_before: NaiveDate,
    calendar: &Calendar,
) -> Result<Counted, CountError> {
    check(return_by, days)?;
    check_date(not_before)?;
    let why = "date printed on the paper, not counted".to_owned();
    let mut derivation = vec![DayLine { date: return_by, counts: false, number: None, why }];
    let (mut due, mut number) = (return_by, 0);
    while number < days && due > not_before {
        due = due.checked_sub_days(Days::new(1)).ok_or(CountError::TooEarly { date: due })?;
        let day = calendar.day(due);
        let counts = day.is_business();
        number += u32::from(counts);
        let why = if counts { format!("business day {number} of {days} before") } else { day.to_string() };
        derivation.push(DayLine { date: due, counts, number: counts.then_some(number), why });
    }
    if number < days {
        due = not_before;
        let why = format!("fewer than {days} business days left: at once");
        match derivation.iter_mut().find(|line| line.date == not_before) {
            Some(line) => line.why = why,
            None => derivation.push(DayLine { date: not_before, counts: false, number: None, why }),
        }
    }
    derivation.sort_by_key(|line| line.date);
    Ok(Counted { due, unrolled: None, derivation })
}

/// The last day of a paper's life: the nth calendar day after its date, never rolled (K7).
///
/// # Errors
/// A date outside 1900 to 9000, or a count of more than ten years.
pub fn life_of_paper(dated: NaiveDate, days: u32) -> Result<Counted, CountError> {
    let mut counted = plain_days(dated, days)?;
    if let Some(line) = counted.derivation.first_mut() {
        line.why = "date of the paper, not counted".to_owned();
    }
    Ok(counted)
}

/// Business days after one day up to and including another; 0 when the other is not later.
///
/// # Errors
/// A date outside 1900 to 9000.
pub fn business_days_between(
    start: NaiveDate,
    end: NaiveDate,
    calendar: &Calendar,
) -> Result<u32, CountError> {
    check_date(start)?;
    check_date(end)?;
    let days = start.iter_days().skip(1).take_while(|day| *day <= end);
    Ok(days.fold(0, |count, day| count + u32::from(calendar.is_business(day))))
}

/// The date printed on the paper, as it is. Where no hour is printed, the whole day counts.
pub(super) fn printed(return_by: Due) -> Result<Counted, CountError> {
    let date = return_by.date();
    check_date(date)?;
    let hour = match return_by {
        Due::Day(_) => "no hour stated: to the end of the day".to_owned(),
        Due::Moment(at) => at.format("%-H:%M").to_string(),
    };
    let why = format!("printed on the paper, {}, {hour}", weekday_name(date.weekday()));
    let derivation = vec![DayLine { date, counts: true, number: None, why }];
    Ok(Counted { due: date, unrolled: None, derivation })
}

/// "1st", "2nd", "20th".
pub(super) fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// No clock of any pack is longer than ten years; a longer one is a mistake, and counting it would only take time.
const LONGEST: u32 = 3_660;

/// An office that is closed for more than a year has no deadline that a program could count.
const LONGEST_CLOSURE: u32 = 366;

fn check(start: NaiveDate, days: u32) -> Result<(), CountError> {
    if days > LONGEST {
        return Err(CountError::TooLong { days });
    }
    check_date(start)
}

fn plain_days(start: NaiveDate, days: u32) -> Result<Counted, CountError> {
    check(start, days)?;
    let mut derivation = vec![first_day(start)];
    let mut due = start;
    for number in 1..=days {
        due = after(due)?;
        let why = format!("day {number} of {days}");
        derivation.push(DayLine { date: due, counts: true, number: Some(number), why });
    }
    Ok(Counted { due, unrolled: None, derivation })
}

fn first_day(start: NaiveDate) -> DayLine {
    DayLine { date: start, counts: false, number: None, why: "day of receipt, not counted".to_owned() }
}

fn numbered(calendar: &Calendar, date: NaiveDate, number: u32, days: u32) -> String {
    match calendar.worked_holiday(date) {
        Some(holiday) => format!("business day {number} of {days} ({holiday} counts here)"),
        None => format!("business day {number} of {days}"),
    }
}

/// The next day. Starts are checked and counts are bounded, so that this stays within what a date can hold.
fn after(date: NaiveDate) -> Result<NaiveDate, CountError> {
    date.checked_add_days(Days::new(1)).ok_or(CountError::TooLate { date })
}
