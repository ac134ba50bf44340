//! How and when a request arrived, and who asked.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// The way a request reached the library. Every way counts; nobody is made to come in person (Iowa Code 22.3, 22.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Somebody at the desk.
    #[default]
    InPerson,
    /// A telephone call.
    Phone,
    /// A letter.
    Mail,
    /// An e-mail.
    Email,
    /// A web form.
    Web,
    /// Fax.
    Fax,
    /// Left by a process server or courier.
    Courier,
}

/// Receipt: the moment every clock starts from (K0: the day of receipt is day 0).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Received {
    /// Office time of arrival, even if closed then.
    pub at: NaiveDateTime,
    /// How it came.
    pub channel: Channel,
    /// Who took it in, if not the person recording it.
    pub taken_in_by: Option<String>,
}

/// Who asked, as far as they said. Nothing here is required: a public record is given without a name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Requester {
    /// Name as given, exactly as spelt, in any script.
    pub name: Option<String>,
    /// A spelling in Latin letters for the letter, where the name is in a script the letter cannot print.
    pub name_in_latin: Option<String>,
    /// Agency, firm, newspaper or other body.
    pub organisation: Option<String>,
    /// Rank, office or role.
    pub office: Option<String>,
    /// Postal address, one line each, at most four.
    pub address: Vec<String>,
    /// Telephone as given.
    pub phone: Option<String>,
    /// E-mail as given.
    pub email: Option<String>,
    /// The asker's own reference, such as a case number.
    pub reference: Option<String>,
}
