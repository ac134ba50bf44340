//! Gates about writings and words on record that no single spoilt fact of a subpoena shows: what an authorization allows and to
//! whom, and what counsel's word forbids.

use crate::desk::*;
use GateState::{Green, Red};
use domain::{AdviceResult, Capacity, Channel, Delivery, DeliveryMethod, GateState, PartId, RequestEvent};

fn why(desk: &Desk, part: usize, gate: &str) -> (GateState, String) {
    let reply = desk.reply();
    let reading = reply.parts[part].gates.iter().find(|reading| reading.id.as_str() == gate).unwrap();
    (reading.state, reading.why.clone())
}

fn quiet() -> Desk {
    let mut desk = Desk::received(at("2026-12-02T09:00"), Channel::InPerson);
    desk.quiet();
    desk
}

/// A list for the Foundation that the rule allows.
fn list() -> (Desk, PartId) {
    let mut desk = quiet();
    let part = desk.part("FND", &["DC1", "DC3"]);
    for (question, answers) in [
        ("FQ2", ["fundraising"].as_slice()),
        ("FQ3", &["name", "postal"]),
        ("FQ4", &["all-adults"]),
        ("FQ5", &["excluded"]),
        ("FQ6", &["none"]),
        ("FQ7", &["set"]),
    ] {
        desk.answer(part, question, answers);
    }
    (desk, part)
}

#[test]
fn a_writing_allows_what_the_rule_allows_and_no_more() {
    let (mut desk, part) = list();
    desk.authorization(part, &["DC1".to_owned(), "DC3".to_owned()], Capacity::Director, "Friends Foundation");
    assert_eq!(why(&desk, 0, "G11"), (Green, "Written and within its dates.".to_owned()));
    desk.authorization(part, &["DC1".to_owned(), "DC8".to_owned()], Capacity::Director, "Friends Foundation");
    let (state, words) = why(&desk, 0, "G11");
    assert_eq!(state, Red, "{words}");
    assert!(
        words.contains("does not allow") && !words.contains("; "),
        "only what is too much is named: {words}"
    );
}

/// A placed account, written for one agency, and what is planned for it.
fn placed() -> (Desk, PartId) {
    let mut desk = quiet();
    let part = desk.part("COL", &["DC1", "DC12"]);
    for (question, answers) in [
        ("K-a", ["placed"].as_slice()),
        ("VQ1", &["on-file"]),
        ("K-c", &["none"]),
        ("K-s", &["on-file"]),
        ("K-b", &["identity", "amount"]),
    ] {
        desk.answer(part, question, answers);
    }
    desk.authorization(part, &["DC1".to_owned(), "DC12".to_owned()], Capacity::Director, "Prairie Recovery");
    desk.plan(part, &["DC1", "DC12"]);
    (desk, part)
}

fn delivery(desk: &mut Desk, part: PartId, to: &str, is_sent: bool) {
    let sent_at = is_sent.then_some(desk.now);
    desk.record(RequestEvent::Delivered(Delivery {
        method: DeliveryMethod::SealedMail,
        to: to.to_owned(),
        address: "12 Mill Street".to_owned(),
        address_confirmed: true,
        parts: vec![part],
        sent_at,
        ..Delivery::default()
    }));
}

#[test]
fn only_whoever_the_writing_names_may_have_what_leaves_under_it() {
    let (mut desk, part) = placed();
    assert_eq!(why(&desk, 0, "G11").0, Green);
    delivery(&mut desk, part, "Prairie Recovery", false);
    assert_eq!(why(&desk, 0, "G11").0, Green);
    delivery(&mut desk, part, "Somebody Else", false);
    let (state, words) = why(&desk, 0, "G11");
    assert_eq!((state, words.contains("does not name Somebody Else")), (Red, true), "{words}");
    // What is on its way to somebody else for another part says nothing of this one, and neither does what was sent before.
    let (mut desk, part) = placed();
    delivery(&mut desk, part, "Prairie Recovery", false);
    let other = desk.part("MTG", &["DC15"]);
    delivery(&mut desk, other, "A Reporter", false);
    assert_eq!(why(&desk, 0, "G11").0, Green, "the other part's reader");
    let (mut desk, part) = placed();
    delivery(&mut desk, part, "Somebody Else", true);
    delivery(&mut desk, part, "Prairie Recovery", false);
    delivery(&mut desk, part, "Somebody Else", true);
    assert_eq!(why(&desk, 0, "G11").0, Green, "what was sent is recorded and not planned");
}

