//! The keyring: who can open the vault and which database file is the current one.
//!
//! Readable without a secret, therefore without names or content. A checksum finds accidents before any secret is typed; the
//! code (HMAC) under a key from inside finds forgery by outsiders; self signatures and the record's own copy of the public
//! keys find a substituted key.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::error::{KeyringError, VaultError};
use crate::event::put_field;
use crate::hex_bytes::Hex;
use crate::hpke_wrap::{self, WRAP};
use crate::ids::VaultId;
use crate::stretch::{self, KdfCost, Stretching};
use crate::symmetric::{self, NONCE, TAG};

pub(crate) const FORMAT: &str = "custodian-keyring";
pub(crate) const VERSION: u32 = 1;
pub(crate) const MOST_BYTES: u64 = 64 * 1024;
pub(crate) const MOST_USERS: usize = 16;
const MOST_LABEL_CHARACTERS: usize = 80;
const SECRET: usize = 64;

/// The file, field by field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Keyring {
    pub(crate) format: String,
    pub(crate) version: u32,
    pub(crate) vault_id: VaultId,
    pub(crate) practice: bool,
    pub(crate) generation: u64,
    pub(crate) database: String,
    pub(crate) database_salt: Hex<16>,
    pub(crate) users: Vec<KeyringUser>,
    pub(crate) mac: Hex<32>,
    pub(crate) checksum: Hex<32>,
}

/// One person (or the recovery sheet) who can open the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeyringUser {
    pub(crate) slot: String,
    pub(crate) label: String,
    pub(crate) role: Role,
    pub(crate) kdf: Stretching,
    pub(crate) secret: SealedSecret,
    pub(crate) x25519: Hex<32>,
    pub(crate) ed25519: Hex<32>,
    pub(crate) file_key: Hex<WRAP>,
    pub(crate) self_sig: Hex<64>,
}

/// What a person may be. Believed only when the record says the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Role {
    Director,
    Designee,
    Recovery,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SealedSecret {
    pub(crate) nonce: Hex<NONCE>,
    pub(crate) ct: Hex<{ SECRET + TAG }>,
}

/// The two secret keys of one person.
pub(crate) struct UserSecret {
    bytes: Zeroizing<[u8; SECRET]>,
}

impl UserSecret {
    pub(crate) fn new(bytes: Zeroizing<[u8; SECRET]>) -> Self {
        Self { bytes }
    }

    /// Put together from two keys that lie in locked memory, for as long as it is needed.
    pub(crate) fn of(x25519: &[u8; 32], ed25519: &[u8; 32]) -> Self {
        let mut bytes = Zeroizing::new([0; SECRET]);
        bytes[..32].copy_from_slice(x25519);
        bytes[32..].copy_from_slice(ed25519);
        Self { bytes }
    }

    pub(crate) fn x25519(&self) -> Zeroizing<[u8; 32]> {
        self.half(0)
    }

    pub(crate) fn ed25519(&self) -> Zeroizing<[u8; 32]> {
        self.half(32)
    }

    fn half(&self, from: usize) -> Zeroizing<[u8; 32]> {
        let mut half = Zeroizing::new([0; 32]);
        half.copy_from_slice(&self.bytes[from..from + 32]);
        half
    }
}

/// Who a new slot is for.
pub(crate) struct NewUser<'a> {
    pub(crate) slot: &'a str,
    pub(crate) label: &'a str,
    pub(crate) role: Role,
    pub(crate) typed: &'a [u8],
    pub(crate) cost: KdfCost,
}

/// The name of the database file of a generation.
pub(crate) fn database_name(generation: u64) -> String {
    format!("records-{generation:06}.db")
}

