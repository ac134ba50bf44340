//! Dates and times: as people read them, and as forms send them.

use crate::view::Moment;
use crate::{Code, Error, Result};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// `Mon 23 Nov 2026`.
pub(crate) fn day_words(date: NaiveDate) -> String {
    date.format("%a %-d %b %Y").to_string()
}

/// `Mon 23 Nov 2026, 9:10`.
pub(crate) fn time_words(at: NaiveDateTime) -> String {
    at.format("%a %-d %b %Y, %-H:%M").to_string()
}

/// A moment for a screen.
pub(crate) fn moment(at: NaiveDateTime) -> Moment {
    Moment { iso: at.format("%Y-%m-%dT%H:%M").to_string(), words: time_words(at) }
}

/// A day for a screen.
pub(crate) fn day(date: NaiveDate) -> Moment {
    Moment { iso: date.format("%Y-%m-%d").to_string(), words: day_words(date) }
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

/// A date and time from a form; a date alone means the start of that day. `None` for an empty text.
pub(crate) fn parse_moment(text: &str, field: &str) -> Result<Option<NaiveDateTime>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let full = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    let date = || NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(|date| date.and_time(NaiveTime::MIN));
    full.or_else(date).map(Some).ok_or_else(|| not_a_date(text, field))
}

/// A date and time that must be there.
pub(crate) fn need_moment(text: &str, field: &str) -> Result<NaiveDateTime> {
    parse_moment(text, field)?.ok_or_else(|| missing(field))
}

fn missing(field: &str) -> Error {
    Error::new(Code::Missing, "The date is missing.", "Enter it. What you typed elsewhere is kept.").at(field)
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
        assert_eq!(
            parse_moment("2026-11-23", "at").unwrap().map(time_words).unwrap(),
            "Mon 23 Nov 2026, 0:00"
        );
    }

    #[test]
    fn junk_is_refused_with_the_field() {
        for text in ["tomorrow", "2026-13-01", "2026-02-30", "23/11/2026", "99999-01-01T25:61"] {
            let error = parse_moment(text, "received_at").unwrap_err();
            assert_eq!((error.code, error.refs), (Code::Invalid, vec!["received_at".to_owned()]), "{text}");
        }
    }
}
