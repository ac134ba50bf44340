//! Written authorizations: a use of user records that the Director allows in writing, inside the library or by a named
//! recipient (gates of the kind *authorization*; P11, P13, P14, P20, P26).

use crate::DataCode;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Somebody who may use what is authorized.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Recipient {
    /// Who: a person, or a body with the person who answers for it.
    pub name: String,
    /// The day on which they accepted the duty of confidence (P11).
    pub duty_accepted_on: Option<NaiveDate>,
}

/// What a written authorization must say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthorizationField {
    /// What the data is used for.
    Purpose,
    /// Which kinds of data.
    Fields,
    /// Who uses them.
    Recipients,
    /// That every recipient accepted the duty of confidence.
    Duty,
    /// The first day.
    From,
    /// The last day.
    Until,
    /// The day by which copies are returned or destroyed.
    DestroyBy,
}

impl fmt::Display for AuthorizationField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Purpose => "the purpose",
            Self::Fields => "the fields",
            Self::Recipients => "the recipients",
            Self::Duty => "that each recipient accepted the duty of confidence",
            Self::From => "the first day",
            Self::Until => "the last day",
            Self::DestroyBy => "the day by which copies are destroyed",
        })
    }
}

/// A written authorization as prepared for signature. It is in force once its part is decided as authorized.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Authorization {
    /// What the data is used for.
    pub purpose: String,
    /// Kinds of data, and no others.
    pub fields: Vec<DataCode>,
    /// Whose data, in words: how the records are selected.
    pub selection: String,
    /// Who uses them.
    pub recipients: Vec<Recipient>,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub until: Option<NaiveDate>,
    /// Day by which copies are returned or destroyed.
    pub destroy_by: Option<NaiveDate>,
    /// Conditions, in words: security, no onward transfer, supervision.
    pub conditions: String,
    /// Number of the request whose authorization this one continues.
    pub renews: Option<String>,
}

impl Authorization {
    /// What the writing still lacks, in the order of a form.
    pub fn missing(&self) -> Vec<AuthorizationField> {
        use AuthorizationField::{DestroyBy, Duty, Fields, From, Purpose, Recipients, Until};
        let accepted = self.recipients.iter().all(|recipient| recipient.duty_accepted_on.is_some());
        let lacks = [
            (Purpose, self.purpose.trim().is_empty()),
            (Fields, self.fields.is_empty()),
            (Recipients, self.recipients.is_empty()),
            (Duty, !accepted),
            (From, self.from.is_none()),
            (Until, self.until.is_none()),
            (DestroyBy, self.destroy_by.is_none()),
        ];
        lacks.into_iter().filter(|(_, lacks)| *lacks).map(|(field, _)| field).collect()
    }

    /// Whether its last day is over.
    pub fn is_over(&self, day: NaiveDate) -> bool {
        self.until.is_some_and(|last| day > last)
    }

    /// Whether a day lies within its dates.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from.is_some_and(|first| first <= day) && self.until.is_some_and(|last| day <= last)
    }
}

/// One use of an authorization: a batch handed over, a session held, a list drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AuthorizationUse {
    /// Kinds of data in it.
    pub fields: Vec<DataCode>,
    /// Who received or used it.
    pub recipient: String,
    /// How many records.
    pub records: u32,
    /// How it was handed over or shown.
    pub how: String,
}
