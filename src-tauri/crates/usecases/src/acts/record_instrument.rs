//! The paper's facts.

use super::{attachment_id, data_codes, optional, unknown_choice};
use crate::view::{InstrumentForm, RequestView};
use crate::when::{parse_day, parse_due, parse_moment};
use crate::{Result, Session};
use domain::{Instrument, InstrumentField, Refusal, RefusalCode, Request};
use policy::{Act, TypeDef};

/// Records the paper's facts: a first version, or a further one. Advice belongs to one version. Facts that are as they were
/// record nothing, and a copy that joins them is no further version.
pub fn record_instrument(session: &mut Session, request: &str, form: InstrumentForm) -> Result<RequestView> {
    let case = session.case(request)?;
    takes_paper(session, &case.request)?;
    let paper = Instrument {
        kind: optional(form.kind),
        issuer: optional(form.issuer),
        case_number: optional(form.case_number),
        signer: optional(form.signer),
        signer_office: optional(form.signer_office),
        dated: parse_day(&form.dated, "dated")?,
        execute_by: parse_day(&form.execute_by, "execute_by")?,
        return_by: parse_due(&form.return_by, "return_by")?,
        return_by_again: parse_due(&form.return_by_again, "return_by_again")?,
        scope: optional(form.scope),
        names: optional(form.names),
        data: data_codes(session.pack_of(&case.request)?, &form.data, "data")?,
        period: optional(form.period),
        service: optional(form.service),
        served_at: parse_moment(&form.served_at, "served_at")?,
        not_stated: form.not_stated.iter().map(|field| instrument_field(field)).collect::<Result<_>>()?,
        copy: attachment_id(&form.copy)?,
    };
    let event = domain::record_instrument(&case.request, paper, session.now())?;
    match event {
        Some(event) => session.act(request, event),
        None => crate::request_view::refresh_request(session, request),
    }
}

/// A paper belongs to a part whose road reads papers. Recorded beside a patron's own question it would be read by nobody.
fn takes_paper(session: &Session, request: &Request) -> Result<()> {
    let pack = session.pack_of(request)?;
    let reply = crate::ruling::reply(session, request)?;
    let reads = |kind: &TypeDef| {
        let step = kind.steps.iter().any(|step| step.act == Some(Act::Instrument));
        kind.by_paper || step || kind.code == pack.about.careful
    };
    if reply.parts.iter().filter_map(|part| pack.type_def(&part.type_code)).any(reads) {
        return Ok(());
    }
    let message = "No part of this request is about a paper, so nothing would read it.";
    let help = "Start a new request for the paper and say there that you hold a paper from a court or an agency. What you \
                typed here is kept.";
    Err(Refusal::new(RefusalCode::StillOpen, message, help).into())
}

fn instrument_field(code: &str) -> Result<InstrumentField> {
    serde_json::from_value(serde_json::Value::String(code.to_owned()))
        .map_err(|_| unknown_choice(code, "not_stated"))
}
