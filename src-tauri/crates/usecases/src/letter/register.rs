//! The register of letters on paper: what was issued in a period, by whom, how it went out, and a fingerprint of its bytes. A
//! matter under seal and what is counsel's own stand in no register, whoever prints it.

use super::plain_memo::{detail, paragraph, plain_memo, sheets};
use crate::session::Session;
use crate::timeline::who;
use crate::view::RegisterRow;
use crate::when::{day_words, moment, time_words};
use crate::{Result, choices, proof};
use chrono::NaiveDate;
use domain::{LetterId, PrintOutcome, Request};
use letters::{Block, BlockKind, Column, Letter, Part, Table};
use policy::Pack;
use vault::Anchor;

/// How many digits of a letter's SHA-256 stand in the register.
const DIGITS: usize = 20;

/// The letters of the days from the first to the last, both included, oldest first.
///
/// # Errors
/// The policy of a request is missing.
pub(crate) fn register_rows(
    session: &Session,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<RegisterRow>> {
    let mut found = Vec::new();
    for case in session.visible_cases().filter(|case| !case.request.is_sealed()) {
        let pack = session.pack_of(&case.request)?;
        found.extend(rows(session, &case.request, pack));
    }
    found.retain(|(at, _)| (from..=until).contains(&at.date()));
    found.sort_by(|(at, row), (other_at, other)| (at, &row.reference).cmp(&(other_at, &other.reference)));
    Ok(found.into_iter().map(|(_, row)| row).collect())
}

/// The sheets for the print dialog.
///
/// # Errors
/// The pages cannot be set.
pub(crate) fn register_sheets(
    session: &Session,
    days: (NaiveDate, NaiveDate),
    rows: Vec<RegisterRow>,
    anchor: &Anchor,
) -> Result<Vec<Vec<u8>>> {
    sheets(session, &register(session, days, rows, anchor)?)
}

fn register(
    session: &Session,
    (from, until): (NaiveDate, NaiveDate),
    rows: Vec<RegisterRow>,
    anchor: &Anchor,
) -> Result<Letter> {
    let column = |head: &str, share| Column { head: head.to_owned(), share };
    let mut parts = vec![paragraph(
        "The letters and memos of these days, with the first digits of the SHA-256 of each. Matters under seal and papers of \
         counsel stand in no register, and what was disposed of stands in none any more.",
    )];
    if rows.is_empty() {
        parts.push(paragraph("No letter was issued or filed on these days."));
    } else {
        let cells =
            |row: RegisterRow| vec![row.at.words, row.reference, row.letter, row.signer, row.fingerprint];
        parts.push(Part::Table(Table {
            caption: "Letters of these days".to_owned(),
            columns: vec![
                column("When", 3),
                column("Request", 2),
                column("Letter, and how it went out", 6),
                column("Signed by", 4),
                column("SHA-256", 4),
            ],
            rows: rows.into_iter().map(cells).collect(),
        }));
    }
    Ok(Letter {
        subject: format!("Letters from {} to {}", day_words(from), day_words(until)),
        addressee: vec!["The file of the office".to_owned()],
        details: vec![
            detail("Made", time_words(session.now())),
            detail("End of the record", proof::spaced(&anchor.code)),
        ],
        blocks: vec![Block {
            id: "register".to_owned(),
            kind: BlockKind::Fixed,
            after_signature: false,
            parts,
        }],
        ..plain_memo(session, "register", "Register of letters", session.pack()?)
    })
}

/// The letters of a request, issued here or written outside, without what is counsel's own.
fn rows(session: &Session, request: &Request, pack: &Pack) -> Vec<(chrono::NaiveDateTime, RegisterRow)> {
    let row = |at, id, code: &domain::LetterCode, title: &str, signer, fingerprint| {
        let letter = words(request, id, code.as_str(), title);
        (at, RegisterRow { at: moment(at), reference: request.reference(), letter, signer, fingerprint })
    };
    let issued = request.letters.iter().filter(|letter| !letter.what.privileged).map(|letter| {
        let what = &letter.what;
        let digits = what.sha256.get(..DIGITS).unwrap_or(&what.sha256);
        let signer = who(session, what.signer, what.capacity);
        row(letter.at, what.id, &what.code, &what.title, signer, proof::spaced(digits))
    });
    let is_open = |code| !pack.letter(code).is_some_and(|letter| letter.privileged);
    let outside = request.outside.iter().filter(|letter| is_open(&letter.what.code)).map(|letter| {
        let what = &letter.what;
        let mut found = row(
            letter.at,
            what.id,
            &what.code,
            &what.title,
            what.signed_by.clone(),
            "the scan is on file".to_owned(),
        );
        found.1.letter.push_str(&format!(" Written outside, dated {}.", day_words(what.dated)));
        found
    });
    issued.chain(outside).collect()
}

/// What it is, whether it was printed, and how it went out.
fn words(request: &Request, id: LetterId, code: &str, title: &str) -> String {
    let mut words = format!("{code} {title}.");
    // What came out of the printer wrong is no paper: the last word on it counts.
    let last = request.prints.iter().rfind(|print| print.what.letter == id && print.what.is_about_paper());
    if let Some(print) = last.filter(|print| print.what.outcome == PrintOutcome::Printed) {
        words.push_str(&format!(" Printed {}.", day_words(print.at.date())));
    }
    for sent in request.deliveries.iter().filter(|sent| sent.what.letter == Some(id)) {
        if let Some(at) = sent.what.sent_at {
            let how = choices::delivery_words(sent.what.method);
            words.push_str(&format!(" {how}, {}.", day_words(at.date())));
        }
    }
    words
}
