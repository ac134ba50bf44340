//! How letters look: where mail goes, the lines under a signature, the size of the type. What was issued keeps its look.

use crate::desk::Desk;
use crate::own_texts::acknowledged;
use usecases::settings::{
    letter_style_page, letter_style_view, save_letter_style, save_profile, settings_view,
};
use usecases::view::*;
use usecases::{Code, letter};

const BOX: &str = "P.O. Box 44";
const LINE: &str = "Direct line 555-0177, mornings";

fn style(type_size: LetterSize) -> LetterStyleForm {
    LetterStyleForm {
        return_address: vec![BOX.to_owned(), " ".to_owned(), "Riverbend 50011".to_owned()],
        under_signature: vec![LINE.to_owned()],
        type_size,
    }
}

fn kept(type_size: LetterSize) -> LetterStyleForm {
    LetterStyleForm { return_address: vec![BOX.to_owned(), "Riverbend 50011".to_owned()], ..style(type_size) }
}

fn under_signature(paragraphs: &[ParagraphView]) -> bool {
    paragraphs.iter().any(|paragraph| paragraph.text.contains(LINE))
}

fn issued(desk: &mut Desk, request: &str) -> (String, Vec<u8>) {
    let view = letter::issue_letter(&mut desk.session, request, "L01").unwrap();
    let id = view.letters.iter().find(|row| row.code == "L01").unwrap().issued[0].id.clone();
    let page = letter::letter_page(&desk.session, request, &id, 0, 1.0).unwrap();
    (id, page)
}

#[test]
fn the_look_is_seen_before_it_is_saved_and_then_on_every_new_letter() {
    let mut desk = Desk::open("2026-12-04T10:00");
    let (before, request) = (acknowledged(&mut desk).id, acknowledged(&mut desk).id);
    desk.clock.set("2026-12-09T09:00");
    let (old, old_page) = issued(&mut desk, &before);
    let usual = letter_style_view(&desk.session, &LetterStyleForm::default()).unwrap();
    let seen = letter_style_view(&desk.session, &style(LetterSize::Large)).unwrap();
    assert!(under_signature(&seen.paragraphs) && !under_signature(&usual.paragraphs));
    assert_ne!(seen.preview, usual.preview);
    let page = |form: &LetterStyleForm| letter_style_page(&desk.session, form, 0, 1.0).unwrap();
    assert_ne!(page(&style(LetterSize::Large)), page(&style(LetterSize::Usual)), "the type is larger");
    let elsewhere = LetterStyleForm { return_address: Vec::new(), ..style(LetterSize::Large) };
    assert_ne!(page(&elsewhere), page(&style(LetterSize::Large)), "the head has the other address");
    assert_eq!(settings_view(&desk.session).unwrap().letter_style, LetterStyleForm::default());

    let saved = save_letter_style(&mut desk.session, &style(LetterSize::Larger)).unwrap();
    assert_eq!(saved.letter_style, kept(LetterSize::Larger), "empty lines are left out");
    // The profile is a form of its own and takes nothing of this away; and the look is on record.
    save_profile(&mut desk.session, &saved.profile).unwrap();
    let mut desk = desk.reopen();
    assert_eq!(settings_view(&desk.session).unwrap().letter_style, kept(LetterSize::Larger));
    let view = letter::letter_view(&desk.session, &request, "L01").unwrap();
    assert!(under_signature(&view.paragraphs));
    let signer = view.paragraphs.iter().position(|paragraph| paragraph.text.contains(LINE)).unwrap();
    assert!(view.paragraphs[..signer].iter().any(|above| above.text.contains("Director")), "capacity first");
    assert!(view.changes.iter().any(|change| change.title == "Under the signature"), "{:?}", view.changes);
    let (_, new_page) = issued(&mut desk, &request);
    assert_ne!(new_page, old_page);
    assert_eq!(letter::letter_page(&desk.session, &before, &old, 0, 1.0).unwrap(), old_page);
}

