//! Dates and times: as people read them, and as forms send them.

use crate::view::Moment;
use crate::{Code, Error, Result};
use chrono::{NaiveDate, NaiveDateTime};
use domain::deadline::Due;

/// `Mon 23 Nov 2026`.
pub(crate) fn day_words(date: NaiveDate) -> String {
    date.format("%a %-d %b %Y").to_string()
}

/// `Mon 23 Nov 2026, 9:10`.
pub(crate) fn time_words(at: NaiveDateTime) -> String {
    at.format("%a %-d %b %Y, %-H:%M").to_string()
}

/// How long ago something was, in days of the calendar: `today`, `yesterday`, `23 days ago`.
pub(crate) fn age_words(then: NaiveDateTime, now: NaiveDateTime) -> String {
    match (now.date() - then.date()).num_days() {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days @ 2.. => format!("{days} days ago"),
        // The clock was set back since.
        _ => format!("on {}", day_words(then.date())),
    }
}

/// A moment for a screen.
pub(crate) fn moment(at: NaiveDateTime) -> Moment {
    Moment { iso: at.format("%Y-%m-%dT%H:%M").to_string(), words: time_words(at) }
}

/// A day for a screen.
pub(crate) fn day(date: NaiveDate) -> Moment {
    Moment { iso: date.format("%Y-%m-%d").to_string(), words: day_words(date) }
}

/// A printed date for a screen: that no hour is printed is said, since then the whole day counts.
pub(crate) fn due_words(due: Due) -> String {
    match due {
        Due::Day(date) => {
            format!("{} (the paper states no hour: the end of that day counts)", day_words(date))
        }
        Due::Moment(at) => time_words(at),
    }
}

/// A printed date for a form.
pub(crate) fn due_iso(due: Due) -> String {
    match due {
        Due::Day(date) => day(date).iso,
        Due::Moment(at) => moment(at).iso,
    }
}

/// A date from a form; `None` for an empty text.
pub(crate) fn parse_day(text: &str, field: &str) -> Result<Option<NaiveDate>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map(Some).map_err(|_| not_a_date(text, field))
}

/// A date that must be there.
pub(crate) fn need_day(text: &str, field: &str) -> Result<NaiveDate> {
    parse_day(text, field)?.ok_or_else(|| missing(field))
}

/// A date and time from a form. Both must be there: an hour that nobody typed is never made up. `None` for an empty
/// text.
pub(crate) fn parse_moment(text: &str, field: &str) -> Result<Option<NaiveDateTime>> {
    match parse_due(text, field)? {
        None => Ok(None),
        Some(Due::Moment(at)) => Ok(Some(at)),
        Some(Due::Day(_)) => Err(half_missing("hour", field)),
    }
}

/// A date as a paper prints it: with its hour, or a day alone where the paper states no hour (K6). `None` for an empty
/// text.
pub(crate) fn parse_due(text: &str, field: &str) -> Result<Option<Due>> {
    let text = text.trim();
    let full = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    match (full, text.split_once('T')) {
        (Some(at), _) => Ok(Some(Due::Moment(at))),
        (None, Some(("", hour))) if !hour.is_empty() => Err(half_missing("day", field)),
        (None, Some((day, ""))) => Ok(parse_day(day, field)?.map(Due::Day)),
        (None, _) => Ok(parse_day(text, field)?.map(Due::Day)),
    }
}

/// A date and time that must be there.
pub(crate) fn need_moment(text: &str, field: &str) -> Result<NaiveDateTime> {
    parse_moment(text, field)?.ok_or_else(|| missing(field))
}

fn missing(field: &str) -> Error {
    Error::new(Code::Missing, "The date is missing.", "Enter it. What you typed elsewhere is kept.").at(field)
}

fn half_missing(half: &str, field: &str) -> Error {
    let (message, help) = (
        format!("The {half} is missing."),
        format!("Enter the {half} too. What you typed is still in the form."),
    );
    Error::new(Code::Missing, message, help).at(field)
}

fn not_a_date(text: &str, field: &str) -> Error {
    let message = format!("“{}” is not a date.", text.chars().take(40).collect::<String>());
    Error::new(Code::Invalid, message, "Enter year, month and day. What you typed is still in the form.")
        .at(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_back_as_words() {
        let at = need_moment("2026-11-23T09:05", "at").unwrap();
        assert_eq!(moment(at).words, "Mon 23 Nov 2026, 9:05");
        assert_eq!(parse_moment("", "at").unwrap(), None);
    }

    #[test]
    fn an_age_is_told_in_days_of_the_calendar() {
        let at = |text| need_moment(text, "at").unwrap();
        let age = |then| age_words(at(then), at("2026-11-23T00:10"));
        assert_eq!(age("2026-11-23T00:01"), "today");
        assert_eq!(age("2026-11-22T23:59"), "yesterday");
        assert_eq!(age("2026-10-31T09:00"), "23 days ago");
        assert_eq!(age("2026-12-01T09:00"), "on Tue 1 Dec 2026");
    }

    #[test]
    fn a_moment_without_its_hour_or_its_day_says_which_is_missing() {
        for (text, half) in [("2026-11-23", "hour"), ("2026-11-23T", "hour"), ("T09:05", "day")] {
            let error = need_moment(text, "at").unwrap_err();
            assert_eq!(
                (error.code, error.message),
                (Code::Missing, format!("The {half} is missing.")),
                "{text}"
            );
            assert!(error.help.contains(half), "{}", error.help);
        }
    }

    #[test]
    fn a_printed_date_may_be_a_day_alone() {
        let read = |text| parse_due(text, "return_by").unwrap().unwrap();
        let alone = read("2026-12-16");
        assert_eq!(alone, read("2026-12-16T"), "the hour left empty is no hour");
        assert_eq!(
            due_words(alone),
            "Wed 16 Dec 2026 (the paper states no hour: the end of that day counts)"
        );
        assert_ne!(alone, read("2026-12-16T00:00"), "midnight is an hour somebody typed");
        for text in ["2026-12-16", "2026-12-16T09:00"] {
            assert_eq!(due_iso(read(text)), text);
        }
        assert_eq!(parse_due("T", "return_by").unwrap(), None);
    }

    #[test]
    fn junk_is_refused_with_the_field() {
        for text in ["tomorrow", "2026-13-01", "2026-02-30", "23/11/2026", "99999-01-01T25:61"] {
            let error = parse_moment(text, "received_at").unwrap_err();
            assert_eq!((error.code, error.refs), (Code::Invalid, vec!["received_at".to_owned()]), "{text}");
        }
    }
}
