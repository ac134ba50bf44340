//! The facts a letter may use, from the request, the office and the clock. A text takes what it declares and no more.

use super::answer_facts::answered;
use super::in_words::{arrival, asked, way};
use super::sealed_facts::{counsel_calls, sealed};
use crate::session::{Case, Session};
use crate::{Result, ruling};
use chrono::NaiveDateTime;
use domain::{CallBackResult, Capacity, Instrument, InstrumentField, LibraryProfile, Outcome, Part, PartId};
use letters::{Facts, LetterText, Value, Words, filled};
use std::collections::BTreeMap;

/// A row of a table, by the names of its columns.
pub(super) type Row = BTreeMap<String, String>;

/// Lines of an address that the window of an envelope shows.
const WINDOW_LINES: usize = 4;

/// How long somebody has to confirm a preservation notice, in days.
const CONFIRM_WITHIN: i64 = 3;

/// Everything known now that the letter of this code may say: what goes out and what stays in is told of its own parts only,
/// for it is those that were looked at, signed for and listed with it. Typed-in facts are laid over it by the caller.
pub(crate) fn facts(
    session: &Session,
    case: &Case,
    code: &str,
    capacity: Option<Capacity>,
    words: &Words,
) -> Result<Facts> {
    let mut facts = Facts::new();
    let told = ruling::parts_of_letter(session, &case.request, code)?;
    standing(&mut facts, session, case, capacity, words)?;
    asker(&mut facts, case, words);
    received(&mut facts, session, case, words);
    let paper = case.request.paper();
    facts.set("paper.any", paper.is_some());
    if let Some((_, paper)) = paper {
        instrument(&mut facts, paper, case.request.received.at);
    }
    visit(&mut facts, case, ruling::is_search(session, &case.request)?, words);
    counsel(&mut facts, session, case, words)?;
    released(&mut facts, case, &told, words);
    answered(&mut facts, session, case, &told, words)?;
    sealed(&mut facts, session, case, words);
    counsel_calls(&mut facts, case, words);
    held(&mut facts, case, session.now());
    Ok(facts)
}

fn standing(
    facts: &mut Facts,
    session: &Session,
    case: &Case,
    capacity: Option<Capacity>,
    words: &Words,
) -> Result<()> {
    let now = session.now();
    let pack = session.pack_of(&case.request)?;
    facts.set("reference", case.request.reference());
    facts.set("date", now.date());
    facts.set("written.time", words.time(now.time()));
    facts.set("policy.title", pack.about.title.clone());
    facts.set("policy.version", pack.about.version.clone());
    if let Some(me) = session.office.people.get(&session.me) {
        facts.set("signer.name", me.name.clone());
        facts.set("signer.capacity", capacity_lines(&me.title, capacity, words));
    }
    library(facts, session, &session.office.profile);
    Ok(())
}

/// What the library says of itself in every letter.
pub(crate) fn library(facts: &mut Facts, session: &Session, profile: &LibraryProfile) {
    let where_lines: Vec<_> = std::iter::once(&profile.name).chain(&profile.address).cloned().collect();
    set(facts, "service.where", where_lines.join(", "));
    set(facts, "service.hours", profile.hours.clone());
    set(facts, "contact.phone", profile.phone.clone());
    facts.set("signer.under", domain::lines_under_signature(&session.office, &profile.letter_style));
    let route = &session.office.counsel;
    set(facts, "counsel.office", route.department.clone());
    let contact = [route.lawyer.as_str(), route.phone.as_str()];
    set(facts, "counsel.contact", join(&contact, ", "));
}

/// The lines under the signer's name: what a designee signs as is never left out (DG-8).
fn capacity_lines(title: &str, capacity: Option<Capacity>, words: &Words) -> Vec<String> {
    let mut lines = vec![title.to_owned()];
    if let Some(Capacity::Designee { designated_on }) = capacity {
        lines.push(filled(&words.phrases.designee, &[("date", &words.day(designated_on))]));
    }
    lines
}

