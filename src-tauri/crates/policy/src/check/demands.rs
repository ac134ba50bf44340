//! What provisions demand, compared with what the rows carry, both ways: a row without a demanded gate, a row that opens
//! something of which no demand speaks, and a gate that no provision demands are all refused.

use super::enumerate::{axes, each};
use super::invariants::{ADVICE, At, Proof};
use super::not_sure::index_of;
use crate::demand::opens;
use crate::facts::Holds;
use crate::gates::{kind_of, work_list};
use crate::options::{needs, reachable};
use crate::{Demand, Exception, GateKind, Pack, PackProblem, TypeDef};
use domain::{GateCode, GateState, Outcome, TypeCode};
use std::collections::{BTreeMap, BTreeSet};

/// The demands that speak of each outcome of each row.
#[derive(Default)]
pub(super) struct Demanded<'a> {
    by: BTreeMap<(TypeCode, usize, Outcome), Vec<&'a Demand>>,
    /// Rows that some combination of answers reaches, of the types of which a demand reads facts.
    reached: BTreeMap<TypeCode, BTreeSet<usize>>,
}

impl<'a> Demanded<'a> {
    /// Reads the demands against every row, and against every combination of answers where a demand depends on answers.
    pub(super) fn read(pack: &'a Pack) -> Self {
        let mut demanded = Self::default();
        for kind in pack.types.values() {
            demanded.of_type(pack, kind);
        }
        demanded
    }

    fn of_type(&mut self, pack: &'a Pack, kind: &TypeDef) {
        let final_outcomes = |index: usize| {
            let all = reachable(kind, &kind.rows[index]);
            all.into_iter().filter(|outcome| outcome.is_final())
        };
        let speaking: Vec<&Demand> = pack
            .demands
            .iter()
            .filter(|demand| {
                (0..kind.rows.len()).any(|index| {
                    final_outcomes(index).any(|outcome| demand.speaks_of(kind, &kind.rows[index], outcome))
                })
            })
            .collect();
        let facts = Facted::read(pack, kind, &speaking);
        for demand in speaking {
            for (index, row) in kind.rows.iter().enumerate() {
                if demand.reads_facts() && !facts.holding.contains(&(demand.id.clone(), index)) {
                    continue;
                }
                for outcome in final_outcomes(index).filter(|outcome| demand.speaks_of(kind, row, *outcome)) {
                    self.by.entry((kind.code.clone(), index, outcome)).or_default().push(demand);
                }
            }
        }
        if let Some(reached) = facts.reached {
            self.reached.insert(kind.code.clone(), reached);
        }
    }

    /// The demands on an outcome of a row.
    pub(super) fn on(&self, at: &At<'_>, outcome: Outcome) -> &[&'a Demand] {
        self.by.get(&(at.kind.code.clone(), at.index, outcome)).map_or(&[], Vec::as_slice)
    }

    /// Kinds of gate demanded for an outcome of a row.
    pub(super) fn kinds(&self, pack: &Pack, at: &At<'_>, outcome: Outcome) -> BTreeSet<GateKind> {
        let gates = self.on(at, outcome).iter().flat_map(|demand| &demand.gates);
        gates.filter_map(|gate| kind_of(pack, gate)).collect()
    }

    fn is_never_reached(&self, at: &At<'_>) -> bool {
        self.reached.get(&at.kind.code).is_some_and(|reached| !reached.contains(&at.index))
    }

    /// Whether a demand speaks of anything in a type.
    fn uses(&self, demand: &Demand, code: &TypeCode, outcome: Option<Outcome>) -> bool {
        self.by.iter().any(|((kind, _, of), demands)| {
            kind == code
                && outcome.is_none_or(|wanted| wanted == *of)
                && demands.iter().any(|known| known.id == demand.id)
        })
    }
}

/// What the combinations of answers say of the demands that depend on answers.
struct Facted {
    /// Demand and row, where some combination that takes the row fulfils the demand's condition.
    holding: BTreeSet<(String, usize)>,
    reached: Option<BTreeSet<usize>>,
}

impl Facted {
    fn read(pack: &Pack, kind: &TypeDef, speaking: &[&Demand]) -> Self {
        let reading: Vec<_> = speaking.iter().filter(|demand| demand.reads_facts()).collect();
        let mut holding = BTreeSet::new();
        if reading.is_empty() {
            return Self { holding, reached: None };
        }
        let mut reached = BTreeSet::new();
        each(&axes(pack, kind), &mut |facts| {
            let Some(index) = index_of(kind, facts) else { return };
            reached.insert(index);
            for demand in &reading {
                let barred = !demand.unless.is_empty() && facts.any(&demand.unless) == Holds::Yes;
                if facts.holds(&demand.when) == Holds::Yes && !barred {
                    holding.insert((demand.id.clone(), index));
                }
            }
        });
        Self { holding, reached: Some(reached) }
    }
}

