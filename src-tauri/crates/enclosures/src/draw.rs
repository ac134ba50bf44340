//! Drawing one page of a file of whatever kind. Runs in the helper process.

use std::ops::RangeInclusive;

use crate::{PageText, Pixels, Trouble, draw_pdf, draw_picture};

/// How wide a page may be drawn, in pixels.
pub const WIDTHS: RangeInclusive<u32> = 100..=2600;

/// However long a page is, it gets no more pixels than this; it is then drawn narrower.
pub(crate) const PIXEL_LIMIT: f64 = 24_000_000.0;

/// No side of a drawn page is longer, in pixels.
pub(crate) const SIDE_LIMIT: f64 = 16_000.0;

/// What a file is, by its first bytes and never by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A PDF document.
    Pdf,
    /// A PNG picture.
    Png,
    /// A JPEG picture.
    Jpeg,
}

/// One page, and what was learnt about the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// What the file is.
    pub kind: Kind,
    /// How many pages it has; a picture has one.
    pub pages: u32,
    /// The page.
    pub pixels: Pixels,
    /// Width and height of the page in points (1/72 inch), whole.
    pub points: (u32, u32),
    /// Words on the page as the file itself states them.
    pub text: PageText,
    /// Something on the page could not be drawn: a typeface, a picture, a note. What is missing cannot be seen.
    pub is_partial: bool,
}

impl Kind {
    /// What the first bytes say.
    #[must_use]
    pub fn of(file: &[u8]) -> Option<Self> {
        // Some programs put a few bytes before a PDF's mark; readers accept it within the first kilobyte.
        let start = &file[..file.len().min(1024)];
        if file.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if file.starts_with(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if start.windows(5).any(|five| five == b"%PDF-") {
            Some(Self::Pdf)
        } else {
            None
        }
    }
}

/// Draws a page, counted from 0, at about `width` pixels across.
pub(crate) fn draw(file: Vec<u8>, page: u32, width: u32) -> Result<Drawn, Trouble> {
    match Kind::of(&file).ok_or(Trouble::UnknownKind)? {
        Kind::Pdf => draw_pdf::draw(file, page, width),
        kind => draw_picture::draw(&file, kind, page, width),
    }
}

/// The factor that brings a page to the wanted width, within the limits. `None` for sizes that are none.
pub(crate) fn factor(width: f64, height: f64, wanted: u32) -> Option<f64> {
    let is_size = |side: f64| side.is_finite() && side > 0.0;
    if !is_size(width) || !is_size(height) {
        return None;
    }
    let wanted = f64::from(wanted) / width;
    let by_side = SIDE_LIMIT / width.max(height);
    let by_area = (PIXEL_LIMIT / (width * height)).sqrt();
    let factor = wanted.min(by_side).min(by_area);
    (width * factor >= 1.0 && height * factor >= 1.0).then_some(factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_told_by_the_first_bytes() {
        assert_eq!(Kind::of(b"%PDF-1.7"), Some(Kind::Pdf));
        assert_eq!(Kind::of(b"\r\n%PDF-1.4"), Some(Kind::Pdf));
        assert_eq!(Kind::of(b"\xff\xd8\xff\xe0"), Some(Kind::Jpeg));
        assert_eq!(Kind::of(b"\x89PNG\r\n\x1a\n"), Some(Kind::Png));
        assert_eq!(Kind::of(b"GIF89a"), None);
        assert_eq!(Kind::of(b""), None);
        let late: Vec<u8> = [vec![b' '; 2000], b"%PDF-1.7".to_vec()].concat();
        assert_eq!(Kind::of(&late), None, "a mark deep inside says nothing");
    }

    #[test]
    fn a_page_of_any_size_stays_within_the_limits() {
        assert_eq!(factor(612.0, 792.0, 1224), Some(2.0));
        let long = factor(600.0, 600_000.0, 1200).expect("drawn narrower");
        assert!(600_000.0 * long <= SIDE_LIMIT + 0.5);
        let large = factor(14_400.0, 14_400.0, 2600).expect("a poster");
        assert!(14_400.0 * large * 14_400.0 * large <= PIXEL_LIMIT + 1.0);
        for none in [(0.0, 1.0), (-3.0, 1.0), (f64::NAN, 1.0), (1.0, f64::INFINITY), (1.0, 1e9)] {
            assert_eq!(factor(none.0, none.1, 1000), None, "{none:?}");
        }
    }
}
