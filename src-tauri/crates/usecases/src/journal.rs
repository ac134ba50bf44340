//! Writing events down and reading them back: the only way state changes.

use crate::Result;
use crate::payload::{Payload, read, write};
use crate::people::{Reader, readers_of, slot_of};
use crate::session::{Case, Session};
use crate::sight::Cases;
use domain::{
    OfficeEvent, PersonId, PrivilegedWords, Recorded, Refusal, RequestEvent, RequestId, RequestsDisposed,
};
use std::collections::{BTreeMap, BTreeSet};
use vault::{Batch, BlobId, Disposal, StreamClass, StreamId, VaultError};

/// What goes into the vault together with an event, in one transaction.
#[derive(Default)]
pub(crate) struct Along {
    /// Counsel's words: into the privileged stream.
    pub(crate) privileged: Option<PrivilegedWords>,
    /// Files: identity and bytes, and whether they belong to the privileged stream.
    pub(crate) files: Vec<(BlobId, Vec<u8>, bool)>,
    /// Who is given the keys of this matter with these events, from its first entry on.
    pub(crate) readers: Vec<Reader>,
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
        let people = self.office.people.clone();
        for entry in recorded {
            self.office.evolve(&entry);
            self.cases.heed(&entry);
            self.office_log.push(entry);
        }
        // Who belongs to the office, and who is the Director, decides what is seen.
        if self.office.people == people { Ok(()) } else { self.look_again() }
    }

    /// Takes requests out of the record and out of memory for good, together with the event that remembers it. Answers with
    /// whether this computer noted it too.
    pub(crate) fn dispose(
        &mut self,
        ids: &[RequestId],
        streams: BTreeSet<StreamId>,
        event: RequestsDisposed,
    ) -> Result<bool> {
        let disposal = Disposal {
            streams,
            rule: event.rule.clone(),
            authority: event.authority.clone(),
            again: event.again,
            entries: Vec::new(),
        };
        let recorded = self.sign(OfficeEvent::RequestsDisposed(event));
        let entry = (self.office_stream, write(&Payload::Office { recorded: recorded.clone() })?);
        let outcome = self.vault.dispose(&Disposal { entries: vec![entry], ..disposal }, self.world.now());
        // A file of before that could not be removed yet undoes nothing of what is recorded.
        if matches!(&outcome, Ok(_) | Err(VaultError::OldCopyRemains(_))) {
            self.office.evolve(&recorded);
            self.office_log.push(recorded);
            for id in ids {
                self.cases.forget(*id);
                self.index.remove(&id.to_string())?;
            }
        }
        Ok(outcome?.noted)
    }

    /// Opens an ordinary case: its stream begins with these events.
    pub(crate) fn open_case(&mut self, id: RequestId, events: Vec<RequestEvent>) -> Result<()> {
        self.begin(id, StreamClass::Case, events, None)
    }

    /// Opens a sealed matter: all of it is under keys of the sealed class. Where it goes on from an ordinary case, the last
    /// event of that one is recorded in the same transaction.
    pub(crate) fn open_sealed(
        &mut self,
        id: RequestId,
        events: Vec<RequestEvent>,
        from: Option<(RequestId, RequestEvent)>,
    ) -> Result<()> {
        self.begin(id, StreamClass::Sealed, events, from)
    }

    fn begin(
        &mut self,
        id: RequestId,
        class: StreamClass,
        events: Vec<RequestEvent>,
        from: Option<(RequestId, RequestEvent)>,
    ) -> Result<()> {
        let stream = StreamId::from_bytes(id.0);
        let recorded: Vec<_> = events.into_iter().map(|event| self.sign(event)).collect();
        // It reads as any other last word on that request does, or its author's capacity would tell it apart.
        let last = match from {
            None => None,
            Some((old, event)) => {
                let known = self.cases.written(old).ok_or_else(Refusal::not_found)?;
                let capacity = self.capacity_in(&known.request);
                Some((old, Recorded { capacity, ..self.sign(event) }))
            }
        };
        let mut batch = Batch::new();
        batch.stream(stream, class);
        for entry in &recorded {
            batch.entry(stream, write(&Payload::Request { request: id, recorded: entry.clone() })?);
            // Whoever is named as knowing of a sealed matter can read it with their own keys, from its first entry on.
            if let RequestEvent::SealedOpened(opened) = &entry.event {
                for slot in opened.read_in.iter().filter_map(|person| slot_of(self, *person)) {
                    batch.share(stream, slot);
                }
            }
        }
        if let Some((old, last)) = &last {
            let old_stream = self.cases.written(*old).ok_or_else(Refusal::not_found)?.stream;
            batch.entry(old_stream, write(&Payload::Request { request: *old, recorded: last.clone() })?);
        }
        self.vault.append(batch, self.world.now())?;
        let touched: Vec<_> = std::iter::once(id).chain(last.as_ref().map(|(old, _)| *old)).collect();
        let entries = recorded.into_iter().map(|entry| (id, entry)).chain(last);
        for (case, entry) in entries {
            self.office.saw(entry.at);
            take(&mut self.cases, case, stream, entry);
        }
        touched.into_iter().try_for_each(|case| self.reindex(case))
    }

    /// Records events on a request, with what belongs to them.
    pub(crate) fn record(&mut self, id: RequestId, events: Vec<RequestEvent>, along: Along) -> Result<()> {
        let known = self.cases.written(id).ok_or_else(Refusal::not_found)?;
        let capacity = self.capacity_in(&known.request);
        let here = |event| Recorded { capacity, ..self.sign(event) };
        let recorded: Vec<_> = events.into_iter().map(here).collect();
        let words = along.privileged.map(|words| self.sign(words));
        let new_counsel = StreamId::from_bytes(self.world.id()?);
        let case = self.cases.written(id).ok_or_else(Refusal::not_found)?;
        let private_file = along.files.iter().any(|(_, _, private)| *private);
        let mut batch = Batch::new();
        let own = case.counsel_of(self.me);
        let begins = own.is_none() && (words.is_some() || private_file);
        if begins {
            // A stream that begins with a file alone must still say whose it is when it is read back.
            batch.stream(new_counsel, counsel_class(case));
            batch.entry(new_counsel, write(&Payload::CounselBegun { request: id, by: Some(self.me) })?);
            for slot in readers_of(self, case).into_iter().filter_map(Reader::slot_for_counsel) {
                batch.share(new_counsel, slot);
            }
        }
        let (stream, counsel) = (case.stream, own.or(begins.then_some(new_counsel)));
        for (blob, bytes, private) in along.files {
            let stream = if private { counsel.unwrap_or(stream) } else { stream };
            batch.blob(stream, blob, bytes);
        }
        for entry in &recorded {
            batch.entry(stream, write(&Payload::Request { request: id, recorded: entry.clone() })?);
        }
        for reader in &along.readers {
            reader.is_given(case, &mut batch);
        }
        if let (Some(words), Some(stream)) = (&words, counsel) {
            batch.entry(stream, write(&Payload::Counsel { request: id, recorded: words.clone() })?);
        }
        self.vault.append(batch, self.world.now())?;
        self.cases.write(id, |case| {
            let mut case = case?;
            if let Some(stream) = counsel {
                case.meet_counsel(stream, Some(self.me));
            }
            case.privileged.extend(words);
            Some(case)
        });
        for entry in recorded {
            self.office.saw(entry.at);
            take(&mut self.cases, id, stream, entry);
        }
        self.reindex(id)
    }

    /// The stream in which the person here keeps what is being typed and belongs to no request yet. It is of the sealed
    /// class from its first word, because nobody knows yet what will be typed.
    pub(crate) fn own_desk(&mut self) -> Result<StreamId> {
        if let Some(desk) = self.desks.get(&self.me) {
            return Ok(*desk);
        }
        let desk = StreamId::from_bytes(self.world.id()?);
        let mut batch = Batch::new();
        batch.stream(desk, StreamClass::Sealed);
        batch.entry(desk, write(&Payload::DeskBegun { person: self.me })?);
        self.vault.append(batch, self.world.now())?;
        self.desks.insert(self.me, desk);
        Ok(desk)
    }

    fn sign<E>(&self, event: E) -> Recorded<E> {
        Recorded { by: self.me, capacity: self.capacity(), at: self.now(), event }
    }
}

