//! Who may stand in for the Director, and whether the Director is there: what is written down about it.

use crate::{PersonId, TypeCode};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

/// What the record knows of an entry about the Director beyond its words. It comes from the event that holds the entry, and
/// is never stored a second time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Entry {
    /// Counted from 1 in the order of the record.
    pub number: u32,
    /// Who entered it.
    pub by: PersonId,
    /// When it was entered.
    pub at: NaiveDateTime,
    /// The Director entered it in person.
    pub by_director: bool,
    /// When the Director looked at it, if somebody else had entered it.
    pub confirmed_at: Option<NaiveDateTime>,
    /// The Director said that it was not so.
    pub disputed: bool,
}

impl Entry {
    /// The Director's word on it, at a moment: it was so, or it was not.
    pub(crate) fn take_word(&mut self, right: bool, at: NaiveDateTime) {
        self.confirmed_at = Some(at);
        self.disputed = !right;
    }
}

/// A person of the office.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// Name as letters print it.
    pub name: String,
    /// Title as letters print it.
    pub title: String,
    /// The Director: the legal custodian (P31).
    pub director: bool,
    /// Employed by the library today. Only an employee may be designated (P32).
    pub employee: bool,
}

/// A written designation (P32, Iowa Code 22.1(2)).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Designation {
    /// Who is designated.
    pub person: PersonId,
    /// First day.
    pub from: NaiveDate,
    /// Last day; `None` runs until revoked.
    pub until: Option<NaiveDate>,
    /// Types of request covered; empty covers every type.
    pub types: Vec<TypeCode>,
    /// Named for second looks alone (G13): checks what goes out, and never decides, stands in or signs an answer.
    pub looks_only: bool,
    /// Place in the order of call, counted from 1; 0 for one that is named for second looks alone.
    pub order: u32,
    /// Date on the signed paper.
    pub signed_on: NaiveDate,
    /// When it was revoked.
    pub revoked_at: Option<NaiveDateTime>,
    /// The day it was announced to the public (Iowa Code 22.1(2)); `None` until it was.
    pub announced_on: Option<NaiveDate>,
}

impl Designation {
    /// Whether the public was not told yet that its holder may stand in (Iowa Code 22.1(2)).
    pub fn waits_for_announcement(&self) -> bool {
        !self.looks_only && self.announced_on.is_none()
    }

    /// Whether its holder may stand in for the Director on a day, for a type.
    pub fn covers(&self, now: NaiveDateTime, type_code: Option<&TypeCode>) -> bool {
        !self.looks_only && self.lets_look(now, type_code)
    }

    /// Whether its holder may look a second time on a day, for a type: it was signed, has begun, is not over and was not
    /// revoked by then.
    pub fn lets_look(&self, now: NaiveDateTime, type_code: Option<&TypeCode>) -> bool {
        let day = now.date();
        self.from <= day
            && self.signed_on <= day
            && self.until.is_none_or(|last| day <= last)
            && self.revoked_at.is_none_or(|revoked| now < revoked)
            && (self.types.is_empty() || type_code.is_none_or(|code| self.types.contains(code)))
    }
}

/// A recorded absence of the Director: with a start, an end, and who said so.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Absence {
    /// First moment.
    pub from: NaiveDateTime,
    /// Last moment; `None` until the Director says "I am back".
    pub until: Option<NaiveDateTime>,
    /// Recorded by the Director; otherwise the source staff had.
    pub source: String,
    /// "I am back", when said.
    pub ended_at: Option<NaiveDateTime>,
    /// On leave but answering: that is available.
    pub answering: bool,
    /// Who entered it, and when.
    #[serde(skip)]
    pub entry: Entry,
}

impl Absence {
    /// Whether the Director is away by this record at a moment.
    pub fn covers(&self, now: NaiveDateTime) -> bool {
        !self.answering
            && self.from <= now
            && self.until.is_none_or(|end| now <= end)
            && self.ended_at.is_none_or(|end| now < end)
    }
}

/// By which means somebody was tried. Two tries by the same means are one means, whatever the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// A telephone call.
    #[default]
    Telephone,
    /// A text message.
    TextMessage,
    /// E-mail.
    Email,
    /// Somebody went there.
    Visit,
    /// Through somebody else who might reach the Director.
    Messenger,
}

