//! Who gets in and who does not, and what is said about it.

use std::fs;

use crate::office::{Office, PASSPHRASE, minute, passphrase, payloads, record};
use vault::{
    DatabaseError, Founding, KdfCost, KeyringError, Passphrase, PlaceProblem, Profile, RecoveryCode,
    UnlockSecret, VaultError, VaultPresence, WeakPassphrase, failed_attempts, is_vault, verify_locked,
};

#[test]
fn a_wrong_passphrase_has_one_message_and_is_counted_until_the_next_success() {
    let mut office = Office::new();
    let vault = office.found();
    let id = vault.vault_id();
    vault.close().unwrap();
    let long = "x".repeat(5000);
    let before = fs::read(office.keyring()).unwrap();
    for (number, typed) in
        ["", "violet otter mends seven clock", "VIOLET OTTER MENDS SEVEN CLOCKS", &long].iter().enumerate()
    {
        let secret = UnlockSecret::Passphrase(Passphrase::typed(typed));
        let outcome =
            vault::open(&office.folder, &office.profile, secret, minute(10 + number as i64)).map(|_| ());
        assert!(matches!(outcome, Err(VaultError::WrongSecret)));
        assert!(outcome.unwrap_err().to_string().contains("did not open with what you typed"));
    }
    let attempts = failed_attempts(&office.profile, id).unwrap();
    assert_eq!((attempts.count, attempts.since), (4, minute(10)));
    assert_eq!(
        fs::read(office.keyring()).unwrap(),
        before,
        "a wrong passphrase changes nothing in the vault"
    );
    let (vault, opening) = office.open().unwrap();
    assert_eq!((opening.failed_attempts, opening.failed_since), (4, Some(minute(10))));
    vault.close().unwrap();
    let (_, opening) = office.open().unwrap();
    assert_eq!((opening.failed_attempts, opening.failed_since), (0, None), "a success ends the count");
}

#[test]
fn a_wrong_recovery_code_has_the_same_message() {
    let mut office = Office::new();
    office.found().close().unwrap();
    let mut other = Office::new();
    drop(other.found());
    let foreign = UnlockSecret::RecoveryCode(other.sheet.unwrap().code());
    let outcome = vault::open(&office.folder, &office.profile, foreign, minute(1)).map(|_| ());
    assert!(matches!(outcome, Err(VaultError::WrongSecret)));
}

#[test]
fn the_recovery_sheet_typed_from_paper_opens_the_same_content() {
    let mut office = Office::new();
    let mut vault = office.found();
    record(&mut vault, &[b"one", b"two"]);
    let expected = vault.entries().unwrap();
    vault.close().unwrap();
    let sheet = office.sheet.take().unwrap();
    let typed: Vec<String> = sheet.groups().iter().map(|group| group.to_lowercase()).collect();
    let code = RecoveryCode::typed(&typed.join("  ")).unwrap();
    let (mut vault, opening) =
        vault::open(&office.folder, &office.profile, UnlockSecret::RecoveryCode(code), minute(5)).unwrap();
    assert!(opening.by_recovery);
    assert_eq!(vault.entries().unwrap(), expected);
    assert_eq!(vault.opened_by(), "Recovery sheet");
    record(&mut vault, &[b"written by the sheet"]);
    vault.close().unwrap();
    let vault = office.opened();
    assert_eq!(payloads(&vault).len(), 3, "the Director reads what was recorded with the sheet");
    assert!(vault.verify().is_sound());
}

#[test]
fn a_second_program_is_refused_while_the_vault_is_open() {
    let mut office = Office::new();
    let vault = office.found();
    assert!(matches!(office.open().map(|_| ()), Err(VaultError::InUse)));
    vault.close().unwrap();
    let first = office.opened();
    assert!(matches!(office.open().map(|_| ()), Err(VaultError::InUse)));
    drop(first);
    office.opened();
}

