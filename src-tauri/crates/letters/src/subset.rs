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
use crate::shape::{Glyph, Shaper, Styled};
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
    pub(crate) space: Option<u16>,
    pub(crate) units: f32,
    /// The glyphs in use, by their old numbers; empty places between them.
    slots: Vec<Option<Slot>>,
}

/// A glyph as it is written in one document.
pub(crate) struct Slot {
    /// Its new number.
    pub(crate) id: u16,
    /// What it stands for in most places.
    pub(crate) says: String,
    /// The one sign it stands for, where it is the only glyph that does: the drawing library finds it by that sign.
    pub(crate) sign: Option<char>,
    /// How far a viewer moves after it, in thousandths of the size.
    pub(crate) width: f32,
}

impl Cut {
    /// How a glyph is written, by its old number.
    pub(crate) fn slot(&self, old: u16) -> Option<&Slot> {
        self.slots.get(usize::from(old))?.as_ref()
    }
}

pub(crate) struct Fonts {
    pub(crate) cuts: BTreeMap<Face, Cut>,
}

impl Fonts {
    pub(crate) fn gather(layout: &Layout) -> Result<Fonts, TypesetError> {
        let mut used: BTreeMap<Face, Vec<Texts<'_>>> = BTreeMap::new();
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
            for alike in glyphs.chunk_by(|g, next| g.face == next.face) {
                let Some(first) = alike.first() else { continue };
                let of_face = used.entry(first.face).or_default();
                for g in alike {
                    note(of_face, g);
                }
            }
        }
        let mut cuts = BTreeMap::new();
        for (face, glyphs) in used {
            let loaded = font::load(face).ok_or(TypesetError::Font("not readable"))?;
            let space = loaded.glyph(' ');
            let in_use = (0..).zip(&glyphs).filter(|(_, texts)| !texts.is_empty());
            let mut says: BTreeMap<u16, String> =
                in_use.map(|(id, texts): (u16, _)| (id, most_said(texts))).collect();
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

/// What one glyph stands for, and in how many places.
type Texts<'a> = Vec<(&'a str, usize)>;

/// Counts a glyph, by its number in the face.
fn note<'a>(of_face: &mut Vec<Texts<'a>>, g: &'a Glyph) {
    let id = usize::from(g.id);
    if of_face.len() <= id {
        of_face.resize_with(id + 1, Vec::new);
    }
    let (texts, words) = (&mut of_face[id], &*g.text);
    match texts.iter_mut().find(|(known, _)| *known == words) {
        Some((_, count)) => *count += 1,
        None => texts.push((words, 1)),
    }
}

/// One glyph has one text in the file: the one it has most often. Other places say theirs beside the glyph.
fn most_said(texts: &Texts<'_>) -> String {
    let best = texts.iter().filter(|(t, _)| !t.is_empty()).max_by_key(|(t, n)| (*n, std::cmp::Reverse(*t)));
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
    says: BTreeMap<u16, String>,
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
    let units = f32::from(m.units);
    let (mut slots, mut by_sign, mut widths) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
    for (old, says) in says {
        let Some(id) = program.renumbered.get(&old).copied() else { continue };
        let advance = loaded.advance(old);
        widths.insert(id, advance);
        let only = says.chars().next().filter(|sign| sign.len_utf8() == says.len());
        let sign = only.filter(|sign| *by_sign.entry(u32::from(*sign)).or_insert(id) == id);
        // The table of widths has whole numbers.
        let width = (f32::from(advance) * 1000.0 / units).trunc();
        slots.resize_with(slots.len().max(usize::from(old) + 1), || None);
        slots[usize::from(old)] = Some(Slot { id, says, sign, width });
    }
    let parsed = ParsedFont {
        original_bytes: STAND_IN.to_vec(),
        font_index: 0,
        font_name: Some(format!("{}+{}", program.tag, loaded.name)),
        codepoint_to_glyph: by_sign,
        glyph_widths: widths,
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
    Ok(Cut { parsed, program, space, units, slots })
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
