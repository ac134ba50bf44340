//! Bad input: each gets a clear message with what to do, nothing is lost, nothing is half stored.

use crate::desk::{Desk, contact, part};
use usecases::view::*;
use usecases::{Code, Error, acts};

fn question(words: &str, received_at: &str) -> NewRequestForm {
    NewRequestForm {
        received_at: received_at.to_owned(),
        channel: "in_person".to_owned(),
        words: words.to_owned(),
        answers: contact(&[("RT1", "question"), ("RT2", "officer"), ("RT3", "person")]),
        parts: vec![part("whether a person has a card", &["DC1"], "Dana R.")],
        ..NewRequestForm::default()
    }
}

fn refused(desk: &mut Desk, form: NewRequestForm) -> Error {
    let before = usecases::list_requests(&desk.session, &ListQuery::default()).unwrap().total;
    let error = acts::start_request(&mut desk.session, form).unwrap_err();
    let after = usecases::list_requests(&desk.session, &ListQuery::default()).unwrap().total;
    assert_eq!(before, after, "nothing was begun");
    assert!(!error.help.is_empty(), "{error}");
    error
}

#[test]
fn a_date_in_the_future_before_1900_or_no_date_is_refused_with_its_field() {
    let mut desk = Desk::open("2026-11-23T10:30");
    for (received_at, code) in [
        ("2026-11-23T10:31", Code::Invalid),
        ("2030-01-01T09:00", Code::Invalid),
        ("1899-12-31T09:00", Code::Invalid),
        ("0000-00-00", Code::Invalid),
        ("soon", Code::Invalid),
        ("", Code::Missing),
    ] {
        let error = refused(&mut desk, question("Does she have a card?", received_at));
        assert_eq!((error.code, error.refs), (code, vec!["received_at".to_owned()]), "{received_at}");
    }
}

#[test]
fn whatever_happened_happened_between_1900_and_now() {
    let mut desk = Desk::open("2026-11-23T10:30");
    let view = desk.start(question("Does she?", "2026-11-23T10:00"));
    let id = view.id.clone();
    for at in ["2026-11-23T10:31", "2031-01-01T09:00", "1899-12-31T09:00"] {
        let at = at.to_owned();
        let call = CounselCallForm {
            reached: true,
            at: at.clone(),
            lawyer: "Ines Okafor".to_owned(),
            how: "telephone".to_owned(),
            question: "What may be said?".to_owned(),
            ..CounselCallForm::default()
        };
        let visit = VisitForm {
            from: at.clone(),
            officers: "R. Hale".to_owned(),
            said: "Does she?".to_owned(),
            ..VisitForm::default()
        };
        let identity = IdentityForm {
            name: "R. Hale".to_owned(),
            called_back: true,
            number: "555 0100".to_owned(),
            found_in: "the city directory".to_owned(),
            at: at.clone(),
            result: "confirmed".to_owned(),
            ..IdentityForm::default()
        };
        let paper = InstrumentForm { served_at: at.clone(), ..InstrumentForm::default() };
        let desk = &mut desk.session;
        let refusals = [
            ("at", acts::record_counsel_call(desk, &id, call).unwrap_err()),
            ("from", acts::record_visit(desk, &id, visit).unwrap_err()),
            ("call_back_at", acts::check_identity(desk, &id, identity).unwrap_err()),
            ("served_at", acts::record_instrument(desk, &id, paper).unwrap_err()),
            (
                "received_at",
                acts::correct_receipt(
                    desk,
                    &id,
                    acts::ReceiptInput {
                        received_at: at.clone(),
                        channel: "in_person".to_owned(),
                        records_request: true,
                        reason: "Typed wrongly.".to_owned(),
                    },
                )
                .unwrap_err(),
            ),
        ];
        for (field, error) in refusals {
            assert_eq!(
                (error.code, error.refs.as_slice()),
                (Code::Invalid, [field.to_owned()].as_slice()),
                "{at}"
            );
            assert!(error.help.contains("Enter"), "{error}");
        }
    }
    let after = usecases::refresh_request(&desk.session, &id).unwrap();
    assert_eq!(after.timeline, view.timeline, "nothing was recorded");
}

