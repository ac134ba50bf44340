//! One letter, composed and set as tagged PDF, against Typst from a fresh compiler with the same words and typeface.

use crate::{median, report};
use letters::{Envelope, Facts, Letterhead, Mark, TypeSize};
use std::collections::BTreeMap;
use std::time::Instant;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

pub fn run() {
    const ROUNDS: usize = 40;
    let catalogue = letters::shipped().unwrap_or_else(|problems| panic!("{problems:?}"));
    let text = catalogue.text("L08").unwrap();
    let facts = facts();
    let free = BTreeMap::new();
    let letter = letters::compose(text, &facts, &free).unwrap();
    let words: Vec<String> = letters::paragraphs(&letter).into_iter().map(|paragraph| paragraph.text).collect();
    let (mut ours, mut peers) = (Vec::new(), Vec::new());
    let fonts = fonts();
    for round in 0..ROUNDS {
        let start = Instant::now();
        let letter = letters::compose(text, &facts, &free).unwrap();
        let set = letters::typeset(&letter, &head(), Mark::Issued).unwrap();
        ours.push(start.elapsed());
        assert!(set.pdf.starts_with(b"%PDF"));
        // A fresh compiler and a changed text: nothing is remembered from the round before.
        typst::comemo::evict(0);
        let start = Instant::now();
        let world = Desk::new(&words, round, &fonts);
        let document = typst::compile::<typst_layout::PagedDocument>(&world).output.unwrap();
        let pdf = typst_pdf::pdf(&document, &typst_pdf::PdfOptions::default()).unwrap();
        peers.push(start.elapsed());
        assert!(pdf.starts_with(b"%PDF"));
    }
    report("one letter, composed and set, tagged", median(ours), "Typst, fresh compiler", median(peers));
}

fn head() -> Letterhead {
    Letterhead {
        organisation: "Maple Hollow Public Library".into(),
        office: "Office of the Director".into(),
        address_line: "1200 Orchard Street, Maple Hollow".into(),
        phone: "(515) 555-0142".into(),
        email: "director@maplehollow.example".into(),
        website: String::new(),
        logo: None,
        envelope: Envelope::Window,
        type_size: TypeSize::Usual,
    }
}

/// The sample facts that the letters' own tests use.
fn facts() -> Facts {
    letters::samples("L08").unwrap().swap_remove(0).facts
}

fn fonts() -> Vec<Font> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/fonts/");
    ["SourceSerif4-Regular.ttf", "SourceSerif4-SemiBold.ttf", "SourceSerif4-Italic.ttf"]
        .iter()
        .flat_map(|name| Font::iter(Bytes::new(std::fs::read(format!("{folder}{name}")).unwrap())).collect::<Vec<_>>())
        .collect()
}

/// The smallest world a Typst document needs.
struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    source: Source,
}

impl Desk {
    fn new(words: &[String], round: usize, fonts: &[Font]) -> Self {
        let escape = |text: &String| text.chars().map(|c| if c.is_alphanumeric() || c == ' ' { c.to_string() } else { format!("\\u{{{:x}}}", c as u32) }).collect::<String>();
        let body: Vec<String> = words.iter().map(escape).collect();
        let text = format!(
            "#set document(title: \"Letter {round}\")\n#set page(\"us-letter\", margin: 90pt)\n#set text(font: \"Source Serif 4\", size: 11pt)\n= Letter {round}\n\n{}",
            body.join("\n\n")
        );
        Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(fonts)),
            fonts: fonts.to_vec(),
            source: Source::detached(text),
        }
    }
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
