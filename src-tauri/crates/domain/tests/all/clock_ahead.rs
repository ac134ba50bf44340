//! What was done while the clock ran ahead, once the Director said so: it stays done, and in its order.

use crate::desk::{Act, Desk, PART, person};
use chrono::{Days, NaiveDateTime, TimeDelta};
use domain::*;

const ADA: usize = 0;
const BEN: usize = 1;

fn at(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

/// Ben is designated, and Ada is away for a quarter of a year.
fn desk() -> Desk {
    let mut desk = Desk::open(at("2026-11-23T10:00:00"), false);
    let (from, signed) = (desk.now.date(), desk.now.date());
    does(
        &mut desk,
        ADA,
        Act::Designate { whom: BEN, from, until: None, signed, other_kind: false, order: None },
    );
    let until = desk.now + TimeDelta::days(90);
    let from = desk.now;
    does(&mut desk, BEN, Act::Absence { from, until, answering: false });
    desk.now += TimeDelta::minutes(30);
    assert!(desk.may_decide(BEN));
    desk
}

fn does(desk: &mut Desk, who: usize, act: Act) {
    desk.act(who, &act).unwrap_or_else(|refused| panic!("{act:?}: {refused:?}"));
    desk.now += TimeDelta::minutes(1);
}

fn ahead(desk: &mut Desk) {
    desk.now += TimeDelta::days(30);
}

fn set_right(desk: &mut Desk) {
    desk.now -= TimeDelta::days(30);
    does(desk, ADA, Act::Correct);
}

#[test]
fn who_was_revoked_while_the_clock_was_ahead_stays_revoked() {
    let mut desk = desk();
    ahead(&mut desk);
    does(&mut desk, ADA, Act::Revoke { whom: BEN });
    assert!(!desk.may_decide(BEN));
    set_right(&mut desk);
    assert!(!desk.may_decide(BEN), "right after it");
    desk.now += TimeDelta::days(40);
    assert!(!desk.may_decide(BEN), "and later");
}

#[test]
fn who_left_while_the_clock_was_ahead_is_designated_no_more_when_employed_again() {
    let mut desk = desk();
    ahead(&mut desk);
    does(&mut desk, ADA, Act::Employ { whom: BEN, employee: false });
    set_right(&mut desk);
    does(&mut desk, ADA, Act::Employ { whom: BEN, employee: true });
    assert!(!desk.may_decide(BEN));
}

#[test]
fn who_came_back_while_the_clock_was_ahead_is_there() {
    for ends in [Act::Back, Act::Withdraw { entry: 1 }, Act::Confirm { entry: 1, right: false }] {
        let mut desk = desk();
        ahead(&mut desk);
        does(&mut desk, ADA, ends.clone());
        set_right(&mut desk);
        let named = who_is_custodian(&desk.office, desk.now);
        assert_eq!(named.person, Some(person(ADA)), "{ends:?}: {}", named.why);
        assert!(!desk.may_decide(BEN), "{ends:?}");
    }
}

#[test]
fn an_absence_that_began_and_ended_while_the_clock_was_ahead_is_a_return() {
    let mut desk = desk();
    does(&mut desk, ADA, Act::Back);
    ahead(&mut desk);
    let (from, until) = (desk.now, desk.now + TimeDelta::days(2));
    does(&mut desk, ADA, Act::Absence { from, until, answering: false });
    does(&mut desk, BEN, Act::Decide);
    does(&mut desk, ADA, Act::Withdraw { entry: 2 });
    set_right(&mut desk);
    let (from, until) = (desk.now, desk.now + TimeDelta::days(2));
    does(&mut desk, ADA, Act::Absence { from, until, answering: false });
    assert!(desk.may_decide(BEN));
    assert!(!desk.may_sign(BEN), "the Director was there since Ben decided");
}

#[test]
fn a_vacancy_that_had_begun_stays_and_one_to_come_waits() {
    for (days, vacant) in [(0, true), (3, false)] {
        let mut desk = desk();
        ahead(&mut desk);
        let from = desk.now + TimeDelta::days(days);
        does(&mut desk, BEN, Act::Vacancy { from });
        set_right(&mut desk);
        assert_eq!(desk.office.is_vacant(desk.now), vacant, "in {days} days");
        assert!(desk.office.is_vacant(from), "in {days} days");
    }
}

#[test]
fn what_is_planned_stays_where_it_is() {
    let mut desk = desk();
    ahead(&mut desk);
    let (from, until) = (desk.now + TimeDelta::days(1), desk.now + TimeDelta::days(2));
    does(&mut desk, ADA, Act::Absence { from, until, answering: false });
    let day = desk.now.date();
    let last = Some(day + Days::new(9));
    let order = Some(7);
    let designation =
        Act::Designate { whom: 2, from: day, until: last, signed: day, other_kind: false, order };
    does(&mut desk, ADA, designation);
    set_right(&mut desk);
    let absence = &desk.office.absences[1];
    assert_eq!((absence.from, absence.until), (from, Some(until)));
    assert!(absence.entry.at < desk.now, "when it was entered is no plan");
    let designation = &desk.office.designations[1];
    assert_eq!((designation.from, designation.until, designation.signed_on), (day, last, day));
    assert_eq!(desk.office.absences[0].until, Some(at("2027-02-21T10:01:00")));
}

#[test]
fn a_letter_of_that_hour_is_overtaken_by_a_decision_after_the_word() {
    let mut desk = desk();
    ahead(&mut desk);
    does(&mut desk, ADA, Act::Decide);
    does(&mut desk, ADA, Act::Issue);
    assert!(desk.may_print(ADA, 0));
    set_right(&mut desk);
    assert!(desk.may_print(ADA, 0), "it tells what stands");
    // Within the same moment as the word, as far as a clock shows it.
    desk.now -= TimeDelta::minutes(1);
    does(&mut desk, ADA, Act::Decide);
    assert!(!desk.may_print(ADA, 0));
    assert!(desk.act(ADA, &Act::Print { letter: 0 }).is_err());
}

#[test]
fn what_was_decided_again_within_that_hour_overtakes_the_letter_however_often_the_word_is_said() {
    let mut desk = desk();
    ahead(&mut desk);
    does(&mut desk, ADA, Act::Decide);
    does(&mut desk, ADA, Act::Issue);
    does(&mut desk, ADA, Act::Decide);
    assert!(!desk.may_print(ADA, 0));
    // The first time it is set to another wrong day.
    desk.now -= TimeDelta::days(10);
    does(&mut desk, ADA, Act::Correct);
    assert!(!desk.may_print(ADA, 0));
    desk.now -= TimeDelta::days(20);
    does(&mut desk, ADA, Act::Correct);
    assert!(!desk.may_print(ADA, 0));
    does(&mut desk, ADA, Act::Issue);
    assert!(desk.may_print(ADA, 1), "a new letter tells what stands");
}

#[test]
fn the_case_taken_after_a_return_within_that_hour_stays_taken() {
    let mut desk = desk();
    ahead(&mut desk);
    does(&mut desk, ADA, Act::Back);
    let (from, until) = (desk.now - TimeDelta::days(40), desk.now + TimeDelta::days(2));
    does(&mut desk, ADA, Act::Absence { from, until, answering: false });
    does(&mut desk, BEN, Act::Decide);
    set_right(&mut desk);
    let owner = |desk: &Desk| case_owner(&desk.office, &desk.matter(), desk.now);
    assert_eq!(owner(&desk), Some(person(BEN)), "the return was before it");
    assert!(desk.may_sign(BEN));
    does(&mut desk, ADA, Act::Back);
    assert_eq!(owner(&desk), None);
    assert!(!desk.may_sign(BEN));
}

#[test]
fn tries_of_that_hour_count_no_more() {
    let mut desk = desk();
    desk.urgent = true;
    does(&mut desk, ADA, Act::Back);
    does(&mut desk, ADA, Act::Numbers { listed: vec!["1".to_owned()] });
    ahead(&mut desk);
    for (means, number) in [(Means::Telephone, "1"), (Means::Email, "a")] {
        does(&mut desk, BEN, Act::Try { means, number: number.to_owned(), answered: false });
        desk.now += TimeDelta::hours(1);
    }
    assert!(desk.may_decide(BEN));
    set_right(&mut desk);
    assert!(!desk.may_decide(BEN), "the Director was here to say it");
    desk.now += TimeDelta::days(30);
    assert!(!desk.may_decide(BEN), "nor when that day comes");
}

#[test]
fn a_second_look_and_a_second_person_of_that_hour_are_no_later_than_they_were() {
    let (right, wrong) = (at("2026-11-24T09:00:00"), |hour| at(&format!("2027-03-01T{hour}:00:00")));
    let by = person(ADA);
    let mut request = Request::new(RequestId([1; 16]));
    let mut record = |at, event| request.evolve(&Recorded { by, capacity: Capacity::Director, at, event });
    let part = PartAdded { part: PART, what: "what is asked".to_owned(), ..PartAdded::default() };
    record(wrong("09"), RequestEvent::PartAdded(part));
    record(wrong("10"), RequestEvent::CopyLookedAt(CopyLookedAt::default()));
    record(wrong("11"), RequestEvent::ReleasePlanned(ReleasePlanned { part: PART, ..Default::default() }));
    record(wrong("12"), RequestEvent::SealedOpened(SealedOpened::default()));
    record(wrong("13"), RequestEvent::UnsealingAgreed(UnsealingAgreed::default()));
    record(wrong("14"), RequestEvent::AttachmentKept(Attachment::default()));
    record(wrong("15"), RequestEvent::Closed(Closed::default()));
    request.set_back(right);
    let (part, sealing) = (request.part(PART).unwrap(), request.sealing.as_ref().unwrap());
    let moments = [
        part.added_at,
        request.copy_looks[0].at,
        part.plan_at,
        sealing.sealed.at,
        sealing.agreed[0].at,
        request.attachments[0].at,
        request.ended_at.unwrap(),
    ];
    assert!(moments.is_sorted_by(|one, next| one < next), "{moments:?}");
    assert!(moments.iter().all(|at| *at < right && *at >= right - TimeDelta::seconds(1)), "{moments:?}");
    assert_eq!(request.latest, right);
}
