//! Preparing a written authorization for signature (P13, P14, P20, P26).

use super::{data_codes, optional, part_id};
use crate::question_view::data_label;
use crate::view::{AuthorizationForm, RequestView};
use crate::when::parse_day;
use crate::{Code, Error, Result, Session, ruling};
use domain::{Authorization, DataCode, PartId, Recipient, Refusal, Request};
use policy::Pack;

/// Writes the authorization of a part, complete or not. What the rule does not allow cannot be written into it, and nobody
/// can lift that.
///
/// # Errors
/// Data the rule does not allow, dates that contradict each other, or a part that was authorized already.
pub fn prepare_authorization(
    session: &mut Session,
    request: &str,
    part: &str,
    form: AuthorizationForm,
) -> Result<RequestView> {
    let part = part_id(part)?;
    let case = session.case(request)?;
    let pack = session.pack_of(&case.request)?;
    let authorization = written(pack, form)?;
    within_the_rule(session, &case.request, part, &authorization.fields)?;
    let event = domain::prepare_authorization(&case.request, part, authorization, session.now().date())?;
    session.act(request, event)
}

fn written(pack: &Pack, form: AuthorizationForm) -> Result<Authorization> {
    let named = form.recipients.into_iter().filter(|recipient| !recipient.name.trim().is_empty());
    let recipients = named.map(|recipient| {
        let duty_accepted_on = parse_day(&recipient.duty_accepted_on, "recipients")?;
        Ok(Recipient { name: recipient.name, duty_accepted_on })
    });
    Ok(Authorization {
        purpose: form.purpose,
        fields: data_codes(pack, &form.fields, "fields")?,
        selection: form.selection,
        recipients: recipients.collect::<Result<_>>()?,
        from: parse_day(&form.from, "from")?,
        until: parse_day(&form.until, "until")?,
        destroy_by: parse_day(&form.destroy_by, "destroy_by")?,
        conditions: form.conditions,
        renews: optional(form.renews),
    })
}

/// Refuses kinds of data outside what the rule that fits now opens.
fn within_the_rule(session: &Session, request: &Request, part: PartId, fields: &[DataCode]) -> Result<()> {
    let pack = session.pack_of(request)?;
    let reply = ruling::reply(session, request)?;
    let read = reply.parts.iter().find(|read| read.part == part).ok_or_else(Refusal::not_found)?;
    let wider: Vec<_> = fields.iter().filter(|field| !read.plannable.contains(field)).collect();
    if wider.is_empty() {
        return Ok(());
    }
    let names: Vec<_> = wider.iter().map(|field| data_label(pack, field).label).collect();
    let by_opt_in = wider.iter().any(|field| pack.data_kind(field).is_none_or(|kind| kind.opt_in));
    let help = match (by_opt_in, read.plannable.is_empty()) {
        (true, _) => {
            "What people gave by opting in stays in. Nobody can lift that, the Director included. Take it out."
        }
        (false, true) => {
            "As the answers stand, the rule authorizes no data. Answer the questions first, then write this."
        }
        (false, false) => "Take it out. What the rule does not name stays in.",
    };
    let message = format!("The rule does not allow: {}.", names.join("; "));
    Err(Error::new(Code::WiderThanAllowed, message, help).at("fields"))
}
