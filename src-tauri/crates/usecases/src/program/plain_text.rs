//! Files that somebody wrote by hand: packs, facts.

use crate::{Code, Error, Result};

/// The text of a file that somebody wrote; what is none is named with its first line that cannot be read.
///
/// # Errors
/// Bytes that are no text in UTF-8.
pub fn read(name: &str, bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes).map_err(|no_text| {
        let good = no_text.utf8_error().valid_up_to();
        let line = 1 + no_text.as_bytes().iter().take(good).filter(|byte| **byte == b'\n').count();
        let message = format!("{name}, line {line}: this is no text.");
        let help = "What is read here are plain text files, saved as UTF-8. Name such a file, or take out of the folder what is no \
                    part of it. Nothing was changed.";
        Error::new(Code::FileProblem, message, help)
    })
}
