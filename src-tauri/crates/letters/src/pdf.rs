//! Pages of data to pages of PDF: subset fonts, text, rules, and the marks that tie each word to the tag tree.

use std::collections::BTreeMap;
use std::sync::Arc;

use printpdf::{
    Codepoint, Color, CurTransMat, DictItem, FontId, Line, LinePoint, Mm, Op, PdfDocument, PdfFontHandle,
    PdfPage, PdfSaveOptions, Point, Pt, Rgb, TextItem, TextMatrix,
};

use crate::font::Face;
use crate::page::{self, HEIGHT, Item, Layout, Owner, Text, WIDTH};
use crate::shape::Glyph;
use crate::subset::{Fonts, Program, Slot};
use crate::typeset::TypesetError;

/// A drawn document and what its marks mean.
pub(crate) struct Drawn {
    pub(crate) doc: lopdf::Document,
    pub(crate) marks: Marks,
    /// The faces, which are still to be put into it.
    pub(crate) programs: BTreeMap<Face, Arc<Program>>,
}

/// How page content and tag tree belong together.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    /// Per page, the owner of each marked content in order of its number.
    pub(crate) owners: Vec<Vec<Tagged>>,
    /// Per element of the layout's tree, what it holds, in reading order.
    pub(crate) holds: BTreeMap<usize, Vec<Held>>,
    /// Parts of an element whose words differ from their glyphs.
    pub(crate) spans: Vec<Span>,
    /// Links, with the page they are on.
    pub(crate) links: Vec<Link>,
}

/// What a piece of marked content belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tagged {
    Element(usize),
    Span(usize),
}

/// Something an element holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Held {
    Content { page: usize, mark: usize },
    Span(usize),
    Element(usize),
}

/// A stretch of words that needs its text said beside its glyphs.
#[derive(Debug)]
pub(crate) struct Span {
    pub(crate) parent: usize,
    pub(crate) page: usize,
    pub(crate) mark: usize,
    /// Said on the structure element rather than on the content; for text set right to left, where readers would
    /// otherwise turn it round twice.
    pub(crate) on_element: Option<String>,
}

/// A link over words.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) page: usize,
    pub(crate) element: usize,
    pub(crate) bounds: [f32; 4],
    pub(crate) uri: String,
    pub(crate) says: String,
}

/// Name of the logo among the resources of a page.
pub(crate) const LOGO: &str = "Logo";

/// Draws a layout.
pub(crate) fn draw(layout: &Layout, has_logo: bool) -> Result<Drawn, TypesetError> {
    let fonts = Fonts::gather(layout)?;
    let mut marks = Marks::default();
    let mut doc = PdfDocument::new("");
    for (face, cut) in &fonts.cuts {
        doc.resources.fonts.map.insert(font_id(*face), printpdf::PdfFont::new(cut.parsed.clone()));
    }
    for (number, page) in layout.pages.iter().enumerate() {
        let mut pen = Pen::new(&fonts, layout, number, &mut marks);
        pen.marks.owners.push(Vec::new());
        for item in &page.items {
            if has_logo || !matches!(item, Item::Picture { .. }) {
                pen.item(item);
            }
        }
        pen.close();
        doc.pages.push(PdfPage::new(Mm(215.9), Mm(279.4), pen.ops));
    }
    let options =
        PdfSaveOptions { optimize: false, subset_fonts: false, secure: false, image_optimization: None };
    let mut warnings = Vec::new();
    let lo = doc.to_lopdf_document(&options, &mut warnings);
    if let Some(w) = warnings.first() {
        return Err(TypesetError::Pdf(format!("{w:?}")));
    }
    let programs = fonts.cuts.into_iter().map(|(face, cut)| (face, cut.program)).collect();
    Ok(Drawn { doc: lo, marks, programs })
}

/// The resource name of a face.
pub(crate) fn font_id(face: Face) -> FontId {
    FontId(format!("T{}", face as u8))
}

/// What the open marked content is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Element(usize),
    Artifact(&'static str, Option<&'static str>),
}

