//! The policy of an invented library in another state is adopted from a folder, and a question about a patron goes through the
//! same window by its rules, to the closed request.

use std::path::Path;

use super::{father, foundation, keeping, left_behind, road};
use crate::app::App;

const NAME: &str = "Orla Quillfeather";

const ANSWERS: &[(&str, &str)] = &[
    ("Who is at the desk for this?", "The Head Librarian"),
    ("Does it concern you or your family?", "No"),
    ("Is somebody searching or taking something right now?", "No"),
    ("Must data be kept from deletion?", "No"),
    ("What is asked in this part?", "Anything that shows a patron"),
];

#[test]
fn another_librarys_policy_is_adopted_and_a_request_goes_through_the_window_by_its_rules() {
    let app = road::begin("2026-11-24T09:00:00-06:00");
    adopt(&app);
    take_in(&app);
    let mut looks = 0;
    loop {
        let at = road::answer(&app, ANSWERS);
        match at.as_str() {
            "The same words for every name" => {
                app.see("Do not look the name up.");
                app.see("I can give you everything else we keep.");
                app.look("other-library-4-check");
                app.press_button("Go on with the questions");
            }
            "Other eyes" => {
                if looks == 0 {
                    app.press_button("Start the second look");
                    app.see("The second look can be recorded after");
                }
                looks += 1;
                app.set_clock("2026-11-24T09:45:00-06:00");
                app.write("What you found", "The same words as for every name.");
                app.press_button("Record the second look");
            }
            "Check the answers" => app.press_button("The answers are right"),
            "Decide" => {
                app.see("Rule 1");
                app.tick("Neither I nor my family make this request or appear in it");
                app.look("other-library-5-decide");
                app.press_button("Record the decision");
            }
            heading if heading.starts_with("2026-001") => break,
            other => panic!("so far: {other} / {}", app.words()),
        }
        road::moved_on(&app, &at);
    }
    let view = road::request(&app);
    assert_eq!(view["parts"][0]["ruling"]["row"], "rec-closed");
    // Monday is no business day there, and neither is the fourth Thursday of November.
    let clocks = view["clocks"].as_array().expect("clocks");
    let due = |code: &str| {
        let clock = clocks.iter().find(|clock| clock["code"] == code);
        clock.map(|clock| clock["due"]["date"]["iso"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(due("target-5").as_deref(), Some("2026-12-02"));
    assert_eq!(due("K1"), None, "nothing of another policy runs");
    app.look("other-library-6-letters");
    foundation::written_outside(&app, "Closed records (sample)", &["11", "24", "2026"]);
    father::close(&app, "Answered.");
    app.look("other-library-7-closed");
    let place = app.kill();
    left_behind::nothing_in_clear(&place, &[NAME, "Quillfeather"]);
}

/// Compares the version in the folder with the one in force, then adopts it.
fn adopt(app: &App) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/policy/quillhaven-2026-03-01");
    let copy = app.place.path("records/quillhaven");
    std::fs::create_dir_all(copy.join("types")).expect("a folder for the version");
    for below in ["", "types"] {
        for file in std::fs::read_dir(folder.join(below)).expect("the version").flatten() {
            if file.path().is_file() {
                std::fs::copy(file.path(), copy.join(below).join(file.file_name())).expect("a file of it");
            }
        }
    }
    app.press_button("Policy");
    app.click("tab", "Versions");
    keeping::lay_ready(app, &copy);
    app.press_button("Look at a version in a folder");
    app.see("Quillhaven Public Library (sample)");
    app.see("Adopt this version");
    app.look("other-library-1-compared");
    app.press_button("Adopt this version");
    app.see("first version, March 1, 2026 (sample)");
    app.look("other-library-2-adopted");
    // What was adopted is in the vault: the folder is not needed any more.
    std::fs::remove_dir_all(&copy).expect("the folder is put away");
}

fn take_in(app: &App) {
    app.press_button("New request");
    let silence = "Does anybody, or any paper, demand silence?";
    app.arrive(silence);
    let first = [
        (silence, "No"),
        ("What are you holding?", "A question, a letter or an e-mail"),
        ("Who is it from?", "Anybody who wants records"),
    ];
    road::answer(app, &first);
    app.arrive("What was asked?");
    app.pick("How it arrived", "By e-mail");
    app.write("The exact words", &format!("Is {NAME} one of your patrons?"));
    app.write("In short", "whether somebody is a patron");
    app.pick("Kinds of information", "Name, card number or address of a patron");
    app.look("other-library-3-facts");
    app.press_button("Start the request");
    road::moved_on(app, "What was asked?");
}
