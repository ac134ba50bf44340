//! What the catalogue of the policy asks of a letter, and what its text is: read from the two sets of files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// Words that carry nothing.
const EMPTY: [&str; 20] = [
    "that", "what", "which", "with", "from", "this", "have", "here", "when", "whom", "other", "they", "them",
    "than", "only", "into", "each", "about", "itself", "says",
];

pub(crate) fn assets(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets").join(path)
}

pub(crate) fn read(path: &Path) -> Table {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Letters of the catalogue, by their codes.
fn catalogue() -> BTreeMap<String, Table> {
    let letters = read(&assets("policy/ames-2025-12-18/letters.toml"));
    let letters =
        letters["letter"].as_array().unwrap().iter().map(|letter| letter.as_table().unwrap().clone());
    letters.map(|letter| (letter["code"].as_str().unwrap().to_owned(), letter)).collect()
}

fn text(code: &str) -> (Table, String) {
    let path = assets(&format!("letters/{code}.toml"));
    (read(&path), std::fs::read_to_string(path).unwrap())
}

fn strings(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect()
}

/// The beginnings of the words that carry something. The office that advises the library has another name elsewhere.
fn stems(words: &str) -> BTreeSet<String> {
    let words = words.replace("Legal Department", "counsel").to_lowercase();
    let words = words.split(|c: char| !c.is_ascii_alphabetic());
    words
        .filter(|word| word.len() > 3 && !EMPTY.contains(word))
        .map(|word| word.chars().take(4).collect())
        .collect()
}

#[test]
fn every_letter_of_the_catalogue_has_a_text_and_every_text_a_letter() {
    let folder = std::fs::read_dir(assets("letters")).unwrap();
    let names = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let texts: BTreeSet<_> = names
        .filter_map(|name| Some(name.strip_suffix(".toml")?.to_owned()))
        .filter(|name| name != "never")
        .collect();
    assert_eq!(texts, catalogue().into_keys().collect());
    assert_eq!(texts.len(), 30);
}

#[test]
fn what_the_catalogue_makes_mandatory_has_its_words_in_the_text() {
    let mut wrong = Vec::new();
    for (code, letter) in catalogue() {
        let (_, source) = text(&code);
        let said = stems(&source);
        for asked in strings(&letter["mandatory"]) {
            let wanted = stems(asked);
            let missing: Vec<_> = wanted.difference(&said).collect();
            if missing.len() * 2 > wanted.len() {
                wrong.push(format!("{code}: nothing speaks of {asked:?}: {missing:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn who_signs_and_who_may_read_agree_with_the_catalogue() {
    for (code, letter) in catalogue() {
        let (text, _) = text(&code);
        let decides = letter["signer"].as_str() != Some("anyone handling");
        assert_eq!(text["signer"].as_str(), Some(if decides { "decider" } else { "author" }), "{code}");
        if letter.get("privileged").is_some() {
            assert_eq!(text["outward"].as_bool(), Some(false), "{code} is for counsel only");
            assert_eq!(text["copies_allowed"].as_bool(), Some(false), "{code} is for counsel only");
        }
        let memo = text["kind"].as_str() == Some("memo");
        assert!(!memo || letter["kind"].as_str() == Some("memo"), "{code} is no memo in the catalogue");
        if letter["kind"].as_str() == Some("letter") {
            assert_eq!(text["outward"].as_bool(), Some(true), "{code} leaves the library");
        }
    }
}

#[test]
fn a_text_states_as_law_only_what_the_policy_marks_as_law() {
    let statutes = read(&assets("policy/ames-2025-12-18/statutes.toml"));
    let law: BTreeSet<String> = statutes["statute"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|statute| statute["mark"].as_str() == Some("law"))
        .map(|statute| section(statute["label"].as_str().unwrap()))
        .collect();
    let mut stated = 0;
    for code in catalogue().into_keys() {
        let (text, _) = text(&code);
        let cites = text.get("cite").and_then(Value::as_table).cloned().unwrap_or_default();
        for cite in cites.values().filter(|cite| cite["standing"].as_str() == Some("law")) {
            let label = cite["label"].as_str().unwrap();
            assert!(
                law.iter().any(|section| ends_in(label, section)),
                "{code} states {label:?} as law, and the policy does not"
            );
            stated += 1;
        }
    }
    assert!(stated > 15, "only {stated}");
}

/// The number of a section, without the name of the code before it.
fn section(label: &str) -> String {
    label.rsplit(' ').next().unwrap().to_owned()
}

/// Whether a citation names that section and no other that begins like it.
fn ends_in(label: &str, section: &str) -> bool {
    label.match_indices(section).any(|(at, _)| {
        let after = label[at + section.len()..].chars().next();
        let before = label[..at].chars().next_back();
        before == Some(' ') && after.is_none_or(|next| !next.is_ascii_digit() && next != '(' && next != '.')
    })
}

#[test]
fn the_standard_paragraph_on_who_uses_records_names_no_fact() {
    let (text, _) = text("L16");
    let blocks = text["block"].as_array().unwrap();
    let who = blocks.iter().find(|block| block["id"].as_str() == Some("who")).unwrap();
    assert_eq!(who["kind"].as_str(), Some("fixed"), "it stands in every such letter");
    let words = who["text"].as_str().unwrap();
    assert!(!words.contains("{{") && words.contains("has or has not received one"), "{words}");
}

#[test]
fn a_text_for_a_reader_who_may_know_nothing_names_no_fact_of_any_record() {
    let (mut strict, mut facts) = (0, 0);
    for code in catalogue().into_keys() {
        let (text, _) = text(&code);
        if text["reader_entitled"].as_bool() == Some(false) {
            strict += 1;
            let tokens = text.get("tokens").and_then(Value::as_table).cloned().unwrap_or_default();
            facts += tokens.len();
            assert!(tokens.values().all(|token| token["from"].as_str() != Some("record")), "{code}");
        }
    }
    assert!(strict >= 12 && facts > 60, "{strict} texts, {facts} facts");
}
