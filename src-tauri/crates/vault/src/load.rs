//! What an unlocking learns from the record itself: the keys of its streams, its attachments, and the people it names.

use std::collections::{BTreeMap, HashMap};

use rusqlite::Connection;
use zeroize::Zeroizing;

use crate::chain::{Authors, ChainEnd, Depth, Walk, authors_of, walk};
use crate::error::{VaultError, reading};
use crate::event::{Row, RowClass, open_row};
use crate::hpke_wrap::{self, WRAP};
use crate::ids::{BlobId, StreamId, VaultId};
use crate::keyring::{Keyring, Role};
use crate::locked_keys::{KeyAt, LockedKeys};
use crate::open::{Access, Entering};
use crate::people::{People, read_people};
use crate::records::{self, AttachmentRecord, KeyRecord, ShareRecord, StreamKind};
use crate::session::{Attachment, STREAM_KEY_PURPOSE, Stream, commit_to, put_epoch_keys, wrap_binding};
use crate::symmetric::derive_key;
use crate::verified::{self, Verified};
use crate::verify::Problem;

/// Walks the whole chain and collects what the vault's own rows say.
///
/// Also says up to where they were known. Signatures that this person verified on this workstation before are not verified again, provided that the rows and the
/// signatures are the very same; in any doubt all of them are.
pub(crate) fn load<'a>(
    entering: &Entering<'a>,
    connection: &Connection,
    verified_key: &[u8; 32],
) -> Result<(Loader<'a>, ChainEnd, u64), VaultError> {
    let mut loader = Loader::new(entering)?;
    loader.read_people(connection)?;
    if entering.access == Access::Live
        && let Some(known) = loader.recall(entering, verified_key)?
    {
        let end = loader.load(connection, Depth::SignaturesAfter(known.count))?;
        if end.mark == Some((known.head.0, known.signatures.0)) && loader.problems.is_empty() {
            return Ok((loader, end, known.count));
        }
        loader = Loader::new(entering)?;
        loader.read_people(connection)?;
    }
    let end = loader.load(connection, Depth::Signatures)?;
    Ok((loader, end, 0))
}

// Collects, while the chain is walked, what the vault's own rows say.
pub(crate) struct Loader<'a> {
    vault: VaultId,
    keyring: &'a Keyring,
    slot: &'a str,
    pub(crate) keys: LockedKeys,
    pub(crate) x25519: KeyAt,
    pub(crate) ed25519: KeyAt,
    wraps: HashMap<(StreamId, u32), [u8; WRAP]>,
    pub(crate) streams: BTreeMap<StreamId, Stream>,
    pub(crate) blobs: BTreeMap<BlobId, Attachment>,
    pub(crate) people: People,
    authors: Authors,
    understood: Vec<u64>,
    pub(crate) trouble: Option<(u64, &'static str)>,
    pub(crate) memory_key: Option<KeyAt>,
    pub(crate) problems: Vec<Problem>,
}

impl<'a> Loader<'a> {
    fn new(entering: &Entering<'a>) -> Result<Self, VaultError> {
        let mut keys = LockedKeys::new();
        let x25519 = keys.put(&entering.secret.x25519());
        let ed25519 = keys.put(&entering.secret.ed25519());
        Ok(Self {
            vault: entering.keyring.vault_id,
            keyring: entering.keyring,
            slot: entering.slot,
            keys,
            x25519,
            ed25519,
            wraps: HashMap::new(),
            streams: BTreeMap::new(),
            blobs: BTreeMap::new(),
            people: People::default(),
            authors: Authors::new(),
            understood: Vec::new(),
            trouble: None,
            memory_key: None,
            problems: Vec::new(),
        })
    }

    fn recall(&self, entering: &Entering<'_>, key: &[u8; 32]) -> Result<Option<Verified>, VaultError> {
        let reader = verified::Reader { vault: self.vault, slot: self.slot, authors: &self.authors };
        verified::recall(entering.profile, &reader, key)
    }

    fn read_people(&mut self, connection: &Connection) -> Result<(), VaultError> {
        self.wraps = read_wraps(connection, self.slot)?;
        let own = read_people(connection, self.vault, self.slot, self.keys.get(self.x25519), &self.wraps)?;
        let mut authors = own.people.authors();
        if own.trouble.is_some() || own.people.known.is_empty() {
            // Refused in any case; what else is damaged is told without a complaint about every row.
            for (slot, author) in authors_of(self.keyring) {
                authors.entry(slot).or_insert(author);
            }
            authors.values_mut().for_each(|author| (author.from, author.until) = (1, u64::MAX));
        }
        self.authors = authors;
        (self.people, self.understood, self.trouble) = (own.people, own.understood, own.trouble);
        Ok(())
    }

    fn load(&mut self, connection: &Connection, depth: Depth) -> Result<ChainEnd, VaultError> {
        let authors = std::mem::take(&mut self.authors);
        let disposed = self.people.disposed.clone();
        let whole = Walk { connection, vault: self.vault, authors: &authors, disposed: &disposed, depth };
        let mut problems = std::mem::take(&mut self.problems);
        let end = walk(&whole, &mut problems, &mut |row, problems| {
            if disposed.contains_key(&row.header.stream) {
                return Ok(());
            }
            match row.header.class {
                RowClass::Request => {}
                RowClass::Key => self.take_key(row, problems)?,
                RowClass::System | RowClass::Disposal => self.take_system(row, problems),
                RowClass::Attachment => self.take_attachment(row, problems),
            }
            Ok(())
        })?;
        self.problems = problems;
        Ok(end)
    }

