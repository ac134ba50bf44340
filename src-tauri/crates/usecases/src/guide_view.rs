//! The guided road for the screens: steps, stops, the checklist and what to do next.

use crate::question_view::{clause, standing_words};
use crate::session::Session;
use crate::view::{
    ChecklistItem, ChoiceView, Clause, FormKind, LetterRow, PartView, StepBody, StepStatus, StepView,
    StopView, Strength, Tone,
};
use crate::{Result, ruling};
use domain::{Part, PartId, Request};
use policy::{Act, Citation, GateKind, Guide, Step, Stop};

/// The steps of a part, and the one to do now.
pub(crate) fn steps(
    session: &Session,
    request: &Request,
    part: &Part,
) -> Result<(Vec<StepView>, Option<String>)> {
    let Some(guide) = guide(session, request, part.id)? else { return Ok((Vec::new(), None)) };
    let steps = guide.steps.iter().map(|step| step_view(step, &guide.version)).collect();
    Ok((steps, Some(guide.current)))
}

/// All stops of a request, strongest first.
pub(crate) fn stops(session: &Session, request: &Request) -> Result<Vec<StopView>> {
    if !request.is_live() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for part in request.live_parts().filter(|part| !is_final(part)) {
        let Some(guide) = guide(session, request, part.id)? else { continue };
        found.extend(
            guide
                .stops
                .iter()
                .map(|stop| (stop.strength, stop_view(session, request, part, stop, &guide.version))),
        );
    }
    found.sort_by_key(|(strength, _)| *strength);
    Ok(found.into_iter().map(|(_, stop)| stop).collect())
}

/// Whether a part is stopped: nothing goes on before the stop is lifted.
pub(crate) fn is_stopped(session: &Session, request: &Request, part: PartId) -> bool {
    let open = request.part(part).is_some_and(|part| !is_final(part));
    let stop = |guide: Guide| guide.stops.iter().any(|stop| stop.strength == policy::Strength::Stop);
    open && guide(session, request, part).ok().flatten().is_some_and(stop)
}

/// What to do next, in words, and the step to open for it.
pub(crate) fn next(session: &Session, request: &Request) -> Result<(String, Option<String>)> {
    if !request.is_live() {
        return Ok(("Nothing. The request has ended.".to_owned(), None));
    }
    for part in request.live_parts().filter(|part| !is_final(part)) {
        let Some(guide) = guide(session, request, part.id)? else { continue };
        let stop = guide.stops.iter().find(|stop| stop.strength == policy::Strength::Stop);
        if let Some(stop) = stop {
            let step = stop.step.clone().unwrap_or_else(|| guide.current.clone());
            return Ok((stop.heading.clone(), Some(format!("{}/{step}", part.id))));
        }
        let heading =
            guide.steps.iter().find(|step| step.id == guide.current).map(|step| step.heading.clone());
        let heading = heading.unwrap_or_else(|| "Decide".to_owned());
        return Ok((heading, Some(format!("{}/{}", part.id, guide.current))));
    }
    let needs = ruling::needed_letters(session, request)?;
    if let Some(letter) = needs.iter().find(|letter| !domain::is_settled(request, letter)) {
        return Ok((format!("Letter: {}", letter.title), None));
    }
    if request.deliveries.iter().any(|sent| sent.what.sent_at.is_some())
        && let Some(owed) = owed(session, request)?
    {
        return Ok(owed);
    }
    Ok(("Record how the letters were delivered, then close the request".to_owned(), None))
}

/// What somebody still owes after an answer that went out: the step that records it.
fn owed(session: &Session, request: &Request) -> Result<Option<(String, Option<String>)>> {
    let reply = ruling::reply(session, request)?;
    for part in reply.parts.iter().filter(|part| part.clocks.iter().any(|clock| clock.owed)) {
        let Some(guide) = guide(session, request, part.part)? else { continue };
        let records = |step: &&Step| {
            matches!(step.body, policy::StepBody::Task { form: Act::Statement, .. })
                && step.status != policy::StepStatus::Done
        };
        if let Some(step) = guide.steps.iter().find(records) {
            return Ok(Some((step.heading.clone(), Some(format!("{}/{}", part.part, step.id)))));
        }
    }
    Ok(None)
}

