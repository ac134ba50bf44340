//! Gates about the library's own writings and dealings: authorization, fee, a firm's access.

use super::{Sight, Stand, amber, green, red};
use crate::facts::{Facts, Holds};
use crate::{Act, Condition, GateDef};
use domain::Outcome;

/// A complete writing whose fields the row allows, and whose last day is not over.
pub(super) fn authorization(sight: &Sight<'_>) -> Stand {
    let Some(written) = &sight.part.authorization else {
        return red("Nothing is written yet: purpose, fields, recipients, dates.");
    };
    let missing = written.missing();
    if !missing.is_empty() {
        let names: Vec<_> = missing.iter().map(ToString::to_string).collect();
        return red(format!("The authorization still lacks: {}.", names.join(", ")));
    }
    let wider: Vec<_> = written.fields.iter().filter(|field| !sight.limit.contains(field)).collect();
    if sight.target == Outcome::Authorize && !wider.is_empty() {
        let names: Vec<_> = wider.iter().map(|data| crate::release::data_name(sight.pack, data)).collect();
        return red(format!("The rule does not allow: {}.", names.join("; ")));
    }
    if let Some(ended) = &sight.part.authorization_ended {
        return red(format!("It was ended on {}.", ended.at.format("%a %-d %b %Y")));
    }
    let day = sight.case.now.date();
    if written.is_over(day) {
        return red("Its last day is over.");
    }
    match written.covers(day) {
        true => green("Written and within its dates."),
        false => green("Written; its first day is still to come."),
    }
}

/// Answers say that the work is short, or the estimate went out and, where payment comes first, was paid.
pub(super) fn fee(sight: &Sight<'_>, gate: &GateDef) -> Stand {
    if met_as_asked(sight.facts, &gate.met_when) == Holds::Yes {
        return green("No fee holds this up.");
    }
    let Some(estimate) = sight.case.request.fees.last().map(|fee| &fee.what) else {
        return red("The work was not estimated.");
    };
    if estimate.is_settled() {
        return green(match estimate.is_short() {
            true => "The work is short: nothing is charged.",
            false => "The estimate was sent, and nothing is left to pay first.",
        });
    }
    match estimate.sent_on {
        None => red("The estimate was not sent."),
        Some(_) => amber("The estimate was sent; payment comes first and is still open."),
    }
}

/// The answers on contract and ticket; where the type has a session, also the session itself.
pub(super) fn vendor(sight: &Sight<'_>, gate: &GateDef) -> Stand {
    match met_as_asked(sight.facts, &gate.met_when) {
        Holds::Yes => {}
        Holds::Unknown => return red("The questions on the firm's terms are not answered."),
        Holds::No => return red("Terms, ticket or supervision are missing."),
    }
    let has_session = sight.kind.steps.iter().any(|step| step.act == Some(Act::VendorSession));
    if !has_session {
        return green("The firm's terms are on file.");
    }
    let request = sight.case.request;
    match (request.open_sessions().next(), request.vendor_session()) {
        (Some(open), _) => green(format!("Session {} is open; record its end before closing.", open.ticket)),
        (None, Some(last)) => {
            let at = last.closed_at.map(|at| at.format("%H:%M").to_string()).unwrap_or_default();
            green(format!("Session {} was closed at {at}.", last.ticket))
        }
        (None, None) => red("The session is not on record: ticket, person, who watches, when it was opened."),
    }
}

/// Of the facts named, each one that the type asks has one of the values, and at least one is asked.
pub(super) fn met_as_asked(facts: &Facts, condition: &Condition) -> Holds {
    let asked: Condition = condition
        .iter()
        .filter(|(name, _)| facts.is_asked(name))
        .map(|(name, values)| (name.clone(), values.clone()))
        .collect();
    if asked.is_empty() { Holds::No } else { facts.holds(&asked) }
}
