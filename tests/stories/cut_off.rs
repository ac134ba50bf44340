//! The record is locked while the system's print dialog is open: nobody learns how that ended. It is said after the next
//! unlocking, until somebody says what came out of the printer.

use crate::desk::Desk;
use crate::officer::worked_to_decision;
use usecases::view::*;
use usecases::{PrintOutcome, acts, desk_view, letter, refresh_request};

fn reminder(desk: &Desk) -> Option<String> {
    let all = desk_view(&desk.session).reminders;
    all.into_iter().find(|one| one.code == "printing").map(|one| one.label)
}

/// A letter that was issued: its request, and its row.
fn issued(desk: &mut Desk) -> (RequestView, IssuedRow) {
    let view = worked_to_decision(desk, "Dana R.");
    let view = desk.decide(&view, 0, "D").unwrap();
    let view = letter::issue_letter(&mut desk.session, &view.id, "L08").unwrap();
    let row = row(&view);
    (view, row)
}

fn row(view: &RequestView) -> IssuedRow {
    view.letters.iter().flat_map(|row| &row.issued).next().unwrap().clone()
}

#[test]
fn a_print_that_a_lock_cut_off_is_asked_about_until_its_end_is_on_record() {
    let mut desk = Desk::open("2026-11-23T10:30");
    let (view, letter) = issued(&mut desk);
    let sheets = desk.sheets(&view, &letter.id).len();
    assert_eq!(reminder(&desk), None, "while the dialog is open nothing is cut off");
    let mut desk = desk.reopen();
    let told = reminder(&desk).unwrap();
    assert!(told.contains("2026-001") && told.contains("not on record"), "{told}");
    let asked = row(&refresh_request(&desk.session, &view.id).unwrap());
    assert!(!asked.printed && asked.history.is_empty(), "nothing is said to have been printed: {asked:?}");
    assert!(asked.cut_off.unwrap().contains("did it come out right?"));
    let mut desk = {
        acts::add_note(&mut desk.session, &view.id, "Looked at the printer.").unwrap();
        desk.reopen()
    };
    assert!(reminder(&desk).is_some(), "it is asked again");
    letter::confirm_print(&mut desk.session, &view.id, &letter.id, true).unwrap();
    let answered = row(&refresh_request(&desk.session, &view.id).unwrap());
    let job = format!("the paper looked right, {sheets} sheet");
    assert!(answered.history[0].contains(&job) && answered.history[0].contains("SHA-256"), "{answered:?}");
    assert!(answered.printed && answered.cut_off.is_none());
    assert_eq!(reminder(&desk), None);
    assert_eq!(reminder(&desk.reopen()), None);
}

#[test]
fn a_print_whose_end_is_known_is_never_asked_about() {
    let mut desk = Desk::open("2026-11-23T10:30");
    let (view, issued) = issued(&mut desk);
    for outcome in [PrintOutcome::Printed, PrintOutcome::Cancelled, PrintOutcome::Failed] {
        desk.sheets(&view, &issued.id);
        letter::record_print(&mut desk.session, &view.id, &issued.id, outcome).unwrap();
        desk = desk.reopen();
        assert_eq!(reminder(&desk), None, "{outcome:?}");
    }
    desk.sheets(&view, &issued.id);
    letter::print_fell_through(&mut desk.session, &view.id, &issued.id).unwrap();
    desk = desk.reopen();
    assert_eq!(reminder(&desk), None, "the dialog never opened");
    desk.sheets(&view, &issued.id);
    desk = desk.reopen();
    assert!(reminder(&desk).is_some());
    desk.sheets(&view, &issued.id);
    letter::record_print(&mut desk.session, &view.id, &issued.id, PrintOutcome::Printed).unwrap();
    assert_eq!(reminder(&desk), None, "it was printed again, and that is on record");
}

#[test]
fn of_a_sealed_matter_the_reminder_says_nothing_and_another_person_is_not_told() {
    let mut desk = Desk::open("2026-11-23T10:30");
    let (view, issued) = issued(&mut desk);
    desk.sheets(&view, &issued.id);
    let sealed = acts::seal_matter(&mut desk.session, &view.id, "The officer spoke of secrecy.").unwrap();
    let mut desk = desk.reopen();
    let told = reminder(&desk).unwrap();
    assert!(told.contains("a sealed matter") && !told.contains(&sealed.number), "{told}");
    letter::confirm_print(&mut desk.session, &sealed.id, &issued.id, false).unwrap();
    assert_eq!(reminder(&desk.reopen()), None);
}

#[test]
fn a_paper_of_its_own_is_told_once_for_it_can_be_printed_again() {
    let mut desk = Desk::open("2026-11-23T10:30");
    letter::paper_goes_out(&mut desk.session, "A register of letters").unwrap();
    letter::paper_came_back(&mut desk.session).unwrap();
    let mut desk = desk.reopen();
    assert_eq!(reminder(&desk), None);
    letter::paper_goes_out(&mut desk.session, "A register of letters").unwrap();
    let desk = desk.reopen();
    let told = reminder(&desk).unwrap();
    assert!(
        told.starts_with("A register of letters was at the printer") && told.contains("print it again"),
        "{told}"
    );
    assert_eq!(reminder(&desk.reopen()), None);
}
