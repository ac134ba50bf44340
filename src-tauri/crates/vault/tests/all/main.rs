//! The tests of the record keeper, in one program: each file is one subject. Those that search memory or kill the program have
//! programs of their own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test that panics is a test that fails, and says why"
)]

mod backups;
mod damage;
mod disposal;
mod faults;
mod generations;
mod golden;
mod headers;
mod keeping;
mod office;
mod people;
mod room;
mod traces;
mod unlocking;
