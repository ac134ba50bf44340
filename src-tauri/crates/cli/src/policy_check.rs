//! `custodian policy check`: whether a policy pack can be adopted.

use crate::answer::Answer;
use crate::surroundings::now;
use crate::tables::table;
use chrono::NaiveDate;
use std::path::PathBuf;
use usecases::Result;
use usecases::program::policy::{Checked, check};

/// Prove that a policy pack can be adopted.
#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    /// Folder of the pack; the pack that comes with the program if left out.
    pack: Option<PathBuf>,
    /// Day as of which the texts of the law must have been looked at; today if left out.
    #[arg(long)]
    on: Option<NaiveDate>,
}

/// Checks.
pub(crate) fn run(verb: &Check) -> Result<Answer> {
    let today = verb.on.unwrap_or_else(|| now().date_naive());
    let checked = check(verb.pack.as_deref(), today)?;
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
    let citations: Vec<_> = checked
        .citations
        .iter()
        .map(|cited| {
            vec![
                cited.letter.clone(),
                format!("cites {} as {}, as the pack does", cited.source, cited.stated_as),
            ]
        })
        .collect();
    let tables: Vec<_> =
        [types, rules, citations].iter().filter(|rows| !rows.is_empty()).map(|rows| table(rows)).collect();
    format!("The pack {} can be adopted.\n\n{}", checked.pack, tables.join("\n\n"))
}
