//! Everything the retention screen draws.

use super::keeping::{confirmed, facts, grouped, period};
use super::word_words;
use crate::question_view::{confidence_words, standing_words};
use crate::session::Session;
use crate::timeline::capital;
use crate::view::{DisposalRow, DisposedRow, RetentionRow, RetentionRuleView, RetentionView};
use crate::when::{day, day_words, time_words};
use crate::{Result, settings};
use domain::{DisposalOnRecord, Kept, RetentionStart, kept_because, kept_words, last_day};
use policy::RetentionRule;

/// What has ended and until when it is kept, for the Director; what was disposed of, for everybody.
///
/// # Errors
/// No policy is adopted, or one of the requests cannot be judged.
pub fn retention_view(session: &Session) -> Result<RetentionView> {
    let may_dispose = settings::director_only(session).is_ok();
    let rules = session.pack()?.retention.iter().map(|rule| rule_view(session, rule)).collect();
    let rows = if may_dispose { rows(session)? } else { Vec::new() };
    let mut disposals: Vec<_> = session
        .office
        .disposals
        .iter()
        .zip(1..)
        .map(|(disposal, number)| disposal_row(session, disposal, number))
        .collect();
    disposals.reverse();
    Ok(RetentionView { may_dispose, rules, rows, disposals })
}

fn rows(session: &Session) -> Result<Vec<RetentionRow>> {
    let today = session.now().date();
    let mut rows = Vec::new();
    for case in session.visible_cases() {
        let request = &case.request;
        let Some(ended) = request.ended_at else { continue };
        let facts = facts(session, case)?;
        let reasons = kept_because(request, &facts, today);
        let until = last_day(&facts, ended.date());
        let order = (reasons.iter().any(|reason| !matches!(reason, Kept::Until(_))), until);
        rows.push((
            order,
            request.number,
            RetentionRow {
                id: request.id.to_string(),
                reference: request.reference(),
                ended: day_words(ended.date()),
                until: until.map(day),
                ready: reasons.is_empty(),
                reasons: reasons.iter().map(kept_words).map(|words| capital(&words)).collect(),
            },
        ));
    }
    rows.sort_by(|a, b| (b.2.ready, &a.0, &a.1).cmp(&(a.2.ready, &b.0, &b.1)));
    Ok(rows.into_iter().map(|(_, _, row)| row).collect())
}

fn rule_view(session: &Session, rule: &RetentionRule) -> RetentionRuleView {
    let kinds = session.pack().ok();
    let named = rule.types.iter().filter_map(|code| kinds?.type_def(code).map(|kind| kind.name.clone()));
    let named: Vec<_> = named.collect();
    let from = match rule.from {
        RetentionStart::Ended => "from the day on which it was closed or withdrawn",
        RetentionStart::EndOfYear => "from the end of the year in which it was closed or withdrawn",
    };
    let word = confirmed(session, rule);
    RetentionRuleView {
        id: rule.id.clone(),
        name: rule.name.clone(),
        applies: if named.is_empty() { "All requests".to_owned() } else { named.join(", ") },
        period: period(session, rule).map(|period| format!("{}, {from}", period.words())),
        citation: word.map_or_else(|| rule.citation.clone(), |word| word.citation.clone()),
        standing: format!("{}. {}.", standing_words(rule.mark), confidence_words(rule.confidence)),
        note: rule.note.clone(),
        settled: word.map(|word| word_words(&word.word)),
        open: rule.settled().is_none(),
    }
}

fn disposal_row(session: &Session, disposal: &DisposalOnRecord, number: u32) -> DisposalRow {
    let what = &disposal.what;
    DisposalRow {
        number,
        when: time_words(disposal.at),
        by: crate::custody::name_of(session, disposal.by),
        rule: what.rule.clone(),
        again: what.again,
        backups: backup_words(disposal),
        requests: what
            .requests
            .iter()
            .map(|stub| DisposedRow {
                reference: stub.reference.clone(),
                code: grouped(&stub.code),
                entries: stub.entries,
                files: stub.files,
            })
            .collect(),
    }
}

/// Where what was disposed of may still lie, as the certificate says it.
pub(super) fn backup_words(disposal: &DisposalOnRecord) -> String {
    match disposal.what.backups_until {
        Some(until) => format!(
            "The last backup made by this program that may hold it expires on {}; it is removed when the next backup after that \
             day is made.",
            day_words(until)
        ),
        None => "The record tells of no backup that this program made.".to_owned(),
    }
}
