//! Said to glyphs: faces by coverage, runs by script and direction, shaping, visual order.

use std::collections::{BTreeSet, HashMap};
use std::ops::{Deref, Range};
use std::rc::Rc;

use harfrust::{Buffer, BufferFlags, Direction, Script, ShapeOptions, ShapePlan, ShaperFont, shape};
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
    pub(crate) text: Said,
    /// A line may begin here and looks as if nothing had stood before.
    begins: bool,
    /// Set on all glyphs of a cluster that takes several.
    pub(crate) shared: bool,
    /// Set right to left.
    pub(crate) reversed: bool,
}

/// What a glyph stands for: a piece of the words that were shaped together.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    run: Rc<str>,
    from: usize,
    to: usize,
}

impl Deref for Said {
    type Target = str;

    fn deref(&self) -> &str {
        match &self.run[self.from..self.to] {
            // A space that does not break is a space to whoever reads it.
            "\u{a0}" => " ",
            words => words,
        }
    }
}

impl PartialEq for Said {
    fn eq(&self, other: &Said) -> bool {
        **self == **other
    }
}

impl Eq for Said {}

/// Said in their styles, in composed normal form.
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
        // Plain letters are composed already.
        if text.chars().all(|c| c < FIRST_MARK) {
            self.text.push_str(text);
        } else {
            self.text.extend(text.nfc());
        }
        self.spans.push((start..self.text.len(), style));
    }

    fn style_at(&self, at: usize) -> Style {
        self.spans.iter().find(|(r, _)| r.contains(&at)).map_or(Style::Regular, |(_, s)| *s)
    }
}

/// Said with their glyphs.
type Shaped = HashMap<String, Rc<[Glyph]>>;

/// Shapes words. It remembers what it shaped; characters that no face has are collected in `missing`.
pub(crate) struct Shaper {
    fonts: HashMap<Face, ShaperFont<'static, 'static>>,
    /// What a face does with a script in a direction. Working that out takes longer than shaping a line.
    plans: HashMap<(Face, bool, Option<Script>), ShapePlan>,
    known: HashMap<(Face, bool), Shaped>,
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
    /// Directions, where anything is set right to left.
    bidi: Option<BidiInfo<'a>>,
    items: Vec<Item>,
    /// The glyphs of each item.
    shaped: Vec<Rc<[Glyph]>>,
    /// Width in points of the text before each byte, at size 1.
    widths: Vec<f32>,
}

impl Prepared<'_> {
    /// The stretches of a line as they stand from left to right, each with whether it is set right to left.
    fn visual_runs(&self, line: Range<usize>) -> Vec<(Range<usize>, bool)> {
        let Some(bidi) = &self.bidi else { return vec![(line, false)] };
        let Some(para) = bidi.paragraphs.iter().find(|q| q.range.contains(&line.start)) else {
            return Vec::new();
        };
        let (levels, runs) = bidi.visual_runs(para, line);
        let turned = |run: &Range<usize>| levels.get(run.start).is_some_and(Level::is_rtl);
        runs.into_iter().map(|run| (run.clone(), turned(&run))).collect()
    }

    /// The width of a stretch at a size, in points.
    pub(crate) fn width(&self, range: Range<usize>, size: f32) -> f32 {
        (self.widths[range.end] - self.widths[range.start]) * size
    }
}

impl Shaper {
    pub(crate) fn new() -> Shaper {
        Shaper {
            fonts: HashMap::new(),
            plans: HashMap::new(),
            known: HashMap::new(),
            missing: BTreeSet::new(),
        }
    }

