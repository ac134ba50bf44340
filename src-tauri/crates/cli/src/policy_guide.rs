//! `custodian policy guide`: what a type asks, and an empty file of facts.

use crate::answer::Answer;
use crate::tables::table;
use std::path::PathBuf;
use usecases::Result;
use usecases::program::policy::{QuestionGuide, TypeGuide, guide};

/// Show what a type of request asks.
#[derive(Debug, clap::Args)]
pub(crate) struct Guide {
    /// Code of the type.
    #[arg(value_name = "TYPE")]
    type_code: String,
    /// Folder of the pack; the pack that comes with the program if left out.
    #[arg(long)]
    pack: Option<PathBuf>,
}

/// Shows.
pub(crate) fn run(verb: &Guide) -> Result<Answer> {
    let guide = guide(&verb.type_code, verb.pack.as_deref())?;
    Answer::new(words(&guide), &guide)
}

fn words(guide: &TypeGuide) -> String {
    let mut sections = vec![format!("{} {}\n{}", guide.type_code, guide.name, guide.what)];
    sections.push(list("Have at hand", &guide.have_at_hand));
    sections.push(list("What will happen", &guide.what_happens));
    sections.extend(guide.questions.iter().map(question_words));
    let rows: Vec<_> = guide
        .rows
        .iter()
        .map(|row| vec![format!("  {}", row.code), row.name.clone(), row.because.clone()])
        .collect();
    sections.push(format!("Rows, the first that fits decides\n{}", table(&rows)));
    let kinds: Vec<_> = guide.events.iter().map(|event| event.kind.clone()).collect();
    sections.push(list("Events a file of facts may state (fields with --json)", &kinds));
    sections.join("\n\n")
}

fn question_words(question: &QuestionGuide) -> String {
    let rows: Vec<_> = question
        .answers
        .iter()
        .map(|answer| {
            let read_as =
                answer.treated_as.as_ref().map(|code| format!(" (read as {code})")).unwrap_or_default();
            vec![format!("  {}", answer.code), format!("{}{read_as}", answer.label)]
        })
        .collect();
    format!("{} {}\n{}", question.code, question.heading, table(&rows))
}

fn list(heading: &str, items: &[String]) -> String {
    let lines: Vec<_> = items.iter().map(|item| format!("  {item}")).collect();
    format!("{heading}\n{}", lines.join("\n"))
}
