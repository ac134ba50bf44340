//! Disposal: the texts of streams leave the record for good. A signed row says which streams, by which rule, and what went;
//! the record is written anew without them under a key no older slot opens, and the file before is removed. The headers and
//! the hashes of what went stay, so that the chain still verifies and everybody can count what is gone.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};
use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::append::{Fault, Pen};
use crate::batch::MAX_ENTRY_BYTES;
use crate::breakage::{Breakage, is_broken};
use crate::error::{Refusal, VaultError, reading};
use crate::event::RowClass;
use crate::generation::Change;
use crate::hex_bytes::Hex;
use crate::ids::StreamId;
use crate::known_disposals;
use crate::people::RecordedDisposal;
use crate::records::{self, DisposedStream, StreamKind, SystemRecord};
use crate::session::{StreamClass, Vault};
use crate::verify::Problem;

const CODE_CHARACTERS: usize = 20;

/// What is to be disposed of, and why it may be.
#[derive(Debug, Clone)]
pub struct Disposal {
    /// The streams; of requests only, never of the office.
    pub streams: BTreeSet<StreamId>,
    /// The rule of the schedule that allows it.
    pub rule: String,
    /// Whose schedule or word that rule is.
    pub authority: String,
    /// It was done before, and a copy of before has come back.
    pub again: bool,
    /// Entries of other streams that are recorded in the same step, such as the one that remembers what was disposed of.
    pub entries: Vec<(StreamId, Vec<u8>)>,
}

/// A disposal as the record tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisposalNote {
    /// The place of its row in the chain.
    pub seq: u64,
    /// When its author says it was done.
    pub at: Option<DateTime<FixedOffset>>,
    /// The rule of the schedule that allowed it.
    pub rule: String,
    /// Whose schedule or word that rule is.
    pub authority: String,
    /// A copy of before had come back, and it was done again.
    pub again: bool,
    /// What went, stream by stream.
    pub streams: Vec<DisposedPart>,
}

/// What went with one stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DisposedPart {
    /// Which.
    pub stream: StreamId,
    /// Rows whose texts went, keys among them.
    pub rows: u64,
    /// Attachments among them.
    pub attachments: u64,
    /// SHA-256 over the hashes of the encrypted texts, in the order of the chain.
    pub digest: [u8; 32],
}

/// How a disposal ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disposed {
    /// This workstation noted what was disposed of, so that it is done again should an older copy come back. The record says
    /// it in any case, and the next opening notes it.
    pub noted: bool,
}

impl Vault {
    /// Disposes of streams. When this returns, none of their texts, keys, attachments and drafts is in the record file, and the
    /// file that held them is gone. Copies outside the vault's folder are not touched.
    ///
    /// # Errors
    /// [`VaultError::Refused`] or [`VaultError::People`] before anything is written; the disk's refusal, after which nothing has
    /// changed; [`VaultError::OldCopyRemains`] when it is done but the file of before could not be removed;
    /// [`VaultError::MustReopen`] when the outcome is known only after opening again.
    pub fn dispose(
        &mut self,
        disposal: &Disposal,
        now: DateTime<FixedOffset>,
    ) -> Result<Disposed, VaultError> {
        self.check_may_manage()?;
        self.check_disposal(disposal)?;
        self.begin_generation(&Change { disposed: Some(disposal), ..Change::default() }, now)?;
        let finished = self.finish_generation();
        let noted = crate::faults::step("Noting the disposal on this workstation")
            .and_then(|()| self.note_disposals(&BTreeSet::new()));
        finished?;
        Ok(Disposed { noted: noted.is_ok() })
    }

    /// The disposals on record, oldest first.
    pub fn disposals(&self) -> Vec<DisposalNote> {
        self.people.disposals.iter().map(DisposalNote::of).collect()
    }

