//! Sealing a matter, reading people in, the terms of the silence, and lifting the seal (N1 to N5).

use super::{day_of_record, happened, live};
use crate::{
    Capacity, Closed, Fact, GagTerm, Office, PersonId, ReadIn, Refusal, RefusalCode, Request, RequestEvent,
    SealedOpened, Sealing, Standing, Status, Unsealed, UnsealingAgreed, line, name, passage, who_knows,
    who_may_see,
};
use chrono::NaiveDateTime;

/// What the ordinary entry of a request that was sealed later says: no more than any number that is not used further.
pub const DISCARDED: &str = "Not pursued under this number.";

/// The first entry of a sealed matter.
///
/// # Errors
/// No reason, or nobody is read in.
pub fn open_sealed(opened: SealedOpened) -> Result<RequestEvent, Refusal> {
    if opened.read_in.is_empty() {
        let help = "Whoever receives it and the Director are read in.";
        return Err(Refusal::new(RefusalCode::Missing, "Nobody is read in.", help));
    }
    let because = passage(&opened.because, "because")?;
    Ok(RequestEvent::SealedOpened(SealedOpened { because, ..opened }))
}

/// Seals an ordinary request: what begins the sealed matter, and what ends the ordinary number. No gate stands before it, and
/// whoever handles the request may do it (INV-3).
///
/// # Errors
/// It is sealed already, or was withdrawn; or no reason.
pub fn seal_request(
    request: &Request,
    opened: SealedOpened,
) -> Result<(RequestEvent, RequestEvent), Refusal> {
    if request.sealing.is_some() {
        return Err(Refusal::new(
            RefusalCode::AlreadyDone,
            "This matter was sealed before.",
            "Nothing was changed. A seal that was lifted does not come back; start a new sealed matter instead.",
        ));
    }
    if request.status == Status::Withdrawn {
        let help = "Start a new request and answer the question on secrecy with yes.";
        return Err(Refusal::new(RefusalCode::RequestEnded, "This number is withdrawn.", help));
    }
    let opened = open_sealed(SealedOpened { continues: Some(request.id), ..opened })?;
    Ok((opened, RequestEvent::Withdrawn(Closed { reason: DISCARDED.to_owned() })))
}

/// Records that somebody was told, and why that is allowed. A person of the office sees the matter from then on, so only
/// whoever may decide reads one in; that somebody outside was told is a fact that anybody handling it writes down.
///
/// # Errors
/// Not sealed; nobody named; no reason; no word of counsel; a person who is not of the office or sees it already.
pub fn read_in(
    office: &Office,
    request: &Request,
    told: ReadIn,
    standing: Result<&Standing, &Refusal>,
    now: NaiveDateTime,
) -> Result<RequestEvent, Refusal> {
    sealing(request)?;
    let named = match told.person {
        None => name(&told.name, "name")?,
        Some(person) => {
            standing.map_err(Clone::clone)?;
            let known = office.people.get(&person).ok_or_else(Refusal::not_found)?;
            if !known.employee {
                let message = format!("{} does not belong to the office.", known.name);
                let help = "Record somebody outside by name. They are told, and see nothing here.";
                return Err(Refusal::new(RefusalCode::Invalid, message, help).at("person"));
            }
            if who_may_see(office, request, person) {
                let message = format!("{} sees this matter already.", known.name);
                return Err(Refusal::new(
                    RefusalCode::AlreadyDone,
                    message,
                    "Go on; nobody has to be read in twice.",
                )
                .at("person"));
            }
            String::new()
        }
    };
    Ok(RequestEvent::ReadIn(ReadIn {
        name: named,
        why: line(&told.why, "why")?,
        allowed_by: name(&told.allowed_by, "allowed_by")?,
        told_at: happened(told.told_at, now, "told_at")?,
        ..told
    }))
}

