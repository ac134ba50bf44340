//! The peer of deciding: a general rules engine that reads one table of the pack, row by row, the first that fits.

use policy::{Condition, TypeDef};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use tokio::runtime::{Builder, Runtime};
use zen_engine::Decision;
use zen_engine::handler::custom_node_adapter::NoopCustomNode;
use zen_engine::loader::NoopLoader;
use zen_engine::model::DecisionContent;

pub struct RulesEngine {
    decision: Decision<NoopLoader, NoopCustomNode>,
    facts: Value,
    runtime: Runtime,
}

impl RulesEngine {
    /// The table of a type as the engine wants it, and the facts it is asked about.
    pub fn new(kind: &TypeDef, facts: &BTreeMap<String, String>) -> Self {
        let content: DecisionContent = serde_json::from_value(graph(kind)).expect("a table the engine reads");
        let runtime = Builder::new_current_thread().build().expect("a runtime");
        Self { decision: Decision::from(content), facts: json!(facts), runtime }
    }

    /// The code of the row that fits.
    pub fn row(&self) -> String {
        let answer = self.runtime.block_on(self.decision.evaluate(self.facts.clone().into())).expect("an answer");
        let result = serde_json::to_value(answer.result).expect("plain data");
        result["row"].as_str().unwrap_or_default().to_owned()
    }
}

fn graph(kind: &TypeDef) -> Value {
    let conditions = |which: fn(&policy::RowDef) -> &Condition| {
        kind.rows.iter().flat_map(move |row| which(row).keys().cloned()).collect::<BTreeSet<_>>()
    };
    let (wanted, barred) = (conditions(|row| &row.when), conditions(|row| &row.unless));
    let column = |id: String, field: &String| json!({"id": id, "name": field, "field": field});
    let inputs: Vec<_> = wanted
        .iter()
        .map(|name| column(format!("w-{name}"), name))
        .chain(barred.iter().map(|name| column(format!("u-{name}"), name)))
        .collect();
    let rules: Vec<_> = kind
        .rows
        .iter()
        .enumerate()
        .map(|(index, row)| {
            let mut rule = serde_json::Map::new();
            rule.insert("_id".to_owned(), json!(index.to_string()));
            rule.insert("row".to_owned(), json!(format!("\"{}\"", row.code)));
            for name in &wanted {
                rule.insert(format!("w-{name}"), json!(row.when.get(name).map_or_else(String::new, |values| quoted(values))));
            }
            for name in &barred {
                let cell = row.unless.get(name).map_or_else(String::new, |values| format!("not in [{}]", quoted(values)));
                rule.insert(format!("u-{name}"), json!(cell));
            }
            Value::Object(rule)
        })
        .collect();
    let table = json!({
        "hitPolicy": "first",
        "inputs": inputs,
        "outputs": [{"id": "row", "name": "row", "field": "row"}],
        "rules": rules,
    });
    json!({
        "nodes": [
            {"id": "in", "name": "in", "type": "inputNode"},
            {"id": "table", "name": "table", "type": "decisionTableNode", "content": table},
            {"id": "out", "name": "out", "type": "outputNode"},
        ],
        "edges": [
            {"id": "1", "type": "edge", "sourceId": "in", "targetId": "table"},
            {"id": "2", "type": "edge", "sourceId": "table", "targetId": "out"},
        ],
    })
}

fn quoted(values: &[String]) -> String {
    values.iter().map(|value| format!("\"{value}\"")).collect::<Vec<_>>().join(", ")
}
