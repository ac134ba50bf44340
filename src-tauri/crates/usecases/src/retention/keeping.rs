//! What stands against disposing of a request, asked of the record and of the policy in force.

use crate::session::{Case, Session};
use crate::when::day_words;
use crate::{Code, Error, Result, ruling};
use chrono::NaiveDate;
use domain::{
    DisposalOnRecord, DisposedRequest, KeepingFacts, OpenClock, RequestId, RetentionPeriod, RetentionTerm,
    TypeCode,
};
use policy::RetentionRule;
use std::collections::BTreeSet;
use vault::StreamId;

/// What the record and the policy say about keeping a request.
pub(super) fn facts(session: &Session, case: &Case) -> Result<KeepingFacts> {
    let request = &case.request;
    let reply = ruling::reply(session, request)?;
    let running = ruling::running(&reply).into_iter();
    let mut clocks: Vec<_> =
        running.map(|clock| OpenClock { name: clock.name, until: Some(clock.due.date()) }).collect();
    clocks.extend(ruling::owed(&reply).into_iter().map(|clock| OpenClock { name: clock.name, until: None }));
    for written in request.live_parts().filter_map(domain::in_force) {
        let days = [("An authorization is in force", written.until), ("Copies are out", written.destroy_by)];
        let named = days.into_iter().filter_map(|(name, day)| Some((name, day?)));
        clocks.extend(named.map(|(name, day)| OpenClock { name: name.to_owned(), until: Some(day) }));
    }
    Ok(KeepingFacts {
        terms: terms(session, case)?,
        clocks,
        goes_on: session
            .visible_cases()
            .filter_map(|other| other.request.sealing.as_ref())
            .any(|sealing| sealing.continues == Some(request.id)),
    })
}

/// The rules of the schedule in force today that apply to a request.
fn terms(session: &Session, case: &Case) -> Result<Vec<RetentionTerm>> {
    let types: Vec<TypeCode> = case.request.parts.iter().filter_map(|part| part.type_code.clone()).collect();
    let rules = session.pack()?.retention_of(&types);
    Ok(rules
        .map(|rule| RetentionTerm {
            rule: rule.id.clone(),
            name: rule.name.clone(),
            from: rule.from,
            period: period(session, rule),
        })
        .collect())
}

/// How long a rule runs: as the policy states it, or as the Director recorded who settled it.
pub(super) fn period(session: &Session, rule: &RetentionRule) -> Option<RetentionPeriod> {
    rule.settled().or_else(|| confirmed(session, rule).map(|word| word.period))
}

/// The Director's record of a period that the version in force leaves open.
pub(super) fn confirmed<'a>(
    session: &'a Session,
    rule: &RetentionRule,
) -> Option<&'a domain::RetentionConfirmed> {
    let digest = session.office.pack().map(|pack| pack.digest.as_str())?;
    session.office.retention.iter().find(|word| word.rule == rule.id && word.pack == digest)
}

/// Every stream of a request: its own, counsel's, and those of the number it went on from.
pub(crate) fn streams(session: &Session, case: &Case) -> BTreeSet<StreamId> {
    let before = case.request.sealing.as_ref().and_then(|sealing| sealing.continues);
    let before = before.and_then(|id| session.case(&id.to_string()).ok());
    let own = std::iter::once(case).chain(before);
    own.flat_map(Case::streams).collect()
}

/// What is remembered of a request, and of the number it went on from.
pub(super) fn stubs(session: &Session, case: &Case) -> Result<Vec<DisposedRequest>> {
    let before = case.request.sealing.as_ref().and_then(|sealing| sealing.continues);
    let before = before.and_then(|id| session.case(&id.to_string()).ok());
    std::iter::once(case).chain(before).map(|case| stub(session, case)).collect()
}

fn stub(session: &Session, case: &Case) -> Result<DisposedRequest> {
    let request = &case.request;
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Ok(DisposedRequest {
        request: request.id,
        number: request.number,
        reference: request.reference(),
        code: session.vault.disposal_code(case.stream)?,
        entries: count(case.log.len() + case.privileged.len()),
        files: count(request.attachments.len() + request.letters.len()),
    })
}

/// When the last backup of this program expires that may hold what is disposed of now. The record tells when one was made: a
/// disk that is not connected keeps its backups all the same.
pub(super) fn backups_until(session: &Session) -> Option<NaiveDate> {
    let folder = session.vault.backup_folder();
    let kept = folder.and_then(|folder| session.vault.kept_backups(&folder).ok()).unwrap_or_default();
    let seen = kept.iter().map(|kept| kept.made_at.date_naive());
    let newest = seen.chain(session.office.last_backup.map(|at| at.date())).max();
    newest.and_then(|made| made.checked_add_days(chrono::Days::new(vault::BACKUP_DAYS)))
}

/// Whether a request was disposed of, and in which act.
pub(crate) fn disposed(session: &Session, id: RequestId) -> Option<(&DisposalOnRecord, &DisposedRequest)> {
    session.office.disposals.iter().rev().find_map(|disposal| {
        let stub = disposal.what.requests.iter().find(|stub| stub.request == id)?;
        Some((disposal, stub))
    })
}

/// All that can be said of a request that was disposed of.
pub(crate) fn disposed_refusal(disposal: &DisposalOnRecord, stub: &DisposedRequest) -> Error {
    Error::new(
        Code::NotFound,
        format!(
            "Request {} was disposed of on {} under: {}.",
            stub.reference,
            day_words(disposal.at.date()),
            disposal.what.rule.trim_end_matches('.')
        ),
        format!(
            "Its number is never given again. Its code on the certificate: {}. The certificate can be printed again under Retention.",
            grouped(&stub.code)
        ),
    )
}

/// A code in groups of four, as it is printed.
pub(super) fn grouped(code: &str) -> String {
    crate::proof::spaced(code)
}
