//! Whose keys open what: sealed matters and counsel's words, read by people who sign in with keys of their own. Nothing of this can
//! be seen from a desk at which the Director's keys lie.

use crate::desk::PASSPHRASE;
use crate::keys::booking;
use crate::place::{DEPUTY, Place, librarian};
use usecases::view::*;
use usecases::{Session, acts, custody, people};
use zeroize::Zeroizing;

/// Of whoever is let in later.
const PAGE: &str = "quiet gravel hums under nine bridges";

fn consult(session: &mut Session, request: &str) {
    let call = CounselCallForm {
        reached: true,
        at: "2026-11-23T09:00".to_owned(),
        lawyer: "Ines Okafor".to_owned(),
        how: "telephone".to_owned(),
        question: "What may the library do?".to_owned(),
        ..CounselCallForm::default()
    };
    acts::record_counsel_call(session, request, call).unwrap();
}

fn advise(session: &mut Session, request: &str, words: &str) {
    let advice = AdviceForm {
        result: "object".to_owned(),
        lawyer: "Ines Okafor".to_owned(),
        at: "2026-11-23T09:00".to_owned(),
        words: words.to_owned(),
        ..AdviceForm::default()
    };
    acts::record_advice(session, request, advice).unwrap();
}

fn keep(session: &mut Session, place: &Place, request: &str, text: &str) -> RequestView {
    let path = place.path("writing.pdf");
    std::fs::write(&path, text).unwrap();
    let file = acts::AttachInput { path, what: "Counsel's writing".to_owned(), privileged: true };
    acts::attach_file(session, request, file).unwrap()
}

/// Counsel's words as they are shown, oldest first.
fn said(session: &Session, request: &str) -> Vec<String> {
    let counsel = usecases::refresh_request(session, request).unwrap().counsel;
    let mut words: Vec<_> = counsel.advice.into_iter().map(|advice| advice.words).collect();
    words.reverse();
    words
}

fn read_in(session: &mut Session, request: &str, person: &str) {
    let told = ReadInForm {
        person: person.to_owned(),
        why: "Took the paper in at the desk.".to_owned(),
        allowed_by: "Ines Okafor".to_owned(),
        told_at: "2026-11-23T09:00".to_owned(),
        ..ReadInForm::default()
    };
    acts::read_in(session, request, told).unwrap();
}

#[test]
fn whoever_may_not_read_counsel_keeps_what_they_heard_and_reads_nothing_else_of_it() {
    let place = Place::new();
    let mut director = place.settled();
    let slot = librarian(&mut director, "").1.slot;
    let view = booking(&mut director, "no", "Who booked the large room?");
    consult(&mut director, &view.id);
    advise(&mut director, &view.id, "First words.");
    director.close().unwrap();

    let mut amos = place.sign_in(&slot, DEPUTY).unwrap();
    let hidden = said(&amos, &view.id);
    assert!(hidden.len() == 1 && !hidden[0].contains("First"), "{hidden:?}");
    advise(&mut amos, &view.id, "Second words.");
    let heard = said(&amos, &view.id);
    assert_eq!((heard[0] == hidden[0], heard[1].as_str()), (true, "Second words."), "{heard:?}");
    amos.close().unwrap();

    let mut director = place.sign_in("", PASSPHRASE).unwrap();
    assert_eq!(said(&director, &view.id), ["First words.", "Second words."]);
    advise(&mut director, &view.id, "Third words.");
    keep(&mut director, &place, &view.id, "counsel's letter");
    director.close().unwrap();

    let amos = place.sign_in(&slot, DEPUTY).unwrap();
    let heard = said(&amos, &view.id);
    assert_eq!((heard[1].as_str(), &heard[2]), ("Second words.", &hidden[0]), "{heard:?}");
    let page = usecases::refresh_request(&amos, &view.id).unwrap();
    let letter = page.attachments.iter().find(|file| file.privileged).unwrap();
    assert!(usecases::kept_file(&amos, &view.id, &letter.id).is_err(), "the Director's file is not theirs");
    amos.close().unwrap();
}

#[test]
fn whoever_took_in_what_another_seals_reads_it_with_keys_of_their_own() {
    let place = Place::new();
    let mut director = place.settled();
    let slot = librarian(&mut director, "").1.slot;
    director.close().unwrap();
    let mut amos = place.sign_in(&slot, DEPUTY).unwrap();
    let view = booking(&mut amos, "no", "vantablack");
    amos.close().unwrap();
    let mut director = place.sign_in("", PASSPHRASE).unwrap();
    let sealed = acts::seal_matter(&mut director, &view.id, "Counsel says so.").unwrap();
    acts::add_note(&mut director, &sealed.id, "under the seal").unwrap();
    director.close().unwrap();
    let amos = place.sign_in(&slot, DEPUTY).unwrap();
    let page = usecases::refresh_request(&amos, &sealed.id).unwrap();
    assert!(format!("{:?}", page.timeline).contains("under the seal"), "{:?}", page.timeline);
    amos.close().unwrap();
}

