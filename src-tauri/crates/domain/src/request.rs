//! A request as recorded so far: rebuilt from its events, and never written any other way.

use crate::{
    Advice, Answers, Attachment, AttachmentId, Capacity, ConflictDeclared, Consultation, CopyLookedAt,
    CopyStanding, CounselTry, Delivery, DirectorTry, EnclosuresChosen, Entry, FeeEstimate, FileRedacted,
    IdentityCheck, Instrument, IssuedLetter, LetterCode, LetterId, Note, Outcome, OutsideLetter, PackRef,
    Part, PartId, PersonId, Preservation, Print, Received, Recorded, RequestEvent, RequestId, Requester,
    Statement, VendorSession, Visit, Waiver, summary, supersede,
};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The number of an ordinary request: year and serial, without gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestNumber {
    /// Year of receipt.
    pub year: i32,
    /// Counted from 1 within the year.
    pub serial: u32,
}

impl fmt::Display for RequestNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:03}", self.year, self.serial)
    }
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Being worked on.
    #[default]
    Open,
    /// Every part has a final outcome; letters or delivery may be open.
    Decided,
    /// Closed: read-only.
    Closed,
    /// Taken back or entered by mistake: read-only.
    Withdrawn,
}

/// Something recorded, with who and when.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact<T> {
    /// Who recorded it.
    pub by: PersonId,
    /// When it was recorded.
    pub at: NaiveDateTime,
    /// What.
    pub what: T,
}

/// A second look at a part's release set and letter.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SecondLook {
    /// When the pause began, if the decider looks twice.
    pub started: Option<Fact<u32>>,
    /// The look taken: what it was good for, and what was found.
    pub taken: Option<Fact<crate::SecondLookTaken>>,
    /// It was taken, and something that it was good for changed since.
    pub voided: bool,
}

/// A request.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Request {
    /// Identity.
    pub id: RequestId,
    /// Number.
    pub number: crate::RequestNumber,
    /// Receipt.
    pub received: Received,
    /// Exact words.
    pub words: String,
    /// Pack it is decided under.
    pub pack: PackRef,
    /// The open-records clocks run.
    pub records_request: bool,
    /// Who asked.
    pub requester: Requester,
    /// Answers to the questions asked on every case.
    pub answers: Answers,
    /// Parts, in order.
    pub parts: Vec<Part>,
    /// Identity checks, oldest first.
    pub identity: Vec<Fact<IdentityCheck>>,
    /// Versions of the paper, oldest first.
    pub papers: Vec<Fact<Instrument>>,
    /// Tries to reach the Director that were made from it while it was sealed.
    pub director_tries: Vec<DirectorTry>,
    /// Unsuccessful tries to reach counsel.
    pub counsel_tries: Vec<Fact<CounselTry>>,
    /// Consultations.
    pub consultations: Vec<Fact<Consultation>>,
    /// Advice, oldest first.
    pub advice: Vec<Fact<Advice>>,
    /// Preservation offered or ordered.
    pub preservation: Vec<Fact<Preservation>>,
    /// Visits.
    pub visits: Vec<Fact<Visit>>,
    /// Conflict declarations.
    pub conflicts: Vec<Fact<ConflictDeclared>>,
    /// Estimates of the fee, oldest first.
    pub fees: Vec<Fact<FeeEstimate>>,
    /// Sessions of firms, in the order they were recorded.
    pub vendor_sessions: Vec<Fact<VendorSession>>,
    /// Statements in writing that were owed after an answer, in the order they were recorded.
    pub statements: Vec<Fact<Statement>>,
    /// What was recorded about its clocks: extensions, pauses and their ends, oldest first.
    pub delays: Vec<Fact<crate::ClockDelay>>,
    /// The designee who took the case last, and when, unless it was given back or the Director decided in it since.
    pub taken: Option<Fact<crate::CaseTaken>>,
    /// Counsel's words on who decides while the Director is recused.
    pub stand_ins: Vec<Fact<crate::StandInNamed>>,
    /// Second looks by part.
    pub second_looks: std::collections::BTreeMap<PartId, SecondLook>,
    /// Issued letters, oldest first.
    pub letters: Vec<Fact<IssuedLetter>>,
    /// What was chosen to go with letters that are being written, the last choice for each.
    pub enclosing: std::collections::BTreeMap<LetterCode, Fact<EnclosuresChosen>>,
    /// Letters written outside.
    pub outside: Vec<Fact<OutsideLetter>>,
    /// Prints.
    pub prints: Vec<Fact<Print>>,
    /// Copies saved outside the vault.
    pub copies: Vec<Fact<crate::LetterCopySaved>>,
    /// Waived letters.
    pub waivers: Vec<Fact<Waiver>>,
    /// Deliveries, planned and made.
    pub deliveries: Vec<Fact<Delivery>>,
    /// Files.
    pub attachments: Vec<Fact<Attachment>>,
    /// Redacted copies of files, oldest first. Each copy is among the files too.
    pub redactions: Vec<Fact<FileRedacted>>,
    /// Second looks at redacted copies, oldest first.
    pub copy_looks: Vec<Fact<CopyLookedAt>>,
    /// Notes.
    pub notes: Vec<Fact<Note>>,
    /// Corrections by words.
    pub corrections: Vec<Fact<Note>>,
    /// The seal of a sealed matter, also after it was lifted.
    pub sealing: Option<crate::Sealing>,
    /// Last time somebody opened it.
    pub viewed: Option<NaiveDateTime>,
    /// Legal holds, oldest first.
    pub holds: Vec<crate::Hold>,
    /// When it was closed or withdrawn, while it is.
    pub ended_at: Option<NaiveDateTime>,
    /// Where it stands.
    pub status: Status,
    /// Latest entry.
    pub latest: NaiveDateTime,
    /// The Director said that the clock ran ahead.
    pub set_backs: crate::SetBacks,
}