struct Pen<'a> {
    fonts: &'a Fonts,
    layout: &'a Layout,
    page: usize,
    marks: &'a mut Marks,
    ops: Vec<Op>,
    open: Option<Open>,
    in_mark: bool,
    in_text: bool,
    /// Face, size and colour inside the open text section.
    look: Option<(Face, f32, page::Color)>,
}

impl<'a> Pen<'a> {
    fn new(fonts: &'a Fonts, layout: &'a Layout, page: usize, marks: &'a mut Marks) -> Pen<'a> {
        Pen {
            fonts,
            layout,
            page,
            marks,
            ops: Vec::new(),
            open: None,
            in_mark: false,
            in_text: false,
            look: None,
        }
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Text(t) => self.text(t),
            Item::Rule { x, y, dx, dy, thick, color } => {
                self.artifact("Layout", None);
                self.end_text();
                let (y0, y1) = (up(*y), up(*y + *dy));
                self.ops.push(Op::SetOutlineColor { col: rgb(*color) });
                self.ops.push(Op::SetOutlineThickness { pt: Pt(*thick) });
                let point = |x, y| LinePoint { p: Point { x: Pt(x), y: Pt(y) }, bezier: false };
                let points = vec![point(*x, y0), point(x + dx, y1)];
                self.ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
            }
            Item::Picture { owner, x, y, width, height } => {
                self.own(*owner);
                self.end_text();
                let matrix = CurTransMat::Raw([*width, 0.0, 0.0, *height, *x, up(*y + *height)]);
                self.ops.push(Op::SaveGraphicsState);
                self.ops.push(Op::SetTransformationMatrix { matrix });
                let value = vec![DictItem::Name(LOGO.as_bytes().to_vec())];
                self.ops.push(Op::Unknown { key: "Do".to_owned(), value });
                self.ops.push(Op::RestoreGraphicsState);
            }
            Item::Link { owner, x, y, width, height, uri, says } => {
                if let Owner::Element(element) = owner {
                    let bounds = [*x, up(*y + *height), x + width, up(*y)].map(page::round);
                    let (uri, says) = (uri.clone(), says.clone());
                    self.marks.links.push(Link { page: self.page, element: *element, bounds, uri, says });
                }
            }
            Item::Watermark { glyphs, size, width } => {
                self.artifact("Pagination", Some("Watermark"));
                self.begin_text();
                let (sin, cos) = (52.0_f32.to_radians().sin(), 52.0_f32.to_radians().cos());
                // Half the cap height below the middle, along the slanted baseline.
                let (cx, cy) = (WIDTH / 2.0 + sin * size * 0.33, HEIGHT / 2.0 - cos * size * 0.33);
                let (x, y) = (cx - cos * width / 2.0, cy - sin * width / 2.0);
                let raw = [cos, sin, -sin, cos, x, y].map(|v| (v * 10_000.0).round() / 10_000.0);
                let look = (glyphs.first().map_or(Face::SemiBold, |g| g.face), *size, [0.925; 3]);
                self.look(look);
                self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Raw(raw) });
                self.show(glyphs, *size, [0.925; 3], false);
                self.close();
            }
        }
    }

    fn text(&mut self, t: &Text) {
        let mut x = t.x;
        let mut from = 0;
        while from < t.glyphs.len() || (t.glyphs.is_empty() && from == 0) {
            let (to, special) = self.segment(&t.glyphs, from, t.owner);
            let glyphs = &t.glyphs[from..to];
            let space = t.space && to == t.glyphs.len();
            match (special, t.owner) {
                (true, Owner::Element(element)) => self.open_span(element, glyphs),
                _ => self.own(t.owner),
            }
            self.begin_text();
            self.ops.push(Op::SetTextMatrix {
                matrix: TextMatrix::Translate(Pt(page::round(x)), Pt(page::round(up(t.baseline)))),
            });
            self.show(glyphs, t.size, t.color, space && !special);
            if special {
                self.close();
                if space && let Owner::Element(_) = t.owner {
                    // The space at the line end belongs to the words around the span.
                    self.own(t.owner);
                    self.begin_text();
                    let end = x + self.advance(glyphs, t.size);
                    self.ops.push(Op::SetTextMatrix {
                        matrix: TextMatrix::Translate(Pt(page::round(end)), Pt(page::round(up(t.baseline)))),
                    });
                    self.space(glyphs.last().map(|g| g.face), t.size, t.color);
                }
            }
            x += self.advance(glyphs, t.size);
            from = to;
            if t.glyphs.is_empty() {
                break;
            }
        }
    }

    /// The end of the stretch that begins at `from`, and whether its words must be said beside its glyphs.
    fn segment(&self, glyphs: &[Glyph], from: usize, owner: Owner) -> (usize, bool) {
        let Some(first) = glyphs.get(from) else { return (from, false) };
        if !matches!(owner, Owner::Element(_)) {
            return (glyphs.len(), false);
        }
        let unlike = |g: &Glyph| {
            g.shared
                || self.fonts.cuts.get(&g.face).and_then(|c| c.slot(g.id)).is_none_or(|s| *s.says != *g.text)
        };
        // A run set right to left is one stretch, so that its words stay in one piece.
        let run_end = |from: usize| from + glyphs[from..].iter().take_while(|g| g.reversed).count();
        if first.reversed {
            let end = run_end(from);
            return (end, glyphs[from..end].iter().any(unlike));
        }
        let special = unlike(first);
        let count = glyphs[from..].iter().take_while(|g| !g.reversed && unlike(g) == special).count();
        (from + count, special)
    }

    fn advance(&self, glyphs: &[Glyph], size: f32) -> f32 {
        glyphs
            .iter()
            .map(|g| g.advance as f32 * size / self.fonts.cuts.get(&g.face).map_or(1000.0, |c| c.units))
            .sum()
    }

    fn show(&mut self, glyphs: &[Glyph], size: f32, color: page::Color, space: bool) {
        let mut said = Said::default();
        for g in glyphs {
            let Some(cut) = self.fonts.cuts.get(&g.face) else { continue };
            let Some(slot) = cut.slot(g.id) else { continue };
            let mille = 1000.0 / cut.units;
            let turned = self.look.is_none_or(|l| l != (g.face, size, color));
            if turned || g.dy != 0 || g.dx != 0 {
                said.show(&mut self.ops);
            }
            if turned {
                self.look((g.face, size, color));
            }
            // The viewer moves by the whole number in the width table; what is left over goes into the offset.
            let (dx, dy) = (g.dx as f32 * mille, g.dy as f32 * size / cut.units);
            let offset = tidy(slot.width - g.advance as f32 * mille + dx);
            if g.dx != 0 {
                said.move_by(tidy(-dx));
            }
            if dy != 0.0 {
                self.ops.push(Op::SetLineOffset { multiplier: tidy(dy) });
            }
            said.glyph(slot, offset);
            if g.dx != 0 || g.dy != 0 {
                said.show(&mut self.ops);
            }
            if dy != 0.0 {
                self.ops.push(Op::SetLineOffset { multiplier: 0.0 });
            }
        }
        said.show(&mut self.ops);
        if space {
            self.space(glyphs.last().map(|g| g.face), size, color);
        }
    }

    fn space(&mut self, face: Option<Face>, size: f32, color: page::Color) {
        let Some(face) = face else { return };
        let Some(cut) = self.fonts.cuts.get(&face) else { return };
        if let Some(slot) = cut.space.and_then(|s| cut.slot(s)) {
            self.look((face, size, color));
            let mut said = Said::default();
            said.glyph(slot, 0.0);
            said.show(&mut self.ops);
        }
    }

    fn look(&mut self, look: (Face, f32, page::Color)) {
        let old = self.look.replace(look);
        if old.is_none_or(|o| (o.0, o.1) != (look.0, look.1)) {
            self.ops.push(Op::SetFont { font: PdfFontHandle::External(font_id(look.0)), size: Pt(look.1) });
        }
        if old.is_none_or(|o| o.2 != look.2) {
            self.ops.push(Op::SetFillColor { col: rgb(look.2) });
        }
    }

    fn own(&mut self, owner: Owner) {
        match owner {
            Owner::Element(e) => {
                if self.open != Some(Open::Element(e)) {
                    self.close();
                    let mark = self.mark(Tagged::Element(e));
                    self.hold(e, Held::Content { page: self.page, mark });
                    self.begin(self.layout.tree[e].role, vec![("MCID", DictItem::Int(mark as i64))]);
                    self.open = Some(Open::Element(e));
                }
            }
            Owner::Head => self.artifact("Pagination", Some("Header")),
            Owner::Foot => self.artifact("Pagination", Some("Footer")),
        }
    }

    fn artifact(&mut self, kind: &'static str, subtype: Option<&'static str>) {
        let wanted = Open::Artifact(kind, subtype);
        if self.open == Some(wanted) {
            return;
        }
        self.close();
        let name = |n: &str| DictItem::Name(n.as_bytes().to_vec());
        let mut properties = vec![("Type", name(kind))];
        properties.extend(subtype.map(|s| ("Subtype", name(s))));
        self.begin("Artifact", properties);
        self.open = Some(wanted);
    }

    fn open_span(&mut self, parent: usize, glyphs: &[Glyph]) {
        self.close();
        let index = self.marks.spans.len();
        let mark = self.mark(Tagged::Span(index));
        let reversed = glyphs.first().is_some_and(|g| g.reversed);
        let words: String = if reversed {
            glyphs.iter().rev().map(|g| &*g.text).collect()
        } else {
            glyphs.iter().map(|g| &*g.text).collect()
        };
        let mut properties = vec![("MCID", DictItem::Int(mark as i64))];
        if !reversed {
            properties.push(("ActualText", DictItem::String { data: utf16(&words), literal: false }));
        }
        let on_element = reversed.then_some(words);
        self.marks.spans.push(Span { parent, page: self.page, mark, on_element });
        self.hold(parent, Held::Span(index));
        self.begin("Span", properties);
        // Closed right after its glyphs; nothing else joins it.
        self.open = None;
        self.look = None;
    }

    fn mark(&mut self, owner: Tagged) -> usize {
        let Some(owners) = self.marks.owners.last_mut() else { return 0 };
        owners.push(owner);
        owners.len() - 1
    }

    /// Notes what an element holds, and that its parents hold it, in the order in which words appear.
    fn hold(&mut self, element: usize, held: Held) {
        self.marks.holds.entry(element).or_default().push(held);
        let mut child = element;
        while let Some(parent) = self.layout.tree[child].parent {
            let list = self.marks.holds.entry(parent).or_default();
            if list.contains(&Held::Element(child)) {
                break;
            }
            list.push(Held::Element(child));
            child = parent;
        }
    }

    fn begin(&mut self, tag: &str, properties: Vec<(&str, DictItem)>) {
        let map = properties.into_iter().map(|(k, v)| (k.to_owned(), v)).collect();
        let properties = DictItem::Dict { map };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties });
        self.in_mark = true;
    }

    fn close(&mut self) {
        self.end_text();
        if self.in_mark {
            self.ops.push(Op::EndMarkedContent);
            self.in_mark = false;
        }
        self.open = None;
    }

    fn begin_text(&mut self) {
        if !self.in_text {
            self.ops.push(Op::StartTextSection);
            self.in_text = true;
            self.look = None;
        }
    }

    fn end_text(&mut self) {
        if self.in_text {
            self.ops.push(Op::EndTextSection);
            self.in_text = false;
        }
    }
}

