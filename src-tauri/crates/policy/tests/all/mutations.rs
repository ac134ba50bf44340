//! Breaking the pack on purpose, one row, gate, letter, condition or stop at a time: the checker or a case must see it. What
//! is no table is changed by the list in `changes`; demands and safeguards are broken in tests of their own.

use crate::dates;
use crate::desk;
use crate::desk::table::Prepared;
use crate::desk::{files, pack};
use domain::{AdviceResult, DataCode, Outcome, TypeCode};
use policy::{AdviceMap, GateKind, JudgeWays, Pack, RowDef, TypeDef, Widest};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

struct Mutant {
    what: String,
    /// The type it changes.
    type_code: Option<TypeCode>,
    /// The type whose table it changes.
    table: Option<TypeCode>,
    /// It takes out a condition of a row.
    condition: bool,
    pack: Pack,
}

/// How many combinations each row takes, as pinned.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pinned {
    #[serde(rename = "table")]
    tables: Vec<PinnedTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PinnedTable {
    #[serde(rename = "type")]
    type_code: String,
    rows: Vec<PinnedRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PinnedRow {
    row: String,
    takes: u64,
}

fn pinned() -> BTreeMap<TypeCode, Vec<(String, u64)>> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reach.toml");
    let pinned: Pinned = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let rows = |rows: Vec<PinnedRow>| rows.into_iter().map(|row| (row.row, row.takes)).collect();
    pinned.tables.into_iter().map(|table| (table.type_code.as_str().into(), rows(table.rows))).collect()
}

/// The conditions that repeat what the rows above them leave, so that each row can be read by itself.
fn said_twice() -> BTreeSet<String> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Listed {
        conditions: BTreeSet<String>,
    }
    let listed: Listed = toml::from_str(include_str!("../said_twice.toml")).unwrap();
    listed.conditions
}

/// Changes after which everything is as before, each with the reason.
fn nothing_follows() -> &'static BTreeMap<String, String> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Listed {
        changes: BTreeMap<String, String>,
    }
    static LISTED: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    LISTED.get_or_init(|| {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/nothing_follows.toml");
        let listed: Listed = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        listed.changes
    })
}

fn reach_of(pack: &Pack, code: &TypeCode) -> Vec<(String, u64)> {
    let rows = pack.type_def(code).unwrap().rows.iter().map(|row| row.code.0.clone());
    rows.zip(policy::reach(pack, code)).collect()
}

#[test]
fn each_row_takes_the_combinations_it_took_when_it_was_looked_at() {
    let pinned = pinned();
    assert_eq!(pinned.len(), pack().types.len());
    for code in pack().types.keys() {
        assert_eq!(Some(&reach_of(pack(), code)), pinned.get(code), "{code}");
    }
}

#[test]
fn no_change_of_the_pack_goes_unnoticed() {
    let (files, pinned, cases) = (files(), pinned(), Prepared::new());
    let every = std::env::var_os("CUSTODIAN_EVERY_CHANGE").is_some();
    // Another part of them as the files change in length, and the same one for the same files.
    let turn = if every { 0 } else { files.values().map(String::len).sum::<usize>() % SAMPLE };
    let of = if every { SHARES } else { SHARES * SAMPLE };
    let look = |share| {
        let mut seen = Seen::default();
        each_mutant((turn * SHARES + share, of), &mut |mutant| seen.judge(mutant, &files, &pinned, &cases));
        seen
    };
    let look = &look;
    let shares: Vec<Seen> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..SHARES).map(|share| scope.spawn(move || look(share))).collect();
        running.into_iter().map(|share| share.join().unwrap()).collect()
    });
    let total: usize = shares.iter().map(|seen| seen.total).sum();
    let equivalent: Vec<_> = shares.iter().flat_map(|seen| seen.equivalent.clone()).collect();
    let survivors: Vec<_> = shares.iter().flat_map(|seen| seen.survivors.clone()).collect();
    println!(
        "part {} of {}: {} of {total} changes seen, {} equivalent: {}",
        turn + 1,
        of / SHARES,
        total - survivors.len() - equivalent.len(),
        equivalent.len(),
        equivalent.join("; ")
    );
    assert!(total > 350, "only {total} changes were made");
    assert!(survivors.is_empty(), "{} of {total} survive:\n{}", survivors.len(), survivors.join("\n"));
    // Each is proved the same by the combinations that its rows take, and stands in the list by name.
    let listed: BTreeSet<_> = said_twice().into_iter().chain(nothing_follows().keys().cloned()).collect();
    let strange: Vec<_> = equivalent.iter().filter(|what| !listed.contains(*what)).collect();
    assert!(strange.is_empty(), "not in tests/said_twice.toml: {strange:#?}");
    if every {
        let gone: Vec<_> = listed.iter().filter(|what| !equivalent.contains(*what)).collect();
        assert!(gone.is_empty(), "listed as changing nothing, and seen now: {gone:#?}");
    }
}

