//! A refusal: what may not be done, why, who can lift it and how.

use crate::GateCode;
use serde::{Deserialize, Serialize};

/// Why an act was refused. A closed set: a screen has words for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalCode {
    /// The person has no authority for this act now (G1).
    NoAuthority,
    /// Only the Director in person may do this (G1D).
    DirectorOnly,
    /// A gate that this outcome needs is not met.
    GateNotMet,
    /// The policy does not allow this outcome here.
    OutcomeNotAllowed,
    /// More would go out than was allowed or approved.
    WiderThanAllowed,
    /// The request is closed or withdrawn.
    RequestEnded,
    /// No such request, part, letter or file, or not one this person may see.
    NotFound,
    /// Something the act needs is missing.
    Missing,
    /// What was typed cannot be right.
    Invalid,
    /// The text is longer than the record takes.
    TooLong,
    /// It was already done.
    AlreadyDone,
    /// A letter or a decision is still open.
    StillOpen,
    /// This letter can never be waived.
    NotWaivable,
    /// The decider or family appears in the request (G18).
    Conflict,
    /// The forced pause is not over (G13).
    TooSoon,
    /// Counsel's route is not filled in; no real request starts without it.
    CounselRouteMissing,
    /// A stop stands; nothing goes on before it is lifted.
    Stopped,
}

/// A refused act. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{message} {help}")]
pub struct Refusal {
    /// Why, for a program.
    pub code: RefusalCode,
    /// What is refused and why, in words.
    pub message: String,
    /// What to do next, and who can do it.
    pub help: String,
    /// The gates concerned.
    pub gates: Vec<GateCode>,
    /// The field of the form concerned, if one is.
    pub field: Option<String>,
}

impl Refusal {
    /// A refusal with its two sentences.
    pub fn new(code: RefusalCode, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: help.into(), gates: Vec::new(), field: None }
    }

    /// Names the field of the form.
    pub fn at(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }

    /// Names the gates.
    pub fn gates(mut self, gates: Vec<GateCode>) -> Self {
        self.gates = gates;
        self
    }

    /// The one refusal for anything that is not there or not visible: both read the same.
    pub fn not_found() -> Self {
        Self::new(
            RefusalCode::NotFound,
            "There is nothing under this reference.",
            "Go back to the list of requests and open it from there.",
        )
    }
}