/// What is shown with one operator: signs in a row where the glyph of each is the only one that stands for it, other glyphs by
/// their numbers, and moves between them.
#[derive(Default)]
struct Said {
    items: Vec<TextItem>,
    signs: String,
    codes: Vec<Codepoint>,
}

impl Said {
    fn glyph(&mut self, slot: &Slot, offset: f32) {
        match slot.sign {
            Some(sign) => {
                self.end_codes();
                self.signs.push(sign);
                if offset != 0.0 {
                    self.move_by(offset);
                }
            }
            None => {
                self.end_signs();
                self.codes.push(Codepoint::with_cid(slot.id, offset, slot.says.clone()));
            }
        }
    }

    fn move_by(&mut self, offset: f32) {
        self.end_codes();
        self.end_signs();
        self.items.push(TextItem::Offset(offset));
    }

    fn end_signs(&mut self) {
        if !self.signs.is_empty() {
            self.items.push(TextItem::Text(std::mem::take(&mut self.signs)));
        }
    }

    fn end_codes(&mut self) {
        if !self.codes.is_empty() {
            self.items.push(TextItem::GlyphIds(std::mem::take(&mut self.codes)));
        }
    }

    fn show(&mut self, ops: &mut Vec<Op>) {
        self.end_codes();
        self.end_signs();
        if !self.items.is_empty() {
            ops.push(Op::ShowText { items: std::mem::take(&mut self.items) });
        }
    }
}

