//! Redacted copies of kept files: what was covered and why, and who looked at the copy a second time.

use crate::{Attachment, AttachmentId, DataCode, PartId};
use serde::{Deserialize, Serialize};

/// Sides of a page and of what covers it are counted in ten-thousandths of the page, from its upper left corner.
pub const PAGE_SIDE: u32 = 10_000;

/// Something covered on a page, and why.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CoveredBox {
    /// The page, counted from 0.
    pub page: u32,
    /// Left edge, in ten-thousandths of the page's width.
    pub x: u32,
    /// Upper edge, in ten-thousandths of the page's height.
    pub y: u32,
    /// Width, in ten-thousandths of the page's width; over 0.
    pub w: u32,
    /// Height, in ten-thousandths of the page's height; over 0.
    pub h: u32,
    /// The kind of data it covers; `None` where no kind of the policy fits, and then the words say why.
    pub reason: Option<DataCode>,
    /// More about the reason. It stays in the record and is never written into the copy.
    pub words: Option<String>,
    /// What is written into the box where it fits.
    pub label: String,
}

/// A redacted copy was made of a kept file, and is kept beside it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FileRedacted {
    /// The part it is made for.
    pub part: PartId,
    /// The file as it came.
    pub source: AttachmentId,
    /// SHA-256 of that file, hexadecimal.
    pub source_sha256: String,
    /// The copy, a file of its own.
    pub copy: Attachment,
    /// Pages of both.
    pub pages: u32,
    /// Everything that was covered.
    pub boxes: Vec<CoveredBox>,
    /// Pages of which something could not be drawn, counted from 0. It is not in the copy either.
    pub partial_pages: Vec<u32>,
}

/// Somebody looked at a redacted copy a second time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CopyLookedAt {
    /// Which copy.
    pub copy: AttachmentId,
    /// SHA-256 of the bytes that were looked at, hexadecimal.
    pub sha256: String,
    /// It may go out. Where it may not, that is final: another copy is made.
    pub may_go: bool,
    /// What was compared and found, in words.
    pub found: String,
}

/// How a redacted copy stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyStanding {
    /// Nobody has looked at it a second time.
    Unseen,
    /// It was looked at, and may go out.
    MayGo,
    /// It was looked at, and may not go out.
    MayNotGo,
}
