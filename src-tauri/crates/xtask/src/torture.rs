//! `cargo xtask torture T1 --minutes N`: kills the record keeper while it writes, for as long as you like, and keeps
//! the totals of all runs. `cargo xtask torture roads`: the long form of the roads of every type through the window; `cargo xtask
//! torture rows`: the letters of every row.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::binaries;
use crate::call::{self, Failure};
use crate::ui;

/// Kills in one round: about a minute, so that the clock is looked at often enough.
const ROUND: u64 = 250;

/// Runs the named torture test and adds its figures to the kept totals.
pub(crate) fn torture(args: &[String]) -> Result<(), Failure> {
    match args {
        [name] if name == "roads" => return long_form("e2e", "every_type", "CUSTODIAN_EVERY_ROAD"),
        [name] if name == "rows" => {
            return long_form("stories", "every_letter_that_a_row_names", "CUSTODIAN_EVERY_ROW");
        }
        _ => {}
    }
    let minutes = match args {
        [name, flag, minutes] if name == "T1" && flag == "--minutes" => minutes.parse::<u64>().ok(),
        _ => None,
    };
    let Some(minutes) = minutes.filter(|minutes| *minutes > 0) else {
        return Err(Failure::new(
            "which test, and how long?",
            "Write for example `cargo xtask torture T1 --minutes 30`, `roads` or `rows`.",
        ));
    };
    ui::install()?;
    ui::build()?;
    let tested = binaries::tested()?;
    let Some(kills) = tested.tests.iter().find(|test| test.package == "vault" && test.name == "kills") else {
        return Err(Failure::new("the kill test was not built.", "Check the record keeper's test list."));
    };
    let totals = call::target().join("torture/T1.json");
    let limit = Duration::from_secs(minutes * 60);
    let start = Instant::now();
    while start.elapsed() < limit {
        let round = Instant::now();
        let output = Command::new(&kills.path)
            .current_dir(&kills.folder)
            .env("CARGO_MANIFEST_DIR", &kills.folder)
            .env("KILLS", ROUND.to_string())
            .arg("--nocapture")
            .stdin(Stdio::null())
            .output()
            .map_err(|error| {
                Failure::new(format!("the kill test did not start: {error}."), "Repeat the command.")
            })?;
        let is_well = output.status.success();
        let entries = entries_in(&String::from_utf8_lossy(&output.stdout));
        let sum = add_up(&totals, is_well, round.elapsed(), entries)?;
        println!(
            "  {} kills, {} entries in {} rounds, {:.0} minutes in all, {} rounds with a loss",
            sum["kills"],
            sum["entries"],
            sum["rounds"],
            sum["seconds"].as_f64().unwrap_or(0.0) / 60.0,
            sum["failed_rounds"]
        );
        if !is_well {
            println!("{}", String::from_utf8_lossy(&output.stdout));
            return Err(Failure::new(
                "an acknowledged entry was lost, or the record could not be reopened.",
                "The message above names the entry; keep the folder it names.",
            ));
        }
    }
    println!("  Totals of all runs: {}", totals.display());
    Ok(())
}

/// Runs tests of a step that the test command runs in a short form in their long one.
fn long_form(step: &str, filter: &str, switch: &str) -> Result<(), Failure> {
    let mut test = call::cargo();
    test.args(["xtask", "test", "--only", step, "--", filter]).env(switch, "1");
    call::succeed(&mut test, "What broke is named above; pictures of a window are in target/screenshots.")
}

/// The test's own figure: `… 1234 entries recorded`.
fn entries_in(said: &str) -> u64 {
    let before = said.split(" entries recorded").next().filter(|before| before.len() < said.len());
    before.and_then(|before| before.rsplit(' ').next()).and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn add_up(totals: &Path, is_well: bool, took: Duration, entries: u64) -> Result<Value, Failure> {
    let kept = std::fs::read_to_string(totals).unwrap_or_default();
    let sum = added(&serde_json::from_str(&kept).unwrap_or_default(), is_well, took, entries);
    if let Some(folder) = totals.parent() {
        std::fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    }
    std::fs::write(totals, format!("{sum:#}\n")).map_err(|error| Failure::file(totals, &error))?;
    Ok(sum)
}

fn added(kept: &Value, is_well: bool, took: Duration, entries: u64) -> Value {
    let number = |name: &str| kept[name].as_u64().unwrap_or(0);
    json!({
        "test": "T1",
        "rounds": number("rounds") + 1,
        // A round that failed stopped somewhere inside; its kills are not claimed.
        "kills": number("kills") + if is_well { ROUND } else { 0 },
        "entries": number("entries") + entries,
        "failed_rounds": number("failed_rounds") + u64::from(!is_well),
        "seconds": number("seconds") + took.as_secs(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_add_up_and_a_failed_one_claims_no_kills() {
        let first = added(&Value::Null, true, Duration::from_secs(40), 900);
        let second = added(&first, false, Duration::from_secs(2), 0);
        assert_eq!(second["kills"], ROUND);
        assert_eq!(second["rounds"], 2);
        assert_eq!(second["failed_rounds"], 1);
        assert_eq!(second["entries"], 900);
        assert_eq!(second["seconds"], 42);
    }

    #[test]
    fn the_test_s_own_figure_is_read() {
        assert_eq!(entries_in("250 kills (201 at work) in 60s; 1234 entries recorded\n"), 1234);
        assert_eq!(entries_in("test result: ok. 1 passed"), 0);
    }
}
