//! What “I am not sure” is read as, and which answers meet a gate or leave it open: pinned as it was looked at, so that no
//! change of a single answer goes unnoticed. The rules behind the two tables are the checker's.

use crate::desk::pack;
use policy::{Condition, GateDef};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NotSure {
    read_as: BTreeMap<String, String>,
}

#[test]
fn not_sure_is_read_as_the_answer_that_was_looked_at() {
    let pinned: NotSure = toml::from_str(include_str!("../not_sure.toml")).unwrap();
    let mut found = BTreeMap::new();
    for question in pack().questions() {
        for option in &question.options {
            let itself = option.code.as_str().starts_with("unsure");
            if let Some(read) = option.treated_as.as_ref().map(ToString::to_string) {
                found.insert(format!("{} {}", question.code, option.code), read);
            } else if itself {
                found.insert(format!("{} {}", question.code, option.code), "itself".to_owned());
            }
        }
    }
    assert_eq!(found, pinned.read_as);
}

#[test]
fn gates_read_the_answers_that_were_looked_at() {
    let pinned: BTreeMap<String, Condition> = toml::from_str(include_str!("../gate_answers.toml")).unwrap();
    let mut found = BTreeMap::new();
    for gate in &pack().gates {
        for (name, condition) in conditions(gate) {
            if !condition.is_empty() {
                found.insert(format!("{} {name}", gate.code), condition.clone());
            }
        }
    }
    assert_eq!(found, pinned);
}

fn conditions(gate: &GateDef) -> [(&'static str, &Condition); 9] {
    [
        ("judge", &gate.judge),
        ("findings", &gate.findings),
        ("met_when", &gate.met_when),
        ("asked", &gate.asked),
        ("paper_none", &gate.paper_none),
        ("paper_request", &gate.paper_request),
        ("amber_when", &gate.amber_when),
        ("doubt_when", &gate.doubt_when),
        ("ended_when", &gate.ended_when),
    ]
}
