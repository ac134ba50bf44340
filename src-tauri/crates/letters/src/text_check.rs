//! The proofs a letter text must pass before it may be used: its shape, its placeholders, and what it may depend on.

use std::collections::BTreeSet;

use toml::Spanned;

use crate::letter::{BlockKind, Kind};
use crate::text::{
    BlockSource, Origin, Source, TextProblem, TokenSource, line_of, placeholders, standing_tokens,
};
use crate::words::Words;

/// Everything wrong in a parsed text.
pub(crate) fn problems(file: &str, source: &str, parsed: &Source, words: &Words) -> Vec<TextProblem> {
    let mut check = Check::of(words);
    check.all(parsed);
    for (name, t) in &parsed.tokens {
        if !check.used.contains(name) {
            check.say(t.span().start, format!("{name} is explained but never used"));
        }
    }
    let problem =
        |(at, _, message)| TextProblem { file: file.to_owned(), line: line_of(source, at), message };
    check.problems.into_iter().map(problem).collect()
}

/// Everything wrong in a text whose words were changed, each with the passage. Facts that the new words do without are no fault.
pub(crate) fn problems_of_words(parsed: &Source, words: &Words) -> Vec<(String, String)> {
    let mut check = Check::of(words);
    check.all(parsed);
    check.problems.into_iter().map(|(_, passage, message)| (passage, message)).collect()
}

struct Check<'a> {
    /// The words of the language it is written in.
    words: &'a Words,
    /// Where the check is: a block, or `subject`.
    passage: String,
    /// The facts that something in the text reads.
    used: BTreeSet<String>,
    /// Place in the file, passage, and what is wrong.
    problems: Vec<(usize, String, String)>,
}

impl<'a> Check<'a> {
    fn of(words: &'a Words) -> Self {
        Self { words, passage: String::new(), used: BTreeSet::new(), problems: Vec::new() }
    }

    fn all(&mut self, text: &Source) {
        self.head(text);
        "subject".clone_into(&mut self.passage);
        self.template(text, &text.subject, &[]);
        if let Some(s) = &text.salutation {
            self.template(text, s, &[]);
        }
        for d in &text.detail {
            self.template(text, &d.value, &d.needs);
        }
        let mut ids = BTreeSet::new();
        for b in &text.block {
            if !ids.insert(b.id.as_ref().clone()) {
                self.say(b.id.span().start, format!("the block id {:?} is used twice", b.id.as_ref()));
            }
            b.id.as_ref().clone_into(&mut self.passage);
            self.block(text, b);
        }
        for m in &text.mandatory {
            for says in m.says.values().flatten() {
                if let Err(message) = crate::never::Pattern::parse(says.as_ref()) {
                    self.say(says.span().start, message);
                }
            }
            if let Some(b) = m.says.keys().find(|b| !m.blocks.iter().any(|of| of.as_ref() == *b)) {
                self.say(0, format!("{:?} says something of the block {b:?}, which does not carry it", m.id));
            }
            for silent in crate::reword::missing_in(text, m, self.words) {
                let at = m.blocks.first().map_or(0, |b| b.span().start);
                self.say(at, format!("the words of {silent:?} do not say what {:?} must contain", m.id));
            }
            for b in &m.blocks {
                let known = ids.contains(b.as_ref())
                    || ["subject", "details", "signer", "enclosures", "banner"]
                        .contains(&b.as_ref().as_str());
                if !known {
                    self.say(b.span().start, format!("{} names no block: {:?}", m.id, b.as_ref()));
                }
            }
            if m.blocks.is_empty() {
                self.say(0, format!("mandatory content {:?} names no block that carries it", m.id));
            }
        }
        for n in &text.never {
            let given = [n.phrase.is_some(), n.data.is_some(), n.group.is_some()];
            if given.iter().filter(|g| **g).count() != 1 {
                self.say(0, format!("the never rule {:?} needs one of phrase, data or group", n.reason));
            }
            if let Some(b) = n.blocks.iter().find(|b| !ids.contains(*b)) {
                self.say(0, format!("the never rule {:?} names no block: {b:?}", n.reason));
            }
            if n.data.is_some() && !n.blocks.is_empty() {
                self.say(0, "withheld data is looked for everywhere; such a rule names no blocks".to_owned());
            }
            if let Some(p) = &n.phrase
                && let Err(message) = crate::never::Pattern::parse(p.as_ref())
            {
                self.say(p.span().start, message);
            }
        }
        for (name, cite) in &text.cite {
            let (label, source) = (&cite.as_ref().label, &cite.as_ref().source);
            if !prints(label, source) {
                let message = format!("{name} prints {label:?}, which is not its source {source:?}");
                self.say(cite.span().start, message);
            }
        }
        for (name, t) in &text.tokens {
            self.token(text, name, t);
        }
    }