#[test]
fn a_deleted_lock_file_does_not_let_a_second_program_in() {
    let mut office = Office::new();
    let mut vault = office.found();
    fs::remove_file(office.folder.join("lock")).unwrap();
    assert!(matches!(office.open().map(|_| ()), Err(VaultError::InUse)));
    record(&mut vault, &[b"the first goes on"]);
    vault.close().unwrap();
    assert_eq!(payloads(&office.opened()).len(), 1);
}

#[test]
fn an_unreadable_keyring_is_replaced_by_its_previous_copy_and_that_is_said() {
    type Harm = fn(&std::path::Path);
    let harms: [Harm; 4] = [
        |path| fs::remove_file(path).unwrap(),
        |path| fs::write(path, b"").unwrap(),
        |path| {
            let text = fs::read(path).unwrap();
            fs::write(path, &text[..text.len() / 2]).unwrap();
        },
        |path| {
            let text = fs::read_to_string(path).unwrap();
            fs::write(path, text.replacen("\"generation\": 1", "\"generation\": 2", 1)).unwrap();
        },
    ];
    for (number, harm) in harms.iter().enumerate() {
        let mut office = Office::new();
        let mut vault = office.found();
        record(&mut vault, &[b"kept"]);
        vault.close().unwrap();
        harm(&office.keyring());
        let outcome = office.open();
        let (vault, opening) = match (number, outcome) {
            // A name that does not belong to its generation is no accident, and is not passed over.
            (3, Err(VaultError::Keyring(KeyringError::OutsideLimits(_)))) => continue,
            (_, outcome) => outcome.unwrap(),
        };
        assert!(opening.used_previous_keyring, "harm {number} must be said");
        assert_eq!(payloads(&vault), [b"kept".to_vec()]);
        vault.close().unwrap();
        let (mut vault, opening) = office.open().unwrap();
        assert!(!opening.used_previous_keyring, "the keyring must be whole again");
        // The harmed file is kept until it could open something that must stay shut.
        let harmed = office.folder.join("keyring.damaged.json");
        assert_eq!(harmed.exists(), number > 0);
        let (old, new) =
            (Passphrase::typed(PASSPHRASE), Passphrase::typed("copper fern under eleven bridges"));
        vault.change_passphrase(&old, &new, &[], KdfCost::Cheap).unwrap();
        assert!(!harmed.exists(), "harm {number}: it may still hold the passphrase of before");
    }
}

#[test]
fn without_either_keyring_the_cause_is_named() {
    let mut office = Office::new();
    office.found().close().unwrap();
    fs::remove_file(office.keyring()).unwrap();
    fs::remove_file(office.folder.join("keyring.prev.json")).unwrap();
    assert!(matches!(office.open().map(|_| ()), Err(VaultError::Keyring(KeyringError::Missing))));
    assert_eq!(is_vault(&office.folder), VaultPresence::Unreadable(KeyringError::Missing));
    assert!(matches!(vault::create(office.founding()).map(|_| ()), Err(VaultError::FolderNotEmpty)));
}

#[test]
fn an_older_copy_put_back_is_warned_about() {
    let mut office = Office::new();
    let mut vault = office.found();
    record(&mut vault, &[b"one"]);
    vault.close().unwrap();
    let old = fs::read(office.database()).unwrap();
    let mut vault = office.opened();
    record(&mut vault, &[b"two", b"three"]);
    vault.close().unwrap();
    fs::write(office.database(), &old).unwrap();
    let (mut vault, opening) = office.open().unwrap();
    let warning = opening.rolled_back.expect("an older copy must be warned about");
    assert!(!warning.rewritten, "rows are missing at the end");
    record(&mut vault, &[b"other", b"history", b"here"]);
    drop(vault);
    let (vault, opening) = office.open().unwrap();
    assert!(opening.rolled_back.expect("another history must be warned about").rewritten);
    vault.close().unwrap();
    let (_, opening) = office.open().unwrap();
    assert_eq!(
        opening.rolled_back, None,
        "a copy that was gone on with on purpose is not warned about for ever"
    );
}

