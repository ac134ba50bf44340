//! T15: of what was disposed of nothing is left: in the pages of the record file, in the keyrings, in a later backup, in the
//! folder. Everything else is as it was. An older backup that comes back is noticed and loses it again.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use vault::testing::{Breakage, raw_database_key};
use vault::{Profile, StreamId, UnlockSecret, Vault};

use crate::acts::{minute, place, when_free};
use crate::model::{Played, disposal_of};
use crate::plan::{Dice, Figures, Plan, goes_red, whole};
use crate::traces::{Trace, hits, of_streams, pages, record_file};

fn said(error: vault::VaultError) -> String {
    error.to_string()
}

/// What the record file holds of streams just now. The vault is open elsewhere, so a copy is looked into.
fn looked_for(folder: &Path, secret: &UnlockSecret, streams: &[StreamId]) -> Vec<Trace> {
    let copy = place();
    let file = record_file(folder);
    let beside = copy.path().join("records.db");
    fs::copy(&file, &beside).unwrap();
    let connection = Connection::open(&beside).unwrap();
    let key = raw_database_key(folder, secret).unwrap();
    connection.execute_batch(&format!("PRAGMA key=\"x'{}'\"; PRAGMA cipher_log_level=NONE;", *key)).unwrap();
    of_streams(&connection, streams).into_iter().filter(Trace::has_pieces).collect()
}

fn record_files(folder: &Path) -> Vec<PathBuf> {
    let items = fs::read_dir(folder).unwrap().map(|item| item.unwrap().path());
    items.filter(|path| path.extension().is_some_and(|ending| ending == "db")).collect()
}

fn nothing_left(folder: &Path, secret: &UnlockSecret, traces: &[Trace]) -> Result<(), String> {
    let found = hits(traces, &pages(folder, secret));
    if !found.is_empty() {
        return Err(format!("{} holds still: {found:?}", folder.display()));
    }
    match record_files(folder).len() {
        1 => Ok(()),
        files => Err(format!("{} holds {files} record files", folder.display())),
    }
}

/// A backup of before is restored on the same workstation: it is noticed, and loses the same again.
fn comes_back(played: &Played, early: &Path, gone: &[StreamId], number: usize) -> Result<Vault, String> {
    let folder = played.root.join(format!("restored {number}"));
    let profile = Profile { folder: played.root.join("profile") };
    vault::restore(early, &folder, &played.secret(), minute(6000)).map_err(said)?;
    let (mut vault, opening) =
        when_free(|| vault::open(&folder, &profile, played.secret(), minute(6001))).map_err(said)?;
    if !gone.iter().all(|stream| opening.come_back.contains(stream)) {
        return Err("what came back is not noticed".into());
    }
    let back: Vec<_> = opening.come_back.into_iter().collect();
    vault.dispose(&disposal_of(&back, true), minute(6002)).map_err(said)?;
    Ok(vault)
}

fn disposal(
    played: &mut Played,
    number: usize,
    dice: &mut Dice,
    figures: &mut Figures,
) -> Result<bool, String> {
    let folder = played.root.join("vault");
    let secret = played.secret();
    let stick = played.root.join(format!("stick {number}"));
    let early = played.vault().backup(&stick, minute(5000)).map_err(said)?;
    let mut traces = Vec::new();
    let gone = played.dispose(dice, |gone| traces = looked_for(&folder, &secret, gone)).map_err(said)?;
    if gone.is_empty() {
        return Ok(false);
    }
    figures.add("streams", gone.len() as u64);
    figures.add("traces", traces.len() as u64);
    // The search finds what is there: each of these lies in the pages of the backup of before, but for the hashes.
    let before = hits(&traces, &pages(&early.folder, &secret));
    let hashes = traces.iter().filter(|trace| trace.what.starts_with("hash")).count();
    if before.len() + hashes != traces.len() {
        return Err(format!("{} of {} are found before", before.len(), traces.len()));
    }
    nothing_left(&folder, &secret, &traces)?;
    let late = played.vault().backup(&stick, minute(5001)).map_err(said)?;
    nothing_left(&late.folder, &secret, &traces)?;
    for keyring in ["keyring.json", "keyring.prev.json"] {
        let alone = place();
        fs::copy(folder.join(keyring), alone.path().join("keyring.json")).unwrap();
        let old = raw_database_key(&early.folder, &secret).unwrap();
        if raw_database_key(alone.path(), &secret).is_ok_and(|key| *key == *old) {
            return Err(format!("{keyring} opens the record file of before"));
        }
    }
    played.agrees(played.vault.as_ref().unwrap())?;
    let again = comes_back(played, &early.folder, &gone, number)?;
    played.agrees(&again)?;
    drop(again);
    nothing_left(&played.root.join(format!("restored {number}")), &secret, &traces)?;
    Ok(true)
}

fn run(mut plan: Plan) -> Figures {
    let mut figures = Figures::new("T15", &["disposals", "streams", "traces"]);
    let mut dice = plan.dice();
    'suite: loop {
        let scene = place();
        let mut played = whole(|| Played::begun(&scene.path().join("desk")));
        for number in 0..4 {
            for _ in 0..4 + dice.below(10) {
                whole(|| played.play(&mut dice)).unwrap();
            }
            if !plan.goes_on() {
                break 'suite;
            }
            match disposal(&mut played, number, &mut dice, &mut figures) {
                Ok(false) => {}
                Ok(true) => figures.judge("disposals", Ok(())),
                Err(words) => {
                    figures.judge("disposals", Err(format!("disposal {number}: {words}")));
                    break;
                }
            }
        }
    }
    figures
}

#[test]
fn t15_nothing_is_left_of_what_was_disposed_of() {
    run(Plan::of(24)).close();
}

#[test]
fn t15_goes_red_on_a_broken_build() {
    goes_red(Breakage::OldFileKept, || run(Plan::exactly(3)));
    goes_red(Breakage::DisposalNotNoted, || run(Plan::exactly(3)));
}