/// How many look at the changes side by side.
const SHARES: usize = 2;

/// The test command makes every so many-th change, from another one on as the pack's files change;
/// `cargo xtask torture changes` makes each.
const SAMPLE: usize = 4;

/// What became of the changes.
#[derive(Default)]
struct Seen {
    total: usize,
    equivalent: Vec<String>,
    survivors: Vec<String>,
}

impl Seen {
    fn judge(
        &mut self,
        mutant: Mutant,
        files: &BTreeMap<String, String>,
        pinned: &BTreeMap<TypeCode, Vec<(String, u64)>>,
        cases: &Prepared,
    ) {
        self.total += 1;
        if mutant.type_code.is_none() && !is_sound_around(&mutant.pack, files) {
            return;
        }
        // The cases are quick; the slower looks follow only where they see nothing.
        if cases.see_a_difference(&mutant.pack, mutant.type_code.as_ref().map(TypeCode::as_str)) {
            return;
        }
        let moved =
            mutant.table.as_ref().is_some_and(|code| Some(&reach_of(&mutant.pack, code)) != pinned.get(code));
        if moved {
            return;
        }
        if mutant.condition {
            // The very same combinations reach the very same rows: the condition repeats what the rows above it leave.
            self.equivalent.push(mutant.what);
        } else if dates::has_the_reasons(&mutant.pack)
            && is_sound(mutant.pack, mutant.type_code.as_ref(), files)
        {
            match nothing_follows().contains_key(&mutant.what) {
                true => self.equivalent.push(mutant.what),
                false => self.survivors.push(mutant.what),
            }
        }
    }
}

/// Whether the checker finds nothing. Each proof looks at one type after the other, so the others need no second look.
fn is_sound(mut pack: Pack, changed: Option<&TypeCode>, files: &BTreeMap<String, String>) -> bool {
    if let Some(code) = changed {
        desk::keep_only(&mut pack, std::slice::from_ref(code));
    }
    policy::check(&pack, files).is_sound()
}

/// Whether the checker finds nothing in what is no table, with a few short tables beside it.
fn is_sound_around(pack: &Pack, files: &BTreeMap<String, String>) -> bool {
    let mut pack = pack.clone();
    desk::keep_only(&mut pack, &["careful", "paper", "LE-N", "LE-0", "ECN", "VEN"].map(TypeCode::from));
    policy::check(&pack, files).is_sound()
}

