//! Clocks of a request: dates with their derivation, what moved them, and what could.

use super::{Due, Moment};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

form!(
    /// An extension of a date.
    ExtensionForm {
        /// Which clock.
        clock: String,
        /// Code of the lawful reason.
        reason: String,
        /// ISO date: the new day.
        until: String,
        /// What stands behind it here.
        note: String,
    }
);
form!(
    /// A pause of a count.
    PauseForm {
        /// Which clock.
        clock: String,
        /// Code of the lawful reason.
        reason: String,
        /// ISO date: the last day that counts.
        since: String,
        /// What is waited for.
        note: String,
    }
);
form!(
    /// The end of a pause.
    ResumeForm {
        /// Which clock.
        clock: String,
        /// ISO date: the last day that does not count.
        on: String,
        /// What ended the wait.
        note: String,
    }
);

/// What a date is about, so that those that belong together stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum ClockGroup {
    /// Limits of the same duty, side by side.
    Limit,
    /// The paper's return date, and what is planned back from it.
    Return,
    /// How long the paper is in force.
    Life,
    /// What is due by our own practice.
    Practice,
    /// What can follow a decision.
    After,
    /// Ends of written authorizations.
    Authorization,
}

/// A clock with its derivation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ClockView {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// What it is about.
    pub group: ClockGroup,
    /// Due date and distance; none when it cannot be counted yet.
    pub due: Option<Due>,
    /// Why it cannot be counted yet.
    pub waiting_for: Option<String>,
    /// What the date is for was done; it presses no more.
    pub met: bool,
    /// The date it had before an extension or a pause moved it.
    pub original: Option<Moment>,
    /// What moved it, a line each: extensions, pauses, closed days added late.
    pub moved: Vec<String>,
    /// The rule in one sentence.
    pub rule: String,
    /// What it rests on.
    pub basis: String,
    /// How sure that is.
    pub confidence: String,
    /// How we counted, day by day.
    pub derivation: Vec<DayRow>,
    /// Lawful reasons to extend it.
    pub extend: Vec<DelayChoice>,
    /// Lawful reasons to pause it.
    pub pause: Vec<DelayChoice>,
    /// It is paused.
    pub paused: bool,
}

/// One day of a derivation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DayRow {
    /// The day in words.
    pub day: String,
    /// It counts.
    pub counts: bool,
    /// Why.
    pub why: String,
}

/// A lawful reason to move a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DelayChoice {
    /// Code.
    pub code: String,
    /// Label.
    pub label: String,
    /// What it rests on, and how sure that is.
    pub basis: String,
    /// The latest day it can carry the date to, in words.
    pub latest: Option<String>,
}
