//! A refusal names what to do next: a second sentence that only says what is safe leaves the person standing there.

use crate::clean;
use crate::source::{Language, strings};
use crate::tree::{File, files, is_test};

/// Begins of sentences that say what is safe and nothing to do.
const ONLY_SAFE: [&str; 4] = ["Nothing was ", "The draft is kept", "What you typed", "Nothing is lost"];

#[test]
fn no_refusal_stops_at_what_is_safe() {
    let mut wrong = Vec::new();
    for file in files(&[".rs"]).iter().filter(|file| !is_test(&file.path)) {
        wrong.extend(dead_ends(file));
    }
    clean("a refusal says what to do next", &wrong);
}

fn dead_ends(file: &File) -> Vec<String> {
    let texts = strings(&file.text, Language::Rust);
    let dead = texts.into_iter().filter(|(_, text)| is_dead_end(text.trim_matches('"')));
    dead.map(|(line, text)| format!("{} line {line}: {text}", file.path)).collect()
}

/// Every sentence of it only says what is safe, and it ends as a sentence.
fn is_dead_end(text: &str) -> bool {
    let mut sentences = text.split_inclusive(". ").map(str::trim).peekable();
    text.ends_with('.')
        && sentences.peek().is_some()
        && sentences.all(|sentence| ONLY_SAFE.iter().any(|safe| sentence.starts_with(safe)))
}

#[test]
fn a_sentence_that_only_soothes_is_found() {
    for dead in ["Nothing was changed.", "Nothing was stored. The draft is kept until then."] {
        assert!(is_dead_end(dead), "{dead}");
    }
    for good in ["Nothing was changed. Choose another.", "Choose one. Nothing was changed.", "Nothing was {}"]
    {
        assert!(!is_dead_end(good), "{good}");
    }
}
