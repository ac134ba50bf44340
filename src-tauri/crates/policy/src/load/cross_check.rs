//! Cross-checks of a pack: every code that is used exists, nothing is defined twice, every table ends by referring to
//! counsel, no question waits for itself.

use super::PackProblem;
use super::place::Place;
use crate::derive::{AFTER_ROW, ASKS, COUNSEL_SINCE, DERIVED, SWITCH, values_of};
use crate::{Condition, GateKind, Pack, Question, StepDef, TypeDef};
use domain::{DataCode, DelayKind, GateCode, LetterCode, QuestionCode, TypeCode};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that does not fit together.
pub(super) fn cross_check(pack: &Pack, files: &BTreeMap<String, String>) -> Vec<PackProblem> {
    let mut check = Check { pack, files, problems: Vec::new(), switches_read: BTreeSet::new() };
    check.duplicates();
    check.about();
    check.duty();
    check.calendar();
    check.delays();
    check.letters_and_gates();
    check.demanded_letters();
    check.demands();
    check.safeguards();
    check.questions();
    check.routing();
    check.retention();
    let paths: Vec<String> = files.keys().filter(|path| path.starts_with("types/")).cloned().collect();
    for path in &paths {
        let text = files[path].as_str();
        let code = toml::from_str::<TypeDef>(text).map(|kind| kind.code);
        if let Some(kind) = code.ok().and_then(|code| pack.type_def(&code)) {
            check.type_def(kind, Place { file: path, text });
        }
    }
    check.figures();
    check.switches();
    check.problems
}

/// Which facts a condition may read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reads {
    /// Rows and everything before a row is known.
    BeforeRow,
    /// Steps, stops and letters.
    AfterRow,
}

pub(super) struct Check<'a> {
    pub(super) pack: &'a Pack,
    files: &'a BTreeMap<String, String>,
    problems: Vec<PackProblem>,
    /// Switches that a condition reads, each as the fact it is read by.
    pub(super) switches_read: BTreeSet<String>,
}

