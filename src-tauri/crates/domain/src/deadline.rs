//! Clocks: from a recorded date to the date something is due, with every day on the way explained.
//!
//! The kinds of clock are here; which of them run, from what and for how many days is data of the policy pack. Pure
//! functions of dates and a calendar: the same question always gets the same answer.

mod count;
mod delay;
mod merge;

pub use count::{
    Counted, DayLine, business_days, business_days_before, business_days_between, calendar_days,
    last_business_day_within, life_of_paper, next_business_day,
};
pub use delay::{Delays, Pause, read_delayed};
pub use merge::day_by_day;

use crate::ClockCode;
use crate::calendar::Calendar;
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A kind of clock with its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ClockRule {
    /// The nth business day after the start: the working target (K1, Iowa Code 22.8(4)(d)).
    BusinessDays {
        /// How many.
        days: u32,
    },
    /// The nth calendar day after the start, included: the outside date (K2, Iowa Code 22.8(4)(d), 4.1(34)).
    CalendarDays {
        /// How many.
        days: u32,
        /// A last day that is a Sunday runs to the end of the Monday, whatever Monday that is. Nothing else extends it.
        sunday_runs_to_monday: bool,
    },
    /// The last business day on or before the nth calendar day, before any Sunday extension: the red line (K3).
    LastBusinessDay {
        /// How many calendar days.
        days: u32,
    },
    /// The business day after the start: a call or an acknowledgement that may not wait (K6, K11).
    NextBusinessDay,
    /// The nth business day before the printed return date; the day of the start itself when fewer are left (K6).
    BusinessDaysBefore {
        /// How many.
        days: u32,
    },
    /// The date and time printed on the paper (K6, K8).
    Printed,
    /// The earlier of the printed return date and the nth calendar day after the start (K9).
    DaysOrPrinted {
        /// How many.
        days: u32,
    },
    /// The last day printed for carrying the paper out, and at most the nth calendar day after the start (K8, Fed. R. Crim.
    /// P. 41). Without a printed day it does not run.
    PrintedLife {
        /// How many days at most.
        days: u32,
    },
    /// The nth calendar day after the paper's own date; never rolled forward (K7, Iowa Code 808.8).
    Life {
        /// How many.
        days: u32,
    },
}

/// The recorded date a clock counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockStart {
    /// The day the request arrived, even a weekend (K0).
    Received,
    /// The day the paper was served; the day of receipt where service is not recorded apart.
    Served,
    /// The date on the paper.
    Dated,
    /// The date printed on the paper as its return.
    ReturnBy,
    /// The day of the decision.
    Decided,
    /// The day on which the government was told that a judge is to review the silence.
    ReviewAsked,
}

impl ClockStart {
    /// What the first day is, where it is not the day of receipt.
    fn first_day(self) -> Option<&'static str> {
        match self {
            Self::Served => Some("day of service, not counted"),
            Self::Decided => Some("day of the decision, not counted"),
            Self::ReviewAsked => Some("day the review was asked for, not counted"),
            Self::Received | Self::Dated | Self::ReturnBy => None,
        }
    }
}

/// What a date is for, so that a screen knows which one to remind of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockRole {
    /// The date to work to.
    Target,
    /// The date not to pass.
    RedLine,
    /// Never later than this.
    Outside,
}

/// A clock as a policy pack defines it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockSpec {
    /// Its code in the pack.
    pub id: ClockCode,
    /// Its name on the screen.
    pub name: String,
    /// How it counts.
    pub rule: ClockRule,
    /// What it counts from.
    pub from: ClockStart,
    /// What the date is for, where the screen treats it apart.
    #[serde(default)]
    pub role: Option<ClockRole>,
    /// What it rests on, as a label.
    pub basis: String,
    /// How sure the basis is, in the pack's marks.
    pub confidence: String,
    /// What is done by this date, where a recorded fact ends it before the request does.
    #[serde(default)]
    pub done: Option<ClockEnd>,
}

/// The recorded fact with which a date of our own plan is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClockEnd {
    /// Counsel was reached about the paper in force, or advised on the part.
    CounselAsked,
    /// The part is decided.
    Decided,
}

/// The recorded dates that clocks count from. What is not recorded is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moments {
    /// Day of receipt.
    pub received: Option<NaiveDate>,
    /// Day the paper was served.
    pub served: Option<NaiveDate>,
    /// Date on the paper.
    pub dated: Option<NaiveDate>,
    /// Return printed on the paper: a day with its hour, or a day alone.
    pub return_by: Option<Due>,
    /// Last day printed for carrying the paper out.
    pub execute_by: Option<NaiveDate>,
    /// Day of the decision.
    pub decided: Option<NaiveDate>,
    /// Day on which a judge's review of the silence was asked for.
    pub review_asked: Option<NaiveDate>,
}

