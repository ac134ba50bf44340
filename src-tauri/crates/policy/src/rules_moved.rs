//! What another version of the policy would take of a part that it answers alike today: gates, what may go out, letters, and
//! where each advice would lead.

use crate::{GateDef, Pack, PartReply, RowDef, TypeDef};
use domain::{AdviceResult, GateState, Outcome};
use std::collections::BTreeSet;

/// Advice that a held part may still get.
const STILL_TO_COME: [(AdviceResult, &str); 4] = [
    (AdviceResult::Comply, "comply"),
    (AdviceResult::ComplyInScope, "comply within a scope"),
    (AdviceResult::Object, "object"),
    (AdviceResult::Decline, "decline"),
];

/// The rules of a part that differ between two versions, in words; empty where all are the same.
pub fn rules_moved((old, before): (&Pack, &PartReply), (new, after): (&Pack, &PartReply)) -> Vec<String> {
    let mut words = Vec::new();
    for (advice, said) in STILL_TO_COME {
        let (was, becomes) = (under(old, before, advice), under(new, after, advice));
        if was != becomes {
            words.push(format!("if counsel says {said}: {}, then {}", outcome(was), outcome(becomes)));
        }
    }
    let gates = |reply: &PartReply| {
        let needed = reply.gates.iter().filter(|gate| gate.state != GateState::Grey);
        needed.map(|gate| gate.id.to_string()).collect::<BTreeSet<_>>()
    };
    words.extend(listed("gates", &gates(before), &gates(after)));
    // Gates of a release are read once it is the target; a held part has them still before it.
    words.extend(listed("gates of a release", &release(old, before), &release(new, after)));
    let codes = |list: &[domain::DataCode]| list.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
    words.extend(listed("what may go out", &codes(&before.plannable), &codes(&after.plannable)));
    if limits(old, before) != limits(new, after) && before.plannable == after.plannable {
        words.push("what may go out once it is decided".to_owned());
    }
    let letters = |reply: &PartReply| {
        let named = reply.letters.iter().map(|letter| {
            let due = if letter.mandatory { "" } else { " later" };
            format!("{}{due}", letter.code)
        });
        named.collect::<BTreeSet<_>>()
    };
    words.extend(listed("letters", &letters(before), &letters(after)));
    let ahead = release(old, before);
    let changed = before.gates.iter().filter_map(|gate| {
        let read = |pack: &Pack| pack.gate(&gate.id).map(parameters);
        let counts = gate.state != GateState::Grey || ahead.contains(gate.id.as_str());
        (counts && read(old) != read(new)).then(|| gate.id.to_string())
    });
    let changed: Vec<_> = changed.collect();
    if !changed.is_empty() {
        words.push(format!("what meets {}", changed.join(", ")));
    }
    words
}

/// The very row that decided, with its type: others may share its code and say something else.
fn decided_by<'a>(pack: &'a Pack, reply: &PartReply) -> Option<(&'a TypeDef, &'a RowDef)> {
    let kind = pack.type_def(&reply.type_code)?;
    Some((kind, kind.rows.get(reply.row_at)?))
}

fn under(pack: &Pack, reply: &PartReply, advice: AdviceResult) -> Option<Outcome> {
    let (kind, row) = decided_by(pack, reply)?;
    Some(kind.outcome_under(row, Some(advice)))
}

fn release(pack: &Pack, reply: &PartReply) -> BTreeSet<String> {
    let row = decided_by(pack, reply);
    row.into_iter().flat_map(|(kind, row)| kind.release_gates(row)).map(ToString::to_string).collect()
}

/// The list of a row and the widest of its type, as they are written.
fn limits(pack: &Pack, reply: &PartReply) -> String {
    let row = decided_by(pack, reply);
    format!("{:?}", row.map(|(kind, row)| (&row.allows, row.from_advice, &kind.widest)))
}

fn outcome(outcome: Option<Outcome>) -> &'static str {
    outcome.map_or("no such rule", crate::letters_due::outcome_words)
}

fn listed(what: &str, before: &BTreeSet<String>, after: &BTreeSet<String>) -> Option<String> {
    let words = |set: &BTreeSet<String>| match set.is_empty() {
        true => "none".to_owned(),
        false => set.iter().cloned().collect::<Vec<_>>().join(", "),
    };
    (before != after).then(|| format!("{what}: {}, then {}", words(before), words(after)))
}

/// What a gate computes with, without its words.
fn parameters(gate: &GateDef) -> String {
    let silent = GateDef {
        name: String::new(),
        needs: String::new(),
        how: String::new(),
        who: String::new(),
        grounds: Vec::new(),
        ..gate.clone()
    };
    format!("{silent:?}")
}
