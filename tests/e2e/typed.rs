//! Every text that a test typed or pasted: what must lie in no file in clear afterwards.

use std::cell::RefCell;
use std::collections::BTreeSet;

/// The shortest text that is looked for. Shorter ones are in any file by chance.
pub(crate) const LEAST: usize = 7;

/// What stands outside the record on purpose: the job titles in the keyring, which are shown before anybody signs in.
const OUTSIDE: [&str; 3] = ["Library Director", "Deputy Director", "Librarian"];

thread_local! {
    static TYPED: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
}

/// This was typed.
pub(crate) fn note(text: &str) {
    let lines = text.lines().map(str::trim).filter(|line| line.len() >= LEAST && !OUTSIDE.contains(line));
    TYPED.with_borrow_mut(|typed| typed.extend(lines.map(str::to_owned)));
}

/// Everything that was typed on this thread.
pub(crate) fn all() -> Vec<String> {
    TYPED.with_borrow(|typed| typed.iter().cloned().collect())
}
