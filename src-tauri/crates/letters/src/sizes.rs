//! How large and how close everything is set, in points.

use serde::{Deserialize, Serialize};

use crate::page::{Color, GREY, INK, round};

/// How large the running text of a letter is. What must fit a window, a head or a margin keeps its size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum TypeSize {
    /// 11 points.
    #[default]
    Usual,
    /// 12.5 points.
    Larger,
    /// 14 points, for readers with low vision.
    Large,
}

impl TypeSize {
    /// How much larger than usual.
    fn factor(self) -> f32 {
        match self {
            Self::Usual => 1.0,
            Self::Larger => 12.5 / 11.0,
            Self::Large => 14.0 / 11.0,
        }
    }
}

/// How a kind of text is set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    pub(crate) size: f32,
    pub(crate) leading: f32,
    pub(crate) color: Color,
    pub(crate) hyphens: bool,
}

/// How close a letter is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fit {
    /// The measures of the house.
    Normal,
    /// A little closer, for letters that would otherwise put a few lines on one more page.
    Close,
}

/// The settings of one fit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sizes {
    pub(crate) body: Setting,
    pub(crate) cell: Setting,
    pub(crate) subject: Setting,
    pub(crate) heading: Setting,
    pub(crate) caption: Setting,
    pub(crate) signer: Setting,
    pub(crate) capacity: Setting,
    pub(crate) note: Setting,
    /// Width of what is written before a note.
    pub(crate) label: f32,
    pub(crate) paragraph_space: f32,
    pub(crate) row_padding: f32,
    pub(crate) signature: f32,
    pub(crate) bottom: f32,
    /// How far above its usual place the text of page 1 begins; it stays below the fold.
    pub(crate) lift: f32,
}

impl Setting {
    fn times(self, factor: f32) -> Setting {
        Setting { size: round(self.size * factor), leading: round(self.leading * factor), ..self }
    }
}

impl Sizes {
    /// The measures of a letter.
    pub(crate) fn of(fit: Fit, type_size: TypeSize) -> Sizes {
        let sizes = if fit == Fit::Normal { NORMAL } else { CLOSE };
        let factor = type_size.factor();
        Sizes {
            body: sizes.body.times(factor),
            cell: sizes.cell.times(factor),
            subject: sizes.subject.times(factor),
            heading: sizes.heading.times(factor),
            caption: sizes.caption.times(factor),
            signer: sizes.signer.times(factor),
            capacity: sizes.capacity.times(factor),
            note: sizes.note.times(factor),
            label: round(sizes.label * factor),
            paragraph_space: round(sizes.paragraph_space * factor),
            row_padding: round(sizes.row_padding * factor),
            ..sizes
        }
    }
}

const fn setting(size: f32, leading: f32, color: Color) -> Setting {
    Setting { size, leading, color, hyphens: false }
}

pub(crate) const NORMAL: Sizes = Sizes {
    body: Setting { hyphens: true, ..setting(11.0, 15.0, INK) },
    cell: setting(9.4, 12.2, INK),
    subject: setting(13.5, 18.0, INK),
    heading: setting(12.0, 16.0, INK),
    caption: setting(10.0, 13.0, INK),
    signer: setting(11.0, 14.0, INK),
    capacity: setting(10.5, 14.0, GREY),
    note: setting(9.5, 12.8, INK),
    label: 60.0,
    paragraph_space: 7.5,
    row_padding: 5.6,
    signature: 33.0,
    bottom: 724.0,
    lift: 0.0,
};

pub(crate) const CLOSE: Sizes = Sizes {
    body: Setting { hyphens: true, ..setting(10.5, 13.7, INK) },
    cell: setting(9.2, 11.6, INK),
    subject: setting(13.0, 17.0, INK),
    heading: setting(11.5, 15.0, INK),
    caption: setting(9.8, 12.4, INK),
    signer: setting(10.5, 13.4, INK),
    capacity: setting(10.0, 13.4, GREY),
    note: setting(9.3, 12.2, INK),
    label: 60.0,
    paragraph_space: 5.8,
    row_padding: 4.2,
    signature: 26.0,
    bottom: 733.0,
    lift: 6.0,
};

/// Baseline of the first line below the top of its piece: the ink sits in the middle of the leading.
pub(crate) fn baseline_in(s: Setting) -> f32 {
    s.leading * 0.5 + s.size * 0.33
}
