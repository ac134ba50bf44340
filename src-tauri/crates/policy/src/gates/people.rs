//! Gates about people: who decides, who asks, who consents.

use super::desk::met_as_asked;
use super::{Sight, Stand, amber, green, red};
use crate::facts::Holds;
use crate::{GateDef, IdentityKind};
use domain::{IdentityCheck, authority as establish};

/// The Director, or a designee while a recorded fact makes the Director unavailable; checked with the time of asking.
pub(super) fn authority(sight: &Sight<'_>, director_only: bool) -> Stand {
    let case = sight.case;
    let matter = super::matter(case, sight.kind, director_only);
    let authority = establish(case.office, case.actor, &matter, case.now);
    match authority.standing {
        Ok(_) => green(authority.why),
        Err(_) => red(authority.why),
    }
}

/// What the type wants to see of whoever asks.
pub(super) fn identity(sight: &Sight<'_>) -> Stand {
    let Some(check) = sight.case.request.identity.last().map(|check| &check.what) else {
        return red("No check of who is asking is on record.");
    };
    match sight.kind.identity {
        IdentityKind::Officer => officer(check),
        IdentityKind::Person => person(check),
        IdentityKind::Firm => called_back(check, check.name.clone(), false),
    }
}

/// Name, agency and badge seen, and a call back to a number the library looked up. Paper by mail: the call back.
fn officer(check: &IdentityCheck) -> Stand {
    match &check.agency {
        Some(agency) if !agency.trim().is_empty() => {
            called_back(check, format!("{}, {agency}", check.name), true)
        }
        _ => amber(format!("{} is on record, without an agency.", check.name)),
    }
}

/// Photo identification, and what gives the person standing.
fn person(check: &IdentityCheck) -> Stand {
    let who = &check.name;
    match (check.photo_id_seen, check.standing.as_deref().map(str::trim)) {
        (true, Some(standing)) if !standing.is_empty() => {
            green(format!("{who}: photo identification seen; standing: {standing}."))
        }
        (true, _) => amber(format!("{who}: photo identification seen; nothing shows their standing.")),
        (false, _) => amber(format!("{who} is on record, without photo identification.")),
    }
}

fn called_back(check: &IdentityCheck, who: String, with_badge: bool) -> Stand {
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
        domain::CallBackResult::Confirmed if with_badge && !check.badge_seen && !check.by_mail => {
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

/// The card, the person or the patron's word to the library, as the type asks; and no doubt on record.
pub(super) fn consent(sight: &Sight<'_>, gate: &GateDef) -> Stand {
    if sight.facts.any(&gate.doubt_when) == Holds::Yes {
        return red("Something on record speaks against consent.");
    }
    match met_as_asked(sight.facts, &gate.met_when) {
        Holds::Yes => green("Consent is shown, and nothing on record speaks against it."),
        _ => red("Consent is not shown."),
    }
}
