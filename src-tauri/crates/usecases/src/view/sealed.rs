//! A sealed matter, for those who know of it.

use super::{Due, Labelled, Moment, TriesView};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The seal: who may know, what orders silence, and how it ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SealedView {
    /// What stands above the page, in one or two sentences.
    pub banner: String,
    /// It is sealed now; otherwise the seal was lifted.
    pub stands: bool,
    /// Why it is sealed.
    pub because: String,
    /// The ordinary number it goes on from, in words.
    pub continues: Option<String>,
    /// Everybody who knows.
    pub knows: Vec<KnowsRow>,
    /// Terms of the silence, newest first.
    pub terms: Vec<TermRow>,
    /// The next review.
    pub review: Option<Due>,
    /// People of the office who can be read in: id and name.
    pub colleagues: Vec<Labelled>,
    /// Why the person here may read nobody of the office in; none when they may.
    pub no_reading_in: Option<String>,
    /// Who can be the second person when the seal is lifted.
    pub seconds: Vec<SecondRow>,
    /// The person here can be the second person and has not agreed yet.
    pub may_agree: bool,
    /// Counsel's writings among the privileged files: id and name.
    pub writings: Vec<Labelled>,
    /// What keeps the person here from lifting the seal, one line each.
    pub keeps_sealed: Vec<String>,
    /// How the seal was lifted, in words.
    pub lifted: Option<String>,
    /// Tries to reach the Director that were made from it.
    pub tries: TriesView,
}

/// Somebody who can be the second person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SecondRow {
    /// Name.
    pub name: String,
    /// How they agreed under their own sign-in; none where the Director writes it down, because they are not of the office.
    pub agreed: Option<String>,
}

/// Somebody who knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct KnowsRow {
    /// Name.
    pub name: String,
    /// Why they may know.
    pub why: String,
    /// Since when.
    pub since: Moment,
    /// They see the matter here; otherwise they were only told.
    pub sees: bool,
}

/// Terms of a silence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TermRow {
    /// The words.
    pub words: String,
    /// Last day, review and date of the entry, in words.
    pub dates: String,
    /// In force.
    pub current: bool,
}
