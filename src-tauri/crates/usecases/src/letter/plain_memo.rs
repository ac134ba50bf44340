//! Papers that are no letters of the catalogue: a memo of the person here, set and drawn for the print dialog. Such a paper is
//! not issued, and no decision rests on it.

use super::draft::{page_png, typeset};
use super::print::PRINT_SCALE;
use crate::Result;
use crate::session::Session;
use crate::view::PrintReport;
use letters::{Detail, Kind, Language, Letter, Mark, Part, Run, Signer, Style};
use policy::Pack;

/// Its sheets, as pictures for the print dialog.
pub(super) fn sheets(session: &Session, memo: &Letter) -> Result<Vec<Vec<u8>>> {
    let mark = if session.is_practice() { Mark::Practice } else { Mark::Issued };
    let set = typeset(session, memo, mark)?;
    (0..set.pages).map(|page| page_png(&set.pdf, page, PRINT_SCALE)).collect()
}

/// What is said where the system does not tell how printing ended. Nothing is recorded then.
pub fn paper_not_known() -> PrintReport {
    let message = "The system does not say whether it printed. Look at the printer. That it was printed is not on record: print it \
                   again if it did not come out.";
    PrintReport { outcome: "not_known".to_owned(), message: message.to_owned(), methods: Vec::new() }
}

/// A memo of the person here to the file, with nothing in it yet.
pub(super) fn plain_memo(session: &Session, id: &str, title: &str, pack: &Pack) -> Letter {
    let me = session.office.people.get(&session.me);
    let words = Language::default();
    Letter {
        id: id.to_owned(),
        kind: Kind::Memo,
        lang: words.language.clone(),
        words,
        title: title.to_owned(),
        subject: title.to_owned(),
        reference: String::new(),
        date: session.now().date(),
        addressee: Vec::new(),
        details: Vec::new(),
        salutation: None,
        blocks: Vec::new(),
        closing: None,
        signer: Signer {
            name: me.map(|me| me.name.clone()).unwrap_or_default(),
            lines: vec![me.map(|me| me.title.clone()).unwrap_or_default()],
            under: Vec::new(),
        },
        enclosures: Vec::new(),
        copies: Vec::new(),
        banner: Some("Internal".to_owned()),
        policy_line: format!("{}, {}", pack.about.title, pack.about.version),
    }
}

/// A line at the head of a memo.
pub(super) fn detail(label: &str, value: String) -> Detail {
    Detail { label: label.to_owned(), value }
}

/// A paragraph of plain words.
pub(super) fn paragraph(text: &str) -> Part {
    Part::Paragraph(vec![Run { text: text.to_owned(), style: Style::Regular }])
}
