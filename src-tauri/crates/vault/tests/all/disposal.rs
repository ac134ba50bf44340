//! Disposal: what was disposed of is in no page, journal, keyring or later backup; the chain verifies; an older copy that comes
//! back is noticed; and a fault at any step leaves one vault, the old one or the new one.

use crate::traces;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use crate::office::{Office, minute, passphrase, payloads, raw_connection, record};
use crate::traces::{Trace, decrypted, hex, hits, pages};
use vault::testing::{Fault, arm, disarm, raw_database_key};
use vault::{
    Batch, BlobId, Disposal, DraftKey, Founding, KdfCost, NewPerson, Passphrase, PeopleRefusal, PersonRole,
    Profile, Refusal, Slot, StreamClass, StreamId, UnlockSecret, Vault, VaultError,
};

const DEPUTY: &str = "copper lantern drifts under nine bridges";
const SENTINEL: &str = "vermilion heron sentinel";

// Starting a program holds every open file for the blink of an eye in a second process.
static TURNS: Mutex<()> = Mutex::new(());

fn disposal(streams: &[StreamId]) -> Disposal {
    Disposal {
        streams: streams.iter().copied().collect(),
        rule: "closed-cases".to_owned(),
        authority: "the schedule".to_owned(),
        again: false,
        entries: Vec::new(),
    }
}

/// A case with entries, counsel's stream, an attachment of two pieces and a draft, all of them with the sentinel in it; and an
/// ordinary stream beside it.
fn case(vault: &mut Vault) -> (StreamId, StreamId, StreamId) {
    let (case, counsel, other) =
        (StreamId::make().unwrap(), StreamId::make().unwrap(), StreamId::make().unwrap());
    let mut batch = Batch::new();
    batch.stream(case, StreamClass::Case).stream(counsel, StreamClass::Counsel);
    batch.stream(other, StreamClass::Case).entry(other, b"stays".to_vec());
    for number in 0..12 {
        batch.entry(case, format!("{SENTINEL} {number}").repeat(1 + number * 40).into_bytes());
    }
    batch.entry(counsel, SENTINEL.as_bytes().to_vec());
    let file: Vec<u8> = SENTINEL.bytes().cycle().take(1_300_000).collect();
    batch.blob(case, BlobId::make().unwrap(), file);
    batch.blob(other, BlobId::make().unwrap(), b"stays too".to_vec());
    vault.append(batch, minute(1)).unwrap();
    for stream in [case, other] {
        let key = DraftKey { stream, name: "note".to_owned() };
        vault.save_draft(&key, SENTINEL.as_bytes(), minute(2)).unwrap();
    }
    (case, counsel, other)
}

/// The words themselves, and everything that the record file holds of some streams.
fn traces(folder: &Path, database: &Path, streams: &[StreamId]) -> Vec<Trace> {
    let mut found = vec![Trace::of("the words themselves".to_owned(), SENTINEL.as_bytes())];
    found.extend(traces::of_streams(&raw_connection(folder, database), streams));
    found
}

