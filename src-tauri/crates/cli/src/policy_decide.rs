//! `custodian policy decide`: what follows from a file of facts.

use crate::answer::Answer;
use serde::Serialize;
use std::io::Read;
use std::path::{Path, PathBuf};
use usecases::program::facts::LARGEST;
use usecases::program::policy::decide;
use usecases::program::reply::{Answered, PartAnswered};
use usecases::{Code, Error, Result};

/// Say what follows from stated facts.
#[derive(Debug, clap::Args)]
pub(crate) struct Decide {
    /// File of facts in JSON, or - for standard input. `policy guide TYPE --json` gives an empty one.
    #[arg(value_name = "FACTS.json")]
    facts: PathBuf,
    /// Folder of the pack; the pack that comes with the program if left out.
    #[arg(long)]
    pack: Option<PathBuf>,
}

/// Decides.
pub(crate) fn run(verb: &Decide) -> Result<Answer> {
    let answered = decide(&text_of(&verb.facts)?, verb.pack.as_deref());
    let answered = answered.map_err(|error| in_file(&verb.facts, error))?;
    Answer::new(words(&answered), &answered)
}

/// A refusal of the facts names the file they stand in.
fn in_file(path: &Path, error: Error) -> Error {
    if error.code != Code::Invalid {
        return error;
    }
    Error { message: format!("{}: {}", name_of(path), error.message), ..error }
}

fn name_of(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() }
}

fn text_of(path: &Path) -> Result<String> {
    // One byte over the limit is enough for the reader to refuse it.
    let limit = LARGEST as u64 + 1;
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    read.map_err(|error| {
        let message = format!("{} could not be read: {error}.", name_of(path));
        Error::new(Code::FileProblem, message, "Check the name and try again. Nothing was changed.")
    })?;
    usecases::program::plain_text::read(&name_of(path), bytes)
}

fn words(answered: &Answered) -> String {
    let whole = answered.outcome.map(|outcome| format!("Whole request: {}", code(&outcome)));
    let parts = answered.parts.iter().map(part_words);
    whole.into_iter().chain(parts).collect::<Vec<_>>().join("\n\n")
}

fn part_words(part: &PartAnswered) -> String {
    let modifiers: String = part.modifiers.iter().map(|modifier| format!(", {}", code(modifier))).collect();
    let mut lines = vec![
        format!("Part {}: {} ({})", part.part, part.type_code, part.type_name),
        format!("Outcome: {}{modifiers}, row {} ({})", code(&part.outcome), part.row, part.row_name),
        part.because.clone(),
    ];
    let mut list = |heading: &str, items: Vec<String>| {
        if !items.is_empty() {
            lines.push(format!("{heading}:"));
            lines.extend(items.into_iter().map(|item| format!("  {item}")));
        }
    };
    list("Stops", part.stops.clone());
    list("Open questions", part.unanswered.clone());
    let blocked = part.options.iter().filter(|option| !option.allowed);
    list(
        "Not open now",
        blocked
            .flat_map(|option| {
                let outcome = code(&option.outcome);
                option
                    .blocked_by
                    .iter()
                    .map(move |blocker| format!("{outcome}: {} {}", blocker.why, blocker.how))
            })
            .collect(),
    );
    let shown = part.gates.iter().filter(|gate| code(&gate.state) != "grey");
    list(
        "Gates",
        shown
            .map(|gate| {
                let how = if gate.met { "" } else { gate.how.as_str() };
                format!("{} {} {}: {} {how}", gate.id, code(&gate.state), gate.name, gate.why)
                    .trim_end()
                    .to_owned()
            })
            .collect(),
    );
    list(
        "Clocks",
        part.clocks
            .iter()
            .map(|clock| {
                let runs = if clock.runs { "" } else { " (if handled as a request for records)" };
                format!("{} {}: {}{runs}", clock.id, clock.name, code(&clock.due).replace('T', " "))
            })
            .collect(),
    );
    list("May go out", part.allowed.iter().map(ToString::to_string).collect());
    list("Stays in", part.withheld.iter().map(|kept| format!("{}: {}", kept.data, kept.ground)).collect());
    let own = |code: &Option<_>| {
        code.as_ref().map_or_else(String::new, |code| format!(" A part of its own: {code}."))
    };
    list(
        "Comes with it",
        part.remarks
            .iter()
            .map(|remark| format!("{}: {}{}", remark.code, remark.says, own(&remark.own_part)))
            .collect(),
    );
    let must = |mandatory: bool| if mandatory { "" } else { " (optional)" };
    list(
        "Letters",
        part.letters
            .iter()
            .map(|letter| format!("{} {}{}", letter.id, letter.title, must(letter.mandatory)))
            .collect(),
    );
    list(
        "Stands on",
        part.citations.iter().map(|citation| format!("{}: {}", citation.label, citation.text)).collect(),
    );
    lines.join("\n")
}

/// A value of a closed list as programs read it.
fn code(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
