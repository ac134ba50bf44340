//! A whole request on paper: everything of it but what is counsel's own, which is there only when it is asked for.

use crate::desk::Desk;
use crate::overtaken::transmittal;
use crate::subpoena::released;
use usecases::view::RequestView;
use usecases::{Code, PrintOutcome, acts, letter, proof, refresh_request};

fn words(desk: &Desk, view: &RequestView, with_counsel: bool) -> String {
    letter::binder_words(&desk.session, &view.id, with_counsel).unwrap()
}

/// A subpoena that was answered, with a letter on its way and a file of counsel's.
fn answered(desk: &mut Desk) -> RequestView {
    let view = released(desk);
    let view = transmittal(desk, &view);
    for (name, privileged) in [("opinion.pdf", true), ("list.pdf", false)] {
        let path = desk.place(name);
        std::fs::write(&path, b"%PDF-1.7 a file").unwrap();
        let file = acts::AttachInput { path, what: "Kept".to_owned(), privileged };
        acts::attach_file(&mut desk.session, &view.id, file).unwrap();
    }
    refresh_request(&desk.session, &view.id).unwrap()
}

#[test]
fn the_file_on_paper_says_everything_but_what_is_counsels_own() {
    let mut desk = Desk::open("2026-12-04T12:00");
    let view = answered(&mut desk);
    let plain = words(&desk, &view, false);
    for heading in
        ["What came in", "What was answered", "What was decided", "Dates", "What happened", "Files"]
    {
        assert!(plain.contains(heading), "{heading}: {plain}");
    }
    let decision = view.parts[0].decision.as_ref().unwrap();
    let issued = view.letters.iter().flat_map(|row| &row.issued).next().unwrap();
    let code = proof::proof_view(&desk.session).anchor.code;
    for said in
        [&view.words, &decision.reason, &issued.hash, &view.answers[0].question, "list.pdf", "Left out"]
    {
        assert!(plain.contains(said), "{said}: {plain}");
    }
    assert!(plain.replace(' ', "").contains(&code.replace(' ', "")), "the end of the record");
    let text = letter::letter_text(&desk.session, &view.id, &issued.id).unwrap();
    assert!(text.iter().all(|paragraph| plain.contains(&paragraph.text)), "every word of the letter");

    let whole = words(&desk, &view, true);
    let counsel = &view.counsel;
    assert!(!counsel.advice.is_empty() && !counsel.contacts.is_empty());
    for own in counsel.advice.iter().map(|advice| &advice.words).chain(&counsel.contacts) {
        assert!(whole.contains(own.as_str()) && !plain.contains(own.as_str()), "{own}");
    }
    assert!(whole.contains("opinion.pdf") && !plain.contains("opinion.pdf"));
    assert!(
        plain.lines().all(|line| !line.contains("Counsel consulted") && !line.contains("advice recorded"))
    );
    let privileged = |row: &&usecases::view::LetterRow| row.code == "L14";
    if let Some(row) = view.letters.iter().find(privileged).filter(|row| !row.issued.is_empty()) {
        assert!(!plain.contains(&row.issued[0].hash) && whole.contains(&row.issued[0].hash));
    }
}

#[test]
fn it_is_printed_whatever_signs_were_typed_and_that_it_was_is_on_record() {
    let mut desk = Desk::open("2026-12-04T12:00");
    let view = answered(&mut desk);
    let before = letter::binder_paper(&desk.session, &view.id, false).unwrap().sheets.len();
    acts::add_note(&mut desk.session, &view.id, "He smiled \u{1F600} and left.").unwrap();
    let file = letter::binder_paper(&desk.session, &view.id, true).unwrap();
    assert!(file.sheets.len() >= before, "a sign that no face has stops nothing");
    for outcome in [PrintOutcome::Cancelled, PrintOutcome::Printed] {
        let report =
            letter::record_binder_print(&mut desk.session, &view.id, (&file.code, true), outcome).unwrap();
        let printed = outcome == PrintOutcome::Printed;
        assert_eq!(report.message.contains("hand it to nobody outside"), printed, "{report:?}");
        let noted = refresh_request(&desk.session, &view.id).unwrap().timeline[0].note.clone();
        assert_eq!(noted.is_some_and(|note| note.contains("whole file was printed")), printed);
        assert_eq!(proof::proof_view(&desk.session).taken.is_some(), printed);
    }
}

#[test]
fn of_what_is_not_there_nothing_is_printed() {
    let desk = Desk::open("2026-12-04T12:00");
    let refused = letter::binder_paper(&desk.session, "00112233445566778899aabbccddeeff", false);
    assert_eq!(refused.unwrap_err().code, Code::NotFound);
}
