//! Deciding a part: authority, the policy's ruling on the facts of this moment, then the state machine.

use super::{part_id, unknown_choice};
use crate::journal::Along;
use crate::view::{DecisionForm, RequestView};
use crate::{Code, Error, Result, Session};
use domain::{Authority, ConflictDeclared, Outcome, PartId, Recorded, RequestEvent};

/// Decides a part. The decider says again that no conflict exists; the ruling is made after that word. A designee who
/// decides in a case that nobody had taken has taken it.
pub fn decide_part(
    session: &mut Session,
    request: &str,
    part: &str,
    form: DecisionForm,
) -> Result<RequestView> {
    let part = part_id(part)?;
    let outcome = outcome(&form.outcome)?;
    let events = decided(session, request, part, outcome, &form)?;
    session.act_all(request, events, Along::default())
}

/// The events of a decision, each checked: the case is taken where that is needed, the word on conflict, the decision.
pub(crate) fn decided(
    session: &Session,
    request: &str,
    part: PartId,
    outcome: Outcome,
    form: &DecisionForm,
) -> Result<Vec<RequestEvent>> {
    let now = session.now();
    let case = session.case(request)?;
    if !form.no_conflict {
        return Err(Error::new(
            Code::Conflict,
            "The decider has not said whether they or their family appear in this request.",
            "Say so on the decision page. If it concerns you, say that there instead: the case then goes to somebody else.",
        )
        .at("no_conflict"));
    }
    let matter = crate::ruling::matter_of(session, &case.request, part)?;
    let Authority { standing, why } = session.authority(&matter);
    let standing = standing?;
    let taken = domain::claim(&session.office, &case.request, &matter, &standing, &why, now)?;
    let word =
        RequestEvent::ConflictDeclared(ConflictDeclared { conflict: false, at_decision: true, note: None });
    let mut events: Vec<_> = taken.into_iter().chain([word]).collect();
    let mut after = case.request.clone();
    for event in &events {
        let capacity = standing.capacity();
        after.evolve(&Recorded { by: session.me, capacity, at: now, event: event.clone() });
    }
    let ruling = crate::ruling::ruling(session, &after, part)?;
    if !ruling.open.contains(&outcome) {
        return Err(blocked(session, &after, part, outcome)?);
    }
    events.push(domain::decide_part(&after, part, outcome, &form.reason, ruling, &standing, now)?);
    Ok(events)
}

/// The refusal of an outcome that is not open, with what blocks it, who lifts it and how.
fn blocked(
    session: &Session,
    request: &domain::Request,
    part: domain::PartId,
    outcome: Outcome,
) -> Result<Error> {
    let reply = crate::ruling::reply(session, request)?;
    let option = reply
        .parts
        .iter()
        .filter(|reply| reply.part == part)
        .flat_map(|reply| &reply.options)
        .find(|option| option.outcome == outcome);
    let blockers = option.map(|option| option.blocked_by.as_slice()).unwrap_or_default();
    let why: Vec<_> = blockers.iter().map(|blocker| blocker.why.as_str()).collect();
    let how: Vec<_> = blockers
        .iter()
        .map(|blocker| match &blocker.who_lifts {
            Some(who) => format!("{} ({who})", blocker.how),
            None => blocker.how.clone(),
        })
        .collect();
    let message = format!("The policy does not allow this outcome as things stand. {}", why.join(" "));
    let help = if how.is_empty() { "Choose an outcome that is open.".to_owned() } else { how.join(" ") };
    let refs = blockers.iter().filter_map(|blocker| blocker.gate.as_ref()).map(ToString::to_string).collect();
    Ok(Error { refs, ..Error::new(Code::OutcomeNotAllowed, message, help) })
}

/// An outcome from its code.
pub(crate) fn outcome(code: &str) -> Result<Outcome> {
    serde_json::from_value(serde_json::Value::String(code.to_owned()))
        .map_err(|_| unknown_choice(code, "outcome"))
}
