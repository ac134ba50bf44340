//! The repository's own rules, checked on every run: which crate may know which, what may be said where, how long a
//! file may be, and that the lists which must agree do agree. Each rule is also shown to refuse a bad sample.
#![allow(clippy::expect_used, clippy::panic, reason = "a test stops by panicking")]

#[path = "tidy/arrows.rs"]
mod arrows;
#[path = "tidy/commands.rs"]
mod commands;
#[path = "tidy/files.rs"]
mod files;
#[path = "tidy/next_step.rs"]
mod next_step;
#[path = "tidy/packages.rs"]
mod packages;
#[path = "tidy/policy_words.rs"]
mod policy_words;
#[path = "tidy/source.rs"]
mod source;
#[path = "tidy/tree.rs"]
mod tree;

/// Fails with one line for each thing that is wrong.
fn clean(rule: &str, wrong: &[String]) {
    assert!(wrong.is_empty(), "{rule}:\n  {}", wrong.join("\n  "));
}
