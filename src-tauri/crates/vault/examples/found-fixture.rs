//! Made the vault of `tests/fixtures/format-1`, once, when that format was released. It refuses to make it again: a fixture
//! that is made anew proves nothing about vaults that people have.
#![allow(clippy::unwrap_used, reason = "a tool for the makers of the program, run by hand")]

use std::fs;
use std::path::Path;

use chrono::{DateTime, Duration, FixedOffset};
use vault::{Batch, BlobId, DraftKey, Founding, KdfCost, Passphrase, Profile, StreamClass, StreamId};

const FORMAT_1: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/format-1");

fn minute(number: i64) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-12-02T09:00:00-06:00").unwrap() + Duration::minutes(number)
}

fn main() {
    let target = Path::new(FORMAT_1);
    assert!(!target.exists(), "a released fixture is never made again");
    let place = tempfile::tempdir().unwrap();
    let profile = Profile { folder: place.path().join("profile") };
    let folder = place.path().join("vault");
    let (mut vault, sheet) = vault::create(Founding {
        folder: folder.clone(),
        profile: &profile,
        passphrase: Passphrase::typed("violet otter mends seven clocks"),
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
    vault
        .save_draft(&DraftKey { stream: streams[1], name: "letter".into() }, b"half a letter", minute(6))
        .unwrap();
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
