//! Writing the record anew under a new key, and making it the current one in a single step.
//!
//! Every row is copied into a file that bears another name, the rows that say what changed are added to its end, and all of it
//! is checked as an unlocking checks it. Only then does `keyring.json` come to name it. Until that moment the vault is what it
//! was; from that moment it is the new one; a file of the other kind that was left lying is removed at the next unlocking.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, TransactionBehavior};
use zeroize::Zeroizing;

use crate::append::{Fault, Pen, put_wrap};
use crate::breakage::{Breakage, is_broken};
use crate::database::{About, create_database, format_of, journal_of, read_salt, remove_journal};
use crate::disposal::Disposal;
use crate::error::{StorageCause, VaultError, cause_of_sqlite, reading};
use crate::event::{COLUMNS, RowClass};
use crate::faults::step;
use crate::hex_bytes::Hex;
use crate::hpke_wrap::{self, WRAP};
use crate::ids::StreamId;
use crate::keyring::{self, Keyring, NewUser, UserSecret, database_name};
use crate::keyring_file;
use crate::locked_keys::LockedKeys;
use crate::open::{Access, Entering, enter};
use crate::people::{Known, People, Recipient, Term};
use crate::randomness::make_bytes;
use crate::records::{self, AddedUser, RecordedUser, ReplacedFile, StreamKind, SystemRecord};
use crate::room::need_room;
use crate::session::{EpochKeys, Head, STREAM_KEY_PURPOSE, Vault, wrap_binding};
use crate::verify::Problem;

/// The name of the new file until its keyring is in place.
pub(crate) const DRAFT: &str = "next.db";

/// Somebody who is added with a new generation.
pub(crate) struct Newcomer<'a> {
    pub(crate) user: NewUser<'a>,
    pub(crate) secret: UserSecret,
    pub(crate) name: &'a str,
    pub(crate) reference: &'a str,
    pub(crate) kinds: Vec<StreamKind>,
    pub(crate) term: Term,
}

/// What a new generation changes about the people, and what it leaves out; each may be missing.
#[derive(Default)]
pub(crate) struct Change<'a> {
    pub(crate) added: Option<Newcomer<'a>>,
    pub(crate) removed: Option<&'a str>,
    pub(crate) disposed: Option<&'a Disposal>,
}

impl Change<'_> {
    fn leaves_out(&self, stream: &StreamId) -> bool {
        self.disposed.is_some_and(|disposal| disposal.streams.contains(stream))
    }
}

// The new file, checked, under its draft name.
struct Prepared {
    keyring: Keyring,
    file_key: Zeroizing<[u8; 32]>,
    head: Head,
}

impl Vault {
    /// Replaces the record by its next generation. After an error before the commit nothing has changed; after one behind it
    /// the vault must be opened again.
    pub(crate) fn begin_generation(
        &mut self,
        change: &Change<'_>,
        now: DateTime<FixedOffset>,
    ) -> Result<(), VaultError> {
        if let Some(cause) = self.stopped.get() {
            return Err(VaultError::MustReopen(cause));
        }
        clear_draft(&self.folder)?;
        need_room("Writing the record anew", &self.folder, self.file_bytes()?)?;
        let prepared = match self.prepare(change, now) {
            Ok(prepared) => prepared,
            Err(error) => {
                let _ = clear_draft(&self.folder);
                return Err(error);
            }
        };
        let outcome = self.put_in_place(&prepared).and_then(|()| self.go_on_in(&prepared, now));
        if let Err(VaultError::MustReopen(cause)) = &outcome {
            self.stopped.set(Some(*cause));
        }
        outcome
    }

    /// Bytes of the record file.
    pub(crate) fn file_bytes(&self) -> Result<u64, VaultError> {
        let about = fs::metadata(self.folder.join(&self.keyring.database));
        about.map(|about| about.len()).map_err(|error| VaultError::file("Reading the record file", &error))
    }

    fn prepare(&self, change: &Change<'_>, now: DateTime<FixedOffset>) -> Result<Prepared, VaultError> {
        step("Choosing the key of the new record file")?;
        let file_key = Zeroizing::new(make_bytes::<32>()?);
        let mut keyring = self.next_keyring(change)?;
        for place in 0..keyring.users.len() {
            keyring.users[place].file_key =
                keyring::wrap_file_key(&keyring, &keyring.users[place], &file_key)?;
        }
        let draft = self.folder.join(DRAFT);
        let head = self.write_anew(&draft, &keyring, &file_key, change, now)?;
        keyring.database_salt = read_salt(&draft)?;
        keyring::authenticate(&mut keyring, &file_key)?;
        step("Checking the new record file")?;
        let prepared = Prepared { keyring, file_key, head };
        self.check(&prepared, &draft, change, now)?;
        Ok(prepared)
    }

