//! The request page: everything it draws, in words.

use crate::question_view::{
    clause, consequence, data_kinds, data_label, outcome_code, outcome_words, script,
};
use crate::session::{Case, Session};
use crate::timeline::{timeline, who};
use crate::view::*;
use crate::when::{day_words, moment};
use crate::{Result, choices, counsel_view, guide_view, letter_rows, list, ruling, sealed_view};
use domain::deadline::ClockRule;
use domain::{GateState, Modifier, Part, Request, RequestEvent, Requester, Status};
use policy::{GateReading, IdentityKind, Pack, PartReply, Remark, TypeDef};
use std::collections::BTreeMap;

/// Opens a request: that it was opened is itself recorded (P11).
pub fn open_request(session: &mut Session, request: &str) -> Result<RequestView> {
    session.act(request, RequestEvent::Viewed)
}

/// The request page as it is now, without recording anything.
pub fn refresh_request(session: &Session, request: &str) -> Result<RequestView> {
    let case = session.case(request)?;
    let request = &case.request;
    let pack = session.pack_of(request)?;
    let reply = ruling::reply(session, request)?;
    let place = list::standing(session, case)?;
    let kinds = ruling::kinds(pack, &reply);
    let kind = kinds.iter().map(|kind| kind.name.as_str()).collect::<Vec<_>>().join(", ");
    let answers =
        request.answers.iter().map(|(code, given)| (code.clone(), given.current.choices.clone())).collect();
    let (next, next_step) = guide_view::next(session, request)?;
    let parts = request.parts.iter().map(|part| {
        let reply = reply.parts.iter().find(|reply| reply.part == part.id);
        part_view(session, case, pack, part, reply)
    });
    let mut parts = parts.collect::<Result<Vec<_>>>()?;
    for (waits, why) in ruling::waiting_for_director(session, request)? {
        let waiting = parts.iter_mut().filter(|part| part.id == waits.to_string());
        waiting.for_each(|part| part.waits_for_director = Some(why.message.clone()));
    }
    let letters = letter_rows::rows(session, case, &reply)?;
    Ok(RequestView {
        id: request.id.to_string(),
        number: request.reference(),
        title: match request.is_sealed() {
            true => request.reference(),
            false => format!("{} {kind}", request.reference()).trim_end().to_owned(),
        },
        sealed: sealed_view::seal(session, case)?,
        kind,
        state: place.state,
        tone: place.tone,
        read_only: read_only(request).map(str::to_owned),
        outcome: whole_outcome(request),
        received: moment(request.received.at),
        channel: choices::channel_words(request.received.channel).to_owned(),
        first_answers: first_answers(pack, request),
        taken_in_by: request.received.taken_in_by.clone(),
        words: request.words.clone(),
        records_request: request.records_request,
        requester: requester_rows(&request.requester),
        requester_form: requester_form(&request.requester),
        anonymous_allowed: kinds.iter().all(|kind| kind.ask_no_name),
        policy: format!("{}, {}", pack.about.title, pack.about.version),
        custody: crate::custody::case_custody(session, request)?,
        stops: guide_view::stops(session, request)?,
        checklist: guide_view::checklist(&parts, &letters, request),
        parts,
        due: place.due,
        clocks: crate::clock_views::clock_views(session, case, &reply)?,
        timeline: whole_timeline(session, case)?,
        answers: answer_rows(pack, request),
        letters,
        attachments: crate::attachment_rows::attachment_rows(session, pack, request),
        counsel: counsel_view::counsel(session, case)?,
        instrument: request.paper().map(|(_, paper)| counsel_view::instrument_form(paper)),
        paper_version: request.paper_version(),
        paper: request.paper().map(|(_, paper)| counsel_view::paper_rows(pack, paper)).unwrap_or_default(),
        identity: counsel_view::identity_lines(request),
        visits: counsel_view::visit_lines(request),
        preservation: counsel_view::preservation_lines(request),
        holds: crate::holds::hold_views(session, request),
        deliveries: counsel_view::delivery_lines(request),
        fee: crate::dealings::fee_view(pack, request),
        sessions: crate::dealings::session_views(request),
        statements: crate::dealings::statement_lines(request),
        owed: owed(request, &reply),
        keeps_open: keeps_open(session, request)?,
        script: kinds.first().and_then(|kind| script(pack, kind, &answers)),
        data_kinds: data_kinds(pack),
        next,
        next_step,
    })
}

