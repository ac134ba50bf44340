//! A copy without what may not go out. Nothing is painted over: the copy is a new file made of pictures in which the boxes
//! are burnt in, and it is given out only after a search for leaks found none.

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use crate::leak::{Leak, find_leak};
use crate::write_pdf::Writer;
use crate::{Helper, Trouble, burn};

/// No longer file is redacted at once, in pages.
pub const PAGE_LIMIT: u32 = 200;

/// No copy grows larger, in bytes; it is to be kept as an attachment.
const RESULT_LIMIT: usize = 96 * 1024 * 1024;

/// Pixels across each page of the copy: 235 to the inch on letter paper.
pub(crate) const COPY_WIDTH: u32 = 2000;

/// A reason's label is short; the reason in full stands in the record.
const LABEL_LIMIT: usize = 40;

/// One box, in fractions of the page from its upper left corner, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Cover {
    /// The page, counted from 0.
    pub page: u32,
    /// Left edge, 0 to 1.
    pub x: f64,
    /// Upper edge, 0 to 1.
    pub y: f64,
    /// Width, over 0.
    pub w: f64,
    /// Height, over 0.
    pub h: f64,
    /// The reason's short label, which is written into the box where it fits.
    pub reason: String,
}

/// What is to be made.
#[derive(Clone, Copy)]
pub struct Order<'a> {
    /// The file as it came.
    pub file: &'a [u8],
    /// What goes. None is allowed: the copy is then flat and otherwise whole.
    pub covers: &'a [Cover],
    /// The only date in the copy.
    pub made: NaiveDate,
}

/// What was done, for the record. Holds none of the words that went.
#[derive(Debug, Clone, PartialEq)]
pub struct Log {
    /// Pages of the file and of the copy.
    pub pages: u32,
    /// Every box with its reason.
    pub covers: Vec<Cover>,
    /// SHA-256 of the file as it came, in hexadecimal.
    pub source_sha256: String,
    /// SHA-256 of the copy, in hexadecimal.
    pub result_sha256: String,
    /// Pages of which something could not be drawn, counted from 0. It is not in the copy either.
    pub partial_pages: Vec<u32>,
}

/// A copy that may go out.
#[derive(Clone, PartialEq)]
pub struct Redacted {
    /// The new file.
    pub pdf: Vec<u8>,
    /// What was done.
    pub log: Log,
}

/// Says what was done and nothing of the copy.
impl std::fmt::Debug for Redacted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Redacted").field("log", &self.log).finish_non_exhaustive()
    }
}

/// Why there is no copy. In every case the file is kept as it came and nothing was given out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RedactError {
    /// A page could not be drawn.
    #[error("Page {} could not be drawn. {trouble} The file is kept as it came and no copy was made.", page + 1)]
    Page {
        /// The page, counted from 0.
        page: u32,
        /// What stood in the way.
        trouble: Trouble,
    },
    /// A box that is none: outside the page, without size, or on a page that is not there.
    #[error("Box {} does not lie on a page of this file. Nothing was made. Draw it again.", .0 + 1)]
    NoBox(usize),
    /// A box without a reason, or with one that is no short label.
    #[error("Box {} has no short reason. Nothing was made. Choose why it goes, then try again.", .0 + 1)]
    NoReason(usize),
    /// Too many pages, or too much picture in them.
    #[error(
        "This file is too large to be redacted here in one piece. It is kept as it came and no copy was made. Ask for it in \
         smaller parts, or redact it on paper."
    )]
    TooLarge,
    /// The copy could not be put together.
    #[error(
        "The copy could not be put together. The file is kept as it came. Close some programs and try again."
    )]
    NotWritten,
    /// Something may have stayed in the copy.
    #[error(
        "The copy was checked and thrown away: {0} The file is kept as it came, and nothing went out. Redact it on paper, and \
         tell whoever looks after this program."
    )]
    Leak(Leak),
}

