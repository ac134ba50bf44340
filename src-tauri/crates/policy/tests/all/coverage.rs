//! Each provision, silence and tension of the policy is carried by something, and something notices when it is taken out.

use crate::desk::pack;
use crate::desk::table::Prepared;
use policy::{Coverage, Pack, coverage};
use std::collections::BTreeSet;
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
