//! Written authorizations: preparing one for signature, each use, and an early end (P11, P13, P14, P20, P26).

use super::{day_of_record, live_part, past_day};
use crate::{
    Authorization, AuthorizationEnded, AuthorizationPrepared, AuthorizationUse, AuthorizationUsed, Part,
    PartId, Recipient, Refusal, RefusalCode, Request, RequestEvent, Standing, Status, line, optional_line,
    passage,
};
use chrono::NaiveDate;

/// Prepares the authorization of a part, complete or not: what is missing keeps its gate red, never the form.
///
/// # Errors
/// Dates that contradict each other, words that are too long, or a part that is already authorized.
pub fn prepare_authorization(
    request: &Request,
    part: PartId,
    authorization: Authorization,
    today: NaiveDate,
) -> Result<RequestEvent, Refusal> {
    let part = live_part(request, part)?;
    if signed(part).is_some() {
        return Err(Refusal::new(
            RefusalCode::AlreadyDone,
            "This part is authorized; what was signed is not changed afterwards.",
            "End it and start a new request that continues it, or wait for its last day.",
        ));
    }
    let day = |day: Option<NaiveDate>, field: &str| day.map(|day| day_of_record(day, field)).transpose();
    let (from, until) = (day(authorization.from, "from")?, day(authorization.until, "until")?);
    let destroy_by = day(authorization.destroy_by, "destroy_by")?;
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        return Err(before("The last day lies before the first day.", "until"));
    }
    if let (Some(until), Some(destroy_by)) = (until, destroy_by)
        && destroy_by < until
    {
        return Err(before("Copies would be destroyed before the last day of use.", "destroy_by"));
    }
    let optional = |text: &str, field: &str| match text.trim() {
        "" => Ok(String::new()),
        text => passage(text, field),
    };
    let recipient = |recipient: &Recipient| {
        let duty = recipient.duty_accepted_on.map(|day| past_day(day, today, "duty_accepted_on"));
        let duty = duty.transpose()?;
        Ok(Recipient { name: line(&recipient.name, "recipients")?, duty_accepted_on: duty })
    };
    let authorization = Authorization {
        purpose: optional(&authorization.purpose, "purpose")?,
        selection: optional(&authorization.selection, "selection")?,
        recipients: authorization.recipients.iter().map(recipient).collect::<Result<_, Refusal>>()?,
        conditions: optional(&authorization.conditions, "conditions")?,
        renews: optional_line(authorization.renews.as_deref(), "renews")?,
        from,
        until,
        destroy_by,
        fields: authorization.fields,
    };
    Ok(RequestEvent::AuthorizationPrepared(AuthorizationPrepared { part: part.id, authorization }))
}

/// Records one use. Outside its dates, its fields or its recipients there is none, and nobody without standing hands
/// anything over under it.
///
/// # Errors
/// An authorization that is not in force today, or a use that goes beyond it. Nothing may be handed over then.
pub fn use_authorization(
    request: &Request,
    part: PartId,
    used: AuthorizationUse,
    today: NaiveDate,
    _standing: &Standing,
) -> Result<RequestEvent, Refusal> {
    let part = standing_part(request, part)?;
    let Some(authorization) = in_force(part) else {
        let help = "Hand nothing over. The Director decides and signs first.";
        return Err(Refusal::new(RefusalCode::GateNotMet, "This use is not authorized.", help));
    };
    if !authorization.covers(today) {
        let until = authorization.until.map(|day| day.format("%a %-d %b %Y").to_string()).unwrap_or_default();
        let message = match authorization.is_over(today) {
            true => format!("The authorization ended on {until}. No further use is possible under it."),
            false => "The authorization has not begun.".to_owned(),
        };
        let help = "Hand nothing over. Start a new request that continues it; the Director decides.";
        return Err(Refusal::new(RefusalCode::GateNotMet, message, help));
    }
    if used.fields.is_empty() {
        let help = "Name each kind of data that is handed over.";
        return Err(Refusal::new(RefusalCode::Missing, "The use names no data.", help).at("fields"));
    }
    if used.fields.iter().any(|field| !authorization.fields.contains(field)) {
        let message = "The use holds data that the authorization does not name.";
        let help = "Take it out. What is not named stays in; a wider use needs an authorization of its own.";
        return Err(Refusal::new(RefusalCode::WiderThanAllowed, message, help).at("fields"));
    }
    // What goes out to somebody was decided kind by kind; the writing may be wider.
    let decided = part.decision.as_ref().filter(|decision| decision.outcome.gives_out());
    if decided.is_some_and(|decided| used.fields.iter().any(|field| !decided.releases.contains(field))) {
        let message = "The use holds data that was not decided to go out.";
        let help = "Take it out. The authorization is wider than the decision; the decision counts.";
        return Err(Refusal::new(RefusalCode::WiderThanAllowed, message, help).at("fields"));
    }
    let recipient = line(&used.recipient, "recipient")?;
    if !authorization.recipients.iter().any(|known| known.name == recipient) {
        let message = "The recipient is not named in the authorization.";
        let help = "Hand it only to somebody it names.";
        return Err(Refusal::new(RefusalCode::WiderThanAllowed, message, help).at("recipient"));
    }
    let how = passage(&used.how, "how")?;
    let used = AuthorizationUse { recipient, how, ..used };
    Ok(RequestEvent::AuthorizationUsed(AuthorizationUsed { part: part.id, used }))
}

/// Ends an authorization before its last day. Nothing more may be handed over under it.
///
/// # Errors
/// No authorization in force, or no reason.
pub fn end_authorization(
    request: &Request,
    part: PartId,
    reason: &str,
    _standing: &Standing,
) -> Result<RequestEvent, Refusal> {
    let part = standing_part(request, part)?;
    if in_force(part).is_none() {
        let help = "Nothing needs to be ended.";
        return Err(Refusal::new(RefusalCode::AlreadyDone, "No authorization is in force here.", help));
    }
    let reason = passage(reason, "reason")?;
    Ok(RequestEvent::AuthorizationEnded(AuthorizationEnded { part: part.id, reason }))
}

/// The authorization that was signed with the decision of a part, ended or not: what is signed is what was decided.
pub fn signed(part: &Part) -> Option<&Authorization> {
    part.decision.as_ref()?.authorization.as_ref()
}

/// The signed authorization of a part, unless it was ended. Its dates are another matter.
pub fn in_force(part: &Part) -> Option<&Authorization> {
    signed(part).filter(|_| part.authorization_ended.is_none())
}

/// A part of a request that was not taken back. An authorization outlives the closing of its request.
fn standing_part(request: &Request, part: PartId) -> Result<&Part, Refusal> {
    let standing = request.part(part).filter(|part| !part.withdrawn && request.status != Status::Withdrawn);
    standing.ok_or_else(Refusal::not_found)
}

fn before(message: &str, field: &str) -> Refusal {
    Refusal::new(RefusalCode::Invalid, message, "Check the dates. Nothing was changed.").at(field)
}
