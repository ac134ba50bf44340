//! Keeping a file with a request: byte-exact, hashed at intake, never opened here.

use crate::journal::Along;
use crate::view::RequestView;
use crate::{Code, Error, Result, Session};
use domain::{ATTACHMENT_LIMIT, Attachment, AttachmentId};
use sha2::{Digest, Sha256};
use std::io::Read;
use std::path::PathBuf;
use vault::BlobId;

/// A file as the screen hands it over. Only the program sees the path.
#[derive(Debug, Clone)]
pub struct AttachInput {
    /// Where it is.
    pub path: PathBuf,
    /// What the person says it is.
    pub what: String,
    /// Kept with counsel's advice.
    pub privileged: bool,
}

/// Keeps a file. More than the limit is refused before anything is stored; a program is refused whatever its name.
pub fn attach_file(session: &mut Session, request: &str, input: AttachInput) -> Result<RequestView> {
    let name = input.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let size = std::fs::metadata(&input.path).map_err(|_| unreadable(&name))?.len();
    let id = session.world.id()?;
    let mut file = Attachment {
        id: AttachmentId(id),
        name: name.clone(),
        size,
        what: input.what,
        privileged: input.privileged,
        ..Attachment::default()
    };
    let case = session.case(request)?;
    domain::keep_attachment(&case.request, file.clone(), false)?;
    let bytes = read_bounded(&input.path).map_err(|_| unreadable(&name))?;
    file.size = bytes.len() as u64;
    file.sha256 = hex(&Sha256::digest(&bytes));
    let (media, is_program) = media_of(&bytes);
    file.media = media.to_owned();
    let event = domain::keep_attachment(&case.request, file, is_program)?;
    let along = Along { files: vec![(BlobId::from_bytes(id), bytes, input.privileged)], ..Along::default() };
    session.act_all(request, vec![event], along)
}

/// What the first bytes of a file say it is, and whether it is a program.
pub fn media_of(bytes: &[u8]) -> (&'static str, bool) {
    const KINDS: [(&[u8], &str, bool); 14] = [
        (b"%PDF-", "PDF document", false),
        (b"\x89PNG\r\n\x1a\n", "PNG picture", false),
        (b"\xff\xd8\xff", "JPEG picture", false),
        (b"GIF8", "GIF picture", false),
        (b"II*\0", "TIFF picture", false),
        (b"MM\0*", "TIFF picture", false),
        (b"\x7fELF", "program", true),
        (b"MZ", "program", true),
        (b"#!", "script", true),
        (b"\xfe\xed\xfa", "program", true),
        (b"\xcf\xfa\xed\xfe", "program", true),
        (b"\xca\xfe\xba\xbe", "program", true),
        (b"PK\x03\x04", "office document or archive", false),
        (b"\xd0\xcf\x11\xe0", "office document", false),
    ];
    KINDS
        .iter()
        .find(|(start, _, _)| bytes.starts_with(start))
        .map_or(("file of unknown kind", false), |(_, media, program)| (media, *program))
}

/// Whether files of this kind can be drawn, and so be shown and redacted.
pub(crate) fn is_drawable(media: &str) -> bool {
    matches!(media, "PDF document" | "PNG picture" | "JPEG picture")
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads at most one byte more than the limit, so that a file growing meanwhile cannot fill the memory.
fn read_bounded(path: &std::path::Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(ATTACHMENT_LIMIT + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(name: &str) -> Error {
    Error::new(
        Code::FileProblem,
        format!("{name} could not be read."),
        "Nothing was stored. Check that the file is still there and may be opened, then choose it again.",
    )
    .at("file")
}

#[cfg(test)]
mod tests {
    use super::media_of;

    #[test]
    fn a_program_is_known_by_its_bytes_not_its_name() {
        assert!(media_of(b"\x7fELF\x02\x01").1);
        assert!(media_of(b"MZ\x90\0").1);
        assert!(media_of(b"#!/bin/sh\n").1);
        assert_eq!(media_of(b"%PDF-1.7\n"), ("PDF document", false));
    }
}
