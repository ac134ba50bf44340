//! The real window, driven: our own program is started, WebKit's driver is attached to it, and journeys are walked as
//! a person would.
//!
//! Run by `cargo xtask test --only e2e`, which builds the program with the test-only features and names it in the
//! environment. Every test starts its own screen, folders and program, and ends only what it started.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test stops by panicking"
)]
#![allow(dead_code, reason = "the journeys use the vocabulary of the harness a little each")]

mod app;
mod checks;
mod cups;
mod desk;
mod find;
mod login1;
mod network;
mod place;
mod printed;
mod screen;
mod typed;
mod webdriver;

mod dialogs;
mod hardening;
mod journeys;
mod locking;
mod window;
