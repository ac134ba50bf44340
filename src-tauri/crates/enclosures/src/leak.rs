//! The search for leaks in a redacted copy. It starts from the finished bytes and trusts nothing of how they were made: it
//! reads the file with another reader, takes the pictures out again, draws source and copy anew, and compares.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use crate::redact::{COPY_WIDTH, on_page};
use crate::write_pdf::{PRODUCER, content, day};
use crate::{Drawn, Helper, Order, PixelBox, Pixels, Trouble, Word, burn};

/// Something that may not be in a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Leak {
    /// It is no file of the form that a copy has.
    #[error("it could not be read as what it should be.")]
    Unreadable,
    /// It holds more than pages that are pictures: text, notes, a title, an enclosed file, an earlier state.
    #[error("it holds something besides the pictures of its pages.")]
    MoreThanPictures,
    /// It has more or fewer pages than the file.
    #[error("it does not have as many pages as the file.")]
    Pages,
    /// What stands in a box is not only black and its label.
    #[error("a box does not cover all that it should.")]
    Uncovered,
    /// What stands outside the boxes is not what the file shows there.
    #[error("it differs from the file outside the boxes.")]
    Altered,
    /// A word that stood in a box is somewhere in its bytes.
    #[error("a word from under a box is still in it.")]
    Word,
}

/// Words shorter than this, in bytes, occur by chance.
const SHORTEST_WORD: usize = 4;

/// In the bytes of a picture, which are as good as random, only longer words are not chance.
const SHORTEST_IN_PICTURE: usize = 8;

/// Words that the form of a copy itself uses.
const OUR_WORDS: [&str; 24] = [
    "Type",
    "Page",
    "Pages",
    "Kids",
    "Count",
    "Parent",
    "MediaBox",
    "Resources",
    "XObject",
    "Contents",
    "Subtype",
    "Image",
    "Width",
    "Height",
    "ColorSpace",
    "BitsPerComponent",
    "Filter",
    "Length",
    "Catalog",
    "Root",
    "Info",
    "Size",
    "Producer",
    "stream",
];

/// Looks for leaks in a copy of what was ordered. `progress` is told the number of pages that were compared.
///
/// # Errors
/// The page, counted from 0, that could not be drawn for comparing, and why. Such a copy may not go out either.
pub fn find_leak(
    helper: &Helper,
    order: &Order<'_>,
    copy: &[u8],
    progress: &mut dyn FnMut(u32),
) -> Result<Option<Leak>, (u32, Trouble)> {
    let sheets = match read(copy, order.made) {
        Ok(sheets) => sheets,
        Err(leak) => return Ok(Some(leak)),
    };
    let mut words = BTreeSet::new();
    for (page, sheet) in (0_u32..).zip(&sheets) {
        let source = helper.draw(order.file, page, COPY_WIDTH).map_err(|trouble| (page, trouble))?;
        let shown = helper.draw(copy, page, COPY_WIDTH).map_err(|trouble| (page, trouble))?;
        let count = u32::try_from(sheets.len()).unwrap_or(u32::MAX);
        if source.pages != count || shown.pages != count {
            return Ok(Some(Leak::Pages));
        }
        if let Err(leak) = compare(order, page, &source, sheet, &shown) {
            return Ok(Some(leak));
        }
        words.extend(covered_words(order, page, &source));
        progress(page + 1);
    }
    Ok(find_word(copy, &sheets, &words))
}

/// A page of the copy as it was taken out of the file.
struct Sheet {
    pixels: Pixels,
    points: (u32, u32),
}

/// Reads the copy and refuses whatever is not of its form.
fn read(copy: &[u8], made: NaiveDate) -> Result<Vec<Sheet>, Leak> {
    let mut document = Document::load_mem(copy).map_err(|_| Leak::Unreadable)?;
    let once = |mark: &[u8]| copy.windows(mark.len()).filter(|part| *part == mark).count() == 1;
    if !once(b"startxref") || !once(b"%%EOF") || !copy.trim_ascii_end().ends_with(b"%%EOF") {
        return Err(Leak::MoreThanPictures);
    }
    let walk = Walk { document: &document };
    let sheets = walk.all(made)?;
    // Written anew from what was read it is the same: nothing stands between the objects.
    let mut again = Vec::new();
    document.save_to(&mut again).map_err(|_| Leak::Unreadable)?;
    if again == copy { Ok(sheets) } else { Err(Leak::MoreThanPictures) }
}

