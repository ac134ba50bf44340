//! One program at a time: an advisory lock on a file of the vault folder that is never deleted.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use crate::breakage::{Breakage, is_broken};
use crate::error::VaultError;

/// Held as long as the vault is open; the system releases it when the process ends, however it ends.
#[derive(Debug)]
pub(crate) struct LockFile {
    file: File,
}

impl LockFile {
    /// The same lock once more: it is released when both are gone.
    pub(crate) fn share(&self) -> Result<Self, VaultError> {
        let file = self
            .file
            .try_clone()
            .map_err(|error| VaultError::file("Keeping the lock of the vault", &error))?;
        Ok(Self { file })
    }
}

/// Takes the lock, or says that another program has it.
pub(crate) fn take_lock(folder: &Path) -> Result<LockFile, VaultError> {
    let path = folder.join("lock");
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)
        .map_err(|error| VaultError::file("Opening the lock file of the vault", &error))?;
    if is_broken(Breakage::NoLocks) {
        return Ok(LockFile { file });
    }
    match file.try_lock() {
        Ok(()) => Ok(LockFile { file }),
        Err(TryLockError::WouldBlock) => Err(VaultError::InUse),
        Err(TryLockError::Error(error)) => Err(VaultError::file("Locking the vault", &error)),
    }
}
