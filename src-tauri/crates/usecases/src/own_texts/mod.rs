//! The library's own words for its letters: written passage by passage, seen by a second person or published with a reason, in
//! force from a day on, taken back if they were a mistake.

mod desk;
mod edit_own_text;
mod faults;
mod list_own_texts;
mod offer_own_text;
mod own_text_view;
mod publish_own_text;
mod sample_letter;
mod take_back_own_text;
mod word_by_word;

pub use edit_own_text::{edit_own_text, take_up_own_text};
pub use list_own_texts::list_own_texts;
pub use offer_own_text::offer_own_text;
pub use own_text_view::{own_text_page, own_text_view};
pub use publish_own_text::publish_own_text;
pub use take_back_own_text::take_back_own_text;

pub(crate) use own_text_view::name_of_passage;
pub(crate) use sample_letter::sample_letter;
pub(crate) use word_by_word::pieces;

use crate::session::Session;
use domain::{LetterCode, Matter, Refusal, Standing, WithdrawnText};
use letters::{Language, LetterText};
use std::borrow::Cow;

impl Session {
    /// A letter's text as it is written today: in the library's own words where they are in force. Own words that do not fit the
    /// program's text any more are not used, and the list of letter texts says so.
    pub(crate) fn letter_text(&self, code: &str) -> Option<Cow<'_, LetterText>> {
        let shipped = self.texts.text(code)?;
        let own = self.office.own_text_on(&LetterCode::from(code), self.now().date());
        let reworded = own.and_then(|own| shipped.reworded(&own.text.words).ok());
        Some(reworded.map_or(Cow::Borrowed(shipped), Cow::Owned))
    }

    /// The same in a further language. Where the library's own words are in force there is none: they stand in one language only.
    pub(crate) fn letter_text_in(&self, code: &str, language: &str) -> Option<Cow<'_, LetterText>> {
        match self.letter_text(code)? {
            Cow::Borrowed(shipped) => {
                Some(Cow::Borrowed(self.texts.text_in(code, language).unwrap_or(shipped)))
            }
            own => Some(own),
        }
    }

    /// The languages in which a letter can be written now, that of the house first.
    pub(crate) fn languages(&self, code: &str) -> Vec<&Language> {
        let is_own = matches!(self.letter_text(code), Some(Cow::Owned(_)));
        let known = self.texts.languages(code);
        if is_own { known.into_iter().take(1).collect() } else { known }
    }
}

/// The text that came with the program.
fn shipped<'a>(session: &'a Session, code: &str) -> crate::Result<&'a LetterText> {
    session.texts.text(code).ok_or_else(|| Refusal::not_found().into())
}

/// The Director's own standing, where the person here has it.
fn director(session: &Session) -> Option<Standing> {
    session.standing(&Matter { director_only: true, ..Matter::default() }).ok()
}

/// By which number words that wait for a second person are called: the next version, which they would be.
fn number_of_offer(session: &Session) -> u32 {
    u32::try_from(session.office.own_texts.len()).unwrap_or(u32::MAX).saturating_add(1)
}

/// Offered words of a letter that were taken back, with the numbers they are called by: from the highest number down.
fn taken_back_offers(session: &Session, code: &LetterCode) -> Vec<(u32, WithdrawnText)> {
    let withdrawn = session.office.withdrawn_texts.iter().filter(|((of, _), _)| of == code);
    (0..).map(|below| u32::MAX - below).zip(withdrawn.map(|(_, back)| back.clone())).collect()
}
