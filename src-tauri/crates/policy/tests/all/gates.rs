//! Each gate from a case where everything is in order: one recorded fact is spoilt at a time, and the gate must see it.

use crate::desk::*;
use GateState::{Amber, Green, Red};
use domain::deadline::Due;
use domain::{
    AdviceResult, CallBackResult, Channel, DeliveryMethod, GateState, InstrumentField, Outcome, PartId,
};

type Spoil = fn(&mut Desk, PartId);
type SpoilAdvice = fn(&mut domain::Advice);

/// A subpoena with a judge's approval, and everything done for a release.
fn ready() -> (Desk, PartId) {
    let mut desk = Desk::received(at("2026-12-02T09:00"), Channel::InPerson);
    desk.quiet();
    let part = desk.part("LE-S", &["DC8"]);
    desk.paper(at("2026-12-16T09:00"), &["DC8", "DC9"]);
    for (question, answer) in [
        ("LQ1", "prosecutor"),
        ("LQ2", "subpoena"),
        ("LQ3", "clerk"),
        ("LQP", "prosecution"),
        ("LQ9", "none"),
        ("LQ6", "yes"),
        ("LQ10", "no"),
        ("LQ7", "both"),
        ("LQ4", "approval"),
        ("LQ8", "yes"),
        ("LS1", "no"),
    ] {
        desk.answer(part, question, &[answer]);
    }
    desk.officer_confirmed().counsel_consulted();
    desk.record(domain::RequestEvent::CounselAdvised(domain::Advice {
        result: Some(AdviceResult::Comply),
        lawyer: "Lee Counsel".to_owned(),
        at: desk.now,
        in_writing: true,
        scope: vec!["DC8".into()],
        period: Some("January 2026".to_owned()),
        findings_settled: true,
        gaps_shown: false,
        paper_version: 1,
        ..domain::Advice::default()
    }));
    desk.plan(part, &["DC8"]);
    desk.request.parts[0].plan.as_mut().unwrap().period = Some("January  2026".to_owned());
    desk.second_look(part).delivery().no_conflict();
    (desk, part)
}

/// The paper states the day of its return and no hour.
fn returned_by_day(desk: &mut Desk) {
    let day = Some(Due::Day(at("2026-12-16T00:00").date()));
    (paper(desk).return_by, paper(desk).return_by_again) = (day, day);
}

fn paper(desk: &mut Desk) -> &mut domain::Instrument {
    &mut desk.request.papers.last_mut().unwrap().what
}

fn advice(desk: &mut Desk) -> &mut domain::Advice {
    &mut desk.request.advice.last_mut().unwrap().what
}

fn identity(desk: &mut Desk) -> &mut domain::IdentityCheck {
    &mut desk.request.identity.last_mut().unwrap().what
}

fn plan(desk: &mut Desk) -> &mut domain::ReleasePlan {
    desk.request.parts[0].plan.as_mut().unwrap()
}

fn delivery(desk: &mut Desk) -> &mut domain::Delivery {
    &mut desk.request.deliveries.last_mut().unwrap().what
}

