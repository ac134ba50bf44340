//! A library's own words: every passage of every text can be said otherwise, and none can drop what the letter must contain.

use std::collections::BTreeMap;

use letters::{Passage, samples};

use crate::sample::{catalogue, never};

fn one(passage: &Passage, words: impl Into<String>) -> BTreeMap<String, String> {
    [(passage.id.clone(), words.into())].into()
}

/// The words with their placeholders and nothing else.
fn bare(passage: &Passage) -> String {
    let facts = passage.keeps.iter().map(|name| format!("{{{{ {name} }}}}"));
    std::iter::once("Good day.".to_owned()).chain(facts).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_passage_can_be_said_otherwise_and_its_own_words_change_nothing() {
    let catalogue = catalogue();
    let mut passages = 0;
    for text in catalogue.texts() {
        for passage in text.passages() {
            passages += 1;
            let same = text.reworded(&one(&passage, passage.words.clone())).unwrap_or_else(|found| {
                panic!("{} {}: {found:?}", text.id(), passage.id);
            });
            assert_eq!(format!("{:?}", same.passages()), format!("{:?}", text.passages()));
            let longer = format!("{} Thank you.", passage.words);
            let longer = text.reworded(&one(&passage, longer)).unwrap();
            assert!(
                longer.passages().iter().any(|now| now.id == passage.id && now.words.ends_with("Thank you."))
            );
        }
    }
    assert!(passages > 150, "{passages}");
}

/// Each passage that says what the letter must contain is emptied of it, with all its placeholders in place.
#[test]
fn no_passage_can_drop_what_the_letter_must_contain() {
    let (mut emptied, mut bare_facts) = (0, Vec::new());
    for text in catalogue().texts() {
        for passage in text.passages().into_iter().filter(|passage| !passage.must.is_empty()) {
            match text.reworded(&one(&passage, bare(&passage))) {
                Err(_) => emptied += 1,
                // All that it must contain are its facts, or the rest of its block says it.
                Ok(_) => bare_facts.push(format!("{} {}", text.id(), passage.id)),
            }
            for name in &passage.keeps {
                let without = passage.words.replace(&format!("{{{{ {name} }}}}"), "…");
                let found = text.reworded(&one(&passage, without)).expect_err(name);
                assert!(found.iter().any(|problem| problem.message.contains(name)), "{found:?}");
            }
        }
    }
    assert!(emptied > 100, "{emptied} passages");
    // These alone carry nothing but facts, or words that stand beside a list or table which carries it.
    assert_eq!(bare_facts, CARRIED_BY_FACTS, "{emptied} refused");
}

const CARRIED_BY_FACTS: [&str; 14] = [
    "L01 received.after",
    "L03 given.after",
    "L04 given.after",
    "L04 fee",
    "L06 date",
    "L07 searched",
    "L11 list.after",
    "L12 given.after",
    "L21 approved.after",
    "L22 subject",
    "L24 refused.after",
    "L28 end",
    "L28 public.after",
    "L29 until",
];

/// Words that say the opposite say it no more; a sentence beside them, however it is turned, takes nothing away.
#[test]
fn what_the_letter_must_contain_cannot_be_turned_round() {
    let catalogue = catalogue();
    for (id, block, from, to) in [
        // Before the phrase.
        ("L01", "free", "is free", "is hardly free"),
        ("L02", "instead", "These are open to all", "Never these are open to all"),
        ("L23", "how", "Anyone may ask", "Not anyone may ask"),
        ("L25", "asked", "is public. Anyone may have it", "is secret. Not anyone may have it"),
        // In the midst of it.
        ("L10", "willing", "is at", "cannot be reached at"),
        ("L30", "ends", "may be told", "may not be told"),
        // In place of it.
        ("L01", "confidential", "may be", "may not be"),
        ("L15", "confidential", "are confidential", "are hardly confidential"),
        ("L18", "money", "may hear", "may not hear"),
        ("L26", "end", "is destroyed", "is neither kept nor destroyed"),
    ] {
        let text = catalogue.text(id).unwrap();
        let passage = text.passages().into_iter().find(|passage| passage.id == block).unwrap();
        let turned = passage.words.replacen(from, to, 1);
        assert_ne!(turned, passage.words, "{id} {block}: {from}");
        let found = text.reworded(&one(&passage, turned)).expect_err(to);
        assert!(
            found.iter().any(|problem| problem.message.contains("must still say")),
            "{id} {block}: {found:?}"
        );
        // What was turned elsewhere in the passage takes nothing away.
        let beside = format!("If you do not agree, {} That is not all.", passage.words);
        text.reworded(&one(&passage, beside)).unwrap_or_else(|found| panic!("{id} {block}: {found:?}"));
    }
}

#[test]
fn every_text_has_a_sample_and_each_sample_passes_the_last_look() {
    let catalogue = catalogue();
    let mut turns = 0;
    for text in catalogue.texts() {
        let samples = samples(text.id()).unwrap();
        assert!(!samples.is_empty(), "{} has no sample", text.id());
        assert!(samples.len() == 1 || samples.iter().all(|sample| !sample.turn.is_empty()), "{}", text.id());
        for sample in samples {
            turns += 1;
            let letter = letters::compose(text, &sample.facts, &sample.free).unwrap();
            assert_eq!(letters::check(&letter, text, &never(text.id())), Ok(()), "{}", sample.id);
        }
    }
    assert!(turns >= 48, "{turns}");
}

/// What no sample shows is looked at too: every passage of a text stands in its whole letter, and nothing in it is forbidden.
#[test]
fn the_whole_letter_has_every_passage_and_passes_the_last_look() {
    let catalogue = catalogue();
    for text in catalogue.texts() {
        for sample in samples(text.id()).unwrap() {
            let letter =
                letters::whole(text, &sample).unwrap_or_else(|error| panic!("{}: {error}", sample.id));
            assert_eq!(letters::check(&letter, text, &never(text.id())), Ok(()), "{}", sample.id);
            for passage in text.passages().iter().filter(|passage| passage.id != "subject") {
                let block = passage.id.strip_suffix(".after").unwrap_or(&passage.id);
                assert!(letter.blocks.iter().any(|known| known.id == block), "{} {}", sample.id, passage.id);
            }
        }
    }
}

#[test]
fn words_that_cannot_be_seen_and_passages_that_are_not_there_are_refused() {
    let catalogue = catalogue();
    let text = catalogue.text("L01").unwrap();
    let told = |passage: &str, words: &str| {
        let words = [(passage.to_owned(), words.to_owned())].into();
        text.reworded(&words).unwrap_err().iter().map(|problem| problem.message.clone()).collect::<String>()
    };
    assert!(told("nowhere", "Words.").contains("no such passage"));
    assert!(told("subject", "\\").contains("Some words"));
    assert!(told("subject", "Your re\u{AD}quest").contains("cannot be seen"));
    assert!(told("subject", "Your request \u{202E}now").contains("cannot be seen"));
}
