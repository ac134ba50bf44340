//! Recording a batch: one transaction, acknowledged only after it is on the disk.

use chrono::{DateTime, FixedOffset};
use ed25519_dalek::SigningKey;
use rusqlite::{Connection, DropBehavior, TransactionBehavior};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::batch::{Batch, Item, MAX_BLOB_BYTES, MAX_ENTRY_BYTES};
use crate::blobs::{CHUNK, chunk_binding};
use crate::breakage::{Breakage, is_broken};
use crate::chain::add_signature;
use crate::drafts::draft_slot;
use crate::error::{PeopleRefusal, Refusal, StorageCause, VaultError, cause_of_sqlite};
use crate::event::{CLOCK_BEHIND, Header, Row, RowClass, insert_row, make_row, print_time};
use crate::hex_bytes::Hex;
use crate::hpke_wrap::{self, WRAP};
use crate::ids::{DeviceId, EntryId, StreamId, VaultId};
use crate::keyring::Keyring;
use crate::locked_keys::LockedKeys;
use crate::people::{People, Recipient};
use crate::randomness::make_bytes;
use crate::read::Entry;
use crate::records::{self, AttachmentRecord, KeyRecord, ShareRecord, StreamKind};
use crate::session::{
    Attachment, EpochKeys, Head, STREAM_KEY_PURPOSE, Stream, Vault, commit_to, put_epoch_keys, wrap_binding,
};
use crate::symmetric::{NONCE, seal};

impl Vault {
    /// Records a batch in one transaction and returns its entries, in order, after the commit is on the disk.
    ///
    /// # Errors
    /// [`VaultError::Refused`] before anything is written; [`VaultError::NotSaved`] when writing failed and nothing of the
    /// batch is in the record; [`VaultError::MustReopen`] when the outcome is known only after opening the vault again.
    pub fn append(&mut self, batch: Batch, now: DateTime<FixedOffset>) -> Result<Vec<Entry>, VaultError> {
        if let Some(cause) = self.stopped.get() {
            return Err(VaultError::MustReopen(cause));
        }
        self.check_batch(&batch)?;
        match self.write_batch(&batch, now) {
            Ok(written) => {
                self.head = written.head;
                self.streams.extend(written.streams);
                self.blobs.extend(written.blobs.into_iter().map(|blob| (blob.record.blob, blob)));
                Ok(written.entries)
            }
            Err(_) if is_broken(Breakage::FailureNotTold) => Ok(Vec::new()),
            Err(fault) => Err(self.after_fault(fault)),
        }
    }

    fn check_batch(&self, batch: &Batch) -> Result<(), Refusal> {
        let mut new_streams = Vec::new();
        let mut new_blobs = Vec::new();
        if batch.items.is_empty() {
            return Err(Refusal::EmptyBatch);
        }
        for item in &batch.items {
            let used = match item {
                Item::Stream(stream, _) => {
                    let is_used =
                        self.streams.contains_key(stream) || self.people.disposed.contains_key(stream);
                    if is_used || new_streams.contains(stream) {
                        return Err(Refusal::StreamExists(*stream));
                    }
                    new_streams.push(*stream);
                    continue;
                }
                Item::Entry(stream, payload) => {
                    if payload.len() > MAX_ENTRY_BYTES {
                        return Err(Refusal::EntryTooLarge);
                    }
                    *stream
                }
                Item::Blob(stream, blob, bytes) => {
                    if bytes.len() as u64 > MAX_BLOB_BYTES {
                        return Err(Refusal::BlobTooLarge);
                    }
                    if self.blobs.contains_key(blob) || new_blobs.contains(blob) {
                        return Err(Refusal::BlobExists(*blob));
                    }
                    new_blobs.push(*blob);
                    *stream
                }
                Item::Share(stream, _) => *stream,
                Item::ClearDraft(key) => key.stream,
            };
            if !new_streams.contains(&used) {
                self.current_epoch(used)?;
            }
        }
        Ok(())
    }

