//! Reading the record: entries in the order of the chain, its end as a short code, and figures about it.

use chrono::{DateTime, FixedOffset};
use data_encoding::BASE32_NOPAD;
use std::collections::BTreeSet;
use zeroize::Zeroizing;

use crate::chain::{Depth, walk};
use crate::database::keep_less;
use crate::error::{VaultError, reading};
use crate::event::{CLOCK_BEHIND, Row, RowClass, open_row, parse_time};
use crate::ids::{EntryId, StreamId};
use crate::session::{StreamClass, Vault};
use crate::verify::Problem;

const ANCHOR_CHARACTERS: usize = 20;

/// One recorded entry. Its payload is wiped when dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name, for ever.
    pub id: EntryId,
    /// Its place in the chain, from 1; other rows stand between entries, so the numbers have gaps.
    pub seq: u64,
    /// The stream it belongs to.
    pub stream: StreamId,
    /// Who may read that stream.
    pub class: StreamClass,
    /// When its author says it was recorded, to the microsecond.
    pub at: DateTime<FixedOffset>,
    /// The clock stood behind the entry before it; order is the chain's.
    pub clock_behind: bool,
    /// What was recorded, byte for byte.
    pub payload: Zeroizing<Vec<u8>>,
}

/// The end of the chain as it is printed on paper: without a count or a day, which would tell what is hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The first 20 Base32 characters of its hash.
    pub code: String,
}

/// The entry an anchor names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnchoredEntry {
    /// Its place in the chain.
    pub seq: u64,
    /// When it was recorded.
    pub at: DateTime<FixedOffset>,
}

/// Figures about a vault, counting only what the person who opened it may read; file sizes are those of the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stats {
    /// Readable entries.
    pub entries: u64,
    /// Readable streams.
    pub streams: u64,
    /// Readable attachments.
    pub blobs: u64,
    /// Bytes of all readable attachments, before encryption.
    pub blob_bytes: u64,
    /// Drafts of the person who opened the vault.
    pub drafts: u64,
    /// Bytes of the record file on the disk.
    pub file_bytes: u64,
    /// Generation of the record file.
    pub generation: u64,
    /// Disposals on record.
    pub disposals: u64,
}

impl Vault {
    /// All entries that the person who opened the vault may read, in the order of the chain. Every hash and link is checked
    /// while reading.
    ///
    /// # Errors
    /// [`VaultError::RecordDamaged`] names what does not verify; never a shorter list.
    pub fn entries(&self) -> Result<Vec<Entry>, VaultError> {
        let vault = self.keyring.vault_id;
        let mut entries = Vec::new();
        let mut problems = Vec::new();
        let authors = self.people.authors();
        let whole = self.walk_of(&authors, Depth::Hashes);
        let end = walk(&whole, &mut problems, &mut |row, problems| {
            let known = self.streams.get(&row.header.stream);
            let Some((stream, class)) = known.and_then(|known| Some((known, known.kind.class()?))) else {
                return Ok(());
            };
            if row.header.class != RowClass::Request {
                return Ok(());
            }
            let text = stream
                .epochs
                .get(&row.header.epoch)
                .and_then(|keys| open_row(vault, row, self.keys.get(keys.entry)));
            match (text, parse_time(&row.header.at)) {
                (Some(text), Some(at)) => entries.push(Entry::of(row, class, text, at)?),
                _ => problems.push(Problem::row(
                    row.header.seq,
                    format!("Entry {}: its text does not open with its key.", row.header.seq),
                )),
            }
            Ok(())
        })?;
        keep_less(&self.connection);
        if problems.is_empty() && (end.count, end.hash) != (self.head.count, self.head.hash) {
            problems
                .push(Problem::whole("The record does not end where it ended when it was opened.".into()));
        }
        if problems.is_empty() { Ok(entries) } else { Err(VaultError::RecordDamaged { problems }) }
    }

    /// The end of the chain, as it is printed on reports and registers.
    pub fn anchor(&self) -> Anchor {
        Anchor { code: code_of(&self.head.hash) }
    }

