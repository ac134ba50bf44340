//! The tests of the letters as documents, in one program: each file is one subject.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test that panics is a test that fails, and says why"
)]

mod any_words;
mod compose;
mod grade;
mod inspector;
mod languages;
mod look;
mod manifests;
mod people;
mod renderer;
mod reworded;
mod sample;
mod structure;