#[test]
fn declining_is_narrower_than_an_advice_to_comply() {
    let mut desk = quiet();
    let part = desk.part("PROP", &["DC8"]);
    desk.answer(part, "PQ1", &["saw"]).counsel_consulted().advice(AdviceResult::Comply, &["DC8"]);
    let (state, words) = why(&desk, 0, "G6");
    assert_eq!((state, words.contains("narrower than the advice")), (Red, true), "{words}");
    desk.advice(AdviceResult::Decline, &[]);
    assert_eq!(why(&desk, 0, "G6").0, Green);
}

/// A subpoena with nothing on record but its answers.
fn subpoena(answers: &[(&str, &str)]) -> (Desk, PartId) {
    let mut desk = quiet();
    let part = desk.part("LE-S", &["DC8"]);
    desk.paper(at("2026-12-16T09:00"), &["DC8"]);
    for (question, answer) in answers {
        desk.answer(part, question, &[answer]);
    }
    (desk, part)
}

#[test]
fn a_gap_is_told_in_the_words_of_its_answer() {
    for (answer, label) in [("unclear", "It is unclear"), ("no", "No")] {
        let (desk, _) = subpoena(&[("LQ8", answer)]);
        let (_, words) = why(&desk, 0, "G3");
        assert!(words.ends_with(&format!("agency? {label}.")), "{answer}: {words}");
    }
}

#[test]
fn a_paper_with_a_life_of_its_own_needs_no_return_date() {
    let mut desk = quiet();
    let part = desk.part("LE-W", &["DC8"]);
    desk.paper(at("2026-12-16T09:00"), &["DC8"]);
    for (question, answer) in
        [("LQ1", "iowa-district-court"), ("LQ2", "search-warrant"), ("LQ3", "judge"), ("LQ10", "no")]
    {
        desk.answer(part, question, &[answer]);
    }
    let paper = &mut desk.request.papers.last_mut().unwrap().what;
    (paper.return_by, paper.return_by_again) = (None, None);
    paper.not_stated = vec![domain::InstrumentField::ReturnBy];
    let (state, words) = why(&desk, 0, "G8");
    assert_eq!((state, words.starts_with("Within its life")), (Green, true), "{words}");
}

#[test]
fn secrecy_that_was_not_asked_about_reads_so_whatever_the_paper_says() {
    let none = [("LQ9", "none")];
    let (mut desk, _) = subpoena(&none);
    assert_eq!(why(&desk, 0, "G10").0, Green);
    desk.request.answers.remove(&"U3".into());
    assert_eq!(why(&desk, 0, "G10"), (Red, "The question on secrecy is not answered.".to_owned()));
}

#[test]
fn an_agency_or_a_standing_of_blanks_is_none() {
    let (mut desk, _) = subpoena(&[]);
    desk.officer_confirmed();
    assert_eq!(why(&desk, 0, "G2").0, Green);
    desk.request.identity.last_mut().unwrap().what.agency = Some("  ".to_owned());
    assert_eq!(why(&desk, 0, "G2").0, GateState::Amber, "an agency of blanks");
    let mut desk = quiet();
    desk.part("PAR", &["DC12"]);
    desk.person_identified("recorded as responsible");
    assert_eq!(why(&desk, 0, "G2").0, Green);
    desk.person_identified("  ");
    assert_eq!(why(&desk, 0, "G2").0, GateState::Amber, "a standing of blanks");
}

#[test]
fn whoever_said_that_they_are_concerned_reads_so() {
    let (mut desk, _) = subpoena(&[]);
    for at_decision in [false, true] {
        desk.record(RequestEvent::ConflictDeclared(domain::ConflictDeclared {
            conflict: true,
            at_decision,
            note: Some("a neighbor".to_owned()),
        }));
        let (state, words) = why(&desk, 0, "G18");
        assert_eq!((state, words.contains("declared a conflict")), (Red, true), "{words}");
    }
}

