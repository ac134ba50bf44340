//! `custodian deadline`: the dates of a records request, with the reason for each day.

use crate::answer::Answer;
use crate::tables::{day, table};
use chrono::NaiveDate;
use usecases::Result;
use usecases::program::deadline::{Dates, count};

/// Count the dates of a records request, day by day.
#[derive(Debug, clap::Args)]
pub(crate) struct Deadline {
    /// Day the request arrived, as year-month-day; also a weekend or a holiday.
    #[arg(long, value_name = "DATE")]
    received: NaiveDate,
    /// A day on which the office is closed beyond the policy's holidays. May be given again.
    #[arg(long, value_name = "DATE")]
    closed: Vec<NaiveDate>,
}

/// Counts.
pub(crate) fn run(verb: &Deadline) -> Result<Answer> {
    let dates = count(verb.received, &verb.closed)?;
    Answer::new(words(&dates), &dates)
}

fn words(dates: &Dates) -> String {
    let line = |name: &str, date, what: &str| vec![name.to_owned(), day(date), what.to_owned()];
    let dated = table(&[
        line("Received", dates.received, "the first day, not counted"),
        line("T10", dates.t10, "work towards this day"),
        line("L20", dates.l20, "the last business day not to pass"),
        line("20th day", dates.day20, "the counted day, before any move"),
        line("O20", dates.o20, "never later than the end of this day"),
    ]);
    let mark = |counts| if counts { "counts" } else { "" };
    let days: Vec<_> = dates
        .derivation
        .iter()
        .map(|line| vec![day(line.date), mark(line.counts).to_owned(), line.why.clone()])
        .collect();
    format!("{dated}\n\nHow it was counted\n{}", table(&days))
}
