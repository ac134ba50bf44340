//! Sample facts, letterhead and letters for the tests.

use std::collections::BTreeMap;

use letters::{
    Catalogue, Envelope, Facts, Letter, LetterText, Letterhead, NeverList, Sample, TypeSize, compose,
    samples, shipped,
};

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

/// A sample that comes with the program.
fn sample(id: &str) -> Sample {
    let samples = samples(id.split('-').next().unwrap()).unwrap();
    samples.into_iter().find(|sample| sample.id == id).unwrap_or_else(|| panic!("no sample {id}"))
}

/// Sample facts of a letter.
pub(crate) fn facts(id: &str) -> Facts {
    sample(id).facts
}

/// Sample words of free blocks.
pub(crate) fn free(id: &str) -> BTreeMap<String, String> {
    sample(id).free
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
        type_size: TypeSize::Usual,
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
