//! The catalogue of letters and memos, as the program lists it.

use crate::program::pack;
use crate::{Code, Error, Result};
use ::policy::LetterKind;
use serde::Serialize;

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
pub(crate) fn texts() -> Result<::letters::Catalogue> {
    ::letters::shipped().map_err(|problems| {
        let lines: Vec<_> = problems.iter().map(|problem| format!("{}:{}: {}", problem.file, problem.line, problem.message)).collect();
        Error::new(
            Code::LetterRefused,
            format!("The letter texts inside the program are broken.\n{}", lines.join("\n")),
            "Nothing was changed. Install the program again, and ask for support if this returns.",
        )
    })
}
