//! `cargo xtask mutants`: every small change of the code of gates and custody, one at a time; a test must notice each.
//!
//! Each change is first shown to the quick tests of its own package, and what they let pass to the slow ones too. It is built
//! in the profile `mutants`, which is built fast and run once.

use crate::call::{self, Failure};

/// Code of one package, and what its quick round leaves out.
struct Round {
    package: &'static str,
    files: &'static [&'static str],
    /// Tests that take long, left out while others may notice.
    slow: &'static [&'static str],
}

/// The code that decides who may act and what stands in the way.
const ROUNDS: [Round; 2] = [
    Round {
        package: "domain",
        files: &[
            "src-tauri/crates/domain/src/authority.rs",
            "src-tauri/crates/domain/src/availability.rs",
            "src-tauri/crates/domain/src/custodian.rs",
            "src-tauri/crates/domain/src/custody.rs",
            "src-tauri/crates/domain/src/looking.rs",
            "src-tauri/crates/domain/src/signing.rs",
            "src-tauri/crates/domain/src/acts/custody.rs",
            "src-tauri/crates/domain/src/acts/look_twice.rs",
            "src-tauri/crates/domain/src/acts/reach.rs",
            "src-tauri/crates/domain/src/acts/take.rs",
        ],
        slow: &[],
    },
    Round {
        package: "policy",
        files: &["src-tauri/crates/policy/src/gates/*.rs", "src-tauri/crates/policy/src/options.rs"],
        slow: &[
            "loader::",
            "the_pack_is_sound",
            "coverage::",
            "safeguards::",
            "checker::",
            "demands::a_director_only_act",
            "demands::a_pack_without",
            "diff::",
        ],
    },
];

/// Left out of each round: they change the pack, not the code, and take minutes.
const SKIPPED: [&str; 4] = [
    "no_change_of_the_pack_goes_unnoticed",
    "each_row_takes_the_combinations",
    "a_row_that_loses_a_gate_meets_the_demand",
    "no_demand_is_dropped_or_blurred",
];

/// So many random histories are enough to notice most changes; what is left is tried with all of them.
const FEW_HISTORIES: &str = "3000";

/// Runs the rounds in a copy of the tree; words are handed on, such as `--shard 1/8`.
pub(crate) fn mutants(args: &[String]) -> Result<(), Failure> {
    if !call::is_installed("cargo-mutants") {
        return Err(Failure::new(
            "cargo-mutants is not installed.",
            "Run `cargo install --locked cargo-mutants`, then repeat the command. No test needs it.",
        ));
    }
    let mut left = Vec::new();
    for round in &ROUNDS {
        // What the quick tests let pass is no failure yet.
        let quick = call::succeed(&mut command(round, args, true), "The slow tests are tried next.");
        if quick.is_err() && call::succeed(&mut command(round, args, false), "They are named above.").is_err()
        {
            left.push(round.package);
        }
    }
    if left.is_empty() {
        return Ok(());
    }
    Err(Failure::new(
        format!("no test noticed every change of {}.", left.join(" and ")),
        "Each is named above, and in target/mutants; write the case that sees it.",
    ))
}

fn command(round: &Round, args: &[String], quick: bool) -> std::process::Command {
    let mut command = call::cargo();
    command.args(["mutants", "--no-shuffle", "--profile", "mutants", "--package", round.package]);
    command.args(["--test-package", round.package, "--output"]);
    command.arg(call::target().join("mutants").join(round.package)).env("CARGO_INCREMENTAL", "1");
    for file in round.files {
        command.args(["--file", file]);
    }
    let slow = if quick { round.slow } else { &[] };
    if quick {
        command.env("HISTORIES", FEW_HISTORIES);
    } else {
        command.arg("--iterate");
    }
    command.args(args).args(["--", "--tests", "--"]);
    for name in SKIPPED.iter().chain(slow) {
        command.args(["--skip", name]);
    }
    command
}