    /// The code under which a certificate names a stream. It tells nothing about it, and finds it again in any copy of this
    /// record: 20 Base32 characters.
    ///
    /// # Errors
    /// [`VaultError::Encryption`].
    pub fn disposal_code(&self, stream: StreamId) -> Result<String, VaultError> {
        // With a key from inside: whoever has the headers alone must not be able to write a certificate for somebody to type.
        let key = self.keys.get(self.memory_key);
        let mut code = Hmac::<Sha256>::new_from_slice(key).map_err(|_| VaultError::Encryption)?;
        code.update(b"custodian/disposal-code/v1");
        code.update(self.keyring.vault_id.bytes());
        code.update(stream.bytes());
        let mut code = BASE32_NOPAD.encode(&code.finalize().into_bytes());
        code.truncate(CODE_CHARACTERS);
        Ok(code)
    }

    /// The stream that a certificate names, if this record holds it still or held it once. Spaces, hyphens and small letters
    /// are read as people type them.
    ///
    /// # Errors
    /// [`VaultError::Encryption`].
    pub fn find_disposal_code(&self, typed: &str) -> Result<Option<StreamId>, VaultError> {
        let wanted: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| c.to_ascii_uppercase())
            .collect();
        for stream in self.streams.keys().chain(self.people.disposed.keys()) {
            if self.disposal_code(*stream)? == wanted {
                return Ok(Some(*stream));
            }
        }
        Ok(None)
    }

    fn check_disposal(&self, disposal: &Disposal) -> Result<(), Refusal> {
        if disposal.streams.is_empty() {
            return Err(Refusal::EmptyBatch);
        }
        for stream in &disposal.streams {
            let class = self.stream_class(*stream).ok_or(Refusal::UnknownStream(*stream))?;
            if class == StreamClass::Office {
                return Err(Refusal::NotDisposable);
            }
        }
        for (stream, payload) in &disposal.entries {
            if payload.len() > MAX_ENTRY_BYTES {
                return Err(Refusal::EntryTooLarge);
            }
            self.current_epoch(*stream)?;
            if disposal.streams.contains(stream) {
                return Err(Refusal::NotDisposable);
            }
        }
        Ok(())
    }

    /// Writes the row that says what goes, and the entries that are recorded with it.
    pub(crate) fn write_disposal(&self, pen: &mut Pen<'_>, disposal: &Disposal) -> Result<(), Fault> {
        let own = self.streams.iter().find(|(_, stream)| stream.kind == StreamKind::System);
        let (id, stream) = own.ok_or(VaultError::Encryption)?;
        let (epoch, keys) = stream.epochs.last_key_value().ok_or(VaultError::Encryption)?;
        let held = tally(&self.connection)?;
        let streams = disposal
            .streams
            .iter()
            .map(|stream| held.get(stream).cloned().ok_or(VaultError::Encryption))
            .collect::<Result<_, _>>()?;
        let record = SystemRecord::Disposal {
            rule: disposal.rule.clone(),
            authority: disposal.authority.clone(),
            again: disposal.again,
            streams,
        };
        pen.write(&self.keys, RowClass::Disposal, *id, *epoch, keys.entry, &records::print(&record)?)?;
        for (stream, payload) in &disposal.entries {
            let (epoch, keys) = self.current_epoch(*stream)?;
            pen.write(&self.keys, RowClass::Request, *stream, epoch, keys.entry, payload)?;
        }
        Ok(())
    }

    /// Notes on this workstation what the record says was disposed of, and what else is known to have been.
    pub(crate) fn note_disposals(&self, besides: &BTreeSet<StreamId>) -> Result<(), VaultError> {
        if is_broken(Breakage::DisposalNotNoted) {
            return Ok(());
        }
        let own = self.people.disposed.keys().copied();
        let all: BTreeSet<_> = own.chain(besides.iter().copied()).collect();
        let key = self.keys.get(self.memory_key);
        known_disposals::remember(&self.profile, self.keyring.vault_id, key, &all)
    }

    /// Of streams that are known to have been disposed of, those whose texts are here: a copy of before has come back.
    pub(crate) fn come_back(&self, known: &BTreeSet<StreamId>) -> Result<BTreeSet<StreamId>, VaultError> {
        let left = known.iter().filter(|stream| !self.people.disposed.contains_key(stream));
        let mut statement = self
            .connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM events WHERE stream = ?1)")
            .map_err(|error| reading(&error))?;
        let mut found = BTreeSet::new();
        for stream in left {
            let is_here: bool =
                statement.query_row([stream.bytes()], |row| row.get(0)).map_err(|error| reading(&error))?;
            if is_here {
                found.insert(*stream);
            }
        }
        Ok(found)
    }

    // What a disposal says went is what is gone: as many rows with these hashes, and neither a key, a piece of an attachment
    // nor a draft of it is left.
    pub(crate) fn verify_disposals(&self, problems: &mut Vec<Problem>) -> Result<(), VaultError> {
        if self.people.disposed.is_empty() {
            return Ok(());
        }
        let held = tally(&self.connection).map_err(|fault| match fault {
            Fault::Vault(error) => error,
            Fault::Database(error) => reading(&error),
        })?;
        for disposal in &self.people.disposals {
            let agrees = |part: &DisposedStream| held.get(&part.stream) == Some(part);
            if !disposal.streams.iter().all(agrees) {
                let words =
                    format!("Entry {}: what it says was disposed of is not what is gone.", disposal.seq);
                problems.push(Problem::row(disposal.seq, words));
            }
        }
        for (table, what) in [
            ("wraps", "A key is kept for a part of the record that was disposed of."),
            ("chunks", "There are pieces of an attachment that was disposed of."),
            ("drafts", "A draft is kept of a part of the record that was disposed of."),
        ] {
            let mut statement = self
                .connection
                .prepare(&format!("SELECT DISTINCT stream FROM {table}"))
                .map_err(|error| reading(&error))?;
            let mut rows = statement.query([]).map_err(|error| reading(&error))?;
            while let Some(row) = rows.next().map_err(|error| reading(&error))? {
                let stream: Vec<u8> = row.get(0).map_err(|error| reading(&error))?;
                if self.people.disposed.keys().any(|of| of.bytes()[..] == stream) {
                    problems.push(Problem::whole(what.into()));
                }
            }
        }
        Ok(())
    }
}

