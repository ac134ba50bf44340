//! What a verb answers, and how it reaches the terminal: words for people, JSON for programs, never both.

use serde::Serialize;
use std::io::Write;
use std::process::ExitCode;
use usecases::{Error, Result};

/// A finished answer in both forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    /// For a person; ends without a line break.
    pub(crate) words: String,
    /// For a program.
    pub(crate) json: String,
}

impl Answer {
    /// Both forms of one result.
    pub(crate) fn new(words: impl Into<String>, data: &impl Serialize) -> Result<Self> {
        let json = serde_json::to_string_pretty(data)
            .map_err(|_| Error::internal("the answer could not be written"))?;
        Ok(Self { words: words.into(), json })
    }
}

/// An error as programs read it.
#[derive(Serialize)]
struct Refused<'a> {
    code: serde_json::Value,
    message: &'a str,
    help: &'a str,
}

/// Writes the answer or the refusal, and says how it went.
pub(crate) fn give(result: Result<Answer>, json: bool) -> ExitCode {
    match result {
        Ok(answer) => {
            to_stdout(if json { &answer.json } else { &answer.words });
            ExitCode::SUCCESS
        }
        Err(error) => {
            let code = serde_json::to_value(error.code).unwrap_or_default();
            refuse(code, &error.message, &error.help, json);
            ExitCode::from(1)
        }
    }
}

/// Writes why arguments cannot be used.
pub(crate) fn wrong_arguments(message: &str, json: bool) -> ExitCode {
    let help = "Run the program with --help, or a verb with --help, to see what it takes.";
    refuse("wrong_arguments".into(), message, help, json);
    ExitCode::from(2)
}

/// Writes text to stdout. A reader that went away, such as a closed pager, is no error of ours.
pub(crate) fn to_stdout(text: &str) {
    let mut out = std::io::stdout().lock();
    let _gone = writeln!(out, "{}", text.trim_end()).and_then(|()| out.flush());
}

/// Writes what is said of a fault of the program itself.
pub(crate) fn fault(words: &str) {
    let _gone = writeln!(std::io::stderr().lock(), "{words}");
}

fn refuse(code: serde_json::Value, message: &str, help: &str, json: bool) {
    let text = if json {
        serde_json::to_string_pretty(&Refused { code, message, help }).unwrap_or_default()
    } else {
        format!("{message}\n{help}")
    };
    let _gone = writeln!(std::io::stderr().lock(), "{}", text.trim_end());
}
