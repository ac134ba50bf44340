//! What every journey does on its way: setting up a library, answering questions, finishing and printing a letter.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use serde_json::{Value, json};

use crate::app::{App, wait_for, wait_or_tell};
use crate::cups::Cups;
use crate::desk::keys;
use crate::place::{Left, Place};
use crate::printed::{Picture, Printed};

/// The passphrase that the journeys choose.
pub(super) const PASSPHRASE: &str = "violet otter mends seven clocks";

/// When the library of the journeys was set up: before any of them begins.
const FOUNDED: &str = "2026-11-09T09:00:00-06:00";

/// The library of the journeys as it was left on the day it was set up. It is set up once, in the window.
static MADE: OnceLock<Left> = OnceLock::new();

/// Starts at this moment in a library that was set up before, and opens its vault.
pub(super) fn begin(moment: &str) -> App {
    begin_with(moment, |_, _| {})
}

/// The same, after a last change to the program's environment.
pub(super) fn begin_with(moment: &str, change: impl FnOnce(&Place, &mut Command)) -> App {
    let made = MADE.get_or_init(|| set_up(FOUNDED, None).kill().leave());
    let place = Place::again(made);
    std::fs::write(place.path("clock"), moment).expect("the clock is set");
    let app = App::start_with(place, change);
    unlock(&app);
    app
}

/// Starts on fresh folders at this moment and walks the whole setup of a real record. Every screen is looked at when
/// `name` is given.
pub(super) fn set_up(moment: &str, name: Option<&str>) -> App {
    let place = Place::ordinary();
    std::fs::write(place.path("clock"), moment).expect("the clock is set");
    let app = App::start_in(place);
    let look = |screen: &str| {
        if let Some(name) = name {
            app.look(&format!("{name}-{screen}"));
        }
    };
    app.arrive("What do you want to set up?");
    look("setup-1-kind");
    app.pick("", "The real record");
    app.press_button("Continue");
    app.arrive("Your library");
    for (field, text) in [
        ("Name of the library", "Maple Hollow Public Library"),
        ("Office line", "Office of the Director"),
        ("Address", "1200 Orchard Street\nMaple Hollow, IA 50010"),
        ("Telephone", "(515) 555-0142"),
        ("E-mail", "director@maplehollow.example"),
        ("Office hours", "Monday to Friday, 9 to 5"),
    ] {
        app.write(field, text);
    }
    assert_eq!(
        app.value("Name of the library"),
        "Maple Hollow Public Library",
        "in place of what was offered"
    );
    assert_eq!(app.value("Address"), "1200 Orchard Street\nMaple Hollow, IA 50010", "two lines");
    look("setup-2-library");
    app.press_button("Continue");
    app.arrive("The Director");
    app.write("Name", "Theodora Finch");
    app.write("Title", "Library Director");
    look("setup-3-director");
    app.press_button("Continue");
    app.arrive("Your counsel");
    for (field, text) in [
        ("Office of counsel", "City Legal Department"),
        ("Lawyer usually reached", "Ines Okafor"),
        ("Telephone", "(515) 555-0190"),
        ("Hours", "Monday to Friday, 8 to 5"),
        ("After hours", "(515) 555-0191, then the city clerk"),
    ] {
        app.write(field, text);
    }
    look("setup-4-counsel");
    app.press_button("Continue");
    app.arrive("Closed days");
    // A day is typed part by part into an empty field, as on paper.
    app.enter("Day", &["01", "15", "2027"]);
    app.write("Reason", "Staff day");
    app.press_button("Add this day");
    app.see("Fri 15 Jan 2027");
    look("setup-5-closures");
    app.press_button("Continue");
    app.arrive("Where the vault lies");
    look("setup-6-place");
    app.press_button("Continue");
    app.arrive("Your passphrase");
    app.type_in("Or your own passphrase", PASSPHRASE);
    look("setup-7-passphrase");
    app.press_button("Make the vault");
    app.arrive("Your recovery sheet");
    look("setup-8-sheet");
    let groups = sheet(&app);
    assert_eq!(groups.len(), 8, "the sheet has eight groups");
    app.press_button("I have written them down");
    app.arrive("Type two groups back");
    for field in app.session.all("input").expect("two fields") {
        let name = app.session.label(&field).expect("a name");
        let number: usize = name.trim_start_matches("Group ").trim().parse().expect("its number");
        app.session.type_into(&field, &groups[number - 1]).expect("typed back");
    }
    look("setup-9-proof");
    app.press_button("Check the sheet");
    app.arrive("Your duty of confidence");
    look("setup-10-duty");
    app.press_button("I accept this duty");
    app.arrive("Today");
    look("today");
    app
}

