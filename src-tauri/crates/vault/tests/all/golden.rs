//! A vault of the released format, made once and never again: every later version must open it.

use std::fs;
use std::path::Path;

use crate::office::{PASSPHRASE, minute};
use vault::{
    BlobId, KdfCost, NewPerson, Passphrase, PersonRole, Profile, RecoveryCode, StreamClass, UnlockSecret,
};

const FORMAT_1: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/format-1");

fn copy_of_fixture() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("vault")).unwrap();
    for name in ["keyring.json", "keyring.prev.json", "records-000001.db"] {
        fs::copy(Path::new(FORMAT_1).join(name), place.path().join("vault").join(name)).unwrap();
    }
    place
}

#[test]
fn the_first_format_opens_with_everything_that_was_in_it() {
    let sheet = fs::read_to_string(Path::new(FORMAT_1).join("sheet.txt")).unwrap();
    for secret in [
        UnlockSecret::Passphrase(Passphrase::typed(PASSPHRASE)),
        UnlockSecret::RecoveryCode(RecoveryCode::typed(&sheet).unwrap()),
    ] {
        let by_passphrase = matches!(secret, UnlockSecret::Passphrase(_));
        let place = copy_of_fixture();
        let profile = Profile { folder: place.path().join("profile") };
        let (vault, _) = vault::open(&place.path().join("vault"), &profile, secret, minute(90)).unwrap();
        let entries = vault.entries().unwrap();
        let seen: Vec<_> = entries
            .iter()
            .map(|entry| {
                (entry.class, String::from_utf8(entry.payload.to_vec()).unwrap(), entry.clock_behind)
            })
            .collect();
        assert_eq!(
            seen,
            [
                (StreamClass::Office, "{\"office\":1}".to_owned(), false),
                (StreamClass::Case, "a request — with an accent: é".to_owned(), false),
                (StreamClass::Counsel, "advice".to_owned(), false),
                (StreamClass::Sealed, "sealed".to_owned(), false),
                (StreamClass::Case, "recorded with a clock behind".to_owned(), true),
            ]
        );
        assert_eq!(entries[1].at, minute(5));
        let blob = vault.read_blob(BlobId::from_bytes([0x42; 16])).unwrap();
        assert_eq!(blob.as_slice(), (0..5000_u32).map(|i| (i % 251) as u8).collect::<Vec<_>>());
        let drafts = vault.drafts().unwrap();
        assert_eq!(drafts.len(), usize::from(by_passphrase), "drafts are their author's");
        if by_passphrase {
            assert_eq!(
                (drafts[0].key.name.as_str(), drafts[0].bytes.as_slice()),
                ("letter", &b"half a letter"[..])
            );
        }
        assert_eq!(vault.verify().problems, []);
        assert_eq!(
            vault.anchor().code,
            fs::read_to_string(Path::new(FORMAT_1).join("anchor.txt")).unwrap().trim()
        );
    }
}

#[test]
fn people_are_added_to_a_vault_of_the_first_format_and_it_opens_for_all_of_them() {
    let place = copy_of_fixture();
    let (folder, profile) = (place.path().join("vault"), Profile { folder: place.path().join("profile") });
    let director = || UnlockSecret::Passphrase(Passphrase::typed(PASSPHRASE));
    let (mut vault, _) = vault::open(&folder, &profile, director(), minute(90)).unwrap();
    let (entries, drafts) = (vault.entries().unwrap(), vault.drafts().unwrap());
    let deputy = NewPerson {
        label: "Deputy",
        name: "Jo Example",
        reference: "",
        role: PersonRole::Designee,
        classes: &[StreamClass::Case],
        passphrase: Passphrase::typed("amber walrus counts nine lanterns"),
        known_words: &[],
        from: None,
        until: None,
        kdf: KdfCost::Cheap,
    };
    let slot = vault.add_person(&deputy, minute(91)).unwrap().slot;
    vault.close().unwrap();
    let (vault, _) = vault::open(&folder, &profile, director(), minute(92)).unwrap();
    assert_eq!((vault.entries().unwrap(), vault.drafts().unwrap()), (entries, drafts));
    assert_eq!(vault.verify().problems, []);
    vault.close().unwrap();
    let passphrase = Passphrase::typed("amber walrus counts nine lanterns");
    let (vault, _) =
        vault::open(&folder, &profile, UnlockSecret::Person(slot, passphrase), minute(93)).unwrap();
    assert_eq!(vault.entries().unwrap().len(), 2, "the two of the ordinary part");
    vault.close().unwrap();
    let sheet = fs::read_to_string(Path::new(FORMAT_1).join("sheet.txt")).unwrap();
    let sheet = UnlockSecret::RecoveryCode(RecoveryCode::typed(&sheet).unwrap());
    assert_eq!(vault::open(&folder, &profile, sheet, minute(94)).unwrap().0.entries().unwrap().len(), 5);
}
