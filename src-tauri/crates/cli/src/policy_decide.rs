//! `custodian policy decide`: what follows from a file of facts.

use crate::answer::Answer;
use std::io::Read;
use std::path::{Path, PathBuf};
use usecases::program::facts::LARGEST;
use usecases::program::policy::decide;
use usecases::{Code, Error, Result};

/// Say what follows from stated facts.
#[derive(Debug, clap::Args)]
pub(crate) struct Decide {
    /// File of facts in JSON, or - for standard input. `policy guide TYPE --json` gives an empty one.
    #[arg(value_name = "FACTS.json")]
    facts: PathBuf,
}

/// Decides.
pub(crate) fn run(verb: &Decide) -> Result<Answer> {
    let reply = decide(&text_of(&verb.facts)?)?;
    Answer::new(words(&reply), &reply)
}

fn text_of(path: &Path) -> Result<String> {
    // One byte over the limit is enough for the reader to refuse it.
    let limit = LARGEST as u64 + 1;
    let mut text = String::new();
    let read = if path == Path::new("-") {
        std::io::stdin().lock().take(limit).read_to_string(&mut text)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(limit).read_to_string(&mut text))
    };
    read.map_err(|error| {
        let message = format!("{} could not be read: {error}.", path.display());
        Error::new(Code::FileProblem, message, "Check the name and try again. Nothing was changed.")
    })?;
    Ok(text)
}