// What the chain holds of each stream. Hashes of texts stay when the texts go, so that this says the same before and after.
fn tally(connection: &Connection) -> Result<BTreeMap<StreamId, DisposedStream>, Fault> {
    let mut statement = connection.prepare("SELECT stream, class, ct_hash FROM events ORDER BY seq")?;
    let mut rows = statement.query([])?;
    let mut held: BTreeMap<StreamId, (Sha256, u64, u64)> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (stream, class, hash): ([u8; 16], String, [u8; 32]) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (digest, count, attachments) = held.entry(StreamId::from_bytes(stream)).or_default();
        digest.update(hash);
        *count += 1;
        *attachments += u64::from(class == RowClass::Attachment.name());
    }
    Ok(held
        .into_iter()
        .map(|(stream, (digest, rows, attachments))| {
            (stream, DisposedStream { stream, rows, attachments, digest: Hex(digest.finalize().into()) })
        })
        .collect())
}

impl DisposalNote {
    fn of(recorded: &RecordedDisposal) -> Self {
        let part = |of: &DisposedStream| DisposedPart {
            stream: of.stream,
            rows: of.rows,
            attachments: of.attachments,
            digest: of.digest.0,
        };
        Self {
            seq: recorded.seq,
            at: recorded.at,
            rule: recorded.rule.clone(),
            authority: recorded.authority.clone(),
            again: recorded.again,
            streams: recorded.streams.iter().map(part).collect(),
        }
    }
}
