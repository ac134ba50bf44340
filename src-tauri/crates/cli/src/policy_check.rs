//! `custodian policy check`: whether a policy pack can be adopted.

use crate::answer::Answer;
use crate::tables::table;
use std::path::PathBuf;
use usecases::Result;
use usecases::program::policy::{Checked, check};

/// Prove that a policy pack can be adopted.
#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    /// Folder of the pack; the pack that comes with the program if left out.
    pack: Option<PathBuf>,
}

/// Checks.
pub(crate) fn run(verb: &Check) -> Result<Answer> {
    let checked = check(verb.pack.as_deref())?;
    Answer::new(words(&checked), &checked)
}

fn words(checked: &Checked) -> String {
    let types: Vec<_> = checked
        .combinations
        .iter()
        .map(|(code, count)| {
            vec![code.to_string(), format!("{count} combinations of answers, each with exactly one row")]
        })
        .collect();
    let rules: Vec<_> = checked
        .invariants
        .iter()
        .map(|rule| {
            let tried = match &rule.elsewhere {
                Some(elsewhere) => elsewhere.clone(),
                None if rule.tried == 1 => "Held in 1 case.".to_owned(),
                None => format!("Held in {} cases.", rule.tried),
            };
            vec![rule.id.clone(), format!("{}. {tried}", rule.says)]
        })
        .collect();
    format!("The pack {} can be adopted.\n\n{}\n\n{}", checked.pack, table(&types), table(&rules))
}
