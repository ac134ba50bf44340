//! Every type of request that no journey of its own takes to its end: from the first question to the closed request.
//!
//! The roads are a table that a librarian can read, `every_type.toml`: what is held, what is answered, what is filled in, what
//! must be refused on the way and what must come out. Several requests go through one vault in one start of the program.
//! Each answer is looked for among what the page shows, by its words; nothing is known here of the policy behind them.

use std::path::Path;

use serde::Deserialize;
use serde_json::json;

use super::{father, foundation, road, standing_in};
use crate::app::{App, wait_for};
use crate::desk::keys;

/// More places than any road has: a road that walks in a circle is stopped here.
const LONGEST: usize = 70;

const SECRECY: &str = "Does any paper or person speak of secrecy?";

/// The whole table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    /// What is answered alike on every road, unless the road says otherwise: (question, answer).
    answers: Vec<(String, String)>,
    /// How a form is filled in on every road, unless the road says otherwise.
    forms: Vec<Form>,
    #[serde(rename = "family")]
    families: Vec<Family>,
}

/// Types that are walked one after the other in one vault.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    name: String,
    /// When it begins.
    at: String,
    /// The Director is away, and a designee walks these roads.
    #[serde(default)]
    standing_in: bool,
    #[serde(rename = "road")]
    roads: Vec<Road>,
}

/// One request.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Road {
    /// What is known of it at the door: what is held, who asks, what is asked for.
    first: [String; 3],
    /// What is written down before it gets a number.
    facts: Vec<Act>,
    /// The scan of the paper that came, kept with the request at once.
    #[serde(default)]
    scan: String,
    #[serde(default)]
    answers: Vec<(String, String)>,
    #[serde(default)]
    forms: Vec<Form>,
    /// Steps that this road passes by: (heading, the step gone to in its place, as the list of steps names it).
    #[serde(default)]
    passes: Vec<(String, String)>,
    /// Whether every screen that is filled in on this road is looked at; its pictures are named after the row.
    #[serde(default)]
    looked_at: bool,
    /// The type, as the window names it.
    kind: String,
    /// The row of its table.
    row: String,
    /// What is decided, by the word for programs.
    outcome: String,
    /// Outcomes that may not be recorded when it is decided.
    refuses: Vec<String>,
    /// Every letter that is needed, and what becomes of it.
    letters: Vec<Letter>,
}

impl Road {
    /// Looks at a screen of a road of which pictures are kept.
    fn look(&self, app: &App, screen: &str) {
        if self.looked_at {
            let words = screen.split(|letter: char| !letter.is_ascii_alphanumeric());
            let words: Vec<_> = words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
            app.look(&format!("types-{}-{}", self.row.to_lowercase(), words.join("-")));
        }
    }
}

/// A form, known by the button that saves it.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
struct Form {
    save: String,
    fill: Vec<Act>,
}

/// What is done with a letter: `make` and print, file as written `outside`, or go `without`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Letter {
    title: String,
    way: String,
    #[serde(default)]
    fill: Vec<Act>,
}

/// Something a person does on a page: a verb, and what it is done to.
type Act = Vec<String>;

/// What the walker sees of a page: its heading and the main button.
#[derive(PartialEq, Eq, Debug, Default)]
struct Page {
    heading: String,
    main: String,
    problem: bool,
    /// It is the page of a request, with its letters, and no step of it.
    whole: bool,
}

/// Types whose road to the end is a journey of its own.
const JOURNEYS: [&str; 6] = [
    "Officer without a court paper",
    "Search warrant",
    "Parent or guardian",
    "Friends Foundation",
    "Meeting-room contact",
    "Request of the press",
];

fn table() -> Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("e2e/journeys/every_type.toml");
    let text = std::fs::read_to_string(path).expect("the table of roads");
    toml::from_str(&text).expect("a table of roads")
}

#[test]
fn no_type_of_the_policy_is_without_a_road_to_its_end() {
    let types = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/policy/ames-2025-12-18/types");
    let table = table();
    let walked: Vec<_> =
        table.families.iter().flat_map(|family| &family.roads).map(|road| &*road.kind).collect();
    let mut missing = Vec::new();
    for file in std::fs::read_dir(types).expect("the types of the policy").flatten() {
        let text = std::fs::read_to_string(file.path()).expect("a type");
        let about: toml::Table = toml::from_str(&text).expect("a type");
        let name = about["name"].as_str().expect("a name").to_owned();
        // The careful path and a paper that is read are no types: each ends in one.
        let is_type =
            about["code"].as_str().is_some_and(|code| code.chars().all(|letter| !letter.is_lowercase()));
        if is_type && !walked.contains(&&*name) && !JOURNEYS.contains(&&*name) {
            missing.push(name);
        }
    }
    assert!(missing.is_empty(), "no road leads to the end of {missing:?}");
}

#[test]
fn what_patrons_and_people_close_to_them_ask_goes_from_new_request_to_closed() {
    walk_all("patrons");
}

#[test]
fn what_the_public_asks_goes_from_new_request_to_closed() {
    walk_all("public");
}

