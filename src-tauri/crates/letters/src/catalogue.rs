//! The letter texts that come with the program.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::never::NeverList;
use crate::text::{LetterText, TextProblem, load_text};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../../assets/letters");
const NEVER_FILE: &str = "never.toml";

/// Letter texts by id, and the general list of what no outward letter may say.
#[derive(Debug, Clone)]
pub struct Catalogue {
    texts: BTreeMap<String, LetterText>,
    never: NeverList,
}

impl Catalogue {
    /// The texts in order of their ids.
    pub fn texts(&self) -> impl Iterator<Item = &LetterText> {
        self.texts.values()
    }

    /// The text of that id. A catalogued letter without a text is recorded as written outside.
    pub fn text(&self, id: &str) -> Option<&LetterText> {
        self.texts.get(id)
    }

    /// A fresh copy of the general list, to which the values withheld in one case are added.
    pub fn never(&self) -> NeverList {
        self.never.clone()
    }
}

/// Reads the texts built into the program.
///
/// # Errors
/// Every problem in any of the files; an id used twice is one.
pub fn shipped() -> Result<Catalogue, Vec<TextProblem>> {
    let mut texts = BTreeMap::new();
    let mut problems = Vec::new();
    let mut never = NeverList::default();
    for file in FILES.files().filter(|f| f.path().extension().is_some_and(|e| e == "toml")) {
        let name = file.path().to_string_lossy().into_owned();
        let Some(source) = file.contents_utf8() else {
            problems.push(TextProblem {
                file: name,
                line: 1,
                message: "the file is not UTF-8 text".to_owned(),
            });
            continue;
        };
        if name == NEVER_FILE {
            match NeverList::load(&name, source) {
                Ok(list) => never = list,
                Err(found) => problems.extend(found),
            }
            continue;
        }
        match load_text(&name, source) {
            Ok(text) if texts.contains_key(text.id()) => {
                let message = format!("the id {:?} is used by another file", text.id());
                problems.push(TextProblem { file: name, line: 1, message });
            }
            Ok(text) => {
                texts.insert(text.id().to_owned(), text);
            }
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() { Ok(Catalogue { texts, never }) } else { Err(problems) }
}
