//! Requests are read through the door that asks who looks: no list, count, search or page reaches them another way.

use crate::clean;
use crate::source::{Language, code};
use crate::tree::{files, is_test};

/// The door itself, and the journal, which writes and replays whoever looks.
const AT_THE_DOOR: [&str; 2] =
    ["src-tauri/crates/usecases/src/sight.rs", "src-tauri/crates/usecases/src/journal.rs"];

#[test]
fn requests_are_read_only_by_somebody_who_looks() {
    let mut wrong = Vec::new();
    let files = files(&[".rs"]);
    let of_use_cases = files
        .iter()
        .filter(|file| file.path.starts_with("src-tauri/crates/usecases/src/") && !is_test(&file.path));
    let mut count = 0;
    for file in of_use_cases.filter(|file| !AT_THE_DOOR.contains(&file.path.as_str())) {
        count += 1;
        wrong.extend(
            past_the_door(&code(&file.text, Language::Rust)).map(|line| format!("{}:{line}", file.path)),
        );
    }
    assert!(count > 50, "the use cases were read");
    clean("read requests through `case`, `visible_cases` or `seen_by`, never from the whole", &wrong);
}

/// Lines that reach into the requests without saying who looks.
fn past_the_door(code: &str) -> impl Iterator<Item = usize> {
    let places: Vec<usize> = code.match_indices(".cases").map(|(at, _)| at).collect();
    places
        .into_iter()
        .filter(|at| {
            let after = code[at + ".cases".len()..].trim_start();
            let named_so = after.chars().next().is_some_and(|next| next.is_alphanumeric() || next == '_');
            !named_so && !after.starts_with(".seen_by(") && !after.starts_with(".seen(")
        })
        .map(|at| code[..at].lines().count())
        .collect::<Vec<_>>()
        .into_iter()
}

#[test]
fn the_rule_refuses_a_look_past_the_door() {
    let bad = "fn f(s: &Session) {\n    s.cases.values();\n    for c in &session.cases {}\n    s.cases\n        .written(id);\n}";
    assert_eq!(past_the_door(bad).collect::<Vec<_>>(), [2, 3, 4]);
    let good = "s.cases\n    .seen_by(&office, me);\ns.cases.seen(o, p, i);\nx.cases_left();";
    assert_eq!(past_the_door(good).count(), 0);
}
