//! The safety invariants, each tried on every row under every advice and on every combination of answers.

use super::enumerate::{axes, each};
use super::not_sure::index_of;
use super::{CheckReport, InvariantResult, file_of, line_of_row};
use crate::derive::ASKS;
use crate::facts::Facts;
use crate::gates::{GateReading, kind_of, work_list};
use crate::options::{Ground, options, reachable};
use crate::{
    Act, DataDefault, Exception, GagCheck, GateKind, LetterKind, Mark, Pack, PackProblem, RowDef, Strength,
    TypeDef, Widest,
};
use domain::{AdviceResult, GateCode, GateState, Modifier, Outcome};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const ADVICE: [Option<AdviceResult>; 5] = [
    None,
    Some(AdviceResult::Comply),
    Some(AdviceResult::ComplyInScope),
    Some(AdviceResult::Object),
    Some(AdviceResult::Decline),
];

const FULL: [GateKind; 12] = [
    GateKind::Authority,
    GateKind::Identity,
    GateKind::Instrument,
    GateKind::Judge,
    GateKind::CounselConsulted,
    GateKind::CounselAdvice,
    GateKind::Scope,
    GateKind::Live,
    GateKind::Gag,
    GateKind::Conflict,
    GateKind::SecondLook,
    GateKind::Delivery,
];

/// Tries every invariant and adds what it finds to the report.
pub(super) fn prove(pack: &Pack, files: &BTreeMap<String, String>, report: &mut CheckReport) {
    let mut proof = Proof { pack, files, problems: Vec::new(), results: Vec::new() };
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
    proof.within_widest();
    report.problems.extend(proof.problems);
    report.invariants.extend(proof.results);
}

