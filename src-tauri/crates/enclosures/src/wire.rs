//! What goes through the two pipes. In: a mark, page, width, length, the file. Out: a mark, and either a trouble or a page.
//!
//! Neither side trusts the other: every length is compared with a limit before anything is taken, and what is left over at the
//! end makes the whole answer void.

use std::io::{self, Read, Write};

use crate::draw::{Drawn, Kind, PIXEL_LIMIT};
use crate::page_text::{WORD_LENGTH, WORD_LIMIT, may_stand};
use crate::{PageText, Pixels, Trouble, Word};

const ASKED: &[u8; 8] = b"cc-ask-1";
const ANSWERED: &[u8; 8] = b"cc-ans-1";

/// No answer is longer, in bytes: all pixels, all words and what stands around them.
pub(crate) const ANSWER_LIMIT: u64 =
    PIXEL_LIMIT as u64 * 3 + WORD_LIMIT as u64 * (WORD_LENGTH as u64 + 21) + 256;

/// What is asked of the helper, without the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ask {
    pub(crate) page: u32,
    pub(crate) width: u32,
}

/// Sends the question and the file.
pub(crate) fn send(to: &mut impl Write, ask: Ask, file: &[u8]) -> io::Result<()> {
    to.write_all(ASKED)?;
    to.write_all(&ask.page.to_le_bytes())?;
    to.write_all(&ask.width.to_le_bytes())?;
    to.write_all(&(file.len() as u64).to_le_bytes())?;
    to.write_all(file)?;
    to.flush()
}

/// Takes the question and the file. `None` when it is none, or not whole.
pub(crate) fn receive(from: &mut impl Read, limit: u64) -> Option<(Ask, Vec<u8>)> {
    let mut head = [0; 24];
    from.read_exact(&mut head).ok()?;
    let mut head = Taken(&head);
    if head.bytes(8)? != ASKED {
        return None;
    }
    let ask = Ask { page: head.number()?, width: head.number()? };
    let length = u64::from(head.number()?) | u64::from(head.number()?) << 32;
    if length > limit {
        return None;
    }
    let mut file = vec![0; usize::try_from(length).ok()?];
    from.read_exact(&mut file).ok()?;
    Some((ask, file))
}

/// The answer as bytes.
pub(crate) fn answer(drawn: &Result<Drawn, Trouble>) -> Vec<u8> {
    let mut out = ANSWERED.to_vec();
    let drawn = match drawn {
        Ok(drawn) => drawn,
        Err(trouble) => {
            out.push(trouble.number().unwrap_or_default());
            return out;
        }
    };
    let kind = match drawn.kind {
        Kind::Pdf => 1,
        Kind::Png => 2,
        Kind::Jpeg => 3,
    };
    out.extend([0, kind, u8::from(drawn.is_partial)]);
    let words = u32::try_from(drawn.text.words.len()).unwrap_or(u32::MAX);
    let (width, height) = (drawn.pixels.width(), drawn.pixels.height());
    for number in [drawn.pages, drawn.points.0, drawn.points.1, drawn.text.unreadable, words, width, height] {
        out.extend(number.to_le_bytes());
    }
    for word in &drawn.text.words {
        out.push(u8::from(word.begins_line));
        for side in [word.x, word.y, word.w, word.h] {
            out.extend(side.to_le_bytes());
        }
        out.extend(u32::try_from(word.text.len()).unwrap_or(u32::MAX).to_le_bytes());
        out.extend(word.text.as_bytes());
    }
    out.extend(drawn.pixels.rgb());
    out
}

/// Reads an answer that may have been made by a stranger's file.
pub(crate) fn read(bytes: &[u8]) -> Result<Drawn, Trouble> {
    parse(bytes).unwrap_or(Err(Trouble::NoSense))
}

