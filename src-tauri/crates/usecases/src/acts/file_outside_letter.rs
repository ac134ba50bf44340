//! A letter of the catalogue that was written outside: recorded with its scan.

use super::attachment_id;
use crate::view::{OutsideLetterForm, RequestView};
use crate::when::need_day;
use crate::{Result, Session};
use domain::{LetterCode, LetterId, OutsideLetter, Refusal};

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
    let letter = OutsideLetter {
        id,
        title: entry.title.clone(),
        code,
        parts: case.request.live_parts().map(|part| part.id).collect(),
        scan: attachment_id(&form.scan)?.ok_or_else(Refusal::not_found)?,
        dated: need_day(&form.dated, "dated")?,
        signed_by: form.signed_by,
    };
    let event = domain::file_outside_letter(&case.request, letter, session.now())?;
    session.act(request, event)
}
