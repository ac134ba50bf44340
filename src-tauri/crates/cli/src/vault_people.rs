//! `custodian vault people`: who can open an encrypted record.

use crate::answer::Answer;
use crate::secret::Secret;
use crate::surroundings;
use crate::tables::table;
use std::path::PathBuf;
use usecases::Result;
use usecases::program::people::{Person, people};
use usecases::program::vault::At;

/// List who can open it, and who once could.
#[derive(Debug, clap::Args)]
pub(crate) struct Verb {
    /// Folder of the record.
    vault: PathBuf,
    #[command(flatten)]
    secret: Secret,
}

/// Lists.
pub(crate) fn run(verb: &Verb) -> Result<Answer> {
    let at = At { folder: verb.vault.clone(), profile: surroundings::profile()?, now: surroundings::now() };
    let people = people(&at, || verb.secret.take())?;
    let state = |person: &Person| match (person.ended, person.until) {
        (true, _) => "ended".to_owned(),
        (false, Some(until)) => format!("until {}", until.to_rfc3339()),
        (false, None) => "open".to_owned(),
    };
    let row = |person: &Person| {
        vec![
            person.slot.clone(),
            person.title.clone(),
            person.name.clone(),
            state(person),
            person.fingerprint.clone(),
        ]
    };
    let words = table(&people.iter().map(row).collect::<Vec<_>>());
    Answer::new(words, &people)
}
