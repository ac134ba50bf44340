//! What is recorded about the record as a whole: copies of it, its end on paper, and the duty of those who may open it.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// A backup was made, and opened again to check it. Where it lies is not recorded: a path may name a person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BackupMade {
    /// The code of the last entry in it, as it is printed on paper.
    pub code: String,
    /// The program made it by itself, because the day's backup was due.
    pub scheduled: bool,
    /// How many older backups were removed after this one was checked.
    pub expired: u32,
}

/// What a test found in a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BackupFound {
    /// Everything in it verifies, and all of it stands unchanged in the record.
    Sound,
    /// Everything in it verifies, and it ends where the record never ended.
    Apart,
    /// Something in it is missing or not as it was written.
    #[default]
    Damaged,
}

/// A backup was opened only to read it, everything in it was checked, and its end was compared with the record.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BackupTested {
    /// When the backup says it was made; unknown where it is damaged.
    pub made_at: Option<NaiveDateTime>,
    /// What was found.
    pub found: BackupFound,
}

/// The end of the record was taken onto paper, to be kept outside: printed as a slip, or copied by hand.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AnchorTaken {
    /// The day on which it was taken, as it stands on the paper.
    pub day: NaiveDate,
    /// The code of the entry that was the last one then.
    pub code: String,
    /// It went to the printer; otherwise it was copied by hand.
    pub printed: bool,
}

/// Somebody accepted the duty of confidence before anything of the record was shown (P11).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DutyAccepted {
    /// The words that stood on the screen, as the policy pack has them.
    pub words: Vec<String>,
    /// The policy version they came from.
    pub version: String,
}
