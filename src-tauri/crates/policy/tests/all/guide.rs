//! The guided road: what is asked, what stands above it, and what is never lost.

use crate::desk::*;
use domain::{AnswerCode, Channel, DataCode, Outcome, PartId, QuestionCode, RequestEvent};
use policy::{Guide, StepBody, StepStatus, Strength, guide, route_answers};
use std::collections::BTreeMap;

fn road(desk: &Desk, part: PartId) -> Guide {
    guide(pack(), &desk.case(), part).unwrap()
}

#[test]
fn a_stop_comes_first_and_only_the_recorded_call_lifts_it() {
    let mut desk = Desk::received(at("2026-11-23T10:00"), Channel::InPerson);
    desk.quiet();
    let part = desk.part("LE-0", &["DC1"]);
    desk.answer(part, "Z1", &["about-person"]);
    let before = road(&desk, part);
    assert_eq!(before.stops[0].strength, Strength::Stop);
    assert_eq!(Some(&before.current), before.stops[0].step.as_ref(), "the call is the step to do now");
    assert_eq!(before.stops[0].caused_by, Some(QuestionCode::from("Z1")));
    desk.counsel_consulted();
    assert!(road(&desk, part).stops.iter().all(|stop| stop.strength != Strength::Stop));
}

#[test]
fn changing_the_answer_that_caused_a_stop_lifts_it_and_keeps_the_old_answer() {
    let mut desk = Desk::received(at("2026-11-23T10:00"), Channel::InPerson);
    desk.quiet();
    let part = desk.part("LE-0", &[]);
    desk.answer(part, "Z1", &["about-person"]);
    assert!(!road(&desk, part).stops.is_empty());
    desk.answer(part, "Z1", &["public-facts"]);
    assert!(road(&desk, part).stops.is_empty());
    let kept = &desk.request.part(part).unwrap().answers[&QuestionCode::from("Z1")];
    assert_eq!(kept.earlier[0].choices, [AnswerCode::from("about-person")]);
}

#[test]
fn a_question_is_asked_only_where_it_matters() {
    let mut desk = Desk::received(at("2027-02-05T14:00"), Channel::Phone);
    desk.quiet();
    let part = desk.part("MTG", &[]);
    desk.answer(part, "MQ1", &["form"]).answer(part, "MQ2", &["booking-contact"]);
    let asks = |guide: &Guide, id: &str| guide.steps.iter().any(|step| step.id == id);
    assert!(!asks(&road(&desk, part), "MQ3"));
    desk.answer(part, "MQ2", &["attendees"]);
    assert!(asks(&road(&desk, part), "MQ3"));
}

#[test]
fn the_decision_waits_for_every_question() {
    let mut desk = Desk::received(at("2027-02-05T14:00"), Channel::Phone);
    let part = desk.part("MTG", &["DC15"]);
    let decide =
        |guide: &Guide| guide.steps.iter().find(|step| step.body == StepBody::Decide).unwrap().status;
    assert_eq!(decide(&road(&desk, part)), StepStatus::CannotStart);
    desk.quiet().answer(part, "MQ1", &["form"]);
    assert_ne!(decide(&road(&desk, part)), StepStatus::CannotStart);
}

#[test]
fn every_question_gives_its_reason_its_clause_and_a_preview_of_each_answer() {
    for kind in pack().types.values() {
        let mut desk = Desk::received(at("2026-12-02T09:00"), Channel::InPerson);
        let part = desk.part(kind.code.as_str(), &[]);
        let road = road(&desk, part);
        assert!(matches!(road.steps[0].body, StepBody::Start { .. }));
        for step in &road.steps {
            let StepBody::Question { choices, .. } = &step.body else { continue };
            assert!(step.clause.is_some() && step.why.is_some() && step.hint.is_some(), "{}", step.id);
            assert!(choices.iter().all(|choice| !choice.preview.is_empty()), "{}", step.id);
            assert!(
                choices.iter().any(|choice| choice.not_sure),
                "{} offers no way to say: not sure",
                step.id
            );
        }
        assert!(
            (3..=7).contains(&kind.what_happens.len()),
            "{}: three to seven steps are told beforehand",
            kind.code
        );
    }
}

