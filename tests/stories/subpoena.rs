//! A county attorney's subpoena under the clerk's seal, with no judge's finding. (Scenario S3.)

use crate::desk::{Desk, contact, part};
use usecases::view::*;
use usecases::{Code, acts, letter};

pub(crate) fn served(desk: &mut Desk) -> RequestView {
    let view = desk.start(NewRequestForm {
        received_at: "2026-12-02T10:00".to_owned(),
        channel: "in_person".to_owned(),
        taken_in_by: String::new(),
        words: "Produce all records of items checked out by Sentinel Quillfeather since June.".to_owned(),
        answers: contact(&[("RT1", "court-paper"), ("RT2", "officer"), ("RT3", "person")]),
        requester: RequesterForm {
            name: "J. Marsh".to_owned(),
            organisation: "County Attorney".to_owned(),
            office: "Investigator".to_owned(),
            address: vec!["126 South Kellogg".to_owned(), "Maple Hollow, IA 50010".to_owned()],
            ..RequesterForm::default()
        },
        parts: vec![part("borrowing records of one person", &["DC8"], "Sentinel Quillfeather")],
    });
    let view = desk.ordinary(&view, "yes");
    let view = desk.answer(&view, "U10", "yes");
    let view = answer_paper(desk, view);
    let view = desk.confirm_officer(&view, "2026-12-02T10:10");
    acts::record_instrument(&mut desk.session, &view.id, paper()).unwrap()
}

fn answer_paper(desk: &mut Desk, view: RequestView) -> RequestView {
    let answers = [
        ("LQ1", "iowa-district-court"),
        ("LQ2", "subpoena-duces-tecum"),
        ("LQ3", "clerk"),
        ("LQ4", "no"),
        ("LQ6", "yes"),
        ("LQ7", "both"),
        ("LQ8", "yes"),
        ("LQ9", "none"),
        ("LQ10", "no"),
        ("LQP", "prosecution"),
        ("LS1", "no"),
    ];
    let mut view = view;
    // A question appears when the answers before it make it matter.
    for _ in 0..2 {
        for (question, choice) in answers {
            let open =
                view.parts[0].steps.iter().any(|step| step.id == question && step.status != StepStatus::Done);
            if open {
                view = desk.answer(&view, question, choice);
            }
        }
    }
    view
}

pub(crate) fn paper() -> InstrumentForm {
    InstrumentForm {
        kind: "Subpoena duces tecum".to_owned(),
        issuer: "Iowa District Court for Story County".to_owned(),
        case_number: "CR-2026-0417".to_owned(),
        signer: "P. Lund".to_owned(),
        signer_office: "Clerk of court".to_owned(),
        dated: "2026-12-01".to_owned(),
        return_by: "2026-12-16T09:00".to_owned(),
        names: "Sentinel Quillfeather".to_owned(),
        execute_by: String::new(),
        return_by_again: "2026-12-16T09:00".to_owned(),
        scope: "Records of items checked out by one named person from June to date".to_owned(),
        data: vec!["DC8".to_owned()],
        period: "June 2026 to date".to_owned(),
        service: "Handed over at the desk".to_owned(),
        served_at: "2026-12-02T10:00".to_owned(),
        not_stated: Vec::new(),
        copy: String::new(),
    }
}

pub(crate) fn with_copy(desk: &mut Desk, view: &RequestView) -> RequestView {
    let scan = desk.place("scan.pdf");
    std::fs::write(&scan, b"%PDF-1.4 a scan of the paper").unwrap();
    let input = acts::AttachInput { path: scan, what: "Copy of the subpoena".to_owned(), privileged: false };
    let view = acts::attach_file(&mut desk.session, &view.id, input).unwrap();
    let copy = view.attachments[0].id.clone();
    acts::record_instrument(&mut desk.session, &view.id, InstrumentForm { copy, ..paper() }).unwrap()
}

fn opinion(desk: &mut Desk, view: &RequestView) -> String {
    let file = desk.place("opinion.pdf");
    std::fs::write(&file, b"%PDF-1.4 counsel's opinion").unwrap();
    let input = acts::AttachInput { path: file, what: "Signed opinion".to_owned(), privileged: true };
    let view = acts::attach_file(&mut desk.session, &view.id, input).unwrap();
    view.attachments.iter().find(|file| file.privileged).unwrap().id.clone()
}

fn advise_comply(desk: &mut Desk, view: &RequestView, opinion: String) -> RequestView {
    let form = AdviceForm {
        result: "comply".to_owned(),
        lawyer: "Ines Okafor".to_owned(),
        at: "2026-12-04T11:00".to_owned(),
        in_writing: true,
        scope: vec!["DC8".to_owned()],
        findings_settled: true,
        authority: "Iowa R. Crim. P. 2.5".to_owned(),
        particular_person_answered: true,
        gaps_shown: true,
        opinion,
        words: "Produce the borrowing list only. Do not argue the clerk's seal with them.".to_owned(),
        ..AdviceForm::default()
    };
    acts::record_advice(&mut desk.session, &view.id, form).unwrap()
}

