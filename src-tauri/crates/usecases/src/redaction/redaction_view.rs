//! What the screen needs before the first box is drawn.

use super::boxes::reasons;
use crate::view::{Labelled, RedactionView};
use crate::{Result, Session};
use domain::{AttachmentId, Refusal};

/// The parts a copy can be made for, and the reasons a box can have.
///
/// # Errors
/// A file of which no copy is made, with the reason.
pub fn redaction_view(session: &Session, request: &str, file: &str) -> Result<RedactionView> {
    let request = &session.case(request)?.request;
    let file: AttachmentId = file.parse().map_err(|_| Refusal::not_found())?;
    let name = |part: &domain::Part| Labelled {
        code: part.id.to_string(),
        label: format!("Part {}: {}", part.serial, part.what),
    };
    let parts: Vec<_> = request.live_parts().map(name).collect();
    let first = request.live_parts().next().ok_or_else(Refusal::not_found)?;
    let source = domain::may_redact(request, file, first.id)?;
    Ok(RedactionView {
        name: source.name.clone(),
        parts,
        reasons: reasons(session.pack_of(request)?),
        label: "Where it fits, the library's own provisions are written into a box, never your words."
            .to_owned(),
    })
}
