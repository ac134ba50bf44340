//! What one version of a pack changes against another, in words that a Director reads before adopting it.

use crate::{Pack, RowDef, TypeDef};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Where: provisions, statutes, a type and so on.
    pub section: String,
    /// Code of what changed.
    pub code: String,
    /// What is different, in words.
    pub what: String,
}

/// Everything that `new` changes against `old`, section by section.
pub fn diff(old: &Pack, new: &Pack) -> Vec<Change> {
    let mut found = Found { changes: Vec::new() };
    found.one("pack", "id", &old.about.id, &new.about.id);
    found.one("pack", "version", &old.about.version, &new.about.version);
    found.one("pack", "adopted", &old.about.adopted, &new.about.adopted);
    found.one(
        "pack",
        "library and title",
        &(&old.about.library, &old.about.title),
        &(&new.about.library, &new.about.title),
    );
    found.one("pack", "careful path", &old.about.careful, &new.about.careful);
    found.one("pack", "language", &old.about.language, &new.about.language);
    found.one(
        "pack",
        "days until a statute is looked at again",
        &old.about.recheck_days,
        &new.about.recheck_days,
    );
    found.one("pack", "history", &old.about.history, &new.about.history);
    found.one("pack", "duty of confidence", &old.about.duty, &new.about.duty);
    found.list("switches", by(&old.about.switches, |it| &it.id), by(&new.about.switches, |it| &it.id));
    found.list("provisions", coded(&old.provisions), coded(&new.provisions));
    found.list("statutes", coded(&old.statutes), coded(&new.statutes));
    found.list("data", by(&old.data, |it| &it.code), by(&new.data, |it| &it.code));
    found.list("gates", by(&old.gates, |it| &it.code), by(&new.gates, |it| &it.code));
    found.list("demands", by(&old.demands, |it| &it.id), by(&new.demands, |it| &it.id));
    let (before, after) = (&old.safeguards, &new.safeguards);
    found.list("safeguards", by(&before.openings, |it| &it.id), by(&after.openings, |it| &it.id));
    found.list("safeguards", by(&before.roads, |it| &it.id), by(&after.roads, |it| &it.id));
    found.list("safeguards", by(&before.purposes, |it| &it.id), by(&after.purposes, |it| &it.id));
    found.one("safeguards", "kinds of data", &before.kinds, &after.kinds);
    found.one("safeguards", "answers that gates read", &before.readings, &after.readings);
    found.one("safeguards", "minutes that gates count", &before.figures, &after.figures);
    found.one("safeguards", "dates that must come out", &before.dates, &after.dates);
    found.one("clocks", "weekdays", &old.clocks.business_weekdays, &new.clocks.business_weekdays);
    found.list("holidays", by(&old.clocks.holidays, |it| &it.name), by(&new.clocks.holidays, |it| &it.name));
    found.list("clocks", by(&old.clocks.clocks, |it| &it.id), by(&new.clocks.clocks, |it| &it.id));
    found.list("delays", by(&old.clocks.delays, |it| &it.code), by(&new.clocks.delays, |it| &it.code));
    found.list("letters", by(&old.letters, |it| &it.code), by(&new.letters, |it| &it.code));
    found.list(
        "questions",
        old.questions().map(|it| (it.code.to_string(), it)).collect(),
        new.questions().map(|it| (it.code.to_string(), it)).collect(),
    );
    found.one("steps", "of every request", &old.universal.steps, &new.universal.steps);
    found.list("stops", by(&old.universal.stops, |it| &it.id), by(&new.universal.stops, |it| &it.id));
    found.list("remarks", by(&old.universal.riders, |it| &it.code), by(&new.universal.riders, |it| &it.code));
    found.list("scripts", by(&old.scripts, |it| &it.id), by(&new.scripts, |it| &it.id));
    found.list("retention", by(&old.retention, |it| &it.id), by(&new.retention, |it| &it.id));
    found.one("routing", "order and tables", &old.routing, &new.routing);
    found.list("types", coded(&old.types), coded(&new.types));
    for (code, kind) in &new.types {
        if let Some(before) = old.types.get(code) {
            found.rows(before, kind);
        }
    }
    found.changes
}

struct Found {
    changes: Vec<Change>,
}

impl Found {
    fn say(&mut self, section: &str, code: &str, what: String) {
        self.changes.push(Change { section: section.to_owned(), code: code.to_owned(), what });
    }

    fn one<T: PartialEq + Debug>(&mut self, section: &str, code: &str, old: &T, new: &T) {
        if old != new {
            self.say(section, code, "changed".to_owned());
        }
    }

    fn list<T: PartialEq>(&mut self, section: &str, old: BTreeMap<String, &T>, new: BTreeMap<String, &T>) {
        let codes: BTreeSet<_> = old.keys().chain(new.keys()).cloned().collect();
        for code in codes {
            match (old.get(&code), new.get(&code)) {
                (None, Some(_)) => self.say(section, &code, "added".to_owned()),
                (Some(_), None) => self.say(section, &code, "taken out".to_owned()),
                (Some(old), Some(new)) if old != new => self.say(section, &code, "changed".to_owned()),
                _ => {}
            }
        }
    }

    /// Rows by code; alternatives of one row are compared together.
    fn rows(&mut self, old: &TypeDef, new: &TypeDef) {
        let (before, after) = (grouped(old), grouped(new));
        let codes: BTreeSet<_> = before.keys().chain(after.keys()).cloned().collect();
        let section = format!("rows of {}", new.code);
        for code in codes {
            match (before.get(&code), after.get(&code)) {
                (None, Some(_)) => self.say(&section, &code, "added".to_owned()),
                (Some(_), None) => self.say(&section, &code, "taken out".to_owned()),
                (Some(old), Some(new)) if old != new => self.say(&section, &code, row_change(old, new)),
                _ => {}
            }
        }
    }
}

fn row_change(old: &[&RowDef], new: &[&RowDef]) -> String {
    let outcomes = |rows: &[&RowDef]| {
        let words: BTreeSet<_> =
            rows.iter().map(|row| crate::letters_due::outcome_words(row.outcome)).collect();
        words.into_iter().collect::<Vec<_>>().join(" or ")
    };
    let (before, after) = (outcomes(old), outcomes(new));
    if before == after { "changed".to_owned() } else { format!("outcome: {before}, now {after}") }
}

fn grouped(kind: &TypeDef) -> BTreeMap<String, Vec<&RowDef>> {
    let mut rows: BTreeMap<String, Vec<&RowDef>> = BTreeMap::new();
    for row in &kind.rows {
        rows.entry(row.code.to_string()).or_default().push(row);
    }
    rows
}

fn by<'a, T, K: ToString + 'a>(items: &'a [T], code: impl Fn(&'a T) -> &'a K) -> BTreeMap<String, &'a T> {
    items.iter().map(|item| (code(item).to_string(), item)).collect()
}

fn coded<K: ToString, T>(items: &BTreeMap<K, T>) -> BTreeMap<String, &T> {
    items.iter().map(|(code, item)| (code.to_string(), item)).collect()
}
