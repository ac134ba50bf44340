//! Acts: each takes the state and what the person wants, and answers with the event to record or with a refusal.
//! There is no other way to an event.

mod adopt;
mod answer;
mod authorize;
mod close;
mod consult;
mod correct_clock;
mod custody;
mod decide;
mod delay;
mod describe;
mod dispose;
mod enclose;
mod estimate_fee;
mod hold;
mod intake;
mod issue;
mod look_twice;
mod observe;
mod office;
mod plan;
mod reach;
mod record_statement;
mod redact;
mod reword;
mod seal;
mod take;
mod watch_vendor;

pub use adopt::*;
pub use answer::*;
pub use authorize::*;
pub use close::*;
pub use consult::*;
pub use correct_clock::*;
pub use custody::*;
pub use decide::*;
pub use delay::*;
pub use describe::*;
pub use dispose::*;
pub use enclose::*;
pub use estimate_fee::*;
pub use hold::*;
pub use intake::*;
pub use issue::*;
pub use look_twice::*;
pub use observe::*;
pub use office::*;
pub use plan::*;
pub use reach::*;
pub use record_statement::*;
pub use redact::*;
pub use reword::*;
pub use seal::*;
pub use take::*;
pub use watch_vendor::*;

use crate::{Part, PartId, Refusal, RefusalCode, Request};
use chrono::{NaiveDate, NaiveDateTime};

/// Refuses any entry on a request that has ended.
pub(crate) fn live(request: &Request) -> Result<(), Refusal> {
    if request.is_live() {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::RequestEnded,
        format!("Request {} has ended and is read-only.", request.reference()),
        "Open it again with a reason if something must be added.",
    ))
}

/// The part, if the request is live and the part was not withdrawn.
pub(crate) fn live_part(request: &Request, part: PartId) -> Result<&Part, Refusal> {
    live(request)?;
    request.part(part).filter(|part| !part.withdrawn).ok_or_else(Refusal::not_found)
}

/// A moment something happened: not after now, not before 1900.
pub(crate) fn happened(at: NaiveDateTime, now: NaiveDateTime, field: &str) -> Result<NaiveDateTime, Refusal> {
    day_of_record(at.date(), field)?;
    if at > now {
        let message = format!(
            "{} is after now ({}).",
            at.format("%a %-d %b %Y %H:%M"),
            now.format("%a %-d %b %Y %H:%M")
        );
        let help = "Enter when it happened. If the computer's clock is wrong, set it right first.";
        return Err(Refusal::new(RefusalCode::Invalid, message, help).at(field));
    }
    Ok(at)
}

/// A day that can stand in a record: from 1900 to 2200.
pub(crate) fn day_of_record(day: NaiveDate, field: &str) -> Result<NaiveDate, Refusal> {
    use chrono::Datelike;
    if (1900..=2200).contains(&day.year()) {
        return Ok(day);
    }
    let message = format!("The year {} cannot be right.", day.year());
    Err(Refusal::new(RefusalCode::Invalid, message, "Enter a date between 1900 and 2200.").at(field))
}

/// The day of something that happened: a record never rests on what is still to come.
pub(crate) fn past_day(day: NaiveDate, today: NaiveDate, field: &str) -> Result<NaiveDate, Refusal> {
    if day_of_record(day, field)? <= today {
        return Ok(day);
    }
    let help = "Enter the day on which it happened, once it has. Nothing was changed.";
    Err(Refusal::new(RefusalCode::Invalid, "This day is still to come.", help).at(field))
}
