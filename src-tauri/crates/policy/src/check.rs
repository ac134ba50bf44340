//! The proof that a pack is safe before anybody may adopt it: every combination of answers its tables read is tried.

mod demands;
mod depth;
mod disclosure;
mod doubt;
mod enumerate;
mod gate_answers;
mod invariants;
mod not_sure;
mod openings;
mod parameters;
mod required;
mod roads;
mod together;

use crate::{Pack, PackProblem};
use domain::TypeCode;
use std::collections::BTreeMap;

/// What the check of a pack found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckReport {
    /// Combinations decided, by type.
    pub combinations: BTreeMap<TypeCode, u64>,
    /// Times each row was reached, by type and row.
    pub reached: BTreeMap<(TypeCode, String), u64>,
    /// Each invariant with what it covers here.
    pub invariants: Vec<InvariantResult>,
    /// Everything that is wrong; a pack with a problem is refused.
    pub problems: Vec<PackProblem>,
}

impl CheckReport {
    /// Whether the pack may be adopted.
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }

    /// Combinations decided in all.
    pub fn total(&self) -> u64 {
        self.combinations.values().sum()
    }
}

/// One invariant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvariantResult {
    /// Its number.
    pub id: &'static str,
    /// What it says.
    pub says: &'static str,
    /// How many cases it was tried on.
    pub tried: u64,
    /// It held on all of them.
    pub holds: bool,
    /// Where it is proved, if not by this check.
    pub elsewhere: Option<&'static str>,
}

/// Checks a pack that was read without problems.
pub fn check(pack: &Pack, files: &BTreeMap<String, String>) -> CheckReport {
    let mut report = CheckReport {
        combinations: BTreeMap::new(),
        reached: BTreeMap::new(),
        invariants: Vec::new(),
        problems: Vec::new(),
    };
    let too_many = together::too_many(pack, files);
    if !too_many.is_empty() {
        return CheckReport { problems: too_many, ..report };
    }
    for kind in pack.types.values() {
        enumerate::enumerate(pack, kind, files, &mut report);
    }
    invariants::prove(pack, files, &mut report);
    report.problems.sort();
    report.problems.dedup();
    report
}

/// How many combinations of answers each row of a type takes, in the order of its table: a fingerprint of the table. Empty
/// where the pack has no such type.
pub fn reach(pack: &Pack, code: &TypeCode) -> Vec<u64> {
    pack.type_def(code).map(|kind| enumerate::reach(pack, kind)).unwrap_or_default()
}

/// The file of a type.
fn file_of(files: &BTreeMap<String, String>, code: &TypeCode) -> String {
    let needle = format!("code = \"{code}\"");
    let is_its = |(path, text): &(&String, &String)| {
        path.starts_with("types/") && text.lines().any(|line| line == needle)
    };
    files.iter().find(is_its).map_or_else(|| "pack.toml".to_owned(), |(path, _)| path.clone())
}

/// The line of the nth row of a type's file.
fn line_of_row(files: &BTreeMap<String, String>, file: &str, index: usize) -> usize {
    let Some(text) = files.get(file) else { return 1 };
    let found = text.match_indices("[[row]]").nth(index).map(|(at, _)| at);
    found.map_or(1, |at| text[..at].bytes().filter(|byte| *byte == b'\n').count() + 1)
}