/// Counsel's words on a sealed matter are sealed too.
fn counsel_class(case: &Case) -> StreamClass {
    if case.request.sealing.is_some() { StreamClass::Sealed } else { StreamClass::Counsel }
}

/// Takes an entry into its case. A sealed matter that goes on from an ordinary case begins with what that one held.
fn take(cases: &mut Cases, id: RequestId, stream: StreamId, entry: Recorded<RequestEvent>) {
    let before = match &entry.event {
        RequestEvent::SealedOpened(opened) => opened.continues.and_then(|old| cases.written(old)),
        _ => None,
    };
    let begun = before.map_or_else(|| Case::new(id, stream), |before| before.going_on(id, stream));
    cases.write(id, |case| {
        let mut case = case.unwrap_or(begun);
        case.request.evolve(&entry);
        case.log.push(entry);
        Some(case)
    });
}

/// State rebuilt from the log.
#[derive(Default)]
pub(crate) struct Replayed {
    pub(crate) office: domain::Office,
    pub(crate) office_log: Vec<Recorded<OfficeEvent>>,
    pub(crate) office_stream: Option<StreamId>,
    pub(crate) cases: Cases,
    pub(crate) desks: BTreeMap<PersonId, StreamId>,
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
                state.cases.heed(&recorded);
                state.office_log.push(recorded);
            }
            Payload::Request { request, recorded } => {
                take(&mut state.cases, request, entry.stream, recorded);
            }
            Payload::CounselBegun { request, by } => state.cases.write(request, |case| {
                let mut case = case?;
                case.meet_counsel(entry.stream, by);
                Some(case)
            }),
            Payload::Counsel { request, recorded } => state.cases.write(request, |case| {
                let mut case = case?;
                case.meet_counsel(entry.stream, None);
                case.privileged.push(recorded);
                Some(case)
            }),
            Payload::DeskBegun { person } => {
                state.desks.insert(person, entry.stream);
            }
        }
    }
    Ok(state)
}

