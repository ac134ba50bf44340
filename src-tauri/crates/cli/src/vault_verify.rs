//! `custodian vault verify`: the full check of an encrypted record.

use crate::answer::Answer;
use crate::secret::Secret;
use crate::surroundings;
use std::path::PathBuf;
use usecases::Result;
use usecases::program::vault::{At, verify};

/// Check every entry, key, attachment and draft.
#[derive(Debug, clap::Args)]
pub(crate) struct Verify {
    /// Folder of the record.
    vault: PathBuf,
    #[command(flatten)]
    secret: Secret,
}

/// Checks.
pub(crate) fn run(verb: &Verify) -> Result<Answer> {
    let at = At { folder: verb.vault.clone(), profile: surroundings::profile()?, now: surroundings::now() };
    let sound = verify(&at, || verb.secret.take())?;
    let disposals = match sound.disposals {
        0 => String::new(),
        number => format!("\nDisposals on record: {number}. Only what they name is gone."),
    };
    let words = format!(
        "Everything verifies: {} entries, each unchanged, signed and in its place.{disposals}\nCode of the last entry: {}",
        sound.entries, sound.head_code
    );
    Answer::new(words, &sound)
}
