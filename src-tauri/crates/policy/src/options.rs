//! Which outcomes may be recorded now, and what blocks the others: who can lift it, and how.

use crate::gates::{GateReading, kind_of, work_list};
use crate::{Exception, GateKind, Pack, RowDef, TypeDef};
use domain::{AdviceResult, GateCode, GateState, Outcome};

/// All outcomes, in the order a page shows them.
pub(crate) const OUTCOMES: [Outcome; 6] = [
    Outcome::Release,
    Outcome::ReleaseInPart,
    Outcome::Deny,
    Outcome::Counsel,
    Outcome::Authorize,
    Outcome::NotOurs,
];

/// An outcome with what blocks it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeOption {
    /// The outcome.
    pub outcome: Outcome,
    /// It may be recorded now.
    pub allowed: bool,
    /// What blocks it.
    pub blocked_by: Vec<Blocker>,
}

/// Something that blocks an outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocker {
    /// The gate, if it is one.
    pub gate: Option<GateCode>,
    /// What blocks, and why.
    pub why: String,
    /// Who can lift it; nobody where the facts themselves would have to be others.
    pub who_lifts: Option<String>,
    /// How.
    pub how: String,
}

/// What an outcome needs: a gate, and whether *enough to hold or decline* is enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Need {
    pub(crate) gate: GateCode,
    pub(crate) amber_is_enough: bool,
}

/// What an outcome needs on a row.
pub(crate) fn needs(pack: &Pack, kind: &TypeDef, row: &RowDef, outcome: Outcome) -> Vec<Need> {
    // Officers who execute a warrant take; nobody decides, and no gate stands in their way (INV-3).
    if row.exception == Some(Exception::Execution) {
        return Vec::new();
    }
    let listed = work_list(pack, kind, row);
    let of_every_final = |kind: GateKind| {
        matches!(kind, GateKind::Authority | GateKind::DirectorOnly | GateKind::Gag | GateKind::Conflict)
    };
    let wanted = |code: &&GateCode| {
        let Some(gate) = kind_of(pack, code) else { return true };
        let own = row.gates.contains(code) || row.only_gates.as_ref().is_some_and(|only| only.contains(code));
        match outcome {
            Outcome::Counsel => false,
            Outcome::Deny => {
                let typed = own || kind.gates_always.contains(code);
                let by_kind = match gate {
                    GateKind::Identity => typed && !row.identity_missing,
                    GateKind::CounselConsulted | GateKind::SecondLook => typed,
                    GateKind::CounselAdvice => own,
                    _ => false,
                };
                of_every_final(gate) || by_kind
            }
            Outcome::Release | Outcome::ReleaseInPart => {
                of_every_final(gate) || kind.release_gates(row).contains(code) || own
            }
            Outcome::Authorize => of_every_final(gate) || own || kind.gates_always.contains(code),
            Outcome::NotOurs => {
                let claims_to_be_the_patron = own && gate == GateKind::Consent;
                claims_to_be_the_patron
                    || matches!(gate, GateKind::Authority | GateKind::DirectorOnly | GateKind::Conflict)
            }
        }
    };
    let need = |code: GateCode| {
        let strict = kind_of(pack, &code).is_none_or(of_every_final);
        Need { amber_is_enough: outcome == Outcome::Deny && !strict, gate: code }
    };
    listed.iter().filter(wanted).cloned().map(need).collect()
}

/// What the options rest on.
pub(crate) struct Ground<'a> {
    pub(crate) pack: &'a Pack,
    pub(crate) kind: &'a TypeDef,
    pub(crate) row: &'a RowDef,
    /// Where row and advice lead.
    pub(crate) target: Outcome,
    pub(crate) advice: Option<AdviceResult>,
    pub(crate) gates: &'a [GateReading],
    /// What blocks every final outcome: a stop that stands, a question that is open.
    pub(crate) standing: Vec<Blocker>,
}

