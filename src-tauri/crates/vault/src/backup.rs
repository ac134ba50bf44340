//! Making a backup: the record file through the database's own backup interface, its keyring, a manifest; opened and checked
//! before it gets its name.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use crate::bundle::{BackupCheck, MANIFEST, Manifest, part_of};
use crate::database::{copy_database, read_salt, restrict_to_owner};
use crate::error::{BackupError, VaultError};
use crate::faults::step;
use crate::kept_backups::{BackupTester, remove_files};
use crate::keyring;
use crate::keyring_file::{self, CURRENT};
use crate::known_disposals::{self, KnownDisposals};
use crate::room::need_room;
use crate::session::Vault;

/// How the folder of a backup that is being made begins and ends.
const BEGUN: &str = ".custodian-backup-";
const UNFINISHED: &str = ".unfinished";
/// Locked by the program that is making a backup, for as long as it does: the system lets go of it however that program ends.
pub(crate) const MAKING: &str = "making";
/// Where nothing can be locked, what was not touched for so long is made by no program any more.
const LONGEST_BACKUP: Duration = Duration::from_secs(60 * 60);
/// Locks of another workstation may not be seen here: what was touched so lately is left alone although its lock is free.
const QUIET: Duration = Duration::from_secs(10 * 60);
/// The share of a backup's work that copying is; the rest is checking what was copied.
const COPIED: u8 = 40;

impl Vault {
    /// Makes a backup in a folder of its own inside `into`, which may lie on a removable disk, and checks it by opening it.
    /// The folder has the name that is returned only when all of it is there and sound.
    ///
    /// # Errors
    /// [`BackupError::InsideVault`]; the disk's refusal; what does not verify. There is no backup then, and the vault is as it was.
    pub fn backup(&self, into: &Path, now: DateTime<FixedOffset>) -> Result<BackupCheck, VaultError> {
        self.backup_telling(into, now, &mut |_| ())
    }

    /// As [`Vault::backup`], and tells how far it is: a share of all the work from 0 to 100, never less than before.
    ///
    /// # Errors
    /// As [`Vault::backup`].
    pub fn backup_telling(
        &self,
        into: &Path,
        now: DateTime<FixedOffset>,
        tell: &mut dyn FnMut(u8),
    ) -> Result<BackupCheck, VaultError> {
        self.begin_backup(into, now, tell)?.check(tell)
    }

    /// The part of a backup for which the vault is needed: its files are copied, and checking them needs the vault no more.
    /// Tells how far it is as [`Vault::backup_telling`] does.
    ///
    /// # Errors
    /// As [`Vault::backup`].
    pub fn begin_backup(
        &self,
        into: &Path,
        now: DateTime<FixedOffset>,
        tell: &mut dyn FnMut(u8),
    ) -> Result<BegunBackup, VaultError> {
        if let Some(cause) = self.stopped.get() {
            return Err(VaultError::MustReopen(cause));
        }
        let failed = |error: std::io::Error| VaultError::file("Making the backup", &error);
        step("Making the folder of the backup")?;
        let own = fs::canonicalize(&self.folder).map_err(failed)?;
        // Before a folder is made: what is refused leaves nothing behind.
        let there = into.ancestors().find_map(|above| fs::canonicalize(above).ok());
        if there.is_some_and(|there| there.starts_with(&own)) {
            return Err(BackupError::InsideVault.into());
        }
        need_room("Making a backup", into, self.file_bytes()?)?;
        keyring_file::make_folder(into).map_err(failed)?;
        let into = fs::canonicalize(into).map_err(failed)?;
        if into.starts_with(own) {
            return Err(BackupError::InsideVault.into());
        }
        sweep_unfinished(&into);
        // Removed with all that is in it, unless it gets its name.
        let draft =
            tempfile::Builder::new().prefix(BEGUN).suffix(UNFINISHED).tempdir_in(&into).map_err(failed)?;
        // A disk that knows no owners, such as a memory stick, may refuse.
        let _ = restrict_to_owner(draft.path());
        let making = File::create_new(draft.path().join(MAKING)).map_err(failed)?;
        // On a disk that knows no locks its age tells.
        if let Err(TryLockError::WouldBlock) = making.try_lock() {
            return Err(VaultError::InUse);
        }
        self.fill_backup(draft.path(), now, &mut |done| tell(part_of(done, 0, COPIED)))?;
        let end = (self.head.count, self.head.hash);
        Ok(BegunBackup { making, draft, into, tester: self.backup_tester(), end, now })
    }

