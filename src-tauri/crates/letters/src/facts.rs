//! The facts a letter is written from: a plain map of names to values that the use cases fill.
//!
//! A fact is text, a date, a number, a yes or no, a list or a table. Nothing here knows what a name means; each letter
//! text says which names it reads and what they are.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::words::Words;

/// One fact. A date prints as "December 2, 2026"; a list prints as bullets or lines, a table as a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// A claim that is so or is not.
    YesNo(bool),
    /// A count.
    Number(i64),
    /// A calendar date.
    Date(NaiveDate),
    /// Words as given. Control characters and line ends become spaces in a letter.
    Text(String),
    /// Several words or lines, in order.
    List(Vec<String>),
    /// Rows of named cells.
    Table(Vec<BTreeMap<String, String>>),
}

impl Value {
    /// What this value prints as in running text of a language; a list is one sentence.
    pub fn words(&self, words: &Words) -> String {
        match self {
            Value::YesNo(true) => words.answers.yes.clone(),
            Value::YesNo(false) => words.answers.no.clone(),
            Value::Number(n) => n.to_string(),
            Value::Date(d) => words.day(*d),
            Value::Text(t) => t.clone(),
            Value::List(l) => words.listed(l),
            Value::Table(_) => String::new(),
        }
    }

    /// True when there is nothing to print.
    pub fn is_empty(&self) -> bool {
        match self {
            Value::Text(t) => t.trim().is_empty(),
            Value::List(l) => l.iter().all(|x| x.trim().is_empty()),
            Value::Table(t) => t.is_empty(),
            Value::YesNo(_) | Value::Number(_) | Value::Date(_) => false,
        }
    }

    /// The word a `when` condition compares with, in every language the same: "yes", "no", the number, the ISO date or the text
    /// itself.
    pub(crate) fn answer(&self) -> String {
        match self {
            Value::YesNo(true) => "yes".to_owned(),
            Value::YesNo(false) => "no".to_owned(),
            Value::Number(n) => n.to_string(),
            Value::Date(d) => d.to_string(),
            Value::Text(t) => t.clone(),
            Value::List(l) => l.join("\n"),
            Value::Table(_) => String::new(),
        }
    }
}

impl From<&str> for Value {
    fn from(v: &str) -> Self {
        Value::Text(v.to_owned())
    }
}
impl From<String> for Value {
    fn from(v: String) -> Self {
        Value::Text(v)
    }
}
impl From<bool> for Value {
    fn from(v: bool) -> Self {
        Value::YesNo(v)
    }
}
impl From<i64> for Value {
    fn from(v: i64) -> Self {
        Value::Number(v)
    }
}
impl From<NaiveDate> for Value {
    fn from(v: NaiveDate) -> Self {
        Value::Date(v)
    }
}
impl From<Vec<String>> for Value {
    fn from(v: Vec<String>) -> Self {
        Value::List(v)
    }
}
impl From<Vec<BTreeMap<String, String>>> for Value {
    fn from(v: Vec<BTreeMap<String, String>>) -> Self {
        Value::Table(v)
    }
}

/// Named facts. Names are dotted lower-case words: `officer.agency`, `instrument.return_date`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Facts(BTreeMap<String, Value>);

impl Facts {
    /// No facts.
    pub fn new() -> Facts {
        Facts::default()
    }

    /// Sets a fact; a second value for one name replaces the first.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<Value>) -> &mut Facts {
        self.0.insert(name.into(), value.into());
        self
    }

    /// The fact of that name, if it was given.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// Takes a fact away again.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        self.0.remove(name)
    }

    /// All facts in order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(k, v)| (k.as_str(), v))
    }

    /// Given and not empty.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|v| !v.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_survive_serde_with_their_kinds() {
        let mut f = Facts::new();
        f.set("a", "words")
            .set("b", NaiveDate::from_ymd_opt(2026, 12, 2).unwrap())
            .set("c", true)
            .set("d", 42);
        f.set("e", vec!["one".to_owned()]).set("f", vec![BTreeMap::from([("k".to_owned(), "v".to_owned())])]);
        let json = serde_json::to_string(&f).unwrap();
        assert_eq!(serde_json::from_str::<Facts>(&json).unwrap(), f);
    }
}
