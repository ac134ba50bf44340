//! The words of a letter as they lie on somebody's desk: what was typed, or what a colleague offered, or what holds.

use super::shipped;
use crate::{Error, Result, Session};
use chrono::NaiveDate;
use domain::{LetterCode, OwnText, PersonId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is kept as a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub(super) words: BTreeMap<String, String>,
    pub(super) sample: String,
}

/// The words in the editor.
pub(super) struct OnDesk {
    /// By passage, only where they differ from the program's.
    pub(super) words: BTreeMap<String, String>,
    pub(super) sample: String,
    /// They were typed here and are not what holds or was offered.
    pub(super) is_draft: bool,
    /// Whoever offered these very words, if it was somebody else.
    pub(super) offered_by: Option<PersonId>,
}

const PREFIX: &str = "letter-text/";

pub(super) fn key(code: &str) -> String {
    format!("{PREFIX}{code}")
}

/// What lies on the desk of the person here: their own draft, else words that wait for a second person, else what holds.
pub(super) fn on_desk(session: &Session, code: &str) -> Result<OnDesk> {
    Ok(on_desk_with(session, code, typed(session, code)?))
}

/// The same, with the draft that was found before.
pub(super) fn on_desk_with(session: &Session, code: &str, typed: Option<Typed>) -> OnDesk {
    let id = LetterCode::from(code);
    let (offered, held) = (session.office.offered_texts.get(&id), in_force(session, &id));
    let sample = typed.as_ref().map(|typed| typed.sample.clone()).unwrap_or_default();
    // Whoever only chose another sample has written nothing.
    let draft = typed.map(|typed| typed.words).filter(|words| *words != held);
    let (words, is_draft) = match (draft, offered) {
        (Some(words), Some(offered)) if words == offered.text.words => (words, false),
        (Some(words), _) => (words, true),
        (None, Some(offered)) => (offered.text.words.clone(), false),
        (None, None) => (held, false),
    };
    let theirs = offered.filter(|offered| offered.text.words == words && offered.by != session.me);
    OnDesk { offered_by: theirs.map(|offered| offered.by), words, sample, is_draft }
}

/// The own words that hold today, by passage.
pub(super) fn in_force(session: &Session, code: &LetterCode) -> BTreeMap<String, String> {
    let own = session.office.own_text_on(code, session.now().date());
    own.map(|own| own.text.words.clone()).unwrap_or_default()
}

pub(super) fn typed(session: &Session, code: &str) -> Result<Option<Typed>> {
    Ok(all_typed(session)?.remove(&key(code)))
}

/// Every draft of a letter's words, by key.
pub(super) fn all_typed(session: &Session) -> Result<BTreeMap<String, Typed>> {
    let drafts = crate::drafts::load_drafts(session, PREFIX)?.into_iter();
    Ok(drafts.filter_map(|draft| Some((draft.key, serde_json::from_str(&draft.text).ok()?))).collect())
}

/// Words with the program's own in whose place they stand.
pub(super) fn own_text(
    session: &Session,
    code: &str,
    words: BTreeMap<String, String>,
    from: NaiveDate,
) -> Result<OwnText> {
    let passages = shipped(session, code)?.passages().into_iter();
    let instead_of = passages.filter(|passage| words.contains_key(&passage.id));
    let instead_of = instead_of.map(|passage| (passage.id, passage.words)).collect();
    Ok(OwnText { code: LetterCode::from(code), words, instead_of, from })
}

/// Keeps words as a draft; those that are the program's own are left out.
pub(super) fn keep(session: &mut Session, code: &str, typed: Typed) -> Result<()> {
    let passages = shipped(session, code)?.passages();
    let is_own = |id: &String, words: &String| {
        passages.iter().any(|passage| passage.id == *id && passage.words.trim() != words.trim())
    };
    let words = typed.words.into_iter().filter(|(id, words)| is_own(id, words)).collect();
    let text = serde_json::to_string(&Typed { words, ..typed })
        .map_err(|_| Error::internal("the draft could not be written"))?;
    crate::drafts::save_draft(session, &key(code), &text)
}
