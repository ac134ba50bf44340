//! Redacted copies, from the first box to the second look: what they hold, who may let them go, and everything that is refused.

use crate::desk::Desk;
use crate::looking::{PAPER, entries, helper, keep};
use crate::subpoena::served;
use std::time::Duration;
use usecases::acts::{self, AttachInput};
use usecases::redaction::{
    MadeCopy, held_copy, hold_copy, keep_copy, look_at_copy, order_copy, place_boxes, redaction_view,
};
use usecases::view::*;
use usecases::{Code, Error, Helper, custody, kept_file, load_drafts, save_draft};

/// What is tried here is the copy and not the clock: the machine of a test may be busy.
pub(crate) fn patient() -> Helper {
    Helper { patience: Duration::from_secs(60), ..helper() }
}

/// Over the family name on the paper, and not over the first name.
fn over_the_name() -> CoverForm {
    CoverForm {
        page: 0,
        x: 3_350,
        y: 880,
        w: 3_000,
        h: 420,
        reason: "DC1".to_owned(),
        words: "Another patron".to_owned(),
    }
}

fn form(view: &RequestView, boxes: Vec<CoverForm>) -> RedactionForm {
    RedactionForm { part: view.parts[0].id.clone(), boxes }
}

fn made(desk: &Desk, view: &RequestView, file: &str) -> MadeCopy {
    let order = order_copy(&desk.session, &view.id, file, &form(view, vec![over_the_name()])).unwrap();
    order.make(&patient(), &mut |_| ()).unwrap()
}

pub(crate) fn kept_copy(desk: &mut Desk, view: &RequestView, file: &str) -> RequestView {
    let made = made(desk, view, file);
    let shown = hold_copy(&mut desk.session, made).unwrap();
    keep_copy(&mut desk.session, &view.id, file, &shown.sha256).unwrap()
}

pub(crate) fn copies(view: &RequestView) -> Vec<(String, CopyRow)> {
    let copies = view.attachments.iter().filter_map(|file| Some((file.id.clone(), file.copy.clone()?)));
    copies.collect()
}

pub(crate) fn look(copy: &CopyRow, may_go: bool) -> CopyLookForm {
    CopyLookForm { sha256: copy.sha256.clone(), may_go, found: "The name is gone on every page.".to_owned() }
}

pub(crate) fn says_what_to_do(error: &Error) {
    assert!(!error.message.is_empty() && error.help.contains('.'), "{error:?}");
    let safe = ["kept", "still there", "Nothing was", "othing went out", "no copy was made"];
    let said = format!("{} {}", error.message, error.help);
    assert!(safe.iter().any(|word| said.contains(word)), "it says what is safe: {said}");
}

#[test]
fn a_name_is_covered_the_copy_is_seen_kept_and_looked_at_a_second_time() {
    let mut desk = Desk::open("2026-12-02T10:30");
    let view = served(&mut desk);
    let file = keep(&mut desk, &view, "Quillfeather.pdf", PAPER);
    let view = usecases::refresh_request(&desk.session, &view.id).unwrap();
    assert!(view.attachments.iter().find(|row| row.id == file).unwrap().redactable);
    let screen = redaction_view(&desk.session, &view.id, &file).unwrap();
    assert_eq!(screen.parts[0].code, view.parts[0].id);
    assert!(screen.reasons.iter().any(|reason| reason.code == "DC1"));
    assert!(!screen.reasons.iter().any(|reason| reason.code == "DC18"), "what is public needs no box");
    let rows = place_boxes(&desk.session, &view.id, &[over_the_name()]).unwrap();
    assert_eq!(
        (rows[0].place.as_str(), &rows[0].problem),
        ("page 1, upper middle, 30 % of the width by 4 % of the height", &None)
    );

    let before = entries(&desk.session, &view);
    let mut shares = Vec::new();
    let order = order_copy(&desk.session, &view.id, &file, &form(&view, vec![over_the_name()])).unwrap();
    let made = order.make(&patient(), &mut |share| shares.push(share)).unwrap();
    assert_eq!(shares, [50, 100]);
    let shown = hold_copy(&mut desk.session, made).unwrap();
    assert!(shown.about.starts_with("1 page, ") && shown.missing.is_none(), "{shown:?}");
    let seen = held_copy(&desk.session, &view.id, &file, &shown.sha256).unwrap();
    let page = seen.view(&patient(), 0).unwrap();
    assert_eq!((page.pages, page.lines.len()), (1, 0), "nothing to read, also not what stood beside the box");
    assert!(seen.page(&patient(), 0, 800).unwrap().starts_with(b"\x89PNG"));
    assert_eq!(entries(&desk.session, &view), before, "seeing it changes nothing in the record");

    let view = keep_copy(&mut desk.session, &view.id, &file, &shown.sha256).unwrap();
    let (id, copy) = copies(&view).remove(0);
    let row = view.attachments.iter().find(|row| row.id == id).unwrap();
    assert_eq!((row.name.as_str(), row.media.as_str()), ("redacted-copy-1.pdf", "PDF document"));
    assert!(!format!("{}{}", row.name, row.what).contains("Quillfeather"), "{row:?}");
    assert!(row.what.starts_with("Redacted copy of SHA-256 ") && !row.redactable);
    assert_eq!((copy.of.as_str(), &copy.sha256, copy.tone), ("Quillfeather.pdf", &shown.sha256, Tone::Wait));
    assert_eq!(copy.boxes.len(), 1);
    assert!(
        copy.boxes[0].ends_with("Name, or whether there is or was a card: Another patron"),
        "{:?}",
        copy.boxes
    );
    assert!(view.timeline[0].title.contains("Redacted copy kept"), "{:?}", view.timeline[0]);

    let soon = look_at_copy(&mut desk.session, &view.id, &id, &look(&copy, true)).unwrap_err();
    assert_eq!(soon.code, Code::TooSoon);
    desk.clock.pass(11);
    let view = look_at_copy(&mut desk.session, &view.id, &id, &look(&copy, true)).unwrap();
    assert_eq!(copies(&view)[0].1.tone, Tone::Done);

    let desk = desk.reopen();
    let view = usecases::refresh_request(&desk.session, &view.id).unwrap();
    let (id, copy) = copies(&view).remove(0);
    assert_eq!((copy.tone, copy.looks.len()), (Tone::Done, 1), "and so after a lock");
    let kept = kept_file(&desk.session, &view.id, &id).unwrap();
    assert!(kept.view(&patient(), 0).unwrap().lines.is_empty());
}

