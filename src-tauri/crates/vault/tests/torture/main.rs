//! The torture suites: faults in numbers that no test beside them has, each counted, each shown to fail on a broken build. Every
//! suite runs alone for a given time with `cargo xtask torture NAME --minutes N --seed S`, and in a short form with all tests.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test program")]
#![allow(clippy::print_stdout, reason = "figures are shown to whoever runs it")]

mod acts;
mod disk;
mod disposals;
mod flips;
mod histories;
mod image;
mod injections;
mod memory;
mod model;
mod plan;
mod power_cuts;
mod races;
mod restores;
mod subsets;
mod tampering;
#[path = "../all/traces/mod.rs"]
mod traces;
