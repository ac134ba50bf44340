//! The clocks of a part, and the life of a paper: which recorded dates are counted from.

use crate::decide::PartClock;
use crate::facts::{Facts, Holds};
use crate::{Case, Pack, TypeDef};
use domain::deadline::{CountError, Moments};
use domain::{ClockCode, Outcome, Part};

/// The recorded dates that clocks of a part count from. A denial, whole or in part, is what a complaint counts from (K10).
pub(crate) fn moments(case: &Case<'_>, part: &Part) -> Moments {
    let paper = case.request.paper().map(|(_, paper)| paper);
    let denied = |decision: &&domain::Decision| {
        matches!(decision.outcome, Outcome::Deny | Outcome::ReleaseInPart | Outcome::NotOurs)
    };
    Moments {
        received: Some(case.request.received.at.date()),
        served: paper.and_then(|paper| paper.served_at).map(|at| at.date()),
        dated: paper.and_then(|paper| paper.dated),
        return_by: paper.and_then(|paper| paper.return_by),
        execute_by: paper.and_then(|paper| paper.execute_by),
        decided: part.decision.as_ref().filter(denied).map(|decision| decision.at.date()),
    }
}

/// Every clock of a part that can be read, and those that cannot, in words.
pub(crate) fn clocks(
    pack: &Pack,
    case: &Case<'_>,
    part: &Part,
    kind: &TypeDef,
) -> (Vec<PartClock>, Vec<String>) {
    let calendar = pack.calendar(case.office);
    let moments = moments(case, part);
    let mut problems = Vec::new();
    let mut read = |code: &ClockCode, runs: bool| -> Option<PartClock> {
        let spec = pack.clock(code)?;
        match domain::deadline::read(spec, &calendar, &moments) {
            Ok(reading) => reading.map(|reading| PartClock { reading, runs }),
            Err(problem) => {
                problems.push(problem_words(&spec.name, &problem));
                None
            }
        }
    };
    let always: Vec<_> = kind.clocks.iter().filter_map(|code| read(code, true)).collect();
    let records: Vec<_> =
        kind.clocks_records.iter().filter_map(|code| read(code, case.request.records_request)).collect();
    (always.into_iter().chain(records).collect(), problems)
}

/// How a paper's life stands: the first of the type's clocks that its answers choose (K7, K8).
pub(crate) fn paper_life(
    pack: &Pack,
    case: &Case<'_>,
    part: &Part,
    kind: &TypeDef,
    facts: &Facts,
) -> &'static str {
    let Some((_, paper)) = case.request.paper() else { return "none" };
    let judged = crate::derive::judged_at(case, part);
    let printed = [paper.execute_by, paper.return_by.map(|at| at.date())];
    if let Some(dated) = paper.dated
        && (dated > judged.date() || printed.into_iter().flatten().any(|day| day < dated))
    {
        return "contradictory";
    }
    let chosen = kind.life.iter().find(|life| facts.holds(&life.when) == Holds::Yes);
    let Some(spec) = chosen.and_then(|life| pack.clock(&life.clock)) else {
        return if kind.life.is_empty() { "live" } else { "unknown" };
    };
    // The calendar plays no part in a paper's life: nothing rolls it.
    match domain::deadline::read(spec, &pack.calendar(case.office), &moments(case, part)) {
        Ok(Some(reading)) if reading.due.is_over(judged) => "lapsed",
        Ok(Some(_)) => "live",
        Ok(None) | Err(_) => "unknown",
    }
}

fn problem_words(name: &str, problem: &CountError) -> String {
    format!("{name}: {problem}")
}
