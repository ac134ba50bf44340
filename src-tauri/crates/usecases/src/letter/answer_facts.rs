//! What was answered, as a letter tells it: what goes out, what stays in and on which ground, what was allowed, refused and
//! charged, and which date was moved. Only decided parts speak here. What stays in is named by its kind, in the words of
//! the policy, so that nothing here depends on whether any person uses the library.

use super::facts::{Row, join, row, set, within_a_sentence};
use crate::dealings::money;
use crate::session::{Case, Session};
use crate::{Result, ruling};
use domain::deadline::{ClockReading, ClockRole};
use domain::{ClockDelay, DataCode, Decision, Outcome, Part, PartId, Request};
use letters::{Facts, Words, filled};
use policy::{GateKind, Mark, Pack};

/// Everything about the answer. What is given, withheld and refused is that of the parts the letter tells of.
pub(super) fn answered(
    facts: &mut Facts,
    session: &Session,
    case: &Case,
    told: &[PartId],
    words: &Words,
) -> Result<()> {
    let pack = session.pack_of(&case.request)?;
    let request = &case.request;
    let asked: Vec<_> = request.live_parts().map(|part| part.what.clone()).collect();
    facts.set("asked.what", asked);
    facts.set("claim.words", request.words.clone());
    set(facts, "account.reference", request.requester.reference.clone().unwrap_or_default());
    let decided: Vec<_> = decided(request).filter(|(part, _)| told.contains(&part.id)).collect();
    given(facts, &decided, words);
    withheld(facts, pack, &decided, words);
    refused(facts, &decided);
    allowed(facts, pack, request, words);
    fee(facts, pack, request, words);
    let readings = ruling::clocks(session, request)?;
    if let Some(target) = by_role(&readings, ClockRole::Target) {
        facts.set("answer.by", target.due.date());
    }
    delay(facts, pack, request, by_role(&readings, ClockRole::RedLine));
    vendor(facts, request, words);
    Ok(())
}

fn by_role(readings: &[ClockReading], role: ClockRole) -> Option<&ClockReading> {
    readings.iter().find(|reading| reading.role == Some(role))
}

fn decided(request: &Request) -> impl Iterator<Item = (&Part, &Decision)> {
    request.live_parts().filter_map(|part| Some((part, part.decision.as_ref()?)))
}

/// What goes out: the plan that the decision looked at, field by field. A field without a value is one of pages enclosed.
fn given(facts: &mut Facts, decided: &[(&Part, &Decision)], words: &Words) {
    let plans = decided
        .iter()
        .filter(|(part, decision)| decision.outcome.gives_out() && decision.plan_version == part.plan_version)
        .filter_map(|(part, _)| part.plan.as_ref());
    let rows: Vec<Row> = plans
        .flat_map(|plan| plan.fields.iter().map(move |field| (plan, field)))
        .map(|(plan, field)| {
            let pages = plan.enclosed.clone().unwrap_or_else(|| words.phrases.enclosed.clone());
            let value = if field.value.trim().is_empty() { pages } else { field.value.clone() };
            row([("field", field.label.clone()), ("value", value)])
        })
        .collect();
    facts.set("given.any", !rows.is_empty());
    if !rows.is_empty() {
        facts.set("given.fields", rows);
    }
}

/// What stays in, by kind. Of a denied part that is all it asks for; of one released in part, what it asks for and does not
/// get.
fn withheld(facts: &mut Facts, pack: &Pack, decided: &[(&Part, &Decision)], words: &Words) {
    let mut rows: Vec<Row> = Vec::new();
    for (part, decision) in decided {
        let (kinds, grounds) = match decision.outcome {
            Outcome::Deny => (part.asks.clone(), decision.ruling.grounds.clone()),
            Outcome::ReleaseInPart => {
                let kept = part.asks.iter().filter(|kind| !decision.releases.contains(kind));
                let kept: Vec<DataCode> = kept.cloned().collect();
                let kinds = kept.iter().filter_map(|kind| pack.data_kind(kind));
                let grounds = kinds.flat_map(|kind| kind.ground.clone()).collect();
                (kept, grounds)
            }
            _ => continue,
        };
        let names: Vec<_> =
            kinds.iter().filter_map(|kind| pack.data_kind(kind)).map(|kind| kind.name.as_str()).collect();
        let kind = if names.is_empty() { part.what.clone() } else { names.join("; ") };
        if decision.outcome == Outcome::Deny || !names.is_empty() {
            let ground = ground_words(pack, &grounds, words);
            rows.push(row([("kind", kind), ("ground", ground), ("reason", decision.reason.clone())]));
        }
    }
    facts.set("withheld.any", !rows.is_empty());
    if !rows.is_empty() {
        facts.set("withheld.table", rows);
    }
}

/// Grounds as a reader outside sees them: provisions of the policy as the library's policy, and as law only what the pack
/// marks as law.
fn ground_words(pack: &Pack, labels: &[String], words: &Words) -> String {
    let mut provisions: Vec<&str> = Vec::new();
    let mut laws: Vec<&str> = Vec::new();
    for label in labels {
        let provision = pack.provisions.get(&label.as_str().into()).filter(|one| one.mark == Mark::Policy);
        let law = pack.statutes.get(label.as_str()).filter(|one| one.mark == Mark::Law);
        if provision.is_some() && !provisions.contains(&label.as_str()) {
            provisions.push(label);
        }
        if law.is_some() && !laws.contains(&label.as_str()) {
            laws.push(label);
        }
    }
    let policy = match provisions.is_empty() {
        true if laws.is_empty() => words.phrases.policy.clone(),
        true => String::new(),
        false => filled(&words.phrases.policy_at, &[("provisions", &provisions.join(", "))]),
    };
    join(&[&policy, &laws.join(", ")], "; ")
}

