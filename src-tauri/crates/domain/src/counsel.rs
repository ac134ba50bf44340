//! Consulting the legal department, and its advice.
//!
//! That counsel was tried or reached is an ordinary fact of the case. What counsel said is privileged: the words live in a
//! stream of their own, and the case knows only the result and what it covers.

use crate::{AttachmentId, DataCode, PartId};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// A try to reach counsel that did not succeed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CounselTry {
    /// Number or address tried.
    pub number: String,
    /// When.
    pub at: NaiveDateTime,
    /// What happened.
    pub result: String,
}

/// Counsel was reached and asked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Consultation {
    /// The lawyer of the legal department who was reached.
    pub lawyer: String,
    /// By which means.
    pub how: String,
    /// When.
    pub at: NaiveDateTime,
    /// The question as put.
    pub question: String,
    /// Which version of the paper counsel was asked about, counted from 1; 0 when there is no paper.
    pub paper_version: u32,
    /// Parts the question was about; empty means all.
    pub parts: Vec<PartId>,
}

impl Consultation {
    /// Whether counsel was asked about a part.
    pub fn covers(&self, part: PartId) -> bool {
        self.parts.is_empty() || self.parts.contains(&part)
    }
}

/// What counsel advised, in the closed set the rules read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AdviceResult {
    /// Comply as asked.
    Comply,
    /// Comply within a stated scope.
    ComplyInScope,
    /// Object, or go to court.
    Object,
    /// Decline.
    Decline,
}

/// Advice as the rules need it. The words themselves are kept in the privileged stream.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Advice {
    /// The result.
    pub result: Option<AdviceResult>,
    /// Who gave it.
    pub lawyer: String,
    /// When it was given.
    pub at: NaiveDateTime,
    /// Whether it came in writing. Oral advice written down at once counts; the confirmation is chased.
    pub in_writing: bool,
    /// Parts it covers; empty means all.
    pub parts: Vec<PartId>,
    /// Kinds of data that may go out at most.
    pub scope: Vec<DataCode>,
    /// The period that may go out at most, in words.
    pub period: Option<String>,
    /// Counsel says the findings the law asks for are met or not needed.
    pub findings_settled: bool,
    /// The authority counsel names for production without a judge.
    pub authority: Option<String>,
    /// Counsel answered whether a particular person is named.
    pub particular_person_answered: bool,
    /// Gaps on the paper were shown to counsel before the advice was given.
    pub gaps_shown: bool,
    /// Counsel's signed opinion, attached.
    pub opinion: Option<AttachmentId>,
    /// Which version of the paper it answers, counted from 1; 0 when there is no paper.
    pub paper_version: u32,
}

impl Advice {
    /// Whether the advice speaks about a part.
    pub fn covers(&self, part: PartId) -> bool {
        self.parts.is_empty() || self.parts.contains(&part)
    }
}

/// The words of counsel's advice. Privileged: never in a letter, never beside the case.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PrivilegedWords {
    /// Exactly what counsel said or wrote.
    pub words: String,
    /// What counsel asked to be done and by when.
    pub follow_up: Option<String>,
}

impl std::fmt::Debug for PrivilegedWords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PrivilegedWords(…)")
    }
}