    fn write_batch(&mut self, batch: &Batch, now: DateTime<FixedOffset>) -> Result<Written, Fault> {
        let signing = self.signing_key();
        if is_broken(Breakage::AcknowledgedBeforeCommit) && !self.connection.is_autocommit() {
            self.connection.execute_batch("COMMIT")?;
        }
        let mut transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        check_stored_head(&transaction, &self.head)?;
        let mut pen = Pen {
            connection: &transaction,
            keyring: &self.keyring,
            people: &self.people,
            device: self.device,
            author: &self.me.slot,
            signing: &signing,
            at: now,
            head: self.head.clone(),
        };
        let mut written =
            Written { head: self.head.clone(), entries: Vec::new(), streams: Vec::new(), blobs: Vec::new() };
        for item in &batch.items {
            match item {
                Item::Stream(stream, class) => {
                    let begun = pen.begin_stream(&mut self.keys, *stream, StreamKind::from(*class))?;
                    written.streams.push((*stream, begun));
                }
                Item::Entry(stream, payload) => {
                    let known = find_stream(&self.streams, &written.streams, *stream)?;
                    let row =
                        pen.write(&self.keys, RowClass::Request, *stream, known.0, known.2.entry, payload)?;
                    let class = known.1.class().ok_or(Refusal::UnknownStream(*stream))?;
                    written.entries.push(Entry::of(&row, class, payload.clone(), now)?);
                }
                Item::Blob(stream, blob, bytes) => {
                    let (epoch, _, keys) = find_stream(&self.streams, &written.streams, *stream)?;
                    let record = store_chunks(
                        &transaction,
                        &self.keys,
                        &self.keyring,
                        *stream,
                        epoch,
                        keys,
                        *blob,
                        bytes,
                    )?;
                    let text = records::print(&record)?;
                    let row =
                        pen.write(&self.keys, RowClass::Attachment, *stream, epoch, keys.entry, &text)?;
                    written.blobs.push(Attachment { stream: *stream, epoch, seq: row.header.seq, record });
                }
                Item::Share(stream, with) => {
                    let (epoch, _, keys) = find_stream(&self.streams, &written.streams, *stream)?;
                    let known = self.people.active().find(|known| known.user.slot == with.as_str());
                    let to = known.ok_or(VaultError::from(PeopleRefusal::Unknown))?.recipient();
                    let (x25519, me) = (self.keys.get(self.me.x25519), self.me.slot.as_str());
                    if share_keys(&transaction, self.keyring.vault_id, *stream, (me, x25519), &to)? {
                        let text = records::print(&ShareRecord { shared: vec![to.slot] })?;
                        pen.write(&self.keys, RowClass::Key, *stream, epoch, keys.entry, &text)?;
                    }
                }
                Item::ClearDraft(key) => {
                    let (_, _, keys) = find_stream(&self.streams, &written.streams, key.stream)?;
                    transaction.execute(
                        "DELETE FROM drafts WHERE author = ?1 AND stream = ?2 AND slot = ?3",
                        (
                            &self.me.slot,
                            key.stream.bytes(),
                            draft_slot(self.keys.get(keys.draft), &key.name)?,
                        ),
                    )?;
                }
            }
        }
        pen.note_head()?;
        written.head = pen.head;
        if is_broken(Breakage::AcknowledgedBeforeCommit) {
            transaction.set_drop_behavior(DropBehavior::Ignore);
            return Ok(written);
        }
        transaction.commit()?;
        Ok(written)
    }

    /// After a failed write: whether the file still is as it was, or the vault must be opened again.
    pub(crate) fn after_fault(&self, fault: Fault) -> VaultError {
        let cause = match fault {
            Fault::Vault(VaultError::MustReopen(cause)) => {
                self.stopped.set(Some(cause));
                return VaultError::MustReopen(cause);
            }
            Fault::Vault(error) => return error,
            Fault::Database(error) => cause_of_sqlite(&error),
        };
        let is_as_before =
            self.connection.is_autocommit() && check_stored_head(&self.connection, &self.head).is_ok();
        if is_as_before && cause != StorageCause::Damaged {
            VaultError::NotSaved(cause)
        } else {
            self.stopped.set(Some(cause));
            VaultError::MustReopen(cause)
        }
    }
}

/// What went wrong while writing.
pub(crate) enum Fault {
    Vault(VaultError),
    Database(rusqlite::Error),
}

