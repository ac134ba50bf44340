//! Typing words, and putting those of a published version into the editor again.

use super::desk::{Typed, keep, typed};
use super::{number_of_offer, own_text_view, shipped, taken_back_offers};
use crate::view::{OwnTextEdit, OwnTextView};
use crate::{Result, Session};
use domain::{LetterCode, Refusal};
use std::collections::BTreeMap;

/// Keeps what was typed as a draft of the person here, and answers with a fresh view. No letter changes.
///
/// # Errors
/// There is no such letter, or the draft could not be saved; the one saved before is kept.
pub fn edit_own_text(session: &mut Session, edit: OwnTextEdit) -> Result<OwnTextView> {
    keep(session, &edit.code, Typed { words: edit.words, sample: edit.sample })?;
    own_text_view(session, &edit.code)
}

/// Puts the words of a version into the editor; nought stands for the program's own, and offered words have numbers of their own.
/// No letter changes before they are published.
///
/// # Errors
/// There is no such letter or version.
pub fn take_up_own_text(session: &mut Session, code: &str, number: u32) -> Result<OwnTextView> {
    shipped(session, code)?;
    let words = words_of(session, code, number).ok_or_else(Refusal::not_found)?;
    let sample = typed(session, code)?.map(|typed| typed.sample).unwrap_or_default();
    keep(session, code, Typed { words, sample })?;
    own_text_view(session, code)
}

fn words_of(session: &Session, code: &str, number: u32) -> Option<BTreeMap<String, String>> {
    let (office, id) = (&session.office, LetterCode::from(code));
    if let Some((_, back)) = taken_back_offers(session, &id).into_iter().find(|(known, _)| *known == number) {
        return Some(back.offered.text.words);
    }
    let words = match number {
        0 => return Some(BTreeMap::new()),
        _ if number == number_of_offer(session) => &office.offered_texts.get(&id)?.text.words,
        _ => {
            &office.own_texts.iter().find(|known| known.number == number && known.text.code == id)?.text.words
        }
    };
    Some(words.clone())
}
