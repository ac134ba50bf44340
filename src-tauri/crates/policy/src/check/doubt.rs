//! Doubt about a consent closes (INV-10), and does not get lost when a part is handed on to another type.

use super::invariants::Proof;
use crate::gates::{kind_of, work_list};
use crate::{Condition, Exception, GateKind, PackProblem, Pointer, RowDef, TypeDef};
use domain::GateCode;
use std::collections::BTreeSet;

impl Proof<'_> {
    /// INV-10.
    pub(super) fn doubt_closes(&mut self) {
        let (before, mut tried) = (self.problems.len(), 0);
        for at in self.rows() {
            if !rests_on_consent(at.row) {
                continue;
            }
            tried += 1;
            let work = work_list(self.pack, at.kind, at.row);
            if !work.iter().any(|code| kind_of(self.pack, code) == Some(GateKind::Consent)) {
                self.broken("INV-10", &at, "it rests on consent without the gate of consent.".to_owned());
            }
        }
        let pack = self.pack;
        if let Some(gate) = pack.gate_of(GateKind::Consent) {
            if gate.doubt_when.is_empty() {
                self.problems.push(PackProblem {
                    file: "gates.toml".to_owned(),
                    line: 1,
                    message: "INV-10 is broken: nothing speaks against a consent.".to_owned(),
                    help: "Name the answers that do.".to_owned(),
                });
            }
            for kind in pack.types.values() {
                for pointer in &kind.pointers {
                    tried += 1;
                    let Some(target) = pack.type_def(&pointer.type_code) else { continue };
                    let is_gate = |code: &GateCode| kind_of(pack, code) == Some(GateKind::Consent);
                    if !target.rows.iter().any(|row| work_list(pack, target, row).iter().any(is_gate)) {
                        continue;
                    }
                    for lost in lost_on_the_way(kind, pointer, target, (&gate.met_when, &gate.doubt_when)) {
                        self.broken_type(
                            "INV-10",
                            kind,
                            format!(
                                "the pointer {} hands a part on to {}, which does not ask {lost}: a doubt about \
                                 consent would be lost. Let it read the answer that leaves no doubt.",
                                pointer.code, target.code
                            ),
                        );
                    }
                }
            }
        }
        self.result("INV-10", "Doubt about consent closes", tried, before);
    }
}

fn rests_on_consent(row: &RowDef) -> bool {
    matches!(row.exception, Some(Exception::PatronConsent | Exception::DeskService))
}

/// Questions whose answers can speak against a consent, which the pointer leaves open and its target never asks. A pointer for
/// which no consent is claimed loses none: one of its answers is not among those that make a consent.
fn lost_on_the_way(
    kind: &TypeDef,
    pointer: &Pointer,
    target: &TypeDef,
    (met, doubt): (&Condition, &Condition),
) -> Vec<String> {
    let apart = |one: &[String], other: &[String]| !one.iter().any(|value| other.contains(value));
    if pointer.when.iter().any(|(name, values)| met.get(name).is_some_and(|makes| apart(values, makes))) {
        return Vec::new();
    }
    let asked_there: BTreeSet<&str> = target.asked().map(|code| code.as_str()).collect();
    let asked_here = kind.asked().map(|code| code.as_str());
    asked_here
        .filter(|name| !asked_there.contains(name))
        .filter(|name| !pointer.leaves.iter().any(|left| left.as_str() == *name))
        .filter(|name| {
            let Some(speaks) = doubt.get(*name) else { return false };
            !pointer.when.get(*name).is_some_and(|values| apart(values, speaks))
        })
        .map(str::to_owned)
        .collect()
}