#[test]
fn the_subpoena_is_held_for_counsel_with_its_dates() {
    let mut desk = Desk::open("2026-12-02T11:00");
    let view = served(&mut desk);
    let ruling = view.parts[0].ruling.as_ref().unwrap();
    assert_eq!((ruling.row.as_str(), ruling.outcome.as_str()), ("SP-2", "C"), "{:?}", ruling.chain);
    assert!(
        view.stops.iter().any(|stop| stop.strength == Strength::Stop),
        "it stops until counsel is called"
    );
    let due: Vec<_> = view.clocks.iter().map(|clock| clock.due.as_ref().unwrap().date.iso.clone()).collect();
    assert_eq!(due, ["2026-12-03", "2026-12-11", "2026-12-16"], "counsel, draft, return");
    for letter in ["L09", "L14", "L29"] {
        assert!(view.letters.iter().any(|row| row.code == letter && row.mandatory), "{letter} is mandatory");
    }
}

#[test]
fn a_further_version_of_the_paper_says_why_counsel_is_asked_again() {
    let mut desk = Desk::open("2026-12-04T12:00");
    let view = served(&mut desk);
    assert!(view.stops.iter().all(|stop| stop.reason.is_none()), "{:#?}", view.stops);
    let view = desk.call_counsel(&view, "2026-12-02T10:40");
    let view = advise_comply(&mut desk, &view, String::new());
    let scope = "Records of items checked out and held by one named person".to_owned();
    let view =
        acts::record_instrument(&mut desk.session, &view.id, InstrumentForm { scope, ..paper() }).unwrap();
    let why = "The paper changed on Fri 4 Dec 2026. What counsel said before belongs to the earlier words.";
    assert!(view.stops.iter().any(|stop| stop.reason.as_deref() == Some(why)), "{:#?}", view.stops);
    for step in ["Call the Legal Department", "Record counsel's advice"] {
        let step = view.parts[0].steps.iter().find(|each| each.heading == step).unwrap();
        assert!(step.hint.as_deref().is_some_and(|hint| hint.starts_with(why)), "{step:#?}");
        assert_ne!(step.status, StepStatus::Done);
    }
}

#[test]
fn the_notice_to_keep_data_has_a_period_only_where_one_was_entered() {
    let mut desk = Desk::open("2026-12-02T11:00");
    let view = served(&mut desk);
    let mut kept = PreservationForm {
        what: "The borrowing record named".to_owned(),
        systems: vec!["Catalog".to_owned()],
        review_on: "2027-01-15".to_owned(),
        told: "Sam Systems".to_owned(),
        ..PreservationForm::default()
    };
    let row = |desk: &Desk, view: &RequestView| {
        let letter = letter::letter_view(&desk.session, &view.id, "L29").unwrap();
        letter.paragraphs.into_iter().find(|paragraph| paragraph.role == "row").unwrap().text
    };
    let view = acts::preserve(&mut desk.session, &view.id, kept.clone()).unwrap();
    assert_eq!(row(&desk, &view), "System: Catalog; Data: The borrowing record named");
    kept.period = "June 2026 to date".to_owned();
    let view = acts::preserve(&mut desk.session, &view.id, kept.clone()).unwrap();
    assert!(row(&desk, &view).ends_with("; Period: June 2026 to date"), "{}", row(&desk, &view));
    // A notice that names no system cannot go to whoever runs it: the letter says what to fill in.
    kept.systems.clear();
    let view = acts::preserve(&mut desk.session, &view.id, kept).unwrap();
    let open = letter::letter_view(&desk.session, &view.id, "L29").unwrap();
    assert!(
        open.unresolved.iter().any(|gap| gap.what.contains("at least one system")),
        "{:?}",
        open.unresolved
    );
}

#[test]
fn nothing_is_released_or_denied_before_advice_from_any_side() {
    let mut desk = Desk::open("2026-12-02T11:00");
    let view = served(&mut desk);
    let view = desk.call_counsel(&view, "2026-12-02T10:40");
    let plan = ReleaseForm {
        fields: vec![ReleaseField {
            data: "DC8".to_owned(),
            label: "Items checked out".to_owned(),
            value: "3".to_owned(),
        }],
        ..ReleaseForm::default()
    };
    let view = acts::plan_release(&mut desk.session, &view.id, &view.parts[0].id, plan).unwrap();
    for outcome in ["R", "RP", "D", "A", "N"] {
        let refused = desk.decide(&view, 0, outcome).unwrap_err();
        assert_eq!(refused.code, Code::OutcomeNotAllowed, "{outcome} without advice");
        assert!(!refused.help.is_empty(), "a refusal says what to do next");
    }
    let early = letter::issue_letter(&mut desk.session, &view.id, "L11").unwrap_err();
    assert_eq!(early.code, Code::StillOpen, "{early}");
    let refused = acts::close_request(&mut desk.session, &view.id, "Done.").unwrap_err();
    assert_eq!(refused.code, Code::StillOpen);
}

