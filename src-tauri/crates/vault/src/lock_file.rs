//! One program at a time: an advisory lock on a file of the vault folder that is never deleted.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::sync::Arc;

use crate::breakage::{Breakage, is_broken};
use crate::error::VaultError;

/// Held as long as the vault is open; the system releases it when the process ends, however it ends.
#[derive(Debug)]
pub(crate) struct LockFile {
    _held: Arc<Held>,
}

// Released in so many words: a program that is being started by this one has the open file for a moment, and with it the lock,
// although it is closed here.
#[derive(Debug)]
struct Held(File);

impl Drop for Held {
    fn drop(&mut self) {
        let _ = self.0.unlock();
    }
}

impl LockFile {
    fn of(file: File) -> Self {
        Self { _held: Arc::new(Held(file)) }
    }

    /// The same lock once more: it is released when both are gone.
    pub(crate) fn share(&self) -> Self {
        Self { _held: Arc::clone(&self._held) }
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
        return Ok(LockFile::of(file));
    }
    match file.try_lock() {
        Ok(()) => Ok(LockFile::of(file)),
        Err(TryLockError::WouldBlock) => Err(VaultError::InUse),
        Err(TryLockError::Error(error)) => Err(VaultError::file("Locking the vault", &error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_released_although_a_program_that_is_being_started_still_has_the_open_file() {
        let folder = tempfile::tempdir().unwrap();
        let lock = take_lock(folder.path()).unwrap();
        let (other, in_a_child) = (lock.share(), lock._held.0.try_clone().unwrap());
        drop(lock);
        assert!(matches!(take_lock(folder.path()), Err(VaultError::InUse)), "it was shared");
        drop(other);
        take_lock(folder.path()).unwrap();
        drop(in_a_child);
    }
}
