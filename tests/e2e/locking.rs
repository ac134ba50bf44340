//! Locking replaces the process: the page's old processes die and a fresh program shows the first screen.

use std::fs;

use serde_json::json;

use crate::app::{App, wait_for};

#[test]
fn after_a_lock_a_fresh_program_says_why_and_it_quits_well() {
    let mut app = App::start();
    let status = app.call("app_status", json!({})).expect("an answer");
    assert_eq!(status["locked_because"], serde_json::Value::Null);
    let pid = app.process.id();
    let started = started_at(pid);
    app.session.script("window.__left_over = 'secret'", &[]).expect("something in the page's memory");
    app.replaced_by(|page| {
        let _ =
            page.script("window.__TAURI_INTERNALS__.invoke('lock_now').catch(() => {}); return null", &[]);
    });
    assert_eq!(app.process.id(), pid);
    assert_eq!(started_at(pid), started, "the same process number goes on");
    let status = app.call("app_status", json!({})).expect("an answer");
    assert_eq!(status["locked_because"], "You locked it.");
    assert_eq!(status["phase"], "setup", "nothing is open");
    let left_over = app.session.script("return typeof window.__left_over", &[]).expect("an answer");
    assert_eq!(left_over, "undefined", "nothing of the old page is left");
    app.arrive("What do you want to set up?");
    app.is_sound("the first screen after a lock");
    let _ = app.session.script("window.__TAURI_INTERNALS__.invoke('quit').catch(() => {}); return null", &[]);
    let status = wait_for("the program to end", || app.process.try_wait().expect("it can be watched"));
    assert!(status.success(), "{status}");
}

fn started_at(pid: u32) -> Option<String> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    stat.rsplit(')').next()?.split_whitespace().nth(19).map(str::to_owned)
}
