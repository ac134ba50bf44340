//! A policy over time, as far as the office records it: which dated rules the Director switched, and when packs were
//! adopted.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A dated switch of the policy as the Director set it: a rule that applies only once a law is confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SwitchSet {
    /// The switch's id in the pack.
    pub id: String,
    /// On or off from that day.
    pub on: bool,
    /// First day.
    pub since: NaiveDate,
    /// What it rests on: the act, and who confirmed it.
    pub source: String,
}