struct Walk<'a> {
    document: &'a Document,
}

impl Walk<'_> {
    fn all(&self, made: NaiveDate) -> Result<Vec<Sheet>, Leak> {
        let mut seen = BTreeSet::new();
        only(&self.document.trailer, &["Root", "Info", "ID", "Size"])?;
        let about = self.dictionary(&self.document.trailer, "Info", &mut seen)?;
        only(about, &["Producer", "CreationDate"])?;
        let says = |key: &str, text: &str| {
            about.get(key.as_bytes()).and_then(Object::as_str).is_ok_and(|said| said == text.as_bytes())
        };
        if !says("Producer", PRODUCER) || !says("CreationDate", &day(made)) {
            return Err(Leak::MoreThanPictures);
        }
        let catalog = self.dictionary(&self.document.trailer, "Root", &mut seen)?;
        only(catalog, &["Type", "Pages"])?;
        let tree = self.dictionary(catalog, "Pages", &mut seen)?;
        only(tree, &["Type", "Kids", "Count"])?;
        let kids = tree.get(b"Kids").and_then(Object::as_array).map_err(unreadable)?;
        let mut sheets = Vec::new();
        for kid in kids {
            let id = kid.as_reference().map_err(unreadable)?;
            seen.insert(id);
            let page = self.document.get_object(id).and_then(Object::as_dict).map_err(unreadable)?;
            sheets.push(self.page(page, &mut seen)?);
        }
        let all: BTreeSet<ObjectId> = self.document.objects.keys().copied().collect();
        if seen == all { Ok(sheets) } else { Err(Leak::MoreThanPictures) }
    }

    fn page(&self, page: &Dictionary, seen: &mut BTreeSet<ObjectId>) -> Result<Sheet, Leak> {
        only(page, &["Type", "Parent", "MediaBox", "Resources", "Contents"])?;
        let size = page.get(b"MediaBox").and_then(Object::as_array).map_err(unreadable)?;
        let sides: Vec<i64> = size.iter().filter_map(|side| side.as_i64().ok()).collect();
        let points = match sides[..] {
            [0, 0, width, height] => {
                (u32::try_from(width).map_err(unreadable)?, u32::try_from(height).map_err(unreadable)?)
            }
            _ => return Err(Leak::Unreadable),
        };
        let contents = self.stream(page, "Contents", seen)?;
        only(&contents.dict, &["Length"])?;
        if contents.content != content(points).as_bytes() {
            return Err(Leak::MoreThanPictures);
        }
        let resources = page.get(b"Resources").and_then(Object::as_dict).map_err(unreadable)?;
        only(resources, &["XObject"])?;
        let pictures = resources.get(b"XObject").and_then(Object::as_dict).map_err(unreadable)?;
        only(pictures, &["P"])?;
        Ok(Sheet { pixels: pixels(self.stream(pictures, "P", seen)?)?, points })
    }

    fn target(&self, from: &Dictionary, key: &str, seen: &mut BTreeSet<ObjectId>) -> Result<&Object, Leak> {
        let id = from.get(key.as_bytes()).and_then(Object::as_reference).map_err(unreadable)?;
        seen.insert(id);
        self.document.get_object(id).map_err(unreadable)
    }

    fn dictionary(
        &self,
        from: &Dictionary,
        key: &str,
        seen: &mut BTreeSet<ObjectId>,
    ) -> Result<&Dictionary, Leak> {
        self.target(from, key, seen)?.as_dict().map_err(unreadable)
    }

    fn stream(&self, from: &Dictionary, key: &str, seen: &mut BTreeSet<ObjectId>) -> Result<&Stream, Leak> {
        self.target(from, key, seen)?.as_stream().map_err(unreadable)
    }
}

fn unreadable<E>(_: E) -> Leak {
    Leak::Unreadable
}

/// Refuses a dictionary with any other key.
fn only(dictionary: &Dictionary, keys: &[&str]) -> Result<(), Leak> {
    let is_known = |key: &Vec<u8>| keys.iter().any(|known| known.as_bytes() == key.as_slice());
    if dictionary.iter().all(|(key, _)| is_known(key)) { Ok(()) } else { Err(Leak::MoreThanPictures) }
}

