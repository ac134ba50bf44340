//! A reporter who gives no name asks who booked the large room, and which card was used. (Scenario S15.)

use crate::desk::{Desk, contact, part};
use usecases::view::*;
use usecases::{Code, acts, letter};

#[test]
fn the_booking_contact_goes_out_without_a_name_and_the_card_number_stays() {
    let mut desk = Desk::open("2027-02-05T10:00");
    let view = desk.start(NewRequestForm {
        received_at: "2027-02-05T09:40".to_owned(),
        channel: "phone".to_owned(),
        taken_in_by: String::new(),
        words: "Who booked the large room on January 30, their phone and e-mail, and the card number used?"
            .to_owned(),
        answers: contact(&[("RT1", "question"), ("RT2", "press"), ("RT3", "booking-contact")]),
        requester: RequesterForm::default(),
        parts: vec![
            part("the contact on the booking form for the large room on January 30, 2027", &["DC15"], ""),
            part("the card number used", &["DC2"], ""),
        ],
    });
    assert!(view.anonymous_allowed, "nobody is asked for a name");
    let dates: Vec<_> =
        view.clocks.iter().filter_map(|clock| clock.due.as_ref()).map(|due| due.date.iso.as_str()).collect();
    assert_eq!(dates, ["2027-02-23", "2027-02-25", "2027-02-25"], "T10, L20 and O20 of the scenario");
    let view = desk.ordinary(&view, "no");
    let view = desk.answer_of(&view, 0, "MQ1", "form");
    let view = desk.answer_of(&view, 1, "MQ1", "form");
    let view = settle(&mut desk, view);
    let part = view.parts[0].id.clone();
    let plan = ReleaseForm {
        fields: vec![
            ReleaseField {
                data: "DC15".to_owned(),
                label: "Name".to_owned(),
                value: "Prairie Quilters".to_owned(),
            },
            ReleaseField {
                data: "DC15".to_owned(),
                label: "Telephone".to_owned(),
                value: "(515) 555-0123".to_owned(),
            },
        ],
        ..ReleaseForm::default()
    };
    acts::plan_release(&mut desk.session, &view.id, &part, plan).unwrap();
    let card = view.parts[1].id.clone();
    acts::start_second_look(&mut desk.session, &view.id, &part).unwrap();
    acts::start_second_look(&mut desk.session, &view.id, &card).unwrap();
    desk.clock.pass(10);
    acts::take_second_look(&mut desk.session, &view.id, &part, "Only what stands on the form.").unwrap();
    let view = acts::take_second_look(&mut desk.session, &view.id, &card, "The number stays in.").unwrap();
    let rows: Vec<_> = view
        .parts
        .iter()
        .map(|part| part.ruling.as_ref().map(|ruling| (ruling.row.clone(), ruling.outcome.clone())).unwrap())
        .collect();
    assert_eq!(rows, [("MT-1".to_owned(), "R".to_owned()), ("MT-2".to_owned(), "D".to_owned())]);
    let blocked: Vec<_> = view.parts[0]
        .ruling
        .as_ref()
        .unwrap()
        .options
        .iter()
        .filter(|option| option.outcome == "R")
        .flat_map(|option| option.blocked_by.clone())
        .collect();
    // The word on conflict of interest is given with the decision: it is no step of its own and blocks no outcome before.
    let ruling = view.parts[0].ruling.as_ref().unwrap();
    assert!(ruling.gates.iter().all(|gate| gate.met), "{:#?}", ruling.gates);
    assert!(blocked.is_empty(), "{blocked:?}");
    assert!(view.parts[0].steps.iter().all(|step| step.body != StepBody::Task { form: FormKind::Conflict }));
    let unsaid = DecisionForm {
        outcome: "R".to_owned(),
        reason: "As the policy asks.".to_owned(),
        no_conflict: false,
    };
    let refused = acts::decide_part(&mut desk.session, &view.id, &part, unsaid).unwrap_err();
    assert_eq!((refused.code, refused.refs), (Code::Conflict, vec!["no_conflict".to_owned()]));
    let view = desk.decide(&view, 0, "R").unwrap_or_else(|error| panic!("{error}: {blocked:?}"));
    let view = desk.decide(&view, 1, "D").unwrap();
    assert_eq!(view.outcome.as_deref(), Some("Release in part"));
    let draft = letter::letter_view(&desk.session, &view.id, "L25").unwrap();
    assert!(
        draft.unresolved.is_empty() && draft.blocked_by.is_empty(),
        "{:?} {:?}",
        draft.unresolved,
        draft.blocked_by
    );
    let words =
        draft.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join(" ");
    assert!(words.contains("Prairie Quilters") && words.contains("(515) 555-0123"), "{words}");
    assert!(!words.to_lowercase().contains("card number"), "{words}");
    letter::issue_letter(&mut desk.session, &view.id, "L25").unwrap();
}

