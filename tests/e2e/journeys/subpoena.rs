//! A subpoena under the clerk's seal, with no judge's finding. (Scenario S3.)

use serde_json::json;

use super::{left_behind, road};
use crate::app::App;

const NAME: &str = "Sentinel Quillfeather";
const ADVICE: &str = "Produce the borrowing list only. Do not argue the seal with them.";

const ANSWERS: &[(&str, &str)] = &[
    ("Who is handling this now?", "The Director"),
    ("Do you, or your family, make this request or appear in it?", "No"),
    ("Does any paper or person speak of secrecy?", "No"),
    ("Is somebody in the building carrying out a paper right now?", "No"),
    ("Does somebody say that a life is in danger now?", "No"),
    ("Is it about a person who could be recognised?", "Yes"),
    ("Does the library hold or own the record?", "Yes, the library holds it"),
    ("Must any data be kept from deletion?", "Yes"),
    ("Who is printed at the top?", "Iowa District Court, also juvenile court"),
    ("What does it call itself?", "Subpoena to bring documents"),
    ("Who signed it?", "A clerk, with a seal"),
    ("For whom was it issued?", "For the state, the prosecution or a grand jury"),
    ("Does it ask or order you to keep silent?", "No"),
    ("Is a judge's approval or finding attached?", "No"),
    ("Does it name this library, and exact things?", "Yes, both"),
    ("Does it name a particular person or organization, and a crime?", "Both"),
    ("Is the agency a criminal or juvenile justice agency?", "Yes"),
    ("Was it already carried out, withdrawn or replaced?", "No"),
    ("Does it also order somebody to testify?", "No"),
];

#[test]
fn the_subpoena_is_held_for_counsel_and_its_three_papers_are_issued() {
    let mut app = road::set_up("2026-12-02T10:40:00-06:00", None);
    take_in(&app);
    for turn in 0..40 {
        let at = road::answer(&app, ANSWERS);
        eprintln!("AT {turn} {at}");
        app.picture(&format!("explore-s{turn}"));
        match at.as_str() {
            other => panic!("so far: {other} / {}", app.words()),
        }
    }
    let _ = (&mut app, json!({}), ADVICE, left_behind::nothing_in_clear);
}

fn take_in(app: &App) {
    app.press_button("New request");
    app.arrive("What are you holding?");
    let answers = [
        ("What are you holding?", "A paper that looks like one from a court or an agency"),
        ("Who is it from?", "A police officer, an agent or another officer"),
        ("What is asked for?", "Something about a person, or a person's record"),
    ];
    road::answer(app, &answers);
    app.arrive("What was asked?");
    app.pick("How it arrived", "In person");
    app.write("The exact words", &format!("Produce all records of items checked out by {NAME} since June."));
    app.write("In short", "borrowing records of one person");
    app.pick("Kinds of information", "Loans and holds, current and past");
    app.write("About whom", NAME);
    app.write("Name", "J. Marsh");
    app.write("Agency, office or company", "County Attorney");
    app.write("Rank or role", "Investigator");
    app.write("Address for the answer", "126 South Kellogg\nMaple Hollow, IA 50010");
    app.press_button("Start the request");
    road::moved_on(app, "What was asked?");
}
