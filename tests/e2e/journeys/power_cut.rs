//! The power goes while somebody types: what was typed more than two seconds before is there when she comes back.

use super::road;
use crate::app::App;
use crate::place::Place;

const WORDS: &str = "Does Zebedee Quillfeather have a card? He said it twice.";

#[test]
fn at_most_two_seconds_of_typing_are_lost() {
    let app = road::begin("2026-11-23T10:00:00-06:00");
    app.press_button("New request");
    let answers = [
        ("Does any paper or person speak of secrecy?", "No"),
        ("What are you holding?", "Nothing; somebody asks"),
        ("Who is it from?", "A police officer, an agent or another officer"),
        ("What is asked for?", "Something about a person, or a person's record"),
    ];
    app.arrive("Does any paper or person speak of secrecy?");
    road::answer(&app, &answers);
    app.arrive("What was asked?");
    app.type_in("The exact words", WORDS);
    std::thread::sleep(std::time::Duration::from_secs(2));
    let place: Place = app.kill();
    super::left_behind::nothing_in_clear(&place, &["Quillfeather"]);
    let app = App::start_in(place);
    road::unlock(&app);
    // She stands where she stood, or goes there with one click; her answers are kept as well.
    app.press_button("New request");
    road::answer(
        &app,
        &[
            ("Does any paper or person speak of secrecy?", road::READ),
            ("What are you holding?", road::READ),
            ("Who is it from?", road::READ),
            ("What is asked for?", road::READ),
        ],
    );
    app.arrive("What was asked?");
    assert_eq!(app.value("The exact words"), WORDS);
}