#[test]
fn a_lock_in_the_middle_loses_no_box_and_keeps_no_copy() {
    let mut desk = Desk::open("2026-12-02T10:30");
    let view = served(&mut desk);
    let file = keep(&mut desk, &view, "paper.pdf", PAPER);
    let key = format!("request/{}/redact/{file}", view.id);
    let drawn = serde_json::to_string(&form(&view, vec![over_the_name()])).unwrap();
    save_draft(&mut desk.session, &key, &drawn).unwrap();
    let copy = made(&desk, &view, &file);
    let shown = hold_copy(&mut desk.session, copy).unwrap();
    let mut desk = desk.reopen();
    let lost = keep_copy(&mut desk.session, &view.id, &file, &shown.sha256).unwrap_err();
    assert_eq!(lost.code, Code::NotFound);
    says_what_to_do(&lost);
    assert!(held_copy(&desk.session, &view.id, &file, &shown.sha256).is_err());
    let view = usecases::refresh_request(&desk.session, &view.id).unwrap();
    assert!(copies(&view).is_empty());
    assert_eq!(load_drafts(&desk.session, &key).unwrap()[0].text, drawn, "the boxes are there");
}

#[test]
fn another_request_another_file_and_other_bytes_are_refused() {
    let mut desk = Desk::open("2026-12-02T10:30");
    let (view, other) = (served(&mut desk), served(&mut desk));
    let file = keep(&mut desk, &view, "paper.pdf", PAPER);
    let second = keep(&mut desk, &view, "second.pdf", PAPER);
    let foreign =
        order_copy(&desk.session, &other.id, &file, &form(&other, vec![over_the_name()])).unwrap_err();
    assert_eq!(foreign.code, Code::NotFound, "a file of another request");
    let part = form(&other, vec![over_the_name()]);
    assert_eq!(
        order_copy(&desk.session, &view.id, &file, &part).unwrap_err().code,
        Code::NotFound,
        "its part"
    );
    let copy = made(&desk, &view, &file);
    let shown = hold_copy(&mut desk.session, copy).unwrap();
    for (request, of, sha256) in [
        (&other.id, &file, shown.sha256.as_str()),
        (&view.id, &second, shown.sha256.as_str()),
        (&view.id, &file, "00"),
    ] {
        assert!(held_copy(&desk.session, request, of, sha256).is_err(), "nor is it shown");
        let refused = keep_copy(&mut desk.session, request, of, sha256).unwrap_err();
        assert_eq!(refused.code, Code::NotFound);
        says_what_to_do(&refused);
    }
    let view = keep_copy(&mut desk.session, &view.id, &file, &shown.sha256).unwrap();
    let (id, copy) = copies(&view).remove(0);
    desk.clock.pass(11);
    let other_bytes = CopyLookForm { sha256: "00".to_owned(), ..look(&copy, true) };
    let refused = look_at_copy(&mut desk.session, &view.id, &id, &other_bytes).unwrap_err();
    assert_eq!(refused.code, Code::Invalid);
    says_what_to_do(&refused);
    let not_a_copy = look_at_copy(&mut desk.session, &view.id, &file, &look(&copy, true)).unwrap_err();
    assert_eq!(not_a_copy.code, Code::NotFound);
    assert_eq!(
        order_copy(&desk.session, &view.id, &id, &form(&view, vec![over_the_name()])).unwrap_err().code,
        Code::Invalid,
        "a copy of a copy"
    );
}

