//! What the screens see: plain data with words already chosen, so that no rule is needed to draw it.
//!
//! Only these files and `error.rs` derive TypeScript types; the committed bindings are compared with them by a test.

/// A form as a screen sends it: every field is there, and nothing else.
macro_rules! form {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
        #[ts(export)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$field_doc])* pub $field: $kind,)* }
    };
}

mod authorizations;
mod backups;
mod clocks;
mod custody;
mod dealings;
mod desk;
mod enclosing;
mod forms;
mod guide;
mod letter;
mod list;
mod own_texts;
mod people;
mod policy;
mod proof;
mod redaction;
mod request;
mod retention;
mod sealed;
mod settings;

pub use authorizations::*;
pub use backups::*;
pub use clocks::*;
pub use custody::*;
pub use dealings::*;
pub use desk::*;
pub use enclosing::*;
pub use forms::*;
pub use guide::*;
pub use letter::*;
pub use list::*;
pub use own_texts::*;
pub use people::*;
pub use policy::*;
pub use proof::*;
pub use redaction::*;
pub use request::*;
pub use retention::*;
pub use sealed::*;
pub use settings::*;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A code with its label, for a choice or a chip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Labelled {
    /// Code, for a program.
    pub code: String,
    /// Label, for a person.
    pub label: String,
}

/// A moment as data and as words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Moment {
    /// `2026-11-23T09:10` or `2026-11-23`.
    pub iso: String,
    /// `Mon 23 Nov 2026, 9:10`.
    pub words: String,
}

/// How a date or a state is drawn: always a word, a shape and a colour together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Stopped or overdue.
    Stop,
    /// Due soon or waiting.
    Wait,
    /// Open, nothing pressing.
    Open,
    /// Done.
    Done,
}
