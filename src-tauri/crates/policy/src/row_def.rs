//! One row of a decision table.

use crate::{AdviceMap, Condition, Exception, JudgeWays};
use domain::{DataCode, GateCode, LetterCode, Modifier, Outcome, ProvisionCode, RowCode};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A row of the decision table. Alternatives share a code.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowDef {
    /// Its code.
    pub code: RowCode,
    /// Its name.
    pub name: String,
    /// Each of these facts has one of these values.
    #[serde(default)]
    pub when: Condition,
    /// And each of these, where a fact with several values must also have another one.
    #[serde(default)]
    pub also: Condition,
    /// And none of these facts has one of these values.
    #[serde(default)]
    pub unless: Condition,
    /// The last row: everything else.
    #[serde(default)]
    pub otherwise: bool,
    /// Outcome, before any advice.
    pub outcome: Outcome,
    /// How it is carried out.
    #[serde(default)]
    pub modifiers: Vec<Modifier>,
    /// Where advice moves it.
    pub advice: Option<AdviceMap>,
    /// Gates of this row.
    #[serde(default)]
    pub gates: Vec<GateCode>,
    /// Only these gates, whatever the type says.
    pub only_gates: Option<Vec<GateCode>>,
    /// Gates that must be green before anything goes out, if other than the type's.
    pub release_gates: Option<Vec<GateCode>>,
    /// Ways the judge's finding may be met.
    #[serde(default)]
    pub judge: JudgeWays,
    /// The exception it uses.
    pub exception: Option<Exception>,
    /// Provisions that open what goes out (INV-14).
    #[serde(default)]
    pub exception_grounds: Vec<ProvisionCode>,
    /// Kinds of data that may go out.
    pub allows: Option<Vec<DataCode>>,
    /// Of these, only what answers name: a consent opens what stands in it (RE-3). Empty: all of them.
    #[serde(default)]
    pub named: Vec<NamedData>,
    /// What may go out is what the advice names.
    #[serde(default)]
    pub from_advice: bool,
    /// The ground of a denial is that nobody was identified.
    #[serde(default)]
    pub identity_missing: bool,
    /// Letters, whatever the outcome.
    #[serde(default)]
    pub letters: Vec<LetterCode>,
    /// Letters once the part has an outcome.
    #[serde(default)]
    pub letters_on: BTreeMap<Outcome, Vec<LetterCode>>,
    /// A letter only if one of these kinds of data goes out.
    #[serde(default)]
    pub letters_data: BTreeMap<LetterCode, Vec<DataCode>>,
    /// What it cites besides its type, as labels.
    #[serde(default)]
    pub cites: Vec<String>,
    /// Why, in words.
    pub because: String,
}

/// Kinds of data that an answer names.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedData {
    /// The answer.
    pub when: Condition,
    /// The kinds of data it opens.
    pub data: Vec<DataCode>,
}

impl RowDef {
    /// Things that officers take under a warrant, and ordinary service at the desk: nobody decides there, and nobody plans
    /// what goes out (INV-1).
    pub fn is_taken_or_served(&self) -> bool {
        matches!(self.exception, Some(Exception::Execution | Exception::DeskService))
    }
}
