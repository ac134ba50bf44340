//! The right to look a second time (gates of the kind *second look*): whoever may decide, a designee who could stand in for
//! the Director, while the Director is there, and an employee whom the Director named for second looks alone. It opens no
//! decision.

use crate::{
    Matter, Office, Person, PersonId, Refusal, RefusalCode, Request, authority, clock_is_back,
    director_unavailable, who_may_see,
};
use chrono::{NaiveDateTime, TimeDelta};

/// Proof that somebody may look a second time now. It cannot be made outside this file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looking {
    person: PersonId,
    decides: bool,
    pause: TimeDelta,
    others: Vec<PersonId>,
}

impl Looking {
    /// Who looks.
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// Whether this person could also decide now. Whoever could not is the second pair of eyes on somebody else's decision by
    /// that alone.
    pub fn decides(&self) -> bool {
        self.decides
    }

    /// How long this person waits before looking again at what they began themselves.
    pub fn pause(&self) -> TimeDelta {
        self.pause
    }

    /// Who else could look in this matter now. With nobody there, one person after the pause is enough.
    pub fn others(&self) -> &[PersonId] {
        &self.others
    }

    /// The same, with only those others who may see the request: nobody is sent to somebody who may not know of it.
    #[must_use]
    pub fn within(mut self, office: &Office, request: &Request) -> Self {
        self.others.retain(|other| who_may_see(office, request, *other));
        self
    }
}

/// Whether somebody may look a second time in a matter, and after what pause where they began alone; how long it is, the policy
/// says.
///
/// # Errors
/// Neither authority in the matter nor a designation that covers it.
pub fn looking(
    office: &Office,
    person: PersonId,
    matter: &Matter,
    pause: TimeDelta,
    now: NaiveDateTime,
) -> Result<Looking, Refusal> {
    let others = || {
        let away = director_unavailable(office, matter, now).is_some();
        let is_there = |other: &&Person| other.id != person && !(away && other.director);
        let there = office.people.values().filter(is_there).map(|other| other.id);
        there.filter(|other| may_look(office, *other, matter, now).is_ok()).collect()
    };
    let decides = authority(office, person, matter, now).standing.is_ok();
    may_look(office, person, matter, now).map(|()| Looking { person, decides, pause, others: others() })
}

fn may_look(office: &Office, person: PersonId, matter: &Matter, now: NaiveDateTime) -> Result<(), Refusal> {
    let refused = match authority(office, person, matter, now).standing {
        Ok(_) => return Ok(()),
        Err(refused) => refused,
    };
    // Whoever is concerned looks at nothing, however designated.
    if matter.recused.contains(&person) {
        return Err(refused);
    }
    let employed = office.people.get(&person).is_some_and(|person| person.employee);
    let mut designated = office.designations.iter().filter(|designation| designation.person == person);
    let covered = designated.any(|designation| designation.lets_look(now, matter.type_code.as_ref()));
    let stopped = clock_is_back(office, now) || office.is_vacant(now);
    if employed && covered && !stopped {
        return Ok(());
    }
    let help = "Ask the Director, or somebody who is designated to stand in. Nothing was changed.";
    let message = "Only the Director, or somebody designated for this type of request, looks a second time.";
    // A clock that runs behind, or a vacant post, is said as it is.
    Err(if stopped { refused } else { Refusal::new(RefusalCode::NoAuthority, message, help) })
}
