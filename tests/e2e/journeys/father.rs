//! A father writes for the titles that his fifteen-year-old has out. (Scenario S10.)

use serde_json::json;

use super::{foundation, left_behind, road};
use crate::app::App;

const CHILD: &str = "Juniper Quillfeather";
const AGE: &str = "How old is the child, by what the parent says?";

/// What most requests ask for.
pub(super) const PERSON: &str = "Something about a person, or a person's record";

/// What is asked first of every request, answered as most are.
pub(super) const FIRST: &[(&str, &str)] = &[
    ("Who is handling this now?", "The Director"),
    ("Do you, or your family, make this request or appear in it?", "No"),
    ("Does any paper or person speak of secrecy?", "No"),
    ("Is somebody in the building carrying out a paper right now?", "No"),
    ("Does somebody say that a life is in danger now?", "No"),
    ("Is it about a person who could be recognized?", "Yes"),
    ("Does the library hold or own the record?", "Yes, the library holds it"),
    ("Must any data be kept from deletion?", "No"),
];

const ANSWERS: &[(&str, &str)] = &[
    ("Who asks?", "A parent or guardian of a child"),
    ("Does the parent hold the child's card, or its number?", "No"),
    (AGE, "Under 18, with a card of their own"),
    ("What is asked?", "Titles, or what was borrowed"),
    ("Is the child here, identified, and does the child agree?", "No"),
    ("Is an order or a dispute known?", "None is known"),
    ("Which paper of standing was shown and copied?", "None, or not copied yet"),
];

#[test]
fn a_father_is_told_no_in_the_same_words_whatever_the_age_of_his_child() {
    let app = road::begin("2027-01-08T14:05:00-06:00");
    take_in(&app);
    let answers = [ANSWERS, FIRST].concat();
    loop {
        let at = road::answer(&app, &answers);
        match at.as_str() {
            "Look at a photo ID, and at what shows their standing" => {
                app.write("What shows that they may ask", "He writes that he is the father");
                app.look("father-12-identity");
                app.press_button("Record the check");
            }
            "Check the answers" => {
                same_at_any_age(&app);
                app.look("father-13-check");
                app.press_button("The answers are right");
            }
            "Decide" => {
                not_decided(&app, 0, &["R", "RP", "A"]);
                app.tick("Neither I nor my family make this request or appear in it");
                app.look("father-14-decide");
                app.press_button("Record the decision");
            }
            heading if heading.starts_with("2027-001") => break,
            other => panic!("so far: {other} / {}", app.words()),
        }
        road::moved_on(&app, &at);
    }
    assert_eq!(road::request(&app)["outcome"], "Deny");
    app.look("father-15-letters");
    foundation::written_outside(&app, "Answer to a parent or guardian", &["01", "08", "2027"]);
    sent(&app, "Sealed mail", "Abel Norcross", "Posted by Theodora Finch");
    app.look("father-16-sent");
    close(&app, "Answered by letter.");
    app.look("father-17-closed");
    let place = app.kill();
    left_behind::nothing_in_clear(&place, &[CHILD, "Quillfeather", "Abel Norcross", "77 Elm Street"]);
}

/// Whatever age is said, the answer and its reasons stay the same.
fn same_at_any_age(app: &App) {
    let ruling = || {
        let view = road::request(app);
        let ruling = &view["parts"][0]["ruling"];
        (ruling["row"].clone(), ruling["outcome"].clone(), ruling["label"].clone(), ruling["reason"].clone())
    };
    let before = ruling();
    assert_eq!(before.1, "D", "{before:?}");
    for age in ["Under 18, without a card", "Under 18, with a card of their own"] {
        app.press_button(&format!("Change: {AGE}"));
        app.arrive(AGE);
        app.pick(AGE, age);
        app.press_button("Continue");
        app.arrive("Check the answers");
        assert_eq!(ruling(), before, "{age}");
    }
}

/// None of these outcomes is taken for a part, by the page's own door to the program.
pub(super) fn not_decided(app: &App, part: usize, outcomes: &[&str]) {
    let view = road::request(app);
    for outcome in outcomes {
        let form = json!({"outcome": outcome, "reason": "They want it so much.", "no_conflict": true});
        let input = json!({"request": view["id"], "part": view["parts"][part]["id"], "form": form});
        road::refused(app.call("decide_part", json!({"input": input})), "outcome_not_allowed");
    }
}

fn take_in(app: &App) {
    asks(app, "A letter, an e-mail or a form", "A parent or guardian", PERSON);
    app.pick("How it arrived", "By mail");
    app.write("The exact words", "Please send me the titles my fifteen-year-old has out.");
    app.write("In short", "titles a child has out");
    app.pick("Kinds of information", "Loans and holds, current and past");
    app.write("About whom", CHILD);
    app.write("Name", "Abel Norcross");
    app.write("Address for the answer", "77 Elm Street\nMaple Hollow, IA 50010");
    app.look("father-11-facts");
    app.press_button("Start the request");
    road::moved_on(app, "What was asked?");
}

/// Answers what is asked before a request has a number: what is held, from whom, and what is asked for.
pub(super) fn asks(app: &App, holding: &str, from: &str, asked: &str) {
    app.press_button("New request");
    app.arrive("Does any paper or person speak of secrecy?");
    let answers = [
        ("Does any paper or person speak of secrecy?", "No"),
        ("What are you holding?", holding),
        ("Who is it from?", from),
        ("What is asked for?", asked),
    ];
    road::answer(app, &answers);
    app.arrive("What was asked?");
}

/// Records how the one letter that has not left yet was sent to whoever asked.
fn sent(app: &App, way: &str, to: &str, receipt: &str) {
    app.click("tab", "Overview");
    app.press_button("A delivery");
    app.arrive("How it was sent");
    app.pick("By which way", way);
    app.press_button(&format!("Fill in {to}, who asked"));
    app.tick("I looked at this address again today");
    app.write("Receipt or tracking number", receipt);
    app.press_button("Record the delivery");
    app.see("Checklist");
}

/// Closes the request when nothing is open in it any more.
pub(super) fn close(app: &App, reason: &str) {
    app.click("tab", "Overview");
    app.see("Nothing is open any more");
    let buttons = app.found("button", "Close the request", true);
    app.session.click(buttons.last().expect("the way to close")).expect("closing");
    app.arrive("Close the request");
    app.write("Reason", reason);
    let close = app.session.all("[role=dialog] [data-main]").expect("its button");
    app.session.click(&close[0]).expect("closed");
    app.see("Open the request again");
    assert_eq!(road::request(app)["state"], "Closed");
}