#[test]
fn the_library_s_own_work_goes_from_new_request_to_closed() {
    walk_all("library");
}

#[test]
fn papers_of_courts_agencies_and_attorneys_go_from_new_request_to_closed() {
    walk_all("papers");
}

#[test]
fn what_cannot_wait_and_what_nobody_may_hear_of_goes_from_new_request_to_closed() {
    walk_all("urgent");
}

#[test]
fn while_the_director_is_away_the_designee_walks_and_signs() {
    walk_all("away");
}

/// Walks the roads of the family of this name, in one vault: those whose pictures are kept, or every one in the long form
/// (`cargo xtask torture roads`).
fn walk_all(name: &str) {
    let table = table();
    let family = table.families.iter().find(|family| family.name == name).expect("a family of this name");
    let begin = if family.standing_in { standing_in::begin } else { road::begin };
    let mut app = begin(&family.at);
    let app = &mut app;
    let every_one = std::env::var_os("CUSTODIAN_EVERY_ROAD").is_some();
    let roads = family.roads.iter().filter(|each| every_one || each.looked_at);
    for (at, each) in roads.enumerate() {
        eprintln!("  {}: {}", family.name, each.kind);
        take_in(app, each);
        if at == 0 || !each.scan.is_empty() {
            app.press_button("Save and leave");
            not_closed_yet(app);
        }
        if !each.scan.is_empty() {
            foundation::scanned(app, &each.scan);
        }
        walk(app, &table, each);
        for letter in &each.letters {
            settle(app, each, letter, &family.at);
        }
        if !each.letters.is_empty() {
            each.look(app, "Letters");
        }
        father::close(app, "Answered.");
        each.look(app, "Closed");
        let view = road::request(app);
        assert_eq!(view["state"], "Closed", "{}", each.kind);
        assert_eq!(view["parts"][0]["decision"]["outcome"], each.outcome.as_str(), "{}", each.kind);
    }
    app.press_button("Requests");
    app.arrive("Requests");
    app.click("radio", "All");
    app.see("Closed");
    app.look(&format!("types-{}", family.name));
}

fn take_in(app: &App, each: &Road) {
    app.press_button("New request");
    app.arrive(SECRECY);
    let secrecy =
        each.answers.iter().find(|(question, _)| question == SECRECY).map_or("No", |(_, said)| said);
    let [holding, from, asked] = each.first.each_ref().map(String::as_str);
    let known = [
        (SECRECY, secrecy),
        ("What are you holding?", holding),
        ("Who is it from?", from),
        ("What is asked for?", asked),
    ];
    road::answer(app, &known);
    app.arrive("What was asked?");
    for act in &each.facts {
        perform(app, act);
    }
    each.look(app, "What was asked");
    app.press_button("Start the request");
    road::moved_on(app, "What was asked?");
}

/// Nothing is decided yet: the page says what keeps the request open and offers no way to close it, and neither does the
/// page's own door to the program.
fn not_closed_yet(app: &App) {
    app.see("It cannot be closed yet");
    app.see("Part 1 has no final outcome.");
    let close = json!({"input": {"request": road::request(app)["id"], "reason": "Done."}});
    road::refused(app.call("close_request", close), "still_open");
}

/// Records how the printed letter left: sealed, or inside the office where it is a memo.
fn sent(app: &App, title: &str) {
    let row = || {
        let view = road::request(app);
        let rows = view["letters"].as_array().expect("letters");
        rows.iter().find(|row| row["title"] == title).expect("the letter").clone()
    };
    let is_memo = row()["internal"] == true;
    road::press_of(app, title, "Record how it was sent");
    app.arrive("How it was sent");
    app.pick("By which way", if is_memo { "Inside the office" } else { "Sealed mail" });
    app.write("To whom", "Whom it is for");
    app.write("Address, number or mailbox", "As on the letter");
    app.tick("I looked at this address again today");
    app.write("Receipt or tracking number", "Postage book 44");
    app.press_button("Record the delivery");
    road::moved_on(app, "How it was sent");
    road::letters(app);
    assert_eq!(row()["issued"][0]["delivered"], true, "{}", row());
}

/// Walks until everything is decided.
fn walk(app: &App, table: &Table, each: &Road) {
    let mut decided = false;
    let mut before = Page::default();
    for _ in 0..LONGEST {
        let here = wait_for("another page", || {
            Some(page(app)).filter(|now| *now != before && !now.heading.is_empty())
        });
        assert!(!here.problem, "{}: refused at “{}”: {}", each.kind, here.heading, app.words());
        if decided && here.whole {
            return;
        }
        step(app, table, each, &here, &mut decided);
        before = here;
    }
    panic!("{}: no end of the road: {}", each.kind, app.words());
}

