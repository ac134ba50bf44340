//! Slips of the pen in the adopted pack, written down as data.

use serde::Deserialize;
use std::collections::BTreeMap;

/// Words of a file of the pack, and what stands in their place.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Edit {
    file: String,
    find: String,
    put: String,
    /// Wherever the words stand, and not only in the first place.
    #[serde(default)]
    every: bool,
}

/// The files of the adopted pack with a slip in them.
pub(crate) fn edited(edits: &[Edit], slip: &str) -> BTreeMap<String, String> {
    let mut files = super::files();
    for edit in edits {
        let text = files.get_mut(&edit.file).unwrap();
        assert!(text.contains(&edit.find), "{slip}: {} is not in {}", edit.find, edit.file);
        *text = match edit.every {
            true => text.replace(&edit.find, &edit.put),
            false => text.replacen(&edit.find, &edit.put, 1),
        };
    }
    files
}
