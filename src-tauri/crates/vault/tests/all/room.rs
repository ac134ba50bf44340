//! A disk without room for what is about to be written is told before anything is written, with how much it takes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::office::{Office, PASSPHRASE, minute, payloads, record};
use vault::testing::free_space;
use vault::{
    Batch, BlobId, Disposal, KdfCost, NewPerson, Passphrase, PersonRole, RecoverySheet, StreamClass, Vault,
    VaultError, restore,
};

const DEPUTY: &str = "amber walrus counts nine lanterns";

fn deputy() -> NewPerson<'static> {
    NewPerson {
        label: "Deputy",
        name: "Jo Example",
        reference: "person-7",
        role: PersonRole::Designee,
        classes: &[StreamClass::Case],
        passphrase: Passphrase::typed(DEPUTY),
        known_words: &[],
        from: None,
        until: None,
        kdf: KdfCost::Cheap,
    }
}

/// Every file of a folder but the one that only says who has it open.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let items = fs::read_dir(folder).unwrap().map(|item| item.unwrap());
    let all = items.map(|item| (item.file_name().into_string().unwrap(), fs::read(item.path()).unwrap()));
    all.filter(|(name, _)| name != "lock").collect()
}

/// With less room than the record file takes, the act is refused in plain words and no file differs; with room it is done.
fn needs_room<T>(
    vault: &mut Vault,
    what: &str,
    mut act: impl FnMut(&mut Vault) -> Result<T, VaultError>,
) -> T {
    let (before, folder) = (payloads(vault), vault.folder().to_path_buf());
    let on_disk = files(&folder);
    free_space(Some(1_000_000));
    let refused = act(vault).map(|_| ());
    free_space(None);
    let error = refused.expect_err(what);
    let words = error.to_string();
    assert!(matches!(error, VaultError::NoRoom { .. }), "{what}: {words}");
    assert!(words.contains(" MB of free space") && words.contains("1.0 MB are free"), "{what}: {words}");
    assert_eq!(files(&folder), on_disk, "{what} has touched a file");
    assert_eq!(vault.must_reopen(), None, "{what}");
    assert_eq!(payloads(vault), before, "{what}");
    act(vault).unwrap_or_else(|error| panic!("{what}: {error}"))
}

#[test]
fn whatever_writes_the_record_anew_asks_for_room_first_and_changes_nothing_without() {
    let mut office = Office::new();
    let mut vault = office.found();
    let (gone, _) = record(&mut vault, &[b"what is disposed of"]);
    let (stream, _) = record(&mut vault, &[b"what stays"]);
    let mut batch = Batch::new();
    batch.blob(stream, BlobId::make().unwrap(), vec![9; 1_500_000]);
    vault.append(batch, minute(2)).unwrap();
    let added = needs_room(&mut vault, "giving access", |vault| vault.add_person(&deputy(), minute(3)));
    needs_room(&mut vault, "ending access", |vault| vault.revoke_person(&added.slot, minute(4)));
    needs_room(&mut vault, "a new sheet", |vault| {
        let sheet = RecoverySheet::draw().unwrap();
        let groups = sheet.groups();
        vault.renew_sheet(&sheet, &[(0, &groups[0]), (1, &groups[1])], KdfCost::Cheap, minute(5))
    });
    let new = Passphrase::typed(DEPUTY);
    let change = |vault: &mut Vault, from: &Passphrase, to: &Passphrase| {
        vault.change_passphrase(from, to, &[], KdfCost::Cheap)
    };
    let old = Passphrase::typed(PASSPHRASE);
    // It replaces the keyring alone, which a disk that has no room for the record still takes.
    free_space(Some(500));
    let refused = change(&mut vault, &old, &new).unwrap_err();
    free_space(Some(100_000));
    let changed = change(&mut vault, &old, &new);
    free_space(None);
    assert!(matches!(refused, VaultError::NoRoom { .. }), "{refused}");
    changed.unwrap();
    let disposal = Disposal {
        streams: [gone].into_iter().collect(),
        rule: "closed-cases".to_owned(),
        authority: "the schedule".to_owned(),
        again: false,
        entries: Vec::new(),
    };
    needs_room(&mut vault, "disposal", |vault| vault.dispose(&disposal, minute(6)));
    let stick = office.place.path().join("stick");
    let made = needs_room(&mut vault, "a backup", |vault| {
        let made = vault.backup(&stick, minute(7));
        assert!(made.is_ok() || !stick.exists(), "what is refused leaves no folder behind");
        made
    });
    assert_eq!(vault.verify().problems, []);
    vault.close().unwrap();

    let beside = office.place.path().join("restored");
    free_space(Some(1_000_000));
    let secret = vault::UnlockSecret::Passphrase(Passphrase::typed(DEPUTY));
    let refused = restore(&made.folder, &beside, &secret, minute(8)).unwrap_err();
    let looked = vault::room_to_restore(&made.folder, &beside).unwrap_err();
    free_space(None);
    assert!(matches!(refused, VaultError::NoRoom { .. }) && !beside.exists(), "{refused}");
    assert_eq!(refused.to_string(), looked.to_string());
    restore(&made.folder, &beside, &secret, minute(8)).unwrap();
}