#[test]
fn first_contact_leads_by_what_can_be_seen() {
    let route = |answers: &[(&str, &str)]| {
        let answers: BTreeMap<_, _> = answers
            .iter()
            .map(|(code, answer)| (QuestionCode::from(*code), vec![AnswerCode::from(*answer)]))
            .collect();
        let asks: [DataCode; 0] = [];
        route_answers(pack(), &answers, &asks)
    };
    let officer = route(&[("RT1", "question"), ("RT2", "officer"), ("RT3", "person")]);
    assert_eq!((officer.type_code.as_str(), officer.careful), ("LE-0", false));
    let executing = route(&[("RT1", "question"), ("RT2", "officer"), ("RT3", "person"), ("U4", "unsure")]);
    assert_eq!(executing.type_code.as_str(), "paper", "what is being carried out is read first");
    let booking = route(&[("RT1", "question"), ("RT2", "press"), ("RT3", "booking-contact")]);
    assert_eq!(booking.type_code.as_str(), "MTG");
    let subpoena = route(&[
        ("U3", "no"),
        ("LQ1", "prosecutor"),
        ("LQ2", "subpoena"),
        ("LQ3", "clerk"),
        ("LQP", "prosecution"),
    ]);
    assert_eq!(subpoena.type_code.as_str(), "LE-S");
    let warrant = route(&[
        ("U3", "no"),
        ("LQ1", "iowa-district-court"),
        ("LQ2", "search-warrant"),
        ("LQ3", "judge"),
        ("LQP", "prosecution"),
    ]);
    assert_eq!((warrant.type_code.as_str(), warrant.careful), ("LE-W", false));
    let immigration = route(&[("LQ2", "warrant-arrest-removal"), ("LQ3", "immigration")]);
    assert_eq!(immigration.type_code.as_str(), "LE-A");
    let unsigned = route(&[("RT1", "court-paper"), ("LQ1", "agency"), ("LQ2", "warrant-arrest-removal")]);
    assert_eq!(unsigned.type_code.as_str(), "paper", "who signed it is read before it counts as a question");
    let letter = route(&[("RT1", "court-paper"), ("LQ2", "letter")]);
    assert_eq!(
        letter.type_code.as_str(),
        "paper",
        "whose letter it is decides between counsel and the counter"
    );
    let read = route(&[
        ("RT1", "court-paper"),
        ("LQ1", "agency"),
        ("LQ2", "letter"),
        ("LQ3", "nobody"),
        ("LQP", "prosecution"),
        ("LQ9", "none"),
    ]);
    assert_eq!(read.type_code.as_str(), "LE-0", "{}", read.because);
    for (question, answer, type_code) in
        [("U3", "yes", "LE-N"), ("U3", "unsure", "LE-N"), ("U4", "unsure", "careful"), ("U5", "yes", "MTG")]
    {
        let led = route(&[("RT2", "press"), ("RT3", "booking-contact"), (question, answer)]);
        assert_eq!(led.type_code.as_str(), type_code, "{question} {answer}: {}", led.because);
    }
    let danger = route(&[("RT2", "officer"), ("RT3", "person"), ("U5", "yes"), ("LQ0", "no")]);
    assert_eq!(danger.type_code.as_str(), "LE-E", "{}", danger.because);
    assert!(route(&[]).careful, "nothing is known");
}

