//! Tries to reach the Director, in the open or from a sealed matter, and the Director's own look at what others entered
//! (4.16 C).

use super::custody::in_person;
use super::{happened, live};
use crate::{
    DirectorTry, Entry, EntryConfirmed, Office, OfficeEvent, Refusal, RefusalCode, Request, RequestEvent,
    Standing, line, optional_line,
};
use chrono::NaiveDateTime;

/// Records a try to reach the Director.
pub fn try_director(attempt: DirectorTry, now: NaiveDateTime) -> Result<OfficeEvent, Refusal> {
    Ok(OfficeEvent::DirectorTried(tried(attempt, now)?))
}

/// Records a try to reach the Director that was made from a sealed matter: in that matter, where alone it counts.
pub fn try_director_from(
    request: &Request,
    attempt: DirectorTry,
    now: NaiveDateTime,
) -> Result<RequestEvent, Refusal> {
    live(request)?;
    if !request.is_sealed() {
        let message = "This matter is not sealed, so a try to reach the Director is no secret.";
        let help = "Nothing was changed. Record it under Absences and designations: there it counts for every request.";
        return Err(Refusal::new(RefusalCode::Invalid, message, help));
    }
    Ok(RequestEvent::DirectorTried(tried(attempt, now)?))
}

fn tried(attempt: DirectorTry, now: NaiveDateTime) -> Result<DirectorTry, Refusal> {
    Ok(DirectorTry {
        at: happened(attempt.at, now, "at")?,
        number: line(&attempt.number, "number")?,
        result: optional_line(Some(&attempt.result), "result")?.unwrap_or_default(),
        entry: Entry::default(),
        ..attempt
    })
}

/// The Director looked at what somebody else had entered about the Director's absence.
pub fn confirm_entry(
    office: &Office,
    word: EntryConfirmed,
    standing: &Standing,
) -> Result<OfficeEvent, Refusal> {
    in_person(standing)?;
    let entries = office.entries_about_director().into_iter().map(|about| about.entry());
    Ok(OfficeEvent::EntryConfirmed(looked_at(entries, word)?))
}

/// The Director looked at a try that somebody else had entered in a matter.
pub fn confirm_try(
    request: &Request,
    word: EntryConfirmed,
    standing: &Standing,
) -> Result<RequestEvent, Refusal> {
    in_person(standing)?;
    let entries = request.director_tries.iter().map(|attempt| attempt.entry);
    Ok(RequestEvent::DirectorTryConfirmed(looked_at(entries, word)?))
}

