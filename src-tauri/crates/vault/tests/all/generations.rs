//! A new generation cut off at every step, by a failing disk and by the program's end: there is always one vault that opens,
//! with everything in it, and never a second one.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use crate::office::{Office, minute, payloads, record};
use vault::testing::{Fault, arm, disarm};
use vault::{
    Founding, KdfCost, NewPerson, Passphrase, PersonRole, RecoverySheet, Slot, StreamClass, UnlockSecret,
    Vault, VaultError,
};

// Starting a program holds every open file, the lock among them, for the blink of an eye in a second process: the test that
// opens again at once and the one that starts programs take turns.
static TURNS: Mutex<()> = Mutex::new(());

const CHANGES: [&str; 4] = ["add", "revoke", "sheet", "passphrase"];

fn practice() -> UnlockSecret {
    UnlockSecret::Person(Slot::named("u1"), Passphrase::practice())
}

fn founded() -> Office {
    let mut office = Office::new();
    let founding = Founding {
        practice: true,
        passphrase: Passphrase::practice(),
        kdf: KdfCost::Cheap,
        ..office.founding()
    };
    let (mut vault, sheet) = vault::create(founding).unwrap();
    record(&mut vault, &[b"one", b"two", b"three"]);
    let deputy = NewPerson {
        label: "Deputy",
        name: "Jo Example",
        reference: "",
        role: PersonRole::Designee,
        classes: &[StreamClass::Case],
        passphrase: Passphrase::typed("the deputy's"),
        known_words: &[],
        from: None,
        until: None,
        kdf: KdfCost::Cheap,
    };
    vault.add_person(&deputy, minute(2)).unwrap();
    vault.close().unwrap();
    office.sheet = Some(sheet);
    office
}

// The same four changes are in the program that the second test ends.
fn change(vault: &mut Vault, what: &str) -> Result<(), VaultError> {
    let at = minute(3);
    match what {
        "add" => vault
            .add_person(
                &NewPerson {
                    label: "Clerk",
                    name: "Al Example",
                    reference: "",
                    role: PersonRole::Designee,
                    classes: &[StreamClass::Case],
                    passphrase: Passphrase::typed("the clerk's"),
                    known_words: &[],
                    from: None,
                    until: None,
                    kdf: KdfCost::Cheap,
                },
                at,
            )
            .map(|_| ()),
        "revoke" => vault.revoke_person(&Slot::named("u3"), at),
        "sheet" => {
            let sheet = RecoverySheet::draw().unwrap();
            let groups = sheet.groups();
            vault.renew_sheet(&sheet, &[(0, &groups[0]), (1, &groups[1])], KdfCost::Cheap, at)
        }
        _ => {
            let (old, new) = (Passphrase::practice(), Passphrase::typed("another practice"));
            vault.change_passphrase(&old, &new, &[], KdfCost::Cheap)
        }
    }
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
    fs::read_dir(folder)
        .unwrap()
        .map(|item| item.unwrap().file_name().into_string().unwrap())
        .filter(|name| {
            (name.contains(".db") && !name.ends_with("-journal"))
                || name.contains(".tmp")
                || name == "next.db-journal"
        })
        .collect()
}

// Opens what is left after a fault, with the passphrase of before or the new one, and looks at all of it.
fn check(office: &Office, what: &str, at: &str) -> bool {
    let open = |text: &str| {
        let secret = UnlockSecret::Person(Slot::named("u1"), Passphrase::typed(text));
        vault::open(&office.folder, &office.profile, secret, minute(9))
    };
    let old = open("practice practice practice");
    let (vault, is_new_passphrase) = match old {
        Ok((vault, _)) => (vault, false),
        Err(VaultError::WrongSecret) if what == "passphrase" => (open("another practice").unwrap().0, true),
        Err(other) => panic!("{what}, {at}: the vault must open, got {other:?}"),
    };
    assert_eq!(payloads(&vault), [&b"one"[..], b"two", b"three"], "{what}, {at}");
    assert_eq!(vault.verify().problems, [], "{what}, {at}");
    let people: Vec<_> =
        vault.people().into_iter().filter(|person| !person.has_ended).map(|person| person.slot).collect();
    let is_changed = match what {
        "add" => people.len() == 4,
        "revoke" => people.len() == 2,
        "sheet" => people.contains(&Slot::named("u4")),
        _ => is_new_passphrase,
    };
    vault.close().unwrap();
    is_changed
}

