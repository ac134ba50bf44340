//! What the second look covers beside the release plan: the words typed into the letters of a part, the files that go with them,
//! and its written authorization (G13). Whoever looks sees them, and a letter whose words changed since is not issued.

use super::draft::Typed;
use crate::enclosing::chosen;
use crate::question_view::data_label;
use crate::session::Case;
use crate::view::LookAt;
use crate::when::day_words;
use crate::{Result, Session, ruling};
use domain::{LetterCode, Part, Request};
use letters::Language;
use policy::{GateKind, Pack, PartReply};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The digest of the words typed into each letter due on a part; a letter without any is not named.
pub(crate) fn typed_letters(
    session: &Session,
    request: &Request,
    reply: &PartReply,
) -> Result<BTreeMap<LetterCode, String>> {
    let mut found = BTreeMap::new();
    for need in &reply.letters {
        if let Some(digest) = digest(session, request, &need.code)? {
            found.insert(need.code.clone(), digest);
        }
    }
    Ok(found)
}

/// What to look at beside the fields of the plan, in words. Empty where the part needs no second look.
pub(crate) fn to_look_at(
    session: &Session,
    request: &Request,
    part: &Part,
    reply: &PartReply,
    pack: &Pack,
) -> Result<Vec<LookAt>> {
    let needed = reply.gates.iter().any(|gate| gate.kind == GateKind::SecondLook);
    if !needed && !request.second_looks.contains_key(&part.id) {
        return Ok(Vec::new());
    }
    let mut found: Vec<_> = part.authorization.iter().map(|written| authorization(written, pack)).collect();
    for need in &reply.letters {
        let typed = typed(session, request, &need.code)?;
        let language = further(session, &need.code, &typed).map(|words| format!("Language: {}", words.name));
        let words: Vec<_> = language.into_iter().chain(words(&typed).map(str::to_owned)).collect();
        if !words.is_empty() {
            found.push(LookAt { title: format!("{} {}", need.code, need.title), words });
        }
        if let Some(chosen) = chosen(request, need.code.as_str()) {
            let title = format!("What goes with {} {}", need.code, need.title);
            found.push(LookAt { title, words: crate::enclosing::looked_at(request, chosen) });
        }
    }
    Ok(found)
}

/// Why a letter waits for another look: something was typed into it after the look that a part it tells of needed.
pub(crate) fn not_looked_at(session: &Session, case: &Case, code: &LetterCode) -> Result<Option<String>> {
    let request = &case.request;
    let Some(now) = digest(session, request, code)? else { return Ok(None) };
    if !ruling::tells_decision(session, request, code.as_str())? {
        return Ok(None);
    }
    let parts = ruling::parts_of_letter(session, request, code.as_str())?;
    let unseen = parts.iter().filter_map(|id| request.part(*id)).find(|part| {
        let Some(look) = request.second_looks.get(&part.id) else { return false };
        let current = look.taken.as_ref().filter(|look| look.what.plan_version == part.plan_version);
        current.is_none_or(|look| look.what.letters.get(code) != Some(&now))
    });
    Ok(unseen.map(|part| {
        format!(
            "The words typed into this letter, its language, and what goes with it, were not looked at a second time for part \
             {} as they are now. Open its second look and take it again, or put back what was looked at.",
            part.serial
        )
    }))
}

fn typed(session: &Session, request: &Request, code: &LetterCode) -> Result<Typed> {
    super::draft::typed(session, &request.id.to_string(), code.as_str())
}

fn words(typed: &Typed) -> impl Iterator<Item = &str> {
    let all = typed.fields.values().chain(typed.free.values());
    all.map(|words| words.trim()).filter(|words| !words.is_empty())
}

/// The language it is written in, where that is not the one of the house.
fn further(session: &Session, code: &LetterCode, typed: &Typed) -> Option<Language> {
    let text = session.letter_text_in(code.as_str(), &typed.language)?;
    let house = session.texts.text(code.as_str())?;
    (text.language() != house.language()).then(|| text.words().clone())
}

/// SHA-256, hexadecimal, over the typed words by their places, and the language where it is a further one; `None` for a letter
/// that says what its text in the language of the house says. A missing fact that is filled in is shown to whoever looks and asks
/// for no other look in a memo that stays inside, nor where it has no letter in it, such as a number of pages or a time. What goes
/// with the letter is looked at too.
fn digest(session: &Session, request: &Request, code: &LetterCode) -> Result<Option<String>> {
    let (typed, chosen) = (typed(session, request, code)?, chosen(request, code.as_str()));
    let leaves = session.texts.text(code.as_str()).is_none_or(letters::LetterText::is_outward);
    let free = typed.free.iter().filter(|(_, words)| !words.trim().is_empty());
    let fields = typed.fields.iter().filter(|(_, words)| leaves && words.chars().any(char::is_alphabetic));
    let places: Vec<_> = free.chain(fields).collect();
    let mut hash = Sha256::new();
    // Whoever looked saw the letter as it is written now.
    let own = session.office.own_text_on(code, session.now().date()).map(|own| own.number);
    if let Some(number) = own {
        in_measure(&mut hash, &number.to_string());
    }
    let language = further(session, code, &typed);
    if let Some(words) = &language {
        in_measure(&mut hash, &words.language);
    }
    for (place, words) in &places {
        in_measure(&mut hash, place);
        in_measure(&mut hash, words.trim());
    }
    let with_files = chosen.filter(|chosen| !chosen.files.is_empty());
    let files = with_files.map(|chosen| chosen.files.as_slice()).unwrap_or_default();
    if let Some(chosen) = with_files {
        in_measure(&mut hash, &chosen.to);
        in_measure(&mut hash, crate::choices::delivery_words(chosen.method));
    }
    for file in files {
        hash.update(file.file.0);
        hash.update(file.part.0);
        hash.update(&file.sha256);
    }
    let is_bare = places.is_empty() && files.is_empty() && language.is_none();
    Ok((!is_bare).then(|| crate::acts::hex(&hash.finalize())))
}

/// Takes words in with their length before them, so that no two sets of words read the same.
fn in_measure(hash: &mut Sha256, words: &str) {
    hash.update((words.len() as u64).to_be_bytes());
    hash.update(words);
}

fn authorization(written: &domain::Authorization, pack: &Pack) -> LookAt {
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| "not stated".to_owned(), day_words);
    let data: Vec<_> = written.fields.iter().map(|code| data_label(pack, code).label).collect();
    let recipients: Vec<_> = written.recipients.iter().map(|recipient| recipient.name.clone()).collect();
    let mut words = vec![
        format!("Purpose: {}", written.purpose),
        format!("Data: {}", data.join("; ")),
        format!("Whose: {}", written.selection),
        format!("Used by: {}", recipients.join("; ")),
        format!("From {} until {}", day(written.from), day(written.until)),
        format!("Copies destroyed by: {}", day(written.destroy_by)),
    ];
    if !written.conditions.trim().is_empty() {
        words.push(format!("Conditions: {}", written.conditions));
    }
    LookAt { title: "The written authorization".to_owned(), words }
}
