//! Backups: what is restored is what was there, a backup that is not whole is named, and nothing is ever written over a vault.

use std::fs;
use std::path::{Path, PathBuf};

use crate::office::{Office, minute, passphrase, payloads, record};
use vault::testing::{Fault, arm, disarm};
use vault::{
    BackupError, Batch, BlobId, DraftKey, Passphrase, PlaceProblem, UnlockSecret, Vault, VaultError, restore,
    test_backup,
};

fn filled(office: &mut Office) -> (Vault, BlobId) {
    let mut vault = office.found();
    let (stream, _) = record(&mut vault, &[b"one", b"two"]);
    let blob = BlobId::make().unwrap();
    let mut batch = Batch::new();
    batch.blob(stream, blob, vec![9; 300_000]);
    vault.append(batch, minute(2)).unwrap();
    (vault, blob)
}

fn backed_up() -> (Office, PathBuf, BlobId) {
    let mut office = Office::new();
    let (vault, blob) = filled(&mut office);
    let check = vault.backup(&office.place.path().join("stick"), minute(5)).unwrap();
    assert_eq!((check.entries, check.anchor.clone(), check.generation), (2, vault.anchor(), 1));
    assert!(vault.is_backed_up_by(&check.folder).unwrap());
    vault.close().unwrap();
    (office, check.folder, blob)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|item| item.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_backup_is_restored_beside_with_everything_in_it() {
    let (office, backup, blob) = backed_up();
    assert_eq!(backup.file_name().unwrap(), "custodian-backup-2026-12-02-090500");
    assert_eq!(names(&backup), ["keyring.json", "manifest.json", "records-000001.db"]);
    let before = (fs::read(office.keyring()).unwrap(), fs::read(office.database()).unwrap());
    assert_eq!(test_backup(&backup, &passphrase(), minute(6)).unwrap().entries, 2);
    let beside = office.place.path().join("restored");
    let check = restore(&backup, &beside, &passphrase(), minute(7)).unwrap();
    let (mut vault, opening) = vault::open(&beside, &office.profile, passphrase(), minute(8)).unwrap();
    assert_eq!(opening.rolled_back, None, "the same end that this workstation saw last");
    assert_eq!(vault.anchor(), check.anchor);
    assert_eq!(payloads(&vault), [b"one".to_vec(), b"two".to_vec()]);
    assert_eq!(vault.read_blob(blob).unwrap().as_slice(), vec![9; 300_000]);
    assert_eq!(vault.verify().problems, []);
    record(&mut vault, &[b"goes on"]);
    vault.close().unwrap();
    let sheet = UnlockSecret::RecoveryCode(office.sheet.as_ref().unwrap().code());
    vault::open(&beside, &office.profile, sheet, minute(9)).unwrap();
    assert_eq!((fs::read(office.keyring()).unwrap(), fs::read(office.database()).unwrap()), before);
}

#[test]
fn a_restored_older_state_is_told_where_a_newer_one_was_seen() {
    let (office, backup, _) = backed_up();
    let mut vault = office.opened();
    record(&mut vault, &[b"after the backup"]);
    assert!(!vault.is_backed_up_by(&backup).unwrap());
    vault.close().unwrap();
    let beside = office.place.path().join("restored");
    restore(&backup, &beside, &passphrase(), minute(7)).unwrap();
    let (_, opening) = vault::open(&beside, &office.profile, passphrase(), minute(8)).unwrap();
    assert!(opening.rolled_back.is_some());
}

#[test]
fn nothing_is_restored_over_a_vault_or_other_files_or_into_a_synchronised_folder() {
    let (office, backup, _) = backed_up();
    let outcome = restore(&backup, &office.folder, &passphrase(), minute(7));
    assert!(matches!(outcome, Err(VaultError::VaultExists)), "{outcome:?}");
    let other = office.place.path().join("letters");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("letter.txt"), "mine").unwrap();
    assert!(matches!(restore(&backup, &other, &passphrase(), minute(7)), Err(VaultError::FolderNotEmpty)));
    assert_eq!(names(&other), ["letter.txt"]);
    let outcome = restore(&backup, &office.place.path().join("Dropbox/vault"), &passphrase(), minute(7));
    assert!(matches!(outcome, Err(VaultError::Place(PlaceProblem::Synchronised { .. }))), "{outcome:?}");
    let beside = office.place.path().join("restored");
    let wrong = UnlockSecret::Passphrase(Passphrase::typed("not this one"));
    assert!(matches!(restore(&backup, &beside, &wrong, minute(7)), Err(VaultError::WrongSecret)));
    assert!(!beside.exists());
}

