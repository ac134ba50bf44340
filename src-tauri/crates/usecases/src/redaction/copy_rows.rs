//! A redacted copy among the files of a request: what it is of, what was covered, and whether it may go out.

use super::boxes::{place_words, reason_words};
use crate::session::Session;
use crate::view::{CopyRow, CoverForm, Tone};
use crate::when::{moment, time_words};
use domain::{Attachment, CopyStanding, CoveredBox, Request};
use policy::Pack;

/// Whether a redacted copy can be made of a file: it can be drawn, it is no copy and no advice, and the request goes on.
pub(crate) fn is_redactable(request: &Request, file: &Attachment) -> bool {
    let mut parts = request.live_parts();
    crate::acts::is_drawable(&file.media)
        && parts.next().is_some_and(|part| domain::may_redact(request, file.id, part.id).is_ok())
}

/// What the record says of a copy; `None` for a file as it came.
pub(crate) fn copy_row(
    session: &Session,
    pack: &Pack,
    request: &Request,
    file: &Attachment,
) -> Option<CopyRow> {
    let made = request.redaction(file.id)?;
    let source = request.attachment(made.what.source);
    let name = |person| crate::custody::name_of(session, person);
    let standing = request.copy_standing(file.id);
    let (state, tone) = match standing {
        CopyStanding::Unseen => ("Waits for a second look", Tone::Wait),
        CopyStanding::MayGo => ("Looked at a second time: it may go out", Tone::Done),
        CopyStanding::MayNotGo => ("Looked at a second time: it may not go out", Tone::Stop),
    };
    let looks = request.copy_looks.iter().filter(|look| look.what.copy == file.id);
    let over = made.at + pack.pause();
    Some(CopyRow {
        of: source.map(|source| source.what.name.clone()).unwrap_or_default(),
        sha256: file.sha256.clone(),
        made: format!("{}, {}", name(made.by), time_words(made.at)),
        part: request.part(made.what.part).map_or(0, |part| part.serial),
        boxes: made.what.boxes.iter().map(|covered| box_words(pack, covered)).collect(),
        state: state.to_owned(),
        tone,
        looks: looks
            .map(|look| format!("{}, {}: {}", name(look.by), time_words(look.at), look.what.found))
            .collect(),
        may_look: standing != CopyStanding::MayNotGo && request.is_live(),
        pause_until: (made.by == session.me && over > session.now()).then(|| moment(over)),
    })
}

fn box_words(pack: &Pack, covered: &CoveredBox) -> String {
    let CoveredBox { page, x, y, w, h, .. } = *covered;
    let place = place_words(&CoverForm { page, x, y, w, h, ..CoverForm::default() });
    format!("{}: {}", crate::timeline::capital(&place), reason_words(pack, covered))
}
