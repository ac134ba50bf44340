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
    let view = letter::issue_letter(&mut desk.session, &view.id, "L14").unwrap();
    let view = transmittal(desk, &view);
    // The opinion was first kept like any other file, and then once more as counsel's.
    for (name, privileged, bytes) in [
        ("twin.pdf", false, &b"%PDF-1.7 an opinion"[..]),
        ("opinion.pdf", true, b"%PDF-1.7 an opinion"),
        ("list.pdf", false, b"%PDF-1.7 a list"),
    ] {
        let path = desk.place(name);
        std::fs::write(&path, bytes).unwrap();
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
    let sent = view.letters.iter().find(|row| row.code == "L11").unwrap();
    let issued = sent.issued.first().unwrap();
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
    for file in ["opinion.pdf", "twin.pdf"] {
        assert!(whole.contains(file) && !plain.contains(file), "{file}");
    }
    assert!(
        plain.lines().all(|line| !line.contains("Counsel consulted") && !line.contains("advice recorded"))
    );
    let referral =
        view.letters.iter().find(|row| row.code == "L14").and_then(|row| row.issued.first()).unwrap();
    assert!(!plain.contains(&referral.hash) && whole.contains(&referral.hash), "a referral is counsel's own");
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
        assert_eq!(noted.is_some_and(|note| note.contains("printed, with what is counsel")), printed);
        assert_eq!(proof::proof_view(&desk.session).taken.is_some(), printed);
    }
}

#[test]
fn a_file_of_many_pages_is_printed_in_volumes_and_one_that_ended_keeps_the_note_of_it() {
    let mut desk = Desk::open("2026-12-04T12:00");
    let view = answered(&mut desk);
    let words = "Somebody wrote down at length what was said at the desk that morning. ".repeat(50);
    acts::add_note(&mut desk.session, &view.id, "\u{1F600} at first").unwrap();
    for _ in 0..60 {
        acts::add_note(&mut desk.session, &view.id, &words).unwrap();
    }
    acts::add_note(&mut desk.session, &view.id, "\u{1F600} at last").unwrap();
    let pages = letter::binder_pages(&desk.session, &view.id, false).unwrap();
    assert!(pages.len() > 1 && pages.iter().all(|pages| *pages <= 60), "{pages:?}");
    assert!(pages.iter().sum::<usize>() > 60, "{pages:?}");
    let code = proof::proof_view(&desk.session).anchor.code;
    let view = acts::withdraw_request(&mut desk.session, &view.id, "Taken back.").unwrap();
    assert!(view.read_only.is_some());
    letter::record_binder_print(&mut desk.session, &view.id, (&code, false), PrintOutcome::Printed).unwrap();
    let noted = refresh_request(&desk.session, &view.id).unwrap().timeline[0].note.clone().unwrap();
    assert!(noted.contains("without what is counsel"), "{noted}");
}

#[test]
fn of_what_is_not_there_nothing_is_printed() {
    let desk = Desk::open("2026-12-04T12:00");
    let refused = letter::binder_paper(&desk.session, "00112233445566778899aabbccddeeff", false);
    assert_eq!(refused.unwrap_err().code, Code::NotFound);
}
