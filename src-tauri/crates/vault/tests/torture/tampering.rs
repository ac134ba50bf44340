//! T6: somebody with all keys alters a field of a row, takes a row out, or exchanges two: the row is named. Whoever cuts the end
//! off, puts an older file back or writes the end anew leaves a sound record: this workstation remembers the end it saw, and
//! elsewhere only a code on paper tells. Both are counted.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::types::Value;
use vault::testing::{Breakage, raw_database_key};
use vault::{Opening, Profile, Vault, VaultError, inspect};

use crate::acts::{ACTS, DIRECTOR, Desk, minute, place, typed, when_free};
use crate::plan::{Dice, Figures, Plan, goes_red, whole};

const COLUMNS: [&str; 17] = [
    "id",
    "device",
    "device_seq",
    "device_previous",
    "stream",
    "epoch",
    "author",
    "at",
    "flags",
    "class",
    "commitment",
    "nonce",
    "ciphertext",
    "ct_hash",
    "previous",
    "hash",
    "sig",
];
const ENTRIES_AFTER: usize = 8;

struct Office {
    desk: Desk,
    record: PathBuf,
    rows: u64,
    sound: Vec<u8>,
    older: Vec<u8>,
    rewritten: Vec<u8>,
    /// The code of the end, as it is on paper.
    paper: String,
}

fn office(root: &Path) -> Office {
    let mut desk = Desk::furnished(root);
    for act in [0, 1, 3, 4, 0, 0, 9, 12] {
        (ACTS[act].run)(&mut desk).unwrap();
    }
    let vault = desk.open().unwrap();
    let record = vault.folder().join(format!("records-{:06}.db", vault.stats().unwrap().generation));
    desk.vault.take().unwrap().close().unwrap();
    let older = fs::read(&record).unwrap();
    // The same person writes another end, on another machine.
    let mut other = desk.copied(&root.with_file_name("elsewhere"));
    fs::remove_dir_all(other.profile().folder).unwrap();
    for _ in 0..ENTRIES_AFTER {
        (ACTS[0].run)(&mut other).unwrap();
    }
    let rewritten = other.folder().join(record.file_name().unwrap());
    other.vault.take().unwrap().close().unwrap();
    let rewritten = fs::read(rewritten).unwrap();
    for _ in 0..ENTRIES_AFTER {
        (ACTS[0].run)(&mut desk).unwrap();
    }
    let paper = desk.open().unwrap().anchor().code;
    desk.vault.take().unwrap().close().unwrap();
    let sound = fs::read(&record).unwrap();
    let mut office = Office { desk, record, rows: 0, sound, older, rewritten, paper };
    let rows: i64 = office.raw().query_row("SELECT count(*) FROM events", [], |row| row.get(0)).unwrap();
    office.rows = rows.cast_unsigned();
    office
}

impl Office {
    // With the right key and no safety settings.
    fn raw(&self) -> Connection {
        let key = raw_database_key(&self.desk.folder(), &typed(DIRECTOR)).unwrap();
        let raw = Connection::open(&self.record).unwrap();
        raw.execute_batch(&format!("PRAGMA key=\"x'{}'\"; PRAGMA cipher_log_level=NONE; PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;", *key)).unwrap();
        raw
    }

    fn machine(&self, knows_it: bool) -> Profile {
        if knows_it {
            self.desk.profile()
        } else {
            Profile { folder: self.desk.root.join("another machine") }
        }
    }

    fn open(&self, knows_it: bool) -> Result<(Vault, Opening), VaultError> {
        let (folder, profile) = (self.desk.folder(), self.machine(knows_it));
        // Nothing that an alteration made it remember is kept.
        if !knows_it {
            let _ = fs::remove_dir_all(&profile.folder);
        }
        when_free(|| vault::open(&folder, &profile, typed(DIRECTOR), minute(500)))
    }

