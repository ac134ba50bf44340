//! What provisions demand, stated apart from the rows: no row loses a gate, and no demand goes, without the checker saying so.
//! For both packs. What is expected is written here once more, in the test's own few lines.

use crate::desk;
use domain::{GateCode, Outcome, TypeCode};
use policy::{Demand, Exception, GateKind, Pack, RowDef, TypeDef};
use std::collections::{BTreeMap, BTreeSet};

type Files = BTreeMap<String, String>;

/// What the checker says of some types of a pack, of all where none is named: messages with the line they name.
fn said(pack: &Pack, files: &Files, only: &[TypeCode]) -> BTreeSet<(usize, String)> {
    let mut pack = pack.clone();
    if !only.is_empty() {
        desk::keep_only(&mut pack, only);
    }
    let problems = policy::check(&pack, files).problems;
    problems.into_iter().map(|problem| (problem.line, problem.message)).collect()
}

fn kind_of(pack: &Pack, gate: &GateCode) -> GateKind {
    pack.gate(gate).unwrap().kind
}

/// Gates of every final outcome; no list has to name them.
fn universal(kind: GateKind) -> bool {
    matches!(kind, GateKind::Authority | GateKind::Gag | GateKind::Conflict)
}

fn outcomes(kind: &TypeDef, row: &RowDef) -> BTreeSet<Outcome> {
    let all = match row.advice.as_ref().or(kind.advice_default.as_ref()) {
        None => vec![row.outcome],
        Some(map) => vec![map.none, map.comply, map.comply_in_scope, map.object, map.decline],
    };
    all.into_iter().filter(|outcome| *outcome != Outcome::Counsel).collect()
}

/// Whether some final outcome of a row waits for a gate. That a denial waits for counsel's advice is the row's own choice.
fn waits_for(pack: &Pack, kind: &TypeDef, row: &RowDef, gate: &GateCode) -> bool {
    let own = row.gates.contains(gate) || row.only_gates.iter().flatten().any(|known| known == gate);
    let typed = own || (row.only_gates.is_none() && kind.gates_always.contains(gate));
    let released = row.release_gates.as_ref().unwrap_or(&kind.release_gates).contains(gate);
    outcomes(kind, row).into_iter().any(|outcome| match outcome {
        _ if row.exception == Some(Exception::Execution) => typed,
        Outcome::Release | Outcome::ReleaseInPart => own || released,
        Outcome::Authorize => typed,
        Outcome::Deny => match kind_of(pack, gate) {
            GateKind::Identity => typed && !row.identity_missing,
            GateKind::CounselConsulted | GateKind::SecondLook | GateKind::DirectorOnly => typed,
            _ => false,
        },
        Outcome::NotOurs => own && kind_of(pack, gate) == GateKind::Consent,
        Outcome::Counsel => false,
    })
}

/// The row without a gate, wherever it had it from.
fn lose(kind: &TypeDef, row: &mut RowDef, gate: &GateCode) {
    let mut work =
        row.only_gates.clone().unwrap_or_else(|| [row.gates.clone(), kind.gates_always.clone()].concat());
    let mut release = row.release_gates.clone().unwrap_or_else(|| kind.release_gates.clone());
    work.retain(|known| known != gate);
    release.retain(|known| known != gate);
    (row.gates, row.only_gates, row.release_gates) = (Vec::new(), Some(work), Some(release));
}

#[test]
fn a_row_that_loses_a_gate_meets_the_demand_for_it() {
    let mut lost = 0;
    for (pack, files) in desk::packs() {
        for (code, kind) in pack.types.iter().filter(|(_, kind)| kind.table_of.is_none()) {
            let reached = policy::reach(&pack, code);
            let before = said(&pack, &files, std::slice::from_ref(code));
            assert!(before.is_empty(), "{before:?}");
            for gate in pack.gates.iter().filter(|gate| !universal(gate.kind)) {
                let losing: Vec<usize> = (0..kind.rows.len())
                    .filter(|at| reached[*at] > 0 && waits_for(&pack, kind, &kind.rows[*at], &gate.code))
                    .collect();
                if losing.is_empty() {
                    continue;
                }
                lost += losing.len();
                let mut broken = pack.clone();
                for at in &losing {
                    lose(kind, &mut broken.types.get_mut(code).unwrap().rows[*at], &gate.code);
                }
                let demand = format!("demands {} where the outcome is", gate.code);
                let seen: BTreeSet<usize> = said(&broken, &files, std::slice::from_ref(code))
                    .into_iter()
                    .filter(|(_, message)| message.starts_with("A demand") && message.contains(&demand))
                    .map(|(line, _)| line)
                    .collect();
                let rows: Vec<_> = losing.iter().map(|at| kind.rows[*at].code.as_str()).collect();
                assert_eq!(seen.len(), losing.len(), "{code} lost {} on {rows:?}; seen: {seen:?}", gate.code);
            }
        }
    }
    println!("{lost} losses of a gate, each met by a demand");
    assert!(lost > 400, "only {lost} losses were tried");
}

