//! `custodian policy check`: whether a policy pack can be adopted.

use crate::answer::Answer;
use std::path::PathBuf;
use usecases::Result;
use usecases::program::policy;

/// Prove that a policy pack can be adopted.
#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    /// Folder of the pack; the pack that comes with the program if left out.
    pack: Option<PathBuf>,
}

/// Checks.
pub(crate) fn run(verb: &Check) -> Result<Answer> {
    let report = policy::check(verb.pack.as_deref())?;
    Answer::new(report.words(), &report)
}
