//! Three scenarios from first contact to what the policy says, with their dates, gates and letters.

use crate::desk::*;
use domain::{AdviceResult, Channel, GateState, Modifier, Outcome};

#[test]
fn an_officers_question_about_a_person_is_declined_in_the_same_words_for_every_name() {
    let mut desk = Desk::received(at("2026-11-23T10:00"), Channel::InPerson);
    desk.quiet();
    let part = desk.part("LE-0", &["DC1"]);
    desk.answer(part, "LQ0", &["no"]);
    desk.answer(part, "Z1", &["about-person"]);
    let reply = desk.only();
    assert_eq!((reply.outcome, reply.row.as_str()), (Outcome::Deny, "0-1"));
    assert_eq!(reply.modifiers, [Modifier::Ncd]);
    assert_eq!(letters(&reply), ["L08", "L13"]);
    assert_eq!(
        (due(&reply, "K1"), due(&reply, "K3"), due(&reply, "K2")),
        ("2026-12-08".to_owned(), "2026-12-11".to_owned(), "2026-12-14".to_owned())
    );
    assert!(!reply.allows(Outcome::Deny), "a stop stands until counsel was called");
    assert_eq!(reply.stops, ["say-nothing"]);
    assert_eq!(
        (reply.gate("G1"), reply.gate("G2"), reply.gate("G5")),
        (Some(GateState::Green), Some(GateState::Red), Some(GateState::Red))
    );

    desk.officer_confirmed().counsel_consulted().no_conflict();
    let reply = desk.only();
    assert_eq!(reply.unanswered, Vec::<String>::new());
    assert!(reply.allows(Outcome::Deny), "{:?}", reply.options);
    assert!(!reply.allows(Outcome::Release) && !reply.allows(Outcome::ReleaseInPart));
    assert!(reply.allowed.is_empty());
    assert_eq!(desk.reply().outcome, Some(Outcome::Deny));
}

#[test]
fn a_subpoena_without_a_judges_finding_is_held_for_counsel() {
    let mut desk = Desk::received(at("2026-12-02T09:00"), Channel::InPerson);
    desk.quiet();
    let part = desk.part("LE-S", &["DC8"]);
    desk.paper(at("2026-12-16T09:00"), &["DC8"]);
    for (question, answer) in [
        ("LQ1", "prosecutor"),
        ("LQ2", "subpoena-duces-tecum"),
        ("LQ3", "clerk"),
        ("LQP", "prosecution"),
        ("LQ9", "none"),
        ("LQ6", "yes"),
        ("LQ10", "no"),
        ("LQ7", "both"),
        ("LQ4", "no"),
        ("LQ8", "yes"),
        ("LS1", "no"),
    ] {
        desk.answer(part, question, &[answer]);
    }
    let reply = desk.only();
    assert_eq!((reply.outcome, reply.row.as_str()), (Outcome::Counsel, "SP-2"));
    assert_eq!(reply.modifiers, [Modifier::Hold]);
    assert_eq!(letters(&reply), ["L09", "L13", "L14", "L29"]);
    assert_eq!(
        (due(&reply, "K6-counsel"), due(&reply, "K6-draft"), due(&reply, "K6-return")),
        ("2026-12-03".to_owned(), "2026-12-11".to_owned(), "2026-12-16".to_owned())
    );
    assert_eq!(
        (reply.gate("G4"), reply.gate("G6"), reply.gate("G3")),
        (Some(GateState::Red), Some(GateState::Red), Some(GateState::Green))
    );
    for outcome in
        [Outcome::Release, Outcome::ReleaseInPart, Outcome::Deny, Outcome::Authorize, Outcome::NotOurs]
    {
        assert!(!reply.allows(outcome), "{outcome:?} before advice");
    }
    assert!(reply.allows(Outcome::Counsel));
    assert!(reply.allowed.is_empty());
}

