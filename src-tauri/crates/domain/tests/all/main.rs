//! The tests of the rules of custody, in one program: each file is one subject.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test that panics is a test that fails, and says why"
)]

mod answered;
mod authorizations;
mod clock_ahead;
mod custody_acts;
mod delays;
mod designation_rows;
mod desk;
mod enclosures;
mod histories;
mod plain;
mod redacted_copies;
mod retention;
mod statements;