#[test]
fn a_backup_is_not_put_inside_the_vault() {
    let mut office = Office::new();
    let (vault, _) = filled(&mut office);
    let outcome = vault.backup(&office.folder.join("backups"), minute(5));
    assert!(matches!(outcome, Err(VaultError::Backup(BackupError::InsideVault))), "{outcome:?}");
}

#[test]
fn an_altered_or_incomplete_backup_is_named_and_never_restored() {
    let (office, backup, _) = backed_up();
    let copy = |number: usize| {
        let place = office.place.path().join(format!("copy-{number}"));
        fs::create_dir(&place).unwrap();
        for name in names(&backup) {
            fs::copy(backup.join(&name), place.join(&name)).unwrap();
        }
        place
    };
    let flip = |path: PathBuf, at: usize| {
        let mut bytes = fs::read(&path).unwrap();
        let at = at % bytes.len();
        bytes[at] ^= 1;
        fs::write(path, bytes).unwrap();
    };
    let text = |place: &Path, from: &str, to: &str| {
        let path = place.join("manifest.json");
        let before = fs::read_to_string(&path).unwrap();
        assert!(before.contains(from));
        fs::write(path, before.replacen(from, to, 1)).unwrap();
    };
    // Two files that say they are as large as a number can be.
    let sizes = |place: &Path| {
        let path = place.join("manifest.json");
        let before = fs::read_to_string(&path).unwrap();
        let large = |line: &str| match line.split_once("\"bytes\": ") {
            Some((indent, _)) => format!("{indent}\"bytes\": {},\n", u64::MAX - 1),
            None => format!("{line}\n"),
        };
        fs::write(path, before.lines().map(large).collect::<String>()).unwrap();
    };
    type Sabotage<'a> = (&'a str, Box<dyn Fn(&Path) + 'a>);
    let cases: Vec<Sabotage<'_>> = vec![
        ("records-000001.db", Box::new(|place| flip(place.join("records-000001.db"), 70_000))),
        ("keyring.json", Box::new(|place| flip(place.join("keyring.json"), 300))),
        ("records-000001.db", Box::new(|place| fs::remove_file(place.join("records-000001.db")).unwrap())),
        ("manifest.json", Box::new(|place| fs::remove_file(place.join("manifest.json")).unwrap())),
        ("newer version", Box::new(|place| text(place, "\"version\": 3", "\"version\": 4"))),
        ("not written as a backup", Box::new(|place| text(place, "custodian-backup", "something-else"))),
        ("manifest.json", Box::new(|place| text(place, "records-000001.db", "../vault/records-000001.db"))),
        ("free space", Box::new(sizes)),
        ("manifest.json", Box::new(|place| text(place, "\"rows\": ", "\"rows\": 1"))),
        ("manifest.json", Box::new(|place| text(place, "\"made_at\": \"2026", "\"made_at\": \"2025"))),
        ("manifest.json", Box::new(|place| text(place, "\"version\": 3", "\"version\": 2"))),
        (
            "another vault or another time",
            Box::new(|place| text(place, "\"practice\": false", "\"practice\": true")),
        ),
    ];
    for (number, (told, sabotage)) in cases.iter().enumerate() {
        let place = copy(number);
        sabotage(&place);
        let into = office.place.path().join(format!("into-{number}"));
        let error = restore(&place, &into, &passphrase(), minute(7)).unwrap_err().to_string();
        assert!(error.contains(told), "case {number}: {error}");
        assert!(!into.join("keyring.json").exists());
    }
}

/// Whoever takes the code off a manifest and says that it is an older one could write any date.
#[test]
fn a_manifest_without_its_code_is_none() {
    let mut office = Office::new();
    let (vault, _) = filled(&mut office);
    let stick = office.place.path().join("stick");
    let backup = vault.backup(&stick, minute(5)).unwrap().folder;
    let path = backup.join("manifest.json");
    let sound = fs::read_to_string(&path).unwrap();
    let (head, code) = sound.split_once(",\n  \"code\": ").expect("a code at the end");
    assert_eq!(code.len(), "\"\"\n}\n".len() + 64, "and nothing behind it");
    let bare = format!("{head}\n}}\n").replace("\"version\": 3", "\"version\": 2");
    let later = sound.replace("\"made_at\": \"2026", "\"made_at\": \"2099");
    for changed in [bare, later] {
        assert_ne!(changed, sound);
        fs::write(&path, changed).unwrap();
        let error =
            restore(&backup, &office.place.path().join("into"), &passphrase(), minute(7)).unwrap_err();
        assert!(error.to_string().contains("manifest.json"), "{error}");
        assert_eq!(vault.kept_backups(&stick).unwrap(), [], "its date decides nothing");
    }
    // Another way to write the same.
    fs::write(&path, sound.replace("\n  ", "\n")).unwrap();
    assert!(restore(&backup, &office.place.path().join("into"), &passphrase(), minute(7)).is_err());
    fs::write(&path, sound).unwrap();
    restore(&backup, &office.place.path().join("into"), &passphrase(), minute(7)).unwrap();
}

