//! The two builds: what is shipped, and the same with the test-only features.
//!
//! Both go into one build folder, so that the libraries are compiled once and only our own crates twice. The second
//! build would replace the programs of the first, so each is copied to a folder of its own.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde_json::Value;

use crate::call::{self, Failure};

/// The programs as they are shipped.
pub(crate) struct Shipped {
    /// The application with its window.
    pub(crate) console: PathBuf,
    /// The folder with every shipped program.
    pub(crate) folder: PathBuf,
}

/// The programs and tests built with the test-only features.
pub(crate) struct Tested {
    /// The application that a test can drive.
    pub(crate) console: PathBuf,
    /// Every test program.
    pub(crate) tests: Vec<TestProgram>,
}

/// One compiled test program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TestProgram {
    /// The package it belongs to.
    pub(crate) package: String,
    /// The target's name.
    pub(crate) name: String,
    /// Tests inside the source (as against a file of tests beside it).
    pub(crate) is_unit: bool,
    /// The package's folder, in which it must run.
    pub(crate) folder: PathBuf,
    /// The program.
    pub(crate) path: PathBuf,
}

/// The features that only tests have. Everything that compiles tests or lints uses exactly these.
pub(crate) const TEST_FEATURES: [&str; 2] =
    ["--features", "custodian-console/e2e,vault/testing,usecases/testing"];

const NEXT: &str = "Read the first error above; it names the file and line.";

/// Builds what is shipped.
pub(crate) fn shipped() -> Result<Shipped, Failure> {
    let mut build = linting(call::cargo());
    // By target and not by package: the same choice of features for the libraries as every other build here.
    build.args(["build", "--bin", "custodian-console", "--bin", "custodian"]);
    let messages = messages(&mut build)?;
    if let Some(warned) = messages.iter().find_map(warning) {
        return Err(Failure::new(
            format!("a shipped program was compiled with a warning: {warned}"),
            "Code that only the tests use belongs behind their feature; the warning above names the line.",
        ));
    }
    let programs: Vec<_> = messages.into_iter().filter(is_executable).collect();
    let folder = call::target().join("shipped");
    let console = call::keep(&program(&programs, "custodian-console")?, &folder)?;
    call::keep(&program(&programs, "custodian")?, &folder)?;
    Ok(Shipped { console, folder })
}

/// Builds every test, and the application that the end-to-end tests drive.
pub(crate) fn tested() -> Result<Tested, Failure> {
    let mut build = linting(call::cargo());
    build.args(["test", "--workspace", "--no-run"]).args(TEST_FEATURES);
    let built: Vec<_> = messages(&mut build)?.into_iter().filter(is_executable).collect();
    let console = call::keep(&program(&built, "custodian-console")?, &call::target().join("e2e-app"))?;
    let tests: Vec<TestProgram> = built.iter().filter_map(test_program).collect();
    if tests.is_empty() {
        return Err(Failure::new("no test was built.", "Check the workspace's member list."));
    }
    Ok(Tested { console, tests })
}

/// Our own crates are compiled by clippy's driver, which is the compiler with the lints in it: a pass of its own would read
/// every library once more. Whatever uses what was so built has to be called the same way, or it is built again: so the shipped
/// programs share with the tests the crates that no test-only feature touches.
pub(crate) fn linting(mut cargo: std::process::Command) -> std::process::Command {
    // The driver parts its words by this mark; `cargo clippy -- --deny warnings` hands them over in the same form.
    cargo
        .env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver")
        .env("CLIPPY_ARGS", "--deny__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__");
    cargo
}

