//! Checks that the asker is who they say.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// What came of a call back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallBackResult {
    /// The office called confirmed the person.
    Confirmed,
    /// The office called does not know the person, or refused.
    NotConfirmed,
    /// Nobody answered; try again.
    #[default]
    NoAnswer,
}

/// A call to a number that the library looked up itself. A number the asker gave proves nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CallBack {
    /// Number called.
    pub number: String,
    /// Where the library found the number.
    pub found_in: String,
    /// Who answered.
    pub spoke_with: Option<String>,
    /// When.
    pub at: NaiveDateTime,
    /// What came of it.
    pub result: CallBackResult,
}

/// One check of identity: what was seen, and by whom the person was confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IdentityCheck {
    /// Name as shown on the badge or ID.
    pub name: String,
    /// Agency or body.
    pub agency: Option<String>,
    /// Badge or ID number, if shown.
    pub badge: Option<String>,
    /// The badge or ID was seen by the person recording this.
    pub badge_seen: bool,
    /// The paper came by mail or courier; nobody stood at the desk.
    pub by_mail: bool,
    /// A photo identification was seen by the person recording this.
    pub photo_id_seen: bool,
    /// What shows that the person may ask: a recorded responsibility, proof of parentage, letters of appointment. `None`
    /// where nothing was shown.
    pub standing: Option<String>,
    /// Call back to a looked-up number.
    pub call_back: Option<CallBack>,
}