/// The checklist of the whole request.
pub(crate) fn checklist(parts: &[PartView], letters: &[LetterRow], request: &Request) -> Vec<ChecklistItem> {
    let mut items = Vec::new();
    for part in parts.iter().filter(|part| !part.withdrawn) {
        let mut seen = Vec::new();
        for step in &part.steps {
            if seen.contains(&step.section) {
                continue;
            }
            seen.push(step.section.clone());
            let of_section: Vec<_> =
                part.steps.iter().filter(|other| other.section == step.section).collect();
            let first_open = of_section.iter().find(|step| step.status != StepStatus::Done);
            let (state, tone) = section_state(&of_section);
            let open = first_open.map_or(step.id.as_str(), |step| step.id.as_str());
            let prefix = if parts.len() > 1 { format!("Part {}: ", part.serial) } else { String::new() };
            items.push(item(
                &format!("{prefix}{}", step.section),
                state,
                tone,
                Some(format!("{}/{open}", part.id)),
            ));
        }
    }
    let decided = request.live_parts().all(is_final) && request.live_parts().next().is_some();
    for letter in letters.iter().filter(|letter| letter.mandatory) {
        items.push(item(&letter.title, &letter.state, letter.tone, Some("letters".to_owned())));
    }
    let delivered = request.deliveries.iter().any(|sent| sent.what.sent_at.is_some());
    let (state, tone) = match (delivered, decided) {
        (true, _) => ("Done", Tone::Done),
        (false, _) if !request.is_live() => ("Not needed", Tone::Done),
        (false, true) => ("Not started", Tone::Open),
        (false, false) => ("Cannot start yet", Tone::Open),
    };
    items.push(item("Delivery", state, tone, Some("delivery".to_owned())));
    let (state, tone) = match (request.is_live(), decided) {
        (false, _) => ("Done", Tone::Done),
        (true, true) => ("Not started", Tone::Open),
        (true, false) => ("Cannot start yet", Tone::Open),
    };
    items.push(item("Close the request", state, tone, Some("close".to_owned())));
    items
}

/// The form that supplies what a gate needs.
pub(crate) fn form_of_gate(kind: GateKind) -> FormKind {
    match kind {
        GateKind::Identity => FormKind::Identity,
        GateKind::Instrument | GateKind::Live => FormKind::Instrument,
        GateKind::Judge | GateKind::CounselAdvice => FormKind::Advice,
        GateKind::CounselConsulted => FormKind::Counsel,
        GateKind::Scope | GateKind::OptIn | GateKind::Minimum => FormKind::ReleasePlan,
        GateKind::SecondLook => FormKind::SecondLook,
        GateKind::Delivery => FormKind::Delivery,
        GateKind::Authority
        | GateKind::Conflict
        | GateKind::DirectorOnly
        | GateKind::Consent
        | GateKind::Gag => FormKind::None,
        GateKind::Authorization => FormKind::Authorization,
        GateKind::Fee => FormKind::Fee,
        GateKind::Vendor => FormKind::VendorSession,
    }
}

fn guide(session: &Session, request: &Request, part: PartId) -> Result<Option<Guide>> {
    let pack = session.pack_of(request)?;
    Ok(policy::guide(pack, &ruling::case(session, request), part))
}

fn is_final(part: &Part) -> bool {
    part.decision.as_ref().is_some_and(|decision| decision.outcome.is_final())
}

fn item(label: &str, state: &str, tone: Tone, open: Option<String>) -> ChecklistItem {
    ChecklistItem { label: label.to_owned(), state: state.to_owned(), tone, open }
}

fn section_state(steps: &[&StepView]) -> (&'static str, Tone) {
    let all = |status| steps.iter().all(|step| step.status == status);
    let any = |status| steps.iter().any(|step| step.status == status);
    if all(StepStatus::Done) {
        ("Done", Tone::Done)
    } else if any(StepStatus::InProgress) || any(StepStatus::Done) {
        ("In progress", Tone::Wait)
    } else if all(StepStatus::CannotStart) {
        ("Cannot start yet", Tone::Open)
    } else {
        ("Not started", Tone::Open)
    }
}

fn step_view(step: &Step, version: &str) -> StepView {
    StepView {
        id: step.id.clone(),
        section: step.section.clone(),
        heading: step.heading.clone(),
        hint: step.hint.clone(),
        why: step.why.clone(),
        clauses: step.clause.iter().map(|citation| cited(citation, version)).collect(),
        status: match step.status {
            policy::StepStatus::Done => StepStatus::Done,
            policy::StepStatus::InProgress => StepStatus::InProgress,
            policy::StepStatus::NotStarted => StepStatus::NotStarted,
            policy::StepStatus::CannotStart => StepStatus::CannotStart,
        },
        answer: step.answer.clone(),
        body: body(&step.body),
    }
}

fn body(body: &policy::StepBody) -> StepBody {
    match body {
        policy::StepBody::Start { what, have_at_hand, what_happens, minutes } => {
            let mut at_hand = have_at_hand.clone();
            at_hand.push(format!("About {minutes} minutes"));
            StepBody::Start { what: what.clone(), at_hand, road: what_happens.clone() }
        }
        policy::StepBody::Facts { form } => StepBody::Facts { form: form_of(*form) },
        policy::StepBody::Question { question, several, choices, chosen, note, whole_request } => {
            StepBody::Question {
                question: question.to_string(),
                several: *several,
                choices: choices.iter().map(choice).collect(),
                chosen: chosen.iter().map(ToString::to_string).collect(),
                note: note.clone(),
                whole_request: *whole_request,
            }
        }
        policy::StepBody::Task { form, optional: _ } => StepBody::Task { form: form_of(*form) },
        policy::StepBody::Explain { lines } => StepBody::Explain { lines: lines.clone() },
        policy::StepBody::Check { lines: _ } => StepBody::Check {},
        policy::StepBody::Decide => StepBody::Decide {},
    }
}

