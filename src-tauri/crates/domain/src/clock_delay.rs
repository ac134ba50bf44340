//! What moves a clock's date besides closures: extensions and pauses, each for a lawful reason that the policy pack names
//! (Iowa Code 22.8(4)). Neither ever brings a date forward, and the date that stood before is kept.

use crate::deadline::{Delays, Pause};
use crate::{ClockCode, DelayCode, Request};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a reason does to a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DelayKind {
    /// It moves the date to a later day, once.
    Extension,
    /// Days do not count while it lasts.
    Pause,
}

/// A lawful reason as the policy pack defines it, as far as an act depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DelayRule {
    /// Its code.
    pub code: DelayCode,
    /// What it does.
    pub kind: DelayKind,
    /// Clocks it may move.
    pub clocks: Vec<ClockCode>,
    /// The day it can carry a date to at most, where it has a limit.
    pub latest: Option<NaiveDate>,
}

/// A clock was extended.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClockExtended {
    /// Which clock.
    pub clock: ClockCode,
    /// The date it had.
    pub was: NaiveDate,
    /// The date it has from now on.
    pub until: NaiveDate,
    /// The lawful reason.
    pub reason: DelayCode,
    /// What stands behind it in this case.
    pub note: String,
}

/// A clock was paused.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClockPaused {
    /// Which clock.
    pub clock: ClockCode,
    /// The last day that counts.
    pub since: NaiveDate,
    /// The lawful reason.
    pub reason: DelayCode,
    /// What is waited for.
    pub note: String,
}

/// A paused clock runs again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClockResumed {
    /// Which clock.
    pub clock: ClockCode,
    /// The last day that does not count.
    pub on: NaiveDate,
    /// What ended the wait.
    pub note: String,
}

/// One entry about a clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClockDelay {
    /// Extended.
    Extended(ClockExtended),
    /// Paused.
    Paused(ClockPaused),
    /// Running again.
    Resumed(ClockResumed),
}

impl ClockDelay {
    /// The clock it is about.
    pub fn clock(&self) -> &ClockCode {
        match self {
            Self::Extended(extended) => &extended.clock,
            Self::Paused(paused) => &paused.clock,
            Self::Resumed(resumed) => &resumed.clock,
        }
    }
}

impl Request {
    /// What was recorded about a clock, with each reason in the words of the pack.
    pub fn delays_of(&self, clock: &ClockCode, words: &dyn Fn(&DelayCode) -> String) -> Delays {
        let mut delays = Delays::default();
        for delay in self.delays.iter().map(|delay| &delay.what).filter(|delay| delay.clock() == clock) {
            match delay {
                ClockDelay::Extended(extended) => {
                    delays.extended = Some((extended.until, words(&extended.reason)));
                }
                ClockDelay::Paused(paused) => {
                    delays.pauses.push(Pause { since: paused.since, until: None, why: words(&paused.reason) })
                }
                ClockDelay::Resumed(resumed) => {
                    if let Some(open) = delays.pauses.last_mut().filter(|pause| pause.until.is_none()) {
                        open.until = Some(resumed.on);
                    }
                }
            }
        }
        delays
    }

    /// The pause of a clock that is not over.
    pub fn open_pause(&self, clock: &ClockCode) -> Option<&ClockPaused> {
        let own = self.delays.iter().rev().map(|delay| &delay.what);
        let mut own = own.filter(|delay| delay.clock() == clock);
        own.find_map(|delay| match delay {
            ClockDelay::Paused(paused) => Some(Some(paused)),
            ClockDelay::Resumed(_) => Some(None),
            ClockDelay::Extended(_) => None,
        })
        .flatten()
    }
}
