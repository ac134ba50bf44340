//! For tests alone: the key of a database file, so that a test can alter a row the way somebody with all keys could; the secrets
//! that must not be found in memory; guards that are taken out on purpose.

pub use crate::breakage::{Breakage, break_on_purpose};
pub use crate::faults::{Fault, arm, disarm};
pub use crate::room::free_space;

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

/// A secret, and what it is called.
pub type NamedSecret = (&'static str, Zeroizing<Vec<u8>>);

/// Everything that opens the vault for whoever has this secret, as the bytes that lie in memory while it is open: the keys of the
/// person, the key of the file, and the key of the database in both its forms.
///
/// # Errors
/// As [`raw_database_key`].
pub fn secrets_in_memory(folder: &Path, secret: &UnlockSecret) -> Result<Vec<NamedSecret>, VaultError> {
    let keyring = keyring_file::read(folder)?.keyring;
    let (slot, person) = try_slots(&keyring, secret)?.ok_or(VaultError::WrongSecret)?;
    let user = keyring.users.iter().find(|user| user.slot == slot).ok_or(VaultError::WrongSecret)?;
    let file_key = keyring::open_file_key(&keyring, user, &person)?;
    let digits = database_key(&file_key)?;
    let raw = data_encoding::HEXLOWER.decode(digits.as_bytes()).map_err(|_| VaultError::Encryption)?;
    let copy = |bytes: &[u8]| Zeroizing::new(bytes.to_vec());
    Ok(vec![
        ("the secret key that opens", copy(person.x25519().as_slice())),
        ("the secret key that signs", copy(person.ed25519().as_slice())),
        ("the key of the file", copy(file_key.as_slice())),
        ("the key of the database", Zeroizing::new(raw)),
        ("the key of the database as digits", copy(digits.as_bytes())),
    ])
}
