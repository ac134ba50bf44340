//! Questions that allow several answers: every choice among these is tried, so there may be only so many of them.

use super::enumerate::read_as;
use crate::{Pack, PackProblem, Question};
use std::collections::BTreeMap;

/// More answers than this that can be given together are too many choices to try.
const MOST: usize = 16;

/// Questions whose choices cannot all be tried: none of them is tried in part.
pub(super) fn too_many(pack: &Pack, files: &BTreeMap<String, String>) -> Vec<PackProblem> {
    let many = |question: &&Question| question.several && read_as(question).len() > MOST;
    let problem = |question: &Question| {
        let (file, line) = place_of(question, files);
        PackProblem {
            file,
            line,
            message: format!(
                "{} allows several of {} answers at once, and at most {MOST} can be tried in every choice.",
                question.code,
                read_as(question).len()
            ),
            help: "Ask with fewer answers, or in two questions. The old pack stays in force.".to_owned(),
        }
    };
    pack.questions().filter(many).map(problem).collect()
}

/// The file of a question, and the line of its code.
fn place_of(question: &Question, files: &BTreeMap<String, String>) -> (String, usize) {
    let code = format!("code = \"{}\"", question.code);
    let found = files.iter().find_map(|(file, text)| {
        let before = text.lines();
        let mut pairs = before.zip(text.lines().skip(1));
        let at = pairs.position(|(header, line)| header == "[[question]]" && line == code)?;
        Some((file.clone(), at + 2))
    });
    found.unwrap_or_else(|| ("pack.toml".to_owned(), 1))
}
