//! What goes with a release letter: chosen, looked at a second time, frozen as its manifest, printed as one job, and everything
//! that is refused on the way.

use crate::danger::given;
use crate::desk::Desk;
use crate::looking::{PAPER, keep};
use crate::redacting::{copies, kept_copy, look, patient, says_what_to_do};
use crate::subpoena::{released, served};
use usecases::enclosing::{choose_enclosures, enclosing_view};
use usecases::letter::{
    hold_job, issue_letter, letter_page, letter_text, letter_view, order_print, record_print,
};
use usecases::redaction::look_at_copy;
use usecases::view::*;
use usecases::{Code, Error, Helper, PrintOutcome, acts, load_drafts, save_draft};

const LETTER: &str = "L11";

fn section(desk: &Desk, view: &RequestView) -> EnclosingView {
    enclosing_view(&desk.session, &view.id, LETTER).unwrap().expect("it gives something out")
}

fn form(view: &RequestView, files: &[&str]) -> EnclosingForm {
    let part = &view.parts[0].id;
    let file = |file: &&str| EnclosedForm { file: (*file).to_owned(), part: part.clone() };
    EnclosingForm {
        to: "J. Marsh, County Attorney".to_owned(),
        method: "in_hand".to_owned(),
        files: files.iter().map(file).collect(),
    }
}

fn choose(desk: &mut Desk, view: &RequestView, files: &[&str]) -> EnclosingView {
    choose_enclosures(&mut desk.session, &view.id, LETTER, form(view, files)).unwrap().unwrap()
}

fn refused(desk: &mut Desk, view: &RequestView, form: EnclosingForm) -> Error {
    let error = choose_enclosures(&mut desk.session, &view.id, LETTER, form).unwrap_err();
    says_what_to_do(&error);
    error
}

/// Issues the letter with what was chosen, after the look that the choice asks for.
fn issued(desk: &mut Desk, view: &RequestView) -> IssuedRow {
    let view = desk.look_again(view);
    let view = issue_letter(&mut desk.session, &view.id, LETTER).unwrap();
    row(&view)
}

fn row(view: &RequestView) -> IssuedRow {
    view.letters.iter().find(|row| row.code == LETTER).unwrap().issued[0].clone()
}

fn print(
    desk: &mut Desk,
    view: &RequestView,
    letter: &str,
    helper: &Helper,
) -> usecases::Result<Vec<Vec<u8>>> {
    let job = order_print(&desk.session, &view.id, letter)?.draw(helper, &mut |_| ())?;
    hold_job(&mut desk.session, job)
}

/// A print that is refused: it says what is safe, and nothing of it is recorded.
fn no_print(desk: &mut Desk, view: &RequestView, letter: &str) -> Error {
    let error = print(desk, view, letter, &patient()).unwrap_err();
    says_what_to_do(&error);
    error
}

