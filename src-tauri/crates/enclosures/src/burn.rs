//! Burning boxes into a page: every pixel of a box is overwritten, black, and the reason's label in white where it fits.

use crate::glyphs::{self, COLUMNS, ROWS};
use crate::{Cover, PixelBox, Pixels};

const BLACK: [u8; 3] = [0; 3];
const WHITE: [u8; 3] = [255; 3];

/// A label is drawn with dots of this many pixels at most, so that it does not shout.
const LARGEST_DOT: u32 = 5;

/// With dots of fewer pixels nobody could read it.
const SMALLEST_DOT: u32 = 2;

/// Where a label stands in its box, and how large its dots are.
pub(crate) struct Label {
    pub(crate) place: PixelBox,
    dot: u32,
}

/// The pixels that a box covers on a page of this size: all it touches, and one more on each side, because letters are drawn
/// with soft edges.
pub(crate) fn area(cover: &Cover, width: u32, height: u32) -> PixelBox {
    let low = |part: f64, side: u32| ((part * f64::from(side)).floor() as u32).saturating_sub(1).min(side);
    let high = |part: f64, side: u32| ((part * f64::from(side)).ceil() as u32).saturating_add(1).min(side);
    PixelBox {
        left: low(cover.x, width),
        top: low(cover.y, height),
        right: high(cover.x + cover.w, width),
        bottom: high(cover.y + cover.h, height),
    }
}

/// Where the label of a box stands. `None` when it does not fit or has a letter without dots.
pub(crate) fn label(reason: &str, area: PixelBox) -> Option<Label> {
    let letters = u32::try_from(reason.chars().count()).ok().filter(|letters| *letters > 0)?;
    if !reason.chars().all(|letter| glyphs::dots(letter).is_some()) {
        return None;
    }
    // One dot between letters, two around all of them.
    let (across, down) = (letters.checked_mul(COLUMNS + 1)?.checked_add(3)?, ROWS + 4);
    let (width, height) = (area.right - area.left, area.bottom - area.top);
    let dot = (width / across).min(height / down).min(LARGEST_DOT);
    if dot < SMALLEST_DOT {
        return None;
    }
    let left = area.left + (width - across * dot) / 2;
    let top = area.top + (height - down * dot) / 2;
    Some(Label { place: PixelBox { left, top, right: left + across * dot, bottom: top + down * dot }, dot })
}

/// Burns boxes in. What stands in a box afterwards follows from the boxes alone and from nothing that was on the page.
pub(crate) fn burn<'a>(page: &mut Pixels, covers: impl Iterator<Item = &'a Cover> + Clone) {
    let (width, height) = (page.width(), page.height());
    for cover in covers.clone() {
        page.fill(area(cover, width, height), BLACK);
    }
    for cover in covers {
        if let Some(label) = label(&cover.reason, area(cover, width, height)) {
            write(page, &cover.reason, &label);
        }
    }
}

fn write(page: &mut Pixels, reason: &str, label: &Label) {
    let mut left = label.place.left + 2 * label.dot;
    let top = label.place.top + 2 * label.dot;
    for rows in reason.chars().filter_map(glyphs::dots) {
        for row in 0..ROWS {
            for column in (0..COLUMNS).filter(|column| glyphs::is_set(rows, *column, row)) {
                let (x, y) = (left + column * label.dot, top + row * label.dot);
                page.fill(PixelBox { left: x, top: y, right: x + label.dot, bottom: y + label.dot }, WHITE);
            }
        }
        left += (COLUMNS + 1) * label.dot;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cover(x: f64, y: f64, w: f64, h: f64, reason: &str) -> Cover {
        Cover { page: 0, x, y, w, h, reason: reason.to_owned() }
    }

    #[test]
    fn a_label_is_written_where_it_fits_and_left_out_where_not() {
        let mut page = Pixels::blank(400, 200).expect("a page");
        burn(
            &mut page,
            [cover(0.1, 0.1, 0.8, 0.5, "§ 22.7(13)"), cover(0.1, 0.8, 0.02, 0.02, "NAME")].iter(),
        );
        let white = |part: PixelBox| {
            let rows = part.top..part.bottom;
            rows.flat_map(|y| (part.left..part.right).map(move |x| (x, y)))
                .filter(|(x, y)| page.at(*x, *y) == WHITE)
                .count()
        };
        let (large, small) = (cover(0.1, 0.1, 0.8, 0.5, ""), cover(0.1, 0.8, 0.02, 0.02, ""));
        assert!(white(area(&large, 400, 200)) > 100, "the label can be seen");
        assert_eq!(white(area(&small, 400, 200)), 0, "too small for one");
        assert!(label("Ọ̀rọ̀", area(&large, 400, 200)).is_none(), "no dots for these letters");
    }

    proptest! {
        #[test]
        fn what_stands_in_a_box_tells_nothing_of_the_page(
            seed in prop::collection::vec(any::<u8>(), 60 * 40 * 3),
            x in 0.0..0.9_f64, y in 0.0..0.9_f64, w in 0.001..0.9_f64, h in 0.001..0.9_f64,
        ) {
            let cover = cover(x, y, w.min(1.0 - x), h.min(1.0 - y), "N");
            let before = Pixels::new(60, 40, seed).expect("pixels");
            let (mut page, mut blank) = (before.clone(), Pixels::blank(60, 40).expect("pixels"));
            burn(&mut page, [&cover].into_iter());
            burn(&mut blank, [&cover].into_iter());
            let covered = area(&cover, 60, 40);
            for (at_x, at_y) in (0..40).flat_map(|y| (0..60).map(move |x| (x, y))) {
                let expected = if covered.holds(at_x, at_y) { &blank } else { &before };
                prop_assert_eq!(page.at(at_x, at_y), expected.at(at_x, at_y));
            }
            for (px, py) in [(x, y), (x + cover.w, y + cover.h)] {
                let on = |part: f64, side: f64| ((part * side) as u32).min(side as u32 - 1);
                prop_assert!(covered.holds(on(px, 60.0), on(py, 40.0)), "corners are covered");
            }
        }
    }
}
