//! Facts of a sealed matter, for the memo that stays with it, and the calls to counsel. Nothing is set where there is no
//! seal, so that no other letter can come to depend on one.

use super::facts::{Row, row, set};
use crate::session::{Case, Session};
use domain::who_knows;
use letters::{Facts, Words};

/// The seal: why it stands, what demands silence, who knows and why that is allowed, and when it is looked at again.
pub(super) fn sealed(facts: &mut Facts, session: &Session, case: &Case, words: &Words) {
    let Some(sealing) = &case.request.sealing else { return };
    set(facts, "sealed.because", sealing.because.clone());
    let paper = case.request.paper().and_then(|(_, paper)| paper.kind.clone());
    facts.set("sealed.paper", paper.unwrap_or_else(|| "none was handed over".to_owned()));
    if let Some(term) = sealing.gag_terms.last().map(|term| &term.what) {
        set(facts, "sealed.words", term.words.clone());
        if let Some(ends) = term.ends_on {
            facts.set("sealed.ends", ends);
        }
        if let Some(review) = term.review_on {
            facts.set("sealed.review", review);
        }
    }
    let knows = who_knows(&session.office, &case.request).into_iter();
    let told: Vec<Row> = knows
        .map(|one| row([("who", one.name), ("why", one.why), ("since", words.moment(one.since))]))
        .collect();
    if !told.is_empty() {
        facts.set("sealed.told", told);
    }
}

/// Calls to counsel, tries among them. What counsel said is not among the facts of any letter.
pub(super) fn counsel_calls(facts: &mut Facts, case: &Case, words: &Words) {
    let tried = case.request.counsel_tries.iter().map(|attempt| &attempt.what);
    let tried = tried.map(|attempt| (attempt.at, attempt.number.clone(), attempt.result.clone()));
    let reached = case.request.consultations.iter().map(|call| &call.what);
    let reached = reached.map(|call| (call.at, call.lawyer.clone(), format!("reached by {}", call.how)));
    let mut calls: Vec<_> = tried.chain(reached).collect();
    calls.sort();
    facts.set("counsel.any", !calls.is_empty());
    let rows: Vec<Row> = calls
        .into_iter()
        .map(|(at, who, how)| row([("when", words.moment(at)), ("who", who), ("how", how)]))
        .collect();
    if !rows.is_empty() {
        facts.set("counsel.calls", rows);
    }
}
