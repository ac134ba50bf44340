//! The backups that the program looks after: where they are kept is remembered on this workstation, they are listed by what
//! they say of themselves, tested against the record that is open, and the oldest are removed once a newer one was checked.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Days, FixedOffset};

use crate::backup::MAKING;
use crate::bundle::{BackupCheck, BundleKey, MANIFEST, Manifest, check_bundle};
use crate::error::{BackupError, VaultError, reading};
use crate::ids::VaultId;
use crate::keyring::UserSecret;
use crate::keyring_file::{self, CURRENT};
use crate::locked_keys::{KeyAt, LockedKeys};
use crate::profile::{self, Profile};
use crate::session::Vault;

const FOLDERS_FILE: &str = "backup-folders.json";

/// Days after which a backup that this program looks after is removed with the next one that is made, whatever else is kept.
pub const BACKUP_DAYS: u64 = 90;

/// How the name of a backup ends that is being removed.
const EXPIRED: &str = ".expired";

/// A finished backup of the record that is open, as its manifest tells. Its files were not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptBackup {
    /// The name of its folder inside the folder for backups.
    pub name: String,
    /// When it was made.
    pub made_at: DateTime<FixedOffset>,
    /// Bytes of its files.
    pub bytes: u64,
}

/// How the end of a backup stands to the record that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// The backup ends where the record once ended: all of it stands unchanged in the record.
    Within,
    /// The record never ended there: it is older than the backup, or has another history.
    Apart,
}

/// The keys of whoever has a vault open, to test backups of that vault with.
pub struct BackupTester {
    vault: VaultId,
    slot: String,
    keys: LockedKeys,
    x25519: KeyAt,
    ed25519: KeyAt,
}

/// A backup in which everything verifies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestedBackup {
    /// What it was found to hold.
    pub check: BackupCheck,
    /// How many rows its chain has, and the hash of the last one.
    pub(crate) end: (u64, [u8; 32]),
}

impl BackupTester {
    /// Opens a backup only to read it and checks everything in it. Nothing is written. Tells how far it is, from 0 to 100.
    ///
    /// # Errors
    /// As [`Vault::test_own_backup`].
    pub fn test(
        &self,
        backup: &Path,
        now: DateTime<FixedOffset>,
        tell: &mut dyn FnMut(u8),
    ) -> Result<TestedBackup, VaultError> {
        if Manifest::read_alone(backup)?.vault_id != self.vault {
            return Err(BackupError::OtherVault.into());
        }
        let secret = UserSecret::of(self.keys.get(self.x25519), self.keys.get(self.ed25519));
        let key = BundleKey::Known(&self.slot, &secret);
        let (check, manifest, _) = check_bundle(backup, &key, now, tell)?;
        Ok(TestedBackup { check, end: (manifest.rows, manifest.head.0) })
    }
}

impl Vault {
    /// The folder in which backups are kept on this workstation, if one was chosen.
    pub fn backup_folder(&self) -> Option<PathBuf> {
        read_folders(&self.profile).remove(&self.keyring.vault_id.to_string())
    }

    /// Keeps backups in this folder from now on. Other vaults keep theirs.
    ///
    /// # Errors
    /// [`BackupError::InsideVault`], [`BackupError::FolderGone`], or the disk's refusal to remember it: the folder of before
    /// stays chosen then.
    pub fn keep_backups_in(&self, folder: &Path) -> Result<(), VaultError> {
        let real = fs::canonicalize(folder).map_err(|_| BackupError::FolderGone)?;
        let own = fs::canonicalize(&self.folder)
            .map_err(|error| VaultError::file("Looking for the folder of the vault", &error))?;
        if real.starts_with(own) {
            return Err(BackupError::InsideVault.into());
        }
        let mut folders = read_folders(&self.profile);
        folders.insert(self.keyring.vault_id.to_string(), real);
        profile::write_map(&self.profile, &self.profile.folder.join(FOLDERS_FILE), &folders)
    }

    /// The finished backups of this record in a folder, the newest first. What is unfinished, unreadable or of another vault
    /// is left out.
    ///
    /// # Errors
    /// [`BackupError::FolderGone`].
    pub fn kept_backups(&self, folder: &Path) -> Result<Vec<KeptBackup>, VaultError> {
        let items = fs::read_dir(folder).map_err(|_| BackupError::FolderGone)?;
        let mut kept: Vec<_> = items
            .flatten()
            .filter_map(|item| {
                let name = item.file_name().into_string().ok().filter(|name| !name.starts_with('.'))?;
                let manifest = Manifest::read_alone(&item.path()).ok()?;
                let is_ours = manifest.vault_id == self.keyring.vault_id
                    && manifest.has_its_code(self.keys.get(self.memory_key));
                is_ours.then(|| KeptBackup { name, made_at: manifest.made_at, bytes: manifest.bytes() })
            })
            .collect();
        kept.sort_by(|one, other| (other.made_at, &other.name).cmp(&(one.made_at, &one.name)));
        Ok(kept)
    }

    /// Opens a backup only to read it, with the keys of whoever has the vault open; checks everything in it, and compares its
    /// end with the record. Nothing is written. Tells how far it is, from 0 to 100.
    ///
    /// # Errors
    /// [`BackupError::OtherVault`], [`BackupError::OlderThanKey`]; otherwise as [`crate::test_backup`].
    pub fn test_own_backup(
        &self,
        backup: &Path,
        now: DateTime<FixedOffset>,
        tell: &mut dyn FnMut(u8),
    ) -> Result<(BackupCheck, Agreement), VaultError> {
        let tested = self.backup_tester().test(backup, now, tell)?;
        let agreement = self.agreement_with(&tested)?;
        Ok((tested.check, agreement))
    }

