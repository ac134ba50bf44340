//! Adding a part: it gets its type from the routing at once, by the first answers of the request or by its own.

use super::first_answers::{Chosen, First, own_answers};
use super::{data_codes, optional};
use crate::view::{PartForm, RequestView};
use crate::{Result, Session};
use domain::{NewPart, PartId, Recorded, RequestEvent};

/// Adds a part to an open request. One whose own first answers speak of secrecy seals the request.
pub fn add_part(session: &mut Session, request: &str, form: PartForm) -> Result<RequestView> {
    let case = session.case(request)?;
    let own = own_answers(session.pack_of(&case.request)?, &form)?;
    add(session, request, form, own)
}

/// Adds a part that answers these first questions of its own.
pub(super) fn add(session: &mut Session, request: &str, form: PartForm, own: Chosen) -> Result<RequestView> {
    let id = PartId(session.world.id()?);
    let now = session.now();
    let case = session.case(request)?;
    let pack = session.pack_of(&case.request)?;
    let asks = data_codes(pack, &form.asks, "asks")?;
    let first = First::with_own(&answered(&case.request), own.clone(), asks.clone());
    let lifted = case.request.sealing.is_some() && !case.request.is_sealed();
    if lifted && First::with_own(&Chosen::new(), own.clone(), asks).seals(pack) {
        return Err(super::answer_question::not_in_the_open());
    }
    let mut events = part_events(pack, &case.request, id, form, own, now)?;
    if case.request.sealing.is_none() && first.seals(pack) {
        return super::seal_matter::seal(session, request, first.route(pack).because, events);
    }
    if !case.request.records_request && first.is_records_request(pack) {
        let received = case.request.received.clone();
        let why = "A part was added that can be a request for public records: its dates are counted from the receipt.";
        events.push(domain::correct_receipt(&case.request, received, true, why, now)?);
    }
    session.act_all(request, events, crate::journal::Along::default())
}

/// The events that add a part, with its own first answers, and give it its type.
pub(crate) fn part_events(
    pack: &policy::Pack,
    request: &domain::Request,
    id: PartId,
    form: PartForm,
    own: Chosen,
    now: chrono::NaiveDateTime,
) -> Result<Vec<RequestEvent>> {
    let part = NewPart {
        what: form.what,
        asks: data_codes(pack, &form.asks, "asks")?,
        about: optional(form.about),
        period: optional(form.period),
    };
    let first = First::with_own(&answered(request), own.clone(), part.asks.clone());
    let mut events = vec![domain::add_part(request, id, part)?];
    let mut after = request.clone();
    let (by, capacity) = (domain::PersonId::default(), domain::Capacity::Staff);
    events.iter().for_each(|event| after.evolve(&Recorded { by, capacity, at: now, event: event.clone() }));
    for (question, choices) in own {
        events.push(domain::answer_question(&after, Some(id), question, choices, None, now)?);
    }
    let route = first.route(pack);
    // What the facts point to is recorded even if the pack has no table for it yet: the careful path is taken until it has.
    let type_code = route.meant.unwrap_or(route.type_code);
    events.push(RequestEvent::PartTyped(domain::PartTyped { part: id, type_code, because: route.because }));
    Ok(events)
}

pub(super) fn answered(request: &domain::Request) -> Chosen {
    let given = request.answers.iter();
    given.map(|(question, answered)| (question.clone(), answered.current.choices.clone())).collect()
}
