//! Writing events down and reading them back: the only way state changes.

use crate::payload::{Payload, read, write};
use crate::session::{Case, Session};
use crate::{Error, Result};
use domain::{OfficeEvent, PrivilegedWords, Recorded, Refusal, Request, RequestEvent, RequestId};
use std::collections::BTreeMap;
use vault::{Batch, BlobId, StreamClass, StreamId};

/// What goes into the vault together with an event, in one transaction.
#[derive(Default)]
pub(crate) struct Along {
    /// Counsel's words: into the privileged stream.
    pub(crate) privileged: Option<PrivilegedWords>,
    /// Files: identity and bytes, and whether they belong to the privileged stream.
    pub(crate) files: Vec<(BlobId, Vec<u8>, bool)>,
}

impl Session {
    /// Records events on the office.
    pub(crate) fn record_office(
        &mut self,
        events: Vec<OfficeEvent>,
        file: Option<(BlobId, Vec<u8>)>,
    ) -> Result<()> {
        let recorded: Vec<_> = events.into_iter().map(|event| self.sign(event)).collect();
        let mut batch = Batch::new();
        if let Some((blob, bytes)) = file {
            batch.blob(self.office_stream, blob, bytes);
        }
        for entry in &recorded {
            batch.entry(self.office_stream, write(&Payload::Office { recorded: entry.clone() })?);
        }
        self.vault.append(batch, self.world.now())?;
        for entry in recorded {
            self.office.evolve(&entry);
            self.office_log.push(entry);
        }
        Ok(())
    }

    /// Opens a case: its stream begins with these events.
    pub(crate) fn open_case(&mut self, id: RequestId, events: Vec<RequestEvent>) -> Result<()> {
        let stream = StreamId::from_bytes(id.0);
        let recorded: Vec<_> = events.into_iter().map(|event| self.sign(event)).collect();
        let mut batch = Batch::new();
        batch.stream(stream, StreamClass::Case);
        for entry in &recorded {
            batch.entry(stream, write(&Payload::Request { request: id, recorded: entry.clone() })?);
        }
        self.vault.append(batch, self.world.now())?;
        let mut case = Case {
            stream,
            counsel_stream: None,
            request: Request::new(id),
            log: Vec::new(),
            privileged: Vec::new(),
        };
        for entry in recorded {
            case.request.evolve(&entry);
            self.office.saw(entry.at);
            case.log.push(entry);
        }
        self.cases.insert(id, case);
        self.reindex(id)
    }

    /// Records events on a request, with what belongs to them.
    pub(crate) fn record(&mut self, id: RequestId, events: Vec<RequestEvent>, along: Along) -> Result<()> {
        let known = self.cases.get(&id).ok_or_else(Refusal::not_found)?;
        let capacity = self.capacity_in(&known.request);
        let here = |event| Recorded { capacity, ..self.sign(event) };
        let recorded: Vec<_> = events.into_iter().map(here).collect();
        let words = along.privileged.map(|words| self.sign(words));
        let new_counsel = StreamId::from_bytes(self.world.id()?);
        let case = self.cases.get(&id).ok_or_else(Refusal::not_found)?;
        let private_file = along.files.iter().any(|(_, _, private)| *private);
        let mut batch = Batch::new();
        let begins = case.counsel_stream.is_none() && (words.is_some() || private_file);
        if begins {
            // A stream that begins with a file alone must still say whose it is when it is read back.
            batch.stream(new_counsel, StreamClass::Counsel);
            batch.entry(new_counsel, write(&Payload::CounselBegun { request: id })?);
        }
        let counsel = case.counsel_stream.or(begins.then_some(new_counsel));
        for (blob, bytes, private) in along.files {
            let stream = if private { counsel.unwrap_or(case.stream) } else { case.stream };
            batch.blob(stream, blob, bytes);
        }
        for entry in &recorded {
            batch.entry(case.stream, write(&Payload::Request { request: id, recorded: entry.clone() })?);
        }
        if let (Some(words), Some(stream)) = (&words, counsel) {
            batch.entry(stream, write(&Payload::Counsel { request: id, recorded: words.clone() })?);
        }
        self.vault.append(batch, self.world.now())?;
        let case = self.cases.get_mut(&id).ok_or_else(Refusal::not_found)?;
        case.counsel_stream = counsel;
        case.privileged.extend(words);
        for entry in recorded {
            case.request.evolve(&entry);
            self.office.saw(entry.at);
            case.log.push(entry);
        }
        self.reindex(id)
    }

    fn sign<E>(&self, event: E) -> Recorded<E> {
        Recorded { by: self.me, capacity: self.capacity(), at: self.now(), event }
    }

    /// Puts what can be searched of a case into the in-memory index. Counsel's words are not searched.
    pub(crate) fn reindex(&mut self, id: RequestId) -> Result<()> {
        let Some(case) = self.cases.get(&id) else { return Ok(()) };
        let request = &case.request;
        let mut text = vec![request.words.clone()];
        let asker = &request.requester;
        text.extend([&asker.name, &asker.organisation, &asker.reference].into_iter().flatten().cloned());
        text.extend(
            request.parts.iter().flat_map(|part| [Some(part.what.clone()), part.about.clone()]).flatten(),
        );
        text.extend(request.notes.iter().map(|note| note.what.text.clone()));
        text.extend(request.paper().and_then(|(_, paper)| paper.case_number.clone()));
        self.index.put(&id.to_string(), &request.number.to_string(), &text.join("\n")).map_err(Error::from)
    }
}

/// State rebuilt from the log.
#[derive(Default)]
pub(crate) struct Replayed {
    pub(crate) office: domain::Office,
    pub(crate) office_log: Vec<Recorded<OfficeEvent>>,
    pub(crate) office_stream: Option<StreamId>,
    pub(crate) cases: BTreeMap<RequestId, Case>,
    /// Adopted packs, oldest first: reference and files.
    pub(crate) packs: Vec<(domain::PackRef, Vec<(String, String)>)>,
}

/// Rebuilds the state from the vault's entries, in chain order.
pub(crate) fn replay(entries: &[vault::Entry]) -> Result<Replayed> {
    let mut state = Replayed::default();
    for entry in entries {
        match read(&entry.payload)? {
            Payload::Office { recorded } => {
                state.office_stream = Some(entry.stream);
                if let OfficeEvent::PackAdopted { pack, files } = &recorded.event {
                    state.packs.push((pack.clone(), files.clone()));
                }
                state.office.evolve(&recorded);
                state.office_log.push(recorded);
            }
            Payload::Request { request, recorded } => {
                let case = state.cases.entry(request).or_insert_with(|| Case {
                    stream: entry.stream,
                    counsel_stream: None,
                    request: Request::new(request),
                    log: Vec::new(),
                    privileged: Vec::new(),
                });
                case.request.evolve(&recorded);
                state.office.saw(recorded.at);
                case.log.push(recorded);
            }
            Payload::CounselBegun { request } => {
                if let Some(case) = state.cases.get_mut(&request) {
                    case.counsel_stream = Some(entry.stream);
                }
            }
            Payload::Counsel { request, recorded } => {
                if let Some(case) = state.cases.get_mut(&request) {
                    case.counsel_stream = Some(entry.stream);
                    case.privileged.push(recorded);
                }
            }
        }
    }
    Ok(state)
}
