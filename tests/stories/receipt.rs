//! What came in, and what that sets going: whether the limits of a request for records run, when an acknowledgement is due,
//! and what counsel has to settle. (K1 to K3, L01, T2)

use crate::desk::{Desk, contact, part};
use usecases::acts;
use usecases::view::*;

fn came(desk: &mut Desk, first: &[(&str, &str)], asks: &[&str]) -> RequestView {
    desk.start(NewRequestForm {
        received_at: "2026-12-04T09:40".to_owned(),
        channel: "mail".to_owned(),
        words: "Please send us what you have.".to_owned(),
        answers: contact(first),
        parts: vec![part("what is asked", asks, "")],
        ..NewRequestForm::default()
    })
}

fn runs(view: &RequestView, clock: &str) -> bool {
    view.clocks.iter().any(|one| one.code == clock && one.due.is_some())
}

fn letter<'a>(view: &'a RequestView, code: &str) -> Option<&'a LetterRow> {
    view.letters.iter().find(|letter| letter.code == code)
}

/// An attorney's letter is taken for a request for records, which errs on the early side; whoever sees that it is none says so.
#[test]
fn whoever_takes_it_in_says_whether_the_limits_of_a_records_request_run() {
    let mut desk = Desk::open("2026-12-04T10:00");
    let view = came(&mut desk, &[("RT1", "letter"), ("RT2", "attorney"), ("RT3", "person")], &["DC8"]);
    let view = desk.ordinary(&view, "yes");
    let view = desk.answer(&view, "C1", "letter");
    assert!(view.records_request && runs(&view, "K1") && runs(&view, "K2"));
    let none = acts::ReceiptInput {
        received_at: view.received.iso.clone(),
        channel: "mail".to_owned(),
        records_request: false,
        reason: "It asks for a statement, not for records.".to_owned(),
    };
    let view = acts::correct_receipt(&mut desk.session, &view.id, none.clone()).unwrap();
    assert!(!view.records_request && !runs(&view, "K1") && !runs(&view, "K2"));
    let again = acts::ReceiptInput { records_request: true, ..none };
    let view = acts::correct_receipt(&mut desk.session, &view.id, again).unwrap();
    assert!(runs(&view, "K1"));

    // A subpoena of a lawsuit is none, however it is flagged: counsel agrees its dates with the court.
    let view = desk.answer(&view, "C1", "attorney");
    assert!(view.records_request && !runs(&view, "K1"), "{:?}", view.clocks);
    desk.clock.set("2026-12-09T10:00");
    let view = usecases::refresh_request(&desk.session, &view.id).unwrap();
    assert!(letter(&view, "L01").is_none(), "no letter promises an attorney a date");
}

#[test]
fn a_booking_that_nobody_answered_by_the_next_working_day_is_acknowledged() {
    let mut desk = Desk::open("2026-12-04T10:00");
    let view = came(&mut desk, &[("RT1", "letter"), ("RT2", "press"), ("RT3", "booking-contact")], &["DC15"]);
    assert!(letter(&view, "L01").is_none());
    desk.clock.set("2026-12-09T10:00");
    let view = usecases::refresh_request(&desk.session, &view.id).unwrap();
    assert!(letter(&view, "L01").is_some_and(|letter| letter.mandatory), "{:?}", view.letters);
}

#[test]
fn what_policy_and_code_leave_open_between_them_is_put_to_counsel() {
    let mut desk = Desk::open("2026-12-04T10:00");
    let first = [("RT1", "question"), ("RT2", "officer"), ("RT3", "lost-property")];
    let view = came(&mut desk, &first, &["DC1"]);
    assert_eq!(view.counsel.brief.matches("T2: ").count(), 1, "{}", view.counsel.brief);
    let more = part("another thing", &["DC1"], "");
    let view = acts::add_part(&mut desk.session, &view.id, more).unwrap();
    assert_eq!(view.counsel.brief.matches("T2: ").count(), 1, "once, however many parts ask it");
}