    fn fill_backup(
        &self,
        draft: &Path,
        now: DateTime<FixedOffset>,
        tell: &mut dyn FnMut(u8),
    ) -> Result<(), VaultError> {
        let user = self.keyring.users.iter().find(|user| user.slot == self.me.slot);
        let user = user.ok_or(VaultError::WrongSecret)?;
        let file_key = keyring::open_file_key(&self.keyring, user, &self.my_secret())?;
        let path = draft.join(&self.keyring.database);
        step("Copying the record file")?;
        copy_database(&self.connection, &path, &file_key, tell)?;
        // A copy has first bytes of its own, and its keyring names them.
        let mut keyring = self.keyring.clone();
        keyring.database_salt = read_salt(&path)?;
        keyring::authenticate(&mut keyring, &file_key)?;
        step("Writing the keyring of the backup")?;
        keyring_file::replace(draft, &keyring)?;
        step("Writing the manifest of the backup")?;
        let key = self.keys.get(self.memory_key);
        let mut gone = known_disposals::recall(&self.profile, keyring.vault_id, key)?.streams;
        gone.extend(self.people.disposed.keys());
        let gone = (!gone.is_empty()).then(|| KnownDisposals::of(keyring.vault_id, key, gone)).transpose()?;
        Manifest::of(draft, &keyring, (self.head.count, self.head.hash), gone, now)?
            .sealed(key)?
            .write(draft)?;
        // On a disk that knows owners; one that does not, such as a memory stick, ignores it or refuses.
        for item in fs::read_dir(draft).into_iter().flatten().flatten() {
            let _ = restrict_to_owner(&item.path());
        }
        keyring_file::sync_folder(draft)
    }
}

/// A backup whose files are there, under the name of one that is being made. Dropped before it was checked, it is removed.
pub struct BegunBackup {
    // Before the folder it lies in: what is open cannot be removed everywhere.
    making: File,
    draft: tempfile::TempDir,
    into: PathBuf,
    tester: BackupTester,
    /// Where the record ended when it was copied.
    end: (u64, [u8; 32]),
    now: DateTime<FixedOffset>,
}

impl BegunBackup {
    /// Checks the backup by opening it and gives it its name. The record may go on meanwhile: it is compared with the end that
    /// the record had when it was copied.
    ///
    /// # Errors
    /// As [`Vault::backup`].
    pub fn check(self, tell: &mut dyn FnMut(u8)) -> Result<BackupCheck, VaultError> {
        let failed = |error: std::io::Error| VaultError::file("Making the backup", &error);
        step("Checking the backup")?;
        let mut checking = |done| tell(part_of(done, COPIED, 100));
        let tested = self.tester.test(self.draft.path(), self.now, &mut checking)?;
        if tested.end != self.end {
            return Err(BackupError::Differs("it does not hold the record as it is").into());
        }
        step("Giving the backup its name")?;
        let place = free_name(&self.into, self.now);
        fs::remove_file(self.draft.path().join(MAKING)).map_err(failed)?;
        drop(self.making);
        fs::rename(self.draft.path(), &place).map_err(failed)?;
        // It is whole and has its name: nothing is left to be removed.
        let _ = self.draft.keep();
        keyring_file::sync_folder(&self.into)?;
        // Whoever swept it in that moment, against all rules, left a folder that is no backup.
        if ![MANIFEST, CURRENT].iter().all(|name| place.join(name).exists()) {
            return Err(BackupError::Missing.into());
        }
        Ok(BackupCheck { folder: place, ..tested.check })
    }
}

impl Vault {
    /// Removes what programs that were ended left of backups they were making: such a copy opens like a finished one and no list
    /// names it. One that a program is still making is left alone.
    pub fn sweep_unfinished_backups(&self, folder: &Path) {
        sweep_unfinished(folder);
    }
}

fn sweep_unfinished(folder: &Path) {
    for item in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = item.file_name();
        let name = name.to_string_lossy();
        let is_draft = name.starts_with(BEGUN) && name.ends_with(UNFINISHED);
        // A link could lead anywhere.
        let is_folder = item.file_type().is_ok_and(|kind| kind.is_dir());
        if is_draft && is_folder && is_left_behind(&item.path()) {
            let _ = remove_files(&item.path());
        }
    }
}

// The lock of a program that was ended is free. Where there is none, age tells.
fn is_left_behind(draft: &Path) -> bool {
    let lock = File::open(draft.join(MAKING)).map(|making| making.try_lock());
    let quiet = match lock {
        Ok(Err(TryLockError::WouldBlock)) => return false,
        Ok(Ok(())) => QUIET,
        Ok(Err(TryLockError::Error(_))) | Err(_) => LONGEST_BACKUP,
    };
    let files = fs::read_dir(draft).into_iter().flatten().flatten().map(|item| item.path());
    let touched = |path: &Path| fs::metadata(path).and_then(|about| about.modified()).ok();
    let last = files.chain([draft.to_path_buf()]).filter_map(|path| touched(&path)).max();
    last.and_then(|at| at.elapsed().ok()).is_some_and(|age| age > quiet)
}

// Named by its moment; two in one second get numbers.
fn free_name(into: &Path, now: DateTime<FixedOffset>) -> PathBuf {
    let name = format!("custodian-backup-{}", now.format("%Y-%m-%d-%H%M%S"));
    let numbered = (2_u32..).map(|number| into.join(format!("{name}-{number}")));
    let mut names = std::iter::once(into.join(&name)).chain(numbered);
    names.find(|place| !place.exists()).unwrap_or_else(|| into.join(&name))
}
