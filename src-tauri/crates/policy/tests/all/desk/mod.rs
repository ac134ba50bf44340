//! A desk for tests: requests, people and papers, built through the same events as in the program.

pub(crate) mod slip;
pub(crate) mod table;

use chrono::{NaiveDate, NaiveDateTime};
use domain::deadline::Due;
use domain::*;
use policy::{Case, Pack, PartReply, Reply};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

pub(crate) const DIRECTOR: PersonId = PersonId([1; 16]);
pub(crate) const DESIGNEE: PersonId = PersonId([2; 16]);
pub(crate) const SCAN: AttachmentId = AttachmentId([7; 16]);
pub(crate) const OPINION: AttachmentId = AttachmentId([8; 16]);

pub(crate) fn files() -> BTreeMap<String, String> {
    files_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/policy/ames-2025-12-18"))
}

/// Takes every other type out of a pack. Their questions stay: one type may ask what another defines.
pub(crate) fn keep_only(pack: &mut Pack, kept: &[TypeCode]) {
    let (keep, gone) = std::mem::take(&mut pack.types).into_iter().partition(|(code, _)| kept.contains(code));
    pack.types = keep;
    let gone: BTreeMap<TypeCode, policy::TypeDef> = gone;
    pack.shared
        .extend(gone.into_values().filter(|kind| kind.table_of.is_none()).flat_map(|kind| kind.questions));
}

/// The files of a pack in a folder.
pub(crate) fn files_in(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for (prefix, folder) in [("", folder.to_path_buf()), ("types/", folder.join("types"))] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = format!("{prefix}{}", path.file_name().unwrap().to_str().unwrap());
                files.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

/// Both packs of the repository, each with its files.
pub(crate) fn packs() -> Vec<(Pack, BTreeMap<String, String>)> {
    let other = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/policy/quillhaven-2026-03-01");
    [files(), files_in(&other)].into_iter().map(|files| (policy::load(&files).unwrap(), files)).collect()
}

pub(crate) fn pack() -> &'static Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(|| match policy::load(&files()) {
        Ok(pack) => pack,
        Err(problems) => {
            panic!("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
        }
    })
}

pub(crate) fn at(text: &str) -> NaiveDateTime {
    let full = if text.contains('T') { text.to_owned() } else { format!("{text}T09:00") };
    NaiveDateTime::parse_from_str(&full, "%Y-%m-%dT%H:%M").unwrap()
}

pub(crate) fn day(text: &str) -> NaiveDate {
    at(text).date()
}

/// An office with a Director and one more employee.
pub(crate) fn office() -> Office {
    let mut office = Office::default();
    for (id, name, director) in [(DIRECTOR, "Ada Director", true), (DESIGNEE, "Ben Designee", false)] {
        let person = Person { id, name: name.to_owned(), title: String::new(), director, employee: true };
        office.people.insert(id, person);
    }
    office
}

pub(crate) struct Desk {
    pub(crate) request: Request,
    pub(crate) office: Office,
    pub(crate) now: NaiveDateTime,
    pub(crate) actor: PersonId,
    parts: u8,
}

impl Desk {
    /// A request that came in at a moment, looked at by the Director at that moment.
    pub(crate) fn received(at: NaiveDateTime, channel: Channel) -> Self {
        let mut desk = Self {
            request: Request::new(RequestId([9; 16])),
            office: office(),
            now: at,
            actor: DIRECTOR,
            parts: 0,
        };
        desk.record(RequestEvent::Opened(Opened {
            received: Received { at, channel, taken_in_by: None },
            words: "as asked".to_owned(),
            ..Opened::default()
        }));
        desk
    }

    pub(crate) fn record(&mut self, event: RequestEvent) -> &mut Self {
        let recorded = Recorded { by: self.actor, capacity: Capacity::Director, at: self.now, event };
        self.request.evolve(&recorded);
        self
    }

