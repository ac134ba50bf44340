//! `custodian practice`: a practice record with sample requests in every state.

use crate::answer::Answer;
use crate::surroundings;
use crate::tables::table;
use std::path::PathBuf;
use usecases::Result;
use usecases::program::practice::{SampleRequest, make};

/// Make a practice record with sample requests in every state.
#[derive(Debug, clap::Args)]
pub(crate) struct Practice {
    /// A new or empty folder.
    dir: PathBuf,
}

/// Makes.
pub(crate) fn run(verb: &Practice) -> Result<Answer> {
    let folder = surroundings::absolute(&verb.dir);
    let made = make(&folder, &surroundings::profile()?, surroundings::now())?;
    let row = |request: &SampleRequest| {
        vec![request.number.clone(), request.state.clone(), request.letters.join(" "), request.shows.clone()]
    };
    let rows: Vec<_> = made.requests.iter().map(row).collect();
    let words =
        format!("A practice record is in {}. Nothing in it is real.\n\n{}", made.folder, table(&rows));
    Answer::new(words, &made)
}
