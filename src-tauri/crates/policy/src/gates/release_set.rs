//! Gates about what goes out: scope, opt-in data, minimum, second look, delivery.

use super::{Sight, Stand, amber, green, grey, red};
use crate::facts::Holds;
use crate::{GateDef, Widest, WidestSource, derive};
use chrono::TimeDelta;
use domain::{DeliveryMethod, Outcome};

const NOTHING_OUT: &str = "Nothing goes out under this outcome.";

/// Each field is named by the paper or the rule and approved; person and period as approved.
pub(super) fn scope(sight: &Sight<'_>, gate: &GateDef) -> Stand {
    if !sight.target.gives_out() {
        return grey(NOTHING_OUT);
    }
    let Some(plan) = sight.part.plan.as_ref().filter(|plan| !plan.fields.is_empty()) else {
        return red("It is not planned yet what goes out.");
    };
    let wider: Vec<_> = plan.data().into_iter().filter(|data| !sight.limit.contains(data)).collect();
    if !wider.is_empty() {
        let names: Vec<_> = wider.iter().map(|data| crate::release::data_name(sight.pack, data)).collect();
        return red(format!("Not both named and approved: {}.", names.join("; ")));
    }
    if let Some(gap) = person_gap(sight, gate, plan.person.as_deref()) {
        return red(gap);
    }
    match period_gap(sight, plan.period.as_deref()) {
        Some(gap) => red(gap),
        None => green("Every field is named and approved."),
    }
}

/// No data gathered by opt-in is in the plan.
pub(super) fn opt_in(sight: &Sight<'_>) -> Stand {
    let planned = sight.part.plan.as_ref().map(|plan| plan.data()).unwrap_or_default();
    let written = sight.part.authorization.as_ref().map(|written| written.fields.clone()).unwrap_or_default();
    // A kind the pack does not know counts as opt-in: its origin is unknown.
    let gathered = |data: &domain::DataCode| sight.pack.data_kind(data).is_none_or(|kind| kind.opt_in);
    if planned.iter().chain(&written).any(gathered) {
        return red("The plan or the authorization holds data gathered by opt-in, or of unknown origin.");
    }
    green("No opt-in data is planned or authorized.")
}

/// Only the row's own list.
pub(super) fn minimum(sight: &Sight<'_>, gate: &GateDef) -> Stand {
    let Some(plan) = &sight.part.plan else { return red("It is not planned yet what goes out.") };
    if plan.data().iter().any(|data| gate.never.contains(data)) {
        return red("The plan holds what never goes out here, whatever the rule names.");
    }
    let allowed = sight.row.allows.as_deref().unwrap_or_default();
    if plan.data().iter().all(|data| allowed.contains(data)) {
        return green("Only what the rule names is planned.");
    }
    red("The plan holds more than the rule names.")
}

/// Somebody else looked at this very plan, or the decider did after the pause. Any change of the plan voids it.
pub(super) fn second_look(sight: &Sight<'_>, gate: &GateDef) -> Stand {
    let Some(look) = sight.case.request.second_looks.get(&sight.part.id) else {
        return red("Nobody has looked a second time.");
    };
    // What went out after a look stays looked at; a further letter with other words waits for a look of its own.
    let sent = |sent: &domain::Fact<domain::Delivery>| derive::hands_over(&sent.what, sight.case, sight.part);
    if (look.taken.is_some() || look.voided) && sight.case.request.deliveries.iter().any(sent) {
        return green("It was looked at before it was sent.");
    }
    let Some(taken) = look.taken.as_ref().filter(|taken| taken.what.plan_version == sight.part.plan_version)
    else {
        return match &look.started {
            _ if look.voided => red(
                "The paper, the advice or an answer changed since the second look. Open both and look again.",
            ),
            // A pause that only began is no look: nothing final rests on it, a denial neither.
            Some(started) => red(format!(
                "It was opened once at {}; nobody has looked a second time.",
                started.at.format("%H:%M")
            )),
            None => red("Nobody has looked a second time."),
        };
    };
    if taken.by != sight.case.actor {
        return green(format!("Looked at again on {}.", taken.at.format("%a %-d %b %Y %H:%M")));
    }
    let pause = TimeDelta::minutes(i64::from(gate.pause_minutes));
    let waited = look
        .started
        .as_ref()
        .is_some_and(|started| started.what == sight.part.plan_version && taken.at - started.at >= pause);
    if waited {
        return green(format!(
            "Looked at again after the pause, on {}.",
            taken.at.format("%a %-d %b %Y %H:%M")
        ));
    }
    red("The decider looked again before the pause was over.")
}

