//! A statement in writing that somebody owes the library after an answer (P28).

use crate::AttachmentId;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// A statement as it came in. A later one replaces none: each stays as it was received.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Statement {
    /// When it was received.
    pub received_at: NaiveDateTime,
    /// Who signed it: name, and rank or office.
    pub signer: String,
    /// What it says.
    pub says: String,
    /// The kept copy or scan of it.
    pub copy: Option<AttachmentId>,
}
