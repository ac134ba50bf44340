//! Sample facts of invented people, for each text one set or more: what a text is shown with while it is being reworded.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::facts::{Facts, Value};
use crate::text::TextProblem;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../../assets/letter_samples");
/// What all samples share: facts of an invented library.
const LIBRARY: &str = "library.toml";

/// One set of sample facts.
#[derive(Debug, Clone)]
pub struct Sample {
    /// The text's id, and behind a hyphen the turn that the letter takes.
    pub id: String,
    /// That turn in words; empty when there is only one.
    pub turn: String,
    /// The facts.
    pub facts: Facts,
    /// Words of free blocks, by block.
    pub free: BTreeMap<String, String>,
}

/// The samples of a text.
///
/// # Errors
/// A file inside the program is broken.
pub fn samples(code: &str) -> Result<Vec<Sample>, TextProblem> {
    let files = FILES.files().filter_map(|file| Some((file.path().file_stem()?.to_str()?, file)));
    let of_code = files
        .filter(|(id, _)| *id == code || id.strip_prefix(code).is_some_and(|rest| rest.starts_with('-')));
    let mut found: Vec<_> = of_code
        .map(|(id, file)| {
            let mut sample =
                Sample { id: id.to_owned(), turn: String::new(), facts: Facts::new(), free: BTreeMap::new() };
            if let Some(library) = FILES.get_file(LIBRARY) {
                sample.take(LIBRARY, library.contents_utf8())?;
            }
            sample.take(&file.path().to_string_lossy(), file.contents_utf8())?;
            Ok(sample)
        })
        .collect::<Result<_, TextProblem>>()?;
    found.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(found)
}

impl Sample {
    fn take(&mut self, file: &str, source: Option<&str>) -> Result<(), TextProblem> {
        let problem = |message: String| TextProblem { file: file.to_owned(), line: 1, message };
        let source = source.ok_or_else(|| problem("the file is not UTF-8 text".to_owned()))?;
        let table: toml::Table =
            source.parse().map_err(|error: toml::de::Error| problem(error.message().to_owned()))?;
        for (name, value) in table {
            let wrong = |what: String| problem(format!("{name}: {what}"));
            match value {
                toml::Value::String(turn) if name == "sample" => self.turn = turn,
                toml::Value::Table(free) => {
                    self.free = toml::Value::Table(free)
                        .try_into()
                        .map_err(|error: toml::de::Error| wrong(error.to_string()))?;
                }
                toml::Value::Datetime(day) => {
                    let day: chrono::NaiveDate =
                        day.to_string().parse().map_err(|_| wrong(format!("{day} is no day")))?;
                    self.facts.set(name, day);
                }
                other => {
                    let value: Value =
                        other.try_into().map_err(|error: toml::de::Error| wrong(error.to_string()))?;
                    self.facts.set(name, value);
                }
            }
        }
        Ok(())
    }
}