fn read_only(request: &Request) -> Option<&'static str> {
    match request.status {
        Status::Open | Status::Decided => None,
        Status::Closed => Some("This request has ended. It can be opened again with a reason."),
        Status::Withdrawn if request.sealing.is_some() => Some("This matter is withdrawn and read-only."),
        Status::Withdrawn => Some("This number is withdrawn. What it held is shown to the Director only."),
    }
}

/// Everything recorded, and what closed days did to its dates, newest first.
fn whole_timeline(session: &Session, case: &Case) -> Result<Vec<TimelineRow>> {
    let mut rows = timeline(session, case);
    rows.extend(crate::date_changes::timeline_rows(session, case)?);
    rows.sort_by(|a, b| b.at.iso.cmp(&a.at.iso));
    Ok(rows)
}

fn part_view(
    session: &Session,
    case: &Case,
    pack: &Pack,
    part: &Part,
    reply: Option<&PartReply>,
) -> Result<PartView> {
    let request = &case.request;
    let (steps, current) = match reply {
        Some(_) => guide_view::steps(session, request, part)?,
        None => (Vec::new(), None),
    };
    let kind = reply.and_then(|reply| pack.type_def(&reply.type_code));
    let look = request.second_looks.get(&part.id);
    let started =
        look.and_then(|look| look.started.as_ref()).filter(|started| started.what == part.plan_version);
    let taken = look
        .and_then(|look| look.taken.as_ref())
        .filter(|taken| taken.what.plan_version == part.plan_version);
    let (others_could_look, pause_over) = match taken {
        Some(_) => (None, None),
        None => crate::acts::before_looking(session, request, part.id, started.map(|started| started.at)),
    };
    Ok(PartView {
        id: part.id.to_string(),
        serial: part.serial,
        what: part.what.clone(),
        asks: part.asks.iter().map(|code| data_label(pack, code)).collect(),
        about: part.about.clone(),
        period: part.period.clone(),
        kind: reply.map(|reply| reply.type_name.clone()).unwrap_or_default(),
        withdrawn: part.withdrawn,
        waits_for_director: None,
        steps,
        current,
        ruling: reply.map(|reply| ruling_view(pack, request, reply)),
        plan: part.plan.as_ref().map(release_form),
        second_look: taken
            .map(|taken| format!("Second look taken {}: {}", moment(taken.at).words, taken.what.found))
            .or_else(|| started.map(|started| format!("First look {}", moment(started.at).words))),
        look_at: match reply {
            Some(reply) => crate::letter::to_look_at(session, request, part, reply, pack)?,
            None => Vec::new(),
        },
        others_could_look,
        pause_until: pause_over.map(moment),
        decision: part.decision.as_ref().map(|decision| DecisionView {
            outcome: outcome_code(decision.outcome).to_owned(),
            label: outcome_words(decision.outcome, &decision.ruling.modifiers),
            reason: decision.reason.clone(),
            by: who(session, decision.by, decision.capacity),
            at: moment(decision.at),
            grounds: decision.ruling.grounds.iter().map(|label| clause(pack, label)).collect(),
        }),
        identity: kind.map_or(IdentityNeed::Officer, |kind| identity_need(kind.identity)),
        last_day_printed: kind.is_some_and(|kind| prints_last_day(pack, kind)),
        authorization: crate::authorizations::authorization_part(request, part, session.now().date()),
    })
}

fn identity_need(kind: IdentityKind) -> IdentityNeed {
    match kind {
        IdentityKind::Officer => IdentityNeed::Officer,
        IdentityKind::Person => IdentityNeed::Person,
        IdentityKind::Firm => IdentityNeed::Firm,
    }
}

