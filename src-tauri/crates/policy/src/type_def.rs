//! The shape of one type of request: start, steps, stops and the decision table in reading order.

use crate::{ClockWhen, Condition, Question, RowDef};
use domain::{
    AdviceResult, AnswerCode, Channel, ClockCode, DataCode, GateCode, LetterCode, Outcome, ProvisionCode,
    QuestionCode, RowCode, TypeCode,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A type of request.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypeDef {
    /// Its code.
    pub code: TypeCode,
    /// Its name.
    pub name: String,
    /// What it is, for the start screen.
    pub what: String,
    /// To have at hand.
    pub have_at_hand: Vec<String>,
    /// What will happen, in three to seven steps.
    pub what_happens: Vec<String>,
    /// The clause it rests on.
    pub clause: ProvisionCode,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// A criminal or juvenile justice agency is on the other side: releases need the full set of gates (INV-2).
    #[serde(default)]
    pub justice: bool,
    /// A paper's own words can move a part from or to this type.
    #[serde(default)]
    pub by_paper: bool,
    /// A denial neither confirms nor denies that anybody is a patron.
    #[serde(default)]
    pub ncd: bool,
    /// When one try on each of the Director's numbers is enough.
    #[serde(default)]
    pub urgent: Urgency,
    /// What shows who is asking.
    #[serde(default)]
    pub identity: IdentityKind,
    /// Which clock is the life of its paper; the first whose facts hold.
    #[serde(default)]
    pub life: Vec<LifeOf>,
    /// What goes out goes to the person the record is about.
    #[serde(default)]
    pub own_record: bool,
    /// Nothing of it ever leaves the building: a review or a use by the library itself (INV-11).
    #[serde(default)]
    pub stays_inside: bool,
    /// A sealed matter from the first word on.
    #[serde(default)]
    pub sealed: bool,
    /// How secrecy is looked for.
    pub gag: GagCheck,
    /// Gates of every outcome, as far as the outcome needs them.
    #[serde(default)]
    pub gates_always: Vec<GateCode>,
    /// Gates that must be green before anything goes out.
    pub release_gates: Vec<GateCode>,
    /// The outcome of the row is shown although a gate is open; otherwise a release is shown as held.
    #[serde(default)]
    pub show_unmet: bool,
    /// Nobody is asked for a name or a reason.
    #[serde(default)]
    pub ask_no_name: bool,
    /// The widest release ever.
    pub widest: Widest,
    /// Clocks that run.
    #[serde(default)]
    pub clocks: Vec<ClockCode>,
    /// Clocks that run in place of `clocks` where it is asked at the desk.
    #[serde(default)]
    pub clocks_at_desk: Vec<ClockCode>,
    /// Clocks that run if it is handled as a request for records; shown in any case.
    #[serde(default)]
    pub clocks_records: Vec<ClockCode>,
    /// Answers that say the paper is being carried out while people here look on. Once a visit is recorded, the paper's life
    /// is judged by the last visit or by when that was answered, whichever came later: what was done in time stays done in time.
    #[serde(default)]
    pub carried_out: Condition,
    /// Clocks of what somebody owes: each runs only while its facts hold, also after the decision.
    #[serde(default)]
    pub clocks_when: Vec<ClockWhen>,
    /// Clocks among those above that run only where certain answers were given; while these are open, they run.
    #[serde(default)]
    pub clocks_only_when: Vec<ClockWhen>,
    /// What it cites, as labels.
    pub cites: Vec<String>,
    /// Tensions to show.
    #[serde(default)]
    pub tensions: Vec<ProvisionCode>,
    /// Letters added to every row.
    #[serde(default)]
    pub letters_always: Vec<LetterUse>,
    /// Where counsel's advice moves a row, unless the row says otherwise.
    pub advice_default: Option<AdviceMap>,
    /// The type whose table this is.
    #[serde(skip)]
    pub table_of: Option<TypeCode>,
    /// Its own questions.
    #[serde(default, rename = "question")]
    pub questions: Vec<Question>,
    /// Steps in order.
    #[serde(default, rename = "step")]
    pub steps: Vec<StepDef>,
    /// Stops.
    #[serde(default, rename = "stop")]
    pub stops: Vec<StopDef>,
    /// Cases that belong to another type.
    #[serde(default, rename = "pointer")]
    pub pointers: Vec<Pointer>,
    /// Remarks that ride along and decide nothing.
    #[serde(default, rename = "rider")]
    pub riders: Vec<Rider>,
    /// The decision table in reading order; the last row refers to counsel.
    #[serde(default, rename = "row")]
    pub rows: Vec<RowDef>,
}

/// When a request cannot wait for two tries an open hour apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    /// Never: two tries by two means, an open hour apart.
    #[default]
    Never,
    /// When somebody waits at the desk.
    InPerson,
    /// However it came.
    Always,
}

impl Urgency {
    /// Whether it holds for a request that came this way.
    pub fn holds(self, channel: Channel) -> bool {
        match self {
            Self::Never => false,
            Self::InPerson => channel == Channel::InPerson,
            Self::Always => true,
        }
    }
}

