//! Copies from which something was taken out, and the search for leaks in them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops by panicking")]

mod samples;

use std::time::Duration;

use chrono::NaiveDate;
use enclosures::{Cover, Helper, Leak, Order, RedactError, Redacted, Trouble, find_leak, redact};
use lopdf::{Document, Object, Stream, dictionary};
use proptest::prelude::*;
use samples::{Pages, letter, locked, picture};

/// What is tried here is the copy and not the clock: the machine of a test may be busy.
fn helper() -> Helper {
    Helper { patience: Duration::from_secs(60), ..samples::helper() }
}

fn made() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 28).unwrap()
}

/// Over the name on the first page, and over the card on the second.
fn covers() -> Vec<Cover> {
    vec![
        Cover { page: 0, x: 0.11, y: 0.14, w: 0.29, h: 0.035, reason: "22.7(13)".into() },
        Cover { page: 1, x: 0.1, y: 0.09, w: 0.5, h: 0.04, reason: "RECORD".into() },
    ]
}

fn order<'a>(file: &'a [u8], covers: &'a [Cover]) -> Order<'a> {
    Order { file, covers, made: made() }
}

fn made_of(file: &[u8], covers: &[Cover]) -> Redacted {
    redact(&helper(), &order(file, covers), &mut |_, _| ()).expect("a copy")
}

fn leak_in(copy: &[u8]) -> Option<Leak> {
    find_leak(&helper(), &order(&letter(), &covers()), copy, &mut |_| ()).expect("drawn")
}