/// Makes a slot: fresh settings, secret keys sealed under what was typed, public keys signed by themselves. The file key is
/// not in it yet.
pub(crate) fn make_user(
    keyring: &Keyring,
    user: &NewUser<'_>,
    secret: &UserSecret,
) -> Result<KeyringUser, VaultError> {
    let signing = SigningKey::from_bytes(&secret.ed25519());
    let mut made = KeyringUser {
        slot: user.slot.into(),
        label: user.label.chars().filter(|c| !c.is_control()).take(MOST_LABEL_CHARACTERS).collect(),
        role: user.role,
        kdf: stretch::choose(user.cost)?,
        secret: SealedSecret { nonce: Hex([0; NONCE]), ct: Hex([0; SECRET + TAG]) },
        x25519: Hex(hpke_wrap::public_key(&secret.x25519())?),
        ed25519: Hex(signing.verifying_key().to_bytes()),
        file_key: Hex([0; WRAP]),
        self_sig: Hex([0; 64]),
    };
    seal_secret(keyring, &mut made, user.typed, secret)?;
    made.self_sig = Hex(signing.sign(&self_statement(keyring, &made)).to_bytes());
    Ok(made)
}

/// The same slot with its secret keys under something else that is typed, with fresh settings.
pub(crate) fn seal_again(
    keyring: &Keyring,
    user: &KeyringUser,
    typed: &[u8],
    cost: KdfCost,
    secret: &UserSecret,
) -> Result<KeyringUser, VaultError> {
    let mut made = KeyringUser { kdf: stretch::choose(cost)?, ..user.clone() };
    seal_secret(keyring, &mut made, typed, secret)?;
    Ok(made)
}

fn seal_secret(
    keyring: &Keyring,
    made: &mut KeyringUser,
    typed: &[u8],
    secret: &UserSecret,
) -> Result<(), VaultError> {
    let key = stretch::stretch(typed, &made.kdf)?;
    let (nonce, sealed) = symmetric::seal(&key, &secret_binding(keyring, made), secret.bytes.as_slice())?;
    made.secret.nonce = Hex(nonce);
    made.secret.ct.0.copy_from_slice(&sealed);
    Ok(())
}

/// Opens a slot with what was typed; `None` for a wrong secret and for an altered slot alike.
pub(crate) fn open_user(
    keyring: &Keyring,
    user: &KeyringUser,
    typed: &[u8],
) -> Result<Option<UserSecret>, VaultError> {
    let key = stretch::stretch(typed, &user.kdf)?;
    let opened =
        symmetric::unseal(&key, &user.secret.nonce.0, &secret_binding(keyring, user), &user.secret.ct.0);
    let Some(opened) = opened else { return Ok(None) };
    let mut bytes = Zeroizing::new([0; SECRET]);
    if opened.len() != bytes.len() {
        return Ok(None);
    }
    bytes.copy_from_slice(&opened);
    let secret = UserSecret { bytes };
    let is_its_own = hpke_wrap::public_key(&secret.x25519())? == user.x25519.0
        && SigningKey::from_bytes(&secret.ed25519()).verifying_key().to_bytes() == user.ed25519.0;
    Ok(is_its_own.then_some(secret))
}

/// Wraps the key of the current generation's file to a person.
pub(crate) fn wrap_file_key(
    keyring: &Keyring,
    user: &KeyringUser,
    file_key: &[u8; 32],
) -> Result<Hex<WRAP>, VaultError> {
    hpke_wrap::wrap(&user.x25519.0, FILE_KEY_PURPOSE, &file_key_binding(keyring, user), file_key).map(Hex)
}

/// Opens the file key that is wrapped to a person.
pub(crate) fn open_file_key(
    keyring: &Keyring,
    user: &KeyringUser,
    secret: &UserSecret,
) -> Result<Zeroizing<[u8; 32]>, KeyringError> {
    hpke_wrap::unwrap(&secret.x25519(), FILE_KEY_PURPOSE, &file_key_binding(keyring, user), &user.file_key.0)
        .ok_or(KeyringError::Tampered("the key of the record file was altered"))
}

/// Sets the authentication code and the checksum.
pub(crate) fn authenticate(keyring: &mut Keyring, file_key: &[u8; 32]) -> Result<(), VaultError> {
    keyring.mac = Hex(code_of(keyring, file_key)?.finalize().into_bytes().into());
    keyring.checksum = Hex(checksum_of(keyring));
    Ok(())
}

