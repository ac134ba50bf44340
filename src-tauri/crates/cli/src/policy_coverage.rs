//! `custodian policy coverage`: what carries each provision of a policy.

use crate::answer::Answer;
use std::path::PathBuf;
use usecases::Result;
use usecases::program::policy_life::{Carried, coverage};

/// Show what carries each provision, silence and tension.
#[derive(Debug, clap::Args)]
pub(crate) struct Coverage {
    /// Folder of the pack; the pack that comes with the program if left out.
    pack: Option<PathBuf>,
}

/// Lists.
pub(crate) fn run(verb: &Coverage) -> Result<Answer> {
    let all = coverage(verb.pack.as_deref())?;
    Answer::new(all.iter().map(words).collect::<Vec<_>>().join("\n\n"), &all)
}

fn words(carried: &Carried) -> String {
    let mut lines = vec![format!("{}  {}", carried.code, carried.text)];
    let lists = [
        ("questions", &carried.questions),
        ("rows", &carried.rows),
        ("gates", &carried.gates),
        ("demands", &carried.demands),
        ("letters", &carried.letters),
        ("data", &carried.data),
        ("stops and steps", &carried.stops),
        ("tests", &carried.tests),
    ];
    let filled = lists.into_iter().filter(|(_, items)| !items.is_empty());
    lines.extend(filled.map(|(name, items)| format!("    {name}: {}", items.join(", "))));
    lines.extend(carried.duty.iter().map(|duty| format!("    duty: {duty}")));
    lines.join("\n")
}