#[test]
fn what_was_disposed_of_is_nowhere_and_the_chain_verifies() {
    let mut office = Office::new();
    let mut vault = office.found();
    let (gone, counsel, other) = case(&mut vault);
    let count = vault.stats().unwrap();
    vault.close().unwrap();
    let all = [gone, counsel];
    let looked_for = traces(&office.folder, &office.database(), &all);
    assert!(looked_for.len() > 20, "{} things to look for", looked_for.len());
    let old_file = fs::read(office.database()).unwrap();
    let old_key = raw_database_key(&office.folder, &passphrase()).unwrap();
    let old_pages = decrypted(&old_file, &old_key);
    // The search must be able to find: each thing but the plain words and hashes lies in the pages of before.
    let before = hits(&looked_for, &old_pages);
    let plain_things = looked_for.iter().filter(|trace| trace.what.starts_with("hash")).count() + 1;
    assert_eq!(before.len(), looked_for.len() - plain_things, "{before:?}");

    let mut vault = office.opened();
    let backups = office.place.path().join("backups");
    let early = vault.backup(&backups, minute(3)).unwrap();
    let mut batch = Batch::new();
    let office_stream = StreamId::make().unwrap();
    batch.stream(office_stream, StreamClass::Office).entry(office_stream, b"office".to_vec());
    vault.append(batch, minute(3)).unwrap();
    let stub = (office_stream, b"what was disposed of".to_vec());
    let done = vault.dispose(&Disposal { entries: vec![stub], ..disposal(&all) }, minute(4)).unwrap();
    assert!(done.noted);
    assert_eq!(payloads(&vault), [&b"stays"[..], b"office", b"what was disposed of"]);
    assert_eq!(vault.verify().problems, []);
    let told = vault.disposals();
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].rule.as_str(), told[0].again), ("closed-cases", false));
    let part = |stream| *told[0].streams.iter().find(|part| part.stream == stream).unwrap();
    // The key row, twelve entries and the row of the attachment; the key row and one entry.
    assert_eq!((part(gone).rows, part(gone).attachments), (14, 1));
    assert_eq!((part(counsel).rows, part(counsel).attachments), (2, 0));
    assert!(told[0].streams.iter().all(|part| part.stream != other));
    let stats = vault.stats().unwrap();
    assert_eq!((stats.disposals, stats.blobs, stats.drafts), (1, 1, 1));
    assert_eq!(stats.entries, count.entries - 13 + 2);
    let late = vault.backup(&backups, minute(5)).unwrap();
    let mut headers = Vec::new();
    vault.write_headers(&mut headers).unwrap();
    vault.close().unwrap();

    for (place, folder) in [("the record file", &office.folder), ("a later backup", &late.folder)] {
        let plain = pages(folder, &passphrase());
        assert_eq!(hits(&looked_for, &plain), Vec::<String>::new(), "{place}");
        println!("{place}: {} pages, {} things looked for, 0 hits", plain.len() / 4016, looked_for.len());
    }
    let named = |ending: &str| {
        fs::read_dir(&office.folder)
            .unwrap()
            .map(|item| item.unwrap().path())
            .filter(move |path| path.file_name().unwrap().to_string_lossy().ends_with(ending))
            .collect::<Vec<_>>()
    };
    assert_eq!(named(".db").len(), 1, "the file of before must be gone");
    for journal in named("-journal") {
        assert_eq!(fs::metadata(&journal).unwrap().len(), 0, "{}", journal.display());
    }
    // The copy of the keyring opens only the new file: a stolen copy of the old one stays shut to both.
    let stolen = Office::new();
    fs::create_dir(&stolen.folder).unwrap();
    for name in ["keyring.json", "keyring.prev.json"] {
        fs::copy(office.folder.join(name), stolen.folder.join("keyring.json")).unwrap();
        assert_ne!(*raw_database_key(&stolen.folder, &passphrase()).unwrap(), *old_key, "{name}");
    }
    // A backup of before holds it still, and only the certificate's sentence tells so.
    assert!(!hits(&looked_for, &pages(&early.folder, &passphrase())).is_empty());

    // It stays gone when the record is written anew for another reason.
    let mut vault = office.opened();
    add_deputy(&mut vault);
    assert_eq!(vault.verify().problems, []);
    assert_eq!(vault.disposals().len(), 1);
    vault.close().unwrap();
    assert_eq!(hits(&looked_for, &pages(&office.folder, &passphrase())), Vec::<String>::new());
    let deputy = UnlockSecret::Passphrase(Passphrase::typed(DEPUTY));
    let (vault, _) = vault::open(&office.folder, &office.profile, deputy, minute(60)).unwrap();
    assert_eq!(
        vault.verify().problems,
        [],
        "whoever reads only a part can check that nothing else is missing"
    );
}

