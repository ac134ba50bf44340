//! No policy in the program: the words that the packs own are refused in Rust and TypeScript outside comments and
//! tests. The list is made from the packs themselves, so another library's pack brings its own.

use std::collections::BTreeSet;

use toml::{Table, Value};

use crate::clean;
use crate::source::{Language, code, strings};
use crate::tree::{File, files, is_test};

/// Labels that the `custodian` program promises in its output and that happen to look like ids of a pack.
const PROMISED: [(&str, &[&str]); 3] = [
    ("src-tauri/crates/cli/src/deadline.rs", &["T10", "L20"]),
    // The suites of `cargo xtask torture` have names of their own.
    ("src-tauri/crates/xtask/src/main.rs", &["T1"]),
    (
        "src-tauri/crates/xtask/src/torture.rs",
        &["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T12", "T13", "T15"],
    ),
];

/// What the packs own.
#[derive(Debug, Default)]
struct Words {
    /// Ids and names that may stand nowhere in code.
    codes: BTreeSet<String>,
    /// Citations that may stand in no text.
    citations: BTreeSet<String>,
}

#[test]
fn the_program_holds_no_policy() {
    let words = words(&files(&[".toml"]));
    assert!(words.codes.len() > 100 && words.citations.len() > 20, "the packs were read");
    let mut wrong = Vec::new();
    for file in files(&[".rs", ".ts", ".tsx"]) {
        if !is_outside(&file.path) {
            wrong.extend(policy_in(&file, &words));
        }
    }
    clean("policy is data, not code", &wrong);
}

/// Tests may name what they test, and the fake of the back end is one of them.
fn is_outside(path: &str) -> bool {
    is_test(path)
        || path.starts_with("ui/lint/")
        || path.rsplit('/').next().is_some_and(|name| name.starts_with("fake"))
        || path.contains("/fake/")
}

fn words(files: &[File]) -> Words {
    let mut words = Words::default();
    for file in files.iter().filter(|file| file.path.starts_with("assets/policy/")) {
        let table: Table = file.text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.path));
        take_codes(&Value::Table(table.clone()), &mut words.codes);
        if let Some(library) = table.get("library").and_then(Value::as_str) {
            words.codes.insert(library.to_owned());
            words.codes.extend(library.split(' ').next().map(str::to_owned));
        }
        for statute in table.get("statute").and_then(Value::as_array).into_iter().flatten() {
            take_citation(statute.get("label").and_then(Value::as_str).unwrap_or_default(), &mut words);
        }
    }
    words
}

/// Everything under a key `code`, anywhere, that looks like an id: capitals and digits.
fn take_codes(value: &Value, codes: &mut BTreeSet<String>) {
    match value {
        Value::Table(table) => {
            for (key, value) in table {
                match value {
                    Value::String(code) if key == "code" && is_id(code) => {
                        codes.insert(code.clone());
                    }
                    other => take_codes(other, codes),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| take_codes(value, codes)),
        _ => {}
    }
}

/// Two letters at least, a capital first, and a digit or a dash: an outcome such as `R` is a word of the program.
fn is_id(code: &str) -> bool {
    let has_mark = code.contains(|letter: char| letter.is_ascii_digit() || letter == '-');
    let is_capitals = code.len() > 2 && code.chars().all(|letter| letter.is_ascii_uppercase());
    code.len() > 1 && code.starts_with(|first: char| first.is_ascii_uppercase()) && (has_mark || is_capitals)
}

/// From a label such as “Name Code 22.7(13)”: the state's name, and the number with its section.
fn take_citation(label: &str, words: &mut Words) {
    if let Some((state, section)) = label.split_once(" Code ") {
        if state.chars().all(char::is_alphabetic) {
            words.codes.insert(state.to_owned());
        }
        let number = section.split(' ').next().unwrap_or_default();
        if number.contains('.') {
            words.citations.insert(number.to_owned());
        }
    }
    words.citations.insert(label.to_owned());
}

fn policy_in(file: &File, words: &Words) -> Vec<String> {
    let language = if file.path.ends_with(".rs") { Language::Rust } else { Language::Script };
    let code = code(&file.text, language);
    let promised =
        PROMISED.iter().find(|(path, _)| *path == file.path).map_or(&[][..], |(_, labels)| *labels);
    let mut wrong = Vec::new();
    for (number, line) in code.lines().enumerate() {
        let forbidden = words.codes.iter().filter(|word| !promised.contains(&word.as_str()));
        for word in forbidden.filter(|word| has_word(line, word)) {
            wrong.push(format!("{}:{}: {word}", file.path, number + 1));
        }
    }
    for (number, literal) in strings(&file.text, language) {
        for citation in words.citations.iter().filter(|citation| has_word(&literal, citation)) {
            wrong.push(format!("{}:{number}: {citation}", file.path));
        }
    }
    wrong
}

/// The word with nothing of a longer word, number or code on either side.
fn has_word(text: &str, word: &str) -> bool {
    let joins = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.match_indices(word).any(|(at, _)| {
        let after = &text[at + word.len()..];
        let goes_on = after.starts_with(joins)
            || after.starts_with(['-', '.'])
                && after[1..].starts_with(|letter: char| letter.is_ascii_alphanumeric());
        !text[..at].ends_with(|letter: char| joins(letter) || letter == '.') && !goes_on
    })
}

#[test]
fn policy_words_in_code_are_seen() {
    let pack = [
        File {
            path: "assets/policy/x/gates.toml".to_owned(),
            text:
                "library = \"Example Public Library\"\n[[gate]]\ncode = \"G1\"\n[[type]]\ncode = \"LE-S\"\n\
                   [[row]]\noptions = [{ code = \"yes\" }, { code = \"R\" }, { code = \"MTG\" }]\n"
                    .to_owned(),
        },
        File {
            path: "assets/policy/x/statutes.toml".to_owned(),
            text: "[[statute]]\nlabel = \"Utopia Code 22.7(13)\"\n".to_owned(),
        },
    ];
    let words = words(&pack);
    let found =
        |text: &str| policy_in(&File { path: "a.rs".to_owned(), text: text.to_owned() }, &words).len();
    assert_eq!(found("if gate == \"G1\" {}"), 1);
    assert_eq!(found("let a = \"LE-S\"; let b = MTG;"), 2);
    assert_eq!(found("let a = \"under 22.7(13), Utopia\";"), 2);
    assert_eq!(found("let a = \"Example\";"), 1);
    assert_eq!(
        found("// G1 and LE-S, 22.7(13)\nlet a = \"G12 LE-SX yes R\"; let b = G1_TIMES; let c = 122.7;"),
        0
    );
    assert_eq!(found("#[cfg(test)]\nmod tests { const A: &str = \"G1\"; }"), 0);
}
