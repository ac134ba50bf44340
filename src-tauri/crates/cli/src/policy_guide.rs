//! `custodian policy guide`: what a type asks, and an empty file of facts.

use crate::answer::Answer;
use usecases::Result;
use usecases::program::policy::{TypeGuide, guide};

/// Show what a type of request asks.
#[derive(Debug, clap::Args)]
pub(crate) struct Guide {
    /// Code of the type.
    #[arg(value_name = "TYPE")]
    type_code: String,
}

/// Shows.
pub(crate) fn run(verb: &Guide) -> Result<Answer> {
    let guide = guide(&verb.type_code)?;
    Answer::new(words(&guide), &guide)
}
