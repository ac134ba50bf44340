//! Each provision, silence and tension of the policy is carried by something, and something notices when it is taken out.

use crate::desk::table::Prepared;
use crate::desk::{files, pack};
use domain::{GateCode, QuestionCode};
use policy::{Coverage, Pack, RowDef, coverage};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The numbering of the adopted policy, of its silences and of the tensions between it and the law.
fn expected() -> BTreeSet<String> {
    let numbered = |letter: &'static str, last: u32| (1..=last).map(move |at| format!("{letter}{at}"));
    numbered("P", 33).chain(numbered("X", 11)).chain(numbered("T", 15)).collect()
}

/// The pack as it would be if nobody had thought of a provision.
fn forgotten(code: &str) -> Pack {
    let mut pack = pack().clone();
    let other = |label: &String| label != code;
    for kind in pack.types.values_mut() {
        kind.cites.retain(other);
        kind.tensions.retain(|label| label.as_str() != code);
        for row in &mut kind.rows {
            row.cites.retain(other);
            row.exception_grounds.retain(|label| label.as_str() != code);
        }
    }
    for gate in &mut pack.gates {
        gate.grounds.retain(other);
    }
    for letter in &mut pack.letters {
        letter.cites.retain(other);
    }
    pack
}

#[test]
fn every_provision_is_there_and_carried_and_names_its_tests() {
    let all = coverage(pack());
    let codes: BTreeSet<_> = all.iter().map(|provision| provision.code.to_string()).collect();
    assert_eq!(codes, expected());
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    for provision in &all {
        assert!(provision.is_carried(), "{} is carried by nothing", provision.code);
        assert!(!provision.tests.is_empty(), "{} is noticed by no test", provision.code);
        for test in &provision.tests {
            let text = std::fs::read_to_string(crates.join(test));
            let text = text.unwrap_or_else(|_| panic!("{}: there is no {test}", provision.code));
            // Cases name what their row stands on; what a gate, a question or a duty carries they notice without its name.
            let cases = !provision.rows.is_empty() && test.ends_with(".toml");
            let quoted = format!("\"{}\"", provision.code);
            assert!(!cases || text.contains(&quoted), "{}: {test} does not ask for it", provision.code);
        }
    }
}

#[test]
fn a_provision_that_is_taken_out_is_missed() {
    let cases = Prepared::new();
    let on_rows = |provision: &Coverage| !provision.rows.is_empty();
    let unnoticed: Vec<_> = coverage(pack())
        .into_iter()
        .filter(on_rows)
        .filter(|provision| !cases.see_a_difference(&forgotten(provision.code.as_str()), None))
        .map(|provision| provision.code.to_string())
        .collect();
    assert!(unnoticed.is_empty(), "nobody would miss {}", unnoticed.join(", "));
    assert!(!cases.see_a_difference(pack(), None), "the cases must be quiet about the pack itself");
    let bare = |code: &str| {
        let pack = forgotten(code);
        coverage(&pack)
            .into_iter()
            .any(|provision| provision.code.as_str() == code && !provision.is_carried())
    };
    assert!(bare("P16"), "what was taken out counts as carried by nothing");
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Removals {
    #[serde(rename = "removal")]
    all: Vec<Removal>,
}

/// Something that carries a provision on which no row stands.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Removal {
    provision: String,
    by: Noticed,
    gate: Option<GateCode>,
    question: Option<QuestionCode>,
    letter: Option<String>,
    /// Type and stop.
    stop: Option<(String, String)>,
    /// The history of the policy.
    #[serde(default)]
    history: bool,
    /// Every section of the code that rows name.
    #[serde(default)]
    statutes: bool,
    /// Whoever asks for public records may be asked for a name.
    #[serde(default)]
    names_asked: bool,
    /// What the gate of authority says of a vacant post.
    #[serde(default)]
    vacancy: bool,
}

/// Who notices first that something is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Noticed {
    Cases,
    Checker,
    Loader,
    Coverage,
    Nobody,
}

fn without_gate(pack: &mut Pack, gate: &GateCode) {
    let lose = |list: &mut Vec<GateCode>| list.retain(|known| known != gate);
    pack.gates.retain(|known| known.code != *gate);
    pack.safeguards.readings.retain(|known| known.gate != *gate);
    pack.safeguards.figures.retain(|known| known.gate != *gate);
    pack.demands.iter_mut().for_each(|demand| lose(&mut demand.gates));
    for kind in pack.types.values_mut() {
        lose(&mut kind.gates_always);
        lose(&mut kind.release_gates);
        for row in &mut kind.rows {
            lose(&mut row.gates);
            row.only_gates.iter_mut().for_each(lose);
            row.release_gates.iter_mut().for_each(lose);
        }
    }
}

/// The question is asked nowhere any more, and no row, rider, pointer, stop or gate waits for it.
fn without_question(pack: &mut Pack, question: &QuestionCode) {
    let name = question.as_str();
    pack.universal.questions.retain(|known| known.code != *question);
    pack.shared.retain(|known| known.code != *question);
    pack.routing.questions.retain(|known| known.code != *question);
    for gate in &mut pack.gates {
        for read in [&mut gate.met_when, &mut gate.doubt_when, &mut gate.asked, &mut gate.amber_when] {
            read.remove(name);
        }
    }
    for kind in pack.types.values_mut() {
        kind.questions.retain(|known| known.code != *question);
        kind.steps.retain(|step| step.question.as_ref() != Some(question));
        kind.stops.retain(|stop| !stop.when.contains_key(name));
        kind.riders.retain(|rider| !rider.when.contains_key(name));
        kind.pointers.retain(|pointer| !pointer.when.contains_key(name));
        for row in &mut kind.rows {
            row.when.remove(name);
            row.also.remove(name);
            row.unless.remove(name);
        }
    }
}