fn parse(bytes: &[u8]) -> Option<Result<Drawn, Trouble>> {
    let mut rest = Taken(bytes);
    if rest.bytes(8)? != ANSWERED {
        return None;
    }
    let trouble = rest.byte()?;
    if trouble != 0 {
        return rest.0.is_empty().then_some(Err(Trouble::of_number(trouble)?));
    }
    let kind = match rest.byte()? {
        1 => Kind::Pdf,
        2 => Kind::Png,
        3 => Kind::Jpeg,
        _ => return None,
    };
    let is_partial = rest.flag()?;
    let pages = rest.number()?;
    let points = (rest.number()?, rest.number()?);
    let unreadable = rest.number()?;
    let count = usize::try_from(rest.number()?).ok()?;
    let (width, height) = (rest.number()?, rest.number()?);
    let is_point = |side: u32| (1..=14_400).contains(&side);
    if pages == 0 || count > WORD_LIMIT || !is_point(points.0) || !is_point(points.1) {
        return None;
    }
    let mut words = Vec::new();
    for _ in 0..count {
        words.push(rest.word()?);
    }
    if f64::from(width) * f64::from(height) > PIXEL_LIMIT * 1.01 {
        return None;
    }
    // Whatever is left must be the pixels, all of them and nothing else.
    let pixels = Pixels::new(width, height, rest.0.to_vec())?;
    let text = PageText { words, unreadable };
    Some(Ok(Drawn { kind, pages, pixels, points, text, is_partial }))
}

/// Bytes that are taken from the front.
struct Taken<'a>(&'a [u8]);

impl<'a> Taken<'a> {
    fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.bytes(1)?.first().copied()
    }

    fn flag(&mut self) -> Option<bool> {
        match self.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    fn number(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.bytes(4)?.try_into().ok()?))
    }

    /// A part of the page, 0 to 1.
    fn part(&mut self) -> Option<f32> {
        let part = f32::from_bits(self.number()?);
        (0.0..=1.0).contains(&part).then_some(part)
    }

    fn word(&mut self) -> Option<Word> {
        let begins_line = self.flag()?;
        let (x, y, w, h) = (self.part()?, self.part()?, self.part()?, self.part()?);
        let length = usize::try_from(self.number()?).ok()?;
        if length == 0 || length > WORD_LENGTH {
            return None;
        }
        let text = std::str::from_utf8(self.bytes(length)?).ok()?;
        text.chars().all(may_stand).then(|| Word { text: text.to_owned(), begins_line, x, y, w, h })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sample() -> Drawn {
        let word = |text: &str, begins_line| Word {
            text: text.to_owned(),
            begins_line,
            x: 0.1,
            y: 0.2,
            w: 0.3,
            h: 0.05,
        };
        Drawn {
            kind: Kind::Pdf,
            pages: 7,
            pixels: Pixels::new(2, 2, (0..12).collect()).expect("four pixels"),
            points: (612, 792),
            text: PageText { words: vec![word("Nguyễn", true), word("Bảo", false)], unreadable: 3 },
            is_partial: true,
        }
    }

    #[test]
    fn a_page_and_each_trouble_come_back_as_sent() {
        assert_eq!(read(&answer(&Ok(sample()))), Ok(sample()));
        for trouble in [Trouble::Damaged, Trouble::NeedsPassword, Trouble::UnknownKind] {
            assert_eq!(read(&answer(&Err(trouble))), Err(trouble));
        }
    }

    #[test]
    fn an_answer_cut_short_or_with_more_behind_it_is_void() {
        let whole = answer(&Ok(sample()));
        for end in 0..whole.len() {
            assert_eq!(read(&whole[..end]), Err(Trouble::NoSense), "cut at {end}");
        }
        assert_eq!(read(&[whole, vec![0]].concat()), Err(Trouble::NoSense));
    }

    #[test]
    fn a_word_that_turns_text_around_is_void() {
        let mut drawn = sample();
        drawn.text.words[0].text = "abc\u{202e}cba".to_owned();
        assert_eq!(read(&answer(&Ok(drawn))), Err(Trouble::NoSense));
    }

    #[test]
    fn a_question_comes_through_and_one_that_promises_too_much_does_not() {
        let mut pipe = Vec::new();
        send(&mut pipe, Ask { page: 3, width: 900 }, b"a file").expect("memory");
        assert_eq!(
            receive(&mut pipe.as_slice(), 100),
            Some((Ask { page: 3, width: 900 }, b"a file".to_vec()))
        );
        assert_eq!(receive(&mut pipe.as_slice(), 5), None, "longer than allowed");
        assert_eq!(receive(&mut &pipe[..pipe.len() - 1], 100), None, "cut short");
    }

    proptest! {
        #[test]
        fn no_answer_makes_the_reader_fall(mut bytes in prop::collection::vec(any::<u8>(), 0..200), keep in any::<bool>()) {
            if keep {
                bytes.splice(0..bytes.len().min(9), answer(&Ok(sample()))[..9].to_vec());
            }
            let _ = read(&bytes);
        }
    }
}