/// What is refused, in the words of the parts, with the reason the decider gave for the reader.
fn refused(facts: &mut Facts, decided: &[(&Part, &Decision)]) {
    let denied: Vec<_> = decided.iter().filter(|(_, decision)| decision.outcome == Outcome::Deny).collect();
    facts.set("refused.any", !denied.is_empty());
    if denied.is_empty() {
        return;
    }
    let mut reasons: Vec<&str> = Vec::new();
    for (_, decision) in &denied {
        if !reasons.contains(&decision.reason.as_str()) {
            reasons.push(&decision.reason);
        }
    }
    facts.set("refused.what", denied.iter().map(|(part, _)| part.what.clone()).collect::<Vec<_>>());
    set(facts, "refused.reason", reasons.join(" "));
}

/// The written authorization as it was signed.
fn allowed(facts: &mut Facts, pack: &Pack, request: &Request, words: &Words) {
    let signed = request.live_parts().find_map(domain::signed);
    facts.set("auth.any", signed.is_some());
    let Some(signed) = signed else { return };
    let names = signed
        .fields
        .iter()
        .map(|kind| pack.data_kind(kind).map_or_else(|| kind.to_string(), |kind| kind.name.clone()));
    facts.set("auth.fields", names.collect::<Vec<_>>());
    let recipients = signed.recipients.iter().map(|recipient| match recipient.duty_accepted_on {
        Some(day) => filled(&words.phrases.accepted, &[("name", &recipient.name), ("date", &words.day(day))]),
        None => recipient.name.clone(),
    });
    set(facts, "auth.recipients", recipients.collect::<Vec<_>>().join("; "));
    set(facts, "auth.purpose", signed.purpose.clone());
    set(facts, "auth.selection", signed.selection.clone());
    set(facts, "auth.conditions", signed.conditions.clone());
    for (name, day) in
        [("auth.from", signed.from), ("auth.until", signed.until), ("auth.destroy_by", signed.destroy_by)]
    {
        if let Some(day) = day {
            facts.set(name, day);
        }
    }
}

/// The last estimate. Without one nothing is charged, and the policy says how much work is free.
fn fee(facts: &mut Facts, pack: &Pack, request: &Request, words: &Words) {
    let nothing = || words.phrases.nothing.clone();
    let estimate = request.fees.last().map(|fee| &fee.what);
    let total = estimate.map_or(0, domain::FeeEstimate::total_cents);
    facts.set("fee.any", total > 0);
    facts.set("fee.charged", if total > 0 { money(total) } else { nothing() });
    let free = estimate.map_or_else(
        || pack.gate_of(GateKind::Fee).map(|gate| gate.free_minutes),
        |fee| Some(fee.free_minutes),
    );
    if let Some(free) = free.filter(|free| *free > 0) {
        facts.set("fee.free", i64::from(free));
    }
    let Some(estimate) = estimate else { return };
    facts.set("fee.minutes", i64::from(estimate.minutes));
    facts.set("fee.charged_minutes", i64::from(estimate.minutes.saturating_sub(estimate.free_minutes)));
    facts.set("fee.hour", money(u64::from(estimate.hour_cents)));
    let copies = u64::from(estimate.copies_cents);
    facts.set("fee.copies", if copies > 0 { money(copies) } else { nothing() });
    facts.set("fee.total", money(total));
    facts.set("fee.prepaid", estimate.prepaid);
}

/// The last extension: its lawful reason in the policy's words, and the two dates.
fn delay(facts: &mut Facts, pack: &Pack, request: &Request, red_line: Option<&ClockReading>) {
    let extended = request.delays.iter().rev().find_map(|delay| match &delay.what {
        ClockDelay::Extended(extended) => Some(extended),
        ClockDelay::Paused(_) | ClockDelay::Resumed(_) => None,
    });
    let Some(extended) = extended else { return };
    facts.set("delay.reason", within_a_sentence(&pack.delay_words(&extended.reason)));
    facts.set("delay.until", extended.until);
    facts.set("delay.was", extended.was);
    facts.set("delay.late", red_line.is_some_and(|line| extended.until > line.due.date()));
}

/// The firm's session that was recorded last.
fn vendor(facts: &mut Facts, request: &Request, words: &Words) {
    let Some(watched) = request.vendor_sessions.last().map(|watched| &watched.what) else { return };
    set(facts, "session.ticket", watched.ticket.clone());
    set(facts, "session.person", watched.person.clone());
    set(facts, "session.system", watched.system.clone());
    set(facts, "session.supervisor", watched.supervisor.clone());
    facts.set("session.opened", words.moment(watched.opened_at));
    facts.set("session.open", watched.closed_at.is_none());
    if let Some(closed) = watched.closed_at {
        facts.set("session.closed", words.moment(closed));
    }
}