/// Records what orders silence, and the day on which that is looked at again. Recorded again at each review.
///
/// # Errors
/// Not sealed; no words; no day of review, or one that has passed.
pub fn record_gag_term(
    request: &Request,
    term: GagTerm,
    now: NaiveDateTime,
) -> Result<RequestEvent, Refusal> {
    sealing(request)?;
    let Some(review) = term.review_on else {
        let message = "A silence without a day of review would never end.";
        let help = "Enter the day on which counsel looks at it again.";
        return Err(Refusal::new(RefusalCode::Missing, message, help).at("review_on"));
    };
    if day_of_record(review, "review_on")? < now.date() {
        let message = "The day of review has passed.";
        return Err(
            Refusal::new(RefusalCode::Invalid, message, "Enter a day that is still to come.").at("review_on")
        );
    }
    let asked_on = term.review_asked_on.map(|day| day_of_record(day, "review_asked_on")).transpose()?;
    if asked_on.is_some_and(|day| day > now.date()) {
        let message = "The day on which the review was asked for is still to come.";
        let help = "Enter it on the day the government was told; the count runs from there.";
        return Err(Refusal::new(RefusalCode::Invalid, message, help).at("review_asked_on"));
    }
    let ends_on = term.ends_on.map(|day| day_of_record(day, "ends_on")).transpose()?;
    Ok(RequestEvent::GagTermRecorded(GagTerm { words: passage(&term.words, "words")?, ends_on, ..term }))
}

/// The second person agrees that the seal is lifted. They are of the office, know of the matter, and are not the Director;
/// counsel's writing is kept, so that there is something to agree to.
///
/// # Errors
/// Not sealed; the Director; somebody who does not know of it; no writing yet; no words.
pub fn agree_unsealing(
    office: &Office,
    request: &Request,
    person: PersonId,
    words: &str,
) -> Result<RequestEvent, Refusal> {
    sealing(request)?;
    if office.director().is_some_and(|director| director.id == person) {
        let message = "The Director lifts the seal; the second person is somebody else.";
        let help = "Ask somebody who knows of this matter to sign in and to agree here.";
        return Err(Refusal::new(RefusalCode::Invalid, message, help));
    }
    if !who_knows(office, request).iter().any(|knows| knows.person == Some(person)) {
        return Err(Refusal::not_found());
    }
    if !request.attachments.iter().any(|file| file.what.privileged) {
        let message = "Counsel's writing that it may be told is not kept yet.";
        let help = "Attach it as legal advice first. The matter stays sealed.";
        return Err(Refusal::new(RefusalCode::GateNotMet, message, help));
    }
    Ok(RequestEvent::UnsealingAgreed(UnsealingAgreed { words: passage(words, "words")? }))
}

/// Lifts the seal: the Director in person, after counsel was asked and confirmed in writing that it may be told, with a
/// second person who knows of the matter already (G1D, G5, G6). Somebody of the office agreed under their own sign-in after
/// the writing came; somebody outside counts only where nobody else of the office knows.
///
/// # Errors
/// What is missing of these, by its field.
pub fn unseal(
    office: &Office,
    request: &Request,
    unsealed: Unsealed,
    standing: &Standing,
    now: NaiveDateTime,
) -> Result<RequestEvent, Refusal> {
    sealing(request)?;
    if standing.capacity() != Capacity::Director {
        return Err(Refusal::new(
            RefusalCode::DirectorOnly,
            "Only the Director in person lifts a seal.",
            "Leave it prepared for the Director. The matter stays sealed.",
        ));
    }
    if request.consultations.is_empty() {
        return Err(Refusal::new(
            RefusalCode::GateNotMet,
            "Counsel was not asked yet.",
            "Record the call to counsel. Secrecy ends by a paper, not by time passing.",
        ));
    }
    if day_of_record(unsealed.confirmed_on, "confirmed_on")? > now.date() {
        let message = "Counsel's writing is dated after today.";
        return Err(Refusal::new(RefusalCode::Invalid, message, "Read the date again.").at("confirmed_on"));
    }
    let Some(writing) = request.attachment(unsealed.confirmation).filter(|file| file.what.privileged) else {
        let message = "Counsel's writing is not among the privileged files of this matter.";
        let help = "Attach it as legal advice first, then name it here.";
        return Err(Refusal::new(RefusalCode::Missing, message, help).at("confirmation"));
    };
    let second_person = name(&unsealed.second_person, "second_person")?;
    let seconds = may_be_second(office, request, writing.at);
    let Some(second) = seconds.into_iter().find(|second| second.name == second_person) else {
        let message =
            "The second person must be somebody else who knows of this matter and agreed to this writing.";
        let help = "Somebody of the office who knows of it signs in under their own passphrase and agrees on the page of the \
                    seal. Reading somebody in for this needs counsel's word first.";
        return Err(Refusal::new(RefusalCode::Invalid, message, help).at("second_person"));
    };
    let agreed = match second.agreed {
        Some(agreed) => agreed.what.words,
        None => passage(&unsealed.agreed, "agreed")?,
    };
    Ok(RequestEvent::Unsealed(Unsealed {
        lawyer: name(&unsealed.lawyer, "lawyer")?,
        second_person,
        second: second.person,
        agreed,
        reason: passage(&unsealed.reason, "reason")?,
        ..unsealed
    }))
}

