//! Gates about the library's own writings and dealings: authorization, fee, a firm's access.

use super::release_set::same_words;
use super::{Sight, Stand, amber, green, red};
use crate::facts::{Facts, Holds};
use crate::{Act, Condition, GateDef};
use domain::{Authorization, Capacity, Outcome};

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
    if sight.target.gives_out()
        && let Some(gap) = beyond(sight, written)
    {
        return red(gap);
    }
    match written.covers(day) {
        true => green("Written and within its dates."),
        false if sight.target.gives_out() => red("Its first day is still to come."),
        false => green("Written; its first day is still to come."),
    }
}

/// What goes out under a writing that does not cover it: not the Director's, other data, or somebody else's hands.
fn beyond(sight: &Sight<'_>, written: &Authorization) -> Option<String> {
    if sight.part.authorization_by != Capacity::Director {
        return Some(
            "The Director did not record it. What leaves under it needs the Director's own writing."
                .to_owned(),
        );
    }
    let planned = sight.part.plan.as_ref().map(|plan| plan.data()).unwrap_or_default();
    let wider: Vec<_> = planned.iter().filter(|data| !written.fields.contains(data)).collect();
    if !wider.is_empty() {
        let names: Vec<_> = wider.iter().map(|data| crate::release::data_name(sight.pack, data)).collect();
        return Some(format!("The plan holds what the writing does not name: {}.", names.join("; ")));
    }
    let deliveries = sight.case.request.deliveries.iter().rev();
    let planned = deliveries
        .map(|delivery| &delivery.what)
        .find(|what| what.sent_at.is_none() && crate::derive::concerns(what, sight.case, sight.part))?;
    let is_named = written.recipients.iter().any(|known| names(&known.name, &planned.to));
    (!is_named)
        .then(|| format!("The writing does not name {} among those who may have it.", planned.to.trim()))
}

/// Whether a recipient, written as a person and the body they answer for, is the one on the envelope: each part there is a part here.
fn names(recipient: &str, envelope: &str) -> bool {
    let known: Vec<_> = recipient.split(',').collect();
    envelope.split(',').all(|part| known.iter().any(|known| same_words(known, part)))
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
