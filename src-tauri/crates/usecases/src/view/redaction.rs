//! Redacted copies: the screen that draws boxes, and copies among the files.

use super::{Labelled, Moment, Tone};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the screen needs before the first box is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RedactionView {
    /// The file's name.
    pub name: String,
    /// Parts the copy can be made for.
    pub parts: Vec<Labelled>,
    /// Reasons a box can have.
    pub reasons: Vec<Labelled>,
    /// What is written into a box.
    pub label: String,
}

form!(
    /// A box as drawn. Its sides are counted in ten-thousandths of the page, from the upper left corner.
    CoverForm {
        /// Page, counted from 0.
        page: u32,
        /// Left edge.
        x: u32,
        /// Upper edge.
        y: u32,
        /// Width.
        w: u32,
        /// Height.
        h: u32,
        /// Reason, from the list; empty while none is chosen.
        reason: String,
        /// More about the reason.
        words: String,
    }
);

form!(
    /// The copy that is to be made.
    RedactionForm {
        /// The part it is for.
        part: String,
        /// Everything that is covered.
        boxes: Vec<CoverForm>,
    }
);

/// A box in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BoxRow {
    /// Where it lies.
    pub place: String,
    /// What is still wrong with it.
    pub problem: Option<String>,
}

/// A copy that was made and is not kept yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CopyView {
    /// SHA-256 of its bytes; handed back to see it or keep it.
    pub sha256: String,
    /// What it holds, and what not.
    pub about: String,
    /// What could not be drawn.
    pub missing: Option<String>,
}

/// A redacted copy among the files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CopyRow {
    /// Name of the file it is a copy of.
    pub of: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Who made it, and when.
    pub made: String,
    /// Number of the part it is for.
    pub part: u32,
    /// What was covered: where and why, a line each.
    pub boxes: Vec<String>,
    /// How it stands, in words.
    pub state: String,
    /// How that is drawn.
    pub tone: Tone,
    /// Second looks, oldest first.
    pub looks: Vec<String>,
    /// A second look can still be taken.
    pub may_look: bool,
    /// Until then whoever is here made it too short a while ago to look.
    pub pause_until: Option<Moment>,
}

form!(
    /// A second look at a copy.
    CopyLookForm {
        /// SHA-256 of the copy that was looked at.
        sha256: String,
        /// It may go out.
        may_go: bool,
        /// What was compared and found.
        found: String,
    }
);
