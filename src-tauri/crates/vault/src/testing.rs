//! For tests alone: the key of a database file, so that a test can alter a row the way somebody with all keys could.

pub use crate::faults::{Fault, arm, disarm};

use std::path::Path;

use zeroize::Zeroizing;

use crate::database::database_key;
use crate::error::VaultError;
use crate::keyring;
use crate::keyring_file;
use crate::open::{UnlockSecret, try_slots};

/// The 64 hexadecimal digits with which any SQLCipher program opens the record file of a vault.
///
/// # Errors
/// [`VaultError::WrongSecret`], or what is wrong with the keyring.
pub fn raw_database_key(folder: &Path, secret: &UnlockSecret) -> Result<Zeroizing<String>, VaultError> {
    let keyring = keyring_file::read(folder)?.keyring;
    let (slot, secret) = try_slots(&keyring, secret)?.ok_or(VaultError::WrongSecret)?;
    let user = keyring.users.iter().find(|user| user.slot == slot).ok_or(VaultError::WrongSecret)?;
    database_key(&*keyring::open_file_key(&keyring, user, &secret)?)
}
