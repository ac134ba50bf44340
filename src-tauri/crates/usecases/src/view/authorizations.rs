//! Written authorizations: the form, the place that lists them, and one of them with its uses.

use super::{Clause, Labelled, Moment, Tone};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

form!(
    /// Somebody who may use what is authorized.
    RecipientForm {
        /// Who.
        name: String,
        /// ISO date: when they accepted the duty of confidence.
        duty_accepted_on: String,
    }
);
form!(
    /// A written authorization.
    AuthorizationForm {
        /// What the data is used for.
        purpose: String,
        /// Kinds of data.
        fields: Vec<String>,
        /// How records are selected.
        selection: String,
        /// Who uses them.
        recipients: Vec<RecipientForm>,
        /// ISO date: first day.
        from: String,
        /// ISO date: last day.
        until: String,
        /// ISO date: copies are returned or destroyed by then.
        destroy_by: String,
        /// Conditions.
        conditions: String,
        /// Number of the request whose authorization this one continues.
        renews: String,
    }
);
form!(
    /// One use of an authorization.
    UseForm {
        /// Kinds of data in it.
        fields: Vec<String>,
        /// Who received or used it.
        recipient: String,
        /// How many records.
        records: String,
        /// How it was handed over or shown.
        how: String,
    }
);
form!(
    /// A request that continues an authorization.
    ContinueForm {
        /// ISO date and time: when it was asked for.
        received_at: String,
        /// Channel code.
        channel: String,
        /// Exact words of the request.
        words: String,
    }
);

/// The authorization of a part, on the request page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AuthorizationPart {
    /// As it is written.
    pub form: AuthorizationForm,
    /// What it still lacks, in words.
    pub missing: Vec<String>,
    /// State word.
    pub state: String,
    /// How it is drawn.
    pub tone: Tone,
    /// It was signed with a decision: it can be read and used, not changed.
    pub signed: bool,
}

/// Every authorization the viewer may see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AuthorizationList {
    /// Rows: those that end soon first, then by their last day; ended ones last.
    pub rows: Vec<AuthorizationRow>,
    /// How many end soon.
    pub soon: u32,
}

/// One authorization in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AuthorizationRow {
    /// Its request.
    pub request: String,
    /// Its part.
    pub part: String,
    /// Number of the request.
    pub number: String,
    /// Type, in words.
    pub kind: String,
    /// What the data is used for.
    pub purpose: String,
    /// Who uses it.
    pub recipients: Vec<String>,
    /// Kinds of data, in words.
    pub fields: Vec<String>,
    /// First day.
    pub from: Option<Moment>,
    /// Last day.
    pub until: Option<Moment>,
    /// State in words: in force, ends in so many days, ended, expired.
    pub state: String,
    /// How it is drawn.
    pub tone: Tone,
    /// Its end is near: Today shows it.
    pub soon: bool,
    /// How often it was used.
    pub uses: u32,
}

/// One authorization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AuthorizationDetail {
    /// The row of the list.
    pub row: AuthorizationRow,
    /// What it says: label and value.
    pub lines: Vec<Labelled>,
    /// What it was signed under; empty before.
    pub grounds: Vec<Clause>,
    /// Who signed it, in which capacity, and when.
    pub signed: Option<String>,
    /// Uses, newest first.
    pub uses: Vec<UseRow>,
    /// Why no use can be recorded today; none when one can.
    pub no_use: Option<String>,
    /// Kinds of data that a use may hold.
    pub fields: Vec<Labelled>,
    /// People a use may go to.
    pub recipients: Vec<String>,
    /// It is in force and can be ended.
    pub may_end: bool,
    /// It was signed, so that a request can continue it.
    pub may_continue: bool,
    /// Requests that continue it, or that it continues: id and words.
    pub linked: Vec<Labelled>,
}

/// A use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct UseRow {
    /// When it was recorded.
    pub at: Moment,
    /// Who recorded it.
    pub by: String,
    /// Who received or used it.
    pub recipient: String,
    /// Kinds of data, in words.
    pub fields: Vec<String>,
    /// How many records.
    pub records: u32,
    /// How it was handed over or shown.
    pub how: String,
}
