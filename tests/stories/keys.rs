//! Several people at one record, each with a passphrase of their own: who sees what, who looks a second time, and what is left
//! when an access ends.

use crate::desk::{PASSPHRASE, contact, part};
use crate::place::{DEPUTY, Place, librarian, typed};
use usecases::view::*;
use usecases::{Code, PrintOutcome, Session, acts, custody, list_requests, people};
use zeroize::Zeroizing;

fn secret(words: &str) -> Zeroizing<String> {
    Zeroizing::new(words.to_owned())
}

/// A record with its Director at it, and a librarian who can sign in.
fn two_people(place: &Place) -> (Session, String, String) {
    let mut session = place.settled();
    let (amos, row) = librarian(&mut session, "");
    assert_eq!((row.state.as_str(), row.fingerprint.len()), ("Can sign in", 29), "{row:?}");
    (session, amos, row.slot)
}

/// Somebody asks who booked a room, and whether anything speaks of secrecy.
pub(crate) fn booking(session: &mut Session, secrecy: &str, words: &str) -> RequestView {
    let mut answers = contact(&[("RT1", "question"), ("RT2", "press"), ("RT3", "booking-contact")]);
    answers.insert("U3".to_owned(), vec![secrecy.to_owned()]);
    let form = NewRequestForm {
        received_at: "2026-11-23T09:00".to_owned(),
        channel: "phone".to_owned(),
        words: words.to_owned(),
        answers,
        parts: vec![part("the booking's contact", &["DC15"], "")],
        ..NewRequestForm::default()
    };
    acts::start_request(session, form).unwrap()
}

fn numbers(session: &Session) -> usize {
    list_requests(session, &ListQuery { view: "all".to_owned(), limit: 50, ..ListQuery::default() })
        .unwrap()
        .rows
        .len()
}

#[test]
fn each_signs_in_with_a_passphrase_of_their_own_and_is_named_by_it() {
    let place = Place::new();
    let (mut session, amos, slot) = two_people(&place);
    let open = booking(&mut session, "no", "Who booked the large room?");
    let hidden = booking(&mut session, "yes", "vantablack");
    assert_eq!(numbers(&session), 2);
    session.close().unwrap();
    let status = usecases::app_status(&place.profile(), &place.vault());
    let labels: Vec<_> = status.people.iter().map(|one| one.label.as_str()).collect();
    assert_eq!(labels.len(), 2, "{labels:?}");
    assert!(labels.iter().all(|label| !label.contains("Amos")), "names are inside the record: {labels:?}");
    let wrong = place.sign_in(&slot, PASSPHRASE).unwrap_err();
    let nobody = place.sign_in("u99", PASSPHRASE).unwrap_err();
    assert_eq!(
        (wrong.code, &wrong.message),
        (nobody.code, &nobody.message),
        "absent and wrong read the same"
    );
    let mut deputy = place.sign_in(&slot, DEPUTY).unwrap();
    assert_eq!(deputy.me(), amos);
    assert!(
        usecases::desk_view(&deputy).acting.starts_with("Amos Reed"),
        "{}",
        usecases::desk_view(&deputy).acting
    );
    assert_eq!(numbers(&deputy), 1, "the sealed matter is not there");
    let absent = usecases::refresh_request(&deputy, &hidden.id).unwrap_err();
    let never = usecases::refresh_request(&deputy, "00000000000000000000000000000001").unwrap_err();
    assert_eq!(absent, never);
    let note = acts::add_note(&mut deputy, &open.id, "I answered the phone.").unwrap();
    assert!(note.timeline.iter().any(|row| row.who.starts_with("Amos Reed")), "{:?}", note.timeline);
    let form = DecisionForm { outcome: "C".to_owned(), reason: "Wait.".to_owned(), no_conflict: true };
    let refused = acts::decide_part(&mut deputy, &open.id, &open.parts[0].id, form).unwrap_err();
    assert_eq!(refused.code, Code::NoAuthority, "a key is no designation");
    let again = AccessForm { person: amos, ..AccessForm::default() };
    for refused in [
        people::give_access(&mut deputy, &again, &secret(DEPUTY)).unwrap_err(),
        people::end_access(&mut deputy, &slot).unwrap_err(),
        people::draw_sheet(&mut deputy).unwrap_err(),
    ] {
        assert!(matches!(refused.code, Code::NoAuthority | Code::DirectorOnly), "{refused}");
    }
    deputy.close().unwrap();
}

