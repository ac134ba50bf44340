//! Extending and pausing a clock: only for a reason that fits, never to an earlier date, and what was there before stays.

use chrono::{Days, NaiveDate, NaiveDateTime};
use domain::calendar::{Calendar, Holiday, HolidayRule};
use domain::deadline::*;
use domain::*;
use proptest::prelude::*;

const DIRECTOR: PersonId = PersonId([1; 16]);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> NaiveDateTime {
    day(text).and_hms_opt(9, 0, 0).unwrap()
}

fn standing(now: NaiveDateTime) -> Standing {
    let mut office = Office::default();
    let director =
        Person { id: DIRECTOR, name: "Ada".to_owned(), director: true, employee: true, ..Person::default() };
    office.people.insert(DIRECTOR, director);
    authority(&office, DIRECTOR, &Matter::default(), now).standing.unwrap()
}

fn calendar() -> Calendar {
    let rule = HolidayRule::NthWeekday { month: 11, weekday: chrono::Weekday::Thu, nth: 4 };
    Calendar {
        holidays: vec![Holiday { name: "Harvest".to_owned(), rule, optional: false }],
        ..Calendar::default()
    }
}

fn spec(rule: ClockRule) -> ClockSpec {
    ClockSpec {
        id: "target".into(),
        name: "Target".to_owned(),
        rule,
        from: ClockStart::Received,
        role: None,
        basis: "rule".to_owned(),
        confidence: "sure".to_owned(),
        done: None,
    }
}

const TEN: ClockRule = ClockRule::BusinessDays { days: 10 };

fn rule(kind: DelayKind, latest: Option<&str>) -> DelayRule {
    DelayRule { code: "why".into(), kind, clocks: vec!["target".into()], latest: latest.map(day) }
}

/// A request received on Mon 23 Nov 2026.
struct Case {
    request: Request,
    now: NaiveDateTime,
}

impl Case {
    fn open(now: &str) -> Self {
        let mut case = Self { request: Request::new(RequestId([9; 16])), now: at("2026-11-23") };
        let received = Received { at: case.now, ..Received::default() };
        case.record(RequestEvent::Opened(Opened { received, ..Opened::default() }));
        case.now = at(now);
        case
    }

    fn record(&mut self, event: RequestEvent) {
        self.request.evolve(&Recorded { by: DIRECTOR, capacity: Capacity::Director, at: self.now, event });
    }

    fn reading(&self) -> ClockReading {
        let delays = self.request.delays_of(&"target".into(), &|code| format!("because {code}"));
        let moments = Moments::received(self.request.received.at.date());
        read_delayed(&spec(TEN), &calendar(), &moments, &delays, self.now.date()).unwrap().unwrap()
    }

    fn due(&self) -> String {
        self.reading().due.date().to_string()
    }

    fn extend(&mut self, until: &str, rule: &DelayRule) -> Result<(), Refusal> {
        let event = extend_clock(
            &self.request,
            &self.reading(),
            rule,
            day(until),
            "Counsel reads it.",
            self.now,
            &standing(self.now),
        )?;
        self.record(event);
        Ok(())
    }

    fn pause(&mut self, since: &str, rule: &DelayRule) -> Result<(), Refusal> {
        let note = "Asked which year is meant.";
        let event = pause_clock(
            &self.request,
            &self.reading(),
            rule,
            day(since),
            note,
            self.now,
            &standing(self.now),
        )?;
        self.record(event);
        Ok(())
    }

    fn resume(&mut self, on: &str) -> Result<(), Refusal> {
        let event = resume_clock(&self.request, &"target".into(), day(on), "They answered.", self.now)?;
        self.record(event);
        Ok(())
    }
}

#[test]
fn an_extension_keeps_the_date_that_stood_before() {
    let mut case = Case::open("2026-11-30");
    assert_eq!(case.due(), "2026-12-08");
    case.extend("2026-12-11", &rule(DelayKind::Extension, Some("2026-12-14"))).unwrap();
    let reading = case.reading();
    assert_eq!(reading.due, Due::Day(day("2026-12-11")));
    assert_eq!(reading.original, Some(Due::Day(day("2026-12-08"))));
    let last = reading.derivation.last().unwrap();
    assert_eq!((last.date, last.counts), (day("2026-12-11"), false));
    assert!(last.why.contains("because why"), "{}", last.why);
    let ClockDelay::Extended(entry) = &case.request.delays[0].what else { panic!("no extension") };
    assert_eq!((entry.was, entry.until), (day("2026-12-08"), day("2026-12-11")));
}

