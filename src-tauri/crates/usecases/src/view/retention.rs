//! How long requests are kept, holds, and disposal.

use super::Moment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

form!(
    /// Whose word something rests on.
    WordForm {
        /// Name and office.
        from: String,
        /// `call` or `paper`.
        how: String,
        /// ISO date and time.
        at: String,
        /// What was said, or which paper.
        what: String,
    }
);
form!(
    /// A legal hold.
    HoldForm {
        /// Why.
        why: String,
        /// On whose word.
        word: WordForm,
    }
);
form!(
    /// The end of a hold.
    LiftForm {
        /// Which hold of the request, counted from 1.
        hold: u32,
        /// Why it is over.
        why: String,
        /// On whose word.
        word: WordForm,
    }
);
form!(
    /// How long a rule runs that the policy leaves open.
    PeriodForm {
        /// Which rule.
        rule: String,
        /// Years, in figures.
        years: String,
        /// Months besides, in figures.
        months: String,
        /// The schedule and the entry in it.
        citation: String,
        /// On whose word.
        word: WordForm,
    }
);
form!(
    /// What is to be disposed of.
    DisposeForm {
        /// Identities of the chosen requests.
        requests: Vec<String>,
        /// Their numbers, typed once more.
        typed: String,
    }
);

/// Everything the retention screen draws.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RetentionView {
    /// The person here may dispose; for everybody else no request is listed.
    pub may_dispose: bool,
    /// The schedule of the policy in force.
    pub rules: Vec<RetentionRuleView>,
    /// Requests that have ended: those that may be disposed of first, then by the last day they are kept.
    pub rows: Vec<RetentionRow>,
    /// What was disposed of, newest first.
    pub disposals: Vec<DisposalRow>,
}

/// A rule of the schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RetentionRuleView {
    /// Its id.
    pub id: String,
    /// What it keeps.
    pub name: String,
    /// Which requests, in words.
    pub applies: String,
    /// How long and from when; none while nobody settled it.
    pub period: Option<String>,
    /// What it rests on.
    pub citation: String,
    /// How sure that is.
    pub standing: String,
    /// Why it stands as it does.
    pub note: String,
    /// On whose word the Director recorded the period.
    pub settled: Option<String>,
    /// The policy leaves the period open; the Director records who settled it.
    pub open: bool,
}

/// A request that has ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RetentionRow {
    /// Identity.
    pub id: String,
    /// How people refer to it.
    pub reference: String,
    /// When it was closed or withdrawn.
    pub ended: String,
    /// The last day it is kept, where that is settled.
    pub until: Option<Moment>,
    /// Nothing keeps it any more.
    pub ready: bool,
    /// Why it is kept, one line each.
    pub reasons: Vec<String>,
}

/// A disposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DisposalRow {
    /// Counted from 1.
    pub number: u32,
    /// When.
    pub when: String,
    /// By whom.
    pub by: String,
    /// The rule.
    pub rule: String,
    /// It was done again, because a copy of before had come back.
    pub again: bool,
    /// Where a copy may still lie.
    pub backups: String,
    /// What is left of each request.
    pub requests: Vec<DisposedRow>,
}

/// What is left of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DisposedRow {
    /// How people referred to it.
    pub reference: String,
    /// Its code on the certificate.
    pub code: String,
    /// Entries that went.
    pub entries: u32,
    /// Files among them.
    pub files: u32,
}

/// How a disposal ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DisposedView {
    /// In words.
    pub words: String,
    /// Which disposal it is, for its certificate.
    pub disposal: u32,
    /// The screen as it is now.
    pub retention: RetentionView,
}

/// A hold of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HoldView {
    /// Counted from 1 within the request.
    pub number: u32,
    /// Why.
    pub why: String,
    /// Who placed it, when, and on whose word.
    pub placed: String,
    /// How it was lifted; none while it stands.
    pub lifted: Option<String>,
}
