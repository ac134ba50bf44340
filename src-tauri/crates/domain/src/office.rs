//! The office: the library's profile, counsel's numbers, closure days, people, designations, absences and packs.

use crate::{
    Absence, Appointment, AttachmentId, BackupTested, Designation, DirectorRoute, DirectorTry,
    DisposalOnRecord, Entry, LetterCode, OfferedText, OfficeEvent, PackRef, Person, PersonId, PublishedText,
    Recorded, Recording, Request, RetentionConfirmed, SwitchSet, Vacancy, WithdrawnText,
};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The library as letters show it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LibraryProfile {
    /// Full name.
    pub name: String,
    /// Office line under the name, such as "Office of the Director".
    pub office: String,
    /// Postal address, one line each.
    pub address: Vec<String>,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Web address as printed, if any.
    pub website: String,
    /// Office hours as letters print them: when papers are taken in.
    pub hours: String,
    /// The logo, kept as an attachment of the office.
    pub logo: Option<AttachmentId>,
    /// Letters are folded for a window envelope.
    pub window_envelope: bool,
    /// What else the library sets about its letters.
    pub letter_style: LetterStyle,
}

/// How the letters of a library look, beyond its name, address and logo.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LetterStyle {
    /// Where mail to the library goes, one to four lines; empty where that is the postal address.
    pub return_address: Vec<String>,
    /// Lines under the signer's name and capacity, three at most. They never stand in for the capacity (DG-8).
    pub under_signature: Vec<String>,
    /// How large the running text is.
    pub type_size: TypeSize,
}

/// How large the running text of letters is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TypeSize {
    /// 11 points.
    #[default]
    Usual,
    /// 12.5 points.
    Larger,
    /// 14 points, for readers with low vision.
    Large,
}

/// How the legal department is reached. Without it no real request starts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CounselRoute {
    /// What the department is called.
    pub department: String,
    /// Name of the lawyer usually reached, if there is one.
    pub lawyer: String,
    /// Number during office hours.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Office hours, in words.
    pub hours: String,
    /// How to reach counsel after hours: number and in what order.
    pub after_hours: String,
}

impl CounselRoute {
    /// What is still missing before a real request may start, in words.
    pub fn missing(&self) -> Vec<&'static str> {
        let fields = [
            (&self.department, "the name of the legal department"),
            (&self.phone, "its telephone number"),
            (&self.hours, "its office hours"),
            (&self.after_hours, "the way to reach counsel after hours"),
        ];
        fields.into_iter().filter(|(text, _)| text.trim().is_empty()).map(|(_, what)| what).collect()
    }
}

/// A day on which the library's office is closed beyond the pack's holidays (K5). Adding one moves dates later, so who added
/// it is on record.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Closure {
    /// The day.
    pub date: NaiveDate,
    /// Why.
    pub reason: String,
}

/// An entry about whether the Director is there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum EntryAbout<'a> {
    /// An absence.
    Absence(&'a Absence),
    /// A try to reach the Director.
    Try(&'a DirectorTry),
}

impl EntryAbout<'_> {
    /// Who made it, and when.
    pub fn entry(&self) -> Entry {
        match self {
            Self::Absence(absence) => absence.entry,
            Self::Try(attempt) => attempt.entry,
        }
    }
}

/// What somebody else than the Director entered about the Director's absence, and the Director has not looked at yet
/// (4.16 C 4). A try that was answered took nothing from the Director, and nobody can say what was so of a predecessor.
pub fn unconfirmed(office: &Office) -> Vec<EntryAbout<'_>> {
    office.entries_about_director().into_iter().filter(|about| waits(office, about)).collect()
}

/// The same of tries that were made from a sealed matter.
pub fn unconfirmed_in<'a>(office: &Office, request: &'a Request) -> Vec<&'a DirectorTry> {
    request.director_tries.iter().filter(|attempt| waits(office, &EntryAbout::Try(attempt))).collect()
}

fn waits(office: &Office, about: &EntryAbout<'_>) -> bool {
    let appointed = office.appointments.iter().map(|appointment| appointment.recorded.at).max();
    let entry = about.entry();
    let answered = matches!(about, EntryAbout::Try(attempt) if attempt.answered);
    let own = appointed.is_none_or(|appointed| entry.at > appointed);
    !entry.by_director && entry.confirmed_at.is_none() && !answered && own
}

