//! Letter text and facts in, letter out. Either every placeholder is resolved or no letter is made.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};
use toml::Spanned;

use crate::facts::{Facts, Value};
use crate::letter::{Block, BlockKind, Column, Detail, FormLine, Kind, Letter, Part, Signer, Table, plain};
use crate::markup;
use crate::text::{BlockSource, LetterText, Token, placeholders};

/// The fact that names an earlier letter, in words, which this one corrects. Every letter may have it, so no text names it.
const CORRECTS: &str = "corrects";
/// The fact that holds the library's own lines under the signer's capacity. They stand in every letter and in no memo.
const UNDER_SIGNATURE: &str = "signer.under";

/// A placeholder without a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unresolved {
    /// The fact's name, or the id of a free block that must be written.
    pub token: String,
    /// The block, or `subject`, `salutation`, `details`, `head`.
    pub block: String,
    /// What is missing, in plain words.
    pub what: String,
    /// Where to fill it in.
    pub fill_in: String,
}

/// Why no letter could be composed. Nothing is lost: facts and free text stay as they are.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ComposeError {
    /// Facts are missing.
    #[error("The letter is not complete. Still missing: {}.", list(.0))]
    Unresolved(Vec<Unresolved>),
    /// A fact is of the wrong kind.
    #[error(
        "The fact {name} should be {expected}. Correct it where it was recorded, then prepare the letter again."
    )]
    WrongKind {
        /// The fact's name.
        name: String,
        /// What kind of fact is expected.
        expected: &'static str,
    },
    /// Copies were asked for.
    #[error("This letter goes to its reader only. Take the names out under Copies.")]
    CopiesNotAllowed,
    /// Free words were given for a block that does not exist or is not free.
    #[error("The part {0:?} of this letter cannot be written freely.")]
    NotFree(String),
    /// A block could not be put together.
    #[error("The part {block:?} of the letter text could not be put together: {message}")]
    Template {
        /// The block's id.
        block: String,
        /// What the template engine said.
        message: String,
    },
}

/// Composes a letter. `free` holds the words of free blocks by block id; facts that the text does not explain are not
/// even looked at, so that a letter can only depend on what its text names.
///
/// # Errors
/// All unresolved placeholders at once, or the first fault of another kind.
pub fn compose(
    text: &LetterText,
    facts: &Facts,
    free: &BTreeMap<String, String>,
) -> Result<Letter, ComposeError> {
    let source = &text.source;
    if let Some(id) =
        free.keys().find(|id| !source.block.iter().any(|b| b.id.as_ref() == *id && b.kind == BlockKind::Free))
    {
        return Err(ComposeError::NotFree(id.clone()));
    }
    if !source.copies_allowed && facts.has("copies") {
        return Err(ComposeError::CopiesNotAllowed);
    }
    let mut w = Writer::new(text, facts);
    let subject = w.line("subject", source.subject.as_ref());
    let salutation = source.salutation.as_ref().map(|s| w.line("salutation", s.as_ref()));
    let mut details = Vec::new();
    // Every letter can correct an earlier one, so no text has to say so.
    if let Some(earlier) = facts.get(CORRECTS) {
        details.push(Detail { label: text.words.labels.corrects.clone(), value: earlier.words(&text.words) });
    }
    for d in source.detail.iter().filter(|d| d.needs.iter().all(|n| facts.has(n))) {
        details.push(Detail { label: d.label.clone(), value: w.line("details", d.value.as_ref()) });
    }
    let mut blocks = Vec::new();
    for b in &source.block {
        if w.applies(b) {
            let parts = w.block(b, free.get(b.id.as_ref()).map(String::as_str))?;
            if !parts.is_empty() {
                let (id, after_signature) = (b.id.as_ref().clone(), b.after_signature);
                blocks.push(Block { id, kind: b.kind, after_signature, parts });
            }
        }
    }
    if source.kind == Kind::Memo {
        let written = w.line("head", "{{ date }}, {{ written.time }}");
        details.insert(0, Detail { label: text.words.labels.written.clone(), value: written });
    }
    let has_under = source.kind == Kind::Letter && facts.has(UNDER_SIGNATURE);
    let under = if has_under { w.lines(UNDER_SIGNATURE) } else { Vec::new() };
    let signer =
        Signer { name: w.line("head", "{{ signer.name }}"), lines: w.lines("signer.capacity"), under };
    let letter = Letter {
        id: source.id.clone(),
        kind: source.kind,
        lang: source.language.clone(),
        words: text.words.clone(),
        title: source.title.clone(),
        subject,
        reference: w.line("head", "{{ reference }}"),
        date: w.date()?,
        addressee: w.lines("addressee"),
        details,
        salutation,
        blocks,
        closing: source.closing.clone(),
        signer,
        enclosures: w.lines("enclosures"),
        copies: w.lines("copies"),
        banner: source.banner.clone(),
        policy_line: w.line("head", "{{ policy.title }}, {{ policy.version }}"),
    };
    match (w.fault, w.missing.is_empty()) {
        (Some(fault), _) => Err(fault),
        (None, false) => Err(ComposeError::Unresolved(w.missing)),
        (None, true) => Ok(letter),
    }
}

