//! The faces of a letter: three of the text family and four that stand in where it has no glyph.

use std::sync::OnceLock;

use harfrust::{Font, GlyphId};

/// A face, in the order in which it is asked for a glyph after the style's own face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Face {
    Regular,
    Italic,
    SemiBold,
    Wide,
    Arabic,
    Hebrew,
    Devanagari,
}

/// Stand-ins, tried one after another.
pub(crate) const FALLBACK: [Face; 4] = [Face::Wide, Face::Arabic, Face::Hebrew, Face::Devanagari];

/// A face in memory.
pub(crate) struct Loaded {
    pub(crate) data: &'static [u8],
    pub(crate) font: Font,
    pub(crate) name: &'static str,
    pub(crate) metrics: Metrics,
    advances: Vec<u16>,
    /// Which of the plain letters, from the first on, have a glyph.
    plain: Vec<bool>,
}

/// Letters of the Latin scripts, which nearly every letter is made of.
const PLAIN: u32 = 0x300;

/// Measures of a face in its own units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Metrics {
    pub(crate) units: u16,
    pub(crate) ascent: i16,
    pub(crate) descent: i16,
    pub(crate) cap_height: i16,
    pub(crate) bounds: [i16; 4],
    pub(crate) weight: u16,
    pub(crate) caret: (i16, i16),
}

/// The face, read on first use.
pub(crate) fn load(face: Face) -> Option<&'static Loaded> {
    static FACES: [OnceLock<Option<Loaded>>; 7] = [const { OnceLock::new() }; 7];
    FACES[face as usize].get_or_init(|| read(face)).as_ref()
}

impl Loaded {
    /// True when the face has a glyph for every character that is drawn.
    pub(crate) fn covers(&self, cluster: &str) -> bool {
        cluster.chars().all(|c| match self.plain.get(c as usize) {
            Some(has) => *has,
            None => is_invisible(c) || has_glyph(&self.font, c),
        })
    }

    /// The glyph of a character that stands by itself.
    pub(crate) fn glyph(&self, c: char) -> Option<u16> {
        self.font
            .charmap()
            .map_unicode(c)
            .filter(|glyph| *glyph != GlyphId::NOTDEF)
            .map(|glyph| glyph.to_u32() as u16)
    }

    /// The advance of a glyph in font units.
    pub(crate) fn advance(&self, glyph: u16) -> u16 {
        self.advances.get(glyph as usize).or(self.advances.last()).copied().unwrap_or(0)
    }
}

/// Characters that steer shaping and have no picture of their own.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}')
}

macro_rules! face_file {
    ($name:literal) => {
        (include_bytes!(concat!("../../../../assets/fonts/", $name, ".ttf")).as_slice(), $name)
    };
}

fn has_glyph(font: &Font, c: char) -> bool {
    font.charmap().map_unicode(c).is_some_and(|glyph| glyph != GlyphId::NOTDEF)
}

fn read(face: Face) -> Option<Loaded> {
    let (data, name) = match face {
        Face::Regular => face_file!("SourceSerif4-Regular"),
        Face::Italic => face_file!("SourceSerif4-Italic"),
        Face::SemiBold => face_file!("SourceSerif4-SemiBold"),
        Face::Wide => face_file!("NotoSerif-Regular"),
        Face::Arabic => face_file!("NotoNaskhArabic-Regular"),
        Face::Hebrew => face_file!("NotoSerifHebrew-Regular"),
        Face::Devanagari => face_file!("NotoSerifDevanagari-Regular"),
    };
    let font = Font::new(data, 0)?;
    let (metrics, advances) = measures(data)?;
    let plain =
        (0..PLAIN).filter_map(char::from_u32).map(|c| is_invisible(c) || has_glyph(&font, c)).collect();
    Some(Loaded { data, font, name, metrics, advances, plain })
}

fn measures(data: &[u8]) -> Option<(Metrics, Vec<u16>)> {
    let head = table(data, b"head")?;
    let hhea = table(data, b"hhea")?;
    let os2 = table(data, b"OS/2")?;
    let hmtx = table(data, b"hmtx")?;
    let metrics = Metrics {
        units: u16_at(head, 18)?,
        ascent: i16_at(hhea, 4)?,
        descent: i16_at(hhea, 6)?,
        cap_height: i16_at(os2, 88)?,
        bounds: [i16_at(head, 36)?, i16_at(head, 38)?, i16_at(head, 40)?, i16_at(head, 42)?],
        weight: u16_at(os2, 4)?,
        caret: (i16_at(hhea, 18)?, i16_at(hhea, 20)?),
    };
    let count = usize::from(u16_at(hhea, 34)?);
    let advances = (0..count).map(|i| u16_at(hmtx, i * 4)).collect::<Option<Vec<_>>>()?;
    Some((metrics, advances))
}

fn table<'a>(data: &'a [u8], tag: &[u8; 4]) -> Option<&'a [u8]> {
    let count = usize::from(u16_at(data, 4)?);
    (0..count).find_map(|i| {
        let record = data.get(12 + i * 16..28 + i * 16)?;
        if &record[..4] != tag {
            return None;
        }
        let at = u32_at(record, 8)? as usize;
        data.get(at..at + u32_at(record, 12)? as usize)
    })
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn i16_at(data: &[u8], at: usize) -> Option<i16> {
    u16_at(data, at).map(|v| v as i16)
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_loads_with_sane_measures() {
        for face in [Face::Regular, Face::Italic, Face::SemiBold].into_iter().chain(FALLBACK) {
            let f = load(face).unwrap();
            assert!(f.metrics.units >= 1000, "{}", f.name);
            assert!(f.metrics.ascent > 0 && f.metrics.descent < 0, "{}", f.name);
        }
        let regular = load(Face::Regular).unwrap();
        assert!(regular.covers("Nguyễn Łucja Ωμέγα Київ"));
        assert!(!regular.covers("שלום") && load(Face::Hebrew).unwrap().covers("שלום"));
        let a = regular.font.charmap().map_unicode('A').unwrap().to_u32() as u16;
        assert!(regular.advance(a) > 400);
    }
}