/// Takes a picture out of its stream.
fn pixels(picture: &Stream) -> Result<Pixels, Leak> {
    let keys = ["Type", "Subtype", "Width", "Height", "ColorSpace", "BitsPerComponent", "Filter", "Length"];
    only(&picture.dict, &keys)?;
    let number = |key: &str| {
        let number = picture.dict.get(key.as_bytes()).and_then(Object::as_i64).map_err(unreadable)?;
        u32::try_from(number).map_err(unreadable)
    };
    let (width, height) = (number("Width")?, number("Height")?);
    let room = usize::try_from(u64::from(width) * u64::from(height) * 3).map_err(unreadable)?;
    let bytes = match picture.dict.has(b"Filter") {
        true => picture.decompressed_content_with_limit(room).map_err(unreadable)?,
        false => picture.content.clone(),
    };
    let rgb = match picture.dict.get(b"ColorSpace").and_then(Object::as_name).map_err(unreadable)? {
        b"DeviceGray" => bytes.iter().flat_map(|grey| [*grey; 3]).collect(),
        b"DeviceRGB" => bytes,
        _ => return Err(Leak::Unreadable),
    };
    Pixels::new(width, height, rgb).ok_or(Leak::Unreadable)
}

/// Compares a page of the copy, as taken out and as drawn, with the page of the file as drawn anew.
fn compare(order: &Order<'_>, page: u32, source: &Drawn, sheet: &Sheet, shown: &Drawn) -> Result<(), Leak> {
    let (width, height) = (source.pixels.width(), source.pixels.height());
    if (sheet.pixels.width(), sheet.pixels.height(), sheet.points) != (width, height, source.points) {
        return Err(Leak::Altered);
    }
    let mut blank = Pixels::blank(width, height).ok_or(Leak::Unreadable)?;
    burn::burn(&mut blank, on_page(order.covers, page));
    let boxes: Vec<PixelBox> =
        on_page(order.covers, page).map(|cover| burn::area(cover, width, height)).collect();
    for y in 0..height {
        for x in 0..width {
            let is_covered = boxes.iter().any(|covered| covered.holds(x, y));
            let (expected, leak) =
                if is_covered { (&blank, Leak::Uncovered) } else { (&source.pixels, Leak::Altered) };
            if sheet.pixels.at(x, y) != expected.at(x, y) {
                return Err(leak);
            }
        }
    }
    if shown.text.unreadable > 0 || !shown.text.words.is_empty() {
        return Err(Leak::MoreThanPictures);
    }
    shown_black(order, page, &sheet.pixels, &shown.pixels)
}

/// Drawn by the renderer, at whatever size, a box is black but for its label. Two pixels at its edges may be soft.
fn shown_black(order: &Order<'_>, page: u32, sheet: &Pixels, shown: &Pixels) -> Result<(), Leak> {
    const SOFT: u32 = 2;
    const NEARLY_BLACK: u8 = 8;
    let on_shown = |at: u32, of: u32, to: u32| {
        ((f64::from(at) + 0.5) * f64::from(to) / f64::from(of)).floor().min(f64::from(to.saturating_sub(1)))
            as u32
    };
    let area = |cover| burn::area(cover, sheet.width(), sheet.height());
    let labels: Vec<PixelBox> = on_page(order.covers, page)
        .filter_map(|cover| burn::label(&cover.reason, area(cover)))
        .map(|label| PixelBox {
            left: label.place.left.saturating_sub(SOFT),
            top: label.place.top.saturating_sub(SOFT),
            right: label.place.right + SOFT,
            bottom: label.place.bottom + SOFT,
        })
        .collect();
    for covered in on_page(order.covers, page).map(area) {
        for y in covered.top + SOFT..covered.bottom.saturating_sub(SOFT) {
            for x in covered.left + SOFT..covered.right.saturating_sub(SOFT) {
                let (to_x, to_y) =
                    (on_shown(x, sheet.width(), shown.width()), on_shown(y, sheet.height(), shown.height()));
                let is_black = shown.at(to_x, to_y).iter().all(|part| *part <= NEARLY_BLACK);
                if !is_black && !labels.iter().any(|label| label.holds(x, y)) {
                    return Err(Leak::Uncovered);
                }
            }
        }
    }
    Ok(())
}