/// Somebody who can be the second person when a seal is lifted.
#[derive(Debug, Clone, PartialEq)]
pub struct SecondPerson {
    /// The person of the office; `None` for somebody outside.
    pub person: Option<PersonId>,
    /// Name.
    pub name: String,
    /// The agreement recorded under their own sign-in; none for somebody outside, whose agreement the Director writes down.
    pub agreed: Option<Fact<UnsealingAgreed>>,
}

/// Who can be the second person, given when counsel's writing was kept. While anybody else of the office knows of the matter,
/// only those of them who agreed since.
pub fn may_be_second(office: &Office, request: &Request, since: NaiveDateTime) -> Vec<SecondPerson> {
    let Some(sealing) = &request.sealing else { return Vec::new() };
    let director = office.director().map(|director| director.id);
    let is_here = |person: PersonId| office.people.get(&person).is_some_and(|person| person.employee);
    let others: Vec<_> = who_knows(office, request)
        .into_iter()
        .filter(|knows| knows.person.is_none() || knows.person != director)
        .collect();
    let colleagues = others.iter().any(|knows| knows.person.is_some_and(is_here));
    let second = |knows: crate::Knows| match knows.person {
        Some(person) => {
            let mut given =
                sealing.agreed.iter().rev().filter(|agreed| agreed.by == person && agreed.at >= since);
            let agreed = given.next().filter(|_| is_here(person))?.clone();
            Some(SecondPerson { person: Some(person), name: knows.name, agreed: Some(agreed) })
        }
        None if colleagues => None,
        None => Some(SecondPerson { person: None, name: knows.name, agreed: None }),
    };
    others.into_iter().filter_map(second).collect()
}

