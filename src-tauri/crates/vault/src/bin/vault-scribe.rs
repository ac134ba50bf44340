//! The program that the kill tests kill: it opens a practice vault and records numbered entries until it is ended, printing a
//! line after each acknowledged one. With the name of a change and a number it makes that change and ends itself at that step.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::DateTime;
use vault::testing::{Fault, arm};
use vault::{
    Batch, Disposal, KdfCost, NewPerson, Passphrase, PersonRole, Profile, RecoverySheet, Slot, StreamClass,
    StreamId, UnlockSecret, VaultError,
};

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(folder), Some(profile)) = (arguments.next(), arguments.next()) else {
        return ExitCode::from(2);
    };
    let profile = Profile { folder: profile };
    let named = arguments.next().zip(arguments.next());
    let outcome = match &named {
        Some((what, step)) => match (what.to_str(), step.to_str().and_then(|step| step.parse().ok())) {
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

fn change(folder: &std::path::Path, profile: &Profile, what: &str, step: u32) -> Result<(), VaultError> {
    let now = DateTime::UNIX_EPOCH.fixed_offset();
    let (mut vault, _) = vault::open(folder, profile, UnlockSecret::Passphrase(Passphrase::practice()), now)?;
    arm(step, Fault::End);
    match what {
        "add" => {
            let clerk = NewPerson {
                label: "Clerk",
                name: "Al Example",
                reference: "",
                role: PersonRole::Designee,
                classes: &[StreamClass::Case],
                passphrase: Passphrase::typed("the clerk's"),
                known_words: &[],
                from: None,
                until: None,
                kdf: KdfCost::Cheap,
            };
            vault.add_person(&clerk, now).map(|_| ())
        }
        "dispose" => {
            let first = vault.entries()?.first().map(|entry| entry.stream);
            let disposal = Disposal {
                streams: first.into_iter().collect(),
                rule: "rule".to_owned(),
                authority: "authority".to_owned(),
                again: false,
                entries: Vec::new(),
            };
            vault.dispose(&disposal, now).map(|_| ())
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