/// The copy with something done to it.
fn changed(copy: &[u8], change: impl FnOnce(&mut Document)) -> Vec<u8> {
    let mut document = Document::load_mem(copy).unwrap();
    change(&mut document);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_copy_holds_pictures_and_none_of_what_went() {
    let file = letter();
    assert!(file.windows(8).any(|part| part == b"Oyelaran"), "the file's own title says it in clear");
    let mut steps = Vec::new();
    let covers = covers();
    let copy =
        redact(&helper(), &order(&file, &covers), &mut |done, of| steps.push((done, of))).expect("a copy");
    assert_eq!(steps, [(1, 4), (2, 4), (3, 4), (4, 4)]);
    assert_eq!((copy.log.pages, copy.log.covers.len()), (2, 2));
    assert!(copy.log.partial_pages.is_empty());
    assert_eq!((copy.log.source_sha256.len(), copy.log.result_sha256.len()), (64, 64));
    assert_ne!(copy.log.source_sha256, copy.log.result_sha256);
    let shown = helper().draw(&copy.pdf, 0, 1000).expect("the copy opens");
    assert_eq!((shown.pages, shown.points), (2, (612, 792)));
    assert!(shown.text.words.is_empty(), "no text layer");
    let document = Document::load_mem(&copy.pdf).unwrap();
    for object in document.objects.values() {
        if let Object::Stream(stream) = object {
            let plain = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
            for word in [&b"Oyelaran"[..], b"Marguerite", b"20815", b"Somebody"] {
                assert!(!plain.windows(word.len()).any(|part| part == word));
            }
        }
    }
}

#[test]
fn the_same_order_gives_the_same_bytes() {
    assert_eq!(made_of(&letter(), &covers()), made_of(&letter(), &covers()));
    let other = Cover { w: 0.3, ..covers()[0].clone() };
    assert_ne!(made_of(&letter(), &covers()).pdf, made_of(&letter(), &[other, covers()[1].clone()]).pdf);
}

#[test]
fn every_change_to_a_copy_is_found() {
    let copy = made_of(&letter(), &covers()).pdf;
    assert_eq!(leak_in(&copy), None, "an unchanged copy is clean");
    let page = |document: &Document| *document.get_pages().get(&1).unwrap();
    let stream_of = |document: &Document, key: &[u8]| {
        let page = document.get_object(page(document)).unwrap().as_dict().unwrap();
        match key {
            b"Contents" => page.get(key).unwrap().as_reference().unwrap(),
            _ => {
                let resources = page.get(b"Resources").unwrap().as_dict().unwrap();
                resources
                    .get(b"XObject")
                    .unwrap()
                    .as_dict()
                    .unwrap()
                    .get(b"P")
                    .unwrap()
                    .as_reference()
                    .unwrap()
            }
        }
    };
    let with_page = |key: &str, value: Object| {
        changed(&copy, |document| {
            let id = page(document);
            document.get_object_mut(id).unwrap().as_dict_mut().unwrap().set(key, value);
        })
    };
    let with_trailer_object = |name: &str, key: &str, value: Object| {
        changed(&copy, |document| {
            let id = document.trailer.get(name.as_bytes()).unwrap().as_reference().unwrap();
            document.get_object_mut(id).unwrap().as_dict_mut().unwrap().set(key, value);
        })
    };
    let text = changed(&copy, |document| {
        let id = stream_of(document, b"Contents");
        let stream = document.get_object_mut(id).unwrap().as_stream_mut().unwrap();
        stream.set_content([stream.content.as_slice(), b" BT (Oyelaran) Tj ET"].concat());
    });
    let hidden = changed(&copy, |document| {
        document.add_object(Stream::new(dictionary! {}, b"Oyelaran".to_vec()));
    });
    let later =
        [copy.as_slice(), b"\n9 0 obj (Oyelaran) endobj\nxref\n0 0\ntrailer <<>>\nstartxref\n0\n%%EOF\n"]
            .concat();
    let between = {
        let at = copy.windows(6).position(|part| part == b"endobj").unwrap() + 7;
        [&copy[..at], b"%Oyelaran\n", &copy[at..]].concat()
    };
    let repainted = |at: usize, value: u8| {
        changed(&copy, |document| {
            let id = stream_of(document, b"P");
            let stream = document.get_object_mut(id).unwrap().as_stream_mut().unwrap();
            let mut pixels = stream.decompressed_content().unwrap();
            assert_ne!(pixels[at], value);
            pixels[at] = value;
            stream.dict.remove(b"Filter");
            stream.set_content(pixels);
            stream.compress().unwrap();
        })
    };
    let fewer = changed(&copy, |document| document.delete_pages(&[2]));
    // Grey, one byte a pixel, 2000 across. The first lies in the middle of a box and not on its label.
    let (inside, outside) = (2000 * 380 + 300, 2000 * 2000 + 1000);
    let bad = [
        ("text on a page", text, Leak::MoreThanPictures),
        ("a note", with_page("Annots", vec![Object::Null].into()), Leak::MoreThanPictures),
        ("a page's own data", with_page("Metadata", Object::string_literal("x")), Leak::MoreThanPictures),
        (
            "a title",
            with_trailer_object("Info", "Title", Object::string_literal("Oyelaran")),
            Leak::MoreThanPictures,
        ),
        (
            "another date",
            with_trailer_object("Info", "CreationDate", Object::string_literal("D:2026")),
            Leak::MoreThanPictures,
        ),
        (
            "another maker",
            with_trailer_object("Info", "Producer", Object::string_literal("Oyelaran")),
            Leak::MoreThanPictures,
        ),
        (
            "enclosed files",
            with_trailer_object("Root", "Names", dictionary! {}.into()),
            Leak::MoreThanPictures,
        ),
        ("data about it", with_trailer_object("Root", "Metadata", Object::Null), Leak::MoreThanPictures),
        ("an object that nothing names", hidden, Leak::MoreThanPictures),
        ("a later state", later, Leak::MoreThanPictures),
        ("words between objects", between, Leak::MoreThanPictures),
        ("a lighter pixel in a box", repainted(inside, 1), Leak::Uncovered),
        ("a pixel outside", repainted(outside, 7), Leak::Altered),
        ("a page fewer", fewer, Leak::MoreThanPictures),
        ("boxes that were never burnt in", made_of(&letter(), &[]).pdf, Leak::Uncovered),
        (
            "a box too many",
            made_of(
                &letter(),
                &[covers(), vec![Cover { page: 0, x: 0.5, y: 0.5, w: 0.1, h: 0.1, reason: "X".into() }]]
                    .concat(),
            )
            .pdf,
            Leak::Altered,
        ),
        ("half a file", copy[..copy.len() / 2].to_vec(), Leak::Unreadable),
        ("the file itself", letter(), Leak::MoreThanPictures),
    ];
    for (name, bytes, leak) in bad {
        let found = leak_in(&bytes);
        // What is no longer a file of this form may also be told as unreadable; a pixel is told for what it is.
        let is_form = matches!(leak, Leak::MoreThanPictures | Leak::Unreadable);
        assert!(found == Some(leak) || is_form && found == Some(Leak::Unreadable), "{name}: {found:?}");
    }
}

#[test]
fn a_file_that_cannot_be_drawn_gives_no_copy() {
    let of = |file: &[u8]| redact(&helper(), &order(file, &[]), &mut |_, _| ()).unwrap_err();
    assert_eq!(of(&locked()), RedactError::Page { page: 0, trouble: Trouble::NeedsPassword });
    assert_eq!(of(b"no file"), RedactError::Page { page: 0, trouble: Trouble::UnknownKind });
    let mut long = Pages::new();
    for _ in 0..=enclosures::PAGE_LIMIT {
        long.page("", lopdf::Dictionary::new());
    }
    assert_eq!(of(&long.bytes()), RedactError::TooLarge);
    let beyond = [Cover { page: 2, ..covers()[0].clone() }];
    let found = redact(&helper(), &order(&letter(), &beyond), &mut |_, _| ()).unwrap_err();
    assert_eq!(found, RedactError::NoBox(0));
}

fn random_cover(pages: u32) -> impl Strategy<Value = Cover> {
    let side = 0.0..1.0_f64;
    (0..pages, side.clone(), side, 0.002..1.0_f64, 0.002..1.0_f64, "[A-Z0-9]{1,12}").prop_map(
        |(page, x, y, w, h, reason)| Cover {
            page,
            x,
            y,
            w: w.min(1.0 - x).max(1e-6),
            h: h.min(1.0 - y).max(1e-6),
            reason,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, max_shrink_iters: 4, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_covered_on_whatever_page_the_copy_is_clean(covers in prop::collection::vec(random_cover(2), 0..6)) {
        let copy = redact(&helper(), &order(&letter(), &covers), &mut |_, _| ());
        prop_assert!(copy.is_ok(), "{copy:?}");
    }

    #[test]
    fn a_picture_is_redacted_too(covers in prop::collection::vec(random_cover(1), 1..4), width in 20_u32..200, height in 20_u32..200) {
        let file = picture(width, height);
        let copy = redact(&helper(), &order(&file, &covers), &mut |_, _| ());
        prop_assert!(copy.is_ok(), "{copy:?}");
        let shorter = Cover { w: covers[0].w / 2.0, ..covers[0].clone() };
        let less: Vec<Cover> = [vec![shorter], covers[1..].to_vec()].concat();
        let pdf = copy.unwrap().pdf;
        let other = redact(&helper(), &order(&file, &less), &mut |_, _| ()).unwrap().pdf;
        let found = find_leak(&helper(), &order(&file, &covers), &other, &mut |_| ()).unwrap();
        prop_assert!(pdf == other || found == Some(Leak::Uncovered), "{found:?}");
    }
}
