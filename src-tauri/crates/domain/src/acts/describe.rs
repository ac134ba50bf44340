//! Describing the asker, checking identity, copying the paper.

use super::{day_of_record, happened, live};
use crate::{
    IdentityCheck, Instrument, Refusal, RefusalCode, Request, RequestEvent, Requester, line, name,
    optional_line, passage,
};
use chrono::NaiveDateTime;

/// Longest postal address that fits a window envelope.
const ADDRESS_LINES: usize = 4;

/// Describes the asker, as far as they said.
pub fn describe_requester(request: &Request, requester: Requester) -> Result<RequestEvent, Refusal> {
    live(request)?;
    let address: Vec<_> =
        requester.address.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    if address.len() > ADDRESS_LINES {
        let message =
            format!("The address has {} lines; a window envelope shows {ADDRESS_LINES}.", address.len());
        let help = "Join two lines, such as street and apartment. What you typed is still in the form.";
        return Err(Refusal::new(RefusalCode::TooLong, message, help).at("address"));
    }
    let optional_name = |text: Option<&str>, field: &str| match text.map(str::trim) {
        None | Some("") => Ok(None),
        Some(text) => name(text, field).map(Some),
    };
    Ok(RequestEvent::RequesterDescribed(Requester {
        name: optional_name(requester.name.as_deref(), "name")?,
        name_in_latin: optional_name(requester.name_in_latin.as_deref(), "name_in_latin")?,
        organisation: optional_line(requester.organisation.as_deref(), "organisation")?,
        office: optional_line(requester.office.as_deref(), "office")?,
        address: address.into_iter().map(|text| line(text, "address")).collect::<Result<_, _>>()?,
        phone: optional_line(requester.phone.as_deref(), "phone")?,
        email: optional_line(requester.email.as_deref(), "email")?,
        reference: optional_line(requester.reference.as_deref(), "reference")?,
    }))
}

/// Records a check of identity. A call back must say which number was called and where the library found it.
pub fn check_identity(
    request: &Request,
    check: IdentityCheck,
    now: NaiveDateTime,
) -> Result<RequestEvent, Refusal> {
    live(request)?;
    let call_back = check
        .call_back
        .map(|call| {
            Ok::<_, Refusal>(crate::CallBack {
                number: line(&call.number, "call_back_number")?,
                found_in: line(&call.found_in, "call_back_found_in")?,
                spoke_with: optional_line(call.spoke_with.as_deref(), "call_back_spoke_with")?,
                at: happened(call.at, now, "call_back_at")?,
                result: call.result,
            })
        })
        .transpose()?;
    Ok(RequestEvent::IdentityChecked(IdentityCheck {
        name: name(&check.name, "name")?,
        agency: optional_line(check.agency.as_deref(), "agency")?,
        badge: optional_line(check.badge.as_deref(), "badge")?,
        standing: optional_line(check.standing.as_deref(), "standing")?,
        call_back,
        ..check
    }))
}

/// Records the paper's facts: a first version, or a corrected or replaced one.
pub fn record_instrument(
    request: &Request,
    paper: Instrument,
    now: NaiveDateTime,
) -> Result<Option<RequestEvent>, Refusal> {
    live(request)?;
    if let Some(dated) = paper.dated {
        day_of_record(dated, "dated")?;
        if dated > now.date() {
            let message = format!("{} is after today.", dated.format("%a %-d %b %Y"));
            let help = "Look at the paper again. If it truly bears a later date, mark the date as not stated and say so in the scope.";
            return Err(Refusal::new(RefusalCode::Invalid, message, help).at("dated"));
        }
    }
    if let Some(served) = paper.served_at {
        happened(served, now, "served_at")?;
    }
    for (at, field) in [(paper.return_by, "return_by"), (paper.return_by_again, "return_by_again")] {
        at.map(|at| day_of_record(at.date(), field)).transpose()?;
    }
    paper.execute_by.map(|day| day_of_record(day, "execute_by")).transpose()?;
    if paper.return_by.is_some() && paper.return_by != paper.return_by_again {
        let message = "The return date was not typed twice alike.";
        let help = "Read it from the paper again and type the same in both fields: the day and its hour, or the day alone if the paper states no hour.";
        return Err(Refusal::new(RefusalCode::Invalid, message, help).at("return_by_again"));
    }
    if let Some(copy) = paper.copy {
        request.attachment(copy).ok_or_else(Refusal::not_found)?;
    }
    let scope = paper.scope.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let cleaned = Instrument {
        kind: optional_line(paper.kind.as_deref(), "kind")?,
        issuer: optional_line(paper.issuer.as_deref(), "issuer")?,
        case_number: optional_line(paper.case_number.as_deref(), "case_number")?,
        signer: optional_line(paper.signer.as_deref(), "signer")?,
        signer_office: optional_line(paper.signer_office.as_deref(), "signer_office")?,
        scope: scope.map(|text| passage(text, "scope")).transpose()?,
        names: optional_line(paper.names.as_deref(), "names")?,
        period: optional_line(paper.period.as_deref(), "period")?,
        service: optional_line(paper.service.as_deref(), "service")?,
        ..paper
    };
    contradiction(&cleaned)?;
    Ok(what_is_new(request.papers.last().map(|last| &last.what), cleaned))
}

/// The same facts again are no further version, so that advice on them stays advice on them; nor is a copy of a paper that
/// had none. Another copy in place of one is: it may be another paper.
fn what_is_new(last: Option<&Instrument>, paper: Instrument) -> Option<RequestEvent> {
    let Some(last) = last else { return Some(RequestEvent::InstrumentRecorded(paper)) };
    if *last == paper {
        return None;
    }
    let same_facts = Instrument { copy: None, ..paper.clone() } == *last;
    Some(match paper.copy.filter(|_| same_facts) {
        Some(copy) => RequestEvent::InstrumentCopied(crate::InstrumentCopied { copy }),
        None => RequestEvent::InstrumentRecorded(paper),
    })
}

fn contradiction(paper: &Instrument) -> Result<(), Refusal> {
    let both: Vec<_> = paper.not_stated.iter().filter(|field| paper.has(**field)).collect();
    if both.is_empty() {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::Invalid,
        "A field is filled in and marked as not stated on the paper.",
        "Clear one of the two. What you typed is still in the form.",
    )
    .at("not_stated"))
}
