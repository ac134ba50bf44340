//! Proof that nothing was changed.

use super::Moment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the screen of proof draws.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProofView {
    /// The end of the record as it is now.
    pub anchor: AnchorView,
    /// How long ago one was last taken onto paper, in words.
    pub taken: Option<String>,
}

/// A date and a code. Without a count: that would tell how much there is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AnchorView {
    /// The day of the entry.
    pub day: Moment,
    /// Its code, in groups of five.
    pub code: String,
}

form!(
    /// A date and a code, typed from paper.
    AnchorForm {
        /// The day, ISO.
        day: String,
        /// The code; spaces and hyphens do not matter.
        code: String,
    }
);

form!(
    /// The days between which letters were issued, both included.
    RegisterForm {
        /// The first day, ISO.
        from: String,
        /// The last day, ISO.
        until: String,
    }
);

/// The register of letters of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RegisterView {
    /// Its letters, oldest first.
    pub rows: Vec<RegisterRow>,
}

/// One letter of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RegisterRow {
    /// When it was issued or filed.
    pub at: Moment,
    /// The number of its request.
    pub reference: String,
    /// What it is, and how it went out.
    pub letter: String,
    /// Who signed it.
    pub signer: String,
    /// The first digits of the SHA-256 of its bytes, in groups; that the scan is on file where it was written outside.
    pub fingerprint: String,
}

/// What a date and a code on paper say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AnchorFoundView {
    /// An entry has this code.
    pub found: bool,
    /// It and everything before it are unchanged.
    pub unchanged: bool,
    /// The answer in words.
    pub words: String,
}
