//! T18: any history of acts leaves what plain lists of the same acts hold, and any beginning of it reads the same, whenever and
//! however often it is read.

use vault::testing::Breakage;

use crate::acts::{place, prefix_hash};
use crate::model::Played;
use crate::plan::{Dice, Figures, Plan, goes_red};

fn history(dice: &mut Dice, figures: &mut Figures) -> Result<(), String> {
    let place = place();
    let mut played = Played::begun(&place.path().join("desk"));
    let mut beginnings = Vec::new();
    for number in 0..10 + dice.below(40) {
        let act = played.play(dice).map_err(|error| format!("act {number}: {error}"))?;
        figures.add("acts", 1);
        let agrees = dice.below(4) > 0 || played.agrees(played.vault.as_ref().unwrap()).is_ok();
        if !agrees {
            let words = played.agrees(played.vault.as_ref().unwrap()).err().unwrap_or_default();
            return Err(format!("after act {number}, {act}: {words}"));
        }
        if dice.below(5) == 0 {
            let count = played.entries();
            let hash = prefix_hash(played.vault(), count).map_err(|error| error.to_string())?;
            beginnings.push((count, hash));
        }
    }
    played.agrees(played.vault.as_ref().unwrap()).map_err(|words| format!("at the end: {words}"))?;
    for (count, hash) in beginnings {
        for _ in 0..2 {
            figures.add("prefixes", 1);
            let again = prefix_hash(played.vault(), count).map_err(|error| error.to_string())?;
            if again != hash {
                return Err(format!("the first {count} entries read differently"));
            }
        }
    }
    Ok(())
}

fn run(mut plan: Plan) -> Figures {
    let mut figures = Figures::new("T18", &["histories", "acts", "prefixes"]);
    let mut seeds = plan.dice();
    while plan.goes_on() {
        let seed = seeds.next();
        let outcome = history(&mut Dice::of(seed), &mut figures);
        figures.judge("histories", outcome.map_err(|words| format!("history {seed}: {words}")));
    }
    figures
}

#[test]
fn t18_any_history_reads_as_the_plain_model_does() {
    run(Plan::of(25)).close();
}

#[test]
fn t18_goes_red_on_a_broken_build() {
    goes_red(Breakage::GenerationWithoutDrafts, || run(Plan::exactly(6)));
    goes_red(Breakage::AcknowledgedBeforeCommit, || run(Plan::exactly(4)));
}
