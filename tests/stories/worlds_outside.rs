//! The two worlds once more, where a screen is not what is looked at: the sheets that go to the printer, and the program without a
//! window.

use crate::calls::command;
use crate::desk::Desk;
use crate::officer::worked_to_decision;
use crate::on_paper::{Printed, everything_printed};
use crate::place::DEPUTY;
use crate::two_worlds::{Secrets, World};
use serde_json::Value;
use std::collections::BTreeSet;
use usecases::program::vault::{At, Passphrase, count, verify};
use usecases::program::{anchor, backup, headers, people as people_of};
use usecases::view::AccessForm;
use usecases::{Error, Result, letter, people, proof};
use zeroize::Zeroizing;

/// A request that somebody not read in answered by letter, and beside it, in one of the worlds, a sealed matter.
fn answered(sealed: bool) -> (World, String) {
    let mut world = World::new();
    world.desk.clock.set("2026-11-23T10:30");
    world.as_person(&world.people.outsider.clone());
    let view = worked_to_decision(&mut world.desk, "Dana R.");
    let view = world.desk.decide(&view, 0, "D").unwrap();
    let view = letter::issue_letter(&mut world.desk.session, &view.id, "L08").unwrap();
    if sealed {
        world.under_seal("2026-11-23T10:40", &Secrets::new("p"));
    }
    world.as_person(&world.people.outsider.clone());
    world.desk.clock.set("2026-11-23T16:00");
    (world, view.id)
}

fn print(desk: &mut Desk, request: &str) -> Printed {
    everything_printed(desk, &[request.to_owned()])
}

#[test]
fn the_sheets_that_go_to_the_printer_are_the_same_but_for_the_code_of_the_end() {
    let ((mut plain, request), (mut sealed, same)) = (answered(false), answered(true));
    assert_eq!(request, same);
    let (without, with) = (print(&mut plain.desk, &request), print(&mut sealed.desk, &request));
    // One entry that shows nowhere: what differs now is the code alone.
    let code = proof::proof_view(&plain.desk.session).anchor.code;
    proof::note_anchor(&mut plain.desk.session, &code).unwrap();
    let later = print(&mut plain.desk, &request);
    let names: Vec<_> = without.iter().map(|(name, _)| name.as_str()).collect();
    assert!(names[2].starts_with("print_binder "), "{names:?}");
    assert_eq!(names[3..], ["print_register", "print_anchor"]);
    let mut masked = BTreeSet::new();
    for (((name, without), (_, with)), (_, later)) in without.iter().zip(&with).zip(&later) {
        assert_eq!((without.len(), without.len()), (with.len(), later.len()), "{name}");
        for (page, ((without, with), later)) in without.iter().zip(with).zip(later).enumerate() {
            let (code, differs) = (without.differing(later), without.differing(with));
            let is_code = match (&code, &differs) {
                (Some(code), Some(differs)) => {
                    assert!(code.len() < 130, "{name}: the code takes {} lines", code.len());
                    masked.insert(command(name));
                    code.start.abs_diff(differs.start) < 12 && code.end.abs_diff(differs.end) < 12
                }
                (_, differs) => differs.is_none(),
            };
            assert!(is_code, "{name}, sheet {page}: {differs:?} and not {code:?} tells of a sealed matter");
        }
    }
    let bear_it = BTreeSet::from(["print_anchor", "print_binder", "print_count", "print_register"]);
    assert_eq!(masked, bear_it, "no letter bears the code");
}

