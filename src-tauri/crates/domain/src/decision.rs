//! A decision on a part, with the reasons that produced it.

use crate::{
    Authorization, Capacity, DataCode, GateCode, LetterCode, Modifier, Outcome, PackRef, PersonId, RowCode,
    TypeCode,
};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// The state of a gate as it was computed from recorded facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GateState {
    /// Met.
    Green,
    /// Enough to hold or to decline, not to release.
    Amber,
    /// Missing or contradicted.
    Red,
    /// Not needed here, for a reason that is shown.
    Grey,
}

/// A gate as it stood when a decision was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GateAtDecision {
    /// Which gate.
    pub gate: GateCode,
    /// How it stood.
    pub state: GateState,
    /// The facts it stood on, in words.
    pub why: String,
}

/// What the policy says of a part right now: the only thing a decision may rest on. The policy engine makes it; the state
/// machine refuses a decision that goes beyond it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ruling {
    /// The type the part was decided as.
    pub type_code: TypeCode,
    /// The row that matched.
    pub row: RowCode,
    /// How the outcome is carried out.
    pub modifiers: Vec<Modifier>,
    /// Outcomes that may be recorded now.
    pub open: Vec<Outcome>,
    /// Kinds of data that may go out at most.
    pub allowed: Vec<DataCode>,
    /// Provisions and statutes the outcome stands on, as labels.
    pub grounds: Vec<String>,
    /// Letters that become mandatory.
    pub letters: Vec<LetterCode>,
    /// Gates as they stand.
    pub gates: Vec<GateAtDecision>,
    /// Nobody plans what goes out: ordinary service at the desk gives what was asked, and officers who carry out a warrant
    /// take things themselves.
    #[serde(default)]
    pub unplanned: bool,
    /// The pack the ruling was made under.
    pub pack: PackRef,
}

/// A recorded decision on one part. Never updated: a new decision replaces it and both are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// What was decided.
    pub outcome: Outcome,
    /// The ruling it rests on.
    pub ruling: Ruling,
    /// The reason in the decider's words, as the asker may read it.
    pub reason: String,
    /// Who decided.
    pub by: PersonId,
    /// In which capacity.
    pub capacity: Capacity,
    /// When.
    pub at: NaiveDateTime,
    /// What goes out, as approved: exactly the plan that was looked at.
    pub releases: Vec<DataCode>,
    /// Version of the release plan that was approved.
    pub plan_version: u32,
    /// The written authorization that was signed with this decision, as it read then.
    #[serde(default)]
    pub authorization: Option<Authorization>,
}
