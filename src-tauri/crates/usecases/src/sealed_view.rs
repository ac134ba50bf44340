//! A sealed matter for those who know of it: the seal with all that belongs to it, and how little of it a list shows.

use crate::Result;
use crate::due::due;
use crate::list::Place;
use crate::session::{Case, Session};
use crate::view::{Due, KnowsRow, Labelled, RequestRow, SealedView, SearchHit, SecondRow, TermRow, Tone};
use crate::when::{day_words, moment, time_words};
use chrono::{NaiveDate, NaiveDateTime};
use domain::{Matter, Request, Sealing, who_knows, who_may_see};

/// What stands in a list instead of the matter.
pub(crate) const SEALED: &str = "Sealed matter";
/// What the day of review is called.
pub(crate) const REVIEW: &str = "Review of the silence";

/// The row of a list. Somebody may look over a shoulder: it says that it is sealed, and when something is due.
pub(crate) fn row(request: &Request, place: Place) -> RequestRow {
    let due = place.due.map(|due| Due { what: SEALED.to_owned(), ..due });
    let (state, tone) = match place.tone {
        Tone::Done => (place.state, Tone::Done),
        tone => ("Sealed".to_owned(), tone),
    };
    RequestRow {
        id: request.id.to_string(),
        number: request.reference(),
        sealed: true,
        kind: SEALED.to_owned(),
        from: String::new(),
        state,
        tone,
        received: moment(request.received.at),
        due,
        next: "Open it where nobody reads over your shoulder".to_owned(),
        to_look: place.to_look,
    }
}

/// The hit of a search: no word of what was found.
pub(crate) fn hit(request: &Request) -> SearchHit {
    let title = format!("{} · {SEALED}", request.reference());
    SearchHit { request: request.id.to_string(), title, excerpt: String::new() }
}

/// The day on which the silence is looked at again, while it stands.
pub(crate) fn review(request: &Request) -> Option<NaiveDate> {
    let sealing = request.sealing.as_ref().filter(|_| request.is_sealed())?;
    sealing.gag_terms.last()?.what.review_on
}

/// The seal of a request, if it has or had one.
pub(crate) fn seal(session: &Session, case: &Case) -> Result<Option<SealedView>> {
    let request = &case.request;
    let Some(sealing) = &request.sealing else { return Ok(None) };
    let office = &session.office;
    let calendar = session.pack_of(request)?.calendar(office);
    let knows = who_knows(office, request);
    let colleagues = office
        .people
        .values()
        .filter(|person| person.employee && !who_may_see(office, request, person.id))
        .map(|person| labelled(person.id.to_string(), format!("{}, {}", person.name, person.title)));
    let writings = request.attachments.iter().filter(|file| file.what.privileged);
    Ok(Some(SealedView {
        banner: banner(sealing).to_owned(),
        stands: request.is_sealed(),
        because: sealing.because.clone(),
        continues: continues(session, sealing),
        seconds: seconds(session, request),
        may_agree: may_agree(session, request),
        knows: knows
            .into_iter()
            .map(|knows| KnowsRow {
                sees: knows.person.is_some(),
                name: knows.name,
                why: knows.why,
                since: moment(knows.since),
            })
            .collect(),
        terms: terms(sealing),
        review: review(request).map(|day| due(REVIEW, day, session.now(), &calendar)),
        colleagues: colleagues.collect(),
        no_reading_in: crate::ruling::authority_in_any(session, request)?
            .err()
            .map(|refusal| refusal.message),
        writings: writings
            .map(|file| labelled(file.what.id.to_string(), format!("{}: {}", file.what.name, file.what.what)))
            .collect(),
        keeps_sealed: keeps_sealed(session, request),
        tries: crate::custody::sealed_tries(session, request),
        lifted: sealing.unsealed.as_ref().map(|lifted| {
            let what = &lifted.what;
            format!(
                "Lifted {}. {} Counsel: {}, in writing of {}. Second person: {}. {}",
                time_words(lifted.at),
                what.reason,
                what.lawyer,
                day_words(what.confirmed_on),
                what.second_person,
                what.agreed
            )
        }),
    }))
}

