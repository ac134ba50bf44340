//! What provisions demand: the gates without which an outcome may not be recorded, stated apart from the rows. The checker
//! compares both ways, so that neither a gate nor its demand can go without being missed.

use crate::{Condition, Exception, Pack, RowDef, TypeDef};
use domain::{DataCode, GateCode, Outcome, TypeCode};
use serde::Deserialize;

/// Gates that a provision demands for some outcomes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Demand {
    /// Its id.
    pub id: String,
    /// Types it speaks of; every type where none is named.
    #[serde(default)]
    pub types: Vec<TypeCode>,
    /// Outcomes it speaks of: only final ones.
    pub outcomes: Vec<Outcome>,
    /// Rows that use one of these exceptions. Where none is named: for an outcome that opens something the rows without an
    /// exception, for any other outcome all rows.
    #[serde(default, rename = "exception")]
    pub exceptions: Vec<Exception>,
    /// Only rows that may let out one of these kinds of data.
    #[serde(default)]
    pub data: Vec<DataCode>,
    /// Only where the outcome follows counsel's advice.
    #[serde(default)]
    pub advised: bool,
    /// Only where each of these facts has one of these values.
    #[serde(default)]
    pub when: Condition,
    /// And none of these facts has one of these values.
    #[serde(default)]
    pub unless: Condition,
    /// The gates.
    pub gates: Vec<GateCode>,
    /// The provision or statute that demands them, as a label.
    pub provision: String,
    /// Why, in the pack's own words.
    pub because: String,
}

impl Demand {
    /// Whether it depends on answers or derived facts.
    pub(crate) fn reads_facts(&self) -> bool {
        !self.when.is_empty() || !self.unless.is_empty()
    }

    /// Whether it speaks of an outcome of a row, apart from the facts it depends on.
    pub(crate) fn speaks_of(&self, kind: &TypeDef, row: &RowDef, outcome: Outcome) -> bool {
        let table = kind.table_of.as_ref().unwrap_or(&kind.code);
        let of_type = self.types.is_empty() || self.types.contains(table);
        let of_exception = match row.exception {
            _ if self.exceptions.is_empty() => row.exception.is_none() || !opens(outcome),
            Some(exception) => self.exceptions.contains(&exception),
            None => false,
        };
        let of_data =
            self.data.is_empty() || row.allows.iter().flatten().any(|data| self.data.contains(data));
        let of_advice = !self.advised || row.outcome == Outcome::Counsel;
        of_type && self.outcomes.contains(&outcome) && of_exception && of_data && of_advice
    }
}

/// Whether an outcome opens something: data goes out, or a use of it is authorized.
pub(crate) fn opens(outcome: Outcome) -> bool {
    outcome.gives_out() || outcome == Outcome::Authorize
}

/// Demands that rest on a label, each in words: gates, then outcomes and types.
pub(crate) fn resting_on(pack: &Pack, label: &str) -> Vec<String> {
    let words = |demand: &Demand| {
        let gates: Vec<_> = demand.gates.iter().map(ToString::to_string).collect();
        let types: Vec<_> = demand.types.iter().map(ToString::to_string).collect();
        let types = if types.is_empty() { "every type".to_owned() } else { types.join(" ") };
        format!("{} ({}: {})", demand.id, types, gates.join(" "))
    };
    pack.demands.iter().filter(|demand| demand.provision == label).map(words).collect()
}
