use super::*;
use crate::calendar::{Holiday, HolidayRule};
use chrono::Weekday;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn calendar() -> Calendar {
    let rule = HolidayRule::NthWeekday { month: 11, weekday: Weekday::Thu, nth: 4 };
    Calendar {
        holidays: vec![Holiday { name: "Harvest".to_owned(), rule, optional: false }],
        ..Calendar::default()
    }
}

fn spec(id: &str, rule: ClockRule, from: ClockStart) -> ClockSpec {
    let text = |text: &str| text.to_owned();
    ClockSpec {
        id: id.into(),
        name: text(id),
        rule,
        from,
        role: None,
        basis: text("rule"),
        confidence: text("V"),
        done: None,
    }
}

fn whys(counted: &Counted) -> Vec<(String, bool, &str)> {
    counted.derivation.iter().map(|line| (line.date.to_string(), line.counts, line.why.as_str())).collect()
}

#[test]
fn every_day_to_a_business_day_target_says_why_it_counts_or_not() {
    let mut calendar = calendar();
    calendar.closures.insert(date("2026-11-27"), "city offices closed".to_owned());
    let counted = business_days(date("2026-11-25"), 2, &calendar).unwrap();
    let expected = [
        ("2026-11-25", false, "day of receipt, not counted"),
        ("2026-11-26", false, "holiday: Harvest"),
        ("2026-11-27", false, "closed: city offices closed"),
        ("2026-11-28", false, "Saturday"),
        ("2026-11-29", false, "Sunday"),
        ("2026-11-30", true, "business day 1 of 2"),
        ("2026-12-01", true, "business day 2 of 2"),
    ];
    assert_eq!(whys(&counted), expected.map(|(date, counts, why)| (date.to_owned(), counts, why)));
}

#[test]
fn a_twentieth_day_on_a_sunday_runs_to_the_monday_and_says_so() {
    let counted = calendar_days(date("2026-11-23"), 20, true).unwrap();
    assert_eq!((counted.due, counted.unrolled), (date("2026-12-14"), Some(date("2026-12-13"))));
    let [.., sunday, monday] = counted.derivation.as_slice() else { panic!("no days") };
    assert_eq!(sunday.why, "20th day is a Sunday, runs to Monday");
    assert_eq!((monday.date, monday.counts), (date("2026-12-14"), false));
}

#[test]
fn a_saturday_or_a_holiday_does_not_move_the_twentieth_day() {
    assert_eq!(calendar_days(date("2026-12-13"), 20, true).unwrap().due, date("2027-01-02"), "a Saturday");
    assert_eq!(calendar_days(date("2026-11-06"), 20, true).unwrap().due, date("2026-11-26"), "the holiday");
    let still = calendar_days(date("2026-11-23"), 20, false).unwrap();
    assert_eq!(still.due, date("2026-12-13"), "a pack without the Sunday rule");
}

#[test]
fn the_red_line_lies_before_the_sunday_extension_and_explains_the_days_after_it() {
    let counted = last_business_day_within(date("2026-11-23"), 20, &calendar()).unwrap();
    assert_eq!((counted.due, counted.unrolled), (date("2026-12-11"), Some(date("2026-12-13"))));
    let [.., friday, saturday, sunday] = counted.derivation.as_slice() else { panic!("no days") };
    assert_eq!(friday.why, "day 18 of 20, last business day on or before the 20th day");
    assert_eq!(
        (saturday.why.as_str(), sunday.why.as_str()),
        ("day 19 of 20, Saturday", "day 20 of 20, Sunday")
    );
}

#[test]
fn with_no_business_day_left_the_red_line_is_the_first_day_itself() {
    let mut calendar = calendar();
    for day in date("2026-11-23").iter_days().take(21) {
        calendar.closures.insert(day, "flood".to_owned());
    }
    let counted = last_business_day_within(date("2026-11-23"), 20, &calendar).unwrap();
    assert_eq!(counted.due, date("2026-11-23"));
    assert!(counted.derivation[0].why.ends_with("at once"), "{:?}", counted.derivation[0]);
}

#[test]
fn a_task_before_the_return_is_due_at_once_when_too_few_days_are_left() {
    let due = |return_by, came| {
        business_days_before(date(return_by), 3, date(came), &calendar()).map(|counted| counted.due)
    };
    assert_eq!(due("2026-12-16", "2026-12-02"), Ok(date("2026-12-11")));
    assert_eq!(due("2026-12-16", "2026-12-11"), Ok(date("2026-12-11")), "exactly three are left");
    assert_eq!(due("2026-12-16", "2026-12-14"), Ok(date("2026-12-14")), "two are left: the day it came");
    assert_eq!(due("2026-12-01", "2026-12-14"), Ok(date("2026-12-14")), "the return has passed already");
}