#[test]
fn whoever_is_read_in_gets_the_keys_of_that_matter_and_of_no_other() {
    let place = Place::new();
    let (mut session, amos, slot) = two_people(&place);
    let one = booking(&mut session, "yes", "vantablack");
    booking(&mut session, "yes", "another matter");
    let told = ReadInForm {
        person: amos,
        why: "Took the paper in at the desk.".to_owned(),
        allowed_by: "Ines Okafor".to_owned(),
        told_at: "2026-11-23T09:00".to_owned(),
        ..ReadInForm::default()
    };
    acts::read_in(&mut session, &one.id, told).unwrap();
    session.close().unwrap();
    let deputy = place.sign_in(&slot, DEPUTY).unwrap();
    assert_eq!(usecases::refresh_request(&deputy, &one.id).unwrap().words, "vantablack");
    assert_eq!(numbers(&deputy), 1);
    deputy.close().unwrap();
}

#[test]
fn an_ended_access_opens_nothing_and_the_entries_keep_their_author() {
    let place = Place::new();
    let (mut session, _, slot) = two_people(&place);
    let open = booking(&mut session, "no", "Who booked the large room?");
    session.close().unwrap();
    let mut deputy = place.sign_in(&slot, DEPUTY).unwrap();
    acts::add_note(&mut deputy, &open.id, "I answered the phone.").unwrap();
    deputy.close().unwrap();
    let mut director = place.sign_in("", PASSPHRASE).unwrap();
    let view = people::end_access(&mut director, &slot).unwrap();
    let row = view.rows.iter().find(|row| row.slot == slot).unwrap();
    assert_eq!((row.state.as_str(), row.can_end), ("Access ended", false));
    assert!(usecases::proof::verify_vault(&director).intact);
    director.close().unwrap();
    assert_eq!(place.sign_in(&slot, DEPUTY).unwrap_err().code, Code::WrongSecret);
    let director = place.sign_in("", PASSPHRASE).unwrap();
    let page = usecases::refresh_request(&director, &open.id).unwrap();
    assert!(page.timeline.iter().any(|row| row.who.starts_with("Amos Reed")), "{:?}", page.timeline);
    director.close().unwrap();
}

#[test]
fn nobody_signs_in_after_the_last_day() {
    let place = Place::new();
    let mut session = place.settled();
    let slot = librarian(&mut session, "2026-11-24").1.slot;
    session.close().unwrap();
    place.clock.set("2026-11-24T23:00");
    place.sign_in(&slot, DEPUTY).expect("the last day is a day").close().unwrap();
    place.clock.set("2026-11-25T00:01");
    assert_eq!(place.sign_in(&slot, DEPUTY).unwrap_err().code, Code::WrongSecret);
}

#[test]
fn a_passphrase_and_the_sheet_are_replaced_and_the_old_ones_open_nothing() {
    let place = Place::new();
    let (mut session, old) = place.set_up();
    usecases::prove_recovery(&mut session, &typed(&old, &old.ask)).unwrap();
    let wrong = people::change_passphrase(&mut session, &secret("not this one at all"), &secret(DEPUTY));
    assert_eq!(wrong.unwrap_err().code, Code::WrongSecret);
    let weak = people::change_passphrase(&mut session, &secret(PASSPHRASE), &secret("library"));
    assert_eq!(weak.unwrap_err().code, Code::Invalid);
    people::change_passphrase(&mut session, &secret(PASSPHRASE), &secret(DEPUTY)).unwrap();
    let sheet = people::draw_sheet(&mut session).unwrap();
    let mistyped = vec![(sheet.ask[0], secret("AAAA-A")), (sheet.ask[1], secret("AAAA-A"))];
    assert_eq!(people::renew_sheet(&mut session, &mistyped).unwrap_err().code, Code::WrongSecret);
    people::renew_sheet(&mut session, &typed(&sheet, &sheet.ask)).expect("it can be typed again");
    session.close().unwrap();
    assert_eq!(place.unlock(PASSPHRASE).unwrap_err().code, Code::WrongSecret);
    place.unlock(DEPUTY).unwrap().0.close().unwrap();
    let all: Vec<u32> = (1..=8).collect();
    let groups =
        |sheet: &RecoverySheetView| typed(sheet, &all).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
    let by_sheet = |sheet: &RecoverySheetView| {
        usecases::unlock_with_sheet(place.world(), &place.profile(), &place.vault(), &groups(sheet))
    };
    assert_eq!(by_sheet(&old).unwrap_err().code, Code::WrongSecret);
    by_sheet(&sheet).unwrap().0.close().unwrap();
}