/// The channel is chosen, fits, and the address was checked today.
pub(super) fn delivery(sight: &Sight<'_>) -> Stand {
    if !sight.target.gives_out() && sight.target != Outcome::Authorize {
        return grey(NOTHING_OUT);
    }
    let deliveries = sight.case.request.deliveries.iter().rev();
    let is_its = |sent: &domain::Delivery| {
        let planned = sent.sent_at.is_none() && derive::concerns(sent, sight.case, sight.part);
        planned || derive::hands_over(sent, sight.case, sight.part)
    };
    let Some(planned) = deliveries.into_iter().find(|sent| is_its(&sent.what)) else {
        return red("It is not chosen yet how it goes out.");
    };
    let what = &planned.what;
    if matches!(what.method, DeliveryMethod::ReadOut | DeliveryMethod::Internal) {
        return red(
            "Records are not read out or passed around; choose a receipt, sealed mail or a secure transfer.",
        );
    }
    if !what.address_confirmed || what.to.trim().is_empty() || what.address.trim().is_empty() {
        return red("The address was not checked.");
    }
    if what.sent_at.is_none() && planned.at.date() != sight.case.now.date() {
        return amber("The address was checked on an earlier day; check it again today.");
    }
    green(format!("Chosen and checked: to {}.", what.to))
}

/// Whose records go out. Where a paper or advice sets the limit, the plan says it, in the paper's words where that names
/// nobody; everywhere a plan that names another person than the request is wrong.
fn person_gap(sight: &Sight<'_>, gate: &GateDef, planned: Option<&str>) -> Option<&'static str> {
    // What the paper says goes before what was asked at the door.
    if let Some(paper) = sight.paper().filter(|_| bounded_by_paper(sight)) {
        match (planned, paper.names.as_deref()) {
            (Some(planned), Some(named)) if among(planned, named) => return None,
            (Some(_), Some(_)) => return Some("The plan names another person than the paper."),
            (_, None) if sight.facts.any(&gate.named_when) == Holds::Yes => {
                return Some("Whom the paper names is not on record; copy it with the facts of the paper.");
            }
            _ => {}
        }
    }
    match (planned, &sight.part.about) {
        (Some(planned), Some(asked)) if same_words(planned, asked) => None,
        (Some(_), Some(_)) => Some("The plan names another person than the request."),
        (None, None) if bounded_from_outside(sight) => Some(
            "The plan does not say whose records go out; name the person as the paper does, or write in its words that it names nobody.",
        ),
        (None, Some(_)) if bounded_from_outside(sight) => {
            Some("The plan does not say whose records go out; name the person as the request does.")
        }
        _ => None,
    }
}

/// A paper and the advice on it, rather than the rule alone, say what may go out.
fn bounded_from_outside(sight: &Sight<'_>) -> bool {
    sight.row.from_advice || bounded_by_paper(sight)
}

/// What a paper names is the widest that may go out.
pub(super) fn bounded_by_paper(sight: &Sight<'_>) -> bool {
    matches!(&sight.kind.widest, Widest::From(from) if from.from == WidestSource::PaperAndAdvice)
}

/// Periods are words; they count as the same only where they read the same.
fn period_gap(sight: &Sight<'_>, planned: Option<&str>) -> Option<&'static str> {
    if !bounded_from_outside(sight) {
        return None;
    }
    let approved = sight.advice.and_then(|advice| advice.period.as_deref());
    let named = sight.paper().and_then(|paper| paper.period.as_deref());
    match (approved.or(named), planned) {
        (None, _) => None,
        (Some(_), None) => Some("The plan names no period; the paper or the advice does."),
        (Some(limit), Some(planned)) if same_words(limit, planned) => None,
        _ => Some("The plan's period does not read like the approved one; copy it word for word."),
    }
}

/// Whether somebody is one of those whom a paper names.
fn among(planned: &str, named: &str) -> bool {
    let words = |text: &str| {
        let parts = text.split(|letter: char| letter.is_whitespace() || ",;".contains(letter));
        parts.filter(|word| !word.is_empty()).map(str::to_lowercase).collect::<Vec<_>>()
    };
    let (planned, named) = (words(planned), words(named));
    !planned.is_empty() && named.windows(planned.len()).any(|some| some == planned)
}

pub(super) fn same_words(one: &str, other: &str) -> bool {
    let words = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    words(one) == words(other)
}