fn step(app: &App, table: &Table, each: &Road, here: &Page, decided: &mut bool) {
    let known = |(question, _): &&(String, String)| *question == here.heading;
    if here.heading.starts_with("Stop.") {
        // A stop forbids an act and not the reading: questions that are open are answered first.
        each.look(app, &here.heading);
        return match app.find_now("button", "Go on with the questions") {
            Some(onward) => app.session.click(&onward).expect("the questions"),
            None => main_button(app),
        };
    }
    if let Some((_, onward)) = each.passes.iter().find(|(heading, _)| *heading == here.heading) {
        return app.press_button(onward);
    }
    match here.main.as_str() {
        "Go on with this request" | "Open the stop" => return main_button(app),
        "The answers are right" => {
            each.look(app, &here.heading);
            return main_button(app);
        }
        "Record the decision" => {
            let view = road::request(app);
            assert_eq!(view["kind"], each.kind.as_str());
            let ruling = &view["parts"][0]["ruling"];
            assert_eq!(ruling["row"], each.row.as_str(), "{}: {ruling}", each.kind);
            let unmet: Vec<_> = ruling["gates"]
                .as_array()
                .into_iter()
                .flatten()
                .filter(|gate| gate["met"] == false)
                .collect();
            assert_eq!(ruling["outcome"], each.outcome.as_str(), "{}: {unmet:?}", each.kind);
            let refused: Vec<_> = each.refuses.iter().map(String::as_str).collect();
            father::not_decided(app, 0, &refused);
            *decided = true;
        }
        _ => {}
    }
    if let Some((_, choice)) = each.answers.iter().find(known).or_else(|| table.answers.iter().find(known)) {
        app.pick(&here.heading, choice);
        return main_button(app);
    }
    let form = each.forms.iter().chain(&table.forms).find(|form| form.save == here.main);
    let Some(form) = form else {
        panic!("{}: nothing is known of “{}” with “{}”: {}", each.kind, here.heading, here.main, app.words());
    };
    for act in &form.fill {
        perform(app, act);
    }
    each.look(app, &here.heading);
    main_button(app);
}

/// Presses the main button as the keyboard does.
fn main_button(app: &App) {
    let ready =
        "return [...document.querySelectorAll('[data-main]')].at(-1)?.matches(':not([disabled])') ?? false";
    wait_for("a main button that can be pressed", || {
        app.session.script(ready, &[]).is_ok_and(|ready| ready == true).then_some(())
    });
    app.press(&[keys::CONTROL, keys::ENTER]);
}

fn page(app: &App) -> Page {
    let script = "const clean = text => (text || '').replace(/\\s+/g, ' ').trim();\
        const main = [...document.querySelectorAll('[data-main]:not([disabled])')].at(-1) ?? [...document.querySelectorAll('[data-main]')].at(-1);\
        const heading = document.querySelector('[role=dialog] h2, [role=alertdialog] h2') ?? document.querySelector('h1');\
        const problem = [...document.querySelectorAll('[role=alert]')].some(box => box.innerText.includes('There is a problem'));\
        const whole = [...document.querySelectorAll('[role=tab]')].some(tab => clean(tab.innerText) === 'Letters');\
        return [clean(heading?.innerText), clean(main?.innerText), problem, whole]";
    let found = app.session.script(script, &[]).unwrap_or_default();
    let word = |at: usize| found[at].as_str().unwrap_or_default().to_owned();
    Page { heading: word(0), main: word(1), problem: found[2] == true, whole: found[3] == true }
}

fn perform(app: &App, act: &[String]) {
    let words: Vec<_> = act.iter().map(String::as_str).collect();
    match words[..] {
        ["pick", question, answer] => app.pick(question, answer),
        ["tick", name] => app.tick(name),
        ["write", field, text] => app.paste(field, text),
        ["write in", group, field, text] => app.write_in(group, field, text),
        ["enter", field, day] => app.enter(field, &day.split(['/', ':']).collect::<Vec<_>>()),
        ["select", list, entry] => app.select(list, entry),
        ["press", button] => app.press_button(button),
        ["open", tab] => app.click("tab", tab),
        ["see", text] => app.see(text),
        ["clock", moment] => app.set_clock(moment),
        ref other => panic!("nobody knows how to {other:?}"),
    }
}

/// What becomes of a letter that is needed before closing.
fn settle(app: &App, each: &Road, letter: &Letter, at: &str) {
    road::letters(app);
    let title = &letter.title;
    match letter.way.as_str() {
        "without" => {
            let name = format!("Go without: {title}");
            app.press_button(&name);
            app.arrive(&name);
            app.write("Reason", "Said in person.");
            app.press_button("Go without this letter");
            road::moved_on(app, &name);
            app.see("Waived");
        }
        "outside" => {
            let day: Vec<_> = at[..10].split('-').collect();
            foundation::written_outside(app, title, &[day[1], day[2], day[0]]);
        }
        "make" => {
            app.press_button(&format!("Make: {title}"));
            app.see("Finish the letter");
            for act in &letter.fill {
                perform(app, act);
            }
            road::is_whole(app);
            each.look(app, title);
            road::finish(app);
            road::on_paper(app, title);
            sent(app, title);
        }
        other => panic!("{title}: nobody knows what “{other}” is"),
    }
}