pub(super) struct Proof<'a> {
    pub(super) pack: &'a Pack,
    files: &'a BTreeMap<String, String>,
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
    fn rows(&self) -> Vec<At<'a>> {
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

    fn broken_type(&mut self, id: &str, kind: &TypeDef, what: String) {
        let file = file_of(self.files, &kind.code);
        self.problems.push(PackProblem {
            file,
            line: 1,
            message: format!("{id} is broken by the type {}: {what}", kind.code),
            help: "The pack cannot be adopted. The old pack stays in force.".to_owned(),
        });
    }

    /// Whether an outcome may be recorded with the gates as given, on a row under an advice.
    fn is_open(
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
        for at in self.rows().into_iter().filter(|at| !is_taken_or_served(at.row)) {
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
            let must = required(self.pack, at.kind, at.row);
            for advice in ADVICE {
                let target = at.kind.outcome_under(at.row, advice);
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

    /// INV-5.
    fn opt_in_stays_in(&mut self) {
        let (before, mut tried) = (self.problems.len(), 0);
        let opt_in: BTreeSet<_> =
            self.pack.data.iter().filter(|data| data.opt_in).map(|data| data.code.clone()).collect();
        if opt_in.is_empty() {
            self.problems.push(PackProblem {
                file: "data.toml".to_owned(),
                line: 1,
                message: "INV-5 is broken: no kind of data is marked as gathered by opt-in.".to_owned(),
                help: "Mark it, so that it stays in.".to_owned(),
            });
        }
        for at in self.rows().into_iter().filter(|at| !at.kind.own_record) {
            tried += 1;
            if at.row.allows.iter().flatten().chain(fixed_widest(at.kind)).any(|data| opt_in.contains(data)) {
                self.broken("INV-5", &at, "it lets opt-in data out.".to_owned());
            }
        }
        self.result("INV-5", "Opt-in data is on no list that goes to a third party", tried, before);
    }

    /// INV-6, as far as tables go: the texts are compared where letters are made.
    fn same_words(&mut self) {
        let (before, mut tried) = (self.problems.len(), 0);
        for at in self.rows().into_iter().filter(|at| at.kind.ncd) {
            tried += 1;
            let reads = at.row.when.keys().chain(at.row.also.keys()).chain(at.row.unless.keys());
            if reads.into_iter().any(|name| name == ASKS) {
                self.broken(
                    "INV-6",
                    &at,
                    "its outcome depends on what is asked about, not on how it is asked.".to_owned(),
                );
            }
            let no_user_record = at.row.exception == Some(Exception::NoUserRecord);
            if !no_user_record && reachable(at.kind, at.row).contains(&Outcome::NotOurs) {
                self.broken("INV-6", &at, "it could say that nothing exists.".to_owned());
            }
            let denies = reachable(at.kind, at.row).contains(&Outcome::Deny);
            if denies
                && at.kind.justice
                && at.row.letters_on.get(&Outcome::Deny).is_none_or(Vec::is_empty)
                && at.row.letters.is_empty()
            {
                self.broken("INV-6", &at, "it denies without the standard letter.".to_owned());
            }
        }
        self.result("INV-6", "The same answer whether or not the person is known", tried, before);
    }

    /// INV-7, as far as tables go.
    fn no_look_up_of_sealed_matters(&mut self) {
        let (before, mut tried) = (self.problems.len(), 0);
        let secrecy: BTreeSet<&String> =
            self.pack.gate_of(GateKind::Gag).map(|gate| gate.asked.keys().collect()).unwrap_or_default();
        for at in self.rows().into_iter().filter(|at| at.kind.gag == GagCheck::TextOnly) {
            tried += 1;
            if at.row.when.keys().any(|name| secrecy.contains(name)) {
                self.broken("INV-7", &at, "its outcome depends on secrecy.".to_owned());
            }
        }
        self.result("INV-7", "Public answers do not depend on sealed matters", tried, before);
    }

    /// INV-8, as far as tables go.
    fn privileged_stays_in(&mut self) {
        let (before, mut tried) = (self.problems.len(), 0);
        let privileged: BTreeSet<_> = self
            .pack
            .data
            .iter()
            .filter(|data| data.default == DataDefault::Privileged)
            .map(|data| data.code.clone())
            .collect();
        for at in self.rows() {
            tried += 1;
            if at
                .row
                .allows
                .iter()
                .flatten()
                .chain(fixed_widest(at.kind))
                .any(|data| privileged.contains(data))
            {
                self.broken("INV-8", &at, "it lets counsel's work out.".to_owned());
            }
        }
        for letter in self.pack.letters.iter().filter(|letter| letter.privileged) {
            tried += 1;
            if letter.kind == LetterKind::Letter || letter.waivable {
                self.problems.push(PackProblem {
                    file: "letters.toml".to_owned(),
                    line: 1,
                    message: format!(
                        "INV-8 is broken: {} is privileged but leaves the building, or can be waived.",
                        letter.code
                    ),
                    help: "A privileged paper is a memo that is never waived.".to_owned(),
                });
            }
        }
        self.result("INV-8", "Counsel's work is on no list and in no letter that goes out", tried, before);
    }

    /// INV-9: whatever the other answers, another age leads to a row that opens something only by a closed exception.
    fn age_opens_nothing(&mut self) {
        let (before, mut tried) = (self.problems.len(), 0);
        for kind in self.pack.types.values() {
            let axes = axes(self.pack, kind);
            let Some(age) = axes.iter().find(|axis| self.asks_age(&axis.name)) else { continue };
            let mut wider: BTreeSet<usize> = BTreeSet::new();
            each(&axes, &mut |facts| {
                let rows: Vec<_> =
                    age.settings.iter().map(|setting| with(kind, facts, &age.name, setting)).collect();
                tried += 1;
                let differs = rows.iter().any(|row| *row != rows[0]);
                let opens = |at: &usize| {
                    let row = &kind.rows[*at];
                    let opens = reachable(kind, row).into_iter().any(Outcome::gives_out);
                    opens
                        && !matches!(
                            row.exception,
                            Some(
                                Exception::ParentLaw
                                    | Exception::ChildChooses
                                    | Exception::OwnObligation
                                    | Exception::Guardian
                            )
                        )
                };
                if differs {
                    wider.extend(rows.into_iter().flatten().filter(opens));
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

    /// INV-10.
    fn doubt_closes(&mut self) {
        let (before, mut tried) = (self.problems.len(), 0);
        let rests_on_consent =
            |at: &At<'_>| matches!(at.row.exception, Some(Exception::PatronConsent | Exception::DeskService));
        for at in self.rows().into_iter().filter(rests_on_consent) {
            tried += 1;
            let work = work_list(self.pack, at.kind, at.row);
            if !work.iter().any(|code| kind_of(self.pack, code) == Some(GateKind::Consent)) {
                self.broken("INV-10", &at, "it rests on consent without the gate of consent.".to_owned());
            }
        }
        if let Some(gate) = self.pack.gate_of(GateKind::Consent)
            && gate.doubt_when.is_empty()
        {
            self.problems.push(PackProblem {
                file: "gates.toml".to_owned(),
                line: 1,
                message: "INV-10 is broken: nothing speaks against a consent.".to_owned(),
                help: "Name the answers that do.".to_owned(),
            });
        }
        self.result("INV-10", "Doubt about consent closes", tried, before);
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

    /// INV-12: where a row lists the gate, nothing final opens without it. That a designee never meets it is proved with the
    /// rules of authority.
    fn director_only(&mut self) {
        let (before, mut tried) = (self.problems.len(), 0);
        for at in self.rows() {
            let work = work_list(self.pack, at.kind, at.row);
            if !work.iter().any(|code| kind_of(self.pack, code) == Some(GateKind::DirectorOnly)) {
                continue;
            }
            for advice in ADVICE {
                for outcome in crate::options::OUTCOMES.into_iter().filter(|outcome| outcome.is_final()) {
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
                "No row lists such a gate; the rules of authority prove the rest.",
            );
        }
        self.result("INV-12", says, tried, before);
    }

    /// INV-13.
    fn public_parts_ask_nothing(&mut self) {
        let (before, mut tried) = (self.problems.len(), 0);
        for at in self.rows() {
            let only_public = at.row.exception == Some(Exception::PublicPart) || at.kind.ask_no_name;
            if !only_public {
                continue;
            }
            tried += 1;
            let work = work_list(self.pack, at.kind, at.row);
            if work.iter().any(|code| kind_of(self.pack, code) == Some(GateKind::Identity)) {
                self.broken("INV-13", &at, "it asks who wants a public record.".to_owned());
            }
        }
        for kind in self.pack.types.values().filter(|kind| kind.ask_no_name) {
            if kind.steps.iter().any(|step| matches!(step.act, Some(Act::IdentityCheck | Act::Requester))) {
                self.broken_type("INV-13", kind, "a step asks who wants a public record.".to_owned());
            }
        }
        self.result("INV-13", "Public records: no name, no identification, no reason", tried, before);
    }

    /// INV-14.
    fn exception_named(&mut self) {
        let (before, mut tried) = (self.problems.len(), 0);
        for at in self.rows() {
            let opens = reachable(at.kind, at.row)
                .into_iter()
                .any(|outcome| outcome.gives_out() || outcome == Outcome::Authorize);
            if !opens || self.opens_public_only(&at) {
                continue;
            }
            tried += 1;
            let own = at.row.exception_grounds.iter().map(|code| code.as_str());
            let labels = own.chain(at.kind.cites.iter().map(String::as_str));
            let is_exception = |label: &str| {
                self.pack
                    .provisions
                    .get(&label.into())
                    .is_some_and(|known| matches!(known.mark, Mark::Policy | Mark::OurReading))
            };
            let named = if matches!(at.kind.widest, Widest::From(_)) {
                labels.into_iter().any(is_exception)
            } else {
                at.row.exception_grounds.iter().any(|code| is_exception(code.as_str()))
            };
            if !named {
                self.broken(
                    "INV-14",
                    &at,
                    "it lets something out and names no exception of the policy.".to_owned(),
                );
            }
        }
        self.result("INV-14", "Whatever goes out names its exception", tried, before);
    }

    /// Whether all that a row lists is public by itself: such a record needs no exception.
    fn opens_public_only(&self, at: &At<'_>) -> bool {
        let list = at.row.allows.as_deref().unwrap_or_default();
        let public = |data| self.pack.data_kind(data).is_some_and(|kind| kind.default == DataDefault::Public);
        !list.is_empty() && list.iter().all(public)
    }

    /// INV-16.
    fn within_widest(&mut self) {
        let (before, mut tried) = (self.problems.len(), 0);
        for at in self.rows() {
            tried += 1;
            let by_advice = matches!(
                at.row.exception,
                Some(
                    Exception::PatronConsent
                        | Exception::NamedAuthority
                        | Exception::Guardian
                        | Exception::DisputedItem
                )
            );
            // A law that counsel named opens more only where the row leaves the list to the advice.
            let by_list = at.row.exception == Some(Exception::NamedAuthority) && !at.row.from_advice;
            let closed = !by_list
                && (by_advice
                    || matches!(at.row.exception, Some(Exception::ChildChooses | Exception::ParentLaw)));
            if at.row.from_advice && !by_advice {
                self.broken(
                    "INV-16",
                    &at,
                    "what goes out is whatever the advice names, without an exception for that.".to_owned(),
                );
            }
            let Widest::Data(widest) = &at.kind.widest else { continue };
            if !reachable(at.kind, at.row).into_iter().any(Outcome::gives_out) {
                continue;
            }
            if !closed && at.row.allows.iter().flatten().any(|data| !widest.data.contains(data)) {
                self.broken("INV-16", &at, "it lets out more than its type ever may.".to_owned());
            }
        }
        for kind in self.pack.types.values() {
            let stops = kind.stops.iter().any(|stop| stop.strength == Strength::Stop);
            if kind.justice && !stops {
                self.broken_type("INV-16", kind, "a type of a justice agency has no stop.".to_owned());
            }
        }
        self.result("INV-16", "No more than the type's widest release", tried, before);
    }
}

/// Kinds of gate without which a row may release nothing.
fn required(pack: &Pack, kind: &TypeDef, row: &RowDef) -> Vec<GateKind> {
    let every = [GateKind::Authority, GateKind::Gag, GateKind::Conflict];
    let with = |more: &[GateKind]| every.iter().chain(more).copied().collect();
    use GateKind::{Consent, CounselAdvice, CounselConsulted, Identity, Minimum, Scope, SecondLook};
    match row.exception {
        Some(Exception::Execution) => Vec::new(),
        Some(Exception::DeskService) => vec![Consent],
        _ if !kind.justice => own_gates(pack, kind, row),
        None => FULL.to_vec(),
        Some(Exception::NamedAuthority) => with(&[Identity, CounselConsulted, CounselAdvice, Scope]),
        Some(Exception::LibraryVictim) => with(&[CounselConsulted, CounselAdvice, Minimum]),
        Some(Exception::PublicPart) => with(&[SecondLook]),
        Some(Exception::OnTheSpot) => {
            FULL.into_iter().filter(|kind| !matches!(kind, SecondLook | GateKind::Delivery)).collect()
        }
        Some(Exception::PatronConsent) => with(&[Identity, CounselConsulted, CounselAdvice, Scope, Consent]),
        Some(_) => FULL.to_vec(),
    }
}

/// Outside justice agencies: authority, secrecy and conflict, the row's own gates and its type's.
fn own_gates(pack: &Pack, kind: &TypeDef, row: &RowDef) -> Vec<GateKind> {
    let always = kind.gates_always.iter().filter(|_| row.only_gates.is_none());
    let own = row.gates.iter().chain(row.only_gates.iter().flatten()).chain(always);
    let mut kinds: BTreeSet<GateKind> = own.filter_map(|code| kind_of(pack, code)).collect();
    kinds.extend([GateKind::Gag, GateKind::Conflict]);
    if !kinds.contains(&GateKind::DirectorOnly) {
        kinds.insert(GateKind::Authority);
    } else {
        kinds.remove(&GateKind::Authority);
    }
    kinds.into_iter().collect()
}

/// Things that officers take under a warrant, and ordinary service at the desk: nobody decides there (INV-1).
fn is_taken_or_served(row: &RowDef) -> bool {
    matches!(row.exception, Some(Exception::Execution | Exception::DeskService))
}

/// The row that a combination takes with one fact set otherwise.
fn with(kind: &TypeDef, facts: &Facts, name: &str, setting: &BTreeSet<String>) -> Option<usize> {
    let mut changed = facts.clone();
    changed.forget(name);
    changed.set_all(name, setting.clone());
    index_of(kind, &changed)
}

fn fixed_widest(kind: &TypeDef) -> impl Iterator<Item = &domain::DataCode> {
    let list = match &kind.widest {
        Widest::Data(widest) => widest.data.as_slice(),
        Widest::From(_) => &[],
    };
    list.iter()
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
