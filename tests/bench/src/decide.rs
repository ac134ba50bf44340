//! Deciding one request, beside a general rules engine that reads the same table; and checking a whole pack.

use chrono::NaiveDate;
use domain::{
    Answer, AnswerGiven, Capacity, Office, Opened, PartAdded, PartId, PartTyped, Person, PersonId, Received, Recorded,
    Request, RequestEvent, RequestId,
};
use crate::rules_engine::RulesEngine;
use policy::Case;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

pub fn run() {
    const ROUNDS: usize = 2_000;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/policy/ames-2025-12-18");
    let mut files = BTreeMap::new();
    read(&folder, &folder, &mut files);
    let pack = policy::load(&files).unwrap_or_else(|problems| panic!("{problems:?}"));
    let peer = RulesEngine::new(pack.type_def(&TYPE.into()).expect("the type"), &answers());
    let (request, office, me) = facts();
    let now = NaiveDate::from_ymd_opt(2026, 12, 2).unwrap().and_hms_opt(11, 0, 0).unwrap();
    let case = Case { request: &request, office: &office, now, actor: me };
    let (mut times, mut others) = (Vec::with_capacity(ROUNDS), Vec::with_capacity(ROUNDS));
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let reply = policy::decide(&pack, &case);
        times.push(start.elapsed());
        let row = reply.parts[0].row.0.clone();
        let start = Instant::now();
        let other = peer.row();
        others.push(start.elapsed());
        assert_eq!(other, row, "both read the same row");
    }
    crate::report("decide one request, all of it", crate::median(times.clone()), "zen-engine, the row alone", crate::median(others));
    times.sort();
    let micros = |index: usize| times[index].as_secs_f64() * 1e6;
    println!(
        "{:<44} median {:>8.1} µs   99th percentile {:>8.1} µs",
        "decide one request",
        micros(ROUNDS / 2),
        micros(ROUNDS * 99 / 100)
    );
}

/// The whole check of the pack: every combination, every invariant.
pub fn check() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/policy/ames-2025-12-18");
    let mut files = BTreeMap::new();
    read(&folder, &folder, &mut files);
    let pack = policy::load(&files).unwrap_or_else(|problems| panic!("{problems:?}"));
    let start = Instant::now();
    let report = policy::check(&pack, &files);
    let took = start.elapsed();
    assert!(report.is_sound());
    println!("{:<44} {} combinations in {:.1} s", "check a whole pack", report.total(), took.as_secs_f64());
}

const TYPE: &str = "LE-S";

/// What was answered of the paper.
const ANSWERS: [(&str, &str); 11] = [
    ("LQ1", "iowa-district-court"),
    ("LQ2", "subpoena"),
    ("LQ3", "clerk"),
    ("LQ4", "no"),
    ("LQ6", "yes"),
    ("LQ7", "both"),
    ("LQ8", "yes"),
    ("LQ9", "none"),
    ("LQ10", "no"),
    ("LQP", "prosecution"),
    ("LS1", "no"),
];

/// The answers for the peer, with the facts that the rows of this type read besides.
fn answers() -> BTreeMap<String, String> {
    let derived = [("advice", "none"), ("paper", "none"), ("paper_life", "none"), ("return_date", "none")];
    ANSWERS.iter().chain(&derived).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn read(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(root, &path, files);
        } else if path.extension().is_some_and(|end| end == "toml") {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            files.insert(name, std::fs::read_to_string(&path).unwrap());
        }
    }
}

fn facts() -> (Request, Office, PersonId) {
    let me = PersonId([1; 16]);
    let at = NaiveDate::from_ymd_opt(2026, 12, 2).unwrap().and_hms_opt(10, 0, 0).unwrap();
    let mut office = Office::default();
    let person = Person { id: me, name: "A".into(), title: "Director".into(), director: true, employee: true };
    office.people.insert(me, person);
    let mut request = Request::new(RequestId([2; 16]));
    let part = PartId([3; 16]);
    let mut take = |event| request.evolve(&Recorded { by: me, capacity: Capacity::Director, at, event });
    take(RequestEvent::Opened(Opened { received: Received { at, ..Received::default() }, ..Opened::default() }));
    take(RequestEvent::PartAdded(PartAdded { part, what: "x".into(), asks: vec!["DC8".into()], ..PartAdded::default() }));
    take(RequestEvent::PartTyped(PartTyped { part, type_code: TYPE.into(), because: String::new() }));
    for (question, choice) in [("U3", "no"), ("U4", "no"), ("U5", "no"), ("U10", "yes")] {
        let answer = Answer { choices: vec![choice.into()], note: None, at };
        take(RequestEvent::Answered(AnswerGiven { part: None, question: question.into(), answer }));
    }
    for (question, choice) in ANSWERS {
        let answer = Answer { choices: vec![choice.into()], note: None, at };
        take(RequestEvent::Answered(AnswerGiven { part: Some(part), question: question.into(), answer }));
    }
    (request, office, me)
}
