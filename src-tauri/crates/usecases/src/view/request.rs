//! The request page.

use super::{Clause, Due, Labelled, LetterRow, Moment, RulingView, StepView, StopView, Tone};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Everything the request page draws. Every act on a request answers with a fresh one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RequestView {
    /// Identity.
    pub id: String,
    /// Number, or the code of a sealed matter.
    pub number: String,
    /// Title of the page: number and type, never a name; for a sealed matter its code alone.
    pub title: String,
    /// The seal, of a matter that is or was sealed.
    pub sealed: Option<super::SealedView>,
    /// Types in words.
    pub kind: String,
    /// State word.
    pub state: String,
    /// How it is drawn.
    pub tone: Tone,
    /// Read-only, with the reason.
    pub read_only: Option<String>,
    /// Outcome of the whole in words, once there is one.
    pub outcome: Option<String>,
    /// Receipt.
    pub received: Moment,
    /// Channel in words.
    pub channel: String,
    /// The first answers of the request, for a part that came otherwise.
    pub first_answers: BTreeMap<String, Vec<String>>,
    /// Who took it in.
    pub taken_in_by: Option<String>,
    /// Exact words.
    pub words: String,
    /// The open-records clocks run.
    pub records_request: bool,
    /// The asker: label and value, as far as known.
    pub requester: Vec<Labelled>,
    /// Fields of the asker for the form.
    pub requester_form: super::RequesterForm,
    /// The asker need not be named.
    pub anonymous_allowed: bool,
    /// Policy it is decided under.
    pub policy: String,
    /// Who decides this case now, and to whom it belongs.
    pub custody: super::CaseCustody,
    /// Stops, strongest first.
    pub stops: Vec<StopView>,
    /// Parts.
    pub parts: Vec<PartView>,
    /// Checklist of the whole request.
    pub checklist: Vec<ChecklistItem>,
    /// The date that matters next.
    pub due: Option<Due>,
    /// All clocks.
    pub clocks: Vec<super::ClockView>,
    /// What was recorded, newest first.
    pub timeline: Vec<TimelineRow>,
    /// Answers, one line each, grouped.
    pub answers: Vec<AnswerRow>,
    /// Letters: needed, drafted, issued.
    pub letters: Vec<LetterRow>,
    /// Files.
    pub attachments: Vec<AttachmentRow>,
    /// Counsel's file.
    pub counsel: CounselView,
    /// The paper in force, for the form.
    pub instrument: Option<super::InstrumentForm>,
    /// Version of the paper in force; 0 when there is none.
    pub paper_version: u32,
    /// The paper in words.
    pub paper: Vec<Labelled>,
    /// Identity checks in words.
    pub identity: Vec<String>,
    /// Visits in words.
    pub visits: Vec<String>,
    /// Preservation in words.
    pub preservation: Vec<String>,
    /// Legal holds, newest first.
    pub holds: Vec<super::HoldView>,
    /// Deliveries in words.
    pub deliveries: Vec<String>,
    /// The fee.
    pub fee: super::FeeView,
    /// Sessions of firms, newest first.
    pub sessions: Vec<super::SessionView>,
    /// Statements in writing in words, newest first.
    pub statements: Vec<String>,
    /// What somebody still owes the library, with its day; closing does not wait for it.
    pub owed: Vec<String>,
    /// What to do next.
    pub next: String,
    /// Step to open for it, as `part/step`; none when the next thing is a letter, a delivery or closing.
    pub next_step: Option<String>,
    /// What still keeps it from closing, one line each; empty when it can be closed.
    pub keeps_open: Vec<String>,
    /// What to say to the person in front of you, always the same words.
    pub script: Option<String>,
    /// Kinds of data of the pack, for forms.
    pub data_kinds: Vec<DataKind>,
}

/// A part on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PartView {
    /// Identity.
    pub id: String,
    /// Counted from 1.
    pub serial: u32,
    /// What is asked.
    pub what: String,
    /// Kinds of data asked.
    pub asks: Vec<Labelled>,
    /// Person asked about, as the asker named them.
    pub about: Option<String>,
    /// Period asked about.
    pub period: Option<String>,
    /// Type in words.
    pub kind: String,
    /// Withdrawn.
    pub withdrawn: bool,
    /// Why its decision waits for the Director before it is told; none when it does not.
    pub waits_for_director: Option<String>,
    /// The road.
    pub steps: Vec<StepView>,
    /// Step to do now.
    pub current: Option<String>,
    /// What the policy says now.
    pub ruling: Option<RulingView>,
    /// What is planned to go out.
    pub plan: Option<super::ReleaseForm>,
    /// The second look in words, if one was started or taken.
    pub second_look: Option<String>,
    /// What the second look is taken at beside the fields of the plan.
    pub look_at: Vec<LookAt>,
    /// Who else could look a second time, as long as nobody has looked.
    pub others_could_look: Option<String>,
    /// When the pause is over, if it runs.
    pub pause_until: Option<Moment>,
    /// The decision in words.
    pub decision: Option<DecisionView>,
    /// What shows who is asking.
    pub identity: IdentityNeed,
    /// Its paper may print the last day for carrying it out.
    pub last_day_printed: bool,
    /// The written authorization, if one was begun.
    pub authorization: Option<super::AuthorizationPart>,
}

