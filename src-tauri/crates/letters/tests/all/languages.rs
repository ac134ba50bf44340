//! A letter in a further language: added as text, the same letter in all but its words.

use crate::inspector::inspect;
use crate::sample;
use letters::{Catalogue, Facts, Mark, TextProblem, compose, paragraphs, samples, shipped_files, typeset};
use std::collections::BTreeMap;

const WORDS: &str = include_str!("../languages/words/fr-CA.toml");
const NEVER: &str = include_str!("../languages/never/fr-CA.toml");
const LETTER: &str = include_str!("../languages/L01.fr-CA.toml");

fn with(files: &[(&str, &str)]) -> Result<Catalogue, Vec<TextProblem>> {
    let further = files.iter().map(|(name, source)| ((*name).to_owned(), *source));
    Catalogue::read(shipped_files().unwrap().into_iter().chain(further))
}

fn both() -> Catalogue {
    with(&[("words/fr-CA.toml", WORDS), ("never/fr-CA.toml", NEVER), ("L01.fr-CA.toml", LETTER)]).unwrap()
}

/// Why a changed text is refused, each sentence once.
fn refused(name: &str, source: &str) -> String {
    let found =
        with(&[("words/fr-CA.toml", WORDS), ("never/fr-CA.toml", NEVER), (name, source)]).unwrap_err();
    assert!(found.iter().all(|problem| problem.file == name), "{found:?}");
    found.into_iter().map(|problem| problem.message).collect::<Vec<_>>().join("; ")
}

fn facts() -> Facts {
    let mut facts = samples("L01").unwrap().swap_remove(0).facts;
    facts.set("enclosures", vec!["Une liste".to_owned()]);
    facts.set("corrects", "notre lettre du 1 décembre 2026");
    facts
}

#[test]
fn a_letter_in_a_further_language_says_everything_in_it_and_its_file_says_which() {
    let catalogue = both();
    assert_eq!(catalogue.text("L01").unwrap().language(), "en-US");
    let names: Vec<_> = catalogue.languages("L01").iter().map(|words| words.name.clone()).collect();
    assert_eq!(names, ["English", "Français"]);
    assert_eq!(catalogue.languages("L02").len(), 1);
    assert!(catalogue.text_in("L02", "fr-CA").is_none() && catalogue.text_in("L01", "en-US").is_none());

    let text = catalogue.text_in("L01", "fr-CA").unwrap();
    let letter = compose(text, &facts(), &BTreeMap::new()).unwrap();
    let mut never = catalogue.never();
    for kind in text.withheld_kinds() {
        never.withhold(&kind, Vec::<String>::new());
    }
    letters::check(&letter, text, &never).unwrap();
    let mut telling = letter.clone();
    telling.subject = "Notre avocat nous a conseillé d’attendre".to_owned();
    let found = letters::check(&telling, text, &never).unwrap_err();
    assert!(found.iter().any(|finding| finding.block == "subject"), "{found:?}");
    let set = typeset(&letter, &sample::letterhead(), Mark::Draft).unwrap();
    let report = inspect(&set.pdf);
    assert_eq!(report.findings, Vec::<String>::new());
    for words in
        ["14 décembre 2026", "Notre référence", "parvenue le 13 décembre 2026", "Pièce jointe", "Corrige"]
    {
        assert!(report.text.contains(words), "{words}: {}", report.text);
    }
    for words in ["December 14", "Our reference", "Enclosure", "Corrects"] {
        assert!(!report.text.contains(words), "{words}: {}", report.text);
    }
    let file = lopdf::Document::load_mem(&set.pdf).unwrap();
    assert_eq!(file.catalog().unwrap().get(b"Lang").unwrap().as_str().unwrap(), b"fr-CA");
    let said: Vec<_> = paragraphs(&letter).into_iter().map(|paragraph| paragraph.text).collect();
    assert!(said.contains(&"Pièce jointe: Une liste".to_owned()), "{said:?}");
    // As it is kept in a record, with its words.
    let kept = serde_json::to_string(&letter).unwrap();
    let again: letters::Letter = serde_json::from_str(&kept).unwrap();
    assert_eq!(typeset(&again, &sample::letterhead(), Mark::Draft).unwrap().pdf, set.pdf);
    let house = compose(catalogue.text("L01").unwrap(), &facts(), &BTreeMap::new()).unwrap();
    assert!(
        !serde_json::to_string(&house).unwrap().contains("\"words\""),
        "nothing new in letters of the house"
    );
}

