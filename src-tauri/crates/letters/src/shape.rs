//! Words to glyphs: faces by coverage, runs by script and direction, shaping, visual order.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use harfrust::{Buffer, BufferFlags, Direction, ShapeOptions, ShaperFont, shape};
use icu_segmenter::GraphemeClusterSegmenter;
use unicode_bidi::{BidiInfo, Level};
use unicode_normalization::UnicodeNormalization;

use crate::font::{self, Face};
use crate::letter::{Run, Style};

/// A glyph where it stands in a line, left to right. Measures are in units of its face.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Glyph {
    pub(crate) face: Face,
    pub(crate) id: u16,
    pub(crate) advance: i32,
    pub(crate) dx: i32,
    pub(crate) dy: i32,
    /// The words this glyph stands for; the second and later glyphs of a cluster stand for nothing.
    pub(crate) text: String,
    /// Set on all glyphs of a cluster that takes several.
    pub(crate) shared: bool,
    /// Set right to left.
    pub(crate) reversed: bool,
}

/// Words in their styles, in composed normal form.
#[derive(Debug, Clone, Default)]
pub(crate) struct Styled {
    pub(crate) text: String,
    spans: Vec<(Range<usize>, Style)>,
}

impl Styled {
    pub(crate) fn new(runs: &[Run]) -> Styled {
        let mut out = Styled::default();
        for run in runs {
            out.push(&run.text, run.style);
        }
        out
    }

    pub(crate) fn plain(text: &str, style: Style) -> Styled {
        let mut out = Styled::default();
        out.push(text, style);
        out
    }

    pub(crate) fn push(&mut self, text: &str, style: Style) {
        let start = self.text.len();
        self.text.extend(text.nfc());
        self.spans.push((start..self.text.len(), style));
    }

    fn style_at(&self, at: usize) -> Style {
        self.spans.iter().find(|(r, _)| r.contains(&at)).map_or(Style::Regular, |(_, s)| *s)
    }
}

/// Shapes words. It remembers what it shaped; characters that no face has are collected in `missing`.
pub(crate) struct Shaper {
    fonts: HashMap<Face, ShaperFont<'static, 'static>>,
    known: HashMap<(Face, bool, String), Vec<Glyph>>,
    pub(crate) missing: BTreeSet<char>,
}

/// A run of one face, direction and script.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Item {
    range: Range<usize>,
    face: Face,
    reversed: bool,
    script: u8,
}

/// A paragraph prepared for breaking: what each byte adds to the width.
pub(crate) struct Prepared<'a> {
    pub(crate) styled: &'a Styled,
    bidi: BidiInfo<'a>,
    items: Vec<Item>,
    /// Width in points of the text before each byte, at size 1.
    widths: Vec<f32>,
}

impl Prepared<'_> {
    /// The width of a stretch at a size, in points.
    pub(crate) fn width(&self, range: Range<usize>, size: f32) -> f32 {
        (self.widths[range.end] - self.widths[range.start]) * size
    }
}

impl Shaper {
    pub(crate) fn new() -> Shaper {
        Shaper { fonts: HashMap::new(), known: HashMap::new(), missing: BTreeSet::new() }
    }

