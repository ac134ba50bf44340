//! What was decided is told only while it stands, and by whoever may tell it: counsel calls again, a letter that fits another
//! outcome lies at hand, a scan is filed too early, a paper comes in where nobody would read it.

use crate::desk::{Desk, contact, part};
use crate::subpoena::{paper, released, served, with_copy};
use usecases::view::*;
use usecases::{Code, acts, letter};

pub(crate) fn transmittal(desk: &mut Desk, view: &RequestView) -> RequestView {
    let edit = LetterEdit {
        request: view.id.clone(),
        code: "L11".to_owned(),
        fields: [("given.pages".to_owned(), "3".to_owned())].into(),
        ..LetterEdit::default()
    };
    letter::edit_letter(&mut desk.session, edit).unwrap();
    letter::issue_letter(&mut desk.session, &view.id, "L11").unwrap()
}

fn issued(view: &RequestView) -> String {
    view.letters.iter().find(|row| row.code == "L11").unwrap().issued[0].id.clone()
}

fn counsel_stops(desk: &mut Desk, view: &RequestView) -> RequestView {
    let form = AdviceForm {
        result: "decline".to_owned(),
        lawyer: "Ines Okafor".to_owned(),
        at: "2026-12-04T12:30".to_owned(),
        in_writing: true,
        words: "Do not produce it. We move to quash.".to_owned(),
        ..AdviceForm::default()
    };
    acts::record_advice(&mut desk.session, &view.id, form).unwrap()
}

/// The paper was replaced by another, counsel stopped it, it was refused, and the letter that says so is issued.
fn refused_on_advice(desk: &mut Desk) -> RequestView {
    let view = refused_with(desk, "yes");
    letter::issue_letter(&mut desk.session, &view.id, "L10").unwrap()
}

/// Counsel stopped it and it was refused; whether the paper was replaced is answered so.
fn refused_with(desk: &mut Desk, replaced: &str) -> RequestView {
    let view = served(desk);
    let view = desk.answer(&view, "LQ10", replaced);
    let view = with_copy(desk, &view);
    let view = desk.call_counsel(&view, "2026-12-02T10:40");
    desk.clock.set("2026-12-04T12:40");
    let view = counsel_stops(desk, &view);
    let view = desk.look_again(&view);
    desk.decide(&view, 0, "D").unwrap()
}

#[test]
fn a_release_that_counsel_stopped_is_neither_issued_nor_printed_nor_copied() {
    let mut desk = Desk::open("2026-12-04T12:00");
    let view = released(&mut desk);
    let view = transmittal(&mut desk, &view);
    let letter_id = issued(&view);
    letter::order_print(&desk.session, &view.id, &letter_id).expect("while it stands it may be printed");
    desk.clock.set("2026-12-04T12:45");
    let view = counsel_stops(&mut desk, &view);
    let refused = letter::order_print(&desk.session, &view.id, &letter_id).unwrap_err();
    assert_eq!(refused.code, Code::GateNotMet, "{refused}");
    assert!(refused.help.contains("Do not send it"), "{refused:?}");
    let refused = letter::letter_copy(&desk.session, &view.id, &letter_id, "For the court").unwrap_err();
    assert_eq!(refused.code, Code::GateNotMet, "{refused}");
    let refused = letter::issue_letter(&mut desk.session, &view.id, "L11").unwrap_err();
    assert!(refused.message.contains("or decide it again"), "{refused}");
}

#[test]
fn a_refusal_that_counsel_overtook_is_neither_issued_nor_printed_nor_copied() {
    let mut desk = Desk::open("2026-12-04T11:20");
    let view = refused_on_advice(&mut desk);
    let refusal = view.letters.iter().find(|row| row.code == "L10").unwrap().issued[0].id.clone();
    letter::order_print(&desk.session, &view.id, &refusal).expect("while it stands it may be printed");
    desk.clock.set("2026-12-04T13:30");
    let form = AdviceForm {
        result: "comply".to_owned(),
        lawyer: "Ines Okafor".to_owned(),
        at: "2026-12-04T13:00".to_owned(),
        in_writing: true,
        scope: vec!["DC8".to_owned()],
        words: "Produce the list after all.".to_owned(),
        ..AdviceForm::default()
    };
    let view = acts::record_advice(&mut desk.session, &view.id, form).unwrap();
    let refused = letter::order_print(&desk.session, &view.id, &refusal).unwrap_err();
    assert_eq!(refused.code, Code::GateNotMet, "{refused}");
    assert!(refused.help.contains("Do not send it"), "{refused:?}");
    let refused = letter::letter_copy(&desk.session, &view.id, &refusal, "For the agency").unwrap_err();
    assert_eq!(refused.code, Code::GateNotMet, "{refused}");
}