/// Makes every change, one at a time; of them those whose turn it is.
fn each_mutant((share, of): (usize, usize), judge: &mut dyn FnMut(Mutant)) {
    let mut turn = 0;
    let mut add = |what: String, change: &dyn Fn(&mut Pack)| {
        turn += 1;
        if turn % of != share {
            return;
        }
        let mut broken = pack().clone();
        change(&mut broken);
        if broken != *pack() {
            let type_code =
                pack().types.keys().find(|code| broken.types[*code] != pack().types[*code]).cloned();
            let table = pack()
                .types
                .keys()
                .find(|code| broken.types[*code].rows != pack().types[*code].rows)
                .cloned();
            judge(Mutant { type_code, condition: what.contains(": condition "), what, table, pack: broken });
        }
    };
    for kind in pack().types.values().filter(|kind| kind.table_of.is_none()) {
        let code = kind.code.clone();
        let of_type = |change: &dyn Fn(&mut TypeDef), what: String, add: &mut Add<'_>| {
            add(format!("{code}: {what}"), &|pack| change(pack.types.get_mut(&code).unwrap()));
        };
        for gate in kind.gates_always.iter().filter(|gate| adds_something(kind, gate)) {
            // What must be green before a release is at work anyway; what the type adds beyond that must be noticed.
            of_type(
                &|kind| kind.gates_always.retain(|known| known != gate),
                format!("gate {gate} of the type"),
                &mut add,
            );
        }
        if kind.code != pack().about.careful && kind.code.as_str() != "paper" && uses_release_list(kind) {
            for gate in kind.release_gates.iter().filter(|gate| !always_needed(gate.as_str())) {
                of_type(
                    &|kind| kind.release_gates.retain(|known| known != gate),
                    format!("release gate {gate}"),
                    &mut add,
                );
            }
        }
        for at in 0..kind.letters_always.len() {
            if !is_named_by_all(kind, at) {
                of_type(
                    &|kind| drop(kind.letters_always.remove(at)),
                    format!("letter {} of the type", kind.letters_always[at].code),
                    &mut add,
                );
            }
        }
        for at in 0..kind.stops.len() {
            of_type(&|kind| drop(kind.stops.remove(at)), format!("stop {}", kind.stops[at].id), &mut add);
            of_type(
                &|kind| kind.stops[at].lifted.clear(),
                format!("stop {} lifted by nothing recorded", kind.stops[at].id),
                &mut add,
            );
        }
        for at in 0..kind.clocks.len() {
            of_type(&|kind| drop(kind.clocks.remove(at)), format!("clock {}", kind.clocks[at]), &mut add);
        }
        for (at, owed) in kind.clocks_when.iter().enumerate() {
            of_type(&|kind| drop(kind.clocks_when.remove(at)), format!("clock {}", owed.clock), &mut add);
            for name in owed.when.keys() {
                of_type(
                    &|kind| drop(kind.clocks_when[at].when.remove(name)),
                    format!("clock {} whatever {name} says", owed.clock),
                    &mut add,
                );
            }
        }
        for (at, pointer) in kind.pointers.iter().enumerate() {
            let name = format!("pointer {} ({at})", pointer.code);
            of_type(&|kind| drop(kind.pointers.remove(at)), format!("{name} dropped"), &mut add);
            for fact in pointer.when.keys() {
                of_type(
                    &|kind| drop(kind.pointers[at].when.remove(fact)),
                    format!("{name} whatever {fact} says"),
                    &mut add,
                );
            }
        }
        if let Widest::Data(_) = &kind.widest
            && kind.rows.iter().any(|row| row.allows.is_some() && row.exception.is_none())
        {
            let narrower = |kind: &mut TypeDef| {
                if let Widest::Data(widest) = &mut kind.widest {
                    widest.data.remove(0);
                }
            };
            of_type(&narrower, "widest release".to_owned(), &mut add);
        }
        if let Widest::Data(widest) = &kind.widest {
            let more = beyond(&widest.data);
            let wider = |kind: &mut TypeDef| {
                if let Widest::Data(widest) = &mut kind.widest {
                    widest.data.push(more.clone());
                }
            };
            of_type(&wider, format!("widest release with {more}"), &mut add);
        }
        for (at, row) in kind.rows.iter().enumerate() {
            let name = format!("row {} ({at})", row.code);
            if !row.otherwise {
                of_type(&|kind| drop(kind.rows.remove(at)), format!("{name} dropped"), &mut add);
            }
            for (what, change) in row_changes(kind, row) {
                of_type(&|kind| change(&mut kind.rows[at]), format!("{name}: {what}"), &mut add);
            }
        }
    }
    crate::changes::each_change(&mut add);
}

type Change = Box<dyn Fn(&mut RowDef)>;
pub(crate) type Add<'a> = dyn FnMut(String, &dyn Fn(&mut Pack)) + 'a;

