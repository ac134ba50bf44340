//! Pages as plain data: what stands where and what it is called. No PDF here, so that a snapshot can hold a page.

use crate::shape::Glyph;

/// US Letter, in points.
pub(crate) const WIDTH: f32 = 612.0;
/// US Letter, in points.
pub(crate) const HEIGHT: f32 = 792.0;

pub(crate) type Color = [f32; 3];
/// Text.
pub(crate) const INK: Color = [0.10, 0.10, 0.10];
/// Second voice: labels, capacity, running heads. 7.6 to 1 on white.
pub(crate) const GREY: Color = [0.33, 0.33, 0.33];
/// The letterhead rule.
pub(crate) const BLUE: Color = [0.102, 0.271, 0.420];
/// Banner of a memo.
pub(crate) const RED: Color = [0.545, 0.102, 0.102];

/// A set letter.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Layout {
    pub(crate) pages: Vec<Page>,
    /// The tag tree; the first element is the document.
    pub(crate) tree: Vec<Element>,
}

/// One page, in reading order.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Page {
    pub(crate) items: Vec<Item>,
}

/// Something on a page. Vertical measures run down from the top edge.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Item {
    Text(Text),
    /// A rule; always an artifact.
    Rule {
        x: f32,
        y: f32,
        dx: f32,
        dy: f32,
        thick: f32,
        color: Color,
    },
    /// The logo.
    Picture {
        owner: Owner,
        x: f32,
        y: f32,
        width: f32,
        height: f32,
    },
    /// A live link over words.
    Link {
        owner: Owner,
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        uri: String,
        says: String,
    },
    /// Large pale words across the page, behind the text.
    Watermark {
        glyphs: Vec<Glyph>,
        size: f32,
        width: f32,
    },
}

/// One line of words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Text {
    pub(crate) owner: Owner,
    pub(crate) x: f32,
    pub(crate) baseline: f32,
    pub(crate) size: f32,
    pub(crate) color: Color,
    pub(crate) glyphs: Vec<Glyph>,
    /// A space follows in the text, so that words of two lines do not run together when copied.
    pub(crate) space: bool,
}

/// What an item belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// An element of the tag tree.
    Element(usize),
    /// A running head or a repeated table head.
    Head,
    /// A footer.
    Foot,
}

/// An element of the tag tree.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Element {
    pub(crate) role: &'static str,
    pub(crate) parent: Option<usize>,
    /// Alternative words of a figure.
    pub(crate) alt: Option<String>,
    /// "Column" or "Row" of a table heading.
    pub(crate) scope: Option<&'static str>,
    /// Box of a figure: left, bottom, right, top.
    pub(crate) bounds: Option<[f32; 4]>,
}

impl Layout {
    /// Adds an element under another.
    pub(crate) fn element(&mut self, role: &'static str, parent: usize) -> usize {
        self.tree.push(Element { role, parent: Some(parent), alt: None, scope: None, bounds: None });
        self.tree.len() - 1
    }

    /// A layout with nothing but the document element.
    pub(crate) fn new() -> Layout {
        let document = Element { role: "Document", parent: None, alt: None, scope: None, bounds: None };
        Layout { pages: Vec::new(), tree: vec![document] }
    }
}

impl Item {
    /// The same item lower on the page.
    pub(crate) fn moved(mut self, down: f32) -> Item {
        match &mut self {
            Item::Text(t) => t.baseline += down,
            Item::Rule { y, .. } | Item::Picture { y, .. } | Item::Link { y, .. } => *y += down,
            Item::Watermark { .. } => {}
        }
        self
    }
}

/// Rounds to a hundredth of a point: what is stored does not depend on how a sum was added up.
pub(crate) fn round(points: f32) -> f32 {
    (points * 100.0).round() / 100.0
}
