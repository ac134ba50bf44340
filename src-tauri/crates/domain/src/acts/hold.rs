//! Placing a legal hold on a request, and lifting it. Both are possible on a request that has ended: that is when holds matter.

use super::happened;
use crate::{
    Capacity, HoldLifted, HoldPlaced, Refusal, RefusalCode, Request, RequestEvent, Standing, Word, line,
    passage,
};
use chrono::NaiveDateTime;

/// Places a hold. Anybody who sees the request may: keeping harms nobody.
///
/// # Errors
/// No reason, nobody whose word it is, nothing that was said or shown; a moment that has not come.
pub fn place_hold(hold: HoldPlaced, now: NaiveDateTime) -> Result<RequestEvent, Refusal> {
    let why = passage(&hold.why, "why")?;
    Ok(RequestEvent::HoldPlaced(HoldPlaced { why, word: checked_word(hold.word, now)? }))
}

/// Lifts a hold: the Director in person, on somebody's word.
///
/// # Errors
/// Not the Director; no such hold, or one that was lifted; otherwise as for placing.
pub fn lift_hold(
    request: &Request,
    lifted: HoldLifted,
    standing: &Standing,
    now: NaiveDateTime,
) -> Result<RequestEvent, Refusal> {
    if standing.capacity() != Capacity::Director {
        return Err(Refusal::new(
            RefusalCode::DirectorOnly,
            "Only the Director in person may lift a hold.",
            "Leave it for the Director. The hold stands, and nothing was changed.",
        ));
    }
    let hold = request.holds.iter().find(|hold| hold.number == lifted.hold).ok_or_else(Refusal::not_found)?;
    if !hold.stands() {
        let help = "Nothing needs to be done.";
        return Err(Refusal::new(RefusalCode::AlreadyDone, "This hold was lifted before.", help));
    }
    let why = passage(&lifted.why, "why")?;
    Ok(RequestEvent::HoldLifted(HoldLifted { why, word: checked_word(lifted.word, now)?, ..lifted }))
}

/// A word that names who, when and what.
pub(crate) fn checked_word(word: Word, now: NaiveDateTime) -> Result<Word, Refusal> {
    Ok(Word {
        from: line(&word.from, "word_from")?,
        how: word.how,
        at: happened(word.at, now, "word_at")?,
        what: passage(&word.what, "word_what")?,
    })
}