/// The seal of a live matter that is sealed now.
fn sealing(request: &Request) -> Result<&Sealing, Refusal> {
    live(request)?;
    request.sealing.as_ref().filter(|sealing| sealing.unsealed.is_none()).ok_or_else(|| {
        Refusal::new(
            RefusalCode::AlreadyDone,
            "This matter is not sealed.",
            "Go back to the request; everybody of the office sees it.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Attachment, AttachmentId, Consultation, Matter, Person, PersonId, Recorded, RequestId, authority,
    };
    use chrono::NaiveDate;

    fn at(day: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap().and_hms_opt(10, 0, 0).unwrap()
    }

    fn who(id: u8) -> PersonId {
        PersonId([id; 16])
    }

    fn office() -> Office {
        let mut office = Office::default();
        for (id, name) in [(1, "Ada"), (2, "Ben"), (3, "Cy")] {
            let id = who(id);
            let director = id == who(1);
            let person = Person { id, name: name.to_owned(), director, employee: true, ..Person::default() };
            office.people.insert(id, person);
        }
        office
    }

    fn after(request: &mut Request, event: RequestEvent) {
        request.evolve(&Recorded { by: who(2), capacity: Capacity::Staff, at: at(23), event });
    }

    fn sealed() -> Request {
        let mut request = Request::new(RequestId([9; 16]));
        let opened = SealedOpened {
            because: "A paper says so.".to_owned(),
            read_in: vec![who(2), who(1)],
            ..SealedOpened::default()
        };
        after(&mut request, open_sealed(opened).unwrap());
        request
    }

    fn director() -> Standing {
        authority(&office(), who(1), &Matter::default(), at(23)).standing.unwrap()
    }

    fn ready() -> (Request, Unsealed) {
        let mut request = sealed();
        after(&mut request, RequestEvent::CounselConsulted(Consultation::default()));
        let file = Attachment { id: AttachmentId([7; 16]), privileged: true, ..Attachment::default() };
        after(&mut request, RequestEvent::AttachmentKept(file));
        let agreed =
            agree_unsealing(&office(), &request, who(2), "In the Director's office, today at 9.").unwrap();
        after(&mut request, agreed);
        let unsealed = Unsealed {
            lawyer: "Ines Okafor".to_owned(),
            confirmed_on: at(22).date(),
            confirmation: AttachmentId([7; 16]),
            second_person: "Ben".to_owned(),
            second: None,
            agreed: String::new(),
            reason: "The court lifted the order.".to_owned(),
        };
        (request, unsealed)
    }

    #[test]
    fn the_director_lifts_a_seal_with_counsels_writing_and_a_second_person() {
        let (mut request, unsealed) = ready();
        assert!(!who_may_see(&office(), &request, who(3)));
        let event = unseal(&office(), &request, unsealed.clone(), &director(), at(23)).unwrap();
        let lifted = matches!(&event, RequestEvent::Unsealed(lifted) if lifted.second == Some(who(2)) && !lifted.agreed.is_empty());
        assert!(lifted, "in the second person's own words");
        after(&mut request, event);
        assert!(who_may_see(&office(), &request, who(3)));
        let again = unseal(&office(), &request, unsealed, &director(), at(23)).unwrap_err();
        assert_eq!(again.code, RefusalCode::AlreadyDone);
    }

    #[test]
    fn a_seal_stays_when_anything_is_missing() {
        type Spoil = fn(&mut Request, &mut Unsealed);
        let spoils: [(&str, Spoil); 9] = [
            ("the second person did not agree", |request, _| seal_of(request).agreed.clear()),
            ("somebody else agreed", |request, _| seal_of(request).agreed[0].by = who(3)),
            ("they agreed before the writing came", |request, _| seal_of(request).agreed[0].at = at(22)),
            ("counsel was not asked", |request, _| request.consultations.clear()),
            ("no writing", |request, _| request.attachments.clear()),
            ("the writing lies among the ordinary files", |request, _| {
                request.attachments[0].what.privileged = false
            }),
            ("the second person is the Director", |_, unsealed| unsealed.second_person = "Ada".to_owned()),
            ("the second person does not know of it", |_, unsealed| unsealed.second_person = "Cy".to_owned()),
            ("dated tomorrow", |_, unsealed| unsealed.confirmed_on = at(24).date()),
        ];
        for (what, spoil) in spoils {
            let (mut request, mut unsealed) = ready();
            spoil(&mut request, &mut unsealed);
            assert!(unseal(&office(), &request, unsealed, &director(), at(23)).is_err(), "{what}");
        }
    }

    fn seal_of(request: &mut Request) -> &mut Sealing {
        request.sealing.as_mut().unwrap()
    }

    #[test]
    fn somebody_outside_is_the_second_person_only_where_nobody_else_of_the_office_knows() {
        let (mut request, unsealed) = ready();
        let told = ReadIn { name: "Ines Okafor".to_owned(), ..ReadIn::default() };
        after(&mut request, RequestEvent::ReadIn(told));
        let by_counsel = || Unsealed {
            second_person: "Ines Okafor".to_owned(),
            agreed: "By telephone at 9.".to_owned(),
            ..unsealed.clone()
        };
        assert!(
            unseal(&office(), &request, by_counsel(), &director(), at(23)).is_err(),
            "Ben knows, and is here"
        );
        let mut alone = office();
        alone.people.get_mut(&who(2)).unwrap().employee = false;
        let event = unseal(&alone, &request, by_counsel(), &director(), at(23)).unwrap();
        assert!(matches!(event, RequestEvent::Unsealed(lifted) if lifted.second.is_none()));
        assert!(
            unseal(&alone, &request, unsealed.clone(), &director(), at(23)).is_err(),
            "Ben left the office"
        );
    }

    #[test]
    fn only_somebody_else_who_knows_agrees_and_only_to_a_writing() {
        let (mut request, _) = ready();
        assert_eq!(
            agree_unsealing(&office(), &request, who(1), "Yes.").unwrap_err().code,
            RefusalCode::Invalid
        );
        let stranger = agree_unsealing(&office(), &request, who(3), "Yes.").unwrap_err();
        assert_eq!(stranger, Refusal::not_found());
        assert!(agree_unsealing(&office(), &request, who(2), " ").is_err());
        request.attachments.clear();
        assert_eq!(
            agree_unsealing(&office(), &request, who(2), "Yes.").unwrap_err().code,
            RefusalCode::GateNotMet
        );
    }

    #[test]
    fn nobody_but_the_director_lifts_a_seal() {
        let (request, unsealed) = ready();
        let mut away = office();
        let absence = crate::Absence { from: at(20), until: Some(at(30)), ..crate::Absence::default() };
        away.absences.push(absence);
        away.designations.push(crate::Designation {
            person: who(2),
            from: at(20).date(),
            until: Some(at(30).date()),
            order: 1,
            ..crate::Designation::default()
        });
        let standing = authority(&away, who(2), &Matter::default(), at(23)).standing.unwrap();
        let refused = unseal(&away, &request, unsealed, &standing, at(23)).unwrap_err();
        assert_eq!(refused.code, RefusalCode::DirectorOnly);
    }

    #[test]
    fn only_whoever_decides_reads_a_colleague_in_and_anybody_notes_who_else_was_told() {
        let request = sealed();
        let told = |person: Option<PersonId>| ReadIn {
            person,
            name: "Ines Okafor".to_owned(),
            why: "Advises on the order".to_owned(),
            allowed_by: "Ines Okafor".to_owned(),
            told_at: at(23),
        };
        let no = authority(&office(), who(2), &Matter::default(), at(23)).standing.unwrap_err();
        let yes = director();
        let tell = |told: ReadIn, standing: Result<&Standing, &Refusal>| {
            read_in(&office(), &request, told, standing, at(23))
        };
        assert!(tell(told(None), Err(&no)).is_ok());
        assert_eq!(tell(told(Some(who(3))), Err(&no)).unwrap_err().code, no.code);
        assert!(tell(told(Some(who(3))), Ok(&yes)).is_ok());
        assert_eq!(tell(told(Some(who(2))), Ok(&yes)).unwrap_err().code, RefusalCode::AlreadyDone);
        let silent = ReadIn { allowed_by: " ".to_owned(), ..told(None) };
        assert_eq!(tell(silent, Ok(&yes)).unwrap_err().code, RefusalCode::Missing, "counsel must be named");
    }

    #[test]
    fn a_term_of_silence_needs_a_day_of_review_that_is_to_come() {
        let request = sealed();
        let term = |review: Option<u32>| GagTerm {
            words: "You shall not disclose".to_owned(),
            ends_on: None,
            review_on: review.map(|day| at(day).date()),
            ..GagTerm::default()
        };
        assert!(record_gag_term(&request, term(Some(23)), at(23)).is_ok());
        assert!(record_gag_term(&request, term(Some(22)), at(23)).is_err());
        assert!(record_gag_term(&request, term(None), at(23)).is_err());
        assert!(record_gag_term(&Request::default(), term(Some(24)), at(23)).is_err(), "an ordinary request");
    }

    #[test]
    fn a_request_is_sealed_once_and_its_number_says_nothing() {
        let request = Request::new(RequestId([8; 16]));
        let opened = || SealedOpened {
            because: "An order came.".to_owned(),
            read_in: vec![who(1)],
            ..SealedOpened::default()
        };
        let (first, last) = seal_request(&request, opened()).unwrap();
        assert!(matches!(first, RequestEvent::SealedOpened(first) if first.continues == Some(request.id)));
        assert_eq!(last, RequestEvent::Withdrawn(Closed { reason: DISCARDED.to_owned() }));
        assert_eq!(seal_request(&sealed(), opened()).unwrap_err().code, RefusalCode::AlreadyDone);
    }
}
