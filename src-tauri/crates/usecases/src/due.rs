//! The date that matters next, and how pressing it is.

use crate::view::{Due, Tone};
use crate::when::day;
use chrono::{NaiveDate, NaiveDateTime};
use domain::calendar::Calendar;

/// Working days within which a date is pressing.
const SOON: usize = 5;

/// A date with its urgency in words.
pub(crate) fn due(what: &str, date: NaiveDate, now: NaiveDateTime, calendar: &Calendar) -> Due {
    let (distance, tone) = distance(date, now.date(), calendar);
    Due { date: day(date), distance, what: what.to_owned(), tone }
}

fn distance(date: NaiveDate, today: NaiveDate, calendar: &Calendar) -> (String, Tone) {
    let days = (date - today).num_days();
    if days < 0 {
        let late = if days == -1 { "1 day overdue".to_owned() } else { format!("{} days overdue", -days) };
        return (late, Tone::Stop);
    }
    if days == 0 {
        return ("today".to_owned(), Tone::Wait);
    }
    let working =
        today.iter_days().skip(1).take_while(|day| *day <= date).filter(|day| calendar.is_business(*day));
    match working.take(2000).count() {
        0 => ("before the next working day".to_owned(), Tone::Wait),
        1 => ("in 1 working day".to_owned(), Tone::Wait),
        count => (format!("in {count} working days"), if count <= SOON { Tone::Wait } else { Tone::Open }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar() -> Calendar {
        use chrono::Weekday::{Fri, Mon, Thu, Tue, Wed};
        Calendar {
            business_weekdays: vec![Mon, Tue, Wed, Thu, Fri],
            holidays: Vec::new(),
            worked_holidays: Vec::new(),
            closures: std::collections::BTreeMap::new(),
        }
    }

    #[test]
    fn distance_counts_working_days_and_says_when_it_is_late() {
        let date = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let words = |due| distance(due, date(20), &calendar()).0;
        assert_eq!(words(date(20)), "today");
        assert_eq!(words(date(23)), "in 1 working day");
        assert_eq!(words(date(30)), "in 6 working days");
        assert_eq!(words(date(21)), "before the next working day");
        assert_eq!(words(date(19)), "1 day overdue");
    }
}
