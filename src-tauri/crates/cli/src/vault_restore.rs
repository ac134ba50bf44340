//! `custodian vault restore`: a backup restored beside what is there, or only tested.

use crate::answer::Answer;
use crate::secret::Secret;
use crate::surroundings;
use crate::vault_backup::told;
use std::path::PathBuf;
use usecases::Result;
use usecases::program::backup::{DisposalsWord, restore, test_restore};
use usecases::program::vault::At;

/// Restore a backup into a new folder, or test whether that would go well.
#[derive(Debug, clap::Args)]
pub(crate) struct Verb {
    /// A new or empty folder. A record that is there is never written over.
    vault: PathBuf,
    /// Folder of the backup.
    #[arg(long, value_name = "BACKUP")]
    from: PathBuf,
    /// Only open the backup and check it; write nothing.
    #[arg(long)]
    test: bool,
    /// Code of a certificate of disposal; give it once for each. What it names is disposed of again.
    #[arg(long, value_name = "CODE")]
    certificate: Vec<String>,
    /// Where nothing here tells what was disposed of since: a confirmation in writing. It is recorded.
    #[arg(long, value_name = "WORDS")]
    confirm: Option<String>,
    #[command(flatten)]
    secret: Secret,
}

/// Restores or tests.
pub(crate) fn run(verb: &Verb) -> Result<Answer> {
    let folder = surroundings::absolute(&verb.vault);
    let at = At { folder, profile: surroundings::profile()?, now: surroundings::now() };
    let from = surroundings::absolute(&verb.from);
    let (backup, words) = if verb.test {
        let backup = test_restore(&at, &from, || verb.secret.take())?;
        (
            backup,
            "The backup opens, everything in it verifies, and the folder can take it. Nothing was written."
                .to_owned(),
        )
    } else {
        let word = DisposalsWord {
            certificates: verb.certificate.join("\n"),
            statement: verb.confirm.clone().unwrap_or_default(),
        };
        let backup = restore(&at, &from, &word, || verb.secret.take())?;
        (backup, format!("The backup was restored to {}.", at.folder.display()))
    };
    Answer::new(format!("{words}\n{}", told(&backup)), &backup)
}