    /// What a test of backups needs of the vault, so that the vault can be worked in while it lasts.
    pub fn backup_tester(&self) -> BackupTester {
        let mut keys = LockedKeys::new();
        let x25519 = keys.put(self.keys.get(self.me.x25519));
        let ed25519 = keys.put(self.keys.get(self.me.ed25519));
        BackupTester { vault: self.keyring.vault_id, slot: self.me.slot.clone(), keys, x25519, ed25519 }
    }

    /// How the end of a backup that was tested stands to the record as it is now.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn agreement_with(&self, tested: &TestedBackup) -> Result<Agreement, VaultError> {
        let (rows, end) = tested.end;
        let known = i64::try_from(rows).ok().map(|seq| {
            self.connection
                .query_row("SELECT hash FROM events WHERE seq = ?1", [seq], |row| row.get::<_, Vec<u8>>(0))
        });
        match known {
            Some(Ok(hash)) if hash == end => Ok(Agreement::Within),
            Some(Err(error)) if error != rusqlite::Error::QueryReturnedNoRows => Err(reading(&error)),
            _ => Ok(Agreement::Apart),
        }
    }

    /// Whether a backup that was just made is one of the record as it stands: every disposal and every ended access writes the
    /// record anew, and a backup of before is removed.
    ///
    /// # Errors
    /// [`BackupError::Overtaken`] when it was removed, or the disk's refusal to remove it.
    pub fn still_stands(&self, made: &BackupCheck) -> Result<(), VaultError> {
        if made.generation == self.keyring.generation {
            return Ok(());
        }
        let failed = |error: std::io::Error| VaultError::file("Removing a backup that was overtaken", &error);
        let (name, place) = (made.folder.file_name().unwrap_or_default(), made.folder.parent());
        let place = place.unwrap_or(&made.folder);
        // As one that expires: cut off in the middle, it is never offered as a backup, and the next expiry takes the rest away.
        let overtaken = place.join(format!(".{}{EXPIRED}", name.to_string_lossy()));
        fs::rename(&made.folder, &overtaken).map_err(failed)?;
        keyring_file::sync_folder(place)?;
        remove_files(&overtaken).map_err(failed)?;
        keyring_file::sync_folder(place)?;
        Err(BackupError::Overtaken.into())
    }

    /// Removes the oldest backups of this record from a folder, so that `keep` of them are left and none is older than
    /// [`BACKUP_DAYS`]: what was disposed of must not lie in them for ever. The one that was just made
    /// and checked is never removed, whatever the clock said. Only files that a backup is made of are touched, and a folder
    /// that holds anything else stays. Returns those that are gone.
    ///
    /// # Errors
    /// [`BackupError::FolderGone`], or the disk's refusal; what was removed before that is gone.
    pub fn expire_backups(
        &self,
        folder: &Path,
        keep: usize,
        made: &BackupCheck,
    ) -> Result<Vec<KeptBackup>, VaultError> {
        let failed = |error: std::io::Error| VaultError::file("Removing an old backup", &error);
        let newest = made.folder.file_name();
        let others = self.kept_backups(folder)?.into_iter();
        let others = others.filter(|kept| newest.is_none_or(|newest| newest != kept.name.as_str()));
        let mut gone = Vec::new();
        let last = made.made_at.checked_sub_days(Days::new(BACKUP_DAYS));
        let is_surplus = |(place, old): &(usize, KeptBackup)| {
            *place >= keep.saturating_sub(1) || last.is_some_and(|last| old.made_at < last)
        };
        for (_, old) in others.enumerate().filter(is_surplus) {
            // From here on it bears no name of a backup: cut off in the middle, it is never offered as one, and the next
            // expiry takes away what is left of it.
            let expired = folder.join(format!(".{}{EXPIRED}", old.name));
            fs::rename(folder.join(&old.name), &expired).map_err(failed)?;
            gone.push(old);
        }
        if !gone.is_empty() {
            // Before a file is removed the name must be gone for good: else a power cut leaves the name and not the files.
            keyring_file::sync_folder(folder)?;
        }
        for item in fs::read_dir(folder).map_err(failed)?.flatten() {
            let is_expired = item
                .file_name()
                .to_str()
                .is_some_and(|name| name.starts_with('.') && name.ends_with(EXPIRED));
            // A link could lead anywhere.
            if is_expired && item.file_type().is_ok_and(|kind| kind.is_dir()) {
                remove_files(&item.path()).map_err(failed)?;
            }
        }
        if !gone.is_empty() {
            keyring_file::sync_folder(folder)?;
        }
        Ok(gone)
    }
}

/// Removes the files that a backup is made of, and its folder if nothing else is in it.
pub(crate) fn remove_files(folder: &Path) -> std::io::Result<()> {
    for item in fs::read_dir(folder)?.flatten() {
        let name = item.file_name();
        let name = name.to_string_lossy();
        if name == MANIFEST || name == CURRENT || name == MAKING || name.starts_with("records-") {
            fs::remove_file(item.path())?;
        }
    }
    // A folder that holds something else as well is not ours to remove.
    let _ = fs::remove_dir(folder);
    Ok(())
}

fn read_folders(profile: &Profile) -> BTreeMap<String, PathBuf> {
    profile::read_map(&profile.folder.join(FOLDERS_FILE))
}
