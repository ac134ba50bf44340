//! Damage by accident and by somebody with all keys: always found, by its name or its place, never an empty list.

use std::fs;

use crate::office::{Office, minute, passphrase, record};
use rusqlite::types::Value;
use sha2::{Digest, Sha256};
use vault::{
    Batch, BlobId, DatabaseError, DraftKey, KeyringError, Vault, VaultError, inspect, verify_locked,
};

const PAGE: usize = 4096;

/// A vault with a bit of everything in it, closed.
fn filled() -> (Office, usize) {
    let mut office = Office::new();
    let mut vault = office.found();
    let (stream, _) = record(&mut vault, &[b"one", b"two", b"three"]);
    let mut batch = Batch::new();
    batch.blob(stream, BlobId::from_bytes([5; 16]), vec![3; 5000]).entry(stream, b"four".to_vec());
    vault.append(batch, minute(2)).unwrap();
    vault.save_draft(&DraftKey { stream, name: "draft".into() }, b"typed", minute(3)).unwrap();
    let (_, more) = record(&mut vault, &[b"five"]);
    assert_eq!(more.len(), 1);
    let entries = vault.entries().unwrap().len();
    vault.close().unwrap();
    (office, entries)
}

fn is_named_damage(outcome: &Result<Vault, VaultError>) -> bool {
    matches!(
        outcome,
        Err(VaultError::Database(
            DatabaseError::Damaged(_)
                | DatabaseError::Truncated(_)
                | DatabaseError::Foreign(_)
                | DatabaseError::NewerFormat { .. }
        ) | VaultError::RecordDamaged { .. })
    )
}

#[test]
fn pages_put_behind_the_last_one_are_found() {
    let (office, _) = filled();
    let sound = fs::read(office.database()).unwrap();
    for pages in [1, 3] {
        let mut longer = sound.clone();
        longer.extend((0..pages * PAGE).map(|at| (at % 251) as u8));
        fs::write(office.database(), &longer).unwrap();
        let outcome = office.open().map(|(vault, _)| vault);
        assert!(is_named_damage(&outcome), "{pages} more pages must be found, got {outcome:?}");
    }
    fs::write(office.database(), &sound).unwrap();
    office.opened();
}

#[test]
fn every_flipped_bit_of_the_record_file_is_found() {
    let (office, _) = filled();
    let sound = fs::read(office.database()).unwrap();
    assert_eq!(sound.len() % PAGE, 0);
    // A sample that meets every page, its beginning, its middle, and the code at its end; each bit of a byte in turn.
    let places = (0..sound.len()).step_by(509).chain(0..16).chain(sound.len() - 80..sound.len());
    let mut tried = 0;
    for (number, place) in places.enumerate() {
        let mut flipped = sound.clone();
        flipped[place] ^= 1 << (number % 8);
        fs::write(office.database(), &flipped).unwrap();
        let outcome = office.open().map(|(vault, _)| vault);
        assert!(is_named_damage(&outcome), "a flipped bit in byte {place} must be found, got {outcome:?}");
        tried += 1;
    }
    assert!(tried > 150);
    fs::write(office.database(), &sound).unwrap();
    office.opened();
}

#[test]
fn every_flipped_bit_of_the_keyring_is_found_or_opens_nothing() {
    let (office, entries) = filled();
    let sound = fs::read(office.keyring()).unwrap();
    let previous = office.folder.join("keyring.prev.json");
    let mut named = 0;
    // Every byte of it, one bit each, without help from the previous copy.
    for place in 0..sound.len() {
        let mut flipped = sound.clone();
        flipped[place] ^= 1 << (place % 8);
        fs::write(office.keyring(), &flipped).unwrap();
        let _ = fs::remove_file(&previous);
        match verify_locked(&office.folder) {
            Err(VaultError::Keyring(_)) => named += 1,
            outcome => panic!("a flipped bit in byte {place} must be found, got {outcome:?}"),
        }
    }
    assert_eq!(named, sound.len());
    // And with it: the previous copy opens everything, and that is said, or the refusal is named.
    let mut opened = 0;
    for place in (0..sound.len()).step_by(97) {
        let mut flipped = sound.clone();
        flipped[place] ^= 1 << (place % 8);
        fs::write(office.keyring(), &flipped).unwrap();
        fs::write(&previous, &sound).unwrap();
        match office.open() {
            Ok((vault, opening)) => {
                assert!(opening.used_previous_keyring);
                assert_eq!(vault.entries().unwrap().len(), entries);
                opened += 1;
            }
            Err(VaultError::Keyring(
                KeyringError::OutsideLimits(_) | KeyringError::NewerFormat { .. } | KeyringError::Tampered(_),
            )) => {}
            Err(other) => panic!("byte {place}: {other:?}"),
        }
    }
    assert!(opened > 10);
}

