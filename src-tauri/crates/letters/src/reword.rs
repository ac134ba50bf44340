//! A library's own words for a letter text. The shape of the letter, what it must contain and what it must never say stay as
//! they came with the program: only words change, passage by passage, and each change passes the proofs of a text anew.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use crate::letter::BlockKind;
use crate::markup;
use crate::never::{Pattern, is_invisible};
use crate::text::{LetterText, MandatorySource, Source, placeholders};
use crate::text_check;
use crate::words::Words;

/// The passage that every text has.
const SUBJECT: &str = "subject";
/// Behind the id of a block: the words after its list or table.
const AFTER: &str = ".after";
/// The longest passage, in characters.
const LONGEST: usize = 4000;

/// Some words of a text that can be reworded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The id of its block, with `.after` for the words behind a list or table; or `subject`.
    pub id: String,
    /// Its block is fixed, chosen by the answers, or free; the subject is fixed.
    pub kind: BlockKind,
    /// The heading over its block, if there is one.
    pub heading: Option<String>,
    /// Its words, with placeholders.
    pub words: String,
    /// What the letter must contain and these words carry, in plain words.
    pub must: Vec<String>,
    /// The placeholders that must stay.
    pub keeps: Vec<String>,
}

/// Why some words cannot stand in a letter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct WordProblem {
    /// The passage.
    pub passage: String,
    /// What is wrong, as a sentence.
    pub message: String,
}

impl LetterText {
    /// The passages whose words can be changed, in the order of the letter.
    pub fn passages(&self) -> Vec<Passage> {
        let source = &self.source;
        let mut all = vec![self.passage(SUBJECT, BlockKind::Fixed, None, source.subject.as_ref())];
        for block in &source.block {
            let id = block.id.as_ref();
            for (id, words) in [(id.clone(), &block.text), (format!("{id}{AFTER}"), &block.after)] {
                if let Some(words) = words {
                    all.push(self.passage(&id, block.kind, block.heading.clone(), words.as_ref()));
                }
            }
        }
        all
    }

    fn passage(&self, id: &str, kind: BlockKind, heading: Option<String>, words: &str) -> Passage {
        let must: Vec<_> = self.carried_by(id).map(|mandatory| mandatory.what.clone()).collect();
        // Without its facts a passage that the letter cannot do without says nothing.
        let is_needed = id == SUBJECT || !must.is_empty();
        let keeps = placeholders(words).unwrap_or_default().into_iter().filter(|_| is_needed).collect();
        Passage { id: id.to_owned(), kind, heading, words: markup::unwrapped(words), must, keeps }
    }

    fn carried_by(&self, passage: &str) -> impl Iterator<Item = &MandatorySource> {
        let block = passage.strip_suffix(AFTER).unwrap_or(passage);
        self.source
            .mandatory
            .iter()
            .filter(move |mandatory| mandatory.blocks.iter().any(|of| of.as_ref() == block))
    }

    /// This text with other words in some passages. What the passages leave out stays as it is.
    ///
    /// # Errors
    /// Everything that keeps the words from standing in this letter.
    pub fn reworded(&self, words: &BTreeMap<String, String>) -> Result<LetterText, Vec<WordProblem>> {
        let passages: BTreeMap<_, _> =
            self.passages().into_iter().map(|passage| (passage.id.clone(), passage)).collect();
        let mut problems = Vec::new();
        let mut text = self.clone();
        for (id, new) in words {
            let mut say = |message: String| problems.push(WordProblem { passage: id.clone(), message });
            let Some(passage) = passages.get(id) else {
                say("This letter has no such passage any more.".to_owned());
                continue;
            };
            let new = new.trim();
            own_problems(passage, new).into_iter().for_each(&mut say);
            put(&mut text.source, id, new);
        }
        if problems.is_empty() {
            problems.extend(text.said_no_more());
        }
        if problems.is_empty() {
            let found = text_check::problems_of_words(&text.source, &text.words);
            problems.extend(found.into_iter().map(|(passage, message)| WordProblem { passage, message }));
        }
        if problems.is_empty() { Ok(text) } else { Err(problems) }
    }

    // What the text must contain and its words do not say any more.
    fn said_no_more(&self) -> Vec<WordProblem> {
        let mut problems = Vec::new();
        for mandatory in &self.source.mandatory {
            for block in missing_in(&self.source, mandatory, &self.words) {
                let message = format!("It must still say this: {}.", mandatory.what);
                problems.push(WordProblem { passage: block, message });
            }
        }
        problems
    }
}

/// The blocks that carry a mandatory content and do not say it in their words.
pub(crate) fn missing_in(source: &Source, mandatory: &MandatorySource, words: &Words) -> Vec<String> {
    let turned_by = &words.turned.by;
    let is_silent = |(block, says): &(&String, &Vec<Spanned<String>>)| {
        let Some(said) = words_of(source, block).map(|words| without_placeholders(&words)) else {
            return true;
        };
        let mut patterns = says.iter().filter_map(|says| Pattern::parse(says.as_ref()).ok());
        !patterns.any(|pattern| pattern.is_said_in(&said, turned_by))
    };
    mandatory.says.iter().filter(is_silent).map(|(block, _)| block.clone()).collect()
}

// All words of a block that can be reworded; `None` when it has none.
fn words_of(source: &Source, block: &str) -> Option<String> {
    if block == SUBJECT {
        return Some(source.subject.as_ref().clone());
    }
    let block = source.block.iter().find(|known| known.id.as_ref() == block)?;
    let words: Vec<_> =
        [&block.text, &block.after].into_iter().flatten().map(|words| words.as_ref().as_str()).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

pub(crate) fn without_placeholders(words: &str) -> String {
    let mut plain = String::new();
    let mut rest = words;
    while let Some((before, behind)) = rest.split_once("{{") {
        plain.push_str(before);
        plain.push(' ');
        rest = behind.split_once("}}").map_or("", |(_, behind)| behind);
    }
    plain.push_str(rest);
    plain
}

fn own_problems(passage: &Passage, new: &str) -> Vec<String> {
    let mut problems = Vec::new();
    if !new.chars().any(char::is_alphanumeric) {
        problems.push("Some words must stand here.".to_owned());
    }
    if new.chars().count() > LONGEST {
        problems.push(format!("A passage has at most {LONGEST} characters."));
    }
    if passage.id == SUBJECT && new.contains('\n')
        || new.chars().any(|c| c.is_control() && c != '\n' || is_invisible(c))
    {
        problems.push(
            "It contains a sign that cannot be seen or printed here, such as a tab or a line break."
                .to_owned(),
        );
    }
    match placeholders(new) {
        Err(message) => problems.push(format!("A placeholder is not right: {message}.")),
        Ok(found) => {
            let gone: BTreeSet<_> = passage.keeps.iter().filter(|name| !found.contains(*name)).collect();
            problems
                .extend(gone.into_iter().map(|name| format!("The placeholder {{{{ {name} }}}} must stay.")));
        }
    }
    problems
}

fn put(source: &mut Source, id: &str, new: &str) {
    let set = |place: &mut Spanned<String>| *place = Spanned::new(place.span(), new.to_owned());
    if id == SUBJECT {
        return set(&mut source.subject);
    }
    let (block, is_after) = id.strip_suffix(AFTER).map_or((id, false), |block| (block, true));
    let known = source.block.iter_mut().find(|known| known.id.as_ref() == block);
    if let Some(place) =
        known.and_then(|block| if is_after { block.after.as_mut() } else { block.text.as_mut() })
    {
        set(place);
    }
}
