//! Letters: the list, the editor, the preview.

use super::{Labelled, ManifestRow, Moment, Tone};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// A letter in the list of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LetterRow {
    /// Code in the catalogue.
    pub code: String,
    /// Title.
    pub title: String,
    /// When and why it is needed.
    pub why: String,
    /// It must exist before closing.
    pub mandatory: bool,
    /// It may be waived with a reason.
    pub waivable: bool,
    /// There is a text for it here; otherwise it is written outside.
    pub has_text: bool,
    /// It can be started now; otherwise `blocked` says why.
    pub blocked: Option<String>,
    /// State word.
    pub state: String,
    /// How it is drawn.
    pub tone: Tone,
    /// Internal memo.
    pub internal: bool,
    /// Issued letters of this code, newest first.
    pub issued: Vec<IssuedRow>,
    /// Letters of this code that were written outside, newest first.
    pub outside: Vec<OutsideRow>,
}

/// A letter that was written outside and filed with its scan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OutsideRow {
    /// Identity.
    pub id: String,
    /// The date on the paper, in words.
    pub dated: String,
    /// Who signed it, in words.
    pub signed_by: String,
    /// A delivery is recorded.
    pub delivered: bool,
    /// Deliveries in words.
    pub history: Vec<String>,
}

/// An issued letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct IssuedRow {
    /// Identity.
    pub id: String,
    /// When.
    pub at: Moment,
    /// Signer and capacity.
    pub signer: String,
    /// Pages.
    pub pages: u32,
    /// First digits of its SHA-256.
    pub hash: String,
    /// Prints and deliveries in words.
    pub history: Vec<String>,
    /// Printed at least once.
    pub printed: bool,
    /// Delivered.
    pub delivered: bool,
    /// A newer letter took its place: it is shown and nothing else.
    pub corrected: bool,
    /// It went to the printer, and nobody said how that ended: what is asked about it.
    pub cut_off: Option<String>,
    /// What goes with it, where that was chosen.
    pub manifest: Option<ManifestRow>,
}

/// The editor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LetterView {
    /// Code in the catalogue.
    pub code: String,
    /// Title.
    pub title: String,
    /// Audience in words.
    pub audience: String,
    /// Memo banner, if it is a memo.
    pub banner: Option<String>,
    /// Blocks in order.
    pub blocks: Vec<BlockView>,
    /// Facts the text still needs, or that can be changed here.
    pub fields: Vec<LetterField>,
    /// What the letter says and the record does not know yet: each blocks issuing.
    pub unresolved: Vec<GapView>,
    /// Words that may not leave, and missing contents: they block issuing.
    pub findings: Vec<FindingView>,
    /// The finished text for the text tab; empty while tokens are unresolved.
    pub paragraphs: Vec<ParagraphView>,
    /// It gives something out, and files can go with it.
    pub carries: bool,
    /// Pages of the preview, its manifest included; 0 while there is none.
    pub pages: u32,
    /// Digest of the preview, so that a page image is asked for again only when it changed.
    pub preview: String,
    /// Who will sign and in which capacity.
    pub signer: String,
    /// Letters of this code that stand: whether this one corrects one of them has to be said.
    pub correctable: Vec<Labelled>,
    /// Which of them it corrects: its code, `none` for a further letter, empty while nobody said.
    pub corrects: String,
    /// The languages it can be written in; empty where there is only one.
    pub languages: Vec<Labelled>,
    /// Tag of the one it is written in.
    pub language: String,
    /// What is not as it came with the program: own words and lines of the library, free parts, and facts that were typed here.
    pub changes: Vec<LetterChange>,
    /// What else stands in the way of issuing it; it can be issued when this, `unresolved` and `findings` are empty.
    pub blocked_by: Vec<String>,
}

/// A part of a letter that is not as it came with the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LetterChange {
    /// The part, as a person calls it.
    pub title: String,
    /// Why it differs, in words.
    pub why: String,
    /// Its words: what stayed, came and went.
    pub pieces: Vec<super::OwnPiece>,
}

/// Something a letter says that the record does not know yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct GapView {
    /// What is missing.
    pub what: String,
    /// Where it is filled in.
    pub fill_in: String,
}

/// A block of the editor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BlockView {
    /// Its id.
    pub id: String,
    /// `fixed`, `chosen` or `free`.
    pub kind: String,
    /// What it is for.
    pub what: String,
    /// Its text; for a free block what was typed.
    pub text: String,
    /// It must say something.
    pub required: bool,
}

/// A fact of the letter that the person fills in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LetterField {
    /// Token name.
    pub name: String,
    /// What it is.
    pub what: String,
    /// Value, empty while missing.
    pub value: String,
    /// It may stay empty.
    pub optional: bool,
}

/// Words that may not leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FindingView {
    /// The words; empty for a missing content.
    pub words: String,
    /// The rule.
    pub rule: String,
    /// The block.
    pub block: String,
}

/// A paragraph of the text tab.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ParagraphView {
    /// Role, such as `heading`.
    pub role: String,
    /// Text.
    pub text: String,
}

/// What a person typed into a letter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(deny_unknown_fields)]
pub struct LetterEdit {
    /// Request.
    pub request: String,
    /// Code in the catalogue.
    pub code: String,
    /// Free blocks by id.
    pub free: BTreeMap<String, String>,
    /// Facts by token name.
    pub fields: BTreeMap<String, String>,
    /// The issued letter it corrects, `none` for a further one, empty while nobody said.
    pub corrects: String,
    /// Tag of the language to write it in.
    pub language: String,
}

/// The print, as the system reported it, and what is asked afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PrintReport {
    /// `printed`, `cancelled` or `failed`; `not_known` for a paper that is no letter, where the system does not say.
    pub outcome: String,
    /// Words for the person.
    pub message: String,
    /// Ways of delivery, for the form.
    pub methods: Vec<Labelled>,
}
