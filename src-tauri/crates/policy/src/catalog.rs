//! Everything that can be asked and answered under a type, for people and programs that write facts by hand.

use crate::{Pack, Question};
use domain::TypeCode;

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogAnswer {
    /// Its code.
    pub code: String,
    /// Its words.
    pub label: String,
    /// What happens if it is chosen.
    pub preview: String,
    /// The answer it is read as, where it says "not sure".
    pub treated_as: Option<String>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogQuestion {
    /// Its code.
    pub code: String,
    /// Group.
    pub section: String,
    /// The question.
    pub heading: String,
    /// One sentence below it.
    pub hint: String,
    /// Why it is asked.
    pub why: String,
    /// Several answers may be given.
    pub several: bool,
    /// It is asked of the whole request.
    pub whole_request: bool,
    /// It is asked only when these facts have these values.
    pub only_when: Vec<(String, Vec<String>)>,
    /// Answers.
    pub answers: Vec<CatalogAnswer>,
}

/// A type with its questions and rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalog {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub what: String,
    /// To have at hand.
    pub have_at_hand: Vec<String>,
    /// What will happen.
    pub what_happens: Vec<String>,
    /// Questions in order: those of every request first.
    pub questions: Vec<CatalogQuestion>,
    /// Kinds of data that a part can ask for: code and name.
    pub data: Vec<(String, String)>,
    /// Rows in reading order: code, name, why.
    pub rows: Vec<(String, String, String)>,
}

/// The catalogue of a type. `None` where the pack has no table for it.
pub fn catalog(pack: &Pack, code: &TypeCode) -> Option<Catalog> {
    let kind = pack.type_def(code)?;
    let universal = pack.universal.questions.iter().filter(|question| !question.options.is_empty());
    let own = kind.asked().filter_map(|code| pack.question(code));
    let questions =
        universal.map(|question| entry(question, true)).chain(own.map(|question| entry(question, false)));
    Some(Catalog {
        code: kind.code.0.clone(),
        name: kind.name.clone(),
        what: kind.what.clone(),
        have_at_hand: kind.have_at_hand.clone(),
        what_happens: kind.what_happens.clone(),
        questions: questions.collect(),
        data: pack.data.iter().map(|data| (data.code.0.clone(), data.name.clone())).collect(),
        rows: kind
            .rows
            .iter()
            .map(|row| (row.code.0.clone(), row.name.clone(), row.because.clone()))
            .collect(),
    })
}

fn entry(question: &Question, whole_request: bool) -> CatalogQuestion {
    let answer = |option: &crate::AnswerOption| CatalogAnswer {
        code: option.code.0.clone(),
        label: option.label.clone(),
        preview: option.preview.clone(),
        treated_as: option.treated_as.as_ref().map(|code| code.0.clone()),
    };
    CatalogQuestion {
        code: question.code.0.clone(),
        section: question.section.clone(),
        heading: question.heading.clone(),
        hint: question.hint.clone(),
        why: question.why.clone(),
        several: question.several,
        whole_request,
        only_when: question.only_when.iter().map(|(name, values)| (name.clone(), values.clone())).collect(),
        answers: question.options.iter().map(answer).collect(),
    }
}