/// Whether the keyring is as somebody with the file key left it.
pub(crate) fn check_code(keyring: &Keyring, file_key: &[u8; 32]) -> Result<(), VaultError> {
    code_of(keyring, file_key)?
        .verify_slice(&keyring.mac.0)
        .map_err(|_| KeyringError::Tampered("its authentication code is wrong").into())
}

/// Reads a keyring and checks all that can be checked without a secret, limits first.
pub(crate) fn parse(bytes: &[u8]) -> Result<Keyring, KeyringError> {
    #[derive(Deserialize)]
    struct Kind {
        format: String,
        version: u32,
    }
    if bytes.len() as u64 > MOST_BYTES {
        return Err(KeyringError::TooLarge);
    }
    let Ok(kind) = serde_json::from_slice::<Kind>(bytes) else {
        // Text that still begins like a keyring is one that was cut off; anything else was never one.
        return Err(match std::str::from_utf8(bytes) {
            Ok(text) if text.trim_start().starts_with('{') => KeyringError::Damaged("it is not complete"),
            Ok("") => KeyringError::Damaged("it is empty"),
            _ => KeyringError::Foreign,
        });
    };
    if kind.format != FORMAT {
        return Err(KeyringError::Foreign);
    }
    if kind.version > VERSION {
        return Err(KeyringError::NewerFormat { found: kind.version, known: VERSION });
    }
    let keyring: Keyring = serde_json::from_slice(bytes)
        .map_err(|_| KeyringError::Damaged("a field is missing, unknown or unreadable"))?;
    check_limits(&keyring)?;
    if keyring.checksum.0 != checksum_of(&keyring) {
        return Err(KeyringError::Damaged("its checksum is wrong"));
    }
    for user in &keyring.users {
        check_self_signature(&keyring, user)?;
    }
    Ok(keyring)
}

/// The file's bytes.
pub(crate) fn print(keyring: &Keyring) -> Result<Vec<u8>, VaultError> {
    let mut text = serde_json::to_vec_pretty(keyring).map_err(|_| VaultError::Encryption)?;
    text.push(b'\n');
    Ok(text)
}

const FILE_KEY_PURPOSE: &str = "custodian/file-key/v1";

fn check_limits(keyring: &Keyring) -> Result<(), KeyringError> {
    if keyring.version == 0 {
        return Err(KeyringError::OutsideLimits("its version"));
    }
    if keyring.users.is_empty() || keyring.users.len() > MOST_USERS {
        return Err(KeyringError::OutsideLimits("the number of people"));
    }
    // The name is computed, never believed: a path in it would lead out of the folder.
    if keyring.generation == 0 || keyring.database != database_name(keyring.generation) {
        return Err(KeyringError::OutsideLimits("the name of the record file"));
    }
    for (place, user) in keyring.users.iter().enumerate() {
        user.kdf.check()?;
        let is_plain = !user.slot.is_empty()
            && user.slot.len() <= 8
            && user.slot.bytes().all(|b| b.is_ascii_alphanumeric());
        if !is_plain || keyring.users[..place].iter().any(|other| other.slot == user.slot) {
            return Err(KeyringError::OutsideLimits("the name of a slot"));
        }
        if user.label.chars().count() > MOST_LABEL_CHARACTERS || user.label.chars().any(char::is_control) {
            return Err(KeyringError::OutsideLimits("a job title"));
        }
    }
    Ok(())
}

fn check_self_signature(keyring: &Keyring, user: &KeyringUser) -> Result<(), KeyringError> {
    VerifyingKey::from_bytes(&user.ed25519.0)
        .and_then(|key| {
            key.verify_strict(&self_statement(keyring, user), &Signature::from_bytes(&user.self_sig.0))
        })
        .map_err(|_| KeyringError::Tampered("a person's keys are not signed by that person"))
}