impl Removal {
    /// The pack without it; none where it cannot be read any more.
    fn applied(&self) -> Option<Pack> {
        let mut pack = pack().clone();
        if let Some(gate) = &self.gate {
            without_gate(&mut pack, gate);
        }
        if let Some(question) = &self.question {
            without_question(&mut pack, question);
        }
        if let Some((kind, stop)) = &self.stop {
            let kind = pack.types.get_mut(&kind.as_str().into()).unwrap();
            kind.stops.retain(|known| known.id != *stop);
        }
        if self.history {
            pack.about.history.clear();
        }
        if self.vacancy {
            pack.gates.iter_mut().for_each(|gate| gate.on_vacancy = None);
        }
        let statutes = pack.statutes.clone();
        for kind in pack.types.values_mut() {
            kind.ask_no_name &= !self.names_asked;
            if self.statutes {
                kind.cites.retain(|label| !statutes.contains_key(label));
                for row in &mut kind.rows {
                    row.cites.retain(|label| !statutes.contains_key(label));
                }
            }
        }
        let Some(letter) = &self.letter else { return Some(pack) };
        let mut files = files();
        let text = files.get_mut("letters.toml").unwrap();
        let blocks: Vec<_> = text.split("[[letter]]").map(str::to_owned).collect();
        let other = |block: &&String| !block.contains(&format!("code = \"{letter}\""));
        *text = blocks.iter().filter(other).cloned().collect::<Vec<_>>().join("[[letter]]");
        policy::load(&files).ok()
    }
}

/// Who notices first.
fn noticed(
    changed: Option<&Pack>,
    code: &str,
    cases: &Prepared,
    files: &BTreeMap<String, String>,
) -> Noticed {
    let carried = |pack: &Pack| coverage(pack).into_iter().find(|one| one.code.as_str() == code);
    match changed {
        None => Noticed::Loader,
        Some(changed) if cases.see_a_difference(changed, None) => Noticed::Cases,
        Some(changed) if !policy::check(changed, files).is_sound() => Noticed::Checker,
        Some(changed) if carried(changed) != carried(pack()) => Noticed::Coverage,
        Some(_) => Noticed::Nobody,
    }
}

#[test]
fn what_carries_a_provision_without_a_row_is_missed_when_it_goes() {
    let removals: Removals = toml::from_str(include_str!("../carriers.toml")).unwrap();
    let named: BTreeSet<_> = removals.all.iter().map(|removal| removal.provision.clone()).collect();
    let bare = coverage(pack()).into_iter().filter(|provision| provision.rows.is_empty());
    assert_eq!(named, bare.map(|provision| provision.code.to_string()).collect());
    let (cases, files) = (Prepared::new(), files());
    let other: Vec<_> = removals
        .all
        .iter()
        .map(|removal| {
            let changed = removal.applied();
            assert!(changed.as_ref() != Some(pack()), "{removal:?} takes nothing out");
            (removal, noticed(changed.as_ref(), &removal.provision, &cases, &files))
        })
        .filter(|(removal, by)| removal.by != *by)
        .collect();
    assert!(other.is_empty(), "noticed otherwise than it says: {other:#?}");
}

/// What of a pack stands on one provision and on no other, each kind of it taken out apart. Demands and openings are taken out in
/// tests of their own.
fn only_by(code: &str) -> Vec<(&'static str, Pack)> {
    let is_alone = |labels: &[String]| {
        let mut provisions =
            labels.iter().filter(|label| pack().provisions.contains_key(&label.as_str().into()));
        labels.iter().any(|label| label == code) && provisions.all(|label| label == code)
    };
    let own = |row: &RowDef| {
        let grounds = row.exception_grounds.iter().map(ToString::to_string);
        grounds.chain(row.cites.iter().cloned()).collect::<Vec<_>>()
    };
    let mut all = Vec::new();
    let mut rows = pack().clone();
    for kind in rows.types.values_mut() {
        kind.rows.retain(|row| row.otherwise || !is_alone(&own(row)));
    }
    all.push(("rows", rows));
    let mut gates = pack().clone();
    for gate in pack().gates.iter().filter(|gate| is_alone(&gate.grounds)) {
        without_gate(&mut gates, &gate.code);
    }
    all.push(("gates", gates));
    let mut questions = pack().clone();
    for question in pack().questions().filter(|question| question.clause.as_str() == code) {
        without_question(&mut questions, &question.code);
    }
    all.push(("questions", questions));
    let mut stops = pack().clone();
    for kind in stops.types.values_mut() {
        kind.stops.retain(|stop| stop.clause.as_str() != code);
    }
    all.push(("stops", stops));
    all.retain(|(_, changed)| changed != pack());
    all
}

#[test]
fn what_stands_on_one_provision_alone_is_missed_when_it_goes() {
    let (cases, files) = (Prepared::new(), files());
    let (mut tried, mut unnoticed) = (0, Vec::new());
    for provision in coverage(pack()) {
        for (what, changed) in only_by(provision.code.as_str()) {
            tried += 1;
            if noticed(Some(&changed), "", &cases, &files) == Noticed::Nobody {
                unnoticed.push(format!("{} {what}", provision.code));
            }
        }
    }
    println!("{tried} removals of what stands on one provision alone");
    assert!(unnoticed.is_empty(), "of {tried}, nobody would miss: {unnoticed:#?}");
    assert!(tried > 30, "only {tried} were tried");
}