/// What was looked at a second time, and what counsel was asked and said, is good for what was there then (G5, G6, G13).
#[test]
fn a_part_a_paper_or_an_answer_that_came_later_needs_its_own_word_and_look() {
    let answers = [("LQ9", "none"), ("LQ10", "no"), ("LQ7", "both")];
    let (mut desk, part) = subpoena(&answers);
    desk.now += chrono::TimeDelta::minutes(5);
    let call = domain::consult_counsel(
        &desk.request,
        domain::Consultation {
            lawyer: "Lee Counsel".to_owned(),
            how: "telephone".to_owned(),
            at: desk.now,
            question: "May it go out?".to_owned(),
            ..domain::Consultation::default()
        },
        desk.now,
    )
    .unwrap();
    desk.record(call);
    let advice = domain::Advice {
        result: Some(AdviceResult::Comply),
        lawyer: "Lee Counsel".to_owned(),
        at: desk.now,
        scope: vec!["DC8".into()],
        ..domain::Advice::default()
    };
    desk.record(domain::advise(&desk.request, advice.clone(), desk.now).unwrap());
    assert_eq!((why(&desk, 0, "G5").0, why(&desk, 0, "G6").0), (Green, Green));
    let later = desk.part("LE-S", &["DC8"]);
    assert_eq!((why(&desk, 1, "G5").0, why(&desk, 1, "G6").0), (GateState::Amber, Red), "a part added later");
    assert!(why(&desk, 1, "G5").1.contains("before this part was there"), "{:?}", why(&desk, 1, "G5"));
    desk.request.parts.retain(|known| known.id != later);
    desk.plan(part, &["DC8"]).second_look(part);
    assert_eq!(why(&desk, 0, "G13").0, Green);
    desk.answer(part, "LQ6", &["yes"]);
    assert_eq!(why(&desk, 0, "G13").0, Red, "an answer changed");
    desk.second_look(part);
    desk.record(domain::advise(&desk.request, advice, desk.now).unwrap());
    assert_eq!(why(&desk, 0, "G13").0, Red, "counsel spoke again");
    desk.second_look(part);
    desk.paper(at("2026-12-16T09:00"), &["DC8"]);
    assert_eq!(why(&desk, 0, "G13").0, Red, "another paper came");
    desk.second_look(part);
    desk.answer(part, "LQ6", &["yes"]);
    assert_eq!(why(&desk, 0, "G13").0, Green, "the same answer again changes nothing");
}

#[test]
fn counsel_who_was_asked_before_the_paper_came_was_not_asked_about_it() {
    let (mut desk, _) = subpoena(&[]);
    let served = desk.now;
    let asked = |desk: &Desk, at| {
        let call = domain::Consultation {
            lawyer: "Lee Counsel".to_owned(),
            how: "telephone".to_owned(),
            at,
            question: "May it go out?".to_owned(),
            ..domain::Consultation::default()
        };
        domain::consult_counsel(&desk.request, call, served + chrono::TimeDelta::hours(1)).unwrap()
    };
    let early = asked(&desk, served - chrono::TimeDelta::minutes(30));
    desk.record(early);
    let (state, words) = why(&desk, 0, "G5");
    assert_eq!((state, words.contains("before the paper was served")), (GateState::Amber, true), "{words}");
    let then = asked(&desk, served);
    desk.record(then);
    assert_eq!(why(&desk, 0, "G5").0, Green);
    // Called with the paper in hand, which is copied afterwards; a further paper needs a further call.
    for (minutes, state) in [(-5, GateState::Amber), (5, Green)] {
        let mut desk = quiet();
        desk.part("LE-S", &["DC8"]);
        let call = asked(&desk, desk.now + chrono::TimeDelta::minutes(minutes));
        desk.record(call);
        desk.paper(at("2026-12-16T09:00"), &["DC8"]);
        assert_eq!(why(&desk, 0, "G5").0, state, "{minutes}");
        desk.paper(at("2026-12-17T09:00"), &["DC8"]);
        let (state, words) = why(&desk, 0, "G5");
        assert_eq!((state, words.starts_with("The paper changed")), (GateState::Amber, true), "{words}");
    }
}

