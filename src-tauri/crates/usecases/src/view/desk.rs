//! The frame: before a vault is open, and around every screen.

use super::{Labelled, Moment};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the program shows when it starts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AppStatus {
    /// Version of the program.
    pub version: String,
    /// Which first screen.
    pub phase: Phase,
    /// Folder of the vault, for "open another vault".
    pub folder: String,
    /// Who can sign in, by job title; names are inside the record. Empty where nobody has to choose.
    pub people: Vec<Labelled>,
    /// It is a practice vault.
    pub practice: bool,
    /// What is wrong with the vault's place or files, in words; only in phase `Unreadable`.
    pub problem: Option<String>,
    /// Why and when it locked last, in words.
    pub locked_because: Option<String>,
    /// Seconds to wait before the next try.
    pub wait_seconds: u32,
}

/// The first screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// No vault yet: first-run setup.
    Setup,
    /// A vault, locked.
    Locked,
    /// A vault that cannot be read; `problem` says why.
    Unreadable,
    /// Open, but the recovery sheet was not typed back yet.
    ProveRecovery,
    /// Open, but whoever signed in has not accepted the duty of confidence.
    AcceptDuty,
    /// Open.
    Open,
}

/// What setup offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SetupOffer {
    /// Six generated words.
    pub passphrase: String,
    /// A good place on this computer.
    pub folder: String,
    /// What is wrong with that place, if anything.
    pub place_problem: Option<String>,
    /// The policy that comes with the program.
    pub policy: PolicyView,
    /// Every policy inside the program, that one first: id and name.
    pub policies: Vec<super::Labelled>,
}

/// The adopted policy, as shown in setup, settings and the policy pane.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PolicyView {
    /// Title.
    pub title: String,
    /// Library that adopted it.
    pub library: String,
    /// Version label as letters print it.
    pub version: String,
    /// History in words, oldest first.
    pub history: Vec<String>,
}

/// The recovery sheet, shown once.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct RecoverySheetView {
    /// Eight groups.
    pub groups: Vec<String>,
    /// The two groups to type back, counted from 1.
    pub ask: Vec<u32>,
}

impl std::fmt::Debug for RecoverySheetView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoverySheetView(…)")
    }
}

/// What is said after unlocking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OpeningView {
    /// Things the person should know: failed tries, an older copy, a repaired keyring, a clock set back.
    pub notices: Vec<String>,
    /// Whether the recovery sheet still has to be typed back.
    pub prove_recovery: Option<Vec<u32>>,
    /// The duty of confidence that is still to be accepted.
    pub duty: Option<DutyView>,
}

/// The duty of confidence, before anything of the record is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DutyView {
    /// What is accepted, in the words of the policy.
    pub words: Vec<String>,
    /// Which policy, which version and which provision.
    pub source: String,
    /// When it was last accepted.
    pub last: Option<Moment>,
}

/// Something that should be done, told on Today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReminderView {
    /// Where it is done, for a program: `backup`, `sheet`, `keys`, `printing`, or the paper that is to be printed again.
    pub code: String,
    /// In words.
    pub label: String,
    /// At which request, where there is one.
    pub request: Option<String>,
}

/// The frame around every screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DeskView {
    /// Library.
    pub library: String,
    /// Who is acting, and in which capacity, in words.
    pub acting: String,
    /// Who is the custodian right now, why, and what to do when nobody is.
    pub custodian: super::CustodianView,
    /// Entries about the Director's absence that wait for the Director's look; counted for the Director only.
    pub to_confirm: u32,
    /// Practice vault: striped frame.
    pub practice: bool,
    /// Minutes without use before it locks.
    pub lock_minutes: u32,
    /// Preferences of this desk.
    pub preferences: Vec<Labelled>,
    /// What is missing before a real request can start, in words.
    pub not_ready: Vec<String>,
    /// What should be done for the record as a whole.
    pub reminders: Vec<ReminderView>,
    /// Last entry, for "All changes saved 10:42".
    pub saved: Option<Moment>,
    /// Now, by the office clock.
    pub now: Moment,
    /// How many requests need a hand today.
    pub today: u32,
}

/// A draft as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DraftView {
    /// Which form and field, as the page named it.
    pub key: String,
    /// The text.
    pub text: String,
    /// When it was saved.
    pub saved: Moment,
}

/// One hit of the palette.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SearchHit {
    /// The request.
    pub request: String,
    /// Its number and type.
    pub title: String,
    /// The words around the hit.
    pub excerpt: String,
}
