//! Every row of every table, as data that a librarian can read: answers in, what the policy says out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that panics is a test that fails, and says why"
)]

mod desk;

use desk::table::{failures, tables};
use desk::{pack, table};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn every_case_gets_the_answer_its_row_gives() {
    let failures = failures(pack());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
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