#[test]
fn a_backup_cut_off_at_any_step_is_no_backup_and_leaves_the_vault_alone() {
    let mut office = Office::new();
    let (mut vault, _) = filled(&mut office);
    let stick = office.place.path().join("stick");
    let mut injected = 0;
    for number in 1.. {
        arm(number, Fault::Fail);
        let outcome = vault.backup(&stick, minute(5));
        let Some(step) = disarm().pop() else {
            outcome.unwrap();
            break;
        };
        injected += 1;
        outcome.unwrap_err();
        assert!(!stick.exists() || names(&stick).is_empty(), "{step}: {:?}", names(&stick));
        record(&mut vault, &[b"goes on"]);
    }
    println!("{injected} faults while a backup was made");
    assert!(injected >= 6, "{injected}");
    vault.close().unwrap();
    let backup = stick.join(&names(&stick)[0]);
    let (mut injected, into) = (0, office.place.path().join("restored"));
    for number in 1.. {
        arm(number, Fault::Fail);
        let outcome = restore(&backup, &into, &passphrase(), minute(6));
        let Some(step) = disarm().pop() else {
            outcome.unwrap();
            break;
        };
        injected += 1;
        outcome.unwrap_err();
        assert!(!into.join("keyring.json").exists(), "{step}");
    }
    println!("{injected} faults while it was restored");
    assert!(injected >= 4, "{injected}");
    assert_eq!(vault::open(&into, &office.profile, passphrase(), minute(8)).unwrap().0.verify().problems, []);
}

#[cfg(unix)]
#[test]
fn a_place_that_cannot_be_written_is_told() {
    let mut office = Office::new();
    let (vault, _) = filled(&mut office);
    let file = office.place.path().join("file");
    fs::write(&file, "").unwrap();
    let error = vault.backup(&file, minute(5)).unwrap_err();
    assert!(matches!(error, VaultError::File { .. }), "{error}");
}

/// It would open like a finished backup, and no list names it.
#[cfg(unix)]
#[test]
fn what_an_ended_program_left_of_a_backup_goes_with_the_next_and_all_of_it_is_the_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let mut office = Office::new();
    let (vault, _) = filled(&mut office);
    let stick = office.place.path().join("stick");
    fs::create_dir(&stick).unwrap();
    let leave = |name: &str, minutes: u64, lock: bool| {
        let folder = stick.join(format!(".custodian-backup-{name}.unfinished"));
        fs::create_dir(&folder).unwrap();
        let record = folder.join("records-000001.db");
        fs::write(&record, "half a record").unwrap();
        let making = lock.then(|| fs::File::create_new(folder.join("making")).unwrap());
        let made = fs::metadata(&record).unwrap().modified().unwrap();
        let then = made - std::time::Duration::from_secs(minutes * 60);
        for path in [record, folder.join("making"), folder.clone()] {
            if path.exists() {
                fs::File::open(path).unwrap().set_modified(then).unwrap();
            }
        }
        (folder, making)
    };
    let (old, new) = (leave("old", 120, false).0, leave("new", 30, false).0);
    // Its lock is free: whoever made it was ended. Or it is held: somebody is at work, since yesterday. Or it is free and was
    // touched just now: another workstation may be at work, whose locks are not seen here.
    let (ended, at_work, elsewhere) =
        (leave("ended", 11, true).0, leave("at work", 1500, true), leave("elsewhere", 2, true).0);
    at_work.1.as_ref().unwrap().try_lock().unwrap();
    // A link that bears such a name, to the vault itself.
    std::os::unix::fs::symlink(vault.folder(), stick.join(".custodian-backup-link.unfinished")).unwrap();
    let before = names(vault.folder());
    vault.sweep_unfinished_backups(&stick);
    assert!(!ended.exists() && !old.exists(), "{:?}", names(&stick));
    assert!(at_work.0.exists() && elsewhere.exists() && new.exists(), "{:?}", names(&stick));
    assert_eq!(names(vault.folder()), before, "nothing behind a link is touched");
    let old = leave("old", 120, false).0;
    let made = vault.backup(&stick, minute(5)).unwrap().folder;
    assert!(!old.exists() && new.exists(), "one that another program may still be making stays");
    assert_eq!(names(&made), ["keyring.json", "manifest.json", "records-000001.db"]);
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&made), 0o700);
    for name in names(&made) {
        assert_eq!(mode(&made.join(&name)), 0o600, "{name}");
    }
    let inside = vault.folder().join("deep").join("copies");
    assert!(matches!(vault.backup(&inside, minute(6)), Err(VaultError::Backup(BackupError::InsideVault))));
    assert!(!vault.folder().join("deep").exists(), "what is refused leaves no folder behind");
}