fn asker(facts: &mut Facts, case: &Case, words: &Words) {
    let requester = || words.phrases.requester.clone();
    let asker = &case.request.requester;
    let name = asker.name_in_latin.as_ref().or(asker.name.as_ref());
    let titled = name.map(|name| join(&[asker.office.as_deref().unwrap_or_default(), name], " "));
    let anonymous = || asker.organisation.clone().or_else(|| case.request.is_live().then(requester));
    set(facts, "salutation.name", titled.clone().or_else(anonymous).unwrap_or_default());
    let mut addressee: Vec<String> =
        [titled.clone(), asker.organisation.clone()].into_iter().flatten().collect();
    addressee.extend(asker.address.iter().cloned());
    if addressee.is_empty() {
        addressee.push(requester());
    }
    facts.set("addressee", in_window(addressee));
    let who = [titled.as_deref(), asker.organisation.as_deref(), asker.reference.as_deref()];
    let who: Vec<_> = who.into_iter().flatten().collect();
    set(facts, "requester.who", if who.is_empty() { "no name given".to_owned() } else { who.join(", ") });
    set(facts, "officer.names", name.cloned().unwrap_or_default());
    set(facts, "officer.agency", asker.organisation.clone().unwrap_or_default());
}

/// The lines of an address as an envelope's window shows them. None is left out: the first two share a line, then the next
/// two, until they fit; the last, where the town stands, keeps its own.
fn in_window(mut lines: Vec<String>) -> Vec<String> {
    let mut at = 0;
    while lines.len() > WINDOW_LINES && at + 2 < lines.len() {
        let second = lines.remove(at + 1);
        if let Some(first) = lines.get_mut(at) {
            first.push_str(", ");
            first.push_str(&second);
        }
        at += 1;
    }
    lines
}

/// To whom it goes when it is not for the asker: a notice to keep data to whoever keeps it, a privileged memo to counsel,
/// any other memo to the file. The asker's name and address stay out of all three.
pub(crate) fn readdress(facts: &mut Facts, session: &Session, case: &Case, text: &LetterText) -> Result<()> {
    let to = if text.tokens().iter().any(|token| token.name == "hold.table") {
        let kept = case.request.preservation.iter().rev().find(|kept| !kept.what.offered_only);
        let told = kept.map(|kept| kept.what.told.trim()).filter(|told| !told.is_empty());
        let told = told.unwrap_or(&text.words().phrases.keeper).to_owned();
        facts.set("salutation.name", told.clone());
        vec![told]
    } else if ruling::is_privileged_letter(session, &case.request, text.id())? {
        let route = &session.office.counsel;
        [&route.lawyer, &route.department]
            .into_iter()
            .filter(|line| !line.trim().is_empty())
            .cloned()
            .collect()
    } else if text.is_outward() {
        return Ok(());
    } else {
        vec!["The file of the request".to_owned()]
    };
    facts.set("addressee", to);
    Ok(())
}

fn received(facts: &mut Facts, session: &Session, case: &Case, words: &Words) {
    let receipt = &case.request.received;
    facts.set("received.date", receipt.at.date());
    facts.set("received.time", words.time(receipt.at.time()));
    facts.set("received.how", arrival(words, receipt.channel));
    let me = session.office.people.get(&session.me).map(|person| person.name.clone());
    set(facts, "received.by", receipt.taken_in_by.clone().or(me).unwrap_or_default());
    facts.set("asked.date", receipt.at.date());
    facts.set("asked.how", asked(receipt.channel));
    facts.set("asked.words", case.request.words.clone());
    let kinds: Vec<_> = case.request.live_parts().map(|part| part.what.clone()).collect();
    set(facts, "request.kind", kinds.join("; "));
}

fn instrument(facts: &mut Facts, paper: &Instrument, received: NaiveDateTime) {
    set(facts, "instrument.kind", paper.kind.clone().unwrap_or_default());
    set(facts, "paper.kind", paper.kind.clone().map(|kind| within_a_sentence(&kind)).unwrap_or_default());
    set(facts, "paper.issuer", paper.issuer.clone().unwrap_or_default());
    set(facts, "instrument.number", paper.case_number.clone().unwrap_or_default());
    set(facts, "instrument.issuer", paper.issuer.clone().unwrap_or_default());
    if let Some(dated) = paper.dated {
        facts.set("instrument.dated", dated);
    }
    if let Some(by) = paper.confirmed_return() {
        facts.set("instrument.return_date", by.date());
    }
    let signer = [paper.signer.as_deref(), paper.signer_office.as_deref()];
    let signer: Vec<_> = signer.into_iter().flatten().collect();
    set(facts, "instrument.signer", if signer.is_empty() { "nobody".to_owned() } else { signer.join(", ") });
    let without = |field| paper.not_stated.contains(&field);
    let missing = [
        ("missing.signature", without(InstrumentField::Signer)),
        ("missing.court", without(InstrumentField::Issuer) || without(InstrumentField::CaseNumber)),
        ("missing.date", without(InstrumentField::Dated)),
        ("missing.expired", paper.confirmed_return().is_some_and(|by| by.is_over(received))),
    ];
    for (name, is_missing) in missing {
        facts.set(name, is_missing);
    }
}

