//! The clock against a day-by-day walk that shares no code with it, and against dates worked out by hand.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod walk;

use chrono::{Datelike, NaiveDate, Weekday};
use domain::calendar::{Calendar, Holiday};
use domain::deadline::{ClockRule, ClockSpec, ClockStart, Due, Moments, read};
use domain::deadline::{
    business_days, business_days_before, calendar_days, last_business_day_within, life_of_paper,
    next_business_day,
};
use proptest::prelude::*;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use walk::Ymd;

/// The part of the shipped pack's clock file that says which days count.
#[derive(Deserialize)]
struct PackDays {
    business_weekdays: Vec<Weekday>,
    holiday: Vec<Holiday>,
}

/// The closure calendar that the program ships with.
fn calendar() -> Calendar {
    let days: PackDays =
        toml::from_str(include_str!("../../assets/policy/ames-2025-12-18/clocks.toml")).unwrap();
    Calendar { business_weekdays: days.business_weekdays, holidays: days.holiday, ..Calendar::default() }
}

fn ymd(date: NaiveDate) -> Ymd {
    (date.year(), date.month(), date.day())
}

fn date((year, month, day): Ymd) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

#[test]
fn every_receipt_day_of_two_centuries_gives_the_dates_of_the_walk() {
    let (calendar, none) = (calendar(), BTreeSet::new());
    assert_eq!(calendar.problems(), []);
    let mut start: Ymd = (1927, 1, 1);
    let mut days = 0;
    while start <= (2127, 12, 31) {
        let from = date(start);
        assert_eq!(from.weekday().num_days_from_sunday(), walk::weekday(start), "day of the week of {from}");
        let target = business_days(from, 10, &calendar).unwrap().due;
        assert_eq!(ymd(target), walk::nth_business_day(start, 10, &none), "10th business day after {from}");
        let outside = calendar_days(from, 20, true).unwrap();
        assert_eq!(ymd(outside.due), walk::outside_date(start, 20), "outside date after {from}");
        assert_eq!(outside.unrolled.map(ymd), Some(walk::nth_day(start, 20)), "20th day after {from}");
        let red = last_business_day_within(from, 20, &calendar).unwrap().due;
        assert_eq!(ymd(red), walk::red_line(start, 20, &none), "red line after {from}");
        let life = life_of_paper(from, 10).unwrap().due;
        assert_eq!(ymd(life), walk::nth_day(start, 10), "life of a paper dated {from}");
        let soon = next_business_day(from, &calendar).unwrap().due;
        assert_eq!(ymd(soon), walk::nth_business_day(start, 1, &none), "next business day after {from}");
        for ahead in [1, 4, 14] {
            let return_by = walk::nth_day(start, ahead);
            let draft = business_days_before(date(return_by), 3, from, &calendar).unwrap().due;
            assert_eq!(
                ymd(draft),
                walk::before_return(return_by, 3, start, &none),
                "three business days before {return_by:?}, served {from}"
            );
        }
        start = walk::next(start);
        days += 1;
    }
    assert_eq!(days, 73_414, "two hundred and one years, day by day");
}

#[test]
fn the_explanation_of_every_day_agrees_with_the_walk() {
    let (calendar, none) = (calendar(), BTreeSet::new());
    let mut start: Ymd = (2020, 1, 1);
    while start <= (2031, 12, 31) {
        let counted = business_days(date(start), 10, &calendar).unwrap();
        for line in counted.derivation.iter().skip(1) {
            let day = ymd(line.date);
            assert_eq!(line.counts, walk::is_business(day, &none), "{}: {}", line.date, line.why);
            let words = match walk::weekday(day) {
                0 => "Sunday",
                6 => "Saturday",
                _ if walk::is_holiday(day) => "holiday: ",
                _ => "business day ",
            };
            assert!(line.why.starts_with(words), "{} should say {words}: {}", line.date, line.why);
        }
        start = walk::next(start);
    }
}

