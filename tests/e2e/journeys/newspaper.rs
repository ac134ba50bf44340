//! A newspaper asks for the yearly totals and for the names of cardholders in one ZIP code. (Scenario S6.)

use super::{father, foundation, left_behind, road};
use crate::app::App;

const KIND: &str = "What kind of record is this part about?";
const PAPER: &str = "Quillfeather Gazette";

const ANSWERS: &[(&str, &str)] = &[
    ("Did the asker say, unasked, that they are the press or a business?", "The press"),
    ("Could small numbers, or two facts together, point to a person?", "No"),
    ("How does the asker want it?", "By e-mail or another electronic way"),
    ("How long does it take to produce it?", "Under 30 minutes"),
];

#[test]
fn a_newspaper_gets_the_totals_and_no_name_and_is_asked_for_none() {
    let app = road::begin("2026-12-14T08:30:00-06:00");
    take_in(&app);
    let (mut looks, mut decided) = (0, 0);
    let answers = [ANSWERS, father::FIRST].concat();
    loop {
        let at = road::answer(&app, &answers);
        let first = app.words().contains("part 1 of 2");
        match at.as_str() {
            KIND => {
                let kind = if first {
                    "Statistics that already exist"
                } else {
                    "Users of the library: names, addresses, loans, computers, programs"
                };
                app.pick(KIND, kind);
                app.press_button("Continue");
            }
            "Plan what goes out" => {
                assert!(first, "nothing is planned for the names");
                app.press_button("Add a field");
                app.write_in(
                    "Field 1",
                    "Name of the field in the letter",
                    "Annual report of circulation totals",
                );
                app.write_in("Field 1", "What it says", "1 report");
                app.look("newspaper-12-plan");
                app.press_button("Record what would go out");
            }
            "A second look" => {
                app.press_button("Start the second look");
                app.see("The second look can be recorded after");
                app.write("What you found", "The totals alone; the same words for any ZIP code.");
                if looks == 0 {
                    app.look("newspaper-13-pause");
                    app.press_button("Record the second look");
                    app.see("There is a problem");
                }
                looks += 1;
                app.set_clock(&format!("2026-12-14T09:{}0:00-06:00", looks * 2));
                app.press_button("Record the second look");
            }
            "Check the answers" => app.press_button("The answers are right"),
            "Decide" => {
                if !first {
                    father::not_decided(&app, 1, &["R", "RP", "N"]);
                }
                decided += 1;
                app.tick("Neither I nor my family make this request or appear in it");
                app.look(&format!("newspaper-14-decide-{decided}"));
                app.press_button("Record the decision");
            }
            heading if heading.starts_with("2026-001") => break,
            other => panic!("so far: {other} / {}", app.words()),
        }
        road::moved_on(&app, &at);
    }
    assert_eq!((looks, decided), (2, 2), "both parts were looked at twice and decided");
    letters(app);
}

/// One letter tells both parts; neither the denial alone nor the release alone is due.
fn letters(app: App) {
    let view = road::request(&app);
    assert_eq!(view["outcome"], "Release in part");
    let due: Vec<_> = view["letters"].as_array().expect("letters").iter().map(|row| &row["code"]).collect();
    for (code, wanted) in [("L01", true), ("L03", true), ("L02", false), ("L04", false)] {
        assert_eq!(due.iter().any(|known| *known == code), wanted, "{code} among {due:?}");
    }
    app.look("newspaper-15-letters");
    let waive = "Go without: Acknowledgement of a records request";
    app.press_button(waive);
    app.arrive(waive);
    app.write("Reason", "The answer itself goes out on the same day.");
    app.look("newspaper-16-waive");
    app.press_button("Go without this letter");
    app.see("Waived");
    foundation::written_outside(&app, "Partial release", &["12", "14", "2026"]);
    app.look("newspaper-17-outside");
    father::close(&app, "Answered by e-mail.");
    app.look("newspaper-18-closed");
    let place = app.kill();
    left_behind::nothing_in_clear(&place, &[PAPER, "Quillfeather", "desk@gazette.example"]);
}

fn take_in(app: &App) {
    father::asks(
        app,
        "A letter, an e-mail or a form",
        "A reporter",
        "Statistics, budget, minutes, hours, policies",
    );
    app.see("Do not ask for a name or a reason");
    app.pick("How it arrived", "By e-mail");
    app.write(
        "The exact words",
        "Please send your yearly totals and the names of cardholders in ZIP code 50010.",
    );
    app.press_button("Add another part");
    app.write_in("Part 1", "In short", "annual report of circulation totals");
    app.pick_in("Part 1", "Kinds of information", "Anonymous statistics that already exist");
    app.write_in("Part 2", "In short", "names of cardholders in one ZIP code");
    app.pick_in("Part 2", "Kinds of information", "Name, or whether there is or was a card");
    app.pick_in("Part 2", "Kinds of information", "Postal address");
    app.write("Agency, office or company", PAPER);
    app.write("E-mail", "desk@gazette.example");
    app.look("newspaper-11-facts");
    app.press_button("Start the request");
    road::moved_on(app, "What was asked?");
}
