//! `custodian vault backup`: a checked copy of an encrypted record in a folder of its own.

use crate::answer::Answer;
use crate::secret::Secret;
use crate::surroundings;
use std::path::PathBuf;
use usecases::Result;
use usecases::program::backup::{Backup, back_up};
use usecases::program::vault::At;

/// Make a checked backup.
#[derive(Debug, clap::Args)]
pub(crate) struct Verb {
    /// Folder of the record.
    vault: PathBuf,
    /// Folder in which the backup gets a folder of its own; best on another disk.
    #[arg(long, value_name = "FOLDER")]
    to: PathBuf,
    #[command(flatten)]
    secret: Secret,
}

/// Backs up.
pub(crate) fn run(verb: &Verb) -> Result<Answer> {
    let at = At { folder: verb.vault.clone(), profile: surroundings::profile()?, now: surroundings::now() };
    let made = back_up(&at, &surroundings::absolute(&verb.to), || verb.secret.take())?;
    Answer::new(format!("A backup was made and opened again to check it.\n{}", told(&made)), &made)
}

/// What a backup holds.
pub(crate) fn told(backup: &Backup) -> String {
    format!(
        "Folder: {}\nMade: {}\nEntries: {}\nAnchor: {}",
        backup.folder,
        backup.made_at.to_rfc3339(),
        backup.entries,
        backup.anchor_code
    )
}
