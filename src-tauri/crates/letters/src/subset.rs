//! The fonts of one document: each face cut down, and what each glyph stands for.
//!
//! A face is cut down to the letters that nearly every letter is written in. That is done once for all letters, since cutting and
//! packing the faces took an eighth of the time of a letter. A letter that needs more gets a cut of its own.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Write;
use std::sync::{Arc, OnceLock};

use flate2::Compression;
use printpdf::ParsedFont;
use sha2::{Digest, Sha256};
use subsetter::{GlyphRemapper, subset};

use crate::font::{self, Face};
use crate::letter::Style;
use crate::page::{Item, Layout};
use crate::shape::{Shaper, Styled};
use crate::typeset::TypesetError;

/// What nearly every letter is written in, besides the printable signs of ASCII: pairs that join, and signs of print.
const USUAL: &str = "ff fi fl ffi ffl “”‘’–—…·•§©°½¼¾×¡¿áéíóúüñÁÉÍÓÚÜÑ\u{a0}";

/// The drawing library is given this in place of a face, which it would copy several times; `complete` puts the face there.
const STAND_IN: [u8; 1] = [0];

/// A face as it lies in the file.
pub(crate) struct Program {
    /// Packed with Deflate.
    pub(crate) packed: Vec<u8>,
    /// How many bytes it has when it is not packed.
    pub(crate) length: usize,
    /// What its name begins with, drawn from its bytes.
    tag: String,
    /// New glyph numbers by old ones.
    pub(crate) renumbered: HashMap<u16, u16>,
}

/// A face cut down, in one document.
pub(crate) struct Cut {
    pub(crate) parsed: ParsedFont,
    pub(crate) program: Arc<Program>,
    /// What each glyph in use, by its old number, stands for in most places.
    pub(crate) says: HashMap<u16, String>,
    pub(crate) space: Option<u16>,
    pub(crate) units: f32,
}

pub(crate) struct Fonts {
    pub(crate) cuts: BTreeMap<Face, Cut>,
}

impl Fonts {
    pub(crate) fn gather(layout: &Layout) -> Result<Fonts, TypesetError> {
        let mut used: BTreeMap<Face, BTreeMap<u16, BTreeMap<&str, usize>>> = BTreeMap::new();
        let mut spaces: BTreeSet<Face> = BTreeSet::new();
        for item in layout.pages.iter().flat_map(|p| &p.items) {
            let glyphs = match item {
                Item::Text(t) => {
                    if t.space
                        && let Some(g) = t.glyphs.last()
                    {
                        spaces.insert(g.face);
                    }
                    &t.glyphs
                }
                Item::Watermark { glyphs, .. } => glyphs,
                _ => continue,
            };
            for g in glyphs {
                let says = used.entry(g.face).or_default().entry(g.id).or_default();
                *says.entry(&*g.text).or_default() += 1;
            }
        }
        let mut cuts = BTreeMap::new();
        for (face, glyphs) in used {
            let loaded = font::load(face).ok_or(TypesetError::Font("not readable"))?;
            let space = loaded.glyph(' ');
            let mut says: HashMap<u16, String> =
                glyphs.iter().map(|(id, texts)| (*id, most_said(texts))).collect();
            if spaces.contains(&face)
                && let Some(space) = space
            {
                says.entry(space).or_insert_with(|| " ".to_owned());
            }
            cuts.insert(face, cut(face, loaded, says, space)?);
        }
        Ok(Fonts { cuts })
    }
}

/// One glyph has one text in the file: the one it has most often. Other places say theirs beside the glyph.
fn most_said(texts: &BTreeMap<&str, usize>) -> String {
    let best = texts.iter().filter(|(t, _)| !t.is_empty()).max_by_key(|(t, n)| (**n, std::cmp::Reverse(**t)));
    // The second glyph of a cluster stands for no letter; a word joiner is the one harmless way to say so.
    best.map_or_else(|| "\u{2060}".to_owned(), |(t, _)| (*t).to_owned())
}