#[test]
fn the_second_look_is_another_persons_with_their_own_passphrase() {
    let place = Place::new();
    let (mut session, amos, slot) = two_people(&place);
    let signed = DesignationForm {
        person: amos,
        from: "2026-11-20".to_owned(),
        signed_on: "2026-11-20".to_owned(),
        ..DesignationForm::default()
    };
    custody::designate(&mut session, &signed).unwrap();
    let open = booking(&mut session, "no", "Who booked the large room?");
    acts::start_second_look(&mut session, &open.id, &open.parts[0].id).unwrap();
    session.close().unwrap();
    let mut deputy = place.sign_in(&slot, DEPUTY).unwrap();
    let taken = acts::take_second_look(&mut deputy, &open.id, &open.parts[0].id, "The same as on the form.");
    // The Director is there, so the designee has no authority in the case: what a second look needs is a word of its own.
    let page = taken.unwrap();
    assert!(page.parts[0].second_look.as_deref().is_some_and(|look| look.contains("taken")), "{page:?}");
    deputy.close().unwrap();
}

#[test]
fn somebody_named_for_second_looks_looks_and_stands_in_for_nobody() {
    let place = Place::new();
    let (mut session, amos, slot) = two_people(&place);
    let named = DesignationForm {
        person: amos,
        from: "2026-11-20".to_owned(),
        signed_on: "2026-11-20".to_owned(),
        looks_only: true,
        // A form that was filled in before the box was ticked.
        order: "first".to_owned(),
        announced_on: "2026-11-20".to_owned(),
        ..DesignationForm::default()
    };
    let screen = custody::designate(&mut session, &named).unwrap();
    let row = &screen.designations[0];
    assert_eq!((row.order, row.state.as_str(), row.unannounced), (0, "In force", false), "{row:?}");
    assert_eq!((row.scope.as_str(), screen.next_order), ("Second looks alone. Every type of request", 1));
    assert_eq!(row.paper, "Signed on Fri 20 Nov 2026");
    let drawn = custody::designations_paper(&session).unwrap();
    assert!(!drawn.sheets.is_empty());
    let before = usecases::proof::proof_view(&session).taken;
    let said = custody::record_designations_print(&mut session, &drawn.code, PrintOutcome::Printed).unwrap();
    assert!(said.message.contains("post the notice") && before.is_none(), "{said:?}");
    let taken = usecases::proof::proof_view(&session).taken;
    assert!(taken.is_some(), "the end of the record stands on it: {taken:?}");
    let open = booking(&mut session, "no", "Who booked the large room?");
    let part = open.parts[0].id.clone();
    let could = |page: &RequestView| page.parts[0].others_could_look.clone();
    assert_eq!(could(&open).as_deref(), Some("Amos Reed"), "said before anybody begins");
    let begun = acts::start_second_look(&mut session, &open.id, &part).unwrap();
    assert_eq!(could(&begun).as_deref(), Some("Amos Reed"));
    assert!(begun.parts[0].pause_until.is_some(), "whoever decides waits");
    let away = AbsenceForm {
        from: "2026-11-23T08:00".to_owned(),
        until: "2026-11-27T18:00".to_owned(),
        ..AbsenceForm::default()
    };
    let view = custody::record_absence(&mut session, &away).unwrap();
    assert!(
        view.custodian.nobody && !view.uncovered.is_empty(),
        "a day without anybody who decides: {view:?}"
    );
    session.close().unwrap();
    let mut deputy = place.sign_in(&slot, DEPUTY).unwrap();
    let desk = usecases::desk_view(&deputy);
    assert!(desk.acting.ends_with("may look a second time, not decide"), "{}", desk.acting);
    assert_eq!(desk.today, 1, "the look that is wanted stands on Today");
    let begun = acts::start_second_look(&mut deputy, &open.id, &part).unwrap();
    assert_eq!((could(&begun), begun.parts[0].pause_until.clone()), (None, None), "they are the second");
    let page = acts::take_second_look(&mut deputy, &open.id, &part, "The same as on the form.").unwrap();
    assert_eq!(usecases::desk_view(&deputy).today, 0, "and leaves it when it was taken");
    assert!(page.parts[0].second_look.as_deref().is_some_and(|look| look.contains("taken")), "{page:?}");
    assert_eq!(could(&page), None, "nobody needs to look again");
    let decide = DecisionForm { outcome: "C".to_owned(), reason: "x".to_owned(), no_conflict: true };
    let refused = acts::decide_part(&mut deputy, &open.id, &part, decide).unwrap_err();
    assert_eq!(refused.code, Code::NoAuthority, "{refused}");
    assert!(!page.custody.can_take, "nor can they take the case");
    deputy.close().unwrap();
}