impl Request {
    /// An empty request; its first event fills it.
    pub fn new(id: RequestId) -> Self {
        Self { id, ..Self::default() }
    }

    /// The part with this identity.
    pub fn part(&self, id: PartId) -> Option<&Part> {
        self.parts.iter().find(|part| part.id == id)
    }

    /// Parts that were not withdrawn.
    pub fn live_parts(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|part| !part.withdrawn)
    }

    /// The paper in force, with its version counted from 1.
    pub fn paper(&self) -> Option<(u32, &Instrument)> {
        let version = u32::try_from(self.papers.len()).unwrap_or(u32::MAX);
        self.papers.last().map(|paper| (version, &paper.what))
    }

    /// Version of the paper in force; 0 when there is none.
    pub fn paper_version(&self) -> u32 {
        self.paper().map_or(0, |(version, _)| version)
    }

    /// Version of the paper that was in the library's hands at a moment; 0 before any was served. The first one, where nobody
    /// wrote down when it was served, came with the request; a later one was there once it was recorded.
    pub fn paper_version_at(&self, at: NaiveDateTime) -> u32 {
        let served = |(index, paper): (usize, &Fact<Instrument>)| match paper.what.served_at {
            Some(served) => served <= at,
            None => index == 0 || paper.at <= at,
        };
        let last = (0..self.papers.len()).rev().find(|index| served((*index, &self.papers[*index])));
        u32::try_from(last.map_or(0, |index| index + 1)).unwrap_or(u32::MAX)
    }

    /// The live parts that were there at a moment. Those the request came with count from before it was typed in.
    pub fn parts_at(&self, at: NaiveDateTime) -> Vec<PartId> {
        let first = self.parts.first().map(|part| part.added_at);
        let there = self.live_parts().filter(|part| part.added_at <= at || Some(part.added_at) == first);
        there.map(|part| part.id).collect()
    }

    /// The advice in force for a part: the last one that covers it.
    pub fn advice_on(&self, part: PartId) -> Option<&Fact<Advice>> {
        self.advice.iter().rev().find(|advice| advice.what.covers(part))
    }

    /// An issued letter.
    pub fn letter(&self, id: LetterId) -> Option<&Fact<IssuedLetter>> {
        self.letters.iter().find(|letter| letter.what.id == id)
    }

    /// The letter that corrects an issued one, if there is one.
    pub fn corrected_by(&self, id: LetterId) -> Option<&Fact<IssuedLetter>> {
        self.letters.iter().find(|letter| letter.what.corrects == Some(id))
    }

    /// Whether an issued letter may have reached somebody: it was printed, copied out or handed over.
    pub fn went_out(&self, id: LetterId) -> bool {
        let printed = |print: &Fact<crate::Print>| {
            print.what.letter == id && print.what.outcome == crate::PrintOutcome::Printed
        };
        self.prints.iter().any(printed)
            || self.copies.iter().any(|copy| copy.what.letter == id)
            || self.deliveries.iter().any(|sent| sent.what.letter == Some(id) && sent.what.sent_at.is_some())
    }

    /// A kept file.
    pub fn attachment(&self, id: AttachmentId) -> Option<&Fact<Attachment>> {
        self.attachments.iter().find(|attachment| attachment.what.id == id)
    }

    /// How a redacted copy was made; `None` for a file as it came.
    pub fn redaction(&self, copy: AttachmentId) -> Option<&Fact<FileRedacted>> {
        self.redactions.iter().find(|redacted| redacted.what.copy.id == copy)
    }

    /// How a redacted copy stands. A look that found it wanting is never outlived.
    pub fn copy_standing(&self, copy: AttachmentId) -> CopyStanding {
        let looks = || self.copy_looks.iter().filter(|look| look.what.copy == copy);
        match looks().next() {
            None => CopyStanding::Unseen,
            Some(_) if looks().all(|look| look.what.may_go) => CopyStanding::MayGo,
            Some(_) => CopyStanding::MayNotGo,
        }
    }

    /// The outcome of the whole request, once each live part has one.
    pub fn outcome(&self) -> Option<Outcome> {
        summary(self.live_parts().map(|part| part.decision.as_ref().map(|decision| decision.outcome)))
    }

    /// Sessions of firms that are open: a later record of the same ticket replaces an earlier one.
    pub fn open_sessions(&self) -> impl Iterator<Item = &VendorSession> {
        let all = &self.vendor_sessions;
        let last = all.iter().enumerate().filter(|(at, session)| {
            !all[at + 1..].iter().any(|later| later.what.ticket == session.what.ticket)
        });
        last.map(|(_, session)| &session.what).filter(|session| session.closed_at.is_none())
    }

    /// The firm's session recorded last.
    pub fn vendor_session(&self) -> Option<&VendorSession> {
        self.vendor_sessions.last().map(|session| &session.what)
    }

    /// How people refer to it: its number, or the code of a sealed matter.
    pub fn reference(&self) -> String {
        self.sealing.as_ref().map_or_else(|| self.number.to_string(), |sealing| sealing.code.to_string())
    }

    /// Whether it is sealed now.
    pub fn is_sealed(&self) -> bool {
        self.sealing.as_ref().is_some_and(|sealing| sealing.unsealed.is_none())
    }

    /// Whether entries may still be made.
    pub fn is_live(&self) -> bool {
        matches!(self.status, Status::Open | Status::Decided)
    }

    /// A paper is often copied after counsel was called about it: the call counts for it where it was in hand by then (G5).
    fn asked_about_first_paper(&mut self) {
        let [first] = self.papers.as_slice() else { return };
        let served = first.what.served_at;
        for asked in self.consultations.iter_mut().filter(|asked| asked.what.paper_version == 0) {
            asked.what.paper_version = u32::from(served.is_some_and(|served| served <= asked.what.at));
        }
    }

    /// What was looked at a second time changed: request, letter and plan are opened and looked at again (G13).
    fn void_looks(&mut self, concerns: impl Fn(PartId) -> bool) {
        for (_, look) in self.second_looks.iter_mut().filter(|(part, _)| concerns(**part)) {
            look.voided = look.taken.take().is_some() || look.voided;
            look.started = None;
        }
    }

    /// Whether an answer says something else than the one before it, or is the first.
    fn answers_otherwise(&self, given: &crate::AnswerGiven) -> bool {
        let answers = match given.part {
            None => Some(&self.answers),
            Some(id) => self.part(id).map(|part| &part.answers),
        };
        let before = answers.and_then(|answers| answers.get(&given.question));
        before.is_none_or(|before| before.current.choices != given.answer.choices)
    }

    /// Applies one recorded event.
    pub fn evolve(&mut self, recorded: &Recorded<RequestEvent>) {
        self.latest = self.latest.max(recorded.at);
        match &recorded.event {
            RequestEvent::Opened(opened) => {
                self.number = opened.number;
                self.received = opened.received.clone();
                self.words = opened.words.clone();
                self.pack = opened.pack.clone();
                self.records_request = opened.records_request;
            }
            RequestEvent::ReceiptCorrected(corrected) => {
                self.received = corrected.received.clone();
                self.records_request = corrected.records_request;
            }
            RequestEvent::RequesterDescribed(requester) => self.requester = requester.clone(),
            RequestEvent::PartAdded(added) => {
                let serial = u32::try_from(self.parts.len()).unwrap_or(u32::MAX).saturating_add(1);
                self.parts.push(Part {
                    id: added.part,
                    serial,
                    what: added.what.clone(),
                    asks: added.asks.clone(),
                    about: added.about.clone(),
                    period: added.period.clone(),
                    added_at: recorded.at,
                    ..Part::default()
                });
            }
            RequestEvent::PartTyped(typed) => {
                self.change(typed.part, |part| part.type_code = Some(typed.type_code.clone()));
            }
            RequestEvent::PartWithdrawn(withdrawn) => {
                self.change(withdrawn.part, |part| part.withdrawn = true)
            }
            RequestEvent::Answered(given) => {
                if self.answers_otherwise(given) {
                    self.void_looks(|part| given.part.is_none_or(|only| only == part));
                }
                match given.part {
                    None => supersede(&mut self.answers, given.question.clone(), given.answer.clone()),
                    Some(id) => self.change(id, |part| {
                        supersede(&mut part.answers, given.question.clone(), given.answer.clone());
                    }),
                }
            }
            RequestEvent::IdentityChecked(check) => self.identity.push(fact(recorded, check)),
            RequestEvent::InstrumentRecorded(paper) => {
                self.void_looks(|_| true);
                self.papers.push(fact(recorded, paper));
                self.asked_about_first_paper();
            }
            RequestEvent::InstrumentCopied(copied) => {
                if let Some(paper) = self.papers.last_mut() {
                    paper.what.copy = Some(copied.copy);
                }
            }
            RequestEvent::DirectorTried(attempt) => {
                let by_director = recorded.capacity == Capacity::Director;
                let number = u32::try_from(self.director_tries.len()).unwrap_or(u32::MAX).saturating_add(1);
                let entry =
                    Entry { number, by: recorded.by, at: recorded.at, by_director, ..Entry::default() };
                self.director_tries.push(DirectorTry { entry, ..attempt.clone() });
            }
            RequestEvent::DirectorTryConfirmed(word) => {
                let tries = self.director_tries.iter_mut().map(|attempt| &mut attempt.entry);
                let looked_at = tries.filter(|entry| entry.number == word.entry);
                looked_at.for_each(|entry| entry.take_word(word.right, recorded.at));
            }
            RequestEvent::CounselTried(attempt) => self.counsel_tries.push(fact(recorded, attempt)),
            RequestEvent::CounselConsulted(consultation) => {
                self.consultations.push(fact(recorded, consultation));
            }
            RequestEvent::CounselAdvised(advice) => {
                self.void_looks(|part| advice.covers(part));
                self.advice.push(fact(recorded, advice));
            }
            RequestEvent::PreservationRecorded(kept) => {
                self.preservation.push(fact(recorded, kept));
                if !kept.offered_only {
                    self.hold_for_preservation(recorded, kept);
                }
            }
            RequestEvent::HoldPlaced(hold) => self.hold(crate::HoldGround::Placed, fact(recorded, hold)),
            RequestEvent::HoldLifted(lifted) => {
                let named = self.holds.iter_mut().find(|hold| hold.number == lifted.hold && hold.stands());
                if let Some(hold) = named {
                    hold.lifted = Some(fact(recorded, lifted));
                }
            }
            RequestEvent::VisitRecorded(visit) => self.visits.push(fact(recorded, visit)),
            RequestEvent::ConflictDeclared(word) => self.conflicts.push(fact(recorded, word)),
            RequestEvent::CaseTaken(taken) => self.taken = Some(fact(recorded, taken)),
            RequestEvent::CaseReleased(_) => self.taken = None,
            RequestEvent::StandInNamed(word) => self.stand_ins.push(fact(recorded, word)),
            RequestEvent::ReleasePlanned(planned) => {
                self.second_looks.remove(&planned.part);
                self.change(planned.part, |part| {
                    part.plan = Some(planned.plan.clone());
                    part.plan_version = part.plan_version.saturating_add(1);
                    part.plan_at = recorded.at;
                });
            }
            RequestEvent::AuthorizationPrepared(prepared) => {
                self.second_looks.remove(&prepared.part);
                self.change(prepared.part, |part| {
                    part.authorization = Some(prepared.authorization.clone());
                    part.authorization_by = recorded.capacity;
                    part.authorization_ended = None;
                    part.plan_version = part.plan_version.saturating_add(1);
                    part.plan_at = recorded.at;
                });
            }
            RequestEvent::AuthorizationUsed(used) => {
                let used_now = fact(recorded, &used.used);
                self.change(used.part, |part| part.uses.push(used_now));
            }
            RequestEvent::AuthorizationEnded(ended) => {
                let ended_now = fact(recorded, &ended.reason);
                self.change(ended.part, |part| part.authorization_ended = Some(ended_now));
            }
            RequestEvent::FeeEstimated(estimate) => self.fees.push(fact(recorded, estimate)),
            RequestEvent::VendorSessionRecorded(session) => {
                self.vendor_sessions.push(fact(recorded, session));
            }
            RequestEvent::StatementRecorded(statement) => self.statements.push(fact(recorded, statement)),
            RequestEvent::ClockExtended(extended) => {
                self.delays.push(fact(recorded, &crate::ClockDelay::Extended(extended.clone())));
            }
            RequestEvent::ClockPaused(paused) => {
                self.delays.push(fact(recorded, &crate::ClockDelay::Paused(paused.clone())));
            }
            RequestEvent::ClockResumed(resumed) => {
                self.delays.push(fact(recorded, &crate::ClockDelay::Resumed(resumed.clone())));
            }
            RequestEvent::SecondLookStarted(started) => {
                let look = self.second_looks.entry(started.part).or_default();
                look.started = Some(fact(recorded, &started.plan_version));
                look.taken = None;
                look.voided = false;
            }
            RequestEvent::SecondLookTaken(taken) => {
                let look = self.second_looks.entry(taken.part).or_default();
                look.taken = Some(fact(recorded, taken));
                look.voided = false;
            }
            RequestEvent::Decided(decided) => {
                if decided.decision.capacity == crate::Capacity::Director {
                    self.taken = None;
                }
                self.change(decided.part, |part| {
                    part.earlier_decisions.extend(part.decision.take());
                    part.decision = Some(decided.decision.clone());
                });
            }
            RequestEvent::EnclosuresChosen(chosen) => {
                self.enclosing.insert(chosen.letter.clone(), fact(recorded, chosen));
            }
            RequestEvent::LetterIssued(letter) => self.letters.push(fact(recorded, letter)),
            RequestEvent::LetterPrinted(print) => self.prints.push(fact(recorded, print)),
            RequestEvent::LetterCopySaved(copy) => self.copies.push(fact(recorded, copy)),
            RequestEvent::LetterWrittenOutside(letter) => self.outside.push(fact(recorded, letter)),
            RequestEvent::LetterWaived(waiver) => self.waivers.push(fact(recorded, waiver)),
            RequestEvent::Delivered(delivery) => self.deliveries.push(fact(recorded, delivery)),
            RequestEvent::AttachmentKept(file) => self.attachments.push(fact(recorded, file)),
            RequestEvent::FileRedacted(redacted) => {
                self.attachments.push(fact(recorded, &redacted.copy));
                self.redactions.push(fact(recorded, redacted));
            }
            RequestEvent::CopyLookedAt(look) => self.copy_looks.push(fact(recorded, look)),
            RequestEvent::NoteAdded(note) => self.notes.push(fact(recorded, note)),
            RequestEvent::CorrectionEntered(note) => self.corrections.push(fact(recorded, note)),
            RequestEvent::Viewed => self.viewed = Some(recorded.at),
            RequestEvent::Closed(_) => self.end(Status::Closed, recorded.at),
            RequestEvent::Reopened(_) => (self.status, self.ended_at) = (Status::Open, None),
            RequestEvent::Withdrawn(_) => self.end(Status::Withdrawn, recorded.at),
            RequestEvent::SealedOpened(opened) => {
                // What goes on from an ordinary request leaves its number there, and goes on.
                self.number = RequestNumber::default();
                (self.status, self.ended_at) = (Status::Open, None);
                self.sealing = Some(crate::Sealing::begun(fact(recorded, opened)));
            }
            RequestEvent::ReadIn(told) => self.seal(|sealing| sealing.tell(fact(recorded, told))),
            RequestEvent::GagTermRecorded(term) => {
                self.seal(|sealing| sealing.gag_terms.push(fact(recorded, term)));
            }
            RequestEvent::UnsealingAgreed(agreed) => {
                self.seal(|sealing| sealing.agreed.push(fact(recorded, agreed)));
            }
            RequestEvent::Unsealed(unsealed) => {
                self.seal(|sealing| sealing.unsealed = Some(fact(recorded, unsealed)));
            }
        }
        self.settle();
    }

    fn change(&mut self, id: PartId, change: impl FnOnce(&mut Part)) {
        if let Some(part) = self.parts.iter_mut().find(|part| part.id == id) {
            change(part);
        }
    }

    fn end(&mut self, status: Status, at: NaiveDateTime) {
        self.status = status;
        self.ended_at = Some(at);
    }

    fn hold(&mut self, ground: crate::HoldGround, placed: Fact<crate::HoldPlaced>) {
        let number = u32::try_from(self.holds.len()).unwrap_or(u32::MAX).saturating_add(1);
        self.holds.push(crate::Hold { number, ground, placed, lifted: None });
    }

    /// Preservation that was ordered keeps the request as well. A later word on it takes the place of the one before.
    fn hold_for_preservation(&mut self, recorded: &Recorded<RequestEvent>, kept: &Preservation) {
        let word = crate::Word { from: kept.told.clone(), at: recorded.at, ..crate::Word::default() };
        let placed =
            fact(recorded, &crate::HoldPlaced { why: format!("Preservation ordered: {}", kept.what), word });
        let of_preservation =
            |hold: &&mut crate::Hold| hold.ground == crate::HoldGround::Preservation && hold.stands();
        match self.holds.iter_mut().find(of_preservation) {
            Some(hold) => hold.placed = placed,
            None => self.hold(crate::HoldGround::Preservation, placed),
        }
    }

    fn seal(&mut self, change: impl FnOnce(&mut crate::Sealing)) {
        if let Some(sealing) = &mut self.sealing {
            change(sealing);
        }
    }

    /// *Decided* follows from the parts; closing and withdrawing are acts.
    fn settle(&mut self) {
        if self.is_live() {
            let done = self.outcome().is_some_and(Outcome::is_final);
            self.status = if done { Status::Decided } else { Status::Open };
        }
    }
}

fn fact<T: Clone>(recorded: &Recorded<RequestEvent>, what: &T) -> Fact<T> {
    Fact { by: recorded.by, at: recorded.at, what: what.clone() }
}