#[test]
fn another_workstation_has_no_memory_and_opens_without_a_warning() {
    let mut office = Office::new();
    let mut vault = office.found();
    record(&mut vault, &[b"one"]);
    vault.close().unwrap();
    let elsewhere = Profile { folder: office.place.path().join("another profile") };
    let (mut vault, opening) = vault::open(&office.folder, &elsewhere, passphrase(), minute(9)).unwrap();
    assert_eq!(opening.rolled_back, None);
    record(&mut vault, &[b"from there"]);
    vault.close().unwrap();
    let (vault, opening) = office.open().unwrap();
    assert_eq!(opening.rolled_back, None, "going on elsewhere is no rollback");
    assert_eq!(payloads(&vault).len(), 2);
    assert!(vault.verify().is_sound(), "two workstations keep one sound chain");
}

#[test]
fn a_profile_that_cannot_be_written_does_not_stop_the_work() {
    let mut office = Office::new();
    let vault = office.found();
    vault.close().unwrap();
    fs::remove_dir_all(&office.profile.folder).unwrap();
    fs::write(&office.profile.folder, b"a file where the folder should be").unwrap();
    let (mut vault, _) = office.open().unwrap();
    record(&mut vault, &[b"recorded all the same"]);
    assert!(vault.close().is_err(), "that nothing could be remembered is said");
    fs::remove_file(&office.profile.folder).unwrap();
    assert_eq!(payloads(&office.opened()).len(), 1);
}

#[test]
fn what_lies_in_a_folder_is_said_without_a_secret() {
    let mut office = Office::new();
    assert_eq!(is_vault(&office.folder), VaultPresence::Absent);
    assert!(matches!(office.open().map(|_| ()), Err(VaultError::NoVault)));
    assert!(!office.folder.exists(), "asking for a vault makes nothing");
    let vault = office.found();
    let vault_id = vault.vault_id();
    let expected = VaultPresence::Present { practice: false, label: "Director".into(), vault_id };
    assert_eq!(is_vault(&office.folder), expected);
    vault.close().unwrap();
    let locked = verify_locked(&office.folder).unwrap();
    assert_eq!((locked.generation, locked.slots, locked.previous_keyring), (1, 2, false));
    fs::write(office.keyring(), b"{}").unwrap();
    fs::write(office.folder.join("keyring.prev.json"), b"\x89PNG").unwrap();
    assert!(matches!(is_vault(&office.folder), VaultPresence::Unreadable(_)));
}

#[test]
fn founding_is_refused_where_something_is_already() {
    let mut office = Office::new();
    let vault = office.found();
    assert!(matches!(vault::create(office.founding()).map(|_| ()), Err(VaultError::VaultExists)));
    vault.close().unwrap();
    let other = Office::new();
    fs::create_dir(&other.folder).unwrap();
    fs::write(other.folder.join("taxes.pdf"), b"not ours").unwrap();
    assert!(matches!(vault::create(other.founding()).map(|_| ()), Err(VaultError::FolderNotEmpty)));
    assert_eq!(fs::read(other.folder.join("taxes.pdf")).unwrap(), b"not ours");
    let synchronised = Office::new();
    let founding =
        Founding { folder: synchronised.place.path().join("Dropbox/vault"), ..synchronised.founding() };
    let refused = vault::create(founding).map(|_| ());
    assert!(matches!(refused, Err(VaultError::Place(PlaceProblem::Synchronised { .. }))));
}