/// The face with the letters that nearly every letter needs, cut once.
fn usual(face: Face) -> Option<Arc<Program>> {
    static CUTS: [OnceLock<Option<Arc<Program>>>; 3] = [const { OnceLock::new() }; 3];
    let style = match face {
        Face::Regular => Style::Regular,
        Face::Italic => Style::Italic,
        Face::SemiBold => Style::Bold,
        Face::Wide | Face::Arabic | Face::Hebrew | Face::Devanagari => return None,
    };
    let cut = || {
        let signs: String = (' '..='~').collect();
        let words = Styled::plain(&format!("{signs} {USUAL}"), style);
        let mut shaper = Shaper::new();
        let prepared = shaper.prepare(&words);
        let mut glyphs: BTreeSet<u16> =
            shaper.line(&prepared, 0..words.text.len(), false).iter().map(|g| g.id).collect();
        // Each sign by itself too, for the places where it joins nothing.
        let loaded = font::load(face)?;
        glyphs.extend(words.text.chars().filter_map(|c| loaded.glyph(c)));
        program(loaded, &glyphs, Compression::best()).ok().map(Arc::new)
    };
    CUTS[face as usize].get_or_init(cut).clone()
}

fn program(
    loaded: &font::Loaded,
    glyphs: &BTreeSet<u16>,
    packing: Compression,
) -> Result<Program, TypesetError> {
    let mut remapper = GlyphRemapper::new();
    for id in glyphs {
        remapper.remap(*id);
    }
    let bytes = subset(loaded.data, 0, &remapper).map_err(|_| TypesetError::Font(loaded.name))?;
    let digest = Sha256::digest(&bytes);
    let tag = digest.iter().take(6).map(|b| char::from(b'A' + b % 26)).collect();
    let renumbered = glyphs.iter().filter_map(|id| remapper.get(*id).map(|new| (*id, new))).collect();
    let packed = packed(&bytes, packing).map_err(|_| TypesetError::Font(loaded.name))?;
    Ok(Program { packed, length: bytes.len(), tag, renumbered })
}

fn packed(bytes: &[u8], packing: Compression) -> std::io::Result<Vec<u8>> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::with_capacity(bytes.len()), packing);
    packer.write_all(bytes)?;
    packer.finish()
}

fn cut(
    face: Face,
    loaded: &'static font::Loaded,
    says: HashMap<u16, String>,
    space: Option<u16>,
) -> Result<Cut, TypesetError> {
    let fits = |program: &Arc<Program>| says.keys().all(|id| program.renumbered.contains_key(id));
    let program = match usual(face).filter(fits) {
        Some(program) => program,
        None => {
            let used = says.keys().copied().collect();
            Arc::new(program(loaded, &used, Compression::default())?)
        }
    };
    let m = loaded.metrics;
    let new = |old: &u16| program.renumbered.get(old).map(|new| (*new, loaded.advance(*old)));
    let parsed = ParsedFont {
        original_bytes: STAND_IN.to_vec(),
        font_index: 0,
        font_name: Some(format!("{}+{}", program.tag, loaded.name)),
        codepoint_to_glyph: BTreeMap::new(),
        glyph_widths: says.keys().filter_map(new).collect(),
        units_per_em: m.units,
        font_metrics: printpdf::FontMetrics { ascent: m.ascent, descent: m.descent },
        font_type: printpdf::FontType::TrueType,
        pdf_font_metrics: printpdf::font::PdfFontMetricsStub {
            units_per_em: m.units,
            x_min: m.bounds[0],
            y_min: m.bounds[1],
            x_max: m.bounds[2],
            y_max: m.bounds[3],
            caret_slope_rise: m.caret.0,
            caret_slope_run: m.caret.1,
            us_weight_class: m.weight,
        },
    };
    Ok(Cut { parsed, program, says, space, units: f32::from(m.units) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{INK, Owner, Page, Text};

    fn program(words: &str) -> Arc<Program> {
        let mut shaper = Shaper::new();
        let styled = Styled::plain(words, Style::Regular);
        let prepared = shaper.prepare(&styled);
        let glyphs = shaper.line(&prepared, 0..styled.text.len(), false);
        let line =
            Text { owner: Owner::Foot, x: 0.0, baseline: 0.0, size: 11.0, color: INK, glyphs, space: false };
        let mut layout = Layout::new();
        layout.pages.push(Page { items: vec![Item::Text(line)] });
        Fonts::gather(&layout).unwrap().cuts.remove(&Face::Regular).unwrap().program
    }

    #[test]
    fn plain_letters_share_one_cut_and_a_rare_sign_gets_its_own() {
        let (one, other) = (program("The office is affluent."), program("“Section 22.7(13)” – José · Fjord"));
        assert!(Arc::ptr_eq(&one, &other));
        let rare = program("The Őrség file");
        assert!(!Arc::ptr_eq(&one, &rare) && rare.renumbered.len() < one.renumbered.len());
        assert_ne!(one.tag, rare.tag);
        assert!(one.packed.len() < 20_000, "{}", one.packed.len());
    }
}
