//! Adding a part: it gets its type from the routing at once.

use super::{data_codes, optional};
use crate::view::{PartForm, RequestView};
use crate::{Result, Session};
use domain::{NewPart, PartId, RequestEvent};

/// Adds a part to an open request.
pub fn add_part(session: &mut Session, request: &str, form: PartForm) -> Result<RequestView> {
    let id = PartId(session.world.id()?);
    let case = session.case(request)?;
    let pack = session.pack_of(&case.request)?;
    let events = part_events(pack, &case.request, id, form)?;
    session.act_all(request, events, crate::journal::Along::default())
}

/// The events that add a part and give it its type.
pub(crate) fn part_events(
    pack: &policy::Pack,
    request: &domain::Request,
    id: PartId,
    form: PartForm,
) -> Result<Vec<RequestEvent>> {
    let part = NewPart {
        what: form.what,
        asks: data_codes(pack, &form.asks, "asks")?,
        about: optional(form.about),
        period: optional(form.period),
    };
    let asks = part.asks.clone();
    let added = domain::add_part(request, id, part)?;
    let answers = request
        .answers
        .iter()
        .map(|(question, answered)| (question.clone(), answered.current.choices.clone()))
        .collect();
    let route = policy::route_answers(pack, &answers, &asks);
    // What the facts point to is recorded even if the pack has no table for it yet: the careful path is taken until it has.
    let type_code = route.meant.unwrap_or(route.type_code);
    let typed = RequestEvent::PartTyped(domain::PartTyped { part: id, type_code, because: route.because });
    Ok(vec![added, typed])
}