#[test]
fn empty_exact_words_and_a_request_without_a_part_are_refused() {
    let mut desk = Desk::open("2026-11-23T10:30");
    let error = refused(&mut desk, question(" \n\t ", "2026-11-23T10:00"));
    assert_eq!((error.code, error.refs), (Code::Missing, vec!["words".to_owned()]));
    let no_part = NewRequestForm { parts: Vec::new(), ..question("Does she?", "2026-11-23T10:00") };
    assert_eq!(refused(&mut desk, no_part).code, Code::Missing);
}

#[test]
fn a_name_of_ten_thousand_characters_is_refused_and_one_in_any_script_is_kept() {
    let mut desk = Desk::open("2026-11-23T10:30");
    let long = RequesterForm { name: "x".repeat(10_000), ..RequesterForm::default() };
    let error =
        refused(&mut desk, NewRequestForm { requester: long, ..question("Does she?", "2026-11-23T10:00") });
    assert_eq!(error.code, Code::TooLong);
    let about = PartForm { about: "y".repeat(10_000), ..part("whether a person has a card", &["DC1"], "") };
    let form = NewRequestForm { parts: vec![about], ..question("Does she?", "2026-11-23T10:00") };
    assert_eq!(refused(&mut desk, form).code, Code::TooLong);
    for name in ["דנה ר׳", "عمر خالد", "田中 太郎", "Nguyễn Thị Łucja", "O\u{2019}Brien"]
    {
        let asker = RequesterForm { name: name.to_owned(), ..RequesterForm::default() };
        let form = NewRequestForm { requester: asker, ..question("Does she?", "2026-11-23T10:00") };
        let view = acts::start_request(&mut desk.session, form).unwrap();
        assert_eq!(view.requester_form.name, name);
    }
}

#[test]
fn hidden_control_characters_are_refused_by_name() {
    let mut desk = Desk::open("2026-11-23T10:30");
    for words in ["a\u{0}b", "bell\u{7}", "abc\u{202E}fdp.exe"] {
        let error = refused(&mut desk, question(words, "2026-11-23T10:00"));
        assert!(error.message.contains("U+"), "{error}");
        let asker = RequesterForm { name: words.to_owned(), ..RequesterForm::default() };
        let form = NewRequestForm { requester: asker, ..question("Does she?", "2026-11-23T10:00") };
        assert!(refused(&mut desk, form).message.contains("U+"), "{words:?} as a name");
    }
}

#[test]
fn a_choice_that_is_not_offered_is_refused() {
    let mut desk = Desk::open("2026-11-23T10:30");
    let mut form = question("Does she?", "2026-11-23T10:00");
    form.answers.insert("RT2".to_owned(), vec!["emperor".to_owned()]);
    assert_eq!(refused(&mut desk, form).code, Code::Invalid);
    let view = desk.start(question("Does she?", "2026-11-23T10:00"));
    let input = acts::AnswerInput {
        question: "U3".to_owned(),
        choices: vec!["no".to_owned(), "yes".to_owned()],
        ..acts::AnswerInput::default()
    };
    assert_eq!(acts::answer_question(&mut desk.session, &view.id, input).unwrap_err().code, Code::Invalid);
}

#[test]
fn two_hundred_mebibytes_are_refused_and_nothing_is_half_stored() {
    let mut desk = Desk::open("2026-11-23T10:30");
    let view = desk.start(question("Does she?", "2026-11-23T10:00"));
    let big = desk.place("big.pdf");
    std::fs::File::create(&big).unwrap().set_len(200 * 1024 * 1024).unwrap();
    let database = |desk: &Desk| {
        let files = std::fs::read_dir(desk.vault()).unwrap().map(|file| file.unwrap());
        files
            .filter(|file| file.path().extension().is_some_and(|end| end == "db"))
            .map(|file| file.metadata().unwrap().len())
            .sum::<u64>()
    };
    let before = database(&desk);
    let input = acts::AttachInput { path: big, what: "A scan".to_owned(), privileged: false };
    let error = acts::attach_file(&mut desk.session, &view.id, input).unwrap_err();
    assert_eq!(error.code, Code::TooLong);
    assert!(error.message.contains("200 MiB"), "{error}");
    assert_eq!(database(&desk), before, "the vault did not grow");
    let view = usecases::refresh_request(&desk.session, &view.id).unwrap();
    assert!(view.attachments.is_empty());
}

