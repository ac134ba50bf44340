//! Restoring a backup into a folder of its own, before any record is open. What is there is never written over.

use crate::program::vault::secret_for;
use crate::setup::free_place;
use crate::view::{FoundBackupView, RestoredView};
use crate::when::{day_words, moment};
use crate::{Code, Error, Result, Surroundings, check_place, settings};
use std::path::{Path, PathBuf};
use vault::{BackupCheck, Passphrase, Profile, RecoveryCode, UnlockSecret};
use zeroize::Zeroizing;

/// What opens the backup: it is what opened the record on the day of the backup.
#[derive(Debug)]
pub enum BackupSecret {
    /// A passphrase; empty for a practice record, whose passphrase is published.
    Passphrase(Zeroizing<String>),
    /// The groups of the recovery sheet of that day.
    Groups(Vec<Zeroizing<String>>),
}

/// What somebody who restores an older copy says about disposals since; both empty where this computer can tell by itself.
#[derive(Debug, Default)]
pub struct DisposalsWord {
    /// Codes of certificates, however they are written.
    pub certificates: String,
    /// A confirmation in writing that there are none, or who takes it upon themselves.
    pub statement: String,
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
    word: &DisposalsWord,
    profile: &Profile,
    world: Surroundings,
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
    let check = restored(backup, into, &secret, word, profile, world)?;
    Ok(RestoredView {
        folder: into.to_string_lossy().into_owned(),
        words: format!(
            "The backup is restored and checked. It holds the record as it was when the backup was made, on {}. The record of before was not touched.",
            day_words(check.made_at.naive_local().date())
        ),
    })
}

/// Restores, once it is known what was disposed of since or somebody gave their word. What had been disposed of is disposed of
/// again when the restored record is unlocked, before anything is shown.
pub(crate) fn restored(
    backup: &Path,
    into: &Path,
    secret: &UnlockSecret,
    word: &DisposalsWord,
    profile: &Profile,
    world: Surroundings,
) -> Result<BackupCheck> {
    let codes: Vec<_> = word.certificates.split(['\n', ',', ';']).map(str::trim).map(str::to_owned).collect();
    let codes: Vec<_> = codes.into_iter().filter(|code| !code.is_empty()).collect();
    let statement = domain::optional_line(Some(&word.statement), "statement")?;
    let since = vault::disposals_since(backup, profile, secret, &codes, world.now())?;
    if let Some(unknown) = since.unknown_codes.first() {
        let message = format!("The backup holds nothing that the code {unknown} names.");
        let help = "Nothing was restored. Compare the code with the certificate; each code stands on a line of its own.";
        return Err(Error::new(Code::NotFound, message, help).at("certificates"));
    }
    if !since.known && codes.is_empty() && statement.is_none() {
        return Err(vault::VaultError::Backup(vault::BackupError::DisposalsUnknown).into());
    }
    let check = vault::restore(backup, into, secret, world.now())?;
    if let Some(statement) = statement {
        // The record is left as if it had not been opened: its first unlocking still says that it is an older copy.
        let event = domain::OfficeEvent::DisposalsUnknown(domain::DisposalsUnknown { statement });
        crate::unlock::open(world, profile, into, secret.clone())
            .and_then(|(mut session, _)| session.record_office(vec![event], None))
            .map_err(unconfirmed)?;
    }
    Ok(check)
}

/// There is a record, without the word on which it was made.
fn unconfirmed(error: Error) -> Error {
    let message = format!(
        "The backup is restored, but your statement on what was disposed of since could not be recorded in it. {}",
        error.message
    );
    let help = "Do not work in the restored record. Remove its folder, free some space, and restore once more; the backup is as \
                it was.";
    Error { message, help: help.to_owned(), ..error }
}
