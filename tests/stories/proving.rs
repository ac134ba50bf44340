//! Proof that nobody rewrote the record: the full check, a line on paper, and what it says on a later day.

use crate::desk::{Desk, PASSPHRASE};
use crate::overtaken::transmittal;
use crate::place::Place;
use crate::subpoena::released;
use std::fs;
use usecases::view::*;
use usecases::{Code, PrintOutcome, Session, acts, letter, proof, set_preference};

fn asked(session: &Session, day: &str, code: &str) -> AnchorFoundView {
    let form = AnchorForm { day: day.to_owned(), code: code.to_owned() };
    proof::check_anchor(session, &form, &mut |_| ()).unwrap()
}

/// Another letter in the place of the first one, so that the code is that of nothing.
fn mistyped(code: &str) -> String {
    let other = if code.starts_with('A') { "B" } else { "A" };
    format!("{other}{}", &code[1..])
}

#[test]
fn a_line_on_paper_is_found_again_and_says_up_to_when_all_is_unchanged() {
    let place = Place::new();
    let mut session = place.settled();
    let paper = proof::proof_view(&session);
    assert_eq!((paper.anchor.day.words.as_str(), paper.taken), ("Mon 23 Nov 2026", None));
    assert_eq!(paper.anchor.code.split(' ').map(str::len).collect::<Vec<_>>(), [5, 5, 5, 5]);
    let view = proof::note_anchor(&mut session, &paper.anchor.code).unwrap();
    assert_eq!(view.taken.as_deref(), Some("today"), "that it was taken is on record");
    assert_ne!(view.anchor.code, paper.anchor.code, "and is an entry itself");
    let invented = proof::note_anchor(&mut session, &mistyped(&paper.anchor.code)).unwrap_err();
    assert_eq!(invented.code, Code::NotFound);
    place.clock.set("2027-02-01T09:00");
    set_preference(&mut session, "theme", "dark").unwrap();
    session.close().unwrap();
    let (session, _) = place.unlock(PASSPHRASE).unwrap();
    assert_eq!(proof::proof_view(&session).taken.as_deref(), Some("70 days ago"));
    let same = asked(&session, "2026-11-23", &paper.anchor.code.to_lowercase().replace(' ', "-"));
    assert!(
        same.found && same.unchanged && same.words.ends_with("by Mon 23 Nov 2026, is unchanged."),
        "{same:?}"
    );
    let other_day = asked(&session, "2026-11-22", &paper.anchor.code);
    assert!(other_day.unchanged && other_day.words.contains("after Sun 22 Nov 2026"), "{other_day:?}");
    let nowhere = asked(&session, "2026-11-23", &mistyped(&paper.anchor.code));
    assert!(
        !nowhere.found && !nowhere.unchanged && nowhere.words.contains("letter by letter"),
        "{nowhere:?}"
    );
    for (day, code, field) in
        [("", paper.anchor.code.as_str(), "day"), ("2026-11-23", "ABCDE", "code"), ("2026-11-23", "", "code")]
    {
        let form = AnchorForm { day: day.to_owned(), code: code.to_owned() };
        assert_eq!(proof::check_anchor(&session, &form, &mut |_| ()).unwrap_err().refs, [field]);
    }
}

#[test]
fn a_slip_is_printed_with_the_code_and_only_a_print_is_recorded() {
    let place = Place::new();
    let mut session = place.settled();
    let slip = proof::anchor_slip(&session).unwrap();
    assert_eq!(slip.sheets.len(), 1);
    assert!(slip.sheets[0].starts_with(b"\x89PNG"), "a picture of the page");
    assert_eq!(slip.code, proof::proof_view(&session).anchor.code.replace(' ', ""));
    for outcome in [PrintOutcome::Cancelled, PrintOutcome::Failed] {
        proof::record_anchor_print(&mut session, &slip.code, outcome).unwrap();
        assert_eq!(proof::proof_view(&session).taken, None);
    }
    let report = proof::record_anchor_print(&mut session, &slip.code, PrintOutcome::Printed).unwrap();
    assert_eq!(
        (report.outcome.as_str(), proof::proof_view(&session).taken.as_deref()),
        ("printed", Some("today"))
    );
    assert!(asked(&session, "2026-11-23", &slip.code).unchanged);
}

