//! The flat facts that rows, stops and steps read: answers, what follows from answers, and derived facts.

use crate::{Condition, Pack, Question, TypeDef, derive};
use domain::{Answers, DataCode, QuestionCode};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is known of one fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Known {
    /// These values, shared: trying millions of combinations copies none of them.
    Values(Arc<BTreeSet<String>>),
    /// The question is open.
    Unanswered,
}

impl Known {
    /// Known to be these.
    pub(crate) fn of(values: BTreeSet<String>) -> Self {
        Self::Values(Arc::new(values))
    }
}

/// Whether a condition holds. An open question makes it *unknown*, never true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    Yes,
    No,
    Unknown,
}

/// Facts by name. A fact that is not there was not asked: no condition on it holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    known: BTreeMap<String, Known>,
    /// Questions answered by "not sure": read as their safe answer, and never told to anybody as a fact.
    doubtful: BTreeSet<String>,
}

impl Facts {
    /// Whether each fact of the condition has one of its values.
    pub(crate) fn holds(&self, condition: &Condition) -> Holds {
        let mut unknown = false;
        for (name, values) in condition {
            match self.known.get(name) {
                Some(Known::Values(have)) if values.iter().any(|value| have.contains(value)) => {}
                Some(Known::Unanswered) => unknown = true,
                _ => return Holds::No,
            }
        }
        if unknown { Holds::Unknown } else { Holds::Yes }
    }

    /// Whether each fact of the condition holds and none rests on a "not sure".
    pub(crate) fn certainly(&self, condition: &Condition) -> bool {
        self.holds(condition) == Holds::Yes && !condition.keys().any(|name| self.doubtful.contains(name))
    }

    /// Whether any fact of the condition has one of its values. Nothing in it: no.
    pub(crate) fn any(&self, condition: &Condition) -> Holds {
        let mut unknown = false;
        for (name, values) in condition {
            match self.known.get(name) {
                Some(Known::Values(have)) if values.iter().any(|value| have.contains(value)) => {
                    return Holds::Yes;
                }
                Some(Known::Unanswered) => unknown = true,
                _ => {}
            }
        }
        if unknown { Holds::Unknown } else { Holds::No }
    }

    /// Sets a fact.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.put(name, Known::of(BTreeSet::from([value.to_owned()])));
    }

    /// Sets a fact with several values; with none it counts as not asked.
    pub(crate) fn set_all(&mut self, name: &str, values: BTreeSet<String>) {
        if !values.is_empty() {
            self.put(name, Known::of(values));
        }
    }

    /// Sets a fact to what it was tried as, or takes it back where that is nothing, and gives what it was before.
    pub(crate) fn swap(&mut self, name: &str, known: Option<Known>) -> Option<Known> {
        match known {
            Some(known) => self.put(name, known),
            None => self.known.remove(name),
        }
    }

    fn put(&mut self, name: &str, known: Known) -> Option<Known> {
        match self.known.get_mut(name) {
            Some(slot) => Some(std::mem::replace(slot, known)),
            None => self.known.insert(name.to_owned(), known),
        }
    }

    /// Whether a fact is exactly this.
    pub(crate) fn is_known_as(&self, name: &str, known: &Option<Known>) -> bool {
        self.known.get(name) == known.as_ref()
    }

    /// Marks a question as open.
    pub(crate) fn leave_open(&mut self, name: &str) {
        self.put(name, Known::Unanswered);
    }

    /// Whether a fact is there, answered or open.
    pub(crate) fn is_asked(&self, name: &str) -> bool {
        self.known.contains_key(name)
    }

    /// Facts of the condition that are open.
    pub(crate) fn open_in(&self, condition: &Condition) -> Vec<String> {
        condition.keys().filter(|name| self.known.get(*name) == Some(&Known::Unanswered)).cloned().collect()
    }

    /// Questions that are asked and open.
    pub(crate) fn open(&self) -> impl Iterator<Item = &str> {
        self.known.iter().filter(|(_, known)| **known == Known::Unanswered).map(|(name, _)| name.as_str())
    }

    /// Values of a fact.
    pub(crate) fn values(&self, name: &str) -> Option<&BTreeSet<String>> {
        match self.known.get(name) {
            Some(Known::Values(values)) => Some(values),
            _ => None,
        }
    }

    /// Whether a fact has a value.
    pub(crate) fn is(&self, name: &str, value: &str) -> bool {
        self.values(name).is_some_and(|values| values.contains(value))
    }
}