#[test]
fn advice_alone_opens_nothing_until_every_gate_is_met() {
    let mut desk = Desk::open("2026-12-04T12:00");
    let view = served(&mut desk);
    let view = desk.call_counsel(&view, "2026-12-02T10:40");
    let view = advise_comply(&mut desk, &view, String::new());
    let refused = desk.decide(&view, 0, "R").unwrap_err();
    assert_eq!(refused.code, Code::OutcomeNotAllowed, "no signed opinion, no plan, no second look");
    assert_eq!(view.counsel.advice[0].result, "Comply as asked");
}

/// Everything a release needs was done, and the Director decided to release.
pub(crate) fn released(desk: &mut Desk) -> RequestView {
    let view = served(desk);
    let view = with_copy(desk, &view);
    let view = desk.call_counsel(&view, "2026-12-02T10:40");
    let opinion = opinion(desk, &view);
    let view = advise_comply(desk, &view, opinion);
    let part = view.parts[0].id.clone();
    let plan = ReleaseForm {
        fields: vec![ReleaseField {
            data: "DC8".to_owned(),
            label: "Items checked out".to_owned(),
            value: "3".to_owned(),
        }],
        person: "Sentinel Quillfeather".to_owned(),
        period: "June 2026 to date".to_owned(),
        enclosed: "3".to_owned(),
    };
    let view = acts::plan_release(&mut desk.session, &view.id, &part, plan).unwrap();
    let delivery = DeliveryForm {
        method: "in_hand".to_owned(),
        to: "J. Marsh".to_owned(),
        address: "County Attorney, 126 South Kellogg".to_owned(),
        address_confirmed: true,
        ..DeliveryForm::default()
    };
    acts::deliver(&mut desk.session, &view.id, delivery).unwrap();
    let pages = LetterEdit {
        request: view.id.clone(),
        code: "L11".to_owned(),
        fields: [("given.pages".to_owned(), "3".to_owned())].into(),
        ..LetterEdit::default()
    };
    letter::edit_letter(&mut desk.session, pages).unwrap();
    let view = acts::start_second_look(&mut desk.session, &view.id, &part).unwrap();
    assert_eq!(view.parts[0].look_at.len(), 1, "the words typed in the letter are looked at");
    assert_eq!(view.parts[0].look_at[0].words, ["3"]);
    let early = acts::take_second_look(&mut desk.session, &view.id, &part, "Same as advised.").unwrap_err();
    assert_eq!(early.code, Code::TooSoon);
    desk.clock.pass(11);
    let view =
        acts::take_second_look(&mut desk.session, &view.id, &part, "Only the list counsel named.").unwrap();
    let ruling = view.parts[0].ruling.as_ref().unwrap();
    let unmet: Vec<_> = ruling
        .gates
        .iter()
        .filter(|gate| !gate.met)
        .map(|gate| format!("{} {}", gate.code, gate.why))
        .collect();
    assert_eq!(ruling.outcome, "R", "unmet: {unmet:?}; {:?}", ruling.chain);
    let view = desk.decide(&view, 0, "R").unwrap();
    assert_eq!(view.state, "Decided");
    view
}

#[test]
fn with_opinion_plan_second_look_and_channel_the_records_go_out_with_a_letter() {
    let mut desk = Desk::open("2026-12-04T12:00");
    let view = released(&mut desk);
    let told = LetterEdit {
        request: view.id.clone(),
        code: "L11".to_owned(),
        free: [("statement".to_owned(), "Do not argue the clerk's seal with them.".to_owned())].into(),
        fields: [("given.pages".to_owned(), "3".to_owned())].into(),
        ..LetterEdit::default()
    };
    let told = letter::edit_letter(&mut desk.session, told).unwrap();
    assert!(!told.findings.is_empty(), "counsel's words are named");
    let view = desk.look_again(&view);
    let refused = letter::issue_letter(&mut desk.session, &view.id, "L11").unwrap_err();
    assert_eq!(refused.code, Code::LetterRefused);
    let edit = LetterEdit {
        request: view.id.clone(),
        code: "L11".to_owned(),
        fields: [("given.pages".to_owned(), "3".to_owned())].into(),
        ..LetterEdit::default()
    };
    letter::edit_letter(&mut desk.session, edit).unwrap();
    desk.look_again(&view);
    let transmittal = letter::letter_view(&desk.session, &view.id, "L11").unwrap();
    assert!(
        transmittal.unresolved.is_empty() && transmittal.blocked_by.is_empty(),
        "{:?} {:?}",
        transmittal.unresolved,
        transmittal.blocked_by
    );
    let view = letter::issue_letter(&mut desk.session, &view.id, "L11").unwrap();
    let issued = &view.letters.iter().find(|row| row.code == "L11").unwrap().issued[0];
    let text = letter::letter_text(&desk.session, &view.id, &issued.id).unwrap();
    let words = text.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join(" ");
    assert!(!words.contains("clerk's seal with them"), "counsel's words stay inside");
}
