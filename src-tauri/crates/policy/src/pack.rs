//! The shapes of a pack's files, apart from the types of request.

use crate::facts::{Facts, Holds};
use crate::{Clocks, Demand, GateDef, GateKind, TypeDef};
use chrono::{NaiveDate, TimeDelta};
use domain::{AnswerCode, DataCode, GateCode, LetterCode, Office, ProvisionCode, QuestionCode, TypeCode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Facts and the values one of which each must have. Empty means: always.
pub type Condition = BTreeMap<String, Vec<String>>;

/// What a statement of the pack is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// A statute or a rule of court.
    Law,
    /// The adopted policy.
    Policy,
    /// A choice made where both are silent; the Director adopts it.
    OurReading,
    /// An open legal question: never decided here.
    CounselMustConfirm,
}

/// How sure the statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// In the adopted text.
    Adopted,
    /// A public text says so.
    Verified,
    /// An old copy of a public text says so.
    VerifiedOld,
    /// General knowledge; no text was looked at.
    Unverified,
    /// A choice of ours.
    Ours,
    /// Open.
    Open,
}

/// The pack's own facts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Id: library and adoption date.
    pub id: String,
    /// The library it was adopted by.
    pub library: String,
    /// Title of the policy.
    pub title: String,
    /// Version as letters print it.
    pub version: String,
    /// Day of adoption of this version.
    pub adopted: NaiveDate,
    /// Language of its texts.
    pub language: String,
    /// The type that takes everything the pack has no table for.
    pub careful: TypeCode,
    /// Days after which a statute's text must be looked at again; counsel is asked until it was.
    #[serde(default = "a_year")]
    pub recheck_days: u32,
    /// Board history (P1).
    #[serde(default)]
    pub history: Vec<Revision>,
    /// Dated switches.
    #[serde(default, rename = "switch")]
    pub switches: Vec<Switch>,
    /// What everybody who can open the record accepts first (P11); a pack without one asks for nothing.
    #[serde(default)]
    pub duty: Option<Duty>,
}

/// The duty of confidence, in the words that are accepted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// The provision it stands on.
    pub provision: String,
    /// What is accepted, a sentence or two each.
    pub words: Vec<String>,
    /// Days after which it is accepted again.
    #[serde(default = "a_year")]
    pub again_days: u32,
}

/// Statutes change with each session of a legislature: once a year at least.
fn a_year() -> u32 {
    365
}

/// One act of the Board on the policy.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// When.
    pub date: NaiveDate,
    /// What.
    pub what: String,
}

/// A rule that is off until a law is confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Switch {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// On.
    pub on: bool,
    /// Since when, if on.
    pub since: Option<NaiveDate>,
    /// What it is.
    pub mark: Mark,
    /// How sure.
    pub confidence: Confidence,
    /// Why it stands as it does.
    pub note: String,
}

/// A provision, a silence or a tension of the policy, in the pack's own words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provision {
    /// Its code.
    pub code: ProvisionCode,
    /// What it says.
    pub text: String,
    /// What it is.
    pub mark: Mark,
    /// How sure.
    pub confidence: Confidence,
    /// The duty that the record carries, where no row could.
    pub duty: Option<String>,
    /// Letters that it demands, whatever the rows say.
    #[serde(default)]
    pub letters: Vec<LetterCode>,
    /// Tests that notice when it is taken out.
    #[serde(default)]
    pub tests: Vec<String>,
}

/// A statute, rule or case.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statute {
    /// Label as letters print it.
    pub label: String,
    /// What it says, in the pack's own words.
    pub text: String,
    /// What it is.
    pub mark: Mark,
    /// How sure.
    pub confidence: Confidence,
    /// When its text was last looked at.
    pub verified: NaiveDate,
}

/// Whether a kind of data goes out by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DataDefault {
    /// Anybody may have it.
    Public,
    /// Only an exception opens it.
    Confidential,
    /// Counsel's; it never leaves.
    Privileged,
    /// Somebody else holds it.
    Elsewhere,
}