/// Makes a redacted copy and searches it for leaks. `progress` is told how many of how many steps are done.
///
/// # Errors
/// See [`RedactError`].
pub fn redact(
    helper: &Helper,
    order: &Order<'_>,
    progress: &mut dyn FnMut(u32, u32),
) -> Result<Redacted, RedactError> {
    check_boxes(order.covers)?;
    let (mut writer, mut pages, mut page, mut size) = (Writer::new(), 1, 0, 0_usize);
    let mut partial_pages = Vec::new();
    while page < pages {
        let drawn = helper
            .draw(order.file, page, COPY_WIDTH)
            .map_err(|trouble| RedactError::Page { page, trouble })?;
        if page == 0 {
            pages = drawn.pages;
            check_pages(order.covers, pages)?;
        }
        if drawn.is_partial {
            partial_pages.push(page);
        }
        let mut pixels = drawn.pixels;
        burn::burn(&mut pixels, on_page(order.covers, page));
        size = size.saturating_add(writer.add(&pixels, drawn.points).map_err(|_| RedactError::NotWritten)?);
        if size > RESULT_LIMIT {
            return Err(RedactError::TooLarge);
        }
        page += 1;
        progress(page, pages * 2);
    }
    let pdf = writer.finish(order.made).map_err(|_| RedactError::NotWritten)?;
    let found = find_leak(helper, order, &pdf, &mut |checked| progress(pages + checked, pages * 2));
    match found.map_err(|(page, trouble)| RedactError::Page { page, trouble })? {
        Some(leak) => Err(RedactError::Leak(leak)),
        None => {
            let log = Log {
                pages,
                covers: order.covers.to_vec(),
                source_sha256: digest(order.file),
                result_sha256: digest(&pdf),
                partial_pages,
            };
            Ok(Redacted { pdf, log })
        }
    }
}

/// The boxes of one page.
pub(crate) fn on_page(covers: &[Cover], page: u32) -> impl Iterator<Item = &Cover> + Clone {
    covers.iter().filter(move |cover| cover.page == page)
}

fn check_boxes(covers: &[Cover]) -> Result<(), RedactError> {
    // Fractions come from a screen and are added up; a millionth beyond the edge is still the edge.
    const EDGE: f64 = 1.000_001;
    for (number, cover) in covers.iter().enumerate() {
        let is_place = |at: f64| (0.0..=EDGE).contains(&at);
        let has_size = cover.w > 0.0 && cover.h > 0.0;
        if !has_size || ![cover.x, cover.y, cover.x + cover.w, cover.y + cover.h].into_iter().all(is_place) {
            return Err(RedactError::NoBox(number));
        }
        if cover.reason.trim().is_empty() || cover.reason.chars().count() > LABEL_LIMIT {
            return Err(RedactError::NoReason(number));
        }
    }
    Ok(())
}

fn check_pages(covers: &[Cover], pages: u32) -> Result<(), RedactError> {
    if pages > PAGE_LIMIT {
        return Err(RedactError::TooLarge);
    }
    match covers.iter().position(|cover| cover.page >= pages) {
        Some(number) => Err(RedactError::NoBox(number)),
        None => Ok(()),
    }
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cover(x: f64, y: f64, w: f64, h: f64) -> Cover {
        Cover { page: 0, x, y, w, h, reason: "NAME".to_owned() }
    }

    #[test]
    fn a_box_must_lie_on_the_page_and_have_a_size() {
        assert_eq!(check_boxes(&[cover(0.0, 0.0, 1.0, 1.0), cover(0.7, 0.7, 0.3, 0.3)]), Ok(()));
        let none = [
            cover(-0.1, 0.0, 0.5, 0.5),
            cover(0.5, 0.5, 0.6, 0.1),
            cover(0.5, 0.5, 0.0, 0.1),
            cover(f64::NAN, 0.5, 0.1, 0.1),
            cover(0.1, 0.1, f64::INFINITY, 0.1),
        ];
        for bad in none {
            assert_eq!(
                check_boxes(&[cover(0.0, 0.0, 0.1, 0.1), bad.clone()]),
                Err(RedactError::NoBox(1)),
                "{bad:?}"
            );
        }
        assert_eq!(
            check_pages(&[Cover { page: 2, ..cover(0.0, 0.0, 0.1, 0.1) }], 2),
            Err(RedactError::NoBox(0))
        );
    }

    #[test]
    fn a_box_needs_a_short_reason() {
        let with = |reason: &str| Cover { reason: reason.to_owned(), ..cover(0.0, 0.0, 0.1, 0.1) };
        assert_eq!(check_boxes(&[with("  ")]), Err(RedactError::NoReason(0)));
        assert_eq!(check_boxes(&[with(&"x".repeat(41))]), Err(RedactError::NoReason(0)));
    }
}
