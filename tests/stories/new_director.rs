//! Another Director by the board's paper (DG-10): the post moves by an entry, and the keys have to follow it.

use crate::desk::PASSPHRASE;
use crate::place::{DEPUTY, Place, librarian, typed};
use usecases::view::*;
use usecases::{Code, Session, custody, desk_view, people, unlock_with_sheet};
use zeroize::Zeroizing;

const NEW: &str = "cobalt meadow answers the slow ferry";

fn secret(words: &str) -> Zeroizing<String> {
    Zeroizing::new(words.to_owned())
}

fn by_sheet(place: &Place, sheet: &RecoverySheetView) -> Session {
    let groups: Vec<_> = sheet.groups.iter().map(|group| secret(group)).collect();
    let (session, _) = unlock_with_sheet(place.world(), &place.profile(), &place.vault(), &groups).unwrap();
    session.with_quick_keys()
}

/// The post is vacant, and the board makes this person Director: an employee by reference, or a new one by name.
fn appoint(session: &mut Session, person: &str, name: &str) {
    let vacancy = VacancyForm {
        from: "2026-11-23T08:00".to_owned(),
        source: "The board's letter".to_owned(),
        dated: "2026-11-20".to_owned(),
        signed_by: "Rae Moss, president of the board".to_owned(),
    };
    custody::record_vacancy(session, &vacancy).unwrap();
    let paper = AppointmentForm {
        person: person.to_owned(),
        name: name.to_owned(),
        title: "Library Director".to_owned(),
        dated: "2026-11-20".to_owned(),
        paper: "Resolution 2026-14".to_owned(),
        signed_by: "Rae Moss, president of the board".to_owned(),
        counsel: "Ines Okafor was told on November 20".to_owned(),
        ..AppointmentForm::default()
    };
    custody::appoint_director(session, &paper).unwrap();
}

fn founded(place: &Place) -> (Session, RecoverySheetView) {
    let (mut session, sheet) = place.set_up();
    usecases::prove_recovery(&mut session, &typed(&sheet, &sheet.ask)).unwrap();
    (session, sheet)
}

fn access(person: &str) -> AccessForm {
    AccessForm { person: person.to_owned(), ..AccessForm::default() }
}

#[test]
fn the_former_directors_passphrase_never_signs_in_as_the_new_director() {
    let place = Place::new();
    let (mut session, _) = founded(&place);
    let former = desk_view(&session).acting;
    appoint(&mut session, "", "Nora Vale");
    let told = &people::people_view(&session).unwrap().to_settle;
    assert!(
        told.iter().any(|words| words.starts_with("Nora Vale is the Director and has no passphrase")),
        "{told:?}"
    );
    assert!(told.iter().any(|words| words.contains("is no longer the Director")), "{told:?}");
    session.close().unwrap();
    let mut former_again = place.sign_in("", PASSPHRASE).unwrap();
    let desk = desk_view(&former_again);
    let name = former.split(',').next().unwrap();
    assert!(
        desk.acting.starts_with(name) && desk.acting.ends_with("may take in and note, not decide"),
        "{}",
        desk.acting
    );
    assert!(desk.custodian.who.starts_with("Nora Vale"), "{:?}", desk.custodian);
    assert_eq!(desk.reminders.iter().filter(|one| one.code == "keys").count(), 2, "{:?}", desk.reminders);
    let view = people::people_view(&former_again).unwrap();
    assert!(!view.can_manage, "nothing of it is offered");
    let nora =
        view.without_access.iter().find(|one| one.label.starts_with("Nora Vale")).unwrap().code.clone();
    for refused in [
        people::give_access(&mut former_again, &access(&nora), &secret(NEW)).unwrap_err(),
        people::draw_sheet(&mut former_again).unwrap_err(),
        people::set_last_day(&mut former_again, "u2", "").unwrap_err(),
    ] {
        assert!(matches!(refused.code, Code::NoAuthority | Code::DirectorOnly), "{refused}");
    }
    former_again.close().unwrap();
}

#[test]
fn by_the_sheet_the_new_director_gets_every_key_and_the_former_one_loses_them() {
    let place = Place::new();
    let (mut session, sheet) = founded(&place);
    appoint(&mut session, "", "Nora Vale");
    session.close().unwrap();
    let mut board = by_sheet(&place, &sheet);
    assert!(
        desk_view(&board).acting.starts_with("Nora Vale, Library Director"),
        "{}",
        desk_view(&board).acting
    );
    let view = people::people_view(&board).unwrap();
    let nora =
        view.without_access.iter().find(|one| one.label.starts_with("Nora Vale")).unwrap().code.clone();
    let view = people::give_access(&mut board, &access(&nora), &secret(NEW)).unwrap();
    let row = view.rows.iter().find(|row| row.who.starts_with("Nora Vale")).unwrap();
    assert_eq!(row.reads, "Everything");
    assert_eq!(view.to_settle.len(), 1, "the former Director's keys are left: {:?}", view.to_settle);
    let slot = row.slot.clone();
    board.close().unwrap();
    let mut director = place.sign_in(&slot, NEW).unwrap();
    let former = people::people_view(&director).unwrap().rows.into_iter().find(|row| row.can_end).unwrap();
    let view = people::end_access(&mut director, &former.slot).unwrap();
    assert_eq!(view.to_settle, Vec::<String>::new());
    assert!(usecases::proof::verify_vault(&director).intact);
    director.close().unwrap();
    assert_eq!(place.sign_in("", PASSPHRASE).unwrap_err().code, Code::WrongSecret);
    let director = place.sign_in(&slot, NEW).unwrap();
    assert!(!desk_view(&director).reminders.iter().any(|one| one.code == "keys"));
    director.close().unwrap();
}

