//! The manifest of a letter: a sheet of its own that follows it and says what goes with it. It names no file and shows no value:
//! what a file is called where it lies may say too much.

use crate::compose::clean;
use crate::letter::{Block, BlockKind, Column, Detail, Kind, Letter, Part, Run, Signer, Style, Table};
use crate::words::{ManifestLabels, filled};

/// What a manifest says, in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ManifestWords {
    /// To whom the letter goes.
    pub to: String,
    /// How it leaves.
    pub method: String,
    /// SHA-256 of the letter, hexadecimal; `None` while it is not issued.
    pub letter_sha256: Option<String>,
    /// What is released.
    pub released: Vec<ManifestRelease>,
    /// The files that follow.
    pub files: Vec<ManifestFile>,
}

/// A field that is released.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ManifestRelease {
    /// The part of the request, counted from 1.
    pub part: u32,
    /// What the letter calls the field.
    pub field: String,
    /// The dates it covers.
    pub dates: String,
}

/// A file that goes with the letter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ManifestFile {
    /// The part of the request, counted from 1.
    pub part: u32,
    /// What it is, without its name.
    pub what: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
}

const BLOCK: &str = "manifest";

/// The sheet that follows a letter.
pub fn manifest(letter: &Letter, words: &ManifestWords) -> Letter {
    let detail = |label: &str, value: &str| Detail { label: label.to_owned(), value: value.to_owned() };
    let digest = words.letter_sha256.as_deref().map(grouped);
    let says = &letter.words.manifest;
    Letter {
        id: letter.id.clone(),
        kind: Kind::Memo,
        lang: letter.lang.clone(),
        words: letter.words.clone(),
        title: filled(&says.title_of, &[("letter", &letter.title)]),
        subject: says.subject.clone(),
        reference: letter.reference.clone(),
        date: letter.date,
        addressee: vec![clean(&words.to)],
        details: vec![
            detail(&says.sent, &words.method),
            detail(&says.letter, &letter.subject),
            detail(&says.code, digest.as_deref().unwrap_or(&says.code_later)),
        ],
        salutation: None,
        blocks: vec![block(words, says)],
        closing: None,
        signer: Signer { under: Vec::new(), ..letter.signer.clone() },
        enclosures: Vec::new(),
        copies: Vec::new(),
        banner: Some(says.title.clone()),
        policy_line: letter.policy_line.clone(),
    }
}

/// The letter with the words of its manifest behind it, for the last look at both: what must never be in the one must not be in
/// the other.
pub fn with_manifest(letter: &Letter, words: &ManifestWords) -> Letter {
    let mut both = letter.clone();
    both.blocks.push(block(words, &letter.words.manifest));
    both
}

fn block(words: &ManifestWords, says: &ManifestLabels) -> Block {
    let mut parts = vec![text(&says.about)];
    parts.extend(released(&words.released, says));
    parts.extend(files(&words.files, says));
    Block { id: BLOCK.to_owned(), kind: BlockKind::Fixed, after_signature: false, parts }
}

fn released(rows: &[ManifestRelease], says: &ManifestLabels) -> Vec<Part> {
    if rows.is_empty() {
        return Vec::new();
    }
    let rows = rows.iter().map(|row| vec![row.part.to_string(), clean(&row.field), clean(&row.dates)]);
    let table = Table {
        caption: says.released.clone(),
        columns: vec![column(&says.part, 1), column(&says.field, 5), column(&says.dates, 4)],
        rows: rows.collect(),
    };
    vec![Part::Table(table)]
}

fn files(files: &[ManifestFile], says: &ManifestLabels) -> Vec<Part> {
    if files.is_empty() {
        return vec![text(&says.none)];
    }
    let rows = (1..).zip(files).map(|(number, file): (u32, _)| {
        vec![number.to_string(), file.part.to_string(), file.what.clone(), grouped(&file.sha256)]
    });
    let table = Table {
        caption: says.files.clone(),
        columns: vec![
            column(&says.number, 1),
            column(&says.part, 1),
            column(&says.what, 4),
            column(&says.file_code, 6),
        ],
        rows: rows.collect(),
    };
    vec![Part::Table(table), text(&says.how)]
}

fn column(head: &str, share: u16) -> Column {
    Column { head: head.to_owned(), share }
}

fn text(words: &str) -> Part {
    Part::Paragraph(vec![Run { text: words.to_owned(), style: Style::Regular }])
}

/// A digest in groups of eight, so that it can be read aloud and broken between lines.
fn grouped(digest: &str) -> String {
    let digits: Vec<char> = digest.chars().collect();
    digits.chunks(8).map(|eight| eight.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
