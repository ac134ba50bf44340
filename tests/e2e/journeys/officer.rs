//! An officer asks at the desk whether somebody has a card and was here. No paper. (Scenario S1.)

use serde_json::json;

use super::{left_behind, road};
use crate::app::App;
use crate::desk::keys;

const ANSWERS: &[(&str, &str)] = &[
    ("Who is handling this now?", "The Director"),
    ("Do you, or your family, make this request or appear in it?", "No"),
    ("Does any paper or person speak of secrecy?", "No"),
    ("Is somebody in the building carrying out a paper right now?", "No"),
    ("Does somebody say that a life is in danger now?", "No"),
    ("Is it about a person who could be recognized?", "Yes"),
    ("Does the library hold or own the record?", "Yes, the library holds it"),
    ("Must any data be kept from deletion?", "No"),
];

const NAME: &str = "Zebedee Quillfeather";

#[test]
fn the_officer_s_question_goes_from_setup_to_a_printed_refusal() {
    let app = road::set_up("2026-11-23T10:00:00-06:00", Some("officer"));
    take_in(&app);
    app.arrive("Stop. Say nothing about any person");
    app.look("officer-12-stop");
    no_way_round(&app);
    app.arrive("Stop. Say nothing about any person");
    call_counsel(&app);
    app.arrive("Who is handling this now?");
    let at = road::answer(&app, ANSWERS);
    assert_eq!(at, "Check who the officer is");
    identity(&app);
    visit(&app);
    app.arrive("Does a paper command it?");
    app.look("officer-17-paper");
    road::answer(&app, &[("Does a paper command it?", "No: a question, a letter, a form or a card")]);
    app.arrive("Offer to keep data");
    app.pick("Is it kept now?", "It was only offered");
    app.write("What is kept", "Whatever the agency names");
    app.look("officer-17-offer");
    app.press_button("Record it");
    app.arrive("Check the answers");
    app.look("officer-18-check");
    app.press_button("The answers are right");
    app.arrive("Decide");
    app.tick("Neither I nor my family make this request or appear in it");
    app.look("officer-19-decide");
    app.press_button("Record the decision");
    answer_letter(&app);
    memo(&app);
    close(&app);
    let place = app.kill();
    left_behind::nothing_in_clear(&place, &[NAME, "Quillfeather", "R. Hale", "Theodora Finch", "IA-4471-K"]);
}

fn identity(app: &App) {
    app.write("Badge number", "IA-4471-K");
    app.tick("I saw the badge or identity card");
    app.tick("I called the agency back");
    app.write("Number you called", "555 0100");
    app.write("Where you found the number", "the city directory");
    app.pick("What they said", "They confirmed the person and the matter");
    app.look("officer-16-identity");
    app.press_button("Record the check");
}

fn visit(app: &App) {
    app.arrive("Write down the visit");
    app.write("Where", "Service desk");
    app.write("Who came, and what they showed", "Officer R. Hale, badge IA-4471-K");
    app.write("What was said", "Does she have a card, and was she here Friday?");
    app.write("What was done or taken", "Nothing was shown or said.");
    app.write("Staff present", "Theodora Finch");
    app.press_button("Record the visit");
}

/// The letter is finished, printed as a picture without a word of text, and its delivery recorded.
fn answer_letter(app: &App) {
    app.arrive("2026-001");
    app.look("officer-20-letters");
    app.press_button("Make: Answer to an officer without a court paper");
    app.arrive("Answer to an officer");
    app.see("Pages");
    app.look("officer-21-letter");
    road::finish(app);
    road::print(app, "L08");
    app.look("officer-22-printed");
    road::press_of(app, "Answer to an officer without a court paper", "Record how it was sent");
    app.arrive("How it was sent");
    app.pick("By which way", "By hand, identity checked");
    app.press_button("Fill in R. Hale, who asked");
    app.write("Address, number or mailbox", "Handed over at the service desk");
    app.tick("I looked at this address again today");
    app.write("Receipt or tracking number", "Taken by R. Hale");
    app.look("officer-23-delivery");
    app.press_button("Record the delivery");
    app.arrive("2026-001");
}

