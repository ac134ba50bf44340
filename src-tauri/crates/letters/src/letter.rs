//! A composed letter: words in their final form and order, before any typography.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::words::Language;

/// A letter or memo as it will be printed. Nothing in it is a placeholder; equal letters print to equal bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// The id of the letter text it was composed from.
    pub id: String,
    /// Letter to someone outside, or memo that stays inside.
    pub kind: Kind,
    /// BCP 47 language tag of the words.
    pub lang: String,
    /// What the program itself says in that language.
    #[serde(default, skip_serializing_if = "Language::is_house")]
    pub words: Language,
    /// Short name of this kind of letter, for lists and the document's own title.
    pub title: String,
    /// The subject line, the only first-level heading.
    pub subject: String,
    /// Case number, or the code of a matter.
    pub reference: String,
    /// The date the letter carries.
    pub date: NaiveDate,
    /// Name and address, one line each. A memo has its recipients here.
    pub addressee: Vec<String>,
    /// Labelled lines beside the address ("Our reference") or under the head of a memo.
    pub details: Vec<Detail>,
    /// "Dear Sergeant Ortiz:"; none in a memo.
    pub salutation: Option<String>,
    /// The body.
    pub blocks: Vec<Block>,
    /// "Sincerely,"; none in a memo.
    pub closing: Option<String>,
    /// Who signs, in the true capacity.
    pub signer: Signer,
    /// What lies with the letter.
    pub enclosures: Vec<String>,
    /// Who else gets it.
    pub copies: Vec<String>,
    /// The words across the top of a memo ("Internal").
    pub banner: Option<String>,
    /// The policy and its version.
    pub policy_line: String,
}

/// Letter to someone outside, or memo that stays inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// On letterhead with an address for a window envelope.
    Letter,
    /// With a banner and a head of labelled lines.
    Memo,
}

/// A labelled line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Detail {
    /// "Our reference".
    pub label: String,
    /// "2026-0417".
    pub value: String,
}

/// Who signs, and in what capacity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    /// The signer's name.
    pub name: String,
    /// Capacity, one line each: "Library Director", or "for the Library Director, …".
    pub lines: Vec<String>,
    /// The library's own lines under it, such as a direct telephone line. No memo has them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub under: Vec<String>,
}

/// One block of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// The block's id in the letter text.
    pub id: String,
    /// Where its words come from.
    pub kind: BlockKind,
    /// Stands under the signature, as a receipt does.
    #[serde(default)]
    pub after_signature: bool,
    /// Its paragraphs, lists and tables.
    pub parts: Vec<Part>,
}

/// Where the words of a block come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// Always there, never edited.
    Fixed,
    /// There because of the answers, never edited.
    Chosen,
    /// Written by the person who prepares the letter.
    Free,
}

/// One piece of a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Part {
    /// A second-level heading.
    Heading(String),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// A bulleted list.
    Bullets(Vec<Vec<Run>>),
    /// A table with a caption and headed columns.
    Table(Table),
    /// Labelled lines to be filled in by hand.
    Form(Vec<FormLine>),
}

/// Words in one style.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// The words.
    pub text: String,
    /// How they are set.
    pub style: Style,
}

/// How words are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// Upright text weight.
    #[default]
    Regular,
    /// Semibold.
    Bold,
    /// Italic.
    Italic,
}

/// A table. Every row has one cell per column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The line above the table.
    pub caption: String,
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// Cells as plain words.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Its heading.
    pub head: String,
    /// Its share of the width; shares are compared with one another.
    pub share: u16,
}

/// One line of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormLine {
    /// What is to be written there.
    pub label: String,
    /// How many ruled lines it gets, 1 to 12.
    pub lines: u8,
}

/// The words of styled runs without their styles.
pub fn plain(runs: &[Run]) -> String {
    runs.iter().map(|r| r.text.as_str()).collect()
}
