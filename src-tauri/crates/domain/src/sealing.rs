//! Sealed matters: papers and words that may not be told (LE-N, any order of silence; G10, T12, N1 to N5).
//!
//! A sealed matter has no number but a random code, so that it neither uses up a number nor leaves a gap. It is there only
//! for the people who were read in; for everybody else there is nothing under its reference.

use crate::{AttachmentId, Fact, Office, PersonId, Request, RequestId};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The code by which those who know speak of a sealed matter. It is drawn at random and tells neither order nor count.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SealedCode(pub String);

/// Signs of a code: no vowels, so that it spells nothing, and nothing that is misread on paper.
const SIGNS: [char; 28] = [
    'B', 'C', 'D', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Z', '2',
    '3', '4', '5', '6', '7', '8', '9',
];

impl SealedCode {
    /// The code for sixteen random bytes: two groups of four signs.
    pub fn from_random(bytes: [u8; 16]) -> Self {
        let mut rest = u128::from_be_bytes(bytes);
        let mut code = String::new();
        for place in 0..8 {
            if place == 4 {
                code.push('-');
            }
            let sign = usize::try_from(rest % SIGNS.len() as u128).unwrap_or_default();
            code.push(SIGNS.get(sign).copied().unwrap_or('X'));
            rest /= SIGNS.len() as u128;
        }
        Self(code)
    }
}

impl fmt::Display for SealedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The first entry of a sealed matter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SealedOpened {
    /// Its code.
    pub code: SealedCode,
    /// Why it is sealed, in words.
    pub because: String,
    /// Who is read in from the first word: whoever received it, and the Director as custodian.
    pub read_in: Vec<PersonId>,
    /// The ordinary request it goes on from, where the secrecy came up later. That number is withdrawn.
    pub continues: Option<RequestId>,
}

/// Somebody was told of a sealed matter (L30: people told, and why that is allowed).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReadIn {
    /// The person of the office, who sees the matter from now on; `None` for somebody outside, who was only told.
    pub person: Option<PersonId>,
    /// The name of somebody outside.
    pub name: String,
    /// Why this person needs to know.
    pub why: String,
    /// The lawyer who said that they may be told.
    pub allowed_by: String,
    /// When they were told.
    pub told_at: NaiveDateTime,
}

/// What orders silence, word for word, and when that is looked at again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GagTerm {
    /// The words of the paper.
    pub words: String,
    /// The last day of the silence, if the paper names one.
    pub ends_on: Option<NaiveDate>,
    /// The day on which it is looked at again.
    pub review_on: Option<NaiveDate>,
    /// The day on which the government was told that a judge is to review it, if counsel chose that (18 USC 3511).
    pub review_asked_on: Option<NaiveDate>,
}

/// The second person's own word that the seal may be lifted (N5): recorded, and so signed, by that person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UnsealingAgreed {
    /// What was seen and why they agree, in words.
    pub words: String,
}

/// The seal was lifted (N5).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Unsealed {
    /// The lawyer who confirmed in writing that it may be told.
    pub lawyer: String,
    /// The date of that writing.
    pub confirmed_on: NaiveDate,
    /// The writing, kept among the privileged files.
    pub confirmation: AttachmentId,
    /// The second person, by name.
    pub second_person: String,
    /// The second person, where they belong to the office and agreed under their own sign-in.
    pub second: Option<PersonId>,
    /// How the second person agreed: their own words, or for somebody outside what the Director wrote down.
    pub agreed: String,
    /// Why the silence is over, in words.
    pub reason: String,
}

/// What a sealed matter has besides a request.
#[derive(Debug, Clone, PartialEq)]
pub struct Sealing {
    /// Its code.
    pub code: SealedCode,
    /// Why it is sealed, in words.
    pub because: String,
    /// Who sealed it, and when.
    pub sealed: Fact<()>,
    /// The ordinary request it goes on from.
    pub continues: Option<RequestId>,
    /// People of the office who may see it. The Director of the day may, named here or not.
    pub read_in: Vec<PersonId>,
    /// Everybody who was told later, with the reasons.
    pub told: Vec<Fact<ReadIn>>,
    /// Terms of the silence, oldest first; the last one is in force.
    pub gag_terms: Vec<Fact<GagTerm>>,
    /// Who agreed that it is lifted, oldest first.
    pub agreed: Vec<Fact<UnsealingAgreed>>,
    /// How the seal was lifted.
    pub unsealed: Option<Fact<Unsealed>>,
}

impl Sealing {
    /// The state after the first entry.
    pub(crate) fn begun(opened: Fact<SealedOpened>) -> Self {
        Self {
            code: opened.what.code,
            because: opened.what.because,
            sealed: Fact { by: opened.by, at: opened.at, what: () },
            continues: opened.what.continues,
            read_in: opened.what.read_in,
            told: Vec::new(),
            gag_terms: Vec::new(),
            agreed: Vec::new(),
            unsealed: None,
        }
    }

