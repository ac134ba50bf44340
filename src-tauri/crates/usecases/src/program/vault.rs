//! Checking and counting an encrypted record without a window.

pub use ::vault::Passphrase;

use crate::{Code, Error, Result};
use ::vault::{Profile, UnlockSecret, VaultPresence};
use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use std::path::PathBuf;

/// Which record, remembered where, at which moment.
#[derive(Debug, Clone)]
pub struct At {
    /// Folder of the record.
    pub folder: PathBuf,
    /// Folder in which this workstation remembers records; it holds no secret.
    pub profile: PathBuf,
    /// Now.
    pub now: DateTime<FixedOffset>,
}

/// A record in which everything verifies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sound {
    /// Always true: a record that does not verify is an error.
    pub sound: bool,
    /// Entries that were read and checked.
    pub entries: u64,
    /// Code of the last entry, as it is printed on paper.
    pub head_code: String,
    /// Disposals on record: what they took out is gone, and everything else is there.
    pub disposals: u64,
}

/// What a record holds, in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Nothing in it is real.
    pub practice: bool,
    /// Entries.
    pub entries: u64,
    /// Streams.
    pub streams: u64,
    /// Attachments.
    pub attachments: u64,
    /// Their bytes.
    pub attachment_bytes: u64,
    /// Drafts.
    pub drafts: u64,
    /// Bytes of the record file.
    pub file_bytes: u64,
    /// Generation of the keys.
    pub generation: u64,
    /// Disposals on record.
    pub disposals: u64,
}

/// Checks a whole record. The passphrase is asked for only where one is needed: a practice record has a published one.
///
/// # Errors
/// It does not open, or something in it does not verify: the message lists what.
pub fn verify(at: &At, secret: impl FnOnce() -> Result<Passphrase>) -> Result<Sound> {
    let secret = unlock_secret(at, secret)?;
    let report = ::vault::inspect(&at.folder, &profile(at), secret, at.now)?;
    if let (true, Some(rollback)) = (report.is_sound(), &report.rolled_back) {
        return Err(older_copy(rollback));
    }
    if report.is_sound() {
        return Ok(Sound {
            sound: true,
            entries: report.entries,
            head_code: report.head_code,
            disposals: report.disposals,
        });
    }
    let lines: Vec<_> = report.problems.iter().map(|problem| problem.words.clone()).collect();
    Err(Error::new(
        Code::VaultDamaged,
        format!("This record does not verify.\n{}", lines.join("\n")),
        "Nothing was changed. Keep this folder as it is, make no entries in it, and restore the newest verified backup.",
    ))
}

/// Counts what a record holds.
///
/// # Errors
/// It does not open.
pub fn count(at: &At, secret: impl FnOnce() -> Result<Passphrase>) -> Result<Counts> {
    let vault = opened(at, secret)?;
    let stats = vault.stats()?;
    let counts = Counts {
        practice: vault.is_practice(),
        entries: stats.entries,
        streams: stats.streams,
        attachments: stats.blobs,
        attachment_bytes: stats.blob_bytes,
        drafts: stats.drafts,
        file_bytes: stats.file_bytes,
        generation: stats.generation,
        disposals: stats.disposals,
    };
    vault.close()?;
    Ok(counts)
}

/// Opens a record to read it.
pub(crate) fn opened(at: &At, secret: impl FnOnce() -> Result<Passphrase>) -> Result<::vault::Vault> {
    let secret = unlock_secret(at, secret)?;
    let (vault, opening) = ::vault::open(&at.folder, &profile(at), secret, at.now)?;
    match &opening.rolled_back {
        // Closing would note this copy as the newest, and nobody would be told in the window any more.
        Some(rollback) => Err(older_copy(rollback)),
        None => Ok(vault),
    }
}

fn older_copy(rollback: &::vault::Rollback) -> Error {
    Error::new(
        Code::VaultDamaged,
        crate::unlock::rollback_words(rollback),
        "Keep this folder as it is and look for the newer record, or for whoever restored this one. Whoever goes on with it \
         unlocks it in the application, which says the same once more.",
    )
}

fn profile(at: &At) -> Profile {
    Profile { folder: at.profile.clone() }
}

fn unlock_secret(at: &At, typed: impl FnOnce() -> Result<Passphrase>) -> Result<UnlockSecret> {
    match ::vault::is_vault(&at.folder) {
        VaultPresence::Present { practice, .. } => secret_for(practice, typed),
        VaultPresence::Absent => Err(::vault::VaultError::NoVault.into()),
        VaultPresence::Unreadable(why) => Err(::vault::VaultError::Keyring(why).into()),
    }
}

/// The published passphrase of a practice record, or the one that is typed.
pub(crate) fn secret_for(practice: bool, typed: impl FnOnce() -> Result<Passphrase>) -> Result<UnlockSecret> {
    let passphrase = if practice { Passphrase::practice() } else { typed()? };
    Ok(UnlockSecret::Passphrase(passphrase))
}
