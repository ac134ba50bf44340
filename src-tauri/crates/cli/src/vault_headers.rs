//! `custodian vault headers`: the chain without its texts, for a second reader.

use crate::answer::Answer;
use crate::secret::Secret;
use crate::surroundings;
use std::path::PathBuf;
use usecases::Result;
use usecases::program::headers::export;
use usecases::program::vault::At;

/// Write the headers of every entry to a new file, for a check without keys.
#[derive(Debug, clap::Args)]
pub(crate) struct Verb {
    /// Folder of the record.
    vault: PathBuf,
    /// A new file.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[command(flatten)]
    secret: Secret,
}

/// Writes.
pub(crate) fn run(verb: &Verb) -> Result<Answer> {
    let at = At { folder: verb.vault.clone(), profile: surroundings::profile()?, now: surroundings::now() };
    let list = export(&at, &surroundings::absolute(&verb.out), || verb.secret.take())?;
    let words = format!(
        "{} rows are in {}. They hold no text, name or key; they tell when something was recorded.\nAnchor: {} {}",
        list.rows, list.file, list.anchor.date, list.anchor.code
    );
    Answer::new(words, &list)
}