/// What is spoilt, which gate sees it, and how it then stands.
const SPOILT: &[(&str, &str, GateState, Spoil)] = &[
    ("nobody on record is looking", "G1", Red, |desk, _| desk.actor = domain::PersonId([5; 16])),
    ("the clock was set back", "G1", Red, |desk, _| {
        desk.office.latest = desk.now + chrono::TimeDelta::days(1)
    }),
    ("identity was not checked", "G2", Red, |desk, _| desk.request.identity.clear()),
    ("no badge was seen", "G2", Amber, |desk, _| identity(desk).badge_seen = false),
    ("no agency is on record", "G2", Amber, |desk, _| identity(desk).agency = None),
    ("nobody was called back", "G2", Amber, |desk, _| identity(desk).call_back = None),
    ("the call back was not answered", "G2", Amber, |desk, _| {
        identity(desk).call_back.as_mut().unwrap().result = CallBackResult::NoAnswer;
    }),
    ("the agency does not know the person", "G2", Amber, |desk, _| {
        identity(desk).call_back.as_mut().unwrap().result = CallBackResult::NotConfirmed;
    }),
    ("it is not said where the number was found", "G2", Amber, |desk, _| {
        identity(desk).call_back.as_mut().unwrap().found_in = " ".to_owned();
    }),
    ("the scope was not copied", "G3", Red, |desk, _| paper(desk).scope = None),
    ("no copy is attached", "G3", Red, |desk, _| paper(desk).copy = None),
    ("the copy was never kept", "G3", Red, |desk, _| desk.request.attachments.clear()),
    ("no case number is on the paper", "G3", Amber, |desk, _| {
        paper(desk).case_number = None;
        paper(desk).not_stated = vec![InstrumentField::CaseNumber];
    }),
    ("the agency's nature is unclear", "G3", Amber, |desk, part| {
        desk.answer(part, "LQ8", &["unclear"]);
    }),
    ("counsel has not spoken on the findings", "G4", Red, |desk, _| advice(desk).findings_settled = false),
    ("counsel was not called", "G5", Red, |desk, _| desk.request.consultations.clear()),
    ("who was reached is not on record", "G5", Amber, |desk, _| {
        desk.request.consultations[0].what.lawyer = String::new();
    }),
    ("what was asked is not on record", "G5", Amber, |desk, _| {
        desk.request.consultations[0].what.question = " ".to_owned();
    }),
    ("counsel was asked about an earlier paper", "G5", Amber, |desk, _| {
        desk.request.consultations[0].what.paper_version = 0;
    }),
    ("no advice is on record", "G6", Red, |desk, _| desk.request.advice.clear()),
    ("the advice names no result", "G6", Red, |desk, _| advice(desk).result = None),
    ("the advice is on an earlier paper", "G6", Red, |desk, _| advice(desk).paper_version = 0),
    ("the plan goes beyond the advice", "G6", Red, |desk, _| plan(desk).fields[0].data = "DC9".into()),
    ("the advice has a scope, and it is empty", "G6", Red, |desk, _| {
        advice(desk).result = Some(AdviceResult::ComplyInScope);
        advice(desk).scope.clear();
    }),
    ("counsel advised to go to court", "G6", Amber, |desk, _| {
        advice(desk).result = Some(AdviceResult::Object)
    }),
    ("nothing is planned", "G7", Red, |desk, _| desk.request.parts[0].plan = None),
    ("the plan goes beyond the paper", "G7", Red, |desk, _| paper(desk).data = vec!["DC9".into()]),
    ("the plan holds what is counsel's", "G7", Red, |desk, _| {
        paper(desk).data.push("DC20".into());
        advice(desk).scope.push("DC20".into());
        plan(desk).fields[0].data = "DC20".into();
    }),
    ("the plan names somebody else", "G7", Red, |desk, _| {
        desk.request.parts[0].about = Some("Dana R.".to_owned());
        plan(desk).person = Some("Dana S.".to_owned());
    }),
    ("the plan does not say whose records go out", "G7", Red, |desk, _| plan(desk).person = None),
    // That counsel answered the question does not say how.
    ("the plan names nobody, and counsel answered whether the paper does", "G7", Red, |desk, _| {
        (plan(desk).person, advice(desk).particular_person_answered) = (None, true);
    }),
    ("the plan names nobody and the request somebody", "G7", Red, |desk, _| {
        desk.request.parts[0].about = Some("Dana R.".to_owned());
        plan(desk).person = None;
        advice(desk).particular_person_answered = true;
    }),
    ("the plan has another period", "G7", Red, |desk, _| plan(desk).period = Some("2026".to_owned())),
    ("the plan has no period", "G7", Red, |desk, _| plan(desk).period = None),
    ("the return date was typed once", "G8", Red, |desk, _| paper(desk).return_by_again = None),
    ("the return dates differ", "G8", Red, |desk, _| {
        paper(desk).return_by_again = Some(Due::Moment(at("2026-12-17T09:00")))
    }),
    ("no return date is on record", "G8", Red, |desk, _| {
        paper(desk).return_by = None;
        paper(desk).return_by_again = None;
    }),
    ("the paper states no return date", "G8", Amber, |desk, _| {
        paper(desk).return_by = None;
        paper(desk).return_by_again = None;
        paper(desk).not_stated = vec![InstrumentField::ReturnBy];
    }),
    ("the return date has passed meanwhile", "G8", Amber, |desk, _| desk.now = at("2026-12-17T09:00")),
    ("the day of a return without its hour is over", "G8", Amber, |desk, _| {
        returned_by_day(desk);
        desk.now = at("2026-12-17T00:00");
    }),
    ("the return was over, without its hour, before the paper was served", "G8", Red, |desk, _| {
        returned_by_day(desk);
        paper(desk).served_at = Some(at("2026-12-17T00:00"));
    }),
    ("the paper was withdrawn", "G8", Red, |desk, part| {
        desk.answer(part, "LQ10", &["yes"]);
    }),
    ("whether it was withdrawn is open", "G8", Red, |desk, part| {
        desk.request.parts[0].answers.remove(&"LQ10".into());
        let _ = part;
    }),
    ("secrecy was not asked about", "G10", Red, |desk, _| {
        desk.request.answers.remove(&"U3".into());
    }),
    ("the paper asks for silence", "G10", Amber, |desk, part| {
        desk.answer(part, "LQ9", &["request-only"]);
    }),
    ("nobody looked a second time", "G13", Red, |desk, _| desk.request.second_looks.clear()),
    ("the plan changed after the second look", "G13", Red, |desk, part| {
        desk.plan(part, &["DC8"]);
    }),
    ("only the pause has begun", "G13", Red, |desk, part| {
        desk.request.second_looks.get_mut(&part).unwrap().taken = None;
    }),
    ("no delivery is planned", "G14", Red, |desk, _| desk.request.deliveries.clear()),
    ("the address was not confirmed", "G14", Red, |desk, _| delivery(desk).address_confirmed = false),
    ("no address is on record", "G14", Red, |desk, _| delivery(desk).address = " ".to_owned()),
    ("it would be read out", "G14", Red, |desk, _| delivery(desk).method = DeliveryMethod::ReadOut),
    ("the address was confirmed yesterday", "G14", Amber, |desk, _| desk.now += chrono::TimeDelta::days(1)),
    ("the delivery is for another part", "G14", Red, |desk, _| delivery(desk).parts = vec![PartId([99; 16])]),
    ("the decider has not said that they are not concerned", "G18", Red, |desk, _| {
        desk.request.conflicts.clear()
    }),
    ("it was said at opening only", "G18", Red, |desk, _| desk.request.conflicts[0].what.at_decision = false),
    ("it was somebody else's word", "G18", Red, |desk, _| desk.request.conflicts[0].by = DESIGNEE),
    ("at opening it was answered otherwise", "G18", Red, |desk, _| {
        desk.universal("U2", "yes");
    }),
];