#[cfg(test)]
pub(crate) mod tests {
    use crate::acts::{self, AttachInput};
    use crate::view::{AdviceForm, CounselCallForm, EmployeeForm, NewRequestForm, PartForm, SetupForm};
    use crate::{Profile, Session, SetupInput, Surroundings, save_draft, setup_create};
    use chrono::DateTime;
    use std::collections::BTreeMap;
    use std::path::Path;
    use vault::StreamClass;

    /// A practice record in a folder.
    pub(crate) fn practice(place: &Path) -> Session {
        let now = DateTime::parse_from_rfc3339("2026-11-24T10:10:00-06:00").unwrap();
        let form = SetupForm {
            folder: place.join("vault").to_string_lossy().into_owned(),
            practice: true,
            profile: crate::view::ProfileForm {
                name: "Maple Hollow".to_owned(),
                office: "Director".to_owned(),
                address: vec!["1 Street".to_owned()],
                phone: "1".to_owned(),
                email: "a@b.example".to_owned(),
                hours: "9 to 5".to_owned(),
                ..crate::view::ProfileForm::default()
            },
            director: crate::view::DirectorForm { name: "Ada".to_owned(), title: "Director".to_owned() },
            ..SetupForm::default()
        };
        let input = SetupInput { form, passphrase: Default::default(), logo: None };
        let profile = Profile { folder: place.join("profile") };
        setup_create(Surroundings::new(Box::new(move || now)), profile, input).unwrap().0
    }

    /// A request with one part; `secrecy` answers whether anything speaks of it.
    pub(crate) fn new_request(secrecy: &str, words: &str) -> NewRequestForm {
        NewRequestForm {
            received_at: "2026-11-24T10:00".to_owned(),
            channel: "in_person".to_owned(),
            words: words.to_owned(),
            answers: BTreeMap::from([("U3".to_owned(), vec![secrecy.to_owned()])]),
            parts: vec![PartForm { what: words.to_owned(), ..PartForm::default() }],
            ..NewRequestForm::default()
        }
    }

    /// A call, advice, two files, a note and two drafts, each with the word in it.
    fn work(session: &mut Session, place: &Path, id: &str, word: &str) {
        let at = "2026-11-24T10:05".to_owned();
        let call = CounselCallForm {
            reached: true,
            at: at.clone(),
            lawyer: word.to_owned(),
            how: word.to_owned(),
            question: word.to_owned(),
            ..CounselCallForm::default()
        };
        save_draft(session, &format!("request/{id}/counsel/words"), word).unwrap();
        acts::record_counsel_call(session, id, call).unwrap();
        let advice = AdviceForm {
            result: "object".to_owned(),
            lawyer: word.to_owned(),
            at,
            words: word.to_owned(),
            ..AdviceForm::default()
        };
        acts::record_advice(session, id, advice).unwrap();
        let path = place.join("scan.pdf");
        std::fs::write(&path, word).unwrap();
        for privileged in [false, true] {
            let file = AttachInput { path: path.clone(), what: word.to_owned(), privileged };
            acts::attach_file(session, id, file).unwrap();
        }
        acts::add_note(session, id, word).unwrap();
        save_draft(session, &format!("request/{id}/note"), word).unwrap();
    }