fn take_in(app: &App) {
    app.press_button("New request");
    app.arrive("Does any paper or person speak of secrecy?");
    app.look("officer-10-contact");
    let answers = [
        ("Does any paper or person speak of secrecy?", "No"),
        ("What are you holding?", "Nothing; somebody asks"),
        ("Who is it from?", "A police officer, an agent or another officer"),
        ("What is asked for?", "Something about a person, or a person's record"),
    ];
    road::answer(app, &answers);
    app.arrive("What was asked?");
    app.pick("How it arrived", "In person");
    app.write("The exact words", &format!("Does {NAME} have a card, and was she here Friday?"));
    app.write("In short", "whether a person has a card and was here");
    app.pick("Kinds of information", "Name, or whether there is or was a card");
    app.pick("Kinds of information", "Camera pictures, sign-in sheets, what staff saw of visitors");
    app.write("About whom", NAME);
    app.write("Name", "R. Hale");
    app.write("Agency, office or company", "Police Department");
    app.write("Rank or role", "Officer");
    app.look("officer-11-facts");
    app.press_button("Start the request");
    road::moved_on(app, "What was asked?");
}

/// The palette, the way back, the list of steps and the page's own door to the program: none of them leads past a Stop.
fn no_way_round(app: &App) {
    road::by_palette(app, "decide");
    app.see("Nothing matches");
    // The field points to its active hit half a second late: by then there is none.
    std::thread::sleep(std::time::Duration::from_millis(800));
    app.look("officer-13-nothing-matches");
    app.press(&[keys::ESCAPE]);
    road::by_palette(app, "2026-001");
    app.find("menuitem", "2026-001");
    app.look("officer-13-palette");
    app.click("menuitem", "2026-001");
    app.arrive("2026-001");
    app.see("Stop. Say nothing about any person");
    app.look("officer-14-request");
    let view = road::request(app);
    let (request, part) = (&view["id"], &view["parts"][0]["id"]);
    for outcome in ["R", "RP", "A", "N", "D"] {
        let form = json!({"outcome": outcome, "reason": "Because.", "no_conflict": true});
        let input = json!({"request": request, "part": part, "form": form});
        let answer = app.call("decide_part", json!({"input": input}));
        road::refused(answer, "outcome_not_allowed");
    }
    let letter = json!({"input": {"request": request, "code": "L08"}});
    road::refused(app.call("issue_letter", letter), "still_open");
    app.press(&[keys::ALT, keys::LEFT]);
    app.arrive("Stop. Say nothing about any person");
}

fn call_counsel(app: &App) {
    app.press_button("I called. Record it");
    app.arrive("Call counsel");
    app.pick("Did you reach counsel?", "Yes");
    app.write("Who you spoke with", "Ines Okafor");
    app.look("officer-15-counsel");
    app.press_button("Record the call");
    road::moved_on(app, "Call counsel");
}

/// The visit is written up for the file; without it the request stays open.
fn memo(app: &App) {
    road::refused(
        app.call("close_request", json!({"input": {"request": road::request(app)["id"], "reason": "Done."}})),
        "still_open",
    );
    road::letters(app);
    app.press_button("Make: Record of a visit");
    app.arrive("Visit and warrant record");
    app.write("What was said and done, with times", "10:00 Officer Hale asked at the desk. 10:20 he left.");
    app.look("officer-24-memo");
    road::finish(app);
    road::print(app, "L13");
}

fn close(app: &App) {
    app.click("tab", "Overview");
    app.see("Nothing is open any more");
    app.look("officer-25-overview");
    let buttons = app.found("button", "Close the request", true);
    app.session.click(buttons.last().expect("the way to close")).expect("closing");
    app.arrive("Close the request");
    app.write("Reason", "Answered by letter.");
    app.look("officer-26-close");
    let close = app.session.all("[role=dialog] [data-main]").expect("its button");
    app.session.click(&close[0]).expect("closed");
    app.see("Open the request again");
    assert_eq!(road::request(app)["state"], "Closed");
    app.click("tab", "Timeline");
    app.see("Closed");
    app.look("officer-27-timeline");
    road::print_file(app);
    app.look("officer-30-file");
    app.press_button("Requests");
    app.arrive("Requests");
    app.look("officer-28-list");
    app.press_button("Settings");
    app.arrive("Settings");
    app.look("officer-29-settings");
}
