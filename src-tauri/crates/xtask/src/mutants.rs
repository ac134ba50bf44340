//! `cargo xtask mutants`: every small change of the code of gates and custody, one at a time; a test must notice each.

use crate::call::{self, Failure};

/// The code that decides who may act and what stands in the way.
const FILES: [&str; 8] = [
    "src-tauri/crates/policy/src/gates/*.rs",
    "src-tauri/crates/domain/src/authority.rs",
    "src-tauri/crates/domain/src/availability.rs",
    "src-tauri/crates/domain/src/custodian.rs",
    "src-tauri/crates/domain/src/custody.rs",
    "src-tauri/crates/domain/src/signing.rs",
    "src-tauri/crates/domain/src/acts/custody.rs",
    "src-tauri/crates/domain/src/acts/take.rs",
];

/// Left out of each round: they change the pack, not the code, and take minutes.
const SKIPPED: [&str; 4] = [
    "no_change_of_the_pack_goes_unnoticed",
    "each_row_takes_the_combinations",
    "a_row_that_loses_a_gate_meets_the_demand",
    "no_demand_is_dropped_or_blurred",
];

/// Runs the rounds in a copy of the tree; words are handed on, such as `--shard 1/8`.
pub(crate) fn mutants(args: &[String]) -> Result<(), Failure> {
    if !call::is_installed("cargo-mutants") {
        return Err(Failure::new(
            "cargo-mutants is not installed.",
            "Run `cargo install --locked cargo-mutants`, then repeat the command. No test needs it.",
        ));
    }
    let mut command = call::cargo();
    command.args(["mutants", "--no-shuffle", "--package", "policy", "--package", "domain"]);
    command.args(["--test-package", "policy,domain", "--output"]).arg(call::target().join("mutants"));
    for file in FILES {
        command.args(["--file", file]);
    }
    command.args(args).arg("--");
    command.args(["--tests", "--"]);
    for name in SKIPPED {
        command.args(["--skip", name]);
    }
    call::succeed(
        &mut command,
        "Each change that no test noticed is named above, and in target/mutants; write the case that sees it.",
    )
}