    /// Everything asked on every case, answered the quiet way.
    pub(crate) fn quiet(&mut self) -> &mut Self {
        for (question, answer) in [
            ("U1", "director"),
            ("U2", "no"),
            ("U3", "no"),
            ("U4", "no"),
            ("U5", "no"),
            ("U8", "yes"),
            ("U9", "yes"),
            ("U10", "no"),
        ] {
            self.universal(question, answer);
        }
        self
    }

    pub(crate) fn universal(&mut self, question: &str, answer: &str) -> &mut Self {
        self.answered(None, question, &[answer])
    }

    fn answered(&mut self, part: Option<PartId>, question: &str, answers: &[&str]) -> &mut Self {
        let choices = answers.iter().map(|answer| AnswerCode::from(*answer)).collect();
        let answer = Answer { choices, note: None, at: self.now };
        self.record(RequestEvent::Answered(AnswerGiven { part, question: question.into(), answer }))
    }

    pub(crate) fn part(&mut self, type_code: &str, asks: &[&str]) -> PartId {
        self.parts += 1;
        let part = PartId([self.parts; 16]);
        self.record(RequestEvent::PartAdded(PartAdded {
            part,
            what: "what is asked".to_owned(),
            asks: asks.iter().map(|data| DataCode::from(*data)).collect(),
            ..PartAdded::default()
        }));
        let type_code = TypeCode::from(type_code);
        self.record(RequestEvent::PartTyped(PartTyped { part, type_code, because: String::new() }));
        part
    }

    pub(crate) fn answer(&mut self, part: PartId, question: &str, answers: &[&str]) -> &mut Self {
        self.answered(Some(part), question, answers)
    }

    pub(crate) fn officer_confirmed(&mut self) -> &mut Self {
        let call_back = CallBack {
            number: "515-555-0100".to_owned(),
            found_in: "the agency's public page".to_owned(),
            spoke_with: Some("desk sergeant".to_owned()),
            at: self.now,
            result: CallBackResult::Confirmed,
        };
        self.record(RequestEvent::IdentityChecked(IdentityCheck {
            name: "Officer Park".to_owned(),
            agency: Some("City Police".to_owned()),
            badge: Some("114".to_owned()),
            badge_seen: true,
            by_mail: false,
            call_back: Some(call_back),
            ..IdentityCheck::default()
        }))
    }

    /// The Director is away, and the designee acts under a designation in force.
    pub(crate) fn designee_acts(&mut self) {
        self.office
            .absences
            .push(Absence { from: self.now - chrono::TimeDelta::days(1), ..Absence::default() });
        self.office.designations.push(Designation {
            person: DESIGNEE,
            from: self.now.date(),
            signed_on: self.now.date(),
            order: 1,
            ..Designation::default()
        });
        self.actor = DESIGNEE;
    }

    pub(crate) fn switch_on(&mut self, id: &str) {
        let set =
            SwitchSet { id: id.to_owned(), on: true, since: day("2026-01-01"), source: "an act".to_owned() };
        self.office.switches.insert(id.to_owned(), set);
    }

    pub(crate) fn vendor_session(&mut self, closed: bool) {
        self.record(RequestEvent::VendorSessionRecorded(VendorSession {
            ticket: "T-1".to_owned(),
            person: "Kim Vendor".to_owned(),
            system: "catalogue".to_owned(),
            supervisor: "Ben".to_owned(),
            opened_at: self.now,
            closed_at: closed.then_some(self.now),
            done: "looked at a log".to_owned(),
        }));
    }

    pub(crate) fn statement(&mut self, received_at: NaiveDateTime) {
        self.record(RequestEvent::StatementRecorded(Statement {
            received_at,
            signer: "Officer Park".to_owned(),
            says: "A life was in danger and no judge was reached.".to_owned(),
            copy: None,
        }));
    }

