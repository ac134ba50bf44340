//! Whose case it is: taken by a designee, given back, approved again by the Director, or handed on by counsel's word
//! (DG-6, DG-7, DG-11).

use super::{happened, live};
use crate::{
    Capacity, CaseReleased, CaseTaken, Matter, Office, PersonId, Refusal, RefusalCode, Request, RequestEvent,
    StandInNamed, Standing, case_owner, line, passage,
};
use chrono::NaiveDateTime;

/// A designee takes a case: from then on it is theirs until they give it back or the Director returns. The Director takes
/// none; every case is the Director's (P31).
pub fn take_case(
    office: &Office,
    request: &Request,
    matter: &Matter,
    standing: &Standing,
    because: &str,
    now: NaiveDateTime,
) -> Result<RequestEvent, Refusal> {
    live(request)?;
    if standing.capacity() == Capacity::Director {
        return Err(Refusal::new(
            RefusalCode::AlreadyDone,
            "Every case is the Director's.",
            "Go on with it. If a designee has taken it, take it back.",
        ));
    }
    if case_owner(office, matter, now) == Some(standing.person()) {
        let message = "You have taken this case already.";
        return Err(Refusal::new(RefusalCode::AlreadyDone, message, "Go on with it."));
    }
    Ok(RequestEvent::CaseTaken(CaseTaken { because: passage(because, "because")? }))
}

/// The event by which a designee's own act takes a case that nobody had taken; `None` where none is needed.
pub fn claim(
    office: &Office,
    request: &Request,
    matter: &Matter,
    standing: &Standing,
    because: &str,
    now: NaiveDateTime,
) -> Result<Option<RequestEvent>, Refusal> {
    let holds_it = case_owner(office, matter, now) == Some(standing.person());
    if holds_it || standing.capacity() == Capacity::Director {
        return Ok(None);
    }
    take_case(office, request, matter, standing, because, now).map(Some)
}

/// Gives a case back: whoever took it, or the Director who takes it back.
pub fn release_case(request: &Request, standing: &Standing, reason: &str) -> Result<RequestEvent, Refusal> {
    live(request)?;
    let Some(taken) = &request.taken else {
        let message = "Nobody has taken this case.";
        let help = "Nothing was changed. Go on; the Director and whoever stands in can work on it.";
        return Err(Refusal::new(RefusalCode::AlreadyDone, message, help));
    };
    if taken.by != standing.person() && standing.capacity() != Capacity::Director {
        return Err(Refusal::new(
            RefusalCode::NoAuthority,
            "Somebody else has taken this case.",
            "Ask whoever took it to give it back. The Director can take it back at any time.",
        ));
    }
    Ok(RequestEvent::CaseReleased(CaseReleased { reason: passage(reason, "reason")? }))
}

/// Records counsel's word on who decides a case from which the Director is recused (DG-11). It is a fact like any other:
/// whoever heard it writes it down.
pub fn name_stand_in(
    office: &Office,
    request: &Request,
    word: StandInNamed,
    now: NaiveDateTime,
) -> Result<RequestEvent, Refusal> {
    live(request)?;
    let matter = Matter::of(request);
    if !matter.recuses_director(office) {
        return Err(Refusal::new(
            RefusalCode::Invalid,
            "The Director is not recused from this case.",
            "Record the conflict of interest first. Without one the Director decides.",
        ));
    }
    let person = office.people.get(&word.person).ok_or_else(Refusal::not_found)?;
    if !designated(office, word.person, now) || matter.recused.contains(&word.person) {
        let message = format!("{} is not designated now, or is recused from this case too.", person.name);
        let help = "Choose a designee who is free, or leave the case with counsel alone.";
        return Err(Refusal::new(RefusalCode::Invalid, message, help).at("person"));
    }
    Ok(RequestEvent::StandInNamed(StandInNamed {
        lawyer: line(&word.lawyer, "lawyer")?,
        how: line(&word.how, "how")?,
        at: happened(word.at, now, "at")?,
        ..word
    }))
}

fn designated(office: &Office, person: PersonId, now: NaiveDateTime) -> bool {
    office
        .designations
        .iter()
        .any(|designation| designation.person == person && designation.covers(now, None))
}
