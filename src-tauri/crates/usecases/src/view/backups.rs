//! Backups.

use super::{Moment, Tone};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Everything the backup screen draws.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BackupView {
    /// The person here says where backups are kept, and how many.
    pub may_choose: bool,
    /// What the folder for backups is called; never its path.
    pub place: Option<String>,
    /// Why the folder cannot be looked into.
    pub problem: Option<String>,
    /// Why the latest backup could not be made, until one was.
    pub trouble: Option<String>,
    /// How old the latest backup is, in words.
    pub last: String,
    /// How that is drawn.
    pub tone: Tone,
    /// The latest test of a backup, in words.
    pub tested: Option<String>,
    /// The program makes one each day.
    pub daily: bool,
    /// The backups that are there, the newest first.
    pub rows: Vec<BackupRow>,
}

/// One backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BackupRow {
    /// What the program calls it.
    pub name: String,
    /// When it was made.
    pub when: String,
    /// How long ago, in words.
    pub age: String,
    /// Its size.
    pub size: String,
}

/// What a test found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TestedBackupView {
    /// It opens, it is whole, and it agrees with the record.
    pub sound: bool,
    /// The result in words.
    pub words: String,
    /// The screen as it is now.
    pub backups: BackupView,
}

/// A folder that was chosen as a backup, before it is restored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FoundBackupView {
    /// When it was made.
    pub made: Moment,
    /// Its size.
    pub size: String,
    /// Nothing in it is real; it opens without a passphrase.
    pub practice: bool,
    /// A free place for what is restored, beside the record.
    pub folder: String,
    /// What is wrong with that place.
    pub place_problem: Option<String>,
}

/// A backup that was restored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RestoredView {
    /// The folder it lies in.
    pub folder: String,
    /// What it holds, in words.
    pub words: String,
}
