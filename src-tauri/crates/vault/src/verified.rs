//! Which signatures this person has verified on this workstation, so that unlocking does not verify 20,000 of them each time.
//!
//! The note is authenticated with a key that only this person's own secret gives: a colleague who holds the key of the file
//! cannot write it. It names the last row, the digest over all signatures and the authors' keys; when any of these differs,
//! everything is verified again. The full check of an open vault asks for every signature once more.

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::chain::Authors;
use crate::error::VaultError;
use crate::event::put_field;
use crate::hex_bytes::Hex;
use crate::ids::VaultId;
use crate::profile::{Profile, read_map, write_map};
use crate::session::Head;
use crate::symmetric::derive_key;

const FILE: &str = "verified-signatures.json";

/// Up to where all signatures have been verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Verified {
    pub(crate) count: u64,
    pub(crate) head: Hex<32>,
    pub(crate) signatures: Hex<32>,
    authors: Hex<32>,
    mac: Hex<32>,
}

/// The key that authenticates the note, from a person's own signing secret.
pub(crate) fn derive_verified_key(secret: &[u8; 32]) -> Result<Zeroizing<[u8; 32]>, VaultError> {
    derive_key(secret, "custodian/verified-key/v1")
}

/// Whose note it is, about which vault and whose signatures.
pub(crate) struct Reader<'a> {
    pub(crate) vault: VaultId,
    pub(crate) slot: &'a str,
    pub(crate) authors: &'a Authors,
}

/// The note, if there is one that this person wrote about these authors.
pub(crate) fn recall(
    profile: &Profile,
    reader: &Reader<'_>,
    key: &[u8; 32],
) -> Result<Option<Verified>, VaultError> {
    let note = read_map::<Verified>(&profile.folder.join(FILE)).remove(&name(reader));
    let Some(note) = note else { return Ok(None) };
    let is_ours = note.authors.0 == digest_of_authors(reader.authors)
        && code_of(&note, reader, key)?.verify_slice(&note.mac.0).is_ok();
    Ok(is_ours.then_some(note))
}

/// Notes that everything up to this head is verified or was signed by this person just now.
pub(crate) fn remember(
    profile: &Profile,
    reader: &Reader<'_>,
    key: &[u8; 32],
    head: &Head,
) -> Result<(), VaultError> {
    let path = profile.folder.join(FILE);
    let mut all = read_map::<Verified>(&path);
    let mut note = Verified {
        count: head.count,
        head: Hex(head.hash),
        signatures: Hex(head.signatures),
        authors: Hex(digest_of_authors(reader.authors)),
        mac: Hex([0; 32]),
    };
    note.mac = Hex(code_of(&note, reader, key)?.finalize().into_bytes().into());
    all.insert(name(reader), note);
    write_map(profile, &path, &all)
}

fn name(reader: &Reader<'_>) -> String {
    format!("{}/{}", reader.vault, reader.slot)
}

fn digest_of_authors(authors: &Authors) -> [u8; 32] {
    let mut bytes = Vec::new();
    for (slot, author) in authors {
        put_field(&mut bytes, slot.as_bytes());
        put_field(&mut bytes, author.key.as_bytes());
        put_field(&mut bytes, &author.from.to_be_bytes());
        put_field(&mut bytes, &author.until.to_be_bytes());
    }
    Sha256::digest(bytes).into()
}

fn code_of(note: &Verified, reader: &Reader<'_>, key: &[u8; 32]) -> Result<Hmac<Sha256>, VaultError> {
    let mut bytes = b"custodian/verified/v1".to_vec();
    put_field(&mut bytes, reader.vault.bytes());
    put_field(&mut bytes, reader.slot.as_bytes());
    put_field(&mut bytes, &note.count.to_be_bytes());
    put_field(&mut bytes, &note.head.0);
    put_field(&mut bytes, &note.signatures.0);
    put_field(&mut bytes, &note.authors.0);
    let mut code = Hmac::<Sha256>::new_from_slice(key).map_err(|_| VaultError::Encryption)?;
    code.update(&bytes);
    Ok(code)
}
