//! The program that the kill test kills: it opens a practice vault and records numbered entries until it is ended, printing a
//! line after each acknowledged one.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::DateTime;
use vault::{Batch, Passphrase, Profile, StreamClass, StreamId, UnlockSecret, VaultError};

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(folder), Some(profile)) = (arguments.next(), arguments.next()) else {
        return ExitCode::from(2);
    };
    match record(&folder, &Profile { folder: profile }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

fn record(folder: &std::path::Path, profile: &Profile) -> Result<(), VaultError> {
    let now = DateTime::UNIX_EPOCH.fixed_offset();
    let (mut vault, _) = vault::open(folder, profile, UnlockSecret::Passphrase(Passphrase::practice()), now)?;
    let mut number = vault.entries()?.len();
    let mut out = std::io::stdout();
    if writeln!(out, "READY").and_then(|()| out.flush()).is_err() {
        return Ok(());
    }
    let mut stream = StreamId::make()?;
    let mut has_begun = false;
    loop {
        let mut batch = Batch::new();
        // Some batches begin a stream, some carry an attachment, so that a kill meets every kind of write.
        if !has_begun || number % 10 == 0 {
            stream = StreamId::make()?;
            has_begun = true;
            batch.stream(stream, StreamClass::Case);
        }
        batch.entry(stream, number.to_string().into_bytes());
        if number % 5 == 0 {
            batch.blob(stream, vault::BlobId::make()?, vec![7; 9_000]);
        }
        vault.append(batch, now)?;
        if writeln!(out, "ACK {number}").and_then(|()| out.flush()).is_err() {
            return Ok(());
        }
        number += 1;
    }
}
