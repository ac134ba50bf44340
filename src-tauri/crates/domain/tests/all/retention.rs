//! Random histories of a request with holds, endings and clocks, against a plain list: nothing is ever disposed of while a hold
//! stands, while it is open or sealed, while a clock runs or a period is open or not over. A hold blocks in every one of them.

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};
use domain::*;
use proptest::prelude::*;

const DIRECTOR: PersonId = PersonId([1; 16]);

fn at(days: u64) -> NaiveDateTime {
    let first: NaiveDate = "2026-01-05".parse().unwrap();
    first.checked_add_days(Days::new(days)).unwrap().and_hms_opt(10, 0, 0).unwrap()
}

/// The Director's standing, at a moment.
fn standing(now: NaiveDateTime) -> Standing {
    let mut office = Office::default();
    let director = Person { id: DIRECTOR, director: true, employee: true, ..Person::default() };
    let event = OfficeEvent::PersonRecorded(director);
    let before = now - TimeDelta::days(1);
    office.evolve(&Recorded { by: DIRECTOR, capacity: Capacity::Director, at: before, event });
    let matter = Matter { director_only: true, ..Matter::default() };
    authority(&office, DIRECTOR, &matter, now).standing.unwrap()
}

fn word(now: NaiveDateTime) -> Word {
    Word { from: "J. Doe, counsel".to_owned(), how: ToldBy::Call, at: now, what: "Keep it.".to_owned() }
}

#[derive(Debug, Clone)]
enum Step {
    Close,
    Reopen,
    Withdraw,
    Hold,
    Preserve(bool),
    Lift(u32),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => Just(Step::Close),
        1 => Just(Step::Reopen),
        1 => Just(Step::Withdraw),
        2 => Just(Step::Hold),
        1 => any::<bool>().prop_map(Step::Preserve),
        4 => (1_u32..5).prop_map(Step::Lift),
    ]
}

/// The same, kept in the plainest way.
#[derive(Default)]
struct Plain {
    ended: Option<u64>,
    /// Each hold: whether preservation placed it, and whether it stands.
    holds: Vec<(bool, bool)>,
}

impl Plain {
    fn take(&mut self, step: &Step, day: u64) {
        match step {
            Step::Close | Step::Withdraw => self.ended = Some(day),
            Step::Reopen => self.ended = None,
            Step::Hold => self.holds.push((false, true)),
            Step::Preserve(true) => {}
            Step::Preserve(false) if self.holds.contains(&(true, true)) => {}
            Step::Preserve(false) => self.holds.push((true, true)),
            Step::Lift(number) => {
                if let Some(hold) = self.holds.get_mut(*number as usize - 1) {
                    hold.1 = false;
                }
            }
        }
    }
}

fn event(request: &Request, step: &Step, now: NaiveDateTime) -> Option<RequestEvent> {
    let reason = Closed { reason: "Done.".to_owned() };
    match step {
        Step::Close => Some(RequestEvent::Closed(reason)),
        Step::Reopen => Some(RequestEvent::Reopened(reason)),
        Step::Withdraw => Some(RequestEvent::Withdrawn(reason)),
        Step::Hold => {
            let hold = HoldPlaced { why: "A claim.".to_owned(), word: word(now) };
            Some(place_hold(hold, now).unwrap())
        }
        Step::Preserve(offered_only) => Some(RequestEvent::PreservationRecorded(Preservation {
            offered_only: *offered_only,
            what: "The log.".to_owned(),
            ..Preservation::default()
        })),
        Step::Lift(hold) => {
            let lifted = HoldLifted { hold: *hold, why: "Over.".to_owned(), word: word(now) };
            lift_hold(request, lifted, &standing(now), now).ok()
        }
    }
}