#[test]
fn where_no_paper_bounds_it_counsels_scope_does() {
    let mut desk = quiet();
    let part = desk.part("PUB", &["DC21"]);
    desk.universal("U8", "no");
    for (question, answer) in [("B2", "own-files"), ("B5", "inspect")] {
        desk.answer(part, question, &[answer]);
    }
    desk.plan(part, &["DC21"]).counsel_consulted().advice(AdviceResult::Comply, &[]);
    let (state, words) = why(&desk, 0, "G6");
    assert_eq!((state, words.contains("which kinds of data")), (Red, true), "{words}");
    desk.advice(AdviceResult::Comply, &["DC21"]);
    assert_eq!(why(&desk, 0, "G6").0, Green);
}

/// The answers about a prosecution's subpoena with a judge's approval, that names both a person and a crime.
const APPROVED: [(&str, &str); 11] = [
    ("LQ1", "prosecutor"),
    ("LQ2", "subpoena"),
    ("LQ3", "clerk"),
    ("LQP", "prosecution"),
    ("LQ4", "approval"),
    ("LQ9", "none"),
    ("LQ10", "no"),
    ("LQ6", "yes"),
    ("LQ7", "both"),
    ("LQ8", "yes"),
    ("LS1", "no"),
];

#[test]
fn the_plan_names_whom_the_paper_names() {
    let (mut desk, part) = subpoena(&APPROVED);
    desk.counsel_consulted().advice(AdviceResult::Comply, &["DC8"]);
    desk.plan(part, &["DC8"]);
    desk.request.papers.last_mut().unwrap().what.names = None;
    let (state, words) = why(&desk, 0, "G7");
    assert_eq!((state, words.contains("Whom the paper names is not on record")), (Red, true), "{words}");
    desk.request.papers.last_mut().unwrap().what.names = Some("Somebody Else".to_owned());
    let (state, words) = why(&desk, 0, "G7");
    assert_eq!((state, words.contains("another person than the paper")), (Red, true), "{words}");
    for named in ["Pat  reader", "Pat Q. Jones, Pat Reader; Sam Poe"] {
        desk.request.papers.last_mut().unwrap().what.names = Some(named.to_owned());
        assert_eq!(why(&desk, 0, "G7").0, Green, "{named}");
    }
    // What the paper says goes before what was said at the door.
    desk.request.parts[0].about = Some("Pat R.".to_owned());
    assert_eq!(why(&desk, 0, "G7").0, Green);
    desk.request.papers.last_mut().unwrap().what.names = None;
    assert_eq!(why(&desk, 0, "G7").0, Red, "whom it names was not copied");
}

/// Somebody of whom it is not known who they are gets no service that asks for nobody's authority (INV-15 across the routing).
#[test]
fn an_unknown_asker_is_led_to_no_desk_service() {
    let pack = pack();
    let options = |code: &str| -> Vec<domain::AnswerCode> {
        let question = pack.routing.questions.iter().find(|question| question.code.as_str() == code).unwrap();
        let said = question.options.iter().map(|one| one.treated_as.as_ref().unwrap_or(&one.code).clone());
        said.collect()
    };
    let unsure = options("RT2").into_iter().next_back().unwrap();
    assert_eq!(unsure.as_str(), "unknown", "the last answer is that nobody knows");
    for held in options("RT1") {
        for asked in options("RT3") {
            let answers = [("RT1", held.clone()), ("RT2", unsure.clone()), ("RT3", asked.clone())];
            let answers = answers.into_iter().map(|(code, answer)| (code.into(), vec![answer])).collect();
            let route = policy::route_answers(pack, &answers, &[]);
            let kind = pack.type_def(&route.type_code).unwrap();
            let served = kind.rows.iter().any(|row| row.exception == Some(policy::Exception::DeskService));
            assert!(!served, "{held} {asked}: {}", kind.code);
        }
    }
}

