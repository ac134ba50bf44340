//! A policy that cannot be used is refused with what is wrong in it, and the one in force stays in force.

use crate::desk::{Desk, contact, part};
use std::path::{Path, PathBuf};
use usecases::policy_life::{adopt_policy, compare_policy, policy_page};
use usecases::view::{NewRequestForm, RequesterForm};
use usecases::{Code, Session};

/// What is broken: the file, a passage of it, what stands there instead, and words of the refusal.
const BROKEN: [(&str, &str, &str, &str); 6] = [
    ("types/slow-road.toml", "minutes = 10", "minutes = \"ten\"", "invalid type"),
    ("types/slow-road.toml", "cites = [\"Rule 1\"", "cites = [\"Rule 99\"", "Rule 99 is neither"),
    (
        "types/court-paper.toml",
        "only_when = { qp-signer = [\"judge\"] }",
        "only_when = { qp-finding = [\"attached\"] }",
        "waits for itself",
    ),
    (
        "types/slow-road.toml",
        "when = { qu-silence = [\"yes\", \"unsure\"] }\noutcome",
        "when = { qu-now = [\"yes\", \"unsure\"] }\noutcome",
        "never reached",
    ),
    ("clocks.toml", "[[clock]]", "[[clock]]\nmoonphase = 3", "unknown field `moonphase`"),
    ("gates.toml", "[[gate]]", "\u{1}", "cannot be read"),
];

/// The sample pack in a folder, with one thing broken in it.
fn broken(desk: &Desk, number: usize) -> PathBuf {
    let (file, find, put, _) = BROKEN[number];
    let folder = desk.place(&format!("pack {number}"));
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/policy/quillhaven-2026-03-01");
    for from in [sample.clone(), sample.join("types")] {
        let to = folder.join(from.strip_prefix(&sample).unwrap());
        std::fs::create_dir_all(&to).unwrap();
        for entry in std::fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_file() {
                std::fs::copy(&entry, to.join(entry.file_name().unwrap())).unwrap();
            }
        }
    }
    let text = std::fs::read_to_string(folder.join(file)).unwrap();
    assert!(text.contains(find), "{find} is not in {file}");
    std::fs::write(folder.join(file), text.replacen(find, put, 1)).unwrap();
    folder
}

/// Versions on record, and which one is in force.
fn versions(session: &Session) -> Vec<(String, bool)> {
    let page = policy_page(session).unwrap();
    page.versions.into_iter().map(|version| (version.id, version.in_force)).collect()
}

#[test]
fn a_broken_policy_is_refused_by_file_and_line_and_the_old_one_stays_in_force() {
    let mut desk = Desk::open("2026-11-23T09:00");
    let before = versions(&desk.session);
    for (number, (file, _, _, words)) in BROKEN.iter().enumerate() {
        let folder = broken(&desk, number);
        let looked = compare_policy(&desk.session, Some(&folder)).unwrap_err();
        let refused = adopt_policy(&mut desk.session, Some(&folder)).unwrap_err();
        for error in [looked, refused] {
            assert_eq!(error.code, Code::PackRefused, "{words}: {error}");
            assert!(error.message.contains(&format!("{file}, line ")), "{words}: {error}");
            assert!(error.message.contains(words), "{words}: {error}");
            assert!(error.help.contains("already adopted are not touched"), "{words}: {error}");
        }
        assert_eq!(versions(&desk.session), before, "{words}");
    }
    let junk = desk.place("junk");
    std::fs::create_dir_all(&junk).unwrap();
    std::fs::write(junk.join("pack.toml"), "\u{1}[[row]]\n".repeat(1_000_000)).unwrap();
    let refused = adopt_policy(&mut desk.session, Some(&junk)).unwrap_err();
    assert!(refused.message.contains("pack.toml"), "{refused}");
    assert!(!refused.help.is_empty());
    let nothing = desk.place("nothing there");
    assert_eq!(adopt_policy(&mut desk.session, Some(&nothing)).unwrap_err().code, Code::FileProblem);
    assert_eq!(versions(&desk.session), before);
    let view = desk.start(NewRequestForm {
        received_at: "2026-11-23T08:30".to_owned(),
        channel: "phone".to_owned(),
        words: "Who booked the large room?".to_owned(),
        answers: contact(&[("RT1", "question"), ("RT2", "public"), ("RT3", "booking-contact")]),
        requester: RequesterForm::default(),
        parts: vec![part("the contact on the booking form", &["DC15"], "")],
        ..NewRequestForm::default()
    });
    assert!(view.policy.contains("12/18/2025"), "the next request comes under the old one: {}", view.policy);
}
