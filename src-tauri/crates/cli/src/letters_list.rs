//! `custodian letters list`: the catalogue of letters and memos.

use crate::answer::Answer;
use crate::tables::table;
use usecases::Result;
use usecases::program::letters::{Listed, list};

/// Lists.
pub(crate) fn run() -> Result<Answer> {
    let letters = list()?;
    let row = |letter: &Listed| {
        let text = if letter.text { "text" } else { "written outside" };
        vec![letter.id.clone(), letter.kind.clone(), text.to_owned(), letter.title.clone()]
    };
    Answer::new(table(&letters.iter().map(row).collect::<Vec<_>>()), &letters)
}
