//! What a letter says otherwise than its text that came with the program.

use super::draft::Draft;
use crate::Session;
use crate::own_texts::{name_of_passage, pieces};
use crate::timeline::capital;
use crate::view::LetterChange;

/// Own words of the library, free parts as they were typed, and facts that were typed here and not taken from the record.
pub(super) fn changes(session: &Session, draft: &Draft<'_>) -> Vec<LetterChange> {
    let shipped = session.texts.text(draft.text.id());
    let came_with = shipped.map(letters::LetterText::passages).unwrap_or_default().into_iter();
    let now = draft.text.passages();
    let reworded = came_with.filter_map(|before| {
        let here = now.iter().find(|passage| passage.id == before.id)?;
        (here.words != before.words).then(|| LetterChange {
            title: name_of_passage(&before.id),
            why: "The library's own words.".to_owned(),
            pieces: pieces(&before.words, &here.words),
        })
    });
    let blocks = draft.text.blocks().into_iter();
    let written = blocks.filter_map(|block| {
        let typed = draft.typed.free.get(&block.id)?;
        (*typed != block.text).then(|| LetterChange {
            title: capital(&block.what),
            why: "Written for this letter.".to_owned(),
            pieces: pieces(&block.text, typed),
        })
    });
    let tokens = draft.text.tokens().into_iter();
    let stated = tokens.filter_map(|token| {
        let typed = draft.typed.fields.get(&token.name).filter(|typed| !typed.trim().is_empty())?;
        Some(LetterChange {
            title: capital(&token.what),
            why: "Typed here and not taken from the record.".to_owned(),
            pieces: pieces("", typed),
        })
    });
    reworded.chain(written).chain(stated).collect()
}
