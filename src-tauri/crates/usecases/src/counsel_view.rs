//! Counsel's file, the paper, identity, visits, preservation and deliveries in words.

use crate::question_view::{clause, data_label};
use crate::session::{Case, Session};
use crate::view::{AdviceRow, CounselView, InstrumentForm, Labelled};
use crate::when::{day_words, due_iso, due_words, time_words};
use crate::{Result, choices, ruling};
use domain::{
    Advice, AdviceResult, CallBackResult, Fact, Instrument, InstrumentField, PrivilegedWords, Recorded,
    Request,
};
use policy::{GateKind, Pack};

/// Counsel's file.
pub(crate) fn counsel(session: &Session, case: &Case) -> Result<CounselView> {
    let request = &case.request;
    let pack = session.pack_of(request)?;
    let route = &session.office.counsel;
    let rows = [
        ("Department", &route.department),
        ("Lawyer", &route.lawyer),
        ("Telephone", &route.phone),
        ("E-mail", &route.email),
        ("Hours", &route.hours),
        ("After hours", &route.after_hours),
    ];
    let tries = request.counsel_tries.iter().map(|attempt| {
        (
            attempt.what.at,
            format!(
                "{}: tried {}. {}",
                time_words(attempt.what.at),
                attempt.what.number,
                attempt.what.result
            ),
        )
    });
    let calls = request.consultations.iter().map(|call| {
        let call = &call.what;
        (
            call.at,
            format!(
                "{}: reached {} ({}). Asked: {}",
                time_words(call.at),
                call.lawyer,
                call.how,
                call.question
            ),
        )
    });
    let mut contacts: Vec<_> = tries.chain(calls).collect();
    contacts.sort_by_key(|contact| std::cmp::Reverse(contact.0));
    let (reason, questions) = ruling::referral(session, request, &day_words)?;
    let advice = words_of(case).rev().map(|(advice, words)| {
        let scope: Vec<_> = advice.what.scope.iter().map(|code| data_label(pack, code).label).collect();
        AdviceRow {
            result: advice.what.result.map(result_words).unwrap_or_default().to_owned(),
            from: format!("{}, {}", advice.what.lawyer, time_words(advice.what.at)),
            words: words.map_or(NOT_GIVEN, |words| &words.event.words).to_owned(),
            scope: scope.join(", "),
            current: advice.what.paper_version == request.paper_version(),
        }
    });
    let gate = pack.gate_of(GateKind::CounselConsulted);
    Ok(CounselView {
        route: rows
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(label, value)| Labelled { code: label.to_owned(), label: value.clone() })
            .collect(),
        numbers: [&route.phone, &route.after_hours]
            .into_iter()
            .filter(|text| !text.is_empty())
            .cloned()
            .collect(),
        brief: brief(request, &reason, &questions),
        contacts: contacts.into_iter().map(|(_, words)| words).collect(),
        advice: advice.collect(),
        clauses: gate
            .map(|gate| gate.grounds.iter().map(|label| clause(pack, label)).collect())
            .unwrap_or_default(),
        label: "Legal advice. Do not give out with the record.".to_owned(),
        consulted: !request.consultations.is_empty(),
    })
}

/// What stands in place of counsel's words for whoever is not given them.
const NOT_GIVEN: &str =
    "Counsel's words are kept where only the Director, and whoever may read what counsel said, can see them.";

/// Each advice with counsel's words, as far as they can be read here. An author's own are all there or all hidden, so they are
/// told apart by author and order.
fn words_of(
    case: &Case,
) -> impl DoubleEndedIterator<Item = (&Fact<Advice>, Option<&Recorded<PrivilegedWords>>)> {
    let advice = &case.request.advice;
    advice.iter().enumerate().map(|(at, one)| {
        let earlier = advice[..at].iter().filter(|earlier| earlier.by == one.by).count();
        (one, case.privileged.iter().filter(|words| words.by == one.by).nth(earlier))
    })
}

/// What to ask, on one page, made from the answers.
fn brief(request: &Request, reason: &str, questions: &[String]) -> String {
    let mut lines = vec![
        format!("Request {}, received {}.", request.reference(), time_words(request.received.at)),
        format!("Their words: “{}”", request.words),
        reason.to_owned(),
    ];
    lines.extend(questions.iter().enumerate().map(|(index, question)| format!("{}. {question}", index + 1)));
    lines.join("\n")
}

fn result_words(result: AdviceResult) -> &'static str {
    match result {
        AdviceResult::Comply => "Comply as asked",
        AdviceResult::ComplyInScope => "Comply within a stated scope",
        AdviceResult::Object => "Object, or go to court",
        AdviceResult::Decline => "Decline",
    }
}