/// Every outcome, open or blocked. *Refer to counsel* is always open: nothing goes out by it.
pub(crate) fn options(ground: &Ground<'_>) -> Vec<OutcomeOption> {
    OUTCOMES
        .into_iter()
        .map(|outcome| {
            let blocked_by = if outcome == Outcome::Counsel { Vec::new() } else { blockers(ground, outcome) };
            OutcomeOption { outcome, allowed: blocked_by.is_empty(), blocked_by }
        })
        .collect()
}

/// Gates an outcome needs that are not good enough.
pub(crate) fn unmet(ground: &Ground<'_>, outcome: Outcome) -> Vec<Blocker> {
    let needs = needs(ground.pack, ground.kind, ground.row, outcome);
    let missing = needs.iter().filter_map(|need| {
        let Some(gate) = ground.gates.iter().find(|gate| gate.id == need.gate) else {
            return Some(no_such_gate(&need.gate));
        };
        let enough = match gate.state {
            GateState::Green | GateState::Grey => true,
            GateState::Amber => need.amber_is_enough,
            GateState::Red => false,
        };
        (!enough).then(|| Blocker {
            gate: Some(gate.id.clone()),
            why: format!("{}: {}", gate.name, gate.why),
            who_lifts: Some(gate.who.clone()),
            how: if gate.how.is_empty() { define_how(ground.pack, &gate.id) } else { gate.how.clone() },
        })
    });
    missing.collect()
}

fn define_how(pack: &Pack, code: &GateCode) -> String {
    pack.gate(code).map(|gate| gate.how.clone()).unwrap_or_default()
}

fn blockers(ground: &Ground<'_>, outcome: Outcome) -> Vec<Blocker> {
    let mut blockers = Vec::new();
    if outcome != ground.target {
        blockers.push(not_this_outcome(ground, outcome));
    }
    blockers.extend(ground.standing.iter().cloned());
    if outcome == ground.target || reachable(ground.kind, ground.row).contains(&outcome) {
        blockers.extend(unmet(ground, outcome));
    }
    blockers
}

/// Outcomes a row can lead to under some advice.
pub(crate) fn reachable(kind: &TypeDef, row: &RowDef) -> Vec<Outcome> {
    let mut outcomes = match kind.advice_map(row) {
        None => vec![row.outcome],
        Some(map) => vec![map.none, map.comply, map.comply_in_scope, map.object, map.decline],
    };
    outcomes.sort();
    outcomes.dedup();
    outcomes
}

fn not_this_outcome(ground: &Ground<'_>, outcome: Outcome) -> Blocker {
    let row = &ground.row.name;
    if !reachable(ground.kind, ground.row).contains(&outcome) {
        return Blocker {
            gate: None,
            why: format!("The policy never gives this outcome here ({row})."),
            who_lifts: None,
            how: "If an answer is wrong, change the answer. A new paper is recorded as a new version."
                .to_owned(),
        };
    }
    let why = match ground.advice {
        None => "Counsel has not advised it.",
        Some(AdviceResult::Comply | AdviceResult::ComplyInScope) => {
            "Counsel advised to comply; the answer may be neither wider nor narrower than that."
        }
        Some(AdviceResult::Object) => "Counsel advised to object or to go to court; the part stays held.",
        Some(AdviceResult::Decline) => "Counsel advised to decline.",
    };
    Blocker {
        gate: None,
        why: why.to_owned(),
        who_lifts: Some("counsel".to_owned()),
        how:
            "Record counsel's advice. Whoever disagrees with it asks counsel again; it is not set aside here."
                .to_owned(),
    }
}

fn no_such_gate(code: &GateCode) -> Blocker {
    Blocker {
        gate: Some(code.clone()),
        why: "A gate that is needed could not be read.".to_owned(),
        who_lifts: Some("counsel".to_owned()),
        how: "Ask counsel, and tell whoever maintains the policy pack.".to_owned(),
    }
}
