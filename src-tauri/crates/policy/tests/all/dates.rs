//! Dates of the packs beyond their counting: the closed list of reasons that move one, the life that is chosen, and what
//! is still waited for.

use crate::desk::{Desk, at, day, pack};
use domain::{AdviceResult, Channel, ClockPaused, DelayKind, Outcome, PartId, RequestEvent};
use policy::{PartReply, StepBody, StepStatus, guide};

/// Code, kind, clocks and limit of each reason, as they were looked at.
const REASONS: [(&str, DelayKind, &[&str], Option<&str>); 5] = [
    ("go-to-court", DelayKind::Extension, &["K1", "K3", "K2"], None),
    ("whether-court", DelayKind::Extension, &["K1", "K3", "K2"], None),
    ("public-or-not", DelayKind::Extension, &["K1"], Some("K2")),
    ("this-asker", DelayKind::Extension, &["K1"], Some("K2")),
    ("asker-answers", DelayKind::Pause, &["K12"], None),
];

/// Whether a pack has the reasons that were looked at, and no other.
pub(crate) fn has_the_reasons(pack: &policy::Pack) -> bool {
    let delays = &pack.clocks.delays;
    delays.len() == REASONS.len()
        && delays.iter().zip(REASONS).all(|(delay, (code, kind, clocks, within))| {
            (delay.code.as_str(), delay.kind) == (code, kind)
                && delay.clocks.iter().map(|clock| clock.as_str()).eq(clocks.iter().copied())
                && delay.within.as_ref().map(|clock| clock.as_str()) == within
        })
}

#[test]
fn the_reasons_that_move_a_date_are_those_that_were_looked_at() {
    let delays = &pack().clocks.delays;
    assert!(has_the_reasons(pack()), "{delays:#?}");
    for delay in delays {
        assert!(!delay.label.to_lowercase().contains("busy"), "a busy office is no reason");
    }
    let paused = delays.iter().filter(|delay| delay.kind == DelayKind::Pause).flat_map(|delay| &delay.clocks);
    let with_role: Vec<_> =
        paused.filter(|clock| pack().clock(clock).is_some_and(|clock| clock.role.is_some())).collect();
    assert!(with_role.is_empty(), "no reason pauses a limit of the law: {with_role:?}");
}

fn due(reply: &PartReply, code: &str) -> Option<String> {
    let clock = reply.clocks.iter().find(|clock| clock.reading.id.as_str() == code)?;
    Some(clock.reading.due.date().to_string())
}

#[test]
fn of_two_lives_of_a_warrant_only_the_one_that_applies_is_counted() {
    let warrant = |court: Option<&str>, execute_by: Option<&str>| {
        let mut desk = Desk::received(at("2026-11-24T10:00"), Channel::InPerson);
        desk.quiet();
        let part = desk.part("LE-W", &["DC8"]);
        desk.paper(at("2026-12-20T09:00"), &["DC8"]);
        desk.request.papers.last_mut().unwrap().what.execute_by = execute_by.map(day);
        if let Some(court) = court {
            desk.answer(part, "LQ1", &[court]);
        }
        let reply = desk.only();
        let waiting: Vec<_> = reply.waiting.iter().map(|clock| clock.id.to_string()).collect();
        (due(&reply, "K7"), due(&reply, "K8"), waiting)
    };
    let none = Vec::<String>::new();
    let date = |text: &str| Some(text.to_owned());
    assert_eq!(warrant(Some("iowa-district-court"), None), (date("2026-12-04"), None, none.clone()));
    let federal = Some("us-district-court");
    assert_eq!(warrant(federal, Some("2026-12-02")), (None, date("2026-12-02"), none.clone()));
    assert_eq!(warrant(federal, Some("2026-12-31")), (None, date("2026-12-08"), none), "at most 14 days");
    assert_eq!(warrant(federal, None), (None, None, vec!["K8".to_owned()]), "it waits for the printed day");
}

#[test]
fn a_complaint_cannot_be_made_before_anything_was_denied() {
    let mut desk = Desk::received(at("2026-12-02T09:00"), Channel::Phone);
    desk.quiet();
    desk.part("PUB", &["DC19"]);
    let waiting: Vec<_> = desk.only().waiting.iter().map(|clock| clock.id.to_string()).collect();
    assert_eq!(waiting, ["K10"]);
}

#[test]
fn the_service_target_moves_while_the_asker_is_waited_for() {
    let mut desk = Desk::received(at("2026-12-02T09:00"), Channel::InPerson);
    desk.quiet();
    desk.part("FND", &["DC1"]);
    assert_eq!(due(&desk.only(), "K12").as_deref(), Some("2026-12-16"));
    desk.record(RequestEvent::ClockPaused(ClockPaused {
        clock: "K12".into(),
        since: day("2026-12-03"),
        reason: "asker-answers".into(),
        note: "Asked for the mail house's terms.".to_owned(),
    }));
    desk.now = at("2026-12-07T09:00");
    let reply = desk.only();
    // Fri 4 and Mon 7 December do not count.
    assert_eq!(due(&reply, "K12").as_deref(), Some("2026-12-18"));
    let clock = reply.clocks.iter().find(|clock| clock.reading.id.as_str() == "K12").unwrap();
    assert_eq!(clock.reading.original.map(|original| original.date()), Some(day("2026-12-16")));
    assert!(clock.reading.derivation.iter().any(|line| line.why.starts_with("paused: The library waits")));
}