/// A kind of data.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataKind {
    /// Its code.
    pub code: DataCode,
    /// Its name.
    pub name: String,
    /// What happens to it by default.
    pub default: DataDefault,
    /// Provisions and statutes that protect or open it, as labels.
    #[serde(default)]
    pub ground: Vec<String>,
    /// What the classification is.
    pub mark: Mark,
    /// How sure.
    pub confidence: Confidence,
    /// Gathered by opt-in: never to a third party for marketing.
    #[serde(default)]
    pub opt_in: bool,
}

/// A letter or a memo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LetterKind {
    /// It leaves the building.
    Letter,
    /// It stays inside.
    Memo,
}

/// Who signs a letter of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Signs {
    /// Whoever may decide the request: the letter tells a decision.
    #[serde(rename = "decider")]
    Decider,
    /// The Director in person.
    #[serde(rename = "director")]
    Director,
    /// Whoever handles the request: receipts, holds and memos.
    #[serde(rename = "anyone handling")]
    AnyoneHandling,
}

/// A letter of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterDef {
    /// Its code.
    pub code: LetterCode,
    /// Its title.
    pub title: String,
    /// Letter or memo.
    pub kind: LetterKind,
    /// Who reads it.
    pub audience: String,
    /// When it is used.
    pub when: String,
    /// Who signs.
    pub signer: Signs,
    /// What it must hold.
    pub mandatory: Vec<String>,
    /// What it cites, as labels.
    pub cites: Vec<String>,
    /// What it never says.
    pub never: Vec<String>,
    /// Whether it may be waived with a reason.
    pub waivable: bool,
    /// For counsel only.
    #[serde(default)]
    pub privileged: bool,
    /// Answers under which it can never be waived, although it otherwise may.
    #[serde(default)]
    pub never_waived_when: Condition,
    /// Letters it is written in place of, where the parts of one request ask for every one of them.
    #[serde(default)]
    pub replaces: Vec<LetterCode>,
    /// It tells no decision, although only who may decide signs it: it goes out while the part is open.
    #[serde(default)]
    pub while_open: bool,
    /// Points it makes, by the fact its text reads, with the answers that call for each; never on a "not sure".
    #[serde(default)]
    pub points: BTreeMap<String, Condition>,
}

/// How a question appears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Screen {
    /// One decision alone on its screen.
    #[default]
    Question,
    /// Facts copied in a form.
    Facts,
}

/// A question with its answers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its code.
    pub code: QuestionCode,
    /// Group it belongs to.
    pub section: String,
    /// How it appears.
    #[serde(default)]
    pub screen: Screen,
    /// The form, for a screen of facts.
    pub form: Option<String>,
    /// Several answers may be given.
    #[serde(default)]
    pub several: bool,
    /// It is about whoever asks: one answer for the whole request, never another for a part. The answer goes to one person.
    #[serde(default)]
    pub of_asker: bool,
    /// It asks the age of the person a record is about: no answer to it may open anything (INV-9).
    #[serde(default)]
    pub age: bool,
    /// The question itself.
    pub heading: String,
    /// One sentence below it.
    pub hint: String,
    /// Why we ask.
    pub why: String,
    /// The clause it rests on.
    pub clause: ProvisionCode,
    /// It is asked only then.
    #[serde(default)]
    pub only_when: Condition,
    /// Answers that follow from other facts.
    #[serde(default)]
    pub implied: Vec<Implied>,
    /// The answers.
    #[serde(default)]
    pub options: Vec<AnswerOption>,
}