/// Answers of a request and one of its parts. What is asked of the whole request is read there alone; otherwise a part's own
/// answer goes first.
pub(crate) struct Given<'a> {
    pub(crate) request: &'a Answers,
    pub(crate) part: Option<&'a Answers>,
    pub(crate) asks: &'a [DataCode],
}

impl Given<'_> {
    /// The same without the part: no part answers for the whole request whether somebody speaks of secrecy.
    fn whole(&self) -> Self {
        Self { part: None, ..*self }
    }

    /// The codes chosen for a question.
    pub(crate) fn choices(&self, code: &QuestionCode) -> Vec<&str> {
        let own = self.part.and_then(|answers| answers.get(code));
        own.or_else(|| self.request.get(code))
            .map(|answered| answered.current.choices.iter().map(|choice| choice.as_str()).collect())
            .unwrap_or_default()
    }
}

/// Facts from the answers, for one type or, before a type is known, for routing.
pub(crate) fn from_answers(pack: &Pack, kind: Option<&TypeDef>, given: &Given<'_>, derived: Facts) -> Facts {
    let mut facts = derived;
    facts.set_all(derive::ASKS, given.asks.iter().map(|data| data.0.clone()).collect());
    for question in &pack.universal.questions {
        take(&mut facts, question, &given.whole(), false);
    }
    match kind {
        None => {
            for question in pack.routing.questions.iter().chain(&pack.shared) {
                take(&mut facts, question, given, true);
            }
        }
        Some(kind) => {
            let asked: Vec<_> = kind.asked().collect();
            // What a paper said stays known where the type does not ask again: secrecy in its words must not be lost.
            for question in pack.shared.iter().filter(|question| !asked.contains(&&question.code)) {
                take(&mut facts, question, given, false);
            }
            for code in asked {
                if let Some(question) = pack.question(code) {
                    take(&mut facts, question, given, true);
                }
            }
        }
    }
    facts
}

/// Answers as they are read: "not sure" becomes the answer it is treated as.
pub(crate) fn read_as<'a>(question: &'a Question, choice: &'a str) -> &'a str {
    let option = question.options.iter().find(|option| option.code.as_str() == choice);
    option.and_then(|option| option.treated_as.as_ref()).map_or(choice, |code| code.as_str())
}

fn take(facts: &mut Facts, question: &Question, given: &Given<'_>, asked: bool) {
    if question.options.is_empty() {
        return;
    }
    let name = question.code.as_str();
    match facts.holds(&question.only_when) {
        Holds::No => return,
        Holds::Unknown => {
            if asked {
                facts.leave_open(name);
            }
            return;
        }
        Holds::Yes => {}
    }
    // An option that is offered no more under the present answers counts as not chosen.
    let is_option = |facts: &Facts, choice: &str| {
        let option = question.options.iter().find(|option| option.code.as_str() == choice);
        option.is_some_and(|option| option.offered(facts) != Holds::No)
    };
    let chosen = given.choices(&question.code);
    let stands = chosen.iter().copied().filter(|choice| is_option(facts, choice));
    let mut values: BTreeSet<String> = stands.map(|choice| read_as(question, choice).to_owned()).collect();
    facts.set_all(name, values.clone());
    if chosen.iter().any(|choice| read_as(question, choice) != *choice) {
        facts.doubtful.insert(name.to_owned());
    }
    if question.several || (values.is_empty() && chosen.is_empty()) {
        let follows = question.implied.iter().filter(|implied| {
            facts.holds(&implied.when) == Holds::Yes
                && is_option(facts, implied.answer.as_str())
                && (implied.unless.is_empty() || facts.any(&implied.unless) != Holds::Yes)
        });
        let follows: Vec<_> = follows.map(|implied| implied.answer.0.clone()).collect();
        let first = if question.several { follows.len() } else { follows.len().min(1) };
        values.extend(follows.into_iter().take(first));
    }
    // Two answers where one is allowed contradict each other: the question counts as open, so nothing opens by it.
    if values.is_empty() || (values.len() > 1 && !question.several) {
        if asked || !chosen.is_empty() {
            facts.leave_open(name);
        }
        return;
    }
    facts.set_all(name, values);
}