#[test]
fn an_extension_is_refused_unless_it_fits() {
    let mut case = Case::open("2026-11-30");
    let fits = rule(DelayKind::Extension, Some("2026-12-14"));
    let code = |result: Result<(), Refusal>| {
        result.map_err(|refusal| (refusal.code, refusal.field.unwrap_or_default()))
    };
    let at_field = |field: &str| Err((RefusalCode::Invalid, field.to_owned()));
    assert_eq!(code(case.extend("2026-12-08", &fits)), at_field("until"), "the same day is no extension");
    assert_eq!(code(case.extend("2026-12-01", &fits)), at_field("until"), "an earlier day would shorten");
    assert_eq!(
        code(case.extend("2026-12-15", &fits)),
        at_field("until"),
        "beyond what the reason carries to"
    );
    assert_eq!(code(case.extend("2026-12-11", &rule(DelayKind::Pause, None))), at_field("reason"));
    let elsewhere = DelayRule { clocks: vec!["other".into()], ..fits.clone() };
    assert_eq!(code(case.extend("2026-12-11", &elsewhere)), at_field("reason"));
    assert!(case.request.delays.is_empty());
    case.extend("2026-12-11", &fits).unwrap();
    assert_eq!(
        code(case.extend("2026-12-10", &fits)),
        at_field("until"),
        "a second one goes on from the first"
    );
    case.extend("2026-12-14", &fits).unwrap();
    assert_eq!(
        case.reading().original,
        Some(Due::Day(day("2026-12-08"))),
        "the first date, not the one between"
    );
}

#[test]
fn days_of_a_pause_do_not_count_and_say_so() {
    let mut case = Case::open("2026-11-30");
    let waits = rule(DelayKind::Pause, None);
    case.pause("2026-11-25", &waits).unwrap();
    // Fri 27 and Mon 30 are paused so far; Thu 26 is the holiday.
    assert_eq!(case.due(), "2026-12-10");
    assert_eq!(case.pause("2026-11-30", &waits).unwrap_err().code, RefusalCode::AlreadyDone);
    case.now = at("2026-12-02");
    assert_eq!(case.due(), "2026-12-14", "it moves on while it lasts");
    case.resume("2026-12-01").unwrap();
    let reading = case.reading();
    assert_eq!(reading.due.date(), day("2026-12-11"));
    assert_eq!(reading.original, Some(Due::Day(day("2026-12-08"))));
    let why = |text: &str| reading.derivation.iter().find(|line| line.date == day(text)).unwrap().why.clone();
    assert_eq!(why("2026-11-25"), "business day 2 of 10");
    assert_eq!(why("2026-11-26"), "holiday: Harvest", "a holiday stays a holiday");
    assert_eq!(why("2026-11-27"), "paused: because why");
    assert_eq!(why("2026-11-28"), "Saturday");
    assert_eq!(why("2026-12-01"), "paused: because why");
    assert_eq!(why("2026-12-02"), "business day 3 of 10");
    case.now = at("2026-12-20");
    assert_eq!(case.due(), "2026-12-11", "what was taken up again stands still");
}

#[test]
fn a_pause_is_refused_where_it_cannot_be() {
    let mut case = Case::open("2026-11-30");
    let waits = rule(DelayKind::Pause, None);
    let field = |result: Result<(), Refusal>| result.unwrap_err().field.unwrap_or_default();
    assert_eq!(field(case.pause("2026-12-01", &waits)), "since", "tomorrow");
    assert_eq!(field(case.pause("2026-11-22", &waits)), "since", "before it came");
    assert_eq!(field(case.pause("2026-11-25", &rule(DelayKind::Extension, None))), "reason");
    assert_eq!(case.resume("2026-11-30").unwrap_err().code, RefusalCode::AlreadyDone);
    case.pause("2026-11-25", &waits).unwrap();
    assert_eq!(field(case.resume("2026-11-24")), "on", "before it was paused");
    assert_eq!(field(case.resume("2026-12-01")), "on", "tomorrow");
    case.resume("2026-11-27").unwrap();
    assert_eq!(field(case.pause("2026-11-26", &waits)), "since", "into the pause before");
    case.now = at("2026-12-20");
    let over = case.pause("2026-12-18", &waits).unwrap_err();
    assert!(over.message.contains("It is over"), "{over}");
}

