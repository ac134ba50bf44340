//! One act: an entry encrypted, chained, signed and committed, against a bare insert of the same bytes.

use crate::{mean, median, peer, report};
use chrono::{DateTime, FixedOffset};
use std::path::Path;
use std::time::Instant;
use vault::{Batch, Founding, KdfCost, Passphrase, Profile, StreamClass, StreamId, Vault};

pub const PASSPHRASE: &str = "violet otter mends seven clocks";

pub fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T10:00:00-06:00").unwrap()
}

pub fn found(folder: &Path) -> (Vault, StreamId) {
    let profile = Profile { folder: folder.join("profile") };
    let founding = Founding {
        folder: folder.join("vault"),
        profile: &profile,
        passphrase: Passphrase::typed(PASSPHRASE),
        director_label: "Library Director",
        practice: false,
        kdf: KdfCost::Cheap,
        now: now(),
    };
    let (mut vault, _) = vault::create(founding).unwrap();
    let stream = StreamId::from_bytes([7; 16]);
    let mut batch = Batch::new();
    batch.stream(stream, StreamClass::Case).entry(stream, vec![b'x'; 600]);
    vault.append(batch, now()).unwrap();
    (vault, stream)
}

/// What an act of 600 bytes takes in a record: its text filled up to a whole step, so that its length tells nothing, and beside it the
/// header, the digests and the signature.
const STORED: usize = 1400;

pub fn run() {
    // Of the same length, on both sides of a step; then against a row as large as the one that is written.
    for (what, length, bare) in [
        ("append one act of 400 bytes", 400, 400),
        ("append one act of 600 bytes", 600, 600),
        ("append one act of 600 bytes, as stored", 600, STORED),
    ] {
        one(what, length, bare);
    }
}

fn one(what: &str, length: usize, stored: usize) {
    const ROUNDS: usize = 300;
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, stream) = found(folder.path());
    let mut bare = peer::open(&folder.path().join("bare.db"));
    let (bytes, stored) = (vec![b'x'; length], vec![b'x'; stored]);
    let (mut ours, mut peers) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let mut batch = Batch::new();
        batch.entry(stream, bytes.clone());
        vault.append(batch, now()).unwrap();
        ours.push(start.elapsed());
        let start = Instant::now();
        peer::insert(&mut bare, 1, &stored);
        peers.push(start.elapsed());
    }
    // Every second to seventh row begins a page, which takes longer: the median says which of the two is more frequent, the mean
    // what an act takes.
    report(&format!("{what}, mean"), mean(&ours), "bare SQLCipher insert", mean(&peers));
    report(what, median(ours), "bare SQLCipher insert", median(peers));
}