/// A life is said to be in danger, and counsel named the law for the loans.
fn emergency(named: bool) -> (Desk, PartId) {
    let mut desk = Desk::received(at("2026-12-04T19:40"), Channel::InPerson);
    desk.quiet().universal("U5", "yes");
    let part = desk.part("LE-E", &["DC8"]);
    for (question, answer) in
        [("E0", "claimed"), ("E2", "grave-now"), ("E3", "DC8"), ("E4", "not-tried"), ("E6", "done")]
    {
        desk.answer(part, question, &[answer]);
    }
    desk.officer_confirmed().counsel_consulted().advice(AdviceResult::Comply, &["DC8"]);
    if named {
        desk.request.advice.last_mut().unwrap().what.authority = Some("a named law".to_owned());
    }
    desk.plan(part, &["DC8"]).no_conflict();
    (desk, part)
}

/// Every clock of the part, running or waiting.
fn clocks(desk: &Desk) -> Vec<String> {
    let reply = desk.only();
    let running = reply.clocks.iter().map(|clock| clock.reading.id.to_string());
    running.chain(reply.waiting.iter().map(|clock| clock.id.to_string())).collect()
}

#[test]
fn a_statement_is_owed_after_a_release_until_it_comes_in() {
    let (mut desk, part) = emergency(true);
    assert_eq!(desk.only().row.as_str(), "E-1");
    assert_eq!(clocks(&desk), Vec::<String>::new(), "nothing was given yet");
    desk.decided(part, Outcome::ReleaseInPart);
    let reply = desk.only();
    assert_eq!(due(&reply, "K-statement").as_deref(), Some("2026-12-07"), "the Monday after the Friday");
    assert!(reply.clocks.iter().all(|clock| clock.owed && clock.runs));
    desk.now = at("2026-12-09T09:00");
    assert_eq!(due(&desk.only(), "K-statement").as_deref(), Some("2026-12-07"), "a day that passed stands");
    desk.statement(desk.now);
    assert_eq!(clocks(&desk), Vec::<String>::new());
}

#[test]
fn a_denial_leaves_no_statement_owed() {
    for outcome in [Outcome::Deny, Outcome::Counsel] {
        let (mut desk, part) = emergency(true);
        desk.decided(part, outcome);
        assert_eq!(clocks(&desk), Vec::<String>::new(), "{outcome:?}");
    }
}

#[test]
fn what_was_written_before_the_release_does_not_stand_for_the_statement() {
    let (mut desk, part) = emergency(true);
    desk.statement(at("2026-12-04T19:45"));
    desk.now = at("2026-12-05T09:00");
    desk.decided(part, Outcome::ReleaseInPart);
    assert_eq!(clocks(&desk), ["K-statement"]);
    desk.statement(at("2026-12-05T08:50"));
    assert_eq!(
        clocks(&desk),
        Vec::<String>::new(),
        "on the day itself it may come before the decision is written"
    );
}

#[test]
fn the_road_has_a_step_for_the_statement_only_where_a_field_may_go_out() {
    let step = |desk: &Desk, part| {
        let guide = guide(pack(), &desk.case(), part).unwrap();
        guide.steps.into_iter().find(|step| step.section == "The officer's statement")
    };
    let (desk, part) = emergency(false);
    assert_eq!(step(&desk, part), None, "counsel named no law");
    let (mut desk, part) = emergency(true);
    let open = step(&desk, part).unwrap();
    assert_eq!(open.status, StepStatus::NotStarted);
    assert!(matches!(open.body, StepBody::Task { form: policy::Act::Statement, optional: true }));
    assert!(open.hint.unwrap().contains("tell counsel; nothing more is released"));
    desk.decided(part, Outcome::ReleaseInPart).statement(at("2026-12-07T09:00"));
    assert_eq!(step(&desk, part).unwrap().status, StepStatus::Done);
}

#[test]
fn a_date_of_our_own_plan_is_met_by_what_it_plans_and_the_printed_one_is_not() {
    let mut desk = Desk::received(at("2026-11-24T10:00"), Channel::Courier);
    desk.quiet();
    let part = desk.part("LE-S", &["DC8"]);
    desk.paper(at("2026-12-20T09:00"), &["DC8"]);
    let met = |desk: &Desk| {
        let reply = desk.only();
        let met = reply.clocks.iter().filter(|clock| clock.met).map(|clock| clock.reading.id.to_string());
        met.collect::<Vec<_>>()
    };
    assert_eq!(met(&desk), Vec::<String>::new());
    desk.counsel_consulted();
    assert_eq!(met(&desk), ["K6-counsel"]);
    desk.decided(part, Outcome::Deny);
    assert_eq!(met(&desk), ["K6-counsel", "K6-draft"], "the return on the paper stays");
}

#[test]
fn what_a_row_stands_on_is_said_with_its_standing() {
    let mut desk = Desk::received(at("2026-11-24T10:00"), Channel::InPerson);
    desk.quiet();
    desk.part("LE-W", &["DC8"]);
    let chain = desk.only().chain.join("\n");
    assert!(chain.contains("Under the policy (P"), "{chain}");
    assert!(chain.contains("our own reading (T13)"), "{chain}");
    assert!(!chain.contains("Under P"), "{chain}");
}

#[test]
fn a_seal_is_lifted_only_after_the_decision() {
    let mut desk = Desk::received(at("2026-11-24T10:00"), Channel::InPerson);
    desk.quiet();
    let part = desk.part("LE-N", &["DC8"]);
    let lifts = |desk: &Desk| {
        let guide = guide(pack(), &desk.case(), part).unwrap();
        guide
            .steps
            .iter()
            .any(|step| step.body == StepBody::Task { form: policy::Act::Unseal, optional: true })
    };
    assert!(!lifts(&desk));
    desk.decided(part, Outcome::Deny);
    assert!(lifts(&desk));
}