#[test]
fn counsels_first_writing_after_somebody_was_read_in_is_theirs_to_read_too() {
    let place = Place::new();
    let mut director = place.settled();
    let (person, row) = librarian(&mut director, "");
    let view = booking(&mut director, "yes", "vantablack");
    read_in(&mut director, &view.id, &person);
    consult(&mut director, &view.id);
    let page = keep(&mut director, &place, &view.id, "it may be told");
    advise(&mut director, &view.id, "It may be told.");
    director.close().unwrap();
    let mut amos = place.sign_in(&row.slot, DEPUTY).unwrap();
    let file = &page.attachments[0].id;
    assert!(usecases::kept_file(&amos, &view.id, file).is_ok());
    assert_eq!(said(&amos, &view.id), ["It may be told."]);
    advise(&mut amos, &view.id, "Heard at the door.");
    amos.close().unwrap();
    let director = place.sign_in("", PASSPHRASE).unwrap();
    assert_eq!(said(&director, &view.id), ["It may be told.", "Heard at the door."]);
    director.close().unwrap();
}

#[test]
fn a_lifted_seal_gives_everybody_the_keys_and_those_who_come_later_too() {
    let place = Place::new();
    let mut director = place.settled();
    let (person, row) = librarian(&mut director, "");
    let hire = |session: &mut Session, name: &str| {
        let form = EmployeeForm {
            name: name.to_owned(),
            title: "Page".to_owned(),
            employee: true,
            ..EmployeeForm::default()
        };
        let known = custody::record_employee(session, &form).unwrap().people;
        let id = known.into_iter().find(|person| person.name == name).unwrap().id;
        let access = AccessForm { person: id, counsel: false, until: String::new() };
        let view = people::give_access(session, &access, &Zeroizing::new(PAGE.to_owned())).unwrap();
        view.rows.into_iter().find(|row| row.who.starts_with(name)).unwrap().slot
    };
    let cleo = hire(&mut director, "Cleo Marsh");
    let view = booking(&mut director, "yes", "vantablack");
    read_in(&mut director, &view.id, &person);
    consult(&mut director, &view.id);
    let page = keep(&mut director, &place, &view.id, "it may be told");
    let file = page.attachments[0].id.clone();
    director.close().unwrap();
    let outside = place.sign_in(&cleo, PAGE).unwrap();
    assert!(usecases::refresh_request(&outside, &view.id).is_err());
    outside.close().unwrap();
    let mut amos = place.sign_in(&row.slot, DEPUTY).unwrap();
    acts::agree_unsealing(&mut amos, &view.id, "I read counsel's letter of today.").unwrap();
    amos.close().unwrap();
    let mut director = place.sign_in("", PASSPHRASE).unwrap();
    let form = UnsealForm {
        lawyer: "Ines Okafor".to_owned(),
        confirmed_on: "2026-11-23".to_owned(),
        confirmation: file.clone(),
        second_person: "Amos Reed".to_owned(),
        agreed: String::new(),
        reason: "The court lifted the order.".to_owned(),
    };
    acts::unseal_matter(&mut director, &view.id, form).unwrap();
    let dan = hire(&mut director, "Dan Ortiz");
    director.close().unwrap();
    for slot in [cleo, dan] {
        let session = place.sign_in(&slot, PAGE).unwrap();
        assert_eq!(usecases::refresh_request(&session, &view.id).unwrap().words, "vantablack");
        assert!(
            usecases::kept_file(&session, &view.id, &file).is_err(),
            "counsel's writing was not given to them"
        );
        session.close().unwrap();
    }
}

#[test]
fn whoever_left_opens_nothing_and_the_director_is_told_that_their_keys_are_still_there() {
    let place = Place::new();
    let mut director = place.settled();
    let (person, row) = librarian(&mut director, "");
    assert!(people::people_view(&director).unwrap().to_settle.is_empty());
    let form =
        EmployeeForm { person, name: "Amos Reed".to_owned(), title: "Librarian".to_owned(), employee: false };
    custody::record_employee(&mut director, &form).unwrap();
    let told = people::people_view(&director).unwrap().to_settle;
    assert!(told.len() == 1 && told[0].contains("left the library"), "{told:?}");
    director.close().unwrap();
    let refused = place.sign_in(&row.slot, DEPUTY).unwrap_err();
    assert_eq!(refused, place.sign_in(&row.slot, "not this one at all").unwrap_err());
    let mut director = place.sign_in("", PASSPHRASE).unwrap();
    people::end_access(&mut director, &row.slot).unwrap();
    assert!(people::people_view(&director).unwrap().to_settle.is_empty());
    director.close().unwrap();
}

#[test]
fn an_access_whose_last_day_ends_while_it_is_open_is_over_at_midnight() {
    let place = Place::new();
    let mut director = place.settled();
    let slot = librarian(&mut director, "2026-11-24").1.slot;
    director.close().unwrap();
    place.clock.set("2026-11-24T23:00");
    let amos = place.sign_in(&slot, DEPUTY).unwrap();
    assert!(!people::term_is_over(&amos));
    place.clock.set("2026-11-25T00:00");
    assert!(people::term_is_over(&amos));
    amos.close().unwrap();
}