    fn names(&self, row: u64, knows_it: bool) -> Result<(), String> {
        match self.open(knows_it).map(|_| ()) {
            Err(VaultError::RecordDamaged { problems }) => {
                let first = problems.iter().find_map(|problem| problem.seq);
                if first == Some(row) {
                    Ok(())
                } else {
                    Err(format!("names {first:?}: {:?}", problems.first()))
                }
            }
            other => Err(format!("{other:?}")),
        }
    }

    fn field(&self, dice: &mut Dice) -> Result<(), String> {
        let (row, column) = (1 + dice.below(self.rows as usize) as u64, COLUMNS[dice.below(COLUMNS.len())]);
        let other = 1 + dice.below(self.rows as usize) as u64;
        let raw = self.raw();
        let read = |row: u64| -> Value {
            raw.query_row(&format!("SELECT {column} FROM events WHERE seq = {row}"), [], |row| row.get(0))
                .unwrap()
        };
        let (before, elsewhere) = (read(row), read(other));
        let changed = if elsewhere != before && dice.is_heads() { elsewhere } else { altered(before, dice) };
        raw.execute(&format!("UPDATE events SET {column} = ?1 WHERE seq = {row}"), [&changed]).unwrap();
        drop(raw);
        self.names(row, dice.is_heads()).map_err(|words| format!("{column} of row {row}: {words}"))
    }

    fn whole_row(&self, dice: &mut Dice) -> Result<(), String> {
        let row = 1 + dice.below(self.rows as usize) as u64;
        let far = self.rows + 5 + dice.below(50) as u64;
        let next = row % self.rows + 1;
        let (first, change) = match dice.below(4) {
            0 => (row, format!("DELETE FROM events WHERE seq = {row}")),
            1 => (row, format!("UPDATE events SET seq = {far} WHERE seq = {row}")),
            2 => (row, format!("UPDATE events SET ciphertext = NULL WHERE seq = {row}")),
            _ => (
                row.min(next),
                format!(
                    "UPDATE events SET seq = {far} WHERE seq = {row}; UPDATE events SET seq = {row} WHERE seq = {next};
                     UPDATE events SET seq = {next} WHERE seq = {far};"
                ),
            ),
        };
        self.raw().execute_batch(&change).unwrap();
        self.names(first, dice.is_heads()).map_err(|words| format!("{change}: {words}"))
    }

    // Tables beside the chain: the full check lists what is wrong.
    fn beside(&self, dice: &mut Dice) -> Result<(), String> {
        const CHANGES: [&str; 9] = [
            "UPDATE chunks SET nonce = randomblob(24) WHERE rowid = (SELECT rowid FROM chunks ORDER BY random() LIMIT 1)",
            "UPDATE chunks SET ciphertext = randomblob(length(ciphertext)) WHERE idx = 0",
            "DELETE FROM chunks WHERE rowid = (SELECT rowid FROM chunks ORDER BY random() LIMIT 1)",
            "UPDATE drafts SET ciphertext = randomblob(length(ciphertext))",
            "UPDATE drafts SET nonce = randomblob(24)",
            "DELETE FROM wraps WHERE (stream, epoch, recipient) IN (SELECT stream, epoch, recipient FROM wraps WHERE recipient <> 'u1' ORDER BY random() LIMIT 1)",
            "INSERT INTO wraps SELECT stream, epoch, 'u9', wrap FROM wraps WHERE recipient = 'u1' ORDER BY random() LIMIT 1",
            "UPDATE head SET count = count - 1",
            "UPDATE head SET hash = randomblob(32)",
        ];
        let change = CHANGES[dice.below(CHANGES.len())];
        let done: usize = self.raw().execute(change, []).unwrap();
        assert!(done > 0, "{change} changed nothing");
        let profile = self.machine(dice.is_heads());
        match when_free(|| inspect(&self.desk.folder(), &profile, typed(DIRECTOR), minute(500))) {
            Ok(found) if found.problems.is_empty() => Err(format!("{change}: nothing is told")),
            Ok(_) | Err(VaultError::RecordDamaged { .. }) => Ok(()),
            Err(other) => Err(format!("{change}: {other}")),
        }
    }