    /// Officers were here at this moment.
    pub(crate) fn visit(&mut self) {
        self.record(RequestEvent::VisitRecorded(domain::Visit {
            from: self.now,
            until: Some(self.now + chrono::TimeDelta::minutes(20)),
            place: "Service desk".to_owned(),
            officers: "Officer Park".to_owned(),
            done: "A printed list was taken.".to_owned(),
            ..domain::Visit::default()
        }));
    }

    pub(crate) fn authorization(&mut self, part: PartId, fields: &[String], by: Capacity, to: &str) {
        let today = self.now.date();
        let recipient = Recipient { name: to.to_owned(), duty_accepted_on: Some(today) };
        let authorization = Authorization {
            purpose: "one appeal".to_owned(),
            fields: fields.iter().map(|field| DataCode::from(field.as_str())).collect(),
            recipients: vec![recipient],
            from: Some(today),
            until: Some(today + chrono::TimeDelta::days(30)),
            destroy_by: Some(today + chrono::TimeDelta::days(60)),
            ..Authorization::default()
        };
        let event = RequestEvent::AuthorizationPrepared(AuthorizationPrepared { part, authorization });
        self.request.evolve(&Recorded { by: self.actor, capacity: by, at: self.now, event });
    }

    /// A judge is asked to review the silence of a sealed matter, so many days before now.
    pub(crate) fn review_asked(&mut self, days_ago: i64) {
        let day = self.now.date() - chrono::TimeDelta::days(days_ago);
        self.record(RequestEvent::SealedOpened(domain::SealedOpened::default()));
        self.record(RequestEvent::GagTermRecorded(domain::GagTerm {
            review_asked_on: Some(day),
            ..domain::GagTerm::default()
        }));
        // What counsel adds later says nothing of it and takes nothing back.
        self.record(RequestEvent::GagTermRecorded(domain::GagTerm::default()));
    }

    pub(crate) fn fee(&mut self, minutes: u32) {
        self.record(RequestEvent::FeeEstimated(FeeEstimate {
            minutes,
            free_minutes: 30,
            hour_cents: 2400,
            ..FeeEstimate::default()
        }));
    }

    pub(crate) fn person_identified(&mut self, standing: &str) {
        self.record(RequestEvent::IdentityChecked(IdentityCheck {
            name: "Pat Parent".to_owned(),
            photo_id_seen: true,
            standing: Some(standing.to_owned()),
            ..IdentityCheck::default()
        }));
    }

    pub(crate) fn counsel_consulted(&mut self) -> &mut Self {
        let paper_version = self.request.paper_version();
        self.record(RequestEvent::CounselConsulted(Consultation {
            lawyer: "Lee Counsel".to_owned(),
            how: "telephone".to_owned(),
            at: self.now,
            question: "May we release, and what?".to_owned(),
            paper_version,
            parts: Vec::new(),
        }))
    }

    pub(crate) fn advice(&mut self, result: AdviceResult, scope: &[&str]) -> &mut Self {
        let advice = Advice {
            result: Some(result),
            lawyer: "Lee Counsel".to_owned(),
            at: self.now,
            in_writing: true,
            scope: scope.iter().map(|data| DataCode::from(*data)).collect(),
            gaps_shown: true,
            paper_version: self.request.paper_version(),
            ..Advice::default()
        };
        self.record(RequestEvent::CounselAdvised(advice))
    }

    pub(crate) fn paper(&mut self, return_by: NaiveDateTime, data: &[&str]) -> &mut Self {
        self.keep(SCAN);
        let text = |words: &str| Some(words.to_owned());
        self.record(RequestEvent::InstrumentRecorded(Instrument {
            kind: text("Subpoena duces tecum"),
            issuer: text("County Attorney"),
            case_number: text("FECR 1"),
            signer: text("R. Clerk"),
            signer_office: text("Clerk of court"),
            dated: Some(self.now.date()),
            return_by: Some(Due::Moment(return_by)),
            return_by_again: Some(Due::Moment(return_by)),
            scope: text("Borrowing records of one person"),
            data: data.iter().map(|data| DataCode::from(*data)).collect(),
            names: text("Pat Reader"),
            period: None,
            service: text("In hand"),
            served_at: Some(self.now),
            not_stated: Vec::new(),
            copy: Some(SCAN),
            execute_by: None,
        }))
    }

