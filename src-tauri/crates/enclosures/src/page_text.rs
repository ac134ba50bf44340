//! The words of a page as the file itself states them, with the places where they stand.
//!
//! They need not be what the picture shows: a file can draw one word and state another. So they help to read and to check, and
//! nothing is decided by them alone.

use hayro::hayro_interpret::font::{Glyph, GlyphRun};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::hayro_syntax::page::Page;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, interpret_page,
};
use hayro::kurbo::{Affine, BezPath, Point, Rect};

/// No more words than this are taken from one page.
pub(crate) const WORD_LIMIT: usize = 50_000;

/// No word is longer, in bytes.
pub(crate) const WORD_LENGTH: usize = 400;

/// The words of one page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PageText {
    /// In the order in which the file states them.
    pub words: Vec<Word>,
    /// How many letters are drawn without the file saying which they are.
    pub unreadable: u32,
}

/// One word. Its place is in fractions of the page, from the upper left corner.
#[derive(Clone, PartialEq)]
pub struct Word {
    /// As stated, without marks that steer how text runs.
    pub text: String,
    /// It begins a line.
    pub begins_line: bool,
    /// Left edge, 0 to 1.
    pub x: f32,
    /// Upper edge, 0 to 1.
    pub y: f32,
    /// Width, 0 to 1.
    pub w: f32,
    /// Height, 0 to 1.
    pub h: f32,
}

/// Says where a word stands and never which it is.
impl std::fmt::Debug for Word {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Word({} letters at {}, {})", self.text.chars().count(), self.x, self.y)
    }
}

impl PageText {
    /// The words as lines.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in &self.words {
            match lines.last_mut().filter(|_| !word.begins_line) {
                Some(line) => {
                    line.push(' ');
                    line.push_str(&word.text);
                }
                None => lines.push(word.text.clone()),
            }
        }
        lines
    }
}

/// A letter that may stand in a word: none that is invisible and steers how text runs or breaks.
pub(crate) fn may_stand(letter: char) -> bool {
    let steers = matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    !letter.is_control() && !letter.is_whitespace() && !steers
}

/// Collects what a PDF page states.
pub(crate) fn of_pdf(page: &Page<'_>, settings: &InterpreterSettings) -> PageText {
    let (width, height) = page.render_dimensions();
    let (width, height) = (f64::from(width), f64::from(height));
    let to_page = page.initial_transform(true).to_kurbo();
    let whole = Rect::new(0.0, 0.0, width, height);
    let cache = InterpreterCache::new();
    let mut context = Context::new(to_page, whole, &cache, page.xref(), settings.clone());
    let mut reader = Reader::new(width, height);
    interpret_page(page, &mut context, &mut reader);
    reader.finish()
}

/// A word that is being read.
struct Open {
    text: String,
    begins_line: bool,
    place: Rect,
}

struct Reader {
    width: f64,
    height: f64,
    found: PageText,
    open: Option<Open>,
    /// Where the last letter began and ended on its base line, and how tall its type is.
    last: Option<(Point, Point, f64)>,
    at_line_start: bool,
}

impl Reader {
    fn new(width: f64, height: f64) -> Self {
        Self { width, height, found: PageText::default(), open: None, last: None, at_line_start: true }
    }

    fn letter(&mut self, stated: Option<&str>, at: Affine, advance: f64) {
        let (start, end) = (at * Point::ORIGIN, at * Point::new(advance, 0.0));
        let tall = (at * Point::new(0.0, 1000.0)).distance(start);
        if !(start.is_finite() && end.is_finite() && tall.is_finite()) {
            return;
        }
        let place = Rect::from_points(at * Point::new(0.0, -250.0), at * Point::new(advance, 850.0));
        if let Some((before, ended, size)) = self.last {
            let size = size.max(tall).max(0.1);
            let (along, jump) = (ended - before, start - ended);
            let length = along.hypot().max(1e-6);
            let aside = (along.x * jump.y - along.y * jump.x).abs() / length;
            let ahead = (along.x * jump.x + along.y * jump.y) / length;
            let is_new_line = aside > 0.5 * size || ahead < -1.5 * size;
            if is_new_line || ahead > 0.18 * size {
                self.close();
            }
            self.at_line_start |= is_new_line;
        }
        self.last = Some((start, if end == start { start + (0.001, 0.0) } else { end }, tall));
        let Some(stated) = stated else {
            self.found.unreadable = self.found.unreadable.saturating_add(1);
            return;
        };
        for letter in stated.chars() {
            if !may_stand(letter) {
                if letter.is_whitespace() {
                    self.close();
                }
                continue;
            }
            let begins_line = self.at_line_start;
            let open = self.open.get_or_insert_with(|| Open { text: String::new(), begins_line, place });
            self.at_line_start = false;
            if open.text.len() + letter.len_utf8() <= WORD_LENGTH {
                open.text.push(letter);
            }
            open.place = open.place.union(place);
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        if self.found.words.len() >= WORD_LIMIT {
            return;
        }
        let part = |length: f64, of: f64| (length / of).clamp(0.0, 1.0) as f32;
        let (x, y) = (part(open.place.x0, self.width), part(open.place.y0, self.height));
        self.found.words.push(Word {
            text: open.text,
            begins_line: open.begins_line,
            x,
            y,
            w: part(open.place.x1, self.width) - x,
            h: part(open.place.y1, self.height) - y,
        });
    }

    fn finish(mut self) -> PageText {
        self.close();
        self.found
    }
}

impl<'a> Device<'a> for Reader {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            let at = props.transform * glyph.transform();
            let advance = match &**glyph {
                Glyph::Outline(outline) => outline.advance_width(),
                Glyph::Type3(drawn) => drawn.advance_width(),
            };
            let stated = glyph.as_unicode().map(|stated| match stated {
                BfString::Char(letter) => letter.to_string(),
                BfString::String(letters) => letters,
            });
            self.letter(stated.as_deref(), at, f64::from(advance.unwrap_or(500.0)));
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