#[test]
fn a_refusal_on_paper_that_a_later_decision_overtook_is_to_be_written_again() {
    let mut desk = Desk::open("2026-12-04T11:20");
    let view = refused_on_advice(&mut desk);
    let row = |view: &RequestView| view.letters.iter().find(|row| row.code == "L10").unwrap().clone();
    let printed = row(&view).issued[0].id.clone();
    letter::order_print(&desk.session, &view.id, &printed).unwrap();
    letter::record_print(&mut desk.session, &view.id, &printed, domain::PrintOutcome::Printed).unwrap();
    let view = usecases::refresh_request(&desk.session, &view.id).unwrap();
    assert_eq!(row(&view).state, "Printed");
    desk.clock.set("2026-12-04T13:30");
    let view = desk.decide(&view, 0, "D").unwrap();
    assert_eq!(row(&view).state, "To be written again");
    assert!(view.keeps_open.iter().any(|line| line.contains(&row(&view).title)), "{:?}", view.keeps_open);
    let edit = LetterEdit {
        request: view.id.clone(),
        code: "L10".to_owned(),
        corrects: "none".to_owned(),
        ..LetterEdit::default()
    };
    letter::edit_letter(&mut desk.session, edit).unwrap();
    let view = letter::issue_letter(&mut desk.session, &view.id, "L10").unwrap();
    assert_eq!((row(&view).state.as_str(), row(&view).issued.len()), ("Issued, not printed", 2));
}

#[test]
fn words_typed_in_a_letter_after_the_second_look_wait_for_another_look() {
    let mut desk = Desk::open("2026-12-04T12:00");
    let view = released(&mut desk);
    let edit = LetterEdit {
        request: view.id.clone(),
        code: "L11".to_owned(),
        free: [("statement".to_owned(), "The enclosed pages are true copies.".to_owned())].into(),
        fields: [("given.pages".to_owned(), "3".to_owned())].into(),
        ..LetterEdit::default()
    };
    letter::edit_letter(&mut desk.session, edit).unwrap();
    let refused = letter::issue_letter(&mut desk.session, &view.id, "L11").unwrap_err();
    assert_eq!(refused.code, Code::StillOpen, "{refused}");
    assert!(refused.message.contains("not looked at a second time"), "{refused}");
    let looked = desk.look_again(&view);
    let shown = &looked.parts[0].look_at;
    assert!(
        shown.iter().any(|look| look.words.iter().any(|words| words.contains("true copies"))),
        "{shown:?}"
    );
    letter::issue_letter(&mut desk.session, &view.id, "L11").expect("what was looked at is issued");
}

/// A wrong letter went out: the new one names it, and the old one is looked at and no more.
#[test]
fn a_correction_names_the_letter_it_corrects_which_goes_out_no_more() {
    let mut desk = Desk::open("2026-12-04T12:00");
    let view = released(&mut desk);
    let view = transmittal(&mut desk, &view);
    let old = issued(&view);
    letter::record_print(&mut desk.session, &view.id, &old, usecases::PrintOutcome::Printed).unwrap();
    let pages = |corrects: &str| LetterEdit {
        request: view.id.clone(),
        code: "L11".to_owned(),
        fields: [("given.pages".to_owned(), "4".to_owned())].into(),
        corrects: corrects.to_owned(),
        ..LetterEdit::default()
    };
    let unsaid = letter::edit_letter(&mut desk.session, pages("")).unwrap();
    assert_eq!(unsaid.correctable.len(), 1);
    assert!(unsaid.blocked_by[0].contains("Say whether this one corrects it"), "{:?}", unsaid.blocked_by);
    let refused = letter::issue_letter(&mut desk.session, &view.id, "L11").unwrap_err();
    assert_eq!(refused.code, Code::StillOpen, "{refused}");
    let words = |draft: &LetterView| {
        draft.paragraphs.iter().map(|paragraph| paragraph.text.clone()).collect::<Vec<_>>().join(" ")
    };
    let further = letter::edit_letter(&mut desk.session, pages("none")).unwrap();
    assert!(further.blocked_by.is_empty() && !words(&further).contains("Corrects"), "{}", words(&further));
    let draft = letter::edit_letter(&mut desk.session, pages(&old)).unwrap();
    assert!(
        words(&draft).contains("Corrects") && words(&draft).contains("our letter of December 4, 2026"),
        "{}",
        words(&draft)
    );
    let view = letter::issue_letter(&mut desk.session, &view.id, "L11").unwrap();
    let row = view.letters.iter().find(|row| row.code == "L11").unwrap();
    assert_eq!(row.state, "Issued, not printed", "the printed one does not count any more");
    assert_eq!(row.issued.iter().map(|one| one.corrected).collect::<Vec<_>>(), [false, true]);
    assert!(row.issued[1].history.iter().any(|line| line.starts_with("Corrected by")), "{:?}", row.issued[1]);
    let refused = letter::order_print(&desk.session, &view.id, &old).unwrap_err();
    assert_eq!(refused.code, Code::AlreadyDone, "{refused}");
    let refused = letter::letter_copy(&desk.session, &view.id, &old, "For the file").unwrap_err();
    assert_eq!(refused.code, Code::AlreadyDone, "{refused}");
    letter::letter_text(&desk.session, &view.id, &old).expect("it is still shown");
    // Only what stands can be corrected: the newer one is offered now.
    let next = letter::letter_view(&desk.session, &view.id, "L11").unwrap();
    assert_eq!(next.correctable.len(), 1);
    assert_ne!(next.correctable[0].code, old);
}

