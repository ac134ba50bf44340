//! Keeping a record: opening a large one beside the key derivation alone, checking all of it beside hashing the same bytes, and
//! searching it. Growth is shown from two thousand entries to two hundred thousand.

use crate::append::{PASSPHRASE, found, now};
use crate::{median, report};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use vault::index::{Document, Index};
use vault::{Batch, Founding, KdfCost, Passphrase, Profile, UnlockSecret, Vault};

/// What a request holds of words that are searched for, about.
const WORDS: &str = "A detective brought a subpoena for the loans of one person, dated and signed by the clerk; counsel was called \
                     and said to hold it until a judge has looked at it. The paper is kept, the letter waits for the decision.";

pub fn replay() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path(), 20_000);
    let (mut ours, mut alone) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        let start = Instant::now();
        let vault = opened(folder.path());
        assert!(vault.entries().unwrap().len() >= 20_000);
        index(5_000);
        ours.push(start.elapsed());
        vault.close().unwrap();
        alone.push(derivation());
    }
    report("replay of 20,000 entries, with the index", median(ours), "key derivation alone", median(alone));
}

pub fn verify() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path(), 20_000);
    let vault = opened(folder.path());
    let (mut ours, mut peers) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        let start = Instant::now();
        assert!(vault.verify().is_sound());
        ours.push(start.elapsed());
        peers.push(hashed(&folder.path().join("vault")));
    }
    report("full check of 20,000 entries", median(ours), "sha256sum of the same files", median(peers));
}

pub fn search() {
    let index = index(5_000);
    let mut times = Vec::new();
    for round in 0..2_000 {
        let asked = format!("subpoena matter{}", round % 5_000);
        let start = Instant::now();
        let hits = index.search(&asked, 20).unwrap();
        times.push(start.elapsed());
        assert!(!hits.is_empty(), "{asked}");
    }
    times.sort();
    let share = |hundredth: usize| times[times.len() * hundredth / 100].as_secs_f64() * 1e3;
    println!("{:<44} median {:>8.2} ms   99th percentile {:>8.2} ms", "search over 5,000 requests", share(50), share(99));
}

pub fn growth() {
    let mut before: Option<f64> = None;
    for entries in [2_000, 20_000, 200_000] {
        let folder = tempfile::tempdir().unwrap();
        filled(folder.path(), entries);
        let start = Instant::now();
        let vault = opened(folder.path());
        assert!(vault.entries().unwrap().len() >= entries);
        let took = start.elapsed().as_secs_f64() * 1e6;
        let each = took / entries as f64;
        let grown = before.map_or(String::new(), |before| format!("   {:.2} x per entry", each / before));
        println!("{:<44} {each:>8.1} µs per entry{grown}", format!("open and read {entries} entries"));
        before = Some(each);
    }
}

/// A record with so many entries, closed again.
fn filled(folder: &Path, entries: usize) {
    let (mut vault, stream) = found(folder);
    for _ in 0..entries / 500 {
        let mut batch = Batch::new();
        for _ in 0..500 {
            batch.entry(stream, vec![b'x'; 600]);
        }
        vault.append(batch, now()).unwrap();
    }
    vault.close().unwrap();
}

fn opened(folder: &Path) -> Vault {
    let profile = Profile { folder: folder.join("profile") };
    let secret = UnlockSecret::Passphrase(Passphrase::typed(PASSPHRASE));
    vault::open(&folder.join("vault"), &profile, secret, now()).unwrap().0
}

fn index(documents: usize) -> Index {
    let document = |number: usize| Document {
        id: format!("r{number}"),
        title: format!("2026-{number:04}"),
        text: format!("{WORDS} matter{number}"),
    };
    let mut index = Index::new().unwrap();
    index.put_all(&(0..documents).map(document).collect::<Vec<_>>()).unwrap();
    index
}

/// How much longer a passphrase of a real record takes than one of the tests: the derivation, and nothing else.
fn derivation() -> Duration {
    let opening = |kdf: KdfCost| {
        let folder = tempfile::tempdir().unwrap();
        let profile = Profile { folder: folder.path().join("profile") };
        let founding = Founding {
            folder: folder.path().join("vault"),
            profile: &profile,
            passphrase: Passphrase::typed(PASSPHRASE),
            director_label: "Library Director",
            practice: false,
            kdf,
            now: now(),
        };
        vault::create(founding).unwrap().0.close().unwrap();
        let start = Instant::now();
        let vault = opened(folder.path());
        let took = start.elapsed();
        vault.close().unwrap();
        took
    };
    opening(KdfCost::Calibrated).saturating_sub(opening(KdfCost::Cheap))
}

fn hashed(folder: &Path) -> Duration {
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let start = Instant::now();
    let done = Command::new("sha256sum").args(files).output().expect("sha256sum runs (package coreutils)");
    assert!(done.status.success());
    start.elapsed()
}
