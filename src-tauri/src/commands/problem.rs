//! Failures that lie in the window itself, in the same shape as those of the use cases.

use usecases::{Code, Error};

use crate::print::PrintProblem;

/// The work stopped in the middle.
pub(crate) fn interrupted() -> Error {
    Error::new(
        Code::Internal,
        "The program stopped in the middle of this. What it had confirmed before is safe.",
        "Do it once more. If it happens again, lock the program and unlock it.",
    )
}

/// The program cannot find itself, so that it cannot start its helper.
pub(crate) fn no_helper() -> Error {
    Error::new(
        Code::FileProblem,
        "The part of the program that opens files from outside could not be started.",
        "The file is kept as it came. Close the program and open it again; if this stays, install it anew.",
    )
}

/// Nothing is open, so nothing can be read or recorded.
pub(crate) fn locked() -> Error {
    Error::new(
        Code::Locked,
        "The record is locked.",
        "Unlock it first. What was typed before it locked is kept as a draft.",
    )
}

/// Somebody signed in who has not accepted the duty of confidence yet.
pub(crate) fn at_the_door() -> Error {
    Error::new(
        Code::StillOpen,
        "The duty of confidence is not accepted yet, so nothing of the record is shown.",
        "Accept it, as the window asks. Nothing was changed.",
    )
}

/// Something is open already.
pub(crate) fn already_open() -> Error {
    Error::new(
        Code::AlreadyDone,
        "A record is already open in this window.",
        "Lock it before you open or set up another one.",
    )
}

/// A picked or dropped thing is no ordinary file.
pub(crate) fn not_a_file() -> Error {
    Error::new(
        Code::FileProblem,
        "This is not an ordinary file. Nothing was attached.",
        "Pick a document or a picture, not a folder.",
    )
}

/// A ticket that leads to no file any more.
pub(crate) fn no_such_ticket() -> Error {
    Error::new(
        Code::FileProblem,
        "The program no longer knows which file was meant. Nothing was stored.",
        "Pick the file once more.",
    )
}

/// No backup was picked since the program started.
pub(crate) fn no_such_backup() -> Error {
    Error::new(
        Code::FileProblem,
        "The program no longer knows which backup was meant. Nothing was restored.",
        "Choose the backup once more.",
    )
}

/// A copy of a letter could not be written where she wanted it.
pub(crate) fn not_written(error: &std::io::Error) -> Error {
    Error::new(
        Code::FileProblem,
        format!("The copy could not be written: {error}. The letter itself is safe in the record."),
        "Choose another folder, or free some space, and save the copy again.",
    )
}

impl From<PrintProblem> for Error {
    fn from(problem: PrintProblem) -> Self {
        Error::new(
            Code::PrintFailed,
            problem.to_string(),
            "The letter stays issued, and this try is not recorded as a print. Print it again from the request.",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_receives_four_fields_and_a_plain_code() {
        let sent = serde_json::to_value(not_a_file()).expect("it can be sent");
        assert_eq!(sent["code"], "file_problem");
        assert!(sent["message"].as_str().is_some_and(|text| text.ends_with('.')));
        assert!(sent["help"].as_str().is_some_and(|text| text.ends_with('.')));
        assert_eq!(sent["refs"], serde_json::json!([]));
    }
}