impl From<VaultError> for Fault {
    fn from(error: VaultError) -> Self {
        Self::Vault(error)
    }
}

impl From<Refusal> for Fault {
    fn from(error: Refusal) -> Self {
        Self::Vault(error.into())
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

/// Writes rows to the end of the chain inside the caller's transaction.
pub(crate) struct Pen<'a> {
    pub(crate) connection: &'a Connection,
    pub(crate) keyring: &'a Keyring,
    pub(crate) people: &'a People,
    pub(crate) device: DeviceId,
    pub(crate) author: &'a str,
    pub(crate) signing: &'a SigningKey,
    pub(crate) at: DateTime<FixedOffset>,
    pub(crate) head: Head,
}

impl Pen<'_> {
    /// Begins a stream with its first key.
    pub(crate) fn begin_stream(
        &mut self,
        keys: &mut LockedKeys,
        stream: StreamId,
        kind: StreamKind,
    ) -> Result<Stream, Fault> {
        let recipients = self.people.recipients(kind, self.author);
        let epoch_keys = self.begin_epoch(keys, stream, kind, 1, &recipients)?;
        Ok(Stream { kind, epochs: [(1, epoch_keys)].into() })
    }

    /// Begins an epoch of a stream: a fresh key, wrapped to everybody who gets it, and the row that commits to it.
    pub(crate) fn begin_epoch(
        &mut self,
        keys: &mut LockedKeys,
        stream: StreamId,
        kind: StreamKind,
        epoch: u32,
        recipients: &[Recipient],
    ) -> Result<EpochKeys, Fault> {
        let vault = self.keyring.vault_id;
        let dek = Zeroizing::new(make_bytes::<32>()?);
        for recipient in recipients {
            put_wrap(self.connection, vault, stream, epoch, recipient, &dek)?;
        }
        let epoch_keys = put_epoch_keys(keys, &dek)?;
        let recipients = recipients.iter().map(|recipient| recipient.slot.clone()).collect();
        let text = records::print(&KeyRecord { kind, recipients })?;
        let commitment = Some(commit_to(vault, stream, epoch, &dek));
        let header = self.next_header(RowClass::Key, stream, epoch, commitment)?;
        self.write_row(make_row(vault, header, &text, keys.get(epoch_keys.entry), self.signing)?)?;
        Ok(epoch_keys)
    }

    /// Writes one row.
    pub(crate) fn write(
        &mut self,
        keys: &LockedKeys,
        class: RowClass,
        stream: StreamId,
        epoch: u32,
        key: crate::locked_keys::KeyAt,
        text: &[u8],
    ) -> Result<Row, Fault> {
        let header = self.next_header(class, stream, epoch, None)?;
        let row = make_row(self.keyring.vault_id, header, text, keys.get(key), self.signing)?;
        self.write_row(row)
    }

    /// Notes in the file, apart from the chain, how long it is.
    pub(crate) fn note_head(&self) -> Result<(), Fault> {
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO head(one, count, hash) VALUES (1, ?1, ?2)")?
            .execute((i64::try_from(self.head.count).unwrap_or(i64::MAX), self.head.hash))?;
        Ok(())
    }

    fn next_header(
        &self,
        class: RowClass,
        stream: StreamId,
        epoch: u32,
        commitment: Option<[u8; 32]>,
    ) -> Result<Header, VaultError> {
        Ok(Header {
            seq: self.head.count + 1,
            id: EntryId::make()?,
            device: self.device,
            device_seq: self.head.device_count + 1,
            device_previous: self.head.device_hash,
            stream,
            epoch,
            author: self.author.to_owned(),
            at: print_time(self.at),
            // Order is the chain's; a clock that went back is noted and never a reason not to record.
            flags: if self.head.at.is_some_and(|last| self.at < last) { CLOCK_BEHIND } else { 0 },
            class,
            commitment,
            nonce: make_bytes::<NONCE>()?,
            previous: self.head.hash,
        })
    }

