//! What a journey leaves on the disk: no word of a record in clear, in any file that the program could write.

use crate::place::Place;

/// Fails when one of these words stands in any file of the test's folders, as UTF-8 or UTF-16, or in a file's name. Gives
/// what files there are, by their names below the test's folder.
pub(super) fn nothing_in_clear(place: &Place, words: &[&str]) -> Vec<String> {
    let names = names_below(place);
    assert!(names.iter().any(|name| name.ends_with("keyring.json")), "the vault is looked into: {names:?}");
    assert!(names.iter().any(|name| name.starts_with("home/")), "the profile is looked into: {names:?}");
    let found = in_clear(place, words);
    assert!(found.is_empty(), "{}", found.join("\n"));
    names
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
        .filter(|name| !["program", "clock", "picks"].contains(&name.as_str()));
    names.collect()
}

fn encodings(word: &str) -> [(&'static str, Vec<u8>); 3] {
    [
        ("UTF-8", word.as_bytes().to_vec()),
        ("UTF-16, low byte first", word.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("UTF-16, high byte first", word.encode_utf16().flat_map(u16::to_be_bytes).collect()),
    ]
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
