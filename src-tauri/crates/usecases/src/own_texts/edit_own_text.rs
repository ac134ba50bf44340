//! Typing words, and putting those of a published version into the editor again.

use super::desk::{Typed, keep, typed};
use super::{own_text_view, shipped};
use crate::view::{OwnTextEdit, OwnTextView};
use crate::{Result, Session};
use domain::{LetterCode, Refusal};

/// Keeps what was typed as a draft of the person here, and answers with a fresh view. No letter changes.
///
/// # Errors
/// There is no such letter, or the draft could not be saved; the one saved before is kept.
pub fn edit_own_text(session: &mut Session, edit: OwnTextEdit) -> Result<OwnTextView> {
    keep(session, &edit.code, Typed { words: edit.words, sample: edit.sample })?;
    own_text_view(session, &edit.code)
}

/// Puts the words of a version into the editor; nought stands for the program's own, and the number behind the last version for the
/// words that wait for a second person. No letter changes before they are published.
///
/// # Errors
/// There is no such letter or version.
pub fn take_up_own_text(session: &mut Session, code: &str, number: u32) -> Result<OwnTextView> {
    shipped(session, code)?;
    let version = session.office.own_texts.iter().find(|known| known.number == number);
    let offered = session.office.offered_texts.get(&LetterCode::from(code));
    let next = session.office.own_texts.len() + 1;
    let words = match (number, version.filter(|known| known.text.code.as_str() == code)) {
        (0, _) => std::collections::BTreeMap::new(),
        (_, Some(version)) => version.text.words.clone(),
        (_, None) if number as usize == next && offered.is_some() => {
            offered.map(|offered| offered.text.words.clone()).unwrap_or_default()
        }
        (_, None) => return Err(Refusal::not_found().into()),
    };
    let sample = typed(session, code)?.map(|typed| typed.sample).unwrap_or_default();
    keep(session, code, Typed { words, sample })?;
    own_text_view(session, code)
}