#[test]
fn a_further_language_that_is_another_letter_is_refused() {
    let change = |from: &str, to: &str| {
        let source = LETTER.replacen(from, to, 1);
        assert_ne!(source, LETTER, "{from}");
        refused("L01.fr-CA.toml", &source)
    };
    for (from, to, why) in [
        ("reader_entitled = false", "reader_entitled = true", "the head is not as in L01.toml"),
        ("signer = \"author\"", "signer = \"decider\"", "the head is not as in L01.toml"),
        (
            "subject = \"Nous avons reçu votre demande\"",
            "subject = \"Votre demande du {{ received.date }}\"",
            "the subject is not as in L01.toml",
        ),
        ("\"fee.any\" = [\"yes\"]", "\"fee.any\" = [\"no\"]", "block 4 is not as in L01.toml"),
        ("says.contact = [\"appelez\"]", "", "mandatory content 5 is not as in L01.toml"),
        ("id = \"fee\"", "id = \"fee\"\nif_there = true", "mandatory content 3 is not as in L01.toml"),
        ("source = \"Iowa Code 22.3\"", "source = \"Iowa Code\"", "the source fees is not as in L01.toml"),
        (
            "[[never]]\nphrase = \"nous vous (enverrons|remettrons) (les|vos) documents\"\nreason = \"A receipt promises nothing.\"\n",
            "",
            "the phrases it must not say is not as in L01.toml",
        ),
        (
            "[[never]]\ndata = \"subject\"\nreason = \"A receipt does not repeat the name of a person asked about.\"\n",
            "",
            "rule 1 of what it must not say is not as in L01.toml",
        ),
        (
            "from = \"case\", optional = true }\n\"fee.total\"",
            "from = \"case\" }\n\"fee.total\"",
            "the fact fee.free is not",
        ),
        (
            "[[block]]\nid = \"received\"",
            "[[detail]]\nlabel = \"Vôtre\"\nvalue = \"{{ reference }}\"\n[[block]]\nid = \"received\"",
            "line 1 beside the address is not as in L01.toml",
        ),
    ] {
        let said = change(from, to);
        assert!(said.contains(why), "{from} -> {to}: {said}");
    }
}

#[test]
fn a_language_without_words_a_memo_and_a_wrong_name_are_refused() {
    let alone = with(&[("L01.fr-CA.toml", LETTER)]).unwrap_err();
    assert!(alone[0].message.contains("no words of the language"), "{alone:?}");
    let unguarded = with(&[("words/fr-CA.toml", WORDS), ("L01.fr-CA.toml", LETTER)]).unwrap_err();
    assert!(unguarded[0].message.contains("there is no never/fr-CA.toml"), "{unguarded:?}");
    let inside = NEVER.replacen("outward = true", "outward = false", 1);
    let inside = with(&[("words/fr-CA.toml", WORDS), ("never/fr-CA.toml", &inside)]).unwrap_err();
    assert!(inside[0].message.contains("asked of other words"), "{inside:?}");
    let without = NEVER.replacen("id = \"person\"", "id = \"persons\"", 1);
    let without = with(&[("words/fr-CA.toml", WORDS), ("never/fr-CA.toml", &without)]).unwrap_err();
    let without: Vec<_> = without.into_iter().map(|problem| problem.message).collect();
    assert!(
        without.iter().any(|message| message.contains("no phrases of the group \"person\"")),
        "{without:?}"
    );
    assert!(without.iter().any(|message| message.contains("no group \"persons\"")), "{without:?}");
    let files = shipped_files().unwrap();
    let source = |name: &str| files.iter().find(|(known, _)| known == name).unwrap().1;
    let memos: Vec<_> = sample::catalogue()
        .texts()
        .filter(|text| !text.is_outward())
        .map(|text| text.id().to_owned())
        .collect();
    let id = memos.first().unwrap();
    let memo = source(&format!("{id}.toml")).replace("language = \"en-US\"", "language = \"fr-CA\"");
    assert!(refused(&format!("{id}.fr-CA.toml"), &memo).contains("stays inside"));
    assert!(refused("L01.fr.toml", LETTER).contains("L01.fr-CA.toml in a further language"));
    assert!(refused("L01.en-US.toml", source("L01.toml")).contains("in the language of L01.toml"));
    let lonely = LETTER.replacen("id = \"L01\"", "id = \"L99\"", 1);
    assert!(refused("L99.fr-CA.toml", &lonely).contains("there is no letter \"L99\""));
    let wrong = with(&[("words/fr.toml", WORDS)]).unwrap_err();
    assert!(wrong[0].message.contains("holds words of \"fr-CA\""), "{wrong:?}");
}
