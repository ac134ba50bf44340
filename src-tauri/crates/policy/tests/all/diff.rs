//! What one version changes against another is never passed over: a change of any kind of value in any file is told.

use crate::desk::files;
use policy::diff;
use std::collections::BTreeSet;

/// A line `key = "words"` or `key = number`, with another value.
fn changed(line: &str) -> Option<(&str, String)> {
    let (key, value) = line.split_once(" = ")?;
    if let Some(words) = value.strip_prefix('"').and_then(|words| words.strip_suffix('"')) {
        return Some((key, format!("{key} = \"{words} (changed)\"")));
    }
    let number: u32 = value.parse().ok()?;
    Some((key, format!("{key} = {}", number + 1)))
}

#[test]
fn a_change_of_any_kind_of_value_in_any_file_is_told() {
    let files = files();
    let old = policy::load(&files).unwrap();
    let (mut tried, mut untold) = (0, Vec::new());
    for (name, text) in &files {
        let mut seen = BTreeSet::new();
        for (at, line) in text.lines().enumerate() {
            let Some((key, other)) = changed(line).filter(|(key, _)| seen.insert((*key).to_owned())) else {
                continue;
            };
            let mut lines: Vec<&str> = text.lines().collect();
            lines[at] = &other;
            let mut broken = files.clone();
            broken.insert(name.clone(), lines.join("\n"));
            // What cannot be loaded is refused anyway.
            let Ok(new) = policy::load(&broken) else { continue };
            tried += 1;
            if diff(&old, &new).is_empty() {
                untold.push(format!("{name}, line {}: {key}", at + 1));
            }
        }
    }
    assert!(tried > 100, "only {tried} changes could be loaded");
    assert_eq!(untold, Vec::<String>::new(), "of {tried}");
    assert_eq!(diff(&old, &old), []);
}

/// A held part that both versions hold alike: what the other version would take of it later is named.
#[test]
fn rules_that_moved_are_named_for_a_part_that_is_answered_alike() {
    let mut desk =
        crate::desk::Desk::received(crate::desk::at("2026-12-02T09:00"), domain::Channel::InPerson);
    desk.quiet();
    let part = desk.part("LE-S", &["DC8"]);
    let answers = [
        ("LQ1", "prosecutor"),
        ("LQ2", "subpoena"),
        ("LQ3", "clerk"),
        ("LQP", "prosecution"),
        ("LQ9", "none"),
    ];
    let more =
        [("LQ6", "yes"), ("LQ10", "no"), ("LQ7", "both"), ("LQ4", "no"), ("LQ8", "yes"), ("LS1", "no")];
    for (question, answer) in answers.into_iter().chain(more) {
        desk.answer(part, question, &[answer]);
    }
    let old = crate::desk::pack();
    let moved = |change: &dyn Fn(&mut policy::Pack)| {
        let mut new = old.clone();
        change(&mut new);
        let (before, after) = (desk.only(), policy::decide(&new, &desk.case()).parts.remove(0));
        assert_eq!((&before.row, before.outcome), (&after.row, after.outcome));
        policy::rules_moved((old, &before), (&new, &after))
    };
    assert_eq!(moved(&|_| ()), Vec::<String>::new());
    let no_judge = moved(&|pack| {
        let kind = pack.types.get_mut(&"LE-S".into()).unwrap();
        kind.release_gates.retain(|gate| gate.as_str() != "G4");
    });
    assert!(no_judge.iter().any(|words| words.starts_with("gates of a release")), "{no_judge:?}");
    let wider = moved(&|pack| {
        let kind = pack.types.get_mut(&"LE-S".into()).unwrap();
        for row in &mut kind.rows {
            row.allows = Some(vec!["DC8".into(), "DC9".into()]);
        }
    });
    assert!(wider.iter().any(|words| words.contains("what may go out")), "{wider:?}");
    let gate = moved(&|pack| {
        for gate in pack.gates.iter_mut().filter(|gate| gate.code.as_str() == "G7") {
            gate.named_when.clear();
        }
    });
    assert_eq!(gate, ["what meets G7"]);
}

/// Two rows share a code, and the second decided: it is the one that is compared.
#[test]
fn rules_that_moved_are_those_of_the_very_row_that_decided() {
    let mut desk =
        crate::desk::Desk::received(crate::desk::at("2026-12-02T09:00"), domain::Channel::InPerson);
    desk.quiet();
    let part = desk.part("COL", &[]);
    for (question, answer) in
        [("K-a", "placed"), ("VQ1", "on-file"), ("K-c", "none"), ("K-s", "on-file"), ("K-b", "identity")]
    {
        desk.answer(part, question, &[answer]);
    }
    let old = crate::desk::pack();
    let rows = &old.types[&"COL".into()].rows;
    let of_code: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].code.as_str() == "CO-1").collect();
    let [first, second] = of_code.as_slice() else { panic!("{of_code:?}") };
    assert_eq!(desk.only().row_at, *second);
    let moved = |at: usize, change: &dyn Fn(&mut policy::RowDef)| {
        let mut new = old.clone();
        change(&mut new.types.get_mut(&"COL".into()).unwrap().rows[at]);
        let after = policy::decide(&new, &desk.case()).parts.remove(0);
        policy::rules_moved((old, &desk.only()), (&new, &after))
    };
    let advised = |row: &mut policy::RowDef| {
        row.advice = Some(policy::AdviceMap {
            none: row.outcome,
            comply: row.outcome,
            comply_in_scope: row.outcome,
            object: row.outcome,
            decline: domain::Outcome::Deny,
        });
    };
    let fewer_gates = |row: &mut policy::RowDef| row.release_gates = Some(vec!["G1".into()]);
    let wider = |row: &mut policy::RowDef| row.from_advice = true;
    let told = |words: &str, change: &dyn Fn(&mut policy::RowDef)| {
        let said = moved(*second, change);
        assert!(said.iter().any(|one| one.starts_with(words)), "{words}: {said:?}");
        assert_eq!(moved(*first, change), Vec::<String>::new(), "{words}");
    };
    told("if counsel says decline", &advised);
    told("gates of a release", &fewer_gates);
    told("what may go out", &wider);
}
