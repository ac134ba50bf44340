//! The running text: paragraphs, lists, tables and forms become pieces, and pieces are dealt out to pages.

use crate::letter::{FormLine, Part, Run, Signer, Style, Table};
use crate::linebreak::break_lines;
use crate::page::{BLUE, GREY, Item, Layout, Owner, Page, Text, round};
use crate::shape::{Shaper, Styled};
use crate::sizes::{Setting, Sizes, baseline_in};
use crate::typeset::TypesetError;
use crate::words::Words;

/// Left margin.
pub(crate) const LEFT: f32 = 90.0;
/// Width of the text.
pub(crate) const MEASURE: f32 = 432.0;
const TOP_AFTER_FIRST: f32 = 98.0;
/// A table row of more lines than this may be divided between pages.
const TALL_ROW: usize = 10;

/// Something that may not be split over two pages.
struct Piece {
    /// Space above, dropped at the top of a page.
    before: f32,
    height: f32,
    /// May not be the last on its page.
    keep: bool,
    /// Items, measured from the top of the piece.
    items: Vec<Item>,
    /// The table head to repeat when this piece begins a page.
    head: Option<usize>,
}

/// Collects pieces.
pub(crate) struct Flow<'a> {
    pub(crate) shaper: &'a mut Shaper,
    pub(crate) layout: &'a mut Layout,
    pieces: Vec<Piece>,
    heads: Vec<(f32, Vec<Item>)>,
    parent: usize,
    sizes: Sizes,
    words: &'a Words,
    /// The element that holds the signer's name.
    signer: Option<usize>,
}

