//! The program that tests start in order to kill, stop, or search it. It opens a practice vault and records numbered entries until
//! it is ended, printing a line after each acknowledged one. With the name of a change and a number it makes that change and ends
//! itself at that step. `race` comes in if it can and records a few entries; `close` opens, reads all, closes, and
//! waits; `dispose-close` disposes in between of what was recorded last.

use std::fs::{File, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::DateTime;
use vault::index::Index;
use vault::testing::{Fault, arm};
use vault::{
    Batch, BlobId, Disposal, KdfCost, NewPerson, Passphrase, PersonRole, Profile, RecoverySheet, Slot,
    StreamClass, StreamId, UnlockSecret, VaultError,
};
use zeroize::Zeroizing;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(folder), Some(profile)) = (arguments.next(), arguments.next()) else {
        return ExitCode::from(2);
    };
    let profile = Profile { folder: profile };
    let named = arguments.next().zip(arguments.next());
    let outcome = match &named {
        Some((what, step)) => match (what.to_str(), step.to_str().and_then(|step| step.parse().ok())) {
            (Some(what @ ("race" | "grow" | "hold")), Some(entries)) => {
                let (Some(witness), Some(at)) = (arguments.next(), arguments.next()) else {
                    return ExitCode::from(2);
                };
                let at = at.to_str().and_then(|at| at.parse().ok()).unwrap_or(0);
                race(
                    &folder,
                    &profile,
                    &Racing { entries, witness, at, grows: what == "grow", holds: what == "hold" },
                )
            }
            (Some(what @ ("close" | "dispose-close")), Some(_)) => {
                close(&folder, &profile, what == "dispose-close")
            }
            (Some(what), Some(step)) => change(&folder, &profile, what, step),
            _ => return ExitCode::from(2),
        },
        None => record(&folder, &profile),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

fn change(folder: &Path, profile: &Profile, what: &str, step: u32) -> Result<(), VaultError> {
    let now = DateTime::UNIX_EPOCH.fixed_offset();
    let (mut vault, _) = vault::open(folder, profile, UnlockSecret::Passphrase(Passphrase::practice()), now)?;
    arm(step, Fault::End);
    match what {
        "add" => vault.add_person(&clerk("the clerk's"), now).map(|_| ()),
        "dispose" => {
            let first = vault.entries()?.first().map(|entry| entry.stream);
            vault.dispose(&of_one(first), now).map(|_| ())
        }
        "revoke" => vault.revoke_person(&Slot::named("u3"), now),
        "sheet" => {
            let sheet = RecoverySheet::draw()?;
            let groups = sheet.groups();
            vault.renew_sheet(&sheet, &[(0, &groups[0]), (1, &groups[1])], KdfCost::Cheap, now)
        }
        _ => {
            let (old, new) = (Passphrase::practice(), Passphrase::typed("another practice"));
            vault.change_passphrase(&old, &new, &[], KdfCost::Cheap)
        }
    }
}

fn of_one(stream: Option<StreamId>) -> Disposal {
    Disposal {
        streams: stream.into_iter().collect(),
        rule: "rule".to_owned(),
        authority: "authority".to_owned(),
        again: false,
        entries: Vec::new(),
    }
}

fn clerk(passphrase: &str) -> NewPerson<'static> {
    NewPerson {
        label: "Clerk",
        name: "Al Example",
        reference: "",
        role: PersonRole::Designee,
        classes: &[StreamClass::Case],
        passphrase: Passphrase::typed(passphrase),
        known_words: &[],
        from: None,
        until: None,
        kdf: KdfCost::Cheap,
    }
}

fn record(folder: &Path, profile: &Profile) -> Result<(), VaultError> {
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
            batch.blob(stream, BlobId::make()?, vec![7; 9_000]);
        }
        vault.append(batch, now)?;
        if writeln!(out, "ACK {number}").and_then(|()| out.flush()).is_err() {
            return Ok(());
        }
        number += 1;
    }
}

