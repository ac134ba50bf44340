//! One asker, two roads: a part that came in another form, or asks for something else, has first answers of its own and the type
//! they lead to. What somebody else asks is a request of its own. (Parts, P5 and P6)

use crate::desk::{Desk, contact, part};
use usecases::view::*;
use usecases::{Code, acts};

/// A patron at the desk asks what she has out.
fn own_record(desk: &mut Desk, more: Vec<PartForm>) -> RequestView {
    let mut parts = vec![part("items out", &["DC8"], "Hollis Vann")];
    parts.extend(more);
    desk.start(NewRequestForm {
        received_at: "2026-12-04T09:40".to_owned(),
        channel: "in_person".to_owned(),
        words: "What do I have out, and who booked the large room?".to_owned(),
        answers: contact(&[("RT1", "question"), ("RT2", "self"), ("RT3", "person")]),
        parts,
        ..NewRequestForm::default()
    })
}

fn kinds(view: &RequestView) -> Vec<&str> {
    view.parts.iter().map(|part| part.kind.as_str()).collect()
}

#[test]
fn a_part_that_asks_for_something_else_goes_its_own_road_from_the_first_word() {
    let mut desk = Desk::open("2026-12-04T10:00");
    let booked = || PartForm {
        answers: contact(&[("RT3", "booking-contact")]),
        ..part("who booked the large room", &["DC15"], "")
    };
    let view = own_record(&mut desk, vec![booked()]);
    let (own, booking) = (kinds(&view)[0].to_owned(), kinds(&view)[1].to_owned());
    assert_ne!(own, booking, "a booking is not one's own record");

    // Added afterwards it goes the same two roads.
    let view = own_record(&mut desk, Vec::new());
    assert_eq!(kinds(&view), [own.as_str()]);
    let view = acts::add_part(&mut desk.session, &view.id, booked()).unwrap();
    let again = part("what I owe", &["DC12"], "Hollis Vann");
    let view = acts::add_part(&mut desk.session, &view.id, again).unwrap();
    assert_eq!(kinds(&view), [own.as_str(), booking.as_str(), own.as_str()]);
}

#[test]
fn a_part_that_can_be_a_records_request_starts_its_dates_from_the_receipt() {
    let mut desk = Desk::open("2026-12-04T10:00");
    let view = desk.start(NewRequestForm {
        received_at: "2026-12-04T09:40".to_owned(),
        channel: "mail".to_owned(),
        words: "Please renew my books. And what do I have out?".to_owned(),
        answers: contact(&[("RT1", "card"), ("RT2", "self"), ("RT3", "service")]),
        parts: vec![part("renewing", &["DC8"], "Hollis Vann")],
        ..NewRequestForm::default()
    });
    assert!(!view.records_request, "ordinary service is no request for records");
    let own = PartForm {
        answers: contact(&[("RT1", "question"), ("RT3", "person")]),
        ..part("what the writer has out", &["DC8"], "Hollis Vann")
    };
    let view = acts::add_part(&mut desk.session, &view.id, own).unwrap();
    assert!(view.records_request);
    let outside = view.clocks.iter().find(|clock| clock.code == "K2").expect("the outside date runs");
    // The 20th day after the receipt, not after the part was added.
    assert_eq!(outside.due.as_ref().unwrap().date.iso, "2026-12-24");
}

/// Letters, checks and files of a request are its one asker's: nobody else's records can be addressed to them.
#[test]
fn what_somebody_else_asks_is_a_request_of_its_own() {
    let mut desk = Desk::open("2026-12-04T10:00");
    let view = own_record(&mut desk, Vec::new());
    let hers = PartForm { answers: contact(&[("RT2", "parent")]), ..part("hers", &["DC8"], "June Vann") };
    let refused = acts::add_part(&mut desk.session, &view.id, hers).unwrap_err();
    assert_eq!((refused.code, refused.refs), (Code::Invalid, vec!["answers".to_owned()]));
    assert!(refused.message.contains("a request of its own"), "{}", refused.message);
}

#[test]
fn a_question_of_the_whole_request_is_not_answered_for_one_part() {
    let mut desk = Desk::open("2026-12-04T10:00");
    let view = own_record(&mut desk, Vec::new());
    for (question, choice) in [("U3", "no"), ("O-a", "photo-id"), ("RT2", "nobody-like-this")] {
        let form = PartForm { answers: contact(&[(question, choice)]), ..part("more", &["DC8"], "") };
        let refused = acts::add_part(&mut desk.session, &view.id, form).unwrap_err();
        assert_eq!(refused.code, Code::Invalid, "{question}");
    }
    let page = usecases::refresh_request(&desk.session, &view.id).unwrap();
    assert_eq!(page.parts.len(), 1, "nothing of a refused part was recorded");
}
