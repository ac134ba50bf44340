//! The letter texts that come with the program, each in the language of the house and perhaps in further ones.

use std::collections::{BTreeMap, BTreeSet};

use include_dir::{Dir, include_dir};

use crate::never::NeverList;
use crate::text::{LetterText, TextProblem, load_text_in};
use crate::translation;
use crate::words::Language;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../../assets/letters");
const NEVER_FILE: &str = "never.toml";
const WORDS: &str = "words";
const NEVER: &str = "never";

/// Letter texts by id, and the general list of what no outward letter may say.
#[derive(Debug, Clone)]
pub struct Catalogue {
    texts: BTreeMap<String, LetterText>,
    /// By id and language tag.
    further: BTreeMap<(String, String), LetterText>,
    never: NeverList,
}

impl Catalogue {
    /// Reads texts from files, by their names in the folder of letters: `never.toml`, `words/en-US.toml`, `L08.toml`; and for the
    /// same letter in another language `never/TAG.toml`, `words/TAG.toml`, `L08.TAG.toml`.
    ///
    /// # Errors
    /// Every problem in any of the files; an id used twice is one, and a further language that says something else.
    pub fn read<'a>(
        files: impl IntoIterator<Item = (String, &'a str)>,
    ) -> Result<Catalogue, Vec<TextProblem>> {
        let mut files: Vec<_> = files.into_iter().collect();
        // Words before the texts that need them, and the list of the house before those that are joined to it.
        files.sort_by_key(|(name, _)| (!name.starts_with(WORDS), name != NEVER_FILE, name.clone()));
        let mut reading = Reading::default();
        for (name, source) in files {
            match name.split_once('/') {
                Some((WORDS, _)) => reading.words(&name, source),
                Some((NEVER, tag)) => reading.further_never(&name, tag, source),
                _ if name == NEVER_FILE => reading.never(&name, source),
                _ => reading.text(&name, source),
            }
        }
        reading.compare();
        let Reading { texts, further, never, problems, .. } = reading;
        if problems.is_empty() { Ok(Catalogue { texts, further, never }) } else { Err(problems) }
    }

    /// The texts in the language of the house, in order of their ids.
    pub fn texts(&self) -> impl Iterator<Item = &LetterText> {
        self.texts.values()
    }

    /// All texts, those in further languages among them.
    pub fn in_all_languages(&self) -> impl Iterator<Item = &LetterText> {
        self.texts.values().chain(self.further.values())
    }

    /// The text of that id. A catalogued letter without a text is recorded as written outside.
    pub fn text(&self, id: &str) -> Option<&LetterText> {
        self.texts.get(id)
    }

    /// The same letter in another language.
    pub fn text_in(&self, id: &str, language: &str) -> Option<&LetterText> {
        self.further.get(&(id.to_owned(), language.to_owned()))
    }

    /// The languages of a letter, that of the house first.
    pub fn languages(&self, id: &str) -> Vec<&Language> {
        let further = self.further.iter().filter(|((known, _), _)| known == id).map(|(_, text)| text);
        self.text(id).into_iter().chain(further).map(LetterText::words).collect()
    }

    /// A fresh copy of the general list, to which the values withheld in one case are added.
    pub fn never(&self) -> NeverList {
        self.never.clone()
    }
}

/// Reads the texts built into the program.
///
/// # Errors
/// As for reading them from files.
pub fn shipped() -> Result<Catalogue, Vec<TextProblem>> {
    Catalogue::read(shipped_files().map_err(|problem| vec![problem])?)
}

/// The files that are built into the program, by their names in the folder of letters.
///
/// # Errors
/// A file is not text.
pub fn shipped_files() -> Result<Vec<(String, &'static str)>, TextProblem> {
    let folders = [WORDS, NEVER].into_iter().filter_map(|name| FILES.get_dir(name)).flat_map(Dir::files);
    let files =
        FILES.files().chain(folders).filter(|file| file.path().extension().is_some_and(|e| e == "toml"));
    let text = |file: &'static include_dir::File<'static>| {
        let name: Vec<_> = file.path().iter().map(|part| part.to_string_lossy()).collect();
        let name = name.join("/");
        match file.contents_utf8() {
            Some(source) => Ok((name, source)),
            None => Err(problem(&name, 1, "the file is not UTF-8 text")),
        }
    };
    files.map(text).collect()
}

#[derive(Default)]
struct Reading {
    languages: BTreeMap<String, Language>,
    texts: BTreeMap<String, LetterText>,
    further: BTreeMap<(String, String), LetterText>,
    never: NeverList,
    /// The languages whose phrases the list holds, besides that of the house.
    never_in: BTreeSet<String>,
    problems: Vec<TextProblem>,
}

impl Reading {
    fn words(&mut self, name: &str, source: &str) {
        match Language::load(source) {
            Ok(words) if name != format!("{WORDS}/{}.toml", words.language) => {
                let message = format!("it says that it holds words of {:?}", words.language);
                self.problems.push(problem(name, 1, &message));
            }
            Ok(words) => {
                self.languages.insert(words.language.clone(), words);
            }
            Err(found) => {
                self.problems.extend(found.iter().map(|(line, message)| problem(name, *line, message)));
            }
        }
    }

    fn never(&mut self, name: &str, source: &str) {
        match NeverList::load(name, source) {
            Ok(list) => self.never = list,
            Err(found) => self.problems.extend(found),
        }
    }

    fn further_never(&mut self, name: &str, tag: &str, source: &str) {
        match NeverList::load(name, source) {
            Ok(list) => {
                let missing = self.never.join(list);
                self.problems.extend(missing.iter().map(|message| problem(name, 1, message)));
                self.never_in.insert(tag.trim_end_matches(".toml").to_owned());
            }
            Err(found) => self.problems.extend(found),
        }
    }

    fn text(&mut self, name: &str, source: &str) {
        let text = match load_text_in(name, source, &self.languages) {
            Ok(text) => text,
            Err(found) => return self.problems.extend(found),
        };
        let (id, language) = (text.id().to_owned(), text.language().to_owned());
        if name == format!("{id}.{language}.toml") {
            self.further.insert((id, language), text);
        } else if name != format!("{id}.toml") {
            let message =
                format!("a text of {id:?} is named {id}.toml, or {id}.{language}.toml in a further language");
            self.problems.push(problem(name, 1, &message));
        } else {
            self.texts.insert(id, text);
        }
    }

    // INVARIANT (one letter in all languages): a further language changes words and nothing else.
    fn compare(&mut self) {
        let house = Language::default();
        let further = self.languages.keys().filter(|tag| **tag != house.language);
        let unguarded = further.filter(|tag| !self.never_in.contains(*tag)).map(|tag| {
            let message =
                format!("there is no {NEVER}/{tag}.toml with what no letter may say in this language");
            problem(&format!("{WORDS}/{tag}.toml"), 1, &message)
        });
        self.problems.extend(unguarded);
        for ((id, _), text) in &self.further {
            let Some(original) = self.texts.get(id) else {
                let message = format!("there is no letter {id:?} in the language of the house");
                self.problems.push(problem(text.file(), 1, &message));
                continue;
            };
            let differences = translation::differences(original, text);
            self.problems.extend(differences.iter().map(|message| problem(text.file(), 1, message)));
        }
    }
}

fn problem(file: &str, line: usize, message: &str) -> TextProblem {
    TextProblem { file: file.to_owned(), line, message: message.to_owned() }
}
