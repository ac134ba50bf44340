//! The sheet that follows a letter: its words as accepted, its tags as those of any letter, and the same bytes each time.

use crate::inspector::inspect;
use crate::sample;
use letters::{
    Letter, ManifestFile, ManifestRelease, ManifestWords, Mark, check, manifest, paragraphs, typeset,
    with_manifest,
};

fn words() -> ManifestWords {
    let release = |part, field: &str, dates: &str| ManifestRelease {
        part,
        field: field.to_owned(),
        dates: dates.to_owned(),
    };
    let file = |part, what: &str, digit: &str| ManifestFile {
        part,
        what: what.to_owned(),
        sha256: digit.repeat(64),
    };
    ManifestWords {
        to: "J. Marsh, County Attorney".to_owned(),
        method: "Certified mail".to_owned(),
        letter_sha256: Some("0123456789abcdef".repeat(4)),
        released: vec![
            release(1, "Items checked out", "June 2026 to date"),
            release(2, "Branch at which they were returned", "as in the paper"),
        ],
        files: vec![
            file(1, "Redacted copy, PDF document, 2 pages, 34,112 bytes", "a"),
            file(2, "As it came, PNG picture, 812 bytes", "7"),
        ],
    }
}

fn sheet() -> Letter {
    manifest(&sample::letter("L11"), &words())
}

#[test]
fn the_words_of_a_manifest_are_those_accepted() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots/manifest.txt");
    let said = |letter: &Letter| -> String {
        paragraphs(letter).iter().map(|p| format!("{:?}: {}\n", p.role, p.text)).collect()
    };
    let nothing = ManifestWords { letter_sha256: None, released: Vec::new(), files: Vec::new(), ..words() };
    let now = format!("{}\n{}", said(&sheet()), said(&manifest(&sample::letter("L11"), &nothing)));
    if std::env::var_os("LETTERS_ACCEPT").is_some() {
        std::fs::write(path, &now).unwrap();
    }
    let accepted = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(now, accepted, "the words changed; read them, then accept them with LETTERS_ACCEPT=1");
}

#[test]
fn a_manifest_is_a_tagged_file_of_equal_bytes() {
    let head = sample::letterhead();
    for mark in [Mark::Issued, Mark::Draft, Mark::Practice] {
        let set = typeset(&sheet(), &head, mark).unwrap();
        assert_eq!(set.pages, 1, "a sheet of its own");
        let report = inspect(&set.pdf);
        assert_eq!(report.findings, Vec::<String>::new(), "{mark:?}");
        assert_eq!(typeset(&sheet(), &head, mark).unwrap().pdf, set.pdf);
        if let (Mark::Issued, Some(out)) = (mark, std::env::var_os("LETTERS_OUT")) {
            let out = std::path::Path::new(&out);
            std::fs::write(out.join("manifest.pdf"), &set.pdf).unwrap();
            std::fs::write(out.join("manifest.png"), letters::page_image(&set.pdf, 0, 1.5).unwrap()).unwrap();
        }
    }
    let mut other = words();
    other.files[1].sha256 = "8".repeat(64);
    let changed = manifest(&sample::letter("L11"), &other);
    let bytes = |letter: &Letter| typeset(letter, &head, Mark::Issued).unwrap().sha256;
    assert_ne!(bytes(&changed), bytes(&sheet()), "another file, another sheet");
}

#[test]
fn forty_files_and_long_names_stay_on_tagged_pages() {
    let mut many = words();
    many.files = (0..40).map(|_| many.files[0].clone()).collect();
    many.released[0].field = "A field whose name is long ".repeat(12);
    many.to = "An office with a long name, ".repeat(9);
    let set = typeset(&manifest(&sample::letter("L11"), &many), &sample::letterhead(), Mark::Issued).unwrap();
    assert!(set.pages > 1);
    assert_eq!(inspect(&set.pdf).findings, Vec::<String>::new());
}

#[test]
fn what_must_never_be_in_a_letter_is_found_in_its_manifest() {
    let (catalogue, letter) = (sample::catalogue(), sample::letter("L11"));
    let text = sample::text_of(&catalogue, "L11");
    let mut never = sample::never("L11");
    assert_eq!(check(&with_manifest(&letter, &words()), text, &never), Ok(()));
    never.withhold("not approved", ["Branch at which they were returned"]);
    let found = check(&with_manifest(&letter, &words()), text, &never).unwrap_err();
    assert_eq!(found[0].block, "manifest", "{found:?}");
}
