//! An officer says that a life is in danger; counsel names the law for one field, and it is given. From then on the officer
//! owes a statement in writing, until it comes in. (P28 to P30)

use crate::authorized::write_letters_outside;
use crate::desk::{Desk, contact, part};
use usecases::view::*;
use usecases::{Code, acts};

/// Friday morning: asked, checked, helped without records, and counsel answered; up to the decision.
fn advised(desk: &mut Desk, result: &str, authority: &str) -> RequestView {
    let text = |text: &str| text.to_owned();
    let view = desk.start(NewRequestForm {
        received_at: text("2026-12-04T09:40"),
        channel: text("in_person"),
        taken_in_by: String::new(),
        words: text("A child is missing. I need the home address of the man at the computer, now."),
        answers: contact(&[("RT1", "question"), ("RT2", "officer"), ("RT3", "danger")]),
        requester: RequesterForm {
            name: text("R. Hale"),
            organisation: text("Police Department"),
            ..RequesterForm::default()
        },
        parts: vec![part("home address of a person at a computer", &["DC3"], "Quill Featherstone")],
    });
    let view = desk.ordinary(&view, "yes");
    let mut view = desk.answer(&view, "U5", "yes");
    for (question, choice) in
        [("E0", "claimed"), ("E2", "grave-now"), ("E3", "DC3"), ("E4", "tried-unreachable"), ("E6", "done")]
    {
        view = desk.answer(&view, question, choice);
    }
    let view = desk.confirm_officer(&view, "2026-12-04T09:46");
    let visit = VisitForm {
        from: text("2026-12-04T09:40"),
        officers: text("Officer R. Hale, badge 4471"),
        said: text("I need the home address of the man at the computer, now."),
        done: text("The building was paged, 911 was called."),
        ..VisitForm::default()
    };
    acts::record_visit(&mut desk.session, &view.id, visit).unwrap();
    let view = desk.call_counsel(&view, "2026-12-04T09:52");
    let advice = AdviceForm {
        result: text(result),
        lawyer: text("Ines Okafor"),
        at: text("2026-12-04T09:56"),
        in_writing: true,
        scope: vec![text("DC3")],
        findings_settled: true,
        authority: text(authority),
        particular_person_answered: true,
        gaps_shown: true,
        words: text("The address only, to Officer Hale only."),
        ..AdviceForm::default()
    };
    acts::record_advice(&mut desk.session, &view.id, advice).unwrap()
}

/// The one field was given.
pub(crate) fn given(desk: &mut Desk) -> RequestView {
    let view = advised(desk, "comply", "the law that counsel named");
    assert_eq!(view.parts[0].ruling.as_ref().unwrap().row, "E-1", "{:?}", view.parts[0].ruling);
    let text = |text: &str| text.to_owned();
    let field = ReleaseField { data: text("DC3"), label: text("Home address"), value: text("12 Elm Street") };
    let plan =
        ReleaseForm { fields: vec![field], person: text("Quill Featherstone"), ..ReleaseForm::default() };
    let view = acts::plan_release(&mut desk.session, &view.id, &view.parts[0].id, plan).unwrap();
    assert_eq!((clock(&view), view.due.as_ref()), (None, None), "before the answer nothing is owed");
    desk.decide(&view, 0, "RP").unwrap()
}

fn clock(view: &RequestView) -> Option<&ClockView> {
    view.clocks.iter().find(|clock| clock.code == "K-statement")
}

fn today(desk: &Desk) -> Vec<String> {
    let query = ListQuery { view: "today".to_owned(), ..ListQuery::default() };
    usecases::list_requests(&desk.session, &query).unwrap().rows.into_iter().map(|row| row.number).collect()
}

fn statement(received_at: &str, signer: &str, says: &str) -> StatementForm {
    let text = |text: &str| text.to_owned();
    StatementForm { received_at: text(received_at), signer: text(signer), says: text(says), copy: text("") }
}

