//! The duty of confidence: accepted by everybody for themselves, in the words of the policy, before anything is shown.

use crate::desk::PASSPHRASE;
use crate::place::{DEPUTY, Place, librarian, typed};
use usecases::view::*;
use usecases::{accept_duty, duty_view};

#[test]
fn it_is_accepted_at_the_first_sign_in_and_again_after_a_year() {
    let place = Place::new();
    let (mut session, sheet) = place.set_up();
    assert_eq!(session.phase(), Phase::ProveRecovery, "the sheet comes first");
    let opening = usecases::prove_recovery(&mut session, &typed(&sheet, &sheet.ask)).unwrap();
    let shown = opening.duty.expect("then the duty");
    assert_eq!((session.phase(), shown.last.is_none()), (Phase::AcceptDuty, true));
    assert!(shown.words[0].contains("confidential") && shown.source.ends_with(": P11"), "{shown:?}");
    // Whoever locks instead of accepting is asked again.
    session.close().unwrap();
    let (mut session, opening) = place.unlock(PASSPHRASE).unwrap();
    assert_eq!((session.phase(), opening.duty.as_ref()), (Phase::AcceptDuty, Some(&shown)));
    let after = accept_duty(&mut session).unwrap();
    assert_eq!((session.phase(), after.duty, duty_view(&session)), (Phase::Open, None, None));
    session.close().unwrap();
    place.clock.set("2027-11-22T23:00");
    let (session, opening) = place.unlock(PASSPHRASE).unwrap();
    assert_eq!((session.phase(), opening.duty), (Phase::Open, None));
    session.close().unwrap();
    place.clock.set("2027-11-23T08:00");
    let (mut session, opening) = place.unlock(PASSPHRASE).unwrap();
    let again = opening.duty.unwrap();
    assert_eq!(again.last.map(|last| last.words).as_deref(), Some("Mon 23 Nov 2026, 9:00"));
    accept_duty(&mut session).unwrap();
    assert_eq!(session.phase(), Phase::Open);
    assert!(usecases::proof::verify_vault(&session).intact);
}

#[test]
fn each_person_accepts_it_for_themselves() {
    let place = Place::new();
    let mut session = place.settled();
    accept_duty(&mut session).unwrap();
    let slot = librarian(&mut session, "").1.slot;
    session.close().unwrap();
    let mut deputy = place.sign_in(&slot, DEPUTY).unwrap();
    assert_eq!(deputy.phase(), Phase::AcceptDuty);
    accept_duty(&mut deputy).unwrap();
    deputy.close().unwrap();
    assert_eq!(place.sign_in(&slot, DEPUTY).unwrap().phase(), Phase::Open);
    let (director, _) = place.unlock(PASSPHRASE).unwrap();
    assert_eq!(director.phase(), Phase::Open);
}

#[test]
fn a_practice_record_asks_for_nothing() {
    let place = Place::new();
    let form = SetupForm { practice: true, ..place.form() };
    let (session, _) = place.set_up_with(form, "", None).unwrap();
    session.close().unwrap();
    let (session, opening) = place.unlock("").unwrap();
    assert_eq!((session.phase(), opening.duty), (Phase::Open, None));
}
