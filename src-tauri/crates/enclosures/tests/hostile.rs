//! Files that are made to harm whoever opens them, given to the helper as the programs start it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops by panicking")]

mod samples;

use std::time::{Duration, Instant};

use enclosures::{Kind, PATIENCE, Trouble};
use samples::{helper, hostile, junk, letter, locked, picture};

/// What was learnt about a letter, for comparing.
const WIDTH: u32 = 600;

#[test]
fn a_letter_is_drawn_with_its_words() {
    let first = helper().draw(&letter(), 0, WIDTH).expect("drawn");
    assert_eq!((first.kind, first.pages, first.points), (Kind::Pdf, 2, (612, 792)));
    assert_eq!((first.pixels.width(), first.pixels.height()), (600, 776));
    assert!(first.pixels.rgb().iter().any(|part| *part < 60), "there is ink on the page");
    assert!(!first.is_partial);
    let expected = ["Dear Librarian,", "Marguerite Oyelaran borrowed three books.", "Yours"];
    assert_eq!(first.text.lines(), expected);
    let name = first.text.words.iter().find(|word| word.text == "Oyelaran").expect("stated");
    assert!((0.2..0.35).contains(&name.x) && (0.13..0.18).contains(&name.y), "{name:?}");
    assert!(name.w > 0.05 && name.h > 0.01, "{name:?}");
    let second = helper().draw(&letter(), 1, WIDTH).expect("drawn");
    assert_ne!(first.pixels, second.pixels);
    assert_eq!(helper().draw(&letter(), 2, WIDTH), Err(Trouble::NoSuchPage));
}

#[test]
fn a_picture_is_one_page_without_words() {
    let drawn = helper().draw(&picture(300, 200), 0, WIDTH).expect("drawn");
    assert_eq!((drawn.kind, drawn.pages, drawn.points), (Kind::Png, 1, (144, 96)));
    assert_eq!((drawn.pixels.width(), drawn.pixels.height()), (300, 200), "never larger than it is");
    assert!(drawn.text.words.is_empty());
    assert_eq!(drawn.pixels.png(), Ok(picture(300, 200)), "pixel by pixel as it came");
    let small = helper().draw(&picture(300, 200), 0, 150).expect("drawn");
    assert_eq!((small.pixels.width(), small.pixels.height()), (150, 100));
    assert_eq!(helper().draw(&picture(30, 20), 1, WIDTH), Err(Trouble::NoSuchPage));
}

#[test]
fn every_hostile_file_ends_in_time_with_a_word_for_it() {
    let files = hostile();
    assert_eq!(files.len(), 30, "each of them is tried");
    let mut wrong = Vec::new();
    for (name, file) in &files {
        let began = Instant::now();
        let found = helper().draw(file, 0, WIDTH).map(|drawn| drawn.pages);
        let took = began.elapsed();
        // The machine may be busy; that the helper is ended at all is what counts.
        if took > PATIENCE + Duration::from_secs(3) {
            wrong.push(format!("{name}: took {took:?}"));
        }
        if found == Err(Trouble::NoSense)
            || found == Err(Trouble::NotStarted)
            || found == Err(Trouble::NotClosedOff)
        {
            wrong.push(format!("{name}: {found:?}"));
        }
        let expected = match *name {
            "endless forms" => Some(Trouble::TookTooLong),
            "a PNG of 60,000 by 60,000" | "a PNG of 12,000 by 12,000" | "a JPEG of 65,000 by 65,000" => {
                Some(Trouble::TooLarge)
            }
            "a PDF cut short" | "a page of 2,000 km" | "a page like a thread" | "a form in itself" => None,
            "locked" => Some(Trouble::NeedsPassword),
            "no page" => Some(Trouble::NoPages),
            "10 MB of junk" | "nothing" | "a program" => Some(Trouble::UnknownKind),
            "a PDF's first line" | "a PNG's first line" | "a JPEG's first bytes" => Some(Trouble::Damaged),
            "10 MB of junk that says it is a PDF" | "10 MB of junk that says it is a JPEG" => {
                Some(Trouble::Damaged)
            }
            _ => None,
        };
        if expected.is_some_and(|expected| found != Err(expected)) {
            wrong.push(format!("{name}: {found:?}, expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn damaged_files_never_bring_down_more_than_the_helper() {
    let whole = [letter(), locked(), picture(40, 30)];
    let mut told = std::collections::BTreeMap::new();
    for round in 0..90_u64 {
        let mut file = whole[usize::try_from(round % 3).unwrap()].clone();
        let noise = junk(64, round * 7919 + 1);
        for pair in noise.chunks_exact(4) {
            let at = usize::from(pair[0]) * 256 + usize::from(pair[1]);
            let length = file.len();
            file[at % length] = pair[2];
        }
        let found = helper().draw(&file, 0, 200);
        assert!(
            !matches!(found, Err(Trouble::NotStarted | Trouble::NotClosedOff)),
            "round {round}: {found:?}"
        );
        *told.entry(format!("{:?}", found.map(|_| "drawn"))).or_insert(0) += 1;
    }
    assert!(told.len() >= 3, "some are drawn, some are not: {told:?}");
}

#[test]
fn a_file_beyond_the_limit_is_not_even_sent() {
    let large = vec![0; usize::try_from(enclosures::FILE_LIMIT).unwrap() + 1];
    assert_eq!(helper().draw(&large, 0, WIDTH), Err(Trouble::TooLarge));
}
