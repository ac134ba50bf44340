//! A clock that ran ahead once: an entry claims a moment that has not come, and everybody would wait for it.

use crate::authority::clock_is_back;
use crate::{ClockCorrected, Office, OfficeEvent, PersonId, Refusal, RefusalCode, passage};
use chrono::NaiveDateTime;

/// Records that the clock ran ahead when the latest entry was made. From then on the clock of this moment counts. The entries
/// keep the times they claim, and this word stands after them in the chain; what they did counts as done just before it.
///
/// # Errors
/// Nothing claims a later moment; somebody else than the Director, or a vacant post; no reason.
pub fn correct_clock(
    office: &Office,
    actor: PersonId,
    reason: &str,
    now: NaiveDateTime,
) -> Result<OfficeEvent, Refusal> {
    // Authority is denied to everybody by that very entry, so it is asked for by the post alone.
    if office.is_vacant(now) || office.director().is_none_or(|director| director.id != actor) {
        let help = "Leave it for the Director. Entries can be made; nothing is decided, signed or printed until then.";
        return Err(Refusal::new(
            RefusalCode::DirectorOnly,
            "Only the Director in person may say that the clock ran ahead.",
            help,
        ));
    }
    if !clock_is_back(office, now) {
        let help =
            "Nothing was changed. A clock that is wrong now is set right in the settings of this computer.";
        return Err(Refusal::new(RefusalCode::AlreadyDone, "No entry claims a later moment than now.", help));
    }
    let reason = passage(reason, "reason")?;
    Ok(OfficeEvent::ClockCorrected(ClockCorrected { claimed: office.latest, reason }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Capacity, Person, Recorded};

    const DIRECTOR: PersonId = PersonId([1; 16]);

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    fn office() -> Office {
        let mut office = Office::default();
        let director = Person { id: DIRECTOR, director: true, employee: true, ..Person::default() };
        office.people.insert(DIRECTOR, director);
        office.latest = at("2031-01-01T09:00:00");
        office
    }

    #[test]
    fn the_director_says_it_and_the_clock_of_that_moment_counts() {
        let (mut office, now) = (office(), at("2026-11-28T09:00:00"));
        let event = correct_clock(&office, DIRECTOR, "The battery was empty.", now).unwrap();
        office.evolve(&Recorded { by: DIRECTOR, capacity: Capacity::Staff, at: now, event });
        assert_eq!(office.latest, now);
        let again = correct_clock(&office, DIRECTOR, "Again.", now).unwrap_err();
        assert_eq!(again.code, RefusalCode::AlreadyDone);
        // Setting the clock back afterwards is seen as before.
        assert!(clock_is_back(&office, at("2026-11-27T09:00:00")));
    }

    #[test]
    fn nobody_else_says_it_and_not_without_a_reason() {
        let (office, now) = (office(), at("2026-11-28T09:00:00"));
        let other = correct_clock(&office, PersonId([2; 16]), "The battery was empty.", now).unwrap_err();
        assert_eq!(other.code, RefusalCode::DirectorOnly);
        assert!(correct_clock(&office, DIRECTOR, "  ", now).is_err());
    }
}
