//! The system's own file dialogs, as the shipped program shows them.

use serde_json::{Value, json};

use crate::app::{App, wait_for};
use crate::place::Place;

const TITLE: &str = "Attach a file";

/// A list of recent files with an entry of another program.
const HERS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<xbel version="1.0" xmlns:bookmark="http://www.freedesktop.org/standards/desktop-bookmarks" xmlns:mime="http://www.freedesktop.org/standards/shared-mime-info">
  <bookmark href="file:///home/her/hers.txt" added="2090-01-01T00:00:00Z" modified="2090-01-01T00:00:00Z" visited="2090-01-01T00:00:00Z">
    <info><metadata owner="http://freedesktop.org"><mime:mime-type type="text/plain"/><bookmark:applications>
      <bookmark:application name="editor" exec="editor" modified="2090-01-01T00:00:00Z" count="1"/>
    </bookmark:applications></metadata></info>
  </bookmark>
</xbel>
"#;

fn app_with_real_dialogs(place: Place) -> App {
    App::start_with(place, |_, program| {
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
fn escape_picks_nothing_and_a_typed_name_is_picked_and_stays_out_of_the_list_of_recent_files() {
    let place = Place::new();
    let recent = place.path("home/.local/share/recently-used.xbel");
    std::fs::create_dir_all(recent.parent().expect("a folder")).expect("her folder");
    std::fs::write(&recent, HERS).expect("her list");
    let app = app_with_real_dialogs(place);
    ask(&app);
    app.in_dialog(TITLE, &["Escape"]);
    assert_eq!(answer(&app), json!({"ok": null}), "nothing is picked");
    let file = app.place.path("records/a.pdf");
    std::fs::write(&file, b"%PDF-1.7").expect("a file to pick");
    ask(&app);
    // A slash opens the field for a name.
    let keys: Vec<String> = file.to_string_lossy().chars().map(key).collect();
    app.in_dialog(TITLE, &keys.iter().map(String::as_str).collect::<Vec<_>>());
    // The first one takes the proposed ending of the name, the second one the name.
    app.in_dialog(TITLE, &["Return"]);
    app.in_dialog(TITLE, &["Return"]);
    assert_eq!(answer(&app)["ok"]["name"], "a.pdf");
    // GTK writes the list a little later.
    std::thread::sleep(std::time::Duration::from_secs(2));
    let list = std::fs::read_to_string(&recent).expect("her list is still there");
    assert!(!list.contains("a.pdf"), "the name of a picked file stays in the user's folder: {list}");
    assert!(list.contains("hers.txt"), "somebody else's entry is gone: {list}");
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