    // The keyring of the next generation, without the key of its file.
    fn next_keyring(&self, change: &Change<'_>) -> Result<Keyring, VaultError> {
        let mut keyring = self.keyring.clone();
        let is_taken = |generation: u64| self.folder.join(database_name(generation)).exists();
        keyring.generation += 1;
        while is_taken(keyring.generation) {
            keyring.generation += 1;
        }
        keyring.database = database_name(keyring.generation);
        keyring.users.retain(|user| Some(user.slot.as_str()) != change.removed);
        if let Some(newcomer) = &change.added {
            let made = keyring::make_user(&keyring, &newcomer.user, &newcomer.secret)?;
            keyring.users.push(made);
        }
        Ok(keyring)
    }

    fn write_anew(
        &self,
        draft: &Path,
        keyring: &Keyring,
        file_key: &[u8; 32],
        change: &Change<'_>,
        now: DateTime<FixedOffset>,
    ) -> Result<Head, VaultError> {
        step("Making the new record file")?;
        let about = About { vault_id: keyring.vault_id, generation: keyring.generation };
        let has_disposals = change.disposed.is_some() || !self.people.disposed.is_empty();
        let mut connection = create_database(draft, file_key, &about, format_of(has_disposals))?;
        let head = self.fill(&mut connection, keyring, change, now).map_err(|fault| match fault {
            Fault::Vault(error) => error,
            Fault::Database(error) => not_written(&error),
        })?;
        step("Closing the new record file")?;
        connection.close().map_err(|(_, error)| not_written(&error))?;
        remove_journal(draft)?;
        keyring_file::sync_folder(&self.folder)?;
        Ok(head)
    }

    fn fill(
        &self,
        connection: &mut Connection,
        keyring: &Keyring,
        change: &Change<'_>,
        now: DateTime<FixedOffset>,
    ) -> Result<Head, Fault> {
        let signing = self.signing_key();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        step("Copying the entries")?;
        let (old, new) = (&self.connection, &*transaction);
        copy(old, new, &EVENTS, &mut |row| {
            Ok(if change.leaves_out(&stream_at(row, EVENT_STREAM)?) {
                Copied::WithoutText(EVENT_TEXT)
            } else {
                Copied::Whole
            })
        })?;
        step("Copying the keys")?;
        copy(old, new, &WRAPS, &mut |row| {
            let is_gone = row.get_ref(0)?.as_str().ok() == change.removed && change.removed.is_some();
            Ok(Copied::unless(is_gone || change.leaves_out(&stream_at(row, 1)?)))
        })?;
        step("Copying the attachments")?;
        copy(old, new, &CHUNKS, &mut |row| Ok(Copied::unless(change.leaves_out(&stream_at(row, 2)?))))?;
        step("Writing what changed")?;
        let added = change.added.as_ref().map(|newcomer| added_user(keyring, newcomer)).transpose()?;
        if let Some(added) = &added {
            self.give_keys(&transaction, added)?;
        }
        let mut pen = Pen {
            connection: &transaction,
            keyring,
            people: &self.people,
            device: self.device,
            author: &self.me.slot,
            signing: &signing,
            at: now,
            head: self.head.clone(),
        };
        let mut keys = LockedKeys::new();
        let begun = self.begin_epochs(&mut pen, &mut keys, change.removed, added, keyring)?;
        if let Some(disposal) = change.disposed {
            step("Writing what is disposed of")?;
            self.write_disposal(&mut pen, disposal)?;
        }
        step("Copying the drafts")?;
        let gone = change.disposed.map_or_else(BTreeSet::new, |disposal| disposal.streams.clone());
        if !is_broken(Breakage::GenerationWithoutDrafts) {
            self.copy_drafts(&transaction, (change.removed, &gone), &begun, &keys)?;
        }
        pen.note_head()?;
        let head = pen.head;
        step("Saving the new record file")?;
        transaction.commit()?;
        Ok(head)
    }