#[test]
fn a_file_is_chosen_looked_at_frozen_and_printed_behind_its_letter_as_one_job() {
    let mut desk = Desk::open("2026-12-04T12:00");
    let view = released(&mut desk);
    let file = keep(&mut desk, &view, "Quillfeather.pdf", PAPER);
    let before = section(&desk, &view);
    assert_eq!((before.to.as_str(), before.method.as_str()), ("J. Marsh, County Attorney", "in_hand"));
    assert!(before.planned.unwrap().contains("in hand, with a receipt, to J. Marsh"));
    assert_eq!(before.released, ["Part 1: Items checked out, June 2026 to date"]);
    assert!(before.recorded.is_none() && before.obstacles.is_empty());
    let offered: Vec<_> = before.files.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(offered, ["scan.pdf", "Quillfeather.pdf"], "nothing of counsel's and no text of a letter");
    let plain = letter_view(&desk.session, &view.id, LETTER).unwrap().pages;
    assert!(enclosing_view(&desk.session, &view.id, "L14").unwrap().is_none(), "a memo carries nothing");

    let section_now = choose(&mut desk, &view, &[&file]);
    assert!(
        section_now.files[1].place == Some(1) && section_now.files[1].tone == Tone::Done,
        "{section_now:?}"
    );
    let seen = letter_view(&desk.session, &view.id, LETTER).unwrap();
    assert_eq!((seen.pages, seen.carries), (plain + 1, true), "the preview shows its manifest");
    assert!(
        seen.blocked_by.iter().any(|why| why.contains("what goes with it, were not looked at a second time")),
        "{:?}",
        seen.blocked_by
    );
    let early = issue_letter(&mut desk.session, &view.id, LETTER).unwrap_err();
    assert_eq!(early.code, Code::StillOpen);
    let looking = acts::start_second_look(&mut desk.session, &view.id, &view.parts[0].id).unwrap();
    let shown: Vec<_> = looking.parts[0].look_at.iter().flat_map(|at| at.words.clone()).collect();
    assert!(shown.iter().any(|line| line.starts_with("File: Quillfeather.pdf, SHA-256 ")), "{shown:?}");

    // Locked in the middle, and opened again: what was recorded stands, and what was not is still there and holds the letter.
    let key = format!("request/{}/enclosing/{LETTER}", view.id);
    save_draft(&mut desk.session, &key, "{\"files\":[]}").unwrap();
    let mut desk = desk.reopen();
    assert_eq!(load_drafts(&desk.session, &key).unwrap().len(), 1);
    let open = letter_view(&desk.session, &view.id, LETTER).unwrap().blocked_by;
    assert!(open.iter().any(|why| why.contains("is not recorded yet")), "{open:?}");
    assert_eq!(
        section(&desk, &view).files[1].place,
        Some(1),
        "the choice is an entry, and stands after a lock"
    );
    choose(&mut desk, &view, &[&file]);
    assert!(load_drafts(&desk.session, &key).unwrap().is_empty(), "recording it settles what was typed");
    let letter = issued(&mut desk, &view);
    let manifest = letter.manifest.clone().unwrap();
    assert_eq!((manifest.pages, manifest.files.len()), (1, 1));
    assert_eq!(manifest.way, "To J. Marsh, County Attorney: in hand, with a receipt");
    let words = letter_text(&desk.session, &view.id, &letter.id).unwrap();
    let words: Vec<_> = words.into_iter().map(|paragraph| paragraph.text).collect();
    let sheet = words.iter().position(|line| line == "What goes with the letter").unwrap();
    let sheet = words[sheet..].join("\n");
    assert!(sheet.contains("Items checked out") && sheet.contains("June 2026 to date"), "{sheet}");
    assert!(!words.join(" ").contains("Quillfeather.pdf"), "a name of a file goes nowhere");
    assert!(
        words.contains(&"Enclosure: Release manifest, with 1 file".to_owned()),
        "the letter says so: {words:?}"
    );
    assert!(
        letter_page(&desk.session, &view.id, &letter.id, letter.pages as usize, 1.0)
            .unwrap()
            .starts_with(b"\x89PNG")
    );
    assert!(letter_page(&desk.session, &view.id, &letter.id, letter.pages as usize + 1, 1.0).is_err());

    let sheets = print(&mut desk, &view, &letter.id, &patient()).unwrap();
    assert_eq!(sheets.len(), letter.pages as usize + 2, "the letter, its manifest, and the file's page");
    assert!(sheets.iter().all(|sheet| sheet.starts_with(b"\x89PNG")));
    record_print(&mut desk.session, &view.id, &letter.id, PrintOutcome::Printed).unwrap();
    assert_eq!(print(&mut desk, &view, &letter.id, &patient()).unwrap(), sheets, "the same bytes again");
    record_print(&mut desk.session, &view.id, &letter.id, PrintOutcome::Cancelled).unwrap();
    let mut desk = desk.reopen();
    let view = usecases::refresh_request(&desk.session, &view.id).unwrap();
    let history = row(&view).history;
    assert!(history[0].contains(&format!("printed, {} sheets, SHA-256 ", sheets.len())), "{history:?}");
    assert!(history[1].ends_with("printing cancelled"), "of what never reached the paper nothing is said");

    // What is chosen afterwards belongs to the next letter.
    choose(&mut desk, &view, &[]);
    assert_eq!(print(&mut desk, &view, &letter.id, &patient()).unwrap(), sheets, "what was issued is frozen");
}

