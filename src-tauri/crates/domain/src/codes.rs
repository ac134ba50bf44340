//! Codes that a policy pack defines: names for types of request, questions, gates, kinds of data, clocks, letters and
//! provisions. The program carries them; it never knows one by heart.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! code {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The code as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }
    };
}

code!(
    /// A type of request, such as a subpoena or a question without a paper.
    TypeCode
);
code!(
    /// A row of a type's decision table. Alternatives of one row share its code.
    RowCode
);
code!(
    /// A question, asked on every case or by one type.
    QuestionCode
);
code!(
    /// One answer to a question.
    AnswerCode
);
code!(
    /// A gate: a condition that recorded facts meet or do not meet.
    GateCode
);
code!(
    /// A kind of data a release could contain.
    DataCode
);
code!(
    /// A clock: a rule that yields a date.
    ClockCode
);
code!(
    /// A lawful reason to extend or to pause a clock.
    DelayCode
);
code!(
    /// A letter or memo of the catalogue.
    LetterCode
);
code!(
    /// A provision of the adopted policy.
    ProvisionCode
);

/// Which policy pack a request is decided under: pinned at its receipt and never changed silently.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PackRef {
    /// The pack's own id: library and adoption date.
    pub id: String,
    /// The version as letters print it.
    pub version: String,
    /// SHA-256 over the pack's files, hexadecimal.
    pub digest: String,
}
