//! Which days the office counts: weekdays, holidays and closures. All of it is data; no holiday and no state is known here.
//!
//! A calendar answers one question, [`Calendar::day`], and never reads a clock.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// What a date is to the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Day {
    /// The office works: the day counts as a business day.
    Business,
    /// A day of the week on which the office never works.
    Weekend(Weekday),
    /// A holiday, by name.
    Holiday(String),
    /// Closed for a recorded reason.
    Closed(String),
}

impl Day {
    /// Whether the day counts as a business day.
    pub fn is_business(&self) -> bool {
        *self == Self::Business
    }
}

/// The reason a day does not count, or "business day".
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Business => f.write_str("business day"),
            Self::Weekend(weekday) => f.write_str(weekday_name(*weekday)),
            Self::Holiday(name) => write!(f, "holiday: {name}"),
            Self::Closed(reason) if reason.trim().is_empty() => f.write_str("closed"),
            Self::Closed(reason) => write!(f, "closed: {}", reason.trim()),
        }
    }
}

/// The English name of a day of the week.
pub fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

/// When a holiday falls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum HolidayRule {
    /// The same date every year.
    Fixed {
        /// Month, 1 to 12.
        month: u32,
        /// Day of the month.
        day: u32,
        /// A holiday on a Sunday also takes the Monday after it. One on a Saturday takes no other day.
        #[serde(default)]
        monday_if_sunday: bool,
    },
    /// The nth such weekday of a month, such as the third Monday.
    NthWeekday {
        /// Month, 1 to 12.
        month: u32,
        /// Day of the week.
        weekday: Weekday,
        /// 1 for the first, at most 4: every month has a fourth.
        nth: u32,
    },
    /// The last such weekday of a month.
    LastWeekday {
        /// Month, 1 to 12.
        month: u32,
        /// Day of the week.
        weekday: Weekday,
    },
}

impl HolidayRule {
    /// Whether this rule makes the date a holiday.
    pub fn covers(&self, date: NaiveDate) -> bool {
        match *self {
            Self::Fixed { month, day, monday_if_sunday } => {
                let is_it = |date: NaiveDate| date.month() == month && date.day() == day;
                // The Sunday before may lie in the old year: the test is on that day, not on this month.
                let sunday_before = || date.pred_opt().is_some_and(is_it) && date.weekday() == Weekday::Mon;
                is_it(date) || (monday_if_sunday && sunday_before())
            }
            Self::NthWeekday { month, weekday, nth } => {
                date.month() == month && date.weekday() == weekday && (date.day() - 1) / 7 + 1 == nth
            }
            Self::LastWeekday { month, weekday } => {
                let last_of_month = || date.checked_add_days(chrono::Days::new(7));
                date.month() == month
                    && date.weekday() == weekday
                    && last_of_month().is_none_or(|next| next.month() != month)
            }
        }
    }

    /// Whether some year has such a day. A rule that never falls would silently count every day.
    fn can_fall(&self) -> bool {
        match *self {
            // 2000 was a leap year: 29 February is a possible holiday.
            Self::Fixed { month, day, .. } => NaiveDate::from_ymd_opt(2000, month, day).is_some(),
            Self::NthWeekday { month, nth, .. } => (1..=12).contains(&month) && (1..=4).contains(&nth),
            Self::LastWeekday { month, .. } => (1..=12).contains(&month),
        }
    }
}

/// A holiday of the closure calendar (K4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// Its name, as the derivation of a date shows it.
    pub name: String,
    /// When it falls.
    pub rule: HolidayRule,
    /// The office may count it as a business day all the same, which makes dates earlier (K5).
    #[serde(default)]
    pub optional: bool,
}

/// The closure calendar: weekdays, holidays, closures, and the holidays on which the office works all the same (K4, K5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// Days of the week that can be business days.
    pub business_weekdays: Vec<Weekday>,
    /// Holidays.
    pub holidays: Vec<Holiday>,
    /// Names of holidays that count as business days here (K5): dates come earlier, which is the safer side.
    #[serde(default)]
    pub worked_holidays: Vec<String>,
    /// Closure days with the reason (K5): dates come later, so each is recorded with who added it.
    #[serde(default)]
    pub closures: BTreeMap<NaiveDate, String>,
}

