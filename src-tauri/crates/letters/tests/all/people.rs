//! Hard names and addresses (`people.toml`): each is set as it was typed, sound and readable, or refused by name. No name is
//! changed in silence, and none stops the program.

use crate::inspector::inspect;
use crate::sample;
use letters::{Mark, page_image, typeset};
use unicode_normalization::UnicodeNormalization;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    says: String,
    name: String,
    address: Vec<String>,
    /// What the refusal names; a letter is set where there is none.
    refused: Option<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct People {
    person: Vec<Person>,
}

fn people() -> Vec<Person> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/people.toml");
    toml::from_str::<People>(&std::fs::read_to_string(path).unwrap()).unwrap().person
}

/// Text as it is compared: letters put together, and whatever shows nothing left out.
fn plain(text: &str) -> String {
    let shown = text.nfkc().filter(|sign| !sign.is_control() || sign.is_whitespace());
    let shown = shown.filter(|sign| !('\u{200B}'..='\u{2060}').contains(sign) && *sign != '\u{AD}');
    shown.filter(|sign| !sign.is_whitespace()).collect()
}

/// Whether it is read from right to left somewhere: readers of files turn such lines round, each in its way.
fn is_turned(text: &str) -> bool {
    text.chars().any(|sign| ('\u{590}'..'\u{780}').contains(&sign))
}

#[test]
fn hard_names_are_set_as_they_were_typed_or_refused_by_name() {
    let (mut set, mut refused) = (0, 0);
    for person in people() {
        let mut letter = sample::letter("L08");
        letter.addressee = std::iter::once(&person.name).chain(&person.address).cloned().collect();
        let made = typeset(&letter, &sample::letterhead(), Mark::Issued);
        let made = match (made, &person.refused) {
            (Err(error), Some(named)) => {
                assert!(error.to_string().contains(named), "{}: {error}", person.says);
                refused += 1;
                continue;
            }
            (Err(error), None) => panic!("{}: {error}", person.says),
            (Ok(_), Some(_)) => panic!("{}: it is set", person.says),
            (Ok(made), None) => made,
        };
        set += 1;
        let report = inspect(&made.pdf);
        assert_eq!(report.findings, Vec::<String>::new(), "{}", person.says);
        let text = plain(&report.text);
        for line in letter.addressee.iter().filter(|line| !is_turned(line)) {
            assert!(text.contains(&plain(line)), "{}: {line:?} in {}", person.says, report.text);
        }
        assert!(page_image(&made.pdf, 0, 1.0).is_ok(), "{}", person.says);
    }
    assert!(set > 12 && refused > 1, "{set} are set and {refused} refused");
}
