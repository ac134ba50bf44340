//! Calling other programs: where the repository is, which program, and what to say when one fails.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Why a command stopped, in words for the person who typed it.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What happened.
    pub(crate) what: String,
    /// The next thing to do.
    pub(crate) next: String,
}

impl Failure {
    /// A failure from the two sentences.
    pub(crate) fn new(what: impl Into<String>, next: impl Into<String>) -> Self {
        Self { what: what.into(), next: next.into() }
    }

    /// A file operation that failed.
    pub(crate) fn file(path: &Path, error: &std::io::Error) -> Self {
        Self::new(
            format!("{} could not be read or written: {error}.", path.display()),
            "Check the folder's permissions and the free space, then run the command again.",
        )
    }
}

/// The repository's root folder.
pub(crate) fn root() -> PathBuf {
    let crate_folder = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("."), PathBuf::from);
    crate_folder.ancestors().nth(3).map_or(crate_folder.clone(), Path::to_path_buf)
}

/// The folder for build products. One for every variant, so that libraries are compiled once.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// The same cargo that started us, working in the repository's root.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root());
    cargo
}

/// Runs a program to its end, its output on the terminal. `next` is said when it does not succeed.
pub(crate) fn succeed(command: &mut Command, next: &str) -> Result<(), Failure> {
    let said = say(command);
    println!("  $ {said}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::new(format!("`{said}` ended with {status}."), next)),
        Err(error) => Err(Failure::new(format!("`{said}` could not be started: {error}."), next)),
    }
}

/// What a program printed, when it succeeded; nothing is shown.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a program of this name can be found.
pub(crate) fn is_installed(program: &str) -> bool {
    let Some(path) = env::var_os("PATH") else { return false };
    env::split_paths(&path).any(|folder| {
        folder.join(program).is_file() || (cfg!(windows) && folder.join(format!("{program}.exe")).is_file())
    })
}

/// Copies a program to a folder of its own, where a later build with other features does not replace it.
pub(crate) fn keep(program: &Path, folder: &Path) -> Result<PathBuf, Failure> {
    std::fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    let kept = folder.join(program.file_name().unwrap_or_else(|| OsStr::new("program")));
    // A running copy can be removed but not overwritten.
    let _ = std::fs::remove_file(&kept);
    std::fs::copy(program, &kept).map_err(|error| Failure::file(&kept, &error))?;
    Ok(kept)
}

fn say(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let mut said = program.to_string_lossy().into_owned();
    for argument in command.get_args() {
        said.push(' ');
        said.push_str(&argument.to_string_lossy());
    }
    said
}