/// What shows who is asking (gates of the kind *identity*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IdentityKind {
    /// A badge, and a call back to a number the library looked up.
    #[default]
    Officer,
    /// A photo identification, and what gives the person standing.
    Person,
    /// A call back to the firm's published number.
    Firm,
}

/// A clock that is the life of a paper, when some facts hold.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LifeOf {
    /// When.
    pub when: Condition,
    /// The clock.
    pub clock: ClockCode,
}

/// A type that is read by another type's table, under a name and an introduction of its own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TypeAlias {
    code: TypeCode,
    name: String,
    what: String,
    have_at_hand: Vec<String>,
    what_happens: Vec<String>,
    clause: ProvisionCode,
    minutes: u32,
    pub(crate) table_of: TypeCode,
}

impl TypeAlias {
    /// The type: the other one's questions, rows, gates and clocks.
    pub(crate) fn of(self, table: &TypeDef) -> TypeDef {
        TypeDef {
            code: self.code,
            name: self.name,
            what: self.what,
            have_at_hand: self.have_at_hand,
            what_happens: self.what_happens,
            clause: self.clause,
            minutes: self.minutes,
            table_of: Some(self.table_of),
            ..table.clone()
        }
    }
}

/// How secrecy is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GagCheck {
    /// The question, and the paper's own term.
    Paper,
    /// The question.
    Question,
    /// The question; whatever it says, nothing is released here.
    Careful,
    /// Only the fixed check of the letter's text; sealed matters are never looked up.
    TextOnly,
}

/// The widest release ever.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Widest {
    /// These kinds of data.
    Data(WidestData),
    /// What the paper names, cut by the advice.
    From(WidestFrom),
}

/// A fixed list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WidestData {
    /// Kinds of data.
    pub data: Vec<DataCode>,
}

/// A computed list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WidestFrom {
    /// From what.
    pub from: WidestSource,
}

/// From what a release is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WidestSource {
    /// What the paper names and the advice approves.
    PaperAndAdvice,
}

/// A letter with its condition.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterUse {
    /// Which.
    pub code: LetterCode,
    /// When.
    #[serde(default)]
    pub when: Condition,
}

/// Where each advice moves a row (domain reading: *leaving C*).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AdviceMap {
    /// No advice yet.
    pub none: Outcome,
    /// Comply as asked.
    pub comply: Outcome,
    /// Comply within a stated scope.
    pub comply_in_scope: Outcome,
    /// Object, or go to court.
    pub object: Outcome,
    /// Decline.
    pub decline: Outcome,
}

impl AdviceMap {
    /// The outcome under an advice.
    pub fn under(&self, advice: Option<AdviceResult>) -> Outcome {
        match advice {
            None => self.none,
            Some(AdviceResult::Comply) => self.comply,
            Some(AdviceResult::ComplyInScope) => self.comply_in_scope,
            Some(AdviceResult::Object) => self.object,
            Some(AdviceResult::Decline) => self.decline,
        }
    }
}

/// Acts that a step asks for, each with a form that records it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Check who is asking.
    IdentityCheck,
    /// Copy the paper.
    Instrument,
    /// Call counsel.
    ConsultCounsel,
    /// Record the advice.
    Advice,
    /// Say that there is no conflict of interest.
    Conflict,
    /// Write down a visit.
    Visit,
    /// Keep data.
    Preserve,
    /// Plan what goes out.
    Plan,
    /// Look a second time.
    SecondLook,
    /// Choose how it goes out.
    Delivery,
    /// Describe who asked.
    Requester,
    /// Keep a copy or scan.
    Attachment,
    /// Prepare a written authorization.
    Authorization,
    /// Estimate the work and its fee.
    Fee,
    /// Open or close a firm's session.
    VendorSession,
    /// Record a statement in writing that came in.
    Statement,
    /// Log a try to reach the Director.
    DirectorTry,
    /// Unseal a matter.
    Unseal,
}

/// What a step is besides a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// Facts copied in a form.
    Facts,
    /// Something done outside, then recorded.
    Task,
}

/// A step: a question by its code, or an act with its words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepDef {
    /// The question, if it is one.
    pub question: Option<QuestionCode>,
    /// Group it belongs to.
    pub section: Option<String>,
    /// What it is.
    pub kind: Option<StepKind>,
    /// The act.
    pub act: Option<Act>,
    /// Heading.
    #[serde(default)]
    pub heading: String,
    /// One sentence below it.
    #[serde(default)]
    pub hint: String,
    /// Why.
    #[serde(default)]
    pub why: String,
    /// The clause it rests on.
    pub clause: Option<ProvisionCode>,
    /// Facts that say it is done.
    #[serde(default)]
    pub done: Condition,
    /// It is shown only then.
    #[serde(default)]
    pub only_when: Condition,
    /// It may be left out.
    #[serde(default)]
    pub optional: bool,
    /// Types without it, of a step of every request: they have their own.
    #[serde(default)]
    pub not_in: Vec<TypeCode>,
}