/// The word on one of these entries, if it waits for one.
fn looked_at(
    mut entries: impl Iterator<Item = Entry>,
    word: EntryConfirmed,
) -> Result<EntryConfirmed, Refusal> {
    let known = entries.find(|entry| entry.number == word.entry && !entry.by_director);
    let Some(known) = known else {
        let message = "No entry with this number waits for the Director's look.";
        let help = "Nothing was changed. Open the list again and choose from what it shows.";
        return Err(Refusal::new(RefusalCode::Invalid, message, help));
    };
    if known.confirmed_at.is_some() {
        let message = "This entry was looked at already.";
        let help = "Nothing was changed. Look at the next entry that is still to be looked at.";
        return Err(Refusal::new(RefusalCode::AlreadyDone, message, help));
    }
    let note = optional_line(Some(&word.note), "note")?;
    if !word.right && note.is_none() {
        let help = "Write in a few words what was so instead. The entry stays in the record with your word beside it.";
        return Err(
            Refusal::new(RefusalCode::Missing, "An entry that was not so needs a word.", help).at("note")
        );
    }
    Ok(EntryConfirmed { note: note.unwrap_or_default(), ..word })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Capacity, Matter, Person, PersonId, Recorded, RequestId, SealedOpened, authority, open_sealed,
        unconfirmed_in,
    };
    use chrono::NaiveDate;

    const DIRECTOR: PersonId = PersonId([1; 16]);
    const CLERK: PersonId = PersonId([2; 16]);

    fn at(hour: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(hour, 0, 0).unwrap()
    }

    fn office() -> Office {
        let mut office = Office::default();
        let person = Person {
            id: DIRECTOR,
            director: true,
            employee: true,
            name: "Ada".to_owned(),
            ..Person::default()
        };
        office.people.insert(DIRECTOR, person);
        office
    }

    fn after(request: &mut Request, by: PersonId, event: RequestEvent) {
        let capacity = if by == DIRECTOR { Capacity::Director } else { Capacity::Staff };
        request.evolve(&Recorded { by, capacity, at: at(10), event });
    }

    fn sealed() -> Request {
        let mut request = Request::new(RequestId([9; 16]));
        let opened = SealedOpened {
            because: "A paper says so.".to_owned(),
            read_in: vec![CLERK, DIRECTOR],
            ..SealedOpened::default()
        };
        after(&mut request, CLERK, open_sealed(opened).unwrap());
        request
    }

    fn attempt(number: &str, answered: bool) -> DirectorTry {
        DirectorTry { at: at(9), number: number.to_owned(), answered, ..DirectorTry::default() }
    }

    fn word(entry: u32, right: bool, note: &str) -> EntryConfirmed {
        EntryConfirmed { entry, right, note: note.to_owned() }
    }

    #[test]
    fn only_a_sealed_matter_that_runs_keeps_tries_of_its_own() {
        let open = Request::new(RequestId([8; 16]));
        let refused = try_director_from(&open, attempt("1", false), at(10)).unwrap_err();
        assert_eq!(refused.code, RefusalCode::Invalid);
        let mut ended = sealed();
        ended.status = crate::Status::Closed;
        assert!(try_director_from(&ended, attempt("1", false), at(10)).is_err());
        let refused = try_director_from(&sealed(), attempt(" ", false), at(10)).unwrap_err();
        assert_eq!(refused.field.as_deref(), Some("number"));
        let refused = try_director_from(&sealed(), attempt("1", false), at(8)).unwrap_err();
        assert_eq!(refused.field.as_deref(), Some("at"), "a try lies in the past");
        assert!(try_director_from(&sealed(), attempt("1", false), at(9)).is_ok());
    }

    #[test]
    fn the_director_looks_at_what_others_tried_once_and_with_a_word_where_it_was_not_so() {
        let mut request = sealed();
        for (by, answered) in [(CLERK, false), (DIRECTOR, false), (CLERK, true), (CLERK, false)] {
            let event = try_director_from(&request, attempt("1", answered), at(10)).unwrap();
            after(&mut request, by, event);
        }
        let waits = |request: &Request| -> Vec<u32> {
            unconfirmed_in(&office(), request).iter().map(|attempt| attempt.entry.number).collect()
        };
        assert_eq!(waits(&request), [1, 4], "neither one's own nor one that reached the Director");
        let standing = authority(&office(), DIRECTOR, &Matter::default(), at(11)).standing.unwrap();
        let say =
            |request: &Request, said| confirm_try(request, said, &standing).map_err(|refused| refused.code);
        assert_eq!(say(&request, word(2, true, "")), Err(RefusalCode::Invalid), "one's own");
        assert_eq!(say(&request, word(7, true, "")), Err(RefusalCode::Invalid));
        assert_eq!(say(&request, word(1, false, " ")), Err(RefusalCode::Missing));
        let event = say(&request, word(1, false, "I was at my desk.")).unwrap();
        after(&mut request, DIRECTOR, event);
        let tries = &request.director_tries;
        assert!(tries[0].entry.disputed && tries[0].entry.confirmed_at.is_some());
        assert!(!tries[3].entry.disputed && tries[3].entry.confirmed_at.is_none(), "the word was on one");
        assert_eq!(waits(&request), [4]);
        assert_eq!(say(&request, word(1, true, "")), Err(RefusalCode::AlreadyDone));
    }

    #[test]
    fn what_was_tried_in_a_matter_is_part_of_what_its_authority_depends_on() {
        let mut request = sealed();
        let event = try_director_from(&request, attempt("1", false), at(10)).unwrap();
        after(&mut request, CLERK, event);
        let tries = Matter::of(&request).tries;
        assert_eq!((tries.len(), tries[0].entry.number, tries[0].entry.by), (1, 1, CLERK));
    }
}