fn choice(choice: &policy::Choice) -> ChoiceView {
    ChoiceView {
        code: choice.code.to_string(),
        label: choice.label.clone(),
        hint: choice.hint.clone(),
        preview: (!choice.preview.is_empty()).then(|| choice.preview.clone()),
        not_sure: choice.not_sure,
    }
}

fn form_of(act: Act) -> FormKind {
    match act {
        Act::IdentityCheck => FormKind::Identity,
        Act::Instrument => FormKind::Instrument,
        Act::ConsultCounsel => FormKind::Counsel,
        Act::Advice => FormKind::Advice,
        Act::Conflict => FormKind::Conflict,
        Act::Visit => FormKind::Visit,
        Act::Preserve => FormKind::Preservation,
        Act::Plan => FormKind::ReleasePlan,
        Act::SecondLook => FormKind::SecondLook,
        Act::Delivery => FormKind::Delivery,
        Act::Requester => FormKind::Requester,
        Act::Attachment => FormKind::Attachment,
        Act::Authorization => FormKind::Authorization,
        Act::Fee => FormKind::Fee,
        Act::VendorSession => FormKind::VendorSession,
        Act::Statement => FormKind::Statement,
        Act::DirectorTry => FormKind::DirectorTry,
        Act::Unseal => FormKind::Unseal,
    }
}

fn cited(citation: &Citation, version: &str) -> Clause {
    Clause {
        label: citation.label.clone(),
        text: citation.text.clone(),
        version: version.to_owned(),
        standing: standing_words(citation.mark).to_owned(),
    }
}

fn stop_view(session: &Session, request: &Request, part: &Part, stop: &Stop, version: &str) -> StopView {
    let record = form_of(stop.act);
    let counsels = matches!(record, FormKind::Counsel | FormKind::Advice);
    let caused_by = stop.caused_by.as_ref().map(|question| format!("{}/{question}", part.id));
    let pack = session.pack_of(request).ok();
    let clauses = match (&stop.clause, pack) {
        (Some(citation), Some(pack)) => {
            vec![Clause { version: version.to_owned(), ..clause(pack, &citation.label) }]
        }
        _ => Vec::new(),
    };
    StopView {
        id: stop.id.clone(),
        strength: match stop.strength {
            policy::Strength::Stop => Strength::Stop,
            policy::Strength::Hold => Strength::Hold,
            policy::Strength::Check => Strength::Check,
        },
        part: Some(part.id.to_string()),
        heading: stop.heading.clone(),
        reason: stop.reason.clone(),
        do_not: stop.do_not.clone(),
        say: (!stop.say.is_empty()).then(|| stop.say.clone()),
        call: if counsels { call_lines(session) } else { Vec::new() },
        write_down: stop.write_down.clone(),
        clauses,
        record,
        action: action(record).to_owned(),
        caused_by,
        // Only a Stop says that everything waits; a hold or a check speaks for itself.
        banner: match stop.strength {
            policy::Strength::Stop => {
                format!("Stopped. {}", stop.heading.strip_prefix("Stop. ").unwrap_or(&stop.heading))
            }
            policy::Strength::Hold | policy::Strength::Check => stop.heading.clone(),
        },
    }
}

fn call_lines(session: &Session) -> Vec<String> {
    let route = &session.office.counsel;
    let named = |label: &str, text: &String| (!text.is_empty()).then(|| format!("{label}: {text}"));
    [
        named("Office", &route.department),
        named("Lawyer", &route.lawyer),
        named("Telephone", &route.phone),
        named("Hours", &route.hours),
        named("After hours", &route.after_hours),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn action(form: FormKind) -> &'static str {
    match form {
        FormKind::Counsel => "I called. Record it",
        FormKind::Advice => "Record counsel's advice",
        FormKind::Identity => "Record the check",
        FormKind::Instrument => "Copy the paper",
        FormKind::Visit => "Write down the visit",
        FormKind::Preservation => "Record what is kept",
        FormKind::ReleasePlan => "Name what goes out",
        FormKind::SecondLook => "Look a second time",
        FormKind::Delivery => "Choose how it goes out",
        FormKind::Conflict => "Say whether it concerns you",
        FormKind::Requester => "Describe who asked",
        FormKind::Attachment => "Attach the copy",
        FormKind::Authorization => "Write the authorization",
        FormKind::Fee => "Estimate the work",
        FormKind::VendorSession => "Record the session",
        FormKind::Statement => "Record the statement",
        FormKind::DirectorTry => "I tried the Director. Record it",
        FormKind::Unseal => "Unseal the matter",
        FormKind::Letter => "Open the letter",
        FormKind::None => "Continue",
    }
}