    /// Prepares a paragraph.
    pub(crate) fn prepare<'a>(&mut self, styled: &'a Styled) -> Prepared<'a> {
        let turns = styled.text.chars().any(may_turn);
        let bidi = turns.then(|| BidiInfo::new(&styled.text, Some(Level::ltr())));
        let items = self.items(styled, bidi.as_ref());
        let mut widths = vec![0.0; styled.text.len() + 1];
        let shaped: Vec<_> =
            items.iter().map(|item| self.item(&styled.text[item.range.clone()], item)).collect();
        for (item, glyphs) in items.iter().zip(&shaped) {
            let scale = 1.0 / f32::from(font::load(item.face).map_or(1000, |f| f.metrics.units));
            let mut at = item.range.start;
            let last = glyphs.len().saturating_sub(1);
            let logical = (0..glyphs.len()).map(|n| if item.reversed { last - n } else { n });
            // Glyphs of a cluster that carry no words: the one that does comes last where the run is set right to left.
            let mut waiting = 0.0;
            for g in logical.map(|n| &glyphs[n]) {
                let end = (at + g.text.to - g.text.from).min(item.range.end);
                let share = g.advance as f32 * scale;
                if end > at {
                    let each = (share + std::mem::take(&mut waiting)) / (end - at) as f32;
                    widths[at + 1..=end].iter_mut().for_each(|w| *w += each);
                } else if item.reversed {
                    waiting += share;
                } else if at > item.range.start {
                    widths[at] += share;
                }
                at = end;
            }
            widths[at] += waiting;
        }
        let mut sum = 0.0;
        for w in &mut widths {
            sum += *w;
            *w = sum;
        }
        Prepared { styled, bidi, items, shaped, widths }
    }

    /// The glyphs of one line, left to right.
    pub(crate) fn line(&mut self, p: &Prepared<'_>, range: Range<usize>, hyphen: bool) -> Vec<Glyph> {
        let mut out = Vec::new();
        for (run, reversed) in p.visual_runs(range.clone()) {
            let meets = |item: &Item| item.range.start < run.end && run.start < item.range.end;
            let mut parts: Vec<_> = p.items.iter().zip(&p.shaped).filter(|(item, _)| meets(item)).collect();
            if reversed {
                parts.reverse();
            }
            for (item, glyphs) in parts {
                let range = item.range.start.max(run.start)..item.range.end.min(run.end);
                match cut_out(item, glyphs, &range).filter(|_| !reversed && !item.reversed) {
                    Some(glyphs) => out.extend_from_slice(glyphs),
                    None => out.extend_from_slice(&self.shaped(&p.styled.text[range], item.face, reversed)),
                }
            }
        }
        if hyphen {
            let face = face_of(p.styled.style_at(range.end.saturating_sub(1)));
            let soft = "\u{AD}";
            let soft = Said { run: soft.into(), from: 0, to: soft.len() };
            out.extend(
                self.shaped("-", face, false).iter().map(|g| Glyph { text: soft.clone(), ..g.clone() }),
            );
        }
        out
    }

    /// Width of short words on one line, in points.
    pub(crate) fn measure(&mut self, styled: &Styled, size: f32) -> f32 {
        let p = self.prepare(styled);
        p.width(0..styled.text.len(), size)
    }

    fn items(&mut self, styled: &Styled, bidi: Option<&BidiInfo<'_>>) -> Vec<Item> {
        let mut out: Vec<Item> = Vec::new();
        let breaks = clusters(&styled.text);
        for pair in breaks.windows(2) {
            let range = pair[0]..pair[1];
            let cluster = &styled.text[range.clone()];
            let face = self.face_for(cluster, face_of(styled.style_at(range.start)));
            let reversed = bidi.is_some_and(|bidi| bidi.levels.get(range.start).is_some_and(Level::is_rtl));
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

    fn item(&mut self, text: &str, item: &Item) -> Rc<[Glyph]> {
        self.shaped(text, item.face, item.reversed)
    }

    fn shaped(&mut self, text: &str, face: Face, reversed: bool) -> Rc<[Glyph]> {
        if let Some(known) = self.known.get(&(face, reversed)).and_then(|known| known.get(text)) {
            return Rc::clone(known);
        }
        let glyphs: Rc<[Glyph]> = self.shape_run(text, face, reversed).into();
        self.known.entry((face, reversed)).or_default().insert(text.to_owned(), Rc::clone(&glyphs));
        glyphs
    }

    fn shape_run(&mut self, text: &str, face: Face, reversed: bool) -> Vec<Glyph> {
        let Some(loaded) = font::load(face) else { return Vec::new() };
        let font = self.fonts.entry(face).or_insert_with(|| ShaperFont::new(&loaded.font));
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let direction = if reversed { Direction::RightToLeft } else { Direction::LeftToRight };
        buffer.set_direction(direction);
        buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
        let (script, language) = (buffer.script(), buffer.language());
        let plan = self
            .plans
            .entry((face, reversed, script))
            .or_insert_with(|| ShapePlan::new(&loaded.font, direction, script, language, &[]));
        if shape(font, &mut buffer, ShapeOptions::new().plan(Some(plan))).is_err() {
            self.missing.extend(text.chars());
            return Vec::new();
        }
        let infos = buffer.glyph_infos();
        // By byte: how many glyphs begin a cluster there, and where the cluster ends.
        let mut sizes = vec![0_usize; text.len()];
        for info in infos {
            sizes[info.cluster as usize] += 1;
        }
        let mut ends = vec![text.len(); text.len()];
        let mut next = text.len();
        for at in (0..text.len()).rev() {
            ends[at] = next;
            if sizes[at] > 0 {
                next = at;
            }
        }
        let mut said = vec![false; text.len()];
        let run: Rc<str> = text.into();
        let mut out: Vec<Glyph> = Vec::with_capacity(infos.len());
        for (info, pos) in infos.iter().zip(buffer.glyph_positions()) {
            let id = info.glyph_id as u16;
            let start = info.cluster as usize;
            let words = &text[start..ends[start]];
            if id == 0 {
                self.missing.extend(words.chars().filter(|c| !font::is_invisible(*c)));
            }
            // In a cluster of several glyphs the first one in reading order carries the words; in a run set right
            // to left that is the last of them on the page, but one text per cluster is all that matters.
            let first = !std::mem::replace(&mut said[start], true);
            out.push(Glyph {
                face,
                id,
                advance: pos.x_advance,
                dx: pos.x_offset,
                dy: pos.y_offset,
                text: Said { run: Rc::clone(&run), from: start, to: if first { ends[start] } else { start } },
                begins: !info.unsafe_to_break(),
                shared: sizes[start] > 1,
                reversed,
            });
        }
        out
    }
}

/// The glyphs of a part of an item that is set left to right, where they are the same as when it is shaped by itself.
fn cut_out<'a>(item: &Item, glyphs: &'a [Glyph], part: &Range<usize>) -> Option<&'a [Glyph]> {
    let place = |at: usize| {
        let at = at - item.range.start;
        let index = glyphs.partition_point(|g| g.text.from < at);
        let is_clean = glyphs.get(index).is_none_or(|g| at == 0 || g.begins && g.text.from == at);
        is_clean.then_some(index)
    };
    glyphs.get(place(part.start)?..place(part.end)?)
}