    fn classes_of(session: &Session, word: &str) -> Vec<StreamClass> {
        let holds = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(word);
        let entries = session.vault.entries().unwrap();
        let mut classes: Vec<_> =
            entries.iter().filter(|entry| holds(&entry.payload)).map(|entry| entry.class).collect();
        let drafts = session.vault.drafts().unwrap();
        let drafts = drafts.iter().filter(|draft| holds(&draft.bytes));
        classes.extend(drafts.filter_map(|draft| session.vault.stream_class(draft.key.stream)));
        classes
    }

    #[test]
    fn every_word_of_a_sealed_matter_is_under_keys_of_the_sealed_class() {
        let place = tempfile::tempdir().unwrap();
        let mut session = practice(place.path());
        save_draft(&mut session, "new/request", "vantablack").unwrap();
        let view = acts::start_request(&mut session, new_request("yes", "vantablack")).unwrap();
        work(&mut session, place.path(), &view.id, "vantablack");
        let classes = classes_of(&session, "vantablack");
        assert!(classes.len() >= 9, "{classes:?}");
        assert!(classes.iter().all(|class| *class == StreamClass::Sealed), "{classes:?}");
        let case = session.case(&view.id).unwrap();
        let streams = case.streams().collect();
        assert_eq!(session.vault.stats().unwrap().blobs, 2);
        assert_eq!(session.vault.stats_without(&streams).unwrap().blobs, 0, "files too");
    }

    #[test]
    fn each_person_keeps_counsel_in_a_stream_of_their_own_and_none_hides_another() {
        let place = tempfile::tempdir().unwrap();
        let mut session = practice(place.path());
        let view = acts::start_request(&mut session, new_request("no", "plainwords")).unwrap();
        work(&mut session, place.path(), &view.id, "first");
        let form = EmployeeForm {
            name: "Ben".to_owned(),
            title: "Librarian".to_owned(),
            employee: true,
            ..EmployeeForm::default()
        };
        let people = crate::custody::record_employee(&mut session, &form).unwrap().people;
        let ben = people.iter().find(|person| person.name == "Ben").unwrap().id.parse().unwrap();
        let ada = std::mem::replace(&mut session.me, ben);
        work(&mut session, place.path(), &view.id, "second");
        session.me = ada;
        work(&mut session, place.path(), &view.id, "third");
        let id = view.id.parse().unwrap();
        let streams = |cases: &crate::sight::Cases| cases.written(id).unwrap().streams().collect::<Vec<_>>();
        let here = streams(&session.cases);
        assert_eq!(here.len(), 3, "the request's, Ada's and Ben's");
        let read_back = super::replay(&session.vault.entries().unwrap()).unwrap();
        assert_eq!(streams(&read_back.cases), here);
        let case = session.case(&view.id).unwrap();
        assert_eq!(
            crate::retention::streams(&session, case).len(),
            3,
            "all of them are disposed of together"
        );
        assert_eq!((case.counsel_of(ada), case.counsel_of(ben)), (Some(here[1]), Some(here[2])));
    }

    #[test]
    fn what_is_sealed_later_leaves_its_earlier_words_where_they_are_and_adds_none_there() {
        let place = tempfile::tempdir().unwrap();
        let mut session = practice(place.path());
        let view = acts::start_request(&mut session, new_request("no", "plainwords")).unwrap();
        let sealed = acts::seal_matter(&mut session, &view.id, "vantablack").unwrap();
        work(&mut session, place.path(), &sealed.id, "vantablack");
        assert!(classes_of(&session, "vantablack").iter().all(|class| *class == StreamClass::Sealed));
        assert!(classes_of(&session, "plainwords").iter().all(|class| *class == StreamClass::Case));
        let neutral = classes_of(&session, domain::DISCARDED);
        assert_eq!(neutral, [StreamClass::Case], "the number says one neutral thing");
    }
}
