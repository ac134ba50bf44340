//! Publishing words: from their first day on letters are written with them.

use super::desk::{key, on_desk, own_text};
use super::faults::{faults, refuse_faults};
use super::{director, own_text_view, shipped};
use crate::view::{OwnTextForm, OwnTextView};
use crate::when::need_day;
use crate::{Result, Session};
use domain::LetterCode;

/// Publishes the words in the editor, or those that a colleague offered. Letters already issued keep what they say.
///
/// # Errors
/// The Director is neither the one who publishes nor the one who offered them; nobody else saw them and there is no reason; words
/// that cannot stand in the letter; a day in the past. The draft is kept.
pub fn publish_own_text(session: &mut Session, form: &OwnTextForm) -> Result<OwnTextView> {
    let (code, standing) = (LetterCode::from(form.code.as_str()), director(session));
    domain::may_publish_own_text(&session.office, &code, session.me, standing.as_ref())?;
    shipped(session, &form.code)?;
    let words = on_desk(session, &form.code)?.words;
    refuse_faults(&faults(session, &form.code, &words)?)?;
    let text = own_text(session, &form.code, words, need_day(&form.from, "from")?)?;
    let (me, today) = ((session.me, standing.as_ref()), session.now().date());
    let event = domain::publish_own_text(&session.office, text, &form.reason, me, today)?;
    session.record_office(vec![event], None)?;
    crate::drafts::drop_draft(session, &key(&form.code))?;
    own_text_view(session, &form.code)
}
