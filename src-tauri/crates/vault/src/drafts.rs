//! Drafts: what is being typed, saved every two seconds as encrypted rows outside the chain. They are no evidence of
//! anything; clearing one leaves no trace.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};
use hmac::{Hmac, KeyInit, Mac};
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::append::Fault;
use crate::error::{Refusal, VaultError, reading};
use crate::event::{parse_time, print_time, put_field};
use crate::ids::{StreamId, VaultId};
use crate::locked_keys::LockedKeys;
use crate::session::{EpochKeys, Vault};
use crate::symmetric::{NONCE, seal, unseal};
use crate::verify::Problem;

/// The most one draft may have: 4 MiB.
pub const MAX_DRAFT_BYTES: usize = 4 * 1024 * 1024;
const MOST_NAME_BYTES: usize = 200;

/// Which draft: the stream under whose key it lies, and a name of the caller's choice. The name is encrypted too.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DraftKey {
    /// The stream whose readers may read it.
    pub stream: StreamId,
    /// The caller's name for it, at most 200 bytes.
    pub name: String,
}

/// A saved draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which draft.
    pub key: DraftKey,
    /// What was typed.
    pub bytes: Zeroizing<Vec<u8>>,
    /// When it was saved.
    pub saved_at: DateTime<FixedOffset>,
}

impl Vault {
    /// Saves a draft in place of the one before it under the same key. It is on the disk when this returns. That is also so
    /// while the record is being checked or copied: each tells how far it is between two pieces of its work, and a draft that is
    /// saved there is in the copy too, unless no piece was left. A record of less than 2 MiB is copied in one piece, so that what
    /// is typed meanwhile is saved right after it.
    ///
    /// # Errors
    /// [`VaultError::Refused`] for an unknown stream or too long a draft, [`VaultError::NotSaved`] when writing failed; the
    /// draft saved before is then still there.
    pub fn save_draft(
        &self,
        key: &DraftKey,
        bytes: &[u8],
        now: DateTime<FixedOffset>,
    ) -> Result<(), VaultError> {
        if let Some(cause) = self.stopped.get() {
            return Err(VaultError::MustReopen(cause));
        }
        if bytes.len() > MAX_DRAFT_BYTES || key.name.len() > MOST_NAME_BYTES {
            return Err(Refusal::DraftTooLarge.into());
        }
        let (_, keys) = self.current_epoch(key.stream)?;
        let draft_key = self.keys.get(keys.draft);
        let slot = draft_slot(draft_key, &key.name)?;
        let mut text = Zeroizing::new(Vec::with_capacity(bytes.len() + key.name.len() + 64));
        put_field(&mut text, key.name.as_bytes());
        put_field(&mut text, print_time(now).as_bytes());
        put_field(&mut text, bytes);
        let bound = draft_binding(self.keyring.vault_id, key.stream, &self.me.slot, &slot);
        let (nonce, ciphertext) = seal(draft_key, &bound, &text)?;
        let author = self.me.slot.clone();
        self.write_draft(key.stream, &slot, |connection| {
            connection
                .prepare_cached(
                    "INSERT OR REPLACE INTO drafts(author, stream, slot, nonce, ciphertext) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute((author, key.stream.bytes(), slot, nonce, ciphertext))
        })
    }

    /// The drafts of the person who opened the vault, in the order of their keys.
    ///
    /// # Errors
    /// [`VaultError::RecordDamaged`] when a draft does not open.
    pub fn drafts(&self) -> Result<Vec<Draft>, VaultError> {
        let mut problems = Vec::new();
        let mut drafts = self.read_drafts(&mut problems)?;
        if !problems.is_empty() {
            return Err(VaultError::RecordDamaged { problems });
        }
        drafts.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(drafts)
    }

    /// Deletes a draft; nothing happens when there is none.
    ///
    /// # Errors
    /// As [`Vault::save_draft`].
    pub fn delete_draft(&self, key: &DraftKey) -> Result<(), VaultError> {
        if let Some(cause) = self.stopped.get() {
            return Err(VaultError::MustReopen(cause));
        }
        let (_, keys) = self.current_epoch(key.stream)?;
        let slot = draft_slot(self.keys.get(keys.draft), &key.name)?;
        let author = self.me.slot.clone();
        self.write_draft(key.stream, &slot, |connection| {
            connection.execute(
                "DELETE FROM drafts WHERE author = ?1 AND stream = ?2 AND slot = ?3",
                (author, key.stream.bytes(), slot),
            )
        })
    }

    /// Reads all own drafts; what does not open is added to `problems`.
    pub(crate) fn read_drafts(&self, problems: &mut Vec<Problem>) -> Result<Vec<Draft>, VaultError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT stream, slot, nonce, ciphertext FROM drafts WHERE author = ?1")
            .map_err(|error| reading(&error))?;
        let mut rows = statement.query([&self.me.slot]).map_err(|error| reading(&error))?;
        let mut drafts = Vec::new();
        while let Some(row) = rows.next().map_err(|error| reading(&error))? {
            match self.open_draft(row) {
                Some(draft) => drafts.push(draft),
                None => problems.push(Problem::whole("A saved draft does not open with its key.".into())),
            }
        }
        Ok(drafts)
    }