/// Every way to weaken or blur one demand.
fn weaker(demand: &Demand) -> Vec<(String, Option<Demand>)> {
    let mut all = vec![("dropped".to_owned(), None)];
    let mut add = |what: String, change: &dyn Fn(&mut Demand)| {
        let mut changed = demand.clone();
        change(&mut changed);
        all.push((what, Some(changed)));
    };
    for at in 0..demand.gates.len() {
        add(format!("without {}", demand.gates[at]), &|demand| drop(demand.gates.remove(at)));
    }
    for at in (0..demand.outcomes.len()).filter(|_| demand.outcomes.len() > 1) {
        add(format!("without {:?}", demand.outcomes[at]), &|demand| {
            demand.outcomes.remove(at);
        });
    }
    for at in (0..demand.types.len()).filter(|_| demand.types.len() > 1) {
        add(format!("without {}", demand.types[at]), &|demand| drop(demand.types.remove(at)));
    }
    for at in (0..demand.exceptions.len()).filter(|_| demand.exceptions.len() > 1) {
        add(format!("without {:?}", demand.exceptions[at]), &|demand| {
            demand.exceptions.remove(at);
        });
    }
    if demand.exceptions.len() == 1 {
        add("for rows without an exception".to_owned(), &|demand| demand.exceptions.clear());
    }
    if demand.advised {
        add("also where nobody advises".to_owned(), &|demand| demand.advised = false);
    }
    if !demand.data.is_empty() {
        add("whatever the data".to_owned(), &|demand| demand.data.clear());
    }
    for name in demand.unless.keys() {
        add(format!("also if {name}"), &|demand| drop(demand.unless.remove(name)));
    }
    all
}

#[test]
fn no_demand_is_dropped_or_blurred_unseen() {
    let (mut tried, mut unseen) = (0, Vec::new());
    for (pack, files) in desk::packs() {
        for (at, demand) in pack.demands.iter().enumerate() {
            for (what, changed) in weaker(demand) {
                tried += 1;
                let mut broken = pack.clone();
                match changed {
                    Some(changed) => broken.demands[at] = changed,
                    None => drop(broken.demands.remove(at)),
                }
                let by_demand = |(_, message): &(usize, String)| message.contains("demand");
                // One type after the other, the shortest tables first: the first that sees it is enough.
                let mut types = demand.types.clone();
                types.sort_by_key(|code| pack.types[code].rows.len());
                let sees =
                    |code: &TypeCode| said(&broken, &files, std::slice::from_ref(code)).iter().any(by_demand);
                // One that names no type is for all of them.
                let all = types.is_empty() && said(&broken, &files, &[]).iter().any(by_demand);
                if !all && !types.iter().any(sees) {
                    unseen.push(format!("{} {}: {what}", pack.about.id, demand.id));
                }
            }
        }
    }
    println!("{tried} changes of a demand");
    assert!(unseen.is_empty(), "of {tried} unseen:\n{}", unseen.join("\n"));
    assert!(tried > 150, "only {tried} changes were tried");
}

#[test]
fn a_pack_without_demands_is_read_and_never_adopted() {
    for (pack, mut files) in desk::packs() {
        files.remove("demands.toml");
        let old = policy::load(&files).expect("a version adopted before demands were stated is still read");
        let said = said(&old, &files, &[]);
        for (code, kind) in pack.types.iter().filter(|(_, kind)| kind.table_of.is_none()) {
            let opens = |row: &RowDef| {
                outcomes(kind, row)
                    .into_iter()
                    .any(|outcome| outcome.gives_out() || outcome == Outcome::Authorize)
            };
            let names = |(_, message): &(usize, String)| {
                message.contains(&format!(" of {code} (")) && message.contains("no demand speaks of it")
            };
            assert_eq!(said.iter().any(names), kind.rows.iter().any(opens), "{code}");
        }
    }
}

#[test]
fn a_director_only_act_that_forgets_the_director_is_refused_by_its_number() {
    let (pack, files) = desk::packs().remove(0);
    let director = pack.gate_of(GateKind::DirectorOnly).unwrap().code.clone();
    let mut acts = 0;
    for (code, kind) in &pack.types {
        for (at, row) in
            kind.rows.iter().enumerate().filter(|(_, row)| waits_for(&pack, kind, row, &director))
        {
            acts += 1;
            let mut broken = pack.clone();
            lose(kind, &mut broken.types.get_mut(code).unwrap().rows[at], &director);
            let named = format!("INV-12 is broken by the row {} of {code}", row.code);
            let said = said(&broken, &files, std::slice::from_ref(code));
            assert!(said.iter().any(|(_, message)| message.starts_with(&named)), "{named}: {said:?}");
        }
    }
    assert!(acts > 8, "{acts}");
}