    // Wraps the key of every epoch that the newcomer may read; all of them lie open for whoever adds people.
    fn give_keys(&self, new: &Connection, added: &AddedUser) -> Result<(), Fault> {
        let known = Known::from(added.clone());
        let x25519 = self.keys.get(self.me.x25519);
        let mut statement =
            self.connection.prepare("SELECT stream, epoch, wrap FROM wraps WHERE recipient = ?1")?;
        let mut rows = statement.query([&self.me.slot])?;
        while let Some(row) = rows.next()? {
            let (stream, epoch) = (StreamId::from_bytes(row.get(0)?), row.get(1)?);
            let wrap: [u8; WRAP] = row.get(2)?;
            if !self.streams.get(&stream).is_some_and(|stream| known.reads(stream.kind)) {
                continue;
            }
            let bound = wrap_binding(self.keyring.vault_id, stream, epoch, &self.me.slot);
            let dek =
                hpke_wrap::unwrap(x25519, STREAM_KEY_PURPOSE, &bound, &wrap).ok_or(VaultError::Encryption)?;
            put_wrap(new, self.keyring.vault_id, stream, epoch, &known.recipient(), &dek)?;
        }
        Ok(())
    }

    // Every stream that somebody leaving could read goes on under a key that was never theirs; the vault's own stream first,
    // so that even the row that says so is under it.
    fn begin_epochs(
        &self,
        pen: &mut Pen<'_>,
        keys: &mut LockedKeys,
        removed: Option<&str>,
        added: Option<AddedUser>,
        keyring: &Keyring,
    ) -> Result<BTreeMap<StreamId, (u32, EpochKeys)>, Fault> {
        let mut begun = BTreeMap::new();
        let known = added.clone().map(Known::from);
        let system = |kind: StreamKind| kind == StreamKind::System;
        let own =
            self.streams.iter().find(|(_, stream)| system(stream.kind)).ok_or(VaultError::Encryption)?;
        let others = self.streams.iter().filter(|(_, stream)| !system(stream.kind));
        for (id, stream) in std::iter::once(own).chain(others) {
            let last = stream.epochs.last_key_value().map_or(0, |(epoch, _)| *epoch);
            let mut holders = self.holders(*id, last)?;
            let is_theirs = removed.is_some_and(|slot| holders.iter().any(|holder| holder.slot == slot));
            if is_theirs {
                holders.retain(|holder| Some(holder.slot.as_str()) != removed);
                holders.extend(known.iter().filter(|new| new.reads(stream.kind)).map(Known::recipient));
                let epoch_keys = pen.begin_epoch(keys, *id, stream.kind, last + 1, &holders)?;
                begun.insert(*id, (last + 1, epoch_keys));
            }
            if system(stream.kind) {
                let record = SystemRecord::Generation {
                    generation: keyring.generation,
                    replaced: ReplacedFile {
                        generation: self.keyring.generation,
                        salt: self.keyring.database_salt,
                    },
                    added: added.iter().cloned().collect(),
                    removed: removed.iter().map(|slot| (*slot).to_owned()).collect(),
                };
                let text = records::print(&record)?;
                match begun.get(id) {
                    Some((epoch, new)) => pen.write(keys, RowClass::System, *id, *epoch, new.entry, &text)?,
                    None => {
                        let old = self.epoch_keys(*id, last).ok_or(VaultError::Encryption)?;
                        pen.write(&self.keys, RowClass::System, *id, last, old.entry, &text)?
                    }
                };
            }
        }
        Ok(begun)
    }

    fn holders(&self, stream: StreamId, epoch: u32) -> Result<Vec<Recipient>, Fault> {
        let mut statement =
            self.connection.prepare_cached("SELECT recipient FROM wraps WHERE stream = ?1 AND epoch = ?2")?;
        let slots = statement.query_map((stream.bytes(), epoch), |row| row.get::<_, String>(0))?;
        let mut holders = Vec::new();
        for slot in slots {
            holders.extend(self.people.find(&slot?).map(Known::recipient));
        }
        Ok(holders)
    }

