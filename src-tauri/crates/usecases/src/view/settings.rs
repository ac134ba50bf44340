//! Settings.

use super::{Labelled, PolicyView};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Everything the settings screen draws.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SettingsView {
    /// Library profile.
    pub profile: super::ProfileForm,
    /// A logo is kept.
    pub has_logo: bool,
    /// How letters look.
    pub letter_style: super::LetterStyleForm,
    /// The Director.
    pub director: super::DirectorForm,
    /// Counsel's route.
    pub counsel: super::CounselForm,
    /// Closure days: ISO date and reason.
    pub closures: Vec<Labelled>,
    /// Dates of open requests that changes of the calendar moved after they came in, a line each.
    pub moved: Vec<String>,
    /// Holidays of the pack this year and next: ISO date and name.
    pub holidays: Vec<Labelled>,
    /// Holidays that the policy leaves to the office, and how each is counted.
    pub holidays_left_open: Vec<HolidayChoice>,
    /// Preferences of this desk.
    pub preferences: Vec<Labelled>,
    /// Policy in force.
    pub policy: PolicyView,
    /// The vault: label and value.
    pub vault: Vec<Labelled>,
    /// Notices that must be shown, such as licences.
    pub notices: Vec<String>,
}

/// What verifying found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct VerificationView {
    /// Everything is intact.
    pub intact: bool,
    /// In words: "All 1,204 entries are intact", or the first bad row.
    pub summary: String,
    /// All problems, in words.
    pub problems: Vec<String>,
    /// Date and code to keep outside the vault.
    pub anchor: String,
}
/// A holiday that the policy leaves to the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HolidayChoice {
    /// Its name.
    pub name: String,
    /// It counts as a business day, which makes dates earlier.
    pub as_business_day: bool,
}

/// A sample letter in a look that need not be saved yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LetterStyleView {
    /// Its pages.
    pub pages: u32,
    /// Changes when a page does.
    pub preview: String,
    /// Its words in reading order.
    pub paragraphs: Vec<super::ParagraphView>,
}
