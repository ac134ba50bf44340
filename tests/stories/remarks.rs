//! What comes with a part is shown beside it and decides nothing; what is a part of its own gets there, and gets its own road:
//! what officers want beyond their warrant, a danger claimed beside a paper. (W5, U5, VI-4)

use crate::desk::{Desk, contact, part};
use usecases::view::*;
use usecases::{Code, acts};

fn came(desk: &mut Desk, first: &[(&str, &str)], what: PartForm) -> RequestView {
    desk.start(NewRequestForm {
        received_at: "2026-12-04T09:40".to_owned(),
        channel: "in_person".to_owned(),
        words: "They hold a paper and want the sign-up sheets.".to_owned(),
        answers: contact(first),
        parts: vec![what],
        ..NewRequestForm::default()
    })
}

fn remark<'a>(view: &'a RequestView, code: &str) -> Option<&'a RemarkView> {
    let ruling = view.parts[0].ruling.as_ref().expect("the part is ruled on");
    ruling.remarks.iter().find(|remark| remark.code == code)
}

fn own<'a>(view: &'a RequestView, code: &str) -> &'a OwnPartView {
    remark(view, code).and_then(|remark| remark.own_part.as_ref()).expect("it is a part of its own")
}

fn add(desk: &mut Desk, view: &RequestView, code: &str, form: PartForm) -> usecases::Result<RequestView> {
    let input = acts::OwnPartInput { part: view.parts[0].id.clone(), remark: code.to_owned(), form };
    acts::add_own_part(&mut desk.session, &view.id, input)
}

/// Officers are in the building with a search warrant.
fn search(desk: &mut Desk, danger: &str) -> RequestView {
    let first = [("RT1", "court-paper"), ("RT2", "officer"), ("RT3", "person")];
    let mut view = came(desk, &first, part("what the warrant names", &["DC8"], "Rowan Ellery"));
    let facts = [
        ("U3", "no"),
        ("U4", "yes"),
        ("U5", danger),
        ("LQ1", "iowa-district-court"),
        ("LQ2", "search-warrant"),
        ("LQ3", "judge"),
        ("LQ9", "none"),
        ("LW3", "named-data+more-than-named"),
    ];
    for (question, choice) in facts {
        view = desk.answer(&view, question, choice);
    }
    view
}

#[test]
fn what_goes_beyond_a_warrant_is_a_question_without_a_paper_while_they_search() {
    let mut desk = Desk::open("2026-12-04T10:00");
    let view = search(&mut desk, "no");
    let warrant = view.parts[0].kind.clone();
    let (kind, there, open) = {
        let own = own(&view, "W5");
        (own.kind.clone(), own.there, own.open)
    };
    assert_eq!((there, open), (None, true));
    assert_ne!(kind, warrant);
    assert!(
        view.keeps_open.iter().all(|line| !line.contains("of its own")),
        "that one is the custodian's choice"
    );

    let view = add(&mut desk, &view, "W5", part("all sign-up sheets", &["DC8"], "")).unwrap();
    let kinds: Vec<_> = view.parts.iter().map(|part| part.kind.as_str()).collect();
    assert_eq!(kinds, [warrant.as_str(), kind.as_str()]);
    assert_eq!(own(&view, "W5").there, Some(view.parts[1].serial), "it is not offered a second time");
    // It has the road of its own table: nothing of it can be given on the warrant.
    let beyond = view.parts[1].ruling.as_ref().unwrap();
    assert!(beyond.options.iter().all(|option| !option.outcome.starts_with('R') || !option.open));
    assert!(beyond.row.starts_with("0-"), "{}", beyond.row);
}

#[test]
fn a_danger_claimed_beside_a_warrant_in_execution_is_a_part_of_its_own() {
    let mut desk = Desk::open("2026-12-04T10:00");
    let view = search(&mut desk, "yes");
    let kind = own(&view, "U5").kind.clone();
    let waits = format!("A part of its own is still to be added: {kind}.");
    assert!(view.keeps_open.contains(&waits), "{:?}", view.keeps_open);
    let view =
        add(&mut desk, &view, "U5", part("where a man lives", &["DC2"], "a man at a computer")).unwrap();
    assert_eq!(view.parts[1].kind, kind);
    assert!(!view.keeps_open.contains(&waits), "it was added: {:?}", view.keeps_open);
    assert_ne!(view.parts[0].kind, kind, "the warrant keeps its road");
}