    /// Copies the drafts into a new record file, except those of somebody who leaves or of a stream that is disposed of. A draft of a stream whose key changes is
    /// sealed anew, whoever wrote it.
    pub(crate) fn copy_drafts(
        &self,
        new: &rusqlite::Connection,
        (without, gone): (Option<&str>, &BTreeSet<StreamId>),
        begun: &BTreeMap<StreamId, (u32, EpochKeys)>,
        keys: &LockedKeys,
    ) -> Result<(), Fault> {
        let mut insert = new.prepare(
            "INSERT INTO drafts(stream, slot, nonce, ciphertext, author) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        let mut select =
            self.connection.prepare("SELECT stream, slot, nonce, ciphertext, author FROM drafts")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let author: String = row.get(4)?;
            if Some(author.as_str()) == without {
                continue;
            }
            let stream = StreamId::from_bytes(row.get(0)?);
            if gone.contains(&stream) {
                continue;
            }
            let opened = begun.get(&stream).zip(self.open_draft_text(row, &author));
            if let Some(((_, new_keys), text)) = opened
                && let Some((name, _)) = take_field(&text)
            {
                let key = keys.get(new_keys.draft);
                let slot = draft_slot(key, &String::from_utf8_lossy(name))?;
                let bound = draft_binding(self.keyring.vault_id, stream, &author, &slot);
                let (nonce, ciphertext) = seal(key, &bound, &text)?;
                insert.execute((stream.bytes(), slot, nonce, ciphertext, author))?;
            } else {
                let (slot, nonce, ciphertext): (Vec<u8>, Vec<u8>, Vec<u8>) =
                    (row.get(1)?, row.get(2)?, row.get(3)?);
                insert.execute((stream.bytes(), slot, nonce, ciphertext, author))?;
            }
        }
        Ok(())
    }

    fn open_draft_text(&self, row: &rusqlite::Row<'_>, author: &str) -> Option<Zeroizing<Vec<u8>>> {
        let stream = StreamId::from_bytes(row.get(0).ok()?);
        let slot: [u8; 32] = row.get(1).ok()?;
        let nonce: [u8; NONCE] = row.get(2).ok()?;
        let ciphertext = row.get_ref(3).ok()?.as_blob().ok()?;
        let bound = draft_binding(self.keyring.vault_id, stream, author, &slot);
        let epochs = &self.streams.get(&stream)?.epochs;
        epochs.values().rev().find_map(|keys| unseal(self.keys.get(keys.draft), &nonce, &bound, ciphertext))
    }

    fn open_draft(&self, row: &rusqlite::Row<'_>) -> Option<Draft> {
        let stream = StreamId::from_bytes(row.get(0).ok()?);
        let text = self.open_draft_text(row, &self.me.slot)?;
        let (name, rest) = take_field(&text)?;
        let (saved_at, rest) = take_field(rest)?;
        let (bytes, _) = take_field(rest)?;
        Some(Draft {
            key: DraftKey { stream, name: String::from_utf8(name.to_vec()).ok()? },
            bytes: Zeroizing::new(bytes.to_vec()),
            saved_at: parse_time(std::str::from_utf8(saved_at).ok()?)?,
        })
    }

    fn write_draft(
        &self,
        stream: StreamId,
        slot: &[u8; 32],
        write: impl FnOnce(&rusqlite::Connection) -> Result<usize, rusqlite::Error>,
    ) -> Result<(), VaultError> {
        let before = self.draft_nonce(stream, slot).map_err(|error| reading(&error))?;
        let outcome = (|| -> Result<(), Fault> {
            let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
            write(&transaction)?;
            transaction.commit()?;
            Ok(())
        })();
        let Err(fault) = outcome else { return Ok(()) };
        match self.after_fault(fault) {
            // The end of the chain says nothing about drafts. One that is there although its commit failed may be gone again
            // after a sudden stop: neither "saved" nor "not saved" would be true.
            VaultError::NotSaved(cause) if self.draft_nonce(stream, slot).ok() != Some(before) => {
                self.stopped.set(Some(cause));
                Err(VaultError::MustReopen(cause))
            }
            error => Err(error),
        }
    }

    // By which a draft is told from the one before it.
    fn draft_nonce(&self, stream: StreamId, slot: &[u8; 32]) -> Result<Option<Vec<u8>>, rusqlite::Error> {
        self.connection
            .prepare_cached("SELECT nonce FROM drafts WHERE author = ?1 AND stream = ?2 AND slot = ?3")?
            .query_row((&self.me.slot, stream.bytes(), slot), |row| row.get(0))
            .optional()
    }
}

/// Under which name a draft lies in the file: nobody without the key can tell which one it is.
pub(crate) fn draft_slot(key: &[u8; 32], name: &str) -> Result<[u8; 32], VaultError> {
    let mut code = Hmac::<Sha256>::new_from_slice(key).map_err(|_| VaultError::Encryption)?;
    code.update(b"custodian/draft-name/v1");
    code.update(name.as_bytes());
    Ok(code.finalize().into_bytes().into())
}

fn draft_binding(vault: VaultId, stream: StreamId, author: &str, slot: &[u8; 32]) -> Vec<u8> {
    let mut bytes = b"custodian/draft/v1".to_vec();
    put_field(&mut bytes, vault.bytes());
    put_field(&mut bytes, stream.bytes());
    put_field(&mut bytes, author.as_bytes());
    put_field(&mut bytes, slot);
    bytes
}

fn take_field(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)
}
