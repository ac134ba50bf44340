//! Errors as they cross to a screen or a program: `{code, message, help, refs}` with a closed set of codes.

use domain::{Refusal, RefusalCode};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Every reason an act can fail. Closed: the screen's table over it is total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// No authority now.
    NoAuthority,
    /// Only the Director.
    DirectorOnly,
    /// A gate is not met.
    GateNotMet,
    /// The policy does not allow this outcome.
    OutcomeNotAllowed,
    /// More than allowed or approved would go out.
    WiderThanAllowed,
    /// The request ended.
    RequestEnded,
    /// Nothing there, or nothing this person may see.
    NotFound,
    /// Something is missing.
    Missing,
    /// Something typed cannot be right.
    Invalid,
    /// Too long.
    TooLong,
    /// Already done.
    AlreadyDone,
    /// Something is still open.
    StillOpen,
    /// Can never be waived.
    NotWaivable,
    /// Conflict of interest.
    Conflict,
    /// The pause is not over.
    TooSoon,
    /// Counsel's route is missing.
    CounselRouteMissing,
    /// A stop stands.
    Stopped,
    /// No vault is open.
    Locked,
    /// The passphrase or sheet does not open the vault.
    WrongSecret,
    /// The vault is open in another program.
    VaultInUse,
    /// The vault is damaged; the message names what.
    VaultDamaged,
    /// The vault's place cannot be used.
    VaultPlace,
    /// The disk refused; the entry was not saved.
    NotSaved,
    /// The policy pack cannot be used.
    PackRefused,
    /// The letter cannot be made or issued as it is.
    LetterRefused,
    /// A file could not be read or written.
    FileProblem,
    /// Printing failed.
    PrintFailed,
    /// Something inside failed; nothing was changed.
    Internal,
}

/// A failed act. Nothing was changed unless the message says so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, TS)]
#[ts(export)]
#[error("{message} {help}")]
pub struct Error {
    /// Why, for a program.
    pub code: Code,
    /// What happened.
    pub message: String,
    /// What is safe and what to do next.
    pub help: String,
    /// Fields or gates concerned.
    pub refs: Vec<String>,
}

impl Error {
    /// An error with its two sentences.
    pub fn new(code: Code, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: help.into(), refs: Vec::new() }
    }

    /// Names the field of the form.
    #[must_use]
    pub fn at(mut self, field: &str) -> Self {
        self.refs.push(field.to_owned());
        self
    }

    /// The error for anything that cannot happen by use: nothing was changed.
    pub fn internal(what: &str) -> Self {
        Self::new(
            Code::Internal,
            format!("The program could not finish this: {what}."),
            "Nothing was changed and your text is kept. Lock and open again; if it returns, note the words above for support.",
        )
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        let code = match refusal.code {
            RefusalCode::NoAuthority => Code::NoAuthority,
            RefusalCode::DirectorOnly => Code::DirectorOnly,
            RefusalCode::GateNotMet => Code::GateNotMet,
            RefusalCode::OutcomeNotAllowed => Code::OutcomeNotAllowed,
            RefusalCode::WiderThanAllowed => Code::WiderThanAllowed,
            RefusalCode::RequestEnded => Code::RequestEnded,
            RefusalCode::NotFound => Code::NotFound,
            RefusalCode::Missing => Code::Missing,
            RefusalCode::Invalid => Code::Invalid,
            RefusalCode::TooLong => Code::TooLong,
            RefusalCode::AlreadyDone => Code::AlreadyDone,
            RefusalCode::StillOpen => Code::StillOpen,
            RefusalCode::NotWaivable => Code::NotWaivable,
            RefusalCode::Conflict => Code::Conflict,
            RefusalCode::TooSoon => Code::TooSoon,
            RefusalCode::CounselRouteMissing => Code::CounselRouteMissing,
            RefusalCode::Stopped => Code::Stopped,
        };
        let refs = refusal.gates.iter().map(ToString::to_string).chain(refusal.field).collect();
        Self { code, message: refusal.message, help: refusal.help, refs }
    }
}

/// The result of a use case.
pub type Result<T> = std::result::Result<T, Error>;