/// The office as recorded so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Office {
    /// The library.
    pub profile: LibraryProfile,
    /// Counsel's numbers.
    pub counsel: CounselRoute,
    /// Closure days by date.
    pub closures: BTreeMap<NaiveDate, String>,
    /// Everybody on record.
    pub people: BTreeMap<PersonId, Person>,
    /// Designations in the order they were recorded.
    pub designations: Vec<Designation>,
    /// Absences of the Director.
    pub absences: Vec<Absence>,
    /// Tries to reach the Director.
    pub director_tries: Vec<DirectorTry>,
    /// How the Director is reached, and when the library is open.
    pub director_route: DirectorRoute,
    /// The moments at which the Director said "I am back", oldest first.
    pub returns: Vec<NaiveDateTime>,
    /// The post is recorded as vacant, from a moment on.
    pub vacancy: Option<Vacancy>,
    /// Appointments by the Board's paper, oldest first.
    pub appointments: Vec<Appointment>,
    /// Entries about the Director's absence so far: absences and tries.
    pub entries: u32,
    /// Adopted packs, oldest first.
    pub packs: Vec<PackRef>,
    /// Dated switches as the Director set them, the last word on each by id.
    pub switches: BTreeMap<String, SwitchSet>,
    /// Words for letters that wait for a second person, by letter.
    pub offered_texts: BTreeMap<LetterCode, OfferedText>,
    /// Words that were offered last and taken back, by letter and author.
    pub withdrawn_texts: BTreeMap<(LetterCode, PersonId), WithdrawnText>,
    /// Published words for letters, oldest first.
    pub own_texts: Vec<PublishedText>,
    /// The recovery sheet was typed back.
    pub recovery_proved_at: Option<NaiveDateTime>,
    /// When the latest backup was made and checked.
    pub last_backup: Option<NaiveDateTime>,
    /// The latest test of a backup, and when it was.
    pub last_backup_test: Option<(NaiveDateTime, BackupTested)>,
    /// When the end of the record was last taken onto paper.
    pub last_anchor: Option<NaiveDateTime>,
    /// How long rules run that the policy leaves open, the last word on each.
    pub retention: Vec<RetentionConfirmed>,
    /// Disposals, oldest first.
    pub disposals: Vec<DisposalOnRecord>,
    /// When each person last accepted the duty of confidence (P11).
    pub duties: BTreeMap<PersonId, NaiveDateTime>,
    /// The latest moment any entry claims. A clock behind it was set back.
    pub latest: NaiveDateTime,
    /// Holidays the Director counts as business days, by name (K5).
    pub holidays_worked: Vec<String>,
    /// The Director said that the clock ran ahead.
    pub set_backs: crate::SetBacks,
}

impl Office {
    /// The Director on record, whether or not the post is vacant by now.
    pub fn director(&self) -> Option<&Person> {
        self.people.values().find(|person| person.director)
    }

    /// Whether the Director's post is vacant at a moment.
    pub fn is_vacant(&self, now: NaiveDateTime) -> bool {
        self.director().is_none() || self.vacancy.as_ref().is_some_and(|vacancy| vacancy.covers(now))
    }