#[test]
fn comply_without_a_judge_stays_held_until_the_signed_opinion_and_every_other_gate_is_there() {
    let mut desk = Desk::received(at("2026-12-02T09:00"), Channel::InPerson);
    desk.quiet();
    let part = desk.part("LE-S", &["DC8"]);
    desk.paper(at("2026-12-16T09:00"), &["DC8"]);
    for (question, answer) in [
        ("LQ1", "prosecutor"),
        ("LQ2", "subpoena-duces-tecum"),
        ("LQ3", "clerk"),
        ("LQP", "prosecution"),
        ("LQ9", "none"),
        ("LQ6", "yes"),
        ("LQ10", "no"),
        ("LQ7", "both"),
        ("LQ4", "no"),
        ("LQ8", "yes"),
        ("LS1", "no"),
    ] {
        desk.answer(part, question, &[answer]);
    }
    desk.officer_confirmed().counsel_consulted().advice(AdviceResult::Comply, &["DC8"]);
    let reply = desk.only();
    assert_eq!(
        (reply.outcome, reply.rule_outcome),
        (Outcome::Counsel, Outcome::Release),
        "the judge's gate is red"
    );
    assert_eq!(reply.gate("G4"), Some(GateState::Red));
    assert!(!reply.allows(Outcome::Deny), "counsel advised to comply");

    desk.keep(OPINION);
    let opinion = domain::Advice {
        result: Some(AdviceResult::Comply),
        lawyer: "Lee Counsel".to_owned(),
        at: desk.now,
        in_writing: true,
        scope: vec!["DC8".into()],
        authority: Some("the court's subpoena power".to_owned()),
        particular_person_answered: true,
        gaps_shown: true,
        opinion: Some(OPINION),
        paper_version: 1,
        ..domain::Advice::default()
    };
    desk.record(domain::RequestEvent::CounselAdvised(opinion))
        .plan(part, &["DC8"])
        .second_look(part)
        .delivery()
        .no_conflict();
    let reply = desk.only();
    assert_eq!(reply.outcome, Outcome::Release, "{:#?}", reply.chain);
    assert!(reply.allows(Outcome::Release));
    assert_eq!(reply.allowed, ["DC8".into()]);
    assert!(letters(&reply).contains(&"L11"));

    desk.plan(part, &["DC8", "DC1"]);
    let reply = desk.only();
    assert_eq!(reply.outcome, Outcome::Counsel, "the plan is wider than paper and advice");
    assert_eq!((reply.gate("G7"), reply.gate("G13")), (Some(GateState::Red), Some(GateState::Red)));
}

#[test]
fn a_reporter_gets_the_booking_contact_and_not_the_card_number() {
    let mut desk = Desk::received(at("2027-02-05T14:00"), Channel::Phone);
    desk.quiet();
    let contact = desk.part("MTG", &["DC15"]);
    let card = desk.part("MTG", &["DC2"]);
    desk.answer(contact, "MQ1", &["form"]).answer(card, "MQ1", &["form"]);
    let reply = desk.reply();
    assert_eq!(reply.outcome, Some(Outcome::ReleaseInPart));
    let (contact_reply, card_reply) = (&reply.parts[0], &reply.parts[1]);
    assert_eq!((contact_reply.outcome, contact_reply.row.as_str()), (Outcome::Release, "MT-1"));
    assert_eq!((card_reply.outcome, card_reply.row.as_str()), (Outcome::Deny, "MT-2"));
    assert_eq!(contact_reply.allowed, ["DC15".into()]);
    assert_eq!(card_reply.withheld.len(), 1);
    assert_eq!(letters(contact_reply), ["L25"]);
    assert_eq!(contact_reply.gate("G2"), Some(GateState::Grey), "no name is demanded");
    assert_eq!(
        (due(contact_reply, "K1"), due(contact_reply, "K3"), due(contact_reply, "K2")),
        ("2027-02-23".to_owned(), "2027-02-25".to_owned(), "2027-02-25".to_owned())
    );
    assert!(contact_reply.stops.iter().all(|stop| stop == "form-only"));
    assert!(policy::guide(pack(), &desk.case(), contact).unwrap().ask_no_name);

    desk.plan(contact, &["DC15"]).second_look(contact).no_conflict();
    let reply = desk.reply();
    assert!(reply.parts[0].allows(Outcome::Release), "{:#?}", reply.parts[0].options);
}

#[test]
fn one_part_with_both_is_a_release_in_part() {
    let mut desk = Desk::received(at("2027-02-05T14:00"), Channel::Phone);
    desk.quiet();
    let part = desk.part("MTG", &["DC15", "DC2"]);
    desk.answer(part, "MQ1", &["form"]).answer(part, "MQ2", &["booking-contact"]);
    let reply = desk.only();
    assert_eq!((reply.outcome, reply.row.as_str()), (Outcome::ReleaseInPart, "MT-2"));
    assert_eq!(reply.allowed, ["DC15".into()]);
    assert_eq!(reply.withheld[0].data, "DC2".into());
}