    fn take_key(&mut self, row: &Row, problems: &mut Vec<Problem>) -> Result<(), VaultError> {
        let (seq, stream, epoch) = (row.header.seq, row.header.stream, row.header.epoch);
        let mut wrong = |words: &str| problems.push(Problem::row(seq, format!("Entry {seq}: {words}")));
        if row.header.commitment.is_none() {
            // The keys so far are given to somebody else; nothing begins. Read again when the wraps are checked.
            if self.streams.contains_key(&stream) && self.open_own::<ShareRecord>(row).is_none() {
                wrong("what it says about who may read a part of the record cannot be read.");
            }
            return Ok(());
        }
        let Some(wrapped) = self.wraps.remove(&(stream, epoch)) else {
            // Designees are not given every stream; the Director and the recovery sheet are.
            if self.role() != Some(Role::Designee) {
                wrong("the key of the part of the record that begins here is missing.");
            }
            return Ok(());
        };
        let bound = wrap_binding(self.vault, stream, epoch, self.slot);
        let opened = hpke_wrap::unwrap(self.keys.get(self.x25519), STREAM_KEY_PURPOSE, &bound, &wrapped);
        let Some(dek) = opened else {
            wrong("the key of the part of the record that begins here does not open.");
            return Ok(());
        };
        if row.header.commitment != Some(commit_to(self.vault, stream, epoch, &dek)) {
            wrong("the key of the part of the record that begins here is not the one recorded.");
            return Ok(());
        }
        let epoch_keys = put_epoch_keys(&mut self.keys, &dek)?;
        let Some(record) = open_row(self.vault, row, self.keys.get(epoch_keys.entry))
            .and_then(|text| records::parse::<KeyRecord>(&text))
        else {
            wrong("its text does not open with its key.");
            return Ok(());
        };
        if record.kind == StreamKind::System && seq == 1 {
            let key: Zeroizing<[u8; 32]> = derive_key(&dek, "custodian/seen-heads-key/v1")?;
            self.memory_key = Some(self.keys.put(&key));
        }
        let known =
            self.streams.entry(stream).or_insert(Stream { kind: record.kind, epochs: BTreeMap::new() });
        if known.kind != record.kind || known.epochs.insert(epoch, epoch_keys).is_some() {
            wrong("it begins a part of the record that has begun already.");
        }
        Ok(())
    }

    // The vault's own rows were read before all others; here each that was not understood is named.
    fn take_system(&self, row: &Row, problems: &mut Vec<Problem>) {
        let seq = row.header.seq;
        if !self.understood.contains(&seq) {
            let words = match self.trouble {
                Some((at, words)) if at == seq => words,
                _ => "what it says about the vault cannot be read.",
            };
            problems.push(Problem::row(seq, format!("Entry {seq}: {words}")));
        }
    }

    fn take_attachment(&mut self, row: &Row, problems: &mut Vec<Problem>) {
        let (seq, stream, epoch) = (row.header.seq, row.header.stream, row.header.epoch);
        if !self.streams.contains_key(&stream) {
            return;
        }
        match self.open_own::<AttachmentRecord>(row) {
            Some(record) if !self.blobs.contains_key(&record.blob) => {
                self.blobs.insert(record.blob, Attachment { stream, epoch, seq, record });
            }
            _ => problems.push(Problem::row(
                seq,
                format!("Entry {seq}: what it says about an attachment cannot be read."),
            )),
        }
    }

    fn open_own<T: serde::de::DeserializeOwned>(&self, row: &Row) -> Option<T> {
        let keys = self.streams.get(&row.header.stream)?.epochs.get(&row.header.epoch)?;
        records::parse(&open_row(self.vault, row, self.keys.get(keys.entry))?)
    }

    fn role(&self) -> Option<Role> {
        self.keyring.users.iter().find(|user| user.slot == self.slot).map(|user| user.role)
    }
}

fn read_wraps(
    connection: &Connection,
    slot: &str,
) -> Result<HashMap<(StreamId, u32), [u8; WRAP]>, VaultError> {
    let mut statement = connection
        .prepare("SELECT stream, epoch, wrap FROM wraps WHERE recipient = ?1")
        .map_err(|error| reading(&error))?;
    let mut rows = statement.query([slot]).map_err(|error| reading(&error))?;
    let mut wraps = HashMap::new();
    while let Some(row) = rows.next().map_err(|error| reading(&error))? {
        // A wrap of an impossible form is none; the row that needs it says that it is missing.
        if let (Ok(stream), Ok(epoch), Ok(wrap)) =
            (row.get::<_, [u8; 16]>(0), row.get(1), row.get::<_, [u8; WRAP]>(2))
        {
            wraps.insert((StreamId::from_bytes(stream), epoch), wrap);
        }
    }
    Ok(wraps)
}
