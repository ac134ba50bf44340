//! What goes with a letter: the section that chooses it, and what an issued letter carries.

use super::{Labelled, Tone};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The section *What goes with it* of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct EnclosingView {
    /// To whom: as recorded, or as the record suggests.
    pub to: String,
    /// How it leaves, as a code.
    pub method: String,
    /// Whoever may get it.
    pub recipients: Vec<Labelled>,
    /// Ways it can leave.
    pub methods: Vec<Labelled>,
    /// The delivery that was planned, in words.
    pub planned: Option<String>,
    /// Fields and dates that are released, a line each.
    pub released: Vec<String>,
    /// Parts that the letter answers.
    pub parts: Vec<Labelled>,
    /// Files that can be chosen.
    pub files: Vec<EnclosableRow>,
    /// Who recorded it and when; `None` while nothing is recorded.
    pub recorded: Option<String>,
    /// What issuing would be refused for now.
    pub obstacles: Vec<ObstacleRow>,
}

/// A file that can go with a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct EnclosableRow {
    /// Identity.
    pub id: String,
    /// Its name here; no sheet says it.
    pub name: String,
    /// What it is, as the manifest says it.
    pub kind: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// The part it goes with.
    pub part: String,
    /// A redacted copy belongs to the part that it was made for.
    pub part_is_fixed: bool,
    /// Its place among the chosen, counted from 1; `None` when it is not.
    pub place: Option<u32>,
    /// Whether it may go out, or why not.
    pub state: String,
    /// How that is drawn.
    pub tone: Tone,
}

/// Something that stands in the way of a letter with what goes with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ObstacleRow {
    /// What it is.
    pub message: String,
    /// What is safe, and what to do.
    pub help: String,
}

form!(
    /// What goes with a letter.
    EnclosingForm {
        /// To whom.
        to: String,
        /// How it leaves, as a code.
        method: String,
        /// The files, in order.
        files: Vec<EnclosedForm>,
    }
);

form!(
    /// A file that goes with a letter.
    EnclosedForm {
        /// Which file.
        file: String,
        /// The part it goes with.
        part: String,
    }
);

/// What an issued letter carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ManifestRow {
    /// To whom and how.
    pub way: String,
    /// Pages of the manifest.
    pub pages: u32,
    /// First digits of its SHA-256.
    pub hash: String,
    /// The files, a line each.
    pub files: Vec<String>,
}
