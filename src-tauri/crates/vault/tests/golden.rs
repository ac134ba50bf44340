//! A vault of the released format, made once and never again: every later version must open it.

mod office;

use std::fs;
use std::path::Path;

use office::{PASSPHRASE, minute};
use vault::{
    Batch, BlobId, DraftKey, Founding, KdfCost, Passphrase, Profile, RecoveryCode, StreamClass, StreamId, UnlockSecret,
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
            .map(|entry| (entry.class, String::from_utf8(entry.payload.to_vec()).unwrap(), entry.clock_behind))
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
            assert_eq!((drafts[0].key.name.as_str(), drafts[0].bytes.as_slice()), ("letter", &b"half a letter"[..]));
        }
        assert_eq!(vault.verify().problems, []);
        assert_eq!(vault.anchor().code, fs::read_to_string(Path::new(FORMAT_1).join("anchor.txt")).unwrap().trim());
    }
}

// Makes the fixture where there is none yet; it never replaces one.
#[test]
#[ignore = "the fixture is made once, when a format is released"]
fn make_the_fixture_of_a_new_format() {
    let target = Path::new(FORMAT_1);
    assert!(!target.exists(), "a released fixture is never made again");
    let place = tempfile::tempdir().unwrap();
    let profile = Profile { folder: place.path().join("profile") };
    let folder = place.path().join("vault");
    let (mut vault, sheet) = vault::create(Founding {
        folder: folder.clone(),
        profile: &profile,
        passphrase: Passphrase::typed(PASSPHRASE),
        director_label: "Director",
        practice: false,
        kdf: KdfCost::Cheap,
        now: minute(0),
    })
    .unwrap();
    let streams: Vec<StreamId> = (1..=4).map(|number| StreamId::from_bytes([number; 16])).collect();
    let mut batch = Batch::new();
    batch
        .stream(streams[0], StreamClass::Office)
        .stream(streams[1], StreamClass::Case)
        .stream(streams[2], StreamClass::Counsel)
        .stream(streams[3], StreamClass::Sealed)
        .entry(streams[0], b"{\"office\":1}".to_vec())
        .entry(streams[1], "a request — with an accent: é".as_bytes().to_vec())
        .entry(streams[2], b"advice".to_vec())
        .entry(streams[3], b"sealed".to_vec())
        .blob(streams[1], BlobId::from_bytes([0x42; 16]), (0..5000_u32).map(|i| (i % 251) as u8).collect());
    vault.append(batch, minute(5)).unwrap();
    let mut batch = Batch::new();
    batch.entry(streams[1], b"recorded with a clock behind".to_vec());
    vault.append(batch, minute(-5)).unwrap();
    vault.save_draft(&DraftKey { stream: streams[1], name: "letter".into() }, b"half a letter", minute(6)).unwrap();
    let code = vault.anchor().code;
    vault.close().unwrap();
    fs::create_dir_all(target).unwrap();
    for name in ["keyring.json", "keyring.prev.json", "records-000001.db"] {
        fs::copy(folder.join(name), target.join(name)).unwrap();
    }
    let groups: Vec<String> = sheet.groups().iter().map(|group| group.to_string()).collect();
    fs::write(target.join("sheet.txt"), groups.join(" ") + "\n").unwrap();
    fs::write(target.join("anchor.txt"), code + "\n").unwrap();
}
