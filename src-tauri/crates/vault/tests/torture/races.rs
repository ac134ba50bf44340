//! T16: two programs want one vault. There are never two writers, and nobody who was let in loses an entry: when one is killed or
//! stopped, when the lock file is deleted, when the folder is copied in the middle of the work, when the clock jumps.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use vault::testing::Breakage;
use vault::{Passphrase, Profile, UnlockSecret, VaultError};

use crate::acts::{DIRECTOR, Desk, copy_folder, minute, place, typed, when_free};
use crate::plan::{Dice, Figures, Plan, goes_red, whole};

/// A program that records numbered entries once it is in.
struct Scribe {
    child: Child,
    lines: BufReader<ChildStdout>,
}

/// What a program said.
#[derive(Debug, Default)]
struct Said {
    is_in: bool,
    is_refused: bool,
    sees_another: bool,
    acknowledged: Vec<String>,
    rest: Vec<String>,
}

const ENTRIES: u32 = 3;

/// What a program is started to do.
struct Order {
    /// `race`; `grow`, which writes the record anew first; `hold`, which begins to record when its input ends.
    what: &'static str,
    /// Minutes by which its clock is moved.
    at: i64,
    guard: Option<Breakage>,
}

fn start(root: &Path, folder: &Path, order: &Order) -> Scribe {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vault-scribe"));
    command.arg(folder).arg(root.join("profile")).args([order.what, &ENTRIES.to_string()]);
    command.arg(folder.with_extension("witness")).arg(order.at.to_string());
    if let Some(guard) = order.guard {
        command.env("CUSTODIAN_BREAKAGE", format!("{guard:?}"));
    }
    let input = if order.what == "hold" { Stdio::piped() } else { Stdio::null() };
    let mut child = command.stdin(input).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap());
    Scribe { child, lines }
}

impl Scribe {
    /// Whether it came in: waits for its first word.
    fn first(&mut self, said: &mut Said) -> bool {
        let mut line = String::new();
        let _ = self.lines.read_line(&mut line);
        said.take(line.trim_end());
        said.is_in
    }

    fn signal(&self, signal: &str) {
        let done = Command::new("kill").arg(signal).arg(self.child.id().to_string()).status().unwrap();
        assert!(done.success(), "kill {signal}");
    }

    fn finish(mut self, mut said: Said) -> Said {
        drop(self.child.stdin.take());
        let mut line = String::new();
        // A line that was cut off by a kill says nothing.
        while self.lines.read_line(&mut line).is_ok_and(|length| length > 0) && line.ends_with('\n') {
            said.take(line.trim_end());
            line.clear();
        }
        self.child.wait().unwrap();
        said
    }

    fn kill(mut self, said: Said) -> Said {
        self.child.kill().unwrap();
        self.finish(said)
    }
}

impl Said {
    fn take(&mut self, line: &str) {
        match line.split_once(' ').unwrap_or((line, "")) {
            ("IN", _) => self.is_in = true,
            ("REFUSED", _) => self.is_refused = true,
            ("TWO", _) => self.sees_another = true,
            ("ACK", entry) => self.acknowledged.push(entry.to_owned()),
            _ => self.rest.push(line.to_owned()),
        }
    }
}

fn pause(dice: &mut Dice, most: usize) {
    std::thread::sleep(Duration::from_micros(dice.below(most * 1000) as u64));
}

/// Where races are run, and what was acknowledged there.
struct Ring {
    desk: Desk,
    recorded: Vec<String>,
    guard: Option<Breakage>,
}

