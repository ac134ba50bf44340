//! The program as scripts see it: arguments and input in, output, refusal and exit code out. The cases are data in
//! `tests/cli`, one file per verb; the cases of a file run in order in one fresh folder, `{dir}`.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const REPOSITORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../..");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

/// One run of the program.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The promise, in words.
    name: String,
    args: Vec<String>,
    /// Written to standard input, which is then closed.
    #[serde(default)]
    stdin: String,
    /// Files written into the folder first: name and text.
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// Folders of the repository copied into the folder first: name and source.
    #[serde(default)]
    copies: BTreeMap<String, String>,
    /// Changes in files of the folder, made before the run.
    #[serde(default)]
    edits: Vec<Edit>,
    /// Exit code.
    exit: i32,
    /// The whole of stdout, line ends trimmed.
    stdout: Option<String>,
    /// The whole of stderr, line ends trimmed.
    stderr: Option<String>,
    /// Passages that stdout holds.
    #[serde(default)]
    says: Vec<String>,
    /// Passages that stderr holds.
    #[serde(default)]
    refuses: Vec<String>,
    /// Passages that neither holds.
    #[serde(default)]
    nowhere: Vec<String>,
    /// Values in stdout read as JSON, by pointer.
    #[serde(default)]
    json: BTreeMap<String, serde_json::Value>,
    /// Passages that no file of the folder holds afterwards.
    #[serde(default)]
    files_hide: Vec<String>,
    /// Files that are there afterwards.
    #[serde(default)]
    leaves: Vec<String>,
}

/// A passage of a file that is replaced once.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    file: String,
    find: String,
    put: String,
}

fn run_all(file: &str, source: &str) {
    let cases: Cases = toml::from_str(source).unwrap_or_else(|error| panic!("{file}: {error}"));
    let dir = tempfile::tempdir().unwrap();
    for case in &cases.case {
        let output = run(case, dir.path());
        let mut wrong = differences(case, &output, dir.path());
        if !wrong.is_empty() {
            wrong.push(format!("stdout was:\n{}", String::from_utf8_lossy(&output.stdout)));
            wrong.push(format!("stderr was:\n{}", String::from_utf8_lossy(&output.stderr)));
            panic!("{file}, {:?}:\n{}", case.name, wrong.join("\n"));
        }
    }
}

fn run(case: &Case, dir: &Path) -> Output {
    let facts = &format!("{REPOSITORY}/tests/scenarios/facts");
    // A backup is named by its moment, which no case can know.
    let backup = || std::fs::read_dir(dir.join("stick")).ok()?.next()?.ok().map(|item| item.path());
    let here = |text: &str| {
        let text = text.replace("{dir}", &dir.to_string_lossy()).replace("{facts}", facts);
        if text == "{backup}" { backup().unwrap().to_string_lossy().into_owned() } else { text }
    };
    for (name, text) in &case.files {
        let path = dir.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    for (name, source) in &case.copies {
        std::fs::create_dir_all(dir.join(name)).unwrap();
        for entry in std::fs::read_dir(Path::new(REPOSITORY).join(source)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                std::fs::copy(&path, dir.join(name).join(path.file_name().unwrap())).unwrap();
            }
        }
    }
    for edit in &case.edits {
        let path = dir.join(&edit.file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(&edit.find), "{}: {:?} is not in {}", case.name, edit.find, edit.file);
        std::fs::write(path, text.replacen(&edit.find, &edit.put, 1)).unwrap();
    }
    let mut child = Command::new(program())
        .args(case.args.iter().map(|argument| here(argument)))
        .current_dir(dir)
        .env("HOME", dir.join("home"))
        .env_remove("XDG_DATA_HOME")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses its arguments may be gone before it reads.
    let _gone = child.stdin.take().unwrap().write_all(case.stdin.as_bytes());
    child.wait_with_output().unwrap()
}