/// How strong a stop is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Everything waits for the required act.
    Stop,
    /// Work goes on; some outcomes wait.
    Hold,
    /// A quiet note.
    Check,
}

/// A stop.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StopDef {
    /// Its id within the type.
    pub id: String,
    /// How strong.
    pub strength: Strength,
    /// Heading.
    pub heading: String,
    /// When it stands.
    #[serde(default)]
    pub when: Condition,
    /// Unless one of these.
    #[serde(default)]
    pub unless: Condition,
    /// Facts that end it.
    pub lifted: Condition,
    /// The act that ends it.
    pub act: Act,
    /// What not to do.
    pub do_not: Vec<String>,
    /// What to say aloud.
    pub say: String,
    /// What to write down.
    pub write_down: Vec<String>,
    /// The clause it rests on.
    pub clause: ProvisionCode,
    /// Questions whose answer caused it.
    #[serde(default)]
    pub caused_by: Vec<QuestionCode>,
    /// Types without it, of a stop of every request: they have their own.
    #[serde(default)]
    pub not_in: Vec<TypeCode>,
}

/// A case that belongs to another type.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pointer {
    /// Its code.
    pub code: RowCode,
    /// When.
    pub when: Condition,
    /// The type.
    #[serde(rename = "type")]
    pub type_code: TypeCode,
    /// Letters the part asks for besides those of that type.
    #[serde(default)]
    pub letters: Vec<LetterCode>,
    /// Questions about another consent, whose answers say nothing of what is decided there (INV-10).
    #[serde(default)]
    pub leaves: Vec<QuestionCode>,
    /// Why, in words.
    pub because: String,
}

/// A remark that rides along.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rider {
    /// Its code.
    pub code: RowCode,
    /// Its name.
    pub name: String,
    /// When.
    pub when: Condition,
    /// Why, in words.
    pub because: String,
    /// Letters it adds.
    #[serde(default)]
    pub letters: Vec<LetterCode>,
    /// What rides along is better handled as a part of its own, of this type.
    pub own_part: Option<TypeCode>,
    /// That part was asked for here: the request is not closed without it.
    #[serde(default)]
    pub asked: bool,
    /// Types without it, of a remark of every request.
    #[serde(default)]
    pub not_in: Vec<TypeCode>,
    /// What that part answers of its own, so that it goes that way; everything else it has from the request.
    #[serde(default)]
    pub own_answers: BTreeMap<QuestionCode, Vec<AnswerCode>>,
}

/// Which ways a judge's finding may be met on a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum JudgeWays {
    /// A judge, or counsel's signed opinion.
    #[default]
    Any,
    /// Only a judge.
    JudgeOnly,
    /// Only counsel's signed opinion.
    OpinionOnly,
}

/// The closed list of reasons why a row may let out something without its type's full set of gates (INV-2) or beyond its
/// type's widest release (INV-16).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Exception {
    /// A search warrant is being executed; things are taken, not given.
    Execution,
    /// Under a warrant that counsel advised to follow, the named things are handed over on the spot: no second look and no
    /// channel, an inventory instead.
    OnTheSpot,
    /// What is asked for is no user record at all; who keeps it answers.
    NoUserRecord,
    /// Counsel named a law in writing.
    NamedAuthority,
    /// The library is the victim.
    LibraryVictim,
    /// Public facts, as for anybody.
    PublicPart,
    /// The patron consents.
    PatronConsent,
    /// Ordinary service at the desk for whoever holds the card: no request is needed.
    DeskService,
    /// The child is there and chooses what is shown.
    ChildChooses,
    /// What the asker owes is the asker's own affair.
    OwnObligation,
    /// The title of the one item that the asker owes, while a rule that a dated switch turns on lets it be named.
    OwedTitle,
    /// A law gives a parent access.
    ParentLaw,
    /// A guardian or agent whose papers counsel has seen.
    Guardian,
    /// The one item that is being recovered, after counsel.
    DisputedItem,
}

impl TypeDef {
    /// Where advice moves a row; `None` where it moves nothing.
    pub fn advice_map<'a>(&'a self, row: &'a RowDef) -> Option<&'a AdviceMap> {
        row.advice.as_ref().or(self.advice_default.as_ref())
    }

    /// The outcome of a row under an advice.
    pub fn outcome_under(&self, row: &RowDef, advice: Option<AdviceResult>) -> Outcome {
        self.advice_map(row).map_or(row.outcome, |map| map.under(advice))
    }

    /// Gates that must be green before anything goes out on a row.
    pub fn release_gates<'a>(&'a self, row: &'a RowDef) -> &'a [GateCode] {
        row.release_gates.as_deref().unwrap_or(&self.release_gates)
    }

    /// The last row.
    pub fn last_row(&self) -> &RowDef {
        // INVARIANT (last row): the loader refuses a type whose table does not end by referring to counsel.
        &self.rows[self.rows.len() - 1]
    }

    /// Codes of the questions it asks, in order.
    pub fn asked(&self) -> impl Iterator<Item = &QuestionCode> {
        self.steps.iter().filter_map(|step| step.question.as_ref())
    }
}
