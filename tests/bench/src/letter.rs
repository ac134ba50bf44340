//! One letter, composed and set as tagged PDF, against other typesetters that make the same page from the same words.

use crate::typst_peer::{Desk, fonts, nothing_is_remembered};
use crate::{median, report, weasyprint_peer};
use letters::{Envelope, Facts, Letterhead, Mark, TypeSize};
use std::collections::BTreeMap;
use std::time::Instant;

pub fn run() {
    const ROUNDS: usize = 40;
    let catalogue = letters::shipped().unwrap_or_else(|problems| panic!("{problems:?}"));
    let text = catalogue.text("L08").unwrap();
    let facts = facts();
    let free = BTreeMap::new();
    let letter = letters::compose(text, &facts, &free).unwrap();
    let paragraphs = letters::paragraphs(&letter);
    let (mut ours, mut peers) = (Vec::new(), Vec::new());
    let fonts = fonts();
    for round in 0..ROUNDS {
        let start = Instant::now();
        let letter = letters::compose(text, &facts, &free).unwrap();
        let set = letters::typeset(&letter, &head(), Mark::Issued).unwrap();
        ours.push(start.elapsed());
        assert!(set.pdf.starts_with(b"%PDF"));
        // A fresh compiler and a changed text: it remembers nothing of the round before. Our own program has been running, as it has
        // at the desk: it keeps the faces that it cut and packed for the first letter.
        nothing_is_remembered();
        let start = Instant::now();
        let pdf = Desk::new(&head(), &paragraphs, round, &fonts).set();
        peers.push(start.elapsed());
        assert!(pdf.starts_with(b"%PDF"));
    }
    report("one letter in a running program, tagged", median(ours.clone()), "Typst, fresh compiler", median(peers));
    match weasyprint_peer::set(&head(), &paragraphs, ROUNDS) {
        Ok(theirs) => report("one letter in a running program, tagged", median(ours), "WeasyPrint, PDF/UA-1", theirs),
        Err(why) => println!("one letter against WeasyPrint: not run, {why}"),
    }
}

/// From the words that changed to the first page as a picture, as the letter desk does it after a pause of the keys, against an
/// independent program that draws the same page of the same file.
pub fn preview() {
    const ROUNDS: usize = 40;
    const SCALE: f32 = 2.0;
    let catalogue = letters::shipped().unwrap_or_else(|problems| panic!("{problems:?}"));
    let text = catalogue.text("L08").unwrap();
    let (facts, free, mut never) = (facts(), BTreeMap::new(), catalogue.never());
    for kind in text.withheld_kinds() {
        never.withhold(&kind, Vec::<String>::new());
    }
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("letter.pdf");
    let (mut ours, mut peers) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let letter = letters::compose(text, &facts, &free).unwrap();
        letters::check(&letter, text, &never).unwrap();
        let set = letters::typeset(&letter, &head(), Mark::Draft).unwrap();
        let picture = letters::page_image(&set.pdf, 0, SCALE).unwrap();
        ours.push(start.elapsed());
        assert!(picture.starts_with(b"\x89PNG"));
        std::fs::write(&file, &set.pdf).unwrap();
        let start = Instant::now();
        let drawn = std::process::Command::new("pdftoppm").args(["-r", "144", "-f", "1", "-l", "1", "-png"]).arg(&file).arg(place.path().join("page")).status();
        peers.push(start.elapsed());
        assert!(drawn.is_ok_and(|status| status.success()), "pdftoppm runs (package poppler-utils)");
    }
    report("first page after a change, as a picture", median(ours), "pdftoppm, the page alone", median(peers));
}

/// Memory after a hundred letters and after a thousand more.
pub fn thousand() {
    let catalogue = letters::shipped().unwrap_or_else(|problems| panic!("{problems:?}"));
    let text = catalogue.text("L08").unwrap();
    let (facts, free) = (facts(), BTreeMap::new());
    let make = |count: usize| {
        for _ in 0..count {
            let letter = letters::compose(text, &facts, &free).unwrap();
            assert!(letters::typeset(&letter, &head(), Mark::Issued).unwrap().pages > 0);
        }
        resident_pages()
    };
    let (before, after) = (make(100), make(1000));
    println!("memory after 1,000 more letters              {:.2} times that after the first 100", after / before);
}

fn resident_pages() -> f64 {
    let said = std::fs::read_to_string("/proc/self/statm").unwrap();
    said.split(' ').nth(1).unwrap().parse().unwrap()
}

/// Forty pages, as the file of a large request has.
pub fn forty() {
    const ROUNDS: usize = 10;
    let catalogue = letters::shipped().unwrap_or_else(|problems| panic!("{problems:?}"));
    let mut letter = letters::compose(catalogue.text("L08").unwrap(), &facts(), &BTreeMap::new()).unwrap();
    let part = letter.blocks.iter().flat_map(|block| &block.parts).next().unwrap().clone();
    while letters::typeset(&letter, &head(), Mark::Issued).unwrap().pages < 40 {
        letter.blocks[0].parts.extend(std::iter::repeat_n(part.clone(), 20));
    }
    let paragraphs = letters::paragraphs(&letter);
    let (mut ours, mut peers, fonts) = (Vec::new(), Vec::new(), fonts());
    for round in 0..ROUNDS {
        let start = Instant::now();
        letters::typeset(&letter, &head(), Mark::Issued).unwrap();
        ours.push(start.elapsed());
        nothing_is_remembered();
        let start = Instant::now();
        Desk::new(&head(), &paragraphs, round, &fonts).set();
        peers.push(start.elapsed());
    }
    report("forty pages, set and tagged", median(ours), "Typst, fresh compiler", median(peers));
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
