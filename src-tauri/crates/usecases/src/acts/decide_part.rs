//! Deciding a part: authority, the policy's ruling on the facts of this moment, then the state machine.

use super::{part_id, unknown_choice};
use crate::journal::Along;
use crate::view::{DecisionForm, RequestView};
use crate::{Code, Error, Result, Session};
use domain::{ConflictDeclared, Outcome, Recorded, RequestEvent};

/// Decides a part. The decider says again that no conflict exists; the ruling is made after that word.
pub fn decide_part(
    session: &mut Session,
    request: &str,
    part: &str,
    form: DecisionForm,
) -> Result<RequestView> {
    let now = session.now();
    let part = part_id(part)?;
    let outcome = outcome(&form.outcome)?;
    let case = session.case(request)?;
    if !form.no_conflict {
        return Err(Error::new(
            Code::Conflict,
            "The decider has not said whether they or their family appear in this request.",
            "Say so on the decision page. If there is a conflict, record it: the case then goes to somebody else.",
        )
        .at("no_conflict"));
    }
    let mut after = case.request.clone();
    let word =
        RequestEvent::ConflictDeclared(ConflictDeclared { conflict: false, at_decision: true, note: None });
    after.evolve(&Recorded { by: session.me, capacity: session.capacity(), at: now, event: word.clone() });
    let standing = session.standing(&crate::ruling::matter_of(session, &case.request, part)?)?;
    let ruling = crate::ruling::ruling(session, &after, part)?;
    let decided = domain::decide_part(&after, part, outcome, &form.reason, ruling, &standing, now)?;
    session.act_all(request, vec![word, decided], Along::default())
}

/// An outcome from its code.
pub(crate) fn outcome(code: &str) -> Result<Outcome> {
    serde_json::from_value(serde_json::Value::String(code.to_owned()))
        .map_err(|_| unknown_choice(code, "outcome"))
}
