//! The tests of the policy engine and of the pack, in one program: each file is one subject.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test that panics is a test that fails, and says why"
)]

mod answers_read;
mod changes;
mod checker;
mod coverage;
mod dates;
mod demands;
mod desk;
mod diff;
mod gates;
mod guide;
mod loader;
mod mutations;
mod properties;
mod rows;
mod safeguards;
mod scenarios;
mod secrecy;
mod tensions;
mod writings;
