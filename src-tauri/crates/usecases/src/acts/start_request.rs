//! Taking a request in: from what is seen and who it comes from, never from what a lay person thinks of a paper.

use super::add_part::part_events;
use super::describe_requester::requester;
use super::first_answers::{Chosen, First, is_by_part, known_answers, own_answers};
use super::seal_matter::first_of_sealed;
use super::{data_codes, optional};
use crate::choices::{channel, channels};
use crate::view::{
    FirstContactView, FirstQuestion, Labelled, NewRequestForm, PartForm, RequestView, RoutePreview,
};
use crate::when::{moment, need_moment};
use crate::{Code, Error, Result, Session, question_view};
use chrono::Datelike;
use domain::{Intake, PartId, Received, Recorded, Request, RequestEvent, RequestId};
use policy::Pack;
use std::collections::BTreeMap;

/// What the new-request screen draws.
pub fn first_contact(session: &Session) -> Result<FirstContactView> {
    let pack = session.pack()?;
    // Secrecy first: once it is known, not a word of what follows lies among the ordinary requests.
    let asked = policy::asked_first(pack).into_iter().chain(&pack.routing.questions);
    let questions = asked.map(|question| FirstQuestion {
        code: question.code.to_string(),
        heading: question.heading.clone(),
        hint: optional(question.hint.clone()),
        several: question.several,
        choices: question.options.iter().map(question_view::choice).collect(),
        only_when: question.only_when.clone(),
        by_part: is_by_part(pack, &question.code),
    });
    let types =
        pack.types.values().map(|kind| Labelled { code: kind.code.to_string(), label: kind.name.clone() });
    Ok(FirstContactView {
        channels: channels(),
        questions: questions.collect(),
        data_kinds: question_view::data_kinds(pack),
        now: moment(session.now()),
        not_ready: not_ready(session),
        types: types.collect(),
    })
}

/// Where the first answers lead, before anything is recorded.
pub fn preview_route(
    session: &Session,
    answers: &BTreeMap<String, Vec<String>>,
    asks: &[String],
) -> Result<RoutePreview> {
    let pack = session.pack()?;
    let answers = known_answers(pack, answers)?;
    let asks = data_codes(pack, asks, "asks")?;
    let route = policy::route_answers(pack, &answers, &asks);
    let kind =
        pack.type_def(&route.type_code).ok_or_else(|| Error::internal("the pack names a type it lacks"))?;
    let sealed = policy::answers_seal(pack, &answers, &asks);
    let stop = kind.stops.iter().find(|stop| stop.when.is_empty()).map(|stop| stop.heading.clone());
    Ok(RoutePreview {
        kind: kind.name.clone(),
        what: if route.careful { route.because } else { kind.what.clone() },
        careful: route.careful,
        script: question_view::script(pack, kind, &answers),
        stop,
        anonymous: kind.ask_no_name,
        sealed,
    })
}

/// Opens a request with its parts. Its number is given now; before that it was a draft with no clock. One whose first
/// answers speak of secrecy is sealed from its first word and takes no number.
pub fn start_request(session: &mut Session, form: NewRequestForm) -> Result<RequestView> {
    let now = session.now();
    if form.parts.is_empty() {
        let help = "Say in a few neutral words what is asked. Add a part for each different thing.";
        return Err(Error::new(Code::Missing, "The request has no part.", help).at("parts"));
    }
    let intake = Intake {
        received: Received {
            at: need_moment(&form.received_at, "received_at")?,
            channel: channel(&form.channel)?,
            taken_in_by: optional(form.taken_in_by.clone()),
        },
        words: form.words.clone(),
        records_request: false,
    };
    let id = RequestId(session.world.id()?);
    let ids = form.parts.iter().map(|_| session.world.id().map(PartId)).collect::<Result<Vec<_>>>()?;
    let pack = session.pack()?;
    let pack_ref = session.office.pack().cloned().unwrap_or_default();
    let answers = known_answers(pack, &form.answers)?;
    let secret = secrecy(pack, &answers, &form.parts)?;
    let serial = secret.is_none().then(|| next_serial(session, intake.received.at.year()));
    let records_request = is_records_request(pack, &answers, &form.parts)?;
    let intake = Intake { records_request, ..intake };
    let practice = session.is_practice();
    let opened = domain::open_request(intake, &session.office.counsel, practice, serial, &pack_ref, now)?;
    let is_sealed = secret.is_some();
    let mut events = Vec::new();
    events.extend(secret.map(|because| first_of_sealed(session, because)).transpose()?);
    events.push(opened);
    let mut after = Request::new(id);
    let by = session.me;
    let apply = |after: &mut Request, event: &RequestEvent| {
        after.evolve(&Recorded { by, capacity: domain::Capacity::Staff, at: now, event: event.clone() });
    };
    events.iter().for_each(|event| apply(&mut after, event));
    let asker = requester(form.requester);
    if asker != domain::Requester::default() {
        events.push(domain::describe_requester(&after, asker)?);
    }
    for (question, choices) in answers {
        let event = domain::answer_question(&after, None, question, choices, None, now)?;
        apply(&mut after, &event);
        events.push(event);
    }
    for (part, id) in form.parts.into_iter().zip(ids) {
        let own = own_answers(pack, &part)?;
        let added = part_events(pack, &after, id, part, own, now)?;
        added.iter().for_each(|event| apply(&mut after, event));
        events.extend(added);
    }
    if is_sealed {
        session.open_sealed(id, events, None)?;
    } else {
        session.open_case(id, events)?;
    }
    crate::request_view::refresh_request(session, &id.to_string())
}

/// Why the first answers seal what comes in, if they do: one part is enough.
fn secrecy(pack: &Pack, answers: &Chosen, parts: &[PartForm]) -> Result<Option<String>> {
    for part in parts {
        let first = First::of_part(pack, answers, part)?;
        if first.seals(pack) {
            return Ok(Some(first.route(pack).because));
        }
    }
    Ok(None)
}

/// Whether the open-records clocks run: if any part is of a type that can be a records request.
fn is_records_request(pack: &Pack, answers: &Chosen, parts: &[PartForm]) -> Result<bool> {
    for part in parts {
        if First::of_part(pack, answers, part)?.is_records_request(pack) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What keeps a real request from starting, in words.
pub(crate) fn not_ready(session: &Session) -> Vec<String> {
    if session.is_practice() {
        return Vec::new();
    }
    session.office.counsel.missing().into_iter().map(|what| format!("Settings lack {what}.")).collect()
}

/// Ordinary numbers run without gaps within a year of receipt. Everybody sees every ordinary number, a sealed matter has none,
/// and the number of a request that was disposed of is never given again.
fn next_serial(session: &Session, year: i32) -> u32 {
    let used = session.visible_cases().filter(|case| case.request.sealing.is_none());
    let gone = session.office.disposals.iter().flat_map(|disposal| &disposal.what.requests);
    let used = used.map(|case| case.request.number).chain(gone.map(|stub| stub.number));
    let used = used.filter(|number| number.year == year);
    used.map(|number| number.serial).max().unwrap_or(0) + 1
}
