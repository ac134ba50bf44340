//! A letter text: the data file that says what one kind of letter contains, may contain and must never contain.
//!
//! Loading parses and proves the file: unknown fields are refused, every placeholder must be explained under `[tokens]`,
//! and a text for a reader who is not entitled to know about any person cannot even name a fact that comes from records.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use toml::Spanned;

use crate::letter::{BlockKind, Kind};
use crate::text_check;
use crate::words::Language;

/// A checked letter text.
#[derive(Debug, Clone)]
pub struct LetterText {
    pub(crate) source: Source,
    /// The file it was read from, and the line of each citation in it.
    file: String,
    cited_on: BTreeMap<String, usize>,
    /// What the program itself says in the language of this text.
    pub(crate) words: Language,
}

/// Something wrong in a letter text file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {message}")]
pub struct TextProblem {
    /// The file as named by the caller.
    pub file: String,
    /// Line number, from 1.
    pub line: usize,
    /// What is wrong and what is expected.
    pub message: String,
}

/// A placeholder of a letter text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Dotted name of the fact.
    pub name: String,
    /// What it is, in plain words.
    pub what: String,
    /// Where the user fills it in.
    pub fill_in: String,
    /// Who it comes from.
    pub from: Origin,
    /// True when the letter can do without.
    pub optional: bool,
}

/// Who a fact comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// What the person who asked said or handed over.
    Asker,
    /// The library's own profile, policy, counsel contact or signer.
    Library,
    /// The handling of the case: numbers, dates, what staff did.
    Case,
    /// The library's user records. Never in a text whose reader is not entitled.
    Record,
}

/// Who may sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignerRule {
    /// Only a person who may decide the request, in that capacity.
    Decider,
    /// Whoever did the act the letter records, in their own capacity.
    Author,
}

/// One block of a text as the editor shows it before the facts are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockInfo {
    /// The block's id.
    pub id: String,
    /// Fixed, chosen or free.
    pub kind: BlockKind,
    /// Its words with placeholders; empty when it is only a table, list or form.
    pub text: String,
    /// For a free block: what to write there.
    pub what: String,
    /// For a free block: the letter cannot be finished without it.
    pub required: bool,
}

/// How sure the law behind a citation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Confirmed law; may be stated as law.
    Law,
    /// The library's policy.
    Policy,
    /// Our reading; stated as the library's view, never as law.
    OurReading,
}

/// A source a letter leans on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The name a placeholder uses: `cite.<name>`.
    pub name: String,
    /// The words that are printed.
    pub label: String,
    /// The label under which a policy pack knows the statute or provision, and says how sure it is.
    pub source: String,
    /// As what the text states it.
    pub standing: Standing,
    /// Its line in the file, from 1.
    pub line: usize,
}

/// Reads and checks one letter text in the language of the house. `file` is only used to name the file in problems.
///
/// # Errors
/// Every problem found, each with its line.
pub fn load_text(file: &str, source: &str) -> Result<LetterText, Vec<TextProblem>> {
    let house = Language::default();
    load_text_in(file, source, &BTreeMap::from([(house.language.clone(), house)]))
}

/// The same, in one of several languages.
pub(crate) fn load_text_in(
    file: &str,
    source: &str,
    languages: &BTreeMap<String, Language>,
) -> Result<LetterText, Vec<TextProblem>> {
    let problem = |line, message| vec![TextProblem { file: file.to_owned(), line, message }];
    let parsed: Source = toml::from_str(source).map_err(|e| {
        let line = e.span().map_or(1, |s| line_of(source, s.start));
        problem(line, e.message().to_owned())
    })?;
    let Some(words) = languages.get(&parsed.language) else {
        return Err(problem(1, format!("there are no words of the language {:?}", parsed.language)));
    };
    let problems = text_check::problems(file, source, &parsed, words);
    if !problems.is_empty() {
        return Err(problems);
    }
    let line = |cite: &Spanned<CiteSource>| line_of(source, cite.span().start);
    let cited_on = parsed.cite.iter().map(|(name, cite)| (name.clone(), line(cite))).collect();
    Ok(LetterText { source: parsed, file: file.to_owned(), cited_on, words: words.clone() })
}

impl LetterText {
    /// The catalogue id, the same as in the policy's tables.
    pub fn id(&self) -> &str {
        &self.source.id
    }

    /// The file it was read from, as named by whoever read it.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// A short human name.
    pub fn title(&self) -> &str {
        &self.source.title
    }

    /// Who reads it.
    pub fn audience(&self) -> &str {
        &self.source.audience
    }

