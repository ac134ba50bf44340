//! Facts that cannot all be true. The window does not take most of them; a file can state anything.

use crate::program::events::part_id;
use crate::program::facts::{Facts, Stated, wrong_event};
use crate::{Error, Result};
use chrono::{NaiveDate, NaiveDateTime};
use domain::deadline::Due;
use domain::{Authorization, Instrument, PartId, RequestEvent};
use std::collections::BTreeSet;

/// A contradiction: the field that cannot be, and why.
type Clash = (&'static str, &'static str);

/// Refuses a file whose facts contradict each other, with the place of the one that cannot be.
pub(crate) fn check(facts: &Facts, stated: &Stated) -> Result<()> {
    let parts = facts.parts.iter().zip(1..).map(|(_, serial)| part_id(serial)).collect();
    let mut seen = Seen { parts, received: facts.received, asked_at: facts.at, ..Seen::default() };
    for (number, (at, event)) in stated.events.iter().enumerate() {
        if *at < facts.received {
            return Err(clash(number, ("at", "it lies before the request arrived")));
        }
        if let Some(found) = seen.take(event, facts.at.date()) {
            return Err(clash(number, found));
        }
    }
    Ok(())
}

fn clash(number: usize, (field, why): Clash) -> Error {
    wrong_event(number, field, why)
}

/// What was stated so far, as later events refer to it.
#[derive(Default)]
struct Seen {
    received: NaiveDateTime,
    asked_at: NaiveDateTime,
    parts: BTreeSet<PartId>,
    papers: u32,
    files: BTreeSet<domain::AttachmentId>,
    plans: Vec<PartId>,
}

impl Seen {
    /// Takes one event in; what contradicts it, if anything does.
    fn take(&mut self, event: &RequestEvent, asked_on: NaiveDate) -> Option<Clash> {
        match event {
            RequestEvent::AttachmentKept(file) => {
                self.files.insert(file.id);
                None
            }
            RequestEvent::InstrumentRecorded(paper) => {
                self.papers += 1;
                self.lost(paper.copy, "copy").or_else(|| of_paper(paper, asked_on))
            }
            RequestEvent::CounselConsulted(asked) => self.no_version(asked.paper_version),
            RequestEvent::CounselAdvised(advice) => self
                .no_version(advice.paper_version)
                .or_else(|| self.lost(advice.opinion, "opinion"))
                .or_else(|| advice.parts.iter().find_map(|part| self.nowhere(*part, "parts"))),
            RequestEvent::ReleasePlanned(planned) => {
                self.plans.push(planned.part);
                self.nowhere(planned.part, "part")
            }
            RequestEvent::SecondLookStarted(look) => self.no_plan(look.part, look.plan_version),
            RequestEvent::SecondLookTaken(look) => self.no_plan(look.part, look.plan_version),
            RequestEvent::AuthorizationPrepared(prepared) => {
                self.plans.push(prepared.part);
                self.nowhere(prepared.part, "part").or_else(|| of_authorization(&prepared.authorization))
            }
            RequestEvent::Delivered(sent) => sent.parts.iter().find_map(|part| self.nowhere(*part, "parts")),
            RequestEvent::VisitRecorded(visit) => {
                earlier(visit.until, visit.from).then_some(("until", "the visit ended before it began"))
            }
            RequestEvent::VendorSessionRecorded(session) => earlier(session.closed_at, session.opened_at)
                .then_some(("closed_at", "the session was closed before it was opened")),
            RequestEvent::StatementRecorded(statement) => self.lost(statement.copy, "copy").or_else(|| {
                (statement.received_at < self.received || statement.received_at > self.asked_at).then_some((
                    "received_at",
                    "the statement was received before the request arrived, or after the moment of asking",
                ))
            }),
            RequestEvent::FeeEstimated(fee) => (fee.paid_on.is_some() && fee.sent_on.is_none())
                .then_some(("paid_on", "the estimate was paid and never sent")),
            _ => None,
        }
    }

    fn nowhere(&self, part: PartId, field: &'static str) -> Option<Clash> {
        (!self.parts.contains(&part)).then_some((field, "the facts state no part of that number"))
    }

    fn lost(&self, file: Option<domain::AttachmentId>, field: &'static str) -> Option<Clash> {
        file.is_some_and(|file| !self.files.contains(&file))
            .then_some((field, "no file with that id was kept before it"))
    }

    fn no_version(&self, version: u32) -> Option<Clash> {
        (version > self.papers)
            .then_some(("paper_version", "no such version of a paper was recorded before it"))
    }

    fn no_plan(&self, part: PartId, version: u32) -> Option<Clash> {
        let plans = self.plans.iter().filter(|planned| **planned == part).count();
        let is_there = usize::try_from(version).is_ok_and(|version| version <= plans);
        self.nowhere(part, "part").or_else(|| {
            (!is_there).then_some(("plan_version", "no such plan of the part was made before it"))
        })
    }
}

/// A paper cannot end, be returned or be served before it was issued, nor state what it does not state.
fn of_paper(paper: &Instrument, asked_on: NaiveDate) -> Option<Clash> {
    let earlier = |day: Option<NaiveDate>| paper.dated.zip(day).is_some_and(|(dated, day)| day < dated);
    let claims = [
        (
            "dated",
            paper.dated.is_some_and(|day| day > asked_on),
            "the paper is dated after the moment of asking",
        ),
        ("execute_by", earlier(paper.execute_by), "the paper's time is over before it was issued"),
        ("return_by", earlier(paper.return_by.map(Due::date)), "the paper is returned before it was issued"),
        (
            "served_at",
            earlier(paper.served_at.map(|at| at.date())),
            "the paper is served before it was issued",
        ),
        (
            "not_stated",
            paper.not_stated.iter().any(|field| paper.has(*field)),
            "a field has a value and is not stated at once",
        ),
    ];
    claims.into_iter().find(|(_, is_wrong, _)| *is_wrong).map(|(field, _, why)| (field, why))
}

fn of_authorization(written: &Authorization) -> Option<Clash> {
    let before = |one: Option<NaiveDate>, other: Option<NaiveDate>| {
        one.zip(other).is_some_and(|(one, other)| one < other)
    };
    if before(written.until, written.from) {
        return Some(("authorization", "its last day lies before its first day"));
    }
    before(written.destroy_by, written.until)
        .then_some(("authorization", "copies would be destroyed before its last day"))
}

fn earlier<T: PartialOrd>(end: Option<T>, begin: T) -> bool {
    end.is_some_and(|end| end < begin)
}
