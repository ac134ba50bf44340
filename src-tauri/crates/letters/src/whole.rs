//! Every passage of a text at once, whatever the answers would choose: what a text can say is looked at before it says it.

use std::collections::BTreeMap;

use crate::compose::{ComposeError, compose};
use crate::facts::{Facts, Value};
use crate::letter::Letter;
use crate::samples::Sample;
use crate::text::{LetterText, placeholders};

/// A letter with every passage in it. Facts that a sample lacks stand as what they are, in brackets.
///
/// # Errors
/// As [`compose`].
pub fn whole(text: &LetterText, sample: &Sample) -> Result<Letter, ComposeError> {
    let mut all = text.clone();
    for block in &mut all.source.block {
        block.when.clear();
        block.needs.clear();
        if let Some(facts) = &mut block.facts {
            facts.rows.iter_mut().for_each(|row| row.needs.clear());
        }
    }
    let mut facts = sample.facts.clone();
    fill(&mut facts, &all);
    compose(&all, &facts, &sample.free)
}

fn fill(facts: &mut Facts, text: &LetterText) {
    let what: BTreeMap<_, _> = text.tokens().into_iter().map(|token| (token.name, token.what)).collect();
    let told = |name: &str| format!("[{}]", what.get(name).map_or(name, String::as_str));
    let mut missing: Vec<(String, Value)> = Vec::new();
    for block in &text.source.block {
        if let Some(name) = &block.list {
            missing.push((name.clone(), Value::List(vec![told(name)])));
        }
        if let Some(table) = &block.table {
            let row = table.columns.iter().map(|column| (column.key.clone(), told(&table.from))).collect();
            missing.push((table.from.clone(), Value::Table(vec![row])));
        }
        let rows = block.facts.iter().flat_map(|facts| &facts.rows).map(|row| &row.value);
        for words in [&block.text, &block.after].into_iter().flatten().chain(rows) {
            let names = placeholders(words.as_ref()).unwrap_or_default();
            let names = names.into_iter().filter(|name| !name.starts_with("cite."));
            missing.extend(names.map(|name| {
                let words = told(&name);
                (name, Value::Text(words))
            }));
        }
    }
    for (name, value) in missing {
        if facts.get(&name).is_none_or(Value::is_empty) {
            facts.set(name, value);
        }
    }
}