#[test]
fn a_copy_goes_once_it_was_looked_at_and_the_original_never_again() {
    let mut desk = Desk::open("2026-12-04T12:00");
    let view = released(&mut desk);
    let file = keep(&mut desk, &view, "Quillfeather.pdf", PAPER);
    let view = kept_copy(&mut desk, &view, &file);
    let (copy, copy_row) = copies(&view).remove(0);
    let section_now = choose(&mut desk, &view, &[&copy]);
    assert_eq!(section_now.obstacles.len(), 1, "{:?}", section_now.obstacles);
    assert!(section_now.obstacles[0].message.contains("nobody has looked at it a second time"));
    desk.look_again(&view);
    let early = issue_letter(&mut desk.session, &view.id, LETTER).unwrap_err();
    assert_eq!(early.code, Code::StillOpen);
    assert!(early.message.contains("nobody has looked at it a second time"), "{early:?}");
    look_at_copy(&mut desk.session, &view.id, &copy, &look(&copy_row, true)).unwrap();
    assert!(section(&desk, &view).obstacles.is_empty());

    let original = choose(&mut desk, &view, &[&file]);
    assert!(original.obstacles[0].message.contains("a redacted copy was made of it"), "{original:?}");
    let at_issue = issue_letter(&mut desk.session, &view.id, LETTER).unwrap_err();
    assert!(at_issue.message.contains("a redacted copy was made of it"), "{at_issue:?}");

    choose(&mut desk, &view, &[&copy]);
    let letter = issued(&mut desk, &view);
    assert!(letter.manifest.as_ref().unwrap().files[0].contains("Redacted copy, PDF document, 1 page"));
    assert_eq!(print(&mut desk, &view, &letter.id, &patient()).unwrap().len(), letter.pages as usize + 2);
    // Somebody finds something on it after all.
    look_at_copy(&mut desk.session, &view.id, &copy, &look(&copy_row, false)).unwrap();
    assert!(no_print(&mut desk, &view, &letter.id).message.contains("the second look found that it may not"));
    let again = kept_copy(&mut desk, &view, &file);
    assert_eq!(copies(&again).len(), 2, "another copy is made, and goes with another letter");
}

#[test]
fn an_original_stays_where_the_part_is_released_in_part() {
    let mut desk = Desk::open("2026-12-04T10:00");
    let view = given(&mut desk);
    let file = keep(&mut desk, &view, "paper.pdf", PAPER);
    let whole = EnclosingForm { to: "R. Hale, Police Department".to_owned(), ..form(&view, &[&file]) };
    let shown = choose_enclosures(&mut desk.session, &view.id, "L12", whole.clone()).unwrap().unwrap();
    assert_eq!((shown.files[0].tone, shown.obstacles.len()), (Tone::Wait, 1), "{shown:?}");
    assert!(shown.obstacles[0].message.contains("released in part"), "{shown:?}");
    assert!(shown.obstacles[0].help.contains("Choose a redacted copy"), "{shown:?}");
    let stopped = issue_letter(&mut desk.session, &view.id, "L12").unwrap_err();
    assert!(stopped.message.contains("may not go out as it came"), "{stopped:?}");
    let none = EnclosingForm { files: Vec::new(), ..whole };
    let shown = choose_enclosures(&mut desk.session, &view.id, "L12", none).unwrap().unwrap();
    assert!(shown.obstacles.is_empty(), "taken out again: {shown:?}");
    let still = letter_view(&desk.session, &view.id, "L12").unwrap().blocked_by;
    assert!(!still.iter().any(|why| why.contains("may not go out")), "{still:?}");
}

