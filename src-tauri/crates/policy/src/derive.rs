//! Derived facts: a closed list that rows may name, computed from what is on record. A pack can read them; it cannot add
//! to them.

use crate::facts::Facts;
use crate::{Case, DataDefault, IdentityKind, Pack, TypeDef};
use domain::{AdviceResult, CallBackResult, Channel, ClockDelay, DataCode, Part};
use std::collections::BTreeSet;

/// The kinds of data asked for: its values are codes of the pack.
pub(crate) const ASKS: &str = "asks";

/// Counsel named in writing the law that opens the record.
pub(crate) const AUTHORITY_NAMED: &str = "authority_named";
/// Counsel named that law, in writing or not.
pub(crate) const AUTHORITY_SAID: &str = "authority_said";

/// Questions of the whole request since whose answer counsel was called.
pub(crate) const COUNSEL_SINCE: &str = "counsel_since";

/// Facts with the values they can take. A row may read them.
pub(crate) const DERIVED: &[(&str, &[&str])] = &[
    ("advice", &["none", "comply", "comply-in-scope", "object", "decline"]),
    ("advice_after_return", &["yes", "no"]),
    (AUTHORITY_NAMED, &["yes", "no"]),
    (AUTHORITY_SAID, &["yes", "no"]),
    ("acknowledged_late", &["yes", "no"]),
    ("authorization", &["none", "incomplete", "live", "ended"]),
    ("confidential_asked", &["yes", "no"]),
    ("conflict", &["unsaid", "clear", "declared"]),
    ("counsel", &["none", "tried", "consulted"]),
    ("decider", &["director", "designee", "nobody"]),
    ("delivery", &["none", "planned", "sent"]),
    ("extended", &["yes", "no"]),
    ("fee", &["none", "short", "estimated", "settled"]),
    ("identity", &["none", "partial", "confirmed", "refused"]),
    ("officer_present", &["yes", "no"]),
    ("paper", &["none", "partial", "complete"]),
    ("paper_life", &["none", "unknown", "live", "lapsed", "contradictory"]),
    ("plan", &["none", "made"]),
    ("preservation", &["none", "offered", "ordered"]),
    ("records_request", &["yes", "no"]),
    ("released", &["yes", "no"]),
    ("return_date", &["none", "ahead", "passed-here", "passed-before"]),
    ("seal", &["none", "sealed", "lifted"]),
    ("second_look", &["none", "taken"]),
    ("statement", &["none", "recorded"]),
    ("vendor_session", &["none", "open", "closed"]),
    ("visit", &["none", "recorded"]),
];

/// Facts that say how a dated switch of the pack stood when the request came in: this, and the id of the switch.
pub(crate) const SWITCH: &str = "switch-";

/// Facts that follow from the row that matched: steps, stops and letters may read them, rows may not.
pub(crate) const AFTER_ROW: &[(&str, &[&str])] = &[
    ("decided", &["yes", "no"]),
    ("held", &["yes", "no"]),
    ("gives_out", &["yes", "no"]),
    ("authorizes", &["yes", "no"]),
    ("public_only", &["yes", "no"]),
];

/// Computes the derived facts of a part.
pub(crate) fn derive(pack: &Pack, case: &Case<'_>, part: &Part, kind: &TypeDef) -> Facts {
    let mut facts = Facts::default();
    let yes = |claim: bool| if claim { "yes" } else { "no" };
    let request = case.request;
    facts.set("advice", advice_word(case, part));
    facts.set("advice_after_return", yes(advised_after_return(case, part)));
    let named = current_advice(case, part).filter(|advice| names_authority(advice));
    facts.set(AUTHORITY_SAID, yes(named.is_some()));
    facts.set(AUTHORITY_NAMED, yes(named.is_some_and(|advice| advice.in_writing)));
    facts.set("acknowledged_late", yes(is_acknowledgement_due(pack, case, part)));
    facts.set("conflict", conflict_word(case));
    facts.set("counsel", counsel_word(case, part));
    facts.set_all(COUNSEL_SINCE, called_since(case));
    facts.set("delivery", delivery_word(case, part));
    facts.set("identity", identity_word(case, kind));
    let at_desk = request.received.channel == Channel::InPerson && is_officers(pack, case, part, kind);
    facts.set("officer_present", yes(at_desk || !request.visits.is_empty()));
    facts.set("paper", paper_word(case));
    facts.set("plan", if part.plan.is_some() { "made" } else { "none" });
    facts.set("preservation", preservation_word(case));
    facts.set("records_request", yes(request.records_request));
    facts.set("return_date", return_word(case, part));
    let looked = request.second_looks.get(&part.id).and_then(|look| look.taken.as_ref());
    let current = looked.is_some_and(|taken| taken.what.plan_version == part.plan_version);
    facts.set("second_look", if current { "taken" } else { "none" });
    facts.set("seal", seal_word(case));
    facts.set("visit", if request.visits.is_empty() { "none" } else { "recorded" });
    facts.set("authorization", authorization_word(case, part));
    facts.set("decider", decider_word(case, kind));
    facts.set(
        "extended",
        yes(request.delays.iter().any(|delay| matches!(delay.what, ClockDelay::Extended(_)))),
    );
    facts.set("confidential_asked", yes(part.asks.iter().any(|data| is_confidential(pack, data))));
    facts.set("fee", fee_word(case));
    facts.set("released", yes(part.decision.as_ref().is_some_and(|decision| decision.outcome.gives_out())));
    facts.set("statement", statement_word(case, part));
    facts.set("vendor_session", vendor_word(case));
    for switch in &pack.about.switches {
        let on = pack.is_switched_on(switch, case.office, request.received.at.date());
        facts.set(&format!("{SWITCH}{}", switch.id), if on { "on" } else { "off" });
    }
    facts
}

