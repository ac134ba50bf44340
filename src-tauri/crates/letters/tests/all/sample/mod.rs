//! Sample facts, letterhead and letters for the tests.

use std::collections::BTreeMap;

use letters::{Catalogue, Envelope, Facts, Letter, LetterText, Letterhead, NeverList, compose, shipped};

/// Samples of the texts that come with the program: each text once by its id, and once more for each turn it can take.
pub(crate) const IDS: [&str; 48] = [
    "L01",
    "L01-estimate",
    "L02",
    "L02-list",
    "L03",
    "L04",
    "L05",
    "L05-later",
    "L06",
    "L06-late",
    "L07",
    "L07-new",
    "L07-other",
    "L08",
    "L09",
    "L10",
    "L11",
    "L12",
    "L12-none",
    "L13",
    "L14",
    "L15",
    "L15-letter",
    "L16",
    "L16-corrected",
    "L17",
    "L17-estate",
    "L18",
    "L18-none",
    "L19",
    "L20",
    "L21",
    "L21-all",
    "L21-none",
    "L22",
    "L22-none",
    "L22-police",
    "L23",
    "L24",
    "L24-closed",
    "L25",
    "L26",
    "L27",
    "L28",
    "L28-nobody",
    "L29",
    "L30",
    "L30-alone",
];

/// The text a sample is made from.
pub(crate) fn text_of<'a>(catalogue: &'a Catalogue, id: &str) -> &'a LetterText {
    catalogue.text(id.split('-').next().unwrap()).unwrap_or_else(|| panic!("{id} has no text"))
}

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
        "L06" | "L06-late" => {
            &[("ready", "The yearly totals are ready. You may look at them, or have a copy, at once.")]
        }
        "L07" | "L07-new" | "L07-other" => {
            &[("instead", "Our yearly reports are public. You may see them here or have a copy by e-mail.")]
        }
        "L26" => &[(
            "need",
            "Without a letter in time people come to the desk with a card that no longer works. Name and address of \
             these cards are enough; nothing else is used.",
        )],
        "L27" => &[
            (
                "seen",
                "On April 2 at 3:40 p.m. Jo Park found the screen of computer 12 broken. At 2 p.m. it was whole.",
            ),
            (
                "result",
                "Between 2 p.m. and 4 p.m. one session ran on computer 12, from 3:05 p.m. to 3:31 p.m.",
            ),
            ("not-looked", "Loans, searches, other sessions of that account, and every other computer."),
            (
                "next",
                "The Library Director writes to the cardholder by April 12 about the cost of the screen.",
            ),
        ],
        _ => &[],
    };
    words.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

/// A letter composed from its sample.
pub(crate) fn letter(id: &str) -> Letter {
    compose(text_of(&catalogue(), id), &facts(id), &free(id)).unwrap_or_else(|e| panic!("{id}: {e}"))
}

/// The general list, with the kinds the text asks for.
pub(crate) fn never(id: &str) -> NeverList {
    let catalogue = catalogue();
    let mut never = catalogue.never();
    for kind in text_of(&catalogue, id).withheld_kinds() {
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
