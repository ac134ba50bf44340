//! Taking published words back.

use super::{director, own_text_view};
use crate::view::{OwnTextView, TakeBackForm};
use crate::{Result, Session};
use domain::{PublishedText, Refusal};

/// Takes a version back: letters are written with the words that stood before it. Letters already issued keep what they say.
///
/// # Errors
/// Somebody else than the Director in person, no such version, one taken back before, or no reason.
pub fn take_back_own_text(session: &mut Session, form: &TakeBackForm) -> Result<OwnTextView> {
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
