//! What moves a date on a real vault file: closed days added late, extensions and pauses for lawful reasons only, and the
//! count on paper. (K1 to K5, K12, Iowa Code 22.8(4).)

use crate::desk::{Desk, contact, part};
use usecases::view::*;
use usecases::{Code, acts, letter, settings};

/// A request for records that arrived on Mon 23 Nov 2026: T10 Tue 8 Dec, L20 Fri 11 Dec, O20 Mon 14 Dec.
fn records(desk: &mut Desk) -> RequestView {
    let view = desk.start(NewRequestForm {
        received_at: "2026-11-23T10:00".to_owned(),
        channel: "email".to_owned(),
        taken_in_by: String::new(),
        words: "The list of everybody who signed up for the budget workshop.".to_owned(),
        answers: contact(&[("RT1", "letter"), ("RT2", "public"), ("RT3", "public-facts")]),
        requester: RequesterForm::default(),
        parts: vec![part("sign-up list of the budget workshop", &["DC19"], "")],
    });
    desk.ordinary(&view, "no")
}

fn clock<'a>(view: &'a RequestView, code: &str) -> &'a ClockView {
    view.clocks.iter().find(|clock| clock.code == code).unwrap_or_else(|| panic!("no clock {code}"))
}

fn due(view: &RequestView, code: &str) -> String {
    clock(view, code).due.as_ref().unwrap().date.iso.clone()
}

fn closure(date: &str, reason: &str) -> ClosureForm {
    ClosureForm { date: date.to_owned(), reason: reason.to_owned() }
}

fn again(desk: &Desk, view: &RequestView) -> RequestView {
    usecases::refresh_request(&desk.session, &view.id).unwrap()
}

#[test]
fn a_closed_day_added_late_shows_the_old_date_the_new_one_and_who_added_it() {
    let mut desk = Desk::open("2026-11-23T11:00");
    let view = records(&mut desk);
    assert_eq!(
        (due(&view, "K1").as_str(), due(&view, "K3").as_str(), due(&view, "K2").as_str()),
        ("2026-12-08", "2026-12-11", "2026-12-14")
    );
    assert!(clock(&view, "K1").moved.is_empty());

    desk.clock.set("2026-11-30T09:00");
    let page =
        settings::add_closure(&mut desk.session, &closure("2026-11-27", "city offices closed")).unwrap();
    let line = "Was Tue 8 Dec 2026, is now Wed 9 Dec 2026 because Fri 27 Nov 2026 was added as a closed day (city offices \
                closed) by Theodora Finch, Director on Mon 30 Nov 2026";
    let moved = again(&desk, &view);
    assert_eq!(due(&moved, "K1"), "2026-12-09");
    assert_eq!(clock(&moved, "K1").moved, [line]);
    assert_eq!(due(&moved, "K2"), "2026-12-14", "a closed day never moves the twentieth day");
    assert!(clock(&moved, "K2").moved.is_empty());
    let row = &moved.timeline[0];
    assert_eq!(
        (row.kind.as_str(), row.title.as_str()),
        ("dates", "Working target: was Tue 8 Dec 2026, is now Wed 9 Dec 2026")
    );
    assert!(
        page.moved.iter().any(|moved| moved.starts_with(&view.number) && moved.ends_with(line)),
        "{:?}",
        page.moved
    );

    // The red line errs early: a closed Friday takes it back to the Thursday, and that is said too.
    desk.clock.set("2026-12-01T09:00");
    settings::add_closure(&mut desk.session, &closure("2026-12-11", "moving the office")).unwrap();
    let moved = again(&desk, &view);
    assert_eq!(due(&moved, "K3"), "2026-12-10");
    assert!(
        clock(&moved, "K3").moved[0]
            .starts_with("Was Fri 11 Dec 2026, is now Thu 10 Dec 2026 because Fri 11 Dec 2026")
    );

    // Taking a day back is shown as well; what happened before stays on the page.
    desk.clock.set("2026-12-02T09:00");
    settings::remove_closure(&mut desk.session, "2026-11-27").unwrap();
    let desk = desk.reopen();
    let moved = again(&desk, &view);
    assert_eq!(due(&moved, "K1"), "2026-12-08");
    assert_eq!(clock(&moved, "K1").moved.len(), 2);
    assert!(
        clock(&moved, "K1").moved[1]
            .contains("was taken back as a closed day by Theodora Finch, Director on Wed 2 Dec 2026")
    );
}

#[test]
fn closed_days_known_before_and_requests_that_ended_show_no_change() {
    let mut desk = Desk::open("2026-11-20T09:00");
    settings::add_closure(&mut desk.session, &closure("2026-11-27", "city offices closed")).unwrap();
    desk.clock.set("2026-11-23T11:00");
    let view = records(&mut desk);
    assert_eq!((due(&view, "K1").as_str(), clock(&view, "K1").moved.len()), ("2026-12-09", 0));
    acts::withdraw_request(&mut desk.session, &view.id, "Taken back.").unwrap();
    desk.clock.set("2026-11-30T09:00");
    let page = settings::add_closure(&mut desk.session, &closure("2026-12-01", "burst pipe")).unwrap();
    assert!(page.moved.is_empty(), "{:?}", page.moved);
    assert!(again(&desk, &view).timeline.iter().all(|row| row.kind != "dates"));
}

