//! Who can open the vault and who ever could, as the signed record says: their public keys, what each may read, between which
//! rows each may sign, and until when each may come in.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};
use ed25519_dalek::VerifyingKey;
use rusqlite::Connection;
use zeroize::Zeroizing;

use crate::chain::{Author, Authors, Disposed};
use crate::error::VaultError;
use crate::event::{COLUMNS, Row, RowClass, hash_problem, open_row, read_row, signature_problem};
use crate::hex_bytes::Hex;
use crate::hpke_wrap::{self, WRAP};
use crate::ids::{StreamId, VaultId};
use crate::keyring::{Keyring, Role};
use crate::records::{self, AddedUser, DisposedStream, KeyRecord, RecordedUser, StreamKind, SystemRecord};
use crate::session::{STREAM_KEY_PURPOSE, wrap_binding};
use crate::symmetric::derive_key;

/// One person, now or once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) user: RecordedUser,
    /// The person's name; the keyring, which anybody can read, has the job title alone.
    pub(crate) name: String,
    /// What the caller calls this person.
    pub(crate) reference: String,
    /// Kinds of streams whose keys a designee is given; everybody else gets all.
    pub(crate) kinds: Vec<StreamKind>,
    pub(crate) term: Term,
    pub(crate) added_at: Option<DateTime<FixedOffset>>,
    /// Rows before this one cannot be this person's.
    pub(crate) from_seq: u64,
    /// The last row that can be this person's, once the access has ended.
    pub(crate) until_seq: Option<u64>,
}

/// When a person may come in. The program keeps it; keys know no calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Term {
    pub(crate) from: Option<DateTime<FixedOffset>>,
    pub(crate) until: Option<DateTime<FixedOffset>>,
}

/// Everybody the record knows, in the order in which they were added.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct People {
    pub(crate) known: Vec<Known>,
    practice: bool,
    /// Record files that were replaced: generation and first bytes, so that exactly these may be removed.
    pub(crate) replaced: Vec<(u64, Hex<16>)>,
    /// Streams that were disposed of, each with the place of the row that says so.
    pub(crate) disposed: Disposed,
    /// What those rows say, oldest first.
    pub(crate) disposals: Vec<RecordedDisposal>,
}

/// A row that disposed of streams.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RecordedDisposal {
    pub(crate) seq: u64,
    pub(crate) at: Option<DateTime<FixedOffset>>,
    pub(crate) rule: String,
    pub(crate) authority: String,
    pub(crate) again: bool,
    pub(crate) streams: Vec<DisposedStream>,
}

/// Whom a key is wrapped to.
pub(crate) struct Recipient {
    pub(crate) slot: String,
    pub(crate) x25519: [u8; 32],
}

impl Term {
    pub(crate) fn covers(&self, at: DateTime<FixedOffset>) -> bool {
        self.from.is_none_or(|from| at >= from) && self.until.is_none_or(|until| at < until)
    }
}

impl Known {
    pub(crate) fn is_active(&self) -> bool {
        self.until_seq.is_none()
    }

    /// Whether this person is given the keys of streams of a kind.
    pub(crate) fn reads(&self, kind: StreamKind) -> bool {
        self.user.role != Role::Designee || kind == StreamKind::System || self.kinds.contains(&kind)
    }

    fn manages(&self) -> bool {
        self.user.role != Role::Designee
    }

    pub(crate) fn recipient(&self) -> Recipient {
        Recipient { slot: self.user.slot.clone(), x25519: self.user.x25519.0 }
    }
}

impl People {
    /// The people with whom a vault is founded.
    pub(crate) fn founded(keyring: &Keyring) -> Self {
        let users: Vec<_> = keyring.users.iter().map(RecordedUser::from).collect();
        Self::founding(keyring.practice, users, None)
    }

    fn founding(practice: bool, users: Vec<RecordedUser>, at: Option<DateTime<FixedOffset>>) -> Self {
        let known = users
            .into_iter()
            .map(|user| Known {
                user,
                name: String::new(),
                reference: String::new(),
                kinds: vec![StreamKind::Office, StreamKind::Case],
                term: Term::default(),
                added_at: at,
                from_seq: 1,
                until_seq: None,
            })
            .collect();
        Self { known, practice, ..Self::default() }
    }

    pub(crate) fn find(&self, slot: &str) -> Option<&Known> {
        self.known.iter().find(|known| known.user.slot == slot)
    }

    pub(crate) fn active(&self) -> impl Iterator<Item = &Known> {
        self.known.iter().filter(|known| known.is_active())
    }

