//! The dates of a records request under the pack that comes with the program.

use crate::program::pack;
use crate::{Code, Error, Result};
use ::policy::Pack;
use chrono::NaiveDate;
use domain::Office;
use domain::deadline::{ClockReading, ClockRole, ClockSpec, CountError, Moments, day_by_day, read_all};
use serde::Serialize;

/// The dates, with the reason for each day. The form is a promise to programs that read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dates {
    /// Day of receipt.
    pub received: NaiveDate,
    /// Working target.
    pub t10: NaiveDate,
    /// Last counted calendar day, before any move.
    pub day20: NaiveDate,
    /// Red line.
    pub l20: NaiveDate,
    /// Outside date.
    pub o20: NaiveDate,
    /// Each day from receipt to the last of these.
    pub derivation: Vec<ExplainedDay>,
}

/// A day and what it is to the count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedDay {
    /// The day.
    pub date: NaiveDate,
    /// It is a business day after the first day.
    pub counts: bool,
    /// Why, in words.
    pub why: String,
}

/// Counts from a day of receipt, with further closure days.
///
/// # Errors
/// A date that cannot be counted from, or a pack without the three clocks of a records request.
pub fn count(received: NaiveDate, closed: &[NaiveDate]) -> Result<Dates> {
    count_under(&pack::shipped()?, received, closed)
}

fn count_under(pack: &Pack, received: NaiveDate, closed: &[NaiveDate]) -> Result<Dates> {
    let closures = closed.iter().map(|date| (*date, String::new())).collect();
    let calendar = pack.calendar(&Office { closures, ..Office::default() });
    let of_requests: Vec<ClockSpec> =
        pack.clocks.clocks.iter().filter(|clock| clock.role.is_some()).cloned().collect();
    let readings = read_all(&of_requests, &calendar, &Moments::received(received)).map_err(not_counted)?;
    let find = |role| role_of(&readings, role);
    let outside = find(ClockRole::Outside)?;
    let derivation = day_by_day(&readings, &calendar)
        .into_iter()
        .map(|line| ExplainedDay { date: line.date, counts: line.counts, why: line.why })
        .collect();
    Ok(Dates {
        received,
        t10: find(ClockRole::Target)?.due.date(),
        day20: outside.unrolled.unwrap_or_else(|| outside.due.date()),
        l20: find(ClockRole::RedLine)?.due.date(),
        o20: outside.due.date(),
        derivation,
    })
}

fn role_of(readings: &[ClockReading], role: ClockRole) -> Result<&ClockReading> {
    readings.iter().find(|reading| reading.role == Some(role)).ok_or_else(|| {
        Error::new(
            Code::PackRefused,
            "This policy pack lacks one of the three clocks of a records request.",
            "Run the pack through the policy check and correct its clocks. Nothing was counted.",
        )
    })
}

pub(crate) fn not_counted(error: CountError) -> Error {
    let code = match error {
        CountError::TooEarly { .. } | CountError::TooLate { .. } => Code::Invalid,
        CountError::NoBusinessDay { .. } | CountError::TooLong { .. } => Code::PackRefused,
    };
    Error::new(
        code,
        error.to_string(),
        "Correct what is named and ask again. Nothing was counted and nothing was changed.",
    )
    .at("received")
}
