//! Restoring a backup into a folder of its own, before any record is open. What is there is never written over.

use crate::program::vault::secret_for;
use crate::setup::free_place;
use crate::view::{FoundBackupView, RestoredView};
use crate::when::{day_words, moment};
use crate::{Code, Error, Result, check_place, settings};
use chrono::{DateTime, FixedOffset};
use std::path::{Path, PathBuf};
use vault::{Passphrase, RecoveryCode, UnlockSecret};
use zeroize::Zeroizing;

/// What opens the backup: it is what opened the record on the day of the backup.
#[derive(Debug)]
pub enum BackupSecret {
    /// A passphrase; empty for a practice record, whose passphrase is published.
    Passphrase(Zeroizing<String>),
    /// The groups of the recovery sheet of that day.
    Groups(Vec<Zeroizing<String>>),
}

/// What a folder holds that was chosen as a backup, and a free place beside the record for what is restored. All files of
/// the backup are read.
///
/// # Errors
/// It is no backup, or not whole.
pub fn look_at_backup(backup: &Path, record: &Path) -> Result<FoundBackupView> {
    let note = vault::look_at_backup(backup)?;
    let folder = restore_place(record);
    Ok(FoundBackupView {
        made: moment(note.made_at.naive_local()),
        size: settings::size(note.bytes),
        practice: note.practice,
        place_problem: check_place(&folder),
        folder: folder.to_string_lossy().into_owned(),
    })
}

/// A free place beside the record: for what is restored.
fn restore_place(record: &Path) -> PathBuf {
    let name = record.file_name().unwrap_or_default().to_string_lossy().into_owned();
    free_place(&record.with_file_name(format!("{name} restored")))
}

/// Restores a backup into a new or empty folder, after all of it was checked. Nothing else is touched.
///
/// # Errors
/// The place cannot be used; the backup is none, not whole, or does not open with this secret; the disk's refusal. No record
/// was made then.
pub fn restore_backup(
    backup: &Path,
    into: &Path,
    secret: BackupSecret,
    now: DateTime<FixedOffset>,
) -> Result<RestoredView> {
    if let Some(problem) = check_place(into) {
        return Err(Error::new(Code::VaultPlace, problem, "Nothing was restored. Choose another folder.")
            .at("folder"));
    }
    let practice = vault::is_practice_backup(backup)?;
    let secret = match secret {
        BackupSecret::Passphrase(typed) => secret_for(practice, || {
            if typed.trim().is_empty() {
                let help = "Type the one of the day of the backup, or use the recovery sheet of that day.";
                return Err(Error::new(Code::Missing, "The passphrase is empty.", help).at("passphrase"));
            }
            Ok(Passphrase::typed(&typed))
        })?,
        BackupSecret::Groups(groups) => {
            let joined =
                Zeroizing::new(groups.iter().map(|group| group.as_str()).collect::<Vec<_>>().join(" "));
            UnlockSecret::RecoveryCode(RecoveryCode::typed(&joined)?)
        }
    };
    let check = vault::restore(backup, into, &secret, now)?;
    Ok(RestoredView {
        folder: into.to_string_lossy().into_owned(),
        words: format!(
            "The backup is restored and checked. It holds the record up to {}. The record of before was not touched.",
            day_words(check.anchor.date)
        ),
    })
}