fn terms(periods: &[Option<u32>]) -> Vec<RetentionTerm> {
    let term = |months: &Option<u32>| RetentionTerm {
        rule: "r".to_owned(),
        name: "Case files".to_owned(),
        from: RetentionStart::Ended,
        period: months.map(|months| RetentionPeriod { years: 0, months }),
    };
    periods.iter().map(term).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_anything_keeps_is_ever_disposed_of(
        steps in prop::collection::vec(step(), 0..12),
        periods in prop::collection::vec(prop::option::weighted(0.9, 0_u32..30), 0..3),
        clock in prop::option::of(prop::option::weighted(0.8, 0_u64..900)),
        goes_on in prop::bool::weighted(0.1),
        later in 0_u64..1500,
    ) {
        let mut request = Request::new(RequestId([9; 16]));
        let opened = Opened { number: RequestNumber { year: 2026, serial: 4 }, ..Opened::default() };
        let first = RequestEvent::Opened(opened);
        request.evolve(&Recorded { by: DIRECTOR, capacity: Capacity::Director, at: at(0), event: first });
        let mut plain = Plain::default();
        for (step, day) in steps.iter().zip(1..) {
            if let Some(event) = event(&request, step, at(day)) {
                request.evolve(&Recorded { by: DIRECTOR, capacity: Capacity::Director, at: at(day), event });
                plain.take(step, day);
            }
        }
        let today = at(20 + later).date();
        let clocks = clock
            .map(|until| OpenClock { name: "Complaint".to_owned(), until: until.map(|day| at(day).date()) })
            .into_iter()
            .collect();
        let facts = KeepingFacts { terms: terms(&periods), clocks, goes_on };
        let chosen = [Chosen { request: &request, facts: facts.clone() }];
        let typed = ["2026-004".to_owned()];
        let outcome = may_dispose(&chosen, &typed, &standing(at(20 + later)), today);

        let is_held = plain.holds.iter().any(|(_, stands)| *stands);
        let is_over = |months: &Option<u32>| {
            let ended = plain.ended.map(|day| at(day).date());
            months.zip(ended).is_some_and(|(months, ended)| {
                ended.checked_add_months(chrono::Months::new(months)).unwrap() < today
            })
        };
        let is_free = !is_held
            && !goes_on
            && plain.ended.is_some()
            && !periods.is_empty()
            && periods.iter().all(is_over)
            && clock.is_none_or(|until| until.is_some_and(|day| at(day).date() < today));
        prop_assert_eq!(outcome.is_ok(), is_free, "{:?} {:?}", steps, outcome);
        if is_held {
            let reasons = kept_because(&request, &facts, today);
            let named = reasons.iter().filter(|reason| matches!(reason, Kept::Hold { .. })).count();
            prop_assert_eq!(named, plain.holds.iter().filter(|(_, stands)| *stands).count());
        }
    }
}

#[test]
fn a_sealed_matter_is_never_disposed_of_and_everybody_but_the_director_is_refused() {
    let now = at(900);
    let mut request = Request::new(RequestId([9; 16]));
    let opened = SealedOpened { code: SealedCode("BCDF-GHJK".to_owned()), ..SealedOpened::default() };
    for event in [RequestEvent::SealedOpened(opened), RequestEvent::Closed(Closed::default())] {
        request.evolve(&Recorded { by: DIRECTOR, capacity: Capacity::Director, at: at(1), event });
    }
    let facts = KeepingFacts { terms: terms(&[Some(1)]), ..KeepingFacts::default() };
    let chosen = [Chosen { request: &request, facts: facts.clone() }];
    let refused = may_dispose(&chosen, &["BCDF-GHJK".to_owned()], &standing(now), now.date()).unwrap_err();
    assert!(refused.message.contains("it is sealed"), "{refused}");
    assert_eq!(kept_because(&request, &facts, now.date()), [Kept::Sealed]);
}

#[test]
fn what_is_typed_at_the_second_look_names_each_chosen_request_once() {
    let now = at(900);
    let request = |serial| {
        let mut request = Request::new(RequestId([9; 16]));
        let opened = Opened { number: RequestNumber { year: 2026, serial }, ..Opened::default() };
        for event in [RequestEvent::Opened(opened), RequestEvent::Withdrawn(Closed::default())] {
            request.evolve(&Recorded { by: DIRECTOR, capacity: Capacity::Director, at: at(1), event });
        }
        request
    };
    let (one, two) = (request(1), request(2));
    let facts = KeepingFacts { terms: terms(&[Some(1)]), ..KeepingFacts::default() };
    let chosen = || [&one, &two].map(|request| Chosen { request, facts: facts.clone() });
    let ask = |typed: &[&str]| {
        let typed: Vec<_> = typed.iter().map(|text| (*text).to_owned()).collect();
        may_dispose(&chosen(), &typed, &standing(now), now.date()).map_err(|refusal| refusal.field)
    };
    assert!(ask(&["2026-002", " 2026-001 ", ""]).is_ok());
    for wrong in [&["2026-001"][..], &["2026-001", "2026-001"], &["2026-001", "2026-002", "2026-003"], &[]] {
        assert_eq!(ask(wrong).unwrap_err().as_deref(), Some("typed"), "{wrong:?}");
    }
    let none = may_dispose(&[], &[], &standing(now), now.date()).unwrap_err();
    assert_eq!(none.field.as_deref(), Some("requests"));
}
