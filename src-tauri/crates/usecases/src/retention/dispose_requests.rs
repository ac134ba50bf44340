//! Disposing of requests in one act: the Director in person, after typing their numbers once more.

use super::keeping::{backups_until, facts, period, streams, stubs};
use super::retention_view;
use crate::session::Session;
use crate::view::{DisposeForm, DisposedView};
use crate::{Result, retention};
use domain::{Chosen, Matter, RequestId, RequestsDisposed};
use std::collections::BTreeSet;

/// Disposes of the requests that a form names. When this returns, nothing of them but what a certificate says is in the record.
///
/// # Errors
/// Not the Director; one of them is kept; what was typed names others; the disk's refusal, after which nothing has changed.
pub fn dispose_requests(session: &mut Session, form: &DisposeForm) -> Result<DisposedView> {
    let standing = session.standing(&Matter { director_only: true, ..Matter::default() })?;
    let wanted: BTreeSet<&String> = form.requests.iter().collect();
    let cases = wanted.iter().map(|id| session.case(id)).collect::<Result<Vec<_>>>()?;
    let chosen = cases
        .iter()
        .map(|case| Ok(Chosen { request: &case.request, facts: facts(session, case)? }))
        .collect::<Result<Vec<_>>>()?;
    let typed: Vec<_> =
        form.typed.split(|c: char| c.is_whitespace() || ",;".contains(c)).map(str::to_owned).collect();
    domain::may_dispose(&chosen, &typed, &standing, session.now().date())?;
    let (rule, authority) = named(session, &chosen)?;
    let backups_until = backups_until(session);
    let gone: BTreeSet<_> = cases.iter().flat_map(|case| streams(session, case)).collect();
    let requests = cases.iter().map(|case| stubs(session, case)).collect::<Result<Vec<_>>>()?.concat();
    let ids: Vec<RequestId> = requests.iter().map(|stub| stub.request).collect();
    let count = ids.len();
    let event = RequestsDisposed { requests, rule, authority, again: false, backups_until };
    let noted = session.dispose(&ids, gone, event)?;
    let mut words = match count {
        1 => "The request is disposed of. Print the certificate and keep it.".to_owned(),
        several => format!("{several} requests are disposed of. Print the certificate and keep it."),
    };
    if !noted {
        words.push_str(
            " This computer could not note it in its own folder; it tries again at the next unlocking. The record says it in \
             any case.",
        );
    }
    let disposal = u32::try_from(session.office.disposals.len()).unwrap_or(u32::MAX);
    Ok(DisposedView { words, disposal, retention: retention_view(session)? })
}

/// The rules and whose they are, as the certificate names them.
fn named(session: &Session, chosen: &[Chosen<'_>]) -> Result<(String, String)> {
    let used: BTreeSet<_> =
        chosen.iter().flat_map(|chosen| chosen.facts.terms.iter().map(|term| term.rule.as_str())).collect();
    let rules = session.pack()?.retention.iter().filter(|rule| used.contains(rule.id.as_str()));
    let mut names = Vec::new();
    let mut authorities = Vec::new();
    for rule in rules {
        let word = retention::keeping::confirmed(session, rule);
        let length = period(session, rule).map(|period| period.words()).unwrap_or_default();
        let citation = word.map_or(&rule.citation, |word| &word.citation);
        names.push(format!("{}, {length} ({citation})", rule.name));
        authorities.push(word.map_or_else(|| citation.clone(), |word| super::word_words(&word.word)));
    }
    Ok((names.join("; "), authorities.join("; ")))
}
