//! The Friends Foundation asks for a list of cardholders, with mobile numbers, for an appeal. (Scenario S12.)

use std::os::unix::fs::PermissionsExt;

use serde_json::json;

use super::{father, left_behind, road};
use crate::app::{App, wait_for};

const FRIEND: &str = "Carla Quillfeather";
const USE: &str = "Annual appeal of the Friends Foundation by mail";
const OPTED_IN: &str = "Mobile number or other personal data gathered by opt-in";

const ANSWERS: &[(&str, &str)] = &[
    ("What does the Foundation want to do with it?", "Raise funds"),
    ("How would people be selected?", "All adult cardholders"),
    ("Are minors and people who opted out left out?", "Yes, both are left out"),
    ("Would the Foundation pass the list on?", "No"),
    ("Are the first day, the last day and the destruction day set?", "Yes, all three"),
];

#[test]
fn the_foundation_may_use_what_the_director_signs_and_no_opted_in_number() {
    let app = road::begin("2027-03-08T09:05:00-06:00");
    take_in(&app);
    let answers = [ANSWERS, father::FIRST].concat();
    loop {
        let at = road::answer(&app, &answers);
        match at.as_str() {
            "Fill in the authorization" => authorize(&app),
            "Choose how the list goes to the Foundation" => {
                app.pick("By which way", "Secure electronic transfer");
                app.press_button(&format!("Fill in {FRIEND}, who asked"));
                app.tick("I looked at this address again today");
                app.press_button("Record the planned way");
            }
            "Check the answers" => app.press_button("The answers are right"),
            "Decide" => {
                nobody_lifts_it(&app);
                app.tick("Neither I nor my family make this request or appear in it");
                let part = if app.words().contains("part 1 of 2") { 1 } else { 2 };
                app.look(&format!("foundation-13-decide-{part}"));
                app.press_button("Record the decision");
            }
            heading if heading.starts_with("2027-001") => break,
            other => panic!("so far: {other} / {}", app.words()),
        }
        road::moved_on(&app, &at);
    }
    let view = road::request(&app);
    let outcomes: Vec<_> =
        (0..2).map(|part| view["parts"][part]["ruling"]["outcome"].as_str().unwrap_or_default()).collect();
    assert_eq!(outcomes, ["A", "D"], "the contact details, and not what was opted in");
    app.look("foundation-14-letters");
    written_outside(&app, "Authorization for the Foundation", &["03", "08", "2027"]);
    written_outside(&app, "Reply to the Foundation", &["03", "08", "2027"]);
    father::close(&app, "Authorized in part; the reply went out.");
    standing(&app);
    let place = app.kill();
    left_behind::nothing_in_clear(&place, &[FRIEND, "Quillfeather", USE, "12 Mill Street"]);
}

/// The form offers no field that people gave by opting in, and the program refuses it as well.
fn authorize(app: &App) {
    app.write("What the data is used for", USE);
    for kind in ["Name, or whether there is or was a card", "Postal address", "E-mail address"] {
        app.pick("Kinds of data", kind);
    }
    assert!(app.found("checkbox", OPTED_IN, true).is_empty(), "what was opted in is not offered");
    app.write("How records are selected", "All adult cardholders who did not opt out");
    app.write_in("Recipient 1", "Name, and the body they answer for", FRIEND);
    app.enter("Accepted the duty of confidence on", &["03", "08", "2027"]);
    app.enter("First day", &["03", "09", "2027"]);
    app.enter("Last day", &["06", "30", "2027"]);
    app.enter("Copies destroyed by", &["07", "15", "2027"]);
    app.write("Conditions", "No passing on. Proof of destruction.");
    app.look("foundation-12-authorization");
    app.press_button("Record the authorization");
}