    fn head(&mut self, text: &Source) {
        let memo = text.kind == Kind::Memo;
        if memo != text.banner.is_some() {
            self.say(0, "a memo has a banner and a letter has none".to_owned());
        }
        if memo == text.salutation.is_some() || memo == text.closing.is_some() {
            self.say(0, "a letter has a salutation and a closing, a memo has neither".to_owned());
        }
        if text.language.is_empty() || !text.language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
            self.say(0, format!("{:?} is not a language tag such as \"en-US\"", text.language));
        }
    }

    fn block(&mut self, text: &Source, b: &BlockSource) {
        let at = b.id.span().start;
        let conditional = !b.when.is_empty() || !b.needs.is_empty();
        match b.kind {
            BlockKind::Chosen if !conditional => {
                self.say(at, format!("the chosen block {:?} needs `when` or `needs`", b.id.as_ref()));
            }
            BlockKind::Fixed if conditional => {
                self.say(at, format!("the fixed block {:?} has a condition; make it chosen", b.id.as_ref()));
            }
            BlockKind::Free if b.what.is_none() => {
                self.say(at, format!("the free block {:?} must say `what` to write", b.id.as_ref()));
            }
            _ => {}
        }
        let empty = b.text.is_none()
            && b.list.is_none()
            && b.table.is_none()
            && b.facts.is_none()
            && b.form.is_empty();
        if empty && b.kind != BlockKind::Free {
            self.say(at, format!("the block {:?} has no content", b.id.as_ref()));
        }
        for (fact, values) in &b.when {
            self.name(text, fact, at);
            if values.is_empty() {
                self.say(at, format!("the condition on {fact} lists no value"));
            }
        }
        for fact in &b.needs {
            self.name(text, fact, at);
        }
        for t in [&b.text, &b.after].into_iter().flatten() {
            self.template(text, t, &b.needs);
        }
        if let Some(list) = &b.list {
            self.name(text, list, at);
        }
        if let Some(t) = &b.table {
            self.name(text, &t.from, at);
            let always = t.columns.iter().filter(|c| !c.optional).count();
            if always < 2 || t.columns.iter().any(|c| c.share == 0) {
                let message =
                    "a table needs two columns or more that are always there, each with a share above 0";
                self.say(at, message.to_owned());
            }
        }
        for row in b.facts.iter().flat_map(|f| &f.rows) {
            let needs: Vec<String> = b.needs.iter().chain(&row.needs).cloned().collect();
            self.template(text, &row.value, &needs);
        }
        if b.form.iter().any(|f| f.lines == 0 || f.lines > 12) {
            self.say(at, "a form line has 1 to 12 ruled lines".to_owned());
        }
    }

    fn template(&mut self, text: &Source, t: &Spanned<String>, needs: &[String]) {
        let at = t.span().start;
        match placeholders(t.as_ref()) {
            Err(message) => self.say(at, message),
            Ok(names) => {
                for name in names {
                    self.name(text, &name, at);
                    let optional = text.tokens.get(&name).is_some_and(|t| t.as_ref().optional);
                    if optional && !needs.contains(&name) {
                        self.say(
                            at,
                            format!("{name} is optional, so what uses it must list it under `needs`"),
                        );
                    }
                }
            }
        }
    }

    fn name(&mut self, text: &Source, name: &str, at: usize) {
        self.used.insert(name.to_owned());
        let cited = name.strip_prefix("cite.").is_some_and(|c| text.cite.contains_key(c));
        let standing = standing_tokens(text.kind).any(|t| t.name == name);
        if !cited && !standing && !text.tokens.contains_key(name) {
            self.say(at, format!("{name} is not explained under [tokens]"));
        }
    }

    fn token(&mut self, text: &Source, name: &str, t: &Spanned<TokenSource>) {
        let at = t.span().start;
        if standing_tokens(text.kind).any(|s| s.name == name) {
            self.say(at, format!("{name} belongs to every letter and is not explained again"));
        }
        if name.starts_with("cite.") {
            self.say(at, "names that begin with cite. are kept for citations".to_owned());
        }
        // INVARIANT (neither confirm nor deny): such a text cannot depend on anything in the records, because it
        // cannot name it.
        if !text.reader_entitled && t.as_ref().from == Origin::Record {
            self.say(
                at,
                format!("{name} comes from records, but the reader of this text is not entitled to any"),
            );
        }
        let others = text.tokens.keys();
        if others.filter(|o| o.as_str() != name).any(|o| o.starts_with(&format!("{name}."))) {
            self.say(at, format!("{name} is also the first part of another fact's name"));
        }
    }

    fn say(&mut self, at: usize, message: String) {
        self.problems.push((at, self.passage.clone(), message));
    }
}

/// Whether the words that are printed name a source: each word of the source stands in them, in order, and whole.
fn prints(label: &str, source: &str) -> bool {
    let bare = |word: &str| word.trim_matches([',', '.', ';', ':']).trim_start_matches('(').to_owned();
    let fits = |printed: &str, wanted: &str| {
        printed == wanted || printed.strip_suffix(')').is_some_and(|printed| printed == wanted)
    };
    let mut printed = label.split_whitespace().map(bare);
    let found = |wanted: &str| printed.by_ref().any(|printed| fits(&printed, wanted));
    let wanted: Vec<_> = source.split_whitespace().map(bare).collect();
    !wanted.is_empty() && wanted.iter().map(String::as_str).all(found)
}

#[cfg(test)]
mod tests {
    use super::prints;

    #[test]
    fn printed_words_name_their_source_and_no_other() {
        assert!(prints("Iowa Code section 22.7(13)", "Iowa Code 22.7(13)"));
        assert!(prints("the board (Iowa Code section 23.7), within 60 days,", "Iowa Code 23.7"));
        assert!(prints("Iowa R. Civ. P. 1.1701", "Iowa R. Civ. P. 1.1701"));
        assert!(!prints("Iowa Code section 22.7(13)", "Iowa Code 22.7"));
        assert!(!prints("Iowa Code section 22.10", "Iowa Code 22.1"));
        assert!(!prints("Iowa Code section 22.10", ""));
    }
}