impl Calendar {
    /// What the date is. The day of the week is looked at first, then holidays, then closures, so that a Saturday holiday
    /// reads "Saturday".
    pub fn day(&self, date: NaiveDate) -> Day {
        if !self.business_weekdays.contains(&date.weekday()) {
            return Day::Weekend(date.weekday());
        }
        if let Some(holiday) = self.holiday(date).filter(|holiday| !self.is_worked(holiday)) {
            return Day::Holiday(holiday.name.clone());
        }
        match self.closures.get(&date) {
            Some(reason) => Day::Closed(reason.clone()),
            None => Day::Business,
        }
    }

    /// Whether the date counts as a business day.
    pub fn is_business(&self, date: NaiveDate) -> bool {
        self.day(date).is_business()
    }

    /// The holiday on which the office works on this date, if it is one.
    pub fn worked_holiday(&self, date: NaiveDate) -> Option<&str> {
        let worked = |holiday: &&Holiday| self.is_worked(holiday);
        self.holiday(date).filter(worked).map(|holiday| holiday.name.as_str())
    }

    /// Everything that makes the calendar unfit to count with. An empty list means that it can be used.
    pub fn problems(&self) -> Vec<CalendarProblem> {
        let mut problems = Vec::new();
        if self.business_weekdays.is_empty() {
            problems.push(CalendarProblem::NoBusinessWeekday);
        }
        for (index, holiday) in self.holidays.iter().enumerate() {
            if !holiday.rule.can_fall() {
                problems.push(CalendarProblem::NeverFalls { holiday: holiday.name.clone() });
            }
            if self.holidays[..index].iter().any(|earlier| earlier.name == holiday.name) {
                problems.push(CalendarProblem::NamedTwice { holiday: holiday.name.clone() });
            }
        }
        for name in &self.worked_holidays {
            if !self.holidays.iter().any(|holiday| holiday.name == *name) {
                problems.push(CalendarProblem::UnknownHoliday { holiday: name.clone() });
            }
        }
        problems
    }

    /// The holiday on this date. When two fall together, one that closes the office comes before one that does not.
    fn holiday(&self, date: NaiveDate) -> Option<&Holiday> {
        let here = || self.holidays.iter().filter(|holiday| holiday.rule.covers(date));
        here().find(|holiday| !self.is_worked(holiday)).or_else(|| here().next())
    }

    fn is_worked(&self, holiday: &Holiday) -> bool {
        self.worked_holidays.contains(&holiday.name)
    }
}

/// Monday to Friday, no holidays: what is left when a pack adds nothing.
impl Default for Calendar {
    fn default() -> Self {
        use Weekday::{Fri, Mon, Thu, Tue, Wed};
        Self {
            business_weekdays: vec![Mon, Tue, Wed, Thu, Fri],
            holidays: Vec::new(),
            worked_holidays: Vec::new(),
            closures: BTreeMap::new(),
        }
    }
}

