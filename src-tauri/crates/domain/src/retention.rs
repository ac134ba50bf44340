//! How long a request that has ended is kept, what keeps it longer, and what is remembered of one that was disposed of.
//!
//! Nothing is ever disposed of because a day came: the Director disposes, and everything that stands against it is computed
//! here from what is on record. Which rules there are, and how long they run, is the policy pack's; a period the pack leaves
//! open counts only once the Director recorded who settled it.

use crate::{Fact, PersonId, Request, RequestId, RequestNumber, Status};
use chrono::{Datelike, Months, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// By which means somebody was told something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToldBy {
    /// By telephone, or face to face.
    Call,
    /// By a letter, an order, an e-mail or another paper.
    #[default]
    Paper,
}

/// Who told us something, how, and what was said or which paper it was. What rests on it is never a bare tick.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Word {
    /// Who said it: name and office.
    pub from: String,
    /// By which means.
    pub how: ToldBy,
    /// When.
    pub at: NaiveDateTime,
    /// What was said, or which paper: its kind, number and date.
    pub what: String,
}

/// A legal hold: the request is kept whatever its retention says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HoldPlaced {
    /// Why: the claim, the proceedings, the order.
    pub why: String,
    /// On whose word.
    pub word: Word,
}

/// A hold was lifted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HoldLifted {
    /// Which hold of this request, counted from 1.
    pub hold: u32,
    /// Why it is over.
    pub why: String,
    /// On whose word.
    pub word: Word,
}

/// What a hold rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoldGround {
    /// Somebody placed it on the request.
    Placed,
    /// Preservation was ordered in the request: what is to be kept elsewhere is not forgotten here.
    Preservation,
}

/// A hold with its end, if it was lifted.
#[derive(Debug, Clone, PartialEq)]
pub struct Hold {
    /// Counted from 1 within the request.
    pub number: u32,
    /// What it rests on.
    pub ground: HoldGround,
    /// Who recorded it, when, and why.
    pub placed: Fact<HoldPlaced>,
    /// Who lifted it, when, and why.
    pub lifted: Option<Fact<HoldLifted>>,
}

impl Hold {
    /// Whether it still keeps the request.
    pub fn stands(&self) -> bool {
        self.lifted.is_none()
    }
}

/// From which event a period runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RetentionStart {
    /// From the day on which the request was closed or withdrawn.
    Ended,
    /// From the last day of the calendar year in which it was.
    EndOfYear,
}

/// How long something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionPeriod {
    /// Years.
    #[serde(default)]
    pub years: u32,
    /// Months besides.
    #[serde(default)]
    pub months: u32,
}

impl RetentionPeriod {
    /// The last day on which it is kept. A day that the last month does not have is that month's last one, and a period beyond
    /// the calendar never ends.
    pub fn last_day(self, from: NaiveDate) -> NaiveDate {
        let months = self.years.saturating_mul(12).saturating_add(self.months);
        from.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
    }

    /// In words.
    pub fn words(self) -> String {
        let count = |number: u32, one: &str| match number {
            1 => format!("1 {one}"),
            several => format!("{several} {one}s"),
        };
        match (self.years, self.months) {
            (0, months) => count(months, "month"),
            (years, 0) => count(years, "year"),
            (years, months) => format!("{} and {}", count(years, "year"), count(months, "month")),
        }
    }
}

impl RetentionStart {
    /// The day from which the period runs.
    pub fn day(self, ended: NaiveDate) -> NaiveDate {
        match self {
            Self::Ended => ended,
            Self::EndOfYear => NaiveDate::from_ymd_opt(ended.year(), 12, 31).unwrap_or(ended),
        }
    }
}

/// The Director's record of a period that the policy leaves open: how long, by which schedule, and who settled it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionConfirmed {
    /// Which rule of the pack.
    pub rule: String,
    /// Digest of the pack whose rule it is: another version is confirmed anew.
    pub pack: String,
    /// How long.
    pub period: RetentionPeriod,
    /// The schedule and the entry in it, as the certificate names them.
    pub citation: String,
    /// On whose word.
    pub word: Word,
}

