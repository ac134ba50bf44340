//! Gates about people: who decides, who asks, who consents.

use super::{Sight, Stand, amber, green, red};
use crate::GateDef;
use crate::facts::Holds;
use domain::{Channel, Matter, authority as establish};

/// The Director, or a designee while a recorded fact makes the Director unavailable; checked with the time of asking.
pub(super) fn authority(sight: &Sight<'_>, director_only: bool) -> Stand {
    let case = sight.case;
    let matter = Matter {
        type_code: Some(sight.kind.code.clone()),
        urgent: sight.kind.urgent_in_person && case.request.received.channel == Channel::InPerson,
        director_only,
        ..Matter::of(case.request)
    };
    let authority = establish(case.office, case.actor, &matter, case.now);
    match authority.standing {
        Ok(_) => green(authority.why),
        Err(_) => red(authority.why),
    }
}

/// Name, agency and badge seen, and a call back to a number the library looked up. Paper by mail: the call back.
pub(super) fn identity(sight: &Sight<'_>) -> Stand {
    let Some(check) = sight.case.request.identity.last().map(|check| &check.what) else {
        return red("No check of who is asking is on record.");
    };
    let who = match &check.agency {
        Some(agency) if !agency.trim().is_empty() => format!("{}, {agency}", check.name),
        _ => return amber(format!("{} is on record, without an agency.", check.name)),
    };
    let Some(call) = &check.call_back else {
        return amber(format!("{who}: on record, no call back to a looked-up number yet."));
    };
    match call.result {
        domain::CallBackResult::NotConfirmed => amber(format!(
            "{who}: the office called did not confirm the person. Enough to decline, never to release."
        )),
        domain::CallBackResult::NoAnswer => amber(format!("{who}: nobody answered the call back.")),
        domain::CallBackResult::Confirmed
            if call.number.trim().is_empty() || call.found_in.trim().is_empty() =>
        {
            amber(format!("{who}: it is not on record which number was called, or where it was found."))
        }
        domain::CallBackResult::Confirmed if !check.badge_seen && !check.by_mail => {
            amber(format!("{who}: confirmed by call back, but no badge was seen."))
        }
        domain::CallBackResult::Confirmed => green(format!("{who}: confirmed by a call to {}.", call.number)),
    }
}

/// The decider's own word, at opening and again at deciding.
pub(super) fn conflict(sight: &Sight<'_>, gate: &GateDef) -> Stand {
    let words = sight.case.request.conflicts.iter().rev();
    match words.map(|word| (word.by, &word.what)).find(|(by, _)| *by == sight.case.actor) {
        Some((_, word)) if word.conflict => {
            red("Whoever is deciding declared a conflict of interest in this case.")
        }
        Some((_, word)) if word.at_decision => match sight.facts.holds(&gate.asked) {
            Holds::Yes => green("No conflict, said at opening and again for the decision."),
            _ => red(
                "No conflict was said for the decision, but the question at opening is open or was answered otherwise.",
            ),
        },
        _ => red("Whoever is deciding has not yet said for the decision that they are not concerned."),
    }
}

/// The patron said so to the library directly.
pub(super) fn consent(sight: &Sight<'_>, gate: &GateDef) -> Stand {
    if sight.facts.any(&gate.doubt_when) == Holds::Yes {
        return red("The patron did not confirm the consent to the library.");
    }
    match sight.facts.holds(&gate.met_when) {
        Holds::Yes => green("The patron confirmed the consent to the library directly."),
        _ => red("The patron has not been asked directly."),
    }
}
