//! Safeguards: what a pack says a second time, apart from its rows, gates, clocks and roads, so that one slip of the pen cannot
//! change a rule and what it is held against. What opens only where, which answers meet a gate, which dates must come out,
//! which answers lead where. The checker compares both ways.

use crate::{Condition, DataDefault, DataKind, Exception, GateDef, RowDef, TypeDef};
use chrono::NaiveDate;
use domain::deadline::{ClockStart, Due};
use domain::{ClockCode, DataCode, GateCode, QuestionCode, TypeCode};
use serde::Deserialize;

/// Everything that a pack says a second time. Empty in a version adopted before safeguards were stated.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Safeguards {
    /// What opens only where.
    #[serde(default, rename = "opening")]
    pub openings: Vec<Opening>,
    /// Which kinds of data are what.
    #[serde(default, rename = "kinds")]
    pub kinds: Vec<Kinds>,
    /// Answers that speak of somebody's marketing or sale.
    #[serde(default, rename = "purpose")]
    pub purposes: Vec<Purpose>,
    /// Answers that a gate reads.
    #[serde(default, rename = "reading")]
    pub readings: Vec<Reading>,
    /// Minutes that a gate counts.
    #[serde(default, rename = "figure")]
    pub figures: Vec<Figure>,
    /// Kinds of data that a gate never lets out.
    #[serde(default, rename = "never")]
    pub never: Vec<Never>,
    /// Answers that say that a paper commands something.
    #[serde(default, rename = "command")]
    pub commands: Vec<Command>,
    /// Dates that must come out.
    #[serde(default, rename = "date")]
    pub dates: Vec<WorkedDate>,
    /// Answers that lead to a type.
    #[serde(default, rename = "road")]
    pub roads: Vec<Road>,
}

/// Personal data opens only where each of these facts has one of these values.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// Its id.
    pub id: String,
    /// Types it speaks of.
    pub types: Vec<TypeCode>,
    /// Rows that use one of these exceptions; the rows without one where none is named.
    #[serde(default, rename = "exception")]
    pub exceptions: Vec<Exception>,
    /// The only facts under which something opens there.
    #[serde(default)]
    pub only_where: Condition,
    /// The question whose answer names the one kind of data that opens.
    pub names_data: Option<QuestionCode>,
    /// The kinds of data that open there, where rows list them: these and no other (INV-16). Where a paper or counsel's advice
    /// names them there is nothing to say.
    #[serde(default)]
    pub data: Vec<DataCode>,
    /// Kinds of these that open only where more is known than for the others.
    #[serde(default)]
    pub deeper: Vec<Deeper>,
    /// The provision or statute it rests on, as a label.
    pub provision: String,
    /// Why, in the pack's own words.
    pub because: String,
}

/// Some kinds of data of an opening, with the facts that they need beside those of the opening.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deeper {
    /// Kinds of data that the opening names.
    pub data: Vec<DataCode>,
    /// The only facts under which they open.
    pub only_where: Condition,
}

impl Opening {
    /// Whether it speaks of a row, should that open something personal.
    pub(crate) fn speaks_of(&self, kind: &TypeDef, row: &RowDef) -> bool {
        let of_type = self.types.contains(kind.table_of.as_ref().unwrap_or(&kind.code));
        let of_exception = match row.exception {
            None => self.exceptions.is_empty(),
            Some(exception) => self.exceptions.contains(&exception),
        };
        of_type && of_exception
    }
}

/// What a kind of data is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KindIs {
    /// Anybody may have it.
    Public,
    /// Counsel's.
    Privileged,
    /// Gathered by opt-in.
    OptIn,
}

impl KindIs {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::Public, Self::Privileged, Self::OptIn];

    /// Whether a kind of data is that.
    pub(crate) fn holds(self, data: &DataKind) -> bool {
        match self {
            Self::Public => data.default == DataDefault::Public,
            Self::Privileged => data.default == DataDefault::Privileged,
            Self::OptIn => data.opt_in,
        }
    }
}

/// The kinds of data that are public, privileged, or gathered by opt-in: these and no other.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kinds {
    /// What they are.
    pub are: KindIs,
    /// The kinds.
    pub data: Vec<DataCode>,
    /// The provision or statute it rests on, as a label.
    pub provision: String,
    /// Why, in the pack's own words.
    pub because: String,
}

