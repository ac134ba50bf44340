//! A letter in a further language is the same letter: the same parts under the same conditions, from the same facts and sources,
//! with the same contents it must have and things it must not say. Only its words are others.

use std::collections::BTreeMap;

use toml::Spanned;

use crate::text::{BlockSource, LetterText, Source, placeholders};

/// Where a text in a further language is not the letter that it should be, in words.
pub(crate) fn differences(original: &LetterText, further: &LetterText) -> Vec<String> {
    let mut found = Vec::new();
    if original.language() == further.language() {
        found.push(format!("it is in the language of {}", original.file()));
    }
    // What stays inside is read by those who work in the language of the house.
    if !original.is_outward() {
        found.push("this letter stays inside and needs no further language".to_owned());
    }
    let (wanted, here) = (shape(&original.source), shape(&further.source));
    let places = wanted.keys().chain(here.keys()).collect::<std::collections::BTreeSet<_>>();
    found.extend(
        places
            .into_iter()
            .filter(|place| wanted.get(*place) != here.get(*place))
            .map(|place| format!("{place} is not as in {}", original.file())),
    );
    found
}

/// Everything of a text but its words, by the place where it stands.
fn shape(text: &Source) -> BTreeMap<String, String> {
    let mut shape = BTreeMap::new();
    let mut say = |place: String, what: String| {
        shape.insert(place, what);
    };
    let head = (text.kind, text.outward, text.reader_entitled, text.signer, text.copies_allowed);
    say("the head".to_owned(), format!("{head:?}"));
    say("the subject".to_owned(), facts_of(Some(&text.subject)));
    say("the salutation".to_owned(), facts_of(text.salutation.as_ref()));
    for (number, detail) in (1..).zip(&text.detail) {
        say(
            format!("line {number} beside the address"),
            format!("{:?}{}", detail.needs, facts_of(Some(&detail.value))),
        );
    }
    for (number, block) in (1..).zip(&text.block) {
        say(format!("block {number}"), block_shape(block));
    }
    for (number, mandatory) in (1..).zip(&text.mandatory) {
        let blocks: Vec<&String> = mandatory.blocks.iter().map(Spanned::as_ref).collect();
        let says: Vec<&String> = mandatory.says.keys().collect();
        say(
            format!("mandatory content {number}"),
            format!("{:?}", (&mandatory.id, blocks, mandatory.if_there, says)),
        );
    }
    for (name, cite) in &text.cite {
        say(format!("the source {name}"), format!("{:?}", (&cite.as_ref().source, cite.as_ref().standing)));
    }
    let rules = text.never.iter().filter(|rule| rule.phrase.is_none());
    for (number, rule) in (1..).zip(rules) {
        say(
            format!("rule {number} of what it must not say"),
            format!("{:?}", (&rule.data, &rule.group, &rule.blocks)),
        );
    }
    // Phrases are words of their language, but not fewer.
    let phrases = text.never.iter().filter(|rule| rule.phrase.is_some()).map(|rule| &rule.blocks);
    say("the phrases it must not say".to_owned(), format!("{:?}", phrases.collect::<Vec<_>>()));
    for (name, token) in &text.tokens {
        say(format!("the fact {name}"), format!("{:?}", (token.as_ref().from, token.as_ref().optional)));
    }
    shape
}

fn block_shape(block: &BlockSource) -> String {
    let is_there = [
        block.heading.is_some(),
        block.text.is_some(),
        block.after.is_some(),
        block.what.is_some(),
        block.after_signature,
        block.required,
    ];
    let table = block.table.as_ref().map(|table| {
        let columns: Vec<_> = table.columns.iter().map(|column| (&column.key, column.optional)).collect();
        (&table.from, columns)
    });
    let rows = block.facts.as_ref().map(|facts| {
        facts.rows.iter().map(|row| (&row.needs, facts_of(Some(&row.value)))).collect::<Vec<_>>()
    });
    let form: Vec<u8> = block.form.iter().map(|line| line.lines).collect();
    let facts = [facts_of(block.text.as_ref()), facts_of(block.after.as_ref())];
    let conditions = (&block.when, &block.needs, &block.list);
    format!("{:?}", (block.id.as_ref(), block.kind, is_there, conditions, table, rows, form, facts))
}

/// The facts a passage names, in order of their names.
fn facts_of(words: Option<&Spanned<String>>) -> String {
    let names = words.map(|words| placeholders(words.as_ref()).unwrap_or_default()).unwrap_or_default();
    names.into_iter().collect::<Vec<_>>().join(" ")
}
