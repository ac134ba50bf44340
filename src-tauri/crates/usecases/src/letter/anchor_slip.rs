//! The end of the record on paper: a date and a code, with room for two signatures. It is no letter of the catalogue, and
//! nothing rests on it but the proof that the record was not changed since.

use super::plain_memo::{detail, paragraph, plain_memo, sheets};
use crate::session::Session;
use crate::when::{day_words, time_words};
use crate::{Result, proof};
use letters::{Block, BlockKind, Letter, Part};
use vault::Anchor;

/// The sheets for the print dialog.
///
/// # Errors
/// The page cannot be set.
pub(crate) fn anchor_sheets(session: &Session, anchor: &Anchor) -> Result<Vec<Vec<u8>>> {
    sheets(session, &slip(session, anchor)?)
}

fn slip(session: &Session, anchor: &Anchor) -> Result<Letter> {
    let parts = vec![
        Part::Heading(format!("{}: {}", day_words(session.now().date()), proof::spaced(&anchor.code))),
        paragraph(
            "Whoever types this date and code into the program on a later day learns whether the record still holds the entry \
             they name, and whether everything before it is unchanged.",
        ),
        paragraph("Keep this paper outside the office. It tells nothing about what is in the record."),
        paragraph("Second signature: ________________________________"),
    ];
    let details = vec![detail("Taken", time_words(session.now()))];
    Ok(Letter {
        details,
        blocks: vec![Block {
            id: "anchor".to_owned(),
            kind: BlockKind::Fixed,
            after_signature: false,
            parts,
        }],
        ..plain_memo(session, "anchor", "The end of the record", session.pack()?)
    })
}