/// Whether the policy keeps this kind of data confidential. One that the pack does not know counts as such.
fn is_confidential(pack: &Pack, data: &DataCode) -> bool {
    pack.data_kind(data).is_none_or(|kind| kind.default == DataDefault::Confidential)
}

/// Whether an officer, or a paper, is on the other side: by the type, by the type first recorded, or by first contact.
fn is_officers(pack: &Pack, case: &Case<'_>, part: &Part, kind: &TypeDef) -> bool {
    let recorded = part.type_code.as_ref().and_then(|code| pack.type_def(code));
    let said =
        |(name, values): (&String, &Vec<String>)| {
            let code = domain::QuestionCode::from(name.as_str());
            let own = part.choices(&code).iter().any(|choice| values.contains(&choice.0));
            own || case.request.answers.get(&code).is_some_and(|answered| {
                answered.current.choices.iter().any(|choice| values.contains(&choice.0))
            })
        };
    kind.justice
        || recorded.is_some_and(|recorded| recorded.justice)
        || case.request.paper().is_some()
        || pack.routing.officer_when.iter().any(said)
}

/// Who decides now, by the rule of authority.
fn decider_word(case: &Case<'_>, kind: &TypeDef) -> &'static str {
    let matter = crate::gates::matter(case, kind, false);
    match domain::authority(case.office, case.actor, &matter, case.now).standing.map(|found| found.capacity())
    {
        Ok(domain::Capacity::Director) => "director",
        Ok(domain::Capacity::Designee { .. }) => "designee",
        Ok(domain::Capacity::Staff) | Err(_) => "nobody",
    }
}

fn authorization_word(case: &Case<'_>, part: &Part) -> &'static str {
    match &part.authorization {
        None => "none",
        Some(_) if part.authorization_ended.is_some() => "ended",
        Some(written) if written.is_over(case.now.date()) => "ended",
        Some(written) if written.missing().is_empty() => "live",
        Some(_) => "incomplete",
    }
}

fn seal_word(case: &Case<'_>) -> &'static str {
    match &case.request.sealing {
        None => "none",
        Some(_) if case.request.is_sealed() => "sealed",
        Some(_) => "lifted",
    }
}

fn fee_word(case: &Case<'_>) -> &'static str {
    match case.request.fees.last().map(|fee| &fee.what) {
        None => "none",
        Some(fee) if fee.is_short() && fee.copies_cents == 0 => "short",
        Some(fee) if fee.is_settled() => "settled",
        Some(_) => "estimated",
    }
}

fn vendor_word(case: &Case<'_>) -> &'static str {
    if case.request.vendor_sessions.is_empty() {
        "none"
    } else if case.request.open_sessions().next().is_some() {
        "open"
    } else {
        "closed"
    }
}

/// What was received before the day of the part's first release speaks of no release, and leaves the statement owed.
fn statement_word(case: &Case<'_>, part: &Part) -> &'static str {
    let decisions = part.earlier_decisions.iter().chain(&part.decision);
    let released =
        decisions.filter(|decision| decision.outcome.gives_out()).map(|decision| decision.at.date());
    let since = released.min();
    let answers = |day: chrono::NaiveDate| since.is_none_or(|since| day >= since);
    let recorded = case.request.statements.iter().any(|fact| answers(fact.what.received_at.date()));
    if recorded { "recorded" } else { "none" }
}

/// The values a derived fact can take.
pub(crate) fn values_of(pack: &Pack, name: &str) -> Option<BTreeSet<&'static str>> {
    if let Some(id) = name.strip_prefix(SWITCH) {
        return pack.about.switches.iter().any(|known| known.id == id).then(|| BTreeSet::from(["on", "off"]));
    }
    DERIVED
        .iter()
        .chain(AFTER_ROW)
        .find(|(known, _)| *known == name)
        .map(|(_, values)| values.iter().copied().collect())
}

/// The advice in force: on this part and on the paper as it is now. Advice on an earlier version counts no more.
pub(crate) fn current_advice<'a>(case: &Case<'a>, part: &Part) -> Option<&'a domain::Advice> {
    let request = case.request;
    let latest = request.advice.iter().rev().map(|fact| &fact.what).find(|advice| advice.covers(part.id))?;
    (latest.paper_version == request.paper_version()).then_some(latest)
}

fn names_authority(advice: &domain::Advice) -> bool {
    advice.authority.as_ref().is_some_and(|text| !text.trim().is_empty())
}

fn advice_word(case: &Case<'_>, part: &Part) -> &'static str {
    match current_advice(case, part).and_then(|advice| advice.result) {
        None => "none",
        Some(AdviceResult::Comply) => "comply",
        Some(AdviceResult::ComplyInScope) => "comply-in-scope",
        Some(AdviceResult::Object) => "object",
        Some(AdviceResult::Decline) => "decline",
    }
}

fn advised_after_return(case: &Case<'_>, part: &Part) -> bool {
    let return_by = case.request.paper().and_then(|(_, paper)| paper.return_by);
    match (return_by, current_advice(case, part)) {
        (Some(return_by), Some(advice)) => return_by.is_over(advice.at),
        _ => false,
    }
}

fn conflict_word(case: &Case<'_>) -> &'static str {
    let own = case.request.conflicts.iter().rev().filter(|word| word.by == case.actor);
    let mut own = own.map(|word| &word.what);
    match own.next() {
        None => "unsaid",
        Some(word) if word.conflict => "declared",
        Some(word) if word.at_decision => "clear",
        Some(_) => "unsaid",
    }
}

/// Whether counsel was reached about the paper in force, or advised on the part.
pub(crate) fn counsel_was_asked(case: &Case<'_>, part: &Part) -> bool {
    counsel_word(case, part) == "consulted" || current_advice(case, part).is_some()
}

fn counsel_word(case: &Case<'_>, part: &Part) -> &'static str {
    let version = case.request.paper_version();
    let asked = case.request.consultations.iter().map(|asked| &asked.what);
    if asked.into_iter().any(|asked| asked.paper_version == version && asked.covers(part.id)) {
        "consulted"
    } else if case.request.consultations.is_empty() && case.request.counsel_tries.is_empty() {
        "none"
    } else {
        "tried"
    }
}

/// The questions of the whole request since whose answer counsel was called: a call that was recorded before is about something
/// else.
fn called_since(case: &Case<'_>) -> BTreeSet<String> {
    let request = case.request;
    let asked = request.consultations.iter().map(|asked| asked.at);
    let calls = asked.chain(request.counsel_tries.iter().map(|tried| tried.at));
    let Some(last) = calls.max() else { return BTreeSet::new() };
    let answered = request.answers.iter().filter(|(_, given)| given.current.at <= last);
    answered.map(|(question, _)| question.0.clone()).collect()
}

fn delivery_word(case: &Case<'_>, part: &Part) -> &'static str {
    let deliveries = case.request.deliveries.iter().filter(|sent| concerns(&sent.what, case, part));
    let mut word = "none";
    for delivery in deliveries {
        match delivery.what.sent_at {
            Some(_) if hands_over(&delivery.what, case, part) => return "sent",
            Some(_) => {}
            None => word = "planned",
        }
    }
    word
}

/// Whether a delivery carries a part: named there, or by its letter, or the whole request.
pub(crate) fn concerns(delivery: &domain::Delivery, case: &Case<'_>, part: &Part) -> bool {
    match delivery.letter.and_then(|id| case.request.letter(id)) {
        Some(letter) => letter.what.parts.is_empty() || letter.what.parts.contains(&part.id),
        None => delivery.parts.is_empty() || delivery.parts.contains(&part.id),
    }
}

/// Whether something that was sent carried what was decided of a part: a letter that tells the decision in force. A receipt or
/// a memo that was sent before hands nothing over.
pub(crate) fn hands_over(delivery: &domain::Delivery, case: &Case<'_>, part: &Part) -> bool {
    let (Some(id), Some(decision)) = (delivery.letter, part.decision.as_ref()) else { return false };
    let outside = case.request.outside.iter().find(|letter| letter.what.id == id);
    delivery.sent_at.is_some()
        && (case.request.letter(id).is_some_and(|letter| {
            letter.what.tells_decision && letter.at >= decision.at && letter.what.parts.contains(&part.id)
        }) || outside
            .is_some_and(|letter| letter.at >= decision.at && letter.what.parts.contains(&part.id)))
}

fn identity_word(case: &Case<'_>, kind: &TypeDef) -> &'static str {
    let Some(check) = case.request.identity.last().map(|check| &check.what) else { return "none" };
    let called = check.call_back.as_ref().map(|call| call.result);
    let shown = match kind.identity {
        IdentityKind::Officer => {
            called == Some(CallBackResult::Confirmed) && (check.badge_seen || check.by_mail)
        }
        IdentityKind::Person => {
            check.photo_id_seen && check.standing.as_deref().is_some_and(|text| !text.trim().is_empty())
        }
        IdentityKind::Firm => called == Some(CallBackResult::Confirmed),
    };
    match called {
        Some(CallBackResult::NotConfirmed) => "refused",
        _ if shown => "confirmed",
        _ => "partial",
    }
}

fn paper_word(case: &Case<'_>) -> &'static str {
    match case.request.paper() {
        None => "none",
        Some((_, paper)) if paper.missing().is_empty() && paper.copy.is_some() => "complete",
        Some(_) => "partial",
    }
}

fn preservation_word(case: &Case<'_>) -> &'static str {
    let kept = &case.request.preservation;
    if kept.iter().any(|kept| !kept.what.offered_only) {
        "ordered"
    } else if kept.is_empty() {
        "none"
    } else {
        "offered"
    }
}

/// A date that passed while the library held the paper is not the paper's defect; one that had passed at service is.
fn return_word(case: &Case<'_>, part: &Part) -> &'static str {
    let Some((_, paper)) = case.request.paper() else { return "none" };
    let Some(return_by) = paper.return_by else { return "none" };
    let served = paper.served_at.unwrap_or(case.request.received.at);
    if return_by.is_over(served) {
        "passed-before"
    } else if return_by.is_over(judged_at(case, part)) {
        "passed-here"
    } else {
        "ahead"
    }
}

/// The moment at which a paper's life is judged: when the records were sent, or now.
pub(crate) fn judged_at(case: &Case<'_>, part: &Part) -> chrono::NaiveDateTime {
    let released = part.decision.as_ref().is_some_and(|decision| decision.outcome.gives_out());
    let deliveries = case.request.deliveries.iter().filter(|sent| hands_over(&sent.what, case, part));
    let sent = deliveries.filter_map(|sent| sent.what.sent_at).min();
    sent.filter(|_| released).unwrap_or(case.now)
}

fn is_acknowledgement_due(pack: &Pack, case: &Case<'_>, part: &Part) -> bool {
    let received = case.request.received.at.date();
    let next = domain::deadline::next_business_day(received, &pack.calendar(case.office));
    next.is_ok_and(|next| case.now.date() > next.due && !is_answered(case, part, next.due))
}

/// Whether the answer on a part went out by a day: a letter that tells it was printed or sent, or one written outside was sent. What
/// came out of the printer wrong did not go out.
fn is_answered(case: &Case<'_>, part: &Part, by: chrono::NaiveDate) -> bool {
    let request = case.request;
    let tells = |id| {
        request
            .letter(id)
            .is_some_and(|letter| letter.what.tells_decision && letter.what.parts.contains(&part.id))
    };
    let printed = request.letters.iter().filter(|letter| tells(letter.what.id)).any(|letter| {
        let of_it = |print: &&domain::Fact<domain::Print>| {
            print.what.letter == letter.what.id && print.what.is_about_paper() && print.at.date() <= by
        };
        let last = request.prints.iter().rfind(of_it);
        last.is_some_and(|print| print.what.outcome == domain::PrintOutcome::Printed)
    });
    let outside = |id| {
        request.outside.iter().any(|letter| letter.what.id == id && letter.what.parts.contains(&part.id))
    };
    let sent = request.deliveries.iter().any(|sent| {
        sent.what.sent_at.is_some_and(|at| at.date() <= by)
            && sent.what.letter.is_some_and(|id| tells(id) || outside(id))
    });
    printed || sent
}