// Not the generation, so that a new generation does not need the passphrases of people who are away.
fn secret_binding(keyring: &Keyring, user: &KeyringUser) -> Vec<u8> {
    let mut bytes = b"custodian/slot/v1".to_vec();
    put_field(&mut bytes, keyring.format.as_bytes());
    put_field(&mut bytes, &keyring.version.to_be_bytes());
    put_field(&mut bytes, keyring.vault_id.bytes());
    put_field(&mut bytes, user.slot.as_bytes());
    put_field(&mut bytes, role_name(user.role));
    put_stretching(&mut bytes, &user.kdf);
    bytes
}

fn self_statement(keyring: &Keyring, user: &KeyringUser) -> Vec<u8> {
    let mut bytes = b"custodian/keyring-user/v1".to_vec();
    put_field(&mut bytes, keyring.vault_id.bytes());
    put_field(&mut bytes, &[u8::from(keyring.practice)]);
    put_field(&mut bytes, user.slot.as_bytes());
    put_field(&mut bytes, user.label.as_bytes());
    put_field(&mut bytes, role_name(user.role));
    put_field(&mut bytes, &user.x25519.0);
    put_field(&mut bytes, &user.ed25519.0);
    bytes
}

fn file_key_binding(keyring: &Keyring, user: &KeyringUser) -> Vec<u8> {
    let mut bytes = Vec::new();
    put_field(&mut bytes, keyring.vault_id.bytes());
    put_field(&mut bytes, &keyring.generation.to_be_bytes());
    put_field(&mut bytes, user.slot.as_bytes());
    bytes
}

fn code_of(keyring: &Keyring, file_key: &[u8; 32]) -> Result<Hmac<Sha256>, VaultError> {
    let key = symmetric::derive_key(file_key, "custodian/keyring-mac/v1")?;
    let mut code = Hmac::<Sha256>::new_from_slice(key.as_slice()).map_err(|_| VaultError::Encryption)?;
    code.update(&canonical(keyring));
    Ok(code)
}

fn checksum_of(keyring: &Keyring) -> [u8; 32] {
    let mut bytes = canonical(keyring);
    put_field(&mut bytes, &keyring.mac.0);
    Sha256::digest(bytes).into()
}

// Every field but code and checksum, each preceded by its length, so that no two keyrings have the same form.
fn canonical(keyring: &Keyring) -> Vec<u8> {
    let mut bytes = b"custodian/keyring/v1".to_vec();
    put_field(&mut bytes, keyring.format.as_bytes());
    put_field(&mut bytes, &keyring.version.to_be_bytes());
    put_field(&mut bytes, keyring.vault_id.bytes());
    put_field(&mut bytes, &[u8::from(keyring.practice)]);
    put_field(&mut bytes, &keyring.generation.to_be_bytes());
    put_field(&mut bytes, keyring.database.as_bytes());
    put_field(&mut bytes, &keyring.database_salt.0);
    put_field(&mut bytes, &(keyring.users.len() as u64).to_be_bytes());
    for user in &keyring.users {
        put_field(&mut bytes, user.slot.as_bytes());
        put_field(&mut bytes, user.label.as_bytes());
        put_field(&mut bytes, role_name(user.role));
        put_stretching(&mut bytes, &user.kdf);
        put_field(&mut bytes, &user.secret.nonce.0);
        put_field(&mut bytes, &user.secret.ct.0);
        put_field(&mut bytes, &user.x25519.0);
        put_field(&mut bytes, &user.ed25519.0);
        put_field(&mut bytes, &user.file_key.0);
        put_field(&mut bytes, &user.self_sig.0);
    }
    bytes
}

fn put_stretching(bytes: &mut Vec<u8>, kdf: &Stretching) {
    put_field(bytes, kdf.alg.as_bytes());
    for number in [kdf.v, kdf.m_kib, kdf.t, kdf.p] {
        put_field(bytes, &number.to_be_bytes());
    }
    put_field(bytes, &kdf.salt.0);
}

const fn role_name(role: Role) -> &'static [u8] {
    match role {
        Role::Director => b"director",
        Role::Designee => b"designee",
        Role::Recovery => b"recovery",
    }
}