#[test]
fn the_officers_statement_is_owed_after_the_release_and_presses_until_it_comes_in() {
    let mut desk = Desk::open("2026-12-04T10:00");
    let view = given(&mut desk);
    let due = clock(&view).expect("it runs").due.clone().unwrap();
    assert_eq!((due.date.iso.as_str(), due.distance.as_str()), ("2026-12-07", "in 1 working day"));
    assert_eq!((view.state.as_str(), view.due.clone()), ("Decided", Some(due)), "it is the next date");
    assert_eq!(today(&desk), std::slice::from_ref(&view.number));
    assert_eq!(view.owed, ["The officer's written statement, by Mon 7 Dec 2026"]);
    let open = view.checklist.iter().find(|item| item.label == "The officer's statement").unwrap();
    assert_eq!(open.state, "Not started");
    let step = view.parts[0].steps.iter().find(|step| step.section == "The officer's statement").unwrap();
    assert!(matches!(step.body, StepBody::Task { form: FormKind::Statement }));

    desk.clock.set("2026-12-09T09:00");
    let late = usecases::refresh_request(&desk.session, &view.id).unwrap().due.unwrap();
    assert_eq!((late.distance.as_str(), late.tone), ("2 days overdue", Tone::Stop));
    assert_eq!(today(&desk), std::slice::from_ref(&view.number));

    let says = "A child was missing, and the judge on call did not answer.";
    for (form, code, field) in [
        (statement("2026-12-09T09:30", "R. Hale", says), Code::Invalid, "received_at"),
        (statement("2026-12-04T09:39", "R. Hale", says), Code::Invalid, "received_at"),
        (statement("2026-12-08T16:00", " ", says), Code::Missing, "signer"),
        (statement("2026-12-08T16:00", "R. Hale", " "), Code::Missing, "says"),
    ] {
        let refused = acts::record_statement(&mut desk.session, &view.id, form).unwrap_err();
        assert_eq!((refused.code, refused.refs), (code, vec![field.to_owned()]), "{}", refused.message);
    }
    let form = statement("2026-12-08T16:00", "Sgt R. Hale, Police Department", says);
    let view = acts::record_statement(&mut desk.session, &view.id, form).unwrap();
    assert_eq!((clock(&view), view.due.as_ref(), view.owed.len()), (None, None, 0));
    assert_eq!(today(&desk), Vec::<String>::new());
    let open = view.checklist.iter().find(|item| item.label == "The officer's statement").unwrap();
    assert_eq!(open.state, "Done");
    assert!(view.timeline[0].title.contains("Sgt R. Hale") && view.timeline[0].note.as_deref() == Some(says));

    let form = statement("2026-12-09T08:00", "Chief L. Ward", "The sergeant's statement is confirmed.");
    let view = acts::record_statement(&mut desk.session, &view.id, form).unwrap();
    let desk = desk.reopen();
    let kept = usecases::refresh_request(&desk.session, &view.id).unwrap().statements;
    assert_eq!(kept.len(), 2, "a later one replaces none");
    assert!(kept[0].contains("Chief L. Ward") && kept[1].contains(says), "{kept:?}");
}

#[test]
fn closing_does_not_wait_for_the_statement_and_says_so() {
    let mut desk = Desk::open("2026-12-04T10:00");
    let view = given(&mut desk);
    let view = write_letters_outside(&mut desk, &view);
    assert_eq!(view.keeps_open, Vec::<String>::new());
    assert_eq!(view.owed.len(), 1, "it is named beside the closing");
    let answer = view.letters.iter().find(|row| row.code == "L12").unwrap().outside[0].id.clone();
    let sent = DeliveryForm {
        letter: answer,
        method: "sealed_mail".to_owned(),
        to: "R. Hale".to_owned(),
        address: "Police Department, 1 Main Street".to_owned(),
        address_confirmed: true,
        sent_at: "2026-12-04T10:00".to_owned(),
        receipt: "Posted".to_owned(),
    };
    let view = acts::deliver(&mut desk.session, &view.id, sent).unwrap();
    assert_eq!(view.next, "Record the officer's written statement");
    assert!(view.next_step.as_ref().is_some_and(|step| step.contains("/statement-")), "{:?}", view.next_step);
    let view = acts::close_request(&mut desk.session, &view.id, "The officer was told to send it.").unwrap();
    assert_eq!((view.state.as_str(), view.due.as_ref(), view.owed.len()), ("Closed", None, 0));
    assert_eq!(today(&desk), Vec::<String>::new());
    let late = statement("2026-12-04T10:00", "R. Hale", "Late.");
    let refused = acts::record_statement(&mut desk.session, &view.id, late).unwrap_err();
    assert_eq!(refused.code, Code::RequestEnded, "{}", refused.message);
}

#[test]
fn where_nothing_was_given_nobody_owes_a_statement() {
    let mut desk = Desk::open("2026-12-04T10:00");
    let view = advised(&mut desk, "decline", "");
    let view = desk.decide(&view, 0, "D").unwrap();
    assert_eq!((clock(&view), view.due.as_ref(), view.owed.len()), (None, None, 0));
    assert_eq!(today(&desk), Vec::<String>::new());
    assert!(view.parts[0].steps.iter().all(|step| step.section != "The officer's statement"));
}
