//! Deciding a part. A decision never goes beyond the ruling, and never without standing.

use super::live_part;
use crate::{
    Capacity, DataCode, Decided, Decision, Outcome, Part, PartId, Refusal, RefusalCode, Request,
    RequestEvent, Ruling, Standing, passage,
};
use chrono::NaiveDateTime;

/// Decides a part. The ruling is what the policy engine said of the same facts a moment before.
///
/// INVARIANT (no wider than allowed): what goes out is a subset of what the ruling allows and equals the approved plan.
/// INVARIANT (signed as decided): a complete authorization is copied into the decision; later changes do not reach it.
/// INVARIANT (whose case): a designee decides only in a case that they took.
pub fn decide_part(
    request: &Request,
    part: PartId,
    outcome: Outcome,
    reason: &str,
    ruling: Ruling,
    standing: &Standing,
    now: NaiveDateTime,
) -> Result<RequestEvent, Refusal> {
    let part = live_part(request, part)?;
    let took = request.taken.as_ref().is_some_and(|taken| taken.by == standing.person());
    if matches!(standing.capacity(), Capacity::Designee { .. }) && !took {
        return Err(Refusal::new(
            RefusalCode::NoAuthority,
            "A designee decides only in a case that they have taken.",
            "Take the case first. From then on it is yours until you give it back or the Director returns.",
        ));
    }
    if !ruling.open.contains(&outcome) {
        return Err(Refusal::new(
            RefusalCode::OutcomeNotAllowed,
            "The policy does not allow this outcome as things stand.",
            "The decision page names what is missing and who can supply it. Until then the part stays with counsel or open.",
        ));
    }
    let releases = match &part.plan {
        _ if !outcome.gives_out() => Vec::new(),
        None if ruling.unplanned => served(part, &ruling),
        plan => planned(plan.as_ref().map(|plan| plan.data()))?,
    };
    let wider: Vec<_> = releases.iter().filter(|data| !ruling.allowed.contains(data)).collect();
    if !wider.is_empty() {
        return Err(Refusal::new(
            RefusalCode::WiderThanAllowed,
            format!("The plan holds {} kinds of data that may not go out.", wider.len()),
            "Remove them from the plan. The decision page marks them.",
        ));
    }
    let reason = passage(reason, "reason")?;
    let rests_on_it = outcome == Outcome::Authorize || outcome.gives_out();
    let written = part.authorization.as_ref().filter(|written| rests_on_it && written.missing().is_empty());
    let decision = Decision {
        outcome,
        ruling,
        reason,
        by: standing.person(),
        capacity: standing.capacity(),
        at: now,
        releases,
        plan_version: part.plan_version,
        authorization: written.cloned(),
    };
    Ok(RequestEvent::Decided(Box::new(Decided { part: part.id, decision, approved_again: false })))
}

/// What is given at the desk without a plan: what was asked, as far as it may go out. What officers take is written down
/// with their visit and is no release of the library's.
fn served(part: &Part, ruling: &Ruling) -> Vec<DataCode> {
    part.asks.iter().filter(|data| ruling.allowed.contains(data)).cloned().collect()
}

fn planned(data: Option<Vec<DataCode>>) -> Result<Vec<DataCode>, Refusal> {
    data.filter(|data| !data.is_empty()).ok_or_else(|| {
        Refusal::new(
            RefusalCode::Missing,
            "Nothing is planned to go out.",
            "Name the fields that are to go out, or choose another outcome.",
        )
    })
}