/// Words that the file states under a box of this page.
fn covered_words(order: &Order<'_>, page: u32, source: &Drawn) -> Vec<String> {
    let meets = |word: &Word| {
        on_page(order.covers, page).any(|cover| {
            let (x, y) = (f64::from(word.x), f64::from(word.y));
            x < cover.x + cover.w
                && cover.x < x + f64::from(word.w)
                && y < cover.y + cover.h
                && cover.y < y + f64::from(word.h)
        })
    };
    source.text.words.iter().filter(|word| meets(word)).map(|word| word.text.clone()).collect()
}

/// Looks for words in the bytes and in every picture, in the ways text is written in a PDF. Figures alone are not looked for:
/// what could hold them besides pictures was compared letter for letter.
fn find_word(copy: &[u8], sheets: &[Sheet], words: &BTreeSet<String>) -> Option<Leak> {
    let told = words
        .iter()
        .filter(|word| word.len() >= SHORTEST_WORD && word.chars().any(char::is_alphabetic))
        .filter(|word| !OUR_WORDS.contains(&word.as_str()));
    let frame = without_streams(copy);
    for word in told {
        for form in forms(word) {
            let in_frame = holds(&frame, &form);
            let long = form.len() >= SHORTEST_IN_PICTURE;
            if in_frame || long && (holds(copy, &form) || sheets.iter().any(|s| holds(s.pixels.rgb(), &form)))
            {
                return Some(Leak::Word);
            }
        }
    }
    None
}

/// A word as UTF-8, as both kinds of UTF-16, and as hexadecimal in both cases.
fn forms(word: &str) -> Vec<Vec<u8>> {
    let plain = word.as_bytes().to_vec();
    let big: Vec<u8> = word.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let little: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let small: String = plain.iter().map(|byte| format!("{byte:02x}")).collect();
    vec![plain, big, little, small.to_uppercase().into_bytes(), small.into_bytes()]
}

fn holds(bytes: &[u8], form: &[u8]) -> bool {
    let Some(first) = form.first() else { return false };
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| byte == first) {
        rest = &rest[at..];
        if rest.starts_with(form) {
            return true;
        }
        rest = &rest[1..];
    }
    false
}

/// The file without what stands in its streams.
fn without_streams(copy: &[u8]) -> Vec<u8> {
    let mut frame = Vec::new();
    let mut rest = copy;
    let find = |rest: &[u8], mark: &[u8]| rest.windows(mark.len()).position(|part| part == mark);
    while let Some(start) = find(rest, b"stream\n") {
        frame.extend_from_slice(&rest[..start]);
        rest = &rest[start..];
        match find(rest, b"endstream") {
            Some(end) => rest = &rest[end + b"endstream".len()..],
            None => break,
        }
    }
    frame.extend_from_slice(rest);
    frame
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(frame: &[u8], picture: &[u8], word: &str) -> Option<Leak> {
        let mut rgb = picture.to_vec();
        rgb.resize(picture.len().next_multiple_of(3), 0);
        let pixels = Pixels::new(u32::try_from(rgb.len() / 3).expect("small"), 1, rgb).expect("pixels");
        let copy = [b"%PDF-1.7\n", frame, b"stream\nsomething random Oyel\nendstream\n%%EOF"].concat();
        find_word(&copy, &[Sheet { pixels, points: (1, 1) }], &[word.to_owned()].into())
    }

    #[test]
    fn a_word_is_found_however_it_is_written() {
        for form in forms("Oyelaran") {
            assert_eq!(found(&form, b"rgb", "Oyelaran"), Some(Leak::Word), "{form:?}");
        }
        assert_eq!(found(b"", b"...Oyelaran...", "Oyelaran"), Some(Leak::Word), "in a picture's bytes");
        assert_eq!(found(b"nothing", b"rgb", "Oyelaran"), None);
    }

    #[test]
    fn chance_and_the_form_itself_are_no_leak() {
        assert_eq!(found(b"", b"Oyel", "Oyel"), None, "four letters in random bytes");
        assert_eq!(found(b"/Type /Page", b"rgb", "Page"), None, "our own words");
        assert_eq!(found(b"(1234)", b"rgb", "1234"), None, "figures are compared otherwise");
    }
}
