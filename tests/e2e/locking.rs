//! Locking replaces the process: the page's old processes die and a fresh program shows the first screen.

use std::fs;

use serde_json::json;

use crate::app::{App, wait_for};

#[test]
fn after_a_lock_a_fresh_program_says_why() {
    let mut app = App::start();
    let status = app.call("app_status", json!({})).expect("an answer");
    assert_eq!(status["locked_because"], serde_json::Value::Null);
    let pid = app.process.id();
    let started = started_at(pid);
    let old = children(pid);
    assert!(!old.is_empty(), "the page has processes of its own");
    app.session.script("window.__left_over = 'secret'", &[]).expect("something in the page's memory");
    // The answer may be cut off by the end of the page.
    let _ =
        app.session.script("window.__TAURI_INTERNALS__.invoke('lock_now').catch(() => {}); return null", &[]);
    wait_for("the old page's processes to end", || old.iter().all(|child| is_gone(*child)).then_some(()));
    app.attach_again();
    assert_eq!(app.process.id(), pid);
    assert_eq!(started_at(pid), started, "the same process number goes on");
    let status = app.call("app_status", json!({})).expect("an answer");
    assert_eq!(status["locked_because"], "You locked it.");
    assert_eq!(status["phase"], "setup", "nothing is open");
    let left_over = app.session.script("return typeof window.__left_over", &[]).expect("an answer");
    assert_eq!(left_over, "undefined", "nothing of the old page is left");
    app.is_sound("the first screen after a lock");
}

#[test]
fn quitting_ends_the_program_well() {
    let mut app = App::start();
    let _ = app.session.script("window.__TAURI_INTERNALS__.invoke('quit').catch(() => {}); return null", &[]);
    let status = wait_for("the program to end", || app.process.try_wait().expect("it can be watched"));
    assert!(status.success(), "{status}");
}

fn children(pid: u32) -> Vec<u32> {
    let path = format!("/proc/{pid}/task");
    let tasks = fs::read_dir(path).into_iter().flatten().flatten();
    tasks
        .filter_map(|task| fs::read_to_string(task.path().join("children")).ok())
        .flat_map(|line| line.split_whitespace().filter_map(|pid| pid.parse().ok()).collect::<Vec<u32>>())
        .collect()
}

/// Ended, or only waiting to be buried.
fn is_gone(pid: u32) -> bool {
    fs::read_to_string(format!("/proc/{pid}/stat"))
        .map_or(true, |stat| stat.rsplit(')').next().is_some_and(|rest| rest.trim_start().starts_with('Z')))
}

fn started_at(pid: u32) -> Option<String> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    stat.rsplit(')').next()?.split_whitespace().nth(19).map(str::to_owned)
}
