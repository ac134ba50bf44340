//! The clocks of a part, and the life of a paper: which recorded dates are counted from, and what moved them.

use crate::decide::{PartClock, WaitingClock};
use crate::facts::{Facts, Holds};
use crate::{Case, Pack, TypeDef};
use domain::calendar::Calendar;
use domain::deadline::{ClockEnd, ClockReading, ClockSpec, CountError, Moments, read_delayed};
use domain::{Channel, ClockCode, Outcome, Part};

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
        review_asked: case
            .request
            .sealing
            .as_ref()
            .and_then(|sealing| sealing.gag_terms.iter().rev().find_map(|term| term.what.review_asked_on)),
    }
}

/// The clocks of a part.
pub(crate) struct Read {
    /// Those that could be read.
    pub(crate) clocks: Vec<PartClock>,
    /// Those that wait for a date that is not recorded yet.
    pub(crate) waiting: Vec<WaitingClock>,
    /// Those that could not be counted, in words.
    pub(crate) problems: Vec<String>,
}

/// Every clock of a part. Of several lives of a paper only the one that the answers choose is shown.
pub(crate) fn clocks(pack: &Pack, case: &Case<'_>, part: &Part, kind: &TypeDef, facts: &Facts) -> Read {
    let calendar = pack.calendar(case.office);
    let moments = moments(case, part);
    let mut found = Read { clocks: Vec::new(), waiting: Vec::new(), problems: Vec::new() };
    let life = kind.life.iter().find(|life| facts.holds(&life.when) == Holds::Yes);
    let other_life = |code: &ClockCode| {
        life.is_some_and(|own| own.clock != *code && kind.life.iter().any(|life| life.clock == *code))
    };
    let at_desk = case.request.received.channel == Channel::InPerson && !kind.clocks_at_desk.is_empty();
    let always = if at_desk { &kind.clocks_at_desk } else { &kind.clocks };
    let not_here = |code: &ClockCode| {
        let mut limits = kind.clocks_only_when.iter().filter(|limit| limit.clock == *code);
        limits.any(|limit| facts.holds(&limit.when) == Holds::No)
    };
    let always = always.iter().filter(|code| !not_here(code)).map(|code| (code, true, false));
    let records = kind.clocks_records.iter().filter(|code| !not_here(code));
    let records = records.map(|code| (code, case.request.records_request, false));
    let owed = kind.clocks_when.iter().filter(|owed| facts.holds(&owed.when) == Holds::Yes);
    let owed = owed.map(|owed| (&owed.clock, true, true));
    // What is owed after an answer counts from any decision, not only from one that a complaint counts from.
    let decided = part.decision.as_ref().map(|decision| decision.at.date());
    let after_answer = Moments { decided, ..moments };
    for (code, runs, owed) in always.chain(records).chain(owed).filter(|(code, _, _)| !other_life(code)) {
        let Some(spec) = pack.clock(code) else { continue };
        match read(pack, case, spec, &calendar, if owed { &after_answer } else { &moments }) {
            Ok(Some(reading)) => {
                found.clocks.push(PartClock { met: is_met(case, part, spec, owed), reading, runs, owed })
            }
            Ok(None) if runs => found.waiting.push(WaitingClock {
                id: spec.id.clone(),
                name: spec.name.clone(),
                basis: spec.basis.clone(),
                needs: spec.from,
                rule: spec.rule,
            }),
            Ok(None) => {}
            Err(problem) => found.problems.push(problem_words(&spec.name, &problem)),
        }
    }
    found
}

/// Whether what a date of our own plan is for was done. Counsel is still owed a call where officers took what they wanted: there
/// nothing was decided that counsel could have been asked about first.
fn is_met(case: &Case<'_>, part: &Part, spec: &ClockSpec, owed: bool) -> bool {
    let taken =
        |decision: &domain::Decision| decision.ruling.modifiers.contains(&domain::Modifier::Search) || owed;
    match spec.done {
        None => false,
        Some(ClockEnd::CounselAsked) => {
            crate::derive::counsel_was_asked(case, part)
                || part.decision.as_ref().is_some_and(|decision| !taken(decision))
        }
        Some(ClockEnd::Decided) => part.decision.is_some(),
    }
}

/// One clock of a request, with what was recorded about it.
pub(crate) fn read(
    pack: &Pack,
    case: &Case<'_>,
    spec: &ClockSpec,
    calendar: &Calendar,
    moments: &Moments,
) -> Result<Option<ClockReading>, CountError> {
    let delays = case.request.delays_of(&spec.id, &|code| pack.delay_words(code));
    read_delayed(spec, calendar, moments, &delays, case.now.date())
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
    let judged =
        carried_out_at(case, part, kind, facts).unwrap_or_else(|| crate::derive::judged_at(case, part));
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

/// When people here looked on while the paper was carried out: the last visit on record, and not before it was answered that it
/// was carried out, so that an earlier visit of the same paper speaks for no later one.
fn carried_out_at(
    case: &Case<'_>,
    part: &Part,
    kind: &TypeDef,
    facts: &Facts,
) -> Option<chrono::NaiveDateTime> {
    if kind.carried_out.is_empty() || facts.holds(&kind.carried_out) != Holds::Yes {
        return None;
    }
    let visited = case.request.visits.iter().map(|visit| visit.what.from).max()?;
    let answers = kind.carried_out.keys().filter_map(|name| {
        let code = name.as_str().into();
        part.answers.get(&code).or_else(|| case.request.answers.get(&code))
    });
    let answered = answers.map(|answer| answer.current.at).max()?;
    Some(visited.max(answered))
}

fn problem_words(name: &str, problem: &CountError) -> String {
    format!("{name}: {problem}")
}