#[test]
fn a_founding_that_was_cut_off_does_not_stand_in_the_way() {
    let mut office = Office::new();
    fs::create_dir(&office.folder).unwrap();
    for name in ["lock", "founding.db", "founding.db-journal", ".keyring-abc.tmp"] {
        fs::write(office.folder.join(name), b"half").unwrap();
    }
    office.found().close().unwrap();
    let mut names: Vec<_> = fs::read_dir(&office.folder)
        .unwrap()
        .map(|item| item.unwrap().file_name().into_string().unwrap())
        .collect();
    names.retain(|name| name != "records-000001.db-journal");
    names.sort();
    assert_eq!(names, ["keyring.json", "keyring.prev.json", "lock", "records-000001.db"]);
}

#[test]
fn a_weak_passphrase_is_refused_for_a_real_vault_only() {
    let office = Office::new();
    for (text, weakness) in
        [("short", WeakPassphrase::TooShort), ("passwordpassword", WeakPassphrase::Guessable)]
    {
        let founding = Founding { passphrase: Passphrase::typed(text), ..office.founding() };
        match vault::create(founding).map(|_| ()) {
            Err(VaultError::WeakPassphrase(found)) => assert_eq!(found, weakness),
            other => panic!("{text} must be refused, got {other:?}"),
        }
        assert!(!office.folder.exists(), "nothing is made for a refused founding");
    }
    let quick = Founding { kdf: KdfCost::Practice, ..office.founding() };
    assert!(matches!(vault::create(quick).map(|_| ()), Err(VaultError::QuickKeyRefused)));
    let practice = Founding {
        practice: true,
        passphrase: Passphrase::practice(),
        kdf: KdfCost::Practice,
        ..office.founding()
    };
    let (vault, _) = vault::create(practice).unwrap();
    assert!(vault.is_practice());
}

#[test]
fn a_practice_vault_never_becomes_a_real_one() {
    let office = Office::new();
    let practice = Founding {
        practice: true,
        passphrase: Passphrase::practice(),
        kdf: KdfCost::Practice,
        ..office.founding()
    };
    vault::create(practice).unwrap().0.close().unwrap();
    let text = fs::read_to_string(office.keyring()).unwrap();
    assert!(text.contains("\"practice\": true"));
    let changed = text.replacen("\"practice\": true", "\"practice\": false", 1);
    fs::write(office.keyring(), &changed).unwrap();
    fs::write(office.folder.join("keyring.prev.json"), &changed).unwrap();
    let secret = || UnlockSecret::Passphrase(Passphrase::practice());
    let outcome = vault::open(&office.folder, &office.profile, secret(), minute(1)).map(|_| ());
    assert!(matches!(outcome, Err(VaultError::Keyring(_))), "got {outcome:?}");
}

// A real vault costs what it should: this is the one test with the full key derivation.
#[test]
fn a_real_vault_is_slow_to_guess() {
    let office = Office::new();
    let real = Founding {
        kdf: KdfCost::Calibrated,
        passphrase: Passphrase::generate().unwrap(),
        ..office.founding()
    };
    let passphrase = real.passphrase.clone();
    vault::create(real).unwrap().0.close().unwrap();
    let keyring: serde_json::Value = serde_json::from_slice(&fs::read(office.keyring()).unwrap()).unwrap();
    for user in keyring["users"].as_array().unwrap() {
        assert!(user["kdf"]["m_kib"].as_u64().unwrap() >= 128 * 1024);
        assert!(user["kdf"]["t"].as_u64().unwrap() >= 3);
    }
    vault::open(&office.folder, &office.profile, UnlockSecret::Passphrase(passphrase), minute(1)).unwrap();
}

#[test]
fn a_keyring_of_a_newer_format_is_left_alone() {
    let mut office = Office::new();
    office.found().close().unwrap();
    let text = fs::read_to_string(office.keyring()).unwrap();
    let newer = text.replacen("\"version\": 1", "\"version\": 2, \"new field\": true", 1);
    fs::write(office.keyring(), &newer).unwrap();
    let outcome = office.open().map(|_| ());
    assert!(matches!(outcome, Err(VaultError::Keyring(KeyringError::NewerFormat { found: 2, known: 1 }))));
    assert_eq!(fs::read_to_string(office.keyring()).unwrap(), newer);
}

