//! The last look at a finished letter: nothing in it that must never be there, everything in it that must be.
//!
//! The check reads the words as they will be printed, not the template, and it fails closed: a rule that cannot be
//! applied is a finding like any other.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::compose::clean;
use crate::letter::{Letter, Part, plain};
use crate::reword::without_placeholders;
use crate::text::{LetterText, TextProblem};

/// What a letter must not contain: phrases that hold for every outward letter, and the values withheld in this case.
#[derive(Clone, Default)]
pub struct NeverList {
    groups: Vec<Group>,
    withheld: BTreeMap<String, Vec<String>>,
}

/// Something the finished letter says that it must not, or does not say that it must.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The offending words as printed; empty when something is missing.
    pub words: String,
    /// The rule, in plain words.
    pub rule: String,
    /// The block where it was found, or `subject`, `salutation`, `details`, `addressee`, `signer`, `signer.under`,
    /// `enclosures`, `copies`, `banner`.
    pub block: String,
}

/// Checks a finished letter.
///
/// # Errors
/// Every finding; the letter must not be issued with any.
pub fn check(letter: &Letter, text: &LetterText, never: &NeverList) -> Result<(), Vec<Finding>> {
    let areas = areas(letter);
    let mut found = Vec::new();
    if letter.id != text.id() {
        let rule = format!("the letter was composed from {:?}, not from {:?}", letter.id, text.id());
        found.push(Finding { words: String::new(), rule, block: String::new() });
    }
    for m in text.source.mandatory.iter().filter(|m| !m.if_there) {
        let present = |b: &str| areas.iter().any(|a| a.block == b && !a.words.is_empty());
        if !m.blocks.iter().any(|b| present(b.as_ref())) {
            let block = m.blocks.first().map(|b| b.as_ref().clone()).unwrap_or_default();
            found.push(Finding {
                words: String::new(),
                rule: format!("the letter must say: {}", m.what),
                block,
            });
        }
    }
    let mut groups: BTreeSet<&str> = text.source.never.iter().filter_map(|n| n.group.as_deref()).collect();
    if text.is_outward() {
        if never.groups.is_empty() {
            found.push(unchecked("the general list of words for outward letters is not loaded"));
        }
        groups.extend(never.groups.iter().filter(|g| g.outward).map(|g| g.id.as_str()));
    }
    // Names and addresses are the asker's own: no phrase is looked for in them, only withheld values.
    let said: Vec<&Area> = areas.iter().filter(|a| !NAMES.contains(&a.block.as_str())).collect();
    for id in groups {
        match never.groups.iter().find(|g| g.id == id) {
            Some(group) => {
                let blocks =
                    text.source.never.iter().find(|n| n.group.as_deref() == Some(id)).map(|n| &n.blocks);
                group.look(&within(&said, blocks.map_or(&[], Vec::as_slice)), &mut found);
            }
            None => found.push(unchecked(&format!("the list {id:?} of words to avoid is not loaded"))),
        }
    }
    for rule in &text.source.never {
        if let Some(phrase) = &rule.phrase {
            match Pattern::parse(phrase.as_ref()) {
                Ok(pattern) => pattern.look(&rule.reason, &within(&said, &rule.blocks), &mut found),
                Err(message) => found.push(unchecked(&message)),
            }
        }
    }
    for kind in text.withheld_kinds() {
        if !never.withheld.contains_key(&kind) {
            found.push(unchecked(&format!("nobody said which values are {kind:?}")));
        }
    }
    for (kind, values) in &never.withheld {
        let reason = text
            .source
            .never
            .iter()
            .find(|n| n.data.as_ref() == Some(kind))
            .map_or_else(|| format!("this is withheld ({kind})"), |n| n.reason.clone());
        for value in values {
            look_for_value(value, &reason, &areas, &mut found);
        }
    }
    if found.is_empty() { Ok(()) } else { Err(found) }
}

const NAMES: [&str; 4] = ["addressee", "salutation", "signer", "copies"];

/// The areas a rule looks at: those it names, or all.
fn within<'a>(areas: &[&'a Area], blocks: &[String]) -> Vec<&'a Area> {
    areas.iter().copied().filter(|a| blocks.is_empty() || blocks.contains(&a.block)).collect()
}

