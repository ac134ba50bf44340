//! The letters whose words can be changed, each with whose words it stands in.

use super::desk::{Typed, all_typed, key, on_desk_with};
use crate::view::{OwnTextRow, OwnTextsView, Tone};
use crate::when::day_words;
use crate::{Result, Session, custody};
use domain::{LetterCode, OwnText};
use letters::LetterText;

/// All letter texts of the policy's catalogue, by code.
///
/// # Errors
/// A draft that does not open with its key.
pub fn list_own_texts(session: &Session) -> Result<OwnTextsView> {
    let mut typed = all_typed(session)?;
    let rows = session.texts.texts().map(|text| {
        let typed = typed.remove(&key(text.id()));
        row(text, state(session, text, typed))
    });
    Ok(OwnTextsView { rows: rows.collect() })
}

fn row(text: &LetterText, (state, tone): (String, Tone)) -> OwnTextRow {
    OwnTextRow {
        code: text.id().to_owned(),
        title: text.title().to_owned(),
        audience: text.audience().to_owned(),
        state,
        tone,
    }
}

fn state(session: &Session, text: &LetterText, typed: Option<Typed>) -> (String, Tone) {
    let (code, today) = (LetterCode::from(text.id()), session.now().date());
    let own = session.office.own_text_on(&code, today);
    if own.is_some_and(|own| text.reworded(&own.text.words).is_err()) {
        return (
            "The library's words do not fit this version of the program and are not used".to_owned(),
            Tone::Stop,
        );
    }
    if own.is_some_and(|own| has_moved_on(text, &own.text)) {
        return ("The program's words changed since: look at yours again".to_owned(), Tone::Wait);
    }
    if let Some(offered) = session.office.offered_texts.get(&code) {
        let who = custody::name_of(session, offered.by);
        return (format!("New words of {who} wait for a second person"), Tone::Wait);
    }
    if on_desk_with(session, text.id(), typed).is_draft {
        return ("You have begun new words".to_owned(), Tone::Open);
    }
    let mine = session.office.withdrawn_texts.get(&(code.clone(), session.me));
    if let Some(back) = mine.filter(|back| back.by != session.me) {
        let who = custody::name_of(session, back.by);
        return (format!("{who} took back the words you offered; the letter says why"), Tone::Open);
    }
    let to_come = session
        .office
        .own_texts
        .iter()
        .filter(|known| known.text.code == code && known.taken_back.is_none() && known.text.from > today);
    if let Some(next) = to_come.min_by_key(|known| known.text.from) {
        return (format!("New words from {}", day_words(next.text.from)), Tone::Open);
    }
    match own {
        Some(own) if own.text.words.is_empty() => ("The program's words again".to_owned(), Tone::Done),
        Some(own) => (format!("The library's words since {}", day_words(own.text.from)), Tone::Done),
        None => ("As it came with the program".to_owned(), Tone::Done),
    }
}

// Whether the program now says otherwise what the library put into its own words.
fn has_moved_on(text: &LetterText, own: &OwnText) -> bool {
    text.passages()
        .iter()
        .any(|passage| own.instead_of.get(&passage.id).is_some_and(|before| *before != passage.words))
}