#[test]
fn a_record_file_cut_off_anywhere_is_named() {
    let (office, _) = filled();
    let sound = fs::read(office.database()).unwrap();
    let pages = sound.len() / PAGE;
    let lengths = [0, 1, 15, 16, 100, PAGE - 1, PAGE, PAGE + 1, sound.len() / 2, sound.len() - 1];
    for length in lengths.into_iter().chain((2..pages).map(|page| page * PAGE)) {
        fs::write(office.database(), &sound[..length]).unwrap();
        let outcome = office.open().map(|(vault, _)| vault);
        assert!(is_named_damage(&outcome), "cut off at {length} must be named, got {outcome:?}");
        assert_eq!(
            fs::metadata(office.database()).unwrap().len(),
            length as u64,
            "the damaged file is kept as it is"
        );
    }
    fs::remove_file(office.database()).unwrap();
    let outcome = office.open().map(|_| ());
    assert!(matches!(outcome, Err(VaultError::Database(DatabaseError::Missing(_)))), "got {outcome:?}");
    assert!(!office.database().exists(), "a missing file must not be made anew");
}

#[test]
fn a_keyring_cut_off_anywhere_is_named() {
    let (office, _) = filled();
    let sound = fs::read(office.keyring()).unwrap();
    fs::remove_file(office.folder.join("keyring.prev.json")).unwrap();
    for length in 0..sound.len() - 2 {
        fs::write(office.keyring(), &sound[..length]).unwrap();
        let outcome = verify_locked(&office.folder);
        assert!(
            matches!(outcome, Err(VaultError::Keyring(_))),
            "cut off at {length} must be named, got {outcome:?}"
        );
    }
}

#[test]
fn pages_and_files_that_are_not_ours_are_named() {
    let (office, _) = filled();
    let sound = fs::read(office.database()).unwrap();
    let (other, _) = filled();
    let foreign = fs::read(other.database()).unwrap();
    let named = |bytes: &[u8]| {
        fs::write(office.database(), bytes).unwrap();
        office.open().map(|_| ()).unwrap_err()
    };
    assert!(matches!(named(&foreign), VaultError::Database(DatabaseError::Foreign(_))));
    assert!(matches!(
        named(&vec![0; 8 * PAGE]),
        VaultError::Database(DatabaseError::Foreign(_) | DatabaseError::Damaged(_))
    ));
    assert!(matches!(
        named(b"SQLite format 3\0".repeat(512).as_slice()),
        VaultError::Database(DatabaseError::Foreign(_))
    ));
    let mut exchanged = sound.clone();
    exchanged[PAGE..2 * PAGE].copy_from_slice(&foreign[PAGE..2 * PAGE]);
    assert!(matches!(
        named(&exchanged),
        VaultError::RecordDamaged { .. } | VaultError::Database(DatabaseError::Damaged(_))
    ));
    let mut moved = sound.clone();
    moved.copy_within(PAGE..2 * PAGE, 2 * PAGE);
    assert!(matches!(
        named(&moved),
        VaultError::RecordDamaged { .. } | VaultError::Database(DatabaseError::Damaged(_))
    ));
}

