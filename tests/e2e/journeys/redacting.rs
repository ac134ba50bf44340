//! A paper with a stranger's name on it: the name is covered by keys alone, the copy is seen from its own bytes,
//! kept under a name that says nothing, and looked at a second time after the pause.

use serde_json::json;

use super::{father, keeping, left_behind, road};
use crate::app::{App, wait_for};
use crate::desk::keys;

/// A page with a name on it.
const PAPER: &[u8] = include_bytes!("../../samples/paper.pdf");

/// Keeps the page with a name on it with the request; its file is gone afterwards.
pub(super) fn attach_paper(app: &App, what: &str) {
    app.click("tab", "Attachments");
    app.press_button("Attach a file");
    app.arrive("Attach a file");
    let paper = app.place.path("records/Quillfeather.pdf");
    std::fs::write(&paper, PAPER).expect("the paper is there");
    keeping::lay_ready(app, &paper);
    app.press_button("Choose a file");
    app.see("Quillfeather.pdf");
    app.write("What it is", what);
    app.press_button("Keep this file");
    app.click("tab", "Attachments");
    std::fs::remove_file(&paper).expect("the paper was taken in");
}

#[test]
fn a_name_is_covered_by_keys_alone_and_the_copy_is_looked_at_a_second_time() {
    let app = road::begin("2026-12-14T08:30:00-06:00");
    take_in(&app);
    road::letters(&app);
    attach_paper(&app, "Came with the request");

    app.press_button("Make a redacted copy: Quillfeather.pdf");
    app.arrive("Redacted copy of Quillfeather.pdf");
    wait_for("the page to be drawn", || {
        let width = "return document.querySelector('[role=region] img')?.naturalWidth ?? 0";
        app.session.script(width, &[]).ok()?.as_u64().filter(|width| *width > 500)
    });
    let add = app.find("button", "Add a box on this page");
    app.session.script("arguments[0].focus()", &[add.as_argument()]).expect("it takes the focus");
    app.press(&[keys::ENTER]);
    app.see("centre middle");
    wait_for("the box to have the focus", || app.focus().starts_with("Box 1").then_some(()));
    // From the middle up and to the left, over the name, and a little wider.
    app.session.keys(&keys::UP.repeat(76)).expect("the box goes up");
    app.session.keys(&keys::LEFT.repeat(36)).expect("the box goes left");
    for _ in 0..2 {
        app.press(&[keys::SHIFT, keys::RIGHT]);
    }
    app.see("page 1, upper left, 31 % of the width");
    app.select("Why it goes", "Name, or whether there is or was a card");
    app.look("redacting-1-boxes");
    app.press_button("Make the copy and look at it");
    app.arrive("What the copy holds");
    app.see("This page has no text layer");
    app.look("redacting-2-seen");
    app.press_button("Keep this copy");
    app.see("Waits for a second look");
    app.see("redacted-copy-1.pdf");

    let look = "Look a second time: redacted-copy-1.pdf";
    app.press_button(look);
    app.arrive(look);
    app.see("You made this copy yourself");
    app.write("What you compared and found", "The name is gone; nothing else is.");
    app.press_button("It may go out");
    app.see("the pause runs until");
    app.look("redacting-3-pause");
    app.set_clock("2026-12-14T08:45:00-06:00");
    let view = road::request(&app);
    let copy = view["attachments"].as_array().and_then(|files| files.last()).expect("the copy").clone();
    let form = json!({"sha256": "00", "may_go": true, "found": "Other bytes."});
    let input = json!({"request": view["id"], "copy": copy["id"], "form": form});
    road::refused(app.call("look_at_copy", json!({"input": input})), "invalid");
    app.press_button("It may go out");
    app.see("Looked at a second time: it may go out");
    app.look("redacting-4-files");
    let place = app.kill();
    left_behind::nothing_in_clear(&place, &["Quillfeather", "Sentinel"]);
}

fn take_in(app: &App) {
    father::asks(
        app,
        "A letter, an e-mail or a form",
        "A reporter",
        "Statistics, budget, minutes, hours, policies",
    );
    app.pick("How it arrived", "By e-mail");
    app.write("The exact words", "Please send your yearly totals. A paper of ours is attached.");
    app.write("In short", "annual report of circulation totals");
    app.pick("Kinds of information", "Anonymous statistics that already exist");
    app.write("E-mail", "desk@gazette.example");
    app.press_button("Start the request");
    road::moved_on(app, "What was asked?");
}
