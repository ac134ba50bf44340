//! T5: every command, asked by everybody about every class of request, answers as a table says that was written by hand from the
//! design and not from the program (`who_may.toml`). A command without a class is a failure. The long form asks every cell in
//! both entrances: `cargo xtask torture T5`.
#![allow(clippy::print_stdout, reason = "figures are shown to whoever runs it")]

use crate::calls::{Call, ON_A_REQUEST, ON_THE_OFFICE, command};
use crate::place::DEPUTY;
use crate::who_may_office::{Entrance, OVER, Office, Sitting, Who};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use usecases::{Breakage, Code, Error, break_on_purpose, proof};

/// The table, and the words that it answers in.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    class: Vec<Class>,
}

/// One class of commands.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Class {
    name: String,
    commands: String,
    door: Door,
    #[serde(default)]
    works_on: String,
    #[serde(default)]
    director: String,
    #[serde(default)]
    acting: String,
    #[serde(default)]
    waiting: String,
}

/// From when on a command is not refused.
#[derive(serde::Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "snake_case")]
enum Door {
    /// Always: it is about the window, or about a record that is not open yet.
    Outside,
    /// When the record is open.
    Threshold,
    /// On the record, and while the sheet of a new record is not proved.
    Sheet,
    /// When the record is open and the duty of confidence was accepted.
    Record,
}

/// One question of the table.
struct Cell<'a> {
    class: &'a Class,
    call: &'a Call,
    who: Who,
    entrance: Entrance,
    /// The class of request, where the command names one.
    column: Option<&'static str>,
    wanted: &'a str,
}

/// What was asked, and what came back otherwise than the table says.
#[derive(Default)]
struct Figures {
    cells: u64,
    done: u64,
    refused: u64,
    failures: Vec<String>,
}

const COLUMNS: [&str; 7] = ["own", "ordinary", "named", "unnamed", "absent", "closed", "disposed"];
const EVERYBODY: [Who; 3] = [Who::Director, Who::Acting, Who::Waiting];

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/stories/who_may.toml");
    toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
});
pub(crate) static OFFICE: LazyLock<Office> = LazyLock::new(Office::set_up);

impl Class {
    fn names(&self) -> impl Iterator<Item = &str> {
        self.commands.split_whitespace()
    }

    fn row(&self, who: Who) -> Vec<&str> {
        let row = match who {
            Who::Director => &self.director,
            Who::Acting => &self.acting,
            Who::Waiting => &self.waiting,
        };
        row.split_whitespace().collect()
    }

    /// Every question about this class.
    fn cells(&self) -> Vec<Cell<'_>> {
        let mut cells = Vec::new();
        for (who, name) in EVERYBODY.into_iter().flat_map(|who| self.names().map(move |name| (who, name))) {
            let on = |calls: &'static [Call]| calls.iter().find(|(known, _)| *known == name);
            let (call, columns) = match (on(ON_A_REQUEST), on(ON_THE_OFFICE)) {
                (Some(call), None) => (call, COLUMNS.map(Some).to_vec()),
                (None, Some(call)) => (call, vec![None]),
                _ => continue,
            };
            let row = self.row(who);
            assert_eq!(row.len(), columns.len(), "{} {who:?}: one word for each column", self.name);
            for (column, wanted) in columns.into_iter().zip(row).filter(|(_, wanted)| *wanted != "-") {
                let other = if who == Who::Director { Entrance::Sheet } else { Entrance::RulesAlone };
                for entrance in [Entrance::OwnKeys, other] {
                    cells.push(Cell { class: self, call, who, entrance, column, wanted });
                }
            }
        }
        cells
    }
}

/// What an answer amounts to.
fn verdict(answer: &Result<(), Error>, never_was: Option<&Error>) -> &'static str {
    match answer {
        Ok(()) => "yes",
        Err(error) if Some(error) == never_was => "absent",
        Err(error) if matches!(error.code, Code::NoAuthority | Code::DirectorOnly) => "no",
        // A letter tells all that it still lacks in one list, under one code.
        Err(error) if error.message.contains("so the Director decides") => "no",
        Err(error) if error.code == Code::RequestEnded || error.message.contains("has ended") => "over",
        Err(error) if error.message.contains("was disposed of") => "gone",
        // Let through, and refused for what the matter itself lacks.
        Err(_) => "yes",
    }
}

