//! The first screen, what the window refuses, and the policy it is served with.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Value, json};

use crate::app::{App, wait_for};

/// What is checked in a window that is open.
type Check = fn(&App);

/// One start of the program for all of these: none leaves anything behind that another would meet.
#[test]
fn the_window_refuses_what_it_must_and_gives_what_it_may() {
    let app = App::start();
    let checks: [(&str, Check); 8] = [
        ("it opens sound on its first screen", the_window_opens_sound_on_its_first_screen),
        ("the served policy is the one in the settings", the_served_policy_is_the_one_in_the_settings),
        ("what a page must not do is refused", what_a_page_must_not_do_is_refused),
        ("it goes nowhere and opens no other", the_window_goes_nowhere_and_opens_no_other),
        ("only listed commands can be called", only_listed_commands_can_be_called),
        ("a command refuses fields it does not know", a_command_refuses_fields_it_does_not_know),
        ("a picked file reaches the page without its path", a_picked_file_reaches_the_page_without_its_path),
        ("the clock moves when a test moves it", the_clock_moves_when_a_test_moves_it),
    ];
    for (what, check) in checks {
        eprintln!("  {what}");
        check(&app);
    }
}

fn the_window_opens_sound_on_its_first_screen(app: &App) {
    wait_for("a first heading", || app.find_now("heading", ""));
    app.is_sound("the first screen");
    app.picture("first-screen");
    let title = app.session.script("return document.title", &[]).expect("a title");
    assert_eq!(title, "Custodian Console", "the title says nothing about what is open");
    let frozen = app.session.script("return Object.isFrozen(Object.prototype)", &[]).expect("an answer");
    assert_eq!(frozen, true, "no script can change what every object inherits");
}

fn the_served_policy_is_the_one_in_the_settings(app: &App) {
    let served = directives(&app.served_policy());
    let mut wanted = directives(settings()["app"]["security"]["csp"].as_str().expect("a policy"));
    // The framework's own start scripts are let in by their hashes, and nothing else is added.
    let scripts = &served["script-src"] - &wanted["script-src"];
    assert!(scripts.iter().all(|source| source.starts_with("'sha256-")), "added: {scripts:?}");
    wanted.get_mut("script-src").expect("it is there").extend(scripts);
    assert_eq!(served, wanted);
}

fn what_a_page_must_not_do_is_refused(app: &App) {
    let attempts = [
        ("run text as a script", "try { return (0, eval)('1') } catch { return 'refused' }"),
        ("make a function from text", "try { return new Function('return 1')() } catch { return 'refused' }"),
        (
            "put text in as markup",
            "try { document.createElement('p').innerHTML = '<b>x</b>'; return 1 } catch { return 'refused' }",
        ),
        (
            "keep things in the engine",
            "try { localStorage.setItem('a', 'b'); return 1 } catch { return 'refused' }",
        ),
    ];
    for (what, script) in attempts {
        // The driver's own scripts stand outside the policy, so the page is made to do it itself.
        let answer = app
            .session
            .later(
                "const done = arguments[arguments.length - 1];\
                 const tell = document.createElement('button');\
                 tell.addEventListener('click', () => done((() => { SCRIPT })()));\
                 tell.click();"
                    .replace("SCRIPT", script)
                    .as_str(),
                &[],
            )
            .expect("an answer");
        assert_eq!(answer, "refused", "the page could {what}");
    }
    let fetched = app
        .session
        .later(
            "fetch('http://192.0.2.1/').then(() => arguments[0]('reached'), () => arguments[0]('refused'))",
            &[],
        )
        .expect("an answer");
    assert_eq!(fetched, "refused", "the page could reach the network");
}

fn the_window_goes_nowhere_and_opens_no_other(app: &App) {
    let before = app.session.script("return location.href", &[]).expect("an address");
    app.session
        .script("location.href = 'http://192.0.2.1/'; window.open('http://192.0.2.1/')", &[])
        .expect("tried");
    std::thread::sleep(std::time::Duration::from_millis(500));
    let after = app.session.script("return location.href", &[]).expect("the page is still there");
    assert_eq!(before, after);
    assert_eq!(app.session.windows().expect("windows").len(), 1);
}

fn only_listed_commands_can_be_called(app: &App) {
    let status = app.call("app_status", json!({})).expect("a listed command answers");
    assert_eq!(status["phase"], "setup");
    for closed in [
        "no_such_command",
        "plugin:app|version",
        "plugin:window|close",
        "plugin:webview|create_webview_window",
        "plugin:event|listen",
        "plugin:path|resolve_directory",
    ] {
        let refused = app.call(closed, json!({}));
        assert!(refused.is_err(), "{closed} answered {refused:?}");
    }
}

fn a_command_refuses_fields_it_does_not_know(app: &App) {
    let odd = json!({"input": {"title": "t", "accept": "a", "path": "/etc/passwd"}});
    let refused = app.call("pick_file", odd).expect_err("an unknown field is refused");
    assert!(refused.to_string().contains("unknown field"), "{refused}");
}

fn a_picked_file_reaches_the_page_without_its_path(app: &App) {
    let file = app.place.path("records/scan.pdf");
    std::fs::write(&file, b"%PDF-1.7").expect("a file to pick");
    app.pick_next(Some(&file));
    app.pick_next(None);
    let words = json!({"input": {"title": "Attach", "accept": "Attach"}});
    let offer = app.call("pick_file", words.clone()).expect("picked");
    assert_eq!(offer["name"], "scan.pdf");
    assert_eq!(offer["bytes"], 8);
    assert!(!offer.to_string().contains("records"), "no folder: {offer}");
    assert_eq!(app.call("pick_file", words), Ok(Value::Null), "a cancelled dialog picks nothing");
}

fn the_clock_moves_when_a_test_moves_it(app: &App) {
    app.set_clock("2026-11-09T09:00:00-06:00");
    let folder = app.place.path("practice");
    let form = json!({
        "folder": folder, "practice": true,
        "profile": {"name": "Anytown Public Library", "office": "", "address": ["1 Main Street"], "phone": "",
                    "email": "", "website": "", "hours": "", "window_envelope": true},
        "director": {"name": "Pat Doe", "title": "Library Director"},
        "counsel": {"department": "", "lawyer": "", "phone": "", "email": "", "hours": "", "after_hours": ""},
        "closures": [], "policy": "",
    });
    let create = json!({"input": {"form": form, "passphrase": "", "logo": ""}});
    app.call("setup_create", create).expect("a practice record");
    assert_eq!(app.call("desk_view", json!({})).expect("an answer")["now"]["iso"], "2026-11-09T09:00");
    app.set_clock("2026-11-23T16:30:00-06:00");
    assert_eq!(app.call("desk_view", json!({})).expect("an answer")["now"]["iso"], "2026-11-23T16:30");
}

fn settings() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/tauri.conf.json");
    serde_json::from_str(&std::fs::read_to_string(path).expect("the settings")).expect("JSON")
}

fn directives(policy: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for directive in policy.split(';').map(str::trim).filter(|directive| !directive.is_empty()) {
        let mut words = directive.split_whitespace().map(str::to_owned);
        all.insert(words.next().expect("a name"), words.collect());
    }
    all
}