/// UTF-16 with its byte order mark, as PDF text strings are written.
pub(crate) fn utf16(words: &str) -> Vec<u8> {
    [0xFE, 0xFF].into_iter().chain(words.encode_utf16().flat_map(u16::to_be_bytes)).collect()
}

fn up(y: f32) -> f32 {
    HEIGHT - y
}

fn tidy(v: f32) -> f32 {
    let r = (v * 100.0).round() / 100.0;
    if r == 0.0 { 0.0 } else { r }
}

fn rgb(c: page::Color) -> Color {
    Color::Rgb(Rgb { r: c[0], g: c[1], b: c[2], icc_profile: None })
}

#[cfg(test)]
mod tests {
    use lopdf::{Object, content::Content};

    use super::*;
    use crate::letter::Style;
    use crate::page::{INK, Page};
    use crate::shape::{Shaper, Styled};

    /// Where the pen ends after one line, read from the file: start of the line, widths of the font, numbers between.
    fn pen_end(words: &str, style: Style) -> (f32, f32) {
        let mut shaper = Shaper::new();
        let styled = Styled::plain(words, style);
        let prepared = shaper.prepare(&styled);
        let wanted = 100.0 + prepared.width(0..styled.text.len(), 20.0);
        let glyphs = shaper.line(&prepared, 0..styled.text.len(), false);
        let mut layout = Layout::new();
        let owner = Owner::Element(layout.element("P", 0));
        let line = Text { owner, x: 100.0, baseline: 100.0, size: 20.0, color: INK, glyphs, space: false };
        layout.pages.push(Page { items: vec![Item::Text(line)] });
        let doc = draw(&layout, false).unwrap().doc;
        let page = doc.page_iter().next().unwrap();
        let mut widths: BTreeMap<Vec<u8>, BTreeMap<u16, f32>> = BTreeMap::new();
        for (name, font) in doc.get_page_fonts(page).unwrap() {
            let inner = font.get(b"DescendantFonts").unwrap().as_array().unwrap()[0].as_dict().unwrap();
            let table = widths.entry(name).or_default();
            for pair in inner.get(b"W").unwrap().as_array().unwrap().chunks(2) {
                let first = pair[0].as_i64().unwrap() as u16;
                for (k, w) in pair[1].as_array().unwrap().iter().enumerate() {
                    table.insert(first + k as u16, w.as_float().unwrap());
                }
            }
        }
        let (mut font, mut x) = (Vec::new(), 0.0);
        for op in Content::decode(&doc.get_page_content(page)).unwrap().operations {
            match op.operator.as_str() {
                "Tf" => font = op.operands[0].as_name().unwrap().to_vec(),
                "Tm" => x = op.operands[4].as_float().unwrap(),
                "TJ" | "Tj" => {
                    for o in op.operands[0].as_array().unwrap_or(&op.operands) {
                        x += match o {
                            Object::String(s, _) => s
                                .chunks(2)
                                .map(|code| widths[&font][&u16::from_be_bytes([code[0], code[1]])] * 0.02)
                                .sum(),
                            other => -other.as_float().unwrap() * 0.02,
                        };
                    }
                }
                _ => {}
            }
        }
        (x, wanted)
    }

    #[test]
    fn glyphs_stand_in_the_file_where_shaping_put_them() {
        for (words, style) in [
            ("AVATAR Tomato Yolk, P.A.", Style::Regular),
            ("WAVE To Ty", Style::Bold),
            ("Adébáyọ̀ Ọlátúnjí", Style::Regular),
            ("कृष्ण शर्मा", Style::Regular),
            ("محمد علي", Style::Regular),
        ] {
            let (end, wanted) = pen_end(words, style);
            assert!((end - wanted).abs() < 0.05, "{words}: the pen ends at {end}, not at {wanted}");
        }
    }
}
