//! The repository's files, as far as they are ours and text.

use std::fs;
use std::path::{Path, PathBuf};

/// One file: its path from the repository's root, with `/`, and its text.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Reads one file from the root.
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every file of ours with one of these endings.
pub(crate) fn files(endings: &[&str]) -> Vec<File> {
    let mut found = Vec::new();
    let mut waiting = vec![String::new()];
    while let Some(folder) = waiting.pop() {
        let entries = fs::read_dir(root().join(&folder)).expect("a folder that was just listed");
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                if !is_foreign(&path, &name) {
                    waiting.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                let text = fs::read_to_string(entry.path()).unwrap_or_default();
                found.push(File { path, text });
            }
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

/// Made by a program, or somebody else's.
fn is_foreign(path: &str, name: &str) -> bool {
    name == ".git"
        || name == "node_modules"
        || name == "target"
        || ["ui/dist", "src-tauri/gen"].contains(&path)
}

/// Whether a file is only compiled for tests.
pub(crate) fn is_test(path: &str) -> bool {
    path.split('/').any(|part| part == "tests" || part == "fixtures")
        || path.contains(".test.")
        || path.rsplit('/').next().is_some_and(|name| name == "tests.rs" || name.ends_with("_tests.rs"))
}
