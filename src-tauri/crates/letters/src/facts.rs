//! The facts a letter is written from: a plain map of names to values that the use cases fill.
//!
//! A fact is text, a date, a number, a yes or no, a list or a table. Nothing here knows what a name means; each letter
//! text says which names it reads and what they are.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

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
    /// The words this value prints as in running text; a list is joined with commas and "and".
    pub fn words(&self) -> String {
        match self {
            Value::YesNo(true) => "yes".to_owned(),
            Value::YesNo(false) => "no".to_owned(),
            Value::Number(n) => n.to_string(),
            Value::Date(d) => long_date(*d),
            Value::Text(t) => t.clone(),
            Value::List(l) => joined(l),
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

    /// The word a `when` condition compares with: "yes", "no", the number, the ISO date or the text itself.
    pub(crate) fn answer(&self) -> String {
        match self {
            Value::Date(d) => d.to_string(),
            other => other.words(),
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

/// "December 2, 2026", the way dates stand in a letter.
pub fn long_date(date: NaiveDate) -> String {
    format!("{} {}, {}", date.format("%B"), date.day(), date.year())
}

/// "9:05 a.m.", "noon", "midnight".
pub fn clock_time(time: NaiveTime) -> String {
    match (time.hour(), time.minute()) {
        (0, 0) => "midnight".to_owned(),
        (12, 0) => "noon".to_owned(),
        (h, m) => {
            let half = if h < 12 { "a.m." } else { "p.m." };
            format!("{}:{m:02} {half}", if h % 12 == 0 { 12 } else { h % 12 })
        }
    }
}

fn joined(list: &[String]) -> String {
    match list {
        [] => String::new(),
        [one] => one.clone(),
        [a, b] => format!("{a} and {b}"),
        [rest @ .., last] => format!("{}, and {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times_read_as_in_a_letter() {
        assert_eq!(long_date(NaiveDate::from_ymd_opt(2026, 12, 2).unwrap()), "December 2, 2026");
        for (h, m, words) in [
            (9, 5, "9:05 a.m."),
            (0, 0, "midnight"),
            (12, 0, "noon"),
            (12, 30, "12:30 p.m."),
            (0, 7, "12:07 a.m."),
        ] {
            assert_eq!(clock_time(NaiveTime::from_hms_opt(h, m, 0).unwrap()), words);
        }
    }

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

    #[test]
    fn lists_are_joined_as_people_write_them() {
        let l = |v: &[&str]| Value::List(v.iter().map(|s| s.to_string()).collect()).words();
        assert_eq!(l(&["a"]), "a");
        assert_eq!(l(&["a", "b"]), "a and b");
        assert_eq!(l(&["a", "b", "c"]), "a, b, and c");
    }
}
