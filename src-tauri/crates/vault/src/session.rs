//! An open vault: the connection, the keys in locked memory, and where the chain ends.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};
use ed25519_dalek::SigningKey;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::error::{Refusal, StorageCause, VaultError, cause_of_sqlite};
use crate::event::put_field;
use crate::hex_bytes::Hex;
use crate::ids::{BlobId, DeviceId, StreamId, VaultId};
use crate::keyring::Keyring;
use crate::lock_file::LockFile;
use crate::locked_keys::{KeyAt, LockedKeys};
use crate::people::People;
use crate::profile::{self, Profile, SeenHead};
use crate::records::{AttachmentRecord, StreamKind};
use crate::symmetric::derive_key;
use crate::verified;

/// An open vault. While it is open nobody else can open it. Dropping it wipes the keys; [`Vault::close`] also remembers the
/// head and reports errors.
pub struct Vault {
    pub(crate) folder: PathBuf,
    pub(crate) profile: Profile,
    pub(crate) connection: Connection,
    pub(crate) keyring: Keyring,
    pub(crate) keys: LockedKeys,
    pub(crate) me: Me,
    pub(crate) people: People,
    pub(crate) streams: BTreeMap<StreamId, Stream>,
    pub(crate) blobs: BTreeMap<BlobId, Attachment>,
    pub(crate) head: Head,
    pub(crate) device: DeviceId,
    pub(crate) memory_key: KeyAt,
    /// Why nothing may be written until the vault has been opened again.
    pub(crate) stopped: Cell<Option<StorageCause>>,
    // Last, so that the lock is released when all else is gone.
    pub(crate) lock: Option<LockFile>,
}

/// Who may read a stream, as the office sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StreamClass {
    /// About the office: its profile, policy packs, people, closure days.
    Office,
    /// The ordinary part of one request.
    Case,
    /// Privileged advice on one request.
    Counsel,
    /// A request whose existence is not for everybody.
    Sealed,
}

pub(crate) struct Me {
    pub(crate) slot: String,
    pub(crate) x25519: KeyAt,
    pub(crate) ed25519: KeyAt,
}

pub(crate) struct Stream {
    pub(crate) kind: StreamKind,
    pub(crate) epochs: BTreeMap<u32, EpochKeys>,
}

/// The keys of one epoch of a stream: for entries, attachments and drafts.
#[derive(Clone, Copy)]
pub(crate) struct EpochKeys {
    pub(crate) entry: KeyAt,
    pub(crate) blob: KeyAt,
    pub(crate) draft: KeyAt,
}

pub(crate) struct Attachment {
    pub(crate) stream: StreamId,
    pub(crate) epoch: u32,
    pub(crate) seq: u64,
    pub(crate) record: AttachmentRecord,
}

/// Where the chain ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) count: u64,
    pub(crate) hash: [u8; 32],
    /// Digest over all signatures.
    pub(crate) signatures: [u8; 32],
    pub(crate) device_count: u64,
    pub(crate) device_hash: [u8; 32],
    pub(crate) at: Option<DateTime<FixedOffset>>,
}

impl Vault {
    /// Whether this is a practice vault. It never becomes a real one.
    pub fn is_practice(&self) -> bool {
        self.keyring.practice
    }

    /// The vault's public name.
    pub fn vault_id(&self) -> VaultId {
        self.keyring.vault_id
    }

    /// The folder it lies in.
    pub fn folder(&self) -> &std::path::Path {
        &self.folder
    }

    /// The job title of the person who opened it.
    pub fn opened_by(&self) -> &str {
        self.keyring
            .users
            .iter()
            .find(|user| user.slot == self.me.slot)
            .map_or("", |user| user.label.as_str())
    }

    /// Whether a stream exists for the person who opened the vault, and its class.
    pub fn stream_class(&self, stream: StreamId) -> Option<StreamClass> {
        self.streams.get(&stream).and_then(|stream| stream.kind.class())
    }

    /// Why nothing can be saved until the vault has been opened again, if that is so.
    pub fn must_reopen(&self) -> Option<StorageCause> {
        self.stopped.get()
    }

