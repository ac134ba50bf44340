//! An officer asks at the desk whether somebody has a card and was here. No paper. (Scenario S1.)

use crate::desk::{Desk, contact, part};
use domain::PrintOutcome;
use usecases::view::*;
use usecases::{Code, acts, letter};

fn asked(desk: &mut Desk, name: &str) -> RequestView {
    desk.start(first_words(name))
}

/// What is said at the desk.
fn first_words(name: &str) -> NewRequestForm {
    NewRequestForm {
        received_at: "2026-11-23T10:00".to_owned(),
        channel: "in_person".to_owned(),
        taken_in_by: String::new(),
        words: format!("Does {name} have a card, and was she here Friday?"),
        answers: contact(&[("RT1", "question"), ("RT2", "officer"), ("RT3", "person")]),
        requester: RequesterForm {
            name: "R. Hale".to_owned(),
            organisation: "Police Department".to_owned(),
            office: "Officer".to_owned(),
            ..RequesterForm::default()
        },
        parts: vec![part("whether a person has a card and was here", &["DC1", "DC17"], name)],
    }
}

/// Taken in, and everything done up to the decision.
pub(crate) fn worked_to_decision(desk: &mut Desk, name: &str) -> RequestView {
    let view = asked(desk, name);
    let view = desk.ordinary(&view, "yes");
    let view = desk.answer(&view, "LQ0", "no");
    let view = desk.answer(&view, "Z1", "about-person");
    let visit = VisitForm {
        from: "2026-11-23T10:00".to_owned(),
        until: "2026-11-23T10:20".to_owned(),
        place: "Service desk".to_owned(),
        officers: "Officer R. Hale, badge 4471".to_owned(),
        said: "Does she have a card, and was she here Friday?".to_owned(),
        done: "Nothing was shown or said.".to_owned(),
        staff: "Theodora Finch".to_owned(),
    };
    let view = acts::record_visit(&mut desk.session, &view.id, visit).unwrap();
    let view = desk.confirm_officer(&view, "2026-11-23T10:10");
    desk.call_counsel(&view, "2026-11-23T10:15")
}

#[test]
fn the_officer_gets_a_refusal_that_is_the_same_for_every_name_and_the_letter_prints() {
    let mut desk = Desk::open("2026-11-23T10:30");
    let view = worked_to_decision(&mut desk, "Dana R.");
    let ruling = view.parts[0].ruling.as_ref().unwrap();
    assert_eq!((ruling.row.as_str(), ruling.outcome.as_str()), ("0-1", "D"), "{:?}", ruling.chain);
    let dates: Vec<_> =
        view.clocks.iter().filter_map(|clock| clock.due.as_ref()).map(|due| due.date.iso.as_str()).collect();
    assert_eq!(dates, ["2026-12-08", "2026-12-11", "2026-12-14"], "T10, L20 and O20 of the scenario");

    let view = desk.decide(&view, 0, "D").unwrap();
    assert_eq!(view.state, "Decided");
    let letter_view = letter::letter_view(&desk.session, &view.id, "L08").unwrap();
    assert!(
        letter_view.unresolved.is_empty() && letter_view.blocked_by.is_empty(),
        "{:?} {:?}",
        letter_view.unresolved,
        letter_view.blocked_by
    );
    let view = letter::issue_letter(&mut desk.session, &view.id, "L08").unwrap();
    let issued = view.letters.iter().find(|row| row.code == "L08").unwrap().issued[0].clone();
    let text = letter::letter_text(&desk.session, &view.id, &issued.id).unwrap();
    let words = text.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join(" ");
    assert!(!words.contains("Dana"), "the letter repeats nobody's name: {words}");
    for forbidden in ["no such patron", "is a patron", "not a patron", "was here", "was not here"] {
        assert!(!words.to_lowercase().contains(forbidden), "{forbidden}: {words}");
    }
    let sheets = desk.sheets(&view, &issued.id);
    assert_eq!(sheets.len(), 1);
    letter::record_print(&mut desk.session, &view.id, &issued.id, PrintOutcome::Printed).unwrap();

    let refused = acts::close_request(&mut desk.session, &view.id, "Answered.").unwrap_err();
    assert_eq!(refused.code, Code::StillOpen, "the visit record is still to be written");
    let edit = LetterEdit {
        request: view.id.clone(),
        code: "L13".to_owned(),
        free: [("account".to_owned(), "10:00 Officer Hale asked at the desk. 10:20 he left.".to_owned())]
            .into(),
        fields: [("officer.agency".to_owned(), "Police Department".to_owned())].into(),
        ..LetterEdit::default()
    };
    let memo = letter::edit_letter(&mut desk.session, edit).unwrap();
    assert!(
        memo.unresolved.is_empty() && memo.blocked_by.is_empty(),
        "{:?} {:?}",
        memo.unresolved,
        memo.blocked_by
    );
    let changed: Vec<_> = memo.changes.iter().map(|change| change.why.as_str()).collect();
    assert_eq!(
        changed,
        ["Written for this letter."],
        "the agency stands on record, and what was typed is not used"
    );
    assert!(memo.changes[0].pieces.iter().any(|piece| piece.how == "added" && piece.text.contains("Hale")));
    let view = letter::issue_letter(&mut desk.session, &view.id, "L13").unwrap();
    let memo = view.letters.iter().find(|row| row.code == "L13").unwrap().issued[0].id.clone();
    let text = letter::letter_text(&desk.session, &view.id, &memo).unwrap();
    let words = text.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join(" ");
    assert!(words.contains("as it was written down: Nothing was shown or said."), "{words}");
    assert!(!words.contains("nothing was taken"), "the record says what the visit says: {words}");
    letter::record_print(&mut desk.session, &view.id, &memo, PrintOutcome::Printed).unwrap();
    let view = usecases::refresh_request(&desk.session, &view.id).unwrap();
    assert_eq!(view.keeps_open, Vec::<String>::new());
    let view = acts::close_request(&mut desk.session, &view.id, "Answered by letter.").unwrap();
    assert_eq!(view.state, "Closed");
}

