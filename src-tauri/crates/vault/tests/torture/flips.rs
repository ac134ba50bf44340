//! T3: a byte of the vault, of its keyring or of a backup is not the one that was written. It is found, and the file or the entry
//! is named.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use vault::testing::Breakage;
use vault::{
    BackupError, Batch, BlobId, DatabaseError, KeyringError, StreamClass, StreamId, Vault, VaultError,
};

use crate::acts::{DIRECTOR, Desk, content_hash, minute, place, typed, when_free};
use crate::plan::{Figures, Plan, goes_red, whole};

/// So many bytes are swept for one seed, and in the short form.
const BLOCK: u64 = 8192;
const SHORT_BLOCK: u64 = 150;

/// So large is the record that is swept in the long form.
const SWEPT: u64 = 256 * 1024;

/// A sound desk, and what its parts are when nothing is flipped.
struct Sound {
    desk: Desk,
    backup: PathBuf,
    hash: [u8; 32],
    keyring: Vec<u8>,
    files: Vec<(PathBuf, Kind, u64)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Record,
    Keyring,
    BackedUp(&'static str),
}

fn sound(root: &Path, least: u64) -> Sound {
    let mut desk = Desk::furnished(root);
    let folder = desk.folder();
    let vault = desk.open().unwrap();
    fill(vault, &folder, least);
    let hash = content_hash(vault).unwrap();
    let generation = vault.stats().unwrap().generation;
    let backup = vault.backup(&root.join("another stick"), minute(200)).unwrap().folder;
    desk.vault = None;
    let database = format!("records-{generation:06}.db");
    let places = [
        (folder.join(&database), Kind::Record),
        (folder.join("keyring.json"), Kind::Keyring),
        (backup.join("manifest.json"), Kind::BackedUp("manifest.json")),
        (backup.join("keyring.json"), Kind::BackedUp("keyring.json")),
        (backup.join(&database), Kind::BackedUp("records-")),
    ];
    let files = places.map(|(path, kind)| {
        let length = fs::metadata(&path).unwrap().len();
        (path, kind, length)
    });
    vault::test_backup(&backup, &typed(DIRECTOR), minute(300)).unwrap();
    let keyring = fs::read(folder.join("keyring.json")).unwrap();
    Sound { desk, backup, hash, keyring, files: files.into() }
}

/// Entries and files, until the record file takes so many bytes.
fn fill(vault: &mut Vault, folder: &Path, least: u64) {
    let record = folder.join(format!("records-{:06}.db", vault.stats().unwrap().generation));
    let mut turn = 0;
    while fs::metadata(&record).unwrap().len() < least {
        let (stream, mut batch) = (StreamId::make().unwrap(), Batch::new());
        batch.stream(stream, StreamClass::Case).blob(stream, BlobId::make().unwrap(), vec![7; 30_000]);
        (0..3).for_each(|line| {
            batch.entry(stream, format!("line {line} of {turn}").into_bytes());
        });
        turn += 1;
        vault.append(batch, minute(150 + turn)).unwrap();
    }
}

impl Sound {
    fn judge(&self, kind: Kind) -> Result<(), String> {
        match kind {
            Kind::Record => match self.open() {
                Err(VaultError::Database(
                    DatabaseError::Damaged(_)
                    | DatabaseError::Truncated(_)
                    | DatabaseError::Foreign(_)
                    | DatabaseError::NewerFormat { .. },
                )) => Ok(()),
                Err(VaultError::RecordDamaged { problems }) if !problems.is_empty() => Ok(()),
                outcome => Err(format!("{outcome:?}")),
            },
            Kind::Keyring => self.keyring(),
            Kind::BackedUp(name) => self.backed_up(name),
        }
    }

    /// Flips a bit, asks whether it is found and named, and takes it back.
    fn flipped(&self, path: &Path, kind: Kind, at: u64, bit: usize) -> Result<(), String> {
        let file = OpenOptions::new().read(true).write(true).open(path).unwrap();
        let mut byte = [0];
        file.read_exact_at(&mut byte, at).unwrap();
        file.write_all_at(&[byte[0] ^ (1 << bit)], at).unwrap();
        let outcome = self.judge(kind);
        drop(file);
        if kind == Kind::Keyring {
            // It was replaced by its copy, or refused.
            fs::write(path, &self.keyring).unwrap();
        } else {
            OpenOptions::new().write(true).open(path).unwrap().write_all_at(&byte, at).unwrap();
        }
        outcome.map_err(|words| format!("bit {bit} of byte {at} of {}: {words}", path.display()))
    }

    fn is_as_it_was(&self) {
        let (vault, _) = self.open().unwrap();
        assert_eq!(content_hash(&vault).unwrap(), self.hash, "every flip was taken back");
    }