#[test]
fn only_counts_of_business_days_can_be_paused() {
    let delays = Delays {
        extended: None,
        pauses: vec![Pause { since: day("2026-11-24"), until: None, why: "waiting".to_owned() }],
    };
    let moments = Moments::received(day("2026-11-23"));
    for rule in [
        ClockRule::CalendarDays { days: 20, sunday_runs_to_monday: true },
        ClockRule::LastBusinessDay { days: 20 },
    ] {
        assert!(!rule.can_pause());
        let plain = read(&spec(rule), &calendar(), &moments).unwrap().unwrap();
        let held =
            read_delayed(&spec(rule), &calendar(), &moments, &delays, day("2026-12-20")).unwrap().unwrap();
        assert_eq!(plain, held, "{rule:?}");
    }
}

fn any_rule() -> impl Strategy<Value = ClockRule> {
    prop_oneof![
        (0u32..40).prop_map(|days| ClockRule::BusinessDays { days }),
        Just(ClockRule::NextBusinessDay),
        (0u32..60, any::<bool>()).prop_map(|(days, sunday_runs_to_monday)| ClockRule::CalendarDays {
            days,
            sunday_runs_to_monday
        }),
        (1u32..60).prop_map(|days| ClockRule::LastBusinessDay { days }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn no_delay_ever_brings_a_date_forward(
        start in 0u64..36_000,
        rule in any_rule(),
        closed in prop::collection::vec(0u64..90, 0..10),
        pauses in prop::collection::vec((0u64..60, 0u64..30), 0..4),
        open in any::<bool>(),
        extended in prop::option::of(0u64..120),
        today in 0u64..90,
    ) {
        let start = day("1950-01-01").checked_add_days(Days::new(start)).unwrap();
        let later = |days: u64| start.checked_add_days(Days::new(days)).unwrap();
        let closures = closed.into_iter().map(|days| (later(days), "closed".to_owned())).collect();
        let calendar = Calendar { closures, ..calendar() };
        let count = pauses.len();
        let pause = |(index, (since, length)): (usize, (u64, u64))| Pause {
            since: later(since),
            until: (index + 1 < count || !open).then(|| later(since + length)),
            why: "waiting".to_owned(),
        };
        let delays = Delays {
            extended: extended.map(|days| (later(days), "reason".to_owned())),
            pauses: pauses.into_iter().enumerate().map(pause).collect(),
        };
        let moments = Moments::received(start);
        let plain = read(&spec(rule), &calendar, &moments).unwrap().unwrap();
        let held = read_delayed(&spec(rule), &calendar, &moments, &delays, later(today)).unwrap().unwrap();
        prop_assert!(held.due.date() >= plain.due.date(), "{:?} before {:?}", held.due, plain.due);
        let moved = held.due != plain.due;
        prop_assert_eq!(held.original, moved.then_some(plain.due), "the date before is kept");
        if let Some((until, _)) = &delays.extended {
            prop_assert!(held.due.date() >= *until);
        }
    }

    /// Adding a closure under delays: what counts onwards never comes earlier; the red line errs early; calendar days and
    /// extensions stand still.
    #[test]
    fn a_closure_added_under_delays_never_shortens(
        start in 0u64..36_000,
        days in 0u32..40,
        added in 0u64..90,
        since in 0u64..40,
        length in 0u64..20,
    ) {
        let start = day("1950-01-01").checked_add_days(Days::new(start)).unwrap();
        let later = |days: u64| start.checked_add_days(Days::new(days)).unwrap();
        let without = calendar();
        let mut with = without.clone();
        with.closures.insert(later(added), "closed".to_owned());
        let delays = Delays {
            extended: None,
            pauses: vec![Pause { since: later(since), until: Some(later(since + length)), why: "waiting".to_owned() }],
        };
        let due = |calendar: &Calendar, rule| {
            let moments = Moments::received(start);
            read_delayed(&spec(rule), calendar, &moments, &delays, later(90)).unwrap().unwrap().due.date()
        };
        let onwards = ClockRule::BusinessDays { days };
        prop_assert!(due(&with, onwards) >= due(&without, onwards));
        let outside = ClockRule::CalendarDays { days, sunday_runs_to_monday: true };
        prop_assert_eq!(due(&with, outside), due(&without, outside));
        let red = ClockRule::LastBusinessDay { days: days + 1 };
        prop_assert!(due(&with, red) <= due(&without, red));
    }
}

#[test]
fn a_date_that_is_over_is_not_extended() {
    let reason = rule(DelayKind::Extension, None);
    let mut case = Case::open("2026-12-08");
    assert_eq!(case.due(), "2026-12-08");
    case.extend("2026-12-15", &reason).unwrap();
    let mut late = Case::open("2026-12-09");
    let refused = late.extend("2026-12-15", &reason).unwrap_err();
    assert!(refused.message.contains("It is over"), "{}", refused.message);
}
