//! Showing words to a second person before they are used.

use super::desk::{key, on_desk, own_text};
use super::faults::{faults, refuse_faults};
use super::{director, own_text_view, shipped};
use crate::view::{OwnTextForm, OwnTextView};
use crate::when::need_day;
use crate::{Result, Session};

/// Offers the words in the editor to a second person. No letter changes before one publishes them.
///
/// # Errors
/// Words that cannot stand in the letter, a day in the past, or words that hold already; the draft is kept.
pub fn offer_own_text(session: &mut Session, form: &OwnTextForm) -> Result<OwnTextView> {
    shipped(session, &form.code)?;
    let words = on_desk(session, &form.code)?.words;
    refuse_faults(&faults(session, &form.code, &words)?)?;
    let text = own_text(session, &form.code, words, need_day(&form.from, "from")?)?;
    let standing = director(session);
    let (me, today) = ((session.me, standing.as_ref()), session.now().date());
    let event = domain::offer_own_text(&session.office, text, me, today)?;
    session.record_office(vec![event], None)?;
    crate::drafts::drop_draft(session, &key(&form.code))?;
    own_text_view(session, &form.code)
}