impl Proof<'_> {
    /// Every gate that a provision demands is on the row and bars its outcome, and every gate of a row is demanded.
    pub(super) fn demands_are_met(&mut self) {
        let (before, mut tried) = (self.problems.len(), 0);
        for at in self.rows() {
            for outcome in reachable(at.kind, at.row).into_iter().filter(|outcome| outcome.is_final()) {
                tried += self.kept(&at, outcome);
                self.spoken_of(&at, outcome);
                self.nothing_beside(&at, outcome);
            }
        }
        self.none_speaks_of_nothing();
        self.result(
            "Demands",
            "Each outcome needs the gates that a provision demands, and no other",
            tried,
            before,
        );
    }

    /// Forwards: without a demanded gate the outcome is shut.
    fn kept(&mut self, at: &At<'_>, outcome: Outcome) -> u64 {
        let mut tried = 0;
        for demand in self.demanded.on(at, outcome).to_vec() {
            for gate in &demand.gates {
                tried += 1;
                if !self.bars(at, outcome, gate) {
                    let what = format!(
                        "{} demands {gate} where the outcome is {} ({}), and nothing waits for it here. {}",
                        demand.provision,
                        crate::letters_due::outcome_words(outcome),
                        demand.id,
                        demand.because
                    );
                    self.broken("A demand", at, what);
                }
            }
        }
        tried
    }

    /// Whether an outcome waits for a gate. Under a warrant being carried out nothing waits; the gate is work there.
    fn bars(&self, at: &At<'_>, outcome: Outcome, gate: &GateCode) -> bool {
        if at.row.exception == Some(Exception::Execution) {
            return work_list(self.pack, at.kind, at.row).contains(gate);
        }
        // What is enough to hold or to decline opens nothing.
        let states: &[GateState] =
            if opens(outcome) { &[GateState::Red, GateState::Amber] } else { &[GateState::Red] };
        let is_open = |state: GateState| {
            let with = |code: &GateCode, _| if code == gate { state } else { GateState::Green };
            ADVICE.into_iter().any(|advice| self.is_open(at, advice, outcome, with))
        };
        !states.iter().copied().any(is_open)
    }

    /// What opens something is spoken of by a demand: a type without one has forgotten what it needs.
    fn spoken_of(&mut self, at: &At<'_>, outcome: Outcome) {
        if opens(outcome) && self.demanded.on(at, outcome).is_empty() && !self.demanded.is_never_reached(at) {
            let what = format!(
                "the outcome is {} and no demand speaks of it. State in demands.toml which gates which provision demands.",
                crate::letters_due::outcome_words(outcome)
            );
            self.broken("A demand", at, what);
        }
    }

    /// Backwards: a gate for which the outcome waits is demanded. Those of every final outcome are proved by themselves;
    /// whether a denial waits for counsel's advice is the row's own choice, since nothing opens by it.
    fn nothing_beside(&mut self, at: &At<'_>, outcome: Outcome) {
        if self.demanded.is_never_reached(at) {
            return;
        }
        let carried = match at.row.exception {
            Some(Exception::Execution) => work_list(self.pack, at.kind, at.row),
            _ => needs(self.pack, at.kind, at.row, outcome).into_iter().map(|need| need.gate).collect(),
        };
        let demanded = self.demanded.kinds(self.pack, at, outcome);
        let free = |kind| match kind {
            GateKind::Authority | GateKind::Gag | GateKind::Conflict => true,
            GateKind::CounselAdvice => !opens(outcome),
            _ => false,
        };
        for gate in carried {
            let Some(kind) = kind_of(self.pack, &gate) else { continue };
            if !free(kind) && !demanded.contains(&kind) {
                let what = format!(
                    "{} waits for {gate}, and no demand says which provision wants that. State it in demands.toml, or take \
                     the gate off the row.",
                    crate::letters_due::outcome_words(outcome)
                );
                self.broken("A demand", at, what);
            }
        }
    }

    /// A demand that speaks of no row, or names a type or an outcome for nothing, is a slip of the pen.
    fn none_speaks_of_nothing(&mut self) {
        let pack = self.pack;
        for demand in &pack.demands {
            let here: Vec<_> = demand.types.iter().filter(|code| pack.types.contains_key(*code)).collect();
            if here.is_empty() || here.len() < demand.types.len() {
                continue;
            }
            let idle = here.iter().find(|code| !self.demanded.uses(demand, code, None));
            let unmet = demand
                .outcomes
                .iter()
                .find(|outcome| !here.iter().any(|code| self.demanded.uses(demand, code, Some(**outcome))));
            let what = match (idle, unmet) {
                (Some(code), _) => format!("it speaks of no row of {code}."),
                (None, Some(outcome)) => {
                    format!(
                        "no row it speaks of has the outcome {}.",
                        crate::letters_due::outcome_words(*outcome)
                    )
                }
                (None, None) => continue,
            };
            self.problems.push(PackProblem {
                file: "demands.toml".to_owned(),
                line: self.line_of("demands.toml", &format!("id = \"{}\"", demand.id)),
                message: format!("The demand {} is void: {what}", demand.id),
                help: "Correct its types, outcomes, exception and facts, or take it out.".to_owned(),
            });
        }
    }
}
