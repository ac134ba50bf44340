//! The Director is away: whoever stands in was let in before, signs in with a passphrase of their own, and acts for the Director.

use std::sync::OnceLock;

use super::road;
use crate::app::{App, wait_for};
use crate::place::{Left, Place};

/// Whoever stands in.
pub(super) const DESIGNEE: &str = "Amos Reed";

/// The passphrase of whoever stands in.
pub(super) const OWN: &str = "amber heron folds nine quiet maps";

/// The library as the Director left it: a designee who can sign in, and an absence from the next Monday on.
static LEFT: OnceLock<Left> = OnceLock::new();

/// Starts at this moment, with the Director away, and opens the vault as the designee.
pub(super) fn begin(moment: &str) -> App {
    let place = Place::again(LEFT.get_or_init(|| provided_for().kill().leave()));
    std::fs::write(place.path("clock"), moment).expect("the clock is set");
    let app = App::start_in(place);
    sign_in(&app);
    app.see(&format!("{DESIGNEE}, Deputy Director"));
    app
}

/// Signs in for the first time, and accepts the duty of confidence.
pub(super) fn sign_in(app: &App) {
    app.arrive("Open the vault");
    // At the door stand titles: names are inside the record.
    app.pick("Who are you?", "Deputy Director");
    app.type_in("Passphrase", OWN);
    app.press_button("Unlock");
    app.arrive("Your duty of confidence");
    app.press_button("I accept this duty");
    wait_for("the work area", || app.find_now("navigation", "Places"));
}

/// The Director names a designee, lets them sign in, and says when she is away; each on its own page.
fn provided_for() -> App {
    let app = road::begin("2026-11-20T09:00:00-06:00");
    app.press_button("Absences and designations");
    app.arrive("Absences and designations");
    app.click("tab", "Designations");
    app.write("Name", DESIGNEE);
    app.write("Title", "Deputy Director");
    app.tick("Employed by the library");
    app.enter("From", &["11", "20", "2026"]);
    app.enter("Until", &["12", "04", "2026"]);
    app.look("away-1-designation");
    app.press_button("Record the designation");
    app.see("Call no. 1");
    app.click("tab", "Absences");
    app.enter_nth("Away from", 0, &["11", "23", "2026"]);
    app.enter_nth("Time", 0, &["08", "00"]);
    app.enter_nth("Away until", 0, &["11", "27", "2026"]);
    app.enter_nth("Time", 1, &["18", "00"]);
    app.look("away-2-absence");
    app.press_button("Record the absence");
    app.see("Fri 27 Nov 2026");
    app.press_button("Settings");
    app.arrive("Settings");
    app.click("tab", "Who can open it");
    app.select("Person", &format!("{DESIGNEE}, Deputy Director"));
    app.tick("May read what counsel said");
    app.type_in("First passphrase", OWN);
    app.press_button("Let them sign in");
    app.see("Stands in: holds the keys named here");
    app.look("away-3-access");
    app
}