    /// Closes the file, remembers on this workstation where the chain ended, wipes the keys and releases the lock. What the
    /// workstation could not remember is returned as an error; the vault is closed all the same.
    ///
    /// # Errors
    /// [`VaultError::File`] when the file did not close cleanly or the profile folder could not be written.
    pub fn close(self) -> Result<(), VaultError> {
        let seen = SeenHead {
            generation: self.keyring.generation,
            count: self.head.count,
            head: Hex(self.head.hash),
            at: self.head.at.unwrap_or_default(),
        };
        let key = Zeroizing::new(*self.keys.get(self.memory_key));
        let verified_key = verified::derive_verified_key(self.keys.get(self.me.ed25519))?;
        let closed = self.connection.close().map_err(|(_, error)| VaultError::File {
            doing: "Closing the record file",
            cause: cause_of_sqlite(&error),
        });
        let remembered = match self.stopped.get() {
            // After a failed write the end of the chain is not known; the next opening finds it.
            Some(_) => Ok(()),
            None => profile::remember(&self.profile, self.keyring.vault_id, &key, self.device, seen).and(
                verified::remember(
                    &self.profile,
                    &verified::Reader {
                        vault: self.keyring.vault_id,
                        slot: &self.me.slot,
                        authors: &self.people.authors(),
                    },
                    &verified_key,
                    &self.head,
                ),
            ),
        };
        closed.and(remembered)
    }

    pub(crate) fn signing_key(&self) -> SigningKey {
        SigningKey::from_bytes(self.keys.get(self.me.ed25519))
    }

    /// The newest epoch of a stream callers may write to.
    pub(crate) fn current_epoch(&self, stream: StreamId) -> Result<(u32, EpochKeys), Refusal> {
        self.streams
            .get(&stream)
            .filter(|known| known.kind.class().is_some())
            .and_then(|known| known.epochs.last_key_value())
            .map(|(epoch, keys)| (*epoch, *keys))
            .ok_or(Refusal::UnknownStream(stream))
    }

    pub(crate) fn epoch_keys(&self, stream: StreamId, epoch: u32) -> Option<EpochKeys> {
        self.streams.get(&stream).and_then(|known| known.epochs.get(&epoch)).copied()
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Vault({}, keys masked)", self.keyring.vault_id)
    }
}

/// Derives the keys of an epoch from its data key and puts them into locked memory.
pub(crate) fn put_epoch_keys(keys: &mut LockedKeys, dek: &[u8; 32]) -> Result<EpochKeys, VaultError> {
    Ok(EpochKeys {
        entry: keys.put(&*derive_key(dek, "custodian/event-key/v1")?),
        blob: keys.put(&*derive_key(dek, "custodian/blob-key/v1")?),
        draft: keys.put(&*derive_key(dek, "custodian/draft-key/v1")?),
    })
}

/// The commitment to a data key: an encryption that binds to no single key could otherwise open to two texts.
pub(crate) fn commit_to(vault: VaultId, stream: StreamId, epoch: u32, dek: &[u8; 32]) -> [u8; 32] {
    let mut bytes = Zeroizing::new(b"custodian/dek/v1".to_vec());
    put_field(&mut bytes, vault.bytes());
    put_field(&mut bytes, stream.bytes());
    put_field(&mut bytes, &epoch.to_be_bytes());
    put_field(&mut bytes, dek);
    Sha256::digest(bytes.as_slice()).into()
}

/// What the wrap of a data key is bound to.
pub(crate) fn wrap_binding(vault: VaultId, stream: StreamId, epoch: u32, slot: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    put_field(&mut bytes, vault.bytes());
    put_field(&mut bytes, stream.bytes());
    put_field(&mut bytes, &epoch.to_be_bytes());
    put_field(&mut bytes, slot.as_bytes());
    bytes
}

/// The purpose of the wrap of a data key.
pub(crate) const STREAM_KEY_PURPOSE: &str = "custodian/stream-key/v1";

#[cfg(test)]
mod tests {
    use super::*;

    // The shell keeps an open vault between commands that run on different threads.
    const fn can_move_to_another_thread<T: Send>() {}
    const _: () = can_move_to_another_thread::<Vault>();
    const _: () = can_move_to_another_thread::<crate::index::Index>();

    #[test]
    fn the_commitment_depends_on_key_stream_epoch_and_vault() {
        let (vault, stream) = (VaultId::from_bytes([1; 16]), StreamId::from_bytes([2; 16]));
        let known = commit_to(vault, stream, 1, &[3; 32]);
        assert_eq!(known, commit_to(vault, stream, 1, &[3; 32]));
        for other in [
            commit_to(VaultId::from_bytes([9; 16]), stream, 1, &[3; 32]),
            commit_to(vault, StreamId::from_bytes([9; 16]), 1, &[3; 32]),
            commit_to(vault, stream, 2, &[3; 32]),
            commit_to(vault, stream, 1, &[4; 32]),
        ] {
            assert_ne!(known, other);
        }
    }
}
