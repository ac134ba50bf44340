//! The headers of a record in a file, for a second reader that has no key.

use crate::program::anchor::Anchor;
use crate::program::vault::{At, opened};
use crate::{Code, Error, Result};
use ::vault::Passphrase;
use serde::Serialize;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// A list that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Headers {
    /// The file.
    pub file: String,
    /// Rows in it.
    pub rows: u64,
    /// The record's anchor at this moment.
    pub anchor: Anchor,
}

/// Writes the headers into a new file. No text, name or key is in it.
///
/// # Errors
/// The record does not open or does not verify, or the file is there already or cannot be written.
pub fn export(at: &At, out: &Path, secret: impl FnOnce() -> Result<Passphrase>) -> Result<Headers> {
    let vault = opened(at, secret)?;
    let failed = |_| {
        Error::new(
            Code::FileProblem,
            "The list could not be written.",
            "The record was not changed. Name a new file in a folder that can be written; a file that is there is left as it is.",
        )
        .at("out")
    };
    let mut file = BufWriter::new(File::create_new(out).map_err(failed)?);
    let written = vault.write_headers(&mut file).map_err(Error::from);
    let rows = match written.and_then(|rows| file.flush().map(|()| rows).map_err(failed)) {
        Ok(rows) => rows,
        Err(error) => {
            // Half a list would be taken for one that was cut off on purpose.
            let _ = std::fs::remove_file(out);
            return Err(error);
        }
    };
    let anchor = vault.anchor();
    vault.close()?;
    let anchor = Anchor { date: at.now.date_naive(), code: anchor.code };
    Ok(Headers { file: out.to_string_lossy().into_owned(), rows, anchor })
}
