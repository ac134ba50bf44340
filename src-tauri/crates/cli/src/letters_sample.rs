//! `custodian letters sample`: sample letters as PDF.

use crate::answer::Answer;
use crate::surroundings;
use std::path::PathBuf;
use usecases::Result;
use usecases::program::letters::sample;

/// Write sample letters as PDF.
#[derive(Debug, clap::Args)]
pub(crate) struct Sample {
    /// Folder to write into; made if it is not there.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Ids of letters; all of them if left out.
    #[arg(value_name = "ID")]
    ids: Vec<String>,
}

/// Writes.
pub(crate) fn run(verb: &Sample) -> Result<Answer> {
    let written = sample(&verb.out, &verb.ids, surroundings::now())?;
    let words: Vec<_> = written.iter().map(|sample| sample.file.clone()).collect();
    Answer::new(words.join("\n"), &written)
}
