//! A calendar walked day by day with arithmetic of its own: no date library, nothing from the crates under test.
//!
//! Slow and plain on purpose. Its holiday table is written out by hand, not read from a pack.

use std::collections::BTreeSet;

/// Year, month, day.
pub(crate) type Ymd = (i32, u32, u32);

/// 0 for Sunday to 6 for Saturday.
pub(crate) fn weekday((year, month, day): Ymd) -> u32 {
    // Zeller's congruence; January and February belong to the year before.
    let (m, y) = if month < 3 { (month as i32 + 12, year - 1) } else { (month as i32, year) };
    let (k, j) = (y.rem_euclid(100), y.div_euclid(100));
    let saturday_based = (day as i32 + 13 * (m + 1) / 5 + k + k / 4 + j / 4 + 5 * j).rem_euclid(7);
    (saturday_based as u32 + 6) % 7
}

fn month_length(year: i32, month: u32) -> u32 {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

pub(crate) fn next((year, month, day): Ymd) -> Ymd {
    if day < month_length(year, month) {
        (year, month, day + 1)
    } else if month < 12 {
        (year, month + 1, 1)
    } else {
        (year + 1, 1, 1)
    }
}

pub(crate) fn previous((year, month, day): Ymd) -> Ymd {
    if day > 1 {
        (year, month, day - 1)
    } else if month > 1 {
        (year, month - 1, month_length(year, month - 1))
    } else {
        (year - 1, 12, 31)
    }
}

/// The ten legal holidays, with the Monday after a fixed one on a Sunday.
pub(crate) fn is_holiday(date: Ymd) -> bool {
    let (year, month, day) = date;
    let monday = weekday(date) == 1;
    let fixed = |month, day| matches!((month, day), (1, 1) | (2, 12) | (7, 4) | (11, 11) | (12, 25));
    let (_, month_before, day_before) = previous(date);
    if fixed(month, day) || (monday && fixed(month_before, day_before)) {
        return true;
    }
    match month {
        1 | 2 => monday && (15..=21).contains(&day),
        5 => monday && day > month_length(year, 5) - 7,
        9 => monday && day <= 7,
        11 => weekday(date) == 4 && (22..=28).contains(&day),
        _ => false,
    }
}

pub(crate) fn is_business(date: Ymd, closures: &BTreeSet<Ymd>) -> bool {
    !matches!(weekday(date), 0 | 6) && !is_holiday(date) && !closures.contains(&date)
}

pub(crate) fn nth_business_day(start: Ymd, count: u32, closures: &BTreeSet<Ymd>) -> Ymd {
    let (mut date, mut left) = (start, count);
    while left > 0 {
        date = next(date);
        if is_business(date, closures) {
            left -= 1;
        }
    }
    date
}

pub(crate) fn nth_day(start: Ymd, count: u32) -> Ymd {
    (0..count).fold(start, |date, _| next(date))
}

pub(crate) fn outside_date(start: Ymd, count: u32) -> Ymd {
    let last = nth_day(start, count);
    if weekday(last) == 0 { next(last) } else { last }
}

pub(crate) fn red_line(start: Ymd, count: u32, closures: &BTreeSet<Ymd>) -> Ymd {
    let mut date = nth_day(start, count);
    while date > start && !is_business(date, closures) {
        date = previous(date);
    }
    date
}

/// The nth business day before a return; the first day itself when fewer lie from it on.
pub(crate) fn before_return(return_by: Ymd, count: u32, first: Ymd, closures: &BTreeSet<Ymd>) -> Ymd {
    let (mut date, mut left) = (return_by, count);
    while left > 0 {
        if date <= first {
            return first;
        }
        date = previous(date);
        if is_business(date, closures) {
            left -= 1;
        }
    }
    date
}
