//! What a letter says otherwise than its text that came with the program.

use super::draft::Draft;
use crate::Session;
use crate::own_texts::{name_of_passage, pieces};
use crate::timeline::capital;
use crate::view::LetterChange;

/// Another language than was chosen, own words of the library in what this letter says, free parts as they were typed, facts that
/// were typed here and not taken from the record, and the library's own lines under the signature.
pub(super) fn changes(session: &Session, draft: &Draft<'_>) -> Vec<LetterChange> {
    // While the letter cannot be shown nobody knows which parts it will have.
    let is_part = |id: &str| {
        let block = id.strip_suffix(".after").unwrap_or(id);
        let is_in = |letter: &letters::Letter| letter.blocks.iter().any(|known| known.id == block);
        block == "subject" || draft.shown.as_ref().is_none_or(is_in)
    };
    let texts = &session.texts;
    let in_its_language = texts.text_in(draft.text.id(), draft.text.language());
    let shipped = in_its_language.or_else(|| texts.text(draft.text.id()));
    let came_with = shipped.map(letters::LetterText::passages).unwrap_or_default().into_iter();
    let now = draft.text.passages();
    let reworded = came_with.filter(|before| is_part(&before.id)).filter_map(|before| {
        let here = now.iter().find(|passage| passage.id == before.id)?;
        (here.words != before.words).then(|| LetterChange {
            title: name_of_passage(&before.id),
            why: "The library's own words.".to_owned(),
            pieces: pieces(&before.words, &here.words),
        })
    });
    let blocks = draft.text.blocks().into_iter();
    let written = blocks.filter(|block| is_part(&block.id)).filter_map(|block| {
        let typed = draft.typed.free.get(&block.id)?;
        (*typed != block.text).then(|| LetterChange {
            title: capital(&block.what),
            why: "Written for this letter.".to_owned(),
            pieces: pieces(&block.text, typed),
        })
    });
    let tokens = draft.text.tokens();
    let stated = draft.stated.iter().filter_map(|(name, before)| {
        let token = tokens.iter().find(|token| token.name == *name)?;
        let said = draft.facts.get(name).map(|value| value.words(draft.text.words())).unwrap_or_default();
        let why = match before.is_empty() {
            true => "Typed here and not taken from the record.",
            false => "Typed here in place of what the record says.",
        };
        Some(LetterChange { title: capital(&token.what), why: why.to_owned(), pieces: pieces(before, &said) })
    });
    let under = draft.shown.as_ref().map(|letter| letter.signer.under.join("\n")).unwrap_or_default();
    let under = (!under.is_empty()).then(|| LetterChange {
        title: "Under the signature".to_owned(),
        why: "The library's own lines.".to_owned(),
        pieces: pieces("", &under),
    });
    turned(session, draft).into_iter().chain(reworded).chain(written).chain(stated).chain(under).collect()
}

/// The language that was chosen here, where the letter is not written in it any more.
fn turned(session: &Session, draft: &Draft<'_>) -> Option<LetterChange> {
    let (chosen, now) = (&draft.typed.language, draft.text.words());
    if chosen.is_empty() || *chosen == now.language {
        return None;
    }
    let known = session.texts.languages(draft.text.id());
    let name = known.iter().find(|words| words.language == *chosen).map_or(chosen, |words| &words.name);
    Some(LetterChange {
        title: "Language".to_owned(),
        why: "It was begun in another one, in which it cannot be written now. Read it once more.".to_owned(),
        pieces: pieces(name, &now.name),
    })
}
