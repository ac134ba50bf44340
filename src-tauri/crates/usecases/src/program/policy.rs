//! Asking a policy pack: is it sound, what does a type ask, what follows from stated facts.

use crate::letter::{self, Cited};
use crate::program::reply::{Answered, answered};
use crate::program::{events, facts, pack};
use crate::{Code, Error, Result};
use ::policy::{Case, CatalogQuestion};
use chrono::NaiveDate;
use domain::TypeCode;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// A pack that may be adopted, and what was proved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// Always true: a pack with a problem is an error.
    pub sound: bool,
    /// Id of the pack.
    pub pack: String,
    /// Combinations of answers that were decided, by type.
    pub combinations: BTreeMap<TypeCode, u64>,
    /// Safety rules that were proved on them.
    pub invariants: Vec<Proved>,
    /// What the letter texts inside the program cite, beside what the pack says of it.
    pub citations: Vec<Cited>,
}

/// A safety rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proved {
    /// Its number.
    pub id: String,
    /// What it says.
    pub says: String,
    /// Cases it was tried on.
    pub tried: u64,
    /// Where it is proved, if not by this check.
    pub elsewhere: Option<String>,
}

/// Checks a pack, or the one that comes with the program, beside the letter texts inside the program, as of a day.
///
/// # Errors
/// The pack cannot be read, or a proof fails: the message names file, line and answers. A letter text states as law what
/// the pack does not confirm, or what was last looked at too long before the day.
pub fn check(folder: Option<&Path>, today: NaiveDate) -> Result<Checked> {
    let opened = pack::read(folder)?;
    let report = ::policy::check(&opened.pack, &opened.files);
    if !report.is_sound() {
        return Err(pack::broken(&report.problems));
    }
    let texts = ::letters::shipped()?;
    let citations =
        letter::compared(&opened.pack, &texts, Some(today)).map_err(|problems| pack::broken(&problems))?;
    let invariants = report.invariants.into_iter().map(|rule| Proved {
        id: rule.id.to_owned(),
        says: rule.says.to_owned(),
        tried: rule.tried,
        elsewhere: rule.elsewhere.map(str::to_owned),
    });
    Ok(Checked {
        sound: true,
        pack: opened.pack.about.id.clone(),
        combinations: report.combinations,
        invariants: invariants.collect(),
        citations,
    })
}

/// What a type asks, with the kinds of event and an empty file of facts.
#[derive(Debug, Clone, Serialize)]
pub struct TypeGuide {
    /// Code of the type.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub what: String,
    /// To have at hand.
    pub have_at_hand: Vec<String>,
    /// What will happen.
    pub what_happens: Vec<String>,
    /// Questions in order, those of every request first.
    pub questions: Vec<QuestionGuide>,
    /// Kinds of data a part can ask for.
    pub data: Vec<Named>,
    /// Rows in reading order.
    pub rows: Vec<RowGuide>,
    /// Kinds of event a file of facts may state, with their fields.
    pub events: Vec<events::EventKind>,
    /// A file of facts to fill in.
    pub facts: Value,
}

/// A code and its name.
#[derive(Debug, Clone, Serialize)]
pub struct Named {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
}

/// A row of the table.
#[derive(Debug, Clone, Serialize)]
pub struct RowGuide {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Why, in words.
    pub because: String,
}

/// A question.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionGuide {
    /// Code.
    pub code: String,
    /// The question.
    pub heading: String,
    /// Why it is asked.
    pub why: String,
    /// Where its answer goes in a file of facts: `universal` or `answers`.
    pub goes_in: &'static str,
    /// Several answers may be given.
    pub several: bool,
    /// It is asked only when each of these facts has one of these values.
    pub only_when: BTreeMap<String, Vec<String>>,
    /// Answers.
    pub answers: Vec<AnswerGuide>,
}

/// An answer.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerGuide {
    /// Code.
    pub code: String,
    /// Words.
    pub label: String,
    /// The answer it is read as, where it says "not sure".
    pub treated_as: Option<String>,
}

/// What a type of a pack asks; of the pack that comes with the program if no folder is named.
///
/// # Errors
/// There is no such type.
pub fn guide(type_code: &str, folder: Option<&Path>) -> Result<TypeGuide> {
    let pack = pack::read(folder)?.pack;
    let Some(catalog) = ::policy::catalog(&pack, &type_code.into()) else {
        let known: Vec<_> = pack.types.keys().map(ToString::to_string).collect();
        return Err(Error::new(
            Code::NotFound,
            format!("The policy has no table for the type {type_code:?}."),
            format!("Name one of these: {}. Every other type is referred to counsel.", known.join(", ")),
        ));
    };
    let questions: Vec<_> = catalog.questions.into_iter().map(question).collect();
    let facts = json!({
        "received": "", "at": "", "closed": [],
        "office": {"acting": "director", "director_available": true, "designations": []},
        "universal": {},
        "parts": [{"type": type_code, "asks": [], "answers": {}}],
        "events": [],
    });
    let row = |(code, name, because)| RowGuide { code, name, because };
    Ok(TypeGuide {
        type_code: catalog.code,
        name: catalog.name,
        what: catalog.what,
        have_at_hand: catalog.have_at_hand,
        what_happens: catalog.what_happens,
        questions,
        data: catalog.data.into_iter().map(|(code, name)| Named { code, name }).collect(),
        rows: catalog.rows.into_iter().map(row).collect(),
        events: events::kinds(),
        facts,
    })
}

fn question(question: CatalogQuestion) -> QuestionGuide {
    let answers = question.answers.into_iter().map(|answer| AnswerGuide {
        code: answer.code,
        label: answer.label,
        treated_as: answer.treated_as,
    });
    QuestionGuide {
        code: question.code,
        heading: question.heading,
        why: question.why,
        goes_in: if question.whole_request { "universal" } else { "answers" },
        several: question.several,
        only_when: question.only_when.into_iter().collect(),
        answers: answers.collect(),
    }
}

/// What follows from a file of facts, part by part.
///
/// # Errors
/// The facts cannot be used.
pub fn decide(text: &str, folder: Option<&Path>) -> Result<Answered> {
    let pack = pack::read(folder)?.pack;
    let stated = facts::read(&pack, text)?;
    let case =
        Case { request: &stated.request, office: &stated.office, now: stated.now, actor: stated.actor };
    Ok(answered(::policy::decide(&pack, &case)))
}