impl Moments {
    /// Only a day of receipt.
    pub fn received(date: NaiveDate) -> Self {
        Self { received: Some(date), ..Self::default() }
    }

    fn start(&self, from: ClockStart) -> Option<NaiveDate> {
        match from {
            ClockStart::Received => self.received,
            ClockStart::Served => self.served.or(self.received),
            ClockStart::Dated => self.dated,
            ClockStart::ReturnBy => self.return_by.map(Due::date),
            ClockStart::Decided => self.decided,
            ClockStart::ReviewAsked => self.review_asked,
        }
    }
}

/// When something is due: a whole day, to its end, or a printed hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, expecting = "a day (2026-12-16), or a day with its hour (2026-12-16T09:00)")]
pub enum Due {
    /// The end of a day.
    Day(NaiveDate),
    /// An hour of a day.
    Moment(NaiveDateTime),
}

impl Due {
    /// The day it falls on.
    pub fn date(self) -> NaiveDate {
        match self {
            Self::Day(date) => date,
            Self::Moment(moment) => moment.date(),
        }
    }

    /// Whether it has passed.
    pub fn is_over(self, now: NaiveDateTime) -> bool {
        match self {
            Self::Day(date) => now.date() > date,
            Self::Moment(moment) => now > moment,
        }
    }
}

/// A clock read for one request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockReading {
    /// Its code in the pack.
    pub id: ClockCode,
    /// Its name on the screen.
    pub name: String,
    /// What the date is for.
    pub role: Option<ClockRole>,
    /// When it is due.
    pub due: Due,
    /// The date it had before an extension or a pause moved it.
    #[serde(default)]
    pub original: Option<Due>,
    /// The last counted day before it was moved, where the rule can move it.
    pub unrolled: Option<NaiveDate>,
    /// Every day from the start on, explained.
    pub derivation: Vec<DayLine>,
    /// The rule in one sentence.
    pub why: String,
    /// What it rests on.
    pub basis: String,
    /// How sure the basis is, in the pack's marks.
    pub confidence: String,
}

/// Reads one clock. `None` means that a date it needs is not recorded, so it does not run (yet).
pub fn read(
    spec: &ClockSpec,
    calendar: &Calendar,
    moments: &Moments,
) -> Result<Option<ClockReading>, CountError> {
    let Some(mut counted) = evaluate(spec, calendar, moments)? else { return Ok(None) };
    if let (Some(words), Some(start), Some(first)) =
        (spec.from.first_day(), moments.start(spec.from), counted.derivation.first_mut())
        && first.date == start
        && !first.counts
    {
        first.why = words.to_owned();
    }
    let printed = moments.return_by.filter(|printed| {
        matches!(spec.rule, ClockRule::Printed | ClockRule::DaysOrPrinted { .. })
            && printed.date() == counted.due
    });
    Ok(Some(ClockReading {
        id: spec.id.clone(),
        name: spec.name.clone(),
        role: spec.role,
        due: printed.unwrap_or(Due::Day(counted.due)),
        original: None,
        unrolled: counted.unrolled,
        derivation: counted.derivation,
        why: spec.rule.to_string(),
        basis: spec.basis.clone(),
        confidence: spec.confidence.clone(),
    }))
}

/// Reads every clock that can run, in the order given.
pub fn read_all(
    specs: &[ClockSpec],
    calendar: &Calendar,
    moments: &Moments,
) -> Result<Vec<ClockReading>, CountError> {
    specs.iter().filter_map(|spec| read(spec, calendar, moments).transpose()).collect()
}

/// Refuses a date that cannot be right, before anything is counted from it.
pub fn check_date(date: NaiveDate) -> Result<(), CountError> {
    match date.year() {
        ..FIRST_YEAR => Err(CountError::TooEarly { date }),
        FIRST_YEAR..=LAST_YEAR => Ok(()),
        _ => Err(CountError::TooLate { date }),
    }
}

const FIRST_YEAR: i32 = 1900;
const LAST_YEAR: i32 = 9000;