#[test]
fn an_older_copy_of_any_page_put_back_is_found() {
    let (office, entries) = filled();
    let old = fs::read(office.database()).unwrap();
    let mut vault = office.opened();
    for _ in 0..6 {
        record(&mut vault, &[&[7; 900], &[8; 900]]);
    }
    let newer_entries = vault.entries().unwrap().len();
    vault.close().unwrap();
    let new = fs::read(office.database()).unwrap();
    assert!(newer_entries > entries);
    let mut replaced = 0;
    for page in 0..old.len() / PAGE {
        let range = page * PAGE..(page + 1) * PAGE;
        if old[range.clone()] == new[range.clone()] {
            continue;
        }
        let mut mixed = new.clone();
        mixed[range.clone()].copy_from_slice(&old[range]);
        fs::write(office.database(), &mixed).unwrap();
        let outcome = office.open().map(|(vault, _)| vault);
        assert!(is_named_damage(&outcome), "an old copy of page {page} must be found, got {outcome:?}");
        replaced += 1;
    }
    assert!(replaced >= 3, "the test must have put pages back");
}

// Somebody with all keys changes one field of one row: the exact row is named.
#[test]
fn a_changed_field_of_any_row_names_that_row() {
    let (office, _) = filled();
    let sound = fs::read(office.database()).unwrap();
    let rows: i64 = office.raw().query_row("SELECT count(*) FROM events", [], |row| row.get(0)).unwrap();
    let columns = [
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
    assert!(rows >= 9);
    for seq in 1..=rows {
        for column in columns {
            fs::write(office.database(), &sound).unwrap();
            let raw = office.raw();
            let value: Value = raw
                .query_row(&format!("SELECT {column} FROM events WHERE seq = ?1"), [seq], |row| row.get(0))
                .unwrap();
            let changed = match value {
                Value::Integer(number) => Value::Integer(number + 1),
                Value::Text(text) if column == "at" => Value::Text(text.replacen("2026", "2025", 1)),
                Value::Text(text) if column == "author" => {
                    Value::Text(if text == "u1" { "u2" } else { "u1" }.into())
                }
                Value::Text(text) => Value::Text(if text == "request" { "system" } else { "request" }.into()),
                Value::Blob(bytes) if bytes.is_empty() => Value::Blob(vec![1; 32]),
                Value::Blob(mut bytes) => {
                    let middle = bytes.len() / 2;
                    bytes[middle] ^= 0x10;
                    Value::Blob(bytes)
                }
                other => panic!("{column} has no value to change: {other:?}"),
            };
            raw.execute(&format!("UPDATE events SET {column} = ?1 WHERE seq = ?2"), (changed, seq)).unwrap();
            drop(raw);
            assert_names(&office, seq, column);
        }
    }
}

#[test]
fn a_row_taken_out_put_in_or_moved_is_named() {
    let (office, _) = filled();
    let sound = fs::read(office.database()).unwrap();
    let rows: i64 = office.raw().query_row("SELECT count(*) FROM events", [], |row| row.get(0)).unwrap();
    let after = |sql: &str| {
        fs::write(office.database(), &sound).unwrap();
        office.raw().execute_batch(sql).unwrap();
    };
    for seq in 1..=rows {
        after(&format!("DELETE FROM events WHERE seq = {seq}"));
        assert_names(&office, seq, "a row taken out");
        after(&format!("UPDATE events SET seq = {} WHERE seq = {seq}", rows + 50));
        assert_names(&office, seq, "a row moved to the end");
        after(&format!("UPDATE events SET ciphertext = NULL WHERE seq = {seq}"));
        assert_names(&office, seq, "a text taken out");
    }
    after(&format!("DELETE FROM events WHERE seq > {}", rows - 2));
    assert_names(&office, rows - 1, "the end cut off");
    // The last rows and the note of the number taken away together: found by this workstation's memory alone.
    after(&format!(
        "DELETE FROM events WHERE seq > {end}; UPDATE head SET count = {end}, hash = (SELECT hash FROM events WHERE seq = {end});",
        end = rows - 2
    ));
    let (vault, opening) = office.open().unwrap();
    assert!(opening.rolled_back.is_some(), "a clean cut is seen against what this workstation remembers");
    drop(vault);
    after("DELETE FROM events");
    let outcome = office.open().map(|(vault, _)| vault);
    assert!(is_named_damage(&outcome), "an emptied record must never open, got {outcome:?}");
    after("DELETE FROM head");
    assert!(is_named_damage(&office.open().map(|(vault, _)| vault)));
}

/// The order of the group that signatures are made in, least byte first.
const ORDER: [u8; 32] = [
    0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58, 0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9, 0xDE, 0x14, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];

// Who signed a row can bend its signature: the same number, counted once more around the group. A check that does not
// insist on the least one takes both.
#[test]
fn a_signature_bent_by_its_own_author_is_named() {
    let (office, _) = filled();
    let sound = fs::read(office.database()).unwrap();
    let note = office.profile.folder.join("verified-signatures.json");
    let noted = fs::read(&note).unwrap();
    let rows: i64 = office.raw().query_row("SELECT count(*) FROM events", [], |row| row.get(0)).unwrap();
    for seq in 1..=rows {
        // With what this workstation remembers of signatures, and without.
        for remembers in [true, false] {
            fs::write(office.database(), &sound).unwrap();
            let raw = office.raw();
            let mut bent: Vec<u8> =
                raw.query_row("SELECT sig FROM events WHERE seq = ?1", [seq], |row| row.get(0)).unwrap();
            let mut carry = 0;
            for (digit, order) in bent[32..].iter_mut().zip(ORDER) {
                let sum = u16::from(*digit) + u16::from(order) + carry;
                *digit = sum.to_le_bytes()[0];
                carry = sum >> 8;
            }
            assert_eq!(carry, 0);
            raw.execute("UPDATE events SET sig = ?1 WHERE seq = ?2", (&bent, seq)).unwrap();
            drop(raw);
            if remembers {
                fs::write(&note, &noted).unwrap();
            } else {
                fs::remove_file(&note).unwrap();
            }
            assert_names(&office, seq, "a bent signature");
        }
    }
}

#[test]
fn altered_keys_attachments_and_drafts_are_listed() {
    let (office, _) = filled();
    let sound = fs::read(office.database()).unwrap();
    let checks = [
        ("UPDATE chunks SET ciphertext = zeroblob(length(ciphertext))", "attachment"),
        ("UPDATE chunks SET nonce = zeroblob(24)", "attachment"),
        ("UPDATE chunks SET idx = 1", "attachment"),
        ("DELETE FROM chunks", "attachment"),
        (
            "INSERT INTO chunks SELECT randomblob(16), idx, stream, nonce, ciphertext FROM chunks",
            "never recorded",
        ),
        ("INSERT INTO chunks SELECT blob, 1, stream, nonce, ciphertext FROM chunks", "attachment"),
        ("UPDATE drafts SET ciphertext = zeroblob(length(ciphertext))", "draft"),
        ("UPDATE drafts SET slot = randomblob(32)", "draft"),
        ("DELETE FROM wraps WHERE recipient = 'u2'", "exactly the people named"),
        (
            "INSERT INTO wraps SELECT stream, epoch, 'u9', wrap FROM wraps WHERE recipient = 'u1'",
            "exactly the people named",
        ),
        ("INSERT INTO wraps SELECT randomblob(16), epoch, recipient, wrap FROM wraps LIMIT 1", "never began"),
        (
            "DELETE FROM wraps WHERE recipient = 'u1' AND stream = (SELECT stream FROM events WHERE seq = 3)",
            "key",
        ),
        (
            "UPDATE wraps SET wrap = zeroblob(80) WHERE stream = (SELECT stream FROM events WHERE seq = 3)",
            "key",
        ),
    ];
    for (change, word) in checks {
        fs::write(office.database(), &sound).unwrap();
        office.raw().execute_batch(change).unwrap();
        let found = inspect(&office.folder, &office.profile, passphrase(), minute(2000)).unwrap();
        assert!(
            found.problems.iter().any(|problem| problem.words.contains(word)),
            "{change} must be listed, got {:?}",
            found.problems
        );
    }
    fs::write(office.database(), &sound).unwrap();
    assert!(inspect(&office.folder, &office.profile, passphrase(), minute(2000)).unwrap().is_sound());
}

// Rows once verified are not verified again at every unlocking; a signature replaced behind that is found all the same, also
// when the note of what was verified is altered to fit, taken away, or made of rubbish.
#[test]
fn a_replaced_signature_is_found_whatever_the_note_of_verified_ones_says() {
    let (office, _) = filled();
    let note = office.profile.folder.join("verified-signatures.json");
    let honest = fs::read_to_string(&note).unwrap();
    let raw = office.raw();
    let (rows, sig): (i64, Vec<u8>) = raw
        .query_row("SELECT max(seq), (SELECT sig FROM events WHERE seq = 4) FROM events", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    let mut forged = sig.clone();
    forged[40] ^= 1;
    raw.execute("UPDATE events SET sig = ?1 WHERE seq = 4", [&forged]).unwrap();
    // The digest over all signatures as it is now, which anybody can compute.
    let mut digest = vec![0_u8; 32];
    let mut statement = raw.prepare("SELECT sig FROM events ORDER BY seq").unwrap();
    for sig in statement.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap() {
        digest = Sha256::new().chain_update(&digest).chain_update(sig.unwrap()).finalize().to_vec();
    }
    drop(statement);
    drop(raw);
    let of = |text: &str, name: &str| {
        let note: serde_json::Value = serde_json::from_str(text).unwrap();
        note.as_object().unwrap().values().next().unwrap()[name].as_str().unwrap().to_owned()
    };
    let fitting = honest.replace(&of(&honest, "signatures"), &data_encoding::HEXLOWER.encode(&digest));
    assert_ne!(fitting, honest);
    let fewer = honest.replace(&format!("\"count\": {rows}"), "\"count\": 3");
    assert_ne!(fewer, honest);
    for text in [honest.as_str(), &fitting, &fewer, "{}", "rubbish"] {
        fs::write(&note, text).unwrap();
        assert_names(&office, 4, "a forged signature");
    }
}

#[test]
fn a_damaged_page_is_told_together_with_what_it_held() {
    let (office, _) = filled();
    let mut bytes = fs::read(office.database()).unwrap();
    let (mut with_entries, mut with_attachment) = (0, 0);
    for page in 1..bytes.len() / PAGE {
        bytes[page * PAGE] ^= 1;
        fs::write(office.database(), &bytes).unwrap();
        let found = match inspect(&office.folder, &office.profile, passphrase(), minute(2000)) {
            Ok(found) => found,
            // The pages that say what the file is: without them nothing can be told apart.
            Err(VaultError::Database(DatabaseError::Damaged(_))) if page < 4 => {
                bytes[page * PAGE] ^= 1;
                continue;
            }
            Err(other) => panic!("page {page}: {other:?}"),
        };
        assert!(!found.is_sound(), "page {page} must be told");
        assert!(found.problems.iter().any(|problem| problem.words.contains("page")), "{:?}", found.problems);
        let names_entries = found.problems.iter().any(|problem| problem.seq.is_some());
        with_entries += u32::from(names_entries);
        with_attachment +=
            u32::from(found.problems.iter().any(|problem| problem.words.contains("The attachment 0505")));
        if names_entries {
            let message = office.open().map(|_| ()).unwrap_err().to_string();
            assert!(
                message.contains("Entr") && message.contains("restore the newest verified backup"),
                "{message}"
            );
        }
        bytes[page * PAGE] ^= 1;
    }
    assert!(with_entries > 0, "damaged entries must be named");
    assert!(with_attachment > 0, "a damaged attachment must be named");
}

#[test]
fn all_damage_is_listed_and_not_only_the_first() {
    let (office, _) = filled();
    office.raw().execute_batch("UPDATE events SET flags = 9 WHERE seq IN (3, 5, 8)").unwrap();
    let found = inspect(&office.folder, &office.profile, passphrase(), minute(2000)).unwrap();
    let places: Vec<_> = found.problems.iter().filter_map(|problem| problem.seq).collect();
    for seq in [3, 5, 8] {
        assert!(places.contains(&seq), "entry {seq} must be listed, got {:?}", found.problems);
    }
    match office.open().map(|_| ()) {
        Err(error @ VaultError::RecordDamaged { .. }) => assert!(error.to_string().contains("Entry 3")),
        other => panic!("got {other:?}"),
    }
}

fn assert_names(office: &Office, seq: i64, what: &str) {
    match office.open().map(|_| ()) {
        Err(VaultError::RecordDamaged { problems }) => {
            let first = problems.iter().find_map(|problem| problem.seq);
            assert_eq!(
                first,
                Some(seq as u64),
                "{what} in row {seq}: the row must be named, got {problems:?}"
            );
        }
        other => panic!("{what} in row {seq} must be found, got {other:?}"),
    }
}
