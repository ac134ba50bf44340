//! Officers come with a search warrant and do not wait. (The end of scenario S4, with a warrant that is in date.)

use serde_json::json;

use super::{father, foundation, left_behind, road};
use crate::app::App;

const NAME: &str = "Orla Quillfeather";

const ANSWERS: &[(&str, &str)] = &[
    ("Is somebody in the building carrying out a paper right now?", "Yes"),
    ("Who is printed at the top?", "Iowa District Court, also juvenile court"),
    ("What does it call itself?", "Search warrant"),
    ("Who signed it?", "A judge or magistrate"),
    ("For whom was it issued?", "For the state, the prosecution or a grand jury"),
    ("Does it ask or order you to keep silent?", "No"),
    ("Is a judge's approval or finding attached?", "Yes, and it states those findings"),
    ("Does it name this library, and exact things?", "Yes, both"),
    ("Was it already carried out, withdrawn or replaced?", "No"),
    ("Do the officers wait until counsel has been reached?", "They do not wait"),
    ("Was the Director, or a designee, reached before anything was shown?", "Reached"),
    ("Was a lawyer of the Legal Department reached before anything was shown?", "Not reached"),
    ("What do they want?", "Records the warrant names"),
];

#[test]
fn officers_with_a_warrant_are_not_stopped_and_what_they_take_is_written_down() {
    let app = road::begin("2026-11-16T14:05:00-06:00");
    take_in(&app);
    let (mut calls, mut known, mut copied) = (0, false, false);
    let answers = [ANSWERS, father::FIRST].concat();
    loop {
        let at = road::answer(&app, &answers);
        match at.as_str() {
            "Stop. Hand nothing over; read the paper and call the Legal Department" => {
                app.press_button("Go on with the questions");
            }
            "Stop. Do not stand in the way, do not agree to more"
            | "Stop. Call the City's attorney, and stand in nobody's way" => {
                app.see("I will not stand in your way");
                app.see("Do not block, hide, delay or mislead anybody");
                app.look(&format!("warrant-12-stop-{calls}"));
                app.press_button("I called. Record it");
            }
            "Call counsel" | "Call the City's attorney now" | "Call the Legal Department" => {
                calls += 1;
                call(&app, calls);
            }
            "Write down who the officers are" => {
                known = true;
                app.write("Badge number", "4471");
                app.tick("I saw the badge or identity card");
                app.press_button("Record the check");
            }
            // What is not marked as missing on it keeps the step open: it is offered once more before the answers are checked.
            "Copy the warrant" if copied => app.press_button("Record the corrected paper"),
            "Copy the warrant" => {
                copied = true;
                app.press_button("Save and leave");
                app.arrive("2026-001");
                foundation::scanned(&app, "warrant");
                foundation::looked_at(&app, "warrant");
                app.press_button("Go on with this request");
                road::moved_on(&app, "2026-001 Search warrant");
                app.press_button("Check the paper");
                app.arrive("Copy the warrant");
                copy(&app);
            }
            "Write down the visit" | "Write down the search, minute by minute" => visit(&app),
            // The road goes on behind the steps that the warrant brought with it: they are taken up from the page.
            "Record counsel's advice" if calls < 2 => {
                app.press_button("Save and leave");
                app.arrive("2026-001");
                app.press_button("Go on with this request");
            }
            "Record counsel's advice" | "What counsel said" => {
                app.pick("Counsel's advice", "Object, or go to court");
                app.write("Counsel's words", "It was taken, not given. I write to the county attorney.");
                app.write("Who you spoke with", "Ines Okafor");
                app.press_button("Record the advice");
            }
            // Nothing goes out later. What was passed over is taken up in the list of steps.
            "If something is handed over later, plan how" => {
                let seen = if copied { "Decide" } else { "Check the paper" };
                app.press_button(if known { seen } else { "Who is here" });
            }
            "Check the answers" => app.press_button("The answers are right"),
            "Decide" => {
                app.look("warrant-14-decide");
                app.tick("Neither I nor my family make this request or appear in it");
                app.press_button("Record the decision");
            }
            heading if heading.starts_with("2026-001") => break,
            other => panic!("so far: {other} / {}", app.words()),
        }
        road::moved_on(&app, &at);
    }
    let view = road::request(&app);
    assert_eq!(view["parts"][0]["ruling"]["row"], "W3", "they did not wait");
    let close = json!({"input": {"request": view["id"], "reason": "They left."}});
    road::refused(app.call("close_request", close), "still_open");
    assert!(view["parts"][0]["plan"].is_null(), "nothing was planned: it was taken, not given");
    for code in ["L13", "L14"] {
        let row = view["letters"].as_array().expect("letters").iter().find(|row| row["code"] == code);
        assert_eq!(row.expect("it is due")["mandatory"], true, "{code} is needed before closing");
    }
    app.look("warrant-16-letters");
    road::letters(&app);
    app.press_button("Make: Record of a visit");
    app.arrive("Visit and warrant record");
    app.write("What was said and done, with times", "14:12 The detective took a printed list.");
    app.click("tab", "Text");
    app.see("The detective took a printed list");
    app.look("warrant-17-record");
    road::finish(&app);
    road::on_paper(&app, "Record of a visit");
    road::letters(&app);
    app.press_button("Make: Referral to the Legal Department");
    app.see("Finish the letter");
    road::finish(&app);
    road::on_paper(&app, "Referral to the Legal Department");
    father::close(&app, "It was taken, not given; the record of it is on file.");
    app.look("warrant-18-closed");
    let place = app.kill();
    left_behind::nothing_in_clear(&place, &[NAME, "Quillfeather", "SW-2026-0881", "R. Hale", "T. Abel"]);
}