fn race(ring: &mut Ring, dice: &mut Dice, figures: &mut Figures) -> Result<(), String> {
    let (desk, guard) = (&ring.desk, ring.guard);
    let folder = desk.folder();
    let begin = |what, at| start(&desk.root, &folder, &Order { what, at, guard });
    let way = dice.below(8);
    let what = match way {
        3 | 4 => "hold",
        7 => "grow",
        _ => "race",
    };
    let mut one = begin(what, 0);
    let (mut said, mut other_said) = (Said::default(), Said::default());
    let mut copied = None;
    match way {
        // Both at once, and one of them may be killed.
        0..=2 => {
            pause(dice, 25);
            let other = begin("race", 0);
            if way == 2 {
                pause(dice, 40);
                said = one.kill(said);
            } else {
                said = one.finish(said);
            }
            other_said = other.finish(other_said);
            if way < 2 && !said.is_in && !other_said.is_in {
                return Err(format!("nobody came in: {said:?} {other_said:?}"));
            }
        }
        // Whoever is in is stopped, or its lock file is deleted, and another one comes.
        3 | 4 if one.first(&mut said) => {
            one.signal("-STOP");
            if way == 4 {
                fs::remove_file(folder.join("lock")).unwrap();
            }
            other_said = begin("race", 0).finish(other_said);
            if !other_said.is_refused {
                // Nobody would ever wake it.
                one.kill(said);
                return Err(format!("let in beside a stopped program, way {way}: {other_said:?}"));
            }
            one.signal("-CONT");
            said = one.finish(said);
        }
        // The folder is copied while it is written to.
        5 if one.first(&mut said) => {
            pause(dice, 15);
            let copy = desk.root.join("copy/vault");
            let _ = fs::remove_dir_all(&copy);
            copy_folder(&folder, &copy);
            copied = Some(copy);
            said = one.finish(said);
        }
        // The record is written anew by one, its lock file is deleted, and another one comes just then.
        7 if one.first(&mut said) => {
            let _ = fs::remove_file(folder.join("lock"));
            pause(dice, 12);
            other_said = begin("race", 0).finish(other_said);
            said = one.finish(said);
        }
        // The clock jumps by years, back or forth.
        6 => {
            said = one.finish(said);
            other_said = begin("race", dice.below(20_000_000) as i64 - 10_000_000).finish(other_said);
            if other_said.acknowledged.len() != ENTRIES as usize {
                return Err(format!("refused because of a clock: {other_said:?}"));
            }
        }
        _ => said = one.finish(said),
    }
    figures.add("refusals", u64::from(said.is_refused) + u64::from(other_said.is_refused));
    let before = ring.recorded.len();
    ring.recorded.extend(said.acknowledged.iter().chain(&other_said.acknowledged).cloned());
    // Whoever meets another one at the moment of the change is stopped, is told so, and writes no more.
    let is_stopped = |told: &Said| way == 7 && told.rest.iter().any(|line| line.contains("Saving stopped"));
    if is_stopped(&said) && said.acknowledged.is_empty() {
        return Ok(());
    }
    for told in [&said, &other_said] {
        if told.sees_another {
            return Err(format!("two writers at once, way {way}: {told:?}"));
        }
        if !told.rest.is_empty() {
            return Err(format!("way {way}: {:?}", told.rest));
        }
    }
    if let Some(copy) = copied {
        of_copy(&copy, &ring.desk.root, &ring.recorded[..before])
            .map_err(|words| format!("a copy: {words}"))?;
    }
    Ok(())
}

// A copy of a file that is being written opens with all that was acknowledged before the copying, or is told to be damaged.
fn of_copy(copy: &Path, root: &Path, recorded: &[String]) -> Result<(), String> {
    let machine = Profile { folder: root.join("another machine") };
    match when_free(|| vault::open(copy, &machine, typed(DIRECTOR), minute(90))) {
        Ok((vault, _)) => holds(&vault, recorded),
        Err(VaultError::RecordDamaged { .. } | VaultError::Database(_)) => Ok(()),
        Err(other) => Err(other.to_string()),
    }
}

fn holds(vault: &vault::Vault, recorded: &[String]) -> Result<(), String> {
    let entries = vault.entries().map_err(|error| error.to_string())?;
    let texts: Vec<_> =
        entries.iter().map(|entry| String::from_utf8_lossy(&entry.payload).into_owned()).collect();
    let missing = recorded.iter().find(|entry| texts.iter().filter(|text| text == entry).count() != 1);
    match missing {
        Some(entry) => Err(format!("the acknowledged entry {entry} is not there once")),
        None => Ok(()),
    }
}

fn run(mut plan: Plan, guard: Option<Breakage>) -> Figures {
    let mut figures = Figures::new("T16", &["races", "entries", "refusals"]);
    let mut dice = plan.dice();
    'suite: loop {
        let place = place();
        let desk = whole(|| Desk::furnished(&place.path().join("desk")));
        let mut ring = Ring { desk, recorded: Vec::new(), guard };
        for _ in 0..25 {
            if !plan.goes_on() {
                break 'suite;
            }
            let outcome = race(&mut ring, &mut dice, &mut figures);
            figures.judge("races", outcome);
        }
        let Ring { desk, recorded, .. } = ring;
        figures.add("entries", recorded.len() as u64);
        let secret = || UnlockSecret::Passphrase(Passphrase::typed(DIRECTOR));
        let opened = when_free(|| vault::open(&desk.folder(), &desk.profile(), secret(), minute(90)));
        let outcome = opened.map_err(|error| error.to_string()).and_then(|(vault, _)| {
            let problems = vault.verify().problems;
            if !problems.is_empty() {
                return Err(format!("{problems:?}"));
            }
            holds(&vault, &recorded)
        });
        figures.failures.extend(outcome.err().map(|words| format!("after the races: {words}")));
    }
    figures
}

#[test]
fn t16_never_two_writers() {
    run(Plan::of(120), None).close();
}

#[test]
fn t16_goes_red_on_a_broken_build() {
    goes_red(Breakage::NoLocks, || run(Plan::exactly(25), Some(Breakage::NoLocks)));
}
