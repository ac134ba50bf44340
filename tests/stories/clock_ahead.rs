//! The computer's clock ran years ahead for an hour, somebody worked in that hour, and now nobody would have authority until
//! that year comes.

use crate::desk::{Desk, contact, part};
use usecases::view::*;
use usecases::{Code, acts, custody};

fn booking(desk: &mut Desk) -> RequestView {
    let at = desk.clock.now().format("%Y-%m-%dT%H:%M").to_string();
    let view = desk.start(NewRequestForm {
        received_at: at,
        channel: "phone".to_owned(),
        words: "Who booked the large room?".to_owned(),
        answers: contact(&[("RT1", "question"), ("RT2", "press"), ("RT3", "booking-contact")]),
        parts: vec![part("the booking's contact", &["DC15"], "")],
        ..NewRequestForm::default()
    });
    desk.ordinary(&view, "yes")
}

#[test]
fn the_directors_word_gives_authority_back_and_survives_the_next_unlock() {
    let mut desk = Desk::open("2026-11-27T09:00");
    let earlier = booking(&mut desk);
    desk.clock.set("2031-01-01T09:00");
    acts::add_note(&mut desk.session, &earlier.id, "Looked at it.").unwrap();
    desk.clock.set("2026-11-28T09:00");
    let mut desk = desk.reopen();
    let refused = desk.decide(&earlier, 0, "C").unwrap_err();
    assert_eq!(refused.code, Code::NoAuthority, "{refused}");
    let screen = custody::custody_view(&desk.session).unwrap();
    assert!(screen.custodian.nobody && screen.clock.as_deref().is_some_and(|clock| clock.contains("2031")));
    let unsaid = custody::correct_clock(&mut desk.session, " ").unwrap_err();
    assert_eq!(unsaid.refs, ["reason"]);
    let screen = custody::correct_clock(&mut desk.session, "The battery was empty.").unwrap();
    assert!(!screen.custodian.nobody, "{:?}", screen.custodian);
    assert_eq!(screen.clock, None);
    desk.clock.pass(1);
    let mut desk = desk.reopen();
    assert_eq!(custody::custody_view(&desk.session).unwrap().clock, None, "it is read back");
    desk.decide(&earlier, 0, "C").expect("the Director decides again");
    // A clock that is set back from now on is seen as ever.
    desk.clock.set("2026-11-20T09:00");
    assert!(custody::custody_view(&desk.session).unwrap().clock.is_some());
    let again = desk.decide(&earlier, 0, "C").unwrap_err();
    assert_eq!(again.code, Code::NoAuthority);
}

#[test]
fn a_designee_does_not_say_it() {
    let mut desk = Desk::open("2031-01-01T09:00");
    let form = EmployeeForm {
        name: "Amos Reed".to_owned(),
        title: "Deputy".to_owned(),
        employee: true,
        ..EmployeeForm::default()
    };
    let amos = custody::record_employee(&mut desk.session, &form).unwrap().people[0].id.clone();
    desk.clock.set("2026-11-28T09:00");
    desk.session.act_as(&amos).unwrap();
    let refused = custody::correct_clock(&mut desk.session, "The battery was empty.").unwrap_err();
    assert_eq!(refused.code, Code::DirectorOnly);
}
