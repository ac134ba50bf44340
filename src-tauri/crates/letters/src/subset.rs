//! The fonts of one document: each face cut down to the glyphs in use, and what each glyph stands for.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use printpdf::ParsedFont;
use sha2::{Digest, Sha256};
use subsetter::{GlyphRemapper, subset};

use crate::font::{self, Face};
use crate::page::{Item, Layout};
use crate::typeset::TypesetError;

/// A face cut down to the glyphs in use.
pub(crate) struct Cut {
    pub(crate) parsed: ParsedFont,
    pub(crate) renumbered: HashMap<u16, u16>,
    /// What each glyph, by its old number, stands for in most places.
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
            let space = loaded.font.charmap().map_unicode(' ').map(|g| g.to_u32() as u16);
            let mut says: HashMap<u16, String> =
                glyphs.iter().map(|(id, texts)| (*id, most_said(texts))).collect();
            if spaces.contains(&face)
                && let Some(space) = space
            {
                says.entry(space).or_insert_with(|| " ".to_owned());
            }
            let sorted: BTreeSet<u16> = says.keys().copied().collect();
            cuts.insert(face, cut(face, loaded, &sorted, says, space)?);
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

fn cut(
    face: Face,
    loaded: &'static font::Loaded,
    glyphs: &BTreeSet<u16>,
    says: HashMap<u16, String>,
    space: Option<u16>,
) -> Result<Cut, TypesetError> {
    let mut remapper = GlyphRemapper::new();
    for id in glyphs {
        remapper.remap(*id);
    }
    let bytes = subset(loaded.data, 0, &remapper).map_err(|_| TypesetError::Font(loaded.name))?;
    let digest = Sha256::digest(&bytes);
    let tag: String = digest.iter().take(6).map(|b| char::from(b'A' + b % 26)).collect();
    let m = loaded.metrics;
    let renumbered: HashMap<u16, u16> =
        glyphs.iter().filter_map(|id| remapper.get(*id).map(|new| (*id, new))).collect();
    let widths = renumbered.iter().map(|(old, new)| (*new, loaded.advance(*old))).collect();
    let parsed = ParsedFont {
        original_bytes: bytes,
        font_index: 0,
        font_name: Some(format!("{tag}+{}", loaded.name)),
        codepoint_to_glyph: BTreeMap::new(),
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
    debug_assert!(face as usize <= 6);
    Ok(Cut { parsed, renumbered, says, space, units: f32::from(m.units) })
}