#[test]
fn another_request_another_recipient_and_another_way_are_refused() {
    let mut desk = Desk::open("2026-12-04T12:00");
    let view = released(&mut desk);
    let file = keep(&mut desk, &view, "paper.pdf", PAPER);
    let other = served(&mut desk);
    let foreign = keep(&mut desk, &other, "other.pdf", PAPER);
    let error = refused(&mut desk, &view, form(&view, &[&foreign]));
    assert_eq!((error.code, error.refs.as_slice()), (Code::NotFound, &["files".to_owned()][..]));
    let of_other_part = EnclosingForm {
        files: vec![EnclosedForm { file: file.clone(), part: other.parts[0].id.clone() }],
        ..form(&view, &[])
    };
    assert_eq!(refused(&mut desk, &view, of_other_part).code, Code::Invalid);
    let stranger = EnclosingForm { to: "The Gazette".to_owned(), ..form(&view, &[&file]) };
    let error = refused(&mut desk, &view, stranger);
    assert_eq!((error.code, error.refs.as_slice()), (Code::WiderThanAllowed, &["to".to_owned()][..]));
    let read_out = EnclosingForm { method: "read_out".to_owned(), ..form(&view, &[&file]) };
    assert_eq!(refused(&mut desk, &view, read_out).refs, ["method"]);
    let table = keep(&mut desk, &view, "table.xls", b"\xd0\xcf\x11\xe0 a table");
    assert!(refused(&mut desk, &view, form(&view, &[&table])).message.contains("can be printed with it"));
    let path = desk.place("advice.pdf");
    std::fs::write(&path, [PAPER, b"\n% advice"].concat()).unwrap();
    let advice = acts::AttachInput { path, what: "Advice".to_owned(), privileged: true };
    let kept = acts::attach_file(&mut desk.session, &view.id, advice).unwrap();
    let advice = kept.attachments.iter().find(|row| row.name == "advice.pdf").unwrap().id.clone();
    assert_eq!(refused(&mut desk, &view, form(&view, &[&advice])).code, Code::OutcomeNotAllowed);
    assert!(section(&desk, &view).recorded.is_none(), "nothing of all that was recorded");
    let memo = choose_enclosures(&mut desk.session, &view.id, "L14", form(&view, &[&file])).unwrap_err();
    assert_eq!(memo.code, Code::Invalid, "nothing goes with a memo");

    let mailed = EnclosingForm { method: "certified_mail".to_owned(), ..form(&view, &[&file]) };
    let shown = choose_enclosures(&mut desk.session, &view.id, LETTER, mailed).unwrap().unwrap();
    assert!(shown.obstacles[0].message.contains("another way was planned"), "{shown:?}");
    choose(&mut desk, &view, &[&file]);
    let letter = issued(&mut desk, &view);
    let asker = RequesterForm { name: "Somebody Else".to_owned(), ..view.requester_form.clone() };
    acts::describe_requester(&mut desk.session, &view.id, asker).unwrap();
    let error = no_print(&mut desk, &view, &letter.id);
    assert!(error.message.contains("did not ask"), "the record names another asker now: {error:?}");
    let again = issue_letter(&mut desk.session, &view.id, LETTER).unwrap_err();
    assert!(again.message.contains("did not ask"), "{again:?}");
}

#[test]
fn without_a_helper_or_with_a_file_that_cannot_be_drawn_nothing_is_printed() {
    let mut desk = Desk::open("2026-12-04T12:00");
    let view = released(&mut desk);
    let file = keep(&mut desk, &view, "cut.pdf", b"%PDF-1.7\n1 0 obj");
    choose(&mut desk, &view, &[&file]);
    let letter = issued(&mut desk, &view);
    let damaged = no_print(&mut desk, &view, &letter.id);
    assert_eq!(damaged.code, Code::FileProblem);
    assert!(damaged.message.starts_with("Nothing was printed: page 1 of “cut.pdf”"), "{damaged:?}");
    let nobody = Helper::new("/nowhere/at/all".into());
    let error = print(&mut desk, &view, &letter.id, &nobody).unwrap_err();
    says_what_to_do(&error);
    assert!(error.message.contains("could not be started"), "{error:?}");
    let view = usecases::refresh_request(&desk.session, &view.id).unwrap();
    assert!(row(&view).history.is_empty() && !row(&view).printed, "the letter stays issued and unprinted");
}

#[test]
fn a_plan_that_changed_after_issuing_stops_the_print_before_and_behind_the_drawing() {
    let mut desk = Desk::open("2026-12-04T12:00");
    let view = released(&mut desk);
    let file = keep(&mut desk, &view, "paper.pdf", PAPER);
    choose(&mut desk, &view, &[&file]);
    let letter = issued(&mut desk, &view);
    let job =
        order_print(&desk.session, &view.id, &letter.id).unwrap().draw(&patient(), &mut |_| ()).unwrap();
    let plan = ReleaseForm {
        fields: vec![ReleaseField {
            data: "DC8".to_owned(),
            label: "Titles".to_owned(),
            value: "2".to_owned(),
        }],
        ..ReleaseForm::default()
    };
    acts::plan_release(&mut desk.session, &view.id, &view.parts[0].id, plan).unwrap();
    assert!(hold_job(&mut desk.session, job).is_err(), "it changed while the pages were drawn");
    let error = order_print(&desk.session, &view.id, &letter.id).unwrap_err();
    assert!(!error.help.is_empty(), "{error:?}");
}
