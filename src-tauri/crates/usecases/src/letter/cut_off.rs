//! Prints of which nobody knows how they ended: the record was locked while the system's dialog was open, and the dialog went
//! with the program; or nobody said, and something else went to the printer. What is handed to the dialog is noted as a draft
//! beside its request, and goes when the end is on record; what is left of such notes is told after the next unlocking, to
//! whoever had the dialog open.

use crate::session::{Case, Session};
use crate::sight::is_discarded;
use crate::view::ReminderView;
use crate::{Code, Error, Result};
use domain::{LetterId, PrintedJob, Refusal, RequestId};
use std::collections::BTreeMap;
use vault::DraftKey;

/// Where a paper that belongs to no request is noted.
const PAPER: &str = "printing/paper";

/// What went to the printer, and nobody said how it ended.
#[derive(Debug, Clone, Default)]
pub(crate) struct CutOff {
    letters: BTreeMap<LetterId, PrintedJob>,
    paper: Option<Paper>,
}

/// A paper that is no letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// The slip with the end of the record.
    Slip,
    /// A register of letters.
    Register,
    /// A certificate of disposal.
    Certificate,
    /// A count of dates.
    Count,
    /// The paper on designations.
    Designations,
    /// A whole request.
    Binder,
}

impl Paper {
    const ALL: [Self; 6] =
        [Self::Slip, Self::Register, Self::Certificate, Self::Count, Self::Designations, Self::Binder];

    /// The word under which it is noted, and by which Today finds its screen.
    fn code(self) -> &'static str {
        match self {
            Self::Slip => "slip",
            Self::Register => "register",
            Self::Certificate => "certificate",
            Self::Count => "count",
            Self::Designations => "designations",
            Self::Binder => "binder",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Slip => "The slip with the end of the record",
            Self::Register => "A register of letters",
            Self::Certificate => "A certificate of disposal",
            Self::Count => "A count of dates",
            Self::Designations => "The paper on designations",
            Self::Binder => "The file of a request",
        }
    }
}

fn key(case: &Case, letter: LetterId) -> DraftKey {
    DraftKey { stream: case.stream, name: format!("request/{}/printing/{letter}", case.request.id) }
}

/// Notes that a letter goes to the dialog.
pub(super) fn note(session: &Session, request: RequestId, letter: LetterId, job: &PrintedJob) -> Result<()> {
    let case = session.case(&request.to_string())?;
    let text = serde_json::to_vec(job).map_err(|_| not_noted())?;
    Ok(session.vault.save_draft(&key(case, letter), &text, session.world.now())?)
}

/// How a letter's print ended is on record: what was cut off before is answered with it.
pub(super) fn settled(session: &mut Session, request: RequestId, letter: LetterId) -> Result<()> {
    let case = session.case(&request.to_string())?;
    session.vault.delete_draft(&key(case, letter))?;
    if session.cut_off.letters.remove(&letter).is_some() {
        // Where somebody else sealed the matter meanwhile, the note still lies beside the number it went on from.
        let end = format!("/printing/{letter}");
        for draft in session.vault.drafts()?.into_iter().filter(|draft| draft.key.name.ends_with(&end)) {
            session.vault.delete_draft(&draft.key)?;
        }
    }
    Ok(())
}

/// A letter's print came to nothing, and nobody looked at paper: what was cut off before it is asked as before.
pub(super) fn came_to_nothing(session: &mut Session, request: RequestId, letter: LetterId) -> Result<()> {
    match job(session, letter) {
        Some(before) => note(session, request, letter, before),
        None => settled(session, request, letter),
    }
}

/// What is on the desk still waits for the word on how its print ended, and now something else goes there: it is asked about.
pub(super) fn left_unanswered(session: &mut Session) {
    if let Some((letter, job)) = session.held_job.take() {
        session.cut_off.letters.entry(letter).or_insert(job);
    }
}