/// Nobody answers while the officers are there; counsel is reached afterwards.
fn call(app: &App, nth: usize) {
    let (reached, field, text, save) = match nth {
        1 => ("No", "What happened", "No answer; a message was left", "Record the try"),
        _ => ("Yes", "Who you spoke with", "Ines Okafor", "Record the call"),
    };
    app.pick("Did you reach counsel?", reached);
    app.write(field, text);
    app.press_button(save);
}

fn copy(app: &App) {
    app.write("What it calls itself", "Search warrant");
    app.write("Court or agency at the top", "Iowa District Court for Story County");
    app.write("Case number", "SW-2026-0881");
    app.enter("Date on the paper", &["11", "13", "2026"]);
    app.write("Exactly what it commands", &format!("Items out of {NAME}"));
    app.pick("Kinds of information its words reach", "Loans and holds, current and past");
    app.write("Signed by", "Hon. T. Abel");
    app.write("Office of the signer", "District Associate Judge");
    app.write("How it was served", "Handed over at the desk");
    app.select("The copy of it", "warrant.pdf");
    app.look("warrant-13-paper");
    app.press_button("Record the paper");
}

fn visit(app: &App) {
    app.write("Where", "Service desk");
    app.write("Who came, and what they showed", "Detective R. Hale, badge 4471");
    app.write("What was said", "We have a warrant. It was said that the library agrees to nothing more.");
    app.write("What was done or taken", "14:12 The detective took a printed list.");
    app.write("Staff present", "Theodora Finch");
    app.press_button("Record the visit");
}

fn take_in(app: &App) {
    let officer = "A police officer, an agent or another officer";
    father::asks(
        app,
        "A paper that looks like one from a court or an agency, also as a copy or by e-mail",
        officer,
        father::PERSON,
    );
    app.pick("How it arrived", "In person");
    app.write("The exact words", &format!("We have a warrant for the account of {NAME}."));
    app.write("In short", "items out of one person");
    app.pick("Kinds of information", "Loans and holds, current and past");
    app.write("About whom", NAME);
    app.write("Name", "R. Hale");
    app.write("Agency, office or company", "Police Department");
    app.press_button("Start the request");
    road::moved_on(app, "What was asked?");
}