#[test]
fn a_printed_hour_governs_and_stays_an_hour() {
    let return_by = date("2026-12-16").and_hms_opt(9, 0, 0).map(Due::Moment);
    let moments = Moments { return_by, ..Moments::received(date("2026-12-02")) };
    let reading =
        read(&spec("r", ClockRule::Printed, ClockStart::Received), &calendar(), &moments).unwrap().unwrap();
    assert_eq!(serde_json::to_string(&reading.due).unwrap(), "\"2026-12-16T09:00:00\"");
    assert!(reading.due.is_over(date("2026-12-16").and_hms_opt(9, 0, 1).unwrap()));
    assert!(!reading.due.is_over(date("2026-12-16").and_hms_opt(9, 0, 0).unwrap()));
    let again: ClockReading = serde_json::from_str(&serde_json::to_string(&reading).unwrap()).unwrap();
    assert_eq!(again, reading);
}

#[test]
fn a_printed_day_without_its_hour_is_due_at_its_end() {
    let return_by = Some(Due::Day(date("2026-12-16")));
    let moments = Moments { return_by, ..Moments::received(date("2026-12-02")) };
    let reading =
        read(&spec("r", ClockRule::Printed, ClockStart::Received), &calendar(), &moments).unwrap().unwrap();
    assert_eq!(serde_json::to_string(&reading.due).unwrap(), "\"2026-12-16\"");
    assert!(reading.derivation[0].why.contains("no hour stated"), "{:?}", reading.derivation);
    assert!(!reading.due.is_over(date("2026-12-16").and_hms_opt(23, 59, 59).unwrap()));
    assert!(reading.due.is_over(date("2026-12-17").and_hms_opt(0, 0, 0).unwrap()));
    let again: ClockReading = serde_json::from_str(&serde_json::to_string(&reading).unwrap()).unwrap();
    assert_eq!(again, reading);
}

#[test]
fn a_draft_counted_back_from_the_return_is_never_due_before_the_paper_came() {
    let clock = spec("d", ClockRule::BusinessDaysBefore { days: 3 }, ClockStart::ReturnBy);
    let due = |served: Option<&str>| {
        let return_by = date("2026-12-16").and_hms_opt(9, 0, 0).map(Due::Moment);
        let moments =
            Moments { served: served.map(date), return_by, ..Moments::received(date("2026-12-02")) };
        read(&clock, &calendar(), &moments).unwrap().unwrap().due
    };
    assert_eq!(due(None), Due::Day(date("2026-12-11")));
    assert_eq!(due(Some("2026-12-15")), Due::Day(date("2026-12-15")), "served late: that day");
}

#[test]
fn the_earlier_of_fourteen_days_and_the_printed_date_binds() {
    let clock = spec("o", ClockRule::DaysOrPrinted { days: 14 }, ClockStart::Served);
    let due = |return_by: Option<&str>| {
        let return_by = return_by.map(|day| Due::Moment(date(day).and_hms_opt(9, 0, 0).unwrap()));
        let moments = Moments { return_by, ..Moments::received(date("2027-03-01")) };
        read(&clock, &calendar(), &moments).unwrap().unwrap().due
    };
    assert_eq!(due(Some("2027-03-19")), Due::Day(date("2027-03-15")));
    assert_eq!(due(Some("2027-03-10")), Due::Moment(date("2027-03-10").and_hms_opt(9, 0, 0).unwrap()));
    assert_eq!(due(None), Due::Day(date("2027-03-15")), "the days bind without a printed date");
}

#[test]
fn a_clock_without_its_date_does_not_run() {
    let received = Moments::received(date("2026-12-02"));
    for (rule, from) in [
        (ClockRule::Printed, ClockStart::ReturnBy),
        (ClockRule::BusinessDaysBefore { days: 3 }, ClockStart::Received),
        (ClockRule::Life { days: 10 }, ClockStart::Dated),
        (ClockRule::CalendarDays { days: 60, sunday_runs_to_monday: false }, ClockStart::Decided),
    ] {
        assert_eq!(read(&spec("x", rule, from), &calendar(), &received), Ok(None), "{rule:?}");
    }
    let served = spec("s", ClockRule::NextBusinessDay, ClockStart::Served);
    let reading = read(&served, &calendar(), &received).unwrap().unwrap();
    assert_eq!(reading.due, Due::Day(date("2026-12-03")), "service falls back to receipt");
}

#[test]
fn years_before_1900_and_after_9000_are_refused_in_words() {
    for (text, words) in [("1899-12-31", "before the year 1900"), ("+9001-01-01", "after the year 9000")] {
        let day = date(text);
        let errors = [
            business_days(day, 10, &calendar()).unwrap_err(),
            calendar_days(day, 20, true).unwrap_err(),
            last_business_day_within(day, 20, &calendar()).unwrap_err(),
            next_business_day(day, &calendar()).unwrap_err(),
            business_days_before(day, 3, date("2026-01-01"), &calendar()).unwrap_err(),
            business_days_before(date("2026-01-01"), 3, day, &calendar()).unwrap_err(),
            life_of_paper(day, 10).unwrap_err(),
            business_days_between(day, date("2026-01-01"), &calendar()).unwrap_err(),
        ];
        for error in errors {
            assert!(error.to_string().contains(words), "{error}");
        }
    }
    for edge in [NaiveDate::MIN, NaiveDate::MAX] {
        assert!(business_days(edge, 10, &calendar()).is_err());
    }
    assert!(
        calendar_days(date("9000-12-31"), 3_660, true).is_ok(),
        "the last day itself can be counted from"
    );
}

