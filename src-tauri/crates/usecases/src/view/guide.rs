//! The guided road: steps of the kinds a screen can draw, and stops.

use super::{Labelled, Tone};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A provision or a law, as the pane beside a question shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Clause {
    /// Label, such as a section of the policy.
    pub label: String,
    /// What it says, in our own words.
    pub text: String,
    /// Version and date that applied.
    pub version: String,
    /// Law, policy, our reading, or counsel must confirm: in words.
    pub standing: String,
}

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum StepStatus {
    /// Done.
    Done,
    /// Begun, or the one to do now.
    InProgress,
    /// Can be started.
    NotStarted,
    /// Waits for an earlier step.
    CannotStart,
}

/// One step of a part's road.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StepView {
    /// Its code, stable within the part.
    pub id: String,
    /// Group it belongs to.
    pub section: String,
    /// Heading: the question itself.
    pub heading: String,
    /// One sentence below the heading.
    pub hint: Option<String>,
    /// Why we ask.
    pub why: Option<String>,
    /// Clauses for the pane.
    pub clauses: Vec<Clause>,
    /// Where it stands.
    pub status: StepStatus,
    /// What was answered or recorded, in one line.
    pub answer: Option<String>,
    /// What the screen draws.
    pub body: StepBody,
}

/// The kinds of screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "snake_case")]
pub enum StepBody {
    /// What this type is, what to have at hand, what will happen.
    Start {
        /// What it is.
        what: String,
        /// To have at hand.
        at_hand: Vec<String>,
        /// What will happen, in order.
        road: Vec<String>,
    },
    /// Facts copied from one paper or person.
    Facts {
        /// Which form.
        form: FormKind,
    },
    /// One decision.
    Question {
        /// Question code.
        question: String,
        /// Several answers may be chosen.
        several: bool,
        /// Choices.
        choices: Vec<ChoiceView>,
        /// Chosen so far.
        chosen: Vec<String>,
        /// Note on the answer.
        note: Option<String>,
        /// It is asked of the whole request rather than of this part.
        whole_request: bool,
    },
    /// Something to do outside the program, then record.
    Task {
        /// Which form records it.
        form: FormKind,
    },
    /// A worked count or reasoning.
    Explain {
        /// Paragraphs.
        lines: Vec<String>,
    },
    /// All answers, one line each.
    Check {},
    /// Options now.
    Decide {},
}

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ChoiceView {
    /// Answer code.
    pub code: String,
    /// Label.
    pub label: String,
    /// Second line.
    pub hint: Option<String>,
    /// What happens if it is chosen, in one sentence.
    pub preview: Option<String>,
    /// It is "not sure".
    pub not_sure: bool,
}

/// Forms that record acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum FormKind {
    /// Who asked.
    Requester,
    /// Identity check with call back.
    Identity,
    /// The paper's facts.
    Instrument,
    /// Try or call to counsel.
    Counsel,
    /// Counsel's advice.
    Advice,
    /// Conflict of interest.
    Conflict,
    /// Visit record.
    Visit,
    /// Preservation.
    Preservation,
    /// What goes out.
    ReleasePlan,
    /// Second look.
    SecondLook,
    /// A letter of the catalogue.
    Letter,
    /// Delivery.
    Delivery,
    /// A copy or scan.
    Attachment,
    /// A written authorization.
    Authorization,
    /// Estimate of the work and its fee.
    Fee,
    /// A firm's session.
    VendorSession,
    /// A statement in writing that came in.
    Statement,
    /// A try to reach the Director.
    DirectorTry,
    /// Unsealing a matter.
    Unseal,
    /// Nothing to record: read and continue.
    None,
}

/// How strong a stop is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Everything waits until the required act is recorded.
    Stop,
    /// Work goes on; some outcomes are blocked.
    Hold,
    /// A quiet note.
    Check,
}

/// A stop: a place, not a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StopView {
    /// Its code.
    pub id: String,
    /// How strong.
    pub strength: Strength,
    /// Part concerned; none for the whole request.
    pub part: Option<String>,
    /// Heading.
    pub heading: String,
    /// Why it stands now, where that follows from what was recorded last.
    pub reason: Option<String>,
    /// What not to do.
    pub do_not: Vec<String>,
    /// What to say aloud to the person in front of you.
    pub say: Option<String>,
    /// Who to call, with number and hours.
    pub call: Vec<String>,
    /// What to write down.
    pub write_down: Vec<String>,
    /// Clauses it stands on.
    pub clauses: Vec<Clause>,
    /// The form that records the required act.
    pub record: FormKind,
    /// Label of the main action.
    pub action: String,
    /// The question whose answer caused it, for "My answer was wrong".
    pub caused_by: Option<String>,
    /// Its short line for the banner.
    pub banner: String,
}

/// A gate as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct GateView {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// State word.
    pub state: String,
    /// How it is drawn.
    pub tone: Tone,
    /// Met.
    pub met: bool,
    /// What is there or missing.
    pub why: String,
    /// What to do next.
    pub how: String,
    /// The form that supplies it.
    pub form: FormKind,
}

/// One outcome on the decision page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OptionView {
    /// Outcome code.
    pub outcome: String,
    /// Name.
    pub label: String,
    /// What it means for the asker.
    pub consequence: String,
    /// It may be recorded now.
    pub open: bool,
    /// It is what the row says.
    pub suggested: bool,
    /// What blocks it.
    pub blocked_by: Vec<ObstacleView>,
}

/// What stands between an outcome and being recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ObstacleView {
    /// What blocks.
    pub why: String,
    /// What would lift it.
    pub how: String,
    /// Who can lift it; none where the facts themselves would have to be others.
    pub who: Option<String>,
}

/// What the policy says of a part now, as a readable chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RulingView {
    /// Row code.
    pub row: String,
    /// Outcome code.
    pub outcome: String,
    /// Outcome in words, with modifiers.
    pub label: String,
    /// "Because … under …", in order.
    pub chain: Vec<String>,
    /// Options.
    pub options: Vec<OptionView>,
    /// Gates.
    pub gates: Vec<GateView>,
    /// Kinds of data that may go out at most.
    pub allowed: Vec<Labelled>,
    /// Kinds withheld, each with its ground.
    pub withheld: Vec<Labelled>,
    /// Citations.
    pub clauses: Vec<Clause>,
    /// The reason the letter may give, as a start.
    pub reason: String,
    /// What comes with it, and decides nothing.
    pub remarks: Vec<RemarkView>,
}

/// Something that comes with a part's rule and does not decide it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RemarkView {
    /// Its code.
    pub code: String,
    /// What it says.
    pub says: String,
    /// What it speaks of is a part of its own.
    pub own_part: Option<OwnPartView>,
}

/// The part of its own that a remark leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OwnPartView {
    /// How it is handled, in words.
    pub kind: String,
    /// Serial of a part that is handled so already.
    pub there: Option<u32>,
    /// It can be added to this request as things stand. If not, it is asked in a request of its own.
    pub open: bool,
}
