//! What the program ships with: the policy pack it offers at setup.

use include_dir::{Dir, include_dir};

static PACKS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../../assets/policy");

/// A pack's files as the vault keeps them: path and text, sorted by path.
pub(crate) type PackFiles = Vec<(String, String)>;

/// The packs inside the program, by folder name.
pub(crate) fn shipped_packs() -> Vec<(String, PackFiles)> {
    PACKS.dirs().map(|folder| (name(folder.path()), files(folder))).collect()
}

/// The pack offered at setup: the first by folder name.
pub(crate) fn default_pack() -> Option<(String, PackFiles)> {
    shipped_packs().into_iter().min_by(|a, b| a.0.cmp(&b.0))
}

fn files(folder: &Dir<'_>) -> PackFiles {
    let root = folder.path();
    let mut found = Vec::new();
    let mut open = vec![folder];
    while let Some(dir) = open.pop() {
        open.extend(dir.dirs());
        for file in dir.files() {
            let path = file.path().strip_prefix(root).unwrap_or(file.path());
            found.extend(file.contents_utf8().map(|text| (name(path), text.to_owned())));
        }
    }
    found.sort();
    found
}

fn name(path: &std::path::Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
