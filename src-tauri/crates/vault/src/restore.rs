//! Restoring a backup into a folder of its own, beside what is there and never over it.

use std::fs::{self, File};
use std::path::Path;

use chrono::{DateTime, FixedOffset};

use crate::bundle::{BackupCheck, BundleKey, Manifest, check_bundle, note_of};
use crate::create::prepare_folder;
use crate::database::restrict_to_owner;
use crate::error::{BackupError, VaultError};
use crate::faults::step;
use crate::keyring_file::{self, CURRENT};
use crate::lock_file::take_lock;
use crate::open::UnlockSecret;
use crate::place::place_problem;
use crate::room::need_room;

// The name of the record file until all of it is there.
const DRAFT: &str = "restoring.db";

/// Whether the disk has room for what a backup holds.
///
/// # Errors
/// [`VaultError::NoRoom`]; [`VaultError::Backup`] when it is not a backup.
pub fn room_to_restore(backup: &Path, into: &Path) -> Result<(), VaultError> {
    need_room("Restoring this backup", into, Manifest::read_alone(backup)?.bytes())
}

/// Restores a backup into a new or empty folder, after all of it was checked. The vault is there when this returns, and opens
/// with the passphrases of the day of the backup. Nothing else is touched.
///
/// # Errors
/// As [`crate::test_backup`]; [`VaultError::VaultExists`], [`VaultError::FolderNotEmpty`] or [`VaultError::Place`] for a folder
/// that cannot be used; the disk's refusal. No vault has been made then.
pub fn restore(
    backup: &Path,
    into: &Path,
    secret: &UnlockSecret,
    now: DateTime<FixedOffset>,
) -> Result<BackupCheck, VaultError> {
    if let Some(problem) = place_problem(into) {
        return Err(problem.into());
    }
    room_to_restore(backup, into)?;
    let (check, manifest, _) = check_bundle(backup, &BundleKey::Typed(secret), now, &mut |_| ())?;
    step("Making the folder of the vault")?;
    prepare_folder(into)?;
    let _lock = take_lock(into)?;
    let keyring = keyring_file::read(backup)?.keyring;
    let place = into.join(&keyring.database);
    let outcome = (|| {
        let failed = |error: std::io::Error| VaultError::file("Copying the record file", &error);
        step("Copying the record file")?;
        let draft = into.join(DRAFT);
        fs::copy(backup.join(&keyring.database), &draft).map_err(failed)?;
        restrict_to_owner(&draft)?;
        File::options().write(true).open(&draft).and_then(|file| file.sync_all()).map_err(failed)?;
        let copied = note_of(into, DRAFT)?;
        let is_same = manifest.files.iter().any(|file| {
            file.name == keyring.database && (file.bytes, file.sha256) == (copied.bytes, copied.sha256)
        });
        if !is_same {
            return Err(BackupError::Differs("the copy does not read as the backup does").into());
        }
        step("Putting the record file in its place")?;
        fs::rename(&draft, &place).map_err(failed)?;
        keyring_file::sync_folder(into)?;
        step("Writing the keyring")?;
        keyring_file::refresh_previous(into, &keyring)?;
        keyring_file::replace(into, &keyring)
    })();
    if let Err(error) = outcome {
        // Without a keyring nothing here is a vault; what was copied must not stand in the way of the next try.
        if !into.join(CURRENT).exists() {
            for name in [DRAFT, keyring.database.as_str(), keyring_file::PREVIOUS] {
                let _ = fs::remove_file(into.join(name));
            }
        }
        return Err(error);
    }
    Ok(check)
}
