//! `cargo xtask test`: what CI runs, step by step, and how long each step took.

use std::process::Command;
use std::sync::OnceLock;

use crate::binaries::{self, Shipped, TestProgram, Tested};
use crate::bindings;
use crate::call::{self, Failure};
use crate::packages::{self, For};
use crate::programs;
use crate::step::{Steps, Tally};
use crate::ui;
use crate::verapdf;

/// How often the record keeper is killed while it writes. Zero acknowledged entries may be lost.
const KILLS: &str = "400";

/// Windows driven side by side: one waits for its page while another draws. More would time out for no reason.
const WINDOWS: usize = 2;

/// Set where the journeys are walked without a network (`cargo xtask torture T9`).
pub(crate) const WITHOUT_NETWORK: &str = "CUSTODIAN_WITHOUT_NETWORK";

/// The steps in their order, with what each is for.
const STEPS: [(&str, &str); 9] = [
    ("packages", "system packages are there"),
    ("format", "the code is laid out by rustfmt"),
    ("ui", "interface: packages, lints, types, component tests, build"),
    (
        "build",
        "the shipped programs and every test are compiled, by a compiler that lints: zero warnings of clippy",
    ),
    ("tidy", "the repository's own rules"),
    ("unit", "tests and properties inside the crates, and examples in the documentation"),
    ("letters", "veraPDF judges every sample letter, where it can be had"),
    ("stories", "integration tests, scenarios and stories on real vault files"),
    ("e2e", "the real window, driven"),
];

/// Runs all steps, or those named with `--only`; what follows `--` filters the tests by name.
pub(crate) fn test(args: &[String]) -> Result<(), Failure> {
    let Some(plan) = Plan::parse(args)? else {
        for (name, what) in STEPS {
            println!("{name:<10} {what}");
        }
        return Ok(());
    };
    let mut steps = Steps::new(plan.steps.len());
    let build = Build::default();
    let mut outcome = Ok(());
    for name in &plan.steps {
        outcome = steps.step(name, || run_step(name, &build, &plan.filter));
        if outcome.is_err() {
            break;
        }
    }
    steps.close();
    outcome
}

struct Plan {
    steps: Vec<&'static str>,
    filter: Vec<String>,
}

impl Plan {
    /// `None` when only the list is wanted.
    fn parse(args: &[String]) -> Result<Option<Self>, Failure> {
        let mut chosen = Vec::new();
        let mut words = args.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--list" => return Ok(None),
                "--only" => chosen.push(step_named(words.next().map_or("", String::as_str))?),
                "--" => return Ok(Some(Self { steps: in_order(&chosen), filter: words.cloned().collect() })),
                other => {
                    return Err(Failure::new(
                        format!("`test` does not know “{other}”."),
                        "Use --list, --only STEP, or `-- FILTER`.",
                    ));
                }
            }
        }
        Ok(Some(Self { steps: in_order(&chosen), filter: Vec::new() }))
    }
}

fn step_named(name: &str) -> Result<&'static str, Failure> {
    let known = STEPS.iter().map(|(name, _)| *name);
    known.clone().find(|step| *step == name).ok_or_else(|| {
        Failure::new(
            format!("there is no step “{name}”."),
            format!("The steps are {}.", known.collect::<Vec<_>>().join(", ")),
        )
    })
}