    pub(crate) fn keep(&mut self, id: AttachmentId) -> &mut Self {
        let file = Attachment { id, name: "scan.pdf".to_owned(), size: 10, ..Attachment::default() };
        self.record(RequestEvent::AttachmentKept(file))
    }

    pub(crate) fn no_conflict(&mut self) -> &mut Self {
        self.record(RequestEvent::ConflictDeclared(ConflictDeclared {
            conflict: false,
            at_decision: true,
            note: None,
        }))
    }

    pub(crate) fn plan(&mut self, part: PartId, data: &[&str]) -> &mut Self {
        let fields = data.iter().map(|data| PlannedField {
            data: DataCode::from(*data),
            label: "field".to_owned(),
            value: "value".to_owned(),
        });
        let about = self.request.part(part).unwrap().about.clone();
        let person = about.or_else(|| Some("Pat Reader".to_owned()));
        let plan = ReleasePlan { fields: fields.collect(), person, ..ReleasePlan::default() };
        self.record(RequestEvent::ReleasePlanned(ReleasePlanned { part, plan }))
    }

    /// The Director decided the part under the ruling of this moment.
    pub(crate) fn decided(&mut self, part: PartId, outcome: Outcome) -> &mut Self {
        let ruling = self.only().ruling(domain::PackRef::default());
        let decision = domain::Decision {
            outcome,
            ruling,
            reason: "as the rule says".to_owned(),
            by: DIRECTOR,
            capacity: domain::Capacity::Director,
            at: self.now,
            releases: Vec::new(),
            plan_version: self.request.part(part).unwrap().plan_version,
            authorization: None,
        };
        let decided = domain::Decided { part, decision, approved_again: false };
        self.record(RequestEvent::Decided(Box::new(decided)))
    }

    pub(crate) fn second_look(&mut self, part: PartId) -> &mut Self {
        let plan_version = self.request.part(part).unwrap().plan_version;
        self.record(RequestEvent::SecondLookStarted(SecondLookStarted { part, plan_version }));
        self.now += chrono::TimeDelta::minutes(10);
        let found = "paper, advice and plan agree".to_owned();
        self.record(RequestEvent::SecondLookTaken(SecondLookTaken {
            part,
            plan_version,
            found,
            ..SecondLookTaken::default()
        }))
    }

    pub(crate) fn delivery(&mut self) -> &mut Self {
        self.record(RequestEvent::Delivered(Delivery {
            method: DeliveryMethod::SealedMail,
            to: "County Attorney".to_owned(),
            address: "1 Main Street".to_owned(),
            address_confirmed: true,
            ..Delivery::default()
        }))
    }

    pub(crate) fn case(&self) -> Case<'_> {
        Case { request: &self.request, office: &self.office, now: self.now, actor: self.actor }
    }

    pub(crate) fn reply(&self) -> Reply {
        policy::decide(pack(), &self.case())
    }

    pub(crate) fn only(&self) -> PartReply {
        self.reply().parts.remove(0)
    }
}

pub(crate) fn letters(reply: &PartReply) -> Vec<&str> {
    let mut codes: Vec<_> =
        reply.letters.iter().filter(|letter| letter.mandatory).map(|letter| letter.code.as_str()).collect();
    codes.sort_unstable();
    codes
}

pub(crate) fn due(reply: &PartReply, clock: &str) -> String {
    let clock =
        reply.clocks.iter().find(|known| known.reading.id.as_str() == clock).expect("the clock is there");
    clock.reading.due.date().to_string()
}
