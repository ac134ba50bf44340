//! Walking the chain from its first row: every hash, every link, every signature, and what the file says about its end.

use std::collections::{BTreeMap, HashSet};
use std::thread;

use chrono::{DateTime, FixedOffset};
use ed25519_dalek::VerifyingKey;
use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::error::VaultError;
use crate::event::{Row, hash_of, parse_time};
use crate::ids::{DeviceId, EntryId, StreamId, VaultId};
use crate::keyring::Keyring;
use crate::row_check::{Found, Rules, begin};
use crate::session::{Head, Vault};
use crate::verify::Problem;

/// How much of each row is checked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// Hashes and links: what detects any change since the signatures were last checked under the same lock.
    Hashes,
    /// Hashes, links, and the signatures of rows after this place.
    SignaturesAfter(u64),
    /// Signatures of all rows as well, each by itself and by the strictest rule.
    Signatures,
    /// Signatures of all rows once more, many in one sum. Whatever was not verified here before was verified each by itself when
    /// the vault was opened, so that a signature which only its own author could bend is known to be none of these.
    SignaturesAgain,
}

/// Who may sign, by slot.
pub(crate) type Authors = BTreeMap<String, Author>;

/// The key of somebody who may sign, and the rows that can be theirs.
#[derive(Clone, Copy)]
pub(crate) struct Author {
    pub(crate) key: VerifyingKey,
    pub(crate) from: u64,
    pub(crate) until: u64,
}

impl Author {
    /// The key with which the row at this place may be signed.
    pub(crate) fn key_at(&self, seq: u64) -> Option<&VerifyingKey> {
        (self.from..=self.until).contains(&seq).then_some(&self.key)
    }
}

/// Streams whose texts were disposed of, each with the place of the row that says so.
pub(crate) type Disposed = BTreeMap<StreamId, u64>;

/// The end of a chain that was walked.
pub(crate) struct ChainEnd {
    pub(crate) count: u64,
    pub(crate) hash: [u8; 32],
    /// Row hash and signature digest at the place after which signatures were verified, if the walk met it.
    pub(crate) mark: Option<([u8; 32], [u8; 32])>,
    signatures: [u8; 32],
    at: Option<String>,
    devices: BTreeMap<DeviceId, (u64, [u8; 32])>,
}

impl ChainEnd {
    /// When the last row says it was recorded.
    pub(crate) fn last_time(&self) -> Option<DateTime<FixedOffset>> {
        self.at.as_deref().and_then(parse_time)
    }

    /// The head, as one workstation goes on from it.
    pub(crate) fn head_for(&self, device: DeviceId) -> Head {
        let (device_count, device_hash) = self.devices.get(&device).copied().unwrap_or((0, [0; 32]));
        let at = self.last_time();
        Head {
            count: self.count,
            hash: self.hash,
            signatures: self.signatures,
            device_count,
            device_hash,
            at,
        }
    }
}

/// What to walk.
pub(crate) struct Walk<'a> {
    pub(crate) connection: &'a Connection,
    pub(crate) vault: VaultId,
    pub(crate) authors: &'a Authors,
    pub(crate) disposed: &'a Disposed,
    pub(crate) depth: Depth,
}

impl Vault {
    /// A walk over the rows of this vault.
    pub(crate) fn walk_of<'a>(&'a self, authors: &'a Authors, depth: Depth) -> Walk<'a> {
        let disposed = &self.people.disposed;
        Walk { connection: &self.connection, vault: self.keyring.vault_id, authors, disposed, depth }
    }
}

/// What is done with each sound row; it may add problems of its own.
pub(crate) type Visit<'a> = dyn FnMut(&Row, &mut Vec<Problem>) -> Result<(), VaultError> + 'a;

/// The signing keys of a keyring's people, for a record whose own word about them cannot be read: then only the rest of the
/// damage is looked for.
pub(crate) fn authors_of(keyring: &Keyring) -> Authors {
    let author = |key| Author { key, from: 1, until: u64::MAX };
    keyring
        .users
        .iter()
        .filter_map(|user| Some((user.slot.clone(), author(VerifyingKey::from_bytes(&user.ed25519.0).ok()?))))
        .collect()
}

/// Walks all rows in order, adds everything that is wrong to `problems`, and shows each sound row to `visit`. While some rows are
/// looked at, the other processors check the next ones.
pub(crate) fn walk(
    walk: &Walk<'_>,
    problems: &mut Vec<Problem>,
    visit: &mut Visit<'_>,
) -> Result<ChainEnd, VaultError> {
    let mut place = Place::default();
    let rules = Rules::of(walk);
    thread::scope(|scope| {
        let mut ahead = Some(begin(scope, &rules, walk.connection, 0));
        while let Some(begun) = ahead.take() {
            let Ok(begun) = begun else {
                problems.push(Problem::row(
                    place.next_seq(),
                    format!("From entry {} on the record file cannot be read.", place.next_seq()),
                ));
                break;
            };
            ahead = begun.rest.map(|last| begin(scope, &rules, walk.connection, last));
            for (row, own) in begun.end(&rules) {
                place.take(walk, row, own, problems, visit)?;
            }
        }
        Ok::<(), VaultError>(())
    })?;
    check_end(walk.connection, &place, problems);
    Ok(ChainEnd {
        count: place.seq,
        hash: place.hash,
        mark: place.mark,
        signatures: place.signatures,
        at: place.at,
        devices: place.devices,
    })
}