prop_compose! {
    fn a_start()(offset in 0u32..73_000) -> Ymd {
        ymd(date((1927, 1, 1)) + chrono::Days::new(offset.into()))
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn with_any_closures_the_dates_are_those_of_the_walk_and_one_closure_more_never_shortens(
        start in a_start(),
        offsets in prop::collection::btree_set(0u32..60, 0..25),
        one_more in 0u32..60,
        days in 0u32..25,
    ) {
        let closures: BTreeSet<Ymd> = offsets.into_iter().map(|offset| walk::nth_day(start, offset)).collect();
        let reasons = |days: &BTreeSet<Ymd>| -> BTreeMap<NaiveDate, String> {
            days.iter().map(|day| (date(*day), "closed".to_owned())).collect()
        };
        let with = |days: &BTreeSet<Ymd>| Calendar { closures: reasons(days), ..calendar() };
        let closed = with(&closures);
        let target = business_days(date(start), days, &closed).unwrap().due;
        prop_assert_eq!(ymd(target), walk::nth_business_day(start, days, &closures));
        let red = last_business_day_within(date(start), 20, &closed).unwrap().due;
        prop_assert_eq!(ymd(red), walk::red_line(start, 20, &closures));
        let return_by = walk::nth_day(start, days);
        let draft = business_days_before(date(return_by), 3, date(start), &closed).unwrap().due;
        prop_assert_eq!(ymd(draft), walk::before_return(return_by, 3, start, &closures));
        let mut more = closures.clone();
        more.insert(walk::nth_day(start, one_more));
        prop_assert!(business_days(date(start), days, &with(&more)).unwrap().due >= target);
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HandDates {
    request: Vec<RequestDates>,
    next: Vec<NextDay>,
    before_return: Vec<PaperDates>,
    life: Vec<Life>,
    objection: Vec<PaperDates>,
    closed: Vec<Listed>,
    open: Vec<Listed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RequestDates {
    name: String,
    received: NaiveDate,
    target: NaiveDate,
    counted: NaiveDate,
    red_line: NaiveDate,
    outside: NaiveDate,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NextDay {
    name: String,
    start: NaiveDate,
    due: NaiveDate,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PaperDates {
    name: String,
    served: NaiveDate,
    return_by: NaiveDate,
    days: u32,
    due: NaiveDate,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Life {
    name: String,
    dated: NaiveDate,
    days: u32,
    due: NaiveDate,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    name: String,
    dates: Vec<NaiveDate>,
}

fn hand_dates() -> HandDates {
    toml::from_str(include_str!("dates.toml")).unwrap()
}

#[test]
fn requests_come_out_on_the_dates_worked_out_by_hand() {
    let calendar = calendar();
    for case in hand_dates().request {
        let outside = calendar_days(case.received, 20, true).unwrap();
        let red_line = last_business_day_within(case.received, 20, &calendar).unwrap();
        let target = business_days(case.received, 10, &calendar).unwrap();
        assert_eq!(target.due, case.target, "target: {}", case.name);
        assert_eq!(outside.unrolled, Some(case.counted), "20th day: {}", case.name);
        assert_eq!(red_line.due, case.red_line, "red line: {}", case.name);
        assert_eq!(outside.due, case.outside, "outside: {}", case.name);
    }
}

#[test]
fn papers_come_out_on_the_dates_worked_out_by_hand() {
    let calendar = calendar();
    let dates = hand_dates();
    for case in dates.next {
        assert_eq!(next_business_day(case.start, &calendar).unwrap().due, case.due, "{}", case.name);
    }
    for case in dates.before_return {
        let counted = business_days_before(case.return_by, case.days, case.served, &calendar).unwrap();
        assert_eq!(counted.due, case.due, "{}", case.name);
    }
    for case in dates.life {
        assert_eq!(life_of_paper(case.dated, case.days).unwrap().due, case.due, "{}", case.name);
    }
    for case in dates.objection {
        let clock = ClockSpec {
            id: "objection".into(),
            name: case.name.clone(),
            rule: ClockRule::DaysOrPrinted { days: case.days },
            from: ClockStart::Served,
            role: None,
            basis: String::new(),
            confidence: String::new(),
            done: None,
        };
        let return_by = case.return_by.and_hms_opt(9, 0, 0).map(Due::Moment);
        let moments = Moments { served: Some(case.served), return_by, ..Moments::default() };
        let reading = read(&clock, &calendar, &moments).unwrap().unwrap();
        assert_eq!(reading.due.date(), case.due, "{}", case.name);
    }
}

#[test]
fn holidays_close_the_days_worked_out_by_hand_and_no_others() {
    let calendar = calendar();
    let dates = hand_dates();
    for (listed, open) in [(dates.closed, false), (dates.open, true)] {
        for case in listed {
            for day in case.dates {
                assert_eq!(calendar.is_business(day), open, "{day}: {}", case.name);
            }
        }
    }
    let closed_weekdays = |year| {
        let days = date((year, 1, 1)).iter_days().take_while(move |day| day.year() == year);
        days.filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
            .filter(|day| !calendar.is_business(*day))
            .count()
    };
    assert_eq!(closed_weekdays(2027), 9, "ten holidays, one of them on a Saturday");
}