impl NeverList {
    /// Reads the general list from its data file.
    ///
    /// # Errors
    /// Every problem found in the file.
    pub fn load(file: &str, source: &str) -> Result<NeverList, Vec<TextProblem>> {
        let problem = |line, message: String| TextProblem { file: file.to_owned(), line, message };
        let parsed: Source = toml::from_str(source).map_err(|e| {
            let at = e.span().map_or(0, |s| s.start);
            let line = source.as_bytes().iter().take(at).filter(|b| **b == b'\n').count() + 1;
            vec![problem(line, e.message().to_owned())]
        })?;
        let mut problems = Vec::new();
        let mut groups = Vec::new();
        for g in parsed.group {
            let mut patterns = Vec::new();
            for p in &g.phrases {
                match Pattern::parse(p) {
                    Ok(pattern) => patterns.push(pattern),
                    Err(message) => problems.push(problem(1, format!("{}: {message}", g.id))),
                }
            }
            groups.push(Group {
                id: g.id,
                reason: g.reason,
                outward: g.outward,
                own_words: g.own_words,
                patterns,
                shapes: g.shapes,
            });
        }
        if problems.is_empty() { Ok(NeverList { groups, withheld: BTreeMap::new() }) } else { Err(problems) }
    }

    /// Takes in the phrases of another language, group by group. Says what is missing in it, in words: a language in which some
    /// group has no phrase is one in which nobody would notice.
    pub(crate) fn join(&mut self, other: NeverList) -> Vec<String> {
        let mut problems = Vec::new();
        for group in &self.groups {
            let same = other.groups.iter().find(|known| known.id == group.id);
            if !group.patterns.is_empty() && same.is_none_or(|same| same.patterns.is_empty()) {
                problems.push(format!("it has no phrases of the group {:?}", group.id));
            }
        }
        for group in other.groups {
            match self.groups.iter_mut().find(|known| known.id == group.id) {
                Some(known) if (known.outward, known.own_words) != (group.outward, group.own_words) => {
                    problems.push(format!("the group {:?} is asked of other words there", group.id));
                }
                Some(_) if !group.shapes.is_empty() => {
                    problems.push(format!("shapes of {:?} are the same in all languages", group.id));
                }
                Some(known) => known.patterns.extend(group.patterns),
                None => {
                    problems.push(format!("there is no group {:?} in the language of the house", group.id))
                }
            }
        }
        problems
    }

    /// Adds values that must not appear, under the kind a letter text asks for ("subject", "card"). Call it with an
    /// empty list to say that there are none. Give whole values: a full name, a card number, a date as printed.
    pub fn withhold<S: Into<String>>(
        &mut self,
        kind: &str,
        values: impl IntoIterator<Item = S>,
    ) -> &mut NeverList {
        self.withheld.entry(kind.to_owned()).or_default().extend(values.into_iter().map(Into::into));
        self
    }
}

impl NeverList {
    /// What a library's own words for a passage may not say, though a letter may say it: what a placeholder has to say.
    pub fn in_own_words(&self, passage: &str, words: &str) -> Vec<Finding> {
        let area = Area::new(passage, without_placeholders(words));
        let mut found = Vec::new();
        for group in self.groups.iter().filter(|group| group.own_words) {
            group.look(&[&area], &mut found);
        }
        found
    }
}

impl std::fmt::Debug for NeverList {
    /// Names the kinds and counts, never the withheld values.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let counts: BTreeMap<&str, usize> =
            self.withheld.iter().map(|(k, v)| (k.as_str(), v.len())).collect();
        f.debug_struct("NeverList").field("groups", &self.groups.len()).field("withheld", &counts).finish()
    }
}

/// A phrase to look for: words, `(one|another)` alternatives, and `...` for up to five words in between.
#[derive(Debug, Clone)]
pub(crate) struct Pattern(Vec<Element>);

#[derive(Debug, Clone)]
enum Element {
    OneOf(Vec<Vec<String>>),
    Gap,
}

const GAP: usize = 5;

/// How many words before a phrase can turn it round.
const BEFORE: usize = 3;