fn say(line: &str) {
    let mut out = std::io::stdout();
    // Nobody listens any more: then nobody is told.
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

struct Racing {
    entries: u32,
    witness: PathBuf,
    at: i64,
    /// Adds a person first, which writes the record anew.
    grows: bool,
    /// Records nothing before its input ends.
    holds: bool,
}

// Whoever is in holds a lock of its own on the witness; whoever is in and cannot have it has met another writer. `at` moves the
// clock, in minutes.
fn race(folder: &Path, profile: &Profile, racing: &Racing) -> Result<(), VaultError> {
    let Racing { entries, witness, at, grows, holds } = racing;
    let now =
        DateTime::UNIX_EPOCH.fixed_offset() + chrono::Duration::days(20_000) + chrono::Duration::minutes(*at);
    let passphrase = Passphrase::typed("violet otter mends seven clocks");
    let opened = vault::open(folder, profile, UnlockSecret::Person(Slot::named("u1"), passphrase), now);
    let mut vault = match opened {
        Ok((vault, _)) => vault,
        Err(VaultError::InUse) => {
            say("REFUSED");
            return Ok(());
        }
        Err(other) => {
            say(&format!("FAILED {other}"));
            return Ok(());
        }
    };
    let witness = File::create(witness);
    if !matches!(witness.as_ref().map(File::try_lock), Ok(Ok(()))) {
        say(if matches!(witness.as_ref().map(File::try_lock), Ok(Err(TryLockError::WouldBlock))) {
            "TWO"
        } else {
            "BLIND"
        });
    }
    say("IN");
    if *holds {
        line();
    }
    if *grows {
        let guest = clerk("gentle maple carries forty letters");
        if let Err(error) = vault.add_person(&guest, now) {
            say(&format!("FAILED {error}"));
            return Ok(());
        }
    }
    let stream = StreamId::make()?;
    for number in 0..*entries {
        let mut batch = Batch::new();
        if number == 0 {
            batch.stream(stream, StreamClass::Case);
        }
        let text = format!("{} {number}", stream);
        batch.entry(stream, text.clone().into_bytes());
        match vault.append(batch, now) {
            Ok(_) => say(&format!("ACK {text}")),
            Err(error) => say(&format!("FAILED {error}")),
        }
        // Long enough for another one to come.
        std::thread::sleep(std::time::Duration::from_millis(3));
    }
    drop(vault);
    drop(witness);
    Ok(())
}

// Reads byte by byte, so that what was typed lies in no buffer that is not wiped.
fn line() -> Zeroizing<Vec<u8>> {
    let mut typed = Zeroizing::new(Vec::with_capacity(256));
    let mut byte = Zeroizing::new([0]);
    let Ok(mut input) = File::open("/dev/stdin") else { return typed };
    while input.read(byte.as_mut_slice()).is_ok_and(|length| length == 1) && byte[0] != b'\n' {
        typed.push(byte[0]);
    }
    typed
}

// With `disposes` the last stream is disposed of after all was read, and everything it held must be gone before it is closed.
fn close(folder: &Path, profile: &Profile, disposes: bool) -> Result<(), VaultError> {
    let now = DateTime::UNIX_EPOCH.fixed_offset() + chrono::Duration::days(30_000);
    {
        let typed = line();
        let words = std::str::from_utf8(&typed).unwrap_or_default();
        let secret = UnlockSecret::Person(Slot::named("u1"), Passphrase::typed(words));
        let (mut vault, _) = vault::open(folder, profile, secret, now)?;
        let (entries, drafts) = (vault.entries()?, vault.drafts()?);
        let attachment = vault.read_blob(BlobId::from_bytes([0x42; 16]))?;
        let mut index = Index::new()?;
        for entry in &entries {
            index.put(&entry.id.to_string(), "", &String::from_utf8_lossy(&entry.payload))?;
        }
        let is_whole = vault.verify().is_sound() && !attachment.is_empty();
        say(if is_whole && !entries.is_empty() && !drafts.is_empty() { "OPEN" } else { "UNSOUND" });
        line();
        if disposes {
            let last = entries.last().map(|entry| entry.stream);
            drop((entries, drafts, attachment, index));
            vault.dispose(&of_one(last), now)?;
            say("DISPOSED");
            line();
        }
        vault.close()?;
    }
    say("CLOSED");
    line();
    Ok(())
}
