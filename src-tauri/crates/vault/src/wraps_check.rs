//! Whether each part of the record can be opened by exactly the people its rows name: everyone they name has a wrap of its key,
//! and there is no other. A wrap that was put in would open the part for somebody, one that was taken out would close it.

use std::collections::{BTreeMap, BTreeSet};

use zeroize::Zeroizing;

use crate::error::{VaultError, reading};
use crate::event::Header;
use crate::ids::StreamId;
use crate::records::{KeyRecord, ShareRecord, parse};
use crate::session::Vault;
use crate::verify::Problem;

/// What the rows of a chain say of who was given which key.
#[derive(Default)]
pub(crate) struct KeysGiven {
    begun: BTreeSet<(StreamId, u32)>,
    // Of each stretch under one key whose row can be read: where it began, and for whom.
    named: Vec<Begun>,
    // Who was let in afterwards, of each stream with the places that say so.
    shared: BTreeMap<StreamId, Vec<(u64, Vec<String>)>>,
}

struct Begun {
    seq: u64,
    stream: StreamId,
    epoch: u32,
    record: KeyRecord,
}

// For whom a key is kept, by the bytes of the stream's name and the epoch.
type Kept = BTreeMap<(Vec<u8>, u32), BTreeSet<String>>;

impl KeysGiven {
    /// Notes a sound row that gives keys, with its text where this person can read it.
    pub(crate) fn note(&mut self, header: &Header, text: Option<&Zeroizing<Vec<u8>>>) {
        let (stream, epoch, seq) = (header.stream, header.epoch, header.seq);
        if header.commitment.is_some() {
            self.begun.insert((stream, epoch));
            if let Some(record) = text.and_then(|text| parse::<KeyRecord>(text)) {
                self.named.push(Begun { seq, stream, epoch, record });
            }
        } else if let Some(record) = text.and_then(|text| parse::<ShareRecord>(text)) {
            self.shared.entry(stream).or_default().push((seq, record.shared));
        }
    }

    // Whoever is let in is given the keys of all stretches up to then.
    fn shared_after(&self, begun: &Begun) -> Vec<String> {
        let later = self.shared.get(&begun.stream).into_iter().flatten().filter(|(seq, _)| *seq > begun.seq);
        later.flat_map(|(_, with)| with.iter().cloned()).collect()
    }
}

impl Vault {
    /// Compares who was given keys with the keys that are kept.
    pub(crate) fn verify_wraps(
        &self,
        given: &KeysGiven,
        problems: &mut Vec<Problem>,
    ) -> Result<(), VaultError> {
        let stored = self.wraps_kept()?;
        for begun in &given.named {
            let named = self.people.expected(&begun.record, begun.seq, &given.shared_after(begun));
            let kept = stored.get(&(begun.stream.bytes().to_vec(), begun.epoch));
            if kept.map_or(!named.is_empty(), |kept| named != *kept) {
                let seq = begun.seq;
                problems.push(Problem::row(
                    seq,
                    format!("Entry {seq}: the key of the part that begins here is not kept for exactly the people named."),
                ));
            }
        }
        // Also the parts that opening found: a row that was altered since is listed already, and did begin one.
        let opened =
            self.streams.iter().flat_map(|(of, known)| known.epochs.keys().map(|epoch| (*of, *epoch)));
        let begun: BTreeSet<_> = given
            .begun
            .iter()
            .copied()
            .chain(opened)
            .map(|(of, epoch)| (of.bytes().to_vec(), epoch))
            .collect();
        let is_disposed = |stream: &[u8]| self.people.disposed.keys().any(|of| of.bytes()[..] == *stream);
        if stored.keys().any(|of| !is_disposed(&of.0) && !begun.contains(of)) {
            problems.push(Problem::whole("A key is kept for a part of the record that never began.".into()));
        }
        Ok(())
    }

    fn wraps_kept(&self) -> Result<Kept, VaultError> {
        let mut kept = Kept::new();
        let mut statement = self
            .connection
            .prepare("SELECT stream, epoch, recipient FROM wraps")
            .map_err(|error| reading(&error))?;
        let mut rows = statement.query([]).map_err(|error| reading(&error))?;
        while let Some(row) = rows.next().map_err(|error| reading(&error))? {
            let stream: Vec<u8> = row.get(0).map_err(|error| reading(&error))?;
            let epoch: u32 = row.get(1).map_err(|error| reading(&error))?;
            let recipient: String = row.get(2).map_err(|error| reading(&error))?;
            kept.entry((stream, epoch)).or_default().insert(recipient);
        }
        Ok(kept)
    }
}
