//! A letter is put into the library's own words in the window: what may not go is said at its passage, nothing typed is lost by
//! locking, and from its day on a letter is written with the new words. Then they are taken back.

use super::road;
use crate::app::{App, wait_for};

const FIELD: &str = "Received";
const BEHIND: &str = "Received, the words behind it";
const OWN: &str = "Thank you for writing. Your request came on {{ received.date }}, {{ received.how }}. We understand it like this:";

#[test]
fn a_letter_is_put_into_own_words_published_and_taken_back() {
    let mut app = road::begin("2026-11-23T10:00:00-06:00");
    open(&app);
    spelling(&app);
    app.write(FIELD, "Thank you for writing.");
    app.see("{{ received.date }} must stay");
    app.look("own-words-1-fault");
    app.write(FIELD, OWN);
    app.see("No letter uses these words before they are published.");
    app.look("own-words-2-changed");
    // Locked in the middle of it: the words are there again.
    road::lock_and_unlock(&mut app);
    open(&app);
    assert_eq!(app.value(FIELD), OWN);
    // Offered, and taken back before anybody published them: they stand in their field as before.
    app.press_button("Offer for a second look");
    app.see("Waits for a second person");
    app.press_button("Take back");
    app.see("Nobody can publish these words any more");
    app.look("own-words-2-offer-back");
    app.write("Reason", "A word is missing.");
    app.press_button("Take back");
    app.see("Taken back by Theodora Finch");
    assert_eq!(app.value(FIELD), OWN);
    app.press_button("Publish");
    app.see("Nothing was published.");
    app.write("Reason", "Only a friendlier opening.");
    app.press_button("Publish");
    app.see("Holds today");
    app.see("Only a friendlier opening.");
    app.look("own-words-3-published");
    app.press_button("Take back");
    app.look("own-words-4-take-back");
    app.write("Reason", "Counsel wants the old opening.");
    app.press_button("Take back");
    app.see("Taken back by Theodora Finch");
    app.see("Letters are written in the words that came with the program.");
    look_of_letters(&app);
    app.kill();
}

/// Misspelt words are underlined as they are typed, and no list of words comes to lie in the home folder.
fn spelling(app: &App) {
    let right = app.value(BEHIND);
    app.write(BEHIND, "If we have that wrong, please tell us.");
    std::thread::sleep(std::time::Duration::from_secs(2));
    assert_eq!(app.red_in(BEHIND), 0, "nothing is misspelt");
    app.write(BEHIND, "If we hav taht worng, pleese tell us.");
    wait_for("the misspelt words to be underlined", || (app.red_in(BEHIND) > 40).then_some(()));
    app.look("own-words-0-spelling");
    app.write(BEHIND, &right);
    let lists: Vec<_> = app
        .place
        .files("home")
        .into_iter()
        .filter(|path| path.to_string_lossy().contains("enchant"))
        .collect();
    assert!(lists.is_empty(), "{lists:?}");
}

/// Larger type and a line under the signature are seen on a letter before they are saved.
fn look_of_letters(app: &App) {
    app.press_button("Settings");
    app.arrive("Settings");
    app.click("tab", "Letters");
    app.pick("Size of the text", "Large, 14 points");
    app.write("Under the signature", "Direct line (515) 555-0177");
    app.look("own-words-5-look");
    app.click("tab", "Text");
    app.see("Direct line (515) 555-0177");
    app.press_button("Save the change");
    app.see("Saved");
    app.look("own-words-6-saved");
}

fn open(app: &App) {
    app.press_button("Policy");
    app.arrive("Policy");
    app.click("tab", "Letter texts");
    app.press_button("Acknowledgement of a records request");
    app.arrive("Acknowledgement of a records request");
}
