//! T13: backups of random vaults, restored on a machine that knows nothing: the same end, the same content, by passphrase and by
//! sheet.

use vault::testing::Breakage;
use vault::{Profile, RecoveryCode, UnlockSecret};

use crate::acts::{content_hash, minute, place, when_free};
use crate::model::Played;
use crate::plan::{Dice, Figures, Plan, goes_red};

// The drafts are those of the person who comes in, so that by the sheet the entries alone are compared.
fn restored(played: &Played, number: usize, dice: &mut Dice) -> Result<(), String> {
    let said = |error: vault::VaultError| error.to_string();
    let vault = played.vault.as_ref().unwrap();
    let made = vault.backup(&played.root.join("stick"), minute(5000)).map_err(said)?;
    let machine = played.root.join(format!("machine {number}"));
    let (folder, profile) = (machine.join("vault"), Profile { folder: machine.join("profile") });
    let sheet = RecoveryCode::typed(&played.sheet).map_err(|error| error.to_string())?;
    let by_sheet = UnlockSecret::RecoveryCode(sheet);
    let secret = if dice.is_heads() { by_sheet.clone() } else { played.secret() };
    let check = vault::restore(&made.folder, &folder, &secret, minute(5001)).map_err(said)?;
    if (check.anchor, check.entries) != (made.anchor.clone(), made.entries) {
        return Err("it is told as another".into());
    }
    let (restored, opening) =
        when_free(|| vault::open(&folder, &profile, played.secret(), minute(5002))).map_err(said)?;
    if opening.rolled_back.is_some() || restored.anchor() != vault.anchor() {
        return Err("it ends elsewhere".into());
    }
    played.agrees(&restored)?;
    if content_hash(&restored).map_err(said)? != content_hash(vault).map_err(said)? {
        return Err("its content has another digest".into());
    }
    drop(restored);
    let (by_sheet, _) =
        when_free(|| vault::open(&folder, &profile, by_sheet.clone(), minute(5003))).map_err(said)?;
    let entries = by_sheet.entries().map_err(said)?;
    if entries != vault.entries().map_err(said)? {
        Err("by the sheet it holds something else".into())
    } else {
        Ok(())
    }
}

fn run(mut plan: Plan) -> Figures {
    let mut figures = Figures::new("T13", &["restores", "vaults"]);
    let mut dice = plan.dice();
    'suite: loop {
        let place = place();
        let mut played = Played::begun(&place.path().join("desk"));
        figures.add("vaults", 1);
        for number in 0..6 {
            for _ in 0..1 + dice.below(12) {
                played.play(&mut dice).unwrap();
            }
            if !plan.goes_on() {
                break 'suite;
            }
            let outcome = restored(&played, number, &mut dice);
            figures.judge("restores", outcome.map_err(|words| format!("backup {number}: {words}")));
        }
    }
    figures
}

#[test]
fn t13_what_is_restored_is_what_was_backed_up() {
    run(Plan::of(60)).close();
}

#[test]
fn t13_goes_red_on_a_broken_build() {
    goes_red(Breakage::CopyWithoutDrafts, || run(Plan::exactly(12)));
}
