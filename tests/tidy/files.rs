//! Names, sizes, and what no file may hold.

use crate::clean;
use crate::source::{Language, code};
use crate::tree::{File, files, is_test, read, root};

/// Longer files need a line `size: why` among their first five.
const LONGEST: usize = 600;

/// Names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 10] =
    ["utils", "util", "helpers", "helper", "common", "manager", "service", "services", "misc", "shared"];

#[test]
fn no_file_is_longer_than_a_reader_bears() {
    let wrong: Vec<String> =
        files(&[".rs", ".ts", ".tsx", ".css", ".mjs"]).iter().filter_map(too_long).collect();
    clean("files of at most 600 lines, or a reason", &wrong);
}

#[test]
fn every_file_is_named_for_what_is_in_it() {
    let wrong: Vec<String> = files(&[".rs", ".ts", ".tsx", ".css", ".mjs"])
        .iter()
        .filter_map(|file| empty_name(&file.path))
        .collect();
    clean("names that say something", &wrong);
}

#[test]
fn nothing_is_left_for_later_and_no_test_sleeps() {
    let mut wrong = Vec::new();
    for file in files(&[".rs", ".ts", ".tsx", ".mjs"]) {
        if !file.path.starts_with("tests/tidy") {
            wrong.extend(left_for_later(&file));
        }
    }
    clean("no unfinished work, no skipped tests", &wrong);
}

#[test]
fn unsafe_code_stands_in_two_places_and_in_the_disk_that_is_watched() {
    let allowed = |path: &str| {
        path.starts_with("src-tauri/src/platform/")
            || path.starts_with("src-tauri/crates/enclosures/src/platform/")
            || path == "src-tauri/crates/vault/src/locked_keys.rs"
            // No shipped program has it: it stands in the place of the C library's functions for one test program.
            || path == "src-tauri/crates/vault/tests/torture/disk.rs"
    };
    let wrong: Vec<String> = files(&[".rs"])
        .iter()
        .filter(|file| !file.path.starts_with("tests/tidy") && !allowed(&file.path))
        .filter(|file| code(&file.text, Language::Rust).contains("unsafe_code"))
        .map(|file| format!("{}: may not allow unsafe code", file.path))
        .collect();
    clean("unsafe code only in platform/ and in the memory-lock file", &wrong);
}

#[test]
fn markup_is_only_made_by_the_page_s_library() {
    let mut wrong = Vec::new();
    // What the page is made of; the build's own settings name the markup they take out of a library.
    let of_the_page = |file: &&File| file.path.starts_with("ui/src/") || file.path == "ui/index.html";
    for file in files(&[".tsx", ".ts", ".html"]).iter().filter(of_the_page) {
        wrong.extend(loose_markup(file));
    }
    clean("no text becomes markup, no style in markup", &wrong);
}

#[test]
fn every_path_in_the_architecture_exists() {
    let wrong: Vec<String> = paths(&read("ARCHITECTURE.md"))
        .into_iter()
        .filter(|path| !root().join(path).exists())
        .map(|path| format!("ARCHITECTURE.md names {path}, which is not there"))
        .collect();
    clean("the map shows what is there", &wrong);
}

/// An example in the documentation would be code that nothing runs: building it for that would take longer than it tells.
#[test]
fn no_example_in_the_documentation_is_left_unrun() {
    let wrong: Vec<String> = files(&[".rs"]).iter().flat_map(examples).collect();
    clean("examples stand in tests, where they are run", &wrong);
    let sample = File { path: "a.rs".to_owned(), text: "//! ok\n/// ```\nfn a() {}".to_owned() };
    assert_eq!(examples(&sample), ["a.rs, line 2: an example in the documentation is never run"]);
}

fn examples(file: &File) -> Vec<String> {
    let fence = |line: &str| {
        let line = line.trim_start();
        (line.starts_with("///") || line.starts_with("//!")) && line.contains("```")
    };
    let lines = (1..).zip(file.text.lines()).filter(|(_, line)| fence(line));
    lines
        .map(|(at, _)| format!("{}, line {at}: an example in the documentation is never run", file.path))
        .collect()
}

fn too_long(file: &File) -> Option<String> {
    let lines = file.text.lines().count();
    let is_explained = file.text.lines().take(5).any(|line| line.contains("size: "));
    let is_generated = file.path.starts_with("ui/src/bridge/generated/");
    (lines > LONGEST && !is_explained && !is_generated).then(|| format!("{}: {lines} lines", file.path))
}

