//! The record is locked while the system's print dialog is open: nobody learns how that ended. It is said after the next
//! unlocking, until somebody says what came out of the printer.

use crate::desk::Desk;
use crate::officer::worked_to_decision;
use usecases::view::*;
use usecases::{PrintOutcome, acts, custody, desk_view, letter, refresh_request};

fn told(desk: &Desk, code: &str) -> Option<ReminderView> {
    desk_view(&desk.session).reminders.into_iter().find(|one| one.code == code)
}

fn reminder(desk: &Desk) -> Option<String> {
    told(desk, "printing").map(|one| one.label)
}

fn paper(desk: &Desk) -> Option<String> {
    told(desk, "register").map(|one| one.label)
}

/// A letter that was issued: its request, and its row.
fn issued(desk: &mut Desk) -> (RequestView, IssuedRow) {
    let view = worked_to_decision(desk, "Dana R.");
    let view = desk.decide(&view, 0, "D").unwrap();
    let view = letter::issue_letter(&mut desk.session, &view.id, "L08").unwrap();
    let row = row(&view);
    (view, row)
}

/// Somebody who works here and may stand in for the Director, who is there.
fn colleague(desk: &mut Desk) -> String {
    let form = DesignationForm {
        name: "Cleo Marsh".to_owned(),
        title: "Librarian".to_owned(),
        employee: true,
        from: "2026-11-20".to_owned(),
        until: "2026-12-31".to_owned(),
        signed_on: "2026-11-19".to_owned(),
        ..DesignationForm::default()
    };
    let known = custody::designate(&mut desk.session, &form).unwrap().people;
    known.into_iter().find(|person| person.name == "Cleo Marsh").unwrap().id
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
    assert_eq!(self::told(&desk, "printing").unwrap().request.as_ref(), Some(&view.id), "it leads there");
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
    assert_eq!(reminder(&desk.reopen()), None);
}

#[test]
fn a_second_print_that_came_to_nothing_does_not_answer_for_the_first() {
    let mut desk = Desk::open("2026-11-23T10:30");
    let (view, issued) = issued(&mut desk);
    let sheets = desk.sheets(&view, &issued.id).len();
    desk = desk.reopen();
    let asked = |desk: &Desk| row(&refresh_request(&desk.session, &view.id).unwrap()).cut_off;
    let first = asked(&desk).unwrap();
    for outcome in [Some(PrintOutcome::Cancelled), Some(PrintOutcome::Failed), None] {
        desk.sheets(&view, &issued.id);
        match outcome {
            Some(outcome) => {
                letter::record_print(&mut desk.session, &view.id, &issued.id, outcome).map(|_| ()).unwrap();
            }
            None => letter::print_fell_through(&mut desk.session, &view.id, &issued.id).unwrap(),
        }
        assert_eq!(asked(&desk).as_ref(), Some(&first), "{outcome:?}");
        desk = desk.reopen();
        assert_eq!(asked(&desk).as_ref(), Some(&first), "{outcome:?}, after a lock");
    }
    letter::confirm_print(&mut desk.session, &view.id, &issued.id, true).unwrap();
    let answered = row(&refresh_request(&desk.session, &view.id).unwrap());
    let job = format!("the paper looked right, {sheets} sheet");
    assert!(answered.history.iter().any(|line| line.contains(&job)), "{answered:?}");
    assert_eq!(reminder(&desk.reopen()), None);
}

#[test]
fn a_print_that_nobody_answered_for_is_asked_about_once_something_else_goes_to_the_printer() {
    let mut desk = Desk::open("2026-11-23T10:30");
    let (view, issued) = issued(&mut desk);
    let asked = |desk: &Desk| row(&refresh_request(&desk.session, &view.id).unwrap()).cut_off;
    desk.sheets(&view, &issued.id);
    assert_eq!(asked(&desk), None, "the dialog may still be open");
    desk.sheets(&view, &issued.id);
    letter::record_print(&mut desk.session, &view.id, &issued.id, PrintOutcome::Cancelled).unwrap();
    let first = asked(&desk).expect("the first one is still to be answered for");
    desk = desk.reopen();
    assert_eq!(asked(&desk), Some(first), "also after a lock");
    letter::confirm_print(&mut desk.session, &view.id, &issued.id, true).unwrap();
    assert_eq!((asked(&desk), reminder(&desk)), (None, None));
}

#[test]
fn what_came_of_a_cut_off_print_is_said_also_by_whoever_may_not_print_it_any_more() {
    let mut desk = Desk::open("2026-11-23T10:30");
    let colleague = colleague(&mut desk);
    let (view, issued) = issued(&mut desk);
    desk.sheets(&view, &issued.id);
    let mut desk = desk.reopen();
    desk.session.act_as(&colleague).unwrap();
    let again = letter::order_print(&desk.session, &view.id, &issued.id);
    assert!(again.is_err(), "nothing new goes out without the right to it");
    letter::confirm_print(&mut desk.session, &view.id, &issued.id, true).unwrap();
    assert_eq!(reminder(&desk), None);
    let unasked = letter::confirm_print(&mut desk.session, &view.id, &issued.id, true);
    assert!(unasked.is_err(), "and nothing is said of a print that was never ordered");
}

#[test]
fn of_a_sealed_matter_the_reminder_says_nothing_and_another_person_is_not_told() {
    let mut desk = Desk::open("2026-11-23T10:30");
    let (director, colleague) = (desk.director(), colleague(&mut desk));
    let (view, issued) = issued(&mut desk);
    desk.sheets(&view, &issued.id);
    let sealed = acts::seal_matter(&mut desk.session, &view.id, "The officer spoke of secrecy.").unwrap();
    let mut desk = desk.reopen();
    let told = reminder(&desk).unwrap();
    assert!(told.contains("a sealed matter") && !told.contains(&sealed.number), "{told}");
    assert!(!told.contains(&view.number), "nor the number it went on from: {told}");
    desk.session.act_as(&colleague).unwrap();
    assert_eq!(reminder(&desk), None);
    desk.session.act_as(&director).unwrap();
    letter::confirm_print(&mut desk.session, &sealed.id, &issued.id, false).unwrap();
    assert_eq!(reminder(&desk.reopen()), None);
}

#[test]
fn a_paper_of_its_own_is_told_once_for_it_can_be_printed_again() {
    let mut desk = Desk::open("2026-11-23T10:30");
    letter::paper_goes_out(&mut desk.session, letter::Paper::Register).unwrap();
    letter::paper_came_back(&mut desk.session).unwrap();
    let mut desk = desk.reopen();
    assert_eq!(paper(&desk), None);
    letter::paper_goes_out(&mut desk.session, letter::Paper::Register).unwrap();
    let desk = desk.reopen();
    let told = paper(&desk).unwrap();
    assert!(
        told.starts_with("A register of letters was at the printer") && told.contains("print it again"),
        "{told}"
    );
    let mut desk = desk.reopen();
    assert_eq!(paper(&desk), None);
    letter::paper_goes_out(&mut desk.session, letter::Paper::Designations).unwrap();
    let told = self::told(&desk.reopen(), "designations").unwrap().label;
    assert!(told.starts_with("The paper on designations was"), "{told}");
}