/// A rule of the schedule as it applies to one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetentionTerm {
    /// Id of the rule.
    pub rule: String,
    /// Its name.
    pub name: String,
    /// From when it runs.
    pub from: RetentionStart,
    /// How long; nothing when nobody has settled it yet.
    pub period: Option<RetentionPeriod>,
}

/// A clock of a request that runs still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenClock {
    /// What it counts.
    pub name: String,
    /// Its last day; nothing where it runs until something is recorded.
    pub until: Option<NaiveDate>,
}

/// What is asked of the policy about one request before it may be disposed of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeepingFacts {
    /// The rules of the schedule that apply to it.
    pub terms: Vec<RetentionTerm>,
    /// Clocks that run, windows for a complaint or an appeal among them.
    pub clocks: Vec<OpenClock>,
    /// Another matter on record goes on from it and needs what it holds.
    pub goes_on: bool,
}

/// Why a request is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// It has not ended.
    Open,
    /// It is sealed: silence is ordered, and its disposal would be seen.
    Sealed,
    /// Another matter goes on from it.
    GoesOn,
    /// A hold.
    Hold {
        /// Which.
        number: u32,
        /// Why it was placed.
        why: String,
    },
    /// A clock, or a window in which a complaint or an appeal may come.
    Clock(OpenClock),
    /// No rule of the schedule applies to it.
    NoRule,
    /// Nobody has settled how long a rule runs.
    Unconfirmed {
        /// The rule's name.
        rule: String,
    },
    /// Its retention runs.
    Until(NaiveDate),
}

/// Everything for which a request is kept on a day; nothing when it may be disposed of.
pub fn kept_because(request: &Request, facts: &KeepingFacts, today: NaiveDate) -> Vec<Kept> {
    let mut reasons = Vec::new();
    let ended = request.ended_at.filter(|_| matches!(request.status, Status::Closed | Status::Withdrawn));
    if request.is_sealed() {
        reasons.push(Kept::Sealed);
    }
    if facts.goes_on {
        reasons.push(Kept::GoesOn);
    }
    let standing = request.holds.iter().filter(|hold| hold.stands());
    reasons
        .extend(standing.map(|hold| Kept::Hold { number: hold.number, why: hold.placed.what.why.clone() }));
    // The last day still counts: what may come on it would find nothing.
    let runs = |clock: &&OpenClock| clock.until.is_none_or(|until| until >= today);
    reasons.extend(facts.clocks.iter().filter(runs).cloned().map(Kept::Clock));
    let Some(ended) = ended else {
        reasons.insert(0, Kept::Open);
        return reasons;
    };
    if facts.terms.is_empty() {
        reasons.push(Kept::NoRule);
    }
    let open = facts.terms.iter().filter(|term| term.period.is_none());
    reasons.extend(open.map(|term| Kept::Unconfirmed { rule: term.name.clone() }));
    let until = last_day(facts, ended.date()).filter(|last| *last >= today);
    reasons.extend(until.map(Kept::Until));
    reasons
}

/// The last day of the longest period that applies; nothing where none is settled.
pub fn last_day(facts: &KeepingFacts, ended: NaiveDate) -> Option<NaiveDate> {
    let days = facts.terms.iter().filter_map(|term| Some(term.period?.last_day(term.from.day(ended))));
    days.max()
}

/// What is left of a request that was disposed of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisposedRequest {
    /// Its identity.
    pub request: RequestId,
    /// Its number, which is never given again; of a matter that was once sealed, the empty one.
    pub number: RequestNumber,
    /// How people referred to it.
    pub reference: String,
    /// The code by which it is known in a copy of before.
    pub code: String,
    /// Entries that went.
    pub entries: u32,
    /// Files among them.
    pub files: u32,
}

