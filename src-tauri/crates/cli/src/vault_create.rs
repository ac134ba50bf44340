//! `custodian vault create`: founding an encrypted record. The recovery sheet goes to the terminal or to an open file
//! descriptor, never into the answer.

use crate::answer::Answer;
use crate::secret::Secret;
use crate::sheet::Sheet;
use crate::surroundings;
use std::path::PathBuf;
use usecases::program::founding::found;
use usecases::program::vault::At;
use usecases::{Code, Error, Result};

/// Found a record from a file with what the setup screen asks.
#[derive(Debug, clap::Args)]
pub(crate) struct Verb {
    /// A new or empty folder.
    vault: PathBuf,
    /// JSON file with the fields of the setup screen; it holds no secret.
    #[arg(long, value_name = "FILE")]
    setup: PathBuf,
    #[command(flatten)]
    secret: Secret,
    #[command(flatten)]
    sheet: Sheet,
}

/// Founds.
pub(crate) fn run(verb: &Verb) -> Result<Answer> {
    let setup = std::fs::read_to_string(&verb.setup).map_err(|_| {
        let words = format!("The file {} cannot be read.", verb.setup.display());
        Error::new(
            Code::FileProblem,
            words,
            "Nothing was made. Name a JSON file with the fields of the setup screen.",
        )
    })?;
    let folder = surroundings::absolute(&verb.vault);
    let at = At { folder, profile: surroundings::profile()?, now: surroundings::now() };
    // Before anything is made it must be known that the sheet can be shown.
    let paper = verb.sheet.open()?;
    let founded = found(&at, &setup, || verb.secret.take_new(), |groups, asked| paper.show(groups, asked))?;
    let proof = if founded.sheet_proved {
        "Two groups of the recovery sheet were typed back."
    } else {
        "The recovery sheet is not proved yet: the window asks for it before the first entry."
    };
    Answer::new(format!("A record is in {}. {proof}", founded.folder), &founded)
}
