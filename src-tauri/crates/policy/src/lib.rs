//! The policy as data: a pack goes in, guide steps and decisions come out.
//!
//! This crate knows *kinds* of gates, letters, clocks and outcomes. Which types of request there are, what is asked, which
//! row gives which outcome and on which ground is data of a pack. Nothing here reads a clock, a file or a random source,
//! and nothing here writes an event: every answer is computed from what is on record.

mod catalog;
mod check;
mod clock_data;
mod clocks;
mod coverage;
mod decide;
mod demand;
mod derive;
mod diff;
mod facts;
mod gate_def;
mod gates;
mod guide;
mod letters_due;
mod load;
mod options;
mod pack;
mod release;
mod remark;
mod retention;
mod route;
mod row_def;
mod rows;
mod rules_moved;
mod safeguard;
mod secrecy;
mod type_def;

pub use catalog::{Catalog, CatalogAnswer, CatalogQuestion, catalog};
pub use check::{CheckReport, InvariantResult, check, reach};
pub use clock_data::{ClockWhen, Clocks, Delay};
pub use coverage::{Coverage, coverage};
pub use decide::{Case, Citation, PartClock, PartReply, Reply, WaitingClock, Withheld, decide};
pub use demand::Demand;
pub use diff::{Change, diff};
pub use gate_def::{GateDef, GateKind};
pub use gates::GateReading;
pub use guide::{Choice, Guide, Step, StepBody, StepStatus, Stop, guide};
pub use letters_due::LetterNeed;
pub use load::{PackProblem, load};
pub use options::{Blocker, OutcomeOption};
pub use pack::*;
pub use remark::{OwnPart, Remark};
pub use retention::RetentionRule;
pub use route::{Route, route_answers};
pub use row_def::*;
pub use rules_moved::rules_moved;
pub use safeguard::*;
pub use secrecy::{answers_seal, asked_first, seals};
pub use type_def::*;
