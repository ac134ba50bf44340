//! The headers of a record, read once more by a program that shares no code with this one. Where there is no Python 3 that part
//! says "not run".

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::office::{Office, minute, record};
use vault::{Anchor, KdfCost, NewPerson, Passphrase, PersonRole, StreamClass, UnlockSecret};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/verifier/verify_headers.py");

// Headers of a vault in which a deputy wrote and left, and an anchor in the middle.
fn headers(office: &mut Office) -> (Vec<String>, Anchor) {
    let mut vault = office.found();
    record(&mut vault, &[b"a secret text", b"two"]);
    let deputy = NewPerson {
        label: "Deputy",
        name: "Jo Example",
        reference: "",
        role: PersonRole::Designee,
        classes: &[StreamClass::Case],
        passphrase: Passphrase::typed("amber walrus counts nine lanterns"),
        known_words: &[],
        from: None,
        until: None,
        kdf: KdfCost::Cheap,
    };
    let slot = vault.add_person(&deputy, minute(2)).unwrap().slot;
    vault.close().unwrap();
    let secret = UnlockSecret::Person(slot.clone(), Passphrase::typed("amber walrus counts nine lanterns"));
    let (mut vault, _) = vault::open(&office.folder, &office.profile, secret, minute(3)).unwrap();
    record(&mut vault, &[b"by the deputy"]);
    vault.close().unwrap();
    let mut vault = office.opened();
    let anchor = vault.anchor();
    vault.revoke_person(&slot, minute(4)).unwrap();
    record(&mut vault, &[b"last"]);
    let mut text = Vec::new();
    let rows = vault.write_headers(&mut text).unwrap();
    let text = String::from_utf8(text).unwrap();
    for hidden in ["secret", "Example", "Deputy", "Director"] {
        assert!(!text.contains(hidden), "{hidden}");
    }
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    assert_eq!(lines.len() as u64, rows + 1);
    (lines, anchor)
}

fn run(place: &Path, lines: &[String], anchor: &str) -> Output {
    let file = place.join("headers.jsonl");
    fs::write(&file, lines.join("\n") + "\n").unwrap();
    Command::new("python3").arg(SCRIPT).arg(file).args(["--anchor", anchor]).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn a_second_reader_agrees_and_finds_every_sabotage() {
    if Command::new("python3").arg("--version").output().is_err() {
        eprintln!("not run: there is no python3 here");
        return;
    }
    let mut office = Office::new();
    let (lines, anchor) = headers(&mut office);
    let place = office.place.path();
    let sound = run(place, &lines, &anchor.code);
    assert_eq!(sound.status.code(), Some(0), "{}", told(&sound));
    assert!(told(&sound).contains(&format!("{} rows", lines.len() - 1)), "{}", told(&sound));

    let refused = |what: &str, lines: &[String], anchor: &str, names: &str| {
        let output = run(place, lines, anchor);
        assert_eq!(output.status.code(), Some(1), "{what} must be found: {}", told(&output));
        assert!(told(&output).contains(names), "{what}: {}", told(&output));
    };
    // Every field of one row; the value stays one that a row could have.
    let target = 5;
    let row: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&lines[target]).unwrap();
    for (name, value) in &row {
        let mut altered = row.clone();
        let other = match value {
            serde_json::Value::Number(number) => (number.as_u64().unwrap() + 1).into(),
            serde_json::Value::String(text) if name == "author" => {
                if text == "u1" { "u2" } else { "u1" }.into()
            }
            serde_json::Value::String(text) if text.is_empty() => "00".repeat(32).into(),
            serde_json::Value::String(text) if text.starts_with('0') => format!("1{}", &text[1..]).into(),
            serde_json::Value::String(text) => format!("0{}", &text[1..]).into(),
            other => panic!("{other}"),
        };
        altered.insert(name.clone(), other);
        let mut sabotaged = lines.clone();
        sabotaged[target] = serde_json::to_string(&altered).unwrap();
        refused(name, &sabotaged, &anchor.code, &format!("Row {target}"));
    }
    let mut gone = lines.clone();
    gone.remove(4);
    refused("a row taken out", &gone, &anchor.code, "Row 4");
    let mut swapped = lines.clone();
    swapped.swap(3, 4);
    refused("two rows exchanged", &swapped, &anchor.code, "Row 3");
    refused("cut off before the anchor", &lines[..4], &anchor.code, "No row has the code");
    refused("another code", &lines, "AAAAAAAAAAAAAAAAAAAA", "No row has the code");
    refused("nothing at all", &lines[..1], &anchor.code, "no row at all");
    let mut another = Office::new();
    let (rewritten, _) = headers(&mut another);
    refused("a whole record written anew", &rewritten, &anchor.code, "No row has the code");
    // Somebody who had left signs on: the keys are good, the place is not.
    let mut kept = lines.clone();
    kept[0] = kept[0].replace("\"from\":1,", "\"from\":3,");
    refused("an author before his time", &kept, &anchor.code, "may not write there");
    // What no paper speaks for can be cut off unseen; the script says so.
    let cut = run(place, &lines[..lines.len() - 1], &anchor.code);
    assert_eq!(cut.status.code(), Some(0), "{}", told(&cut));
    assert!(told(&cut).contains("only a newer code does"), "{}", told(&cut));
}