fn row_changes(kind: &TypeDef, row: &RowDef) -> Vec<(String, Change)> {
    let mut changes: Vec<(String, Change)> = Vec::new();
    let outcomes = [
        Outcome::Release,
        Outcome::ReleaseInPart,
        Outcome::Deny,
        Outcome::Counsel,
        Outcome::Authorize,
        Outcome::NotOurs,
    ];
    for outcome in outcomes {
        // Where counsel's advice decides, the outcome before any advice is the map's own first entry.
        let by_map = row.advice.is_some() || row.outcome == Outcome::Counsel;
        if outcome != row.outcome && !by_map {
            changes.push((format!("outcome {outcome:?}"), Box::new(move |row| row.outcome = outcome)));
        }
        if row.advice.is_some() {
            type Entry = fn(&mut AdviceMap) -> &mut Outcome;
            let entries: [(&str, Entry); 5] = [
                ("none", |map| &mut map.none),
                ("comply", |map| &mut map.comply),
                ("comply-in-scope", |map| &mut map.comply_in_scope),
                ("object", |map| &mut map.object),
                ("decline", |map| &mut map.decline),
            ];
            // A release that the advice does not carry is what must never slip in.
            for (name, entry) in entries.into_iter().filter(|_| outcome.gives_out()) {
                let change = move |row: &mut RowDef| {
                    if let Some(map) = &mut row.advice
                        && !entry(map).gives_out()
                    {
                        *entry(map) = outcome;
                    }
                };
                changes.push((format!("advice {name} leads to {outcome:?}"), Box::new(change)));
            }
        }
    }
    for name in row.when.keys() {
        let name = name.clone();
        let what = format!("condition {name}");
        changes.push((what, Box::new(move |row| drop(row.when.remove(&name)))));
    }
    for name in row.unless.keys() {
        let name = name.clone();
        let what = format!("condition unless {name}");
        changes.push((what, Box::new(move |row| drop(row.unless.remove(&name)))));
    }
    for name in row.also.keys() {
        let name = name.clone();
        let what = format!("condition also {name}");
        changes.push((what, Box::new(move |row| drop(row.also.remove(&name)))));
    }
    for at in 0..row.named.len() {
        let change = move |row: &mut RowDef| row.named[at].data = row.allows.clone().unwrap_or_default();
        changes.push((format!("named {at} opens all"), Box::new(change)));
    }
    for (name, values) in row.when.clone() {
        for value in values {
            let (name, what) = (name.clone(), format!("{name} = {value} taken out"));
            let change = move |row: &mut RowDef| {
                if let Some(values) = row.when.get_mut(&name) {
                    values.retain(|known| *known != value);
                }
            };
            if row.when[&change_name(&what)].len() > 1 {
                changes.push((what, Box::new(change)));
            }
        }
    }
    for code in row.letters.iter().filter(|code| !added_by_type(kind, row, code)).cloned() {
        changes.push((
            format!("letter {code}"),
            Box::new(move |row| row.letters.retain(|known| *known != code)),
        ));
    }
    for (outcome, codes) in row.letters_on.clone() {
        for code in codes {
            let change = move |row: &mut RowDef| {
                row.letters_on.entry(outcome).or_default().retain(|known| *known != code)
            };
            changes.push((format!("letter on {outcome:?}"), Box::new(change)));
        }
    }
    for gate in
        row.gates.iter().chain(row.only_gates.iter().flatten()).filter(|gate| opens_by_it(kind, row, gate))
    {
        // What the type's own lists name stays; it is the row that loses it.
        let gate = gate.clone();
        let change = move |row: &mut RowDef| {
            row.gates.retain(|known| *known != gate);
            row.only_gates.iter_mut().for_each(|gates| gates.retain(|known| *known != gate));
        };
        changes.push(("loses a gate".to_owned(), Box::new(change)));
    }
    for gate in row.release_gates.iter().flatten().filter(|gate| !always_needed(gate.as_str())).cloned() {
        let change = move |row: &mut RowDef| {
            row.gates.retain(|known| *known != gate);
            row.only_gates.iter_mut().for_each(|gates| gates.retain(|known| *known != gate));
            row.release_gates.iter_mut().for_each(|gates| gates.retain(|known| *known != gate));
        };
        changes.push(("release gate of the row".to_owned(), Box::new(change)));
    }
    if row.allows.is_some() {
        changes.push((
            "lets card numbers out".to_owned(),
            Box::new(|row| row.allows.iter_mut().for_each(|data| data.push(DataCode::from("DC2")))),
        ));
        changes.push((
            "lets opt-in data out".to_owned(),
            Box::new(|row| row.allows.iter_mut().for_each(|data| data.push(DataCode::from("DC5")))),
        ));
        let more = beyond(row.allows.as_deref().unwrap_or_default());
        changes.push((
            format!("lets {more} out"),
            Box::new(move |row| row.allows.iter_mut().for_each(|data| data.push(more.clone()))),
        ));
        changes.push(("lets nothing out".to_owned(), Box::new(|row| row.allows = Some(Vec::new()))));
    }
    if !row.exception_grounds.is_empty() {
        changes.push(("exception".to_owned(), Box::new(|row| row.exception_grounds.clear())));
    }
    if row.exception.is_some() {
        changes.push(("kind of exception".to_owned(), Box::new(|row| row.exception = None)));
    }
    if !row.modifiers.is_empty() {
        changes.push(("modifiers".to_owned(), Box::new(|row| row.modifiers.clear())));
    }
    if row.judge != JudgeWays::Any {
        changes.push(("ways of the judge's finding".to_owned(), Box::new(|row| row.judge = JudgeWays::Any)));
    }
    if row.otherwise {
        changes.push((
            "the last row denies".to_owned(),
            Box::new(|row| {
                row.outcome = Outcome::Deny;
                row.advice = None;
            }),
        ));
    }
    changes
}

