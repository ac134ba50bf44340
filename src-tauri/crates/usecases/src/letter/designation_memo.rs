//! The office's paper on designations: who stands in for the Director and in which order, what was revoked and when, and
//! the notice to the public. It belongs to no request: it is composed from the office's own record and printed for the
//! Director's signature on paper.

use super::draft::{page_png, typeset};
use super::facts::{Row, row, set};
use super::print::PRINT_SCALE;
use crate::session::Session;
use crate::{Code, Error, Result, proof};
use chrono::NaiveDateTime;
use domain::{Designation, Matter, PersonId};
use letters::{Facts, Letter, LetterText, Mark, Typeset, Words};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The fact by which the text of this paper is known.
const ITS_FACT: &str = "designated.table";
/// What stands where a request has its number.
const REFERENCE: &str = "Designations";

/// The sheets for the print dialog.
///
/// # Errors
/// Not the Director; something the paper must say is missing; the pages cannot be set.
pub fn designation_sheets(session: &Session) -> Result<Vec<Vec<u8>>> {
    let (_, set) = designation_paper(session)?;
    (0..set.pages).map(|page| page_png(&set.pdf, page, PRINT_SCALE)).collect()
}

/// The paper as it would be signed now, with its title.
pub(crate) fn designation_paper(session: &Session) -> Result<(Cow<'_, LetterText>, Typeset)> {
    // What only the Director signs, only the Director draws up.
    session.standing(&Matter { director_only: true, ..Matter::default() })?;
    let text = text(session)?;
    let letter = letter(session, &text)?;
    let mark = if session.is_practice() { Mark::Practice } else { Mark::Issued };
    Ok((text, typeset(session, &letter, mark)?))
}

fn text(session: &Session) -> Result<Cow<'_, LetterText>> {
    let its_own = |text: &&LetterText| text.tokens().iter().any(|token| token.name == ITS_FACT);
    let code = session.texts.texts().find(its_own).map(LetterText::id);
    code.and_then(|code| session.letter_text(code)).ok_or_else(|| {
        let help = "Write it outside and keep the signed paper.";
        Error::new(Code::LetterRefused, "There is no text for this paper here.", help)
    })
}

fn letter(session: &Session, text: &LetterText) -> Result<Letter> {
    let refused = |message: String| {
        Error::new(Code::LetterRefused, message, "Record what is named, then draw the paper up again.")
    };
    let letter = letters::compose(text, &facts(session, text.words())?, &BTreeMap::new())
        .map_err(|error| refused(error.to_string()))?;
    match letters::check(&letter, text, &session.texts.never()) {
        Ok(()) => Ok(letter),
        Err(found) => {
            let first = found.first().map(|finding| finding.rule.clone()).unwrap_or_default();
            Err(refused(format!("The paper cannot be printed as it stands: {first}.")))
        }
    }
}

fn facts(session: &Session, words: &Words) -> Result<Facts> {
    let (office, now) = (&session.office, session.now());
    let pack = session.pack()?;
    let mut facts = Facts::new();
    facts.set("reference", REFERENCE);
    facts.set("date", now.date());
    facts.set("written.time", words.time(now.time()));
    facts.set("addressee", vec!["The file of designations".to_owned()]);
    facts.set("policy.title", pack.about.title.clone());
    facts.set("policy.version", pack.about.version.clone());
    if let Some(director) = office.director() {
        set(&mut facts, "director.name", director.name.clone());
        set(&mut facts, "signer.name", director.name.clone());
        set(&mut facts, "signer.capacity", director.title.clone());
    }
    let profile = &office.profile;
    set(&mut facts, "library.name", profile.name.clone());
    set(&mut facts, "contact.phone", profile.phone.clone());
    let lines: Vec<_> = std::iter::once(&profile.name).chain(&profile.address).cloned().collect();
    set(&mut facts, "service.where", lines.join(", "));
    let mut live: Vec<&Designation> =
        office.designations.iter().filter(|designation| is_live(designation, now)).collect();
    live.sort_by_key(|designation| designation.order);
    let told = |designation: &&Designation| designated(session, designation, words);
    let keys: Vec<Row> = live.iter().map(told).collect();
    if !keys.is_empty() {
        facts.set("keys.table", keys);
    }
    let (looks, live): (Vec<&Designation>, Vec<_>) = live.into_iter().partition(|one| one.looks_only);
    if !looks.is_empty() {
        let rows = looks.iter().map(told);
        facts.set("looks.table", rows.collect::<Vec<Row>>());
    }
    let rows: Vec<Row> = live.iter().map(told).collect();
    facts.set("record.end", proof::spaced(&session.vault.anchor().code));
    facts.set("designated.any", !rows.is_empty());
    let mut names: Vec<String> = live.iter().map(|one| named(session, one.person)).collect();
    names.dedup();
    if names.is_empty() {
        names.push("nobody at present: please come back when the Director is here".to_owned());
    }
    facts.set("designated.names", names);
    if !rows.is_empty() {
        facts.set("designated.table", rows);
    }
    let revoked = office.designations.iter().filter_map(|one| Some((one, one.revoked_at?)));
    let revoked: Vec<Row> = revoked
        .map(|(one, at)| row([("who", named(session, one.person)), ("ended", words.moment(at))]))
        .collect();
    if !revoked.is_empty() {
        facts.set("revoked.table", revoked);
    }
    Ok(facts)
}

/// Not revoked, and not over.
fn is_live(designation: &Designation, now: NaiveDateTime) -> bool {
    designation.revoked_at.is_none() && designation.until.is_none_or(|last| now.date() <= last)
}

fn designated(session: &Session, designation: &Designation, words: &Words) -> Row {
    let pack = session.pack().ok();
    let kinds = designation.types.iter().map(|code| {
        let kind = pack.and_then(|pack| pack.type_def(code));
        kind.map_or_else(|| code.to_string(), |kind| kind.name.clone())
    });
    let kinds: Vec<_> = kinds.collect();
    let covers = if kinds.is_empty() { "every kind of request".to_owned() } else { kinds.join("; ") };
    row([
        ("order", designation.order.to_string()),
        ("who", named(session, designation.person)),
        ("key", fingerprint(session, designation.person)),
        ("from", words.day(designation.from)),
        ("until", designation.until.map_or_else(|| "until revoked".to_owned(), |day| words.day(day))),
        ("covers", covers),
    ])
}

/// The fingerprint of the keys that somebody signs in with, in its groups.
fn fingerprint(session: &Session, person: PersonId) -> String {
    let known = crate::people::slot_of(session, person)
        .and_then(|slot| session.vault.people().into_iter().find(|known| known.slot == slot));
    known.map_or_else(|| "no keys of their own yet".to_owned(), |known| known.fingerprint)
}

fn named(session: &Session, person: PersonId) -> String {
    let known = session.office.people.get(&person);
    known.map_or_else(String::new, |known| super::facts::join(&[&known.name, &known.title], ", "))
}
