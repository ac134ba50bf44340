//! Everything on a page that is not running text: letterhead, address, details, fold marks, running heads, footers,
//! the banner of a memo and the mark of a draft.

use serde::{Deserialize, Serialize};

use crate::flow::{LEFT, MEASURE};
use crate::letter::{Kind, Letter, Style};
use crate::linebreak::break_lines;
use crate::logo::Logo;
use crate::page::{BLUE, Color, GREY, HEIGHT, INK, Item, Layout, Owner, RED, Text, WIDTH, round};
use crate::shape::{Shaper, Styled};
use crate::typeset::{Letterhead, Mark, TypesetError};
use crate::words::{Words, filled};

/// The envelopes a library uses; it decides where the paper is folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Envelope {
    /// A standard number 10 envelope with a window: folds at 4.0 and 7.5 inches, so that four lines show.
    #[default]
    Window,
    /// Without a window: folds at thirds.
    Plain,
}

/// The fixed part of page 1.
pub(crate) struct FirstPage {
    pub(crate) items: Vec<Item>,
    /// Where the running text begins.
    pub(crate) text_top: f32,
}

const ADDRESS_BASELINE: f32 = 199.4;
const ADDRESS_LEADING: f32 = 13.5;
const ADDRESS_WIDTH: f32 = 216.0;
const ADDRESS_LINES: usize = 4;
const DETAILS_X: f32 = 405.0;
const INCH: f32 = 72.0;

/// Letterhead and address, or letterhead and banner.
pub(crate) fn first_page(
    letter: &Letter,
    head: &Letterhead,
    logo: Option<&Logo>,
    shaper: &mut Shaper,
    layout: &mut Layout,
) -> Result<FirstPage, TypesetError> {
    let mut w = Write { shaper, items: Vec::new(), words: &letter.words };
    letterhead(&mut w, layout, head, logo)?;
    let text_top = match letter.kind {
        Kind::Letter => {
            address(&mut w, layout, letter)?;
            details(&mut w, layout, letter)?;
            299.0_f32.max(w.lowest() + 26.0)
        }
        Kind::Memo => {
            banner(&mut w, layout, letter)?;
            166.0
        }
    };
    Ok(FirstPage { items: w.items, text_top })
}

/// What goes under and over the text of one page: (before, after). `place` is page number and count.
pub(crate) fn around(
    letter: &Letter,
    head: &Letterhead,
    place: (usize, usize),
    mark: Mark,
    shaper: &mut Shaper,
    layout: &mut Layout,
) -> (Vec<Item>, Vec<Item>) {
    let (number, count) = place;
    let words = &letter.words;
    let mut before = Write { shaper, items: Vec::new(), words };
    match mark {
        Mark::Draft => before.watermark(&words.labels.draft),
        Mark::Practice => before.watermark(&words.labels.practice),
        Mark::Issued => {}
    }
    if number == 1 && letter.kind == Kind::Letter {
        let folds = match head.envelope {
            Envelope::Window => [4.0 * INCH, 7.5 * INCH],
            Envelope::Plain => [HEIGHT / 3.0, HEIGHT * 2.0 / 3.0],
        };
        for y in folds {
            before.items.push(Item::Rule { x: 14.0, y, dx: 10.0, dy: 0.0, thick: 0.4, color: [0.55; 3] });
        }
    }
    if number > 1 {
        let left = match &letter.banner {
            Some(banner) => banner.clone(),
            None => letter.addressee.first().cloned().unwrap_or_default(),
        };
        let right = format!("{}  ·  {}", letter.reference, words.day(letter.date));
        let (size, y) = (9.0, 60.0);
        let width = before.right(&right, size, y, GREY, Owner::Head);
        let color = if letter.banner.is_some() { RED } else { GREY };
        before.shortened(&left, size, (LEFT, y), color, Owner::Head, MEASURE - width - 16.0);
        before.rule(66.5, 0.4, [0.6; 3]);
    }
    let before = before.items;
    let mut after = Write { shaper, items: Vec::new(), words };
    let y = 752.0;
    let mut room = MEASURE;
    if count > 1 {
        let (number, count) = (number.to_string(), count.to_string());
        let page = filled(&words.labels.page, &[("number", &number), ("count", &count)]);
        room -= after.right(&page, 8.0, y, GREY, Owner::Foot) + 12.0;
    }
    // The policy and its version are part of the letter: on the last page they are read, before that only repeated.
    let owner = if number == count { Owner::Element(layout.element("P", 0)) } else { Owner::Foot };
    after.shortened(&letter.policy_line, 8.0, (LEFT, y), GREY, owner, room);
    (before, after.items)
}

