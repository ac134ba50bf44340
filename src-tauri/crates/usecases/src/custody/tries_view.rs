//! Tries to reach the Director as screens list them: the office's, and those of a sealed matter.

use super::custody_view::{absence_span, entered, is_director};
use super::name_of;
use crate::choices::{all_means, means_words};
use crate::view::{ConfirmRow, Tone, TriesView, TryRow};
use crate::when::{moment, time_words};
use crate::{Session, session::Case};
use domain::{
    DirectorTry, EntryAbout, Matter, Request, director_unavailable, tries_in_force, unconfirmed_in,
};

/// Tries that a list shows.
const TRIES_SHOWN: usize = 50;

/// The latest of these tries, the last one first.
pub(super) fn try_rows(session: &Session, tries: &[DirectorTry], matter: &Matter) -> Vec<TryRow> {
    let counting = tries_in_force(&session.office, matter, session.now());
    let counts = |attempt: &DirectorTry| counting.contains(&attempt);
    tries.iter().rev().take(TRIES_SHOWN).map(|attempt| try_row(session, attempt, counts(attempt))).collect()
}

fn try_row(session: &Session, attempt: &DirectorTry, counts: bool) -> TryRow {
    let (state, tone) = match (attempt.answered, attempt.entry.disputed, counts) {
        (_, true, _) => ("Was not so", Tone::Done),
        (true, ..) => ("Answered", Tone::Done),
        (false, _, true) => ("Counts now", Tone::Wait),
        (false, _, false) => ("No longer counts", Tone::Done),
    };
    let by = name_of(session, attempt.entry.by);
    let result = if attempt.result.is_empty() { by } else { format!("{} ({by})", attempt.result) };
    TryRow {
        entry: attempt.entry.number,
        at: moment(attempt.at),
        how: try_words(attempt),
        result,
        state: state.to_owned(),
        tone,
    }
}

/// By which means, and on which number.
pub(crate) fn try_words(attempt: &DirectorTry) -> String {
    format!("{}: {}", means_words(attempt.means), attempt.number)
}

/// What the tries amount to in a matter: for what can wait, and for what cannot.
pub(super) fn tries_now(session: &Session, matter: &Matter) -> String {
    let (office, now) = (&session.office, session.now());
    let count = tries_in_force(office, matter, now).len();
    if count == 0 {
        return "No try counts now. Two tries by two means, an hour of opening time apart, are needed; for what cannot \
                wait, such as somebody at the desk, one on each listed number."
            .to_owned();
    }
    let answer = |urgent| {
        let matter = Matter { urgent, ..matter.clone() };
        if director_unavailable(office, &matter, now).is_some() { "enough" } else { "not enough" }
    };
    format!(
        "Tries that count now: {count}. For what can wait that is {}; for what cannot, such as somebody at the desk, it is \
         {}. They lapse at the next opening.",
        answer(false),
        answer(true)
    )
}

/// An entry of the office that waits for the Director's look.
pub(super) fn confirm_row(session: &Session, about: EntryAbout<'_>) -> ConfirmRow {
    let what = match about {
        EntryAbout::Absence(absence) => {
            format!("Absence: {} (source: {})", absence_span(absence), absence.source)
        }
        EntryAbout::Try(attempt) => {
            format!("Tried without an answer: {}, {}", time_words(attempt.at), try_words(attempt))
        }
    };
    ConfirmRow {
        entry: about.entry().number,
        what,
        by: entered(session, about.entry()),
        request: String::new(),
    }
}

/// Sealed matters with a try that waits for the Director's look, of those the person here knows of.
pub(super) fn waiting_matters(session: &Session) -> impl Iterator<Item = &Case> {
    session.visible_cases().filter(|case| !unconfirmed_in(&session.office, &case.request).is_empty())
}

/// Such a matter in the list of the office. Somebody may look over a shoulder: while it is sealed, it says only that there is
/// one.
pub(super) fn sealed_confirm_row(case: &Case) -> ConfirmRow {
    let reference = case.request.reference();
    ConfirmRow {
        entry: 0,
        what: match case.request.is_sealed() {
            true => format!("{} {reference}", crate::sealed_view::SEALED),
            false => format!("Tries to reach the Director, from {reference}"),
        },
        by: String::new(),
        request: case.request.id.to_string(),
    }
}

/// The tries of a sealed matter, for those who know of it.
pub(crate) fn sealed_tries(session: &Session, request: &Request) -> TriesView {
    let matter = Matter::of(request);
    let waiting = unconfirmed_in(&session.office, request).into_iter();
    TriesView {
        now: tries_now(session, &matter),
        rows: try_rows(session, &request.director_tries, &matter),
        to_confirm: waiting.map(|attempt| confirm_row(session, EntryAbout::Try(attempt))).collect(),
        director_here: is_director(session),
        numbers: session.office.director_route.numbers.clone(),
        means: all_means(),
    }
}
