//! A policy over time: what carries each of its provisions, and what another version would change, also for the open
//! requests of a record.

use crate::journal::replay;
use crate::program::pack;
use crate::program::vault::{At, opened};
use crate::{Code, Error, Result};
use ::policy::{Case, Change, Pack, PartReply};
use ::vault::Passphrase;
use domain::{Request, Status};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// One provision with what carries it.
#[derive(Debug, Clone, Serialize)]
pub struct Carried {
    /// Its code.
    pub code: String,
    /// What it says, in the pack's own words.
    pub text: String,
    /// Policy, law, our reading, or open.
    pub mark: ::policy::Mark,
    /// How sure.
    pub confidence: ::policy::Confidence,
    /// Questions.
    pub questions: Vec<String>,
    /// Rows.
    pub rows: Vec<String>,
    /// Gates.
    pub gates: Vec<String>,
    /// Gates that it demands, whatever the rows say.
    pub demands: Vec<String>,
    /// Letters.
    pub letters: Vec<String>,
    /// Kinds of data.
    pub data: Vec<String>,
    /// Stops and steps.
    pub stops: Vec<String>,
    /// Recorded duty.
    pub duty: Option<String>,
    /// Tests.
    pub tests: Vec<String>,
}

/// What carries each provision, silence and tension of a pack.
///
/// # Errors
/// The pack cannot be read, or a provision is carried by nothing or noticed by no test.
pub fn coverage(folder: Option<&Path>) -> Result<Vec<Carried>> {
    let opened = pack::read(folder)?;
    let all = ::policy::coverage(&opened.pack);
    let bare: Vec<_> = all
        .iter()
        .filter(|coverage| !coverage.is_carried() || coverage.tests.is_empty())
        .map(|coverage| coverage.code.to_string())
        .collect();
    if !bare.is_empty() {
        return Err(Error::new(
            Code::PackRefused,
            format!("Nothing carries, or no test notices: {}.", bare.join(", ")),
            "Name a row, a gate or the duty that the record carries, and the tests that notice when it is gone.",
        ));
    }
    let carried = all.into_iter().map(|coverage| Carried {
        code: coverage.code.to_string(),
        text: coverage.text,
        mark: coverage.mark,
        confidence: coverage.confidence,
        questions: coverage.questions,
        rows: coverage.rows,
        gates: coverage.gates,
        demands: coverage.demands,
        letters: coverage.letters,
        data: coverage.data,
        stops: coverage.stops,
        duty: coverage.duty,
        tests: coverage.tests,
    });
    Ok(carried.collect())
}

/// What one pack changes against another.
#[derive(Debug, Clone, Serialize)]
pub struct Compared {
    /// Id of the old pack.
    pub old: String,
    /// Id of the new pack.
    pub new: String,
    /// Changes of the tables.
    pub changes: Vec<Change>,
    /// Open requests of the record whose answer would be another; empty where no record was named.
    pub matters: Vec<Matter>,
}

/// A part of an open request that the new pack would answer otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Matter {
    /// Number of the request.
    pub number: String,
    /// Part, counted from 1.
    pub part: u32,
    /// Row and outcome under the old pack.
    pub was: String,
    /// Row and outcome under the new pack.
    pub becomes: String,
    /// Dates that move: clock, old, new.
    pub dates: Vec<(String, String, String)>,
    /// What else it would take, or where it would lead: gates, what may go out, letters, the outcome under each advice.
    pub rules: Vec<String>,
}

/// Compares two packs, and the open requests of a record under both.
///
/// # Errors
/// A pack cannot be read, or the record does not open.
pub fn diff(
    old: &Path,
    new: &Path,
    vault: Option<&At>,
    secret: impl FnOnce() -> Result<Passphrase>,
) -> Result<Compared> {
    let (old, new) = (pack::read(Some(old))?.pack, pack::read(Some(new))?.pack);
    let matters = match vault {
        None => Vec::new(),
        Some(at) => moved(&old, &new, at, secret)?,
    };
    Ok(Compared {
        old: old.about.id.clone(),
        new: new.about.id.clone(),
        changes: ::policy::diff(&old, &new),
        matters,
    })
}

fn moved(
    old: &Pack,
    new: &Pack,
    at: &At,
    secret: impl FnOnce() -> Result<Passphrase>,
) -> Result<Vec<Matter>> {
    let vault = opened(at, secret)?;
    let state = replay(&vault.entries()?)?;
    vault.close()?;
    let Some(actor) = state.office.director().map(|director| director.id) else { return Ok(Vec::new()) };
    let open = state
        .cases
        .seen_by(&state.office, actor)
        .map(|case| &case.request)
        .filter(|request| matches!(request.status, Status::Open | Status::Decided));
    let mut matters = Vec::new();
    for request in open {
        let case = Case { request, office: &state.office, now: at.now.naive_local(), actor };
        let (before, after) = (::policy::decide(old, &case), ::policy::decide(new, &case));
        let pairs = before.parts.iter().zip(&after.parts);
        matters.extend(pairs.filter_map(|(before, after)| matter(request, (old, before), (new, after))));
    }
    matters.sort_by(|a, b| (&a.number, a.part).cmp(&(&b.number, b.part)));
    Ok(matters)
}

/// A part as both packs answer it; nothing where they answer alike.
pub(crate) fn matter(
    request: &Request,
    (old, before): (&Pack, &PartReply),
    (new, after): (&Pack, &PartReply),
) -> Option<Matter> {
    let words = |reply: &PartReply| {
        let outcome = crate::question_view::outcome_words(reply.outcome, &reply.modifiers);
        format!("{} {}: {outcome}", reply.type_code, reply.row)
    };
    let runs = |reply: &PartReply| -> BTreeMap<_, _> {
        let running = reply.clocks.iter().filter(|clock| clock.runs).map(|clock| &clock.reading);
        running.map(|reading| (reading.id.clone(), (reading.name.clone(), reading.due.date()))).collect()
    };
    let (old_dates, new_dates) = (runs(before), runs(after));
    let named = old_dates.iter().chain(new_dates.iter().filter(|(id, _)| !old_dates.contains_key(*id)));
    let dates: Vec<_> = named
        .filter_map(|(id, (name, _))| {
            let date = |dates: &BTreeMap<domain::ClockCode, (String, chrono::NaiveDate)>, none: &str| {
                dates.get(id).map_or_else(|| none.to_owned(), |(_, date)| date.to_string())
            };
            let (old, new) = (date(&old_dates, "did not run"), date(&new_dates, "no longer runs"));
            (old != new).then(|| (name.clone(), old, new))
        })
        .collect();
    let (was, becomes) = (words(before), words(after));
    let serial = request.part(before.part).map_or(0, |part| part.serial);
    let rules = ::policy::rules_moved((old, before), (new, after));
    (was != becomes || !dates.is_empty() || !rules.is_empty()).then(|| Matter {
        number: request.reference(),
        part: serial,
        was,
        becomes,
        dates,
        rules,
    })
}