#[test]
fn the_same_paper_again_keeps_the_advice_on_it_and_a_copy_joins_it() {
    let mut desk = Desk::open("2026-12-04T12:00");
    let view = served(&mut desk);
    assert_eq!(view.paper_version, 1);
    let view = acts::record_instrument(&mut desk.session, &view.id, paper()).unwrap();
    assert_eq!(view.paper_version, 1, "nothing on it changed");
    let view = with_copy(&mut desk, &view);
    assert_eq!(view.paper_version, 1, "a copy joins it");
    let other = InstrumentForm { scope: "Everything".to_owned(), ..paper() };
    let view = acts::record_instrument(&mut desk.session, &view.id, other).unwrap();
    assert_eq!(view.paper_version, 2);
}

#[test]
fn a_letter_of_another_outcome_is_not_issued() {
    let mut desk = Desk::open("2026-12-04T11:20");
    let view = refused_with(&mut desk, "no");
    let refused = letter::issue_letter(&mut desk.session, &view.id, "L11").unwrap_err();
    assert!(refused.message.contains("another outcome"), "{refused}");
}

#[test]
fn a_paper_in_order_that_counsel_declines_is_told_no_defect() {
    let mut desk = Desk::open("2026-12-04T11:20");
    let view = refused_with(&mut desk, "no");
    let refused = letter::issue_letter(&mut desk.session, &view.id, "L10").unwrap_err();
    assert_eq!(refused.code, Code::StillOpen, "nothing is missing on its form: {refused}");
    assert!(view.letters.iter().any(|row| row.code == "L09"), "its receipt names whom to ask");
}

#[test]
fn a_letter_that_lies_in_the_vault_was_not_sent() {
    let mut desk = Desk::open("2026-12-04T12:00");
    let view = released(&mut desk);
    let view = transmittal(&mut desk, &view);
    let sent = DeliveryForm {
        letter: issued(&view),
        method: "in_hand".to_owned(),
        to: "J. Marsh".to_owned(),
        address: "County Attorney, 126 South Kellogg".to_owned(),
        address_confirmed: true,
        sent_at: "2026-12-04T12:11".to_owned(),
        receipt: "Signed by J. Marsh".to_owned(),
    };
    let refused = acts::deliver(&mut desk.session, &view.id, sent).unwrap_err();
    assert_eq!((refused.code, refused.refs), (Code::StillOpen, vec!["letter".to_owned()]));
}

#[test]
fn a_scan_of_a_letter_that_tells_a_decision_waits_for_the_decision() {
    let mut desk = Desk::open("2026-12-04T12:00");
    let view = served(&mut desk);
    let view = with_copy(&mut desk, &view);
    let form = OutsideLetterForm {
        code: "L10".to_owned(),
        scan: view.attachments[0].id.clone(),
        dated: "2026-12-04".to_owned(),
        signed_by: "Ben, assistant".to_owned(),
    };
    let refused = acts::file_outside_letter(&mut desk.session, &view.id, form).unwrap_err();
    assert_eq!(refused.code, Code::StillOpen, "{refused}");
    assert!(!refused.help.is_empty());
}

#[test]
fn a_paper_is_not_recorded_where_nobody_would_read_it() {
    let mut desk = Desk::open("2026-12-04T12:00");
    let view = desk.start(NewRequestForm {
        received_at: "2026-12-04T11:40".to_owned(),
        channel: "phone".to_owned(),
        taken_in_by: String::new(),
        words: "How many items went out last year?".to_owned(),
        answers: contact(&[("RT1", "question"), ("RT2", "public"), ("RT3", "public-facts")]),
        requester: RequesterForm::default(),
        parts: vec![part("last year's totals", &["DC18"], "")],
    });
    let refused = acts::record_instrument(&mut desk.session, &view.id, paper()).unwrap_err();
    assert_eq!(refused.code, Code::StillOpen, "{refused}");
    assert!(refused.help.contains("Start a new request"), "{refused:?}");
}