/// When counsel's last writing was kept.
fn writing_kept(request: &Request) -> Option<NaiveDateTime> {
    request.attachments.iter().filter(|file| file.what.privileged).map(|file| file.at).max()
}

fn seconds(session: &Session, request: &Request) -> Vec<SecondRow> {
    let Some(since) = writing_kept(request).filter(|_| request.is_sealed()) else { return Vec::new() };
    let row = |second: domain::SecondPerson| SecondRow {
        name: second.name,
        agreed: second
            .agreed
            .map(|agreed| format!("Agreed {}. {}", time_words(agreed.at), agreed.what.words)),
    };
    domain::may_be_second(&session.office, request, since).into_iter().map(row).collect()
}

/// Whether the person here could agree and did not yet.
fn may_agree(session: &Session, request: &Request) -> bool {
    let Some(since) = writing_kept(request).filter(|_| request.is_sealed() && request.is_live()) else {
        return false;
    };
    let could = domain::agree_unsealing(&session.office, request, session.me, "yes").is_ok();
    let seconds = domain::may_be_second(&session.office, request, since);
    could && !seconds.iter().any(|second| second.person == Some(session.me))
}

fn banner(sealing: &Sealing) -> &'static str {
    match sealing.unsealed {
        None => {
            "Sealed. Only the people listed under Who may know see this matter. Tell nobody else, and write nothing about it \
             anywhere else."
        }
        Some(_) => "The seal was lifted. Everybody of the office sees this matter now.",
    }
}

/// The number left behind, for those who know of the matter.
fn continues(session: &Session, sealing: &Sealing) -> Option<String> {
    let old = session.case(&sealing.continues?.to_string()).ok()?;
    Some(format!(
        "It began as request {}. That number stands withdrawn, like any that is not used further.",
        old.request.number
    ))
}

fn terms(sealing: &Sealing) -> Vec<TermRow> {
    let last = sealing.gag_terms.len().saturating_sub(1);
    let row = |(index, term): (usize, &domain::Fact<domain::GagTerm>)| {
        let day = |label: &str, day: Option<NaiveDate>| day.map(|day| format!("{label} {}", day_words(day)));
        let dates = [
            day("until", term.what.ends_on),
            day("looked at again", term.what.review_on),
            day("review by a judge asked for", term.what.review_asked_on),
            Some(format!("recorded {}", time_words(term.at))),
        ];
        TermRow {
            words: term.what.words.clone(),
            dates: dates.into_iter().flatten().collect::<Vec<_>>().join(", "),
            current: index == last,
        }
    };
    sealing.gag_terms.iter().enumerate().rev().map(row).collect()
}

/// What is missing before the person here can lift the seal.
fn keeps_sealed(session: &Session, request: &Request) -> Vec<String> {
    if !request.is_sealed() {
        return Vec::new();
    }
    let matter = Matter { director_only: true, ..Matter::of(request) };
    let mut missing: Vec<_> =
        session.authority(&matter).standing.err().map(|refusal| refusal.message).into_iter().collect();
    if request.consultations.is_empty() {
        missing.push("Counsel was not asked yet. Record the call.".to_owned());
    }
    if !request.attachments.iter().any(|file| file.what.privileged) {
        missing.push(
            "Counsel's writing that it may be told is not attached yet. Attach it as legal advice."
                .to_owned(),
        );
    }
    if seconds(session, request).is_empty() {
        missing.push(
            "Nobody agreed as the second person yet. Somebody of the office who knows of this matter signs in and agrees here, \
             after counsel's writing is kept."
                .to_owned(),
        );
    }
    missing
}

fn labelled(code: String, label: String) -> Labelled {
    Labelled { code, label }
}