#[test]
fn a_backup_that_is_being_made_stays_however_long_it_takes() {
    let mut office = Office::new();
    let (mut vault, _) = filled(&mut office);
    let stick = office.place.path().join("stick");
    let begun = vault.begin_backup(&stick, minute(5), &mut |_| ()).unwrap();
    let draft = stick.join(names(&stick).remove(0));
    // As if it had been at it since yesterday.
    let yesterday = std::time::Duration::from_secs(24 * 3600);
    for path in names(&draft).into_iter().map(|name| draft.join(name)).chain([draft.clone()]) {
        let file = fs::File::open(path).unwrap();
        let made = file.metadata().unwrap().modified().unwrap();
        file.set_modified(made - yesterday).unwrap();
    }
    vault.sweep_unfinished_backups(&stick);
    record(&mut vault, &[b"meanwhile"]);
    // Another one, which sweeps too, is made and named while the first is still being checked.
    let other = vault.backup(&stick, minute(6)).unwrap();
    let made = begun.check(&mut |_| ()).unwrap();
    assert_eq!((made.entries, other.entries), (2, 3));
    for folder in [&made.folder, &other.folder] {
        test_backup(folder, &passphrase(), minute(7)).unwrap();
    }
    // One that is given up leaves nothing.
    let before = names(&stick);
    drop(vault.begin_backup(&stick, minute(8), &mut |_| ()).unwrap());
    assert_eq!(names(&stick), before);
}

#[test]
fn kept_backups_are_listed_tested_and_the_oldest_expire_only_beside_a_newer_one() {
    let mut office = Office::new();
    let (mut vault, _) = filled(&mut office);
    let stick = office.place.path().join("stick");
    assert_eq!(vault.backup_folder(), None);
    assert!(matches!(vault.keep_backups_in(&stick), Err(VaultError::Backup(BackupError::FolderGone))));
    fs::create_dir(&stick).unwrap();
    vault.keep_backups_in(&stick).unwrap();
    assert_eq!(vault.backup_folder(), Some(fs::canonicalize(&stick).unwrap()));
    let inside = vault.folder().join("copies");
    fs::create_dir(&inside).unwrap();
    assert!(matches!(vault.keep_backups_in(&inside), Err(VaultError::Backup(BackupError::InsideVault))));
    fs::remove_dir(&inside).unwrap();
    let mut made = Vec::new();
    for at in 5..9 {
        record(&mut vault, &[b"more"]);
        let mut shares = Vec::new();
        made.push(vault.backup_telling(&stick, minute(at), &mut |share| shares.push(share)).unwrap());
        assert!(shares.len() > 5 && shares.is_sorted() && shares.last() == Some(&100), "{shares:?}");
    }
    // Somebody's own file among them, an unfinished backup, and one of another vault: none of them is touched.
    fs::write(stick.join("holiday.jpg"), b"mine").unwrap();
    fs::create_dir(stick.join(".custodian-backup-x.unfinished")).unwrap();
    let mut other = Office::new();
    let theirs = other.found().backup(&stick, minute(1)).unwrap();
    let old = &made[0].folder;
    fs::write(old.join("note.txt"), b"mine").unwrap();
    let kept = vault.kept_backups(&stick).unwrap();
    assert_eq!(kept.len(), 4);
    assert!(kept.iter().map(|one| one.made_at).is_sorted_by(|newer, older| newer > older));
    let gone = vault.expire_backups(&stick, 2, &made[3]).unwrap();
    assert_eq!(gone.iter().map(|one| one.made_at).collect::<Vec<_>>(), [minute(6), minute(5)]);
    assert_eq!(vault.kept_backups(&stick).unwrap().len(), 2);
    assert!(stick.join("holiday.jpg").exists() && theirs.folder.join("manifest.json").exists());
    let name = old.file_name().unwrap().to_str().unwrap();
    assert_eq!(names(&stick.join(format!(".{name}.expired"))), ["note.txt"], "somebody's file stays");
    // The clock was set back: the newest backup bears the oldest date, and stays.
    let early = vault.backup(&stick, minute(-90)).unwrap();
    vault.expire_backups(&stick, 2, &early).unwrap();
    let left: Vec<_> = vault.kept_backups(&stick).unwrap().iter().map(|one| one.made_at).collect();
    assert_eq!(left, [minute(8), minute(-90)]);
    let quiet = &mut |_| ();
    assert!(matches!(
        vault.test_own_backup(&theirs.folder, minute(9), quiet),
        Err(VaultError::Backup(BackupError::OtherVault))
    ));
    let (check, agreement) = vault.test_own_backup(&made[3].folder, minute(9), quiet).unwrap();
    assert_eq!((check.anchor, agreement), (made[3].anchor.clone(), vault::Agreement::Within));
    record(&mut vault, &[b"later"]);
    let (_, agreement) = vault.test_own_backup(&made[3].folder, minute(9), quiet).unwrap();
    assert_eq!(agreement, vault::Agreement::Within, "the record went on, and holds all of it");
    let damaged = made[3].folder.join("records-000001.db");
    let mut bytes = fs::read(&damaged).unwrap();
    bytes[9000] ^= 1;
    fs::write(&damaged, bytes).unwrap();
    assert!(matches!(
        vault.test_own_backup(&made[3].folder, minute(9), quiet),
        Err(VaultError::Backup(BackupError::Damaged(_)))
    ));
}