impl<'a> Check<'a> {
    pub(super) fn place(&self, file: &'a str) -> Place<'a> {
        Place { file, text: self.files.get(file).map_or("", String::as_str) }
    }

    pub(super) fn say(&mut self, place: Place<'_>, line: usize, message: String, help: &str) {
        self.problems.push(PackProblem { file: place.file.to_owned(), line, message, help: help.to_owned() });
    }

    fn duplicates(&mut self) {
        let pack = self.pack;
        let lists: [(&'a str, &str, Vec<&str>); 5] = [
            ("data.toml", "data", pack.data.iter().map(|data| data.code.as_str()).collect()),
            ("gates.toml", "gate", pack.gates.iter().map(|gate| gate.code.as_str()).collect()),
            ("letters.toml", "letter", pack.letters.iter().map(|letter| letter.code.as_str()).collect()),
            ("clocks.toml", "clock", pack.clocks.clocks.iter().map(|clock| clock.id.as_str()).collect()),
            ("clocks.toml", "delay", pack.clocks.delays.iter().map(|delay| delay.code.as_str()).collect()),
        ];
        for (file, list, codes) in lists {
            let mut seen = BTreeSet::new();
            for (index, code) in codes.into_iter().enumerate() {
                if !seen.insert(code) {
                    let place = self.place(file);
                    let line = place.line_in(list, index, code);
                    self.say(
                        place,
                        line,
                        format!("{code} is defined twice."),
                        "Remove one of the two, or give it its own code.",
                    );
                }
            }
        }
        let mut kinds = BTreeSet::new();
        for (index, gate) in pack.gates.iter().enumerate() {
            if !kinds.insert(gate.kind) {
                let place = self.place("gates.toml");
                let line = place.line_in("gate", index, "kind");
                self.say(
                    place,
                    line,
                    format!("A second gate of the kind of {} is defined.", gate.code),
                    "Each kind of gate has one entry.",
                );
            }
        }
        let mut seen = BTreeSet::new();
        for question in pack.questions() {
            if !seen.insert(&question.code) {
                let needle = format!("code = \"{}\"", question.code);
                let file = self
                    .files
                    .iter()
                    .filter(|(_, text)| text.contains(&needle))
                    .map(|(path, _)| path.as_str())
                    .next_back();
                let place = self.place(file.unwrap_or("questions.toml"));
                let line = place.text.rfind(&needle).map_or(1, |at| Place::line_at(place.text, at));
                self.say(
                    place,
                    line,
                    format!("The question {} is defined twice.", question.code),
                    "Remove one of the two, or give it its own code.",
                );
            }
        }
        for (file, list, wanted) in [
            ("provisions.toml", "provision", ["[[provision]]", "[[silence]]", "[[tension]]"].as_slice()),
            ("statutes.toml", "statute", ["[[statute]]"].as_slice()),
        ] {
            let place = self.place(file);
            let entries: usize = wanted
                .iter()
                .map(|header| place.text.lines().filter(|line| line.trim() == *header).count())
                .sum();
            let kept = if list == "statute" { pack.statutes.len() } else { pack.provisions.len() };
            if entries > kept {
                let line = first_repeat(place.text);
                self.say(
                    place,
                    line,
                    "An entry is defined twice.".to_owned(),
                    "Remove one of the two, or give it its own code.",
                );
            }
        }
    }

    fn about(&mut self) {
        if self.pack.type_def(&self.pack.about.careful).is_none() {
            let place = self.place("pack.toml");
            let line = place.line("careful");
            let message = format!("The careful path {} has no table.", self.pack.about.careful);
            self.say(
                place,
                line,
                message,
                "Add its file under types; without it nothing unknown could be taken in safely.",
            );
        }
    }

    /// Reasons to move a date: clocks that exist, a limit that is a clock, and no pause of a date that only a calendar or a
    /// paper moves.
    fn delays(&mut self) {
        let pack = self.pack;
        for (index, delay) in pack.clocks.delays.iter().enumerate() {
            let place = self.place("clocks.toml");
            for code in delay.clocks.iter().chain(&delay.within) {
                let line = place.line_in("delay", index, &format!("\"{code}\""));
                match pack.clock(code) {
                    None => {
                        let message = format!("There is no clock {code}.");
                        self.say(place, line, message, "Correct its code, or add the clock.");
                    }
                    Some(clock) if delay.kind == DelayKind::Pause && !clock.rule.can_pause() => {
                        let message =
                            format!("{code} does not count business days onwards, so it cannot be paused.");
                        self.say(
                            place,
                            line,
                            message,
                            "Name a clock that counts business days, or make it an extension.",
                        );
                    }
                    Some(_) => {}
                }
            }
            if delay.clocks.is_empty() || (delay.kind == DelayKind::Pause && delay.within.is_some()) {
                let line = place.line_in("delay", index, "clocks");
                let message = format!("The reason {} moves no clock, or limits a pause.", delay.code);
                self.say(
                    place,
                    line,
                    message,
                    "Name the clocks it moves; only an extension can have a limit.",
                );
            }
        }
    }

    fn letters_and_gates(&mut self) {
        let pack = self.pack;
        for (index, letter) in pack.letters.iter().enumerate() {
            let place = self.place("letters.toml");
            for label in &letter.cites {
                self.label(place, ("letter", index), label);
            }
            self.condition(place, ("letter", index), &letter.never_waived_when, Reads::AfterRow);
            for code in &letter.replaces {
                self.letter(place, ("letter", index), code);
            }
            for condition in letter.points.values() {
                self.condition(place, ("letter", index), condition, Reads::AfterRow);
            }
        }
        for (index, gate) in pack.gates.iter().enumerate() {
            let place = self.place("gates.toml");
            for label in gate.grounds.iter().chain(gate.on_vacancy.as_ref().map(|code| &code.0)) {
                self.label(place, ("gate", index), label);
            }
            for condition in gate.conditions() {
                self.condition(place, ("gate", index), condition, Reads::BeforeRow);
            }
            // What orders silence stands on the paper: no other answer can stand for reading it.
            for name in gate.paper_none.keys().chain(gate.paper_request.keys()) {
                if pack.question(&name.as_str().into()).is_some_and(|question| !question.implied.is_empty()) {
                    let line = place.line_in("gate", index, name);
                    let message = format!(
                        "The question {name} is answered by another one; {} reads it of the paper.",
                        gate.code
                    );
                    self.say(place, line, message, "Ask it of every paper: take out what implies it.");
                }
            }
        }
        for kind in [GateKind::Authority, GateKind::Gag, GateKind::Conflict] {
            if pack.gate_of(kind).is_none() {
                let place = self.place("gates.toml");
                let message = format!("There is no gate of the kind {kind:?}.");
                self.say(place, 1, message, "Every final outcome needs it. Put the gate back.");
            }
        }
        for (index, data) in pack.data.iter().enumerate() {
            let place = self.place("data.toml");
            for label in &data.ground {
                self.label(place, ("data", index), label);
            }
        }
    }

    fn questions(&mut self) {
        let pack = self.pack;
        let sets = [
            ("universal.toml", &pack.universal.questions),
            ("questions.toml", &pack.shared),
            ("routing.toml", &pack.routing.questions),
        ];
        for (file, questions) in sets {
            let place = self.place(file);
            for (index, question) in questions.iter().enumerate() {
                self.question(place, index, question);
            }
        }
        let place = self.place("universal.toml");
        for (index, step) in pack.universal.steps.iter().enumerate() {
            self.step(place, index, step);
            self.known_types(place, ("step", index), &step.not_in);
        }
        pack.universal.stops.iter().enumerate().for_each(|(index, stop)| self.stop(place, index, stop));
        pack.universal.riders.iter().enumerate().for_each(|(index, rider)| self.rider(place, index, rider));
        for question in pack.questions() {
            if let Some(circle) = self.circle(question) {
                let needle = format!("code = \"{}\"", question.code);
                let file = self
                    .files
                    .iter()
                    .find(|(_, text)| text.contains(&needle))
                    .map_or("questions.toml", |(path, _)| path.as_str());
                let place = self.place(file);
                let line = place.line(&needle);
                self.say(
                    place,
                    line,
                    format!("The question waits for itself: {circle}."),
                    "A question may depend only on questions asked before it.",
                );
            }
        }
    }

    pub(super) fn question(&mut self, place: Place<'_>, index: usize, question: &Question) {
        let at = ("question", index);
        self.provision(place, at, question.clause.as_str());
        self.condition(place, at, &question.only_when, Reads::BeforeRow);
        let mut codes = BTreeSet::new();
        for option in &question.options {
            if !codes.insert(&option.code) {
                let line = place.line_in("question", index, option.code.as_str());
                self.say(
                    place,
                    line,
                    format!("{} has the answer {} twice.", question.code, option.code),
                    "Remove one of the two.",
                );
            }
        }
        for option in &question.options {
            self.condition(place, at, &option.only_when, Reads::BeforeRow);
            self.condition(place, at, &option.unless, Reads::BeforeRow);
            if let Some(code) = &option.treated_as
                && question.form.is_none()
                && !codes.contains(code)
                && !self.is_read_anywhere(&question.code, code.as_str())
            {
                let line = place.line_in("question", index, code.as_str());
                self.say(
                    place,
                    line,
                    format!("{} is treated as {code}, which is no answer of {}.", option.code, question.code),
                    "Name one of the question's own answers.",
                );
            }
        }
        let offers_doubt = question
            .options
            .iter()
            .any(|option| option.treated_as.is_some() || option.code.as_str().starts_with("unsure"));
        if !question.options.is_empty() && !offers_doubt {
            let line = place.line_in("question", index, "code");
            self.say(
                place,
                line,
                format!("{} does not offer “not sure”.", question.code),
                "Add the answer, and name the safe answer it is treated as.",
            );
        }
        for implied in &question.implied {
            self.condition(place, at, &implied.when, Reads::BeforeRow);
            self.condition(place, at, &implied.unless, Reads::BeforeRow);
            if !codes.contains(&implied.answer) {
                let line = place.line_in("question", index, implied.answer.as_str());
                self.say(
                    place,
                    line,
                    format!("{} follows, but is no answer of {}.", implied.answer, question.code),
                    "Name one of the question's own answers.",
                );
            }
        }
    }

    /// A safe reading may be a code of its own, as long as some table knows it.
    fn is_read_anywhere(&self, question: &QuestionCode, code: &str) -> bool {
        let contacts = self.pack.routing.contacts.iter().chain(&self.pack.routing.papers);
        let overrides = self.pack.routing.overrides.iter().map(|reason| &reason.when);
        self.pack.routing.questions.iter().any(|known| known.code == *question)
            || contacts.map(|row| &row.when).chain(overrides).any(|when| {
                when.get(question.as_str()).is_some_and(|values| values.iter().any(|value| value == code))
            })
    }

    fn circle(&self, start: &Question) -> Option<String> {
        let mut path = vec![start.code.0.clone()];
        self.walk(start, &mut path, &start.code)
    }

    fn walk(&self, question: &Question, path: &mut Vec<String>, start: &QuestionCode) -> Option<String> {
        let implied = question.implied.iter().flat_map(|implied| implied.when.keys());
        let names: BTreeSet<&String> = question.only_when.keys().chain(implied).collect();
        for name in names {
            if name == start.as_str() {
                path.push(name.clone());
                return Some(path.join(" waits for "));
            }
            if path.contains(name) {
                continue;
            }
            if let Some(next) = self.pack.question(&name.as_str().into()) {
                path.push(name.clone());
                if let Some(circle) = self.walk(next, path, start) {
                    return Some(circle);
                }
                path.pop();
            }
        }
        None
    }

    fn routing(&mut self) {
        let pack = self.pack;
        let place = self.place("routing.toml");
        self.condition(place, ("officer_when", 0), &pack.routing.officer_when, Reads::BeforeRow);
        for (index, reason) in pack.routing.overrides.iter().enumerate() {
            self.condition(place, ("override", index), &reason.when, Reads::BeforeRow);
            self.condition(place, ("override", index), &reason.unless, Reads::BeforeRow);
            if let Some(code) = &reason.type_code {
                self.routed_type(place, ("override", index), code);
            }
        }
        for (list, rows) in [("paper", &pack.routing.papers), ("contact", &pack.routing.contacts)] {
            for (index, row) in rows.iter().enumerate() {
                self.condition(place, (list, index), &row.when, Reads::BeforeRow);
                self.routed_type(place, (list, index), &row.type_code);
            }
        }
        for code in pack.types.keys() {
            if *code != pack.about.careful && !pack.routing.precedence.contains(code) {
                let line = place.line("precedence");
                self.say(
                    place,
                    line,
                    format!("The type {code} has no place in the precedence."),
                    "Add it where it belongs; the first that fits wins.",
                );
            }
        }
        let place = self.place("scripts.toml");
        for (index, script) in pack.scripts.iter().enumerate() {
            self.condition(place, ("script", index), &script.when, Reads::BeforeRow);
        }
    }

    pub(super) fn routed_type(&mut self, place: Place<'_>, at: (&str, usize), code: &TypeCode) {
        if !self.pack.routing.precedence.contains(code) {
            let line = place.line_in(at.0, at.1, code.as_str());
            self.say(
                place,
                line,
                format!("The type {code} is not in the precedence."),
                "Add it to the precedence, or correct its code.",
            );
        }
    }

    pub(super) fn step(&mut self, place: Place<'_>, index: usize, step: &StepDef) {
        let at = ("step", index);
        self.condition(place, at, &step.done, Reads::AfterRow);
        self.condition(place, at, &step.only_when, Reads::AfterRow);
        if let Some(clause) = &step.clause {
            self.provision(place, at, clause.as_str());
        }
        match (&step.question, step.act) {
            (Some(code), None) => self.known_question(place, at, code),
            (None, Some(_))
                if step.kind.is_some()
                    && !step.heading.is_empty()
                    && !step.done.is_empty()
                    && step.clause.is_some() => {}
            _ => {
                let line = place.line_in("step", index, "[[step]]");
                let help = "A step names a question; or a kind, an act, a heading, a clause and the facts that say it is done.";
                self.say(place, line, "The step is incomplete.".to_owned(), help);
            }
        }
    }

    pub(super) fn condition(
        &mut self,
        place: Place<'_>,
        at: (&str, usize),
        condition: &Condition,
        reads: Reads,
    ) {
        for (name, values) in condition {
            if name.starts_with(SWITCH) {
                self.switches_read.insert(name.clone());
            }
            let known: Option<BTreeSet<String>> = self.values(name);
            let late = AFTER_ROW.iter().any(|(late, _)| late == name);
            let line = place.line_in(at.0, at.1, name);
            match known {
                None => {
                    let derived: Vec<_> = DERIVED.iter().map(|(name, _)| *name).collect();
                    let help = format!("Name a question of the pack, or one of: {}.", derived.join(", "));
                    self.say(place, line, format!("{name} is neither a question nor a derived fact."), &help);
                }
                Some(_) if late && reads == Reads::BeforeRow => {
                    self.say(
                        place,
                        line,
                        format!("{name} follows from the row and cannot be read before it."),
                        "Read the facts themselves.",
                    );
                }
                Some(known) => {
                    if values.is_empty() {
                        self.say(
                            place,
                            line,
                            format!("{name} is compared with nothing."),
                            "Name at least one value.",
                        );
                    }
                    for value in values.iter().filter(|value| !known.contains(*value)) {
                        let line = place.line_in(at.0, at.1, value);
                        let list: Vec<_> = known.iter().map(String::as_str).collect();
                        let help = format!(
                            "It can be: {}. An answer that is read as another one never appears.",
                            list.join(", ")
                        );
                        self.say(place, line, format!("{name} is never {value}."), &help);
                    }
                }
            }
        }
    }

    fn values(&self, name: &str) -> Option<BTreeSet<String>> {
        if name == ASKS {
            return Some(self.pack.data.iter().map(|data| data.code.0.clone()).collect());
        }
        if name == COUNSEL_SINCE {
            let asked = self.pack.universal.questions.iter();
            return Some(asked.map(|question| question.code.0.clone()).collect());
        }
        if let Some(question) = self.pack.question(&name.into()) {
            let read = question
                .options
                .iter()
                .map(|option| option.treated_as.as_ref().unwrap_or(&option.code).0.clone());
            return Some(read.collect());
        }
        values_of(self.pack, name).map(|values| values.into_iter().map(str::to_owned).collect())
    }

    pub(super) fn provision(&mut self, place: Place<'_>, at: (&str, usize), code: &str) {
        if !self.pack.provisions.contains_key(&code.into()) {
            let line = place.line_in(at.0, at.1, &format!("\"{code}\""));
            self.say(
                place,
                line,
                format!("There is no provision {code}."),
                "Correct the code, or add the provision.",
            );
        }
    }

    pub(super) fn label(&mut self, place: Place<'_>, at: (&str, usize), label: &str) {
        if crate::decide::citation(self.pack, label).is_none() {
            let line = place.line_in(at.0, at.1, &format!("\"{label}\""));
            self.say(
                place,
                line,
                format!("{label} is neither a provision nor a statute of the pack."),
                "Correct the label, or add the entry.",
            );
        }
    }

    pub(super) fn gate(&mut self, place: Place<'_>, at: (&str, usize), code: &GateCode) {
        if self.pack.gate(code).is_none() {
            let line = place.line_in(at.0, at.1, &format!("\"{code}\""));
            self.say(place, line, format!("There is no gate {code}."), "Correct the code, or add the gate.");
        }
    }

    pub(super) fn letter(&mut self, place: Place<'_>, at: (&str, usize), code: &LetterCode) {
        if self.pack.letter(code).is_none() {
            let line = place.line_in(at.0, at.1, &format!("\"{code}\""));
            self.say(
                place,
                line,
                format!("There is no letter {code} in the catalogue."),
                "Add it to the catalogue, or correct its code.",
            );
        }
    }

    pub(super) fn data(&mut self, place: Place<'_>, at: (&str, usize), code: &DataCode) {
        if self.pack.data_kind(code).is_none() {
            let line = place.line_in(at.0, at.1, &format!("\"{code}\""));
            self.say(
                place,
                line,
                format!("There is no kind of data {code}."),
                "Correct the code, or add the kind of data.",
            );
        }
    }

    pub(super) fn known_question(&mut self, place: Place<'_>, at: (&str, usize), code: &QuestionCode) {
        if self.pack.question(code).is_none() {
            let line = place.line_in(at.0, at.1, &format!("\"{code}\""));
            self.say(
                place,
                line,
                format!("There is no question {code}."),
                "Correct the code, or define the question.",
            );
        }
    }
}

/// The line of the first `code` or `label` that appears a second time.
fn first_repeat(text: &str) -> usize {
    let mut seen = BTreeSet::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if (line.starts_with("code =") || line.starts_with("label =")) && !seen.insert(line) {
            return index + 1;
        }
    }
    1
}