/// The answers that say that data would serve somebody's marketing or sale (INV-5).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Purpose {
    /// Its id.
    pub id: String,
    /// The answers.
    pub answers: Condition,
    /// The provision or statute it rests on, as a label.
    pub provision: String,
    /// Why, in the pack's own words.
    pub because: String,
}

/// What a gate reads answers for, under the names of the gates' file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadFor {
    /// A gap on the paper.
    AmberWhen,
    /// The paper names somebody.
    NamedWhen,
    /// A judge signed or approved.
    Judge,
    /// The findings are there.
    Findings,
    /// The paper is used up.
    EndedWhen,
    /// The gate is met.
    MetWhen,
    /// Something speaks against a consent.
    DoubtWhen,
    /// Nobody speaks of secrecy, or of a conflict.
    Asked,
    /// The paper orders no silence.
    PaperNone,
    /// The paper only asks for silence.
    PaperRequest,
}

impl ReadFor {
    /// All of them, each with its name in the gates' file.
    pub(crate) const ALL: [(Self, &'static str); 10] = [
        (Self::AmberWhen, "amber_when"),
        (Self::NamedWhen, "named_when"),
        (Self::Judge, "judge"),
        (Self::Findings, "findings"),
        (Self::EndedWhen, "ended_when"),
        (Self::MetWhen, "met_when"),
        (Self::DoubtWhen, "doubt_when"),
        (Self::Asked, "asked"),
        (Self::PaperNone, "paper_none"),
        (Self::PaperRequest, "paper_request"),
    ];

    /// The answers that a gate reads for it.
    pub(crate) fn of(self, gate: &GateDef) -> &Condition {
        match self {
            Self::AmberWhen => &gate.amber_when,
            Self::NamedWhen => &gate.named_when,
            Self::Judge => &gate.judge,
            Self::Findings => &gate.findings,
            Self::EndedWhen => &gate.ended_when,
            Self::MetWhen => &gate.met_when,
            Self::DoubtWhen => &gate.doubt_when,
            Self::Asked => &gate.asked,
            Self::PaperNone => &gate.paper_none,
            Self::PaperRequest => &gate.paper_request,
        }
    }
}

/// The answers that a gate may read for something: no other, and none of them left out.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// The gate.
    pub gate: GateCode,
    /// For what.
    pub reads: ReadFor,
    /// The answers.
    pub answers: Condition,
    /// The provision or statute it rests on, as a label.
    pub provision: String,
    /// Why, in the pack's own words.
    pub because: String,
}

/// How many minutes a gate counts: the pause before a second look alone, or the work that is free.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The gate.
    pub gate: GateCode,
    /// How many.
    pub minutes: u32,
    /// The provision or statute it rests on, as a label.
    pub provision: String,
    /// Why, in the pack's own words.
    pub because: String,
}

/// The kinds of data that a gate never lets out, whatever a row lists.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Never {
    /// The gate.
    pub gate: GateCode,
    /// The kinds.
    pub data: Vec<DataCode>,
    /// The provision or statute it rests on, as a label.
    pub provision: String,
    /// Why, in the pack's own words.
    pub because: String,
}

/// Answers any of which says that a paper commands something: nothing is declined at once on such a paper (INV-4).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Command {
    /// Its id.
    pub id: String,
    /// The answers, and the facts that the program derives.
    pub answers: Condition,
    /// The provision or statute it rests on, as a label.
    pub provision: String,
    /// Why, in the pack's own words.
    pub because: String,
}

/// A date counted by hand: what a clock must give.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkedDate {
    /// The clock.
    pub clock: ClockCode,
    /// The day it counts from.
    pub from: NaiveDate,
    /// What happened on that day. A request that came in otherwise came a week before.
    #[serde(default = "received")]
    pub start: ClockStart,
    /// The date printed on the paper as its return.
    pub return_by: Option<Due>,
    /// The last day printed for carrying the paper out.
    pub execute_by: Option<NaiveDate>,
    /// The day that must come out.
    pub due: NaiveDate,
    /// What makes it worth a line, in the pack's own words.
    pub because: String,
}

fn received() -> ClockStart {
    ClockStart::Received
}

/// Answers that lead to a type while nothing else is answered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Road {
    /// Its id.
    pub id: String,
    /// The answers: each combination of them leads there.
    pub when: Condition,
    /// The type; the careful path where none is named.
    #[serde(rename = "to")]
    pub type_code: Option<TypeCode>,
    /// The provision or statute it rests on, as a label.
    pub provision: String,
    /// Why, in the pack's own words.
    pub because: String,
}