/// The digest over all signatures up to and including this one. Rows do not contain their signatures' hashes, so that a
/// replaced signature would else not be seen without verifying it.
pub(crate) fn add_signature(before: &[u8; 32], sig: &[u8; 64]) -> [u8; 32] {
    Sha256::new().chain_update(before).chain_update(sig).finalize().into()
}

// How far the walk has come.
#[derive(Default)]
struct Place {
    seq: u64,
    hash: [u8; 32],
    signatures: [u8; 32],
    mark: Option<([u8; 32], [u8; 32])>,
    at: Option<String>,
    devices: BTreeMap<DeviceId, (u64, [u8; 32])>,
    // Every name so far.
    ids: HashSet<EntryId>,
    // The last row did not verify, so that its neighbours cannot be judged by it.
    after_damage: bool,
}

impl Place {
    fn next_seq(&self) -> u64 {
        self.seq + 1
    }

    fn take(
        &mut self,
        walk: &Walk<'_>,
        row: Found,
        own: Option<&'static str>,
        problems: &mut Vec<Problem>,
        visit: &mut Visit<'_>,
    ) -> Result<(), VaultError> {
        let row = match row {
            Found::Row(row) => row,
            Found::Unreadable(seq) => {
                self.note_gap(seq, problems);
                problems
                    .push(Problem::row(seq, format!("Entry {seq}: a field has a form no entry ever had.")));
                (self.seq, self.after_damage) = (seq, true);
                return Ok(());
            }
        };
        let seq = row.header.seq;
        self.note_gap(seq, problems);
        let own = own.or_else(|| self.name_problem(&row));
        problems.extend(own.map(|words| Problem::row(seq, format!("Entry {seq}: {words}"))));
        self.step(walk.vault, &row, own.is_none(), problems);
        if walk.depth == Depth::SignaturesAfter(seq) {
            self.mark = Some((self.hash, self.signatures));
        }
        if own.is_none() { visit(&row, problems) } else { Ok(()) }
    }

    fn name_problem(&mut self, row: &Row) -> Option<&'static str> {
        (!self.ids.insert(row.header.id)).then_some("it bears the name of an earlier entry.")
    }

    fn step(&mut self, vault: VaultId, row: &Row, is_sound: bool, problems: &mut Vec<Problem>) {
        let header = &row.header;
        // One altered row is one problem: a link is judged only between two sound rows.
        if is_sound && !self.after_damage {
            let known = self.devices.get(&header.device).copied().unwrap_or((0, [0; 32]));
            if header.previous != self.hash {
                problems.push(Problem::row(
                    header.seq,
                    format!("Entry {}: it does not follow on the entry before it.", header.seq),
                ));
            } else if (header.device_seq, header.device_previous) != (known.0 + 1, known.1) {
                problems.push(Problem::row(
                    header.seq,
                    format!(
                        "Entry {}: it does not follow on the last entry from the same workstation.",
                        header.seq
                    ),
                ));
            }
        }
        self.seq = header.seq;
        // The hash of a sound row was computed when the row was checked by itself.
        self.hash = if is_sound { row.hash } else { hash_of(vault, header, &row.ct_hash) };
        self.signatures = add_signature(&self.signatures, &row.sig);
        self.at = Some(header.at.clone());
        self.after_damage = !is_sound;
        self.devices.insert(header.device, (header.device_seq, self.hash));
    }

    fn note_gap(&mut self, seq: u64, problems: &mut Vec<Problem>) {
        if seq == self.next_seq() {
            return;
        }
        let (first, last) = (self.next_seq(), seq.saturating_sub(1));
        let words = match first.cmp(&last) {
            std::cmp::Ordering::Equal => format!("Entry {first} is missing."),
            std::cmp::Ordering::Less => format!("Entries {first} to {last} are missing."),
            std::cmp::Ordering::Greater => format!("Entry {seq} has a number it cannot have."),
        };
        problems.push(Problem::row(first, words));
        self.after_damage = true;
    }
}

// The file says in a second place how long the chain is: an old copy of one page put back is found by it.
fn check_end(connection: &Connection, place: &Place, problems: &mut Vec<Problem>) {
    let stored = connection.query_row("SELECT count, hash FROM head WHERE one = 1", [], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?))
    });
    match stored {
        Ok((count, hash)) => {
            if u64::try_from(count).ok() != Some(place.seq) {
                problems.push(Problem::row(
                    place.next_seq(),
                    format!("The record should have {count} entries and has {}.", place.seq),
                ));
            } else if !place.after_damage && hash != place.hash {
                problems.push(Problem::row(
                    place.seq,
                    "The last entry is not the one that was recorded last.".into(),
                ));
            }
        }
        Err(_) => problems.push(Problem::whole("The note of how many entries there are is missing.".into())),
    }
}
