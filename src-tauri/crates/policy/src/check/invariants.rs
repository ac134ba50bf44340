//! The safety invariants, each tried on every row under every advice and on every combination of answers.

use super::demands::Demanded;
use super::enumerate::{axes, each};
use super::not_sure::index_of;
use super::required::{misnamed, required};
use super::{CheckReport, InvariantResult, file_of, line_of_row};
use crate::facts::{Facts, Known};
use crate::gates::GateReading;
use crate::options::{Ground, options, reachable};
use crate::{AnswerOption, Exception, GateKind, Pack, PackProblem, RowDef, TypeDef, Widest};
use domain::{AdviceResult, GateCode, GateState, Modifier, Outcome};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const ADVICE: [Option<AdviceResult>; 5] = [
    None,
    Some(AdviceResult::Comply),
    Some(AdviceResult::ComplyInScope),
    Some(AdviceResult::Object),
    Some(AdviceResult::Decline),
];

/// Tries every invariant and adds what it finds to the report.
pub(super) fn prove(pack: &Pack, files: &BTreeMap<String, String>, report: &mut CheckReport) {
    let demanded = Demanded::read(pack);
    let mut proof = Proof { pack, files, demanded, problems: Vec::new(), results: Vec::new() };
    proof.authority_always();
    proof.justice_gates();
    proof.nothing_stops_the_record();
    proof.papers_wait_for_advice();
    proof.opt_in_stays_in();
    proof.same_words();
    proof.no_look_up_of_sealed_matters();
    proof.privileged_stays_in();
    proof.age_opens_nothing();
    proof.doubt_closes();
    proof.reviews_give_nothing();
    proof.director_only();
    proof.public_parts_ask_nothing();
    proof.exception_named();
    proof.not_sure_never_widens();
    proof.not_sure_meets_no_gate();
    proof.within_widest();
    proof.demands_are_met();
    proof.openings_are_kept();
    proof.parameters_are_stated();
    proof.roads_are_kept();
    proof.own_parts_are_reached();
    report.problems.extend(proof.problems);
    report.invariants.extend(proof.results);
}

pub(super) struct Proof<'a> {
    pub(super) pack: &'a Pack,
    pub(super) files: &'a BTreeMap<String, String>,
    pub(super) demanded: Demanded<'a>,
    pub(super) problems: Vec<PackProblem>,
    results: Vec<InvariantResult>,
}

/// A row with its type and place.
pub(super) struct At<'a> {
    pub(super) kind: &'a TypeDef,
    pub(super) row: &'a RowDef,
    pub(super) index: usize,
}