#[test]
fn the_sheet_is_looked_for_once_a_year_and_typing_it_back_is_on_record() {
    let place = Place::new();
    let (mut session, sheet) = place.set_up();
    assert_eq!(people::sheet_pages(&session).unwrap().len(), 1, "it can be printed while it is shown");
    usecases::prove_recovery(&mut session, &typed(&sheet, &sheet.ask)).unwrap();
    assert_eq!(people::sheet_pages(&session).unwrap_err().code, Code::StillOpen, "and not afterwards");
    let told = |session: &Session| {
        let all = usecases::desk_view(session).reminders;
        all.into_iter().find(|one| one.code == "sheet").map(|one| one.label)
    };
    session.close().unwrap();
    place.clock.set("2027-11-22T09:00");
    let (mut session, _) = place.unlock(PASSPHRASE).unwrap();
    assert_eq!(told(&session), None);
    assert_eq!(people::people_view(&session).unwrap().sheet_age.as_deref(), Some("364 days ago"));
    place.clock.set("2027-11-23T09:00");
    assert!(told(&session).is_some_and(|words| words.contains("365 days ago")));
    let all: Vec<u32> = (1..=8).collect();
    let groups =
        |sheet: &RecoverySheetView| typed(sheet, &all).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
    let mut slip = groups(&sheet);
    slip[2] = secret("AAAA-A");
    assert_eq!(people::prove_sheet(&mut session, &slip).unwrap_err().code, Code::Invalid, "a mistyped group");
    assert_eq!(people::prove_sheet(&mut session, &groups(&sheet)[..2]).unwrap_err().code, Code::Invalid);
    let other = people::draw_sheet(&mut session).unwrap();
    assert_eq!(people::sheet_pages(&session).unwrap().len(), 1, "the new one is shown");
    let wrong = people::prove_sheet(&mut session, &groups(&other)).unwrap_err();
    assert_eq!((wrong.code, wrong.refs), (Code::WrongSecret, vec!["groups".to_owned()]), "not in force");
    assert!(told(&session).is_some());
    let view = people::prove_sheet(&mut session, &groups(&sheet)).unwrap();
    assert_eq!((view.sheet_age.as_deref(), told(&session)), (Some("today"), None));
    session.close().unwrap();
    let (session, _) = place.unlock(PASSPHRASE).unwrap();
    assert_eq!(people::people_view(&session).unwrap().sheet_age.as_deref(), Some("today"));
}

#[test]
fn a_designee_is_not_reminded_of_the_sheet_and_cannot_prove_it() {
    let place = Place::new();
    let (session, _, slot) = two_people(&place);
    session.close().unwrap();
    place.clock.set("2028-01-10T09:00");
    let mut deputy = place.sign_in(&slot, DEPUTY).unwrap();
    assert!(usecases::desk_view(&deputy).reminders.iter().all(|one| one.code != "sheet"));
    let refused = people::prove_sheet(&mut deputy, &[]).unwrap_err();
    assert!(matches!(refused.code, Code::NoAuthority | Code::DirectorOnly), "{refused}");
}

/// Keys end with the designation that they are for: what does not fit is said to the Director until it is settled.
#[test]
fn a_last_day_that_does_not_follow_the_designation_is_to_be_settled() {
    let place = Place::new();
    let mut session = place.settled();
    let form = EmployeeForm {
        name: "Amos Reed".to_owned(),
        title: "Librarian".to_owned(),
        employee: true,
        ..EmployeeForm::default()
    };
    let amos = custody::record_employee(&mut session, &form).unwrap().people.remove(0).id;
    let signed = DesignationForm {
        person: amos.clone(),
        from: "2026-11-23".to_owned(),
        until: "2026-12-04".to_owned(),
        signed_on: "2026-11-23".to_owned(),
        ..DesignationForm::default()
    };
    custody::designate(&mut session, &signed).unwrap();
    let offered = people::people_view(&session).unwrap().without_access;
    assert_eq!(offered[0].until, "2026-12-04", "the last day of the designation is offered");
    let short = AccessForm { person: amos.clone(), counsel: false, until: "2026-11-30".to_owned() };
    let view = people::give_access(&mut session, &short, &secret(DEPUTY)).unwrap();
    let slot = view.rows.iter().find(|row| row.who.starts_with("Amos")).unwrap().slot.clone();
    assert!(view.to_settle[0].contains("access ends on Mon 30 Nov 2026"), "{:?}", view.to_settle);
    let view = people::set_last_day(&mut session, &slot, "2026-12-04").unwrap();
    assert_eq!(view.to_settle, Vec::<String>::new());
    let view = people::set_last_day(&mut session, &slot, "").unwrap();
    assert_eq!(view.to_settle, Vec::<String>::new(), "it stands: nothing presses yet");
    place.clock.set("2026-12-05T09:00");
    let over = people::people_view(&session).unwrap().to_settle;
    assert!(over[0].contains("is over, and their access has no last day"), "{over:?}");
    let view = people::set_last_day(&mut session, &slot, "2027-06-30").unwrap();
    assert_eq!(view.to_settle, Vec::<String>::new(), "the Director said how long they go on");
}
