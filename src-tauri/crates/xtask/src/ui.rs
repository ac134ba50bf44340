//! The interface: its packages, its checks and its build.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::call::{self, Failure};
use crate::step::Tally;

const OLDEST_NODE: u32 = 20;

/// Installs the interface's packages when the lock file is newer than what is installed.
pub(crate) fn install() -> Result<(), Failure> {
    node_is_new_enough()?;
    let wanted = changed(&folder().join("package-lock.json"));
    let installed = changed(&folder().join("node_modules/.package-lock.json"));
    if wanted.is_some() && installed >= wanted {
        return Ok(());
    }
    call::succeed(
        npm().args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]),
        "The interface's packages come from the npm registry in the lock file; check that it can be reached, then repeat the command.",
    )
}

/// Builds the pages that the application carries, when a source is newer than they are.
pub(crate) fn build() -> Result<(), Failure> {
    let built = changed(&folder().join("dist/index.html"));
    if built.is_some() && built >= newest(&folder()) {
        println!("  The pages are up to date.");
        return Ok(());
    }
    call::succeed(npm().args(["run", "build"]), "Read the first error above; it names the file and line.")
}

/// Lints, types and component tests.
pub(crate) fn check() -> Result<Tally, (Tally, Failure)> {
    let plain = |failure| (Tally::NONE, failure);
    call::succeed(
        npm().args(["run", "lint"]),
        "Read the first line above; each rule says what to write instead.",
    )
    .map_err(plain)?;
    call::succeed(
        npm().args(["run", "typecheck"]),
        "Read the first error above; it names the file and line.",
    )
    .map_err(plain)?;
    let report = call::target().join("xtask/vitest.json");
    let _ = std::fs::remove_file(&report);
    let mut output = std::ffi::OsString::from("--outputFile.json=");
    output.push(&report);
    let outcome = call::succeed(
        npm().args(["run", "test", "--", "--reporter=default", "--reporter=json"]).arg(output),
        "The failing component test is named above.",
    );
    let tally = counted(&report);
    outcome.map_err(|failure| (tally, failure))?;
    if tally.passed == 0 {
        return Err((
            tally,
            Failure::new("no component test was run.", "Check the test list in the interface's settings."),
        ));
    }
    Ok(tally)
}

fn counted(report: &Path) -> Tally {
    let text = std::fs::read_to_string(report).unwrap_or_default();
    let report: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    let number = |name: &str| report[name].as_u64().unwrap_or(0);
    Tally { passed: number("numPassedTests"), failed: number("numFailedTests") }
}

fn node_is_new_enough() -> Result<(), Failure> {
    let next =
        "Install Node 20 or newer (its package brings npm), open a new terminal and repeat the command.";
    let Some(version) = call::output(Command::new("node").arg("--version")) else {
        return Err(Failure::new("Node was not found; it builds the interface.", next));
    };
    match major(&version) {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        _ => Err(Failure::new(format!("Node {} is too old to build the interface.", version.trim()), next)),
    }
}

fn major(version: &str) -> Option<u32> {
    version.trim().trim_start_matches('v').split('.').next()?.parse().ok()
}

fn folder() -> PathBuf {
    call::root().join("ui")
}

fn npm() -> Command {
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.current_dir(folder()).env("CI", "1");
    npm
}

fn changed(path: &Path) -> Option<SystemTime> {
    path.metadata().ok()?.modified().ok()
}

/// The newest change to any source of the interface.
fn newest(folder: &Path) -> Option<SystemTime> {
    let entries = std::fs::read_dir(folder).ok()?;
    let mut latest = changed(folder);
    for entry in entries.flatten() {
        let name = entry.file_name();
        if name == "node_modules" || name == "dist" {
            continue;
        }
        let path = entry.path();
        latest = latest.max(if path.is_dir() { newest(&path) } else { changed(&path) });
    }
    latest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions_are_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("nonsense"), None);
    }

    #[test]
    fn a_missing_report_counts_nothing() {
        let tally = counted(Path::new("no/such/report.json"));
        assert_eq!((tally.passed, tally.failed), (0, 0));
    }
}