#[test]
fn a_hostile_keyring_is_refused_before_any_work() {
    let mut office = Office::new();
    office.found().close().unwrap();
    let text = fs::read_to_string(office.keyring()).unwrap();
    let start = std::time::Instant::now();
    let many_users = {
        let mut keyring: serde_json::Value = serde_json::from_str(&text).unwrap();
        let user = keyring["users"][0].clone();
        let users = keyring["users"].as_array_mut().unwrap();
        for number in 0..20 {
            let mut user = user.clone();
            user["slot"] = format!("x{number}").into();
            users.push(user);
        }
        keyring.to_string()
    };
    let hostile = [
        text.replace("\"m_kib\": 64", "\"m_kib\": 4294967295"),
        text.replace("\"m_kib\": 64", "\"m_kib\": 0"),
        text.replace("\"t\": 1", "\"t\": 4000000000"),
        text.replace("\"p\": 1", "\"p\": 255"),
        text.replace("argon2id", "argon2d"),
        text.replace("records-000001.db", "../../etc/passwd"),
        text.replace("records-000001.db", "records-000002.db"),
        text.replace("\"slot\": \"u2\"", "\"slot\": \"u1\""),
        many_users,
    ];
    for (number, keyring) in hostile.iter().enumerate() {
        assert_ne!(*keyring, text, "case {number} must change something");
        fs::write(office.keyring(), keyring).unwrap();
        let outcome = office.open().map(|_| ());
        assert!(
            matches!(outcome, Err(VaultError::Keyring(KeyringError::OutsideLimits(_)))),
            "case {number} must be refused by its limits, got {outcome:?}"
        );
    }
    let previous = office.folder.join("keyring.prev.json");
    for (bytes, expected) in [
        (vec![b' '; 70_000], KeyringError::TooLarge),
        (b"not a keyring".to_vec(), KeyringError::Foreign),
        (b"{\"format\":\"other\",\"version\":1}".to_vec(), KeyringError::Foreign),
        (b"[[[[[[[[".repeat(4000), KeyringError::Foreign),
    ] {
        fs::write(office.keyring(), &bytes).unwrap();
        fs::write(&previous, &bytes).unwrap();
        match office.open().map(|_| ()) {
            Err(VaultError::Keyring(found)) => assert_eq!(found, expected),
            other => panic!("expected {expected:?}, got {other:?}"),
        }
    }
    assert!(start.elapsed().as_secs() < 20, "refusing must not be work");
}

#[test]
fn a_keyring_with_people_exchanged_does_not_open_the_record() {
    // The keyring of another vault in which the same passphrase was chosen.
    let mut office = Office::new();
    let mut vault = office.found();
    record(&mut vault, &[b"kept"]);
    vault.close().unwrap();
    let mut other = Office::new();
    other.found().close().unwrap();
    fs::copy(other.keyring(), office.keyring()).unwrap();
    let outcome = office.open().map(|_| ());
    assert!(matches!(outcome, Err(VaultError::Database(DatabaseError::Foreign(_)))), "got {outcome:?}");
    // One person's slot taken over from there.
    let mut mixed: serde_json::Value =
        serde_json::from_slice(&fs::read(office.folder.join("keyring.prev.json")).unwrap()).unwrap();
    let foreign: serde_json::Value = serde_json::from_slice(&fs::read(other.keyring()).unwrap()).unwrap();
    mixed["users"][1] = foreign["users"][1].clone();
    fs::write(office.keyring(), mixed.to_string()).unwrap();
    fs::write(office.folder.join("keyring.prev.json"), mixed.to_string()).unwrap();
    let outcome = office.open().map(|_| ());
    assert!(matches!(outcome, Err(VaultError::Keyring(_))), "got {outcome:?}");
}