/// Letters of the scripts that are set right to left, and the signs that steer direction.
fn may_turn(c: char) -> bool {
    matches!(
        c as u32,
        0x590..=0x8FF
            | 0x200F
            | 0x202A..=0x202E
            | 0x2066..=0x2069
            | 0xFB1D..=0xFDFF
            | 0xFE70..=0xFEFF
            | 0x1_0800..=0x1_0FFF
            | 0x1_E800..=0x1_EFFF
    )
}

/// Before the first mark that joins the letter before it each character stands by itself, but for a line's end of two characters.
/// So do the signs of punctuation.
const FIRST_MARK: char = '\u{300}';
const PUNCTUATION: std::ops::RangeInclusive<char> = '\u{2010}'..='\u{2027}';

/// Where the letters as a reader counts them begin, and where the last one ends.
fn clusters(text: &str) -> Vec<usize> {
    let stands_alone = |c: char| (c < FIRST_MARK && c != '\r') || PUNCTUATION.contains(&c);
    if !text.is_empty() && text.chars().all(stands_alone) {
        return text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    }
    GraphemeClusterSegmenter::new().segment_str(text).collect()
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
            let words: String = glyphs.iter().map(|g| &*g.text).collect();
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
        let words: String = glyphs.iter().map(|g| &*g.text).collect();
        assert_eq!(words, "Mr. גבא here");
    }

    #[test]
    fn a_line_looks_as_if_its_words_had_been_set_by_themselves() {
        let text = "AVATAR Tomato, Yolk; P.A. To You: “Vary” office-affluent VAT, fjord. W. A. T. Y, fine";
        let mut taken_out = 0;
        for style in [Style::Regular, Style::Italic, Style::Bold] {
            let styled = Styled::plain(text, style);
            let mut shaper = Shaper::new();
            let p = shaper.prepare(&styled);
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            for (n, from) in places.iter().enumerate() {
                for to in &places[n + 1..] {
                    let glyphs = |glyphs: Vec<Glyph>| {
                        let look = |g: Glyph| (g.id, g.advance, g.dx, g.dy, g.text.to_string());
                        glyphs.into_iter().map(look).collect::<Vec<_>>()
                    };
                    // Taken out of the paragraph, and not shaped again.
                    let is_of_all = |g: &Glyph| g.text.run.len() == text.len();
                    taken_out += usize::from(shaper.line(&p, *from..*to, false).iter().all(is_of_all));
                    let words = Styled::plain(&text[*from..*to], style);
                    let mut alone = Shaper::new();
                    let by_themselves = alone.prepare(&words);
                    assert_eq!(
                        glyphs(shaper.line(&p, *from..*to, false)),
                        glyphs(alone.line(&by_themselves, 0..words.text.len(), false)),
                        "{:?}",
                        words.text
                    );
                }
            }
        }
        assert!(taken_out > 3000, "only {taken_out} lines were taken out of their paragraph");
    }

    #[test]
    fn measuring_agrees_with_the_shaped_line() {
        let mut s = Shaper::new();
        for words in
            ["Office of Family Services, AVA", "שָׁלוֹם לָכֶם", "Mr. שָׁלוֹם", "مُحَمَّد عَلِيّ", "No.\u{a0}5 of May\u{a0}4"]
        {
            let styled = Styled::plain(words, Style::Regular);
            let p = s.prepare(&styled);
            let width = |g: &Glyph| g.advance as f32 / f32::from(font::load(g.face).unwrap().metrics.units);
            let sum: f32 = s.line(&p, 0..styled.text.len(), false).iter().map(width).sum();
            let measured = p.width(0..styled.text.len(), 11.0);
            assert!((measured - sum * 11.0).abs() < 0.01, "{words}: {measured} and {}", sum * 11.0);
        }
    }
}
