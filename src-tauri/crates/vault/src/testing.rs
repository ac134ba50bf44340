//! For tests alone: the key of a database file, so that a test can alter a row the way somebody with all keys could.

use std::path::Path;

use zeroize::Zeroizing;

use crate::database::database_key;
use crate::error::VaultError;
use crate::keyring::{self, Role};
use crate::keyring_file;
use crate::open::UnlockSecret;

/// The 64 hexadecimal digits with which any SQLCipher program opens the record file of a vault.
///
/// # Errors
/// [`VaultError::WrongSecret`], or what is wrong with the keyring.
pub fn raw_database_key(folder: &Path, secret: &UnlockSecret) -> Result<Zeroizing<String>, VaultError> {
    let keyring = keyring_file::read(folder)?.keyring;
    let (typed, for_recovery) = match secret {
        UnlockSecret::Passphrase(passphrase) => (passphrase.bytes(), false),
        UnlockSecret::RecoveryCode(code) => (code.bytes(), true),
    };
    for user in keyring.users.iter().filter(|user| (user.role == Role::Recovery) == for_recovery) {
        if let Some(secret) = keyring::open_user(&keyring, user, typed)? {
            return database_key(&*keyring::open_file_key(&keyring, user, &secret)?);
        }
    }
    Err(VaultError::WrongSecret)
}
