//! Who can open the record.

use super::{Moment, Tone};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Everything the screen of people draws.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PeopleView {
    /// The person here says who can open the record.
    pub can_manage: bool,
    /// The person here has a passphrase to change; whoever came in by the recovery sheet has none.
    pub can_change_passphrase: bool,
    /// Where the keys do not follow the post, in words: what is to be settled.
    pub to_settle: Vec<String>,
    /// Everybody who can open it, and everybody who once could.
    pub rows: Vec<AccessRow>,
    /// People of the office who cannot sign in yet.
    pub without_access: Vec<WithoutAccess>,
    /// When the recovery sheet was last typed back.
    pub sheet_proved: Option<Moment>,
    /// How long ago that was, in words.
    pub sheet_age: Option<String>,
}

/// Somebody of the office who cannot sign in yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct WithoutAccess {
    /// Person id.
    pub code: String,
    /// Name and title.
    pub label: String,
    /// The last day of their designation, ISO; empty where there is none or it has no end.
    pub until: String,
}

/// Somebody who can open the record, or once could.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AccessRow {
    /// Place in the keyring.
    pub slot: String,
    /// Name and title.
    pub who: String,
    /// What this person may be, in words.
    pub role: String,
    /// What this person can read, in words.
    pub reads: String,
    /// Since when.
    pub since: Option<Moment>,
    /// The last day, in words.
    pub until: Option<String>,
    /// The last day, ISO; empty where there is none.
    pub until_day: String,
    /// The public keys in short, to be compared with the letter of designation.
    pub fingerprint: String,
    /// State in words.
    pub state: String,
    /// Its tone.
    pub tone: Tone,
    /// The person here.
    pub me: bool,
    /// The access can be ended here.
    pub can_end: bool,
}

form!(
    /// A first key for somebody of the office.
    AccessForm {
        /// Person id.
        person: String,
        /// May read what counsel said.
        counsel: bool,
        /// Last day, ISO; empty for no end.
        until: String,
    }
);
