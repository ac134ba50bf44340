//! What is left of something in a record file: pieces of it are looked for in the plain bytes of every page.
#![allow(dead_code, reason = "each test program uses its own part")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use aes::cipher::{Array, BlockCipherDecrypt, KeyInit};
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use vault::testing::raw_database_key;
use vault::{StreamId, UnlockSecret};

/// What can be looked for of one thing: pieces of 24 bytes from all over it.
pub(crate) struct Trace {
    pub(crate) what: String,
    pieces: Vec<Vec<u8>>,
}

impl Trace {
    pub(crate) fn of(what: String, bytes: &[u8]) -> Self {
        let pieces = bytes.chunks_exact(24).step_by(1 + bytes.len() / 2400).map(<[u8]>::to_vec).collect();
        Self { what, pieces }
    }

    /// Whether it is long enough to be looked for.
    pub(crate) fn has_pieces(&self) -> bool {
        !self.pieces.is_empty()
    }
}

/// The record file that the keyring of a folder names.
pub(crate) fn record_file(folder: &Path) -> PathBuf {
    let keyring = fs::read_to_string(folder.join("keyring.json")).unwrap();
    let keyring: serde_json::Value = serde_json::from_str(&keyring).unwrap();
    folder.join(keyring["database"].as_str().unwrap())
}

/// The plain bytes of every page of a record file, free pages and all, as the key of the file opens them.
pub(crate) fn pages(folder: &Path, secret: &UnlockSecret) -> Vec<u8> {
    decrypted(&fs::read(record_file(folder)).unwrap(), &raw_database_key(folder, secret).unwrap())
}

pub(crate) fn decrypted(file: &[u8], digits: &str) -> Vec<u8> {
    const PAGE: usize = 4096;
    const RESERVED: usize = 80;
    let key: Vec<u8> =
        (0..64).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect();
    let cipher = aes::Aes256::new(&Array::try_from(key.as_slice()).unwrap());
    let mut plain = Vec::with_capacity(file.len());
    for (number, page) in file.chunks_exact(PAGE).enumerate() {
        let begin = if number == 0 { 16 } else { 0 };
        let mut before: [u8; 16] = page[PAGE - RESERVED..PAGE - RESERVED + 16].try_into().unwrap();
        for block in page[begin..PAGE - RESERVED].chunks_exact(16) {
            let mut opened = Array::try_from(block).unwrap();
            cipher.decrypt_block(&mut opened);
            plain.extend(opened.iter().zip(before).map(|(byte, chained)| byte ^ chained));
            before = block.try_into().unwrap();
        }
    }
    assert!(plain.windows(6).any(|found| found == b"CREATE"), "the pages must have been opened");
    plain
}

/// Everything that the record file holds of some streams: texts, keys, pieces of attachments and their hashes, drafts.
pub(crate) fn of_streams(connection: &Connection, streams: &[StreamId]) -> Vec<Trace> {
    let mut found = Vec::new();
    for (table, column) in
        [("events", "ciphertext"), ("wraps", "wrap"), ("chunks", "ciphertext"), ("drafts", "ciphertext")]
    {
        for stream in streams {
            let sql = format!("SELECT {column} FROM {table} WHERE stream = ?1");
            let mut statement = connection.prepare(&sql).unwrap();
            let rows = statement.query_map([hex(*stream)], |row| row.get::<_, Vec<u8>>(0)).unwrap();
            for (number, bytes) in rows.map(Result::unwrap).enumerate() {
                found.push(Trace::of(format!("{table} {number}"), &bytes));
                if table == "chunks" {
                    found.push(Trace::of(format!("hash of chunk {number}"), &Sha256::digest(&bytes)));
                }
            }
        }
    }
    found
}

pub(crate) fn hex(stream: StreamId) -> Vec<u8> {
    let digits = stream.to_string();
    (0..32).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
}

/// Which of these are in the plain bytes, and how often. All are looked for at once.
pub(crate) fn hits(traces: &[Trace], plain: &[u8]) -> Vec<String> {
    let known: BTreeSet<&[u8]> = traces.iter().flat_map(|trace| &trace.pieces).map(Vec::as_slice).collect();
    let mut begins = vec![false; 1 << 16];
    known.iter().for_each(|piece| begins[usize::from(piece[0]) << 8 | usize::from(piece[1])] = true);
    let is_near = |window: &&[u8]| begins[usize::from(window[0]) << 8 | usize::from(window[1])];
    let windows = plain.windows(24).filter(is_near);
    let found: Vec<_> = windows.filter(|window| known.contains(window)).collect();
    let count =
        |trace: &Trace| found.iter().filter(|window| trace.pieces.iter().any(|p| p == **window)).count();
    let counted = traces.iter().map(|trace| (trace, count(trace))).filter(|(_, hits)| *hits > 0);
    counted.map(|(trace, hits)| format!("{}: {hits}", trace.what)).collect()
}
