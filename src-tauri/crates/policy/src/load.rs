//! Reading a pack: from the texts of its files to a [`Pack`], or to everything that is wrong with it, each with file, line
//! and remedy. Nothing is half-read: one problem refuses the pack, and the pack in force stays.

mod check_demands;
mod check_duty;
mod check_figures;
mod check_letters;
mod check_retention;
mod check_safeguards;
mod check_type;
mod cross_check;
mod place;

use crate::{
    About, Clocks, DataKind, Demand, GateDef, LetterDef, Pack, Provision, Routing, Safeguards, Script,
    SharedQuestions, Statute, TypeAlias, TypeDef, Universal,
};
use place::Place;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// A file of a pack is text that people read; anything longer is not one.
const LONGEST_FILE: usize = 512 * 1024;
/// A pack has a handful of files.
const MOST_FILES: usize = 200;

/// What is wrong with a pack, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{file}, line {line}: {message} {help}")]
pub struct PackProblem {
    /// File of the pack.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProvisionsFile {
    #[serde(default, rename = "provision")]
    provisions: Vec<Provision>,
    #[serde(default, rename = "silence")]
    silences: Vec<Provision>,
    #[serde(default, rename = "tension")]
    tensions: Vec<Provision>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatutesFile {
    #[serde(default, rename = "statute")]
    statutes: Vec<Statute>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DataFile {
    #[serde(rename = "data")]
    data: Vec<DataKind>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GatesFile {
    #[serde(rename = "gate")]
    gates: Vec<GateDef>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct DemandsFile {
    #[serde(default, rename = "demand")]
    demands: Vec<Demand>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LettersFile {
    #[serde(rename = "letter")]
    letters: Vec<LetterDef>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScriptsFile {
    #[serde(default, rename = "script")]
    scripts: Vec<Script>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RetentionFile {
    #[serde(default, rename = "rule")]
    rules: Vec<crate::RetentionRule>,
}

/// Reads a pack from its files: path within the pack, and text.
///
/// # Errors
/// Everything that is wrong with the pack, in the order of files and lines; never an empty list.
pub fn load(files: &BTreeMap<String, String>) -> Result<Pack, Vec<PackProblem>> {
    let mut reader = Reader { files, problems: Vec::new() };
    reader.sizes();
    if !reader.problems.is_empty() {
        return Err(reader.problems);
    }
    let read = read_all(&mut reader);
    let (Some(pack), true) = (read, reader.problems.is_empty()) else {
        reader.problems.sort();
        return Err(reader.problems);
    };
    let mut problems = cross_check::cross_check(&pack, files);
    problems.sort();
    problems.dedup();
    if problems.is_empty() { Ok(pack) } else { Err(problems) }
}

fn read_all(reader: &mut Reader<'_>) -> Option<Pack> {
    let about: Option<About> = reader.file("pack.toml");
    let provisions: Option<ProvisionsFile> = reader.file("provisions.toml");
    let statutes: Option<StatutesFile> = reader.file("statutes.toml");
    let data: Option<DataFile> = reader.file("data.toml");
    let gates: Option<GatesFile> = reader.file("gates.toml");
    // A version adopted before demands were stated is still read; the checker lets no pack without them be adopted.
    let demands: Option<DemandsFile> = match reader.files.contains_key("demands.toml") {
        true => reader.file("demands.toml"),
        false => Some(DemandsFile::default()),
    };
    // So is one adopted before safeguards were stated.
    let safeguards: Option<Safeguards> = match reader.files.contains_key("safeguards.toml") {
        true => reader.file("safeguards.toml"),
        false => Some(Safeguards::default()),
    };
    let clocks: Option<Clocks> = reader.file("clocks.toml");
    let letters: Option<LettersFile> = reader.file("letters.toml");
    let universal: Option<Universal> = reader.file("universal.toml");
    let shared: Option<SharedQuestions> = reader.file("questions.toml");
    let routing: Option<Routing> = reader.file("routing.toml");
    let scripts: Option<ScriptsFile> = reader.file("scripts.toml");
    let retention: Option<RetentionFile> = match reader.files.contains_key("retention.toml") {
        true => reader.file("retention.toml"),
        false => Some(RetentionFile::default()),
    };
    let types = reader.types();
    let provisions = provisions?;
    let all = provisions.provisions.into_iter().chain(provisions.silences).chain(provisions.tensions);
    Some(Pack {
        about: about?,
        provisions: all.map(|provision| (provision.code.clone(), provision)).collect(),
        statutes: statutes?.statutes.into_iter().map(|statute| (statute.label.clone(), statute)).collect(),
        data: data?.data,
        gates: gates?.gates,
        demands: demands?.demands,
        safeguards: safeguards?,
        clocks: clocks?,
        letters: letters?.letters,
        universal: universal?,
        shared: shared?.questions,
        routing: routing?,
        scripts: scripts?.scripts,
        retention: retention?.rules,
        types,
    })
}

struct Reader<'a> {
    files: &'a BTreeMap<String, String>,
    problems: Vec<PackProblem>,
}

const NAMES: [&str; 14] = [
    "pack.toml",
    "provisions.toml",
    "statutes.toml",
    "data.toml",
    "gates.toml",
    "demands.toml",
    "safeguards.toml",
    "clocks.toml",
    "letters.toml",
    "universal.toml",
    "questions.toml",
    "routing.toml",
    "scripts.toml",
    "retention.toml",
];

impl Reader<'_> {
    fn sizes(&mut self) {
        if self.files.len() > MOST_FILES {
            self.say(
                "pack.toml",
                1,
                format!("The pack has {} files.", self.files.len()),
                "A pack is one folder with a few text files. Choose that folder.",
            );
        }
        for (path, text) in self.files {
            if text.len() > LONGEST_FILE {
                let message = format!(
                    "The file has {} KiB; a file of a pack has at most {}.",
                    text.len() / 1024,
                    LONGEST_FILE / 1024
                );
                self.say(
                    path,
                    1,
                    message,
                    "This is not a file of a policy pack. Put back the original file.",
                );
            }
            let known =
                NAMES.contains(&path.as_str()) || (path.starts_with("types/") && path.ends_with(".toml"));
            if !known {
                self.say(path, 1, "A pack has no such file.".to_owned(), "Remove it, or correct its name.");
            }
        }
    }

    fn file<T: DeserializeOwned>(&mut self, path: &str) -> Option<T> {
        match self.files.get(path) {
            None => {
                self.say(
                    path,
                    1,
                    "The file is missing.".to_owned(),
                    "Put it back; a pack is complete or it is refused.",
                );
                None
            }
            Some(text) => self.parse(path, text),
        }
    }

    fn parse<T: DeserializeOwned>(&mut self, path: &str, text: &str) -> Option<T> {
        match toml::from_str(text) {
            Ok(read) => Some(read),
            Err(error) => {
                let line = error.span().map_or(1, |span| Place::line_at(text, span.start));
                let message = format!(
                    "It cannot be read: {}.",
                    error.message().trim_end_matches('.').replace('\n', "; ")
                );
                self.say(path, line, message, "Correct this line; a name that is not known here is refused, so that no rule is silently left out.");
                None
            }
        }
    }

    fn types(&mut self) -> BTreeMap<domain::TypeCode, TypeDef> {
        let mut types: BTreeMap<domain::TypeCode, TypeDef> = BTreeMap::new();
        let mut aliases = Vec::new();
        for (path, text) in self.files.iter().filter(|(path, _)| path.starts_with("types/")) {
            if text.lines().any(|line| line.starts_with("table_of")) {
                aliases.extend(self.parse::<TypeAlias>(path, text).map(|alias| (path, text, alias)));
                continue;
            }
            let Some(kind) = self.parse::<TypeDef>(path, text) else { continue };
            if types.contains_key(&kind.code) {
                let line = Place { file: path, text }.line("code");
                self.say(
                    path,
                    line,
                    format!("The type {} is defined twice.", kind.code),
                    "Remove one of the two files.",
                );
                continue;
            }
            types.insert(kind.code.clone(), kind);
        }
        for (path, text, alias) in aliases {
            match types.get(&alias.table_of) {
                Some(table) => {
                    let kind = alias.of(table);
                    types.insert(kind.code.clone(), kind);
                }
                None => {
                    let line = Place { file: path, text }.line("table_of");
                    let message = format!("There is no table of {}.", alias.table_of);
                    self.say(path, line, message, "Name a type that has a table of its own.");
                }
            }
        }
        types
    }

    fn say(&mut self, file: &str, line: usize, message: String, help: &str) {
        self.problems.push(PackProblem { file: file.to_owned(), line, message, help: help.to_owned() });
    }
}