impl<'a> Proof<'a> {
    pub(super) fn rows(&self) -> Vec<At<'a>> {
        let pack = self.pack;
        let of =
            |kind: &'a TypeDef| kind.rows.iter().enumerate().map(move |(index, row)| At { kind, row, index });
        pack.types.values().flat_map(of).collect()
    }

    pub(super) fn result(&mut self, id: &'static str, says: &'static str, tried: u64, before: usize) {
        let holds = self.problems.len() == before;
        self.results.push(InvariantResult { id, says, tried, holds, elsewhere: None });
    }

    fn elsewhere(&mut self, id: &'static str, says: &'static str, elsewhere: &'static str) {
        self.results.push(InvariantResult { id, says, tried: 0, holds: true, elsewhere: Some(elsewhere) });
    }

    pub(super) fn broken(&mut self, id: &str, at: &At<'_>, what: String) {
        let file = file_of(self.files, &at.kind.code);
        let line = line_of_row(self.files, &file, at.index);
        self.problems.push(PackProblem {
            file,
            line,
            message: format!(
                "{id} is broken by the row {} of {} ({}): {what}",
                at.row.code,
                at.kind.code,
                conditions(at.row)
            ),
            help: "The pack cannot be adopted. Put back what the row needs; the old pack stays in force."
                .to_owned(),
        });
    }

    /// The first line of a file of the pack that holds the words; 1 if none does.
    pub(super) fn line_of(&self, file: &str, words: &str) -> usize {
        let text = self.files.get(file).map_or("", String::as_str);
        text.lines().position(|line| line.contains(words)).map_or(1, |at| at + 1)
    }

    pub(super) fn broken_type(&mut self, id: &str, kind: &TypeDef, what: String) {
        let file = file_of(self.files, &kind.code);
        self.problems.push(PackProblem {
            file,
            line: 1,
            message: format!("{id} is broken by the type {}: {what}", kind.code),
            help: "The pack cannot be adopted. The old pack stays in force.".to_owned(),
        });
    }

    /// Whether an outcome may be recorded with the gates as given, on a row under an advice.
    pub(super) fn is_open(
        &self,
        at: &At<'_>,
        advice: Option<AdviceResult>,
        outcome: Outcome,
        state: impl Fn(&GateCode, GateKind) -> GateState,
    ) -> bool {
        let gates: Vec<GateReading> = self
            .pack
            .gates
            .iter()
            .map(|gate| GateReading {
                id: gate.code.clone(),
                kind: gate.kind,
                name: String::new(),
                state: state(&gate.code, gate.kind),
                met: false,
                why: String::new(),
                how: String::new(),
                who: String::new(),
            })
            .collect();
        let target = at.kind.outcome_under(at.row, advice);
        let ground = Ground {
            pack: self.pack,
            kind: at.kind,
            row: at.row,
            target,
            advice,
            gates: &gates,
            standing: Vec::new(),
        };
        options(&ground).into_iter().any(|option| option.outcome == outcome && option.allowed)
    }

    /// INV-1.
    fn authority_always(&mut self) {
        let (before, mut tried) = (self.problems.len(), 0);
        for at in self.rows() {
            if let Some(what) = misnamed(&at) {
                self.broken("INV-1", &at, what.to_owned());
            }
            if at.row.is_taken_or_served() {
                tried += 1;
                continue;
            }
            for advice in ADVICE {
                for outcome in crate::options::OUTCOMES.into_iter().filter(|outcome| outcome.is_final()) {
                    tried += 1;
                    let without = |_: &GateCode, kind| match kind {
                        GateKind::Authority | GateKind::DirectorOnly => GateState::Red,
                        _ => GateState::Green,
                    };
                    if self.is_open(&at, advice, outcome, without) {
                        self.broken(
                            "INV-1",
                            &at,
                            format!("{outcome:?} is open to somebody without authority."),
                        );
                    }
                }
            }
        }
        self.result("INV-1", "Nothing final without authority", tried, before);
    }

    /// INV-2, with its closed exceptions.
    fn justice_gates(&mut self) {
        let (before, mut tried) = (self.problems.len(), 0);
        for at in self.rows() {
            for advice in ADVICE {
                let target = at.kind.outcome_under(at.row, advice);
                let must = required(&at, &self.demanded.kinds(self.pack, &at, target));
                if !target.gives_out() || must.is_empty() {
                    continue;
                }
                for missing in must.iter().copied() {
                    for state in [GateState::Red, GateState::Amber] {
                        tried += 1;
                        let with =
                            |_: &GateCode, kind| if kind == missing { state } else { GateState::Green };
                        if self.is_open(&at, advice, target, with) {
                            self.broken("INV-2", &at, format!("{target:?} is open although the gate of the kind {missing:?} is {state:?}."));
                        }
                    }
                }
                if !self.is_open(&at, advice, target, |_, _| GateState::Green) {
                    self.broken("INV-2", &at, format!("{target:?} is shut although every gate is met."));
                }
            }
        }
        self.result(
            "INV-2",
            "Justice agencies: no release without the full set of gates, save the closed exceptions",
            tried,
            before,
        );
    }

    /// INV-3: referring to counsel is open whatever the gates; where officers act, nothing else is asked of anybody.
    fn nothing_stops_the_record(&mut self) {
        let (before, mut tried) = (self.problems.len(), 0);
        for at in self.rows() {
            for advice in ADVICE {
                tried += 1;
                if !self.is_open(&at, advice, Outcome::Counsel, |_, _| GateState::Red) {
                    self.broken("INV-3", &at, "holding for counsel is barred by a gate.".to_owned());
                }
            }
            let executed = at.row.modifiers.contains(&Modifier::Search);
            if executed
                && reachable(at.kind, at.row) != [Outcome::Counsel]
                && !matches!(at.row.exception, Some(Exception::Execution | Exception::OnTheSpot))
            {
                self.broken(
                    "INV-3",
                    &at,
                    "a paper being carried out leads to something else than not standing in its way."
                        .to_owned(),
                );
            }
        }
        self.result(
            "INV-3",
            "No gate stops the record, counsel, or officers who execute a warrant",
            tried,
            before,
        );
    }

    /// INV-4.
    fn papers_wait_for_advice(&mut self) {
        let (before, mut tried) = (self.problems.len(), 0);
        let waits = |at: &At<'_>| {
            let excepted = matches!(
                at.row.exception,
                Some(
                    Exception::Execution
                        | Exception::PatronConsent
                        | Exception::PublicPart
                        | Exception::NoUserRecord
                )
            );
            matches!(at.kind.widest, Widest::From(_)) && !excepted
        };
        for at in self.rows().into_iter().filter(waits) {
            self.declines_no_command(&at);
            for advice in [None, Some(AdviceResult::Object)] {
                // A letter without a command may be declined at once; a paper that commands may not.
                let declined_at_once = at.row.outcome == Outcome::Deny;
                for outcome in crate::options::OUTCOMES.into_iter().filter(|outcome| {
                    *outcome != Outcome::Counsel && !(declined_at_once && *outcome == Outcome::Deny)
                }) {
                    tried += 1;
                    if self.is_open(&at, advice, outcome, |_, _| GateState::Green) {
                        self.broken("INV-4", &at, format!("{outcome:?} is open before counsel advised it."));
                    }
                }
            }
        }
        // Elsewhere too: where advice moves a row, only advice to comply may lead to a release.
        for at in self.rows().into_iter().filter(|at| at.row.exception != Some(Exception::Execution)) {
            for advice in [None, Some(AdviceResult::Object), Some(AdviceResult::Decline)] {
                tried += 1;
                let moved = at.kind.outcome_under(at.row, advice);
                if at.kind.advice_map(at.row).is_some()
                    && at.row.outcome == Outcome::Counsel
                    && moved.gives_out()
                {
                    self.broken(
                        "INV-4",
                        &at,
                        format!("{moved:?} follows although counsel did not advise to comply."),
                    );
                }
            }
        }
        self.result(
            "INV-4",
            "A served paper is neither obeyed nor refused before counsel advised",
            tried,
            before,
        );
    }

    /// INV-4: a row that declines at once is shut wherever an answer, or what was recorded, says that a paper commands.
    fn declines_no_command(&mut self, at: &At<'_>) {
        if at.row.outcome != Outcome::Deny {
            return;
        }
        let commands = &self.pack.safeguards.commands;
        let shut = |name: &String, values: &[String]| {
            let barred = at.row.unless.get(name);
            let wanted = at.row.when.get(name).or_else(|| at.row.also.get(name));
            values.iter().all(|value| barred.is_some_and(|barred| barred.contains(value)))
                || wanted.is_some_and(|wanted| values.iter().all(|value| !wanted.contains(value)))
        };
        // Or none of the answers that the row wants is offered there any more.
        let is_no_answer = |name: &String, values: &[String]| {
            let gone = |(code, wanted): (&String, &Vec<String>)| {
                let question = self.pack.question(&code.as_str().into());
                let options = question.into_iter().flat_map(|question| &question.options);
                let mut options = options.filter(|one| wanted.iter().any(|it| it == read_as(one))).peekable();
                let goes = |one: &AnswerOption| {
                    let barred = one.unless.get(name);
                    values.iter().all(|it| barred.is_some_and(|barred| barred.contains(it)))
                };
                options.peek().is_some() && options.all(goes)
            };
            at.row.when.iter().chain(&at.row.also).any(gone)
        };
        let open: Vec<String> = commands
            .iter()
            .flat_map(|command| &command.answers)
            .filter(|(name, values)| !shut(name, values) && !is_no_answer(name, values))
            .map(|(name, values)| format!("{name} is {}", values.join(" or ")))
            .collect();
        if commands.iter().all(|command| command.answers.values().all(Vec::is_empty)) {
            let what =
                "it declines at once, and no command of safeguards.toml says which papers wait for advice.";
            self.broken("INV-4", at, what.to_owned());
        }
        for what in open {
            self.broken(
                "INV-4",
                at,
                format!("it declines at once although {what}: such a paper waits for advice."),
            );
        }
    }

    /// INV-9: whatever the other answers, another age leads to a row that opens something only by a closed exception.
    fn age_opens_nothing(&mut self) {
        let (before, mut tried) = (self.problems.len(), 0);
        // A row that opens something and itself reads an age opens it because of the age, whatever its exception is called.
        for at in self.rows().into_iter().filter(|at| at.row.exception != Some(Exception::ParentLaw)) {
            tried += 1;
            let mut reads = at.row.when.keys().chain(at.row.also.keys()).chain(at.row.unless.keys());
            if reads.any(|name| self.asks_age(name)) && reachable(at.kind, at.row).into_iter().any(opens) {
                self.broken("INV-9", &at, "it reads an age and opens something.".to_owned());
            }
        }
        for kind in self.pack.types.values() {
            let axes = axes(self.pack, kind);
            let ages: Vec<_> = axes.iter().filter(|axis| self.asks_age(&axis.name)).collect();
            if ages.is_empty() {
                continue;
            }
            let mut wider: BTreeSet<usize> = BTreeSet::new();
            each(&axes, &mut |facts| {
                for age in &ages {
                    tried += 1;
                    let settings = age.settings.iter();
                    let rows: Vec<_> =
                        settings.map(|setting| with(kind, facts, &age.name, setting)).collect();
                    if rows.iter().any(|row| *row != rows[0]) {
                        wider.extend(rows.into_iter().flatten().filter(|at| opens_by_age(kind, *at)));
                    }
                }
            });
            for index in wider {
                let at = At { kind, row: &kind.rows[index], index };
                self.broken("INV-9", &at, "it opens something because of an age.".to_owned());
            }
        }
        self.result("INV-9", "Age never widens", tried, before);
    }

    fn asks_age(&self, name: &str) -> bool {
        self.pack.question(&name.into()).is_some_and(|question| question.age)
    }

    /// INV-11.
    fn reviews_give_nothing(&mut self) {
        let (before, mut tried) = (self.problems.len(), 0);
        for at in self.rows().into_iter().filter(|at| at.kind.stays_inside) {
            tried += 1;
            if reachable(at.kind, at.row).into_iter().any(Outcome::gives_out) {
                self.broken("INV-11", &at, "it lets something out of the building.".to_owned());
            }
        }
        self.result("INV-11", "The library's own review releases nothing", tried, before);
    }

    /// INV-12: where a provision demands the Director in person, whatever the row says, nothing of that outcome opens without.
    /// That a designee never meets the gate is proved with the rules of authority.
    fn director_only(&mut self) {
        let (before, mut tried) = (self.problems.len(), 0);
        for at in self.rows() {
            for advice in ADVICE {
                for outcome in crate::options::OUTCOMES.into_iter().filter(|outcome| outcome.is_final()) {
                    if !self.demanded.kinds(self.pack, &at, outcome).contains(&GateKind::DirectorOnly) {
                        continue;
                    }
                    tried += 1;
                    let without = |_: &GateCode, kind| {
                        if kind == GateKind::DirectorOnly { GateState::Red } else { GateState::Green }
                    };
                    if self.is_open(&at, advice, outcome, without) {
                        self.broken("INV-12", &at, format!("{outcome:?} is open without the Director."));
                    }
                }
            }
        }
        let says = "Director-only acts are never a designee's";
        if tried == 0 {
            return self.elsewhere(
                "INV-12",
                says,
                "No provision demands it; the rules of authority prove the rest.",
            );
        }
        self.result("INV-12", says, tried, before);
    }
}