/// Neither a field nor a decision opens what people gave by opting in, by the page's own door to the program.
fn nobody_lifts_it(app: &App) {
    let view = road::request(app);
    let parts = view["parts"].as_array().expect("parts");
    let id = |part: usize| parts[part]["id"].clone();
    let form = json!({
        "purpose": USE, "fields": ["DC1", "DC5"], "selection": "All adult cardholders", "recipients": [],
        "from": "2027-03-09", "until": "2027-06-30", "destroy_by": "2027-07-15", "conditions": "", "renews": "",
    });
    if parts[0]["decision"].is_null() {
        let input = json!({"request": view["id"], "part": id(0), "form": form});
        road::refused(app.call("prepare_authorization", json!({"input": input})), "wider_than_allowed");
    }
    father::not_decided(app, 1, &["A", "R", "RP"]);
}

/// What the Director signed stands among the authorizations, also after its request is closed.
fn standing(app: &App) {
    app.press_button("Standing authorizations");
    app.arrive("Standing authorizations");
    app.see(USE);
    app.look("foundation-15-authorizations");
    app.press_button(USE);
    app.arrive(USE);
    app.see("Not used yet");
    assert!(!app.words().contains(OPTED_IN), "{}", app.words());
    app.look("foundation-16-authorization");
}

fn take_in(app: &App) {
    father::asks(app, "A letter, an e-mail or a form", "The Friends Foundation", father::PERSON);
    app.pick("How it arrived", "By mail");
    app.write("The exact words", "Please send us name, address, e-mail and mobile of all adult cardholders.");
    app.press_button("Add another part");
    app.write_in("Part 1", "In short", "name, address and e-mail of adult cardholders");
    for kind in ["Name, or whether there is or was a card", "Postal address", "E-mail address"] {
        app.pick_in("Part 1", "Kinds of information", kind);
    }
    app.write_in("Part 2", "In short", "mobile numbers given by opting in");
    app.pick_in("Part 2", "Kinds of information", OPTED_IN);
    app.write("Name", FRIEND);
    app.write("Agency, office or company", "Friends Foundation");
    app.write("Rank or role", "President");
    app.write("Address for the answer", "12 Mill Street\nMaple Hollow, IA 50010");
    app.look("foundation-11-facts");
    app.press_button("Start the request");
    road::moved_on(app, "What was asked?");
}

/// Keeps a scan with the request, chosen in the system's own dialog.
pub(super) fn scanned(app: &App, name: &str) {
    let file = app.place.path(&format!("records/{name}.pdf"));
    std::fs::write(&file, include_bytes!("../../../assets/practice/sample-subpoena.pdf")).expect("a scan");
    app.pick_next(Some(&file));
    // The program runs as an ordinary user and takes its answer off the list.
    let all = std::fs::Permissions::from_mode(0o666);
    std::fs::set_permissions(app.place.path("picks"), all).expect("the list is open to it");
    app.click("tab", "Attachments");
    app.press_button("Attach a file");
    app.press_button("Choose a file");
    app.see(&format!("{name}.pdf"));
    app.write("What it is", "Scan of the paper");
    app.press_button("Keep this file");
    app.see("check code");
}

/// The kept scan is looked at: a helper of the program draws it, and the picture and its words stand in a sheet.
pub(super) fn looked_at(app: &App, name: &str) {
    app.click("tab", "Attachments");
    app.press_button(&format!("Look at it: {name}.pdf"));
    app.see("Drawn apart from the record");
    app.see("What this page says");
    wait_for("the picture of the page", || {
        let width = "return document.querySelector('[role=dialog] img')?.naturalWidth ?? 0";
        app.session.script(width, &[]).ok()?.as_u64().filter(|width| *width > 500)
    });
    app.look("file-1-looked-at");
    app.press_button("Close");
}

/// A letter that has no text here is written outside: its scan is kept, then its day and who signed it.
pub(super) fn written_outside(app: &App, title: &str, dated: &[&str]) {
    let name = format!("scan of {title}");
    scanned(app, &name);
    road::letters(app);
    app.press_button(&format!("Record as written outside: {title}"));
    app.arrive("A letter written outside");
    // The letter whose button was pressed is not asked for again.
    app.find("button", title);
    app.select("The scan of it", &name);
    app.enter("Date on the letter", dated);
    app.write("Signed by", "Theodora Finch, Library Director");
    app.press_button("Record this letter");
    app.see("Written outside, dated");
}