/// An answer that follows from other facts: added where several are allowed, else used while the question is open.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Implied {
    /// When it follows.
    pub when: Condition,
    /// Unless.
    #[serde(default)]
    pub unless: Condition,
    /// The answer.
    pub answer: AnswerCode,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerOption {
    /// Its code.
    pub code: AnswerCode,
    /// Its words.
    pub label: String,
    /// A second line.
    pub hint: Option<String>,
    /// What happens if it is chosen, in one sentence.
    pub preview: String,
    /// The answer it is treated as: set where somebody is not sure.
    #[serde(rename = "as")]
    pub treated_as: Option<AnswerCode>,
    /// It is offered only then.
    #[serde(default)]
    pub only_when: Condition,
    /// It is offered no more where any of these holds: what contradicts it was answered or recorded.
    #[serde(default)]
    pub unless: Condition,
    /// It says that the data would serve somebody's marketing or sale: no row that it leads to opens anything personal
    /// (INV-5). An exception of the policy for one's own friends is another answer.
    #[serde(default)]
    pub marketing: bool,
}

impl AnswerOption {
    /// Whether it is offered under these facts. Open where what it depends on is.
    pub(crate) fn offered(&self, facts: &Facts) -> Holds {
        match facts.any(&self.unless) {
            Holds::Yes if !self.unless.is_empty() => Holds::No,
            _ => facts.holds(&self.only_when),
        }
    }
}

/// What is asked of every request, and the steps that end every road.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Universal {
    /// Questions in order.
    #[serde(default, rename = "question")]
    pub questions: Vec<Question>,
    /// Steps before the check.
    #[serde(default, rename = "step")]
    pub steps: Vec<crate::StepDef>,
    /// Stops of every type, but for those they name.
    #[serde(default, rename = "stop")]
    pub stops: Vec<crate::StopDef>,
    /// Remarks that ride along with every type, but for the one they lead to.
    #[serde(default, rename = "rider")]
    pub riders: Vec<crate::Rider>,
}

/// Questions that several types share.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedQuestions {
    /// Questions.
    #[serde(default, rename = "question")]
    pub questions: Vec<Question>,
}

/// From observable facts to a type.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Routing {
    /// Every type's place; the first wins.
    pub precedence: Vec<TypeCode>,
    /// Answers any of which says that an officer is asking.
    #[serde(default)]
    pub officer_when: Condition,
    /// First-contact questions.
    #[serde(default, rename = "question")]
    pub questions: Vec<Question>,
    /// What comes before any type.
    #[serde(default, rename = "override")]
    pub overrides: Vec<Override>,
    /// What a paper is; first match.
    #[serde(default, rename = "paper")]
    pub papers: Vec<RouteRow>,
    /// Who asks for what; first match.
    #[serde(default, rename = "contact")]
    pub contacts: Vec<RouteRow>,
}

/// What comes before any type: its own type, or the careful path.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// When.
    pub when: Condition,
    /// Unless.
    #[serde(default)]
    pub unless: Condition,
    /// The type it leads to; the careful path where none is named.
    #[serde(rename = "type")]
    pub type_code: Option<TypeCode>,
    /// The type it leads to may say that something does not exist. A part whose own type answers alike for everybody, or about
    /// the asker's own record, is not moved there.
    #[serde(default)]
    pub says_what_exists: bool,
    /// Why, in words.
    pub because: String,
}

/// One line of the routing tables.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RouteRow {
    /// When.
    pub when: Condition,
    /// The type.
    #[serde(rename = "type")]
    pub type_code: TypeCode,
    /// Why, in words.
    pub because: String,
}

/// What to say aloud.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// Id.
    pub id: String,
    /// Situation.
    pub situation: String,
    /// The words.
    pub say: String,
    /// Words never said.
    #[serde(default)]
    pub never: Vec<String>,
    /// Answers under which this script fits.
    #[serde(default)]
    pub when: Condition,
}

