//! The invariants on what may go out and what is said about it: opt-in and privileged data, the same words for everybody,
//! the named exception and the widest release of a type.

use super::enumerate::{axes, each};
use super::invariants::{At, Proof, opens};
use super::not_sure::index_of;
use crate::derive::ASKS;
use crate::facts::Holds;
use crate::gates::{kind_of, work_list};
use crate::options::reachable;
use crate::{
    Act, DataDefault, Exception, GagCheck, GateKind, LetterKind, Mark, PackProblem, RowDef, Strength,
    TypeDef, Widest,
};
use domain::Outcome;
use std::collections::BTreeSet;

impl Proof<'_> {
    /// INV-5.
    pub(super) fn opt_in_stays_in(&mut self) {
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
        tried += self.marketing_opens_nothing();
        self.purposes_are_stated();
        let says = "Opt-in data is on no list that goes to a third party, and nothing personal goes out for marketing";
        self.result("INV-5", says, tried, before);
    }

    /// Whatever else is answered, an answer that speaks of marketing leads to no row that opens personal data.
    fn marketing_opens_nothing(&mut self) -> u64 {
        let mut tried = 0;
        for kind in self.pack.types.values() {
            let asked = kind.asked().filter_map(|code| self.pack.question(code));
            let tagged: Vec<_> =
                asked.filter(|question| question.options.iter().any(|one| one.marketing)).collect();
            for question in tagged {
                let said: BTreeSet<&str> = question
                    .options
                    .iter()
                    .filter(|one| one.marketing)
                    .map(|one| one.code.as_str())
                    .collect();
                let mut opened: BTreeSet<usize> = BTreeSet::new();
                let axes = axes(self.pack, kind);
                // A question that no row reads closes none.
                let is_read = axes.iter().any(|axis| axis.name == question.code.as_str());
                each(&axes, &mut |facts| {
                    tried += 1;
                    let values = facts.values(question.code.as_str());
                    let said_so =
                        values.is_some_and(|values| values.iter().any(|one| said.contains(one.as_str())));
                    let is_asked = facts.holds(&question.only_when) == Holds::Yes;
                    let speaks = (said_so && is_asked) || !is_read;
                    opened.extend(index_of(kind, facts).filter(|_| speaks));
                });
                opened.retain(|index| self.opens_personal(kind, &kind.rows[*index]));
                for index in opened {
                    let at = At { kind, row: &kind.rows[index], index };
                    let why =
                        format!("it opens personal data although {} speaks of marketing.", question.code);
                    self.broken("INV-5", &at, why);
                }
            }
        }
        tried
    }

    /// Whether a row lets out, or authorizes, something that not everybody may have.
    pub(super) fn opens_personal(&self, kind: &TypeDef, row: &RowDef) -> bool {
        let public = |data: &domain::DataCode| {
            self.pack.data_kind(data).is_some_and(|kind| kind.default == DataDefault::Public)
        };
        let listed = match (&row.allows, &kind.widest) {
            _ if row.from_advice => true,
            (Some(allows), _) => !allows.iter().all(public),
            (None, Widest::Data(widest)) => !widest.data.iter().all(public),
            (None, Widest::From(_)) => true,
        };
        listed && reachable(kind, row).into_iter().any(opens)
    }

    /// INV-6, as far as tables go: the texts are compared where letters are made.
    pub(super) fn same_words(&mut self) {
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
    pub(super) fn no_look_up_of_sealed_matters(&mut self) {
        let (before, mut tried) = (self.problems.len(), 0);
        let secrecy: BTreeSet<&String> =
            self.pack.gate_of(GateKind::Gag).map(|gate| gate.asked.keys().collect()).unwrap_or_default();
        for at in self.rows().into_iter().filter(|at| at.kind.gag == GagCheck::TextOnly) {
            tried += 1;
            if at.row.when.keys().any(|name| secrecy.contains(name)) {
                self.broken("INV-7", &at, "its outcome depends on secrecy.".to_owned());
            }
        }
        tried += self.secrecy_is_kept_apart();
        let says =
            "Secrecy is kept apart from the first word, and public answers do not depend on sealed matters";
        self.result("INV-7", says, tried, before);
    }

    /// INV-8, as far as tables go.
    pub(super) fn privileged_stays_in(&mut self) {
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

    /// INV-13.
    pub(super) fn public_parts_ask_nothing(&mut self) {
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
        for kind in self.pack.types.values().filter(|kind| !kind.justice && !kind.ask_no_name) {
            let public = |row: &&RowDef| row.exception == Some(Exception::PublicPart);
            let handed_out =
                kind.rows.iter().filter(public).any(|row| reachable(kind, row).contains(&Outcome::Release));
            let gives_public_alone = matches!(&kind.widest, Widest::Data(widest) if widest.data.iter().all(|data| {
                self.pack.data_kind(data).is_some_and(|kind| kind.default == DataDefault::Public)
            }));
            let releases = kind.rows.iter().any(|row| reachable(kind, row).contains(&Outcome::Release));
            if handed_out || (gives_public_alone && releases) {
                self.broken_type(
                    "INV-13",
                    kind,
                    "it hands out what is public, and may ask who wants it.".to_owned(),
                );
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
    pub(super) fn exception_named(&mut self) {
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
    pub(super) fn within_widest(&mut self) {
        let (before, mut tried) = (self.problems.len(), 0);
        for at in self.rows() {
            tried += 1;
            let by_advice = is_advised(at.row);
            if at.row.from_advice && !by_advice {
                self.broken(
                    "INV-16",
                    &at,
                    "what goes out is whatever the advice names, without an exception for that.".to_owned(),
                );
            }
            let Widest::Data(widest) = &at.kind.widest else { continue };
            let lets_out = |outcome: Outcome| outcome.gives_out() || outcome == Outcome::Authorize;
            if !reachable(at.kind, at.row).into_iter().any(lets_out) {
                continue;
            }
            if !is_closed(at.row) && at.row.allows.iter().flatten().any(|data| !widest.data.contains(data)) {
                self.broken("INV-16", &at, "it lets out more than its type ever may.".to_owned());
            }
        }
        for kind in self.pack.types.values() {
            tried += self.nothing_never_let_out(kind);
            // What no row lists is promised by nothing, and would be a place to hide what should not go out.
            let opening = || {
                let listed = kind.rows.iter().filter(|row| !is_closed(row) && !row.from_advice);
                listed.filter(|row| reachable(kind, row).into_iter().any(opens))
            };
            let used = |data: &&domain::DataCode| {
                opening().any(|row| row.allows.as_ref().is_none_or(|list| list.contains(data)))
            };
            for data in fixed_widest(kind).filter(|data| !used(data)) {
                self.broken_type(
                    "INV-16",
                    kind,
                    format!("its widest release names {data}, and no row does."),
                );
            }
            let stops = kind.stops.iter().any(|stop| stop.strength == Strength::Stop);
            if kind.justice && !stops {
                self.broken_type("INV-16", kind, "a type of a justice agency has no stop.".to_owned());
            }
        }
        self.result("INV-16", "No more than the type's widest release", tried, before);
    }
}

impl Proof<'_> {
    /// Where a gate lets out no more than is needed, nothing that it never lets out is on a list.
    fn nothing_never_let_out(&mut self, kind: &TypeDef) -> u64 {
        let pack = self.pack;
        let mut tried = 0;
        for (index, row) in kind.rows.iter().enumerate() {
            let gates = kind.release_gates(row).iter().filter_map(|code| pack.gate(code));
            for gate in gates.filter(|gate| gate.kind == GateKind::Minimum) {
                tried += 1;
                let listed = row.allows.iter().flatten().chain(fixed_widest(kind));
                if let Some(data) = listed.into_iter().find(|data| gate.never.contains(data)) {
                    let at = At { kind, row, index };
                    self.broken("INV-16", &at, format!("{} never lets out {data}.", gate.code));
                }
            }
        }
        tried
    }
}

/// Counsel's advice, or the patron's own word, names what goes out.
fn is_advised(row: &RowDef) -> bool {
    matches!(
        row.exception,
        Some(
            Exception::PatronConsent
                | Exception::NamedAuthority
                | Exception::Guardian
                | Exception::DisputedItem
        )
    )
}

/// One of the closed exceptions from the widest release of its type (INV-16). A law that counsel named opens more only where
/// the row leaves the list to the advice.
fn is_closed(row: &RowDef) -> bool {
    let by_list = row.exception == Some(Exception::NamedAuthority) && !row.from_advice;
    let by_itself =
        matches!(row.exception, Some(Exception::ChildChooses | Exception::ParentLaw | Exception::OwedTitle));
    !by_list && (is_advised(row) || by_itself)
}

fn fixed_widest(kind: &TypeDef) -> impl Iterator<Item = &domain::DataCode> {
    let list = match &kind.widest {
        Widest::Data(widest) => widest.data.as_slice(),
        Widest::From(_) => &[],
    };
    list.iter()
}
