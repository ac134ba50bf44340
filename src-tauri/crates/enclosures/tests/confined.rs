//! What the helper may not do, tried from inside; and that each limit is what stops it, by lifting it.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops by panicking")]

mod samples;

use std::io::Read;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use enclosures::{Helper, Trouble};
use samples::{endless, helper, helper_without, letter, picture_bomb_in_pdf};

const PROBE: &str = env!("CARGO_BIN_EXE_enclosures-probe");

/// Does one thing from inside, with one limit lifted or none.
fn attempt(deed: &str, lifted: Option<&str>) -> String {
    let out = Command::new(PROBE).arg("try").arg(deed).args(lifted).output().expect("the probe");
    assert!(out.status.success(), "{deed} without {lifted:?}: {:?}", out.status);
    String::from_utf8(out.stdout).expect("a word")
}

#[test]
fn from_inside_nothing_can_be_reached_and_without_limits_it_can() {
    assert_eq!(attempt("nothing", None), "done", "the probe itself works");
    let deeds = ["open", "write", "connect", "listen", "start", "thread", "memory"];
    for deed in deeds {
        assert_eq!(attempt(deed, None), "refused", "{deed}");
        assert_eq!(attempt(deed, Some("everything")), "done", "{deed}: the limits are what refuses it");
    }
}

#[test]
fn each_limit_holds_on_its_own() {
    assert_eq!(
        attempt("open", Some("calls")),
        "refused",
        "no file could be held, even if it could be opened"
    );
    assert_eq!(attempt("open", Some("files")), "refused", "no file can be opened, even if it could be held");
    assert_eq!(attempt("thread", Some("calls")), "done", "the list of calls is what refuses another thread");
    assert_eq!(attempt("memory", Some("memory")), "done", "the limit of memory is what refuses memory");
}

#[test]
fn what_is_left_open_by_whoever_starts_it_is_closed_at_once() {
    // A second way to our pipe is left open under number 7; its end comes only when the helper closes it.
    let ends = |word: &[&str]| {
        let script = "exec 7>&2 2>/dev/null; exec \"$@\"";
        let mut child = Command::new("/bin/sh")
            .args(["-c", script, "sh", PROBE])
            .args(word)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a shell");
        let mut pipe = child.stderr.take().unwrap();
        let (tell, told) = mpsc::channel();
        let listener = std::thread::spawn(move || {
            let _ = pipe.read(&mut [0]);
            let _ = tell.send(());
        });
        let ended = told.recv_timeout(Duration::from_secs(2)).is_ok();
        let is_waiting = child.try_wait().unwrap().is_none();
        child.kill().unwrap();
        child.wait().unwrap();
        listener.join().unwrap();
        (ended, is_waiting)
    };
    assert_eq!(ends(&helper().arguments.iter().map(String::as_str).collect::<Vec<_>>()), (true, true));
    assert_eq!(ends(&["without", "files"]), (false, true), "the limit is what closes it");
}

#[test]
fn computing_without_end_is_stopped_by_the_system_too() {
    let patient = |helper: Helper, seconds| Helper { patience: Duration::from_secs(seconds), ..helper };
    let began = Instant::now();
    assert_eq!(patient(helper(), 60).draw(&endless(), 0, 600), Err(Trouble::TookTooLong));
    assert!(began.elapsed() < Duration::from_secs(45), "stopped by the system: {:?}", began.elapsed());
    // Without that limit only the clock is left.
    let began = Instant::now();
    assert_eq!(patient(helper_without("seconds"), 9).draw(&endless(), 0, 600), Err(Trouble::TookTooLong));
    assert!(began.elapsed() >= Duration::from_secs(9), "only the clock stopped it: {:?}", began.elapsed());
}

#[test]
fn a_picture_bomb_gets_no_memory_and_without_the_limit_it_does() {
    let bomb = picture_bomb_in_pdf();
    let patient = |helper: Helper| Helper { patience: Duration::from_secs(60), ..helper };
    let held = patient(helper()).draw(&bomb, 0, 600);
    assert_eq!(held.map(|drawn| drawn.pages), Err(Trouble::TooMuchMemory));
    let lifted = patient(Helper { arguments: vec!["without".into(), "everything".into()], ..helper() })
        .draw(&bomb, 0, 600);
    assert_ne!(lifted.map(|drawn| drawn.pages), Err(Trouble::TooMuchMemory), "the limit is what stopped it");
}

#[test]
fn the_clock_ends_a_helper_that_never_answers() {
    let sleeper = |seconds: u64| Helper {
        program: "/bin/sleep".into(),
        arguments: vec!["20".into()],
        patience: Duration::from_secs(seconds),
    };
    let began = Instant::now();
    assert_eq!(sleeper(1).draw(&letter(), 0, 600), Err(Trouble::TookTooLong));
    assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
}

#[test]
fn a_program_that_is_no_helper_or_is_not_there_is_told_apart() {
    let other = |program: &str, argument: &str| Helper {
        program: program.into(),
        arguments: vec![argument.into()],
        ..helper()
    };
    assert_eq!(other("/no/such/program", "").draw(&letter(), 0, 600), Err(Trouble::NotStarted));
    assert_eq!(other("/bin/true", "").draw(&letter(), 0, 600), Err(Trouble::NoSense));
    assert_eq!(other(PROBE, "something else").draw(&letter(), 0, 600), Err(Trouble::NoSense));
    // Says back what it was sent, for ever if it is let.
    assert_eq!(other("/bin/cat", "-").draw(&letter(), 0, 600), Err(Trouble::NoSense));
    assert_eq!(other("/bin/cat", "/dev/zero").draw(&letter(), 0, 600), Err(Trouble::NoSense));
}
