//! Disposing of requests, and recording how long they are kept: the Director's own acts.

use super::hold::checked_word;
use crate::{
    Capacity, KeepingFacts, Kept, OfficeEvent, Refusal, RefusalCode, Request, RetentionConfirmed, Standing,
    kept_because, line, wording,
};
use chrono::{NaiveDate, NaiveDateTime};

/// The longest period that is taken for one: a hundred years.
const MOST_YEARS: u32 = 100;

/// A request that is to be disposed of, with what the policy says about keeping it.
#[derive(Debug)]
pub struct Chosen<'a> {
    /// The request.
    pub request: &'a Request,
    /// What stands against it.
    pub facts: KeepingFacts,
}

/// Whether requests may be disposed of now. `typed` is what the Director wrote at the second look: each reference once.
///
/// # Errors
/// Not the Director; nothing chosen; one of them is kept, with the first reason; what was typed names others.
pub fn may_dispose(
    chosen: &[Chosen<'_>],
    typed: &[String],
    standing: &Standing,
    today: NaiveDate,
) -> Result<(), Refusal> {
    directors_own(standing)?;
    if chosen.is_empty() {
        let help = "Choose the requests that may be disposed of.";
        return Err(Refusal::new(RefusalCode::Missing, "No request is chosen.", help).at("requests"));
    }
    for Chosen { request, facts } in chosen {
        if let Some(reason) = kept_because(request, facts, today).into_iter().next() {
            let message = format!("Request {} is kept: {}.", request.reference(), kept_words(&reason));
            let help = "Nothing was disposed of. Choose only requests that nothing keeps any more.";
            return Err(Refusal::new(RefusalCode::Stopped, message, help).at("requests"));
        }
    }
    let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
    let mut wanted: Vec<_> = chosen.iter().map(|chosen| plain(&chosen.request.reference())).collect();
    let mut written: Vec<_> = typed.iter().map(|text| plain(text)).filter(|text| !text.is_empty()).collect();
    wanted.sort();
    written.sort();
    if wanted != written {
        let message = "The numbers that were typed do not name exactly the requests that were chosen.";
        let help =
            "Look at the list again, and type the number of each chosen request. Nothing was disposed of.";
        return Err(Refusal::new(RefusalCode::Invalid, message, help).at("typed"));
    }
    Ok(())
}

/// Records how long a rule keeps what it applies to. `known` are the rules whose period the policy in force leaves open.
///
/// # Errors
/// Not the Director; a rule that is not open; no period, no citation, no word.
pub fn confirm_retention(
    known: &[&str],
    confirmed: RetentionConfirmed,
    standing: &Standing,
    now: NaiveDateTime,
) -> Result<OfficeEvent, Refusal> {
    directors_own(standing)?;
    if !known.contains(&confirmed.rule.as_str()) {
        return Err(Refusal::not_found());
    }
    let period = confirmed.period;
    if (period.years, period.months) == (0, 0) || period.years > MOST_YEARS || period.months > 11 {
        let message =
            format!("A period has up to {MOST_YEARS} years and up to 11 months, and is not nothing.");
        let help = "Enter the period as the schedule states it.";
        return Err(Refusal::new(RefusalCode::Invalid, message, help).at("years"));
    }
    let citation = line(&confirmed.citation, "citation")?;
    let word = checked_word(confirmed.word, now)?;
    Ok(OfficeEvent::RetentionConfirmed(RetentionConfirmed { citation, word, ..confirmed }))
}

/// Why a request is kept, as the end of a sentence.
pub fn kept_words(reason: &Kept) -> String {
    match reason {
        Kept::Open => "it is not closed".to_owned(),
        Kept::Sealed => "it is sealed; the seal is lifted first".to_owned(),
        Kept::GoesOn => "another matter goes on from it".to_owned(),
        Kept::Hold { why, .. } => format!("a hold stands on it ({why})"),
        Kept::Clock(clock) => match clock.until {
            Some(until) => format!("{}, until {}", clock.name, wording::day_words(until)),
            None => format!("{}, which is still owed", clock.name),
        },
        Kept::NoRule => "no rule of the schedule applies to it".to_owned(),
        Kept::Unconfirmed { rule } => format!("nobody has settled how long \"{rule}\" runs"),
        Kept::Until(last) => format!("its retention runs until {}", wording::day_words(*last)),
    }
}

fn directors_own(standing: &Standing) -> Result<(), Refusal> {
    if standing.capacity() == Capacity::Director {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::DirectorOnly,
        "Only the Director in person may do this.",
        "Leave it for the Director. Nothing was changed.",
    ))
}
