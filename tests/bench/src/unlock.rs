//! Opening beyond key derivation: every entry read, decrypted, chain- and signature-checked, against reading the same
//! number of rows from a bare database.

use crate::append::{PASSPHRASE, found, now};
use crate::{median, peer, report};
use std::time::Instant;
use vault::{Batch, Passphrase, Profile, UnlockSecret};

pub fn run() {
    for entries in [2_000, 20_000] {
        one(entries);
    }
}

fn one(entries: usize) {
    const ROUNDS: usize = 5;
    let folder = tempfile::tempdir().unwrap();
    let bytes = vec![b'x'; 600];
    let (mut vault, stream) = found(folder.path());
    for _ in 0..entries / 500 {
        let mut batch = Batch::new();
        for _ in 0..500 {
            batch.entry(stream, bytes.clone());
        }
        vault.append(batch, now()).unwrap();
    }
    vault.close().unwrap();
    let bare_path = folder.path().join("bare.db");
    peer::insert(&mut peer::open(&bare_path), entries, &bytes);
    let profile = Profile { folder: folder.path().join("profile") };
    let (mut ours, mut peers) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let secret = UnlockSecret::Passphrase(Passphrase::typed(PASSPHRASE));
        let start = Instant::now();
        let (vault, _) = vault::open(&folder.path().join("vault"), &profile, secret, now()).unwrap();
        let read = vault.entries().unwrap().len();
        ours.push(start.elapsed());
        assert!(read >= entries, "{read}");
        vault.close().unwrap();
        let start = Instant::now();
        let bare = peer::open(&bare_path);
        assert_eq!(peer::read_all(&bare), entries * bytes.len());
        peers.push(start.elapsed());
    }
    report(&format!("unlock beyond the KDF, {entries} entries"), median(ours), "bare SQLCipher read", median(peers));
}