/// Whether something is let out, or allowed to somebody.
pub(super) fn opens(outcome: Outcome) -> bool {
    outcome.gives_out() || outcome == Outcome::Authorize
}

/// The row that a combination takes with one fact set otherwise.
pub(super) fn with(kind: &TypeDef, facts: &mut Facts, name: &str, setting: &Option<Known>) -> Option<usize> {
    let before = facts.swap(name, setting.clone());
    let index = index_of(kind, facts);
    facts.swap(name, before);
    index
}

/// Whether a row opens something, and no closed exception lets an age lead to it.
fn opens_by_age(kind: &TypeDef, at: usize) -> bool {
    let row = &kind.rows[at];
    let excepted = matches!(
        row.exception,
        Some(
            Exception::ParentLaw
                | Exception::ChildChooses
                | Exception::OwnObligation
                | Exception::OwedTitle
                | Exception::Guardian
        )
    );
    !excepted && reachable(kind, row).into_iter().any(opens)
}

/// The answer that an option is read as.
fn read_as(option: &AnswerOption) -> &str {
    option.treated_as.as_ref().unwrap_or(&option.code).as_str()
}

fn conditions(row: &RowDef) -> String {
    if row.otherwise {
        return "everything else".to_owned();
    }
    row.when
        .iter()
        .chain(&row.also)
        .map(|(name, values)| format!("{name} = {}", values.join(" or ")))
        .collect::<Vec<_>>()
        .join(", ")
}
