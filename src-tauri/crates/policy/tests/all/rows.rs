//! Every row of every table, as data that a librarian can read: answers in, what the policy says out.

use crate::desk::table::{Prepared, tables};
use crate::desk::{pack, table};
use domain::Outcome;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn every_case_gets_the_answer_its_row_gives() {
    let differences = Prepared::new().differences(pack());
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn every_row_is_reached_by_a_case() {
    let mut reached: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for table in tables() {
        for case in &table.cases {
            let reply = table::reply(pack(), &table, case);
            reached.entry(reply.type_code.clone()).or_default().insert(reply.row.0.clone());
        }
    }
    for (code, kind) in &pack().types {
        let rows: BTreeSet<_> = kind.rows.iter().map(|row| row.code.0.clone()).collect();
        let seen = reached.get(code).cloned().unwrap_or_default();
        let missing: Vec<_> = rows.difference(&seen).collect();
        assert!(missing.is_empty(), "{code}: no case reaches {missing:?}");
    }
}

#[test]
fn a_letter_goes_out_before_a_decision_only_where_the_rule_itself_says_to_wait() {
    let (mut waits, mut held) = (0, 0);
    for table in tables() {
        for case in &table.cases {
            let reply = table::reply(pack(), &table, case);
            let waits_for_nothing = |code| pack().letter(code).is_some_and(|letter| letter.while_open);
            let held_back = reply.letters.iter().filter(|letter| !waits_for_nothing(&letter.code));
            let early = held_back.filter(|letter| letter.while_held).count();
            if reply.rule_outcome == Outcome::Counsel {
                waits += early;
            } else {
                assert_eq!(early, 0, "{}: {}", table.type_code, case.says);
                held += usize::from(reply.outcome == Outcome::Counsel);
            }
        }
    }
    assert!(
        waits > 40 && held > 40,
        "{waits} letters while the rule waits, {held} cases held by their gates"
    );
}

#[test]
fn a_notice_of_delay_goes_out_while_the_answer_is_still_open() {
    let mut notices = 0;
    for table in tables() {
        for case in &table.cases {
            let reply = table::reply(pack(), &table, case);
            let notice = reply.letters.iter().filter(|letter| letter.code.as_str() == "L06");
            for letter in notice {
                assert!(
                    letter.while_held,
                    "{}: {}: it would wait for what it announces",
                    table.type_code, case.says
                );
                notices += 1;
            }
        }
    }
    assert!(notices > 0);
}

#[test]
fn a_letter_names_a_point_only_on_a_certain_answer() {
    let points = |answer: &str| {
        let table: table::Table = toml::from_str(&format!(
            "type = \"LE-S\"\npaper = true\n[[case]]\nadvice = \"decline\"\nanswers = {{ LQ1 = [\"iowa-district-court\"], \
             LQ2 = [\"subpoena\"], LQ3 = [\"judge\"], LQ6 = [\"yes\"], LQ9 = [\"none\"], LQ10 = [\"{answer}\"] }}\n"
        ))
        .unwrap();
        let reply = table::reply(pack(), &table, &table.cases[0]);
        assert_eq!(reply.row.as_str(), "SP-3", "both count as used up");
        reply.letters.iter().flat_map(|letter| letter.points.clone()).collect::<Vec<_>>()
    };
    assert_eq!(points("yes"), ["missing.executed"]);
    assert!(points("not-sure").is_empty(), "a doubt is told to nobody as a fact");
}
