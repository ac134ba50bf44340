//! "How we counted" on paper: every clock of a request with its days, as a plain internal memo. It is no letter of the
//! catalogue, it is not issued, and nothing rests on it; that it was printed is noted.

use super::plain_memo::{detail, paragraph, plain_memo, sheets};
use crate::session::{Case, Session};
use crate::view::{ClockView, PrintReport};
use crate::when::time_words;
use crate::{Code, Error, Result, proof, ruling};
use domain::PrintOutcome;
use letters::{Block, BlockKind, Column, Letter, Part, Table};

/// The sheets for the print dialog.
///
/// # Errors
/// No clock runs, or the pages cannot be set.
pub fn count_sheets(session: &Session, request: &str) -> Result<Vec<Vec<u8>>> {
    let case = session.case(request)?;
    sheets(session, &memo(session, case)?)
}

/// Notes that it was printed, on a request that takes entries, and says how printing ended.
///
/// # Errors
/// The note could not be saved.
pub fn record_count_print(
    session: &mut Session,
    request: &str,
    outcome: PrintOutcome,
) -> Result<PrintReport> {
    let (code, message) = match outcome {
        PrintOutcome::Printed => ("printed", "The count of the dates was sent to the printer."),
        PrintOutcome::Cancelled => ("cancelled", "Printing was cancelled."),
        PrintOutcome::Failed => ("failed", "The system could not print. Check the printer and print again."),
    };
    let printed = outcome == PrintOutcome::Printed;
    if printed && session.case(request)?.request.is_live() {
        let note = domain::add_note(&session.case(request)?.request, "The count of the dates was printed.")?;
        session.act(request, note)?;
    }
    Ok(PrintReport { outcome: code.to_owned(), message: message.to_owned(), methods: Vec::new() })
}

fn memo(session: &Session, case: &Case) -> Result<Letter> {
    let request = &case.request;
    let pack = session.pack_of(request)?;
    let clocks = crate::clock_views::clock_views(session, case, &ruling::reply(session, request)?)?;
    let counted: Vec<_> = clocks.iter().filter(|clock| clock.due.is_some()).collect();
    if counted.is_empty() {
        let help = "Record the dates it counts from first.";
        return Err(Error::new(Code::Missing, "No date is counted for this request.", help));
    }
    Ok(Letter {
        subject: format!("How the dates of request {} were counted", request.reference()),
        reference: request.reference(),
        addressee: vec!["The file of the request".to_owned()],
        details: vec![
            detail("Received", time_words(request.received.at)),
            detail("Counted", time_words(session.now())),
            detail("End of the record", proof::spaced(&session.vault.anchor().code)),
        ],
        blocks: counted.into_iter().map(block).collect(),
        ..plain_memo(session, "count", "How we counted", pack)
    })
}

fn block(clock: &ClockView) -> Block {
    let due = clock.due.as_ref().map(|due| due.date.words.clone()).unwrap_or_default();
    let mut parts = vec![
        Part::Heading(format!("{}: {due}", clock.name)),
        paragraph(&format!("{} {}. ({})", clock.rule, clock.basis.trim_end_matches('.'), clock.confidence)),
    ];
    if let Some(original) = &clock.original {
        parts.push(paragraph(&format!("Before it was moved: {}.", original.words)));
    }
    parts.extend(clock.moved.iter().map(|line| paragraph(line)));
    if !clock.derivation.is_empty() {
        let yes = |counts: bool| if counts { "yes" } else { "no" };
        let rows = clock.derivation.iter();
        let column = |head: &str, share| Column { head: head.to_owned(), share };
        parts.push(Part::Table(Table {
            caption: format!("{}, day by day", clock.name),
            columns: vec![column("Day", 3), column("Counts", 1), column("Why", 6)],
            rows: rows
                .map(|row| vec![row.day.clone(), yes(row.counts).to_owned(), row.why.clone()])
                .collect(),
        }));
    }
    Block { id: clock.code.clone(), kind: BlockKind::Fixed, after_signature: false, parts }
}