/// Requests were disposed of in one act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestsDisposed {
    /// Which.
    pub requests: Vec<DisposedRequest>,
    /// The rules of the schedule, as the certificate names them.
    pub rule: String,
    /// By whose authority.
    pub authority: String,
    /// It had been done before, and a copy of before had come back.
    pub again: bool,
    /// The day on which the last managed backup that may hold them expires, if one was ever made.
    pub backups_until: Option<NaiveDate>,
}

/// A disposal as the office remembers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisposalOnRecord {
    /// Who disposed.
    pub by: PersonId,
    /// When.
    pub at: NaiveDateTime,
    /// What.
    pub what: RequestsDisposed,
}

/// A restored copy was taken into use although no list of disposals was known, on somebody's written word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisposalsUnknown {
    /// The word: why nothing that was disposed of can be in the copy, or who takes responsibility for it.
    pub statement: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn ended() -> Request {
        Request {
            status: Status::Closed,
            ended_at: day("2026-12-02").and_hms_opt(9, 0, 0),
            ..Request::default()
        }
    }

    fn term(period: Option<RetentionPeriod>) -> RetentionTerm {
        RetentionTerm {
            rule: "r".to_owned(),
            name: "Case files".to_owned(),
            from: RetentionStart::Ended,
            period,
        }
    }

    fn years(years: u32) -> Option<RetentionPeriod> {
        Some(RetentionPeriod { years, months: 0 })
    }

    fn facts(terms: Vec<RetentionTerm>) -> KeepingFacts {
        KeepingFacts { terms, ..KeepingFacts::default() }
    }

    #[test]
    fn the_last_day_is_kept_and_the_next_is_not() {
        let facts = facts(vec![term(years(3)), term(years(5))]);
        assert_eq!(kept_because(&ended(), &facts, day("2031-12-02")), [Kept::Until(day("2031-12-02"))]);
        assert_eq!(kept_because(&ended(), &facts, day("2031-12-03")), []);
    }

    #[test]
    fn a_leap_day_and_the_end_of_a_year_are_counted_by_the_calendar() {
        let month = RetentionPeriod { years: 1, months: 0 };
        assert_eq!(month.last_day(day("2028-02-29")), day("2029-02-28"));
        assert_eq!(RetentionStart::EndOfYear.day(day("2026-02-03")), day("2026-12-31"));
        let endless = RetentionPeriod { years: u32::MAX, months: 1 };
        assert_eq!(endless.last_day(day("2026-01-01")), NaiveDate::MAX);
        assert_eq!(RetentionPeriod { years: 1, months: 6 }.words(), "1 year and 6 months");
    }

    #[test]
    fn what_nobody_settled_is_kept_however_old_it_is() {
        let late = day("2126-12-02");
        let open = kept_because(&ended(), &facts(vec![term(years(3)), term(None)]), late);
        assert_eq!(open, [Kept::Unconfirmed { rule: "Case files".to_owned() }]);
        assert_eq!(kept_because(&ended(), &facts(Vec::new()), late), [Kept::NoRule]);
        let reopened = Request { status: Status::Open, ..ended() };
        assert_eq!(kept_because(&reopened, &facts(vec![term(years(3))]), late), [Kept::Open]);
    }

    #[test]
    fn a_window_for_a_complaint_counts_its_last_day_and_what_is_owed_never_ends_by_itself() {
        let clock = |until: Option<&str>| OpenClock { name: "Complaint".to_owned(), until: until.map(day) };
        let with = |clock| KeepingFacts { clocks: vec![clock], ..facts(vec![term(years(0))]) };
        let kept = |clock, today| kept_because(&ended(), &with(clock), day(today));
        assert_eq!(kept(clock(Some("2027-01-31")), "2027-01-31").len(), 1);
        assert_eq!(kept(clock(Some("2027-01-31")), "2027-02-01"), []);
        assert_eq!(kept(clock(None), "2127-02-01").len(), 1);
    }
}