fn visit(facts: &mut Facts, case: &Case, searched: bool, words: &Words) {
    if let Some(check) = case.request.identity.last() {
        let check = &check.what;
        let badge = check.badge.as_ref().map(|badge| format!("badge or ID {badge}"));
        let seen = if check.badge_seen {
            badge.unwrap_or_else(|| "badge or ID".to_owned())
        } else {
            "none seen".to_owned()
        };
        facts.set("officer.identification", seen);
        let named = match check.badge.as_deref().filter(|badge| !badge.trim().is_empty()) {
            Some(badge) => {
                filled(&words.phrases.badge, &[("name", check.name.trim()), ("badge", badge.trim())])
            }
            None => check.name.trim().to_owned(),
        };
        facts.set("officer.names", named);
        set(
            facts,
            "officer.agency",
            check.agency.clone().or_else(|| case.request.requester.organisation.clone()).unwrap_or_default(),
        );
        if let Some(call) = &check.call_back {
            let result = match call.result {
                CallBackResult::Confirmed => "confirmed",
                CallBackResult::NotConfirmed => "not confirmed",
                CallBackResult::NoAnswer => "no answer",
            };
            let checked = format!("called {} (number from {}): {result}", call.number, call.found_in);
            facts.set("officer.checked", checked);
        }
    }
    let paper = case.request.paper().and_then(|(_, paper)| paper.kind.clone());
    facts.set("asked.paper", paper.unwrap_or_else(|| "none".to_owned()));
    // Only an empty line of the visit, where nobody carried out a paper, says that nothing was taken.
    let done = case.request.visits.last().map(|visit| visit.what.done.trim()).unwrap_or_default();
    facts.set("search.any", searched || !done.is_empty());
    set(facts, "visit.done", done.to_owned());
    let Some(visit) = case.request.visits.last().map(|visit| &visit.what) else { return };
    facts.set("visit.date", visit.from.date());
    facts.set("visit.arrived", words.time(visit.from.time()));
    if let Some(until) = visit.until {
        facts.set("visit.left", words.time(until.time()));
    }
    set(facts, "visit.place", visit.place.clone());
    set(facts, "staff.present", visit.staff.clone());
    facts.set("visit.said", visit.said.clone());
    if facts.get("officer.names").is_none_or(Value::is_empty) {
        facts.set("officer.names", visit.officers.clone());
    }
    let tried = case.request.counsel_tries.iter().map(|attempt| {
        (attempt.what.at, format!("counsel, {}", attempt.what.number), attempt.what.result.clone())
    });
    let reached = case
        .request
        .consultations
        .iter()
        .map(|call| (call.what.at, format!("counsel, {}", call.what.lawyer), "reached".to_owned()));
    let mut calls: Vec<_> = tried.chain(reached).collect();
    calls.sort();
    let rows: Vec<Row> = calls
        .into_iter()
        .map(|(at, who, result)| row([("time", words.time(at.time())), ("who", who), ("result", result)]))
        .collect();
    if !rows.is_empty() {
        facts.set("calls", rows);
    }
}

fn counsel(facts: &mut Facts, session: &Session, case: &Case, words: &Words) -> Result<()> {
    let readings = ruling::clocks(session, &case.request)?;
    let dates: Vec<Row> = readings
        .iter()
        .map(|clock| {
            row([
                ("what", clock.name.clone()),
                ("date", words.day(clock.due.date())),
                ("source", clock.basis.clone()),
            ])
        })
        .collect();
    facts.set("clock.any", !dates.is_empty());
    if !dates.is_empty() {
        facts.set("dates", dates);
    }
    let (reason, questions) = ruling::referral(session, &case.request, &|day| words.day(day))?;
    set(facts, "referral.reason", reason);
    facts.set("questions", questions);
    let labels =
        case.request.live_parts().filter_map(|part| part.plan.as_ref()).flat_map(|plan| &plan.fields);
    let proposed: Vec<_> = labels.map(|field| field.label.clone()).collect();
    facts.set("scope.any", !proposed.is_empty());
    if !proposed.is_empty() {
        facts.set("scope.proposed", proposed);
    }
    Ok(())
}

