//! What a journey leaves on the disk: no word of a record in clear, in any file that the program could write.

use crate::place::Place;

/// Fails when one of these words stands in any file of the test's folders, as UTF-8 or UTF-16. Gives what files there
/// are, by their names below the test's folder.
pub(super) fn nothing_in_clear(place: &Place, words: &[&str]) -> Vec<String> {
    let files = place.files("");
    assert!(files.len() > 3, "the vault and its companions are there: {files:?}");
    let mut names = Vec::new();
    for file in files {
        let Ok(bytes) = std::fs::read(&file) else { continue };
        let name = file.strip_prefix(&place.root).unwrap_or(&file).display().to_string();
        // The program itself, copied for the ordinary user, and what the test laid there.
        if ["program", "clock", "picks"].contains(&name.as_str()) {
            continue;
        }
        for word in words {
            for (encoding, needle) in encodings(word) {
                assert!(!holds(&bytes, &needle), "{name} holds “{word}” as {encoding}");
            }
            assert!(!name.contains(word), "a file is named {name}");
        }
        names.push(name);
    }
    names
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