impl<'a> Flow<'a> {
    pub(crate) fn new(
        shaper: &'a mut Shaper,
        layout: &'a mut Layout,
        sizes: Sizes,
        words: &'a Words,
    ) -> Flow<'a> {
        Flow { shaper, layout, pieces: Vec::new(), heads: Vec::new(), parent: 0, sizes, words, signer: None }
    }

    /// The subject line.
    pub(crate) fn subject(&mut self, words: &str) {
        let role = self.layout.element("H1", self.parent);
        self.lines(&Styled::plain(words, Style::Bold), self.sizes.subject, Owner::Element(role), 0.0);
        self.keep_last();
        self.space_next(5.0);
    }

    /// A paragraph of running text.
    pub(crate) fn paragraph(&mut self, runs: &[Run]) {
        let role = self.layout.element("P", self.parent);
        self.lines(&Styled::new(runs), self.sizes.body, Owner::Element(role), self.sizes.paragraph_space);
    }

    /// One part of a block.
    pub(crate) fn part(&mut self, part: &Part) -> Result<(), TypesetError> {
        match part {
            Part::Heading(words) => {
                let role = self.layout.element("H2", self.parent);
                self.lines(
                    &Styled::plain(words, Style::Bold),
                    self.sizes.heading,
                    Owner::Element(role),
                    14.0,
                );
                self.keep_last();
                Ok(())
            }
            Part::Paragraph(runs) => {
                self.paragraph(runs);
                Ok(())
            }
            Part::Bullets(items) => {
                self.bullets(items);
                Ok(())
            }
            Part::Table(table) => self.table(table),
            Part::Form(lines) => {
                self.form(lines);
                Ok(())
            }
        }
    }

    /// Closing words, room for the signature, name and capacity. They stay with the last two lines of the text.
    pub(crate) fn signature(&mut self, closing: Option<&str>, signer: &Signer) {
        self.keep_from_end(2);
        if let Some(words) = closing {
            let role = self.layout.element("P", self.parent);
            self.lines(&Styled::plain(words, Style::Regular), self.sizes.body, Owner::Element(role), 12.0);
            self.keep_last();
        }
        let gap = if closing.is_some() { self.sizes.signature } else { 16.0 };
        let role = self.layout.element("P", self.parent);
        self.signer = Some(role);
        self.lines(&Styled::plain(&signer.name, Style::Bold), self.sizes.signer, Owner::Element(role), gap);
        self.keep_last();
        for line in &signer.lines {
            let role = self.layout.element("P", self.parent);
            self.lines(&Styled::plain(line, Style::Regular), self.sizes.capacity, Owner::Element(role), 0.0);
            self.keep_last();
        }
        // Smaller and set apart, so that nobody takes them for the capacity.
        for (n, line) in signer.under.iter().enumerate() {
            let role = self.layout.element("P", self.parent);
            let before = if n == 0 { 4.0 } else { 0.0 };
            self.lines(&Styled::plain(line, Style::Regular), self.sizes.note, Owner::Element(role), before);
            self.keep_last();
        }
    }

    /// Labelled notes under the signature: enclosures, copies, policy.
    pub(crate) fn notes(&mut self, groups: &[(&str, &[String])]) {
        let mut first = true;
        for (label, lines) in groups.iter().filter(|(_, l)| !l.is_empty()) {
            self.keep_last();
            let list = self.layout.element("L", self.parent);
            for (i, line) in lines.iter().enumerate() {
                let item = self.layout.element("LI", list);
                let before = if i > 0 {
                    0.0
                } else if first {
                    12.0
                } else {
                    5.0
                };
                let mut pieces = Vec::new();
                let at = if i == 0 {
                    let lbl = Owner::Element(self.layout.element("Lbl", item));
                    let grey = Setting { color: GREY, ..self.sizes.note };
                    pieces.extend(
                        self.set(&Styled::plain(label, Style::Regular), grey, self.sizes.label, LEFT, lbl).0,
                    );
                    self.layout.element("LBody", item)
                } else {
                    self.layout.element("LBody", item)
                };
                let words = Styled::plain(line, Style::Regular);
                let indent = self.sizes.label + 2.0;
                let (body, count) =
                    self.set(&words, self.sizes.note, MEASURE - indent, LEFT + indent, Owner::Element(at));
                pieces.extend(body);
                let height = self.sizes.note.leading * count as f32;
                self.pieces.push(Piece {
                    before,
                    height,
                    keep: i + 1 < lines.len(),
                    items: pieces,
                    head: None,
                });
                first = false;
            }
        }
    }

    /// Labelled lines at the head of a memo.
    pub(crate) fn memo_head(&mut self, rows: &[(&str, Vec<String>)]) {
        for (label, lines) in rows {
            let role = self.layout.element("P", self.parent);
            let owner = Owner::Element(role);
            let grey = Setting { color: GREY, size: 9.5, ..self.sizes.note };
            let mut items = self.set(&Styled::plain(label, Style::Regular), grey, 100.0, LEFT, owner).0;
            if let Some(Item::Text(t)) = items.last_mut() {
                t.space = true;
            }
            let mut height = 0.0;
            for line in lines {
                let (body, count) = self.set(
                    &Styled::plain(line, Style::Regular),
                    self.sizes.signer,
                    MEASURE - 108.0,
                    LEFT + 108.0,
                    owner,
                );
                items.extend(body.into_iter().map(|i| i.moved(height)));
                height += self.sizes.signer.leading * count as f32;
            }
            self.pieces.push(Piece { before: 2.5, height, keep: true, items, head: None });
        }
        let rule = Item::Rule { x: LEFT, y: 0.0, dx: MEASURE, dy: 0.0, thick: 0.5, color: [0.6; 3] };
        self.pieces.push(Piece { before: 9.0, height: 12.0, keep: true, items: vec![rule], head: None });
    }

    /// Deals the pieces out to pages; `top` is where the text of the first page begins.
    /// Also says on which page the signature stands.
    pub(crate) fn finish(self, top: f32) -> Result<(Vec<Page>, usize), TypesetError> {
        let bottom = self.sizes.bottom;
        let mut pages = vec![Page::default()];
        let mut y = top - self.sizes.lift;
        // Nothing but a repeated head stands on the current page yet.
        let mut fresh = true;
        let mut i = 0;
        while i < self.pieces.len() {
            let mut end = i + 1;
            while end < self.pieces.len() && self.pieces[end - 1].keep {
                end += 1;
            }
            let group = &self.pieces[i..end];
            // What belongs together goes to the next page together, if one page can hold it at all.
            let height = group.iter().map(|p| p.before + p.height).sum::<f32>() - group[0].before;
            let before = if fresh { 0.0 } else { group[0].before };
            if y + before + height > bottom
                && !fresh
                && height + self.head_height(&group[0]) <= bottom - TOP_AFTER_FIRST
            {
                y = self.turn(&mut pages, &group[0]);
                fresh = true;
            }
            for piece in group {
                if y + if fresh { 0.0 } else { piece.before } + piece.height > bottom + 0.01 {
                    y = self.turn(&mut pages, piece);
                    fresh = true;
                    if y + piece.height > bottom + 0.01 {
                        return Err(TypesetError::TooTall);
                    }
                }
                y += if fresh { 0.0 } else { piece.before };
                if let Some(page) = pages.last_mut() {
                    page.items.extend(piece.items.iter().cloned().map(|item| item.moved(y)));
                }
                y += piece.height;
                fresh = false;
            }
            i = end;
        }
        let signed = |p: &Page| {
            p.items
                .iter()
                .any(|i| matches!(i, Item::Text(t) if self.signer.map(Owner::Element) == Some(t.owner)))
        };
        let signature = pages.iter().position(signed).unwrap_or(0);
        Ok((pages, signature))
    }

    /// Begins a page, with the table head that goes with a piece, and says where the page goes on.
    fn turn(&self, pages: &mut Vec<Page>, piece: &Piece) -> f32 {
        let items =
            piece.head.and_then(|h| self.heads.get(h)).map(|(_, items)| items.as_slice()).unwrap_or_default();
        pages.push(Page { items: items.iter().cloned().map(|i| i.moved(TOP_AFTER_FIRST)).collect() });
        TOP_AFTER_FIRST + self.head_height(piece)
    }

    fn head_height(&self, piece: &Piece) -> f32 {
        piece.head.and_then(|h| self.heads.get(h)).map_or(0.0, |(height, _)| *height)
    }

    /// Sets words in a column; items are measured from the top of the first line. Also says how many lines there are.
    fn set(&mut self, words: &Styled, s: Setting, width: f32, x: f32, owner: Owner) -> (Vec<Item>, usize) {
        let p = self.shaper.prepare(words);
        let lines = break_lines(&p, s.size, width, s.hyphens, self.words);
        let count = lines.len();
        let items = lines
            .into_iter()
            .enumerate()
            .map(|(n, l)| {
                let glyphs = self.shaper.line(&p, l.range, l.hyphen);
                let baseline = round(s.leading * n as f32 + baseline_in(s));
                Item::Text(Text { owner, x, baseline, size: s.size, color: s.color, glyphs, space: l.space })
            })
            .collect();
        (items, count.max(1))
    }

    fn lines(&mut self, words: &Styled, s: Setting, owner: Owner, before: f32) {
        self.lines_in(words, s, owner, before, (LEFT, MEASURE));
    }

    /// A paragraph as one piece per line, with two lines at least on each side of a page break.
    fn lines_in(&mut self, words: &Styled, s: Setting, owner: Owner, before: f32, column: (f32, f32)) {
        let (items, count) = self.set(words, s, column.1, column.0, owner);
        for (n, item) in items.into_iter().enumerate() {
            let keep = count <= 3 && n + 1 < count || n == 0 && count > 1 || n + 2 == count;
            let item = item.moved(-(s.leading * n as f32));
            let before = if n == 0 { before } else { 0.0 };
            self.pieces.push(Piece { before, height: s.leading, keep, items: vec![item], head: None });
        }
    }

    fn bullets(&mut self, list: &[Vec<Run>]) {
        self.keep_last();
        let role = self.layout.element("L", self.parent);
        for (n, runs) in list.iter().enumerate() {
            let item = self.layout.element("LI", role);
            let lbl = self.layout.element("Lbl", item);
            let body = self.layout.element("LBody", item);
            let start = self.pieces.len();
            let before = if n == 0 { 6.0 } else { 3.0 };
            self.lines_in(
                &Styled::new(runs),
                self.sizes.body,
                Owner::Element(body),
                before,
                (LEFT + 16.0, MEASURE - 16.0),
            );
            let bullet = self
                .set(
                    &Styled::plain("•", Style::Regular),
                    self.sizes.body,
                    12.0,
                    LEFT + 3.0,
                    Owner::Element(lbl),
                )
                .0;
            if let Some(first) = self.pieces.get_mut(start) {
                first.items.splice(0..0, bullet);
            }
        }
    }

    fn table(&mut self, table: &Table) -> Result<(), TypesetError> {
        let uneven = table.rows.iter().any(|r| r.len() != table.columns.len());
        if uneven || table.columns.is_empty() || table.columns.iter().any(|c| c.share == 0) {
            return Err(TypesetError::UnevenTable);
        }
        let role = self.layout.element("Table", self.parent);
        let caption = self.layout.element("Caption", role);
        self.lines(
            &Styled::plain(&table.caption, Style::Bold),
            self.sizes.caption,
            Owner::Element(caption),
            14.0,
        );
        self.keep_last();
        self.space_next(5.0);
        let shares: f32 = table.columns.iter().map(|c| f32::from(c.share)).sum();
        let gutter = 8.0;
        let free = MEASURE - gutter * (table.columns.len() - 1) as f32;
        let mut x = LEFT;
        let mut columns = Vec::new();
        for c in &table.columns {
            let width = free * f32::from(c.share) / shares;
            columns.push((round(x), round(width)));
            x += width + gutter;
        }
        let head_group = self.layout.element("THead", role);
        let head_row = self.layout.element("TR", head_group);
        let mut head_items = Vec::new();
        let mut head_lines = 1;
        let grey = Setting { color: GREY, ..self.sizes.cell };
        for (c, (x, width)) in table.columns.iter().zip(&columns) {
            let cell = self.layout.element("TH", head_row);
            self.layout.tree[cell].scope = Some("Column");
            let (items, count) =
                self.set(&Styled::plain(&c.head, Style::Bold), grey, *width, *x, Owner::Element(cell));
            head_items.extend(items);
            head_lines = head_lines.max(count);
        }
        let head_height = self.sizes.cell.leading * head_lines as f32 + 3.2;
        head_items.push(Item::Rule {
            x: LEFT,
            y: head_height,
            dx: MEASURE,
            dy: 0.0,
            thick: 0.9,
            color: BLUE,
        });
        let repeated = head_items.iter().cloned().map(as_head).collect();
        self.heads.push((head_height + 1.0, repeated));
        let head = Some(self.heads.len() - 1);
        self.pieces.push(Piece {
            before: 5.0,
            height: head_height + 1.0,
            keep: true,
            items: head_items,
            head: None,
        });
        let body = self.layout.element("TBody", role);
        let half = self.sizes.row_padding / 2.0;
        // A short table stays whole; a long one leaves two rows at least on each side.
        let count = table.rows.len();
        for (n, row) in table.rows.iter().enumerate() {
            let tr = self.layout.element("TR", body);
            let mut cells = Vec::new();
            let leading = self.sizes.cell.leading;
            for (i, (cell, (x, width))) in row.iter().zip(&columns).enumerate() {
                let kind = if i == 0 { "TH" } else { "TD" };
                let owner = self.layout.element(kind, tr);
                if i == 0 {
                    self.layout.tree[owner].scope = Some("Row");
                }
                let words = Styled::plain(cell, Style::Regular);
                let lines = self.set(&words, self.sizes.cell, *width, *x, Owner::Element(owner)).0;
                cells.push(lines.into_iter().map(|l| l.moved(half)).collect::<Vec<_>>());
            }
            let keep = n + 1 < count && (count <= 6 || n == 0 || n + 2 == count);
            let total = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
            let height = leading * total as f32 + self.sizes.row_padding;
            let rule = Item::Rule { x: LEFT, y: height, dx: MEASURE, dy: 0.0, thick: 0.35, color: [0.6; 3] };
            if total <= TALL_ROW {
                let items = cells.into_iter().flatten().chain([rule]).collect();
                self.pieces.push(Piece { before: 0.0, height, keep, items, head });
                continue;
            }
            // A tall row is laid down line by line, so that it can go on overleaf.
            for k in 0..total {
                let down = leading * k as f32;
                let mut items: Vec<Item> =
                    cells.iter().filter_map(|c| c.get(k)).map(|l| l.clone().moved(-down)).collect();
                let last = k + 1 == total;
                if last {
                    items.push(rule.clone().moved(-down));
                }
                let height = if last { leading + self.sizes.row_padding } else { leading };
                let keep = if last { keep } else { k == 0 || k + 3 >= total };
                self.pieces.push(Piece { before: 0.0, height, keep, items, head });
            }
        }
        self.space_next(4.0);
        Ok(())
    }

    /// Lines to fill in, all on one page with what stands right above them.
    fn form(&mut self, lines: &[FormLine]) {
        self.keep_last();
        for (n, line) in lines.iter().enumerate() {
            let role = self.layout.element("P", self.parent);
            let tall = line.lines > 1;
            let width = if tall { MEASURE } else { 118.0 };
            let (mut items, count) = self.set(
                &Styled::plain(&line.label, Style::Regular),
                Setting { color: GREY, ..self.sizes.note },
                width,
                LEFT,
                Owner::Element(role),
            );
            let top = if tall { self.sizes.note.leading * count as f32 } else { 0.0 };
            let pitch = 21.0;
            for rule in 0..line.lines {
                let y = top
                    + if tall { pitch * f32::from(rule + 1) } else { self.sizes.note.leading * count as f32 };
                let x = if tall { LEFT } else { LEFT + 124.0 };
                let dx = LEFT + MEASURE - x;
                items.push(Item::Rule { x, y: round(y), dx, dy: 0.0, thick: 0.4, color: [0.45; 3] });
            }
            let height = top
                + if tall { pitch * f32::from(line.lines) } else { self.sizes.note.leading * count as f32 };
            let keep = n + 1 < lines.len();
            self.pieces.push(Piece { before: 9.0, height, keep, items, head: None });
        }
    }

    fn keep_last(&mut self) {
        self.keep_from_end(1);
    }

    fn keep_from_end(&mut self, count: usize) {
        self.pieces.iter_mut().rev().take(count).for_each(|p| p.keep = true);
    }

    fn space_next(&mut self, points: f32) {
        if let Some(last) = self.pieces.last_mut() {
            last.height += points;
        }
    }
}