#[test]
fn a_backup_that_ends_where_the_record_never_ended_is_told_apart() {
    let (office, backup, _) = backed_up();
    let beside = office.place.path().join("restored");
    restore(&backup, &beside, &passphrase(), minute(7)).unwrap();
    let (mut vault, _) = vault::open(&beside, &office.profile, passphrase(), minute(8)).unwrap();
    record(&mut vault, &[b"one way"]);
    let later = vault.backup(&office.place.path().join("stick"), minute(9)).unwrap();
    vault.close().unwrap();
    let mut first = office.opened();
    let (_, agreement) = first.test_own_backup(&later.folder, minute(10), &mut |_| ()).unwrap();
    assert_eq!(agreement, vault::Agreement::Apart, "the record is older than this backup");
    record(&mut first, &[b"the other way"]);
    let (_, agreement) = first.test_own_backup(&later.folder, minute(11), &mut |_| ()).unwrap();
    assert_eq!(agreement, vault::Agreement::Apart, "both went on, each by itself");
}

#[test]
fn drafts_saved_between_two_pieces_of_a_copy_are_in_the_record_and_in_the_copy() {
    let mut office = Office::new();
    let (mut vault, _) = filled(&mut office);
    let (stream, _) = record(&mut vault, &[b"a large file"]);
    let mut batch = Batch::new();
    batch.blob(stream, BlobId::make().unwrap(), vec![7; 9_000_000]);
    vault.append(batch, minute(2)).unwrap();
    let key = DraftKey { stream, name: "letter".into() };
    let mut pieces = 0_u8;
    let begun = vault
        .begin_backup(&office.place.path().join("stick"), minute(5), &mut |_| {
            pieces += 1;
            // Longer each time, so that pages come to the file that were not there when the copy began.
            vault.save_draft(&key, &vec![pieces; 30_000 * usize::from(pieces)], minute(5)).unwrap();
        })
        .unwrap();
    assert!(pieces > 3, "copied in {pieces} pieces");
    let mut batch = Batch::new();
    batch.entry(stream, b"while the copy is checked".to_vec());
    vault.append(batch, minute(6)).unwrap();
    let made = begun.check(&mut |_| ()).unwrap();
    let tested = vault.backup_tester().test(&made.folder, minute(7), &mut |_| ()).unwrap();
    assert_eq!(vault.agreement_with(&tested).unwrap(), vault::Agreement::Within);
    assert!(vault.verify().is_sound());
    let beside = office.place.path().join("restored");
    restore(&made.folder, &beside, &passphrase(), minute(8)).unwrap();
    let (restored, _) = vault::open(&beside, &office.profile, passphrase(), minute(9)).unwrap();
    // The last one was saved when the last page had been copied.
    for (vault, number) in [(&vault, pieces), (&restored, pieces - 1)] {
        let drafts = vault.drafts().unwrap();
        let typed = vec![number; 30_000 * usize::from(number)];
        assert!(drafts.len() == 1 && drafts[0].bytes.as_slice() == typed, "{number} of {pieces}");
    }
    assert_eq!(restored.verify().problems, []);
}
