//! Who asked.

use super::optional;
use crate::view::{RequestView, RequesterForm};
use crate::{Result, Session};
use domain::Requester;

/// Describes the asker, as far as they said.
pub fn describe_requester(session: &mut Session, request: &str, form: RequesterForm) -> Result<RequestView> {
    let event = domain::describe_requester(&session.case(request)?.request, requester(form))?;
    session.act(request, event)
}

pub(crate) fn requester(form: RequesterForm) -> Requester {
    Requester {
        name: optional(form.name),
        name_in_latin: optional(form.name_in_latin),
        organisation: optional(form.organisation),
        office: optional(form.office),
        address: form.address,
        phone: optional(form.phone),
        email: optional(form.email),
        reference: optional(form.reference),
    }
}