/// Whether a life of the type's paper is counted from a day printed on it (K8).
fn prints_last_day(pack: &Pack, kind: &TypeDef) -> bool {
    let lives = kind.life.iter().filter_map(|life| pack.clock(&life.clock));
    lives.into_iter().any(|clock| matches!(clock.rule, ClockRule::PrintedLife { .. }))
}

/// The answers to the first questions that a part may answer otherwise.
fn first_answers(pack: &Pack, request: &Request) -> BTreeMap<String, Vec<String>> {
    let own =
        pack.routing.questions.iter().filter_map(|question| request.answers.get_key_value(&question.code));
    let codes = |given: &domain::Answered| given.current.choices.iter().map(ToString::to_string).collect();
    own.map(|(question, given)| (question.to_string(), codes(given))).collect()
}

/// What was decided on the whole, in words. Where officers took everything, nothing was released by the library.
fn whole_outcome(request: &Request) -> Option<String> {
    let taken = |part: &Part| {
        part.decision.as_ref().is_some_and(|decision| decision.ruling.modifiers.contains(&Modifier::Search))
    };
    let modifiers: &[Modifier] = if request.live_parts().all(taken) { &[Modifier::Search] } else { &[] };
    request.outcome().map(|outcome| outcome_words(outcome, modifiers))
}

fn ruling_view(pack: &Pack, request: &Request, reply: &PartReply) -> RulingView {
    let is_taken = reply.unplanned && reply.modifiers.contains(&Modifier::Search);
    let options = reply.options.iter().map(|option| OptionView {
        outcome: outcome_code(option.outcome).to_owned(),
        label: outcome_words(option.outcome, &[]),
        consequence: consequence(option.outcome, is_taken).to_owned(),
        open: option.allowed,
        suggested: ruling::is_suggested(reply, option.outcome),
        blocked_by: option
            .blocked_by
            .iter()
            .map(|blocker| ObstacleView {
                why: blocker.why.clone(),
                how: blocker.how.clone(),
                who: blocker.who_lifts.clone(),
            })
            .collect(),
    });
    let withheld = reply.withheld.iter().map(|kept| Labelled {
        code: kept.data.to_string(),
        label: format!("{}: {}", data_label(pack, &kept.data).label, kept.ground),
    });
    RulingView {
        row: reply.row.to_string(),
        outcome: outcome_code(reply.outcome).to_owned(),
        label: ruling::outcome_label(reply),
        chain: reply.chain.clone(),
        options: options.collect(),
        gates: reply.gates.iter().map(gate_view).collect(),
        allowed: reply.plannable.iter().map(|code| data_label(pack, code)).collect(),
        withheld: withheld.collect(),
        clauses: reply.citations.iter().map(|citation| clause(pack, &citation.label)).collect(),
        reason: reply.because.clone(),
        remarks: match request.is_live() {
            true => reply.remarks.iter().map(|remark| remark_view(request, remark)).collect(),
            false => Vec::new(),
        },
    }
}

fn remark_view(request: &Request, remark: &Remark) -> RemarkView {
    let own_part = remark.own_part.as_ref().map(|own| OwnPartView {
        kind: own.type_name.clone(),
        there: own.there.and_then(|part| request.part(part)).map(|part| part.serial),
        open: own.leads,
    });
    RemarkView { code: remark.code.to_string(), says: remark.says.clone(), own_part }
}

fn gate_view(gate: &GateReading) -> GateView {
    let (state, tone) = match gate.state {
        GateState::Green => ("Met", Tone::Done),
        GateState::Amber => ("Enough to hold or decline", Tone::Wait),
        GateState::Red => ("Not met", Tone::Stop),
        GateState::Grey => ("Not needed here", Tone::Open),
    };
    GateView {
        code: gate.id.to_string(),
        name: gate.name.clone(),
        state: state.to_owned(),
        tone,
        met: gate.met,
        why: gate.why.clone(),
        how: gate.how.clone(),
        form: guide_view::form_of_gate(gate.kind),
    }
}

