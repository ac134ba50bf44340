//! Running compiled test programs, a few side by side, and counting what they say.

use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::Instant;

use crate::binaries::TestProgram;
use crate::call::Failure;
use crate::step::Tally;

/// How many programs run side by side. Some wait for a disk or for one long test; another one uses the processors meanwhile.
pub(crate) const AT_ONCE: usize = 2;

/// How many processors there are.
pub(crate) fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// What the programs came to so far.
#[derive(Default)]
struct Outcome {
    sum: Tally,
    broken: Vec<String>,
    failure: Option<Failure>,
}

/// Runs the programs, so many side by side and each with so many tests at once; all of them, so that one run shows every failure.
pub(crate) fn run(
    programs: &[&TestProgram],
    prepared: impl Fn(&TestProgram) -> Command + Sync,
    (at_once, threads): (usize, usize),
) -> Result<Tally, (Tally, Failure)> {
    let waiting = Mutex::new(largest_last(programs));
    let outcome = Mutex::new(Outcome::default());
    std::thread::scope(|scope| {
        for _ in 0..at_once {
            scope.spawn(|| {
                // Taken in a statement of its own: in the head of a loop the list would stay locked until the program ended, and no
                // two programs would ever run side by side.
                loop {
                    let next = lock(&waiting).pop();
                    let Some(test) = next else { break };
                    let mut command = prepared(test);
                    command.arg(format!("--test-threads={threads}"));
                    let start = Instant::now();
                    let watched = watch(&mut command);
                    note(&mut lock(&outcome), test, watched, start);
                }
            });
        }
    });
    let Outcome { sum, broken, failure } = outcome.into_inner().unwrap_or_default();
    match failure {
        Some(failure) => Err((sum, failure)),
        None if broken.is_empty() => Ok(sum),
        None => Err((
            sum,
            Failure::new(
                format!("tests failed in {}.", broken.join(", ")),
                "The failing tests are named above.",
            ),
        )),
    }
}

/// The programs in the order in which they are taken from the end: the largest hold the longest stories, and one of them left
/// over at last would run alone.
fn largest_last<'a>(programs: &[&'a TestProgram]) -> Vec<&'a TestProgram> {
    let mut sorted = programs.to_vec();
    sorted.sort_by_key(|test| std::fs::metadata(&test.path).map_or(0, |file| file.len()));
    sorted
}

fn note(outcome: &mut Outcome, test: &TestProgram, watched: Result<(Tally, bool), Failure>, start: Instant) {
    match watched {
        Ok((tally, is_well)) => {
            println!(
                "  {}::{} {} passed, {} failed, {:.1} s",
                test.package,
                test.name,
                tally.passed,
                tally.failed,
                start.elapsed().as_secs_f64()
            );
            outcome.sum.add(tally);
            if !is_well {
                outcome.broken.push(format!("{}::{}", test.package, test.name));
            }
        }
        Err(failure) => outcome.failure = Some(failure),
    }
}

/// A thread that panicked left whole figures behind it.
fn lock<T>(shared: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Runs a test program and counts; its words are shown only when something failed.
fn watch(command: &mut Command) -> Result<(Tally, bool), Failure> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| {
        Failure::new(
            format!("a test program could not be started: {error}."),
            "Repeat with `--only build` first.",
        )
    })?;
    let said = String::from_utf8_lossy(&output.stdout);
    let tally = counted(&said);
    if !output.status.success() {
        println!("{said}\n{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok((tally, output.status.success()))
}

/// Adds up the lines `test result: ok. 3 passed; 0 failed; …`.
fn counted(said: &str) -> Tally {
    let mut tally = Tally::NONE;
    for line in said.lines().filter_map(|line| line.trim_start().strip_prefix("test result:")) {
        tally.passed += number_before(line, " passed");
        tally.failed += number_before(line, " failed");
    }
    tally
}

fn number_before(line: &str, word: &str) -> u64 {
    let before = line.split(word).next().unwrap_or_default();
    if before.len() == line.len() {
        return 0;
    }
    before.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_several_programs_add_up() {
        let said = "running 2 tests\ntest result: ok. 12 passed; 0 failed; 0 ignored\n\
                    test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 1 filtered out";
        let tally = counted(said);
        assert_eq!((tally.passed, tally.failed), (15, 2));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn programs_run_side_by_side() {
        let folder = std::env::temp_dir().join(format!("xtask-lanes-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let program = |name: &str| TestProgram {
            package: "p".to_owned(),
            name: name.to_owned(),
            is_unit: false,
            folder: folder.clone(),
            path: std::path::PathBuf::from("/bin/sh"),
        };
        let pipes = Command::new("mkfifo").args([folder.join("there"), folder.join("back")]).status();
        assert!(pipes.is_ok_and(|ended| ended.success()));
        // Each waits for a word of the other.
        let said = |test: &TestProgram| {
            let speech = match test.name.as_str() {
                "asks" => "echo hello > there; read word < back",
                _ => "read word < there; echo hello > back",
            };
            let mut command = Command::new("timeout");
            command.current_dir(&test.folder).args([
                "20",
                "sh",
                "-c",
                &format!("{speech}; echo 'test result: ok. 1 passed; 0 failed;'"),
            ]);
            command
        };
        let outcome = run(&[&program("asks"), &program("answers")], said, (2, 1));
        std::fs::remove_dir_all(&folder).expect("it is ours");
        assert_eq!(outcome.map_err(|(_, failure)| failure).expect("both met").passed, 2);
    }

    #[test]
    fn every_program_is_run_and_one_that_fails_is_named() {
        let program = |name: &str| TestProgram {
            package: "p".to_owned(),
            name: name.to_owned(),
            is_unit: false,
            folder: std::path::PathBuf::from("."),
            path: std::path::PathBuf::from("/bin/sh"),
        };
        let (well, ill) = (program("well"), program("ill"));
        let said = |test: &TestProgram| {
            let mut command = Command::new(&test.path);
            let ends = if test.name == "ill" { 1 } else { 0 };
            command.args(["-c", &format!("echo 'test result: x. 2 passed; {ends} failed;'; exit {ends}")]);
            command
        };
        let sum =
            run(&[&well, &well, &well], said, (2, 1)).map_err(|(_, failure)| failure).expect("all are well");
        assert_eq!((sum.passed, sum.failed), (6, 0));
        let (sum, failure) = run(&[&well, &ill, &well], said, (2, 1)).expect_err("one is not");
        assert_eq!((sum.passed, sum.failed), (6, 1));
        assert!(failure.what.contains("p::ill"), "{}", failure.what);
    }
}
