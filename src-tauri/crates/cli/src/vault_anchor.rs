//! `custodian vault anchor`: the code to be kept on paper, or the entry that a paper's code names.

use crate::answer::Answer;
use crate::secret::Secret;
use crate::surroundings;
use std::path::PathBuf;
use usecases::Result;
use usecases::program::anchor::{anchor, find};
use usecases::program::vault::At;

/// Show the code of the last entry, or find the entry that a code names.
#[derive(Debug, clap::Args)]
pub(crate) struct Verb {
    /// Folder of the record.
    vault: PathBuf,
    /// A code from paper; spaces and hyphens do not matter.
    #[arg(long, value_name = "CODE")]
    find: Option<String>,
    #[command(flatten)]
    secret: Secret,
}

/// Shows or finds.
pub(crate) fn run(verb: &Verb) -> Result<Answer> {
    let at = At { folder: verb.vault.clone(), profile: surroundings::profile()?, now: surroundings::now() };
    match &verb.find {
        None => {
            let anchor = anchor(&at, || verb.secret.take())?;
            Answer::new(format!("{} {}", anchor.date, anchor.code), &anchor)
        }
        Some(code) => {
            let found = find(&at, code, || verb.secret.take())?;
            let words = format!(
                "The entry with this code is in the record, recorded {}; it and everything before it are unchanged.",
                found.at.to_rfc3339()
            );
            Answer::new(words, &found)
        }
    }
}