#[test]
fn a_disk_that_fails_at_any_step_leaves_one_vault_that_opens() {
    let _turn = TURNS.lock().unwrap_or_else(PoisonError::into_inner);
    let office = founded();
    for what in CHANGES {
        let (mut injected, mut changed) = (0, 0);
        for number in 1.. {
            let copy = copy_of(&office);
            let (mut vault, _) = vault::open(&copy.folder, &copy.profile, practice(), minute(3)).unwrap();
            arm(number, Fault::Fail);
            let outcome = change(&mut vault, what);
            let met = disarm();
            let Some(step) = met.first() else {
                outcome.unwrap();
                break;
            };
            injected += 1;
            // Adding a person is done when the keyring is in place; an ended access is told only when nothing is left.
            let is_done = what == "add" && outcome.is_ok();
            assert!(is_done || outcome.is_err(), "{what}, {step}: a step that failed must be told");
            if vault.must_reopen().is_none() {
                record(&mut vault, &[b"goes on"]);
                assert_eq!(payloads(&vault).last().unwrap(), b"goes on");
            }
            drop(vault);
            let secret = |text: &str| UnlockSecret::Person(Slot::named("u1"), Passphrase::typed(text));
            let opened = vault::open(&copy.folder, &copy.profile, practice(), minute(9))
                .or_else(|_| vault::open(&copy.folder, &copy.profile, secret("another practice"), minute(9)));
            let (vault, _) = opened.unwrap_or_else(|error| panic!("{what}, {step}: {error}"));
            assert_eq!(payloads(&vault)[..3], [b"one".to_vec(), b"two".to_vec(), b"three".to_vec()]);
            assert_eq!(vault.verify().problems, [], "{what}, {step}");
            let generation = vault.stats().unwrap().generation;
            changed += u32::from(generation == 3);
            assert_eq!(record_files(&copy.folder), [format!("records-{generation:06}.db")], "{what}, {step}");
        }
        println!("{what}: {injected} faults, {changed} of them after the commit");
        assert!(injected >= if what == "passphrase" { 2 } else { 14 }, "{what}: {injected} faults");
    }
}

#[test]
fn a_program_that_ends_at_any_step_leaves_one_vault_that_opens() {
    let _turn = TURNS.lock().unwrap_or_else(PoisonError::into_inner);
    let office = founded();
    for what in CHANGES {
        let (mut ended, mut changed) = (0, 0);
        for number in 1.. {
            let copy = copy_of(&office);
            let output = Command::new(env!("CARGO_BIN_EXE_vault-scribe"))
                .args([&copy.folder, &copy.profile.folder])
                .args([what, &number.to_string()])
                .output()
                .unwrap();
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            if output.status.success() {
                assert!(check(&copy, what, "the end"), "{what} must be done when the program says so");
                break;
            }
            let step = told.lines().find_map(|line| line.strip_prefix("ENDED ")).expect(&told).to_owned();
            ended += 1;
            changed += u32::from(check(&copy, what, &step));
            // A file whose keyring never came is left alone once it has its final name, and is no second vault.
            let files = record_files(&copy.folder);
            assert!(files.len() == 1 || step == "Replacing the keyring", "{what}, {step}: {files:?}");
            let secret = UnlockSecret::Person(Slot::named("u1"), Passphrase::practice());
            if let Ok((mut vault, _)) = vault::open(&copy.folder, &copy.profile, secret, minute(9)) {
                let again = NewPerson {
                    label: "Another",
                    name: "",
                    reference: "",
                    role: PersonRole::Designee,
                    classes: &[],
                    passphrase: Passphrase::practice(),
                    known_words: &[],
                    from: None,
                    until: None,
                    kdf: KdfCost::Cheap,
                };
                vault.add_person(&again, minute(10)).unwrap();
            }
        }
        println!("{what}: ended {ended} times, {changed} of them after the commit");
        assert!(ended >= if what == "passphrase" { 2 } else { 14 }, "{what}: ended {ended} times");
        assert!(changed > 0 && changed < ended, "{what}: both sides of the commit must have been met");
    }
}

// Without the record's own word about which file was replaced, nothing is removed.
#[test]
fn a_record_file_of_unknown_origin_is_never_removed() {
    let _turn = TURNS.lock().unwrap_or_else(PoisonError::into_inner);
    let office = founded();
    let stranger = office.folder.join("records-000001.db");
    fs::copy(office.folder.join("records-000002.db"), &stranger).unwrap();
    vault::open(&office.folder, &office.profile, practice(), minute(5)).unwrap();
    assert!(stranger.exists(), "only a file with the first bytes that the record notes may be removed");
}
