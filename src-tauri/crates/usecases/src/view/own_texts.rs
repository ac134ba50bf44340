//! The library's own words for its letters: the list, the editor, the history.

use super::{ParagraphView, Tone};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// All letters whose words can be changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OwnTextsView {
    /// By code.
    pub rows: Vec<OwnTextRow>,
}

/// A letter in the list of letter texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OwnTextRow {
    /// Code in the catalogue.
    pub code: String,
    /// Title.
    pub title: String,
    /// Who reads it.
    pub audience: String,
    /// Whose words it stands in, or what waits.
    pub state: String,
    /// How that is drawn.
    pub tone: Tone,
}

/// The editor of a letter's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OwnTextView {
    /// Code in the catalogue.
    pub code: String,
    /// Title.
    pub title: String,
    /// Who reads it.
    pub audience: String,
    /// The language that the letter says it is in.
    pub language: String,
    /// Whose words hold today.
    pub in_force: String,
    /// Who offered words, and when, if any wait for a second person.
    pub offered: Option<String>,
    /// What has to happen before the words shown here are used; empty when nothing was changed.
    pub waits_for: String,
    /// The words can be offered for a second look.
    pub may_offer: bool,
    /// The person here may publish them.
    pub may_publish: bool,
    /// Publishing asks for a reason, because nobody else saw the words.
    pub needs_reason: bool,
    /// What publishing means here.
    pub publish_help: String,
    /// The passages in the order of the letter.
    pub passages: Vec<OwnPassage>,
    /// The placeholders that may be used.
    pub facts: Vec<OwnFact>,
    /// What keeps the words from being used.
    pub faults: Vec<OwnTextFault>,
    /// The words differ from those that hold.
    pub is_changed: bool,
    /// The sample letters there are.
    pub samples: Vec<OwnSample>,
    /// Which of them is shown.
    pub sample: String,
    /// Pages of the preview.
    pub pages: u32,
    /// Changes with the preview.
    pub preview: String,
    /// The preview as text.
    pub paragraphs: Vec<ParagraphView>,
    /// Versions and words that were offered, newest first.
    pub versions: Vec<OwnTextVersion>,
    /// The first day that is proposed: the one that was offered, or today.
    pub first_day: String,
}

/// A passage of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OwnPassage {
    /// Its name in the text.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// `fixed`, `chosen` or `free`.
    pub kind: String,
    /// What it must still say.
    pub must: Vec<String>,
    /// Placeholders that must stay.
    pub keeps: Vec<String>,
    /// As it came with the program.
    pub shipped: String,
    /// As it is here.
    pub words: String,
    /// How the words that hold today became these.
    pub pieces: Vec<OwnPiece>,
}

/// Some words of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OwnPiece {
    /// The words.
    pub text: String,
    /// `same`, `added` or `removed`.
    pub how: String,
}

/// A placeholder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OwnFact {
    /// As it is written between the brackets.
    pub name: String,
    /// What stands there in a letter.
    pub what: String,
}

/// What is wrong with the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OwnTextFault {
    /// The passage, where it is one.
    pub passage: Option<String>,
    /// What, as a sentence.
    pub words: String,
}

/// A sample letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OwnSample {
    /// Its name.
    pub id: String,
    /// Which turn it takes.
    pub words: String,
}

/// A published version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OwnTextVersion {
    /// Its number over all letters; offered words are called by the next one, and after they were taken back by numbers from the
    /// highest down.
    pub number: u32,
    /// It was offered for a second look and never published.
    pub is_offer: bool,
    /// Its first day, in words; empty where it will have none.
    pub from: String,
    /// By whom and when, and who else saw it.
    pub published: String,
    /// Why, where a reason was given.
    pub reason: String,
    /// Whether it holds.
    pub state: String,
    /// How that is drawn.
    pub tone: Tone,
    /// The person here may take it back.
    pub may_take_back: bool,
    /// Its words can be put into the editor again.
    pub may_take_up: bool,
}

form! {
    /// Words as they are being typed.
    OwnTextEdit {
        /// Of which letter.
        code: String,
        /// By passage; what is left out stands as it came with the program.
        words: BTreeMap<String, String>,
        /// The sample letter to show them in.
        sample: String,
    }
}

form! {
    /// Offering or publishing words.
    OwnTextForm {
        /// Of which letter.
        code: String,
        /// First day.
        from: String,
        /// Why without a second person.
        reason: String,
    }
}

form! {
    /// Taking published or offered words back.
    TakeBackForm {
        /// Of which letter.
        code: String,
        /// Which version.
        number: u32,
        /// Why.
        reason: String,
    }
}
