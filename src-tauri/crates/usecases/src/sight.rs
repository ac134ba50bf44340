//! Who sees what: the one door through which every list, count, search, page and act reaches the requests. A sealed matter is
//! there only for people who were read in; for everybody else there is nothing, and absent and hidden read the same.
//!
//! A number that is no longer used shows what it held to the Director alone. Otherwise whoever compares could tell a request
//! that was sealed later from one that was taken back.

use crate::breakage::{Breakage, is_broken};
use crate::session::{Case, Session};
use crate::{Error, Result, retention};
use chrono::NaiveDateTime;
use domain::{
    Office, OfficeEvent, PersonId, Recorded, Refusal, Request, RequestEvent, RequestId, Status, who_may_see,
};
use std::collections::{BTreeMap, BTreeSet};
use vault::StreamId;
use vault::index::{Document, Index};

/// All requests of the record. Reading them takes somebody who looks; only the journal reaches them otherwise.
#[derive(Debug, Default)]
pub(crate) struct Cases {
    all: BTreeMap<RequestId, Case>,
    /// What others than the Director see of withdrawn numbers.
    outside: BTreeMap<RequestId, Case>,
}

impl Cases {
    /// Those a person may see, each as that person sees it.
    pub(crate) fn seen_by<'a>(
        &'a self,
        office: &'a Office,
        person: PersonId,
    ) -> impl Iterator<Item = &'a Case> {
        self.all.keys().filter_map(move |id| self.seen(office, person, *id))
    }

    /// One of them, as a person sees it.
    pub(crate) fn seen(&self, office: &Office, person: PersonId, id: RequestId) -> Option<&Case> {
        let may_see =
            |case: &&Case| who_may_see(office, &case.request, person) || is_broken(Breakage::SealNotAsked);
        let case = self.all.get(&id).filter(may_see)?;
        let is_director = office.director().is_some_and(|director| director.id == person);
        Some(self.outside.get(&id).filter(|_| !is_director).unwrap_or(case))
    }

    /// For the journal: one of them, whoever looks.
    pub(crate) fn written(&self, id: RequestId) -> Option<&Case> {
        self.all.get(&id)
    }

    /// For the journal: puts a case in, or changes it, and keeps what others see of it.
    pub(crate) fn write(&mut self, id: RequestId, change: impl FnOnce(Option<Case>) -> Option<Case>) {
        let Some(case) = change(self.all.remove(&id)) else { return };
        match is_discarded(&case.request) {
            true => drop(self.outside.insert(id, from_outside(&case))),
            false => drop(self.outside.remove(&id)),
        }
        self.all.insert(id, case);
    }

    /// For the journal: a case that was disposed of.
    pub(crate) fn forget(&mut self, id: RequestId) {
        self.all.remove(&id);
        self.outside.remove(&id);
    }

    /// For the journal: once the Director said that the clock ran ahead, what was recorded in a case as of later counts as
    /// recorded just before.
    pub(crate) fn heed(&mut self, recorded: &Recorded<OfficeEvent>) {
        if matches!(recorded.event, OfficeEvent::ClockCorrected(_)) {
            for case in self.all.values_mut().chain(self.outside.values_mut()) {
                case.request.set_back(recorded.at);
            }
        }
    }

    /// Every identity there is, whoever looks: for what is rebuilt as a whole.
    fn ids(&self) -> Vec<RequestId> {
        self.all.keys().copied().collect()
    }
}

/// An ordinary number that is not used further.
pub(crate) fn is_discarded(request: &Request) -> bool {
    request.status == Status::Withdrawn && request.sealing.is_none()
}

