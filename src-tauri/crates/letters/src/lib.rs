//! Letters: from a text with placeholders and the facts of a case to a frozen, tagged PDF.
//!
//! [`load_text`] reads a text, [`compose`] fills it, [`check`] takes the last look, [`typeset`] makes the file,
//! [`page_image`] and [`paragraphs`] show it. The crate knows no policy, no law and no library: those are in the texts
//! and in the facts. It reads no clock and no files.

mod catalogue;
mod complete;
mod compose;
mod facts;
mod flow;
mod font;
mod furniture;
mod image;
mod letter;
mod linebreak;
mod logo;
mod manifest;
mod markup;
mod never;
mod page;
mod pdf;
mod reword;
mod samples;
mod shape;
mod sizes;
mod subset;
mod tags;
mod text;
mod text_check;
mod translation;
mod typeset;
mod view;
mod whole;
mod words;
mod xmp;

pub use catalogue::{Catalogue, shipped, shipped_files};
pub use compose::{ComposeError, Unresolved, compose};
pub use facts::{Facts, Value};
pub use furniture::Envelope;
pub use image::{ImageError, page_image};
pub use letter::{
    Block, BlockKind, Column, Detail, FormLine, Kind, Letter, Part, Run, Signer, Style, Table, plain,
};
pub use logo::{LogoError, check_logo};
pub use manifest::{ManifestFile, ManifestRelease, ManifestWords, manifest, with_manifest};
pub use never::{Finding, NeverList, check};
pub use reword::{Passage, WordProblem};
pub use samples::{Sample, samples};
pub use sizes::TypeSize;
pub use text::{
    BlockInfo, Citation, LetterText, Origin, SignerRule, Standing, TextProblem, Token, load_text,
};
pub use typeset::{Letterhead, Mark, Typeset, TypesetError, typeset};
pub use view::{Paragraph, Role, block_paragraphs, paragraphs};
pub use whole::whole;
pub use words::{
    Answers, Arrivals, Dates, Labels, Language, Lists, ManifestLabels, Methods, Phrases, Times, Together,
    Words, filled,
};