fn differences(case: &Case, output: &Output, dir: &Path) -> Vec<String> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&*dir.to_string_lossy(), "{dir}");
    let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
    let mut wrong = Vec::new();
    if output.status.code() != Some(case.exit) {
        wrong.push(format!("exit should be {} and is {:?}", case.exit, output.status.code()));
    }
    for (name, whole, got) in [("stdout", &case.stdout, &stdout), ("stderr", &case.stderr, &stderr)] {
        if whole.as_ref().is_some_and(|whole| whole.trim_end() != got.trim_end()) {
            wrong.push(format!("{name} is not what was promised"));
        }
    }
    wrong.extend(
        case.says.iter().filter(|says| !stdout.contains(*says)).map(|says| format!("stdout lacks {says:?}")),
    );
    let missing = case.refuses.iter().filter(|says| !stderr.contains(*says));
    wrong.extend(missing.map(|says| format!("stderr lacks {says:?}")));
    let leaked = case.nowhere.iter().filter(|secret| stdout.contains(*secret) || stderr.contains(*secret));
    wrong.extend(leaked.map(|secret| format!("{secret:?} must appear nowhere")));
    wrong.extend(
        case.leaves.iter().filter(|name| !dir.join(name).exists()).map(|name| format!("{name} is not there")),
    );
    if !case.files_hide.is_empty() {
        wrong.extend(found_in_files(dir, &case.files_hide));
    }
    if !case.json.is_empty() {
        let value: serde_json::Value = serde_json::from_str(&stdout).unwrap_or_default();
        for (pointer, expected) in &case.json {
            let got = value.pointer(pointer);
            if got != Some(expected) {
                wrong.push(format!("{pointer} should be {expected} and is {got:?}"));
            }
        }
    }
    wrong
}

/// Where a passage that must be hidden stands in plain in some file.
fn found_in_files(dir: &Path, hidden: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(found_in_files(&path, hidden));
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let stands =
            |passage: &&String| bytes.windows(passage.len()).any(|window| window == passage.as_bytes());
        found.extend(
            hidden.iter().filter(stands).map(|passage| format!("{passage:?} stands in {}", path.display())),
        );
    }
    found
}

macro_rules! cases {
    ($($(#[$doc:meta])* $name:ident: $file:literal;)*) => {
        $(#[test]
        fn $name() {
            run_all($file, include_str!(concat!("../../../../tests/cli/", $file)));
        })*
    };
}

cases! {
    deadline: "deadline.toml";
    letters: "letters.toml";
    policy: "policy.toml";
    record: "record.toml";
    vault: "vault.toml";
    wrong_arguments: "arguments.toml";
}

/// The program as it ships, where the test command built it; a build beside the other tests carries their features.
fn program() -> std::path::PathBuf {
    let shipped = std::env::var_os("CUSTODIAN_SHIPPED")
        .map(|folder| std::path::PathBuf::from(folder).join("custodian"));
    shipped.unwrap_or_else(|| env!("CARGO_BIN_EXE_custodian").into())
}

/// It holds the keys of a record while it works, so it is shut as the application is.
#[cfg(target_os = "linux")]
#[test]
fn while_it_runs_it_leaves_no_core_file_and_hides_its_memory() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    // As somebody ordinary, for whose programs alone the owner of the memory tells whether it is hidden.
    let place = tempfile::tempdir().unwrap();
    std::fs::set_permissions(place.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    let copy = place.path().join("custodian");
    std::fs::copy(program(), &copy).unwrap();
    let mut command = Command::new(copy);
    if std::fs::metadata("/proc/self").unwrap().uid() == 0 {
        command.uid(65534).gid(65534);
    }
    let mut child = command
        .args(["policy", "decide", "-"])
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // It waits for its input, past the point where it hardened itself.
    let begun = std::time::Instant::now();
    let limits = loop {
        let limits = std::fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
        let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap().to_owned();
        let words: Vec<_> = core.split_whitespace().collect();
        if words[4..6] == ["0", "0"] || begun.elapsed() > std::time::Duration::from_secs(20) {
            break words[4..6].join(" ");
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    };
    // A program that cannot be dumped belongs to the administrator, for everybody else.
    let owner = || std::fs::metadata(format!("/proc/{}/mem", child.id())).unwrap().uid();
    while owner() != 0 && begun.elapsed() < std::time::Duration::from_secs(20) {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let owner = owner();
    drop(child.stdin.take());
    child.wait().unwrap();
    assert_eq!(limits, "0 0");
    assert_eq!(owner, 0);
}