#[test]
fn a_plan_under_the_rule_alone_names_nobody_it_need_not_and_nobody_else() {
    let mixed = || {
        let mut desk = quiet();
        let part = desk.part("PUB", &["DC19", "DC1"]);
        desk.universal("U8", "no");
        for (question, answer) in [("B2", "mixed"), ("B5", "inspect")] {
            desk.answer(part, question, &[answer]);
        }
        desk.plan(part, &["DC19"]);
        desk
    };
    let with = |about: Option<&str>, planned: Option<&str>| {
        let mut desk = mixed();
        desk.request.parts[0].about = about.map(str::to_owned);
        desk.request.parts[0].plan.as_mut().unwrap().person = planned.map(str::to_owned);
        why(&desk, 0, "G7")
    };
    assert_eq!(with(None, None).0, Green, "{}", with(None, None).1);
    assert_eq!(with(Some("Dana R."), None).0, Green);
    assert_eq!(with(Some("Dana R."), Some("dana  r.")).0, Green);
    assert_eq!(with(None, Some("Dana R.")).0, Green);
    assert_eq!(with(Some("Dana R."), Some("Dana S.")).0, Red);
    let (mut desk, part) = subpoena(&APPROVED);
    desk.plan(part, &["DC8"]);
    desk.counsel_consulted().advice(AdviceResult::Comply, &["DC8"]);
    desk.request.advice.last_mut().unwrap().what.period = Some("June".to_owned());
    let (state, words) = why(&desk, 0, "G7");
    assert_eq!((state, words.contains("names no period")), (Red, true), "{words}");
}

#[test]
fn what_is_still_to_be_copied_is_named_as_it_stands_on_the_form() {
    type Take = fn(&mut domain::Instrument);
    let fields: [(Take, &str); 9] = [
        (|paper| paper.kind = None, "what it calls itself"),
        (|paper| paper.issuer = None, "who issued it"),
        (|paper| paper.case_number = None, "case number"),
        (|paper| paper.signer = None, "who signed"),
        (|paper| paper.signer_office = None, "the signer's office"),
        (|paper| paper.dated = None, "its date"),
        (|paper| paper.return_by = None, "return date"),
        (|paper| paper.scope = None, "what it commands"),
        (|paper| paper.service = None, "how it was served"),
    ];
    for (take, name) in fields {
        let (mut desk, _) = subpoena(&[("LQ8", "yes")]);
        take(&mut desk.request.papers.last_mut().unwrap().what);
        assert_eq!(why(&desk, 0, "G3"), (Red, format!("Still to be copied from the paper: {name}.")));
    }
}

/// Another library's routing may leave a part on an ordinary road although secrecy is spoken of: the gate says so all the same.
#[test]
fn secrecy_on_an_ordinary_road_is_red_until_it_is_sealed() {
    let mut pack = pack().clone();
    pack.routing.overrides.retain(|over| !over.when.contains_key("U3"));
    let gag = |desk: &Desk| {
        let reply = policy::decide(&pack, &desk.case());
        let reading = reply.parts[0].gates.iter().find(|reading| reading.id.as_str() == "G10").unwrap();
        (reading.state, reading.why.clone())
    };
    let (mut desk, _) =
        subpoena(&[("LQ1", "prosecutor"), ("LQ2", "subpoena"), ("LQ3", "clerk"), ("LQ9", "none")]);
    assert_eq!(gag(&desk).0, Green);
    desk.universal("U3", "yes");
    assert_eq!(gag(&desk), (Red, "A paper or a person speaks of secrecy.".to_owned()));
    desk.record(RequestEvent::SealedOpened(domain::SealedOpened::default()));
    assert_eq!(gag(&desk), (GateState::Amber, "The matter is sealed.".to_owned()));
}

#[test]
fn a_writing_may_be_signed_before_its_first_day_and_opens_nothing_until_then() {
    let tomorrow = |desk: &mut Desk| {
        let day = desk.now.date().succ_opt();
        desk.request.parts[0].authorization.as_mut().unwrap().from = day;
        why(desk, 0, "G11")
    };
    let (mut desk, part) = list();
    desk.authorization(part, &["DC1".to_owned(), "DC3".to_owned()], Capacity::Director, "Friends Foundation");
    assert_eq!(tomorrow(&mut desk), (Green, "Written; its first day is still to come.".to_owned()));
    let (mut desk, _) = placed();
    assert_eq!(tomorrow(&mut desk), (Red, "Its first day is still to come.".to_owned()));
}
