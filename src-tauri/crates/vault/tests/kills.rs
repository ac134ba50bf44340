//! Ended at any moment: no acknowledged entry is lost and no vault is damaged. `KILLS` sets how often (60 unless told).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test program")]
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "figures and skipped parts are shown to whoever runs it"
)]

#[path = "all/office/mod.rs"]
mod office;

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use office::{Office, minute};
use vault::{Founding, KdfCost, Passphrase, UnlockSecret};

#[test]
fn a_killed_program_loses_nothing_it_acknowledged() {
    let told = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u32>().ok());
    // As long as told, or as often.
    let seconds = told("TORTURE_SECONDS").map(|seconds| Duration::from_secs(seconds.into()));
    let kills = if seconds.is_some() { u32::MAX } else { told("KILLS").unwrap_or(60) };
    kill_often(kills, seconds, (told("TORTURE_SEED").unwrap_or(0), None));
}

// A suite that cannot fail proves nothing.
#[test]
#[should_panic(expected = "were acknowledged")]
fn a_program_that_acknowledges_before_it_commits_is_found_out() {
    // It ends at the first loss; on a busy machine some kills come too late to show one.
    kill_often(200, None, (0, Some("AcknowledgedBeforeCommit")));
}

fn kill_often(kills: u32, seconds: Option<Duration>, (first, broken): (u32, Option<&str>)) {
    let office = Office::new();
    let founding = Founding {
        practice: true,
        passphrase: Passphrase::practice(),
        kdf: KdfCost::Cheap,
        ..office.founding()
    };
    vault::create(founding).unwrap().0.close().unwrap();
    let start = Instant::now();
    let (mut acknowledged, mut killed_at_work, mut present, mut recorded) = (0_usize, 0, 0, 0);
    let mut killed = 0;
    for round in 0..kills {
        let is_last = round + 1 == kills || seconds.is_some_and(|seconds| start.elapsed() > seconds);
        // Spread over 3 to 120 ms by a fixed pattern, counted from the first sign of life.
        let wait = Duration::from_millis(u64::from(3 + (round + first % 1000 * 11) * 37 % 118));
        // Every fifth round the time runs from the start, so that unlocking is cut off too.
        let from_start = round % 5 == 4;
        let (last, was_ready) = run_and_kill(&office, wait, from_start, broken);
        killed_at_work += u32::from(was_ready);
        acknowledged = acknowledged.max(last.map_or(0, |number| number + 1));
        killed += 1;
        if round % 10 == 9 || is_last {
            let before = present;
            present = check(&office, acknowledged);
            recorded += present - before;
            if is_last {
                break;
            }
            // A fresh vault every 20 rounds keeps each unlocking short.
            if round % 20 == 19 {
                std::fs::remove_dir_all(&office.folder).unwrap();
                let founding = Founding {
                    practice: true,
                    passphrase: Passphrase::practice(),
                    kdf: KdfCost::Cheap,
                    ..office.founding()
                };
                vault::create(founding).unwrap().0.close().unwrap();
                (acknowledged, present) = (0, 0);
            }
        }
    }
    println!("\nTORTURE T1 kills={killed} kills_at_work={killed_at_work} entries={recorded}");
    assert!(
        killed_at_work * 10 >= killed * 7,
        "the program must have been killed while it worked, {killed_at_work}"
    );
    assert!(recorded > killed as usize, "the program must have recorded between the kills, {recorded}");
}

// Returns the number of the last acknowledged entry, and whether the program was recording when it was killed.
fn run_and_kill(
    office: &Office,
    wait: Duration,
    from_start: bool,
    broken: Option<&str>,
) -> (Option<usize>, bool) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_vault-scribe"))
        .arg(&office.folder)
        .arg(&office.profile.folder)
        .envs(broken.map(|guard| ("CUSTODIAN_BREAKAGE", guard)))
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    let mut first = String::new();
    if !from_start {
        lines.read_line(&mut first).unwrap();
        assert_eq!(first, "READY\n");
    }
    let reader = std::thread::spawn(move || {
        let (mut last, mut line) = (None, String::new());
        // A line that was cut off by the kill is no acknowledgement.
        while lines.read_line(&mut line).is_ok_and(|length| length > 0) && line.ends_with('\n') {
            last =
                line.trim_end().strip_prefix("ACK ").and_then(|number| number.parse::<usize>().ok()).or(last);
            line.clear();
        }
        last
    });
    std::thread::sleep(wait);
    let is_running = child.try_wait().unwrap().is_none();
    child.kill().unwrap();
    child.wait().unwrap();
    (reader.join().unwrap(), is_running && !from_start)
}

fn check(office: &Office, acknowledged: usize) -> usize {
    let secret = UnlockSecret::Passphrase(Passphrase::practice());
    let (vault, opening) = vault::open(&office.folder, &office.profile, secret, minute(10)).unwrap();
    let entries = vault.entries().unwrap();
    assert!(entries.len() >= acknowledged, "{acknowledged} were acknowledged, {} are there", entries.len());
    for (number, entry) in entries.iter().enumerate() {
        assert_eq!(
            entry.payload.as_slice(),
            number.to_string().as_bytes(),
            "entry {number} must be the one recorded"
        );
    }
    assert_eq!(opening.rolled_back, None);
    let checked = vault.verify();
    assert!(checked.is_sound(), "{:?}", checked.problems);
    entries.len()
}
