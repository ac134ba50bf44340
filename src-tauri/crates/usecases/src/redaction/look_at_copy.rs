//! The second look at a redacted copy.

use crate::acts::hex;
use crate::view::{CopyLookForm, RequestView};
use crate::{Code, Error, Result, Session, ruling};
use domain::{CopyLookedAt, Refusal};
use sha2::{Digest, Sha256};

/// Records that somebody with the right to look a second time compared a copy with its file, and what was found.
///
/// # Errors
/// As [`domain::look_at_copy`]; bytes that are no longer those that were recorded; no right to look.
pub fn look_at_copy(
    session: &mut Session,
    request: &str,
    copy: &str,
    form: &CopyLookForm,
) -> Result<RequestView> {
    let bytes = crate::kept_file(session, request, copy)?;
    let case = session.case(request)?;
    let copy = copy.parse().map_err(|_| Refusal::not_found())?;
    let made = case.request.redaction(copy).ok_or_else(Refusal::not_found)?;
    if hex(&Sha256::digest(bytes.bytes())) != made.what.copy.sha256 {
        return Err(Error::new(
            Code::VaultDamaged,
            "The stored copy does not match the digest that was recorded when it was made.",
            "Do not give it out. Verify the vault under Settings and make another copy.",
        ));
    }
    let matter = ruling::matter_of(session, &case.request, made.what.part)?;
    let pause = session.pack_of(&case.request)?.pause();
    let looking = domain::looking(&session.office, session.me, &matter, pause, session.now())?;
    let look =
        CopyLookedAt { copy, sha256: form.sha256.clone(), may_go: form.may_go, found: form.found.clone() };
    let event = domain::look_at_copy(&case.request, look, &looking, session.now())?;
    session.act(request, event)
}
