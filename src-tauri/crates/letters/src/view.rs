//! A letter as plain paragraphs with roles: the accessible text beside the page images.

use serde::{Deserialize, Serialize};

use crate::letter::{Block, Letter, Part, plain};

/// One paragraph of a letter in reading order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// What it is.
    pub role: Role,
    /// Its words.
    pub text: String,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The words across the top of a memo.
    Banner,
    /// A line of the address.
    Address,
    /// Label and value beside the address or at the head of a memo.
    Detail,
    /// The subject line.
    Subject,
    /// A second-level heading.
    Heading,
    /// Running text, salutation and closing included.
    Text,
    /// An item of a list.
    Item,
    /// The line above a table.
    Caption,
    /// A row of a table, cells joined with their headings.
    Row,
    /// A line to be filled in by hand.
    Form,
    /// A line of the signature.
    Signature,
    /// Enclosures, copies, policy.
    Note,
}

/// The paragraphs of a letter in reading order.
pub fn paragraphs(letter: &Letter) -> Vec<Paragraph> {
    let mut out = Vec::new();
    let mut say = |role, text: String| {
        if !text.is_empty() {
            out.push(Paragraph { role, text });
        }
    };
    say(Role::Banner, letter.banner.clone().unwrap_or_default());
    for line in &letter.addressee {
        say(Role::Address, line.clone());
    }
    let labels = &letter.words.labels;
    say(Role::Detail, format!("{}: {}", labels.date, letter.words.day(letter.date)));
    say(Role::Detail, format!("{}: {}", labels.reference, letter.reference));
    for d in &letter.details {
        say(Role::Detail, format!("{}: {}", d.label, d.value));
    }
    say(Role::Subject, letter.subject.clone());
    say(Role::Text, letter.salutation.clone().unwrap_or_default());
    for paragraph in letter.blocks.iter().flat_map(block_paragraphs) {
        say(paragraph.role, paragraph.text);
    }
    say(Role::Text, letter.closing.clone().unwrap_or_default());
    say(Role::Signature, letter.signer.name.clone());
    for line in letter.signer.lines.iter().chain(&letter.signer.under) {
        say(Role::Signature, line.clone());
    }
    for (label, lines) in [(&labels.enclosure, &letter.enclosures), (&labels.copy, &letter.copies)] {
        for line in lines {
            say(Role::Note, format!("{label}: {line}"));
        }
    }
    say(Role::Note, format!("{}: {}", labels.policy, letter.policy_line));
    out
}

/// The paragraphs of one block, as the editor shows it.
pub fn block_paragraphs(block: &Block) -> Vec<Paragraph> {
    let mut out = Vec::new();
    let mut say = |role, text: String| {
        if !text.is_empty() {
            out.push(Paragraph { role, text });
        }
    };
    for part in &block.parts {
        match part {
            Part::Heading(h) => say(Role::Heading, h.clone()),
            Part::Paragraph(runs) => say(Role::Text, plain(runs)),
            Part::Bullets(items) => items.iter().for_each(|i| say(Role::Item, plain(i))),
            Part::Table(t) => {
                say(Role::Caption, t.caption.clone());
                for row in &t.rows {
                    let cells = t.columns.iter().zip(row).map(|(c, cell)| format!("{}: {cell}", c.head));
                    say(Role::Row, cells.collect::<Vec<_>>().join("; "));
                }
            }
            Part::Form(lines) => lines.iter().for_each(|l| say(Role::Form, l.label.clone())),
        }
    }
    out
}