fn sheet(app: &App) -> Vec<String> {
    let script = "return [...document.querySelectorAll('ol li strong')].map(group => group.textContent)";
    let groups = app.session.script(script, &[]).expect("the sheet");
    groups.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Answers each question that comes and has an answer here, and reads on where there is nothing to answer. Stops at the
/// first other place, and gives its heading.
pub(super) fn answer(app: &App, answers: &[(&str, &str)]) -> String {
    loop {
        let heading = app.heading();
        let known = answers.iter().find(|(question, _)| *question == heading);
        let Some((_, choice)) = known else { return heading };
        if *choice != READ {
            app.pick(&heading, choice);
        }
        app.press_button("Continue");
        moved_on(app, &heading);
    }
}

/// In the place of an answer: there is nothing to answer, only to read.
pub(super) const READ: &str = "";

/// Waits until another place is shown.
pub(super) fn moved_on(app: &App, from: &str) {
    wait_or_tell(
        || Some(app.heading()).filter(|now| !now.is_empty() && now != from).map(|_| ()),
        || format!("something after “{from}” ({})", app.words()),
    );
}

/// Locks by the keyboard in the middle of whatever is going on, and opens the vault again in the fresh program.
pub(super) fn lock_and_unlock(app: &mut App) {
    app.replaced_by(|page| {
        let _ = page.chord(&[crate::desk::keys::CONTROL, "l"]);
    });
    unlock(app);
}

/// Opens the vault with the passphrase.
pub(super) fn unlock(app: &App) {
    app.arrive("Open the vault");
    app.write("Passphrase", PASSPHRASE);
    app.press_button("Unlock");
    wait_for("the work area", || app.find_now("navigation", "Places"));
}

/// The request that is open now, as the window got it, without recording another view.
pub(super) fn request(app: &App) -> Value {
    let list = app
        .call("list_requests", json!({"input": {"view": "all", "words": "", "offset": 0, "limit": 50}}))
        .expect("the list");
    let words = app.words();
    let is_here = |row: &&Value| row["number"].as_str().is_some_and(|number| words.contains(number));
    let row = list["rows"].as_array().into_iter().flatten().find(is_here).unwrap_or(&list["rows"][0]);
    let id = row["id"].clone();
    app.call("refresh_request", json!({"input": {"request": id}})).expect("the request")
}

/// Opens the letters of the request, from anywhere on it.
pub(super) fn letters(app: &App) {
    let leave = wait_for("the page of the request, or a step of it", || {
        let step = app.find_now("button", "Save and leave").map(Some);
        app.find_now("tab", "Letters").map(|_| None).or(step)
    });
    if leave.is_some() {
        app.press_button("Save and leave");
    }
    app.click("tab", "Letters");
}

/// Finishes the open letter, when nothing is open in it any more.
pub(super) fn finish(app: &App) {
    is_whole(app);
    app.press_button("Finish the letter");
    app.arrive("Finish this letter?");
    let dialog = app.session.all("[role=alertdialog] button").expect("its buttons");
    app.session.click(&dialog[0]).expect("finished");
    app.see("Check code");
}

/// Waits until nothing is open in the letter any more and it can be finished.
pub(super) fn is_whole(app: &App) {
    wait_or_tell(
        || {
            let button = app.find_now("button", "Finish the letter")?;
            let off = app.session.script("return arguments[0].disabled", &[button.as_argument()]).ok()?;
            (off == false).then_some(())
        },
        || format!("the letter to be ready ({})", app.words()),
    );
}

/// Prints the issued letter with this code to a file and compares it with what the vault keeps.
pub(super) fn print(app: &App, code: &str) {
    let file = app.place.path("records/printed.pdf");
    let _ = std::fs::remove_file(&file);
    print_and_compare(app, code, || file.clone());
}

/// The same on the queue of a print server, which is told nothing of what it prints.
pub(super) fn print_through(app: &App, code: &str, server: &Cups) {
    print_and_compare(app, code, || {
        let (job, name) = server.next();
        assert!(name.ends_with("job #1") && !name.contains("Letter"), "the job says nothing: {name}");
        job
    });
}

fn print_and_compare(app: &App, code: &str, came_out: impl FnOnce() -> PathBuf) {
    let view = request(app);
    let rows = view["letters"].as_array().expect("letters");
    let row = rows.iter().find(|row| row["code"] == code).expect("the letter");
    let issued = &row["issued"][0];
    let title = row["title"].as_str().expect("a title");
    press_of(app, title, "Print");
    app.arrive("Did the paper come out right?");
    let printed = Printed::read(&came_out());
    assert_eq!(Some(printed.pages as u64), issued["pages"].as_u64(), "as many sheets as pages");
    assert_eq!(printed.size, "612 x 792 pts (letter)");
    assert_eq!(printed.title, "Letter", "the job says nothing about its content");
    assert_eq!(printed.text, "", "a sheet is a picture; no text can be taken out of the print file");
    assert_eq!(printed.pictures.len(), printed.pages);
    for (page, picture) in printed.pictures.iter().enumerate() {
        let drawn = page_of(app, &view["id"], &issued["id"], page, print_scale(picture));
        assert_eq!(picture.differing(&drawn), 0, "page {page} of {code} differs from what the vault keeps");
    }
    app.press_button("Yes, all pages are there");
    app.see("Print again");
}

/// Prints the whole file of the request whose timeline is shown: pictures without a word of text.
pub(super) fn print_file(app: &App) {
    let file = app.place.path("records/printed.pdf");
    let _ = std::fs::remove_file(&file);
    app.press_button("Print the file");
    app.see("The file was sent to the printer");
    let printed = Printed::read(&file);
    assert!(printed.pages > 1, "{} page", printed.pages);
    assert_eq!(printed.pictures.len(), printed.pages);
    assert_eq!((printed.title.as_str(), printed.text.as_str()), ("Letter", ""));
}

/// Prints the issued letter of this title, and says that it came out right.
pub(super) fn on_paper(app: &App, title: &str) {
    press_of(app, title, "Print");
    app.arrive("Did the paper come out right?");
    app.press_button("Yes, all pages are there");
    app.see("Print again");
}

/// Letter paper is eight and a half inches wide, 72 points each.
fn print_scale(picture: &Picture) -> f64 {
    f64::from(picture.width) / 612.0
}

fn page_of(app: &App, request: &Value, letter: &Value, page: usize, scale: f64) -> Picture {
    let script = "const done = arguments[arguments.length - 1];\
        window.__TAURI_INTERNALS__.invoke('letter_page', {input: arguments[0]}).then(\
        bytes => done(Array.from(new Uint8Array(bytes))), refused => done({refused}));";
    let input = json!({"request": request, "letter": letter, "page": page, "scale": scale});
    let bytes = app.session.later(script, &[input]).expect("a page");
    assert!(bytes.is_array(), "{bytes}");
    let bytes: Vec<u8> =
        bytes.as_array().into_iter().flatten().filter_map(|byte| u8::try_from(byte.as_u64()?).ok()).collect();
    Picture::decode(&bytes)
}

fn issued_button(app: &App, title: &str, name: &str) -> crate::webdriver::Element {
    let script = "const clean = text => (text || '').replace(/\\s+/g, ' ').trim();\
        const row = [...document.querySelectorAll('li')].find(li => clean(li.querySelector('strong')?.textContent) === arguments[0]);\
        const button = row && [...row.querySelectorAll('button')].find(button => clean(button.textContent) === arguments[1]);\
        button?.scrollIntoView({block: 'center'}); return button || null;";
    wait_for(&format!("the button “{name}” of “{title}”"), || {
        let found = app.session.script(script, &[json!(title), json!(name)]).ok()?;
        crate::webdriver::Element::from_value(&found)
    })
}

/// Presses a button in the row of a letter.
pub(super) fn press_of(app: &App, title: &str, name: &str) {
    let button = issued_button(app, title, name);
    app.session.click(&button).unwrap_or_else(|refused| panic!("{name} of {title}: {}", refused.message));
}

/// Opens the palette and runs what it finds for these words.
pub(super) fn by_palette(app: &App, words: &str) {
    app.press(&[keys::CONTROL, "k"]);
    app.arrive_at_palette();
    for key in words.chars() {
        app.press(&[key.encode_utf8(&mut [0; 4])]);
    }
}

impl App {
    fn arrive_at_palette(&self) {
        wait_for("the palette", || self.find_now("dialog", "Search or run a command"));
    }
}

/// A refusal names a cause in a word for programs, and says what happened and what to do next.
pub(super) fn refused(answer: Result<Value, Value>, code: &str) {
    let refusal = answer.expect_err("this must be refused");
    assert_eq!(refusal["code"], code, "{refusal}");
    for part in ["message", "help"] {
        assert!(refusal[part].as_str().is_some_and(|text| !text.is_empty()), "{part} of {refusal}");
    }
}
