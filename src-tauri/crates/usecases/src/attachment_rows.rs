//! The files of a request, in words.

use crate::redaction::{copy_row, is_redactable};
use crate::session::Session;
use crate::view::AttachmentRow;
use crate::when::moment;
use domain::Request;
use policy::Pack;

/// Every file but the texts of letters, oldest first.
pub(crate) fn attachment_rows(session: &Session, pack: &Pack, request: &Request) -> Vec<AttachmentRow> {
    let files = request.attachments.iter();
    let files = files.filter(|file| !crate::letter::is_text_of_a_letter(request, &file.what));
    let row = |file: &domain::Fact<domain::Attachment>| AttachmentRow {
        id: file.what.id.to_string(),
        name: file.what.name.clone(),
        what: file.what.what.clone(),
        media: file.what.media.clone(),
        size: size_words(file.what.size),
        hash: file.what.sha256.chars().take(12).collect(),
        at: moment(file.at),
        privileged: file.what.privileged,
        redactable: is_redactable(request, &file.what),
        copy: copy_row(session, pack, request, &file.what),
    };
    files.map(row).collect()
}

fn size_words(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..1_048_576 => format!("{} KiB", bytes / 1024),
        _ => format!("{}.{} MiB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}