    /// Letter or memo.
    pub fn kind(&self) -> Kind {
        self.source.kind
    }

    /// BCP 47 language tag.
    pub fn language(&self) -> &str {
        &self.source.language
    }

    /// What the program itself says in that language.
    pub fn words(&self) -> &Language {
        &self.words
    }

    /// True when it leaves the library.
    pub fn is_outward(&self) -> bool {
        self.source.outward
    }

    /// Who may sign it.
    pub fn signer(&self) -> SignerRule {
        self.source.signer
    }

    /// The blocks in order, for the editor.
    pub fn blocks(&self) -> Vec<BlockInfo> {
        let info = |b: &BlockSource| BlockInfo {
            id: b.id.as_ref().clone(),
            kind: b.kind,
            text: b.text.as_ref().map(|t| t.as_ref().clone()).unwrap_or_default(),
            what: b.what.clone().unwrap_or_default(),
            required: b.required,
        };
        self.source.block.iter().map(info).collect()
    }

    /// Every fact the text can use, its own and those of every letter.
    pub fn tokens(&self) -> Vec<Token> {
        let own = self.source.tokens.iter().map(|(name, t)| t.as_ref().token(name));
        standing_tokens(self.source.kind).chain(own).collect()
    }

    /// The sources the letter leans on.
    pub fn citations(&self) -> Vec<Citation> {
        let cite = |(name, cite): (&String, &Spanned<CiteSource>)| Citation {
            name: name.clone(),
            label: cite.as_ref().label.clone(),
            source: cite.as_ref().source.clone(),
            standing: cite.as_ref().standing,
            line: self.cited_on.get(name).copied().unwrap_or(1),
        };
        self.source.cite.iter().map(cite).collect()
    }

    /// The kinds of withheld values that the caller must supply to `check`, even when a list is empty.
    pub fn withheld_kinds(&self) -> BTreeSet<String> {
        self.source.never.iter().filter_map(|n| n.data.as_ref()).cloned().collect()
    }
}

/// Facts that every letter carries, with where they come from. Memos also state the time of writing.
pub(crate) fn standing_tokens(kind: Kind) -> impl Iterator<Item = Token> {
    let rows: [(&str, &str, &str, Origin, bool); 10] = [
        ("reference", "the case number", "It is given when the request is recorded.", Origin::Case, false),
        ("date", "the date of the letter", "It is set when the letter is prepared.", Origin::Case, false),
        (
            "addressee",
            "name and address of the reader, one line each",
            "The request, under Requester.",
            Origin::Asker,
            false,
        ),
        ("signer.name", "who signs", "The decision names the signer.", Origin::Library, false),
        ("signer.capacity", "the capacity of the signer", "Settings, People.", Origin::Library, false),
        ("policy.title", "the title of the policy", "Settings, Policy.", Origin::Library, false),
        ("policy.version", "the version of the policy", "Settings, Policy.", Origin::Library, false),
        ("enclosures", "what lies with the letter", "The letter, under Enclosures.", Origin::Case, true),
        ("copies", "who else gets the letter", "The letter, under Copies.", Origin::Case, true),
        ("written.time", "the time of writing", "It is set when the memo is prepared.", Origin::Case, false),
    ];
    let count = if kind == Kind::Memo { 10 } else { 9 };
    rows.into_iter().take(count).map(|(name, what, fill_in, from, optional)| Token {
        name: name.to_owned(),
        what: what.to_owned(),
        fill_in: fill_in.to_owned(),
        from,
        optional,
    })
}

/// The placeholders of a template, or what is wrong with it.
pub(crate) fn placeholders(template: &str) -> Result<BTreeSet<String>, String> {
    if template.contains("{%") || template.contains("{#") {
        return Err("only {{ name }} placeholders are allowed; use blocks with `when` for choices".to_owned());
    }
    let mut rest = template;
    let mut names = BTreeSet::new();
    while let Some(start) = rest.find("{{") {
        let after = &rest[start + 2..];
        let end = after.find("}}").ok_or("a placeholder is opened with {{ and not closed")?;
        let name = after[..end].trim();
        let fine = !name.is_empty()
            && name.split('.').all(|part| {
                part.starts_with(|c: char| c.is_ascii_lowercase())
                    && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
            });
        if !fine {
            return Err(format!("{{{{ {name} }}}} is not a fact name; use lower-case words joined by dots"));
        }
        names.insert(name.to_owned());
        rest = &after[end + 2..];
    }
    if rest.contains("}}") {
        return Err("a placeholder is closed with }} and not opened".to_owned());
    }
    Ok(names)
}