/// Runs a build to its end and gives what it said to programs; what it said to people is shown.
fn messages(build: &mut std::process::Command) -> Result<Vec<Value>, Failure> {
    build.arg("--message-format=json").stdout(Stdio::piped());
    let said: Vec<_> = build.get_args().map(|word| word.to_string_lossy().into_owned()).collect();
    println!("  $ cargo {}", said[..said.len() - 1].join(" "));
    let output = build.spawn().and_then(std::process::Child::wait_with_output).map_err(|error| {
        Failure::new(format!("cargo could not be started: {error}."), "Check the Rust installation.")
    })?;
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    let messages: Vec<Value> = lines.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    for text in messages.iter().filter_map(|message| message["message"]["rendered"].as_str()) {
        eprint!("{text}");
    }
    if !output.status.success() {
        return Err(Failure::new(format!("the build ended with {}.", output.status), NEXT));
    }
    Ok(messages)
}

/// A warning of the compiler, in one line. Of the libraries cargo shows none.
fn warning(message: &Value) -> Option<&str> {
    let is_warning = message["reason"] == "compiler-message" && message["message"]["level"] == "warning";
    message["message"]["message"].as_str().filter(|_| is_warning)
}

fn is_executable(message: &Value) -> bool {
    message["reason"] == "compiler-artifact" && message["executable"].is_string()
}

fn program(artifacts: &[Value], name: &str) -> Result<PathBuf, Failure> {
    artifacts
        .iter()
        .find(|artifact| artifact["target"]["name"] == name && artifact["profile"]["test"] == false)
        .and_then(|artifact| artifact["executable"].as_str())
        .map(PathBuf::from)
        .ok_or_else(|| Failure::new(format!("the build did not make the program {name}."), NEXT))
}

fn test_program(artifact: &Value) -> Option<TestProgram> {
    if artifact["profile"]["test"] != true {
        return None;
    }
    let folder = Path::new(artifact["manifest_path"].as_str()?).parent()?.to_path_buf();
    Some(TestProgram {
        package: package_name(&folder, artifact["package_id"].as_str()?),
        name: artifact["target"]["name"].as_str()?.to_owned(),
        is_unit: artifact["target"]["kind"][0] != "test",
        folder,
        path: PathBuf::from(artifact["executable"].as_str()?),
    })
}

/// The name in an identifier such as `path+file:///x/vault#0.1.0` or `path+file:///x/src-tauri#custodian-console@0.1.0`.
fn package_name(folder: &Path, id: &str) -> String {
    let end = id.rsplit('#').next().unwrap_or(id);
    match end.split_once('@') {
        Some((name, _)) => name.to_owned(),
        None => folder.file_name().unwrap_or_default().to_string_lossy().into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(name: &str, test: bool, kind: &str) -> Value {
        serde_json::json!({
            "reason": "compiler-artifact", "package_id": "path+file:///x/src-tauri#custodian-console@0.1.0",
            "manifest_path": "/x/src-tauri/Cargo.toml", "target": {"name": name, "kind": [kind]},
            "profile": {"test": test}, "executable": format!("/x/target/{name}")
        })
    }

    #[test]
    fn a_warning_of_the_compiler_is_seen_and_a_note_is_none() {
        let said = |level| serde_json::json!({"reason": "compiler-message", "message": {"level": level, "message": "unused import"}});
        assert_eq!(warning(&said("warning")), Some("unused import"));
        assert_eq!(warning(&said("note")), None);
        assert_eq!(warning(&message("console", false, "bin")), None);
    }

    #[test]
    fn a_program_is_not_mistaken_for_its_own_tests() {
        let messages = [message("console", true, "bin"), message("console", false, "bin")];
        assert_eq!(program(&messages, "console").expect("it is there"), Path::new("/x/target/console"));
        assert!(program(&messages[..1], "console").is_err());
    }

    #[test]
    fn test_programs_keep_their_package_and_kind() {
        let unit = test_program(&message("console", true, "lib")).expect("a test");
        assert!(unit.is_unit);
        assert_eq!(unit.package, "custodian-console");
        assert!(!test_program(&message("lists", true, "test")).expect("a test").is_unit);
        assert_eq!(test_program(&message("console", false, "bin")), None);
    }

    #[test]
    fn a_package_without_a_name_in_its_id_is_named_by_its_folder() {
        assert_eq!(package_name(Path::new("/x/vault"), "path+file:///x/vault#0.1.0"), "vault");
    }
}
