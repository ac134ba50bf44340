//! Lists of requests.

use super::{Labelled, Moment, Tone};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a list is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(deny_unknown_fields)]
pub struct ListQuery {
    /// Code of a saved view; empty for all open requests.
    pub view: String,
    /// Words to find.
    pub words: String,
    /// First row.
    pub offset: u32,
    /// Rows wanted, at most 200.
    pub limit: u32,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RequestList {
    /// Rows, most pressing first.
    pub rows: Vec<RequestRow>,
    /// How many rows there are in all.
    pub total: u32,
    /// Saved views with their counts in the label.
    pub views: Vec<Labelled>,
}

/// One request in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RequestRow {
    /// Identity.
    pub id: String,
    /// Number, or the code of a sealed matter.
    pub number: String,
    /// It is sealed: the row says so and nothing else about it.
    pub sealed: bool,
    /// Types of its parts, in words.
    pub kind: String,
    /// Who asked, by category or body; never more than needed.
    pub from: String,
    /// State word.
    pub state: String,
    /// How it is drawn.
    pub tone: Tone,
    /// When it arrived.
    pub received: Moment,
    /// The date that matters next.
    pub due: Option<Due>,
    /// What to do next.
    pub next: String,
    /// Whoever is here may look a second time and not decide, and a second look is wanted.
    pub to_look: bool,
}

/// A date with its urgency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Due {
    /// The date.
    pub date: Moment,
    /// "in 4 working days", "today", "2 days overdue".
    pub distance: String,
    /// What is due, in words.
    pub what: String,
    /// How it is drawn.
    pub tone: Tone,
}
