//! Secrecy: what seals a request, what does not, and how the gate reads a matter that is sealed.

use crate::desk::*;
use domain::{
    AdviceResult, AnswerCode, Channel, GateState, PersonId, QuestionCode, RequestEvent, SealedOpened,
    Unsealed,
};
use policy::{answers_seal, asked_first, seals};
use std::collections::BTreeMap;

fn answers(pairs: &[(&str, &str)]) -> BTreeMap<QuestionCode, Vec<AnswerCode>> {
    pairs.iter().map(|(question, answer)| ((*question).into(), vec![(*answer).into()])).collect()
}

#[test]
fn first_answers_that_speak_of_secrecy_seal_whatever_else_is_asked() {
    let first: Vec<_> = asked_first(pack()).iter().map(|question| question.code.to_string()).collect();
    assert_eq!(first, ["U3"]);
    for (given, sealed) in [
        (vec![], false),
        (vec![("U3", "no")], false),
        (vec![("U3", "yes")], true),
        (vec![("U3", "unsure")], true),
        (vec![("U3", "yes"), ("RT2", "press"), ("RT3", "booking-contact")], true),
        (vec![("U3", "yes"), ("LQ9", "request-only")], false),
        (vec![("U3", "no"), ("RT1", "court-paper"), ("RT2", "officer")], false),
        (vec![("RT1", "court-paper"), ("LQ1", "fisa-court")], true),
        (vec![("RT1", "court-paper"), ("LQ2", "national-security-letter")], true),
    ] {
        assert_eq!(answers_seal(pack(), &answers(&given), &[]), sealed, "{given:?}");
    }
}

#[test]
fn an_answer_on_the_papers_term_seals_and_a_mere_request_does_not() {
    for (answer, sealed) in
        [("none", false), ("request-only", false), ("order-or-statute", true), ("not-sure", true)]
    {
        for kind in ["LE-S", "LE-O", "LE-W", "LE-A", "CIV"] {
            let mut desk = Desk::received(at("2026-12-02T09:00"), Channel::InPerson);
            desk.quiet();
            let part = desk.part(kind, &["DC8"]);
            assert!(!seals(pack(), &desk.case()), "{kind}");
            desk.answer(part, "LQ9", &[answer]);
            assert_eq!(seals(pack(), &desk.case()), sealed, "{kind} {answer}");
        }
    }
}

#[test]
fn the_gate_holds_a_sealed_matter_until_counsel_advised_and_is_green_once_it_may_be_told() {
    let mut desk = Desk::received(at("2026-12-02T09:00"), Channel::InPerson);
    desk.quiet().universal("U3", "yes");
    let part = desk.part("LE-N", &["DC8"]);
    let opened = SealedOpened { read_in: vec![PersonId([1; 16])], ..SealedOpened::default() };
    desk.record(RequestEvent::SealedOpened(opened));
    desk.answer(part, "LQ9", &["order-or-statute"]);
    let gate = |desk: &Desk| desk.only().gate("G10");
    assert_eq!(gate(&desk), Some(GateState::Amber));
    desk.counsel_consulted().advice(AdviceResult::Comply, &["DC8"]);
    assert_eq!(gate(&desk), Some(GateState::Green));
    desk.request.advice.clear();
    assert_eq!(gate(&desk), Some(GateState::Amber));
    desk.record(RequestEvent::Unsealed(Unsealed::default()));
    assert_eq!(gate(&desk), Some(GateState::Green), "it may be told");
}
