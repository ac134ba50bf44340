//! The invariant on "not sure": read as the safe answer, it never opens more than any other answer would.

use super::enumerate::{axes, each};
use super::invariants::{ADVICE, At, Proof, opens, with};
use crate::facts::{Facts, Holds, Known};
use crate::rows::{Selected, place_of, select};
use crate::{Exception, Question, RowDef, TypeDef, Widest};
use domain::{AdviceResult, DataCode, Outcome};
use std::collections::BTreeSet;

impl Proof<'_> {
    /// INV-15: for each combination, replacing an answer by "not sure" opens nothing new, under any advice.
    pub(super) fn not_sure_never_widens(&mut self) {
        let (before, mut tried) = (self.problems.len(), 0);
        for kind in self.pack.types.values() {
            let axes = axes(self.pack, kind);
            let safe: Vec<(String, Option<Known>)> = axes
                .iter()
                .filter_map(|axis| {
                    let question = self.pack.question(&axis.name.as_str().into())?;
                    let option = question.options.iter().find(|option| {
                        option.treated_as.is_some() || option.code.as_str().starts_with("unsure")
                    })?;
                    let safe = option.treated_as.as_ref().unwrap_or(&option.code).0.clone();
                    Some((axis.name.clone(), Some(Known::of(BTreeSet::from([safe])))))
                })
                .collect();
            let follow_ups: Vec<&Question> = axes
                .iter()
                .filter_map(|axis| self.pack.question(&axis.name.as_str().into()))
                .filter(|question| {
                    !question.only_when.is_empty() && kind.asked().any(|code| *code == question.code)
                })
                .collect();
            let opened: Vec<[BTreeSet<String>; 5]> =
                kind.rows.iter().map(|row| ADVICE.map(|advice| opened_by(kind, row, advice))).collect();
            let mut wider: BTreeSet<(usize, usize, String)> = BTreeSet::new();
            each(&axes, &mut |facts| {
                let Some(here) = index_of(kind, facts) else { return };
                // What officers take under a warrant has no list to compare with.
                if kind.rows[here].exception == Some(Exception::Execution) {
                    return;
                }
                for (name, unsure) in &safe {
                    if facts.values(name).is_none() || facts.is_known_as(name, unsure) {
                        continue;
                    }
                    tried += 1;
                    let Some(there) = with(kind, facts, name, unsure) else { continue };
                    let opens_more = |at: usize| !opened[there][at].is_subset(&opened[here][at]);
                    let wider_now = here != there && (0..ADVICE.len()).any(opens_more);
                    if wider_now && come_together(&follow_ups, facts) {
                        wider.insert((here, there, name.clone()));
                    }
                }
            });
            for (here, there, name) in wider {
                let at = At { kind, row: &kind.rows[there], index: there };
                let what = format!(
                    "“not sure” about {name} leads here from {} and opens more.",
                    kind.rows[here].code
                );
                self.broken("INV-15", &at, what);
            }
        }
        self.result("INV-15", "“Not sure” never opens more", tried, before);
    }
}

/// Whether answers can come together: a question that they lead to is not left unasked.
fn come_together(follow_ups: &[&Question], facts: &Facts) -> bool {
    follow_ups.iter().all(|question| {
        facts.values(question.code.as_str()).is_some() || facts.holds(&question.only_when) != Holds::Yes
    })
}

pub(super) fn index_of(kind: &TypeDef, facts: &Facts) -> Option<usize> {
    match select(kind, facts) {
        Selected::Row(row) => Some(place_of(kind, row)),
        Selected::Open(_) => None,
    }
}

/// What a row may let out or allow to somebody under an advice, as names of kinds of data or of the computed list.
fn opened_by(kind: &TypeDef, row: &RowDef, advice: Option<AdviceResult>) -> BTreeSet<String> {
    let outcome = kind.outcome_under(row, advice);
    // Under a warrant being executed officers take; the library opens nothing.
    if row.exception == Some(Exception::Execution) || !opens(outcome) {
        return BTreeSet::new();
    }
    if row.from_advice {
        return BTreeSet::from(["what the advice names".to_owned()]);
    }
    let named = |list: &[DataCode]| list.iter().map(|data| data.0.clone()).collect();
    match (&row.allows, &kind.widest) {
        (Some(list), _) if !list.is_empty() => named(list),
        // An authorization carries only what its row lists. One that lists nothing is still one.
        _ if outcome == Outcome::Authorize => BTreeSet::from(["an authorization".to_owned()]),
        (Some(_), _) => BTreeSet::new(),
        (None, Widest::Data(widest)) => named(&widest.data),
        (None, Widest::From(_)) => BTreeSet::from(["what paper and advice name".to_owned()]),
    }
}