#[test]
fn a_copy_that_was_found_wanting_never_goes_out() {
    let mut desk = Desk::open("2026-12-02T10:30");
    let view = served(&mut desk);
    let file = keep(&mut desk, &view, "paper.pdf", PAPER);
    let view = kept_copy(&mut desk, &view, &file);
    let (id, copy) = copies(&view).remove(0);
    desk.clock.pass(11);
    let silent = CopyLookForm { found: "  ".to_owned(), ..look(&copy, true) };
    assert_eq!(look_at_copy(&mut desk.session, &view.id, &id, &silent).unwrap_err().refs, ["found"]);
    let view = look_at_copy(&mut desk.session, &view.id, &id, &look(&copy, false)).unwrap();
    let (_, wanting) = copies(&view).remove(0);
    assert_eq!((wanting.tone, wanting.may_look), (Tone::Stop, false));
    let again = look_at_copy(&mut desk.session, &view.id, &id, &look(&copy, true)).unwrap_err();
    assert_eq!(again.code, Code::AlreadyDone);
    let view = kept_copy(&mut desk, &view, &file);
    assert_eq!(view.attachments.last().unwrap().name, "redacted-copy-2.pdf", "another copy is made");
    assert_eq!(copies(&view)[1].1.tone, Tone::Wait);
}

#[test]
fn somebody_else_who_may_look_need_not_wait_and_nobody_without_the_right_looks() {
    let mut desk = Desk::open("2026-12-02T10:30");
    let (amos, cleo) = (desk.employee("Amos Reed"), desk.employee("Cleo Park"));
    let designation = DesignationForm {
        person: amos.clone(),
        from: "2026-11-20".to_owned(),
        until: "2026-12-31".to_owned(),
        signed_on: "2026-11-19".to_owned(),
        ..DesignationForm::default()
    };
    custody::designate(&mut desk.session, &designation).unwrap();
    let view = served(&mut desk);
    let file = keep(&mut desk, &view, "paper.pdf", PAPER);
    let view = kept_copy(&mut desk, &view, &file);
    let (id, copy) = copies(&view).remove(0);
    desk.session.act_as(&cleo).unwrap();
    let refused = look_at_copy(&mut desk.session, &view.id, &id, &look(&copy, true)).unwrap_err();
    assert_eq!(refused.code, Code::NoAuthority);
    desk.session.act_as(&amos).unwrap();
    let view = look_at_copy(&mut desk.session, &view.id, &id, &look(&copy, true)).unwrap();
    let (_, seen) = copies(&view).remove(0);
    assert_eq!(seen.tone, Tone::Done);
    assert!(seen.looks[0].starts_with("Amos Reed, "), "{:?}", seen.looks);
}

#[test]
fn a_box_without_a_reason_or_off_its_page_is_said_while_it_is_drawn_and_refused_when_the_copy_is_made() {
    let mut desk = Desk::open("2026-12-02T10:30");
    let view = served(&mut desk);
    let file = keep(&mut desk, &view, "paper.pdf", PAPER);
    let good = over_the_name;
    let wrong = [
        CoverForm { reason: String::new(), ..good() },
        CoverForm { reason: "other".to_owned(), words: " ".to_owned(), ..good() },
        CoverForm { reason: "DC18".to_owned(), ..good() },
        CoverForm { reason: "anything".to_owned(), ..good() },
        CoverForm { x: 9_000, ..good() },
        CoverForm { h: 0, ..good() },
        CoverForm { w: u32::MAX, ..good() },
    ];
    let rows = place_boxes(&desk.session, &view.id, &wrong).unwrap();
    for (row, bad) in rows.iter().zip(wrong) {
        assert!(row.problem.is_some(), "{bad:?}");
        let boxes = vec![good(), bad];
        let refused = order_copy(&desk.session, &view.id, &file, &form(&view, boxes)).unwrap_err();
        assert!(refused.refs.iter().any(|field| field.starts_with("boxes")), "{refused:?}");
    }
    let other = CoverForm { reason: "other".to_owned(), words: "A neighbour's address".to_owned(), ..good() };
    assert_eq!(place_boxes(&desk.session, &view.id, &[other]).unwrap()[0].problem, None);
    let none = order_copy(&desk.session, &view.id, &file, &form(&view, Vec::new())).unwrap_err();
    assert_eq!(none.refs, ["boxes"], "a file without a box is enclosed as it came");
    let beyond = form(&view, vec![CoverForm { page: 1, ..good() }]);
    let order = order_copy(&desk.session, &view.id, &file, &beyond).unwrap();
    assert_eq!(order.make(&patient(), &mut |_| ()).unwrap_err().refs, ["boxes/0"], "no such page");
}