fn extension(reason: &str, until: &str) -> ExtensionForm {
    ExtensionForm {
        clock: "K1".to_owned(),
        reason: reason.to_owned(),
        until: until.to_owned(),
        note: "Counsel reads the sign-up list.".to_owned(),
    }
}

#[test]
fn an_extension_needs_a_lawful_reason_stays_within_its_limit_and_keeps_the_date_before() {
    let mut desk = Desk::open("2026-11-23T11:00");
    let view = records(&mut desk);
    let codes: Vec<_> = clock(&view, "K1").extend.iter().map(|choice| choice.code.as_str()).collect();
    assert_eq!(
        codes,
        ["go-to-court", "whether-court", "public-or-not", "this-asker"],
        "the four of the statute"
    );
    assert!(clock(&view, "K1").pause.is_empty(), "nothing pauses a limit of the law");
    assert_eq!(clock(&view, "K1").extend[3].latest.as_deref(), Some("Mon 14 Dec 2026"));
    desk.clock.set("2026-12-07T09:00");
    let mut refused = |form: ExtensionForm, field: &str| {
        let error = acts::extend_clock(&mut desk.session, &view.id, form.clone()).unwrap_err();
        assert_eq!((error.code, error.refs), (Code::Invalid, vec![field.to_owned()]), "{form:?}");
    };
    refused(extension("busy", "2026-12-11"), "reason");
    refused(extension("asker-answers", "2026-12-11"), "reason");
    refused(extension("this-asker", "2026-12-15"), "until");
    refused(extension("this-asker", "2026-12-08"), "until");
    refused(extension("this-asker", "tomorrow"), "until");
    refused(ExtensionForm { clock: "K2".to_owned(), ..extension("this-asker", "2026-12-18") }, "reason");
    let needs = |view: &RequestView| view.letters.iter().any(|row| row.code == "L06" && row.mandatory);
    assert!(!needs(&view));

    let moved =
        acts::extend_clock(&mut desk.session, &view.id, extension("this-asker", "2026-12-11")).unwrap();
    let target = clock(&moved, "K1");
    assert_eq!(target.due.as_ref().unwrap().date.iso, "2026-12-11");
    assert_eq!(target.original.as_ref().unwrap().iso, "2026-12-08");
    assert!(
        target.moved[0].starts_with("Extended: was Tue 8 Dec 2026, is now Fri 11 Dec 2026."),
        "{:?}",
        target.moved
    );
    assert!(
        target.derivation.last().unwrap().why.contains("It is being decided whether this asker may have")
    );
    assert_eq!(due(&moved, "K2"), "2026-12-14");
    let paper = letter::binder_words(&desk.session, &view.id, false).unwrap();
    assert!(
        paper.contains(&target.moved[0]) && paper.contains("; before it was moved: Tue 8 Dec 2026"),
        "{paper}"
    );
    assert!(needs(&moved), "the asker hears of the delay");
    assert_eq!(
        moved.timeline[0].title,
        "Working target extended: was Tue 8 Dec 2026, is now Fri 11 Dec 2026"
    );
    assert_eq!(moved.due.as_ref().unwrap().date.iso, "2026-12-11", "lists go by the date in force");
    let mut desk = desk.reopen();
    assert_eq!(due(&again(&desk, &view), "K1"), "2026-12-11");

    // A closed day added later leaves the extended date alone: it was already later.
    settings::add_closure(&mut desk.session, &closure("2026-12-02", "burst pipe")).unwrap();
    assert_eq!(due(&again(&desk, &view), "K1"), "2026-12-11");
}

