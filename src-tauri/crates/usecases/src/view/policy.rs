//! The policy page.

use super::PolicyView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The policy in force, its versions, switches, provisions and statutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PolicyPage {
    /// Title, library, version and Board history.
    pub policy: PolicyView,
    /// Adopted versions, newest first.
    pub versions: Vec<VersionRow>,
    /// Version inside the program, where it is another than the one in force.
    pub newer_inside: Option<String>,
    /// The person here may adopt and switch.
    pub may_change: bool,
    /// Dated switches.
    pub switches: Vec<SwitchRow>,
    /// Provisions, silences and tensions.
    pub provisions: Vec<ProvisionRow>,
    /// Statutes, rules and cases.
    pub statutes: Vec<StatuteRow>,
}

/// An adopted version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct VersionRow {
    /// As letters print it.
    pub version: String,
    /// The pack's id.
    pub id: String,
    /// When it was adopted here.
    pub adopted: String,
    /// By whom.
    pub by: String,
    /// Requests decided under it.
    pub requests: u32,
    /// New requests come under it.
    pub in_force: bool,
}

/// A dated switch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SwitchRow {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// On for what comes in today.
    pub on: bool,
    /// Since when, in words; empty where it was never set.
    pub since: String,
    /// What it rests on.
    pub source: String,
    /// Law, policy, our reading, or open.
    pub standing: String,
}

/// A provision with what carries it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProvisionRow {
    /// Code.
    pub code: String,
    /// What it says, in the pack's words.
    pub text: String,
    /// Law, policy, our reading, or open.
    pub standing: String,
    /// What carries it, a line each.
    pub carried: Vec<String>,
}

/// A statute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StatuteRow {
    /// Label as letters print it.
    pub label: String,
    /// What it says, in the pack's words.
    pub text: String,
    /// Law, policy, our reading, or open.
    pub standing: String,
    /// How sure.
    pub confidence: String,
    /// When its text was last looked at.
    pub verified: String,
    /// That was too long ago: counsel is asked.
    pub stale: bool,
}

/// Another version, compared with the one in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PolicyOffer {
    /// Folder it was read from; empty for the version inside the program.
    pub folder: String,
    /// Title.
    pub title: String,
    /// Library that adopted it.
    pub library: String,
    /// Version.
    pub version: String,
    /// It is the one in force.
    pub same: bool,
    /// What it changes, a line each.
    pub changes: Vec<String>,
    /// Open requests it would answer otherwise, a line each.
    pub matters: Vec<String>,
}
