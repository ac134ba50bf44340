//! Consulting counsel (P29, P30).

use super::{happened, live};
use crate::{
    Advice, AdviceResult, Consultation, CounselTry, Refusal, RefusalCode, Request, RequestEvent, line, name,
    optional_line, passage,
};
use chrono::NaiveDateTime;

/// Records a try that did not reach counsel.
pub fn try_counsel(
    request: &Request,
    attempt: CounselTry,
    now: NaiveDateTime,
) -> Result<RequestEvent, Refusal> {
    live(request)?;
    Ok(RequestEvent::CounselTried(CounselTry {
        number: line(&attempt.number, "number")?,
        at: happened(attempt.at, now, "at")?,
        result: line(&attempt.result, "result")?,
    }))
}

/// Records that counsel was reached and asked: about the paper that was in hand then, and about the parts that were there then.
pub fn consult_counsel(
    request: &Request,
    consultation: Consultation,
    now: NaiveDateTime,
) -> Result<RequestEvent, Refusal> {
    live(request)?;
    Ok(RequestEvent::CounselConsulted(Consultation {
        lawyer: name(&consultation.lawyer, "lawyer")?,
        how: line(&consultation.how, "how")?,
        at: happened(consultation.at, now, "at")?,
        question: passage(&consultation.question, "question")?,
        paper_version: request.paper_version_at(consultation.at),
        parts: request.parts_at(consultation.at),
    }))
}

/// Records the result of advice, against the paper that was in hand when it was given and for the parts that were there then: a
/// part that is added later needs a word of its own. The words go into the privileged stream beside it.
pub fn advise(request: &Request, advice: Advice, now: NaiveDateTime) -> Result<RequestEvent, Refusal> {
    live(request)?;
    if request.consultations.is_empty() {
        return Err(Refusal::new(
            RefusalCode::Missing,
            "No call to counsel is recorded yet.",
            "Record who was reached, when and what was asked; then record the advice.",
        ));
    }
    let Some(result) = advice.result else {
        let help = "Choose what counsel advised. If counsel gave none yet, leave this and come back.";
        return Err(Refusal::new(RefusalCode::Missing, "No result is chosen.", help).at("result"));
    };
    if result == AdviceResult::ComplyInScope && advice.scope.is_empty() {
        let help = "Choose the kinds of data that counsel said may go out, and no others.";
        let message = "Counsel said comply within a scope, but no scope is recorded.";
        return Err(Refusal::new(RefusalCode::Missing, message, help).at("scope"));
    }
    let there = request.parts_at(advice.at);
    for part in &advice.parts {
        let part = super::live_part(request, *part)?;
        if !there.contains(&part.id) {
            let message = format!("Part {} was not there yet when counsel gave this advice.", part.serial);
            let help = "Leave that part out, or ask counsel about it and record that word too.";
            return Err(Refusal::new(RefusalCode::Invalid, message, help).at("parts"));
        }
    }
    if let Some(opinion) = advice.opinion {
        let file = request.attachment(opinion).ok_or_else(Refusal::not_found)?;
        if !file.what.privileged {
            let message = "The opinion is kept among the ordinary files.";
            let help = "Attach it again as legal advice, so that it stays with the privileged papers.";
            return Err(Refusal::new(RefusalCode::Invalid, message, help).at("opinion"));
        }
    }
    Ok(RequestEvent::CounselAdvised(Advice {
        lawyer: name(&advice.lawyer, "lawyer")?,
        at: happened(advice.at, now, "at")?,
        authority: optional_line(advice.authority.as_deref(), "authority")?,
        period: optional_line(advice.period.as_deref(), "period")?,
        paper_version: request.paper_version_at(advice.at),
        parts: if advice.parts.is_empty() { request.parts_at(advice.at) } else { advice.parts.clone() },
        ..advice
    }))
}
