//! The system's own file dialogs, as the shipped program shows them.

use serde_json::{Value, json};

use crate::app::{App, wait_for};
use crate::place::Place;

const TITLE: &str = "Attach a file";

fn app_with_real_dialogs() -> App {
    App::start_with(Place::new(), |program| {
        program.env_remove("CUSTODIAN_E2E_PICKS");
    })
}

/// Asks without waiting, because the dialog must be answered first.
fn ask(app: &App) {
    let words = json!({"input": {"title": TITLE, "accept": "Attach"}});
    let script = "window.__picked = undefined;\
        window.__TAURI_INTERNALS__.invoke('pick_file', arguments[0]).then(v => { window.__picked = {ok: v} }, e => { window.__picked = {refused: e} });";
    app.session.script(script, &[words]).expect("asked");
}

fn answer(app: &App) -> Value {
    wait_for("the page to hear what was picked", || {
        let picked = app.session.script("return window.__picked ?? null", &[]).expect("the page answers");
        (!picked.is_null()).then_some(picked)
    })
}

#[test]
fn escape_picks_nothing() {
    let app = app_with_real_dialogs();
    ask(&app);
    app.in_dialog(TITLE, &["Escape"]);
    assert_eq!(answer(&app), json!({"ok": null}));
}

#[test]
fn a_typed_name_is_picked_and_no_list_of_recent_files_is_kept() {
    let app = app_with_real_dialogs();
    let file = app.place.path("records/a.pdf");
    std::fs::write(&file, b"%PDF-1.7").expect("a file to pick");
    ask(&app);
    // A slash opens the field for a name.
    let keys: Vec<String> = file.to_string_lossy().chars().map(key).chain(["Return".to_owned()]).collect();
    app.in_dialog(TITLE, &keys.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(answer(&app)["ok"]["name"], "a.pdf");
    let recent = app.place.files("home").into_iter().find(|path| path.ends_with("recently-used.xbel"));
    assert_eq!(recent, None, "the names of picked files would stay in the user's folder");
}

fn key(letter: char) -> String {
    match letter {
        '/' => "slash".to_owned(),
        '-' => "minus".to_owned(),
        '.' => "period".to_owned(),
        '_' => "underscore".to_owned(),
        other => other.to_string(),
    }
}
