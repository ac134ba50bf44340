//! Backups without a window: making one, testing one, restoring one beside what is there.

use crate::backups::restored;
use crate::program::vault::{At, opened, secret_for};
use crate::{Code, Error, Surroundings};
use crate::{Result, check_place};
use ::vault::{BackupCheck, Passphrase, UnlockSecret};
use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use std::path::Path;

/// A backup in which everything verifies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Backup {
    /// Folder of the backup.
    pub folder: String,
    /// When it was made.
    pub made_at: DateTime<FixedOffset>,
    /// Entries in it that whoever opened it can read.
    pub entries: u64,
    /// Code of its last entry, as it is printed on paper.
    pub anchor_code: String,
    /// Generation of the keys.
    pub generation: u64,
    /// Nothing in it is real.
    pub practice: bool,
    /// Bytes of its files.
    pub bytes: u64,
}

/// Makes a backup in a folder of its own inside `to`, and checks it by opening it.
///
/// # Errors
/// The record does not open, or the backup could not be made whole: there is none then.
pub fn back_up(at: &At, to: &Path, secret: impl FnOnce() -> Result<Passphrase>) -> Result<Backup> {
    let vault = opened(at, secret)?;
    let made = vault.backup(to, at.now)?;
    vault.close()?;
    Ok(made.into())
}

/// Whether a backup could be restored to `at`: it is opened and checked, and the place is looked at. Nothing is written.
///
/// # Errors
/// It could not: the message says why.
pub fn test_restore(at: &At, from: &Path, secret: impl FnOnce() -> Result<Passphrase>) -> Result<Backup> {
    if let Some(problem) = check_place(&at.folder) {
        return Err(
            Error::new(Code::VaultPlace, problem, "Nothing was written. Name another folder.").at("folder")
        );
    }
    ::vault::room_to_restore(from, &at.folder)?;
    Ok(::vault::test_backup(from, &secret_of(from, secret)?, at.now)?.into())
}

pub use crate::backups::DisposalsWord;

/// Restores a backup into a new or empty folder. Nothing else is touched.
///
/// # Errors
/// As [`test_restore`], and the disk's refusal. No record has been made then, unless the message says that there is one without the
/// statement.
pub fn restore(
    at: &At,
    from: &Path,
    word: &DisposalsWord,
    secret: impl FnOnce() -> Result<Passphrase>,
) -> Result<Backup> {
    let (secret, now) = (secret_of(from, secret)?, at.now);
    let world = Surroundings::new(Box::new(move || now));
    let profile = ::vault::Profile { folder: at.profile.clone() };
    Ok(restored(from, &at.folder, &secret, word, &profile, world)?.into())
}

fn secret_of(from: &Path, typed: impl FnOnce() -> Result<Passphrase>) -> Result<UnlockSecret> {
    secret_for(::vault::is_practice_backup(from)?, typed)
}

impl From<BackupCheck> for Backup {
    fn from(check: BackupCheck) -> Self {
        Self {
            folder: check.folder.to_string_lossy().into_owned(),
            made_at: check.made_at,
            entries: check.entries,
            anchor_code: check.anchor.code,
            generation: check.generation,
            practice: check.practice,
            bytes: check.bytes,
        }
    }
}