    // The new file is entered like any vault, everything in it is checked, and it must hold what the old one holds, but for
    // what is disposed of.
    fn check(
        &self,
        prepared: &Prepared,
        draft: &Path,
        change: &Change<'_>,
        now: DateTime<FixedOffset>,
    ) -> Result<(), VaultError> {
        let secret = self.my_secret();
        let entering = self.entering(prepared, &secret, draft, Access::Draft, now);
        let (copy, _) = enter(&entering, None)?;
        let mut problems = copy.verify().problems;
        let is_same_end = (copy.head.count, copy.head.hash, copy.head.signatures)
            == (prepared.head.count, prepared.head.hash, prepared.head.signatures);
        let (mut entries, mut drafts) = (self.entries()?, self.drafts()?);
        entries.retain(|entry| !change.leaves_out(&entry.stream));
        drafts.retain(|draft| !change.leaves_out(&draft.key.stream));
        let copied = copy.entries()?;
        let added = change.disposed.map_or(0, |disposal| disposal.entries.len());
        let is_same = copied.len() == entries.len() + added && copied.starts_with(&entries);
        let has_drafts = is_broken(Breakage::GenerationWithoutDrafts) || copy.drafts()? == drafts;
        if !is_same_end || !is_same || !has_drafts {
            problems.push(Problem::whole("The new record file does not hold what the old one holds.".into()));
        }
        if problems.is_empty() { Ok(()) } else { Err(VaultError::RecordDamaged { problems }) }
    }

    // INVARIANT (commit point): whatever happens here, `keyring.json` names one whole file that was checked.
    fn put_in_place(&self, prepared: &Prepared) -> Result<(), VaultError> {
        let place = self.folder.join(&prepared.keyring.database);
        let outcome = (|| {
            step("Keeping the keyring before this one")?;
            keyring_file::refresh_previous(&self.folder, &self.keyring)?;
            keyring_file::forget_damaged(&self.folder)?;
            step("Putting the new record file in its place")?;
            fs::rename(self.folder.join(DRAFT), &place)
                .map_err(|error| VaultError::file("Putting the new record file in its place", &error))?;
            keyring_file::sync_folder(&self.folder)?;
            step("Replacing the keyring")?;
            keyring_file::replace(&self.folder, &prepared.keyring)
        })();
        let Err(error) = outcome else { return Ok(()) };
        // The keyring may have been replaced although its folder could not be synced.
        match keyring_file::read(&self.folder) {
            Ok(found) if found.instead_of.is_none() && found.keyring == prepared.keyring => Ok(()),
            Ok(found) if found.instead_of.is_none() && found.keyring == self.keyring => {
                let _ = fs::remove_file(place);
                let _ = clear_draft(&self.folder);
                Err(error)
            }
            // Which of the two is in force cannot be read: both files stay.
            _ => Err(must_reopen(&error)),
        }
    }

    fn go_on_in(&mut self, prepared: &Prepared, now: DateTime<FixedOffset>) -> Result<(), VaultError> {
        step("Opening the new record file").map_err(|error| must_reopen(&error))?;
        let lock = self.lock.as_ref().map(crate::lock_file::LockFile::share);
        let secret = self.my_secret();
        let place = self.folder.join(&prepared.keyring.database);
        let entering = self.entering(prepared, &secret, &place, Access::Live, now);
        let entered = enter(&entering, lock);
        let (mut vault, _) = entered.map_err(|error| must_reopen(&error))?;
        // The same workstation goes on writing, also before it has noted under which name.
        (vault.device, vault.head) = (self.device, prepared.head.clone());
        *self = vault;
        Ok(())
    }

    /// Takes away what the generation before has left: its keyring's copy and its record file. An access that has ended is
    /// reported as ended only after this.
    pub(crate) fn finish_generation(&self) -> Result<(), VaultError> {
        let outcome = (|| {
            step("Renewing the copy of the keyring")?;
            keyring_file::refresh_previous(&self.folder, &self.keyring)?;
            step("Removing the record file before this one")?;
            sweep(&self.folder, &self.keyring, &self.people)
        })();
        outcome.map_err(|error: VaultError| {
            VaultError::OldCopyRemains(error.cause().unwrap_or(StorageCause::Device))
        })
    }

    pub(crate) fn my_secret(&self) -> UserSecret {
        UserSecret::of(self.keys.get(self.me.x25519), self.keys.get(self.me.ed25519))
    }

    fn entering<'a>(
        &'a self,
        prepared: &'a Prepared,
        secret: &'a UserSecret,
        database: &'a Path,
        access: Access,
        now: DateTime<FixedOffset>,
    ) -> Entering<'a> {
        Entering {
            folder: &self.folder,
            profile: &self.profile,
            keyring: &prepared.keyring,
            slot: &self.me.slot,
            secret,
            file_key: &prepared.file_key,
            now,
            database,
            access,
        }
    }
}

