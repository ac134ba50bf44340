//! Whatever ends the program while somebody types, what was typed is there when she comes back: the screen is locked, the
//! computer goes to sleep, or the power goes. After a power cut the last two seconds may be missing, and no more.

use super::road;
use crate::app::{App, wait_for};
use crate::login1::Login1;
use crate::place::Place;

const WORDS: &str = "Does Zebedee Quillfeather have a card? He said it twice.";
const MORE: &str = "He said it a third time, to Perpetua Oddsocks.";
const LAST: &str = "Then he left for Ballywhistle.";

#[test]
fn at_most_two_seconds_of_typing_are_lost() {
    let mut login = None;
    let mut app = road::begin_with("2026-11-23T10:00:00-06:00", |place, program| {
        let bus = Login1::start(&place.root);
        program.env("DBUS_SYSTEM_BUS_ADDRESS", bus.address());
        login = Some(bus);
    });
    let login = login.expect("the stand-in");
    let asks_once_more = |times: usize| {
        wait_for("it asks to lock before the computer sleeps", || {
            let (asked, words, holding) = login.holds_back();
            ((asked, holding) == (times, 1) && words.starts_with("('sleep', 'Custodian Console',"))
                .then_some(())
        });
    };
    asks_once_more(1);
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

    // The last key is pressed, and at that moment the screen is locked.
    app.type_in("The exact words", WORDS);
    app.replaced_by(|_| login.locks_the_screen());
    app.see("It locked together with the screen. What was being typed is kept as a draft.");
    // The program that locked let go of the line it held, and the one in its place holds another.
    asks_once_more(2);
    road::unlock(&app);
    comes_back(&app, WORDS);

    // Waking up locks nothing; going to sleep does.
    login.prepares_for_sleep(false);
    asks_once_more(3);
    app.type_in("The exact words", MORE);
    std::thread::sleep(std::time::Duration::from_secs(1));
    assert_eq!(app.value("The exact words"), MORE, "it is still open");
    app.replaced_by(|_| login.prepares_for_sleep(true));
    app.see("It locked when the computer went to sleep. What was being typed is kept as a draft.");
    asks_once_more(4);
    road::unlock(&app);
    comes_back(&app, MORE);

    app.type_in("The exact words", LAST);
    std::thread::sleep(std::time::Duration::from_secs(2));
    let place: Place = app.kill();
    super::left_behind::nothing_in_clear(&place, &["Quillfeather", "Oddsocks", "Ballywhistle"]);
    let app = App::start_in(place);
    road::unlock(&app);
    comes_back(&app, LAST);
}

/// One of the system's own dialogs holds the window until somebody answers it. The screen is locked meanwhile: nothing of the
/// record stays in sight behind the dialog, and nothing waits for it.
#[test]
fn an_open_dialog_of_the_system_does_not_keep_the_record_in_sight() {
    let mut login = None;
    let mut app = road::begin_with("2026-11-23T10:00:00-06:00", |place, program| {
        let bus = Login1::start(&place.root);
        program.env("DBUS_SYSTEM_BUS_ADDRESS", bus.address()).env_remove("CUSTODIAN_E2E_PICKS");
        login = Some(bus);
    });
    let login = login.expect("the stand-in");
    app.press_button("Settings");
    app.arrive("Settings");
    app.click("tab", "Backup");
    app.press_button("Choose the folder");
    app.shows_dialog("Where backups are kept");
    app.replaced_by(|_| login.locks_the_screen());
    app.see("It locked together with the screen.");
    road::unlock(&app);
}

/// She stands where she stood, or goes there with one click; her answers are kept as well.
fn comes_back(app: &App, words: &str) {
    app.press_button("New request");
    road::answer(
        app,
        &[
            ("Does any paper or person speak of secrecy?", road::READ),
            ("What are you holding?", road::READ),
            ("Who is it from?", road::READ),
            ("What is asked for?", road::READ),
        ],
    );
    app.arrive("What was asked?");
    assert_eq!(app.value("The exact words"), words);
}