/// One asker, two answers: each letter carries the values of its own part, for only that part was checked for it.
#[test]
fn a_letter_carries_what_its_own_part_releases_and_nothing_of_another() {
    let mut desk = Desk::open("2027-02-05T10:00");
    let view = desk.start(NewRequestForm {
        received_at: "2027-02-05T09:40".to_owned(),
        channel: "phone".to_owned(),
        words: "Who booked the large room on January 30, and the loans of last year?".to_owned(),
        answers: contact(&[("RT1", "question"), ("RT2", "press"), ("RT3", "booking-contact")]),
        parts: vec![
            part("the contact on the booking form for the large room on January 30, 2027", &["DC15"], ""),
            PartForm {
                answers: contact(&[("RT3", "public-facts")]),
                ..part("the yearly count of loans", &["DC18"], "")
            },
        ],
        ..NewRequestForm::default()
    });
    let mut view = desk.ordinary(&view, "no");
    for (serial, question, choice) in [
        (0, "MQ1", "form"),
        (0, "MQ2", "booking-contact"),
        (1, "B8", "no"),
        (1, "B2", "statistics"),
        (1, "B0", "press"),
        (1, "B3", "no"),
        (1, "B5", "electronic"),
        (1, "B4", "under-30"),
    ] {
        let open = view.parts[serial]
            .steps
            .iter()
            .any(|step| step.id == question && step.status != StepStatus::Done);
        if open {
            view = desk.answer_of(&view, serial, question, choice);
        }
    }
    for (serial, data, value) in [(0, "DC15", "Prairie Quilters"), (1, "DC18", "48,213 loans")] {
        let field =
            ReleaseField { data: data.to_owned(), label: "As on record".to_owned(), value: value.to_owned() };
        let plan = ReleaseForm { fields: vec![field], ..ReleaseForm::default() };
        let part = view.parts[serial].id.clone();
        acts::plan_release(&mut desk.session, &view.id, &part, plan).unwrap();
        acts::start_second_look(&mut desk.session, &view.id, &part).unwrap();
        desk.clock.pass(10);
        view = acts::take_second_look(&mut desk.session, &view.id, &part, "Only what was asked.").unwrap();
    }
    let view = desk.decide(&view, 0, "R").unwrap();
    let view = desk.decide(&view, 1, "R").unwrap();
    for (code, own, other) in
        [("L25", "Prairie Quilters", "48,213 loans"), ("L04", "48,213 loans", "Prairie Quilters")]
    {
        let draft = letter::letter_view(&desk.session, &view.id, code).unwrap();
        let words: Vec<_> = draft.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
        let words = words.join(" ");
        assert!(words.contains(own), "{code}: {words}");
        assert!(!words.contains(other), "{code}: {words}");
        assert!(!words.contains("You also asked for more"), "{code}: {words}");
    }
}

#[test]
fn whoever_is_concerned_decides_nothing_until_it_is_taken_back() {
    let mut desk = Desk::open("2027-02-05T10:00");
    let view = desk.start(NewRequestForm {
        received_at: "2027-02-05T09:40".to_owned(),
        channel: "phone".to_owned(),
        words: "Which card was used to book the large room?".to_owned(),
        answers: contact(&[("RT1", "question"), ("RT2", "press"), ("RT3", "booking-contact")]),
        parts: vec![part("the card number used", &["DC2"], "")],
        ..NewRequestForm::default()
    });
    let view = desk.ordinary(&view, "no");
    let bare = acts::declare_conflict(&mut desk.session, &view.id, true, " ").unwrap_err();
    assert_eq!((bare.code, bare.refs), (Code::Missing, vec!["note".to_owned()]));
    let view = acts::declare_conflict(&mut desk.session, &view.id, true, "My brother booked it.").unwrap();
    let concerned = |view: &RequestView| {
        view.parts[0].steps.iter().any(|step| step.body == StepBody::Task { form: FormKind::Conflict })
    };
    assert!(concerned(&view), "the road leads to whoever may decide instead");
    let refused = desk.decide(&view, 0, "D").unwrap_err();
    assert_eq!(refused.code, Code::Conflict, "{refused}");
    assert!(refused.help.contains("not concerned"), "{refused}");
    let view = acts::declare_conflict(&mut desk.session, &view.id, false, "Another room.").unwrap();
    assert!(!concerned(&view));
    let view = desk.answer(&view, "MQ1", "form");
    let open = view.parts[0].steps.iter().any(|step| step.id == "MQ2" && step.status != StepStatus::Done);
    let view = if open { desk.answer(&view, "MQ2", "account") } else { view };
    let part = view.parts[0].id.clone();
    acts::start_second_look(&mut desk.session, &view.id, &part).unwrap();
    desk.clock.pass(10);
    let view = acts::take_second_look(&mut desk.session, &view.id, &part, "The number stays in.").unwrap();
    desk.decide(&view, 0, "D").unwrap();
}

/// Answers the second question of both parts where it does not follow from what is asked.
fn settle(desk: &mut Desk, view: RequestView) -> RequestView {
    let mut view = view;
    for (part, choice) in [(0, "booking-contact"), (1, "account")] {
        let open =
            view.parts[part].steps.iter().any(|step| step.id == "MQ2" && step.status != StepStatus::Done);
        if open {
            view = desk.answer_of(&view, part, "MQ2", choice);
        }
    }
    view
}
