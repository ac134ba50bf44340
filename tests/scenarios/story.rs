//! How a scenario is written down. Every key is a plain word; a key that is not known here is refused.

use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A scenario: what came in, what was recorded, what must come out.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Story {
    /// `S1` to `S20`.
    pub(crate) id: String,
    /// One line.
    pub(crate) title: String,
    /// What happens, for the reader.
    pub(crate) tells: String,
    /// What must be found nowhere.
    pub(crate) must_not: MustNot,
    /// Another name in the place of one: every word shown and written stays the same.
    pub(crate) same_for: Option<SameFor>,
    /// A sealed matter: who may not see anything of it.
    pub(crate) unseen: Option<Unseen>,
    /// What happens, in order.
    #[serde(rename = "step")]
    pub(crate) steps: Vec<Step>,
}

/// What must be found nowhere. Capitals do not matter.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MustNot {
    /// Words in no view, list, letter or memo.
    pub(crate) appear: Vec<String>,
    /// Words in no letter that leaves the building, neither drafted nor issued.
    pub(crate) be_written: Vec<String>,
    /// Kinds of data that are never allowed, and never planned under a decision that gives something out.
    pub(crate) go_out: Vec<String>,
}

/// Two names.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SameFor {
    /// The name in this file.
    pub(crate) name: String,
    /// Any other.
    pub(crate) other: String,
}

/// People who were not told of the sealed matter of the scenario. Whatever they see is the same as if its steps had never
/// been taken; and so is the page of every other request, whoever looks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Unseen {
    /// Who.
    pub(crate) by: Vec<String>,
    /// Words that stand in nothing they see.
    pub(crate) words: Vec<String>,
}

/// One thing that somebody does, and what the screens say afterwards.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    /// Local day and time.
    pub(crate) at: String,
    /// Who does it; left out: as before.
    #[serde(default)]
    pub(crate) by: String,
    /// What.
    pub(crate) does: String,
    /// Which request, where a scenario has several.
    #[serde(default)]
    pub(crate) request: String,
    /// It belongs to the sealed matter.
    #[serde(default)]
    pub(crate) sealed: bool,
    /// Which part, counted from 1; none for the whole request.
    #[serde(default)]
    pub(crate) part: usize,
    /// Whom it is about.
    #[serde(default)]
    pub(crate) person: String,
    /// Which letter.
    #[serde(default)]
    pub(crate) letter: String,
    /// What is said or noted.
    #[serde(default)]
    pub(crate) text: String,
    /// The file that goes with it: a scan, an opinion, a letter written outside.
    #[serde(default)]
    pub(crate) file: String,
    /// Answers by question.
    #[serde(default)]
    pub(crate) answers: BTreeMap<String, Choices>,
    /// The fields that are filled in; the others stay empty.
    #[serde(default)]
    pub(crate) form: Value,
    /// It is refused, with this code.
    #[serde(default)]
    pub(crate) refused: Option<String>,
    /// Words of the refusal.
    #[serde(default)]
    pub(crate) because: Vec<String>,
    /// What the screens say afterwards.
    #[serde(default)]
    pub(crate) then: Option<Then>,
}

/// One answer, or several.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(crate) enum Choices {
    One(String),
    Several(Vec<String>),
}

impl Choices {
    pub(crate) fn codes(&self) -> Vec<String> {
        match self {
            Self::One(code) => vec![code.clone()],
            Self::Several(codes) => codes.clone(),
        }
    }
}

/// What the screens say.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Then {
    /// State word.
    pub(crate) state: Option<String>,
    /// Outcome of the whole request, in words.
    pub(crate) whole: Option<String>,
    /// Dates by name: all that run, and no other.
    pub(crate) dates: Option<BTreeMap<String, String>>,
    /// Dates by name that are among those that run.
    pub(crate) among_dates: BTreeMap<String, String>,
    /// The date that matters next.
    pub(crate) next_date: Option<String>,
    /// Letters and memos that are due: all, and no other.
    pub(crate) letters: Option<Vec<String>>,
    /// Of these, the ones that can be started now.
    pub(crate) can_start: Vec<String>,
    /// Stops that stand, strongest first.
    pub(crate) stops: Option<Vec<String>>,
    /// Nobody has to give a name, show a document or say why.
    pub(crate) no_name_asked: Option<bool>,
    /// Words that stand somewhere on the request's page.
    pub(crate) page_says: Vec<String>,
    /// Words of an issued letter, by its code.
    pub(crate) letter_says: BTreeMap<String, Vec<String>>,
    /// Who is the custodian, on the strip of every screen.
    pub(crate) custodian: Option<String>,
    /// Who decides this request.
    pub(crate) decides: Option<String>,
    /// Words on the screen of absences and designations.
    pub(crate) custody_says: Vec<String>,
    /// Numbers of the requests in the list of open ones, or how many there are.
    pub(crate) open_requests: Option<usize>,
    /// Parts.
    #[serde(rename = "part")]
    pub(crate) parts: Vec<PartThen>,
}

/// What the page says of one part.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PartThen {
    /// Which part, counted from 1.
    pub(crate) part: usize,
    /// Row of the table.
    pub(crate) row: String,
    /// Outcome as things stand: R, RP, D, C, A or N.
    pub(crate) outcome: String,
    /// The outcome in words, with how it is carried out.
    pub(crate) words: Option<String>,
    /// Outcomes that can be recorded now, apart from C, which always can.
    pub(crate) may: Option<Vec<String>>,
    /// Gates: green, amber, red or grey.
    #[serde(default)]
    pub(crate) gates: BTreeMap<String, String>,
    /// Kinds of data that may go out: all, and no other.
    pub(crate) gives: Option<Vec<String>>,
    /// Kinds of data that stay in: all that were asked for and stay.
    pub(crate) keeps: Option<Vec<String>>,
    /// Provisions and statutes it stands on.
    #[serde(default)]
    pub(crate) cites: Vec<String>,
    /// Provisions and statutes it does not stand on.
    #[serde(default)]
    pub(crate) never_cites: Vec<String>,
    /// Outcome that was decided.
    pub(crate) decided: Option<String>,
    /// Who decided, in words.
    pub(crate) decided_by: Option<String>,
}

/// Where the scenarios are.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/stories")
}

/// The text of a scenario.
pub(crate) fn text(id: &str) -> String {
    let path = folder().join(format!("{id}.toml"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Reads a scenario.
pub(crate) fn read(id: &str, text: &str) -> Story {
    toml::from_str(text).unwrap_or_else(|error| panic!("{id}.toml: {error}"))
}