    /// Every entry about the Director's absence with what it is, oldest first.
    pub fn entries_about_director(&self) -> Vec<EntryAbout<'_>> {
        let absences = self.absences.iter().map(EntryAbout::Absence);
        let mut all: Vec<_> = absences.chain(self.director_tries.iter().map(EntryAbout::Try)).collect();
        all.sort_by_key(|about| about.entry().number);
        all
    }

    /// The moment by which the record is read. A clock that fell back within its tolerance undoes nothing that was recorded.
    pub fn moment(&self, now: NaiveDateTime) -> NaiveDateTime {
        now.max(self.latest)
    }

    /// The pack in force: the one adopted last.
    pub fn pack(&self) -> Option<&PackRef> {
        self.packs.last()
    }

    /// Applies one recorded event.
    pub fn evolve(&mut self, recorded: &Recorded<OfficeEvent>) {
        self.saw(recorded.at);
        match &recorded.event {
            OfficeEvent::ProfileSet(profile) => self.profile = profile.clone(),
            OfficeEvent::CounselRouteSet(route) => self.counsel = route.clone(),
            OfficeEvent::ClosureAdded(closure) => {
                self.closures.insert(closure.date, closure.reason.clone());
            }
            OfficeEvent::ClosureRemoved { date } => {
                self.closures.remove(date);
            }
            OfficeEvent::HolidayCounted { holiday, as_business_day } => {
                self.count_holiday(holiday, *as_business_day);
            }
            OfficeEvent::PersonRecorded(person) => {
                if person.director {
                    self.people.values_mut().for_each(|other| other.director = false);
                }
                if !person.employee {
                    // A designation ends with the employment and does not come back with it (P32).
                    self.revoke(person.id, recorded.at);
                }
                self.people.insert(person.id, person.clone());
            }
            OfficeEvent::DesignationRecorded(designation) => self.designations.push(designation.clone()),
            OfficeEvent::DesignationRevoked { person } => self.revoke(*person, recorded.at),
            OfficeEvent::DesignationAnnounced { person, on } => {
                let silent = |designation: &&mut Designation| {
                    designation.person == *person
                        && designation.revoked_at.is_none()
                        && designation.waits_for_announcement()
                };
                self.designations.iter_mut().filter(silent).for_each(|each| each.announced_on = Some(*on));
            }
            OfficeEvent::AbsenceRecorded(absence) => {
                let entry = self.entry(recorded);
                self.absences.push(Absence { entry, ..absence.clone() });
            }
            OfficeEvent::DirectorBack => {
                let running =
                    |absence: &&mut Absence| absence.ended_at.is_none() && absence.from <= recorded.at;
                self.absences
                    .iter_mut()
                    .filter(running)
                    .for_each(|absence| absence.ended_at = Some(recorded.at));
                self.returns.push(recorded.at);
            }
            OfficeEvent::DirectorTried(attempt) => {
                let entry = self.entry(recorded);
                self.director_tries.push(DirectorTry { entry, ..attempt.clone() });
            }
            OfficeEvent::AbsenceWithdrawn(withdrawn) => self.end_absence(withdrawn.entry, recorded.at),
            OfficeEvent::EntryConfirmed(word) => {
                let absences = self.absences.iter_mut().map(|absence| &mut absence.entry);
                let tries = self.director_tries.iter_mut().map(|attempt| &mut attempt.entry);
                let looked_at = absences.chain(tries).filter(|entry| entry.number == word.entry);
                looked_at.for_each(|entry| entry.take_word(word.right, recorded.at));
                if !word.right {
                    self.end_absence(word.entry, recorded.at);
                }
            }
            OfficeEvent::DirectorRouteSet(route) => self.director_route = route.clone(),
            OfficeEvent::PostVacant(vacancy) => {
                let recorded = Recording { by: recorded.by, at: recorded.at };
                self.vacancy = Some(Vacancy { recorded, ..vacancy.clone() });
            }
            OfficeEvent::DirectorAppointed(appointment) => {
                let recorded = Recording { by: recorded.by, at: recorded.at };
                self.appoint(Appointment { recorded, ..appointment.clone() });
            }
            OfficeEvent::PackAdopted { pack, .. } => self.packs.push(pack.clone()),
            OfficeEvent::SwitchSet(set) => {
                self.switches.insert(set.id.clone(), set.clone());
            }
            OfficeEvent::OwnText(act) => self.reword(act, recorded.by, recorded.at),
            OfficeEvent::ClockCorrected(_) => self.set_back(recorded.at),
            OfficeEvent::RecoveryProved => self.recovery_proved_at = Some(recorded.at),
            OfficeEvent::BackupMade(_) => self.last_backup = Some(recorded.at),
            OfficeEvent::BackupTested(test) => self.last_backup_test = Some((recorded.at, test.clone())),
            OfficeEvent::AnchorTaken(_) => self.last_anchor = Some(recorded.at),
            OfficeEvent::RetentionConfirmed(word) => {
                self.retention.retain(|known| (&known.rule, &known.pack) != (&word.rule, &word.pack));
                self.retention.push(word.clone());
            }
            OfficeEvent::RequestsDisposed(what) => {
                self.disposals.push(DisposalOnRecord {
                    by: recorded.by,
                    at: recorded.at,
                    what: what.clone(),
                });
            }
            OfficeEvent::DutyAccepted(_) => {
                self.duties.insert(recorded.by, recorded.at);
            }
            OfficeEvent::LogoKept(_)
            | OfficeEvent::SignedIn { .. }
            | OfficeEvent::CertificatePrinted { .. }
            | OfficeEvent::DisposalsUnknown(_)
            | OfficeEvent::PreferenceSet { .. } => {}
        }
    }

    /// The former Director's absences and numbers say nothing about the new one.
    fn appoint(&mut self, appointment: Appointment) {
        for person in self.people.values_mut() {
            person.director = person.id == appointment.person;
            person.employee |= person.director;
        }
        self.vacancy = None;
        self.director_route.numbers.clear();
        let open = self.absences.iter_mut().filter(|absence| absence.ended_at.is_none());
        open.for_each(|absence| absence.ended_at = Some(appointment.recorded.at));
        self.appointments.push(appointment);
    }

    fn revoke(&mut self, person: PersonId, at: NaiveDateTime) {
        let live =
            |designation: &&mut Designation| designation.person == person && designation.revoked_at.is_none();
        for designation in self.designations.iter_mut().filter(live) {
            designation.revoked_at = Some(at);
        }
    }

    fn end_absence(&mut self, entry: u32, at: NaiveDateTime) {
        let named = |absence: &&mut Absence| absence.entry.number == entry && absence.ended_at.is_none();
        self.absences.iter_mut().filter(named).for_each(|absence| absence.ended_at = Some(at));
    }

    /// Numbers an entry about the Director's absence and keeps who made it.
    fn entry(&mut self, recorded: &Recorded<OfficeEvent>) -> Entry {
        self.entries = self.entries.saturating_add(1);
        let by_director = self.director().is_some_and(|director| director.id == recorded.by);
        Entry { number: self.entries, by: recorded.by, at: recorded.at, by_director, ..Entry::default() }
    }

    /// Counts a holiday as a business day, or as a holiday again.
    pub fn count_holiday(&mut self, holiday: &str, as_business_day: bool) {
        self.holidays_worked.retain(|name| name != holiday);
        if as_business_day {
            self.holidays_worked.push(holiday.to_owned());
        }
    }

    /// Notes that an entry with this time exists.
    pub fn saw(&mut self, at: NaiveDateTime) {
        self.latest = self.latest.max(at);
    }
}