/// The dialog never opened: nothing of it was printed.
///
/// # Errors
/// The request is not there; the disk refused.
pub fn print_fell_through(session: &mut Session, request: &str, letter: &str) -> Result<()> {
    let request = session.case(request)?.request.id;
    let letter = letter.parse().map_err(|_| Refusal::not_found())?;
    session.held_job = None;
    came_to_nothing(session, request, letter)
}

/// What went to the printer with a letter, where nobody said how it ended.
pub(super) fn job(session: &Session, letter: LetterId) -> Option<&PrintedJob> {
    session.cut_off.letters.get(&letter)
}

/// What is asked where a letter was cut off, in the place where its prints are told.
pub(crate) fn question(session: &Session, letter: LetterId) -> Option<String> {
    job(session, letter).map(|job| {
        let sheets = if job.sheets == 1 { "1 sheet".to_owned() } else { format!("{} sheets", job.sheets) };
        format!(
            "{sheets} went to the printer, and how that ended is not on record. Look at the paper: did it \
             come out right? If nothing came out, print it again."
        )
    })
}

/// Notes that a paper of its own goes to the dialog.
///
/// # Errors
/// The disk refused: nothing goes to the printer then.
pub fn paper_goes_out(session: &mut Session, paper: Paper) -> Result<()> {
    crate::drafts::save_draft(session, PAPER, paper.code())
}

/// It is known how printing the paper ended.
///
/// # Errors
/// The disk refused.
pub fn paper_came_back(session: &mut Session) -> Result<()> {
    session.cut_off.paper = None;
    crate::drafts::drop_draft(session, PAPER)
}

/// What the last one here had at the printer when the record was locked. A paper is told once: it can be printed again.
pub(crate) fn left_over(session: &mut Session) -> Result<CutOff> {
    let mut cut_off = CutOff::default();
    for draft in crate::drafts::load_drafts(session, "")? {
        let mut steps = draft.key.split('/').rev();
        match (steps.next().map(str::parse), steps.next()) {
            (Some(Ok(letter)), Some("printing")) => {
                let job = serde_json::from_str(&draft.text).unwrap_or_default();
                cut_off.letters.insert(letter, job);
            }
            _ if draft.key == PAPER => {
                crate::drafts::drop_draft(session, PAPER)?;
                cut_off.paper = Paper::ALL.into_iter().find(|paper| paper.code() == draft.text);
            }
            _ => {}
        }
    }
    Ok(cut_off)
}

/// What Today says of it, until it is on record, and where that is.
pub(crate) fn reminders(session: &Session) -> Vec<ReminderView> {
    // A number that a sealed matter went on from still has its letters: named beside the matter it would tell what that was.
    let is_cut_off = |case: &&Case| {
        !is_discarded(&case.request)
            && case.request.letters.iter().any(|one| job(session, one.what.id).is_some())
    };
    let cases: Vec<_> = session.visible_cases().filter(is_cut_off).collect();
    let mut of: Vec<_> = cases.iter().copied().map(named).collect();
    of.sort();
    of.dedup();
    let letters = (!of.is_empty()).then(|| ReminderView {
        code: "printing".to_owned(),
        label: format!(
            "A letter went to the printer, and how that ended is not on record: {}. Look at the paper, and \
             say at the letter whether it came out right.",
            of.join("; ")
        ),
        request: match cases.as_slice() {
            [only] => Some(only.request.id.to_string()),
            _ => None,
        },
    });
    let paper = session.cut_off.paper.map(|paper| ReminderView {
        code: paper.code().to_owned(),
        label: format!(
            "{} was at the printer when the record was locked. That it was printed is not on record: print it again.",
            paper.words()
        ),
        request: None,
    });
    letters.into_iter().chain(paper).collect()
}

// Of a sealed matter the screen says nothing else.
fn named(case: &Case) -> String {
    if case.request.is_sealed() { "a sealed matter".to_owned() } else { case.request.reference() }
}

fn not_noted() -> Error {
    Error::new(
        Code::Internal,
        "What goes to the printer could not be noted.",
        "Nothing was printed, and the letter stays issued. Lock and open again; if it returns, ask for support.",
    )
}