/// Words as they may stand in a letter: control characters become spaces, invisible direction controls go, because they
/// could make printed words read otherwise than they were recorded.
pub(crate) fn clean(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\u{200E}'
            | '\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FEFF}'
            | '\u{200B}' => {}
            c if c.is_control() || c == '\u{2028}' || c == '\u{2029}' => out.push(' '),
            c => out.push(c),
        }
    }
    let trimmed = out.trim();
    if trimmed.len() == out.len() { out } else { trimmed.to_owned() }
}

struct Writer<'a> {
    text: &'a LetterText,
    facts: &'a Facts,
    env: Environment<'static>,
    context: minijinja::Value,
    tokens: BTreeMap<String, Token>,
    missing: Vec<Unresolved>,
    fault: Option<ComposeError>,
}

impl<'a> Writer<'a> {
    fn new(text: &'a LetterText, facts: &'a Facts) -> Writer<'a> {
        let mut env = Environment::empty();
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        // Values are words, never markup: what a requester typed cannot make itself bold or begin a list.
        env.set_formatter(|out, _state, value| match value.as_str() {
            Some(words) => out.write_str(&markup::escape(words)).map_err(Error::from),
            None => Err(Error::new(ErrorKind::UndefinedError, "a placeholder has no words")),
        });
        let tokens: BTreeMap<String, Token> =
            text.tokens().into_iter().map(|t| (t.name.clone(), t)).collect();
        let mut words: BTreeMap<String, String> = tokens
            .keys()
            .filter_map(|name| facts.get(name).map(|v| (name.clone(), clean(&v.words(&text.words)))))
            .collect();
        for c in text.citations() {
            words.insert(format!("cite.{}", c.name), c.label);
        }
        Writer { text, facts, env, context: nest(&words), tokens, missing: Vec::new(), fault: None }
    }

    /// Renders one template to marked-up words; records what is missing.
    fn render(&mut self, block: &str, template: &str) -> String {
        let mut complete = true;
        for name in placeholders(template).unwrap_or_default() {
            let cited = name.starts_with("cite.");
            if !cited && !self.facts.has(&name) {
                complete = false;
                self.miss(block, &name);
            }
        }
        if !complete {
            return String::new();
        }
        match self.env.render_str(template, &self.context) {
            Ok(words) => words,
            Err(e) => {
                let fault = ComposeError::Template { block: block.to_owned(), message: e.to_string() };
                self.fault.get_or_insert(fault);
                String::new()
            }
        }
    }

    fn line(&mut self, block: &str, template: &str) -> String {
        let rendered = self.render(block, template);
        plain(&markup::runs(&rendered))
    }

    fn lines(&mut self, name: &str) -> Vec<String> {
        let optional = self.tokens.get(name).is_some_and(|t| t.optional);
        let lines: Vec<String> = match self.facts.get(name) {
            Some(Value::List(l)) => l.iter().map(|s| clean(s)).filter(|s| !s.is_empty()).collect(),
            Some(Value::Text(t)) => t.lines().map(clean).filter(|s| !s.is_empty()).collect(),
            Some(_) => {
                self.fault.get_or_insert(ComposeError::WrongKind {
                    name: name.to_owned(),
                    expected: "a list of lines",
                });
                return Vec::new();
            }
            None => Vec::new(),
        };
        if lines.is_empty() && !optional {
            self.miss("head", name);
        }
        lines
    }

    fn date(&mut self) -> Result<chrono::NaiveDate, ComposeError> {
        match self.facts.get("date") {
            Some(Value::Date(d)) => Ok(*d),
            Some(_) => Err(ComposeError::WrongKind { name: "date".to_owned(), expected: "a date" }),
            None => {
                self.miss("head", "date");
                Ok(chrono::NaiveDate::default())
            }
        }
    }

    /// A condition on a fact that nobody gave is not false, it is unknown: the letter waits for the fact.
    fn applies(&mut self, b: &BlockSource) -> bool {
        let mut holds = true;
        for (fact, values) in &b.when {
            match self.facts.get(fact) {
                Some(v) => holds &= values.contains(&v.answer()),
                None if self.tokens.get(fact).is_some_and(|t| t.optional) => holds = false,
                None => {
                    self.miss(b.id.as_ref(), fact);
                    holds = false;
                }
            }
        }
        holds && b.needs.iter().all(|n| self.facts.has(n))
    }

    fn block(&mut self, b: &BlockSource, free: Option<&str>) -> Result<Vec<Part>, ComposeError> {
        let id = b.id.as_ref().as_str();
        let mut out: Vec<Part> = b.heading.iter().cloned().map(Part::Heading).collect();
        match (b.kind, free, &b.text) {
            (BlockKind::Free, Some(words), _) => out.extend(markup::parts(&free_words(words))),
            (_, _, Some(template)) => out.extend(self.words(id, template)),
            (_, _, None) => {}
        }
        if b.kind == BlockKind::Free && b.required && out.len() == b.heading.iter().len() {
            let what = b.what.clone().unwrap_or_default();
            let fill_in = "The letter, in this part.".to_owned();
            self.missing.push(Unresolved { token: id.to_owned(), block: id.to_owned(), what, fill_in });
        }
        if let Some(name) = &b.list {
            let items = self.list(id, name)?;
            out.push(Part::Bullets(items.iter().map(|i| markup::runs(&markup::escape(i))).collect()));
        }
        if let Some(t) = &b.table {
            let rows = match self.facts.get(&t.from) {
                Some(Value::Table(rows)) => rows.clone(),
                Some(_) => return Err(ComposeError::WrongKind { name: t.from.clone(), expected: "a table" }),
                None => Vec::new(),
            };
            if rows.is_empty() {
                self.miss(id, &t.from);
            }
            let cell =
                |row: &BTreeMap<String, String>, key: &str| clean(row.get(key).map_or("", String::as_str));
            let filled = |key: &str| rows.iter().any(|row| !cell(row, key).is_empty());
            let shown: Vec<_> = t.columns.iter().filter(|c| !c.optional || filled(&c.key)).collect();
            let columns = shown.iter().map(|c| Column { head: c.head.clone(), share: c.share }).collect();
            let rows = rows.iter().map(|r| shown.iter().map(|c| cell(r, &c.key)).collect()).collect();
            out.push(Part::Table(Table { caption: t.caption.clone(), columns, rows }));
        }
        if let Some(f) = &b.facts {
            let mut rows = Vec::new();
            for row in f.rows.iter().filter(|r| r.needs.iter().all(|n| self.facts.has(n))) {
                rows.push(vec![row.label.clone(), self.line(id, row.value.as_ref())]);
            }
            let columns = [0, 1].map(|i| Column { head: f.heads[i].clone(), share: f.shares[i] }).to_vec();
            if !rows.is_empty() {
                out.push(Part::Table(Table { caption: f.caption.clone(), columns, rows }));
            }
        }
        if !b.form.is_empty() {
            let line = |f: &crate::text::FormSource| FormLine { label: f.label.clone(), lines: f.lines };
            out.push(Part::Form(b.form.iter().map(line).collect()));
        }
        if let Some(template) = &b.after {
            out.extend(self.words(id, template));
        }
        // A heading with nothing under it is no block.
        let only_heading = out.len() == 1 && matches!(out.first(), Some(Part::Heading(_)));
        Ok(if only_heading { Vec::new() } else { out })
    }

    fn words(&mut self, id: &str, template: &Spanned<String>) -> Vec<Part> {
        let rendered = self.render(id, template.as_ref());
        markup::parts(&rendered)
    }

    fn list(&mut self, block: &str, name: &str) -> Result<Vec<String>, ComposeError> {
        let items: Vec<String> = match self.facts.get(name) {
            Some(Value::List(l)) => l.iter().map(|s| clean(s)).filter(|s| !s.is_empty()).collect(),
            Some(_) => return Err(ComposeError::WrongKind { name: name.to_owned(), expected: "a list" }),
            None => Vec::new(),
        };
        if items.is_empty() {
            self.miss(block, name);
        }
        Ok(items)
    }

    fn miss(&mut self, block: &str, name: &str) {
        let (what, fill_in) = match self.tokens.get(name) {
            Some(t) => (t.what.clone(), t.fill_in.clone()),
            None => (name.to_owned(), self.text.title().to_owned()),
        };
        let found = Unresolved { token: name.to_owned(), block: block.to_owned(), what, fill_in };
        if !self.missing.contains(&found) {
            self.missing.push(found);
        }
    }
}

/// Free words keep their lines and markup but lose control and direction characters.
fn free_words(words: &str) -> String {
    words.lines().map(clean).collect::<Vec<_>>().join("\n")
}

/// Dotted names become maps of maps, so that `officer.name` reads as the engine expects.
fn nest(words: &BTreeMap<String, String>) -> minijinja::Value {
    let mut here: Vec<(String, minijinja::Value)> = Vec::new();
    let mut below: BTreeMap<&str, BTreeMap<String, String>> = BTreeMap::new();
    for (name, value) in words {
        match name.split_once('.') {
            None => here.push((name.clone(), minijinja::Value::from(value.as_str()))),
            Some((head, rest)) => {
                below.entry(head).or_default().insert(rest.to_owned(), value.clone());
            }
        }
    }
    here.extend(below.into_iter().map(|(head, rest)| (head.to_owned(), nest(&rest))));
    minijinja::Value::from_pairs(here)
}

fn list(missing: &[Unresolved]) -> String {
    let names: BTreeSet<&str> = missing.iter().map(|m| m.what.as_str()).collect();
    names.into_iter().collect::<Vec<_>>().join("; ")
}