#[test]
fn a_request_for_silence_keeps_the_papers_own_type() {
    let mut desk = Desk::received(at("2026-12-02T09:00"), Channel::InPerson);
    desk.quiet().universal("U3", "yes");
    let part = desk.part("LE-S", &[]);
    desk.paper(at("2026-12-16T09:00"), &["DC8"]);
    for (question, answer) in [
        ("LQ1", "us-district-court"),
        ("LQ2", "subpoena"),
        ("LQ3", "clerk"),
        ("LQP", "prosecution"),
        ("LQ9", "request-only"),
        ("LQ6", "yes"),
        ("LQ10", "no"),
        ("LQ7", "both"),
        ("LQ4", "no"),
        ("LQ8", "unclear"),
        ("LS1", "no"),
    ] {
        desk.answer(part, question, &[answer]);
    }
    let reply = desk.only();
    assert_eq!(
        (reply.type_code.as_str(), reply.row.as_str(), reply.outcome),
        ("LE-S", "SP-5", Outcome::Counsel)
    );
    assert_eq!(reply.gate("G10"), Some(domain::GateState::Amber));
    desk.answer(part, "LQ9", &["order-or-statute"]);
    assert_eq!(desk.only().type_code.as_str(), "LE-N");
}

#[test]
fn a_new_version_of_the_paper_needs_advice_of_its_own() {
    let mut desk = Desk::received(at("2026-12-02T09:00"), Channel::InPerson);
    desk.quiet();
    let part = desk.part("LE-S", &["DC8"]);
    desk.paper(at("2026-12-16T09:00"), &["DC8"])
        .counsel_consulted()
        .advice(domain::AdviceResult::Comply, &["DC8"]);
    for (question, answer) in [
        ("LQ1", "prosecutor"),
        ("LQ2", "subpoena"),
        ("LQ3", "judge"),
        ("LQP", "prosecution"),
        ("LQ9", "none"),
        ("LQ6", "yes"),
        ("LQ10", "no"),
        ("LQ7", "both"),
        ("LQ4", "findings"),
        ("LQ8", "yes"),
        ("LS1", "no"),
    ] {
        desk.answer(part, question, &[answer]);
    }
    assert_eq!(desk.only().rule_outcome, Outcome::Release);
    desk.paper(at("2026-12-18T09:00"), &["DC8", "DC9"]);
    let reply = desk.only();
    assert_eq!(reply.rule_outcome, Outcome::Counsel, "the advice was on the earlier paper");
    assert_eq!(reply.gate("G6"), Some(domain::GateState::Red));
    assert_eq!(reply.gate("G5"), Some(domain::GateState::Amber));

    // Asked a second time, the desk is told why: on the stop, and on both steps until they are done again.
    let why = "The paper changed on Wed 2 Dec 2026. What counsel said before belongs to the earlier words.";
    let told = |desk: &Desk| {
        let guide = road(desk, part);
        let says = |step: &&policy::Step| step.hint.as_deref().is_some_and(|hint| hint.contains(why));
        let steps: Vec<_> = guide.steps.iter().filter(says).map(|step| step.heading.clone()).collect();
        (guide.stops.iter().map(|stop| stop.reason.clone()).collect::<Vec<_>>(), steps)
    };
    let (stops, steps) = told(&desk);
    assert_eq!(stops.first(), Some(&Some(why.to_owned())), "{stops:?}");
    assert_eq!(steps, ["Call the Legal Department", "Record counsel's advice"]);
    desk.counsel_consulted();
    assert_eq!(told(&desk).1, ["Record counsel's advice"]);
    desk.advice(domain::AdviceResult::Comply, &["DC8"]);
    assert_eq!(told(&desk), (Vec::new(), Vec::new()));
}

#[test]
fn counsel_who_is_asked_for_the_first_time_is_not_asked_again() {
    let mut desk = Desk::received(at("2026-12-02T09:00"), Channel::InPerson);
    desk.quiet();
    let part = desk.part("LE-S", &["DC8"]);
    desk.paper(at("2026-12-16T09:00"), &["DC8"]).paper(at("2026-12-18T09:00"), &["DC8"]);
    let guide = road(&desk, part);
    assert!(guide.stops.iter().all(|stop| stop.reason.is_none()), "{:#?}", guide.stops);
    let text = format!("{:?}", guide.steps);
    assert!(!text.contains("belongs to the earlier words"), "{text}");
}

