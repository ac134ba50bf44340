//! A letter in a further language, as it will be once somebody has reviewed one: chosen at the desk, written from the same facts,
//! kept with its words.

use crate::desk::Desk;
use crate::own_texts::acknowledged;
use crate::subpoena::released;
use std::collections::BTreeMap;
use usecases::own_texts::{edit_own_text, publish_own_text};
use usecases::view::*;
use usecases::{Code, letter};

const WORDS: &str = include_str!("../../src-tauri/crates/letters/tests/languages/words/fr-CA.toml");
const NEVER: &str = include_str!("../../src-tauri/crates/letters/tests/languages/never/fr-CA.toml");
const LETTER: &str = include_str!("../../src-tauri/crates/letters/tests/languages/L01.fr-CA.toml");

/// A desk at which one letter can be written in French too.
fn desk() -> Desk {
    let further = [("words/fr-CA.toml", WORDS), ("never/fr-CA.toml", NEVER), ("L01.fr-CA.toml", LETTER)];
    let mut desk = Desk::open("2026-12-04T10:00");
    desk.session.add_texts(&further).unwrap();
    desk
}

fn write(desk: &mut Desk, request: &str, language: &str) -> LetterView {
    let edit = LetterEdit {
        request: request.to_owned(),
        code: "L01".to_owned(),
        fields: [("salutation.name".to_owned(), "Madame Ardmore".to_owned())].into(),
        language: language.to_owned(),
        ..LetterEdit::default()
    };
    letter::edit_letter(&mut desk.session, edit).unwrap()
}

fn words(paragraphs: &[ParagraphView]) -> String {
    paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_language_is_chosen_at_the_desk_and_kept_with_the_letter() {
    let mut desk = desk();
    let request = acknowledged(&mut desk).id;
    let first = letter::letter_view(&desk.session, &request, "L01").unwrap();
    let known: Vec<_> = first.languages.iter().map(|one| (one.code.as_str(), one.label.as_str())).collect();
    assert_eq!(known, [("en-US", "English"), ("fr-CA", "Français")]);
    assert_eq!(first.language, "en-US");
    let view = write(&mut desk, &request, "fr-CA");
    assert_eq!(view.language, "fr-CA");
    let said = words(&view.paragraphs);
    for one in ["4 décembre 2026", "par la poste", "Madame Ardmore,", "the yearly figures", "Notre référence"]
    {
        assert!(said.contains(one), "{one}: {said}");
    }
    assert!(!said.contains("December") && !said.contains("by mail"), "{said}");
    assert!(view.changes.iter().all(|change| change.why != "The library's own words."), "{:?}", view.changes);
    // And back, with what was typed.
    let back = write(&mut desk, &request, "en-US");
    assert!(words(&back.paragraphs).contains("Dear Madame Ardmore:"));
    write(&mut desk, &request, "fr-CA");
    desk.clock.set("2026-12-09T09:00");
    let issued = letter::issue_letter(&mut desk.session, &request, "L01").unwrap();
    let id = issued.letters.iter().find(|row| row.code == "L01").unwrap().issued[0].id.clone();
    let row = issued.letters.iter().find(|row| row.code == "L01").unwrap();
    let named = format!("{:?} {:?}", issued.timeline, row.issued);
    assert!(!named.contains("Accusé"), "lists stay in the language of the house: {named}");
    let kept = |desk: &Desk| words(&letter::letter_text(&desk.session, &request, &id).unwrap());
    assert!(kept(&desk).contains("Date: 9 décembre 2026"), "{}", kept(&desk));
    // A program that does not know the language any more still shows the letter in it.
    let desk = desk.reopen();
    assert!(kept(&desk).contains("Date: 9 décembre 2026"));
    let plain = letter::letter_view(&desk.session, &request, "L01").unwrap();
    assert!(plain.languages.is_empty(), "one language is no choice");
    assert_eq!(plain.language, "en-US");
}

#[test]
fn own_words_of_the_library_stand_in_one_language_and_no_other_is_offered() {
    let mut desk = desk();
    let request = acknowledged(&mut desk).id;
    assert_eq!(write(&mut desk, &request, "fr-CA").language, "fr-CA");
    let own = "Thank you. Your request came on {{ received.date }}, {{ received.how }}. This is what we understand:";
    let own: BTreeMap<_, _> = [("received".to_owned(), own.to_owned())].into();
    edit_own_text(
        &mut desk.session,
        OwnTextEdit { code: "L01".to_owned(), words: own, ..OwnTextEdit::default() },
    )
    .unwrap();
    let form = OwnTextForm {
        code: "L01".to_owned(),
        from: "2026-12-04".to_owned(),
        reason: "Friendlier.".to_owned(),
    };
    publish_own_text(&mut desk.session, &form).unwrap();
    let view = letter::letter_view(&desk.session, &request, "L01").unwrap();
    assert!(view.languages.is_empty(), "{:?}", view.languages);
    assert_eq!(view.language, "en-US");
    let turned =
        view.changes.iter().find(|change| change.title == "Language").expect("it does not turn silently");
    let pieces: Vec<_> = turned.pieces.iter().map(|piece| (piece.text.trim(), piece.how.as_str())).collect();
    assert_eq!(pieces, [("Français", "removed"), ("English", "added")]);
    assert!(words(&view.paragraphs).contains("Thank you. Your request came on December 4, 2026"));
}

#[test]
fn a_language_that_there_is_not_changes_nothing() {
    let mut desk = desk();
    let request = acknowledged(&mut desk).id;
    assert_eq!(write(&mut desk, &request, "xx").language, "en-US");
}

/// The transmittal under another tag: for this test its words need not be French.
fn transmittal() -> String {
    let house = include_str!("../../assets/letters/L11.toml");
    house.replacen("language = \"en-US\"", "language = \"fr-CA\"", 1)
}

#[test]
fn a_second_look_holds_for_the_language_that_was_looked_at() {
    let mut desk = Desk::open("2026-12-04T12:00");
    let further = transmittal();
    let further =
        [("words/fr-CA.toml", WORDS), ("never/fr-CA.toml", NEVER), ("L11.fr-CA.toml", further.as_str())];
    desk.session.add_texts(&further).unwrap();
    let view = released(&mut desk);
    let edit = |language: &str| LetterEdit {
        request: view.id.clone(),
        code: "L11".to_owned(),
        free: [("statement".to_owned(), "The enclosed pages are true copies.".to_owned())].into(),
        fields: [("given.pages".to_owned(), "3".to_owned())].into(),
        language: language.to_owned(),
        ..LetterEdit::default()
    };
    letter::edit_letter(&mut desk.session, edit("")).unwrap();
    desk.look_again(&view);
    let waits =
        |view: &LetterView| view.blocked_by.iter().any(|why| why.contains("not looked at a second time"));
    assert!(
        !waits(&letter::edit_letter(&mut desk.session, edit("en-US")).unwrap()),
        "that is the language of the house"
    );
    assert!(waits(&letter::edit_letter(&mut desk.session, edit("fr-CA")).unwrap()));
    let refused = letter::issue_letter(&mut desk.session, &view.id, "L11").unwrap_err();
    assert_eq!(refused.code, Code::StillOpen, "{refused}");
    let looked = desk.look_again(&view);
    let shown: Vec<_> = looked.parts[0].look_at.iter().flat_map(|look| look.words.clone()).collect();
    assert!(shown.contains(&"Language: Français".to_owned()), "{shown:?}");
    letter::issue_letter(&mut desk.session, &view.id, "L11").expect("what was looked at is issued");
}
