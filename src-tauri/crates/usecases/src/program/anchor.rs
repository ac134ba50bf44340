//! Anchors without a window: the code of the last entry, to be kept on paper, and finding the entry that a paper's code names.

use crate::program::vault::{At, opened};
use crate::{Code, Error, Result};
use ::vault::Passphrase;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

/// Date and code, without a count: a count would tell of entries that are not for everybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Anchor {
    /// Day on which it was taken. That of the last entry would tell of one that is not for everybody.
    pub date: NaiveDate,
    /// Its code.
    pub code: String,
}

/// The entry that a code names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// When it was recorded.
    pub at: DateTime<FixedOffset>,
}

/// The anchor of a record as it is now.
///
/// # Errors
/// It does not open.
pub fn anchor(at: &At, secret: impl FnOnce() -> Result<Passphrase>) -> Result<Anchor> {
    let vault = opened(at, secret)?;
    let anchor = vault.anchor();
    vault.close()?;
    Ok(Anchor { date: at.now.date_naive(), code: anchor.code })
}

/// Finds the entry that a code on paper names.
///
/// # Errors
/// It does not open, or no entry has this code.
pub fn find(at: &At, code: &str, secret: impl FnOnce() -> Result<Passphrase>) -> Result<Found> {
    let vault = opened(at, secret)?;
    let found = vault.find_anchor(code)?;
    vault.close()?;
    found.map(|entry| Found { at: entry.at }).ok_or_else(|| {
        Error::new(
            Code::NotFound,
            "No entry of this record has this code.",
            "Compare it with the paper letter by letter. If it is typed rightly, this is not the record that the paper was \
             printed from, or it was changed before that entry. Nothing was changed now; keep the folder as it is.",
        )
    })
}