#[test]
fn a_line_that_comes_to_name_somebody_is_printed_no_more() {
    let mut desk = Desk::open("2026-12-04T10:00");
    let request = acknowledged(&mut desk).id;
    let lines = [LINE, "Ask for Amos", "Reed at the desk", "Reed Room, upstairs"];
    let form = LetterStyleForm {
        under_signature: lines[..3].iter().map(|line| (*line).to_owned()).collect(),
        ..LetterStyleForm::default()
    };
    save_letter_style(&mut desk.session, &form).unwrap();
    let said = |desk: &Desk, words: &str| {
        let view = letter::letter_view(&desk.session, &request, "L01").unwrap();
        view.paragraphs.iter().any(|paragraph| paragraph.text.contains(words))
    };
    assert!(lines[..3].iter().all(|line| said(&desk, line)));
    // A name that begins on one line and ends on the next takes all of them; a name in one line only that line.
    desk.employee("Amos Reed");
    assert!(!lines[..3].iter().any(|line| said(&desk, line)));
    let refused = letter_style_view(&desk.session, &form).unwrap_err();
    assert_eq!(refused.refs, ["under_signature"], "where it is mended, the field says why");
    let form = LetterStyleForm { under_signature: vec![LINE.to_owned(), lines[3].to_owned()], ..form };
    save_letter_style(&mut desk.session, &form).unwrap();
    desk.employee("Reed Room");
    assert!(said(&desk, LINE) && !said(&desk, lines[3]));
}

#[test]
fn what_has_no_room_is_refused_at_its_field_and_changes_nothing() {
    let mut desk = Desk::open("2026-12-04T10:00");
    let lines = |count: usize| (0..count).map(|n| format!("Line {n}")).collect::<Vec<_>>();
    let long = LetterStyleForm { under_signature: lines(4), ..LetterStyleForm::default() };
    let refused = save_letter_style(&mut desk.session, &long).unwrap_err();
    assert_eq!((refused.code, refused.refs), (Code::Invalid, vec!["under_signature".to_owned()]));
    let long = LetterStyleForm { return_address: lines(5), ..LetterStyleForm::default() };
    let refused = letter_style_view(&desk.session, &long).unwrap_err();
    assert_eq!(refused.refs, ["return_address"]);
    let under = |words: &str| LetterStyleForm {
        under_signature: vec![words.to_owned()],
        ..LetterStyleForm::default()
    };
    // What no letter may say, who signs and as what, a statute by hand, and a sign that no typeface has.
    for (words, told) in [
        ("Our counsel advised us to refuse.", "never what counsel said"),
        ("We have no record of this person.", "confirm or deny"),
        ("See Iowa Code section 22.7.", "goes by its placeholder"),
        ("Desk of the library director", "they say “Library Director”"),
        ("\u{1F4DA}", "U+1F4DA"),
    ] {
        let refused = save_letter_style(&mut desk.session, &under(words)).unwrap_err();
        assert!(refused.message.contains(told), "{words}: {}", refused.message);
        assert_eq!(refused.refs, ["under_signature"], "{words}");
    }
    // A head that does not fit on its line is found by setting a letter, before anybody needs one.
    let wide = vec!["A very long name of a street in a very long town".repeat(4)];
    let wide = LetterStyleForm { return_address: wide, ..LetterStyleForm::default() };
    let refused = save_letter_style(&mut desk.session, &wide).unwrap_err();
    assert_eq!((refused.code, refused.refs), (Code::LetterRefused, vec!["return_address".to_owned()]));
    let mut profile = settings_view(&desk.session).unwrap().profile;
    profile.phone = "555-0100, or in the evening ".repeat(6);
    let refused = save_profile(&mut desk.session, &profile).unwrap_err();
    assert_eq!(refused.code, Code::LetterRefused, "{}", refused.message);
    assert_ne!(settings_view(&desk.session).unwrap().profile, profile);
    assert_eq!(settings_view(&desk.session).unwrap().letter_style, LetterStyleForm::default());
}
