//! How hard the outward texts are to read: the Flesch-Kincaid grade of every letter that leaves the library, from its own
//! words. Names, citations, numbers and dates are left out of the count: nobody chose them.

use crate::sample;
use letters::{Letter, Part, Value, plain};

/// The highest grade of a letter to the public.
const HIGHEST: f64 = 9.0;

#[test]
fn every_outward_letter_reads_at_grade_nine_or_below() {
    let catalogue = sample::catalogue();
    let mut hard = Vec::new();
    for id in sample::IDS {
        let text = sample::text_of(&catalogue, id);
        if text.is_outward() {
            let grade = grade(&sentences(&own_words(id)));
            println!("{id}: grade {grade:.1}");
            if grade > HIGHEST {
                hard.push(format!("{id} reads at grade {grade:.1}"));
            }
        }
    }
    assert!(hard.is_empty(), "{}", hard.join("\n"));
}

#[test]
fn the_count_tells_plain_words_from_hard_ones() {
    let plain = grade(&sentences("The cat sat on the mat. It was warm. We let it sleep."));
    let hard = grade(&sentences(
        "Notwithstanding the aforementioned considerations, institutional confidentiality obligations necessitate \
         comprehensive evaluation of documentation preceding dissemination.",
    ));
    assert!(plain < 2.0, "{plain}");
    assert!(hard > 20.0, "{hard}");
    for (word, count) in
        [("library", 3), ("record", 2), ("asked", 1), ("decided", 3), ("the", 1), ("people", 2), ("made", 1)]
    {
        assert_eq!(syllables(word), count, "{word}");
    }
}

/// The running text of a sample, with names, citations and other facts taken out where they stand.
fn own_words(id: &str) -> String {
    let letter = sample::letter(id);
    let mut words = running_text(&letter);
    let catalogue = sample::catalogue();
    let facts = sample::facts(id);
    let text = sample::text_of(&catalogue, id);
    let mut fillings: Vec<String> = text.citations().into_iter().map(|cite| cite.label).collect();
    fillings.extend(facts.iter().map(|(_, value)| match value {
        Value::Table(_) => String::new(),
        other => other.words(text.words()),
    }));
    fillings.retain(|words| words.len() > 3);
    fillings.sort_by_key(|words| std::cmp::Reverse(words.len()));
    for filling in fillings {
        words = words.replace(&filling, "it");
    }
    words
}

fn running_text(letter: &Letter) -> String {
    let mut lines = Vec::new();
    for part in letter.blocks.iter().flat_map(|block| &block.parts) {
        match part {
            Part::Paragraph(runs) => lines.push(plain(runs)),
            Part::Bullets(items) => lines.extend(items.iter().map(|item| plain(item))),
            _ => {}
        }
    }
    // A paragraph or a bullet ends a sentence, also without a full stop.
    lines.iter().map(|line| format!("{line}.\n")).collect()
}

/// Sentences as lists of words.
fn sentences(text: &str) -> Vec<Vec<String>> {
    let text = text.replace("a.m.", "am").replace("p.m.", "pm");
    let words = |sentence: &str| -> Vec<String> {
        let words = sentence.split(|c: char| c.is_whitespace() || c == '-');
        words.filter(|word| word.chars().any(char::is_alphabetic)).map(str::to_owned).collect()
    };
    text.split(['.', '!', '?', '\n']).map(words).filter(|words| !words.is_empty()).collect()
}

/// The Flesch-Kincaid grade: 0.39 words to the sentence, 11.8 syllables to the word, less 15.59.
fn grade(sentences: &[Vec<String>]) -> f64 {
    let words = sentences.iter().map(Vec::len).sum::<usize>() as f64;
    let all: usize = sentences.iter().flatten().map(|word| syllables(word)).sum();
    0.39 * words / sentences.len() as f64 + 11.8 * all as f64 / words - 15.59
}

/// Syllables of an English word: groups of vowels, less an ending that is not spoken.
fn syllables(word: &str) -> usize {
    let word: String = word.to_lowercase().chars().filter(char::is_ascii_alphabetic).collect();
    let vowel = |c: char| "aeiouy".contains(c);
    let mut groups = 0;
    let mut before = false;
    for c in word.chars() {
        groups += usize::from(vowel(c) && !before);
        before = vowel(c);
    }
    let silent = word.ends_with('e') && !word.ends_with("le")
        || word.ends_with("ed") && !word.ends_with("ted") && !word.ends_with("ded");
    groups.saturating_sub(usize::from(silent)).max(1)
}