#[test]
fn a_designee_has_no_say_while_the_director_is_there() {
    let mut desk = Desk::received(at("2027-02-05T14:00"), Channel::Phone);
    desk.quiet();
    let part = desk.part("MTG", &["DC15"]);
    desk.answer(part, "MQ1", &["form"]).plan(part, &["DC15"]).second_look(part);
    desk.actor = DESIGNEE;
    desk.no_conflict();
    assert_eq!(desk.only().gate("G1"), Some(domain::GateState::Red));
    assert!(!desk.only().allows(Outcome::Release));
    desk.office.designations.push(domain::Designation {
        person: DESIGNEE,
        from: day("2027-02-01"),
        signed_on: day("2027-02-01"),
        ..domain::Designation::default()
    });
    desk.office.absences.push(domain::Absence { from: at("2027-02-04"), ..domain::Absence::default() });
    assert_eq!(desk.only().gate("G1"), Some(domain::GateState::Green));
    assert!(desk.only().allows(Outcome::Release), "{:#?}", desk.only().options);
}

#[test]
fn what_cannot_wait_needs_one_try_on_each_of_the_directors_numbers() {
    let always = ["LE-W", "LE-E", "LE-N"];
    let at_the_desk = ["LE-O", "LE-S", "LE-A", "LE-0"];
    let mut seen = 0;
    for code in pack().types.keys().map(domain::TypeCode::as_str) {
        for channel in [Channel::InPerson, Channel::Phone, Channel::Mail] {
            let mut desk = Desk::received(at("2026-12-02T09:00"), channel);
            desk.quiet();
            desk.part(code, &["DC8"]);
            desk.office.director_route.numbers = vec!["555-0100".to_owned()];
            desk.office.designations.push(domain::Designation {
                person: DESIGNEE,
                from: day("2026-12-01"),
                signed_on: day("2026-12-01"),
                ..domain::Designation::default()
            });
            desk.actor = DESIGNEE;
            let stands = |desk: &Desk| desk.only().gate("G1") == Some(domain::GateState::Green);
            assert!(!stands(&desk), "{code} {channel:?}: nobody was tried");
            desk.office.director_tries.push(domain::DirectorTry {
                at: desk.now,
                number: "555-0100".to_owned(),
                ..domain::DirectorTry::default()
            });
            let urgent =
                always.contains(&code) || (channel == Channel::InPerson && at_the_desk.contains(&code));
            if urgent {
                assert!(stands(&desk), "{code} {channel:?}: one try is enough");
                seen += 1;
            } else if channel != Channel::InPerson {
                assert!(!stands(&desk), "{code} {channel:?}: it can wait for a second try");
            }
        }
    }
    assert_eq!(seen, always.len() * 3 + at_the_desk.len());
}

#[test]
fn a_case_that_another_designee_has_taken_is_closed_to_this_one() {
    let mut desk = Desk::received(at("2027-02-05T14:00"), Channel::Phone);
    desk.quiet();
    let part = desk.part("MTG", &["DC15"]);
    desk.answer(part, "MQ1", &["form"]).plan(part, &["DC15"]).second_look(part);
    let other = domain::PersonId([6; 16]);
    let employee = domain::Person { id: other, employee: true, ..domain::Person::default() };
    desk.office.people.insert(other, employee);
    for person in [DESIGNEE, other] {
        let (from, signed_on) = (day("2027-02-01"), day("2027-02-01"));
        let designation = domain::Designation { person, from, signed_on, ..domain::Designation::default() };
        desk.office.designations.push(designation);
    }
    desk.office.absences.push(domain::Absence { from: at("2027-02-04"), ..domain::Absence::default() });
    desk.actor = other;
    desk.record(RequestEvent::CaseTaken(domain::CaseTaken::default()));
    assert_eq!(desk.only().gate("G1"), Some(domain::GateState::Green));
    desk.actor = DESIGNEE;
    assert_eq!(desk.only().gate("G1"), Some(domain::GateState::Red));
    desk.office.designations.pop();
    assert_eq!(desk.only().gate("G1"), Some(domain::GateState::Green), "the other's authority has ended");
}

