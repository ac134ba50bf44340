//! A letter of the catalogue that was written outside: recorded with its scan.

use super::attachment_id;
use crate::view::{OutsideLetterForm, RequestView};
use crate::when::need_day;
use crate::{Result, Session, ruling};
use domain::{LetterCode, LetterId, OutsideLetter, Refusal, RefusalCode};
use policy::Signs;

/// Files the scan of a letter written outside.
pub fn file_outside_letter(
    session: &mut Session,
    request: &str,
    form: OutsideLetterForm,
) -> Result<RequestView> {
    let id = LetterId(session.world.id()?);
    let case = session.case(request)?;
    let code = LetterCode::from(form.code.as_str());
    let entry = session.pack_of(&case.request)?.letter(&code).ok_or_else(Refusal::not_found)?;
    // What only somebody with authority signs here, nobody without it files as signed elsewhere.
    if ruling::signs(session, &case.request, &form.code)? != Signs::AnyoneHandling {
        if let Some(why) = ruling::letter_blocked(session, &case.request, &form.code)? {
            let help = "The list of letters says when each can be written. Keep the scan as an attachment until then.";
            return Err(Refusal::new(RefusalCode::StillOpen, why, help).at("code").into());
        }
        let telling = ruling::telling(session, &case.request, &form.code)?;
        domain::signing(&session.office, &telling, session.me, session.now())?;
    }
    let letter = OutsideLetter {
        id,
        title: entry.title.clone(),
        code,
        parts: ruling::parts_of_letter(session, &case.request, &form.code)?,
        scan: attachment_id(&form.scan)?.ok_or_else(Refusal::not_found)?,
        dated: need_day(&form.dated, "dated")?,
        signed_by: form.signed_by,
    };
    let event = domain::file_outside_letter(&case.request, letter, session.now())?;
    session.act(request, event)
}