#[test]
fn with_everything_in_order_the_records_may_go() {
    let (desk, _) = ready();
    let reply = desk.only();
    assert_eq!(reply.outcome, Outcome::Release, "{:#?}", reply.chain);
    assert!(reply.gates.iter().all(|gate| gate.met), "{:#?}", reply.gates);
}

#[test]
fn one_spoilt_fact_is_seen_by_its_gate_and_holds_the_release() {
    let mut failures = Vec::new();
    for (what, gate, state, spoil) in SPOILT {
        let (mut desk, part) = ready();
        assert_eq!(desk.only().gate(gate), Some(Green), "{what}: {gate} is green before");
        spoil(&mut desk, part);
        let reply = desk.only();
        if reply.gate(gate) != Some(*state) {
            let why = reply
                .gates
                .iter()
                .find(|reading| reading.id.as_str() == *gate)
                .map(|reading| reading.why.clone());
            failures.push(format!("{what}: {gate} is {:?}, {why:?}", reply.gate(gate)));
        }
        if reply.outcome.gives_out()
            || !reply.allowed.is_empty()
            || reply.allows(Outcome::Release)
            || reply.allows(Outcome::ReleaseInPart)
        {
            failures.push(format!("{what}: the records may still go"));
        }
        let reading = reply.gates.iter().find(|reading| reading.id.as_str() == *gate).unwrap();
        if reading.why.is_empty() || reading.how.is_empty() || reading.who.is_empty() {
            failures.push(format!("{what}: {gate} does not say what to do"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn gaps_on_the_paper_close_when_counsel_advised_with_them_in_sight() {
    for (what, gate, state, spoil) in SPOILT.iter().filter(|(_, gate, ..)| ["G3", "G8", "G10"].contains(gate))
    {
        if *state != Amber || desk_is_late(what) {
            continue;
        }
        let (mut desk, part) = ready();
        spoil(&mut desk, part);
        advice(&mut desk).gaps_shown = true;
        assert_eq!(desk.only().gate(gate), Some(Green), "{what}");
    }
}

/// A return that passed is no gap of the paper: it needs advice given since.
fn desk_is_late(what: &str) -> bool {
    ["the return date has passed meanwhile", "the day of a return without its hour is over"].contains(&what)
}

#[test]
fn a_return_without_its_hour_runs_to_the_end_of_its_day() {
    let (mut desk, _) = ready();
    returned_by_day(&mut desk);
    desk.now = at("2026-12-16T23:59");
    let reply = desk.only();
    assert_eq!(reply.gate("G8"), Some(Green), "{:#?}", reply.gates);
    let why = &reply.gates.iter().find(|reading| reading.id.as_str() == "G8").unwrap().why;
    assert!(why.contains("the end of Wed 16 Dec 2026") && why.contains("states no hour"), "{why}");
}

#[test]
fn a_date_that_passed_in_the_librarys_hands_needs_advice_given_since() {
    let (mut desk, _) = ready();
    desk.now = at("2026-12-17T09:00");
    advice(&mut desk).gaps_shown = true;
    assert_eq!(desk.only().gate("G8"), Some(Amber), "the advice is older than the date");
    advice(&mut desk).at = at("2026-12-16T15:00");
    assert_eq!(desk.only().gate("G8"), Some(Green));
}

/// A letter is issued now and sent at this moment.
fn sent(desk: &mut Desk, part: domain::PartId, tells_decision: bool) {
    let id = domain::LetterId([8; 16]);
    desk.record(domain::RequestEvent::LetterIssued(domain::IssuedLetter {
        id,
        code: "L11".into(),
        title: "A letter".to_owned(),
        parts: vec![part],
        pdf: OPINION,
        sha256: String::new(),
        pages: 1,
        signer: DIRECTOR,
        capacity: domain::Capacity::Director,
        internal: false,
        privileged: false,
        corrects: None,
        tells_decision,
        manifest: None,
    }));
    let now = desk.now;
    let delivery = delivery(desk);
    (delivery.letter, delivery.sent_at) = (Some(id), Some(now));
}

#[test]
fn records_that_were_sent_in_time_do_not_lapse_afterwards() {
    let (mut desk, part) = ready();
    desk.decided(part, Outcome::Release);
    sent(&mut desk, part, true);
    desk.now = at("2026-12-20T09:00");
    let reply = desk.only();
    assert_eq!((reply.gate("G8"), reply.gate("G14")), (Some(Green), Some(Green)), "{:#?}", reply.gates);
}

#[test]
fn a_receipt_that_was_sent_hands_nothing_over() {
    let (mut desk, part) = ready();
    desk.decided(part, Outcome::Release);
    sent(&mut desk, part, false);
    assert_eq!(desk.only().gate("G14"), Some(Red), "no channel is chosen for the records");
    desk.now = at("2026-12-20T09:00");
    assert_ne!(desk.only().gate("G8"), Some(Green), "the paper lapsed all the same");
}

#[test]
fn another_person_may_look_at_once() {
    let (mut desk, part) = ready();
    let look = desk.request.second_looks.get_mut(&part).unwrap();
    let taken = look.taken.as_mut().unwrap();
    taken.by = DESIGNEE;
    taken.at = look.started.as_ref().unwrap().at;
    assert_eq!(desk.only().gate("G13"), Some(Green));
}

#[test]
fn who_looked_at_once_decides_nothing_alone_whatever_was_decided_before() {
    let (mut desk, part) = ready();
    let look = desk.request.second_looks.get_mut(&part).unwrap();
    let taken = look.taken.as_mut().unwrap();
    taken.by = DESIGNEE;
    taken.at = look.started.as_ref().unwrap().at;
    desk.designee_acts();
    for outcome in [None, Some(Outcome::Deny), Some(Outcome::Release)] {
        if let Some(outcome) = outcome {
            desk.decided(part, outcome);
        }
        assert_eq!(desk.only().gate("G13"), Some(Red), "after {outcome:?}");
    }
}

#[test]
fn counsels_opinion_replaces_a_judge_only_if_signed_attached_and_complete() {
    let complete = || {
        let (mut desk, part) = ready();
        desk.answer(part, "LQ4", &["no"]).keep(OPINION);
        let advice = advice(&mut desk);
        advice.opinion = Some(OPINION);
        advice.authority = Some("the court's subpoena power".to_owned());
        advice.particular_person_answered = true;
        desk.second_look(part);
        (desk, part)
    };
    assert_eq!(complete().0.only().outcome, Outcome::Release);
    let lacks: [(&str, SpoilAdvice); 5] = [
        ("not in writing", |advice| advice.in_writing = false),
        ("no opinion attached", |advice| advice.opinion = None),
        ("an opinion nobody kept", |advice| advice.opinion = Some(domain::AttachmentId([77; 16]))),
        ("no authority named", |advice| advice.authority = Some(" ".to_owned())),
        ("the particular person left open", |advice| advice.particular_person_answered = false),
    ];
    for (what, spoil) in lacks {
        let (mut desk, _) = complete();
        spoil(advice(&mut desk));
        assert_eq!(desk.only().gate("G4"), Some(Red), "{what}");
        assert_eq!(desk.only().outcome, Outcome::Counsel, "{what}");
    }
}

#[test]
fn paper_by_mail_needs_the_call_back_and_no_badge() {
    let (mut desk, _) = ready();
    identity(&mut desk).badge_seen = false;
    identity(&mut desk).by_mail = true;
    assert_eq!(desk.only().gate("G2"), Some(Green));
    identity(&mut desk).call_back = None;
    assert_eq!(desk.only().gate("G2"), Some(Amber));
}

/// How a gate stands, whether it counts as met, and what is left to do.
fn stands(desk: &Desk, gate: &str) -> (GateState, bool, bool) {
    let reply = desk.only();
    let reading = reply.gates.iter().find(|reading| reading.id.as_str() == gate).unwrap();
    (reading.state, reading.met, !reading.how.is_empty())
}

#[test]
fn amber_is_enough_to_hold_or_decline_and_not_to_give_anything() {
    let (mut desk, _) = ready();
    paper(&mut desk).case_number = None;
    paper(&mut desk).not_stated = vec![InstrumentField::CaseNumber];
    assert_eq!(stands(&desk, "G3"), (Amber, false, true), "it would go out");
    for result in [AdviceResult::Object, AdviceResult::Decline] {
        advice(&mut desk).result = Some(result);
        assert_eq!(stands(&desk, "G3"), (Amber, true, true), "{result:?}: it stays");
    }
}

#[test]
fn a_designation_for_other_types_of_request_is_none_for_this_one() {
    let (mut desk, _) = ready();
    desk.designee_acts();
    assert_eq!(stands(&desk, "G1").0, Green, "it names no type, so it covers all");
    desk.office.designations[0].types = vec!["LE-S".into()];
    assert_eq!(stands(&desk, "G1").0, Green);
    desk.office.designations[0].types = vec!["PUB".into()];
    assert_eq!(stands(&desk, "G1").0, Red);
}

#[test]
fn a_gate_that_is_not_needed_says_why_not() {
    let why = |kind: &str, asks: &[&str], answers: &[(&str, &str)], gate: &str| {
        let mut desk = Desk::received(at("2026-12-02T09:00"), Channel::InPerson);
        desk.quiet();
        let part = desk.part(kind, asks);
        for (question, answer) in answers {
            desk.answer(part, question, &[answer]);
        }
        let reply = desk.only();
        let reading = reply.gates.iter().find(|reading| reading.id.as_str() == gate).unwrap().clone();
        assert_eq!((reading.state, reading.met), (GateState::Grey, true), "{kind} {gate}");
        reading.why
    };
    let service = [("CD1", "given"), ("CD2", "no"), ("CD3", "no"), ("CD4", "ordinary")];
    assert_eq!(why("MTG", &["DC15"], &[], "G2"), "Not needed: nobody is asked for a name here.");
    assert_eq!(why("CARD", &["DC8"], &service, "G2"), "Not needed for card presented.");
    assert_eq!(why("CARD", &["DC8"], &service, "G1"), "Not needed: this is ordinary service at the desk.");
    assert_eq!(
        why("BUS", &["DC1"], &[("BQ2", "staff"), ("BQ3", "named"), ("BQ4", "no")], "G1"),
        "Not needed: only the Director in person decides this."
    );
}

#[test]
fn a_paper_that_came_after_the_seal_was_lifted_is_read_for_secrecy_anew() {
    let minutes = chrono::TimeDelta::minutes;
    // The paper after the lifting, the answer after the paper, what was answered, and the gate.
    for (paper, answered, answer, wanted) in [
        (-5, -1, "none", Green),
        (0, -1, "none", Green),
        (5, -1, "none", Red),
        (5, 0, "none", Green),
        (5, 1, "none", Green),
        (5, 1, "order-or-statute", Red),
    ] {
        let (mut desk, part) = ready();
        desk.universal("U3", "yes");
        desk.answer(part, "LQ9", &[answer]);
        desk.record(domain::RequestEvent::SealedOpened(domain::SealedOpened::default()));
        let lifted = desk.now;
        let sealing = desk.request.sealing.as_mut().unwrap();
        sealing.unsealed = Some(domain::Fact { by: DIRECTOR, at: lifted, what: unsealed() });
        let came = lifted + minutes(paper);
        desk.request.papers.last_mut().unwrap().at = came;
        let given = desk.request.parts[0].answers.get_mut(&"LQ9".into()).unwrap();
        given.current.at = came + minutes(answered);
        let what = format!("the paper {paper} minutes after, {answer} {answered} minutes after it");
        assert_eq!(desk.only().gate("G10"), Some(wanted), "{what}");
        desk.request.papers.clear();
        assert_ne!(desk.only().gate("G10"), Some(Red), "no paper came after it: {what}");
    }
}

fn unsealed() -> domain::Unsealed {
    domain::Unsealed {
        lawyer: "Lee Counsel".to_owned(),
        confirmed_on: day("2026-12-01"),
        confirmation: OPINION,
        second_person: "Jo Park".to_owned(),
        second: None,
        agreed: "I agree.".to_owned(),
        reason: "The order ended.".to_owned(),
    }
}

#[test]
fn what_went_out_after_a_look_stays_looked_at_and_a_look_that_an_answer_overtook_says_so() {
    let why = |desk: &Desk| {
        let reply = desk.only();
        let gate = reply.gates.iter().find(|gate| gate.id.as_str() == "G13").unwrap();
        (gate.state, gate.why.clone())
    };
    let (mut desk, part) = ready();
    let look = desk.request.second_looks[&part].clone();
    let changed = desk.request.second_looks.get_mut(&part).unwrap();
    (changed.taken, changed.voided) = (None, true);
    let (state, words) = why(&desk);
    assert!(state == Red && words.contains("changed since the second look"), "{words}");
    let changed = desk.request.second_looks.get_mut(&part).unwrap();
    (changed.started, changed.voided) = (None, false);
    let (state, words) = why(&desk);
    assert!(state == Red && words.starts_with("Nobody has looked"), "{words}");
    for (taken, voided, wanted) in [(true, false, Green), (false, true, Green), (false, false, Red)] {
        let (mut desk, part) = ready();
        desk.decided(part, Outcome::Release);
        sent(&mut desk, part, true);
        let kept = desk.request.second_looks.get_mut(&part).unwrap();
        *kept = domain::SecondLook { taken: look.taken.clone().filter(|_| taken), voided, ..look.clone() };
        // Whatever was planned for a later letter.
        desk.request.parts[0].plan_version += 1;
        assert_eq!(why(&desk).0, wanted, "taken {taken}, voided {voided}");
    }
}

/// In these packs advice moves the outcome of every such row; where a pack has one that it does not move, the gate stands.
#[test]
fn nothing_is_given_out_while_counsel_says_decline() {
    let (mut desk, _) = ready();
    advice(&mut desk).result = Some(AdviceResult::Decline);
    assert_eq!((desk.only().rule_outcome, desk.only().gate("G6")), (Outcome::Deny, Some(Green)));
    let mut unmoved = pack().clone();
    let kind = unmoved.types.get_mut(&"LE-S".into()).unwrap();
    kind.advice_default = None;
    for row in &mut kind.rows {
        (row.advice, row.outcome) = (None, Outcome::Release);
    }
    let part = policy::decide(&unmoved, &desk.case()).parts.remove(0);
    assert_eq!((part.rule_outcome, part.gate("G6")), (Outcome::Release, Some(Red)));
}
