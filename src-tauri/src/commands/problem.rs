//! Why a command was not carried out, in the shape the page knows.

use serde::Serialize;

/// What happened, what is safe, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Problem {
    /// A closed list that the page has a text for.
    pub(crate) code: Code,
    /// What happened, and what is safe.
    pub(crate) message: String,
    /// What to do next.
    pub(crate) help: String,
    /// What it is about: rules, clauses, fields.
    pub(crate) refs: Vec<String>,
}

/// The causes that lie in the window itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Code {
    /// The work stopped in the middle.
    Interrupted,
    /// A picked thing is no ordinary file.
    NotAFile,
}

impl Problem {
    /// The problem of this cause.
    pub(crate) fn new(code: Code) -> Self {
        let (message, help) = match code {
            Code::Interrupted => (
                "The program stopped in the middle of this. What it had confirmed before is safe.",
                "Do it once more. If it happens again, lock the program and unlock it.",
            ),
            Code::NotAFile => (
                "This is not an ordinary file. Nothing was attached.",
                "Pick a document or a picture, not a folder.",
            ),
        };
        Self { code, message: message.to_owned(), help: help.to_owned(), refs: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_receives_four_fields_and_a_plain_code() {
        let sent = serde_json::to_value(Problem::new(Code::NotAFile)).expect("it can be sent");
        assert_eq!(sent["code"], "not_a_file");
        assert!(sent["message"].as_str().is_some_and(|text| text.ends_with('.')));
        assert!(sent["help"].as_str().is_some_and(|text| text.ends_with('.')));
        assert_eq!(sent["refs"], serde_json::json!([]));
    }
}