/// The number, when it came, and that it is withdrawn.
fn from_outside(case: &Case) -> Case {
    let whole = &case.request;
    let received = domain::Received { taken_in_by: None, ..whole.received.clone() };
    let log = case.log.iter().filter(|entry| matches!(entry.event, RequestEvent::Withdrawn(_))).cloned();
    let log: Vec<_> = log
        .map(|mut entry| {
            entry.event = RequestEvent::Withdrawn(domain::Closed::default());
            entry
        })
        .collect();
    Case {
        stream: case.stream,
        counsel: case.counsel.clone(),
        request: Request {
            number: whole.number,
            received,
            pack: whole.pack.clone(),
            status: whole.status,
            ended_at: whole.ended_at,
            latest: log.iter().map(|entry| entry.at).max().unwrap_or_default().min(whole.latest),
            ..Request::new(whole.id)
        },
        log,
        privileged: Vec::new(),
    }
}

impl Session {
    /// The requests that the person here may see.
    pub(crate) fn visible_cases(&self) -> impl Iterator<Item = &Case> {
        self.cases.seen_by(&self.office, self.me)
    }

    /// The case under a reference. Absent and hidden read the same.
    pub(crate) fn case(&self, request: &str) -> Result<&Case> {
        let id: RequestId = request.parse().map_err(|_| Refusal::not_found())?;
        if is_broken(Breakage::HiddenIsReadFirst) && self.cases.written(id).is_some() {
            self.vault.entries()?;
        }
        // What was disposed of was an ordinary request, or one that everybody saw: that it is gone is for everybody.
        self.cases.seen(&self.office, self.me, id).ok_or_else(|| match retention::disposed(self, id) {
            Some((disposal, stub)) => retention::disposed_refusal(disposal, stub),
            None => Error::from(Refusal::not_found()),
        })
    }

    /// Streams whose figures the person here does not see: of hidden matters, and what others are typing.
    pub(crate) fn hidden_streams(&self) -> BTreeSet<StreamId> {
        let hidden = |id: &RequestId| self.cases.seen(&self.office, self.me, *id).is_none();
        let ids = self.cases.ids().into_iter().filter(hidden);
        let matters = ids.filter_map(|id| self.cases.written(id));
        let desks = self.desks.iter().filter(|(person, _)| **person != self.me);
        let of_matters = matters.flat_map(Case::streams);
        of_matters.chain(desks.map(|(_, stream)| *stream)).collect()
    }

    /// Puts what the person here can search of a case into the in-memory index. Counsel's words are not searched.
    pub(crate) fn reindex(&mut self, id: RequestId) -> Result<()> {
        match self.cases.seen(&self.office, self.me, id) {
            Some(case) => {
                let Document { id, title, text } = searched(&case.request);
                self.index.put(&id, &title, &text).map_err(Error::from)
            }
            None => self.index.remove(&id.to_string()).map_err(Error::from),
        }
    }

    /// Builds anew what depends on who looks: the search index, and the latest moment that this person may know of.
    pub(crate) fn look_again(&mut self) -> Result<()> {
        self.index = Index::new()?;
        self.office.latest =
            self.office_log.iter().fold(NaiveDateTime::default(), |latest, entry| match entry.event {
                OfficeEvent::ClockCorrected(_) => entry.at,
                _ => latest.max(entry.at),
            });
        let mut documents = Vec::new();
        for id in self.cases.ids() {
            let seen = self.cases.seen(&self.office, self.me, id);
            documents.extend(seen.map(|case| searched(&case.request)));
            let is_seen = seen.is_some();
            let latest = self.cases.written(id).filter(|_| is_seen).map(|case| case.request.latest);
            self.office.saw(latest.unwrap_or_default());
        }
        self.index.put_all(&documents).map_err(Error::from)
    }
}

/// What of a request is searched.
fn searched(request: &Request) -> Document {
    let mut text = vec![request.words.clone()];
    let asker = &request.requester;
    text.extend([&asker.name, &asker.organisation, &asker.reference].into_iter().flatten().cloned());
    text.extend(
        request.parts.iter().flat_map(|part| [Some(part.what.clone()), part.about.clone()]).flatten(),
    );
    text.extend(request.notes.iter().map(|note| note.what.text.clone()));
    text.extend(request.paper().and_then(|(_, paper)| paper.case_number.clone()));
    Document { id: request.id.to_string(), title: request.reference(), text: text.join("\n") }
}