/// Removes what replacements left in a vault that has just opened soundly: a file that never came into force, and the files
/// that the signed record says were replaced. A record file of any other origin is left alone.
pub(crate) fn sweep(folder: &Path, keyring: &Keyring, people: &People) -> Result<(), VaultError> {
    clear_draft(folder)?;
    for (generation, salt) in &people.replaced {
        let path = folder.join(database_name(*generation));
        let is_that_file = *generation < keyring.generation
            && path.exists()
            && read_salt(&path).is_ok_and(|found: Hex<16>| found == *salt);
        if is_that_file && !is_broken(Breakage::OldFileKept) {
            remove(&path)?;
            remove(&journal_of(&path))?;
        }
    }
    keyring_file::sync_folder(folder)
}

fn clear_draft(folder: &Path) -> Result<(), VaultError> {
    let draft = folder.join(DRAFT);
    remove(&journal_of(&draft))?;
    remove(&draft)
}

fn remove(path: &PathBuf) -> Result<(), VaultError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(VaultError::file("Removing a record file that is no longer in force", &error))
        }
        _ => Ok(()),
    }
}

// A table as it is copied: its columns, and in which order the rows are read.
struct Table {
    name: &'static str,
    columns: &'static str,
    order: &'static str,
}

const EVENTS: Table = Table { name: "events", columns: COLUMNS, order: "seq" };
// Where, among the columns of a row of the chain, its stream and its text stand.
const EVENT_STREAM: usize = 5;
const EVENT_TEXT: usize = 13;
const WRAPS: Table =
    Table { name: "wraps", columns: "recipient, stream, epoch, wrap", order: "stream, epoch, recipient" };
const CHUNKS: Table =
    Table { name: "chunks", columns: "blob, idx, stream, nonce, ciphertext", order: "rowid" };

// What becomes of a row.
enum Copied {
    Whole,
    // All of it but this column, which has nothing in it from now on.
    WithoutText(usize),
    Not,
}

impl Copied {
    const fn unless(is_gone: bool) -> Self {
        if is_gone { Self::Not } else { Self::Whole }
    }
}

fn stream_at(row: &rusqlite::Row<'_>, column: usize) -> Result<StreamId, rusqlite::Error> {
    row.get(column).map(StreamId::from_bytes)
}

// Copies a table row by row, as `judge` says of each.
fn copy(
    old: &Connection,
    new: &Connection,
    table: &Table,
    judge: &mut dyn FnMut(&rusqlite::Row<'_>) -> Result<Copied, rusqlite::Error>,
) -> Result<(), Fault> {
    let Table { name, columns, order } = table;
    let wide = columns.split(',').count();
    let places = vec!["?"; wide].join(",");
    let mut insert = new.prepare(&format!("INSERT INTO {name}({columns}) VALUES ({places})"))?;
    let mut select =
        old.prepare(&format!("SELECT {columns} FROM {name} ORDER BY {order}")).map_err(|e| reading(&e))?;
    let mut rows = select.query([]).map_err(|error| reading(&error))?;
    while let Some(row) = rows.next().map_err(|error| reading(&error))? {
        let without = match judge(row)? {
            Copied::Whole => None,
            Copied::WithoutText(column) => Some(column),
            Copied::Not => continue,
        };
        let value = |at: usize| match without {
            Some(column) if column == at => Ok(ToSqlOutput::Borrowed(ValueRef::Null)),
            _ => row.get_ref(at).map(ToSqlOutput::Borrowed),
        };
        let values: Result<Vec<_>, _> = (0..wide).map(value).collect();
        insert.execute(rusqlite::params_from_iter(values?))?;
    }
    Ok(())
}

fn added_user(keyring: &Keyring, newcomer: &Newcomer<'_>) -> Result<AddedUser, VaultError> {
    let made = keyring.users.iter().find(|user| user.slot == newcomer.user.slot);
    Ok(AddedUser {
        user: RecordedUser::from(made.ok_or(VaultError::Encryption)?),
        name: newcomer.name.to_owned(),
        reference: newcomer.reference.to_owned(),
        kinds: newcomer.kinds.clone(),
        from: newcomer.term.from,
        until: newcomer.term.until,
    })
}

fn must_reopen(error: &VaultError) -> VaultError {
    VaultError::MustReopen(error.cause().unwrap_or(StorageCause::Device))
}

fn not_written(error: &rusqlite::Error) -> VaultError {
    VaultError::File { doing: "Writing the new record file", cause: cause_of_sqlite(error) }
}
