//! What gates and clocks compute with, held against what the safeguards say of it: the answers that a gate reads, the minutes
//! that it counts, and the dates that must come out.

use super::invariants::Proof;
use crate::{Condition, GateDef, GateKind, KindIs, PackProblem, ReadFor};
use domain::Office;
use domain::deadline::{ClockRule, ClockStart, Moments};
use std::collections::{BTreeMap, BTreeSet};

/// What a gate of a kind must read: without it, it would be met by itself.
fn must_read(kind: GateKind) -> &'static [ReadFor] {
    match kind {
        GateKind::Judge => &[ReadFor::Judge, ReadFor::Findings],
        GateKind::Live => &[ReadFor::EndedWhen],
        GateKind::Consent => &[ReadFor::MetWhen, ReadFor::DoubtWhen],
        GateKind::Gag => &[ReadFor::Asked, ReadFor::PaperNone],
        GateKind::Conflict => &[ReadFor::Asked],
        GateKind::Vendor | GateKind::Fee => &[ReadFor::MetWhen],
        _ => &[],
    }
}

impl Proof<'_> {
    /// Each gate reads the answers that are stated for it, and each clock gives the dates that were counted by hand.
    pub(super) fn parameters_are_stated(&mut self) {
        let (before, mut tried) = (self.problems.len(), 0);
        let pack = self.pack;
        for gate in &pack.gates {
            for (reads, name) in ReadFor::ALL {
                tried += 1;
                self.reads_as_stated(gate, reads, name);
            }
            self.counts_as_stated(gate);
            self.never_as_stated(gate);
        }
        for clock in &pack.clocks.clocks {
            let counts = !matches!(clock.rule, ClockRule::Printed);
            if counts && !pack.safeguards.dates.iter().any(|date| date.clock == clock.id) {
                let words = format!("id = \"{}\"", clock.id);
                let message = format!("No date of safeguards.toml says what {} must give.", clock.id);
                self.say_in(
                    "clocks.toml",
                    (&words, "rule"),
                    message,
                    "Count one by hand and state it there.",
                );
            }
        }
        self.history_ends_here();
        for are in KindIs::ALL {
            tried += 1;
            self.kinds_as_stated(are);
        }
        for index in 0..pack.safeguards.dates.len() {
            tried += 1;
            self.comes_out(index);
        }
        let says = "Gates read the answers, and clocks give the dates, that are stated apart from them";
        self.result("Parameters", says, tried, before);
    }

    fn kinds_as_stated(&mut self, are: KindIs) {
        let pack = self.pack;
        let stated = pack.safeguards.kinds.iter().find(|one| one.are == are);
        let listed = |code| stated.is_some_and(|one| one.data.contains(code));
        for data in pack.data.iter().filter(|data| are.holds(data) != listed(&data.code)) {
            let (holds, says) =
                if are.holds(data) { ("is", "does not say so") } else { ("is not", "says it is") };
            let message = format!("{} {holds} {}, and safeguards.toml {says}.", data.code, words(are));
            let header = format!("code = \"{}\"", data.code);
            let help = "Correct the kind of data, or state in safeguards.toml what the policy makes of it.";
            self.say_in("data.toml", (&header, "default"), message, help);
        }
        if stated.is_none_or(|one| one.data.is_empty()) {
            let message = format!("Nothing says which kinds of data are {}.", words(are));
            self.say_in(
                "safeguards.toml",
                ("[[kinds]]", "are"),
                message,
                "State it: the invariants rest on it.",
            );
        }
    }

    /// A request is decided by the version of its day: the history of the policy ends with the day of this version.
    fn history_ends_here(&mut self) {
        let about = &self.pack.about;
        if about.history.iter().map(|revision| revision.date).max() == Some(about.adopted) {
            return;
        }
        let message = format!(
            "The history of the policy does not end with {}, the day of this version.",
            about.adopted
        );
        let line = self.line_of("pack.toml", "adopted = ");
        self.problems.push(PackProblem {
            file: "pack.toml".to_owned(),
            line,
            message,
            help: "Add what the Board did on that day to the history, or correct the day.".to_owned(),
        });
    }

    fn reads_as_stated(&mut self, gate: &GateDef, reads: ReadFor, name: &str) {
        let stated =
            self.pack.safeguards.readings.iter().find(|one| one.gate == gate.code && one.reads == reads);
        let read = reads.of(gate);
        let words = format!("code = \"{}\"", gate.code);
        if read.is_empty() && must_read(gate.kind).contains(&reads) {
            let message = format!("The gate {} reads nothing as {name}: it would ask nothing.", gate.code);
            self.say_in("gates.toml", (&words, name), message, "Name the answers that it has to read.");
        }
        let nothing = Condition::new();
        let wanted = stated.map_or(&nothing, |one| &one.answers);
        let (more, less) = (beyond(read, wanted), beyond(wanted, read));
        if more.is_empty() && less.is_empty() {
            return;
        }
        let mut what: Vec<String> =
            more.into_iter().map(|answer| format!("it also reads {answer}")).collect();
        what.extend(less.into_iter().map(|answer| format!("it does not read {answer}")));
        let why = stated.map_or_else(
            || "No reading of safeguards.toml speaks of it.".to_owned(),
            |one| format!("{}: {}", one.provision, one.because),
        );
        let message = format!(
            "What the gate {} reads as {name} is not what is stated: {}. {why}",
            gate.code,
            what.join("; ")
        );
        let help = "Correct the gate, or state in safeguards.toml what the policy has it read; the old pack stays in force.";
        self.say_in("gates.toml", (&words, name), message, help);
    }

    fn never_as_stated(&mut self, gate: &GateDef) {
        let stated = self.pack.safeguards.never.iter().find(|one| one.gate == gate.code);
        let (has, says): (BTreeSet<_>, BTreeSet<_>) =
            (gate.never.iter().collect(), stated.iter().flat_map(|one| &one.data).collect());
        if gate.kind != GateKind::Minimum && !(has.is_empty() && says.is_empty()) {
            self.blunt(
                "never",
                gate.code.as_str(),
                "no other gate than one for the least that is needed reads it.",
            );
            return;
        }
        let asks_nothing = gate.kind == GateKind::Minimum && has.is_empty();
        if has == says && !asks_nothing {
            return;
        }
        let words = |of: Vec<&&domain::DataCode>| {
            of.into_iter().map(|data| data.to_string()).collect::<Vec<_>>().join(", ")
        };
        let message = match asks_nothing {
            true => format!("The gate {} names nothing that it never lets out.", gate.code),
            false => format!(
                "What the gate {} never lets out is not what is stated: {}.",
                gate.code,
                words(has.symmetric_difference(&says).collect())
            ),
        };
        let header = format!("code = \"{}\"", gate.code);
        let help = "Correct the gate, or state in safeguards.toml what it never lets out; the old pack stays in force.";
        self.say_in("gates.toml", (&header, "never"), message, help);
    }

    fn counts_as_stated(&mut self, gate: &GateDef) {
        let stated = self.pack.safeguards.figures.iter().find(|one| one.gate == gate.code);
        let (minutes, name) = match gate.kind {
            GateKind::SecondLook => (gate.pause_minutes, "pause_minutes"),
            GateKind::Fee => (gate.free_minutes, "free_minutes"),
            _ => {
                if stated.is_some() {
                    self.blunt("figure", gate.code.as_str(), "this kind of gate counts no minutes.");
                }
                return;
            }
        };
        if stated.is_some_and(|one| one.minutes == minutes) {
            return;
        }
        let words = format!("code = \"{}\"", gate.code);
        let why = stated.map_or_else(
            || "No figure of safeguards.toml speaks of it.".to_owned(),
            |one| format!("{} has {}. {}", one.provision, one.minutes, one.because),
        );
        let message = format!("The gate {} counts {minutes} minutes. {why}", gate.code);
        let help = "Correct the minutes, or state them in safeguards.toml; the old pack stays in force.";
        self.say_in("gates.toml", (&words, name), message, help);
    }

    /// One date, with the pack's own calendar and no closures.
    fn comes_out(&mut self, index: usize) {
        let pack = self.pack;
        let date = &pack.safeguards.dates[index];
        let Some(clock) = pack.clock(&date.clock) else { return };
        let starts = |start| (date.start == start).then_some(date.from);
        let moments = Moments {
            received: starts(ClockStart::Received).or(date.from.checked_sub_days(chrono::Days::new(7))),
            served: starts(ClockStart::Served),
            dated: starts(ClockStart::Dated),
            return_by: date.return_by,
            execute_by: date.execute_by,
            decided: starts(ClockStart::Decided),
            review_asked: starts(ClockStart::ReviewAsked),
        };
        let read = domain::deadline::read(clock, &pack.calendar(&Office::default()), &moments);
        let got = match read {
            Ok(Some(reading)) if reading.due.date() == date.due => return,
            Ok(Some(reading)) => reading.due.date().to_string(),
            Ok(None) => "no date".to_owned(),
            Err(problem) => problem.to_string(),
        };
        let message = format!(
            "The clock {} gives {got} from {}, and {} is stated. {}",
            clock.id, date.from, date.due, date.because
        );
        let header = format!("id = \"{}\"", clock.id);
        let help = "Correct the clock or the calendar; where the law changed, count the date anew in safeguards.toml.";
        self.say_in("clocks.toml", (&header, "rule"), message, help);
    }

    /// A problem at the first line that begins with a name, after the line that holds some words.
    fn say_in(&mut self, file: &str, (header, name): (&str, &str), message: String, help: &str) {
        let first = self.line_of(file, header);
        let text = self.files.get(file).map_or("", String::as_str);
        let own = text
            .lines()
            .skip(first)
            .take_while(|line| !line.starts_with("[["))
            .position(|line| line.starts_with(name));
        let line = own.map_or(first, |at| first + 1 + at);
        self.problems.push(PackProblem { file: file.to_owned(), line, message, help: help.to_owned() });
    }

    /// INV-5: the answers that are marked as marketing are those that are stated, and a pack that opens lists to others has some.
    pub(super) fn purposes_are_stated(&mut self) {
        let pack = self.pack;
        let marked: BTreeMap<String, Vec<String>> = pack
            .questions()
            .map(|question| {
                let answers = question.options.iter().filter(|option| option.marketing);
                (question.code.0.clone(), answers.map(|option| option.code.0.clone()).collect::<Vec<_>>())
            })
            .filter(|(_, answers)| !answers.is_empty())
            .collect();
        let mut stated = Condition::new();
        for purpose in &pack.safeguards.purposes {
            for (name, values) in &purpose.answers {
                stated.entry(name.clone()).or_default().extend(values.iter().cloned());
            }
        }
        for (answers, what) in [
            (beyond(&marked, &stated), "is marked as marketing, and no purpose of safeguards.toml says so"),
            (beyond(&stated, &marked), "speaks of marketing, and is not marked so"),
        ] {
            for answer in answers {
                let id = pack.safeguards.purposes.first().map_or("", |purpose| purpose.id.as_str());
                let line = self.line_of("safeguards.toml", &format!("= \"{id}\""));
                self.problems.push(PackProblem {
                    file: "safeguards.toml".to_owned(),
                    line,
                    message: format!("INV-5 is broken: the answer {answer} {what}."),
                    help: "Mark the answer with marketing = true, and name it among the purposes.".to_owned(),
                });
            }
        }
        let to_others =
            pack.types.values().filter(|kind| !kind.own_record && !kind.stays_inside && !kind.justice);
        let lists = |kind: &&crate::TypeDef| {
            kind.rows.iter().any(|row| row.allows.is_some() && self.opens_personal(kind, row))
        };
        let opens: BTreeSet<_> = to_others.filter(lists).map(|kind| kind.code.to_string()).collect();
        if !opens.is_empty() && stated.is_empty() {
            self.problems.push(PackProblem {
                file: "safeguards.toml".to_owned(),
                line: 1,
                message: format!(
                    "INV-5 is broken: {} open personal data to others, and no answer anywhere speaks of marketing.",
                    opens.into_iter().collect::<Vec<_>>().join(", ")
                ),
                help: "Offer the answer that says so, mark it with marketing = true, and name it as a purpose.".to_owned(),
            });
        }
    }
}

fn words(are: KindIs) -> &'static str {
    match are {
        KindIs::Public => "public",
        KindIs::Privileged => "privileged",
        KindIs::OptIn => "gathered by opt-in",
    }
}

/// Answers of one condition that the other does not have, each as question and answer.
fn beyond(one: &Condition, other: &Condition) -> Vec<String> {
    let pairs = one.iter().flat_map(|(name, values)| values.iter().map(move |value| (name, value)));
    let new = pairs.filter(|(name, value)| !other.get(*name).is_some_and(|known| known.contains(value)));
    new.map(|(name, value)| format!("{name} = {value}")).collect()
}