/// Asks the cells, in copies of the office: a fresh one after each act that was recorded.
fn ask<'a>(cells: impl Iterator<Item = Cell<'a>>) -> Figures {
    let mut figures = Figures::default();
    let mut at: Option<(Who, Entrance, Sitting)> = None;
    for cell in cells {
        let is_there = |at: &(Who, Entrance, Sitting)| (at.0, at.1) == (cell.who, cell.entrance);
        let mut sitting = match at.take().filter(is_there) {
            Some((_, _, sitting)) => sitting,
            None => OFFICE.sit_down(cell.who, cell.entrance),
        };
        let before = proof::proof_view(&sitting.session).anchor.code;
        let answer = asked(&cell, &mut sitting, &mut figures);
        let is_same = proof::proof_view(&sitting.session).anchor.code == before;
        if answer.is_err() && !is_same {
            figures.failures.push(format!("{}: refused, and yet something was recorded", told(&cell)));
        }
        let only_looked = is_same || cell.class.name == "look";
        at = only_looked.then_some((cell.who, cell.entrance, sitting));
    }
    figures
}

fn asked(cell: &Cell<'_>, sitting: &mut Sitting, figures: &mut Figures) -> Result<(), Error> {
    let column = cell.column.unwrap_or("ordinary");
    let about = |column: &str| OFFICE.target(cell.who, column, &cell.class.works_on, sitting.folder.path());
    let (target, nobody) = (about(column), about("absent"));
    let (_, call) = cell.call;
    let never_was = cell.column.map(|_| call(&mut sitting.session, &nobody));
    let answer = call(&mut sitting.session, &target);
    let absent = never_was.as_ref().and_then(|answer| answer.as_ref().err());
    let found = verdict(&answer, absent);
    figures.cells += 1;
    *(if answer.is_ok() { &mut figures.done } else { &mut figures.refused }) += 1;
    if found != cell.wanted {
        figures.failures.push(format!("{}: {found} and not {}: {answer:?}", told(cell), cell.wanted));
    }
    if matches!(never_was, Some(Ok(()))) {
        figures.failures.push(format!("{}: it works on what never was", told(cell)));
    }
    answer
}

fn told(cell: &Cell<'_>) -> String {
    let column = cell.column.unwrap_or("the office");
    format!("{} ({}), {:?} with {:?} on {column}", cell.call.0, cell.class.name, cell.who, cell.entrance)
}