/// What goes out. Only decided parts speak here, and only what was approved: the plan that the decision looked at.
fn released(facts: &mut Facts, case: &Case, told: &[PartId], words: &Words) {
    let told: Vec<&Part> = case.request.live_parts().filter(|part| told.contains(&part.id)).collect();
    let given: Vec<&Part> = told
        .iter()
        .copied()
        .filter(|part| {
            part.decision.as_ref().is_some_and(|decision| {
                decision.outcome.gives_out() && decision.plan_version == part.plan_version
            })
        })
        .collect();
    let fields = || given.iter().filter_map(|part| part.plan.as_ref()).flat_map(|plan| &plan.fields);
    let booking: Vec<Row> =
        fields().map(|field| row([("field", field.label.clone()), ("value", field.value.clone())])).collect();
    if !booking.is_empty() {
        facts.set("booking.table", booking);
        let records: Vec<Row> = given
            .iter()
            .filter_map(|part| part.plan.as_ref())
            .flat_map(|plan| plan.fields.iter().map(move |field| (plan, field)))
            .map(|(plan, field)| {
                let dates = plan.period.clone().unwrap_or_else(|| words.phrases.dates_of_paper.clone());
                row([("record", field.label.clone()), ("dates", dates), ("pages", field.value.clone())])
            })
            .collect();
        facts.set("given.records", records.len().to_string());
        facts.set("given.table", records);
    }
    let pages: Vec<_> = given.iter().filter_map(|part| part.plan.as_ref()?.enclosed.clone()).collect();
    if !pages.is_empty() {
        facts.set("given.pages", pages.join(", "));
        facts.set("enclosures", pages);
    }
    let decided: Vec<_> = told.iter().filter_map(|part| part.decision.as_ref()).collect();
    let all_full = decided.iter().all(|decision| decision.outcome == Outcome::Release);
    if !decided.is_empty() {
        facts.set("given.scope", if all_full { "full" } else { "part" });
    }
    facts.set("asked.more", !all_full);
    let what: Vec<_> = given.iter().map(|part| part.what.clone()).collect();
    set(facts, "booking.what", what.join("; "));
    let channel = case.request.deliveries.last().map(|sent| way(words, sent.what.method).to_owned());
    set(facts, "given.how", channel.unwrap_or_default());
}

/// A label as it stands inside a sentence.
pub(super) fn within_a_sentence(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

fn held(facts: &mut Facts, case: &Case, now: NaiveDateTime) {
    let Some(kept) = case.request.preservation.iter().rev().find(|kept| !kept.what.offered_only) else {
        return;
    };
    let kept = &kept.what;
    let line = |system: &String| {
        row([("system", system.clone()), ("data", kept.what.clone()), ("period", kept.period.clone())])
    };
    let rows: Vec<Row> = kept.systems.iter().map(line).collect();
    facts.set("hold.table", rows);
    if let Some(review) = kept.review_on {
        facts.set("hold.review", review);
        facts.set("hold.until", review);
    }
    facts.set("hold.confirm_by", now.date() + chrono::TimeDelta::days(CONFIRM_WITHIN));
    if !kept.told.is_empty() {
        facts.set("hold.told", kept.told.clone());
    }
}

pub(super) fn set(facts: &mut Facts, name: &str, text: String) {
    if !text.trim().is_empty() {
        facts.set(name, text);
    }
}

pub(super) fn join(parts: &[&str], with: &str) -> String {
    parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(with)
}

pub(super) fn row<const N: usize>(cells: [(&str, String); N]) -> Row {
    cells.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

#[cfg(test)]
mod tests {
    use super::in_window;

    fn lines(of: &[&str]) -> Vec<String> {
        in_window(of.iter().map(|line| (*line).to_owned()).collect())
    }

    #[test]
    fn no_line_of_an_address_is_left_out() {
        assert_eq!(lines(&["Ann", "Firm", "1 Elm St", "Town"]), ["Ann", "Firm", "1 Elm St", "Town"]);
        assert_eq!(
            lines(&["Ann", "Firm", "Suite 4", "1 Elm St", "Hall B", "Town"]),
            ["Ann, Firm", "Suite 4, 1 Elm St", "Hall B", "Town"]
        );
        assert_eq!(lines(&["Ann", "Firm", "Suite 4", "1 Elm St", "Town"])[..2], ["Ann, Firm", "Suite 4"]);
    }
}