/// Nobody makes themselves the Director; whoever holds the recovery sheet acts for the Board.
#[test]
fn an_appointment_needs_a_hand_that_is_not_its_own() {
    let place = Place::new();
    let (mut session, sheet) = founded(&place);
    let (amos, row) = librarian(&mut session, "");
    session.close().unwrap();
    let mut deputy = place.sign_in(&row.slot, DEPUTY).unwrap();
    let vacancy = VacancyForm {
        from: "2026-11-23T08:00".to_owned(),
        source: "The board's letter".to_owned(),
        dated: "2026-11-20".to_owned(),
        signed_by: "Rae Moss, president of the board".to_owned(),
    };
    custody::record_vacancy(&mut deputy, &vacancy).unwrap();
    let paper = AppointmentForm {
        person: amos,
        title: "Library Director".to_owned(),
        dated: "2026-11-20".to_owned(),
        paper: "Resolution 2026-14".to_owned(),
        signed_by: "Rae Moss, president of the board".to_owned(),
        counsel: "Ines Okafor was told on November 20".to_owned(),
        ..AppointmentForm::default()
    };
    let refused = custody::appoint_director(&mut deputy, &paper).unwrap_err();
    assert_eq!((refused.code, refused.refs), (Code::NoAuthority, vec!["person".to_owned()]));
    assert!(desk_view(&deputy).custodian.nobody);
    deputy.close().unwrap();
    let mut board = by_sheet(&place, &sheet);
    let screen = custody::appoint_director(&mut board, &paper).unwrap();
    assert_eq!(screen.custodian.who, "Amos Reed, Library Director");
    board.close().unwrap();
}

#[test]
fn a_designee_who_becomes_the_director_changes_the_smaller_keys_for_all() {
    let place = Place::new();
    let (mut session, sheet) = founded(&place);
    let (amos, row) = librarian(&mut session, "");
    appoint(&mut session, &amos, "");
    session.close().unwrap();
    let deputy = place.sign_in(&row.slot, DEPUTY).unwrap();
    assert!(desk_view(&deputy).acting.starts_with("Amos Reed, Library Director"));
    assert!(!people::people_view(&deputy).unwrap().can_manage, "the keys do not reach so far yet");
    deputy.close().unwrap();
    let mut board = by_sheet(&place, &sheet);
    let view = people::give_access(&mut board, &access(&amos), &secret(NEW)).unwrap();
    let held: Vec<_> = view
        .rows
        .iter()
        .filter(|row| row.who.starts_with("Amos Reed") && row.state == "Can sign in")
        .collect();
    assert_eq!(held.len(), 1, "{held:?}");
    assert_eq!(held[0].reads, "Everything");
    let slot = held[0].slot.clone();
    board.close().unwrap();
    assert_eq!(place.sign_in(&row.slot, DEPUTY).unwrap_err().code, Code::WrongSecret);
    place.sign_in(&slot, NEW).unwrap().close().unwrap();
}

#[test]
fn the_last_day_of_an_access_moves_and_nobody_signs_in_after_it() {
    let place = Place::new();
    let (mut session, _) = founded(&place);
    let row = librarian(&mut session, "2026-11-24").1;
    assert_eq!((row.until.as_deref(), row.until_day.as_str()), (Some("Tue 24 Nov 2026"), "2026-11-24"));
    let over = people::set_last_day(&mut session, &row.slot, "2026-11-22").unwrap_err();
    assert_eq!((over.code, over.refs), (Code::Invalid, vec!["until".to_owned()]));
    let view = people::set_last_day(&mut session, &row.slot, "2026-11-26").unwrap();
    let moved = view.rows.iter().find(|one| one.slot == row.slot).unwrap();
    assert_eq!(moved.until_day, "2026-11-26");
    assert!(
        people::set_last_day(&mut session, &view.rows.iter().find(|one| one.me).unwrap().slot, "2026-12-01")
            .is_err()
    );
    session.close().unwrap();
    place.clock.set("2026-11-26T23:00");
    place.sign_in(&row.slot, DEPUTY).expect("the last day is a day").close().unwrap();
    place.clock.set("2026-11-27T00:01");
    assert_eq!(place.sign_in(&row.slot, DEPUTY).unwrap_err().code, Code::WrongSecret);
    let mut session = place.sign_in("", PASSPHRASE).unwrap();
    people::set_last_day(&mut session, &row.slot, "").unwrap();
    session.close().unwrap();
    place.sign_in(&row.slot, DEPUTY).expect("no day is set").close().unwrap();
}
