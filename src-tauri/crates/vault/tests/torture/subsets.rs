//! T12: of passphrases, sheet, keyring, its copy, record file and backup any may be lost. Whatever survives opens the vault or
//! restores it exactly when it should, and what opens shows the same content.

use std::fs;
use std::path::{Path, PathBuf};

use vault::testing::Breakage;
use vault::{Passphrase, Profile, RecoveryCode, Slot, UnlockSecret, VaultError};

use crate::acts::{DEPUTY, DIRECTOR, Desk, content_hash, copy_folder, minute, place, typed, when_free};
use crate::plan::{Figures, Plan, goes_red, whole};

const PARTS: usize = 7;
// The first three are secrets.
const KEYRING: usize = 3;
const COPY: usize = 4;
const RECORD: usize = 5;
const BACKUP: usize = 6;

/// How a file is lost.
#[derive(Debug, Clone, Copy)]
enum Loss {
    Gone,
    CutOff,
    Rubbish,
}

struct Office {
    desk: Desk,
    backup: PathBuf,
    record: String,
    /// Each secret, and the digest of what it shows.
    secrets: Vec<(UnlockSecret, [u8; 32])>,
}

fn office(root: &Path) -> Office {
    let mut desk = Desk::furnished(root);
    let vault = desk.open().unwrap();
    let backup = vault.backup(&root.join("safe"), minute(200)).unwrap().folder;
    let record = format!("records-{:06}.db", vault.stats().unwrap().generation);
    desk.vault = None;
    let secrets = [
        typed(DIRECTOR),
        UnlockSecret::Person(Slot::named("u3"), Passphrase::typed(DEPUTY)),
        UnlockSecret::RecoveryCode(RecoveryCode::typed(&desk.sheets[0]).unwrap()),
    ];
    let (folder, profile) = (desk.folder(), desk.profile());
    let shown = |secret: &UnlockSecret| {
        let opened = when_free(|| vault::open(&folder, &profile, secret.clone(), minute(300)));
        content_hash(&opened.unwrap().0).unwrap()
    };
    let secrets = secrets.map(|secret| {
        let hash = shown(&secret);
        (secret, hash)
    });
    assert_ne!(secrets[0].1, secrets[1].1, "the deputy sees less");
    Office { desk, backup, record, secrets: secrets.into() }
}

impl Office {
    // Bit n of `kept` says whether part n survives.
    fn judge(&self, kept: usize, loss: Loss) -> Result<(), String> {
        let scene = place();
        let has = |part: usize| kept & (1 << part) != 0;
        let (folder, backup) = (scene.path().join("vault"), scene.path().join("backup"));
        copy_folder(&self.desk.folder(), &folder);
        copy_folder(&self.backup, &backup);
        for (part, path) in [
            (KEYRING, folder.join("keyring.json")),
            (COPY, folder.join("keyring.prev.json")),
            (RECORD, folder.join(&self.record)),
            (BACKUP, backup.join(&self.record)),
        ] {
            if !has(part) {
                lose(&path, loss);
            }
        }
        let is_there = has(RECORD) && (has(KEYRING) || has(COPY));
        let machine = Profile { folder: scene.path().join("profile") };
        let open = |folder: &Path, secret: &UnlockSecret| {
            when_free(|| vault::open(folder, &machine, secret.clone(), minute(300)))
        };
        let wrong = typed("not one of these passphrases");
        for (number, (secret, hash)) in self.secrets.iter().enumerate().filter(|(part, _)| has(*part)) {
            let opened = open(&folder, secret).map(|(vault, _)| vault);
            agrees(opened, is_there, *hash)
                .map_err(|words| format!("secret {number}, the vault: {words}"))?;
            let into = scene.path().join(format!("restored {number}"));
            let restored = vault::restore(&backup, &into, secret, minute(301));
            let restored = restored.and_then(|_| open(&into, secret)).map(|(vault, _)| vault);
            agrees(restored, has(BACKUP), *hash)
                .map_err(|words| format!("secret {number}, the backup: {words}"))?;
        }
        for outcome in [
            open(&folder, &wrong).map(|_| ()),
            vault::restore(&backup, &scene.path().join("no"), &wrong, minute(301)).map(|_| ()),
        ] {
            if outcome.is_ok() {
                return Err("a wrong passphrase opens".into());
            }
        }
        Ok(())
    }
}

fn lose(path: &Path, loss: Loss) {
    match loss {
        Loss::Gone => fs::remove_file(path).unwrap(),
        Loss::CutOff => {
            let length = fs::metadata(path).unwrap().len();
            fs::OpenOptions::new().write(true).open(path).unwrap().set_len(length / 2 + 7).unwrap();
        }
        Loss::Rubbish => fs::write(path, vec![0xa7; fs::metadata(path).unwrap().len() as usize]).unwrap(),
    }
}

fn agrees(opened: Result<vault::Vault, VaultError>, should_open: bool, hash: [u8; 32]) -> Result<(), String> {
    match opened {
        Ok(vault) if should_open => match content_hash(&vault) {
            Ok(shown) if shown == hash => Ok(()),
            Ok(_) => Err("it opens and shows something else".into()),
            Err(error) => Err(error.to_string()),
        },
        Ok(_) => Err("it opens and should not".into()),
        Err(error) if should_open => Err(format!("it does not open: {error}")),
        // The secret was right, and nobody may be told otherwise.
        Err(VaultError::WrongSecret) => Err("a right secret is called wrong".into()),
        Err(_) => Ok(()),
    }
}

fn run(mut plan: Plan) -> Figures {
    let mut figures = Figures::new("T12", &["subsets", "offices"]);
    'suite: loop {
        let place = place();
        let office = whole(|| office(&place.path().join("desk")));
        figures.add("offices", 1);
        // All subsets in all ways, in an order in which neighbours differ much.
        for turn in 0..3 << PARTS {
            if !plan.goes_on() {
                break 'suite;
            }
            let at = turn * 101 % (3 << PARTS);
            let (kept, loss) = (at / 3, [Loss::Gone, Loss::CutOff, Loss::Rubbish][at % 3]);
            let outcome = office.judge(kept, loss);
            figures.judge("subsets", outcome.map_err(|words| format!("{kept:07b}, {loss:?}: {words}")));
        }
    }
    figures
}

#[test]
fn t12_whatever_survives_opens_exactly_when_it_should() {
    run(Plan::of(3 << PARTS)).close();
}

#[test]
fn t12_goes_red_on_a_broken_build() {
    goes_red(Breakage::PreviousKeyringNotRead, || run(Plan::exactly(1 << PARTS)));
}