#[test]
fn files_that_cannot_be_drawn_give_no_copy_and_stay_as_they_came() {
    let mut desk = Desk::open("2026-12-02T10:30");
    let view = served(&mut desk);
    let text = String::from_utf8(PAPER.to_vec()).unwrap();
    let empty = text.replace("/Kids[3 0 R]/Count 1", "/Kids[]/Count 0");
    let before = entries(&desk.session, &view);
    for (name, bytes, says) in [
        ("empty.pdf", empty.as_bytes(), "no page"),
        ("locked.pdf", &include_bytes!("../samples/locked.pdf")[..], "password"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj", "damaged"),
    ] {
        let file = keep(&mut desk, &view, name, bytes);
        let order = order_copy(&desk.session, &view.id, &file, &form(&view, vec![over_the_name()])).unwrap();
        let error = order.make(&patient(), &mut |_| ()).unwrap_err();
        assert_eq!(error.code, Code::FileProblem, "{name}");
        assert!(error.message.contains(says), "{name}: {error:?}");
        says_what_to_do(&error);
    }
    let file = keep(&mut desk, &view, "paper.pdf", PAPER);
    let order = order_copy(&desk.session, &view.id, &file, &form(&view, vec![over_the_name()])).unwrap();
    let nobody = Helper::new("/nowhere/at/all".into());
    let error = order.make(&nobody, &mut |_| ()).unwrap_err();
    assert!(error.message.contains("could not be started"), "{error:?}");
    says_what_to_do(&error);
    let view = usecases::refresh_request(&desk.session, &view.id).unwrap();
    assert!(copies(&view).is_empty());
    assert_eq!(entries(&desk.session, &view), before + 4, "four files were kept, and nothing else happened");
}

/// A helper that shows the file otherwise from its second start on: what it drew for the copy is not what the check sees.
#[cfg(unix)]
fn fickle(desk: &Desk) -> Helper {
    use std::os::unix::fs::PermissionsExt;
    let (program, started) = (desk.place("fickle"), desk.place("started"));
    let (real, word) = (helper().program, helper().arguments.remove(0));
    let script = format!(
        "#!/bin/sh\nif [ -e '{0}' ]; then LC_ALL=C /bin/sed 's/Sentinel/Sentinex/' | '{1}' {word}; \
         else : > '{0}'; exec '{1}' {word}; fi\n",
        started.display(),
        real.display()
    );
    std::fs::write(&program, script).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    Helper { program, ..patient() }
}

#[cfg(unix)]
#[test]
fn a_copy_in_which_the_search_finds_a_leak_is_thrown_away() {
    let mut desk = Desk::open("2026-12-02T10:30");
    let view = served(&mut desk);
    let file = keep(&mut desk, &view, "paper.pdf", PAPER);
    let order = order_copy(&desk.session, &view.id, &file, &form(&view, vec![over_the_name()])).unwrap();
    let error = order.make(&fickle(&desk), &mut |_| ()).unwrap_err();
    assert_eq!(error.code, Code::Stopped, "{error:?}");
    assert!(error.message.contains("thrown away") && error.message.contains("nothing went out"), "{error:?}");
    says_what_to_do(&error);
    let view = usecases::refresh_request(&desk.session, &view.id).unwrap();
    assert!(copies(&view).is_empty());
}

#[test]
fn nothing_of_counsel_and_nothing_of_a_closed_request_is_copied() {
    let mut desk = Desk::open("2026-12-02T10:30");
    let view = served(&mut desk);
    let path = desk.place("advice.pdf");
    std::fs::write(&path, PAPER).unwrap();
    let advice = AttachInput { path, what: "Advice".to_owned(), privileged: true };
    let view = acts::attach_file(&mut desk.session, &view.id, advice).unwrap();
    let row = view.attachments.last().unwrap();
    assert!(!row.redactable);
    let refused = redaction_view(&desk.session, &view.id, &row.id).unwrap_err();
    assert_eq!(refused.code, Code::OutcomeNotAllowed);
    let file = keep(&mut desk, &view, "paper.pdf", PAPER);
    let copy = made(&desk, &view, &file);
    let view = acts::withdraw_request(&mut desk.session, &view.id, "Entered by mistake.").unwrap();
    assert!(view.attachments.iter().all(|row| !row.redactable));
    assert_eq!(hold_copy(&mut desk.session, copy).unwrap_err().code, Code::RequestEnded);
}