#[test]
fn a_declared_conflict_bars_every_final_outcome() {
    let mut desk = Desk::received(at("2027-02-05T14:00"), Channel::Phone);
    desk.quiet();
    let part = desk.part("MTG", &["DC15"]);
    desk.answer(part, "MQ1", &["form"]).plan(part, &["DC15"]).second_look(part).no_conflict();
    assert!(desk.only().allows(Outcome::Release));
    desk.record(RequestEvent::ConflictDeclared(domain::ConflictDeclared {
        conflict: true,
        at_decision: true,
        note: Some("a relative booked the room".to_owned()),
    }));
    let reply = desk.only();
    assert!(reply.options.iter().all(|option| !option.allowed || option.outcome == Outcome::Counsel));
}

#[test]
fn the_word_for_the_decision_is_no_step_and_a_declared_conflict_is_one() {
    let mut desk = Desk::received(at("2027-02-05T14:00"), Channel::Phone);
    desk.quiet();
    let part = desk.part("MTG", &["DC15"]);
    desk.answer(part, "MQ1", &["form"]).plan(part, &["DC15"]).second_look(part);
    let step = |desk: &Desk| {
        let is_word = |step: &policy::Step| {
            step.body == StepBody::Task { form: policy::Act::Conflict, optional: false }
        };
        road(desk, part).steps.into_iter().find(is_word).map(|step| step.status)
    };
    let word = |conflict, at_decision| {
        RequestEvent::ConflictDeclared(domain::ConflictDeclared { conflict, at_decision, note: None })
    };
    assert_eq!(step(&desk), None);
    desk.record(word(true, false));
    assert_eq!(step(&desk), Some(StepStatus::InProgress));
    assert_eq!(desk.only().gate("G18"), Some(domain::GateState::Red));
    // Taken back, it is gone; the gate still waits for the word that is given with the decision.
    desk.record(word(false, false));
    assert_eq!(step(&desk), None);
    assert_eq!(desk.only().gate("G18"), Some(domain::GateState::Red));
    desk.record(word(false, true));
    assert_eq!((step(&desk), desk.only().gate("G18")), (None, Some(domain::GateState::Green)));
}

#[test]
fn a_second_look_before_the_pause_is_over_does_not_count() {
    let mut desk = Desk::received(at("2027-02-05T14:00"), Channel::Phone);
    desk.quiet();
    let part = desk.part("MTG", &["DC15"]);
    desk.answer(part, "MQ1", &["form"]).plan(part, &["DC15"]).no_conflict();
    let plan_version = desk.request.part(part).unwrap().plan_version;
    desk.record(RequestEvent::SecondLookStarted(domain::SecondLookStarted { part, plan_version }));
    desk.now += chrono::TimeDelta::minutes(9);
    let found = "same".to_owned();
    desk.record(RequestEvent::SecondLookTaken(domain::SecondLookTaken {
        part,
        plan_version,
        found: found.clone(),
        ..Default::default()
    }));
    assert_eq!(desk.only().gate("G13"), Some(domain::GateState::Red));
    desk.now += chrono::TimeDelta::minutes(1);
    desk.record(RequestEvent::SecondLookTaken(domain::SecondLookTaken {
        part,
        plan_version,
        found,
        ..Default::default()
    }));
    assert_eq!(desk.only().gate("G13"), Some(domain::GateState::Green));
}

#[test]
fn a_decision_is_quick() {
    let mut desk = Desk::received(at("2026-12-02T09:00"), Channel::InPerson);
    desk.quiet();
    desk.part("LE-S", &["DC8"]);
    desk.paper(at("2026-12-16T09:00"), &["DC8"]);
    let mut times: Vec<_> = (0..300)
        .map(|_| {
            let started = std::time::Instant::now();
            assert_eq!(desk.reply().parts.len(), 1);
            started.elapsed()
        })
        .collect();
    times.sort();
    println!("median {:?}, 99th percentile {:?}", times[150], times[297]);
    // Ten times the figure that is promised of the finished program: a shared machine must not fail this.
    assert!(times[150].as_micros() < 8_000, "{:?}", times[150]);
}