/// A confidential kind of data that is not on a list: loans first, then what else nobody should find there.
fn beyond(list: &[DataCode]) -> DataCode {
    let mut codes = ["DC8", "DC11", "DC1", "DC13", "DC16", "DC17", "DC20"].into_iter().map(DataCode::from);
    codes.find(|code| !list.contains(code)).expect("no list names all of them")
}

fn change_name(what: &str) -> String {
    what.split(' ').next().unwrap_or_default().to_owned()
}

/// Gates that every final outcome needs whether or not a list names them.
fn always_needed(gate: &str) -> bool {
    ["G1", "G10", "G18"].contains(&gate)
}

/// Whether something opens by a gate that nothing but the row's own list names.
fn opens_by_it(kind: &TypeDef, row: &RowDef, gate: &domain::GateCode) -> bool {
    let typed = row.only_gates.is_none() && kind.gates_always.contains(gate);
    let outcomes = [None, Some(AdviceResult::Comply), Some(AdviceResult::ComplyInScope)];
    let opens = outcomes.into_iter().any(|advice| match kind.outcome_under(row, advice) {
        Outcome::Release | Outcome::ReleaseInPart => {
            !row.release_gates.as_ref().unwrap_or(&kind.release_gates).contains(gate)
        }
        Outcome::Authorize => !typed,
        _ => false,
    });
    !always_needed(gate.as_str()) && opens
}

/// Whether some row that can release rests on the type's own list of gates.
fn uses_release_list(kind: &TypeDef) -> bool {
    let leads_out = |row: &RowDef| {
        kind.outcome_under(row, None).gives_out()
            || kind.outcome_under(row, Some(AdviceResult::Comply)).gives_out()
    };
    kind.rows.iter().any(|row| row.release_gates.is_none() && leads_out(row))
}

/// Whether the type's list of gates changes anything by naming a gate: not if every final outcome needs it, if each row
/// names it, or if it matters to releases alone and is on their list.
fn adds_something(kind: &TypeDef, gate: &domain::GateCode) -> bool {
    let for_denials = matches!(
        pack().gate(gate).map(|gate| gate.kind),
        Some(GateKind::Identity | GateKind::CounselConsulted | GateKind::SecondLook)
    );
    let by_rows = kind.rows.iter().all(|row| row.gates.contains(gate));
    let by_releases = kind.release_gates.contains(gate) && !for_denials;
    !always_needed(gate.as_str()) && !by_rows && !by_releases
}

/// Whether the type asks for a letter by itself wherever the row does.
fn added_by_type(kind: &TypeDef, row: &RowDef, letter: &domain::LetterCode) -> bool {
    let waits = kind.outcome_under(row, None) == Outcome::Counsel;
    kind.letters_always.iter().any(|known| {
        let held = known.when.len() == 1 && known.when.contains_key("held") && waits;
        known.code == *letter && (known.when.is_empty() || held)
    })
}

/// A letter of the type that each of its rows names as well changes nothing when it goes.
fn is_named_by_all(kind: &TypeDef, at: usize) -> bool {
    let letter = &kind.letters_always[at];
    kind.rows.iter().all(|row| row.letters.contains(&letter.code))
}
