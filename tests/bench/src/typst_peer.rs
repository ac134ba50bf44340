//! The letter as Typst sets it: the same words in the same typeface and size, the same furniture of a page, and held to the same
//! two standards, PDF/UA-1 and PDF/A-2a.

use letters::{Letterhead, Paragraph, Role};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

const RULES: &str = r#"
#set page("us-letter", margin: (x: 90pt, top: 72pt, bottom: 72pt), footer: align(right, text(9pt, context counter(page).display("1 / 1", both: true))),
  background: {
    place(top + left, dx: 18pt, dy: 264pt, line(length: 9pt, stroke: 0.35pt))
    place(top + left, dx: 18pt, dy: 528pt, line(length: 9pt, stroke: 0.35pt))
  })
#set text(font: "Source Serif 4", size: 11pt, lang: "en", region: "US")
#set smartquote(enabled: false)
#set par(leading: 7pt, spacing: 14.5pt, justify: false, linebreaks: "optimized")
#show heading: set text(13.5pt, weight: 600)
"#;

/// The smallest world a Typst document needs.
pub struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    source: Source,
}

impl Desk {
    /// A fresh compiler with a letter that differs from those before it.
    pub fn new(head: &Letterhead, paragraphs: &[Paragraph], round: usize, fonts: &[Font]) -> Self {
        Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(fonts)),
            fonts: fonts.to_vec(),
            source: Source::detached(written(head, paragraphs, round)),
        }
    }

    /// The letter as a file.
    pub fn set(&self) -> Vec<u8> {
        let document = typst::compile::<PagedDocument>(self).output.unwrap();
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).unwrap();
        let timestamp = Datetime::from_ymd_hms(2026, 11, 23, 10, 0, 0).map(Timestamp::new_utc);
        typst_pdf::pdf(&document, &PdfOptions { standards, timestamp, ..PdfOptions::default() }).unwrap()
    }
}

/// Takes away what a compiler kept from the letter before.
pub fn nothing_is_remembered() {
    typst::comemo::evict(0);
}

/// The faces our own letter is set in.
pub fn fonts() -> Vec<Font> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/fonts/");
    ["SourceSerif4-Regular.ttf", "SourceSerif4-SemiBold.ttf", "SourceSerif4-Italic.ttf"]
        .iter()
        .flat_map(|name| Font::iter(Bytes::new(std::fs::read(format!("{folder}{name}")).unwrap())).collect::<Vec<_>>())
        .collect()
}

fn written(head: &Letterhead, paragraphs: &[Paragraph], round: usize) -> String {
    let of = |role: Role| paragraphs.iter().filter(move |one| one.role == role).map(|one| plain(&one.text));
    let lines = |role: Role| of(role).collect::<Vec<_>>().join(" \\\n");
    let mut text = format!("#set document(title: \"Letter {round}\", author: \"{}\")\n{RULES}", head.organisation);
    text += &format!(
        "#text(15pt, weight: 600)[{}] \\\n{}\n\n#grid(columns: (1fr, auto), text(9pt)[{} · {}], text(9pt)[{}])\n",
        plain(&head.organisation), plain(&head.office), plain(&head.address_line), plain(&head.phone), plain(&head.email),
    );
    text += &format!("#v(36pt)\n#grid(columns: (1fr, 120pt), [{}], text(9pt)[{}])\n#v(36pt)\n", lines(Role::Address), lines(Role::Detail));
    for one in paragraphs {
        let words = plain(&one.text);
        match one.role {
            Role::Address | Role::Detail | Role::Signature => {}
            Role::Subject => text += &format!("= {words}\n\n"),
            Role::Heading => text += &format!("== {words}\n\n"),
            Role::Item => text += &format!("- {words}\n"),
            Role::Note => text += &format!("#text(9pt)[{words}]\n\n"),
            _ => text += &format!("\n{words}\n\n"),
        }
    }
    text + &format!("#v(24pt)\n{}\n", lines(Role::Signature))
}

// Signs of the language stand for themselves.
fn plain(text: &str) -> String {
    text.chars().flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])).collect()
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }
    fn main(&self) -> FileId {
        self.source.id()
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() { Ok(self.source.clone()) } else { Err(FileError::AccessDenied) }
    }
    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }
    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
