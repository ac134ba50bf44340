//! The office: the library's profile, counsel's numbers, closure days, people, designations, absences and packs.

use crate::calendar::HolidayRule;
use crate::{
    Absence, AttachmentId, Designation, DirectorTry, OfficeEvent, PackRef, Person, PersonId, Recorded,
    SwitchSet,
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
    /// Adopted packs, oldest first.
    pub packs: Vec<PackRef>,
    /// Dated switches as the Director set them, the last word on each by id.
    pub switches: BTreeMap<String, SwitchSet>,
    /// The recovery sheet was typed back.
    pub recovery_proved_at: Option<NaiveDateTime>,
    /// The latest moment any entry claims. A clock behind it was set back.
    pub latest: NaiveDateTime,
    /// Holidays the Director counts as business days, by name (K5).
    pub holidays_worked: Vec<String>,
    /// Holidays beyond the pack's; none today, kept for packs that leave them to the library.
    pub holidays_added: Vec<HolidayRule>,
}

impl Office {
    /// The Director on record.
    pub fn director(&self) -> Option<&Person> {
        self.people.values().find(|person| person.director)
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
            OfficeEvent::PersonRecorded(person) => {
                if person.director {
                    self.people.values_mut().for_each(|other| other.director = false);
                }
                self.people.insert(person.id, person.clone());
            }
            OfficeEvent::DesignationRecorded(designation) => self.designations.push(designation.clone()),
            OfficeEvent::DesignationRevoked { person } => {
                let live = |designation: &&mut Designation| {
                    designation.person == *person && designation.revoked_at.is_none()
                };
                for designation in self.designations.iter_mut().filter(live) {
                    designation.revoked_at = Some(recorded.at);
                }
            }
            OfficeEvent::AbsenceRecorded(absence) => self.absences.push(absence.clone()),
            OfficeEvent::DirectorBack => {
                for absence in self.absences.iter_mut().filter(|absence| absence.ended_at.is_none()) {
                    absence.ended_at = Some(recorded.at);
                }
            }
            OfficeEvent::DirectorTried(attempt) => self.director_tries.push(attempt.clone()),
            OfficeEvent::PackAdopted { pack, .. } => self.packs.push(pack.clone()),
            OfficeEvent::SwitchSet(set) => {
                self.switches.insert(set.id.clone(), set.clone());
            }
            OfficeEvent::RecoveryProved => self.recovery_proved_at = Some(recorded.at),
            OfficeEvent::LogoKept(_) | OfficeEvent::SignedIn { .. } | OfficeEvent::PreferenceSet { .. } => {}
        }
    }

    /// Notes that an entry with this time exists.
    pub fn saw(&mut self, at: NaiveDateTime) {
        self.latest = self.latest.max(at);
    }
}