#[test]
fn a_holiday_that_is_left_to_the_office_makes_dates_earlier_once_it_counts_as_a_business_day() {
    let mut desk = Desk::open("2027-02-03T11:00");
    let view = desk.start(NewRequestForm {
        received_at: "2027-02-03T10:30".to_owned(),
        channel: "mail".to_owned(),
        words: "May we have a list for the appeal?".to_owned(),
        answers: contact(&[("RT1", "letter"), ("RT2", "foundation"), ("RT3", "person")]),
        parts: vec![part("a list", &["DC1"], "")],
        ..NewRequestForm::default()
    });
    assert_eq!(due(&view, "K12"), "2027-02-19", "two holidays lie within the ten days");
    desk.clock.set("2027-02-04T09:00");
    let refused = settings::count_holiday(&mut desk.session, "Presidents", true).unwrap_err();
    assert_eq!((refused.code, refused.refs.as_slice()), (Code::Invalid, ["holiday".to_owned()].as_slice()));
    let fixed = settings::count_holiday(&mut desk.session, "Christmas Day", true).unwrap_err();
    assert_eq!(fixed.code, Code::Invalid, "a holiday that the law names is not the office's to change");
    let page = settings::count_holiday(&mut desk.session, "Lincoln's Birthday", true).unwrap();
    let counted: Vec<_> = page.holidays_left_open.iter().map(|holiday| holiday.as_business_day).collect();
    assert_eq!(counted, [true, false]);
    assert!(page.moved[0].contains("Was Fri 19 Feb 2027, is now Thu 18 Feb 2027"), "{:?}", page.moved);
    assert!(page.moved[0].contains("Lincoln's Birthday was counted as a business day"), "{:?}", page.moved);
    let mut desk = desk.reopen();
    assert_eq!(due(&again(&desk, &view), "K12"), "2027-02-18");
    let twice = settings::count_holiday(&mut desk.session, "Lincoln's Birthday", true).unwrap_err();
    assert_eq!(twice.code, Code::AlreadyDone);
    let page = settings::count_holiday(&mut desk.session, "Lincoln's Birthday", false).unwrap();
    assert_eq!(due(&again(&desk, &view), "K12"), "2027-02-19");
    assert!(page.moved[0].contains("counted as a holiday again"), "{:?}", page.moved);
}

#[test]
fn only_a_target_of_our_own_is_paused_and_taken_up_again() {
    let mut desk = Desk::open("2026-12-02T09:00");
    let view = desk.start(NewRequestForm {
        received_at: "2026-12-02T08:30".to_owned(),
        channel: "mail".to_owned(),
        taken_in_by: String::new(),
        words: "May we have a list for the appeal?".to_owned(),
        answers: contact(&[("RT1", "letter"), ("RT2", "foundation"), ("RT3", "person")]),
        requester: RequesterForm::default(),
        parts: vec![part("a list", &["DC1"], "")],
    });
    assert_eq!(due(&view, "K12"), "2026-12-16");
    let pause = |since: &str| PauseForm {
        clock: "K12".to_owned(),
        reason: "asker-answers".to_owned(),
        since: since.to_owned(),
        note: "Asked for the mail house's terms.".to_owned(),
    };
    let future = acts::pause_clock(&mut desk.session, &view.id, pause("2026-12-03")).unwrap_err();
    assert_eq!((future.code, future.refs), (Code::Invalid, vec!["since".to_owned()]));
    let paused = acts::pause_clock(&mut desk.session, &view.id, pause("2026-12-02")).unwrap();
    assert!(clock(&paused, "K12").paused);
    desk.clock.set("2026-12-07T09:00");
    let later = again(&desk, &view);
    assert_eq!(due(&later, "K12"), "2026-12-21", "three working days do not count so far");
    assert_eq!(clock(&later, "K12").original.as_ref().unwrap().iso, "2026-12-16");
    let resume = ResumeForm {
        clock: "K12".to_owned(),
        on: "2026-12-04".to_owned(),
        note: "They sent them.".to_owned(),
    };
    let counted = acts::resume_clock(&mut desk.session, &view.id, resume.clone()).unwrap();
    assert_eq!((due(&counted, "K12").as_str(), clock(&counted, "K12").paused), ("2026-12-18", false));
    assert_eq!(acts::resume_clock(&mut desk.session, &view.id, resume).unwrap_err().code, Code::AlreadyDone);
}

#[test]
fn what_waits_for_a_date_says_for_which() {
    let mut desk = Desk::open("2026-11-23T11:00");
    let view = records(&mut desk);
    let complaint = clock(&view, "K10");
    assert!(complaint.due.is_none() && complaint.group == ClockGroup::After);
    assert!(complaint.waiting_for.as_ref().unwrap().contains("gives less than was asked"));
    let limits: Vec<_> = view
        .clocks
        .iter()
        .filter(|clock| clock.group == ClockGroup::Limit)
        .map(|clock| clock.code.as_str())
        .collect();
    assert_eq!(limits, ["K1", "K3", "K2"], "both limits and the red line, side by side");
}

#[test]
fn the_count_prints_as_sheets_and_is_noted() {
    let mut desk = Desk::open("2026-11-23T11:00");
    let view = records(&mut desk);
    let sheets = letter::count_sheets(&desk.session, &view.id).unwrap();
    assert!(!sheets.is_empty() && sheets.iter().all(|sheet| sheet.starts_with(b"\x89PNG")));
    let report =
        letter::record_count_print(&mut desk.session, &view.id, usecases::PrintOutcome::Printed).unwrap();
    assert_eq!(report.outcome, "printed");
    assert_eq!(again(&desk, &view).timeline[0].note.as_deref(), Some("The count of the dates was printed."));
    letter::record_count_print(&mut desk.session, &view.id, usecases::PrintOutcome::Cancelled).unwrap();
    assert_eq!(again(&desk, &view).timeline.iter().filter(|row| row.kind == "note").count(), 1);
}