pub(crate) fn line_of(source: &str, at: usize) -> usize {
    source.as_bytes().iter().take(at).filter(|b| **b == b'\n').count() + 1
}

type Conditions = BTreeMap<String, Vec<String>>;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) kind: Kind,
    pub(crate) audience: String,
    pub(crate) language: String,
    /// Leaves the library: the general never-list applies whole.
    pub(crate) outward: bool,
    /// The reader may not learn anything about any person.
    pub(crate) reader_entitled: bool,
    pub(crate) signer: SignerRule,
    /// Copies to others are allowed.
    pub(crate) copies_allowed: bool,
    pub(crate) banner: Option<String>,
    pub(crate) subject: Spanned<String>,
    pub(crate) salutation: Option<Spanned<String>>,
    pub(crate) closing: Option<String>,
    #[serde(default)]
    pub(crate) detail: Vec<DetailSource>,
    pub(crate) block: Vec<BlockSource>,
    pub(crate) mandatory: Vec<MandatorySource>,
    #[serde(default)]
    pub(crate) cite: BTreeMap<String, Spanned<CiteSource>>,
    #[serde(default)]
    pub(crate) never: Vec<NeverSource>,
    #[serde(default)]
    pub(crate) tokens: BTreeMap<String, Spanned<TokenSource>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DetailSource {
    pub(crate) label: String,
    pub(crate) value: Spanned<String>,
    #[serde(default)]
    pub(crate) needs: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BlockSource {
    pub(crate) id: Spanned<String>,
    pub(crate) kind: BlockKind,
    #[serde(default)]
    pub(crate) when: Conditions,
    #[serde(default)]
    pub(crate) needs: Vec<String>,
    pub(crate) heading: Option<String>,
    pub(crate) text: Option<Spanned<String>>,
    /// A list fact shown as bullets.
    pub(crate) list: Option<String>,
    pub(crate) table: Option<TableSource>,
    pub(crate) facts: Option<FactTableSource>,
    #[serde(default)]
    pub(crate) form: Vec<FormSource>,
    /// Stands under the signature, as a receipt does.
    #[serde(default)]
    pub(crate) after_signature: bool,
    /// Words after a list or table.
    pub(crate) after: Option<Spanned<String>>,
    pub(crate) what: Option<String>,
    #[serde(default)]
    pub(crate) required: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TableSource {
    pub(crate) from: String,
    pub(crate) caption: String,
    pub(crate) columns: Vec<ColumnSource>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ColumnSource {
    pub(crate) head: String,
    pub(crate) key: String,
    pub(crate) share: u16,
    /// Left out of the letter when no row has a value for it.
    #[serde(default)]
    pub(crate) optional: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FactTableSource {
    pub(crate) caption: String,
    pub(crate) heads: [String; 2],
    pub(crate) shares: [u16; 2],
    pub(crate) rows: Vec<FactRowSource>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FactRowSource {
    pub(crate) label: String,
    pub(crate) value: Spanned<String>,
    #[serde(default)]
    pub(crate) needs: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FormSource {
    pub(crate) label: String,
    pub(crate) lines: u8,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MandatorySource {
    pub(crate) id: String,
    pub(crate) what: String,
    /// At least one of these blocks must stand in the letter. `subject`, `details`, `signer` and `enclosures` also count.
    pub(crate) blocks: Vec<Spanned<String>>,
    /// It is asked only where such a block stands: the letter can do without.
    #[serde(default)]
    pub(crate) if_there: bool,
    /// By block, phrases of which its words contain one, also when a library puts them into words of its own.
    #[serde(default)]
    pub(crate) says: BTreeMap<String, Vec<Spanned<String>>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CiteSource {
    pub(crate) label: String,
    pub(crate) source: String,
    pub(crate) standing: Standing,
}

/// Exactly one of `phrase`, `data` and `group`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NeverSource {
    pub(crate) phrase: Option<Spanned<String>>,
    pub(crate) data: Option<String>,
    pub(crate) group: Option<String>,
    /// Looks only in these blocks; none means everywhere. For words of others that a memo must quote as they were.
    #[serde(default)]
    pub(crate) blocks: Vec<String>,
    pub(crate) reason: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TokenSource {
    what: String,
    fill_in: String,
    pub(crate) from: Origin,
    #[serde(default)]
    pub(crate) optional: bool,
}

impl TokenSource {
    pub(crate) fn token(&self, name: &str) -> Token {
        Token {
            name: name.to_owned(),
            what: self.what.clone(),
            fill_in: self.fill_in.clone(),
            from: self.from,
            optional: self.optional,
        }
    }
}
