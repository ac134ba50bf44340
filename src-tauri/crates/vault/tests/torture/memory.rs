//! T7: a program opens the vault, reads everything in it, closes it and waits; its memory is searched from outside. While it is
//! open the secrets are there, or the search would prove nothing; after closing not one byte of them is. Every fourth time it
//! disposes of what held the words in between: from then on they are not there either, although the vault is still open.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::process::{Command, Stdio};

use vault::testing::{Breakage, secrets_in_memory};
use vault::{Batch, BlobId, DraftKey, StreamClass, StreamId};

use crate::acts::{DIRECTOR, Desk, minute, place, typed};
use crate::plan::{Dice, Figures, Plan, goes_red, whole};

type Secret = (&'static str, Vec<u8>);

fn letters(dice: &mut Dice, length: usize) -> Vec<u8> {
    (0..length).map(|_| b"abcdefghijklmnopqrstuvwxyz"[dice.below(26)]).collect()
}

// A vault with words in an entry, a draft and an attachment that are nowhere else.
fn prepared(root: &Path, dice: &mut Dice) -> (Desk, Vec<Secret>) {
    let mut desk = Desk::furnished(root);
    let (entry, draft, blob) = (letters(dice, 40), letters(dice, 40), letters(dice, 40));
    let stream = StreamId::make().unwrap();
    let mut batch = Batch::new();
    batch.stream(stream, StreamClass::Case).entry(stream, entry.clone());
    batch.blob(stream, BlobId::from_bytes([0x42; 16]), blob.repeat(30));
    let vault = desk.open().unwrap();
    vault.append(batch, minute(70)).unwrap();
    vault.save_draft(&DraftKey { stream, name: "typed".into() }, &draft, minute(71)).unwrap();
    desk.vault.take().unwrap().close().unwrap();
    let mut secrets: Vec<Secret> = vec![
        ("the words of an entry", entry),
        ("the words of a draft", draft),
        ("the words of an attachment", blob),
        ("the passphrase", DIRECTOR.as_bytes().to_vec()),
    ];
    let keys = secrets_in_memory(&desk.folder(), &typed(DIRECTOR)).unwrap();
    secrets.extend(keys.into_iter().map(|(name, bytes)| (name, bytes.to_vec())));
    (desk, secrets)
}

/// How often each secret is in the memory of a program that waits.
fn found(process: u32, secrets: &[Secret]) -> Vec<(&'static str, usize)> {
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    let memory = File::open(format!("/proc/{process}/mem")).unwrap();
    let mut hits: Vec<_> = secrets.iter().map(|(name, _)| (*name, 0)).collect();
    for line in maps.lines() {
        let Some((range, rights)) = line.split_once(' ') else { continue };
        let Some((from, to)) = range.split_once('-') else { continue };
        let (from, to) = (u64::from_str_radix(from, 16).unwrap(), u64::from_str_radix(to, 16).unwrap());
        if !rights.starts_with("rw") {
            continue;
        }
        let mut bytes = vec![0; (to - from) as usize];
        if memory.read_exact_at(&mut bytes, from).is_err() {
            continue;
        }
        for ((_, secret), (_, count)) in secrets.iter().zip(&mut hits) {
            *count += occurrences(&bytes, secret);
        }
    }
    hits
}

fn is_there((_, count): &(&str, usize)) -> bool {
    *count > 0
}

fn occurrences(bytes: &[u8], secret: &[u8]) -> usize {
    let first = secret[0];
    let starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == first);
    starts.filter(|(at, _)| bytes[*at..].starts_with(secret)).count()
}

fn closing(
    desk: &Desk,
    secrets: &[Secret],
    (what, guard): (&str, Option<Breakage>),
    figures: &mut Figures,
) -> Result<(), String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vault-scribe"));
    command.arg(desk.folder()).arg(desk.profile().folder).args([what, "0"]);
    if let Some(guard) = guard {
        command.env("CUSTODIAN_BREAKAGE", format!("{guard:?}"));
    }
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut typing = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    let mut next = |wanted: &str| {
        let mut line = String::new();
        lines.read_line(&mut line).unwrap();
        if line.trim_end() == wanted {
            Ok(())
        } else {
            Err(format!("the program said “{}”", line.trim_end()))
        }
    };
    let mut outcome = || -> Result<(), String> {
        typing.write_all(format!("{DIRECTOR}\n").as_bytes()).unwrap();
        next("OPEN")?;
        let open = found(child.id(), secrets);
        figures.add("found_while_open", open.iter().map(|(_, count)| *count as u64).sum());
        if open[..3].iter().any(|(_, count)| *count == 0) {
            return Err(format!("the search does not find what is there: {open:?}"));
        }
        typing.write_all(b"\n").unwrap();
        if what == "dispose-close" {
            next("DISPOSED")?;
            // The vault is open and its keys are there; of what was disposed of not a word is.
            let left: Vec<_> = found(child.id(), &secrets[..3]).into_iter().filter(is_there).collect();
            if !left.is_empty() {
                return Err(format!("still in memory after the disposal: {left:?}"));
            }
            typing.write_all(b"\n").unwrap();
        }
        next("CLOSED")?;
        let left: Vec<_> = found(child.id(), secrets).into_iter().filter(is_there).collect();
        if left.is_empty() { Ok(()) } else { Err(format!("still in memory: {left:?}")) }
    };
    let outcome = outcome();
    let _ = typing.write_all(b"\n");
    child.wait().unwrap();
    outcome
}

fn run(mut plan: Plan, guard: Option<Breakage>) -> Figures {
    let all: &[&str] = &["closings", "found_while_open", "disposals"];
    let counted = if guard.is_some() { &all[..2] } else { all };
    let mut figures = Figures::new("T7", counted);
    let mut dice = plan.dice();
    let place = place();
    let (desk, secrets) = whole(|| prepared(&place.path().join("desk"), &mut dice));
    let mut number = 0;
    while plan.goes_on() {
        number += 1;
        if number % 4 > 0 || guard.is_some() {
            let outcome = closing(&desk, &secrets, ("close", guard), &mut figures);
            figures.judge("closings", outcome);
            continue;
        }
        // In a copy: what is disposed of is not there a second time.
        let copy = desk.copied(&place.path().join(format!("copy {number}")));
        let outcome = closing(&copy, &secrets, ("dispose-close", None), &mut figures);
        figures.judge("disposals", outcome);
    }
    figures
}

#[test]
fn t7_no_secret_is_in_memory_after_closing() {
    run(Plan::of(12), None).close();
}

#[test]
fn t7_goes_red_on_a_broken_build() {
    goes_red(Breakage::KeysNotWiped, || run(Plan::exactly(3), Some(Breakage::KeysNotWiped)));
}