/// What shows who is asking: the identity form asks for that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum IdentityNeed {
    /// A badge, and a call back to a number the library looked up.
    #[default]
    Officer,
    /// A photo identification, and what gives the person standing.
    Person,
    /// A call back to the firm's published number.
    Firm,
}

/// Something that the second look is taken at: typed words of a letter, or a written authorization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LookAt {
    /// What it is.
    pub title: String,
    /// Its words, as they stand.
    pub words: Vec<String>,
}

/// A decision in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DecisionView {
    /// Outcome code.
    pub outcome: String,
    /// Outcome in words.
    pub label: String,
    /// Reason given.
    pub reason: String,
    /// Who, in which capacity.
    pub by: String,
    /// When.
    pub at: Moment,
    /// What it was decided under.
    pub grounds: Vec<Clause>,
}

/// A line of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ChecklistItem {
    /// What.
    pub label: String,
    /// State word.
    pub state: String,
    /// How it is drawn.
    pub tone: Tone,
    /// Step to open, as `part/step`, or a place: `letters`, `delivery`, `close`.
    pub open: Option<String>,
}

/// A line of the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TimelineRow {
    /// When.
    pub at: Moment,
    /// Who, in which capacity.
    pub who: String,
    /// What, in a few words.
    pub title: String,
    /// More, if there is more.
    pub note: Option<String>,
    /// Kind, for the filter.
    pub kind: String,
}

/// An answer in the check view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AnswerRow {
    /// Group: the whole request, or a part.
    pub group: String,
    /// Question, worded as on its screen.
    pub question: String,
    /// Answer, worded as on its screen.
    pub answer: String,
    /// Note.
    pub note: Option<String>,
    /// Answers it replaced, oldest first.
    pub earlier: Vec<String>,
    /// Not used now: the path does not ask it any more.
    pub unused: bool,
    /// Step to open for a change, as `part/step`.
    pub open: Option<String>,
}

/// A kept file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AttachmentRow {
    /// Identity.
    pub id: String,
    /// Name.
    pub name: String,
    /// What the person says it is.
    pub what: String,
    /// What its bytes say it is.
    pub media: String,
    /// Size in words.
    pub size: String,
    /// First digits of its hash.
    pub hash: String,
    /// When it was kept.
    pub at: Moment,
    /// Legal advice.
    pub privileged: bool,
    /// A redacted copy can be made of it.
    pub redactable: bool,
    /// It is itself a redacted copy.
    pub copy: Option<super::CopyRow>,
}

/// A page of a kept file, without its picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FileView {
    /// How many pages the file has.
    pub pages: u32,
    /// This page, counted from 0.
    pub page: u32,
    /// What the page says, line by line, as the file states it.
    pub lines: Vec<String>,
    /// Where those lines come from, or why there are none.
    pub about: String,
    /// What could not be drawn.
    pub missing: Option<String>,
}

/// Counsel's file. Privileged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CounselView {
    /// How to reach counsel: label and value.
    pub route: Vec<Labelled>,
    /// Numbers that can be called, for the form.
    pub numbers: Vec<String>,
    /// The question to ask, made from the answers.
    pub brief: String,
    /// Tries and consultations, newest first.
    pub contacts: Vec<String>,
    /// Advice in force and earlier, newest first.
    pub advice: Vec<AdviceRow>,
    /// Clauses that ask for counsel.
    pub clauses: Vec<Clause>,
    /// The label on screen and print.
    pub label: String,
    /// Counsel was reached.
    pub consulted: bool,
}

/// Advice as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AdviceRow {
    /// Result in words.
    pub result: String,
    /// Who and when.
    pub from: String,
    /// Counsel's words.
    pub words: String,
    /// Scope in words.
    pub scope: String,
    /// It answers the paper in force.
    pub current: bool,
}

/// A kind of data, for forms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DataKind {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// How the policy treats it by default, in words.
    pub treatment: String,
    /// Public by default.
    pub public: bool,
}
