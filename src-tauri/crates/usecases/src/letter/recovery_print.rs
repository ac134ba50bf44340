//! The recovery sheet on paper, while it is on the screen. It is no letter of the catalogue, and nothing of it is kept.

use super::plain_memo::{paragraph, plain_memo, sheets};
use crate::Result;
use crate::session::Session;
use letters::{Block, BlockKind, Column, Letter, Part, Table};
use vault::RecoverySheet;

/// The sheets for the print dialog.
///
/// # Errors
/// The page cannot be set.
pub(crate) fn recovery_pages(session: &Session, sheet: &RecoverySheet) -> Result<Vec<Vec<u8>>> {
    let column = |head: &str, share| Column { head: head.to_owned(), share };
    let groups = (1..).zip(sheet.groups());
    let parts = vec![
        paragraph(
            "Whoever holds this paper and the folder of the record can open the record. Keep it in a safe, apart from the \
             computer. It is used on the day on which nobody else can open the record.",
        ),
        Part::Table(Table {
            caption: "The eight groups".to_owned(),
            columns: vec![column("Group", 1), column("What to type", 3)],
            rows: groups.map(|(number, group)| vec![format!("{number}"), group.to_string()]).collect(),
        }),
        paragraph("Once a year, type it back under Settings, Who can open it, and put it back."),
    ];
    let letter = Letter {
        blocks: vec![Block { id: "sheet".to_owned(), kind: BlockKind::Fixed, after_signature: false, parts }],
        ..plain_memo(session, "sheet", "Recovery sheet", session.pack()?)
    };
    sheets(session, &letter)
}
