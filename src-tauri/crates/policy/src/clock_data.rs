//! The calendar, the clocks and the reasons that move a date, as a pack has them.

use crate::{Condition, Confidence, Mark, Pack};
use domain::calendar::{Calendar, Holiday};
use domain::deadline::ClockSpec;
use domain::{ClockCode, DelayCode, DelayKind, Office};
use serde::Deserialize;

/// The calendar and the clocks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clocks {
    /// Days of the week that can be business days.
    pub business_weekdays: Vec<chrono::Weekday>,
    /// Holidays.
    #[serde(default, rename = "holiday")]
    pub holidays: Vec<Holiday>,
    /// Clocks.
    #[serde(default, rename = "clock")]
    pub clocks: Vec<ClockSpec>,
    /// Lawful reasons to extend or to pause a clock.
    #[serde(default, rename = "delay")]
    pub delays: Vec<Delay>,
}

/// A lawful reason to extend or to pause a clock. Without one no date is moved.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delay {
    /// Its code.
    pub code: DelayCode,
    /// Its words.
    pub label: String,
    /// What it does.
    pub kind: DelayKind,
    /// Clocks it may move.
    pub clocks: Vec<ClockCode>,
    /// The clock whose date an extension cannot pass.
    pub within: Option<ClockCode>,
    /// What it rests on, as a label with words.
    pub basis: String,
    /// What it is.
    pub mark: Mark,
    /// How sure.
    pub confidence: Confidence,
}

/// A clock with the facts under which it runs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockWhen {
    /// While this holds; only what somebody owes may read what follows from the row.
    pub when: Condition,
    /// The clock.
    pub clock: ClockCode,
}

impl Pack {
    /// The calendar of an office: the pack's weekdays and holidays with the office's closures and choices.
    pub fn calendar(&self, office: &Office) -> Calendar {
        let left_open = |name: &String| {
            self.clocks.holidays.iter().any(|holiday| holiday.optional && holiday.name == *name)
        };
        Calendar {
            business_weekdays: self.clocks.business_weekdays.clone(),
            holidays: self.clocks.holidays.clone(),
            worked_holidays: office.holidays_worked.iter().filter(|name| left_open(name)).cloned().collect(),
            closures: office.closures.clone(),
        }
    }

    /// The clock with this code.
    pub fn clock(&self, code: &ClockCode) -> Option<&ClockSpec> {
        self.clocks.clocks.iter().find(|clock| clock.id == *code)
    }

    /// The lawful reason with this code.
    pub fn delay(&self, code: &DelayCode) -> Option<&Delay> {
        self.clocks.delays.iter().find(|delay| delay.code == *code)
    }

    /// A lawful reason in words; its code where this version of the policy does not know it.
    pub fn delay_words(&self, code: &DelayCode) -> String {
        self.delay(code).map_or_else(|| code.to_string(), |delay| delay.label.clone())
    }
}
