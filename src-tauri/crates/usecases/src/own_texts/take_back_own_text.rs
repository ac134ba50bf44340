//! Taking words back: those that were published, or those that still wait for a second person.

use super::desk::{Typed, keep, on_desk};
use super::{director, number_of_offer, own_text_view, shipped};
use crate::view::{OwnTextView, TakeBackForm};
use crate::{Result, Session};
use domain::{LetterCode, PublishedText, Refusal};

/// Takes a version back: letters are written with the words that stood before it. Letters already issued keep what they say.
/// Offered words have the number behind the last version; nobody publishes them any more, and their author goes on with them.
///
/// # Errors
/// Somebody else than the Director in person, or than the author of offered words; no such version, one taken back before, or no
/// reason.
pub fn take_back_own_text(session: &mut Session, form: &TakeBackForm) -> Result<OwnTextView> {
    if form.number == number_of_offer(session) {
        return withdraw(session, form);
    }
    let standing = director(session);
    let event = domain::take_back_own_text(&session.office, form.number, &form.reason, standing.as_ref())?;
    let is_of_letter =
        |known: &PublishedText| known.number == form.number && known.text.code.as_str() == form.code;
    if !session.office.own_texts.iter().any(is_of_letter) {
        return Err(Refusal::not_found().into());
    }
    session.record_office(vec![event], None)?;
    own_text_view(session, &form.code)
}

fn withdraw(session: &mut Session, form: &TakeBackForm) -> Result<OwnTextView> {
    shipped(session, &form.code)?;
    let (code, standing) = (LetterCode::from(form.code.as_str()), director(session));
    let event =
        domain::withdraw_own_text(&session.office, &code, &form.reason, (session.me, standing.as_ref()))?;
    let is_mine = session.office.offered_texts.get(&code).is_some_and(|offered| offered.by == session.me);
    let desk = on_desk(session, &form.code)?;
    session.record_office(vec![event], None)?;
    // Whoever took back their own words goes on with them, unless they have begun others since. Where the draft cannot be saved,
    // the words still stand among those that were taken back.
    if is_mine && !desk.is_draft {
        let _kept = keep(session, &form.code, Typed { words: desk.words, sample: desk.sample });
    }
    own_text_view(session, &form.code)
}