fn in_order(chosen: &[&'static str]) -> Vec<&'static str> {
    STEPS.iter().map(|(name, _)| *name).filter(|name| chosen.is_empty() || chosen.contains(name)).collect()
}

/// The builds, made when the first step asks for them.
#[derive(Default)]
struct Build {
    shipped: OnceLock<Shipped>,
    tested: OnceLock<Tested>,
}

impl Build {
    fn shipped(&self) -> Result<&Shipped, Failure> {
        if self.shipped.get().is_none() {
            ui::install()?;
            ui::build()?;
            let _ = self.shipped.set(binaries::shipped()?);
        }
        self.shipped
            .get()
            .ok_or_else(|| Failure::new("the shipped programs are missing.", "Repeat the command."))
    }

    fn tested(&self) -> Result<&Tested, Failure> {
        // The shipped programs first: the second build replaces them where cargo leaves them.
        self.shipped()?;
        if self.tested.get().is_none() {
            let _ = self.tested.set(binaries::tested()?);
        }
        self.tested.get().ok_or_else(|| Failure::new("the tests are missing.", "Repeat the command."))
    }
}

fn run_step(name: &str, build: &Build, filter: &[String]) -> Result<Tally, (Tally, Failure)> {
    let plain = |outcome: Result<(), Failure>| {
        outcome.map(|()| Tally::NONE).map_err(|failure| (Tally::NONE, failure))
    };
    match name {
        "packages" => plain(packages::ensure(For::Testing)),
        "format" => plain(call::succeed(
            call::cargo().args(["fmt", "--all", "--check"]),
            "Run `cargo fmt --all`, look at the difference, and repeat.",
        )),
        "ui" => {
            plain(ui::install())?;
            let tally = ui::check()?;
            ui::build().map_err(|failure| (tally, failure))?;
            Ok(tally)
        }
        "build" => plain(build.tested().map(|_| ())),
        "tidy" => run_tests(build, filter, |test| is_group(test, "tidy")),
        "unit" => {
            let aside = bindings::aside().map_err(|failure| (Tally::NONE, failure))?;
            let tally = run_tests(build, filter, |test| test.is_unit)?;
            if filter.is_empty() {
                bindings::compare(&aside).map_err(|failure| (tally, failure))?;
            }
            Ok(tally)
        }
        "letters" => {
            let shipped = build.shipped().map_err(|failure| (Tally::NONE, failure))?;
            verapdf::judge(shipped)
        }
        "stories" => run_tests(build, filter, |test| {
            !test.is_unit && !is_group(test, "tidy") && !is_group(test, "e2e")
        }),
        _ => run_tests(build, filter, |test| is_group(test, "e2e")),
    }
}

fn is_group(test: &TestProgram, name: &str) -> bool {
    test.package == "tests" && test.name == name
}

/// Runs the chosen test programs.
fn run_tests(
    build: &Build,
    filter: &[String],
    chosen: impl Fn(&TestProgram) -> bool,
) -> Result<Tally, (Tally, Failure)> {
    let plain = |failure| (Tally::NONE, failure);
    let shipped = build.shipped().map_err(plain)?;
    let tested = build.tested().map_err(plain)?;
    let programs: Vec<_> = tested.tests.iter().filter(|test| chosen(test)).collect();
    let prepared = |test: &TestProgram| {
        let mut command = Command::new(&test.path);
        command
            .args(filter)
            .current_dir(&test.folder)
            .env("CARGO_MANIFEST_DIR", &test.folder)
            .env("CUSTODIAN_SHIPPED", &shipped.folder)
            .env("CUSTODIAN_E2E_APP", &tested.console)
            .env("CUSTODIAN_SCREENSHOTS", call::target().join("screenshots"))
            .env(bindings::EXPORT_TO, call::target().join("bindings"))
            .env("KILLS", KILLS);
        command
    };
    let windows = programs.iter().any(|test| is_group(test, "e2e"));
    let side_by_side = match programs.iter().all(|test| test.is_unit) {
        // Tries to reach the network are counted for all windows together, so there is one at a time.
        _ if windows && std::env::var_os(WITHOUT_NETWORK).is_some() => (1, 1),
        _ if windows => (1, WINDOWS),
        // One of these programs is as long as all others together: it gets every processor.
        true => (1, programs::processors()),
        false => (programs::AT_ONCE, programs::processors().div_ceil(programs::AT_ONCE)),
    };
    let sum = programs::run(&programs, prepared, side_by_side)?;
    if sum.passed == 0 && filter.is_empty() {
        return Err((
            sum,
            Failure::new("not one test was run.", "Check that the test files are still there."),
        ));
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn steps_keep_their_order_and_unknown_ones_are_refused() {
        let plan = Plan::parse(&words("--only e2e --only tidy -- window")).expect("good").expect("a plan");
        assert_eq!(plan.steps, ["tidy", "e2e"]);
        assert_eq!(plan.filter, ["window"]);
        assert!(Plan::parse(&words("--only nothing")).is_err());
        assert!(Plan::parse(&words("--quick")).is_err());
        assert_eq!(Plan::parse(&[]).expect("good").expect("a plan").steps.len(), STEPS.len());
    }
}
