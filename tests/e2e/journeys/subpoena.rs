//! A subpoena under the clerk's seal, with no judge's finding. (Scenario S3.)

use serde_json::json;

use super::{left_behind, road};
use crate::app::{App, wait_for};

const NAME: &str = "Sentinel Quillfeather";
const ADVICE: &str = "Produce the borrowing list only. Do not argue the seal with them.";

const ANSWERS: &[(&str, &str)] = &[
    ("Who is handling this now?", "The Director"),
    ("Do you, or your family, make this request or appear in it?", "No"),
    ("Does any paper or person speak of secrecy?", "No"),
    ("Is somebody in the building carrying out a paper right now?", "No"),
    ("Does somebody say that a life is in danger now?", "No"),
    ("Is it about a person who could be recognized?", "Yes"),
    ("Does the library hold or own the record?", "Yes, the library holds it"),
    ("Must any data be kept from deletion?", "Yes"),
    ("Who is printed at the top?", "Iowa District Court, also juvenile court"),
    ("What does it call itself?", "Subpoena to bring documents"),
    ("Who signed it?", "A clerk with a seal, or a court officer who is no judge"),
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
    let mut app = road::begin("2026-12-02T10:40:00-06:00");
    take_in(&app);
    let (mut planned, mut copied) = (false, false);
    loop {
        let at = road::answer(&app, ANSWERS);
        match at.as_str() {
            "Stop. Hand nothing over; read the paper and call the Legal Department"
            | "Stop. Accept the paper, hand over nothing" => {
                let way = if app.find_now("button", "Go on with the questions").is_some() {
                    "Go on with the questions"
                } else {
                    "I called. Record it"
                };
                app.press_button(way);
            }
            "Call counsel" | "Call the Legal Department" => {
                app.pick("Did you reach counsel?", "Yes");
                app.write("Who you spoke with", "Ines Okafor");
                app.press_button("Record the call");
            }
            "Check who brought the paper" => {
                app.write("Badge number", "17");
                app.tick("I saw the badge or identity card");
                app.tick("I called the agency back");
                app.write("Number you called", "555 0100");
                app.write("Where you found the number", "the county directory");
                app.pick("What they said", "They confirmed the person and the matter");
                app.press_button("Record the check");
            }
            "Write down the visit" => {
                app.write("Where", "Service desk");
                app.write("Who came, and what they showed", "J. Marsh, badge 17");
                app.write("What was said", "Here is a subpoena.");
                app.write("What was done or taken", "The paper was taken in.");
                app.write("Staff present", "Theodora Finch");
                app.press_button("Record the visit");
            }
            "Copy the paper" if copied => {
                // No scan is attached yet, so the step is offered once more before the answers are checked; nothing changed.
                app.press_button("Record the corrected paper");
            }
            "Copy the paper" => {
                copied = true;
                app.write("What it calls itself", "Subpoena duces tecum");
                app.write("Court or agency at the top", "Iowa District Court for Story County");
                app.write("Case number", "CR-2026-0417");
                app.enter("Date on the paper", &["12", "01", "2026"]);
                app.write(
                    "Exactly what it commands",
                    "Records of items checked out by one person from June to date",
                );
                app.pick("Kinds of information its words reach", "Loans and holds, current and past");
                app.enter("Return date", &["12", "16", "2026"]);
                app.see("The paper states no hour: the end of this day counts");
                app.look("subpoena-return-without-hour");
                app.enter("Time", &["09", "00"]);
                app.enter("Return date once more", &["12", "16", "2026"]);
                app.enter_nth("Time", 1, &["09", "00"]);
                app.write("Signed by", "P. Lund");
                app.write("Office of the signer", "Clerk of court");
                app.write("How it was served", "Handed over at the desk");
                app.look("subpoena-paper");
                app.press_button("Record the paper");
            }
            "Stop the deletion of what the paper names" => {
                app.pick("Is it kept now?", "Yes, it is kept from now on");
                app.write("What is kept", "What the paper names");
                app.write("In which systems", "Circulation system");
                app.enter("Look at it again on", &["01", "15", "2027"]);
                app.write("Who was told to stop deleting", "Sam Rivera, systems");
                app.press_button("Record it");
            }
            "Plan what goes out" => {
                if planned {
                    break;
                }
                planned = true;
                app.press_button("Save and leave");
            }
            heading if heading.starts_with("2026-001") => app.press_button("Go on with this request"),
            "What counsel said" | "Record counsel's advice" => {
                nothing_goes_out(&app, &["R", "RP", "D", "A", "N"]);
                advise(&mut app);
            }
            other => panic!("so far: {other} / {}", app.words()),
        }
        road::moved_on(&app, &at);
    }
    // Advice alone opens nothing: the paper's copy, the plan, the channel and the second look are still missing.
    nothing_goes_out(&app, &["R", "RP"]);
    for code in ["L09", "L14", "L29"] {
        letter(&app, code);
    }
    road::print(&app, "L09");
    app.look("subpoena-letters");
    let place = app.kill();
    left_behind::nothing_in_clear(
        &place,
        &[NAME, "Quillfeather", "borrowing list", "CR-2026-0417", "J. Marsh"],
    );
}

/// No outcome of these can be recorded, by the page's own door to the program, and no record leaves with a letter.
fn nothing_goes_out(app: &App, outcomes: &[&str]) {
    let view = road::request(app);
    let (request, part) = (&view["id"], &view["parts"][0]["id"]);
    for outcome in outcomes {
        let form = json!({"outcome": outcome, "reason": "Because.", "no_conflict": true});
        let input = json!({"request": request, "part": part, "form": form});
        road::refused(app.call("decide_part", json!({"input": input})), "outcome_not_allowed");
    }
    let transmittal = json!({"input": {"request": request, "code": "L11"}});
    road::refused(app.call("issue_letter", transmittal), "still_open");
    let close = json!({"input": {"request": request, "reason": "Done."}});
    road::refused(app.call("close_request", close), "still_open");
}

fn letter(app: &App, code: &str) {
    road::letters(app);
    let view = road::request(app);
    let letters = view["letters"].as_array().expect("letters");
    let row = letters.iter().find(|row| row["code"] == code).expect("it is needed");
    assert_eq!(row["mandatory"], true, "{code} is needed before closing");
    app.press_button(&format!("Make: {}", row["title"].as_str().expect("a title")));
    app.see("Finish the letter");
    app.look(&format!("subpoena-{code}"));
    road::finish(app);
}

/// What counsel said is typed; in the middle of it the window locks, and after unlocking it is all there again.
fn advise(app: &mut App) {
    app.pick("Counsel's advice", "Comply as asked");
    app.type_in("Counsel's words", ADVICE);
    let before = app.focus();
    road::lock_and_unlock(app);
    app.arrive("counsel");
    app.see("Comply as asked");
    assert_eq!(app.value("Counsel's words"), ADVICE, "what was typed came back");
    wait_for("the caret in the same field as before", || (app.focus() == before).then_some(()));
    app.look("subpoena-advice");
    app.pick("What may go out at most", "Loans and holds, current and past");
    app.tick("Counsel answered whether a particular person is named");
    app.tick("I told counsel what the paper does not state");
    app.write("Who you spoke with", "Ines Okafor");
    app.press_button("Record the advice");
}

fn take_in(app: &App) {
    app.press_button("New request");
    app.arrive("Does any paper or person speak of secrecy?");
    let answers = [
        ("Does any paper or person speak of secrecy?", "No"),
        (
            "What are you holding?",
            "A paper that looks like one from a court or an agency, also as a copy or by e-mail",
        ),
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
