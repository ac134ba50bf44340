//! A copy that was made lies on the desk until it is kept or thrown away: it is shown from its bytes, and those are kept.

use super::make_copy::MadeCopy;
use crate::acts::hex;
use crate::file_view::KeptFile;
use crate::journal::Along;
use crate::view::{CopyView, RequestView};
use crate::{Code, Error, Result, Session};
use domain::{Attachment, AttachmentId, FileRedacted};
use sha2::{Digest, Sha256};
use vault::BlobId;

/// Lays a copy on the desk, in memory alone; the one before is thrown away. Locking throws it away too.
///
/// # Errors
/// The request or its part has ended meanwhile.
pub fn hold_copy(session: &mut Session, made: MadeCopy) -> Result<CopyView> {
    let case = session.case(&made.about.request.to_string())?;
    domain::may_redact(&case.request, made.about.source, made.about.part)?;
    let pages = |pages: u32| if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") };
    let missing: Vec<_> = made.log.partial_pages.iter().map(|page| (page + 1).to_string()).collect();
    let view = CopyView {
        sha256: made.log.result_sha256.clone(),
        about: format!(
            "{}, each one picture with its boxes burnt in. No text, no links, no names of files, no earlier versions; the only \
             date in it is that of today. It was searched for what lies under the boxes, and nothing was found.",
            pages(made.log.pages)
        ),
        missing: (!missing.is_empty()).then(|| {
            format!(
                "Something on page {} could not be drawn: a typeface, a picture or a note. It is not in the copy either.",
                missing.join(", ")
            )
        }),
    };
    session.held_copy = Some(made);
    Ok(view)
}

/// The copy on the desk, to be looked at before it is kept.
///
/// # Errors
/// No such copy lies there.
pub fn held_copy(session: &Session, request: &str, file: &str, sha256: &str) -> Result<KeptFile> {
    Ok(KeptFile::of(held(session, request, file, sha256)?.pdf.clone()))
}

/// Keeps the copy that lies on the desk, beside the file it was made of. `sha256` is that of the copy that was shown.
///
/// # Errors
/// No such copy lies there, or its bytes changed; as [`domain::keep_redacted_copy`].
pub fn keep_copy(session: &mut Session, request: &str, file: &str, sha256: &str) -> Result<RequestView> {
    let id = session.world.id()?;
    let made = held(session, request, file, sha256)?;
    if hex(&Sha256::digest(&made.pdf[..])) != sha256 {
        return Err(not_there());
    }
    let case = session.case(request)?;
    let number = case.request.redactions.len() + 1;
    let copy = Attachment {
        id: AttachmentId(id),
        // A name goes out with the file: it says nothing of the file that this is a copy of.
        name: format!("redacted-copy-{number}.pdf"),
        size: made.pdf.len() as u64,
        sha256: sha256.to_owned(),
        media: crate::acts::media_of(&made.pdf).0.to_owned(),
        what: format!("Redacted copy of SHA-256 {}", made.log.source_sha256),
        privileged: false,
    };
    let redacted = FileRedacted {
        part: made.about.part,
        source: made.about.source,
        source_sha256: made.log.source_sha256.clone(),
        copy,
        pages: made.log.pages,
        boxes: made.about.boxes.clone(),
        partial_pages: made.log.partial_pages.clone(),
    };
    let event = domain::keep_redacted_copy(&case.request, redacted)?;
    let files = vec![(BlobId::from_bytes(id), made.pdf.to_vec(), false)];
    let view = session.act_all(request, vec![event], Along { files, ..Along::default() })?;
    session.held_copy = None;
    Ok(view)
}

fn held<'a>(session: &'a Session, request: &str, file: &str, sha256: &str) -> Result<&'a MadeCopy> {
    let case = session.case(request)?;
    let is_meant = |made: &&MadeCopy| {
        made.about.request == case.request.id
            && made.about.source.to_string() == file
            && made.log.result_sha256 == sha256
    };
    session.held_copy.as_ref().filter(is_meant).ok_or_else(not_there)
}

fn not_there() -> Error {
    Error::new(
        Code::NotFound,
        "This copy is not on the desk any more.",
        "Nothing was kept. The boxes are still there: make the copy again and look at it.",
    )
}