    /// Finds the entry that a printed code names; `None` when no entry has this code, which means that the record is not
    /// the one the paper was printed from.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn find_anchor(&self, code: &str) -> Result<Option<AnchoredEntry>, VaultError> {
        let wanted: String = code
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| c.to_ascii_uppercase())
            .collect();
        if wanted.len() != ANCHOR_CHARACTERS {
            return Ok(None);
        }
        let mut statement = self
            .connection
            .prepare("SELECT seq, at, hash FROM events ORDER BY seq")
            .map_err(|error| reading(&error))?;
        let mut rows = statement.query([]).map_err(|error| reading(&error))?;
        while let Some(row) = rows.next().map_err(|error| reading(&error))? {
            let hash: Vec<u8> = row.get(2).map_err(|error| reading(&error))?;
            if code_of(&hash) == wanted {
                let seq: i64 = row.get(0).map_err(|error| reading(&error))?;
                let at: String = row.get(1).map_err(|error| reading(&error))?;
                return Ok(
                    parse_time(&at).map(|at| AnchoredEntry { seq: u64::try_from(seq).unwrap_or(0), at })
                );
            }
        }
        Ok(None)
    }

    /// Figures about the vault.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn stats(&self) -> Result<Stats, VaultError> {
        self.stats_without(&BTreeSet::new())
    }

    /// Figures about the vault as if these streams were not in it. The size of the file on the disk stays what it is.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn stats_without(&self, hidden: &BTreeSet<StreamId>) -> Result<Stats, VaultError> {
        let visible = |stream: &StreamId| self.stream_class(*stream).is_some() && !hidden.contains(stream);
        let counted = |query: &str, of: &[&str]| -> Result<u64, VaultError> {
            let mut statement = self.connection.prepare(query).map_err(|error| reading(&error))?;
            let mut rows =
                statement.query(rusqlite::params_from_iter(of)).map_err(|error| reading(&error))?;
            let mut count = 0;
            while let Some(row) = rows.next().map_err(|error| reading(&error))? {
                let stream: [u8; 16] = row.get(0).map_err(|error| reading(&error))?;
                if visible(&StreamId::from_bytes(stream)) {
                    let here: i64 = row.get(1).map_err(|error| reading(&error))?;
                    count += u64::try_from(here).unwrap_or(0);
                }
            }
            Ok(count)
        };
        let blobs = || self.blobs.values().filter(|blob| visible(&blob.stream));
        Ok(Stats {
            entries: counted(
                "SELECT stream, count(*) FROM events WHERE class = 'request' GROUP BY stream",
                &[],
            )?,
            streams: self.streams.keys().filter(|stream| visible(stream)).count() as u64,
            blobs: blobs().count() as u64,
            blob_bytes: blobs().map(|blob| blob.record.bytes).sum(),
            drafts: counted(
                "SELECT stream, count(*) FROM drafts WHERE author = ?1 GROUP BY stream",
                &[&self.me.slot],
            )?,
            file_bytes: self.file_bytes()?,
            generation: self.keyring.generation,
            disposals: self.people.disposals.len() as u64,
        })
    }
}

impl Entry {
    pub(crate) fn of(
        row: &Row,
        class: StreamClass,
        payload: Zeroizing<Vec<u8>>,
        at: DateTime<FixedOffset>,
    ) -> Result<Self, VaultError> {
        Ok(Self {
            id: row.header.id,
            seq: row.header.seq,
            stream: row.header.stream,
            class,
            // The moment as it reads back, so that an entry just recorded equals the same entry read later.
            at: parse_time(&row.header.at).unwrap_or(at),
            clock_behind: row.header.flags & CLOCK_BEHIND != 0,
            payload,
        })
    }
}

/// The printed form of a hash.
pub(crate) fn code_of(hash: &[u8]) -> String {
    let mut code = BASE32_NOPAD.encode(hash);
    code.truncate(ANCHOR_CHARACTERS);
    code
}
