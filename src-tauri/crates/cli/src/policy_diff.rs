//! `custodian policy diff`: what one version of a policy changes against another.

use crate::answer::Answer;
use crate::secret::Secret;
use crate::surroundings;
use crate::tables::table;
use std::path::PathBuf;
use usecases::Result;
use usecases::program::policy_life::{Compared, Matter, diff};
use usecases::program::vault::At;

/// Show what a version of a policy changes, also for the open requests of a record.
#[derive(Debug, clap::Args)]
pub(crate) struct Diff {
    /// Folder of the version in force.
    old: PathBuf,
    /// Folder of the other version.
    new: PathBuf,
    /// Folder of a record: names its open requests that would be answered otherwise.
    #[arg(long)]
    vault: Option<PathBuf>,
    #[command(flatten)]
    secret: Secret,
}

/// Compares.
pub(crate) fn run(verb: &Diff) -> Result<Answer> {
    let at = |folder: &PathBuf| -> Result<At> {
        Ok(At { folder: folder.clone(), profile: surroundings::profile()?, now: surroundings::now() })
    };
    let at = verb.vault.as_ref().map(at).transpose()?;
    let compared = diff(&verb.old, &verb.new, at.as_ref(), || verb.secret.take())?;
    Answer::new(words(&compared, at.is_some()), &compared)
}

fn words(compared: &Compared, with_record: bool) -> String {
    let rows: Vec<_> = compared
        .changes
        .iter()
        .map(|change| vec![change.section.clone(), change.code.clone(), change.what.clone()])
        .collect();
    let mut text = match rows.is_empty() {
        true => format!("{} and {} say the same.", compared.old, compared.new),
        false => format!("{} changes against {}:\n\n{}", compared.new, compared.old, table(&rows)),
    };
    if with_record {
        let matters: Vec<_> = compared.matters.iter().map(matter).collect();
        let list = if matters.is_empty() { "none".to_owned() } else { matters.join("\n") };
        text.push_str(&format!("\n\nOpen requests that would be answered otherwise: {list}"));
    }
    text
}

fn matter(matter: &Matter) -> String {
    let dates: String =
        matter.dates.iter().map(|(clock, old, new)| format!("; {clock}: {old}, then {new}")).collect();
    let rules: String = matter.rules.iter().map(|rule| format!("; {rule}")).collect();
    format!(
        "\n{}, part {}: {}, then {}{dates}{rules}",
        matter.number, matter.part, matter.was, matter.becomes
    )
}