#[test]
fn a_scan_that_is_a_program_is_refused_whatever_its_name() {
    let mut desk = Desk::open("2026-11-23T10:30");
    let view = desk.start(question("Does she?", "2026-11-23T10:00"));
    for (name, bytes) in [
        ("scan.pdf", b"\x7fELF\x02\x01\x01".as_slice()),
        ("warrant.png", b"MZ\x90\x00"),
        ("paper.pdf", b"#!/bin/sh\n"),
    ] {
        let path = desk.place(name);
        std::fs::write(&path, bytes).unwrap();
        let input = acts::AttachInput { path, what: "A scan".to_owned(), privileged: false };
        let error = acts::attach_file(&mut desk.session, &view.id, input).unwrap_err();
        assert_eq!(error.code, Code::Invalid, "{name}");
        assert!(error.message.contains("program"), "{error}");
    }
    let gone =
        acts::AttachInput { path: desk.place("gone.pdf"), what: "A scan".to_owned(), privileged: false };
    assert_eq!(acts::attach_file(&mut desk.session, &view.id, gone).unwrap_err().code, Code::FileProblem);
}

#[test]
fn a_paper_that_contradicts_itself_is_refused_field_by_field() {
    let mut desk = Desk::open("2026-11-23T10:30");
    let view = desk.start(question("Does she?", "2026-11-23T10:00"));
    let paper = |change: fn(&mut InstrumentForm)| {
        let mut form = InstrumentForm { kind: "Subpoena".to_owned(), ..InstrumentForm::default() };
        change(&mut form);
        form
    };
    let cases: [(InstrumentForm, &str); 6] = [
        (paper(|form| form.dated = "2026-11-24".to_owned()), "dated"),
        (paper(|form| form.dated = "1850-01-01".to_owned()), "dated"),
        (
            paper(|form| {
                form.return_by = "2026-12-16T09:00".to_owned();
                form.return_by_again = "2026-12-17T09:00".to_owned();
            }),
            "return_by_again",
        ),
        (
            paper(|form| {
                form.return_by = "2026-12-16".to_owned();
                form.return_by_again = "2026-12-16T09:00".to_owned();
            }),
            "return_by_again",
        ),
        (paper(|form| form.served_at = "2026-11-23".to_owned()), "served_at"),
        (paper(|form| form.not_stated = vec!["kind".to_owned()]), "not_stated"),
    ];
    for (form, field) in cases {
        let error = acts::record_instrument(&mut desk.session, &view.id, form).unwrap_err();
        assert_eq!(error.refs, [field.to_owned()], "{error}");
    }
}

#[test]
fn a_return_without_its_hour_is_a_day_alone_and_says_so() {
    let mut desk = Desk::open("2026-11-23T10:30");
    let view = desk.start(question("Does she?", "2026-11-23T10:00"));
    let form = InstrumentForm {
        kind: "Subpoena".to_owned(),
        return_by: "2026-12-16".to_owned(),
        names: String::new(),
        execute_by: String::new(),
        return_by_again: "2026-12-16".to_owned(),
        ..InstrumentForm::default()
    };
    let view = acts::record_instrument(&mut desk.session, &view.id, form).unwrap();
    let row = view.paper.iter().find(|row| row.code == "Return or expiry").unwrap();
    assert_eq!(row.label, "Wed 16 Dec 2026 (the paper states no hour: the end of that day counts)");
    assert_eq!(view.instrument.unwrap().return_by, "2026-12-16", "no hour is made up for the form");
}

#[test]
fn a_reference_that_is_not_there_reads_the_same_whatever_it_is() {
    let mut desk = Desk::open("2026-11-23T10:30");
    let view = desk.start(question("Does she?", "2026-11-23T10:00"));
    let words = |error: Error| (error.code, error.message, error.help);
    let absent =
        words(usecases::refresh_request(&desk.session, "00000000000000000000000000000000").unwrap_err());
    for reference in ["", "nonsense", "ffffffffffffffffffffffffffffffff", "../../etc/passwd"] {
        assert_eq!(
            words(usecases::refresh_request(&desk.session, reference).unwrap_err()),
            absent,
            "{reference}"
        );
        assert_eq!(
            words(usecases::letter::letter_text(&desk.session, &view.id, reference).unwrap_err()),
            absent
        );
    }
}