/// A whole pack, read and cross-checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Pack {
    /// Its own facts.
    pub about: About,
    /// Provisions, silences and tensions by code.
    pub provisions: BTreeMap<ProvisionCode, Provision>,
    /// Statutes by label.
    pub statutes: BTreeMap<String, Statute>,
    /// Kinds of data in the order of the file.
    pub data: Vec<DataKind>,
    /// Gates in the order of the file.
    pub gates: Vec<GateDef>,
    /// Which gates a provision demands, stated apart from the rows. Empty in a version adopted before demands were stated.
    pub demands: Vec<Demand>,
    /// What must hold whatever rows, gates, clocks and roads say.
    pub safeguards: crate::Safeguards,
    /// Calendar and clocks.
    pub clocks: Clocks,
    /// Letters in the order of the file.
    pub letters: Vec<LetterDef>,
    /// What is asked of every request.
    pub universal: Universal,
    /// Questions types share.
    pub shared: Vec<Question>,
    /// Routing.
    pub routing: Routing,
    /// Scripts.
    pub scripts: Vec<Script>,
    /// How long what has ended is kept. Empty in a version adopted before a schedule was stated: nothing is disposed of then.
    pub retention: Vec<crate::RetentionRule>,
    /// Types by code.
    pub types: BTreeMap<TypeCode, TypeDef>,
}

impl Pack {
    /// A type.
    pub fn type_def(&self, code: &TypeCode) -> Option<&TypeDef> {
        self.types.get(code)
    }

    /// The type of the careful path.
    pub fn careful(&self) -> &TypeDef {
        // INVARIANT (careful path): the loader refuses a pack without it.
        &self.types[&self.about.careful]
    }

    /// The stops of a type: its own, and those of every request.
    pub fn stops_of<'a>(&'a self, kind: &'a TypeDef) -> impl Iterator<Item = &'a crate::StopDef> {
        let shared = self.universal.stops.iter().filter(|stop| !stop.not_in.contains(&kind.code));
        kind.stops.iter().chain(shared)
    }

    /// The remarks that ride along with a type: its own, and those of every request that do not lead to it.
    pub fn riders_of<'a>(&'a self, kind: &'a TypeDef) -> impl Iterator<Item = &'a crate::Rider> {
        let shared = self.universal.riders.iter();
        let rides = |rider: &&crate::Rider| {
            rider.own_part.as_ref() != Some(&kind.code) && !rider.not_in.contains(&kind.code)
        };
        kind.riders.iter().chain(shared.filter(rides))
    }

    /// A kind of data.
    pub fn data_kind(&self, code: &DataCode) -> Option<&DataKind> {
        self.data.iter().find(|data| data.code == *code)
    }

    /// A gate.
    pub fn gate(&self, code: &GateCode) -> Option<&GateDef> {
        self.gates.iter().find(|gate| gate.code == *code)
    }

    /// The gate of a kind.
    pub fn gate_of(&self, kind: GateKind) -> Option<&GateDef> {
        self.gates.iter().find(|gate| gate.kind == kind)
    }

    /// How long whoever looks a second time alone waits first, as the gate of that kind says; not at all where the pack has none.
    pub fn pause(&self) -> TimeDelta {
        let minutes = self.gate_of(GateKind::SecondLook).map_or(0, |gate| gate.pause_minutes);
        TimeDelta::minutes(i64::from(minutes))
    }

    /// A letter of the catalogue.
    pub fn letter(&self, code: &LetterCode) -> Option<&LetterDef> {
        self.letters.iter().find(|letter| letter.code == *code)
    }

    /// A question, wherever it is defined.
    pub fn question(&self, code: &QuestionCode) -> Option<&Question> {
        self.questions().find(|question| question.code == *code)
    }

    /// Every question of the pack.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        let own = self.types.values().filter(|kind| kind.table_of.is_none());
        let of_types = own.flat_map(|kind| kind.questions.iter());
        self.universal.questions.iter().chain(&self.routing.questions).chain(&self.shared).chain(of_types)
    }

    /// Whether a question is asked of the whole request.
    pub fn is_universal(&self, code: &QuestionCode) -> bool {
        self.universal.questions.iter().any(|question| question.code == *code)
    }

    /// Whether a dated switch was on, on a day: as the Director set it, or as the pack has it.
    pub fn is_switched_on(&self, switch: &Switch, office: &Office, day: NaiveDate) -> bool {
        match office.switches.get(&switch.id) {
            Some(set) => set.on && set.since <= day,
            None => switch.on && switch.since.is_none_or(|since| since <= day),
        }
    }
}