    /// Prepares a paragraph.
    pub(crate) fn prepare<'a>(&mut self, styled: &'a Styled) -> Prepared<'a> {
        let bidi = BidiInfo::new(&styled.text, Some(Level::ltr()));
        let items = self.items(styled, &bidi);
        let mut widths = vec![0.0; styled.text.len() + 1];
        for item in &items {
            let mut logical = self.item(&styled.text[item.range.clone()], item);
            if item.reversed {
                logical.reverse();
            }
            let mut at = item.range.start;
            for g in &logical {
                let scale = 1.0 / f32::from(font::load(g.face).map_or(1000, |f| f.metrics.units));
                let end = (at + g.text.len()).min(item.range.end);
                let share = g.advance as f32 * scale;
                if end > at {
                    let each = share / (end - at) as f32;
                    widths[at + 1..=end].iter_mut().for_each(|w| *w += each);
                } else if at > item.range.start {
                    widths[at] += share;
                }
                at = end;
            }
        }
        let mut sum = 0.0;
        for w in &mut widths {
            sum += *w;
            *w = sum;
        }
        Prepared { styled, bidi, items, widths }
    }

    /// The glyphs of one line, left to right.
    pub(crate) fn line(&mut self, p: &Prepared<'_>, range: Range<usize>, hyphen: bool) -> Vec<Glyph> {
        let mut out = Vec::new();
        let Some(para) = p.bidi.paragraphs.iter().find(|q| q.range.contains(&range.start)) else {
            return out;
        };
        let (levels, runs) = p.bidi.visual_runs(para, range.clone());
        for run in runs {
            let reversed = levels.get(run.start).is_some_and(Level::is_rtl);
            let mut parts: Vec<Item> = Vec::new();
            for item in &p.items {
                let (start, end) = (item.range.start.max(run.start), item.range.end.min(run.end));
                if start < end {
                    parts.push(Item { range: start..end, reversed, ..item.clone() });
                }
            }
            if reversed {
                parts.reverse();
            }
            for part in parts {
                out.extend(self.item(&p.styled.text[part.range.clone()], &part));
            }
        }
        if hyphen {
            let face = face_of(p.styled.style_at(range.end.saturating_sub(1)));
            for mut g in self.shaped("-", face, false) {
                g.text = "\u{AD}".to_owned();
                out.push(g);
            }
        }
        out
    }

    /// Width of short words on one line, in points.
    pub(crate) fn measure(&mut self, styled: &Styled, size: f32) -> f32 {
        let p = self.prepare(styled);
        p.width(0..styled.text.len(), size)
    }

    fn items(&mut self, styled: &Styled, bidi: &BidiInfo<'_>) -> Vec<Item> {
        let mut out: Vec<Item> = Vec::new();
        let breaks: Vec<usize> = GraphemeClusterSegmenter::new().segment_str(&styled.text).collect();
        for pair in breaks.windows(2) {
            let range = pair[0]..pair[1];
            let cluster = &styled.text[range.clone()];
            let face = self.face_for(cluster, face_of(styled.style_at(range.start)));
            let reversed = bidi.levels.get(range.start).is_some_and(Level::is_rtl);
            let script = cluster.chars().map(script).max().unwrap_or(0);
            match out.last_mut() {
                Some(last)
                    if last.face == face
                        && last.reversed == reversed
                        && (last.script == script || script == 0 || last.script == 0) =>
                {
                    last.range.end = range.end;
                    last.script = last.script.max(script);
                }
                _ => out.push(Item { range, face, reversed, script }),
            }
        }
        out
    }

    fn face_for(&mut self, cluster: &str, wanted: Face) -> Face {
        let fits = |f: Face| font::load(f).is_some_and(|l| l.covers(cluster));
        if let Some(face) = [wanted].into_iter().chain(font::FALLBACK).find(|f| fits(*f)) {
            return face;
        }
        for c in cluster.chars().filter(|c| !font::is_invisible(*c)) {
            let one = c.to_string();
            let known = [wanted].into_iter().chain(font::FALLBACK);
            if !known.into_iter().any(|f| font::load(f).is_some_and(|l| l.covers(&one))) {
                self.missing.insert(c);
            }
        }
        wanted
    }

    fn item(&mut self, text: &str, item: &Item) -> Vec<Glyph> {
        self.shaped(text, item.face, item.reversed)
    }

    fn shaped(&mut self, text: &str, face: Face, reversed: bool) -> Vec<Glyph> {
        let key = (face, reversed, text.to_owned());
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let glyphs = self.shape_run(text, face, reversed);
        self.known.insert(key, glyphs.clone());
        glyphs
    }

    fn shape_run(&mut self, text: &str, face: Face, reversed: bool) -> Vec<Glyph> {
        let Some(loaded) = font::load(face) else { return Vec::new() };
        let font = self.fonts.entry(face).or_insert_with(|| ShaperFont::new(&loaded.font));
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(if reversed { Direction::RightToLeft } else { Direction::LeftToRight });
        buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
        if shape(font, &mut buffer, ShapeOptions::new()).is_err() {
            self.missing.extend(text.chars());
            return Vec::new();
        }
        let infos = buffer.glyph_infos();
        let mut starts: Vec<usize> = infos.iter().map(|i| i.cluster as usize).collect();
        starts.sort_unstable();
        starts.dedup();
        let end_of = |start: usize| starts.iter().copied().find(|s| *s > start).unwrap_or(text.len());
        let mut out: Vec<Glyph> = Vec::with_capacity(infos.len());
        let cluster_size = |c: u32| infos.iter().filter(|i| i.cluster == c).count();
        let mut said = BTreeSet::new();
        for (info, pos) in infos.iter().zip(buffer.glyph_positions()) {
            let id = info.glyph_id as u16;
            let start = info.cluster as usize;
            let words = &text[start..end_of(start)];
            if id == 0 {
                self.missing.extend(words.chars().filter(|c| !font::is_invisible(*c)));
            }
            // In a cluster of several glyphs the first one in reading order carries the words; in a run set right
            // to left that is the last of them on the page, but one text per cluster is all that matters.
            let first = said.insert(start);
            out.push(Glyph {
                face,
                id,
                advance: pos.x_advance,
                dx: pos.x_offset,
                dy: pos.y_offset,
                text: if first { words.replace('\u{a0}', " ") } else { String::new() },
                shared: cluster_size(info.cluster) > 1,
                reversed,
            });
        }
        out
    }
}