/// The paper in words, in the order of a paper.
pub(crate) fn paper_rows(pack: &Pack, paper: &Instrument) -> Vec<Labelled> {
    InstrumentField::ALL
        .into_iter()
        .map(|field| {
            let value = match field {
                InstrumentField::Kind => paper.kind.clone(),
                InstrumentField::Issuer => paper.issuer.clone(),
                InstrumentField::CaseNumber => paper.case_number.clone(),
                InstrumentField::Signer => paper.signer.clone(),
                InstrumentField::SignerOffice => paper.signer_office.clone(),
                InstrumentField::Dated => paper.dated.map(day_words),
                InstrumentField::ReturnBy => paper.return_by.map(due_words),
                InstrumentField::Scope => paper.scope.clone(),
                InstrumentField::Service => paper.service.clone(),
            };
            let absent =
                if paper.not_stated.contains(&field) { "Not stated on the paper" } else { "Not copied yet" };
            Labelled {
                code: field_label(field).to_owned(),
                label: value.unwrap_or_else(|| absent.to_owned()),
            }
        })
        .chain(
            paper.execute_by.map(|day| Labelled {
                code: "Last day for carrying it out".to_owned(),
                label: day_words(day),
            }),
        )
        .chain((!paper.data.is_empty()).then(|| {
            let kinds: Vec<_> = paper.data.iter().map(|code| data_label(pack, code).label).collect();
            Labelled { code: "Data it reaches".to_owned(), label: kinds.join(", ") }
        }))
        .collect()
}

fn field_label(field: InstrumentField) -> &'static str {
    match field {
        InstrumentField::Kind => "What it calls itself",
        InstrumentField::Issuer => "Issued by",
        InstrumentField::CaseNumber => "Case number",
        InstrumentField::Signer => "Signed by",
        InstrumentField::SignerOffice => "Signer's office",
        InstrumentField::Dated => "Date on the paper",
        InstrumentField::ReturnBy => "Return or expiry",
        InstrumentField::Scope => "What it commands",
        InstrumentField::Service => "How it was served",
    }
}

/// The paper for the form.
pub(crate) fn instrument_form(paper: &Instrument) -> InstrumentForm {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let at = |value: Option<chrono::NaiveDateTime>| {
        value.map(|at| at.format("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default()
    };
    let field = |field: &InstrumentField| {
        serde_json::to_value(field).ok().and_then(|code| code.as_str().map(str::to_owned)).unwrap_or_default()
    };
    InstrumentForm {
        kind: text(&paper.kind),
        issuer: text(&paper.issuer),
        case_number: text(&paper.case_number),
        signer: text(&paper.signer),
        signer_office: text(&paper.signer_office),
        dated: paper.dated.map(|date| date.to_string()).unwrap_or_default(),
        execute_by: paper.execute_by.map(|date| date.to_string()).unwrap_or_default(),
        return_by: paper.return_by.map(due_iso).unwrap_or_default(),
        return_by_again: paper.return_by_again.map(due_iso).unwrap_or_default(),
        scope: text(&paper.scope),
        names: text(&paper.names),
        data: paper.data.iter().map(ToString::to_string).collect(),
        period: text(&paper.period),
        service: text(&paper.service),
        served_at: at(paper.served_at),
        not_stated: paper.not_stated.iter().map(field).collect(),
        copy: paper.copy.map(|id| id.to_string()).unwrap_or_default(),
    }
}

/// Identity checks, newest first.
pub(crate) fn identity_lines(request: &Request) -> Vec<String> {
    let line = |check: &domain::IdentityCheck| {
        let seen = match (check.badge_seen, check.photo_id_seen) {
            (true, _) => "badge or ID seen",
            (false, true) => "photo identification seen",
            (false, false) if check.by_mail => "wrote by mail",
            (false, false) => "no badge or identification seen",
        };
        let call = check.call_back.as_ref().map(|call| {
            let result = match call.result {
                CallBackResult::Confirmed => "confirmed",
                CallBackResult::NotConfirmed => "not confirmed",
                CallBackResult::NoAnswer => "no answer",
            };
            format!("; called {} (found in {}) {}: {result}", call.number, call.found_in, time_words(call.at))
        });
        // Only somebody who says they speak for a body is called back.
        let awaited = if check.agency.is_some() { "; no call back yet" } else { "" };
        format!("{}, {seen}{}", check.name, call.unwrap_or_else(|| awaited.to_owned()))
    };
    request.identity.iter().rev().map(|check| line(&check.what)).collect()
}

/// Visits, newest first.
pub(crate) fn visit_lines(request: &Request) -> Vec<String> {
    let line = |visit: &domain::Visit| {
        format!("{}: {}. Said: {}", time_words(visit.from), visit.officers, visit.said)
    };
    request.visits.iter().rev().map(|visit| line(&visit.what)).collect()
}

/// Preservation, newest first.
pub(crate) fn preservation_lines(request: &Request) -> Vec<String> {
    let line = |kept: &domain::Preservation| {
        let state = if kept.offered_only { "Offered" } else { "Ordered" };
        let review = kept.review_on.map(|day| format!(", looked at again {}", day_words(day)));
        let period = if kept.period.is_empty() { String::new() } else { format!(", {}", kept.period) };
        format!("{state}: {}{period}{}", kept.what, review.unwrap_or_default())
    };
    request.preservation.iter().rev().map(|kept| line(&kept.what)).collect()
}

/// Deliveries, newest first.
pub(crate) fn delivery_lines(request: &Request) -> Vec<String> {
    let line = |sent: &domain::Delivery| {
        let method = choices::delivery_words(sent.method);
        match (sent.sent_at, &sent.receipt) {
            (Some(at), Some(receipt)) => {
                format!("{}: {method} to {}, {}. {receipt}", time_words(at), sent.to, sent.address)
            }
            _ => format!("Planned: {method} to {}, {}", sent.to, sent.address),
        }
    };
    request.deliveries.iter().rev().map(|sent| line(&sent.what)).collect()
}
