//! A decision that a designee made and nobody printed waits for the Director, who approves it again (DG-4, DG-7).

use crate::acts::{decided, part_id};
use crate::journal::Along;
use crate::view::{DecisionForm, RequestView};
use crate::{Code, Error, Result, Session, ruling};
use domain::{Capacity, Refusal, RequestEvent};

/// The Director decides the same once more, in the Director's own name. Everything is checked as at a first decision.
///
/// # Errors
/// Nothing waits; it is not the Director; a conflict; or the policy does not open that outcome any more.
pub fn approve_again(
    session: &mut Session,
    request: &str,
    part: &str,
    no_conflict: bool,
) -> Result<RequestView> {
    let part = part_id(part)?;
    let case = session.case(request)?;
    let standing = session.standing(&ruling::matter_of(session, &case.request, part)?)?;
    if standing.capacity() != Capacity::Director {
        return Err(Error::from(Refusal::new(
            domain::RefusalCode::DirectorOnly,
            "Only the Director approves again what another person decided.",
            "Decide the part anew, in your own name, or leave it for the Director.",
        )));
    }
    let waiting = ruling::waiting_for_director(session, &case.request)?;
    let decision = case.request.part(part).and_then(|part| part.decision.clone());
    let Some(decision) = decision.filter(|_| waiting.iter().any(|(waits, _)| *waits == part)) else {
        let message = "No decision of this part waits for the Director.";
        let help = "Nothing was changed. Open the request to see how each part was decided.";
        return Err(Error::new(Code::AlreadyDone, message, help));
    };
    let form = DecisionForm { outcome: String::new(), reason: decision.reason.clone(), no_conflict };
    let events = decided(session, request, part, decision.outcome, &form)?;
    let again = |event| match event {
        RequestEvent::Decided(decided) => {
            RequestEvent::Decided(Box::new(domain::Decided { approved_again: true, ..*decided }))
        }
        other => other,
    };
    session.act_all(request, events.into_iter().map(again).collect(), Along::default())
}
