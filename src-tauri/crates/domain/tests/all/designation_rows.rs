//! The rows on designation and capacity, each as a case that a librarian can read, through the acts of the program.

use crate::desk;
use crate::desk::{Act, Desk, PEOPLE, person};
use chrono::{NaiveDate, NaiveDateTime};
use domain::{Capacity, Means, case_owner, unconfirmed, who_decides};
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    row: String,
    name: String,
    #[serde(default)]
    urgent: bool,
    happened: Vec<String>,
    at: String,
    custodian: String,
    #[serde(default)]
    why: String,
    #[serde(default)]
    next: Vec<String>,
    decides: Vec<String>,
    directors_own: Vec<String>,
    may_print: Option<Vec<String>>,
    owner: Option<String>,
    to_confirm: Option<usize>,
    signed_as: Option<String>,
}

#[test]
fn every_row_reads_as_it_is_written() {
    let cases: Cases = toml::from_str(include_str!("../designation_rows.toml")).unwrap();
    for case in &cases.case {
        check(case);
    }
    let rows: BTreeSet<_> = cases.case.iter().map(|case| case.row.as_str()).collect();
    for row in 1..=11 {
        assert!(rows.contains(format!("DG-{row}").as_str()), "row DG-{row} has no case");
    }
}

fn check(case: &Case) {
    let title = format!("{}: {}", case.row, case.name);
    let first = case.happened.first().map_or(case.at.as_str(), |line| &line[..16]);
    let mut desk = Desk::open(moment(first), case.urgent);
    for line in &case.happened {
        desk.now = moment(&line[..16]);
        let (told, refusal) = match line.split_once(": refused, ") {
            Some((told, words)) => (told, Some(words)),
            None => (line.as_str(), None),
        };
        let (who, act) = read(&desk, &told[17..]);
        match (desk.act(who, &act), refusal) {
            (Ok(()), None) => {}
            (Ok(()), Some(_)) => panic!("{title}: not refused: {line}"),
            (Err(refusal), None) => panic!("{title}: {line}: {refusal}"),
            (Err(refusal), Some(words)) => assert!(
                refusal.to_string().contains(words) && !refusal.help.is_empty(),
                "{title}: {line}: refused otherwise: {refusal}"
            ),
        }
    }
    desk.now = moment(&case.at);
    let everybody = || PEOPLE.into_iter().enumerate();
    let those = |may: &dyn Fn(usize) -> bool| -> Vec<_> {
        everybody().filter(|(index, _)| may(*index)).map(|(_, name)| name.to_owned()).collect()
    };
    assert_eq!(those(&|who| desk.may_decide(who)), case.decides, "{title}: who decides");
    assert_eq!(
        those(&|who| desk.may_do_the_directors(who)),
        case.directors_own,
        "{title}: the Director's own"
    );
    let custodian = who_decides(&desk.office, &desk.matter(), desk.now);
    let named = custodian.person.map_or("nobody", |person| &desk.office.people[&person].name);
    assert_eq!(named, case.custodian, "{title}: {custodian:?}");
    assert!(custodian.why.contains(&case.why), "{title}: {}", custodian.why);
    for words in &case.next {
        assert!(custodian.next.iter().any(|line| line.contains(words)), "{title}: {:?}", custodian.next);
    }
    let last = desk.request.letters.len();
    if let Some(may_print) = &case.may_print {
        assert_eq!(those(&|who| desk.may_print(who, last - 1)), *may_print, "{title}: who prints");
    }
    let owner = case_owner(&desk.office, &desk.matter(), desk.now);
    let owner = owner.map(|owner| desk.office.people[&owner].name.clone());
    assert_eq!(owner, case.owner, "{title}: whose case it is");
    if let Some(count) = case.to_confirm {
        assert_eq!(unconfirmed(&desk.office).len(), count, "{title}: what waits for the Director's look");
    }
    if let Some(words) = &case.signed_as {
        let capacity = desk.request.letters.last().unwrap().what.capacity;
        let Capacity::Designee { designated_on } = capacity else { panic!("{title}: {capacity:?}") };
        assert_eq!(format!("designated on {designated_on}"), *words, "{title}");
    }
}

