//! T8: what a journey leaves on the disk: nothing that was typed lies in clear in any file that the program could write. Journeys
//! that end with `nothing_in_clear` ask it always; `cargo xtask torture T8` asks it at the end of all of them.

use crate::place::Place;

/// Fails when one of these words stands in any file of the test's folders, as UTF-8 or UTF-16, or in a file's name. Gives
/// what files there are, by their names below the test's folder.
pub(super) fn nothing_in_clear(place: &Place, words: &[&str]) -> Vec<String> {
    // Four digits lie in a page of ciphertext by chance, and the test would fail for nothing.
    let short: Vec<&&str> = words.iter().filter(|word| word.len() < crate::typed::LEAST).collect();
    assert!(short.is_empty(), "too short to mean anything where it is found: {short:?}");
    let names = names_below(place);
    assert!(names.iter().any(|name| name.ends_with("keyring.json")), "the vault is looked into: {names:?}");
    assert!(names.iter().any(|name| name.starts_with("home/")), "the profile is looked into: {names:?}");
    let found = in_clear(place, words);
    assert!(found.is_empty(), "{}", found.join("\n"));
    nothing_typed_is_left(place);
    names
}

/// Fails when anything that the test typed stands in a file in clear. The long form, T8, asks this at the end of every journey.
pub(crate) fn nothing_typed_is_left(place: &Place) {
    let typed = crate::typed::all();
    let words: Vec<&str> = typed.iter().map(String::as_str).collect();
    let found = in_clear(place, &words);
    assert!(found.is_empty(), "{}", found.join("\n"));
    let files = names_below(place).len();
    if files > 0 {
        eprintln!("  {} texts were typed; none is in any of {files} files", words.len());
    }
}

/// Every place where one of these words stands: one line each.
fn in_clear(place: &Place, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for name in names_below(place) {
        let bytes = std::fs::read(place.path(&name)).unwrap_or_default();
        for word in words {
            if name.contains(word) {
                found.push(format!("a file is named {name}"));
            }
            for (encoding, needle) in encodings(word) {
                if holds(&bytes, &needle) {
                    found.push(format!("{name} holds “{word}” as {encoding}"));
                }
            }
        }
    }
    found
}

/// The files of a test without the program itself, copied for the ordinary user, and what the test laid there.
fn names_below(place: &Place) -> Vec<String> {
    let files = place.files("");
    let names = files
        .iter()
        .map(|file| file.strip_prefix(&place.root).unwrap_or(file).display().to_string())
        .filter(|name| !["program", "clock", "picks", "bus.conf"].contains(&name.as_str()))
        // What somebody hands in at the desk, and what she had printed or saved outside on purpose.
        .filter(|name| !(name.starts_with("records/") && name.ends_with(".pdf")));
    names.collect()
}

fn encodings(word: &str) -> Vec<(&'static str, Vec<u8>)> {
    let mut all = vec![
        ("UTF-8", word.as_bytes().to_vec()),
        ("UTF-16, low byte first", word.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("UTF-16, high byte first", word.encode_utf16().flat_map(u16::to_be_bytes).collect()),
    ];
    all.extend((0..3).map(|before| ("Base64", base64_within(before, word.as_bytes()))));
    all
}

/// What a word looks like in Base64 after this many bytes of something else: the letters that depend on it alone.
fn base64_within(before: usize, word: &[u8]) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bytes = [&[0; 2][..before], word].concat();
    let bit = |at: usize| bytes[at / 8] >> (7 - at % 8) & 1;
    let letters = (before * 8).div_ceil(6)..bytes.len() * 8 / 6;
    letters
        .map(|letter| {
            let six = (0..6).fold(0, |six, at| six << 1 | bit(letter * 6 + at));
            LETTERS[usize::from(six)]
        })
        .collect()
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[test]
fn a_word_is_found_in_every_encoding() {
    for (encoding, needle) in encodings("Quillfeather") {
        let file = [b"before ".as_slice(), &needle, b" after"].concat();
        assert!(holds(&file, &needle), "{encoding}");
        assert!(!holds(b"Something else altogether", &needle), "{encoding}");
    }
}

#[test]
fn a_word_within_base64_is_found_wherever_it_begins() {
    assert_eq!(base64_within(0, b"Quillfeather"), b"UXVpbGxmZWF0aGVy");
    // "x", "xy" and "xyz" before it.
    for (before, text) in
        [(1, "eFF1aWxsZmVhdGhlcg=="), (2, "eHlRdWlsbGZlYXRoZXI="), (0, "eHl6UXVpbGxmZWF0aGVy")]
    {
        assert!(holds(text.as_bytes(), &base64_within(before, b"Quillfeather")), "{text}");
    }
}

#[test]
fn a_word_is_found_in_every_folder_that_the_program_can_write() {
    // Home holds configuration, data and cache: no variable of the person who runs the tests leads elsewhere.
    for folder in [
        "records/vault",
        "home/.local/share/custodian-console",
        "home/.config/custodian-console",
        "home/.cache/custodian-console",
        "tmp",
        "runtime",
    ] {
        let place = Place::new();
        let folder = place.path(folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join("left"), b"seen: Quillfeather, twice").expect("a file");
        let found = in_clear(&place, &["Quillfeather"]);
        assert_eq!(found.len(), 1, "{}: {found:?}", folder.display());
        assert!(in_clear(&place, &["Somebody else"]).is_empty());
        std::fs::write(folder.join("Quillfeather.txt"), b"").expect("a file");
        assert_eq!(in_clear(&place, &["Quillfeather"]).len(), 2, "{}", folder.display());
    }
}