/// Why no date could be counted. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CountError {
    /// The date lies before anything that can be counted.
    #[error("{date} lies before the year 1900. Check the year and enter the date again.")]
    TooEarly {
        /// The date given.
        date: NaiveDate,
    },
    /// The date lies after anything that can be counted.
    #[error("{date} lies after the year 9000. Check the year and enter the date again.")]
    TooLate {
        /// The date given.
        date: NaiveDate,
    },
    /// Closures and holidays leave no business day for more than a year.
    #[error(
        "No business day was found within a year around {from}. Check the closure days and the business weekdays; \
         until then count by hand and ask the Director."
    )]
    NoBusinessDay {
        /// Where counting stood.
        from: NaiveDate,
    },
    /// The rule asks for more days than any clock has.
    #[error("A clock of {days} days is longer than ten years. Correct the rule in the policy pack.")]
    TooLong {
        /// The days asked for.
        days: u32,
    },
}

/// The rule in one sentence, as "How we counted" shows it.
impl fmt::Display for ClockRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::BusinessDays { days } => {
                write!(f, "The {} business day; the first day is not counted.", count::ordinal(days))
            }
            Self::CalendarDays { days, sunday_runs_to_monday } => {
                write!(f, "The {} calendar day; the first day is not counted.", count::ordinal(days))?;
                let rolls =
                    " A Sunday runs to the end of the Monday; a Saturday or a holiday does not move it.";
                f.write_str(if sunday_runs_to_monday { rolls } else { " Nothing moves it." })
            }
            Self::LastBusinessDay { days } => {
                write!(f, "The last business day on or before the {} calendar day.", count::ordinal(days))
            }
            Self::NextBusinessDay => f.write_str("The next business day."),
            Self::BusinessDaysBefore { days } => {
                let plural = if days == 1 { "" } else { "s" };
                write!(f, "{days} business day{plural} before the date printed on the paper; ")?;
                f.write_str("if fewer are left, at once.")
            }
            Self::Printed => f.write_str("The date printed on the paper governs."),
            Self::DaysOrPrinted { days } => {
                write!(f, "The date printed on the paper or the {} calendar day, ", count::ordinal(days))?;
                f.write_str("whichever is earlier.")
            }
            Self::PrintedLife { days } => {
                write!(
                    f,
                    "The last day printed on the paper, and never later than the {} day",
                    count::ordinal(days)
                )?;
                f.write_str(" after its date.")
            }
            Self::Life { days } => {
                write!(f, "The {} day after the date of the paper. Nothing moves it.", count::ordinal(days))
            }
        }
    }
}

fn evaluate(spec: &ClockSpec, calendar: &Calendar, moments: &Moments) -> Result<Option<Counted>, CountError> {
    let Some(start) = moments.start(spec.from) else { return Ok(None) };
    if let (ClockRule::PrintedLife { days }, Some(execute_by)) = (spec.rule, moments.execute_by) {
        let (printed, life) = (count::printed(Due::Day(execute_by))?, life_of_paper(start, days)?);
        return Ok(Some(if printed.due <= life.due { printed } else { life }));
    }
    let Some(return_by) = moments.return_by else {
        return evaluate_from(spec.rule, calendar, start);
    };
    match spec.rule {
        ClockRule::Printed => count::printed(return_by).map(Some),
        ClockRule::BusinessDaysBefore { days } => {
            let came = moments.start(ClockStart::Served).unwrap_or(start);
            business_days_before(return_by.date(), days, came, calendar).map(Some)
        }
        ClockRule::DaysOrPrinted { days } => {
            let printed = count::printed(return_by)?;
            let counted = calendar_days(start, days, false)?;
            Ok(Some(if printed.due <= counted.due { printed } else { counted }))
        }
        rule => evaluate_from(rule, calendar, start),
    }
}

/// Clocks that need no printed date; those that do, do not run without one, except that days alone still bind.
fn evaluate_from(
    rule: ClockRule,
    calendar: &Calendar,
    start: NaiveDate,
) -> Result<Option<Counted>, CountError> {
    match rule {
        ClockRule::BusinessDays { days } => business_days(start, days, calendar).map(Some),
        ClockRule::CalendarDays { days, sunday_runs_to_monday } => {
            calendar_days(start, days, sunday_runs_to_monday).map(Some)
        }
        ClockRule::LastBusinessDay { days } => last_business_day_within(start, days, calendar).map(Some),
        ClockRule::NextBusinessDay => next_business_day(start, calendar).map(Some),
        ClockRule::Life { days } => life_of_paper(start, days).map(Some),
        ClockRule::DaysOrPrinted { days } => calendar_days(start, days, false).map(Some),
        ClockRule::Printed | ClockRule::BusinessDaysBefore { .. } | ClockRule::PrintedLife { .. } => Ok(None),
    }
}

#[cfg(test)]
mod tests;