/// Why a calendar cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarProblem {
    /// No day of the week is a business day.
    #[error("The calendar has no business weekday, so no deadline could ever be counted. Name at least one.")]
    NoBusinessWeekday,
    /// The rule describes no day of any year.
    #[error("The holiday \"{holiday}\" falls on no day of any year. Correct its month, day or number.")]
    NeverFalls {
        /// Its name.
        holiday: String,
    },
    /// Two holidays share a name.
    #[error("The holiday \"{holiday}\" is listed twice. Give each its own name.")]
    NamedTwice {
        /// The name.
        holiday: String,
    },
    /// A holiday that is to count as a business day is not in the list.
    #[error("\"{holiday}\" is to count as a business day, but the calendar has no holiday of that name.")]
    UnknownHoliday {
        /// The name.
        holiday: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn holiday(name: &str, rule: HolidayRule) -> Holiday {
        Holiday { name: name.to_owned(), rule, optional: false }
    }

    fn calendar() -> Calendar {
        use Weekday::Mon;
        Calendar {
            holidays: vec![
                holiday("Summer day", HolidayRule::Fixed { month: 7, day: 4, monday_if_sunday: true }),
                holiday("Year's end", HolidayRule::Fixed { month: 12, day: 31, monday_if_sunday: true }),
                holiday("Third Monday", HolidayRule::NthWeekday { month: 2, weekday: Mon, nth: 3 }),
                holiday("Last Monday", HolidayRule::LastWeekday { month: 5, weekday: Mon }),
            ],
            closures: BTreeMap::from([(date("2026-11-27"), "city offices closed".to_owned())]),
            ..Calendar::default()
        }
    }

    #[test]
    fn a_sunday_holiday_takes_the_monday_and_a_saturday_holiday_takes_nothing() {
        assert_eq!(calendar().day(date("2027-07-05")), Day::Holiday("Summer day".to_owned()));
        assert_eq!(calendar().day(date("2026-07-03")), Day::Business, "4 July 2026 is a Saturday");
        assert_eq!(calendar().day(date("2026-07-06")), Day::Business);
    }

    #[test]
    fn the_monday_after_a_sunday_at_the_years_end_lies_in_the_new_year() {
        assert_eq!(calendar().day(date("2029-01-01")), Day::Holiday("Year's end".to_owned()));
    }

    #[test]
    fn nth_and_last_weekdays_are_found_at_the_edges_of_their_month() {
        assert!(
            !calendar().is_business(date("2027-02-15")),
            "third Monday, the 15th: the earliest it can be"
        );
        assert!(calendar().is_business(date("2027-02-22")));
        assert!(!calendar().is_business(date("2027-05-31")), "last Monday, the 31st");
        assert!(calendar().is_business(date("2027-05-24")));
    }

    #[test]
    fn a_worked_holiday_counts_unless_the_day_is_also_closed() {
        let mut calendar = calendar();
        calendar.worked_holidays = vec!["Third Monday".to_owned()];
        assert!(calendar.is_business(date("2027-02-15")));
        assert_eq!(calendar.worked_holiday(date("2027-02-15")), Some("Third Monday"));
        calendar.closures.insert(date("2027-02-15"), "burst pipe".to_owned());
        assert_eq!(calendar.day(date("2027-02-15")).to_string(), "closed: burst pipe");
    }

    #[test]
    fn a_day_says_why_it_does_not_count() {
        let words = |text| calendar().day(date(text)).to_string();
        assert_eq!(words("2026-11-27"), "closed: city offices closed");
        assert_eq!(words("2026-11-28"), "Saturday");
        assert_eq!(words("2027-02-15"), "holiday: Third Monday");
        assert_eq!(words("2026-11-30"), "business day");
    }

    #[test]
    fn a_calendar_that_cannot_count_is_named() {
        let mut broken = calendar();
        broken.business_weekdays.clear();
        broken
            .holidays
            .push(holiday("Never", HolidayRule::Fixed { month: 2, day: 30, monday_if_sunday: false }));
        broken.holidays.push(holiday("Never", HolidayRule::LastWeekday { month: 13, weekday: Weekday::Mon }));
        broken.worked_holidays.push("Unheard of".to_owned());
        let named = |holiday: &str| holiday.to_owned();
        assert_eq!(
            broken.problems(),
            [
                CalendarProblem::NoBusinessWeekday,
                CalendarProblem::NeverFalls { holiday: named("Never") },
                CalendarProblem::NeverFalls { holiday: named("Never") },
                CalendarProblem::NamedTwice { holiday: named("Never") },
                CalendarProblem::UnknownHoliday { holiday: named("Unheard of") },
            ]
        );
        assert_eq!(calendar().problems(), []);
    }

    #[test]
    fn a_calendar_is_data_and_an_unknown_field_is_refused() {
        let text = serde_json::to_string(&calendar()).unwrap();
        assert_eq!(serde_json::from_str::<Calendar>(&text).unwrap(), calendar());
        let wrong = r#"{"kind":"fixed","month":1,"day":1,"moonday":true}"#;
        assert!(serde_json::from_str::<HolidayRule>(wrong).is_err());
    }
}