fn add_deputy(vault: &mut Vault) {
    let deputy = NewPerson {
        label: "Deputy",
        name: "Jo Example",
        reference: "",
        role: PersonRole::Designee,
        classes: &[StreamClass::Office, StreamClass::Case],
        passphrase: Passphrase::typed(DEPUTY),
        known_words: &[],
        from: None,
        until: None,
        kdf: KdfCost::Cheap,
    };
    vault.add_person(&deputy, minute(6)).unwrap();
}

#[test]
fn only_requests_can_be_disposed_of_and_only_by_the_director() {
    let mut office = Office::new();
    let mut vault = office.found();
    let (gone, counsel, _) = case(&mut vault);
    let office_stream = StreamId::make().unwrap();
    let mut batch = Batch::new();
    batch.stream(office_stream, StreamClass::Office).entry(office_stream, b"office".to_vec());
    vault.append(batch, minute(2)).unwrap();
    add_deputy(&mut vault);
    let refused = |vault: &mut Vault, asked: Disposal| match vault.dispose(&asked, minute(3)) {
        Err(VaultError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(&mut vault, disposal(&[])), Refusal::EmptyBatch);
    assert_eq!(refused(&mut vault, disposal(&[office_stream])), Refusal::NotDisposable);
    let unknown = StreamId::make().unwrap();
    assert_eq!(refused(&mut vault, disposal(&[gone, unknown])), Refusal::UnknownStream(unknown));
    let into_itself = Disposal { entries: vec![(gone, b"x".to_vec())], ..disposal(&[gone]) };
    assert_eq!(refused(&mut vault, into_itself), Refusal::NotDisposable);
    let before = payloads(&vault).len();
    vault.dispose(&disposal(&[gone]), minute(4)).unwrap();
    assert_eq!(refused(&mut vault, disposal(&[gone])), Refusal::UnknownStream(gone));
    let mut again = Batch::new();
    again.stream(gone, StreamClass::Case).entry(gone, b"back".to_vec());
    assert!(matches!(
        vault.append(again, minute(5)),
        Err(VaultError::Refused(Refusal::StreamExists(stream))) if stream == gone
    ));
    assert_eq!(payloads(&vault).len(), before - 12);
    vault.close().unwrap();
    let deputy = UnlockSecret::Passphrase(Passphrase::typed(DEPUTY));
    let (mut vault, _) = vault::open(&office.folder, &office.profile, deputy, minute(60)).unwrap();
    assert!(matches!(
        vault.dispose(&disposal(&[counsel]), minute(61)),
        Err(VaultError::People(PeopleRefusal::NotForYou))
    ));
}

#[test]
fn an_older_copy_that_comes_back_is_noticed_here_and_elsewhere() {
    let mut office = Office::new();
    let mut vault = office.found();
    let (gone, counsel, _) = case(&mut vault);
    let backups = office.place.path().join("backups");
    let early = vault.backup(&backups, minute(3)).unwrap();
    let code = vault.disposal_code(gone).unwrap();
    vault.dispose(&disposal(&[gone, counsel]), minute(4)).unwrap();
    assert_eq!(
        vault.find_disposal_code(&code).unwrap(),
        Some(gone),
        "it is known by its code afterwards too"
    );
    vault.backup(&backups, minute(5)).unwrap();
    vault.close().unwrap();

    // On this workstation the list says so at once.
    let here = office.place.path().join("restored here");
    vault::restore(&early.folder, &here, &passphrase(), minute(6)).unwrap();
    let (mut vault, opening) = vault::open(&here, &office.profile, passphrase(), minute(7)).unwrap();
    assert_eq!(opening.come_back, BTreeSet::from([gone, counsel]));
    let again = Disposal { streams: opening.come_back, again: true, ..disposal(&[]) };
    vault.dispose(&again, minute(8)).unwrap();
    assert_eq!(payloads(&vault), [b"stays".to_vec()]);
    assert_eq!(vault.verify().problems, []);
    assert!(vault.disposals()[0].again);
    vault.close().unwrap();
    let (_, opening) = vault::open(&here, &office.profile, passphrase(), minute(9)).unwrap();
    assert!(opening.come_back.is_empty());

    // Elsewhere nothing is known, until the manifests of later backups are read, or a code is typed from a certificate.
    let there = office.place.path().join("restored there");
    let elsewhere = Profile { folder: office.place.path().join("another profile") };
    let alone = office.place.path().join("alone").join("backup");
    fs::create_dir_all(&alone).unwrap();
    for item in fs::read_dir(&early.folder).unwrap().map(Result::unwrap) {
        fs::copy(item.path(), alone.join(item.file_name())).unwrap();
    }
    let since = |profile: &Profile, backup: &Path, codes: &[&str]| {
        let codes: Vec<_> = codes.iter().map(|code| (*code).to_owned()).collect();
        vault::disposals_since(backup, profile, &passphrase(), &codes, minute(6)).unwrap()
    };
    assert!(since(&office.profile, &alone, &[]).known, "this workstation has seen the record since");
    assert!(!since(&elsewhere, &alone, &[]).known, "nothing beside it, nothing known");
    let wrong = since(&elsewhere, &alone, &[&code[..19]]);
    assert_eq!(wrong.unknown_codes, [code[..19].to_owned()]);
    vault::restore(&early.folder, &there, &passphrase(), minute(6)).unwrap();
    let (vault, opening) = vault::open(&there, &elsewhere, passphrase(), minute(7)).unwrap();
    assert!(opening.come_back.is_empty() && !elsewhere.folder.join("disposals.json").exists());
    drop(vault);
    let typed = format!("{}-{} {}", &code[..4], code[4..8].to_lowercase(), &code[8..]);
    assert_eq!(since(&elsewhere, &alone, &[&typed]).unknown_codes, Vec::<String>::new());
    let (vault, opening) = vault::open(&there, &elsewhere, passphrase(), minute(8)).unwrap();
    assert_eq!(opening.come_back, BTreeSet::from([gone]), "one code is one stream");
    drop(vault);
    assert!(since(&elsewhere, &early.folder, &[]).known, "the later backup beside it says it");
    let (_, opening) = vault::open(&there, &elsewhere, passphrase(), minute(9)).unwrap();
    assert_eq!(opening.come_back, BTreeSet::from([gone, counsel]), "what was learned is remembered");
}

#[test]
fn a_list_that_somebody_wrote_without_the_key_is_not_believed() {
    let mut office = Office::new();
    let mut vault = office.found();
    let (gone, counsel, other) = case(&mut vault);
    let backups = office.place.path().join("backups");
    let early = vault.backup(&backups, minute(3)).unwrap();
    vault.dispose(&disposal(&[gone, counsel]), minute(4)).unwrap();
    let late = vault.backup(&backups, minute(5)).unwrap();
    vault.close().unwrap();
    let rename = |path: &Path| {
        let text = fs::read_to_string(path).unwrap();
        assert!(text.contains(&gone.to_string()));
        fs::write(path, text.replace(&gone.to_string(), &other.to_string())).unwrap();
    };
    rename(&late.folder.join("manifest.json"));
    rename(&office.profile.folder.join("disposals.json"));
    let folder = office.place.path().join("restored");
    vault::restore(&early.folder, &folder, &passphrase(), minute(6)).unwrap();
    let (vault, opening) = vault::open(&folder, &office.profile, passphrase(), minute(7)).unwrap();
    assert!(opening.memory_altered && opening.come_back.is_empty());
    drop(vault);
    let since =
        vault::disposals_since(&early.folder, &office.profile, &passphrase(), &[], minute(8)).unwrap();
    assert!(since.known, "this workstation has seen the record since");
    let (_, opening) = vault::open(&folder, &office.profile, passphrase(), minute(9)).unwrap();
    assert!(!opening.come_back.contains(&other), "nobody without the key has anything disposed of");
}

#[test]
fn what_comes_back_or_goes_without_a_signed_row_is_damage_that_names_the_row() {
    let mut office = Office::new();
    let mut vault = office.found();
    let (stream, entries) = record(&mut vault, &[b"one", b"two", b"three"]);
    let (_, kept) = record(&mut vault, &[b"stays"]);
    vault.close().unwrap();
    let old = copy_of(&office);
    let mut vault = office.opened();
    vault.dispose(&disposal(&[stream]), minute(4)).unwrap();
    vault.close().unwrap();
    let database = office.folder.join("records-000002.db");
    let saved = fs::read(&database).unwrap();
    let old_row = |column: &str, seq: u64| -> Vec<u8> {
        let seq = i64::try_from(seq).unwrap();
        old.raw()
            .query_row(&format!("SELECT {column} FROM events WHERE seq = ?1"), [seq], |row| row.get(0))
            .unwrap()
    };
    let wrap: Vec<u8> = old
        .raw()
        .query_row("SELECT wrap FROM wraps WHERE stream = ?1", [hex(stream)], |row| row.get(0))
        .unwrap();
    let (second, spared) = (entries[1].seq, kept[0].seq);
    let altered = |sql: &str, values: &[&dyn rusqlite::ToSql]| {
        fs::write(&database, &saved).unwrap();
        let connection = raw_connection(&office.folder, &database);
        assert_eq!(connection.execute(sql, values).unwrap(), 1, "{sql}");
        drop(connection);
        let report = vault::inspect(&office.folder, &office.profile, passphrase(), minute(60)).unwrap();
        fs::write(&database, &saved).unwrap();
        report.problems.iter().map(|problem| problem.words.clone()).collect::<Vec<_>>().join(" ")
    };
    let told = altered(
        "UPDATE events SET ciphertext = ?1 WHERE seq = ?2",
        &[&old_row("ciphertext", second), &i64::try_from(second).unwrap()],
    );
    assert!(told.contains(&format!("Entry {second}: its text is there, although")), "{told}");
    let told =
        altered("UPDATE events SET ciphertext = NULL WHERE seq = ?1", &[&i64::try_from(spared).unwrap()]);
    assert!(
        told.contains(&format!("Entry {spared}: its text is gone without a recorded disposal")),
        "{told}"
    );
    let told = altered(
        "UPDATE events SET ct_hash = zeroblob(32) WHERE seq = ?1",
        &[&i64::try_from(second).unwrap()],
    );
    assert!(told.contains(&format!("Entry {second}: one of its fields was changed")), "{told}");
    let told = altered(
        "INSERT INTO wraps(stream, epoch, recipient, wrap) VALUES (?1, 1, 'u1', ?2)",
        &[&hex(stream), &wrap],
    );
    assert!(told.contains("A key is kept for a part of the record that was disposed of"), "{told}");
    let told = altered(
        "INSERT INTO chunks(blob, idx, stream, nonce, ciphertext) VALUES (zeroblob(16), 0, ?1, zeroblob(24), zeroblob(40))",
        &[&hex(stream)],
    );
    assert!(told.contains("pieces of an attachment that was disposed of"), "{told}");
    let told = altered("DELETE FROM events WHERE seq = ?1", &[&i64::try_from(second).unwrap()]);
    assert!(told.contains(&format!("Entry {second} is missing")), "{told}");
    let told = altered("DELETE FROM events WHERE class = ?1", &[&"disposal"]);
    assert!(
        told.contains(&format!("Entry {second}: its text is gone without a recorded disposal")),
        "{told}"
    );
    assert_eq!(office.opened().verify().problems, []);
}

fn practice() -> UnlockSecret {
    UnlockSecret::Person(Slot::named("u1"), Passphrase::practice())
}

fn founded() -> Office {
    let office = Office::new();
    let founding = Founding {
        practice: true,
        passphrase: Passphrase::practice(),
        kdf: KdfCost::Cheap,
        ..office.founding()
    };
    let (mut vault, _) = vault::create(founding).unwrap();
    record(&mut vault, &[b"goes", b"goes too"]);
    record(&mut vault, &[b"stays"]);
    vault.close().unwrap();
    office
}

fn copy_of(office: &Office) -> Office {
    let copy = Office::new();
    fs::create_dir(&copy.folder).unwrap();
    for item in fs::read_dir(&office.folder).unwrap() {
        let path = item.unwrap().path();
        fs::copy(&path, copy.folder.join(path.file_name().unwrap())).unwrap();
    }
    copy
}

fn record_files(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|item| item.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.contains(".db") && !name.ends_with("-journal")).collect()
}

