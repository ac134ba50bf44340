//! The certificate of a disposal: one page that says what went, by which rule, and where a copy may still lie. It is no letter
//! of the catalogue. Its codes find the same requests in any older copy that comes back.

use super::plain_memo::{detail, paragraph, plain_memo, sheets};
use crate::acts::hex;
use crate::session::Session;
use crate::when::{day_words, time_words};
use crate::{Result, custody, proof};
use domain::DisposalOnRecord;
use letters::{Block, BlockKind, Column, Letter, Part, Table};
use vault::StreamId;

/// The sheets for the print dialog.
///
/// # Errors
/// The page cannot be set.
pub(crate) fn certificate_sheets(
    session: &Session,
    disposal: &DisposalOnRecord,
    backups: &str,
) -> Result<Vec<Vec<u8>>> {
    sheets(session, &certificate(session, disposal, backups)?)
}

fn certificate(session: &Session, disposal: &DisposalOnRecord, backups: &str) -> Result<Letter> {
    let what = &disposal.what;
    let column = |head: &str, share| Column { head: head.to_owned(), share };
    let rows = what.requests.iter().map(|stub| {
        vec![
            stub.reference.clone(),
            stub.entries.to_string(),
            stub.files.to_string(),
            proof::spaced(&stub.code),
        ]
    });
    let parts = vec![
        paragraph(&format!(
            "On {} the requests below were removed from the working record: their entries, files, letters, counsel's words \
             and the keys to them.",
            day_words(disposal.at.date())
        )),
        Part::Table(Table {
            caption: "What was disposed of".to_owned(),
            columns: vec![column("Request", 2), column("Entries", 1), column("Files", 1), column("Code", 4)],
            rows: rows.collect(),
        }),
        paragraph(&counted(session, disposal)),
        paragraph(&format!("Rule: {}.", what.rule.trim_end_matches('.'))),
        paragraph(&format!("Authority: {}", what.authority)),
        paragraph(backups),
        paragraph(
            "Copies outside this program are not covered: papers, exports, backups kept elsewhere, and what a disk may hold of \
             a file that was removed. They can be read only with an old key and a passphrase.",
        ),
        paragraph(
            "If an older copy of the record is ever restored, type the codes above: the same requests are disposed of again.",
        ),
        paragraph("Second signature: ________________________________"),
    ];
    let details = vec![
        detail("Disposed of", time_words(disposal.at)),
        detail("By", custody::name_of(session, disposal.by)),
        detail("End of the record", proof::spaced(&session.vault.anchor().code)),
    ];
    Ok(Letter {
        details,
        blocks: vec![Block {
            id: "certificate".to_owned(),
            kind: BlockKind::Fixed,
            after_signature: false,
            parts,
        }],
        ..plain_memo(session, "disposal", "Certificate of disposal", session.pack()?)
    })
}

/// What the record itself counted: rows and attachments, and the digest over the hashes of what went.
fn counted(session: &Session, disposal: &DisposalOnRecord) -> String {
    let notes = session.vault.disposals();
    let parts = || notes.iter().flat_map(|note| &note.streams);
    let lines = disposal.what.requests.iter().filter_map(|stub| {
        let stream = StreamId::from_bytes(stub.request.0);
        let part = parts().find(|part| part.stream == stream)?;
        Some(format!(
            "{}: {} rows and {} attachments, SHA-256 over their hashes {}",
            stub.reference,
            part.rows,
            part.attachments,
            hex(&part.digest)
        ))
    });
    format!("As the record counted it, apart from counsel's words. {}.", lines.collect::<Vec<_>>().join(". "))
}
