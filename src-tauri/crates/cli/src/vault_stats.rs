//! `custodian vault stats`: what an encrypted record holds, in numbers only.

use crate::answer::Answer;
use crate::secret::Secret;
use crate::surroundings;
use crate::tables::table;
use std::path::PathBuf;
use usecases::Result;
use usecases::program::vault::{At, count};

/// Count what is in it.
#[derive(Debug, clap::Args)]
pub(crate) struct Stats {
    /// Folder of the record.
    vault: PathBuf,
    #[command(flatten)]
    secret: Secret,
}

/// Counts.
pub(crate) fn run(verb: &Stats) -> Result<Answer> {
    let at = At { folder: verb.vault.clone(), profile: surroundings::profile()?, now: surroundings::now() };
    let counts = count(&at, || verb.secret.take())?;
    let row = |name: &str, value: String| vec![name.to_owned(), value];
    let words = table(&[
        row("Practice record", if counts.practice { "yes" } else { "no" }.to_owned()),
        row("Generation", counts.generation.to_string()),
        row("Entries", counts.entries.to_string()),
        row("Streams", counts.streams.to_string()),
        row("Attachments", format!("{} ({} bytes)", counts.attachments, counts.attachment_bytes)),
        row("Drafts", counts.drafts.to_string()),
        row("Disposals", counts.disposals.to_string()),
        row("File size", format!("{} bytes", counts.file_bytes)),
    ]);
    Answer::new(words, &counts)
}