fn letterhead(
    w: &mut Write<'_>,
    layout: &mut Layout,
    head: &Letterhead,
    logo: Option<&Logo>,
) -> Result<(), TypesetError> {
    let sect = layout.element("Sect", 0);
    let mut x = LEFT;
    if let Some(logo) = logo {
        let (width, height) = logo.fit(96.0, 36.0);
        let y = 44.0 + (36.0 - height) / 2.0;
        let figure = layout.element("Figure", sect);
        let alt = filled(&w.words.labels.logo, &[("library", &head.organisation)]);
        layout.tree[figure].alt = Some(alt);
        layout.tree[figure].bounds =
            Some([LEFT, round(HEIGHT - y - height), round(LEFT + width), round(HEIGHT - y)]);
        w.items.push(Item::Picture { owner: Owner::Element(figure), x: LEFT, y, width, height });
        x += width + 12.0;
    }
    let room = LEFT + MEASURE - x;
    let name = Styled::plain(&head.organisation, Style::Bold);
    let natural = w.shaper.measure(&name, 17.0);
    let size = if natural <= room { 17.0 } else { round((17.0 * room / natural).max(11.0)) };
    let p = Owner::Element(layout.element("P", sect));
    w.fitting(&name, size, (x, 58.5), INK, p, room, "The name of the library")?;
    let p = Owner::Element(layout.element("P", sect));
    let office = Styled::plain(&head.office, Style::Regular);
    w.fitting(&office, 10.0, (x, 74.5), GREY, p, room, "The name of the office")?;
    w.rule(91.6, 0.75, BLUE);
    let mut room = MEASURE;
    let contact: Vec<&str> =
        [head.address_line.as_str(), &head.phone].into_iter().filter(|s| !s.is_empty()).collect();
    let contact = contact.join("  ·  ");
    let with_site =
        if head.website.is_empty() { contact.clone() } else { format!("{contact}  ·  {}", head.website) };
    let p = layout.element("P", sect);
    let (y, size) = (105.0, 8.7);
    let at = w.items.len();
    if !head.email.is_empty() {
        let link = layout.element("Link", p);
        let words = Styled::plain(&head.email, Style::Regular);
        let width = round(w.shaper.measure(&words, size));
        room -= width + 14.0;
        let x = round(LEFT + MEASURE - width);
        w.place(&words, size, (x, y), INK, Owner::Element(link));
        w.items.push(Item::Link {
            owner: Owner::Element(link),
            x,
            y: y - 8.0,
            width,
            height: 11.0,
            uri: format!("mailto:{}", head.email),
            says: filled(&w.words.labels.write_to, &[("address", &head.email)]),
        });
    }
    // The address is read before the e-mail although its room depends on it.
    let after = w.items.split_off(at);
    // The web site is printed where there is room for it.
    let with_site = Styled::plain(&with_site, Style::Regular);
    let fits = w.shaper.measure(&with_site, size) <= room;
    let contact = if fits { with_site } else { Styled::plain(&contact, Style::Regular) };
    w.fitting(&contact, size, (LEFT, y), GREY, Owner::Element(p), room, "The address of the library")?;
    if let Some(Item::Text(t)) = w.items.last_mut() {
        t.space = true;
    }
    w.items.extend(after);
    Ok(())
}

fn details(w: &mut Write<'_>, layout: &mut Layout, letter: &Letter) -> Result<(), TypesetError> {
    let sect = layout.element("Sect", 0);
    let labels = &letter.words.labels;
    let mut rows = vec![
        (labels.date.as_str(), letter.words.day(letter.date)),
        (&labels.reference, letter.reference.clone()),
    ];
    rows.extend(letter.details.iter().map(|d| (d.label.as_str(), d.value.clone())));
    let room = LEFT + MEASURE - DETAILS_X;
    let mut y = 170.0;
    for (label, value) in rows {
        let p = Owner::Element(layout.element("P", sect));
        w.fitting(&Styled::plain(label, Style::Regular), 8.0, (DETAILS_X, y), GREY, p, room, "A label")?;
        if let Some(Item::Text(t)) = w.items.last_mut() {
            t.space = true;
        }
        let count =
            w.wrapped(&Styled::plain(&value, Style::Regular), 10.0, 11.5, (DETAILS_X, y + 11.5), p, room);
        y += 27.0 + 11.5 * (count - 1) as f32;
    }
    Ok(())
}

fn address(w: &mut Write<'_>, layout: &mut Layout, letter: &Letter) -> Result<(), TypesetError> {
    let sect = layout.element("Sect", 0);
    let p = Owner::Element(layout.element("P", sect));
    let mut lines = 0;
    for line in &letter.addressee {
        let words = Styled::plain(line, Style::Regular);
        let at = ADDRESS_BASELINE + ADDRESS_LEADING * lines as f32;
        let x = LEFT;
        lines += w.wrapped(&words, 11.0, ADDRESS_LEADING, (x, at), p, ADDRESS_WIDTH);
        if let Some(Item::Text(t)) = w.items.last_mut() {
            t.space = true;
        }
    }
    if lines > ADDRESS_LINES {
        return Err(TypesetError::AddressTooLong { lines, most: ADDRESS_LINES });
    }
    Ok(())
}