    fn open(&self) -> Result<(vault::Vault, vault::Opening), VaultError> {
        let (folder, profile) = (self.desk.folder(), self.desk.profile());
        when_free(|| vault::open(&folder, &profile, typed(DIRECTOR), minute(300)))
    }

    // Alone it opens nothing; its previous copy opens everything, and that is said.
    fn keyring(&self) -> Result<(), String> {
        let previous = self.desk.folder().join("keyring.prev.json");
        fs::remove_file(&previous).unwrap();
        let alone = self.open();
        fs::write(&previous, &self.keyring).unwrap();
        if !matches!(alone, Err(VaultError::Keyring(_))) {
            return Err(format!("alone: {alone:?}"));
        }
        match self.open() {
            Ok((vault, opening)) if opening.used_previous_keyring => match content_hash(&vault) {
                Ok(hash) if hash == self.hash => Ok(()),
                other => Err(format!("by its copy: {other:?}")),
            },
            Err(VaultError::Keyring(
                KeyringError::OutsideLimits(_) | KeyringError::NewerFormat { .. } | KeyringError::Tampered(_),
            )) => Ok(()),
            outcome => Err(format!("by its copy: {outcome:?}")),
        }
    }

    fn backed_up(&self, name: &str) -> Result<(), String> {
        match vault::test_backup(&self.backup, &typed(DIRECTOR), minute(300)) {
            Err(VaultError::Backup(BackupError::Damaged(named))) if named.starts_with(name) => Ok(()),
            Err(VaultError::Backup(_) | VaultError::RecordDamaged { .. }) if name == "manifest.json" => {
                Ok(())
            }
            outcome => Err(format!("{outcome:?}")),
        }
    }
}

fn run(mut plan: Plan, kinds: fn(Kind) -> bool) -> Figures {
    let mut figures = Figures::new("T3", &["flips", "bytes"]);
    let place = place();
    let sound = whole(|| sound(&place.path().join("desk"), 0));
    let files: Vec<_> = sound.files.iter().filter(|(_, kind, _)| kinds(*kind)).collect();
    let bytes: u64 = files.iter().map(|(_, _, length)| length).sum();
    figures.add("bytes", bytes);
    let mut dice = plan.dice();
    let mut turn = 0;
    while plan.goes_on() {
        // The files take turns, so that the small ones are met as often as the large.
        let (path, kind, length) = files[turn % files.len()];
        turn += 1;
        let (at, bit) = (dice.below(*length as usize) as u64, dice.below(8));
        figures.judge("flips", sound.flipped(path, *kind, at, bit));
    }
    sound.is_as_it_was();
    figures
}

/// Every byte in turn, one bit of each: a block of them for each seed, so that the blocks of many runs cover every file.
fn sweep(plan: &Plan, kinds: fn(Kind) -> bool) -> Figures {
    let mut figures = Figures::new("T3-sweep", &["bytes"]);
    let place = place();
    let least = if plan.is_long() { SWEPT } else { 0 };
    let sound = whole(|| sound(&place.path().join("desk"), least));
    let files: Vec<_> = sound.files.iter().filter(|(_, kind, _)| kinds(*kind)).collect();
    let all: u64 = files.iter().map(|(_, _, length)| length).sum();
    let block = if plan.is_long() { BLOCK } else { SHORT_BLOCK };
    println!("T3-sweep: {all} bytes are {} blocks of {block}", all.div_ceil(block));
    let mut dice = plan.dice();
    let first = (plan.seed - 1) * block % (all.div_ceil(block) * block);
    for byte in first..(first + block).min(all) {
        let mut at = byte;
        for (path, kind, length) in &files {
            if at < *length {
                figures.judge("bytes", sound.flipped(path, *kind, at, dice.below(8)));
                break;
            }
            at -= length;
        }
    }
    sound.is_as_it_was();
    figures
}

#[test]
fn t3_sweep_every_byte_in_turn_is_found_and_named() {
    sweep(&Plan::of(0), |_| true).close();
}

#[test]
fn t3_every_flipped_byte_is_found_and_named() {
    run(Plan::of(900), |_| true).close();
}

#[test]
fn t3_goes_red_on_a_broken_build() {
    goes_red(Breakage::PagesNotChecked, || run(Plan::exactly(150), |kind| kind == Kind::Record));
    goes_red(Breakage::PreviousKeyringNotRead, || run(Plan::exactly(20), |kind| kind == Kind::Keyring));
    goes_red(Breakage::PreviousKeyringNotRead, || sweep(&Plan::exactly(0), |kind| kind == Kind::Keyring));
}