#[test]
fn a_calendar_without_business_days_and_an_endless_count_are_refused() {
    let closed = Calendar { business_weekdays: Vec::new(), ..Calendar::default() };
    let from = date("2026-11-23");
    assert_eq!(business_days(from, 1, &closed), Err(CountError::NoBusinessDay { from }));
    assert_eq!(calendar_days(from, u32::MAX, true), Err(CountError::TooLong { days: u32::MAX }));
    assert_eq!(business_days(from, u32::MAX, &calendar()), Err(CountError::TooLong { days: u32::MAX }));
}

#[test]
fn clocks_on_one_sheet_give_one_line_per_day_and_each_reason_once() {
    let rolled = ClockRule::CalendarDays { days: 20, sunday_runs_to_monday: true };
    let specs = [
        spec("t", ClockRule::BusinessDays { days: 10 }, ClockStart::Received),
        spec("l", ClockRule::LastBusinessDay { days: 20 }, ClockStart::Received),
        spec("o", rolled, ClockStart::Received),
    ];
    let readings = read_all(&specs, &calendar(), &Moments::received(date("2026-11-23"))).unwrap();
    let sheet = day_by_day(&readings, &calendar());
    let why = |day: &str| {
        sheet.iter().find(|line| line.date == date(day)).map(|line| (line.counts, line.why.as_str()))
    };
    assert_eq!(sheet.len(), 22, "23 November to 14 December");
    assert_eq!(why("2026-11-23"), Some((false, "day of receipt, not counted")));
    assert_eq!(why("2026-11-24"), Some((true, "business day 1 of 10; day 1 of 20")));
    assert_eq!(why("2026-11-26"), Some((false, "holiday: Harvest; day 3 of 20")));
    assert_eq!(why("2026-12-12"), Some((false, "day 19 of 20, Saturday")));
    assert_eq!(
        why("2026-12-13"),
        Some((false, "day 20 of 20, Sunday; 20th day is a Sunday, runs to Monday"))
    );
}

#[test]
fn a_rule_of_a_pack_with_an_unknown_field_is_refused() {
    let good = r#"{"kind":"calendar_days","days":20,"sunday_runs_to_monday":true}"#;
    assert!(serde_json::from_str::<ClockRule>(good).is_ok());
    assert!(
        serde_json::from_str::<ClockRule>(&good.replace("days\":20", "days\":20,\"saturday\":1")).is_err()
    );
    assert!(serde_json::from_str::<ClockRule>(r#"{"kind":"lunar_days","days":20}"#).is_err());
}

prop_compose! {
    fn a_day()(offset in 0i64..60_000) -> NaiveDate {
        date("1927-01-01") + chrono::Duration::days(offset)
    }
}

proptest! {
    #[test]
    fn adding_a_closure_never_makes_a_business_day_date_earlier_and_never_moves_the_outside_date(
        start in a_day(),
        days in 0u32..40,
        before in prop::collection::vec(0i64..80, 0..12),
        added in 0i64..80,
    ) {
        let day = |offset: i64| (start + chrono::Duration::days(offset), "closed".to_owned());
        let without = Calendar { closures: before.into_iter().map(day).collect::<BTreeMap<_, _>>(), ..calendar() };
        let mut with = without.clone();
        with.closures.extend([day(added)]);
        let due = |calendar: &Calendar| business_days(start, days, calendar).unwrap().due;
        prop_assert!(due(&with) >= due(&without));
        let red = |calendar: &Calendar| last_business_day_within(start, 20, calendar).unwrap().due;
        prop_assert!(red(&with) <= red(&without), "the red line errs early");
        prop_assert!(red(&with) <= calendar_days(start, 20, true).unwrap().due);
        let draft = |calendar: &Calendar| {
            business_days_before(start + chrono::Duration::days(30), days, start, calendar).unwrap().due
        };
        prop_assert!(draft(&with) <= draft(&without), "a task before a return errs early");
    }

    #[test]
    fn a_derivation_shows_each_day_once_in_order_and_counts_to_its_number(start in a_day(), days in 0u32..40) {
        let counted = business_days(start, days, &calendar()).unwrap();
        let dates: Vec<NaiveDate> = counted.derivation.iter().map(|line| line.date).collect();
        prop_assert!(dates.windows(2).all(|pair| pair[0].succ_opt() == Some(pair[1])));
        let numbers: Vec<u32> = counted.derivation.iter().filter_map(|line| line.number).collect();
        prop_assert_eq!(numbers, (1..=days).collect::<Vec<_>>());
        prop_assert_eq!(business_days_between(start, counted.due, &calendar()).unwrap(), days);
    }
}