impl Pattern {
    pub(crate) fn parse(source: &str) -> Result<Pattern, String> {
        let mut out = Vec::new();
        let mut rest = source.trim();
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix("...") {
                out.push(Element::Gap);
                rest = after.trim_start();
            } else if let Some(after) = rest.strip_prefix('(') {
                let (inside, after) =
                    after.split_once(')').ok_or_else(|| format!("{source:?}: a bracket is not closed"))?;
                let options: Vec<Vec<String>> = inside.split('|').map(folded_words).collect();
                if options.iter().any(Vec::is_empty) {
                    return Err(format!("{source:?}: an alternative is empty"));
                }
                out.push(Element::OneOf(options));
                rest = after.trim_start();
            } else {
                let end = rest.find(|c: char| c.is_whitespace() || c == '(').unwrap_or(rest.len());
                let words = folded_words(&rest[..end]);
                if !words.is_empty() {
                    out.push(Element::OneOf(vec![words]));
                }
                rest = rest[end..].trim_start();
            }
        }
        if !matches!(out.first(), Some(Element::OneOf(_))) || !matches!(out.last(), Some(Element::OneOf(_))) {
            return Err(format!("{source:?}: a phrase begins and ends with words"));
        }
        Ok(Pattern(out))
    }

    /// Whether these words say it: it stands somewhere in them, and none of the words that turn a sentence round stands in its gaps
    /// or right before it in its sentence. A phrase that holds such a word itself, as it stands there, means what it says.
    pub(crate) fn is_said_in(&self, words: &str, turned_by: &[String]) -> bool {
        let area = Area::new("", words.to_owned());
        let turning: Vec<String> = turned_by.iter().map(|word| fold(word)).collect();
        (0..area.words.len()).any(|at| {
            let before = &area.words[area.sentence_before(at)..at];
            let is_turned = before.iter().any(|word| turning.contains(&word.folded));
            is_said_at(&self.0, &area.words[at..], &turning, is_turned)
        })
    }

    fn look(&self, reason: &str, areas: &[&Area], found: &mut Vec<Finding>) {
        for area in areas {
            let mut at = 0;
            while at < area.words.len() {
                if let Some(len) = matches_at(&self.0, &area.words[at..]) {
                    let words = area.printed(at, at + len);
                    found.push(Finding { words, rule: reason.to_owned(), block: area.block.clone() });
                    at += len;
                } else {
                    at += 1;
                }
            }
        }
    }
}

/// How many words the elements take from the start of `words`, if they fit.
fn matches_at(elements: &[Element], words: &[Word]) -> Option<usize> {
    let Some((first, rest)) = elements.split_first() else { return Some(0) };
    match first {
        Element::Gap => (0..=GAP.min(words.len())).find_map(|n| matches_at(rest, &words[n..]).map(|m| n + m)),
        Element::OneOf(options) => options.iter().find_map(|o| {
            let fits = o.len() <= words.len() && o.iter().zip(words).all(|(a, b)| *a == b.folded);
            if fits { matches_at(rest, &words[o.len()..]).map(|m| o.len() + m) } else { None }
        }),
    }
}

/// Whether the elements stand at the start of `words` in one of the ways they can, and are not turned round there. `is_turned`: a
/// word that does so was met.
fn is_said_at(elements: &[Element], words: &[Word], turning: &[String], is_turned: bool) -> bool {
    let Some((first, rest)) = elements.split_first() else { return !is_turned };
    match first {
        Element::Gap => (0..=GAP.min(words.len())).any(|n| {
            let is_turned = is_turned || words[..n].iter().any(|word| turning.contains(&word.folded));
            is_said_at(rest, &words[n..], turning, is_turned)
        }),
        Element::OneOf(options) => options.iter().any(|option| {
            let fits = option.len() <= words.len() && option.iter().zip(words).all(|(a, b)| *a == b.folded);
            let means_it = option.iter().any(|word| turning.contains(word));
            fits && match means_it {
                true => matches_at(rest, &words[option.len()..]).is_some(),
                false => is_said_at(rest, &words[option.len()..], turning, is_turned),
            }
        }),
    }
}

#[derive(Debug, Clone)]
struct Group {
    id: String,
    reason: String,
    outward: bool,
    own_words: bool,
    patterns: Vec<Pattern>,
    shapes: Vec<Shape>,
}

impl Group {
    fn look(&self, areas: &[&Area], found: &mut Vec<Finding>) {
        for p in &self.patterns {
            p.look(&self.reason, areas, found);
        }
        for area in areas {
            for chunk in area.text.split_whitespace() {
                if self.shapes.iter().any(|s| s.fits(chunk)) {
                    let block = area.block.clone();
                    found.push(Finding { words: chunk.to_owned(), rule: self.reason.clone(), block });
                }
            }
        }
    }
}

/// Things recognised by their shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Shape {
    /// A path of a file system.
    FilePath,
    /// A long code of hexadecimal digits, as internal ids are.
    LongCode,
}

