//! Random histories of absences, tries, designations, revocations, recusals, vacancies, clock changes, and clocks that ran
//! ahead until the Director said so, against a plain model: nobody without authority ever decides, signs or prints, and somebody who may act, or "nobody" with what to do, is
//! always named.
//!
//! The number of histories is 100,000; `HISTORIES` sets another, `HISTORY_SEED` begins elsewhere.

use crate::desk;
use crate::desk::{Act, Desk, PEOPLE, index, person};
use crate::plain::{DAY, Line, MINUTE, Moment, Plain, Rank, What};
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};
use domain::{Capacity, Custodian, Means, authority, who_decides, who_is_custodian};
use std::collections::BTreeMap;

const NUMBERS: [&str; 2] = ["555-0100", "555-0111"];
const MEANS: [Means; 3] = [Means::Telephone, Means::Email, Means::Visit];
const STEPS: u64 = 16;
/// Monday 16 November 2026, 8:00.
const START: Moment = 29_913_600 * MINUTE;
/// The most minutes by which a clock runs ahead: within the days of a designation, or far beyond them.
const AHEAD: [u64; 2] = [2 * 24 * 60, 40 * 24 * 60];

#[test]
fn nobody_without_authority_ever_decides_signs_or_prints() {
    let count = setting("HISTORIES", 100_000);
    let first = setting("HISTORY_SEED", 1);
    let threads = std::thread::available_parallelism().map_or(2, |count| count.get() as u64);
    let started = std::time::Instant::now();
    let done: Vec<_> = std::thread::scope(|scope| {
        let of = |thread| (first + thread..first + count).step_by(threads as usize);
        let run = |thread| scope.spawn(move || tally(of(thread).map(|seed| History::of(seed).run())));
        (0..threads).map(run).collect::<Vec<_>>().into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let done = tally(done.into_iter());
    println!("{count} histories in {:.0?}: {done:?}", started.elapsed());
    // A generator that reached nothing would prove nothing.
    for (what, share) in [
        ("decided by a designee", 50),
        ("decided by the Director", 50),
        ("printed by a designee", 200),
        ("refused", 1),
        ("waited for the Director", 100),
        ("locked out", 200),
        ("named by counsel", 100),
        ("clock stopped all", 100),
        ("vacant", 50),
        ("nobody named", 10),
        ("designee named", 20),
        ("signer gone", 1000),
        ("clock corrected", 20),
        ("revoked while the clock was ahead", 300),
        ("returned while the clock was ahead", 300),
    ] {
        let reached = done.get(what).copied().unwrap_or_default();
        assert!(reached * share >= count, "{what}: only {reached} times in {count} histories");
    }
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

type Tally = BTreeMap<&'static str, u64>;

fn tally(each: impl Iterator<Item = Tally>) -> Tally {
    let mut all = Tally::new();
    for one in each {
        for (what, count) in one {
            *all.entry(what).or_default() += count;
        }
    }
    all
}

/// One history: the program's side, the plain side, and dice.
struct History {
    seed: u64,
    dice: u64,
    desk: Desk,
    plain: Plain,
    told: Vec<(NaiveDateTime, usize, Act, bool)>,
    tally: Tally,
    entries: u32,
    /// By how many minutes the clock runs ahead.
    ahead: u64,
}

impl History {
    fn of(seed: u64) -> Self {
        let mut dice = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let urgent = roll(&mut dice, 2) == 0;
        let now = START + roll(&mut dice, 3 * 24 * 60) as Moment * MINUTE;
        let desk = Desk::open(moment(now), urgent);
        let employed = PEOPLE.iter().map(|name| *name != "Dan").collect();
        // The request was there before anything else: it is the first line by which a clock is judged.
        let opened = Line { at: now, by: 0, what: What::Concerned(false) };
        let plain = Plain { lines: vec![opened], urgent, employed };
        Self { seed, dice, desk, plain, told: Vec::new(), tally: Tally::new(), entries: 0, ahead: 0 }
    }

    fn run(mut self) -> Tally {
        // Most histories begin with a Director who prepared for being away, and is.
        for _ in 0..self.roll(4) {
            let whom = 1 + self.roll(4) as usize;
            let act = self.designation(whom);
            self.step(0, act);
        }
        if self.roll(3) > 0 {
            let until = self.desk.now + TimeDelta::minutes(self.roll(4 * 24 * 60) as Moment);
            self.step(0, Act::Absence { from: self.desk.now, until, answering: false });
        }
        if self.roll(6) == 0 {
            self.step(0, Act::Conflict { concerned: true });
        }
        for _ in 0..self.roll(STEPS) + 4 {
            self.pass_time();
            let (who, act) =
                if self.turn_the_clock() { (self.director(), Act::Correct) } else { self.pick() };
            self.step(who, act);
            self.compare();
        }
        self.tally
    }

    fn clock(&self) -> Moment {
        minute(self.desk.now)
    }

    fn roll(&mut self, sides: u64) -> u64 {
        roll(&mut self.dice, sides)
    }

    fn count(&mut self, what: &'static str) {
        *self.tally.entry(what).or_default() += 1;
    }

    fn pass_time(&mut self) {
        let minutes = match self.roll(12) {
            0..=3 => self.roll(5) as Moment,
            4..=6 => self.roll(90) as Moment,
            7 | 8 => self.roll(6 * 60) as Moment,
            9 => self.roll(2 * 24 * 60) as Moment,
            10 => -(self.roll(70) as Moment),
            _ if self.roll(4) == 0 => -(self.roll(300) as Moment),
            _ => 0,
        };
        self.desk.now += TimeDelta::minutes(minutes);
    }

    /// Lets the clock run ahead in some histories, for a while. Answers with whether it was turned back, all the way or not,
    /// and the Director says so at once.
    fn turn_the_clock(&mut self) -> bool {
        if self.ahead == 0 && self.roll(25) == 0 {
            let most = AHEAD[self.roll(2) as usize];
            self.ahead = 66 + self.roll(most);
            self.desk.now += TimeDelta::minutes(self.ahead as Moment);
            return false;
        }
        if self.ahead == 0 || self.roll(4) > 0 {
            return false;
        }
        let turned = if self.roll(4) == 0 { self.roll(self.ahead) } else { self.ahead };
        self.ahead -= turned;
        self.desk.now -= TimeDelta::minutes(turned as Moment - 1);
        self.roll(5) > 0
    }

    fn director(&self) -> usize {
        index(self.desk.office.director().unwrap().id)
    }

    fn pick(&mut self) -> (usize, Act) {
        let anyone = self.roll(5) as usize;
        let whom = self.roll(5) as usize;
        let director = self.director();
        let mostly = if self.roll(4) == 0 { anyone } else { director };
        let designee = 1 + self.roll(3) as usize;
        let entry = 1 + self.roll(u64::from(self.entries.max(1))) as u32;
        // What is taken back in the wrong hour is what must not come to life again.
        let wrong = if self.ahead > 0 { self.roll(4) } else { 4 };
        match wrong {
            0 if self.roll(2) == 0 => return (director, Act::Revoke { whom: designee }),
            0 => return (director, Act::Back),
            1 => return (if self.roll(3) == 0 { director } else { designee }, self.next_on_the_road()),
            _ => {}
        }
        match self.roll(36) {
            0..=2 => (mostly, self.designation(whom)),
            3 => (mostly, Act::Revoke { whom }),
            4..=6 => (if self.roll(2) == 0 { mostly } else { anyone }, self.absence()),
            7 => (mostly, if self.roll(3) == 0 { Act::Withdraw { entry } } else { Act::Back }),
            8..=12 => {
                let number = NUMBERS[self.roll(2) as usize].to_owned();
                let (means, answered) = (MEANS[self.roll(3) as usize], self.roll(6) == 0);
                (anyone, Act::Try { means, number, answered })
            }
            13 => {
                let listed = NUMBERS[..self.roll(3) as usize].iter().map(|number| (*number).to_owned());
                (mostly, Act::Numbers { listed: listed.collect() })
            }
            14 if self.roll(3) == 0 => {
                let from = self.desk.now + TimeDelta::minutes(self.roll(200) as Moment - 100);
                (anyone, Act::Vacancy { from })
            }
            15 => (anyone, Act::Appoint { whom }),
            16 => (mostly, Act::Confirm { entry, right: self.roll(2) == 0 }),
            17 if self.roll(2) == 0 => (mostly, Act::Employ { whom, employee: self.roll(2) == 0 }),
            18 if self.roll(3) == 0 => (mostly, Act::Conflict { concerned: self.roll(3) > 0 }),
            18 | 19 if self.plain.recused(director) => (anyone, Act::CounselNames { whom }),
            19 | 20 => (designee, Act::Take),
            21 if self.roll(3) == 0 => (designee, Act::Release),
            22 if self.plain.reading(self.clock()).is_none() => (mostly, Act::Correct),
            _ => (if self.roll(4) == 0 { mostly } else { designee }, self.next_on_the_road()),
        }
    }

    /// What moves the case on: decide, then issue, then print, and sometimes once more.
    fn next_on_the_road(&mut self) -> Act {
        let letters = self.desk.request.letters.len();
        let decided = self.desk.request.part(desk::PART).is_some_and(|part| part.decision.is_some());
        match self.roll(6) {
            0 => Act::Decide,
            1 => Act::Issue,
            2 => Act::Print { letter: letters.saturating_sub(1 + self.roll(2) as usize) },
            _ if !decided => Act::Decide,
            _ if letters == 0 => Act::Issue,
            _ => Act::Print { letter: letters - 1 },
        }
    }

    fn designation(&mut self, whom: usize) -> Act {
        let today = self.desk.now.date();
        let from = today + TimeDelta::days(self.roll(4) as i64 - 2);
        let until = (self.roll(4) > 0).then(|| from + TimeDelta::days(self.roll(6) as i64));
        let signed = today - TimeDelta::days(self.roll(2) as i64);
        Act::Designate { whom, from, until, signed, other_kind: self.roll(6) == 0, order: None }
    }

    fn absence(&mut self) -> Act {
        let from = self.desk.now + TimeDelta::minutes(self.roll(600) as Moment - 300);
        let until = from + TimeDelta::minutes(self.roll(3 * 24 * 60) as Moment);
        Act::Absence { from, until, answering: self.roll(6) == 0 }
    }

    fn step(&mut self, who: usize, act: Act) {
        let clock = self.clock();
        let permitted = self.permits(who, &act, clock);
        let done = self.desk.act(who, &act).is_ok();
        self.told.push((self.desk.now, who, act.clone(), done));
        self.check(!done || permitted != Some(false), "the plain rules forbid what was done");
        self.check(done || permitted != Some(true), "the plain rules allow what was refused");
        if done {
            self.note(who, &act, clock);
        } else {
            self.count("refused");
        }
    }

    /// Whether the rules let somebody do it; `None` where other things than authority decide.
    fn permits(&self, who: usize, act: &Act, clock: Moment) -> Option<bool> {
        let plain = &self.plain;
        let in_person = plain.is_director(who, clock, false);
        match act {
            Act::Designate { .. }
            | Act::Revoke { .. }
            | Act::Withdraw { .. }
            | Act::Back
            | Act::Numbers { .. }
            | Act::Confirm { .. } => (!in_person).then_some(false),
            Act::Employ { employee, .. } => (*employee && !in_person).then_some(false),
            Act::Appoint { whom } => (!plain.vacant(clock) || *whom == who).then_some(false),
            Act::Take => Some(plain.takes(who, clock)),
            Act::Correct => Some(plain.corrects(who, clock)),
            Act::Release => plain.decides(who, clock).is_none().then_some(false),
            Act::Decide => Some(plain.decides(who, clock).is_some()),
            Act::Issue => Some(plain.decided() && plain.signs(who, clock).is_some()),
            Act::Print { letter } => {
                Some(*letter < self.desk.request.letters.len() && plain.prints(who, *letter, clock))
            }
            _ => None,
        }
    }

    /// Writes what was done into the plain list.
    fn note(&mut self, who: usize, act: &Act, clock: Moment) {
        if *act == Act::Correct {
            self.count("clock corrected");
            if self.plain.lines.iter().any(|line| line.at > clock && matches!(line.what, What::Revoked(_))) {
                self.count("revoked while the clock was ahead");
            }
            if self.plain.lines.iter().any(|line| line.at > clock && matches!(line.what, What::Back)) {
                self.count("returned while the clock was ahead");
            }
            return self.plain.correct(who, clock);
        }
        let rank = self.plain.decides(who, clock);
        if matches!(act, Act::Decide) && self.plain.takes(who, clock) {
            self.plain.lines.push(Line { at: clock, by: who, what: What::Taken });
        }
        let what = match act {
            Act::Designate { whom, from, until, signed, other_kind, .. } => What::Designated {
                whom: *whom,
                from: day(*from),
                until: until.map(day),
                signed: day(*signed),
                other_kind: *other_kind,
            },
            Act::Revoke { whom } => What::Revoked(*whom),
            Act::Absence { from, until, answering } => {
                self.entries += 1;
                let (from, until) = (minute(*from), minute(*until));
                What::Absent { number: self.entries, from, until, answering: *answering }
            }
            Act::Withdraw { entry } => What::Withdrawn(*entry),
            Act::Back => What::Back,
            Act::Try { means, number, answered } => {
                self.entries += 1;
                What::Tried {
                    number: self.entries,
                    means: MEANS.iter().position(|known| known == means).unwrap() as u8,
                    on: NUMBERS.iter().position(|known| known == number).unwrap(),
                    answered: *answered,
                }
            }
            Act::Numbers { listed } => What::Listed((0..listed.len()).collect()),
            Act::Vacancy { from } => What::Vacant(minute(*from)),
            Act::Appoint { whom } => What::Appointed(*whom),
            Act::Confirm { entry, right } => What::Looked { number: *entry, right: *right },
            Act::Employ { whom, employee } => What::Employed(*whom, *employee),
            Act::Conflict { concerned } => What::Concerned(*concerned),
            Act::CounselNames { whom } => {
                self.count("named by counsel");
                What::Named(*whom)
            }
            Act::Take => What::Taken,
            Act::Release => What::Released,
            Act::Decide => {
                self.count(match rank {
                    Some(Rank::Director) => "decided by the Director",
                    _ => "decided by a designee",
                });
                What::Decided(rank.unwrap())
            }
            Act::Issue => What::Issued(rank.unwrap()),
            Act::Print { letter } => {
                self.count(match rank {
                    Some(Rank::Director) => "printed by the Director",
                    _ => "printed by a designee",
                });
                What::Printed(*letter)
            }
            Act::Correct => return,
        };
        self.plain.lines.push(Line { at: clock, by: who, what });
    }

    /// Every right of everybody, and who is named on the screen.
    fn compare(&mut self) {
        let clock = self.clock();
        if self.plain.vacant(clock) {
            self.count("vacant");
        }
        let mut deciders = Vec::new();
        for (who, name) in PEOPLE.into_iter().enumerate() {
            let found = self.desk.authority(who).standing.ok().map(|standing| rank(standing.capacity()));
            let expected = self.plain.decides(who, clock);
            self.check(found == expected, name);
            deciders.extend(expected.map(|rank| (who, rank)));
        }
        let who = self.roll(PEOPLE.len() as u64) as usize;
        let own = self.desk.may_do_the_directors(who);
        self.check(own == self.plain.is_director(who, clock, true), "the Director's own acts");
        let (may_sign, signs) = (self.desk.may_sign(who), self.plain.signs(who, clock).is_some());
        self.check(may_sign == signs, "who signs");
        let decides = deciders.iter().any(|(decider, _)| *decider == who);
        if decides && !signs {
            self.count("waited for the Director");
        }
        if let Some(letter) = self.desk.request.letters.len().checked_sub(1) {
            let prints = self.plain.prints(who, letter, clock);
            self.check(self.desk.may_print(who, letter) == prints, "who prints");
            if signs && !prints {
                self.count("signer gone");
            }
        }
        if deciders.len() > 1 && deciders.iter().filter(|(_, rank)| *rank != Rank::Director).count() == 1 {
            self.count("locked out");
        }
        let named = who_decides(&self.desk.office, &self.desk.matter(), self.desk.now);
        let away = self.plain.away(self.plain.reading(clock).unwrap_or(clock), self.plain.urgent);
        self.names(&named, &deciders, away);
        let general: Vec<_> =
            (0..PEOPLE.len()).filter_map(|who| Some((who, self.plain.general(who, clock)?))).collect();
        if general.is_empty() && !self.plain.vacant(clock) {
            self.count("clock stopped all");
        }
        let named = who_is_custodian(&self.desk.office, self.desk.now);
        let away = self.plain.away(self.plain.reading(clock).unwrap_or(clock), false);
        self.names(&named, &general, away);
    }

    /// Somebody is named who may decide; or nobody, with a reason and what to do, and then no designee may.
    fn names(&mut self, named: &Custodian, may: &[(usize, Rank)], away: bool) {
        self.check(!named.why.trim().is_empty(), "no reason is given");
        match named.person {
            Some(person) => {
                let found = (index(person), rank(named.capacity));
                self.check(may.contains(&found), "somebody is named who may not decide");
                if found.1 == Rank::Director {
                    self.check(!away, "the Director is named though away");
                } else {
                    self.count("designee named");
                }
            }
            None => {
                self.count("nobody named");
                self.check(!named.next.is_empty(), "it is not said what to do");
                let designee = may.iter().any(|(_, rank)| *rank != Rank::Director);
                self.check(!designee, "nobody is named though a designee may decide");
            }
        }
    }

    fn check(&self, holds: bool, what: &str) {
        if !holds {
            let told = self.told.iter().map(|(at, who, act, done)| {
                let end = if *done { "done" } else { "refused" };
                format!("{at} {} {act:?}: {end}", PEOPLE[*who])
            });
            panic!("history {}: {what}\n{}", self.seed, told.collect::<Vec<_>>().join("\n"));
        }
    }
}

/// A number below `sides`, from a generator that needs no crate.
fn roll(dice: &mut u64, sides: u64) -> u64 {
    *dice ^= *dice << 13;
    *dice ^= *dice >> 7;
    *dice ^= *dice << 17;
    (*dice >> 11) % sides.max(1)
}

fn rank(capacity: Capacity) -> Rank {
    match capacity {
        Capacity::Director => Rank::Director,
        Capacity::Designee { designated_on } => Rank::Designee(day(designated_on)),
        Capacity::Staff => panic!("nobody decides as staff"),
    }
}

fn moment(at: Moment) -> NaiveDateTime {
    DateTime::from_timestamp(at / MINUTE * 60, 0).unwrap().naive_utc()
}

fn minute(at: NaiveDateTime) -> Moment {
    at.and_utc().timestamp().div_euclid(60) * MINUTE
}

fn day(date: NaiveDate) -> i64 {
    minute(date.and_hms_opt(0, 0, 0).unwrap()).div_euclid(DAY)
}

#[test]
fn the_plain_side_and_the_program_agree_on_what_a_minute_is() {
    assert_eq!(moment(START).to_string(), "2026-11-16 08:00:00");
    assert_eq!(minute(moment(START)), START);
    let desk = Desk::open(moment(START), false);
    assert!(authority(&desk.office, person(0), &desk.matter(), desk.now).standing.is_ok());
}
