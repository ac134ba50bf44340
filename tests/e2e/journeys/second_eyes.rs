//! Somebody is named for second looks alone, and looks under a passphrase of their own; what rides along with a request
//! becomes a part of its own by the button beside it.

use serde_json::json;

use super::standing_in::{DESIGNEE as LOOKER, OWN, sign_in};
use super::{meeting_room, road};
use crate::app::App;

#[test]
fn another_person_looks_without_a_pause_and_decides_nothing() {
    let mut app = road::begin("2027-02-05T09:00:00-06:00");
    named_for_looks(&app);
    app.set_clock("2027-02-05T09:50:00-06:00");
    meeting_room::take_in(&app);
    plan(&app);
    app.see(&format!("{LOOKER} could look now"));
    app.look("eyes-2-could-look");
    app.press_button("Save and leave");

    app.replaced_by(|page| {
        let _ = page.chord(&[crate::desk::keys::CONTROL, "l"]);
    });
    sign_in(&app);
    app.see("may look a second time, not decide");
    app.see("Waiting for your second look");
    app.look("eyes-3-today");
    app.press_button("2027-001");
    app.press_button("Go on with this request");
    app.arrive("A second look");
    app.see(meeting_room::BOOKER);
    app.press_button("Start the second look");
    app.write("What you found", "Name and telephone as on the form; nothing else.");
    app.look("eyes-4-look");
    app.press_button("Record the second look");
    road::moved_on(&app, "A second look");
    app.look("eyes-5-looked");
    let view = road::request(&app);
    let look = view["parts"][0]["second_look"].as_str().unwrap_or_default();
    assert!(look.starts_with("Second look taken"), "{look}");
    let form = json!({"outcome": "R", "reason": "", "no_conflict": true});
    let decide = json!({"request": view["id"], "part": view["parts"][0]["id"], "form": form});
    road::refused(app.call("decide_part", json!({"input": decide})), "no_authority");
}

#[test]
fn a_danger_that_is_claimed_beside_it_becomes_a_part_by_the_button() {
    let app = road::begin("2027-02-05T09:50:00-06:00");
    meeting_room::take_in(&app);
    let danger = "Does somebody say that a life is in danger now?";
    let answers: Vec<_> = meeting_room::ANSWERS
        .iter()
        .map(|(question, answer)| (*question, if *question == danger { "Yes" } else { *answer }))
        .collect();
    road::answer(&app, &answers);
    app.press_button("Save and leave");
    app.see("What comes with part 1");
    let add = app.found("button", "Add it as a part of its own: Danger to life is claimed", true);
    assert_eq!(add.len(), 2, "it comes with both parts");
    app.session.click(&add[0]).expect("the dialog opens");
    app.arrive("A part of its own: Danger to life is claimed");
    app.see("That becomes a part of its own");
    app.look("eyes-6-own-part");
    app.write("In short", "what the caller says about the danger");
    app.pick("Kinds of information", "Postal address");
    app.press_button("Record this part");
    app.see("Part 3 is handled so: Danger to life is claimed");
    app.look("eyes-7-there");
    app.see("2027-001 Meeting-room contact, Danger to life is claimed");
    let add = app.found("button", "Add it as a part of its own: Danger to life is claimed", true);
    assert!(add.is_empty(), "one part is enough for both");
    app.is_sound("a danger beside it");
}

/// The Director names somebody who looks and never stands in, and lets them sign in.
fn named_for_looks(app: &App) {
    app.press_button("Absences and designations");
    app.arrive("Absences and designations");
    app.click("tab", "Designations");
    app.write("Name", LOOKER);
    app.write("Title", "Deputy Director");
    app.tick("Employed by the library");
    app.enter("From", &["02", "05", "2027"]);
    app.tick("For second looks alone");
    app.press_button("Record the designation");
    app.see("Second looks alone");
    app.look("eyes-1-named");
    app.press_button("Settings");
    app.arrive("Settings");
    app.click("tab", "Who can open it");
    app.select("Person", &format!("{LOOKER}, Deputy Director"));
    app.type_in("First passphrase", OWN);
    app.press_button("Let them sign in");
    app.see("holds the keys named here");
}

/// From the taken request to the first second look.
fn plan(app: &App) {
    loop {
        let at = road::answer(app, meeting_room::ANSWERS);
        match at.as_str() {
            "Copy the contact from the booking form" => {
                app.press_button("Add a field");
                app.write_in("Field 1", "Name of the field in the letter", "Name");
                app.write_in("Field 1", "What it says", meeting_room::BOOKER);
                app.press_button("Record what would go out");
            }
            "A second look" => return,
            other => panic!("so far: {other} / {}", app.words()),
        }
        road::moved_on(app, &at);
    }
}
