//! Sample facts, letterhead and letters for the tests.

#![allow(dead_code, reason = "each test file uses its own part of the samples")]

use std::collections::BTreeMap;

use letters::{Catalogue, Envelope, Facts, Letter, Letterhead, NeverList, compose, shipped};

/// Ids of the texts that come with the program.
pub(crate) const IDS: [&str; 8] = ["L08", "L09", "L10", "L11", "L13", "L14", "L25", "L29"];

/// The catalogue.
pub(crate) fn catalogue() -> Catalogue {
    shipped().unwrap_or_else(|p| panic!("{}", p.iter().map(|p| format!("{p}\n")).collect::<String>()))
}

/// Sample facts of a letter.
pub(crate) fn facts(id: &str) -> Facts {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/facts/");
    let mut all = toml::Table::new();
    for name in ["library", id] {
        let source = std::fs::read_to_string(format!("{folder}{name}.toml")).unwrap();
        all.extend(source.parse::<toml::Table>().unwrap());
    }
    let mut facts = Facts::new();
    for (name, value) in all {
        let value = match value {
            toml::Value::Datetime(d) => letters::Value::Date(d.to_string().parse().unwrap()),
            other => other.try_into().unwrap(),
        };
        facts.set(name, value);
    }
    facts
}

/// Sample words of free blocks.
pub(crate) fn free(id: &str) -> BTreeMap<String, String> {
    let words: &[(&str, &str)] = match id {
        "L13" => &[
            (
                "account",
                "At 2:10 p.m. the two officers came to the service desk and showed their badges. Sergeant Ortiz asked the \
                 question recorded above. Jo Park said that the Library Director answers such questions and called her at \
                 2:12 p.m.\n\nAt 2:18 p.m. the Library Director met the officers in the small conference room, with \
                 Ravi Subramanian. She said that library records are confidential, that the answer is the same for every \
                 name, and what kind of court paper is needed. She offered to keep records on a written request. The \
                 officers thanked her and left at 2:32 p.m. by the front door.",
            ),
            (
                "afterwards",
                "Jo Park was offered a break and a talk with the Library Director. The letter to the officer goes out today.",
            ),
        ],
        "L14" => &[(
            "more",
            "The service desk was told to send every further question about this paper to the Library Director.",
        )],
        _ => &[],
    };
    words.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

/// A letter composed from its sample.
pub(crate) fn letter(id: &str) -> Letter {
    compose(catalogue().text(id).unwrap(), &facts(id), &free(id)).unwrap_or_else(|e| panic!("{id}: {e}"))
}

/// The general list, with the kinds the text asks for.
pub(crate) fn never(id: &str) -> NeverList {
    let catalogue = catalogue();
    let mut never = catalogue.never();
    for kind in catalogue.text(id).unwrap().withheld_kinds() {
        never.withhold(&kind, ["Dana Reyes", "2400 1234 5678 90"]);
    }
    never
}

/// An invented library.
pub(crate) fn letterhead() -> Letterhead {
    Letterhead {
        organisation: "Maple Hollow Public Library".to_owned(),
        office: "Office of the Library Director".to_owned(),
        address_line: "1200 Orchard Street, Maple Hollow, IA 50010".to_owned(),
        phone: "(515) 555-0142".to_owned(),
        email: "director@maplehollow.example".to_owned(),
        website: "maplehollow.example".to_owned(),
        logo: Some(logo()),
        envelope: Envelope::Window,
    }
}

/// A plain logo: a blue book on a transparent ground.
pub(crate) fn logo() -> Vec<u8> {
    let (side, mut pixels) = (144_i32, Vec::new());
    for y in 0..side {
        for x in 0..side {
            let fold = (x - side / 2).abs();
            let inside =
                fold > 2 && (24 + fold / 5..116 + fold / 5).contains(&y) && (8..side - 8).contains(&x);
            pixels.extend(if inside { [0x1A, 0x45, 0x6B, 0xFF] } else { [0, 0, 0, 0] });
        }
    }
    let mut out = Vec::new();
    let mut e = png::Encoder::new(&mut out, side as u32, side as u32);
    e.set_color(png::ColorType::Rgba);
    e.set_depth(png::BitDepth::Eight);
    let mut w = e.write_header().unwrap();
    w.write_image_data(&pixels).unwrap();
    w.finish().unwrap();
    out
}