    // Everything inside verifies: on a machine that saw the end it is told at once, elsewhere by the paper alone.
    fn end(&self, dice: &mut Dice, figures: &mut Figures) -> Result<(), String> {
        let way = dice.below(3);
        match way {
            0 => {
                let end = self.rows - 1 - dice.below(ENTRIES_AFTER - 1) as u64;
                self.raw()
                    .execute_batch(&format!(
                        "DELETE FROM events WHERE seq > {end};
                         UPDATE head SET count = {end}, hash = (SELECT hash FROM events WHERE seq = {end});"
                    ))
                    .unwrap();
            }
            1 => fs::write(&self.record, &self.older).unwrap(),
            _ => fs::write(&self.record, &self.rewritten).unwrap(),
        }
        let what = ["an end cut off", "an older file", "an end written anew"][way];
        let opened = self.open(false).map_err(|error| format!("{what}: {error}"))?;
        figures.add("unseen_without_paper", u64::from(opened.1.rolled_back.is_none()));
        match opened.0.find_anchor(&self.paper) {
            Ok(None) => figures.add("seen_by_paper", 1),
            other => return Err(format!("{what}: the paper is found as {other:?}")),
        }
        drop(opened);
        match self.open(true) {
            Ok((_, Opening { rolled_back: Some(told), .. })) if told.rewritten == (way == 2) => Ok(()),
            other => {
                Err(format!("{what}, on a machine that saw the end: {:?}", other.map(|(_, opening)| opening)))
            }
        }
    }
}

fn altered(value: Value, dice: &mut Dice) -> Value {
    match value {
        Value::Integer(number) => Value::Integer(number + 1 + dice.below(1000) as i64),
        Value::Text(text) => {
            let mut bytes = text.into_bytes();
            let at = dice.below(bytes.len());
            bytes[at] = if bytes[at] == b'7' { b'8' } else { b'7' };
            Value::Text(String::from_utf8(bytes).unwrap())
        }
        Value::Blob(bytes) if bytes.is_empty() => Value::Blob(dice.bytes(32)),
        Value::Blob(mut bytes) => {
            let at = dice.below(bytes.len());
            bytes[at] ^= 1 << dice.below(8);
            Value::Blob(bytes)
        }
        other => panic!("no field holds {other:?}"),
    }
}

fn run(mut plan: Plan) -> Figures {
    let mut figures = Figures::new("T6", &["alterations", "rows", "seen_by_paper", "unseen_without_paper"]);
    let place = place();
    let office = whole(|| office(&place.path().join("desk")));
    let mut dice = plan.dice();
    figures.add("rows", office.rows);
    let seen: Vec<_> = ["seen-heads.json", "verified-signatures.json"]
        .map(|name| office.desk.profile().folder.join(name))
        .into_iter()
        .map(|path| (fs::read(&path).unwrap(), path))
        .collect();
    while plan.goes_on() {
        fs::write(&office.record, &office.sound).unwrap();
        for (bytes, path) in &seen {
            fs::write(path, bytes).unwrap();
        }
        let outcome = match dice.below(10) {
            0..=5 => office.field(&mut dice),
            6 => office.whole_row(&mut dice),
            7 | 8 => office.beside(&mut dice),
            _ => office.end(&mut dice, &mut figures),
        };
        figures.judge("alterations", outcome);
    }
    fs::write(&office.record, &office.sound).unwrap();
    let (vault, opening) = office.open(true).unwrap();
    assert_eq!(opening.rolled_back, None);
    assert!(vault.find_anchor(&office.paper).unwrap().is_some(), "the paper names the sound record");
    figures
}

#[test]
fn t6_altered_rows_are_named_and_rewritten_ends_found_by_an_anchor() {
    run(Plan::of(400)).close();
}

#[test]
fn t6_goes_red_on_a_broken_build() {
    goes_red(Breakage::SignaturesNotChecked, || run(Plan::exactly(150)));
    goes_red(Breakage::HeadNotCompared, || run(Plan::exactly(40)));
}