fn face_of(style: Style) -> Face {
    match style {
        Style::Regular => Face::Regular,
        Style::Bold => Face::SemiBold,
        Style::Italic => Face::Italic,
    }
}

/// Scripts that are never shaped in one run; 0 goes with any.
fn script(c: char) -> u8 {
    match c as u32 {
        0x41..=0x5A | 0x61..=0x7A | 0xC0..=0x24F | 0x1E00..=0x1EFF => 1,
        0x370..=0x3FF | 0x1F00..=0x1FFF => 2,
        0x400..=0x52F | 0x2DE0..=0x2DFF | 0xA640..=0xA69F => 3,
        0x590..=0x5FF | 0xFB1D..=0xFB4F => 4,
        0x600..=0x77F | 0x8A0..=0x8FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFC => 5,
        0x900..=0x97F | 0xA8E0..=0xA8FF | 0x1CD0..=0x1CFF => 6,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> (Vec<Glyph>, BTreeSet<char>) {
        let mut s = Shaper::new();
        let styled = Styled::plain(text, Style::Regular);
        let p = s.prepare(&styled);
        let glyphs = s.line(&p, 0..styled.text.len(), false);
        (glyphs, s.missing)
    }

    #[test]
    fn every_supported_script_is_shaped_without_a_missing_glyph() {
        for name in [
            "Nguyễn Thị Łucja",
            "Ἀριστοτέλης Παπαδόπουλος",
            "Київ Ђорђевић",
            "שלמה בן־דוד",
            "محمد علي",
            "कृष्ण शर्मा",
            "Çelik Ąžuolas",
        ] {
            let (glyphs, missing) = line(name);
            assert!(missing.is_empty(), "{name}: {missing:?}");
            let words: String = glyphs.iter().map(|g| g.text.as_str()).collect();
            assert_eq!(words.chars().count(), name.nfc().count(), "{name}: no letter may be lost");
        }
    }

    #[test]
    fn decomposed_names_become_composed() {
        assert_eq!(line("Nguye\u{302}\u{303}n").0, line("Nguyễn").0);
    }

    #[test]
    fn scripts_without_a_face_are_listed() {
        let (_, missing) = line("Wang 王小明 and Kim 김");
        assert_eq!(missing.into_iter().collect::<String>(), "小明王김");
    }

    #[test]
    fn hebrew_stands_right_to_left_inside_english() {
        let (glyphs, _) = line("Mr. אבג here");
        let words: String = glyphs.iter().map(|g| g.text.as_str()).collect();
        assert_eq!(words, "Mr. גבא here");
    }

    #[test]
    fn measuring_agrees_with_the_shaped_line() {
        let mut s = Shaper::new();
        let styled = Styled::plain("Office of Family Services, AVA", Style::Regular);
        let p = s.prepare(&styled);
        let sum: i32 = s.line(&p, 0..styled.text.len(), false).iter().map(|g| g.advance).sum();
        assert!((p.width(0..styled.text.len(), 11.0) - sum as f32 * 0.011).abs() < 0.01);
    }
}