#[test]
fn every_word_shown_and_printed_is_the_same_for_two_names() {
    let words = |name: &str| {
        let mut desk = Desk::open("2026-11-23T10:30");
        let view = worked_to_decision(&mut desk, name);
        let view = desk.decide(&view, 0, "D").unwrap();
        let letter = letter::letter_view(&desk.session, &view.id, "L08").unwrap();
        let shown = serde_json::to_string(&(
            view.script,
            view.next,
            &view.parts[0].ruling,
            view.stops,
            letter.paragraphs,
        ));
        shown.unwrap().replace(name, "NAME")
    };
    assert_eq!(words("Dana R."), words("Q. Xyzzy-Nobody"));
}

#[test]
fn a_letter_is_not_issued_before_the_decision_and_nothing_is_released() {
    let mut desk = Desk::open("2026-11-23T10:30");
    let view = worked_to_decision(&mut desk, "Dana R.");
    let early = letter::issue_letter(&mut desk.session, &view.id, "L08").unwrap_err();
    assert_eq!(early.code, Code::StillOpen, "{early}");
    for outcome in ["R", "RP", "A", "N"] {
        let refused = desk.decide(&view, 0, outcome).unwrap_err();
        assert_eq!(refused.code, Code::OutcomeNotAllowed, "{outcome}");
        assert!(!refused.help.is_empty());
    }
}

/// Beside a question about a person an officer asks for figures that take long to find: they are given as to anybody, and the work
/// is estimated first.
#[test]
fn figures_that_take_long_are_estimated_for_an_officer_as_for_anybody() {
    let mut desk = Desk::open("2026-11-23T10:30");
    let mut form = first_words("Dana R.");
    form.parts.push(part("the yearly counts of loans since 1990", &["DC18"], ""));
    let view = desk.start(form);
    let view = desk.ordinary(&view, "yes");
    let view = desk.answer(&view, "LQ0", "no");
    let mut view = desk.answer_of(&view, 1, "LQ0", "no");
    let asks_how_long =
        |view: &RequestView, at: usize| view.parts[at].steps.iter().any(|step| step.id == "ZF");
    assert!(!asks_how_long(&view, 0) && asks_how_long(&view, 1), "of public facts alone");
    view = desk.answer_of(&view, 1, "ZF", "over-30");
    let figures = ReleaseForm {
        fields: vec![ReleaseField {
            data: "DC18".to_owned(),
            label: "Loans".to_owned(),
            value: "48,213 in 2025".to_owned(),
        }],
        ..ReleaseForm::default()
    };
    let id = view.parts[1].id.clone();
    acts::plan_release(&mut desk.session, &view.id, &id, figures).unwrap();
    acts::start_second_look(&mut desk.session, &view.id, &id).unwrap();
    desk.clock.pass(10);
    view = acts::take_second_look(&mut desk.session, &view.id, &id, "Counts alone.").unwrap();
    let refused = desk.decide(&view, 1, "R").unwrap_err();
    assert!(refused.message.contains("estimated"), "{refused}");
    let form = FeeForm {
        minutes: "90".to_owned(),
        hour: "24.00".to_owned(),
        sent_on: "2026-11-23".to_owned(),
        ..view.fee.form.clone()
    };
    view = acts::estimate_fee(&mut desk.session, &view.id, &form).unwrap();
    let view = desk.decide(&view, 1, "R").unwrap();
    for code in ["L04", "L05"] {
        assert!(view.letters.iter().any(|row| row.code == code), "{code} is due");
    }
}
