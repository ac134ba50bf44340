//! Every page as an independent renderer draws it (pdftoppm of poppler), compared with the page that the preview shows and the
//! printer gets: the same ink in the same places. What one of two programs misreads, the other shows.

use crate::sample;
use letters::{Letter, Mark, page_image, typeset};
use std::path::Path;
use std::process::Command;

/// Grey values of a page at 72 pixels an inch, row by row.
struct Page {
    width: usize,
    height: usize,
    grey: Vec<u8>,
}

/// Width and height of the fields whose ink is compared: smaller than a word, larger than what two programs round apart.
const FIELD: usize = 12;
/// So much of a field's whole blackness may differ: edges are smoothed in two ways.
const MOST: f64 = 0.16;

impl Page {
    fn of_png(png: &[u8]) -> Self {
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
        let mut raw = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut raw).unwrap();
        let grey = |rgb: &[u8]| {
            let [red, green, blue] = [rgb[0], rgb[1], rgb[2]].map(f64::from);
            (0.299 * red + 0.587 * green + 0.114 * blue).round() as u8
        };
        let (width, height) = (reader.info().width as usize, reader.info().height as usize);
        Self { width, height, grey: raw.chunks_exact(3).map(grey).collect() }
    }

    /// The simplest picture there is: `P5`, width, height, greatest value, and the bytes.
    fn of_pgm(bytes: &[u8]) -> Self {
        let mut words = bytes.splitn(5, |byte| byte.is_ascii_whitespace());
        let mut next = || std::str::from_utf8(words.next().unwrap()).unwrap().to_owned();
        let (kind, width, height, most) = (next(), next(), next(), next());
        assert_eq!((kind.as_str(), most.as_str()), ("P5", "255"));
        let (width, height) = (width.parse().unwrap(), height.parse().unwrap());
        Self { width, height, grey: bytes[bytes.len() - width * height..].to_vec() }
    }

    /// How black each field is, from 0 to 1.
    fn ink(&self) -> Vec<f64> {
        let mut sums = vec![0.0; self.width.div_ceil(FIELD) * self.height.div_ceil(FIELD)];
        for (at, grey) in self.grey.iter().enumerate() {
            let (x, y) = (at % self.width / FIELD, at / self.width / FIELD);
            sums[y * self.width.div_ceil(FIELD) + x] += f64::from(255 - grey);
        }
        sums.iter().map(|sum| sum / (255 * FIELD * FIELD) as f64).collect()
    }

    /// The greatest difference of any field, and where it is on the page, in points from its upper left corner.
    fn greatest_difference(&self, other: &Self) -> (f64, usize, usize) {
        assert_eq!((self.width, self.height), (other.width, other.height), "pages of two sizes");
        let across = self.width.div_ceil(FIELD);
        let pairs = self.ink().into_iter().zip(other.ink()).enumerate();
        let differences =
            pairs.map(|(at, (one, two))| ((one - two).abs(), at % across * FIELD, at / across * FIELD));
        differences.max_by(|one, two| one.0.total_cmp(&two.0)).unwrap()
    }
}

/// What is altered in a letter, and how.
type Change = (&'static str, fn(&mut Letter));

/// The pages of a file as pdftoppm draws them.
fn drawn_elsewhere(pdf: &[u8], folder: &Path) -> Vec<Page> {
    std::fs::write(folder.join("letter.pdf"), pdf).unwrap();
    let drawn = Command::new("pdftoppm")
        .args(["-gray", "-r", "72", "letter.pdf", "page"])
        .current_dir(folder)
        .output()
        .expect("pdftoppm starts (package poppler-utils)");
    assert!(drawn.status.success() && drawn.stderr.is_empty(), "{}", String::from_utf8_lossy(&drawn.stderr));
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|item| item.unwrap().path()).collect();
    names.retain(|path| path.extension().is_some_and(|end| end == "pgm"));
    names.sort();
    let pages = names.iter().map(|path| Page::of_pgm(&std::fs::read(path).unwrap())).collect();
    names.iter().for_each(|path| std::fs::remove_file(path).unwrap());
    pages
}

#[test]
fn every_page_looks_the_same_to_an_independent_renderer() {
    let folder = tempfile::tempdir().unwrap();
    let mut worst = (0.0, String::new());
    // One sample of each text: its turns are set by the same code.
    for id in sample::IDS.into_iter().filter(|id| !id.contains('-')) {
        let mark = if id == "L25" { Mark::Draft } else { Mark::Issued };
        let set = typeset(&sample::letter(id), &sample::letterhead(), mark).unwrap();
        let elsewhere = drawn_elsewhere(&set.pdf, folder.path());
        assert_eq!(elsewhere.len(), set.pages, "{id}: as many pages");
        for (number, other) in elsewhere.iter().enumerate() {
            let own = Page::of_png(&page_image(&set.pdf, number, 1.0).unwrap());
            let (most, x, y) = own.greatest_difference(other);
            let place = format!("{id}, page {}, {x} across and {y} down", number + 1);
            assert!(most <= MOST, "{place}: {most:.3} of a field's ink differs");
            if most > worst.0 {
                worst = (most, place);
            }
        }
    }
    println!("the greatest difference is {:.3}: {}", worst.0, worst.1);
}

#[test]
fn a_word_that_one_renderer_leaves_out_or_sets_elsewhere_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let set = typeset(&sample::letter("L08"), &sample::letterhead(), Mark::Issued).unwrap();
    let own = Page::of_png(&page_image(&set.pdf, 0, 1.0).unwrap());
    let changes: [Change; 3] = [
        ("another word", |letter| letter.subject = letter.subject.to_uppercase()),
        ("two lines changed over", |letter| letter.addressee.swap(0, 1)),
        ("a line that is not there", |letter| letter.addressee.truncate(1)),
    ];
    for (what, change) in changes {
        let mut letter = sample::letter("L08");
        change(&mut letter);
        let changed = typeset(&letter, &sample::letterhead(), Mark::Issued).unwrap();
        let elsewhere = &drawn_elsewhere(&changed.pdf, folder.path())[0];
        let (most, ..) = own.greatest_difference(elsewhere);
        assert!(most > MOST, "{what}: {most:.3}");
    }
}
