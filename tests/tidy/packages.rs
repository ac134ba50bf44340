//! Exact versions, one registry, one version of what we name ourselves.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use crate::clean;
use crate::tree::{files, read};

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Libraries of which an older version also comes in underneath another library, and why that is borne.
const TWICE: [(&str, &str); 4] = [
    (
        "getrandom",
        "the memory lock and the window framework still use older ones; our own keys come from the new one",
    ),
    ("sha2", "the window framework's build step hashes its own scripts; nothing of it runs in the program"),
    ("thiserror", "GTK's bindings"),
    ("toml", "GTK's build step"),
];

#[test]
fn every_dependency_has_one_exact_version() {
    let workspace: Table = read("Cargo.toml").parse().expect("the workspace");
    let named = workspace["workspace"]["dependencies"].as_table().expect("a list");
    let mut wrong = inexact("Cargo.toml", named);
    for file in files(&["Cargo.toml"]) {
        let is_member = file.path.starts_with("src-tauri") || file.path == "tests/Cargo.toml";
        if is_member {
            let manifest: Table = file.text.parse().expect("a manifest");
            for section in sections(&manifest) {
                wrong.extend(inexact(&file.path, section));
            }
        }
    }
    clean("exact versions", &wrong);
}

#[test]
fn everything_comes_from_one_registry() {
    let lock: Table = read("Cargo.lock").parse().expect("the lock file");
    let packages = lock["package"].as_array().expect("packages");
    let wrong: Vec<String> = packages
        .iter()
        .filter_map(|package| package.get("source").and_then(Value::as_str).map(|source| (package, source)))
        .filter(|(_, source)| *source != REGISTRY)
        .map(|(package, source)| format!("{} comes from {source}", package["name"]))
        .collect();
    clean("one registry", &wrong);
    let npm = read("ui/package-lock.json");
    assert!(!npm.contains("\"resolved\""), "the interface's lock file names download hosts");
}

#[test]
fn what_we_name_ourselves_is_there_once() {
    let direct = direct_names();
    let lock: Table = read("Cargo.lock").parse().expect("the lock file");
    let wrong = repeated(&direct, &lock);
    clean("one version of each library that we name", &wrong);
}

#[test]
fn the_interface_names_exact_versions() {
    let package: serde_json::Value = serde_json::from_str(&read("ui/package.json")).expect("JSON");
    for section in ["dependencies", "devDependencies"] {
        for (name, version) in package[section].as_object().expect("a list") {
            let version = version.as_str().expect("a version");
            assert!(
                version.starts_with(|first: char| first.is_ascii_digit()),
                "{name} {version} is not exact"
            );
        }
    }
}

fn sections(manifest: &Table) -> Vec<&Table> {
    let kinds = ["dependencies", "build-dependencies", "dev-dependencies"];
    let mut found: Vec<&Table> = kinds.iter().filter_map(|kind| manifest.get(*kind)?.as_table()).collect();
    for target in manifest.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values) {
        found.extend(kinds.iter().filter_map(|kind| target.get(*kind)?.as_table()));
    }
    found
}

fn inexact(path: &str, dependencies: &Table) -> Vec<String> {
    let version =
        |value: &Value| value.as_str().or_else(|| value.get("version")?.as_str()).map(str::to_owned);
    let is_elsewhere = |value: &Value| value.get("workspace").is_some() || value.get("path").is_some();
    dependencies
        .iter()
        .filter(|(_, value)| !is_elsewhere(value))
        .filter(|(_, value)| !version(value).is_some_and(|version| version.starts_with('=')))
        .map(|(name, _)| format!("{path}: {name} has no exact version"))
        .collect()
}

fn direct_names() -> BTreeSet<String> {
    let workspace: Table = read("Cargo.toml").parse().expect("the workspace");
    workspace["workspace"]["dependencies"].as_table().expect("a list").keys().cloned().collect()
}

fn repeated(direct: &BTreeSet<String>, lock: &Table) -> Vec<String> {
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in lock["package"].as_array().into_iter().flatten() {
        let (name, version) =
            (package["name"].as_str().unwrap_or_default(), package["version"].as_str().unwrap_or_default());
        versions.entry(name).or_default().push(version);
    }
    versions
        .into_iter()
        .filter(|(name, versions)| direct.contains(*name) && versions.len() > 1)
        .filter(|(name, _)| !TWICE.iter().any(|(borne, _)| borne == name))
        .map(|(name, versions)| format!("{name}: {}", versions.join(", ")))
        .collect()
}

#[test]
fn loose_and_repeated_versions_are_seen() {
    let loose: Table =
        "a = \"1\"\nb = \"=1.2.3\"\nc = { version = \"2\" }\nd.workspace = true\n".parse().expect("TOML");
    assert_eq!(inexact("x", &loose).len(), 2);
    let lock: Table =
        "[[package]]\nname = \"a\"\nversion = \"1\"\n[[package]]\nname = \"a\"\nversion = \"2\"\n"
            .parse()
            .expect("TOML");
    assert_eq!(repeated(&["a".to_owned()].into(), &lock), ["a: 1, 2"]);
    assert!(repeated(&["b".to_owned()].into(), &lock).is_empty());
}