    /// A name no slot ever had.
    pub(crate) fn next_slot(&self) -> String {
        let number = |known: &Known| known.user.slot.strip_prefix('u').and_then(|n| n.parse::<u32>().ok());
        let last = self.known.iter().filter_map(number).max().unwrap_or(0);
        format!("u{}", last.saturating_add(1))
    }

    /// Who gets the key of a new stream of this kind: the Director and the recovery sheet always, for a record that one lost
    /// passphrase can close for ever is not kept; designees the kinds they were given; and whoever begins it.
    pub(crate) fn recipients(&self, kind: StreamKind, author: &str) -> Vec<Recipient> {
        self.active()
            .filter(|known| known.reads(kind) || known.user.slot == author)
            .map(Known::recipient)
            .collect()
    }

    /// Who must hold the key of an epoch now: the people its row names and those to whom the keys so far were given later, by
    /// being added or by a row of the stream (`shared`), without those whose access has ended.
    pub(crate) fn expected(&self, record: &KeyRecord, seq: u64, shared: &[String]) -> BTreeSet<String> {
        self.active()
            .filter(|known| {
                record.recipients.contains(&known.user.slot)
                    || shared.contains(&known.user.slot)
                    || (known.from_seq > seq && known.reads(record.kind))
            })
            .map(|known| known.user.slot.clone())
            .collect()
    }

    /// Whose signature may stand under which rows.
    pub(crate) fn authors(&self) -> Authors {
        self.known
            .iter()
            .filter_map(|known| {
                let key = VerifyingKey::from_bytes(&known.user.ed25519.0).ok()?;
                Some((
                    known.user.slot.clone(),
                    Author { key, from: known.from_seq, until: known.until_seq.unwrap_or(u64::MAX) },
                ))
            })
            .collect()
    }

    /// Whether the keyring names exactly the people who may open the vault according to the record.
    pub(crate) fn disagreement_with(&self, keyring: &Keyring) -> Option<&'static str> {
        if self.known.is_empty() {
            return None;
        }
        if self.practice != keyring.practice {
            return Some("they differ on whether this is a practice vault");
        }
        let recorded: BTreeMap<_, _> =
            self.active().map(|known| (known.user.slot.as_str(), known.user.clone())).collect();
        let stated: BTreeMap<_, _> =
            keyring.users.iter().map(|user| (user.slot.as_str(), RecordedUser::from(user))).collect();
        (recorded != stated).then_some("they name different people or keys")
    }

    /// Takes in what a row of the vault's own stream says. Refuses what its author may not say.
    fn apply(&mut self, record: SystemRecord, row: &Row) -> Result<(), &'static str> {
        let seq = row.header.seq;
        let at = crate::event::parse_time(&row.header.at);
        if let SystemRecord::Founded { practice, users, .. } = record {
            if seq != 2 || !self.known.is_empty() {
                return Err(UNREADABLE);
            }
            *self = Self::founding(practice, users, at);
            return Ok(());
        }
        if !self.find(&row.header.author).is_some_and(|author| author.is_active() && author.manages()) {
            return Err(
                "it changes who may open the vault or what is in it, and its author may not do that.",
            );
        }
        match record {
            SystemRecord::Disposal { rule, authority, again, streams } => {
                let is_known = |of: &DisposedStream| self.disposed.contains_key(&of.stream);
                // The vault's own rows say what everything else is; without them nothing could be read.
                if streams.is_empty()
                    || streams.iter().any(|of| of.stream == row.header.stream || is_known(of))
                {
                    return Err("it disposes of what cannot be disposed of.");
                }
                self.disposed.extend(streams.iter().map(|of| (of.stream, seq)));
                self.disposals.push(RecordedDisposal { seq, at, rule, authority, again, streams });
                Ok(())
            }
            SystemRecord::Founded { .. } => Err(UNREADABLE),
            SystemRecord::Generation { replaced, added, removed, .. } => {
                for slot in removed {
                    let known = self.known.iter_mut().find(|known| known.user.slot == slot);
                    let known = known.filter(|known| known.is_active()).ok_or(UNKNOWN)?;
                    known.until_seq = Some(seq);
                }
                for new in added {
                    if self.find(&new.user.slot).is_some() {
                        return Err("it gives a person a place that another person has or had.");
                    }
                    self.known.push(Known { added_at: at, from_seq: seq + 1, ..Known::from(new) });
                }
                self.replaced.push((replaced.generation, replaced.salt));
                let still = |role| self.active().any(|known| known.user.role == role);
                if still(Role::Director) && still(Role::Recovery) { Ok(()) } else { Err(NOBODY) }
            }
            SystemRecord::Term { slot, from, until } => {
                let known = self.known.iter_mut().find(|known| known.user.slot == slot);
                let known = known.filter(|known| known.is_active()).ok_or(UNKNOWN)?;
                known.term = Term { from, until };
                Ok(())
            }
        }
    }

    /// As after this row of one's own, which has just been recorded.
    pub(crate) fn take(&mut self, record: SystemRecord, row: &Row) -> Result<(), VaultError> {
        self.apply(record, row).map_err(|_| VaultError::Encryption)
    }
}