#[test]
fn damage_is_named_and_a_line_on_paper_is_not_called_good_beside_it() {
    let place = Place::new();
    let mut session = place.settled();
    let form = NewRequestForm {
        received_at: "2026-11-23T09:00".to_owned(),
        channel: "phone".to_owned(),
        words: "w".repeat(20_000),
        parts: vec![PartForm { what: "a thing".to_owned(), ..PartForm::default() }],
        ..NewRequestForm::default()
    };
    acts::start_request(&mut session, form).unwrap();
    let code = proof::proof_view(&session).anchor.code;
    let mut shares = Vec::new();
    let sound = proof::verify_telling(&session, &mut |share| shares.push(share));
    assert!(sound.intact && sound.summary.ends_with("entries are intact."), "{sound:?}");
    assert!(shares.is_sorted() && shares.last() == Some(&100), "{shares:?}");
    let name =
        place.files().into_iter().find(|name| name.starts_with("records-") && name.ends_with(".db")).unwrap();
    let file = place.vault().join(name);
    let mut bytes = fs::read(&file).unwrap();
    let place_of_damage = bytes.len() - 2000;
    bytes[place_of_damage] ^= 1;
    fs::write(&file, bytes).unwrap();
    let found = proof::verify_vault(&session);
    assert!(!found.intact && !found.problems.is_empty(), "{found:?}");
    assert!(found.summary.starts_with("The record is damaged: "), "{}", found.summary);
    let paper = asked(&session, "2026-11-23", &code);
    assert!(paper.found && !paper.unchanged && paper.words.contains("is damaged"), "{paper:?}");
}

#[test]
fn the_register_names_each_letter_of_the_period_once_it_is_issued_and_only_a_print_is_recorded() {
    let mut desk = Desk::open("2026-12-04T12:00");
    let view = released(&mut desk);
    let days = |from: &str, until: &str| RegisterForm { from: from.to_owned(), until: until.to_owned() };
    let december = days("2026-12-01", "2026-12-31");
    assert_eq!(
        proof::letter_register(&desk.session, &december).unwrap().rows,
        [],
        "a draft is in no register"
    );
    let view = transmittal(&mut desk, &view);
    let issued = view.letters.iter().find(|row| row.code == "L11").unwrap().issued[0].clone();
    let register = proof::letter_register(&desk.session, &december).unwrap();
    let codes = |register: &RegisterView| -> Vec<_> {
        register.rows.iter().map(|row| row.letter.split(' ').next().unwrap().to_owned()).collect()
    };
    assert_eq!(codes(&register), ["L11"]);
    assert_eq!(register.rows[0].reference, view.number);
    assert!(!register.rows[0].letter.contains("Printed"), "{register:?}");
    assert!(register.rows[0].fingerprint.len() == 23, "twenty digits in groups: {register:?}");
    letter::record_print(&mut desk.session, &view.id, &issued.id, PrintOutcome::Printed).unwrap();
    let printed = proof::letter_register(&desk.session, &december).unwrap();
    assert!(printed.rows[0].letter.ends_with("Printed Fri 4 Dec 2026."), "{printed:?}");
    for outcome in [PrintOutcome::Cancelled, PrintOutcome::Failed] {
        letter::record_print(&mut desk.session, &view.id, &issued.id, outcome).unwrap();
        let now = usecases::refresh_request(&desk.session, &view.id).unwrap();
        let row = now.letters.iter().find(|row| row.code == "L11").unwrap();
        assert_eq!(row.state, "Printed", "{outcome:?} puts nothing on paper and takes nothing from it");
        assert_eq!(proof::letter_register(&desk.session, &december).unwrap().rows, printed.rows);
    }
    let before = days("2026-11-01", "2026-12-03");
    assert_eq!(proof::letter_register(&desk.session, &before).unwrap().rows, []);
    let backwards = proof::letter_register(&desk.session, &days("2026-12-31", "2026-12-01")).unwrap_err();
    assert_eq!((backwards.code, backwards.refs), (Code::Invalid, vec!["until".to_owned()]));
    let paper = proof::register_paper(&desk.session, &december).unwrap();
    assert!(paper.sheets[0].starts_with(b"\x89PNG"), "a picture of the page");
    for outcome in [PrintOutcome::Cancelled, PrintOutcome::Failed] {
        proof::record_register_print(&mut desk.session, &paper.code, outcome).unwrap();
        assert_eq!(proof::proof_view(&desk.session).taken, None);
    }
    proof::record_register_print(&mut desk.session, &paper.code, PrintOutcome::Printed).unwrap();
    assert_eq!(proof::proof_view(&desk.session).taken.as_deref(), Some("today"), "its head is kept outside");
}