impl Shape {
    fn fits(self, chunk: &str) -> bool {
        let bare = chunk.trim_matches(|c: char| ".,;:()[]\"'“”".contains(c));
        match self {
            Shape::FilePath => {
                let drive = bare.as_bytes().get(1..3) == Some(b":\\".as_slice());
                let unix = ["/home/", "/tmp/", "/var/", "/Users/", "/root/", "/mnt/", "file:"];
                drive || bare.starts_with("\\\\") || unix.iter().any(|p| bare.starts_with(p))
            }
            Shape::LongCode => {
                let hex = bare.chars().filter(char::is_ascii_hexdigit).count();
                let rest = bare.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
                rest && hex >= 16
                    && bare.chars().any(|c| c.is_ascii_alphabetic())
                    && bare.chars().any(|c| c.is_ascii_digit())
            }
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    group: Vec<GroupSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupSource {
    id: String,
    reason: String,
    outward: bool,
    #[serde(default)]
    own_words: bool,
    #[serde(default)]
    phrases: Vec<String>,
    #[serde(default)]
    shapes: Vec<Shape>,
}

struct Area {
    block: String,
    text: String,
    words: Vec<Word>,
}

struct Word {
    folded: String,
    start: usize,
    end: usize,
}

impl Area {
    fn new(block: &str, text: String) -> Area {
        let words = words(&text);
        Area { block: block.to_owned(), text, words }
    }

    /// Where the words begin that stand right before this one, in the same sentence.
    fn sentence_before(&self, at: usize) -> usize {
        let ends = |at: &usize| {
            let between = &self.text[self.words[at - 1].end..self.words[*at].start];
            between.contains(['.', ',', ';', ':', '!', '?'])
                || between.contains("\n\n")
                || between.contains("\n-")
        };
        let mut from = at;
        while from > 0 && at - from < BEFORE && !ends(&from) {
            from -= 1;
        }
        from
    }

    fn printed(&self, from: usize, to: usize) -> String {
        self.text[self.words[from].start..self.words[to - 1].end].to_owned()
    }
}

fn areas(letter: &Letter) -> Vec<Area> {
    let mut out = vec![
        Area::new("subject", format!("{} \n {}", letter.subject, letter.title)),
        Area::new("salutation", letter.salutation.clone().unwrap_or_default()),
        Area::new("addressee", letter.addressee.join("\n")),
        Area::new("banner", letter.banner.clone().unwrap_or_default()),
        Area::new("signer", format!("{}\n{}", letter.signer.name, letter.signer.lines.join("\n"))),
        Area::new("signer.under", letter.signer.under.join("\n")),
        Area::new("enclosures", letter.enclosures.join("\n")),
        Area::new("copies", letter.copies.join("\n")),
    ];
    let details: Vec<String> = letter.details.iter().map(|d| format!("{} {}", d.label, d.value)).collect();
    out.push(Area::new("details", details.join("\n")));
    for b in &letter.blocks {
        let mut words = Vec::new();
        for part in &b.parts {
            match part {
                Part::Heading(h) => words.push(h.clone()),
                Part::Paragraph(runs) => words.push(plain(runs)),
                Part::Bullets(items) => words.extend(items.iter().map(|i| plain(i))),
                Part::Table(t) => {
                    words.push(t.caption.clone());
                    words.push(t.columns.iter().map(|c| c.head.as_str()).collect::<Vec<_>>().join(" "));
                    words.extend(t.rows.iter().map(|r| r.join(" ")));
                }
                Part::Form(lines) => words.extend(lines.iter().map(|l| l.label.clone())),
            }
        }
        out.push(Area::new(&b.id, words.join("\n")));
    }
    out
}

fn look_for_value(value: &str, reason: &str, areas: &[Area], found: &mut Vec<Finding>) {
    let value = clean(value);
    let wanted = folded_words(&value);
    if wanted.is_empty() {
        found.push(unchecked(&format!("a withheld value has no letters or digits to look for ({reason})")));
        return;
    }
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    let mostly_digits = digits.len() >= 4 && value.chars().all(|c| !c.is_alphabetic());
    for area in areas {
        let hit = if mostly_digits {
            digit_span(&area.text, &digits)
        } else {
            (0..area.words.len()).find_map(|at| {
                let run = area.words.get(at..at + wanted.len())?;
                let fits = run.iter().zip(&wanted).all(|(a, b)| a.folded == *b);
                fits.then(|| area.printed(at, at + wanted.len()))
            })
        };
        if let Some(words) = hit {
            found.push(Finding { words, rule: reason.to_owned(), block: area.block.clone() });
        }
    }
}

/// Finds a number however it is grouped: digits may be parted by spaces, dots, hyphens and brackets.
fn digit_span(text: &str, digits: &str) -> Option<String> {
    let at: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| c.is_ascii_digit()).collect();
    let wanted: Vec<char> = digits.chars().collect();
    at.windows(wanted.len()).find_map(|w| {
        let same = w.iter().zip(&wanted).all(|((_, a), b)| a == b);
        let (start, end) = (w.first()?.0, w.last()?.0 + 1);
        let joined = text[start..end]
            .chars()
            .all(|c| c.is_ascii_digit() || " .-()/\u{a0}\u{2011}\u{2013}".contains(c));
        (same && joined).then(|| text[start..end].to_owned())
    })
}

fn words(text: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut start = None;
    let inner =
        |c: char| c.is_alphanumeric() || is_combining_mark(c) || is_invisible(c) || c == '\'' || c == '’';
    for (i, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (inner(c), start) {
            (true, None) => start = Some(i),
            (false, Some(s)) => {
                let folded = fold(&text[s..i]);
                if !folded.is_empty() {
                    out.push(Word { folded, start: s, end: i });
                }
                start = None;
            }
            _ => {}
        }
    }
    out
}

fn folded_words(text: &str) -> Vec<String> {
    words(text).into_iter().map(|w| w.folded).collect()
}

/// Signs that print nothing and could part a word or turn it round: soft hyphens, joiners, direction controls.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// Lower case without accents and apostrophes, so that no spelling trick hides a word.
fn fold(word: &str) -> String {
    word.nfkd()
        .filter(|c| !is_combining_mark(*c) && !is_invisible(*c) && *c != '\'' && *c != '’')
        .flat_map(char::to_lowercase)
        .collect()
}

fn unchecked(why: &str) -> Finding {
    Finding {
        words: String::new(),
        rule: format!("the letter could not be checked: {why}"),
        block: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_that_nobody_sees_hides_no_word() {
        for sign in ['\u{AD}', '\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}', '\u{FEFF}'] {
            let word = format!("your pass{sign}word is");
            assert_eq!(hits("password", &word), [format!("pass{sign}word")], "{:?}", sign);
        }
    }

    fn hits(pattern: &str, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        Pattern::parse(pattern).unwrap().look("r", &[&Area::new("b", text.to_owned())], &mut found);
        found.into_iter().map(|f| f.words).collect()
    }

    #[test]
    fn phrases_match_whole_words_in_any_case_with_alternatives_and_gaps() {
        assert_eq!(hits("no such (patron|person)", "There is NO  such patron."), ["NO  such patron"]);
        assert!(hits("no such patron", "no such patronage").is_empty());
        assert_eq!(
            hits("counsel ... advised", "Our counsel has firmly advised us"),
            ["counsel has firmly advised"]
        );
        assert!(hits("counsel ... advised", "counsel a b c d e f advised").is_empty());
        assert_eq!(hits("doesn't have a card", "He doesn’t have a card"), ["doesn’t have a card"]);
    }

    #[test]
    fn withheld_values_are_found_however_they_are_written() {
        let find = |value: &str, text: &str| {
            let mut found = Vec::new();
            look_for_value(value, "r", &[Area::new("b", text.to_owned())], &mut found);
            found.into_iter().map(|f| f.words).next()
        };
        assert_eq!(find("2400 1234 5678", "card 24001234-5678.").as_deref(), Some("24001234-5678"));
        assert_eq!(find("Nguyễn Thị", "to NGUYEN THI, ").as_deref(), Some("NGUYEN THI"));
        assert_eq!(find("Dana Reyes", "Dana\nReyes").as_deref(), Some("Dana\nReyes"));
        assert_eq!(find("Dana Reyes", "Dana R. and Reyes"), None);
        assert!(
            find("---", "nothing").is_some_and(|w| w.is_empty()),
            "a value that cannot be looked for is a finding"
        );
    }

    #[test]
    fn shapes_of_internal_codes_are_recognised_and_ordinary_numbers_are_not() {
        assert!(Shape::FilePath.fits("C:\\records\\a.pdf"));
        assert!(Shape::FilePath.fits("(/home/x/letter.pdf)"));
        assert!(Shape::LongCode.fits("9f86d081884c7d659a2feaa0c55ad015"));
        assert!(!Shape::LongCode.fits("24001234567890123456"));
        assert!(!Shape::FilePath.fits("and/or"));
    }
}
