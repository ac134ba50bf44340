//! What one version changes against another is never passed over: a change of any kind of value in any file is told.

use crate::desk::files;
use policy::diff;
use std::collections::BTreeSet;

/// A line `key = "words"` or `key = number`, with another value.
fn changed(line: &str) -> Option<(&str, String)> {
    let (key, value) = line.split_once(" = ")?;
    if let Some(words) = value.strip_prefix('"').and_then(|words| words.strip_suffix('"')) {
        return Some((key, format!("{key} = \"{words} (changed)\"")));
    }
    let number: u32 = value.parse().ok()?;
    Some((key, format!("{key} = {}", number + 1)))
}

#[test]
fn a_change_of_any_kind_of_value_in_any_file_is_told() {
    let files = files();
    let old = policy::load(&files).unwrap();
    let (mut tried, mut untold) = (0, Vec::new());
    for (name, text) in &files {
        let mut seen = BTreeSet::new();
        for (at, line) in text.lines().enumerate() {
            let Some((key, other)) = changed(line).filter(|(key, _)| seen.insert((*key).to_owned())) else {
                continue;
            };
            let mut lines: Vec<&str> = text.lines().collect();
            lines[at] = &other;
            let mut broken = files.clone();
            broken.insert(name.clone(), lines.join("\n"));
            // What cannot be loaded is refused anyway.
            let Ok(new) = policy::load(&broken) else { continue };
            tried += 1;
            if diff(&old, &new).is_empty() {
                untold.push(format!("{name}, line {}: {key}", at + 1));
            }
        }
    }
    assert!(tried > 100, "only {tried} changes could be loaded");
    assert_eq!(untold, Vec::<String>::new(), "of {tried}");
    assert_eq!(diff(&old, &old), []);
}