/// A try to reach the Director (4.16 C).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DirectorTry {
    /// When.
    pub at: NaiveDateTime,
    /// By which means.
    pub means: Means,
    /// Number, address or place tried.
    pub number: String,
    /// The Director answered.
    pub answered: bool,
    /// What happened, in words.
    pub result: String,
    /// Who entered it, and when.
    #[serde(skip)]
    pub entry: Entry,
}

/// How the Director is reached, when the library is open, and whom to tell when nobody is there (X9).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DirectorRoute {
    /// Numbers at which the Director is reached, in the order they are tried.
    pub numbers: Vec<String>,
    /// The president of the board: for contact only, never to decide.
    pub board: String,
    /// Days of the week on which the library is open.
    pub open_days: Vec<Weekday>,
    /// When it opens.
    pub opens: NaiveTime,
    /// When it closes.
    pub closes: NaiveTime,
}

impl Default for DirectorRoute {
    /// Nobody's number, and the hours of an office until the library's own are entered.
    fn default() -> Self {
        use Weekday::{Fri, Mon, Thu, Tue, Wed};
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or(NaiveTime::MIN);
        Self {
            numbers: Vec::new(),
            board: String::new(),
            open_days: vec![Mon, Tue, Wed, Thu, Fri],
            opens: hour(9),
            closes: hour(17),
        }
    }
}

/// The Director's post is vacant, by a paper of the Board. Nobody decides until another paper of the Board names somebody;
/// what that means for designations made before is an open question that a policy pack carries with its mark.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Vacancy {
    /// From when.
    pub from: NaiveDateTime,
    /// Which paper of the Board says so. Before papers were asked for: how it was known.
    pub source: String,
    /// Date on the paper; none in records made before papers were asked for.
    pub dated: Option<NaiveDate>,
    /// Who signed the paper for the Board.
    pub signed_by: String,
    /// Who recorded it, and when.
    #[serde(skip)]
    pub recorded: Recording,
}

/// Who recorded something, and when. It comes from the event that holds it, and is never stored a second time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Recording {
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: NaiveDateTime,
}

impl Vacancy {
    /// Whether the post is vacant by this record at a moment.
    pub fn covers(&self, now: NaiveDateTime) -> bool {
        self.from <= now
    }
}

/// The Board's paper that makes somebody the Director, or the acting Director.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Appointment {
    /// Who is appointed.
    pub person: PersonId,
    /// Acting until a Director is appointed.
    pub acting: bool,
    /// Date on the Board's paper.
    pub dated: NaiveDate,
    /// Which paper it is.
    pub paper: String,
    /// Who signed it for the Board; empty in records made before that was asked.
    pub signed_by: String,
    /// The lawyer of the legal department who was told, and when.
    pub counsel: String,
    /// Who recorded it, and when. From then on it counts.
    #[serde(skip)]
    pub recorded: Recording,
}

/// The Director looked at an entry that somebody else had made about the Director.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EntryConfirmed {
    /// The entry's number.
    pub entry: u32,
    /// It was so. An absence that was not so ends with this word; what was done under it stands.
    pub right: bool,
    /// The Director's words.
    pub note: String,
}

/// A recorded absence is taken back before or while it runs: the Director will be there after all.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AbsenceWithdrawn {
    /// The entry's number.
    pub entry: u32,
    /// Why.
    pub reason: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_designation_counts_from_its_signature_to_the_end_of_its_last_day() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let noon = |at: NaiveDate| at.and_hms_opt(12, 0, 0).unwrap();
        let designation = Designation {
            from: day(10),
            until: Some(day(20)),
            signed_on: day(12),
            types: vec!["a".into()],
            ..Designation::default()
        };
        let covers = |at| designation.covers(noon(day(at)), None);
        assert_eq!([9, 11, 12, 20, 21].map(covers), [false, false, true, true, false]);
        assert!(designation.covers(noon(day(15)), Some(&"a".into())));
        assert!(!designation.covers(noon(day(15)), Some(&"b".into())));
        let looks_only = Designation { looks_only: true, ..designation.clone() };
        for (at, kind) in [(15, "a"), (15, "b"), (1, "a"), (30, "a")] {
            let (now, kind) = (noon(day(at)), kind.into());
            assert!(!looks_only.covers(now, Some(&kind)), "it stands in for nobody");
            assert_eq!(looks_only.lets_look(now, Some(&kind)), designation.covers(now, Some(&kind)));
        }
    }
}
