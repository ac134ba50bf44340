//! A paper that forbids telling: sealed from its first word, and the window says nothing of it to anybody who passes.
//! (Scenario S17.)

use super::{left_behind, road};
use crate::app::App;

const SECRET: &str = "Zebedee Quillfeather";
const SECRECY: &str = "Does any paper or person speak of secrecy?";

#[test]
fn a_sealed_matter_has_a_code_no_number_and_no_words_outside_its_own_page() {
    let app = road::begin("2026-11-24T10:00:00-06:00");
    take_in(&app);
    let view = road::request(&app);
    let code = view["number"].as_str().expect("a code").to_owned();
    assert!(view["sealed"]["stands"] == true && !code.starts_with("2026"), "{code}");
    app.look("sealed-10-stop");
    app.press_button("Requests");
    app.see(&code);
    app.see("Sealed matter");
    let list = app.words();
    assert!(!list.contains(SECRET) && !list.contains("Federal agency"), "{list}");
    app.look("sealed-11-list");
    road::by_palette(&app, "Quillfeather");
    app.click("menuitem", &code);
    app.arrive(&code);
    app.see("Only the people listed under Who may know see this matter");
    let title = app.session.script("return document.title", &[]).expect("a title");
    assert_eq!(title, "Custodian Console");
    app.click("tab", "Who may know");
    app.see("Legal custodian");
    app.look("sealed-12-who-may-know");
    app.is_sound("a sealed matter");
    let place = app.kill();
    left_behind::nothing_in_clear(&place, &["Quillfeather", &code]);
}

fn take_in(app: &App) {
    app.press_button("New request");
    app.arrive(SECRECY);
    let answers = [
        (SECRECY, "Yes"),
        (
            "What are you holding?",
            "A paper that looks like one from a court or an agency, also as a copy or by e-mail",
        ),
        ("Who is it from?", "A police officer, an agent or another officer"),
        ("What is asked for?", "Something about a person, or a person's record"),
    ];
    road::answer(app, &answers);
    app.arrive("What was asked?");
    app.see("This will be sealed");
    app.pick("How it arrived", "In person");
    app.write("The exact words", &format!("Tell nobody. Produce the loans of {SECRET}."));
    app.write("In short", "records named in a letter");
    app.write("Agency, office or company", "Federal agency");
    app.press_button("Start the request");
    road::moved_on(app, "What was asked?");
}