/// Opens what is left: all of the old or all of the new, sound, with nothing else lying about after that.
fn is_done(office: &Office, at: &str) -> bool {
    let (vault, _) = vault::open(&office.folder, &office.profile, practice(), minute(9))
        .unwrap_or_else(|error| panic!("{at}: {error}"));
    assert_eq!(vault.verify().problems, [], "{at}");
    let held = payloads(&vault);
    let is_old = held == [&b"goes"[..], b"goes too", b"stays"] && vault.disposals().is_empty();
    let is_new = held == [&b"stays"[..]] && vault.disposals().len() == 1;
    assert!(is_old != is_new, "{at}: old or new, never neither: {held:?}");
    vault.close().unwrap();
    is_new
}

#[test]
fn a_disk_that_fails_at_any_step_leaves_the_old_or_the_new() {
    let _turn = TURNS.lock().unwrap_or_else(PoisonError::into_inner);
    let office = founded();
    let (mut injected, mut done) = (0, 0);
    for number in 1.. {
        let copy = copy_of(&office);
        let (mut vault, _) = vault::open(&copy.folder, &copy.profile, practice(), minute(3)).unwrap();
        let first = vault.entries().unwrap()[0].stream;
        arm(number, Fault::Fail);
        let outcome = vault.dispose(&disposal(&[first]), minute(3));
        let met = disarm();
        let Some(step) = met.first() else {
            outcome.unwrap();
            break;
        };
        injected += 1;
        let is_told = matches!(&outcome, Ok(done) if !done.noted) || outcome.is_err();
        assert!(is_told, "{step}: a step that failed must be told");
        if outcome.is_ok() {
            assert_eq!(
                record_files(&copy.folder).len(),
                1,
                "{step}: success is told only once the old file is gone"
            );
        }
        drop(vault);
        let is_new = is_done(&copy, step);
        assert!(is_new || outcome.is_err(), "{step}: what is told as done must be done");
        done += u32::from(is_new);
        assert_eq!(record_files(&copy.folder).len(), 1, "{step}");
    }
    println!("{injected} faults, {done} of them after the commit");
    assert!(injected >= 17 && done > 2 && done < injected, "{injected} faults, {done} after the commit");
}

#[test]
fn a_program_that_ends_at_any_step_leaves_the_old_or_the_new() {
    let _turn = TURNS.lock().unwrap_or_else(PoisonError::into_inner);
    let office = founded();
    let (mut ended, mut done) = (0, 0);
    for number in 1.. {
        let copy = copy_of(&office);
        let output = Command::new(env!("CARGO_BIN_EXE_vault-scribe"))
            .args([&copy.folder, &copy.profile.folder])
            .args(["dispose", &number.to_string()])
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.success() {
            assert!(is_done(&copy, "the end"));
            break;
        }
        let step = told.lines().find_map(|line| line.strip_prefix("ENDED ")).expect(&told).to_owned();
        ended += 1;
        let is_new = is_done(&copy, &step);
        done += u32::from(is_new);
        // After the first unlocking no file with what was disposed of lies about.
        assert!(!is_new || record_files(&copy.folder).len() == 1, "{step}");
        // The workstation that was cut off knows it all the same, from the record.
        if is_new {
            assert!(copy.profile.folder.join("disposals.json").exists(), "{step}");
        }
    }
    println!("ended {ended} times, {done} of them after the commit");
    assert!(ended >= 17 && done > 2 && done < ended, "ended {ended} times, {done} after the commit");
}