/// Numbers that are the same for the same seed.
fn mixed(seed: u64, at: usize) -> u64 {
    let number = (seed << 32 ^ at as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (number ^ (number >> 31)).wrapping_mul(0x94d0_49bb_1331_11eb) >> 11
}

fn told_by_environment(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn t5_every_command_answers_everybody_as_the_table_says() {
    let start = Instant::now();
    let seed = told_by_environment("TORTURE_SEED").unwrap_or(1);
    let until = told_by_environment("TORTURE_SECONDS").map(Duration::from_secs);
    let mut sum = Figures::default();
    loop {
        // By entrance, so that one record serves as many questions as it can.
        let mut cells: Vec<_> = TABLE.class.iter().flat_map(Class::cells).collect();
        cells.sort_by_key(|cell| (cell.who as u8, cell.entrance as u8, cell.class.name != "look"));
        // In the short form one in sixteen, others with another seed.
        let few = cells
            .into_iter()
            .enumerate()
            .filter(|(at, _)| until.is_some() || mixed(seed, *at).is_multiple_of(16));
        let figures = ask(few.map(|(_, cell)| cell));
        sum.cells += figures.cells;
        sum.done += figures.done;
        sum.refused += figures.refused;
        sum.failures.extend(figures.failures);
        if until.is_none_or(|until| start.elapsed() >= until) {
            break;
        }
    }
    println!(
        "\nTORTURE T5 cells={} done={} refused={} failures={} milliseconds={}",
        sum.cells,
        sum.done,
        sum.refused,
        sum.failures.len(),
        start.elapsed().as_millis()
    );
    assert!(sum.done > 10 && sum.refused > 10, "something must be done and something refused");
    assert!(sum.failures.is_empty(), "{} cells differ:\n{}", sum.failures.len(), sum.failures.join("\n"));
}

#[test]
fn t5_goes_red_on_a_broken_build() {
    for (guard, class, who, column) in [
        (Breakage::SealNotAsked, "look", Who::Waiting, Some("unnamed")),
        (Breakage::DirectorNotAsked, "the director in person", Who::Acting, None),
    ] {
        let class = TABLE.class.iter().find(|one| one.name == class).unwrap();
        let cells = || {
            let all = class.cells().into_iter();
            let fits = |cell: &Cell<'_>| {
                (cell.who, cell.entrance, cell.column) == (who, Entrance::RulesAlone, column)
            };
            all.filter(fits).take(10)
        };
        assert_eq!(ask(cells()).failures, Vec::<String>::new(), "{guard:?} in place");
        break_on_purpose(Some(guard));
        let broken = ask(cells());
        break_on_purpose(None);
        println!("without {guard:?}: {} of {} cells differ", broken.failures.len(), broken.cells);
        assert!(!broken.failures.is_empty(), "T5 does not see {guard:?}");
    }
}

/// Somebody whose access was ended, or whose last day is over, is in no other place than whoever types a wrong passphrase: no
/// command of the record is there for them.
#[test]
fn whose_access_is_over_stays_outside_with_the_words_of_a_wrong_passphrase() {
    for (slot, words) in OFFICE.over.iter().zip(OVER) {
        let over = OFFICE.try_to_sign_in(slot, words).unwrap_err();
        let wrong = OFFICE.try_to_sign_in(slot, DEPUTY).unwrap_err();
        assert_eq!((over.code, &over), (Code::WrongSecret, &wrong), "{slot}");
    }
}

#[test]
fn every_command_has_one_class_and_every_command_of_the_record_is_asked() {
    let mut class_of = BTreeMap::new();
    for (class, name) in TABLE.class.iter().flat_map(|class| class.names().map(move |name| (class, name))) {
        assert!(class_of.insert(name, class).is_none(), "{name} has two classes");
    }
    let calls: BTreeSet<_> = ON_A_REQUEST.iter().chain(ON_THE_OFFICE).map(|(name, _)| *name).collect();
    for name in &calls {
        assert!(class_of.contains_key(name), "{name} is called and has no class");
    }
    let listed: BTreeSet<_> = bodies().into_keys().collect();
    assert!(listed.len() > 100, "the commands were read");
    let classed: BTreeSet<_> = class_of.keys().map(|name| command(name).to_owned()).collect();
    let without: Vec<_> = listed.difference(&classed).collect();
    assert!(without.is_empty(), "give these a class in who_may.toml: {without:?}");
    let unknown: Vec<_> = classed.difference(&listed).collect();
    assert!(unknown.is_empty(), "no such command: {unknown:?}");
    for (name, class) in &class_of {
        let is_asked = calls.contains(name);
        assert_eq!(
            is_asked,
            matches!(class.door, Door::Record | Door::Sheet),
            "{name}: what stands behind the door is asked, and no more"
        );
    }
}

/// With no vault, a locked one, or before the duty was accepted, nothing behind the door answers: each command goes through the
/// door that the table says, as its text in the shell shows. That the doors themselves hold is tested beside them.
#[test]
fn every_command_goes_through_the_door_that_the_table_says() {
    let bodies = bodies();
    for class in &TABLE.class {
        for name in class.names().map(command) {
            let body = &bodies[name];
            let found = match () {
                () if body.contains("on_record_or_its_sheet(") => Door::Sheet,
                () if body.contains("at_the_door(") => Door::Threshold,
                () if body.contains("on_record(") || body.contains(" with(desk") => Door::Record,
                () => Door::Outside,
            };
            assert_eq!(found, class.door, "{name}: {body}");
            assert!(!body.contains("with_record("), "{name} goes round the door");
        }
    }
}

/// The commands of the list, each with its text in the shell.
fn bodies() -> BTreeMap<String, String> {
    let shell = concat!(env!("CARGO_MANIFEST_DIR"), "/../src-tauri/src/commands");
    let read = |name: &str| std::fs::read_to_string(format!("{shell}/{name}.rs")).unwrap();
    let list = read("list");
    let commands = list.lines().filter_map(|line| line.trim().strip_suffix(',')?.split_once("::"));
    let text_of = |noun: &str, verb: &str| {
        let text = read(noun);
        let begins = [format!("fn {verb}("), format!("fn {verb}<")];
        let start = begins.iter().find_map(|begin| text.find(begin)).unwrap();
        let body = text[start..].split("\n}").next().unwrap_or_default();
        body.to_owned()
    };
    commands.map(|(noun, verb)| (verb.to_owned(), text_of(noun, verb))).collect()
}