const UNREADABLE: &str = "what it says about the vault cannot be read.";
const UNKNOWN: &str = "it speaks of somebody who cannot open the vault.";
const NOBODY: &str = "it would leave the vault without a Director or without a recovery sheet.";

impl From<AddedUser> for Known {
    fn from(new: AddedUser) -> Self {
        Self {
            user: new.user,
            name: new.name,
            reference: new.reference,
            kinds: new.kinds,
            term: Term { from: new.from, until: new.until },
            added_at: None,
            from_seq: 1,
            until_seq: None,
        }
    }
}

/// What reading the vault's own rows ahead of all others found.
pub(crate) struct ReadPeople {
    pub(crate) people: People,
    /// The rows that were understood; every other row of this class is a problem.
    pub(crate) understood: Vec<u64>,
    /// The first row that could not be followed, and why.
    pub(crate) trouble: Option<(u64, &'static str)>,
}

/// Reads the vault's own stream from its first row, so that it is known who may sign before signatures are judged. Each of its
/// rows is checked here: hash, signature of somebody who may change the people, text.
pub(crate) fn read_people(
    connection: &Connection,
    vault: VaultId,
    slot: &str,
    x25519: &[u8; 32],
    wraps: &std::collections::HashMap<(StreamId, u32), [u8; WRAP]>,
) -> Result<ReadPeople, VaultError> {
    let mut read = ReadPeople { people: People::default(), understood: Vec::new(), trouble: None };
    let mut keys: BTreeMap<u32, Zeroizing<[u8; 32]>> = BTreeMap::new();
    for row in own_rows(connection) {
        let (seq, epoch) = (row.header.seq, row.header.epoch);
        if row.header.class == RowClass::Key {
            let bound = wrap_binding(vault, row.header.stream, epoch, slot);
            let dek = wraps
                .get(&(row.header.stream, epoch))
                .and_then(|wrap| hpke_wrap::unwrap(x25519, STREAM_KEY_PURPOSE, &bound, wrap));
            if let Some(dek) = dek {
                keys.insert(epoch, derive_key(&dek, "custodian/event-key/v1")?);
            }
            continue;
        }
        if !matches!(row.header.class, RowClass::System | RowClass::Disposal) {
            continue;
        }
        let is_disposal = row.header.class == RowClass::Disposal;
        let record = keys
            .get(&epoch)
            .and_then(|key| open_row(vault, &row, key))
            .and_then(|text| records::parse::<SystemRecord>(&text))
            .filter(|record| matches!(record, SystemRecord::Disposal { .. }) == is_disposal);
        let outcome = match record {
            None => Err(UNREADABLE),
            Some(record) => followed(&mut read.people, record, vault, &row),
        };
        match outcome {
            Ok(()) => read.understood.push(seq),
            Err(words) => {
                read.trouble = Some((seq, words));
                break;
            }
        }
    }
    Ok(read)
}

fn followed(
    people: &mut People,
    record: SystemRecord,
    vault: VaultId,
    row: &Row,
) -> Result<(), &'static str> {
    if let Some(words) = hash_problem(vault, row, None) {
        return Err(words);
    }
    let before = people.clone();
    if let Err(words) = people.apply(record, row) {
        *people = before;
        return Err(words);
    }
    // The founding row names the very people among whom its author is; every other one is judged by those before it.
    let authors = if before.known.is_empty() { people.authors() } else { before.authors() };
    let key = authors.get(&row.header.author).and_then(|author| author.key_at(row.header.seq));
    match signature_problem(row, key) {
        Some(words) => {
            *people = before;
            Err(words)
        }
        None => Ok(()),
    }
}

// The rows of the stream that the first row begins. A row that cannot be read ends the list; the walk names it.
fn own_rows(connection: &Connection) -> Vec<Row> {
    let mut found = Vec::new();
    let sql = format!(
        "SELECT {COLUMNS} FROM events WHERE stream = (SELECT stream FROM events WHERE seq = 1) ORDER BY seq"
    );
    let Ok(mut statement) = connection.prepare(&sql) else { return found };
    let Ok(mut rows) = statement.query([]) else { return found };
    while let Ok(Some(row)) = rows.next() {
        match read_row(row) {
            Some(row) => found.push(row),
            None => break,
        }
    }
    found
}