    fn write_row(&mut self, row: Row) -> Result<Row, Fault> {
        insert_row(self.connection, &row)?;
        self.head.count = row.header.seq;
        self.head.device_count = row.header.device_seq;
        self.head.hash = row.hash;
        self.head.device_hash = row.hash;
        self.head.signatures = add_signature(&self.head.signatures, &row.sig);
        self.head.at = Some(self.at);
        Ok(row)
    }
}

/// Keeps a data key for somebody.
pub(crate) fn put_wrap(
    connection: &Connection,
    vault: VaultId,
    stream: StreamId,
    epoch: u32,
    recipient: &Recipient,
    dek: &[u8; 32],
) -> Result<(), Fault> {
    let bound = wrap_binding(vault, stream, epoch, &recipient.slot);
    let wrapped = hpke_wrap::wrap(&recipient.x25519, STREAM_KEY_PURPOSE, &bound, dek)?;
    connection
        .prepare_cached("INSERT INTO wraps(stream, epoch, recipient, wrap) VALUES (?1, ?2, ?3, ?4)")?
        .execute((stream.bytes(), epoch, &recipient.slot, wrapped))?;
    Ok(())
}

// Wraps every key of a stream that somebody does not hold yet; false when all are held.
fn share_keys(
    connection: &Connection,
    vault: VaultId,
    stream: StreamId,
    (me, x25519): (&str, &[u8; 32]),
    to: &Recipient,
) -> Result<bool, Fault> {
    let mut statement = connection.prepare(
        "SELECT epoch, wrap FROM wraps AS mine WHERE stream = ?1 AND recipient = ?2 AND NOT EXISTS
         (SELECT 1 FROM wraps WHERE stream = mine.stream AND epoch = mine.epoch AND recipient = ?3)",
    )?;
    let missing: Vec<(u32, [u8; WRAP])> = statement
        .query_map((stream.bytes(), me, &to.slot), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (epoch, wrap) in &missing {
        let bound = wrap_binding(vault, stream, *epoch, me);
        let dek =
            hpke_wrap::unwrap(x25519, STREAM_KEY_PURPOSE, &bound, wrap).ok_or(VaultError::Encryption)?;
        put_wrap(connection, vault, stream, *epoch, to, &dek)?;
    }
    Ok(!missing.is_empty())
}

struct Written {
    head: Head,
    entries: Vec<Entry>,
    streams: Vec<(StreamId, Stream)>,
    blobs: Vec<Attachment>,
}

type KnownStream = (u32, StreamKind, EpochKeys);

fn find_stream(
    known: &std::collections::BTreeMap<StreamId, Stream>,
    new: &[(StreamId, Stream)],
    stream: StreamId,
) -> Result<KnownStream, Refusal> {
    known
        .get(&stream)
        .or_else(|| new.iter().find(|(id, _)| *id == stream).map(|(_, begun)| begun))
        .and_then(|found| found.epochs.last_key_value().map(|(epoch, keys)| (*epoch, found.kind, *keys)))
        .ok_or(Refusal::UnknownStream(stream))
}

// INVARIANT (one writer): the file must end where this program last saw it end, or somebody else has written.
pub(crate) fn check_stored_head(connection: &Connection, head: &Head) -> Result<(), Fault> {
    let (count, hash): (i64, Vec<u8>) = connection
        .prepare_cached("SELECT count, hash FROM head WHERE one = 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if u64::try_from(count).ok() == Some(head.count) && hash == head.hash {
        Ok(())
    } else {
        Err(Fault::Vault(VaultError::MustReopen(StorageCause::Damaged)))
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "the place of a piece is all of these, and a struct would be built once"
)]
fn store_chunks(
    connection: &Connection,
    keys: &LockedKeys,
    keyring: &Keyring,
    stream: StreamId,
    epoch: u32,
    epoch_keys: EpochKeys,
    blob: crate::ids::BlobId,
    bytes: &[u8],
) -> Result<AttachmentRecord, Fault> {
    let vault: VaultId = keyring.vault_id;
    // An empty file is one empty piece, so that nothing and "missing" are different things.
    let pieces: Vec<&[u8]> = if bytes.is_empty() { vec![&[]] } else { bytes.chunks(CHUNK).collect() };
    let mut digest = Sha256::new();
    let mut insert = connection.prepare_cached(
        "INSERT INTO chunks(blob, idx, stream, nonce, ciphertext) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (number, piece) in (0_u32..).zip(&pieces) {
        let is_last = number as usize + 1 == pieces.len();
        let bound = chunk_binding(vault, stream, epoch, blob, number, is_last);
        let (nonce, ciphertext) = seal(keys.get(epoch_keys.blob), &bound, piece)?;
        insert.execute((blob.bytes(), number, stream.bytes(), nonce, &ciphertext))?;
        digest.update(Sha256::new().chain_update(nonce).chain_update(&ciphertext).finalize());
    }
    Ok(AttachmentRecord {
        blob,
        bytes: bytes.len() as u64,
        chunks: u32::try_from(pieces.len()).unwrap_or(u32::MAX),
        digest: Hex(digest.finalize().into()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passphrase::Passphrase;
    use crate::profile::Profile;
    use crate::session::StreamClass;
    use crate::{Founding, KdfCost, UnlockSecret};

    fn now() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-12-02T09:00:00-06:00").unwrap()
    }

    fn batch() -> Batch {
        let stream = StreamId::make().unwrap();
        let mut batch = Batch::new();
        batch.stream(stream, StreamClass::Case).entry(stream, b"text".to_vec());
        batch
    }

    #[test]
    fn a_file_that_does_not_end_where_it_was_left_stops_all_writing_until_it_is_opened_again() {
        let place = tempfile::tempdir().unwrap();
        let profile = Profile { folder: place.path().join("profile") };
        let folder = place.path().join("vault");
        let (mut vault, _) = crate::create(Founding {
            folder: folder.clone(),
            profile: &profile,
            passphrase: Passphrase::practice(),
            director_label: "Director",
            practice: true,
            kdf: KdfCost::Practice,
            now: now(),
        })
        .unwrap();
        vault.append(batch(), now()).unwrap();
        vault.connection.execute("UPDATE head SET count = count + 1", []).unwrap();
        for _ in 0..2 {
            assert!(matches!(
                vault.append(batch(), now()),
                Err(VaultError::MustReopen(StorageCause::Damaged))
            ));
        }
        assert_eq!(vault.must_reopen(), Some(StorageCause::Damaged));
        vault.connection.execute("UPDATE head SET count = count - 1", []).unwrap();
        vault.close().unwrap();
        let secret = UnlockSecret::Passphrase(Passphrase::practice());
        let (mut vault, _) = crate::open(&folder, &profile, secret, now()).unwrap();
        assert_eq!(vault.entries().unwrap().len(), 1);
        vault.append(batch(), now()).unwrap();
    }

    #[test]
    fn a_write_that_the_database_refuses_changes_nothing_and_the_next_one_works() {
        let place = tempfile::tempdir().unwrap();
        let profile = Profile { folder: place.path().join("profile") };
        let (mut vault, _) = crate::create(Founding {
            folder: place.path().join("vault"),
            profile: &profile,
            passphrase: Passphrase::practice(),
            director_label: "Director",
            practice: true,
            kdf: KdfCost::Practice,
            now: now(),
        })
        .unwrap();
        // Pages may not become more: what a full disk answers, at each place of a batch in turn.
        let pages: i64 = vault.connection.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
        let mut refused = 0;
        for room in 0..12 {
            let before = (vault.head.clone(), vault.entries().unwrap().len());
            vault.connection.execute_batch(&format!("PRAGMA max_page_count={}", pages + room)).unwrap();
            let stream = StreamId::make().unwrap();
            let mut large = Batch::new();
            large.stream(stream, StreamClass::Case);
            for _ in 0..12 {
                large.entry(stream, vec![1; 2000]);
            }
            match vault.append(large, now()) {
                Ok(_) => break,
                Err(VaultError::NotSaved(StorageCause::Full)) => refused += 1,
                other => panic!("{other:?}"),
            }
            assert_eq!((vault.head.clone(), vault.entries().unwrap().len()), before);
        }
        assert!(refused > 3, "the database must have refused, {refused}");
        vault.connection.execute_batch("PRAGMA max_page_count=100000").unwrap();
        vault.append(batch(), now()).unwrap();
        assert!(vault.verify().is_sound());
    }
}