fn release_form(plan: &domain::ReleasePlan) -> ReleaseForm {
    let fields = plan.fields.iter().map(|field| ReleaseField {
        data: field.data.to_string(),
        label: field.label.clone(),
        value: field.value.clone(),
    });
    ReleaseForm {
        fields: fields.collect(),
        person: plan.person.clone().unwrap_or_default(),
        period: plan.period.clone().unwrap_or_default(),
        enclosed: plan.enclosed.clone().unwrap_or_default(),
    }
}

fn requester_rows(asker: &Requester) -> Vec<Labelled> {
    let address = (!asker.address.is_empty()).then(|| asker.address.join(", "));
    let rows = [
        ("Name", &asker.name),
        ("Latin spelling", &asker.name_in_latin),
        ("Agency or company", &asker.organisation),
        ("Rank or role", &asker.office),
        ("Address", &address),
        ("Telephone", &asker.phone),
        ("E-mail", &asker.email),
        ("Their reference", &asker.reference),
    ];
    rows.into_iter()
        .filter_map(|(label, value)| {
            value.clone().map(|value| Labelled { code: label.to_owned(), label: value })
        })
        .collect()
}

pub(crate) fn requester_form(asker: &Requester) -> RequesterForm {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    RequesterForm {
        name: text(&asker.name),
        name_in_latin: text(&asker.name_in_latin),
        organisation: text(&asker.organisation),
        office: text(&asker.office),
        address: asker.address.clone(),
        phone: text(&asker.phone),
        email: text(&asker.email),
        reference: text(&asker.reference),
    }
}

fn answer_rows(pack: &Pack, request: &Request) -> Vec<AnswerRow> {
    let whole = request.answers.iter().map(|answer| ("The whole request".to_owned(), None, answer));
    let of_parts = request.live_parts().flat_map(|part| {
        let group = format!("Part {}: {}", part.serial, part.what);
        part.answers.iter().map(move |answer| (group.clone(), Some(part.id), answer))
    });
    let first = request.live_parts().next().map(|part| part.id);
    whole
        .chain(of_parts)
        .filter_map(|(group, part, (code, given))| {
            let question = pack.question(code)?;
            let label = |answer: &domain::Answer| {
                let labels = answer.choices.iter().map(|choice| {
                    let known = question.options.iter().find(|known| known.code == *choice);
                    known.map_or_else(|| choice.to_string(), |known| known.label.clone())
                });
                labels.collect::<Vec<_>>().join("; ")
            };
            Some(AnswerRow {
                group,
                question: question.heading.clone(),
                answer: label(&given.current),
                note: given.current.note.clone(),
                earlier: given.earlier.iter().map(label).collect(),
                unused: false,
                open: part.or(first).map(|part| format!("{part}/{code}")),
            })
        })
        .collect()
}

/// What is still owed to the library, a line each, while anything can be recorded here.
fn owed(request: &Request, reply: &policy::Reply) -> Vec<String> {
    let owed = ruling::owed(reply).into_iter().filter(|_| request.is_live());
    owed.map(|clock| format!("{}, by {}", clock.name, day_words(clock.due.date()))).collect()
}

fn keeps_open(session: &Session, request: &Request) -> Result<Vec<String>> {
    let mut open: Vec<String> = request
        .live_parts()
        .filter(|part| !part.decision.as_ref().is_some_and(|decision| decision.outcome.is_final()))
        .map(|part| format!("Part {} has no final outcome.", part.serial))
        .collect();
    let sessions = request.open_sessions();
    open.extend(sessions.map(|open| {
        format!("The session on ticket {} is still open. Close it and record its end.", open.ticket)
    }));
    let needs = ruling::closing_needs(session, request)?;
    open.extend(needs.gates.iter().map(|(_, why)| why.clone()));
    open.extend(needs.parts.iter().map(|kind| format!("A part of its own is still to be added: {kind}.")));
    let unsettled = needs.letters.iter().filter(|letter| !domain::is_settled(request, letter));
    open.extend(unsettled.map(|letter| format!("Letter still open: {}.", letter.title)));
    Ok(open)
}