/// What the program without a window answers, by verb.
type Answers = Vec<(&'static str, Value)>;

fn told<T: serde::Serialize>(answer: Result<T>) -> Value {
    answer.map_or_else(
        |error: Error| serde_json::to_value(&error).unwrap(),
        |told| serde_json::to_value(told).unwrap(),
    )
}

/// Every verb of `custodian vault` that opens a record, by the outsider's own passphrase.
fn answers(world: World) -> Answers {
    let (session, clock, folder) = world.desk.leave();
    session.close().unwrap();
    let path = |name: &str| folder.path().join(name);
    let at = At { folder: path("vault"), profile: path("profile"), now: clock.now() };
    let words = || Ok(Passphrase::typed(DEPUTY));
    let elsewhere = At { folder: path("another"), ..at.clone() };
    let made = backup::back_up(&at, &path("stick"), words);
    let from = made.as_ref().map(|made| made.folder.clone()).unwrap_or_default();
    let answers = vec![
        ("verify", told(verify(&at, words))),
        ("stats", told(count(&at, words))),
        ("people", told(people_of::people(&at, words))),
        ("anchor", told(anchor::anchor(&at, words))),
        ("anchor of no entry", told(anchor::find(&at, &"A".repeat(20), words))),
        ("backup", told(made)),
        ("restore --test", told(backup::test_restore(&elsewhere, from.as_ref(), words))),
        ("restore over it", told(backup::test_restore(&at, from.as_ref(), words))),
        ("headers", told(headers::export(&at, &path("headers"), words))),
        ("a wrong passphrase", told(verify(&at, || Ok(Passphrase::typed("not this one at all"))))),
    ];
    let root = folder.path().to_string_lossy().into_owned();
    answers.into_iter().map(|(verb, answer)| (verb, masked(answer, &root))).collect()
}

/// SECURITY.md says that these differ: the size of the file and of its copies, the code of the end, the number of rows. Keys are
/// drawn anew for each record.
fn masked(answer: Value, root: &str) -> Value {
    const DIFFER: [&str; 7] =
        ["file_bytes", "bytes", "head_code", "code", "anchor_code", "rows", "fingerprint"];
    match answer {
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .map(|(name, value)| {
                    let differs =
                        DIFFER.contains(&name.as_str()) && !value.as_str().is_some_and(is_of_an_error);
                    let value = if differs { Value::from("masked") } else { masked(value, root) };
                    (name, value)
                })
                .collect(),
        ),
        Value::Array(rows) => rows.into_iter().map(|row| masked(row, root)).collect(),
        Value::String(text) => Value::String(text.replace(root, "ROOT")),
        other => other,
    }
}

/// The code of a refusal is a word, and is compared.
fn is_of_an_error(code: &str) -> bool {
    code.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_')
}

#[test]
fn the_program_without_a_window_answers_the_same_to_whoever_was_not_read_in() {
    let secrets = Secrets::new("w");
    let play = |sealed: bool| {
        let mut world = World::new();
        let access = AccessForm { person: world.people.outsider.clone(), ..AccessForm::default() };
        people::give_access(&mut world.desk.session, &access, &Zeroizing::new(DEPUTY.to_owned())).unwrap();
        world.ordinary("2026-11-23T10:00", "An officer asks about a record");
        if sealed {
            world.under_seal("2026-11-23T10:30", &secrets);
        }
        world.as_person(&world.people.director.clone());
        world.ordinary("2026-11-23T11:00", "A second officer asks for a record");
        answers(world)
    };
    let (without, with) = (play(false), play(true));
    for ((verb, without), (_, with)) in without.iter().zip(&with) {
        assert_eq!(without, with, "custodian vault {verb} tells that there is a sealed matter");
        let text = with.to_string();
        assert!(secrets.0.iter().all(|secret| !text.contains(secret.as_str())), "{verb}: {text}");
    }
    let of = |wanted: &str| {
        without.iter().find(|(verb, _)| *verb == wanted).map(|(_, answer)| answer.clone()).unwrap()
    };
    assert_eq!(
        (of("verify")["sound"].clone(), of("backup")["practice"].clone()),
        (true.into(), false.into())
    );
    assert!(of("stats")["entries"].as_u64().is_some_and(|entries| entries > 5), "{}", of("stats"));
    for refused in ["anchor of no entry", "restore over it", "a wrong passphrase"] {
        assert!(of(refused)["message"].is_string(), "{refused}: {}", of(refused));
    }
}
