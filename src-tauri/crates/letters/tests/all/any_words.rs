//! Whatever people type, a letter is made or refused by name; the program never stops.

use crate::sample;
use std::collections::BTreeMap;

use letters::{ComposeError, Mark, check, compose, typeset};
use proptest::prelude::*;

/// Text as people, scanners and attackers produce it.
fn any_words() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,60}",
        "[a-zA-Z ,.'’-]{0,200}",
        "[\\*\\\\{}%#\\-\n\r\t `]{0,40}",
        "[\u{0}-\u{2F}\u{300}-\u{36F}\u{5D0}-\u{5EA}\u{620}-\u{64A}\u{900}-\u{94F}\u{200B}-\u{206F}]{0,40}",
        "[a-z]{46,120}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_facts_give_a_letter_or_a_named_refusal(words in any_words(), name in any_words(), free in any_words()) {
        let catalogue = sample::catalogue();
        let mut facts = sample::facts("L14");
        facts.set("asked.words", words.clone()).set("requester.who", name.clone());
        facts.set("addressee", vec![name, "Town".to_owned()]).set("questions", vec![words]);
        let free = BTreeMap::from([("more".to_owned(), free)]);
        let text = catalogue.text("L14").unwrap();
        match compose(text, &facts, &free) {
            Ok(letter) => {
                let _ = check(&letter, text, &sample::never("L14"));
                if let Err(e) = typeset(&letter, &sample::letterhead(), Mark::Draft) {
                    prop_assert!(!e.to_string().is_empty());
                }
            }
            Err(e) => prop_assert!(matches!(e, ComposeError::Unresolved(_)), "{e:?}"),
        }
    }

    #[test]
    fn words_of_a_fact_stand_in_the_letter_as_they_were_given(words in "[a-zA-Z*#{}%\\\\-][a-zA-Z*#{}% \\\\-]{0,30}[a-zA-Z*#{}%\\\\-]") {
        let catalogue = sample::catalogue();
        let mut facts = sample::facts("L14");
        facts.set("requester.who", words.clone());
        facts.set("referral.reason", words.clone());
        let letter = compose(catalogue.text("L14").unwrap(), &facts, &sample::free("L14")).unwrap();
        let said: Vec<String> = letters::paragraphs(&letter).into_iter().map(|p| p.text).collect();
        prop_assert!(said.iter().any(|s| s.ends_with(&format!("As recorded: {words}"))), "{words:?} in {said:?}");
        prop_assert!(said.iter().any(|s| *s == format!("Why it comes to you: {words}")), "{words:?} in {said:?}");
    }
}