fn banner(w: &mut Write<'_>, layout: &mut Layout, letter: &Letter) -> Result<(), TypesetError> {
    let sect = layout.element("Sect", 0);
    let words = letter.banner.clone().unwrap_or_default();
    let (y, height) = (118.0, 24.0);
    for (x, y, dx, dy) in [
        (LEFT, y, MEASURE, 0.0),
        (LEFT, y + height, MEASURE, 0.0),
        (LEFT, y, 0.0, height),
        (LEFT + MEASURE, y, 0.0, height),
    ] {
        w.items.push(Item::Rule { x, y, dx, dy, thick: 0.9, color: RED });
    }
    let p = Owner::Element(layout.element("P", sect));
    let words = Styled::plain(&words, Style::Bold);
    w.fitting(&words, 11.0, (LEFT + 10.0, y + 16.0), RED, p, MEASURE - 20.0, "The banner of the memo")
}

struct Write<'a> {
    shaper: &'a mut Shaper,
    items: Vec<Item>,
    words: &'a Words,
}

impl Write<'_> {
    fn place(&mut self, words: &Styled, size: f32, at: (f32, f32), color: Color, owner: Owner) {
        let p = self.shaper.prepare(words);
        let glyphs = self.shaper.line(&p, 0..words.text.len(), false);
        let text = Text { owner, x: round(at.0), baseline: round(at.1), size, color, glyphs, space: false };
        self.items.push(Item::Text(text));
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "each is a measure of one line; a struct would be named for nothing"
    )]
    fn fitting(
        &mut self,
        words: &Styled,
        size: f32,
        at: (f32, f32),
        color: Color,
        owner: Owner,
        room: f32,
        what: &'static str,
    ) -> Result<(), TypesetError> {
        if self.shaper.measure(words, size) > room + 0.5 {
            return Err(TypesetError::LineTooLong { what, begins: words.text.chars().take(40).collect() });
        }
        self.place(words, size, at, color, owner);
        Ok(())
    }

    /// Words that may be cut with an ellipsis: running heads and footers, which only repeat what stands elsewhere.
    fn shortened(&mut self, words: &str, size: f32, at: (f32, f32), color: Color, owner: Owner, room: f32) {
        let mut kept: Vec<char> = words.chars().take(200).collect();
        let mut text = kept.iter().collect::<String>();
        while !kept.is_empty() && self.shaper.measure(&Styled::plain(&text, Style::Regular), size) > room {
            kept.truncate(kept.len() - 1 - kept.len() / 20);
            text = format!("{}…", kept.iter().collect::<String>().trim_end());
        }
        self.place(&Styled::plain(&text, Style::Regular), size, at, color, owner);
    }

    fn right(&mut self, words: &str, size: f32, y: f32, color: Color, owner: Owner) -> f32 {
        let styled = Styled::plain(words, Style::Regular);
        let width = self.shaper.measure(&styled, size);
        self.place(&styled, size, (LEFT + MEASURE - width, y), color, owner);
        width
    }

    /// Sets words over as many lines as they need and says how many.
    fn wrapped(
        &mut self,
        words: &Styled,
        size: f32,
        leading: f32,
        at: (f32, f32),
        owner: Owner,
        room: f32,
    ) -> usize {
        let p = self.shaper.prepare(words);
        let lines = break_lines(&p, size, room, false, self.words);
        let count = lines.len().max(1);
        for (n, l) in lines.into_iter().enumerate() {
            let glyphs = self.shaper.line(&p, l.range, l.hyphen);
            let baseline = round(at.1 + leading * n as f32);
            self.items.push(Item::Text(Text {
                owner,
                x: at.0,
                baseline,
                size,
                color: INK,
                glyphs,
                space: l.space,
            }));
        }
        count
    }

    fn rule(&mut self, y: f32, thick: f32, color: Color) {
        self.items.push(Item::Rule { x: LEFT, y, dx: MEASURE, dy: 0.0, thick, color });
    }

    fn watermark(&mut self, word: &str) {
        let styled = Styled::plain(word, Style::Bold);
        let p = self.shaper.prepare(&styled);
        let natural = p.width(0..word.len(), 1.0);
        let size = round((560.0 / natural).min(170.0));
        let glyphs = self.shaper.line(&p, 0..word.len(), false);
        self.items.push(Item::Watermark { glyphs, size, width: round(natural * size) });
        debug_assert!(natural * size < WIDTH * 1.2);
    }

    fn lowest(&self) -> f32 {
        self.items.iter().map(|i| if let Item::Text(t) = i { t.baseline } else { 0.0 }).fold(0.0, f32::max)
    }
}