fn empty_name(path: &str) -> Option<String> {
    let is_empty =
        path.split('/').any(|part| EMPTY_NAMES.contains(&part.split('.').next().unwrap_or_default()));
    // Here it is the thing itself: the helper process that draws files from outside.
    let is_the_process = path == "src-tauri/crates/enclosures/src/helper.rs";
    (is_empty && !is_the_process).then(|| path.to_owned())
}

/// Whether a mark stands in a line by itself and not as the beginning of a longer word.
fn has_mark(line: &str, mark: &str) -> bool {
    let ends = |after: &str| !after.starts_with(|next: char| next.is_ascii_alphabetic());
    line.match_indices(mark).any(|(at, found)| ends(&line[at + found.len()..]))
}

fn left_for_later(file: &File) -> Vec<String> {
    let marks = ["TODO", "FIXME", "XXX:", "HACK"];
    let skips = ["#[ignore", ".skip(", "it.only(", "test.only(", "describe.only(", "test.todo(", "it.todo("];
    let mut wrong = Vec::new();
    for (number, line) in file.text.lines().enumerate() {
        let is_iterator = file.path.ends_with(".rs") && line.contains(".skip(");
        let found = marks
            .iter()
            .find(|mark| has_mark(line, mark))
            .or_else(|| skips.iter().find(|skip| line.contains(*skip)));
        if let Some(mark) = found
            && !(is_iterator && *mark == ".skip(")
        {
            wrong.push(format!("{}:{}: {mark}", file.path, number + 1));
        }
    }
    wrong
}

fn loose_markup(file: &File) -> Vec<String> {
    let is_script = !file.path.ends_with(".html");
    if is_test(&file.path) {
        return Vec::new();
    }
    let code = if is_script { code(&file.text, Language::Script) } else { file.text.clone() };
    let mut banned =
        vec!["dangerouslySetInnerHTML", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write"];
    if !is_script {
        banned.push(" style=");
        banned.push("javascript:");
    }
    let lines = code.lines().enumerate();
    lines
        .filter_map(|(number, line)| {
            let found = banned.iter().find(|word| line.contains(*word)).copied();
            let literal = (is_script && line.contains(" style=\"")).then_some("style=\"…\"");
            found.or(literal).map(|word| format!("{}:{}: {word}", file.path, number + 1))
        })
        .collect()
}

/// What stands between backticks and looks like a path of the repository.
fn paths(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut in_block = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            in_block = !in_block;
            continue;
        }
        if in_block {
            continue;
        }
        for word in line.split('`').skip(1).step_by(2) {
            let is_plain =
                word.chars().all(|letter| letter.is_ascii_alphanumeric() || "/._-".contains(letter));
            let has_ending = [".rs", ".md", ".toml", ".json", ".ts", ".tsx", ".css", ".html"]
                .iter()
                .any(|end| word.ends_with(end));
            if is_plain && !word.starts_with('/') && (word.contains('/') || has_ending) {
                found.push(word.trim_end_matches('/').to_owned());
            }
        }
    }
    found
}

#[test]
fn bad_samples_are_seen() {
    let file = |path: &str, text: &str| File { path: path.to_owned(), text: text.to_owned() };
    assert!(too_long(&file("a.rs", &"x\n".repeat(601))).is_some());
    assert!(too_long(&file("a.rs", &"x\n".repeat(600))).is_none());
    assert!(too_long(&file("a.rs", &format!("// size: one table\n{}", "x\n".repeat(700)))).is_none());
    assert!(empty_name("ui/src/utils/date.ts").is_some());
    assert!(empty_name("src/helpers.rs").is_some());
    assert!(empty_name("src/deadline.rs").is_none());
    assert_eq!(left_for_later(&file("a.test.ts", "it.skip('x', () => {})\n// TODO later\n")).len(), 2);
    assert_eq!(left_for_later(&file("a.rs", "names.iter().skip(1)\n#[ignore]\n")).len(), 1);
    assert_eq!(
        loose_markup(&file("ui/src/a.tsx", "<p style=\"x\" />\n<p style={{ width }} />\na.innerHTML = b"))
            .len(),
        2
    );
    assert_eq!(loose_markup(&file("ui/index.html", "<p style=\"x\">")).len(), 1);
    assert_eq!(paths("see `src/a.rs` and `cargo test`, `b/c/`, `Vec<T>`, `/etc`"), ["src/a.rs", "b/c"]);
}
