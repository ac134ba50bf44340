//! Packs that are refused, and what the refusal says: file, line, remedy.

use crate::desk::files;
use policy::PackProblem;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bad {
    #[serde(rename = "case")]
    cases: Vec<BadPack>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BadPack {
    says: String,
    file: String,
    find: String,
    put: String,
    message: String,
    line: Option<String>,
}

#[test]
fn every_broken_pack_is_refused_with_file_line_and_remedy() {
    let text = std::fs::read_to_string(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad_packs.toml"),
    )
    .unwrap();
    let bad: Bad = toml::from_str(&text).unwrap();
    let mut failures = Vec::new();
    for case in bad.cases {
        let mut files = files();
        let original = files[&case.file].clone();
        assert!(original.contains(&case.find), "{}: {} is not in {}", case.says, case.find, case.file);
        let changed = original.replacen(&case.find, &case.put, 1);
        files.insert(case.file.clone(), changed.clone());
        let Err(problems) = policy::load(&files) else {
            failures.push(format!("{}: it was accepted", case.says));
            continue;
        };
        let Some(problem) = problems.iter().find(|problem| problem.message.contains(&case.message)) else {
            failures.push(format!("{}: {problems:#?}", case.says));
            continue;
        };
        if let Some(line) = &case.line {
            let named = changed.lines().nth(problem.line - 1).unwrap_or_default();
            if !named.contains(line) || problem.file != case.file {
                failures
                    .push(format!("{}: it names {} line {}: {named}", case.says, problem.file, problem.line));
            }
        }
        assert!(
            problems.iter().all(|problem| !problem.help.is_empty() && problem.line > 0),
            "{}: no remedy",
            case.says
        );
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn refused(files: &BTreeMap<String, String>) -> Vec<PackProblem> {
    policy::load(files).expect_err("the pack is refused")
}

#[test]
fn ten_megabytes_of_junk_are_refused_at_once() {
    let mut files = files();
    files.insert("types/LE-S.toml".to_owned(), "\u{1}[[row]]\n".repeat(1_000_000));
    let started = std::time::Instant::now();
    let problems = refused(&files);
    assert!(problems[0].message.contains("KiB"), "{problems:?}");
    assert!(started.elapsed().as_secs() < 2);
}

#[test]
fn a_missing_or_foreign_file_is_named() {
    let mut less = files();
    less.remove("gates.toml");
    assert!(
        refused(&less)
            .iter()
            .any(|problem| problem.file == "gates.toml" && problem.message.contains("missing"))
    );
    let mut more = files();
    more.insert("notes.txt".to_owned(), String::new());
    assert!(refused(&more).iter().any(|problem| problem.file == "notes.txt"));
    assert!(!refused(&BTreeMap::new()).is_empty());
}

#[test]
fn an_unreachable_row_is_refused_with_its_line() {
    let mut files = files();
    let text =
        files["types/LE-S.toml"].replacen("when = { LQ10 = [\"yes\"] }", "when = { LQ3 = [\"nobody\"] }", 1);
    files.insert("types/LE-S.toml".to_owned(), text.clone());
    let pack = policy::load(&files).unwrap();
    let report = policy::check(&pack, &files);
    let problem =
        report.problems.iter().find(|problem| problem.message.contains("never reached")).expect("it is seen");
    assert_eq!(text.lines().nth(problem.line - 1), Some("[[row]]"));
    assert!(problem.message.contains("LQ3 = nobody"), "{}", problem.message);
}
