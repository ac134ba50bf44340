//! The policy of an invented library in an invented state is adopted, and a request goes through the same program by its rules:
//! other questions, gates, business days and letters, and not a line of code for it.

use crate::authorized::write_letters_outside;
use crate::desk::{Desk, contact, part};
use std::path::Path;
use usecases::policy_life::{adopt_policy, policy_page};
use usecases::view::*;
use usecases::{Code, acts};

fn adopted() -> Desk {
    let mut desk = Desk::open("2026-11-23T09:00");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/policy/quillhaven-2026-03-01");
    adopt_policy(&mut desk.session, Some(&folder)).unwrap();
    desk
}

fn asked(desk: &mut Desk, kinds: &[&str]) -> RequestView {
    let first = contact(&[("qu-silence", "no"), ("qr-what", "words"), ("qr-who", "anybody")]);
    let view = desk.start(NewRequestForm {
        received_at: "2026-11-23T08:30".to_owned(),
        channel: "email".to_owned(),
        words: "Is Jane Roe one of your patrons?".to_owned(),
        answers: first,
        parts: vec![part("whether somebody is a patron", kinds, "")],
        ..NewRequestForm::default()
    });
    let mut view = view;
    for (question, choice) in
        [("qu-who", "head"), ("qu-own", "no"), ("qu-now", "no"), ("qu-keep", "no"), ("qt-kind", "patron")]
    {
        view = desk.answer(&view, question, choice);
    }
    view
}

#[test]
fn a_question_about_a_patron_is_answered_by_the_other_librarys_rules_to_the_closed_request() {
    let mut desk = adopted();
    let page = policy_page(&desk.session).unwrap();
    assert!(page.versions.iter().any(|version| version.in_force && version.id.contains("quillhaven")));
    let view = asked(&mut desk, &["patron-identity"]);
    let ruling = view.parts[0].ruling.as_ref().expect("a row fits");
    assert_eq!((ruling.row.as_str(), ruling.outcome.as_str()), ("rec-closed", "D"));
    // Tuesday to Saturday are business days there, and the fourth Thursday of November is none.
    let due = |code: &str| {
        let clock = view.clocks.iter().find(|clock| clock.code == code);
        clock.and_then(|clock| clock.due.as_ref()).map(|due| due.date.iso.clone())
    };
    assert_eq!(due("target-5").as_deref(), Some("2026-12-01"));
    assert_eq!(due("outside-30").as_deref(), Some("2026-12-23"));
    assert_eq!(due("K1"), None, "nothing of another policy runs");
    let early = desk.decide(&view, 0, "D").unwrap_err();
    assert_eq!(early.code, Code::OutcomeNotAllowed, "the other eyes are missing: {early}");
    let id = view.parts[0].id.clone();
    acts::start_second_look(&mut desk.session, &view.id, &id).unwrap();
    desk.clock.pass(29);
    acts::take_second_look(&mut desk.session, &view.id, &id, "The same words for all.").unwrap_err();
    desk.clock.pass(2);
    let view = acts::take_second_look(&mut desk.session, &view.id, &id, "The same words for all.").unwrap();
    let view = desk.decide(&view, 0, "D").unwrap();
    assert_eq!(view.parts[0].decision.as_ref().map(|decision| decision.outcome.as_str()), Some("D"));
    let open = acts::close_request(&mut desk.session, &view.id, "Answered.").unwrap_err();
    assert_eq!(open.code, Code::StillOpen, "its letter is missing: {open}");
    assert!(view.letters.iter().any(|row| row.code == "answer-closed" && row.mandatory));
    let view = write_letters_outside(&mut desk, &view);
    let closed = acts::close_request(&mut desk.session, &view.id, "Answered.").unwrap();
    assert_eq!(closed.state, "Closed");
    // It is the record's own policy from now on, also after the program was locked.
    let desk = desk.reopen();
    let again = usecases::refresh_request(&desk.session, &closed.id).unwrap();
    assert_eq!((again.state, again.policy), (closed.state, closed.policy));
}
