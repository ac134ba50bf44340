//! The catalogue of letters and memos, as the program lists it.

use crate::program::{pack, practice};
use crate::{Code, Error, Result};
use ::policy::LetterKind;
use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use std::io::Write;
use std::path::Path;

/// A letter or memo of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// `letter` or `memo`.
    pub kind: String,
    /// Who reads it.
    pub audience: String,
    /// When it is used.
    pub when: String,
    /// The program has a text for it; otherwise it is written outside and its scan is filed.
    pub text: bool,
}

/// Every letter and memo of the pack that comes with the program.
///
/// # Errors
/// The pack or the texts inside the program are broken.
pub fn list() -> Result<Vec<Listed>> {
    let pack = pack::shipped()?;
    let texts = texts()?;
    let listed = pack.letters.iter().map(|letter| Listed {
        id: letter.code.to_string(),
        title: letter.title.clone(),
        kind: match letter.kind {
            LetterKind::Letter => "letter",
            LetterKind::Memo => "memo",
        }
        .to_owned(),
        audience: letter.audience.clone(),
        when: letter.when.clone(),
        text: texts.text(letter.code.as_str()).is_some(),
    });
    Ok(listed.collect())
}

/// The texts inside the program.
fn texts() -> Result<::letters::Catalogue> {
    ::letters::shipped().map_err(Error::from)
}

/// A sample letter that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sample {
    /// Id.
    pub id: String,
    /// File name.
    pub file: String,
}

/// Writes sample letters as PDF into a folder: the letters of sample requests, issued by the path of real ones. With
/// ids only those. A file that is already there is never overwritten.
///
/// # Errors
/// An id has no text, the folder cannot be written, or the practice requests cannot be played.
pub fn sample(out: &Path, ids: &[String], now: DateTime<FixedOffset>) -> Result<Vec<Sample>> {
    let texts = texts()?;
    if let Some(unknown) = ids.iter().find(|id| texts.text(id).is_none()) {
        let known: Vec<_> = texts.texts().map(|text| text.id().to_owned()).collect();
        return Err(Error::new(
            Code::NotFound,
            format!("There is no text for a letter {unknown:?}."),
            format!("Name one of those there are: {}. Nothing was written.", known.join(", ")),
        ));
    }
    let scratch = tempfile::tempdir().map_err(|error| not_written(out, &error))?;
    let (vault, profile) = (scratch.path().join("vault"), scratch.path().join("profile"));
    let (session, _) = practice::play(&vault, &profile, now, &practice::scripts(&practice::EVERY_LETTER)?)?;
    let letters = practice::issued_letters(&session)?;
    session.close()?;
    std::fs::create_dir_all(out).map_err(|error| not_written(out, &error))?;
    let mut written = Vec::new();
    for (id, (title, bytes)) in letters.iter().filter(|(id, _)| ids.is_empty() || ids.contains(id)) {
        let file = format!("{id} {}.pdf", plain(title));
        let path = out.join(&file);
        write_new(&path, bytes).map_err(|error| not_written(&path, &error))?;
        written.push(Sample { id: id.clone(), file });
    }
    Ok(written)
}

fn write_new(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = std::fs::File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A title as part of a file name on any system.
fn plain(title: &str) -> String {
    title
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-'))
        .collect::<String>()
        .trim()
        .to_owned()
}

fn not_written(path: &Path, error: &std::io::Error) -> Error {
    let message = format!("{} could not be written: {error}.", path.display());
    Error::new(
        Code::FileProblem,
        message,
        "Name a new or empty folder with --out. Files already there are kept.",
    )
}
