//! Choosing what goes with a letter.

use super::enclosing_view::enclosing_view;
use super::files::{cannot_be_printed, is_offered};
use super::sheet::{carries, draft_key};
use crate::acts::part_id;
use crate::journal::Along;
use crate::view::{EnclosedForm, EnclosingForm, EnclosingView};
use crate::{Code, Error, Result, Session};
use domain::{AttachmentId, EnclosedFile, EnclosuresChosen, LetterCode, Refusal, Request};

/// Records what goes with a letter, in place of what was recorded before. Nothing leaves by that: what stands in the way is
/// shown, and issuing is refused until it is gone.
///
/// # Errors
/// As [`domain::choose_enclosures`]; a letter that nothing goes with; a file whose pages cannot be printed.
pub fn choose_enclosures(
    session: &mut Session,
    request: &str,
    code: &str,
    form: EnclosingForm,
) -> Result<Option<EnclosingView>> {
    let case = session.case(request)?;
    let files = form.files.iter().map(|form| enclosed(&case.request, form)).collect::<Result<_>>()?;
    let chosen = EnclosuresChosen {
        letter: LetterCode::from(code),
        to: form.to,
        method: crate::choices::delivery_method(&form.method)?,
        files,
    };
    let event = domain::choose_enclosures(&case.request, chosen)?;
    let carrying = match session.texts.text(code) {
        Some(text) => carries(session, case, text)?,
        None => false,
    };
    if !carrying {
        return Err(Error::new(
            Code::Invalid,
            "Nothing goes with this letter: it gives nothing out.",
            "Nothing was changed. Plan what goes out first, or choose the letter that tells of a release.",
        ));
    }
    let id = case.request.id;
    session.record(id, vec![event], Along::default())?;
    crate::drafts::drop_draft(session, &draft_key(request, code))?;
    enclosing_view(session, request, code)
}

fn enclosed(request: &Request, form: &EnclosedForm) -> Result<EnclosedFile> {
    let file: AttachmentId = form.file.parse().map_err(|_| Refusal::not_found())?;
    let part = part_id(&form.part)?;
    let kept = request.attachment(file).map(|kept| &kept.what);
    // Of a file that is not of this request nothing is known: `domain` says so.
    let sha256 = kept.map(|kept| kept.sha256.clone()).unwrap_or_default();
    if let Some(kept) = kept.filter(|kept| !kept.privileged && !is_offered(request, kept)) {
        return Err(cannot_be_printed(&kept.name));
    }
    Ok(EnclosedFile { file, sha256, part })
}