/// However the danger's part began, it is there: nobody adds another one to be able to close.
#[test]
fn a_danger_that_was_asked_first_is_not_waited_for_beside_it() {
    let mut desk = Desk::open("2026-12-04T10:00");
    let first = [("RT1", "question"), ("RT2", "officer"), ("RT3", "danger")];
    let view = came(&mut desk, &first, part("where a man lives", &["DC3"], "a man at a computer"));
    let mut view = desk.ordinary(&view, "yes");
    for (question, choice) in [("U5", "yes"), ("LQ0", "no")] {
        view = desk.answer(&view, question, choice);
    }
    let danger = view.parts[0].kind.clone();
    let mut other = part("the totals of loans", &["DC18"], "");
    other.answers = contact(&[("RT3", "public-facts")]);
    let view = acts::add_part(&mut desk.session, &view.id, other).unwrap();
    assert_ne!(view.parts[1].kind, danger, "a part on another road");
    assert!(view.keeps_open.iter().all(|line| !line.contains("of its own")), "{:?}", view.keeps_open);
}

#[test]
fn what_whoever_asked_cannot_ask_for_is_refused_and_what_is_not_answered_so_any_more() {
    let mut desk = Desk::open("2026-12-04T10:00");
    let first = [("RT1", "question"), ("RT2", "public"), ("RT3", "violation")];
    let view = came(&mut desk, &first, part("a look into damage", &["DC8"], ""));
    let view = desk.ordinary(&view, "yes");
    let view = desk.answer(&view, "IQ3", "share-police");
    assert!(!own(&view, "VI-4P").open, "somebody from outside does not report for the library");
    let asked = part("what is missing", &["DC8"], "");
    let refused = add(&mut desk, &view, "VI-4P", asked.clone()).unwrap_err();
    assert_eq!(refused.code, Code::Invalid);
    assert!(refused.message.contains("cannot be a part"), "{}", refused.message);

    let refused = add(&mut desk, &view, "W5", asked).unwrap_err();
    assert!(refused.message.contains("not answered so"), "{}", refused.message);
    let page = usecases::refresh_request(&desk.session, &view.id).unwrap();
    assert_eq!(page.parts.len(), 1, "nothing was added");
}

/// A call that was about something else is not the call about the danger.
#[test]
fn a_danger_that_is_claimed_later_stops_everything_until_counsel_is_called_again() {
    let mut desk = Desk::open("2026-12-04T10:00");
    let view = search(&mut desk, "no");
    let view = desk.call_counsel(&view, "2026-12-04T10:00");
    let stands = |view: &RequestView| view.stops.iter().any(|stop| stop.id == "danger-beside");
    assert!(!stands(&view));
    desk.clock.set("2026-12-04T10:30");
    let view = desk.answer(&view, "U5", "yes");
    assert!(stands(&view), "counsel was called before anybody spoke of danger");
    desk.clock.set("2026-12-04T10:32");
    let view = desk.call_counsel(&view, "2026-12-04T10:31");
    assert!(!stands(&view));
}

#[test]
fn what_is_ticked_beside_the_danger_does_not_lead_it_elsewhere() {
    let mut desk = Desk::open("2026-12-04T10:00");
    let first = [("RT1", "question"), ("RT2", "public"), ("RT3", "person")];
    let view = came(&mut desk, &first, part("a record", &["DC8"], "Rowan Ellery"));
    let view = desk.answer(&view, "U9", "vendor-own");
    let view = desk.answer(&view, "U5", "yes");
    assert!(own(&view, "U5").open);
    let refused = add(&mut desk, &view, "U5", part("who booked the room", &["DC15"], "")).unwrap_err();
    assert_eq!(refused.refs, ["asks"], "{refused}");
    let page = usecases::refresh_request(&desk.session, &view.id).unwrap();
    assert_eq!(page.parts.len(), 1);
}