    /// Takes somebody in who was told.
    pub(crate) fn tell(&mut self, told: Fact<ReadIn>) {
        self.read_in.extend(told.what.person.filter(|person| !self.read_in.contains(person)));
        self.told.push(told);
    }
}

/// Somebody who knows of a sealed matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knows {
    /// The person of the office; `None` for somebody outside.
    pub person: Option<PersonId>,
    /// Name.
    pub name: String,
    /// Why they may know.
    pub why: String,
    /// Since when.
    pub since: NaiveDateTime,
}

/// Whether a person may see a request at all. An ordinary one, and one whose seal was lifted: everybody of the office. A
/// sealed one: the Director as custodian, and whoever was read in and still belongs to the office.
pub fn who_may_see(office: &Office, request: &Request, person: PersonId) -> bool {
    let Some(sealing) = request.sealing.as_ref().filter(|sealing| sealing.unsealed.is_none()) else {
        return true;
    };
    let here = office.people.get(&person);
    here.is_some_and(|here| here.director || (here.employee && sealing.read_in.contains(&person)))
}

/// Everybody who knows of a sealed matter: the Director, whoever was read in at its beginning, and all who were told since.
pub fn who_knows(office: &Office, request: &Request) -> Vec<Knows> {
    let Some(sealing) = &request.sealing else { return Vec::new() };
    let named =
        |person: PersonId| office.people.get(&person).map(|found| found.name.clone()).unwrap_or_default();
    let told = |person: PersonId| sealing.told.iter().any(|told| told.what.person == Some(person));
    let custodian = office.director().map(|director| director.id);
    let first = sealing.read_in.iter().copied().chain(custodian).filter(|person| !told(*person));
    let mut known: Vec<Knows> = Vec::new();
    for person in first {
        if known.iter().all(|other| other.person != Some(person)) {
            let why = match custodian == Some(person) {
                true => "Legal custodian",
                false => "Received it or sealed it",
            };
            let since = sealing.sealed.at;
            known.push(Knows { person: Some(person), name: named(person), why: why.to_owned(), since });
        }
    }
    known.extend(sealing.told.iter().map(|told| Knows {
        person: told.what.person,
        name: told.what.person.map_or_else(|| told.what.name.clone(), named),
        why: format!("{} (allowed by {})", told.what.why, told.what.allowed_by),
        since: told.what.told_at,
    }));
    known
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Person;

    fn office() -> Office {
        let mut office = Office::default();
        for (id, name, director, employee) in [
            (1, "Ada", true, true),
            (2, "Ben", false, true),
            (3, "Cy", false, true),
            (4, "Dee", false, false),
        ] {
            let id = PersonId([id; 16]);
            let person = Person { id, name: name.to_owned(), director, employee, ..Person::default() };
            office.people.insert(id, person);
        }
        office
    }

    fn sealed(read_in: &[u8]) -> Request {
        let read_in = read_in.iter().map(|id| PersonId([*id; 16])).collect();
        let opened = SealedOpened { read_in, ..SealedOpened::default() };
        let by = PersonId([2; 16]);
        let fact = Fact { by, at: NaiveDateTime::default(), what: opened };
        Request { sealing: Some(Sealing::begun(fact)), ..Request::default() }
    }

    fn seers(request: &Request) -> Vec<u8> {
        (1..=5).filter(|id| who_may_see(&office(), request, PersonId([*id; 16]))).collect()
    }

    #[test]
    fn the_director_and_those_read_in_see_it_and_nobody_else() {
        assert_eq!(seers(&Request::default()), [1, 2, 3, 4, 5], "an ordinary request hides from nobody");
        assert_eq!(seers(&sealed(&[2])), [1, 2]);
        assert_eq!(seers(&sealed(&[])), [1], "never without the custodian");
        assert_eq!(seers(&sealed(&[2, 4, 5])), [1, 2], "read in, but not of the office");
    }

    #[test]
    fn somebody_told_sees_it_only_as_a_person_of_the_office() {
        let mut request = sealed(&[2]);
        let tell = |person: Option<PersonId>, name: &str| Fact {
            by: PersonId([2; 16]),
            at: NaiveDateTime::default(),
            what: ReadIn { person, name: name.to_owned(), ..ReadIn::default() },
        };
        let sealing = request.sealing.as_mut().unwrap();
        sealing.tell(tell(None, "Ines Okafor"));
        sealing.tell(tell(Some(PersonId([3; 16])), ""));
        assert_eq!(seers(&request), [1, 2, 3]);
        let names: Vec<_> = who_knows(&office(), &request).into_iter().map(|knows| knows.name).collect();
        assert_eq!(names, ["Ben", "Ada", "Ines Okafor", "Cy"]);
    }

    #[test]
    fn a_code_is_two_groups_that_spell_nothing() {
        let code = SealedCode::from_random([0x5a; 16]).0;
        assert_eq!((code.len(), code.chars().nth(4)), (9, Some('-')), "{code}");
        assert!(!code.contains(['A', 'E', 'I', 'O', 'U', 'Y', '0', '1']), "{code}");
        assert_ne!(code, SealedCode::from_random([0x5b; 16]).0);
    }
}
