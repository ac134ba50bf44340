//! `cargo xtask torture NAME --minutes N --seed S`: one torture suite for as long as you like, and the totals of all its runs.
//! Without a name it lists them. A suite is a line of the table below; what it does is in the test program that the line names.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use crate::binaries;
use crate::call::{self, Failure};
use crate::test::WITHOUT_NETWORK;
use crate::ui;

/// The longest that one run of a suite lasts, so that the totals are kept up to date.
const ROUND: Duration = Duration::from_secs(60);

/// One suite.
struct Suite {
    name: &'static str,
    what: &'static str,
    run: Run,
}

/// How a suite is run.
enum Run {
    /// A test of a package, which prints a line `TORTURE NAME figure=number …`. Of `counts` there must be some.
    Test(Test),
    /// The long form of tests that the test command runs in a short one.
    LongForm { step: &'static str, filter: &'static str, switch: &'static str },
    /// The journeys in the window, in a network of their own that has no way out.
    WithoutNetwork,
}

/// Where a test is, and what it counts.
#[derive(Clone, Copy)]
struct Test {
    package: &'static str,
    program: &'static str,
    filter: &'static str,
    counts: &'static str,
}

/// A test of the record keeper.
const fn test(
    name: &'static str,
    what: &'static str,
    (program, filter, counts): (&'static str, &'static str, &'static str),
) -> Suite {
    Suite { name, what, run: Run::Test(Test { package: "vault", program, filter, counts }) }
}

/// A test through the use cases.
const fn story(
    name: &'static str,
    what: &'static str,
    (filter, counts): (&'static str, &'static str),
) -> Suite {
    Suite { name, what, run: Run::Test(Test { package: "tests", program: "stories", filter, counts }) }
}

const fn long_form(
    name: &'static str,
    what: &'static str,
    (step, filter, switch): (&'static str, &'static str, &'static str),
) -> Suite {
    Suite { name, what, run: Run::LongForm { step, filter, switch } }
}

const SUITES: [Suite; 20] = [
    test(
        "T1",
        "the record keeper is killed while it writes",
        ("kills", "a_killed_program_loses_nothing_it_acknowledged", "kills"),
    ),
    test(
        "T2",
        "the power fails between any two system calls of any act",
        ("torture", "power_cuts::t2_power_cuts_lose_nothing_that_was_acknowledged", "images"),
    ),
    test(
        "T3",
        "bytes of the vault, its keyring and a backup are flipped",
        ("torture", "flips::t3_every_flipped_byte_is_found_and_named", "flips"),
    ),
    test(
        "T3-sweep",
        "every byte of the vault, its keyring and a backup is flipped in turn, a block for each seed",
        ("torture", "flips::t3_sweep_every_byte_in_turn_is_found_and_named", "bytes"),
    ),
    test(
        "T4",
        "a system call of any act fails",
        ("torture", "injections::t4_a_failing_call_is_told_and_loses_nothing", "injections"),
    ),
    story(
        "T5",
        "every command, asked by everybody about every class of request, answers as a table says",
        ("who_may::t5_every_command_answers_everybody_as_the_table_says", "cells"),
    ),
    story(
        "T5-times",
        "how long it takes to refuse what is sealed, compared with what never was",
        ("refusal_times::t5_times_what_is_sealed_is_refused_as_fast_as_what_never_was", "pairs"),
    ),
    test(
        "T6",
        "rows are altered by somebody with all keys; ends cut off, copies put back, histories rewritten",
        (
            "torture",
            "tampering::t6_altered_rows_are_named_and_rewritten_ends_found_by_an_anchor",
            "alterations",
        ),
    ),
    test(
        "T7",
        "memory is searched for secrets after closing",
        ("torture", "memory::t7_no_secret_is_in_memory_after_closing", "closings"),
    ),
    long_form(
        "T8",
        "nothing that was typed is in clear in any file after any journey",
        ("e2e", "journeys", "CUSTODIAN_EVERY_WORD"),
    ),
    Suite {
        name: "T9",
        what: "nothing tries to reach a network in any journey (Linux, as an administrator)",
        run: Run::WithoutNetwork,
    },
    test(
        "T12",
        "every subset of passphrases, sheet, keyring, its copy, record file and backup",
        ("torture", "subsets::t12_whatever_survives_opens_exactly_when_it_should", "subsets"),
    ),
    test(
        "T13",
        "backups of random vaults are restored on an empty machine",
        ("torture", "restores::t13_what_is_restored_is_what_was_backed_up", "restores"),
    ),
    story(
        "T13-views",
        "records worked in at random are restored in another folder, and every view is compared",
        ("restoring::t13_views_what_is_restored_is_shown_as_it_was", "restores"),
    ),
    test(
        "T15",
        "what was disposed of is looked for everywhere",
        ("torture", "disposals::t15_nothing_is_left_of_what_was_disposed_of", "traces"),
    ),
    test("T16", "two programs race for one vault", ("torture", "races::t16_never_two_writers", "races")),
    test(
        "T18",
        "random histories are compared with a plain model, and read twice from every prefix",
        ("torture", "histories::t18_any_history_reads_as_the_plain_model_does", "histories"),
    ),
    long_form(
        "roads",
        "every type from the first question to closed, in the window",
        ("e2e", "every_type", "CUSTODIAN_EVERY_ROAD"),
    ),
    long_form(
        "changes",
        "every change of a row, gate, pointer, clock, letter or stop of the policy pack",
        ("stories", "no_change_of_the_pack", "CUSTODIAN_EVERY_CHANGE"),
    ),
    long_form(
        "rows",
        "the letters of every row",
        ("stories", "every_letter_that_a_row_names", "CUSTODIAN_EVERY_ROW"),
    ),
];

/// Runs the named suite and adds its figures to the kept totals.
pub(crate) fn torture(args: &[String]) -> Result<(), Failure> {
    let Some(order) = Order::parse(args)? else {
        for suite in &SUITES {
            println!("{:<6} {}", suite.name, suite.what);
        }
        return Ok(());
    };
    match order.suite.run {
        Run::Test(test) => run_for(&order, test),
        Run::WithoutNetwork => {
            // Everything is fetched and built while there is a network.
            ui::install()?;
            ui::build()?;
            binaries::tested()?;
            binaries::shipped()?;
            let mut test = Command::new("unshare");
            test.args([
                "--net",
                "sh",
                "-c",
                "ip link set lo up && exec cargo xtask test --only e2e -- journeys",
            ]);
            test.env(WITHOUT_NETWORK, "1").env("CARGO_NET_OFFLINE", "true");
            call::succeed(
                &mut test,
                "What tried to get out is named above. A network of its own needs an administrator and the commands unshare and ip.",
            )
        }
        Run::LongForm { step, filter, switch } => {
            let mut test = call::cargo();
            test.args(["xtask", "test", "--only", step, "--", filter]).env(switch, "1");
            call::succeed(
                &mut test,
                "What broke is named above; pictures of a window are in target/screenshots.",
            )
        }
    }
}

struct Order {
    suite: &'static Suite,
    minutes: u64,
    seed: Option<u64>,
}

impl Order {
    /// `None` when only the list is wanted.
    fn parse(args: &[String]) -> Result<Option<Self>, Failure> {
        let Some((name, flags)) = args.split_first() else { return Ok(None) };
        let suite = SUITES.iter().find(|suite| suite.name == name).ok_or_else(|| {
            let names: Vec<_> = SUITES.iter().map(|suite| suite.name).collect();
            Failure::new(
                format!("there is no suite “{name}”."),
                format!("The suites are {}.", names.join(", ")),
            )
        })?;
        let mut order = Self { suite, minutes: 1, seed: None };
        for pair in flags.chunks(2) {
            let number = pair.get(1).and_then(|text| text.parse::<u64>().ok());
            match (pair[0].as_str(), number) {
                ("--minutes", Some(minutes)) if minutes > 0 => order.minutes = minutes,
                ("--seed", Some(seed)) => order.seed = Some(seed),
                _ => {
                    return Err(Failure::new(
                        format!("“{}” was not understood.", pair.join(" ")),
                        "Write for example `cargo xtask torture T2 --minutes 30 --seed 7`.",
                    ));
                }
            }
        }
        Ok(Some(order))
    }
}

fn run_for(order: &Order, wanted: Test) -> Result<(), Failure> {
    let Test { package, program, filter, counts } = wanted;
    ui::install()?;
    ui::build()?;
    let tested = binaries::tested()?;
    let found = tested.tests.iter().find(|test| test.package == package && test.name == program);
    let test = found.ok_or_else(|| {
        Failure::new(
            format!("the test program {program} was not built."),
            "Check the list of tests of its package.",
        )
    })?;
    let name = order.suite.name;
    let totals = call::target().join(format!("torture/{name}.json"));
    // Unless a seed is given, a run goes on where all runs before it stopped.
    let kept = read(&totals);
    let mut seed = order.seed.unwrap_or_else(|| kept["rounds"].as_u64().unwrap_or(0) + 1);
    let limit = Duration::from_secs(order.minutes * 60);
    let start = Instant::now();
    while start.elapsed() < limit {
        let round = Instant::now();
        let output = Command::new(&test.path)
            .args(["--exact", filter, "--nocapture"])
            .current_dir(&test.folder)
            .env("CARGO_MANIFEST_DIR", &test.folder)
            .env("TORTURE_SECONDS", ROUND.min(limit - start.elapsed()).as_secs().max(1).to_string())
            .env("TORTURE_SEED", seed.to_string())
            .stdin(Stdio::null())
            .output()
            .map_err(|error| {
                Failure::new(format!("the suite did not start: {error}."), "Repeat the command.")
            })?;
        let said = String::from_utf8_lossy(&output.stdout);
        let figures = figures_in(&said, name);
        let is_well = output.status.success() && figures.get(counts).is_some_and(|sum| *sum != 0);
        let sum = added(&read(&totals), name, (is_well, round.elapsed()), &figures);
        write(&totals, &sum)?;
        println!("  {}", told(&sum));
        if !is_well {
            println!("{said}\n{}", String::from_utf8_lossy(&output.stderr));
            return Err(Failure::new(
                format!("{name} failed with seed {seed}, or did not do one of its {counts}."),
                format!("What broke is named above. Repeat with `cargo xtask torture {name} --seed {seed}`."),
            ));
        }
        seed += 1;
    }
    println!("  Totals of all runs: {}", totals.display());
    Ok(())
}

/// The figures of a suite's line, `TORTURE T2 images=120 failures=0`.
fn figures_in(said: &str, name: &str) -> Map<String, Value> {
    let line =
        said.lines().find_map(|line| line.strip_prefix("TORTURE ")?.strip_prefix(name)?.strip_prefix(' '));
    line.unwrap_or_default()
        .split(' ')
        .filter_map(|figure| figure.split_once('='))
        .filter_map(|(figure, number)| Some((figure.to_owned(), json!(number.parse::<u64>().ok()?))))
        .collect()
}

fn read(totals: &Path) -> Value {
    std::fs::read_to_string(totals).ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

fn write(totals: &Path, sum: &Value) -> Result<(), Failure> {
    if let Some(folder) = totals.parent() {
        std::fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    }
    std::fs::write(totals, format!("{sum:#}\n")).map_err(|error| Failure::file(totals, &error))
}

fn added(kept: &Value, name: &str, (is_well, took): (bool, Duration), figures: &Map<String, Value>) -> Value {
    let number = |name: &str| kept[name].as_u64().unwrap_or(0);
    let mut sum = kept.as_object().cloned().unwrap_or_default();
    sum.insert("test".into(), json!(name));
    sum.insert("rounds".into(), json!(number("rounds") + 1));
    sum.insert("failed_rounds".into(), json!(number("failed_rounds") + u64::from(!is_well)));
    sum.insert("seconds".into(), json!(number("seconds") + took.as_secs()));
    for (figure, now) in figures.iter().filter(|(figure, _)| *figure != "milliseconds") {
        sum.insert(figure.clone(), json!(number(figure) + now.as_u64().unwrap_or(0)));
    }
    Value::Object(sum)
}

fn told(sum: &Value) -> String {
    let figures = sum.as_object().into_iter().flatten().filter(|(_, value)| value.is_u64());
    figures
        .map(|(figure, value)| format!("{} {value}", figure.replace('_', " ")))
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn rounds_add_up_and_failures_stay() {
        let line = "running 1 test\nTORTURE T2 images=120 cuts=40 failures=0 milliseconds=900\nok";
        let figures = figures_in(line, "T2");
        let first = added(&Value::Null, "T2", (true, Duration::from_secs(40)), &figures);
        let second = added(
            &first,
            "T2",
            (false, Duration::from_secs(2)),
            &figures_in("TORTURE T2 images=3 failures=1", "T2"),
        );
        for (figure, wanted) in [
            ("images", 123),
            ("cuts", 40),
            ("failures", 1),
            ("rounds", 2),
            ("failed_rounds", 1),
            ("seconds", 42),
        ] {
            assert_eq!(second[figure], wanted, "{figure}");
        }
        assert_eq!(second["milliseconds"], Value::Null);
    }

    #[test]
    fn a_line_of_another_suite_is_not_taken() {
        assert!(figures_in("TORTURE T12 subsets=4", "T1").is_empty());
        assert!(figures_in("test result: ok. 1 passed", "T1").is_empty());
    }

    #[test]
    fn an_order_names_a_suite_minutes_and_seed() {
        let order = Order::parse(&words("T4 --minutes 30 --seed 7")).expect("good").expect("an order");
        assert_eq!((order.suite.name, order.minutes, order.seed), ("T4", 30, Some(7)));
        let order = Order::parse(&words("rows")).expect("good").expect("an order");
        assert!(matches!(order.suite.run, Run::LongForm { .. }));
        assert!(Order::parse(&[]).expect("good").is_none());
        for wrong in ["T99", "T4 --minutes", "T4 --minutes 0", "T4 --hours 3"] {
            assert!(Order::parse(&words(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_suite_has_a_name_of_its_own() {
        let names: std::collections::BTreeSet<_> = SUITES.iter().map(|suite| suite.name).collect();
        assert_eq!(names.len(), SUITES.len());
    }
}
