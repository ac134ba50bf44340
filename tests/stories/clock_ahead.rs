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

/// An employee who may be designated.
fn amos(desk: &mut Desk) -> String {
    let form = EmployeeForm {
        name: "Amos Reed".to_owned(),
        title: "Deputy".to_owned(),
        employee: true,
        ..EmployeeForm::default()
    };
    custody::record_employee(&mut desk.session, &form).unwrap().people[0].id.clone()
}

/// Amos is designated and stands in for a Director who is away for months.
fn amos_stands_in(desk: &mut Desk) -> String {
    let amos = amos(desk);
    let signed = DesignationForm {
        person: amos.clone(),
        from: "2026-11-27".to_owned(),
        until: "2027-06-30".to_owned(),
        signed_on: "2026-11-27".to_owned(),
        ..DesignationForm::default()
    };
    custody::designate(&mut desk.session, &signed).unwrap();
    let away = AbsenceForm {
        from: "2026-11-27T09:30".to_owned(),
        until: "2027-03-01T18:00".to_owned(),
        ..AbsenceForm::default()
    };
    custody::record_absence(&mut desk.session, &away).unwrap();
    desk.clock.set("2026-11-28T09:00");
    assert_eq!(custody::custody_view(&desk.session).unwrap().custodian.who, "Amos Reed, Deputy");
    amos
}

#[test]
fn who_was_revoked_in_that_hour_stays_revoked_once_the_clock_is_right() {
    let mut desk = Desk::open("2026-11-27T09:00");
    let earlier = booking(&mut desk);
    let amos = amos_stands_in(&mut desk);
    desk.clock.set("2026-12-28T09:00");
    custody::revoke_designation(&mut desk.session, &amos).unwrap();
    desk.clock.set("2026-11-28T10:00");
    let screen = custody::correct_clock(&mut desk.session, "It was set to another month.").unwrap();
    assert!(screen.custodian.nobody, "{:?}", screen.custodian);
    let refuses = |desk: &mut Desk, when: &str| {
        desk.session.act_as(&amos).unwrap();
        let refused = desk.decide(&earlier, 0, "C").unwrap_err();
        assert_eq!(refused.code, Code::NoAuthority, "{when}: {refused}");
    };
    refuses(&mut desk, "at once");
    desk.clock.pass(1);
    let mut desk = desk.reopen();
    refuses(&mut desk, "as it is read back");
    desk.clock.set("2027-01-11T09:00");
    refuses(&mut desk, "when that day is over too");
}

#[test]
fn who_came_back_in_that_hour_is_there_once_the_clock_is_right() {
    let mut desk = Desk::open("2026-11-27T09:00");
    amos_stands_in(&mut desk);
    desk.clock.set("2026-12-28T09:00");
    custody::director_back(&mut desk.session).unwrap();
    desk.clock.set("2026-11-28T10:00");
    let screen = custody::correct_clock(&mut desk.session, "It was set to another month.").unwrap();
    assert!(!screen.away && !screen.custodian.nobody, "{:?}", screen.custodian);
    assert_ne!(screen.custodian.who, "Amos Reed, Deputy");
    desk.clock.pass(1);
    let desk = desk.reopen();
    assert!(!custody::custody_view(&desk.session).unwrap().away, "it is read back");
}

#[test]
fn a_designee_does_not_say_it() {
    let mut desk = Desk::open("2031-01-01T09:00");
    let amos = amos(&mut desk);
    desk.clock.set("2026-11-28T09:00");
    desk.session.act_as(&amos).unwrap();
    let refused = custody::correct_clock(&mut desk.session, "The battery was empty.").unwrap_err();
    assert_eq!(refused.code, Code::DirectorOnly);
}
