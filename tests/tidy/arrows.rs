//! Which crate may know which, and who alone may name the heavy libraries.

use std::collections::BTreeMap;

use toml::Table;

use crate::clean;
use crate::source::{Language, code};
use crate::tree::{File, files, is_test, read};

/// Each crate and the crates of ours that it may know. `tests` may know all.
const ARROWS: [(&str, &[&str]); 9] = [
    ("src-tauri/crates/domain", &[]),
    ("src-tauri/crates/policy", &["domain"]),
    ("src-tauri/crates/vault", &["domain"]),
    ("src-tauri/crates/letters", &["domain"]),
    ("src-tauri/crates/enclosures", &[]),
    ("src-tauri/crates/usecases", &["domain", "policy", "vault", "letters", "enclosures"]),
    ("src-tauri/crates/cli", &["usecases", "enclosures"]),
    ("src-tauri", &["usecases", "enclosures"]),
    ("src-tauri/crates/xtask", &[]),
];

const OURS: [&str; 9] = [
    "domain",
    "policy",
    "vault",
    "letters",
    "enclosures",
    "usecases",
    "custodian",
    "custodian-console",
    "xtask",
];

/// A library and the only place that may name it; a second line is a second place.
const ALONE: [(&str, &str); 11] = [
    ("rusqlite", "src-tauri/crates/vault/"),
    ("printpdf", "src-tauri/crates/letters/"),
    ("tauri", "src-tauri/src/"),
    ("webkit2gtk", "src-tauri/src/platform/"),
    ("gtk", "src-tauri/src/platform/"),
    ("libc", "src-tauri/src/platform/"),
    ("libc", "src-tauri/crates/enclosures/src/platform/"),
    ("rustix", "src-tauri/crates/enclosures/src/platform/"),
    ("rustix", "src-tauri/crates/cli/src/hardening.rs"),
    ("rustix", "src-tauri/crates/vault/src/room.rs"),
    ("seccompiler", "src-tauri/crates/enclosures/src/platform/"),
];

#[test]
fn every_crate_knows_only_the_crates_below_it() {
    let mut wrong = Vec::new();
    for (folder, allowed) in ARROWS {
        let manifest: Table = read(&format!("{folder}/Cargo.toml")).parse().expect("a manifest");
        wrong.extend(wrong_arrows(folder, &manifest, allowed));
    }
    let members = files(&["Cargo.toml"]);
    for file in members.iter().filter(|file| file.path.starts_with("src-tauri")) {
        let folder = file.path.trim_end_matches("/Cargo.toml");
        if !ARROWS.iter().any(|(known, _)| *known == folder) {
            wrong.push(format!("{folder}: a crate without a place in the list of arrows"));
        }
    }
    clean("arrows point one way", &wrong);
}

#[test]
fn heavy_libraries_are_named_in_one_place() {
    let mut wrong = Vec::new();
    for file in files(&[".rs"]) {
        wrong.extend(named_elsewhere(&file));
    }
    for file in files(&[".ts", ".tsx"]) {
        let is_bound = file.path.starts_with("ui/src/") && !file.path.starts_with("ui/src/bridge/");
        if is_bound && code(&file.text, Language::Script).contains("@tauri-apps") {
            wrong.push(format!("{}: only ui/src/bridge speaks to the window's framework", file.path));
        }
    }
    clean("one place for each heavy library", &wrong);
}

fn wrong_arrows(folder: &str, manifest: &Table, allowed: &[&str]) -> Vec<String> {
    let mut known: BTreeMap<&str, &str> = BTreeMap::new();
    for section in ["dependencies", "build-dependencies", "dev-dependencies"] {
        for name in manifest.get(section).and_then(toml::Value::as_table).into_iter().flat_map(Table::keys) {
            known.insert(name, section);
        }
    }
    let ours = known.into_iter().filter(|(name, _)| OURS.contains(name));
    ours.filter(|(name, _)| !allowed.contains(name))
        .map(|(name, section)| format!("{folder}: may not know `{name}` ({section})"))
        .collect()
}

fn named_elsewhere(file: &File) -> Vec<String> {
    if is_test(&file.path) || file.path.ends_with("build.rs") {
        return Vec::new();
    }
    let code = code(&file.text, Language::Rust);
    let is_at_home =
        |library: &str| ALONE.iter().any(|(known, place)| *known == library && file.path.starts_with(place));
    ALONE
        .iter()
        .filter(|(library, _)| !is_at_home(library) && uses(&code, library))
        .map(|(library, place)| format!("{}: names `{library}`, which belongs to {place}", file.path))
        .collect()
}

/// A path that starts with the library, or a `use` of it.
fn uses(code: &str, library: &str) -> bool {
    let starts = |at: usize| !code[..at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_');
    code.match_indices(library).any(|(at, _)| {
        let after = &code[at + library.len()..];
        starts(at) && (after.starts_with("::") || after.starts_with(';') && code[..at].ends_with("use "))
    })
}

#[test]
fn a_wrong_arrow_is_seen() {
    let manifest: Table =
        "[dependencies]\ndomain.workspace = true\nvault.workspace = true\n[dev-dependencies]\nletters = {}\n"
            .parse()
            .expect("a manifest");
    let wrong = wrong_arrows("policy", &manifest, &["domain"]);
    assert_eq!(wrong.len(), 2, "{wrong:?}");
}

#[test]
fn a_misplaced_library_is_seen() {
    let file =
        |text: &str| File { path: "src-tauri/crates/policy/src/a.rs".to_owned(), text: text.to_owned() };
    assert_eq!(named_elsewhere(&file("use rusqlite::Connection;")).len(), 1);
    assert_eq!(named_elsewhere(&file("fn f() { printpdf::g() }")).len(), 1);
    assert_eq!(named_elsewhere(&file("use seccompiler::SeccompFilter;")).len(), 1);
    assert_eq!(named_elsewhere(&file("// use rusqlite::Connection;\nuse my_rusqlite::X;")).len(), 0);
}
