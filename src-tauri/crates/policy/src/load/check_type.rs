//! Cross-checks of one type: its start, steps, stops and table.

use super::cross_check::{Check, Reads};
use super::place::Place;
use crate::{Condition, Rider, StopDef, TypeDef, Widest};
use domain::{Outcome, TypeCode};
use std::collections::BTreeSet;

impl Check<'_> {
    /// Everything in a type that does not fit.
    pub(super) fn type_def(&mut self, kind: &TypeDef, place: Place<'_>) {
        let top = ("type", usize::MAX);
        self.provision(place, top, kind.clause.as_str());
        for label in kind.cites.iter().cloned().chain(kind.tensions.iter().map(|code| code.0.clone())) {
            self.label(place, top, &label);
        }
        for gate in kind.gates_always.iter().chain(&kind.release_gates) {
            self.gate(place, top, gate);
        }
        for code in kind.clocks.iter().chain(&kind.clocks_at_desk).chain(&kind.clocks_records) {
            if self.pack.clock(code).is_none() {
                let line = place.line(code.as_str());
                self.say(
                    place,
                    line,
                    format!("There is no clock {code}."),
                    "Define it in the file of clocks, or correct its code.",
                );
            }
        }
        for life in &kind.life {
            self.condition(place, top, &life.when, Reads::BeforeRow);
            if self.pack.clock(&life.clock).is_none() {
                let line = place.line(life.clock.as_str());
                let message = format!("There is no clock {}.", life.clock);
                self.say(place, line, message, "Define it in the file of clocks, or correct its code.");
            }
        }
        for owed in &kind.clocks_when {
            self.condition(place, top, &owed.when, Reads::AfterRow);
            let line = place.line("clocks_when");
            if self.pack.clock(&owed.clock).is_none() {
                let message = format!("There is no clock {}.", owed.clock);
                self.say(place, line, message, "Define it in the file of clocks, or correct its code.");
            }
            let always = kind.clocks.iter().chain(&kind.clocks_at_desk).chain(&kind.clocks_records);
            if owed.when.is_empty() || always.into_iter().any(|code| *code == owed.clock) {
                let message = format!("The clock {} would run whether or not anything is owed.", owed.clock);
                let help = "Name the facts under which it runs, and list it under clocks_when only.";
                self.say(place, line, message, help);
            }
        }
        for limit in &kind.clocks_only_when {
            self.condition(place, top, &limit.when, Reads::BeforeRow);
            let always = kind.clocks.iter().chain(&kind.clocks_at_desk).chain(&kind.clocks_records);
            if limit.when.is_empty() || !always.into_iter().any(|code| *code == limit.clock) {
                let line = place.line("clocks_only_when");
                let message = format!("The clock {} is limited, but does not run here.", limit.clock);
                let help =
                    "List it under clocks or clocks_at_desk too, and name the answers under which it runs.";
                self.say(place, line, message, help);
            }
        }
        if let Widest::Data(widest) = &kind.widest {
            for data in &widest.data {
                self.data(place, top, data);
            }
        }
        for letter in &kind.letters_always {
            self.letter(place, top, &letter.code);
            self.condition(place, top, &letter.when, Reads::AfterRow);
        }
        for (index, question) in kind.questions.iter().enumerate() {
            self.question(place, index, question);
        }
        self.steps(kind, place);
        for (index, stop) in kind.stops.iter().enumerate() {
            self.stop(place, index, stop);
        }
        for (index, pointer) in kind.pointers.iter().enumerate() {
            for code in &pointer.letters {
                self.letter(place, ("pointer", index), code);
            }
            self.condition(place, ("pointer", index), &pointer.when, Reads::BeforeRow);
            self.routed_type(place, ("pointer", index), &pointer.type_code);
            for code in &pointer.leaves {
                self.known_question(place, ("pointer", index), code);
            }
            if pointer.type_code == kind.code {
                let line = place.line_in("pointer", index, "type");
                let message = format!("The pointer {} leads to its own type.", pointer.code);
                self.say(
                    place,
                    line,
                    message,
                    "Name the type that takes the part over, or remove the pointer.",
                );
            }
        }
        for (index, rider) in kind.riders.iter().enumerate() {
            self.rider(place, index, rider);
        }
        self.rows(kind, place);
    }

    /// A stop, of one type or of every request.
    pub(super) fn stop(&mut self, place: Place<'_>, index: usize, stop: &StopDef) {
        let at = ("stop", index);
        self.provision(place, at, stop.clause.as_str());
        for condition in [&stop.when, &stop.unless, &stop.lifted] {
            self.condition(place, at, condition, Reads::AfterRow);
        }
        if stop.lifted.is_empty() {
            let line = place.line_in("stop", index, "lifted");
            self.say(
                place,
                line,
                format!("The stop {} would be lifted by nothing.", stop.id),
                "Name the recorded facts that end it.",
            );
        }
        for code in &stop.caused_by {
            self.known_question(place, at, code);
        }
        self.known_types(place, at, &stop.not_in);
    }

    /// A remark, of one type or of every request.
    pub(super) fn rider(&mut self, place: Place<'_>, index: usize, rider: &Rider) {
        self.condition(place, ("rider", index), &rider.when, Reads::AfterRow);
        for letter in &rider.letters {
            self.letter(place, ("rider", index), letter);
        }
        if let Some(code) = &rider.own_part {
            self.routed_type(place, ("rider", index), code);
        }
        self.own_answers(place, index, rider);
        self.known_types(place, ("rider", index), &rider.not_in);
    }

    /// Types that have something of every request in their own way.
    pub(super) fn known_types(&mut self, place: Place<'_>, at: (&str, usize), types: &[TypeCode]) {
        for code in types.iter().filter(|code| self.pack.type_def(code).is_none()) {
            let line = place.line_in(at.0, at.1, code.as_str());
            let message = format!("There is no type {code}.");
            self.say(place, line, message, "Correct the code of the type that has its own.");
        }
    }

    /// A part of its own answers what can be asked of one part; who asks, and what is asked of the whole request, it has from
    /// the request.
    fn own_answers(&mut self, place: Place<'_>, index: usize, rider: &Rider) {
        let at = ("rider", index);
        let said = rider.own_answers.iter().map(|(code, answers)| {
            (code.to_string(), answers.iter().map(ToString::to_string).collect::<Vec<_>>())
        });
        self.condition(place, at, &said.collect(), Reads::BeforeRow);
        for code in rider.own_answers.keys() {
            let universal = self.pack.universal.questions.iter().any(|question| question.code == *code);
            if universal || self.pack.question(code).is_none_or(|question| question.of_asker) {
                let line = place.line_in("rider", index, code.as_str());
                let message = format!("{code} is not answered by one part apart.");
                let help = "Leave it out: the part has it from the request. Somebody else asks in a request of their own.";
                self.say(place, line, message, help);
            }
        }
        if rider.own_part.is_none() && rider.asked {
            let line = place.line_in("rider", index, "asked");
            let message = format!("The rider {} says that a part was asked for, and names none.", rider.code);
            self.say(
                place,
                line,
                message,
                "Name the type of that part under own_part, or leave the word out.",
            );
        }
        if rider.own_part.is_none() && !rider.own_answers.is_empty() {
            let line = place.line_in("rider", index, "own_answers");
            let message = format!("The rider {} answers for a part that it does not name.", rider.code);
            self.say(place, line, message, "Name the type of that part under own_part.");
        }
    }

    fn steps(&mut self, kind: &TypeDef, place: Place<'_>) {
        let mut earlier: BTreeSet<&str> = BTreeSet::new();
        for (index, step) in kind.steps.iter().enumerate() {
            self.step(place, index, step);
            let Some(code) = &step.question else { continue };
            if !earlier.insert(code.as_str()) {
                let line = place.line_in("step", index, code.as_str());
                self.say(place, line, format!("{code} is asked twice."), "Remove one of the two steps.");
            }
            let own = self.pack.question(code).map(|question| &question.only_when);
            let later: Vec<_> = own
                .into_iter()
                .flat_map(|condition| condition.keys())
                .filter(|name| {
                    self.pack
                        .question(&name.as_str().into())
                        .is_some_and(|needed| !self.pack.is_universal(&needed.code))
                })
                .filter(|name| !earlier.contains(name.as_str()))
                .cloned()
                .collect();
            for name in later {
                let line = place.line_in("step", index, code.as_str());
                self.say(
                    place,
                    line,
                    format!("{code} depends on {name}, which is asked later or not at all."),
                    "Put the step of the other question first.",
                );
            }
        }
    }

    fn rows(&mut self, kind: &TypeDef, place: Place<'_>) {
        match kind.rows.last() {
            Some(last) if last.otherwise && last.outcome == Outcome::Counsel => {}
            _ => {
                let line = place.text.rfind("[[row]]").map_or(1, |at| Place::line_at(place.text, at));
                let message = format!(
                    "The table of {} does not end with a row that refers everything else to counsel.",
                    kind.code
                );
                self.say(place, line, message, "Add a last row with otherwise = true and outcome C.");
            }
        }
        for (index, row) in kind.rows.iter().enumerate() {
            let at = ("row", index);
            for condition in [&row.when, &row.also, &row.unless] {
                self.condition(place, at, condition, Reads::BeforeRow);
                self.asked_here(kind, place, index, condition);
            }
            if row.otherwise != (row.when.is_empty() && row.also.is_empty())
                || (row.otherwise && index + 1 < kind.rows.len())
            {
                let line = place.line_in("row", index, row.code.as_str());
                let help =
                    "Only the last row says otherwise = true; every other row names the facts it reads.";
                self.say(place, line, format!("The row {} would take everything.", row.code), help);
            }
            let gates = row
                .gates
                .iter()
                .chain(row.only_gates.iter().flatten())
                .chain(row.release_gates.iter().flatten());
            for gate in gates {
                self.gate(place, at, gate);
            }
            for letter in
                row.letters.iter().chain(row.letters_on.values().flatten()).chain(row.letters_data.keys())
            {
                self.letter(place, at, letter);
            }
            for data in row.allows.iter().flatten().chain(row.letters_data.values().flatten()) {
                self.data(place, at, data);
            }
            for named in &row.named {
                self.condition(place, at, &named.when, Reads::BeforeRow);
                self.asked_here(kind, place, index, &named.when);
                for data in &named.data {
                    self.data(place, at, data);
                }
            }
            for label in
                row.cites.iter().cloned().chain(row.exception_grounds.iter().map(|code| code.0.clone()))
            {
                self.label(place, at, &label);
            }
        }
    }

    /// A row reads only what its type asks: anything else would never be known.
    fn asked_here(&mut self, kind: &TypeDef, place: Place<'_>, index: usize, condition: &Condition) {
        let asked: Vec<_> = kind.asked().map(|code| code.as_str().to_owned()).collect();
        for name in condition.keys() {
            let Some(question) = self.pack.question(&name.as_str().into()) else { continue };
            let shared = self.pack.is_universal(&question.code)
                || self.pack.shared.iter().any(|known| known.code == question.code);
            let of_careful = shared && kind.code == self.pack.about.careful;
            if !(asked.contains(name) || of_careful) {
                let line = place.line_in("row", index, name);
                self.say(
                    place,
                    line,
                    format!("The row reads {name}, which {} never asks.", kind.code),
                    "Add a step that asks it, or take it out of the row.",
                );
            }
        }
    }
}
