//! Who may stand in for the Director, and whether the Director is there.

use crate::{PersonId, TypeCode};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

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
    /// Place in the order of call, counted from 1.
    pub order: u32,
    /// Date on the signed paper.
    pub signed_on: NaiveDate,
    /// When it was revoked.
    pub revoked_at: Option<NaiveDateTime>,
}

impl Designation {
    /// Whether it covers a day and a type, and was not revoked by then.
    pub fn covers(&self, now: NaiveDateTime, type_code: Option<&TypeCode>) -> bool {
        let day = now.date();
        self.from <= day
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

/// A try to reach the Director.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DirectorTry {
    /// When.
    pub at: NaiveDateTime,
    /// By which means: telephone, e-mail, a visit.
    pub means: String,
    /// Number or address tried.
    pub number: String,
    /// The Director answered.
    pub answered: bool,
}
