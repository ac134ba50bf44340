//! A firm's supervised session on the library's system (gates of the kind *vendor*; P20).

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// One session: under a contract, on a ticket, watched, and closed afterwards. A later record of the same ticket replaces
/// an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VendorSession {
    /// The firm's ticket.
    pub ticket: String,
    /// The firm's person.
    pub person: String,
    /// System that is opened.
    pub system: String,
    /// Staff member who watches.
    pub supervisor: String,
    /// When access was opened.
    pub opened_at: NaiveDateTime,
    /// When access was closed, and seen to be closed.
    pub closed_at: Option<NaiveDateTime>,
    /// What was done and seen, and that no copy left.
    pub done: String,
}