/// One sentence of a case.
fn read(desk: &Desk, sentence: &str) -> (usize, Act) {
    let (who, told) = sentence.split_once(' ').unwrap();
    let words: Vec<_> = told.split(' ').collect();
    let act = match words.as_slice() {
        ["designates", whom, "for", "another", "type", "from", from, "until", until] => {
            designation(desk, whom, from, until, true, None)
        }
        ["designates", whom, "as", "number", order, "from", from, "until", until] => {
            designation(desk, whom, from, until, false, Some(order.parse().unwrap()))
        }
        ["designates", whom, "from", from, "until", until] => {
            designation(desk, whom, from, until, false, None)
        }
        ["revokes", whom] => Act::Revoke { whom: of(whom) },
        ["is", "away", "from", day, time, "until", end, hour]
        | ["records", "that", "Ada", "is", "away", "from", day, time, "until", end, hour] => {
            absence(day, time, end, hour, false)
        }
        ["answers", "while", "away", "from", day, time, "until", end, hour] => {
            absence(day, time, end, hour, true)
        }
        ["is", "back"] => Act::Back,
        [verb @ ("tries" | "reaches"), "Ada", "by", means, "on", number @ ..] => Act::Try {
            means: match *means {
                "telephone" => Means::Telephone,
                "email" => Means::Email,
                other => panic!("no such means: {other}"),
            },
            number: number.join(" "),
            answered: *verb == "reaches",
        },
        ["lists", "the", "numbers", numbers @ ..] => {
            Act::Numbers { listed: numbers.join(" ").split(", ").map(str::to_owned).collect() }
        }
        ["records", "the", "post", "vacant", "from", day, time] => {
            Act::Vacancy { from: moment(&format!("{day} {time}")) }
        }
        ["records", "the", "board's", "paper", "for", whom] => Act::Appoint { whom: of(whom) },
        ["records", "that", "counsel", "names", whom] => Act::CounselNames { whom: of(whom) },
        ["records", "that", whom, "left"] => Act::Employ { whom: of(whom), employee: false },
        ["records", "that", whom, "is", "employed"] => Act::Employ { whom: of(whom), employee: true },
        ["looks", "at", "entry", entry, "it", "was", "not", "so"] => {
            Act::Confirm { entry: entry.trim_end_matches(':').parse().unwrap(), right: false }
        }
        ["is", "concerned", "in", "the", "case"] => Act::Conflict { concerned: true },
        ["takes", "the", "case"] => Act::Take,
        ["gives", "the", "case", "back"] => Act::Release,
        ["decides"] => Act::Decide,
        ["issues", "the", "letter"] => Act::Issue,
        ["prints", "the", "letter"] => Act::Print { letter: desk.request.letters.len() - 1 },
        _ => panic!("nobody can read: {sentence}"),
    };
    (of(who), act)
}

fn designation(
    desk: &Desk,
    whom: &str,
    from: &str,
    until: &str,
    other_kind: bool,
    order: Option<u32>,
) -> Act {
    Act::Designate {
        whom: of(whom),
        from: day(from),
        until: Some(day(until)),
        signed: desk.now.date(),
        other_kind,
        order,
    }
}

fn absence(day: &str, time: &str, end: &str, hour: &str, answering: bool) -> Act {
    Act::Absence {
        from: moment(&format!("{day} {time}")),
        until: moment(&format!("{end} {hour}")),
        answering,
    }
}

fn of(name: &str) -> usize {
    let found = PEOPLE.iter().position(|known| *known == name);
    found.unwrap_or_else(|| panic!("nobody is called {name}"))
}

fn moment(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap_or_else(|_| panic!("no moment: {text}"))
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|_| panic!("no day: {text}"))
}

#[test]
fn standing_alone_is_not_enough_for_a_designee_who_has_not_taken_the_case() {
    let mut desk = Desk::open(moment("2026-11-20 09:00"), false);
    for told in [
        "Ada designates Ben from 2026-11-20 until 2026-12-04",
        "Ada is away from 2026-11-20 08:00 until 2026-12-01 18:00",
    ] {
        let (who, act) = read(&desk, told);
        desk.act(who, &act).unwrap();
    }
    let ben = desk.authority(of("Ben")).standing.unwrap();
    let decide = |desk: &Desk| {
        let (ruling, now) = (desk::ruling(), desk.now);
        domain::decide_part(&desk.request, desk::PART, domain::Outcome::Deny, "as asked", ruling, &ben, now)
    };
    assert!(decide(&desk).unwrap_err().message.contains("only in a case that they have taken"));
    desk.act(of("Ben"), &Act::Take).unwrap();
    assert!(decide(&desk).is_ok());
}

#[test]
fn everybody_is_found_by_name() {
    assert_eq!(desk::index(person(of("Eve"))), 4);
}
