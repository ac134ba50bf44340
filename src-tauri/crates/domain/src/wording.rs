//! What may be typed: names, lines and passages, bounded and free of control characters. Everything else is kept exactly
//! as typed, in any script.

use crate::{Refusal, RefusalCode};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

/// Longest name, in characters.
pub const NAME_LIMIT: usize = 300;
/// Longest single line, in characters.
pub const LINE_LIMIT: usize = 500;
/// Longest passage, in characters.
pub const PASSAGE_LIMIT: usize = 20_000;

/// A name: one line, at most [`NAME_LIMIT`] characters.
pub fn name(text: &str, field: &str) -> Result<String, Refusal> {
    single(text, field, NAME_LIMIT)
}

/// A line of text that must say something, at most [`LINE_LIMIT`] characters.
pub fn line(text: &str, field: &str) -> Result<String, Refusal> {
    single(text, field, LINE_LIMIT)
}

/// A line that may be left empty.
pub fn optional_line(text: Option<&str>, field: &str) -> Result<Option<String>, Refusal> {
    match text.map(str::trim) {
        None | Some("") => Ok(None),
        Some(text) => single(text, field, LINE_LIMIT).map(Some),
    }
}

/// A passage that must say something: line breaks and tabs are kept, at most [`PASSAGE_LIMIT`] characters.
pub fn passage(text: &str, field: &str) -> Result<String, Refusal> {
    let text = text.replace("\r\n", "\n");
    bounded(text.trim_end(), field, PASSAGE_LIMIT, |c| c == '\n' || c == '\t')
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A day as people read it: `Mon 23 Nov 2026`. Written out by hand because a pattern would be parsed at every gate.
pub(crate) fn day_words(day: NaiveDate) -> String {
    let month = MONTHS.get(day.month0() as usize).copied().unwrap_or_default();
    format!("{} {} {month} {}", day.weekday(), day.day(), day.year())
}

/// A moment as people read it: `Mon 23 Nov 2026, 9:05`.
pub(crate) fn clock_words(at: NaiveDateTime) -> String {
    format!("{}, {}:{:02}", day_words(at.date()), at.hour(), at.minute())
}

fn single(text: &str, field: &str, limit: usize) -> Result<String, Refusal> {
    bounded(text.trim(), field, limit, |_| false)
}

fn bounded(text: &str, field: &str, limit: usize, allowed: fn(char) -> bool) -> Result<String, Refusal> {
    if text.trim().is_empty() {
        let help = "Fill it in. Nothing was saved from this form yet; what you typed elsewhere is kept.";
        return Err(Refusal::new(RefusalCode::Missing, "This field is empty.", help).at(field));
    }
    let count = text.chars().count();
    if count > limit {
        let message = format!("This text has {count} characters; the record takes {limit}.");
        let help = "Shorten it here and attach the full text as a file. What you typed is still in the form.";
        return Err(Refusal::new(RefusalCode::TooLong, message, help).at(field));
    }
    if let Some(control) = text.chars().find(|c| is_hidden(*c) && !allowed(*c)) {
        let message = format!("This text holds a hidden control character (U+{:04X}).", u32::from(control));
        let help = "Delete it or type the text again. What you typed is still in the form.";
        return Err(Refusal::new(RefusalCode::Invalid, message, help).at(field));
    }
    Ok(text.to_owned())
}

/// Control characters, and the bidirectional overrides that make text read differently from what is stored. Marks that
/// right-to-left names need (U+200E, U+200F, U+061C, joiners) stay allowed.
fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFE}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_any_script_are_kept_exactly() {
        for text in ["Nguyễn Thị", "דנה", "عمر", "田中", "O’Brien-Łukasz"] {
            assert_eq!(name(text, "name").as_deref(), Ok(text));
        }
    }

    #[test]
    fn a_name_of_ten_thousand_characters_is_refused_with_the_count() {
        let refusal = name(&"x".repeat(10_000), "name").unwrap_err();
        assert_eq!(refusal.code, RefusalCode::TooLong);
        assert!(refusal.message.contains("10000"), "{}", refusal.message);
        assert_eq!(refusal.field.as_deref(), Some("name"));
    }

    #[test]
    fn control_characters_and_overrides_are_refused() {
        for text in ["a\u{0}b", "a\u{7}", "a\nb", "abc\u{202E}def"] {
            assert_eq!(
                name(text, "name").map_err(|refusal| refusal.code),
                Err(RefusalCode::Invalid),
                "{text:?}"
            );
        }
        assert!(passage("two\nlines\tand a tab", "words").is_ok());
    }

    #[test]
    fn days_and_moments_read_like_the_pattern_they_stand_for() {
        let first = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
        for day in first.iter_days().take(400) {
            assert_eq!(day_words(day), day.format("%a %-d %b %Y").to_string());
            let at = day.and_hms_opt(u32::from(day.day() > 15) * 12 + 7, 5, 0).unwrap();
            assert_eq!(clock_words(at), at.format("%a %-d %b %Y, %-H:%M").to_string());
        }
    }

    #[test]
    fn blank_text_is_missing() {
        assert_eq!(passage(" \n ", "words").unwrap_err().code, RefusalCode::Missing);
    }
}
