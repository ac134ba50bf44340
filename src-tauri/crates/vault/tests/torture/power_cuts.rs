//! T2: the power fails between any two system calls of any act. What was acknowledged is there, the vault opens, and everything
//! in it verifies.

use std::collections::HashSet;

use sha2::{Digest, Sha256};
use vault::testing::Breakage;

use crate::acts::{ACTS, Act, Desk, Shown, place};
use crate::disk::{self, Change};
use crate::image::Disk;
use crate::plan::{Dice, Figures, Plan, goes_red, whole};

/// What a run of one act was, call by call, and what may be seen after it was cut off.
struct Film {
    act: Act,
    before: Shown,
    after: Shown,
    sheets: Vec<String>,
    start: Disk,
    changes: Vec<Change>,
    acknowledged: usize,
    /// Images that were opened and found sound.
    sound: HashSet<[u8; 32]>,
}

fn filmed(template: &Desk, act: Act) -> Film {
    let scene = place();
    let before = template.copied(&scene.path().join("before")).look().expect("a sound desk");
    let after = whole(|| template.copied(&scene.path().join("after")).seen_after(act));
    let root = scene.path().join("desk");
    let mut desk = template.copied(&root);
    let start = Disk::of(&root);
    disk::watch(&root);
    let outcome = desk.open().map(|_| ()).and_then(|()| (act.run)(&mut desk));
    disk::acknowledge();
    let closed = desk.vault.take().map_or(Ok(()), vault::Vault::close);
    let changes = disk::unwatch().changes;
    outcome.and(closed).unwrap_or_else(|error| panic!("{}: {error}", act.name));
    let acknowledged = changes.iter().position(|change| matches!(change, Change::Acknowledged)).unwrap();
    let sheets = desk.sheets.clone();
    let film = Film { act, before, after, sheets, start, changes, acknowledged, sound: HashSet::new() };
    film.is_whole(&desk, &scene.path().join("again"));
    film
}

impl Film {
    // Whatever the program did without being seen would be missing from every image.
    fn is_whole(&self, desk: &Desk, again: &std::path::Path) {
        let mut replayed = Disk::as_at_first(&self.start);
        for change in &self.changes {
            replayed.follow(change);
        }
        replayed.write_now(again);
        assert_eq!(tree(again), tree(&desk.root), "{}: something was done unseen", self.act.name);
    }
}

fn tree(root: &std::path::Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for item in std::fs::read_dir(folder).unwrap() {
            let path = item.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_path_buf();
            if path.is_dir() {
                found.push((name, Vec::new()));
                folders.push(path);
            } else {
                found.push((name, std::fs::read(path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The very bytes and names of an image, and whether its act was acknowledged by then.
fn digest(root: &std::path::Path, is_acknowledged: bool) -> [u8; 32] {
    let mut digest = Sha256::new();
    digest.update([u8::from(is_acknowledged)]);
    for (path, bytes) in tree(root) {
        let name = path.to_string_lossy();
        for part in [name.as_bytes(), &bytes] {
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part);
        }
    }
    digest.finalize().into()
}

// One image of one moment, opened and looked at. What is byte for byte an image that was found sound is not opened again.
fn judge(
    film: &mut Film,
    disk: &Disk,
    is_acknowledged: bool,
    (dice, figures): (&mut Dice, &mut Figures),
) -> Result<(), String> {
    let scene = place();
    let root = scene.path().join("desk");
    disk.cut(dice, &root);
    let digest = digest(&root, is_acknowledged);
    if film.sound.contains(&digest) {
        return Ok(());
    }
    figures.add("opened", 1);
    let mut desk = Desk { root, vault: None, sheets: film.sheets.clone(), clock: 50 };
    let shown = desk.look()?;
    let is_as_before = !is_acknowledged && shown.is_like(&film.before);
    let outcome = if shown == film.after || is_as_before || (!is_acknowledged && shown.is_like(&film.after)) {
        Ok(())
    } else if is_acknowledged {
        Err(format!("what was acknowledged is not there: {}", shown.difference(&film.after)))
    } else {
        Err(format!("it is neither as before nor as after: {}", shown.difference(&film.before)))
    };
    film.sound.extend(outcome.is_ok().then_some(digest));
    outcome
}

fn run(mut plan: Plan, acts: &[Act], per_cut: usize) -> Figures {
    let mut figures = Figures::new("T2", &["images", "opened", "cuts", "acts"]);
    let mut dice = plan.dice();
    let scene = place();
    let template = whole(|| Desk::furnished(&scene.path().join("template")));
    let mut films: Vec<Film> = acts.iter().map(|act| filmed(&template, *act)).collect();
    figures.add("acts", films.len() as u64);
    while plan.goes_on() {
        let number = dice.below(films.len());
        let film = &mut films[number];
        // Anywhere; around the acknowledgement, where most is at stake; and right after it, when nothing more is asked for.
        let last = film.changes.len();
        let at = match dice.below(3) {
            0 => dice.below(last + 1),
            1 => (film.acknowledged + dice.below(12)).saturating_sub(6).min(last),
            _ => film.acknowledged + 1,
        };
        let mut disk = Disk::as_at_first(&film.start);
        for change in &film.changes[..at] {
            disk.follow(change);
        }
        figures.add("cuts", 1);
        for _ in 0..per_cut {
            let is_acknowledged = at > film.acknowledged;
            let outcome = judge(film, &disk, is_acknowledged, (&mut dice, &mut figures));
            let place = format!("{}, cut off after call {at} of {last}", film.act.name);
            figures.judge("images", outcome.map_err(|words| format!("{place}: {words}")));
        }
    }
    figures
}

#[test]
fn t2_power_cuts_lose_nothing_that_was_acknowledged() {
    run(Plan::of(200), &ACTS, 3).close();
}

#[test]
fn t2_goes_red_on_a_broken_build() {
    let named = |name: &str| ACTS.into_iter().find(|act| act.name == name).unwrap();
    let entry = [named("record an entry")];
    let keyring = [named("change the passphrase"), named("renew the sheet")];
    goes_red(Breakage::FolderNotSynced, || run(Plan::exactly(25), &keyring, 3));
    goes_red(Breakage::KeyringNotSynced, || run(Plan::exactly(25), &keyring, 3));
    goes_red(Breakage::AcknowledgedBeforeCommit, || run(Plan::exactly(10), &entry, 3));
    goes_red(Breakage::WriteAheadLog, || run(Plan::exactly(30), &entry, 3));
    goes_red(Breakage::JournalRemoved, || run(Plan::exactly(30), &entry, 3));
}