fn as_head(item: Item) -> Item {
    match item {
        Item::Text(t) => Item::Text(Text { owner: Owner::Head, ..t }),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sizes::NORMAL;

    fn paged(build: impl FnOnce(&mut Flow<'_>)) -> Vec<Page> {
        let mut shaper = Shaper::new();
        let mut layout = Layout::new();
        let words = crate::words::Language::default();
        let mut flow = Flow::new(&mut shaper, &mut layout, NORMAL, &words);
        build(&mut flow);
        flow.finish(300.0).unwrap().0
    }

    fn texts(page: &Page) -> Vec<&Text> {
        page.items.iter().filter_map(|i| if let Item::Text(t) = i { Some(t) } else { None }).collect()
    }

    fn run(words: &str) -> Vec<Run> {
        vec![Run { text: words.to_owned(), style: Style::Regular }]
    }

    #[test]
    fn no_paragraph_leaves_a_single_line_on_either_page() {
        for fill in 8..20 {
            let pages = paged(|f| {
                for _ in 0..fill {
                    f.paragraph(&run("One."));
                }
                f.paragraph(&run(&"Words that fill several lines of this page. ".repeat(8)));
            });
            for page in &pages {
                let owners: Vec<_> = texts(page).iter().map(|t| t.owner).collect();
                let last = *owners.last().unwrap();
                let total: usize = pages.iter().flat_map(|p| texts(p)).filter(|t| t.owner == last).count();
                let here = owners.iter().filter(|o| **o == last).count();
                assert!(total == 1 || here >= 2, "{fill}: {here} of {total}");
                assert!(texts(page).iter().all(|t| t.baseline < NORMAL.bottom));
            }
        }
    }

    #[test]
    fn a_table_over_two_pages_repeats_its_head_and_never_ends_a_page_with_it() {
        let columns =
            ["Record", "Dates"].map(|h| crate::letter::Column { head: h.to_owned(), share: 1 }).to_vec();
        let rows = (0..60).map(|n| vec![format!("Record {n}"), "2026".to_owned()]).collect();
        let table = Table { caption: "Given".to_owned(), columns, rows };
        let pages = paged(|f| f.table(&table).unwrap());
        assert!(pages.len() > 1);
        for page in &pages[1..] {
            assert_eq!(texts(page)[0].owner, Owner::Head);
        }
        let rows: usize = pages
            .iter()
            .map(|p| texts(p).iter().filter(|t| matches!(t.owner, Owner::Element(_))).count())
            .sum();
        assert_eq!(rows, 60 * 2 + 2 + 1, "every cell once, two heads, one caption");
    }

    #[test]
    fn a_cell_of_ten_thousand_letters_goes_over_pages_and_loses_nothing() {
        let columns =
            ["What", "Words"].map(|h| crate::letter::Column { head: h.to_owned(), share: 1 }).to_vec();
        let words = "every word ".repeat(900);
        let rows =
            vec![vec!["Asked for".to_owned(), words.clone()], vec!["Next".to_owned(), "row".to_owned()]];
        let table = Table { caption: "Request".to_owned(), columns, rows };
        let pages = paged(|f| f.table(&table).unwrap());
        assert!(pages.len() > 2);
        let set: String =
            pages.iter().flat_map(texts).filter(|t| t.owner != Owner::Head).map(letters).collect();
        assert_eq!(set.matches("every").count(), 900);
        assert!(pages.iter().flat_map(texts).all(|t| t.baseline <= NORMAL.bottom));
    }

    #[test]
    fn a_group_too_tall_for_the_rest_of_page_one_is_placed_all_the_same() {
        let columns =
            ["What", "Words"].map(|h| crate::letter::Column { head: h.to_owned(), share: 1 }).to_vec();
        let rows = (0..5).map(|_| vec!["Row".to_owned(), "word ".repeat(70)]).collect();
        let table = Table { caption: "Request".to_owned(), columns, rows };
        let pages = paged(|f| {
            f.subject("Subject");
            f.table(&table).unwrap();
        });
        let rows: usize = pages.iter().flat_map(texts).filter(|t| letters(t) == "Row").count();
        assert_eq!(rows, 5);
        assert!(pages.iter().flat_map(texts).all(|t| t.baseline <= NORMAL.bottom));
    }

    fn letters(t: &Text) -> String {
        t.glyphs.iter().map(|g| &*g.text).collect()
    }

    #[test]
    fn the_signature_takes_two_lines_of_text_with_it() {
        let (name, lines) = ("A. Person".to_owned(), vec!["Library Director".to_owned()]);
        let signer = Signer { name, lines, under: Vec::new() };
        for fill in 15..40 {
            let pages = paged(|f| {
                for _ in 0..fill {
                    f.paragraph(&run("One."));
                }
                f.signature(Some("Sincerely,"), &signer);
            });
            assert!(texts(pages.last().unwrap()).len() >= 4, "{fill}");
        }
    }
}
