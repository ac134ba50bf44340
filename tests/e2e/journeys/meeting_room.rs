//! A reporter who gives no name asks who booked the large room, and which card was used. (Scenario S15.)

use super::{father, left_behind, road};
use crate::app::App;
use crate::cups::{Cups, QUEUE};

pub(super) const BOOKER: &str = "Prairie Quilters of Quillfeather";

pub(super) const ANSWERS: &[(&str, &str)] = &[
    ("Who is handling this now?", "The Director"),
    ("Do you, or your family, make this request or appear in it?", "No"),
    ("Does any paper or person speak of secrecy?", "No"),
    ("Is somebody in the building carrying out a paper right now?", "No"),
    ("Does somebody say that a life is in danger now?", "No"),
    ("Is it about a person who could be recognized?", "No"),
    ("Does the library hold or own the record?", "Yes, the library holds it"),
    ("Must any data be kept from deletion?", "No"),
    ("How was it booked?", "On the meeting-room form"),
];

#[test]
fn the_booking_contact_goes_out_without_a_name_and_the_card_number_stays() {
    let (kept, mut server) = (tempfile::tempdir().expect("a folder"), None);
    let app = road::begin_with("2027-02-05T09:50:00-06:00", |_, program| {
        let started = Cups::start(kept.path());
        program.env("CUPS_SERVER", &started.address).env("CUSTODIAN_E2E_QUEUE", QUEUE);
        server = Some(started);
    });
    decided(&app);
    letter(app, server.expect("a print server"));
}

/// From the first word to the decision on both parts: the contact goes out, the number on the card does not.
pub(super) fn decided(app: &App) {
    take_in(app);
    let mut looks = 0;
    loop {
        let at = road::answer(app, ANSWERS);
        match at.as_str() {
            "Copy the contact from the booking form" => {
                app.press_button("Add a field");
                app.write_in("Field 1", "Name of the field in the letter", "Name");
                app.write_in("Field 1", "What it says", BOOKER);
                app.press_button("Add a field");
                app.write_in("Field 2", "Name of the field in the letter", "Telephone");
                app.write_in("Field 2", "What it says", "(515) 555-0123");
                app.look("meeting-room-13-plan");
                app.press_button("Record what would go out");
            }
            "A second look" => {
                app.press_button("Start the second look");
                app.see("The second look can be recorded after");
                app.write("What you found", "Only what stands on the form.");
                if looks == 0 {
                    app.look("meeting-room-14-pause");
                    app.press_button("Record the second look");
                    app.see("There is a problem");
                    app.look("meeting-room-15-too-soon");
                }
                looks += 1;
                app.set_clock(&format!("2027-02-05T10:{}0:00-06:00", looks * 2));
                app.press_button("Record the second look");
            }
            "Check the answers" => app.press_button("The answers are right"),
            "Decide" => {
                app.tick("Neither I nor my family make this request or appear in it");
                app.look("meeting-room-17-decide");
                app.press_button("Record the decision");
            }
            heading if heading.starts_with("2027-001") => {
                assert_eq!(looks, 2, "both parts were looked at twice");
                return;
            }
            other => panic!("so far: {other} / {}", app.words()),
        }
        road::moved_on(app, &at);
    }
}

/// The answer with the contact is finished and printed; the number on the card stands nowhere in it.
fn letter(app: App, server: Cups) {
    app.look("meeting-room-18-letters");
    let view = road::request(&app);
    assert_eq!(view["outcome"], "Release in part");
    let letters = view["letters"].as_array().expect("letters");
    let row = letters.iter().find(|row| row["code"] == "L25").expect("the letter with the contact");
    app.press_button(&format!("Make: {}", row["title"].as_str().expect("a title")));
    app.click("tab", "Text");
    app.see(BOOKER);
    let lines = app.session.script(
        "return [...document.querySelectorAll('[role=tabpanel] p')].map(line => line.innerText.trim())",
        &[],
    );
    let lines = lines.expect("the text of the letter");
    for line in ["Requester", "Date: February 5, 2027", "Theodora Finch", "Library Director"] {
        let alone = lines.as_array().into_iter().flatten().any(|each| each == line);
        assert!(alone, "“{line}” is a line of its own: {lines}");
    }
    app.look("meeting-room-19-letter");
    road::finish(&app);
    road::print_through(&app, "L25", &server);
    // The printer is there no more.
    drop(server);
    app.press_button("Print again");
    app.see("The system could not print. The letter stays issued");
    app.look("meeting-room-21-no-printer");
    father::close(&app, "Answered by telephone; the letter is ready.");
    let place = app.kill();
    left_behind::nothing_in_clear(&place, &[BOOKER, "Quillfeather", "555-0123"]);
}

pub(super) fn take_in(app: &App) {
    app.press_button("New request");
    app.arrive("Does any paper or person speak of secrecy?");
    let answers = [
        ("Does any paper or person speak of secrecy?", "No"),
        ("What are you holding?", "Nothing; somebody asks"),
        ("Who is it from?", "A reporter"),
        ("What is asked for?", "Who booked a room, or other data of a booking"),
    ];
    road::answer(app, &answers);
    app.arrive("What was asked?");
    app.see("Do not ask for a name or a reason");
    app.pick("How it arrived", "By telephone");
    app.write("The exact words", "Who booked the large room on January 30, and which card number was used?");
    app.press_button("Add another part");
    app.write_in(
        "Part 1",
        "In short",
        "the contact on the booking form for the large room on January 30, 2027",
    );
    app.pick_in("Part 1", "Kinds of information", "Contact details given to book a meeting room");
    app.write_in("Part 2", "In short", "the card number used");
    app.pick_in("Part 2", "Kinds of information", "Library card number");
    app.look("meeting-room-11-facts");
    app.press_button("Start the request");
    road::moved_on(app, "What was asked?");
}
