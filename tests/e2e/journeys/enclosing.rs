//! A file goes with a release letter: chosen in the letter desk, looked at a second time, and printed behind its manifest as one
//! job.

use serde_json::json;

use super::{left_behind, meeting_room, redacting, road};
use crate::printed::Printed;

/// A page with a name on it.
#[test]
fn a_file_goes_with_its_letter_behind_the_manifest_in_one_print() {
    let app = road::begin("2027-02-05T09:50:00-06:00");
    meeting_room::decided(&app);
    road::letters(&app);
    redacting::attach_paper(&app, "The booking form");
    app.click("tab", "Letters");

    let view = road::request(&app);
    let rows = view["letters"].as_array().expect("letters");
    let title = rows.iter().find(|row| row["code"] == "L25").expect("the letter")["title"].clone();
    let title = title.as_str().expect("a title");
    app.press_button(&format!("Make: {title}"));
    app.see("What goes with it");
    app.tick("Goes with it: Quillfeather.pdf");
    app.see("What goes with it is chosen and not recorded yet");
    app.press_button("Record what goes with it");
    app.see("Recorded by Theodora Finch");
    app.see("were not looked at a second time");
    app.look("enclosing-1-chosen");
    let parts = view["parts"].as_array().expect("parts");
    for part in parts {
        let part = json!({"request": view["id"], "part": part["id"]});
        app.call("start_second_look", json!({"input": part})).expect("the second look begins");
    }
    app.set_clock("2027-02-05T11:30:00-06:00");
    for part in parts {
        let found = "Only what stands on the form.";
        let found = json!({"request": view["id"], "part": part["id"], "found": found, "alone": ""});
        app.call("take_second_look", json!({"input": found})).expect("the second look is taken");
    }
    app.press_button("Record what goes with it");
    road::finish(&app);
    app.see("Sheet with what goes with it");

    let view = road::request(&app);
    let rows = view["letters"].as_array().expect("letters");
    let issued = &rows.iter().find(|row| row["code"] == "L25").expect("the letter")["issued"][0];
    let of = |pages: &serde_json::Value| pages.as_u64().expect("a number of pages") as usize;
    // The letter, its manifest, and the one page of the file.
    let sheets = of(&issued["pages"]) + of(&issued["manifest"]["pages"]) + 1;
    let file = app.place.path("records/printed.pdf");
    let _ = std::fs::remove_file(&file);
    road::press_of(&app, title, "Print");
    app.arrive("Did the paper come out right?");
    let printed = Printed::read(&file);
    assert_eq!((printed.pages, printed.pictures.len()), (sheets, sheets), "one job");
    assert_eq!(printed.text, "", "pictures, and no word beside them");
    app.press_button("Yes, all pages are there");
    app.see(&format!("printed, {sheets} sheets, SHA-256"));
    app.look("enclosing-2-printed");
    let place = app.kill();
    left_behind::nothing_in_clear(&place, &["Quillfeather", "Sentinel"]);
}
