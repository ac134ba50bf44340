//! The editor of a letter's words: passages, what keeps them from being used, a sample letter, the history.

use super::desk::{OnDesk, in_force, on_desk};
use super::faults::faults;
use super::sample_letter::{chosen, samples, shown};
use super::word_by_word::pieces;
use super::{director, number_of_offer, shipped, taken_back_offers};
use crate::letter::{page_png, paragraph_views};
use crate::timeline::capital;
use crate::view::{OwnFact, OwnPassage, OwnSample, OwnTextVersion, OwnTextView, Tone};
use crate::when::{day_words, time_words};
use crate::{Result, Session, custody};
use domain::{LetterCode, OfferedText, OwnText, PublishedText, Refusal, WithdrawnText};
use letters::{LetterText, Passage, Sample};
use std::collections::BTreeMap;

type Words = BTreeMap<String, String>;

/// The editor of a letter's words.
///
/// # Errors
/// There is no such letter, or a draft does not open with its key.
pub fn own_text_view(session: &Session, code: &str) -> Result<OwnTextView> {
    let text = shipped(session, code)?;
    let (desk, id) = (on_desk(session, code)?, LetterCode::from(code));
    let faults = faults(session, code, &desk.words)?;
    let is_changed = desk.words != in_force(session, &id);
    let all = samples(code)?;
    let sample = chosen(&all, &desk.sample);
    // What cannot be set in pages is among the faults; the words stay in their fields.
    let set = sample.and_then(|sample| shown(session, text, &desk.words, sample).ok());
    let (shown, set) = set.map_or((None, None), |(letter, set)| (Some(letter), Some(set)));
    let today = session.now().date();
    let offered = session.office.offered_texts.get(&id).filter(|_| desk.offered_by.is_some());
    let from = offered.map_or(today, |offered| offered.text.from.max(today));
    let own = OwnText { code: id.clone(), words: desk.words.clone(), from, ..OwnText::default() };
    let held = in_force(session, &id);
    let may_publish =
        domain::may_publish_own_text(&session.office, &id, session.me, director(session).as_ref()).is_ok();
    let needs_reason = session.office.second_of(&own, session.me).is_none();
    Ok(OwnTextView {
        code: code.to_owned(),
        title: text.title().to_owned(),
        audience: text.audience().to_owned(),
        language: text.language().to_owned(),
        in_force: held_words(session, text, &id),
        offered: offered_words(session, &id),
        waits_for: waits_for(&desk, is_changed, may_publish),
        may_offer: is_changed && faults.is_empty() && desk.offered_by.is_none(),
        may_publish: is_changed && faults.is_empty() && may_publish,
        needs_reason,
        publish_help: publish_help(session, &desk, needs_reason),
        passages: text
            .passages()
            .into_iter()
            .map(|passage| passage_view(passage, &desk.words, &held))
            .collect(),
        facts: facts(text),
        is_changed,
        sample: sample.map(|sample| sample.id.clone()).unwrap_or_default(),
        samples: all.iter().map(sample_view).collect(),
        pages: set.as_ref().map_or(0, |set| u32::try_from(set.pages).unwrap_or(u32::MAX)),
        preview: set.map(|set| crate::acts::hex(&set.sha256[..8])).unwrap_or_default(),
        paragraphs: shown.as_ref().map(paragraph_views).unwrap_or_default(),
        versions: waiting(session, &id, &desk)
            .into_iter()
            .chain(withdrawn(session, &id))
            .chain(versions(session, &id))
            .collect(),
        first_day: from.to_string(),
        faults,
    })
}

/// A page of the sample letter, as PNG.
///
/// # Errors
/// There is no such letter or page.
pub fn own_text_page(session: &Session, code: &str, page: usize, scale: f32) -> Result<Vec<u8>> {
    let (text, desk, all) = (shipped(session, code)?, on_desk(session, code)?, samples(code)?);
    let sample = chosen(&all, &desk.sample).ok_or_else(Refusal::not_found)?;
    let (_, set) = shown(session, text, &desk.words, sample)?;
    page_png(&set.pdf, page, scale)
}

fn passage_view(passage: Passage, words: &Words, held: &Words) -> OwnPassage {
    let of = |words: &Words| words.get(&passage.id).cloned().unwrap_or_else(|| passage.words.clone());
    let (here, before) = (of(words), of(held));
    let title = name_of_passage(&passage.id);
    let kind = serde_json::to_value(passage.kind).ok().and_then(|kind| kind.as_str().map(str::to_owned));
    OwnPassage {
        pieces: pieces(&before, &here),
        title: passage.heading.map_or(title.clone(), |heading| format!("{title} ({heading})")),
        id: passage.id,
        kind: kind.unwrap_or_default(),
        must: passage.must.iter().map(|what| capital(what)).collect(),
        keeps: passage.keeps,
        shipped: passage.words,
        words: here,
    }
}

/// A passage as a person calls it.
pub(crate) fn name_of_passage(id: &str) -> String {
    match id.strip_suffix(".after") {
        Some(block) => format!("{}, the words behind it", name_of_block(block)),
        None => name_of_block(id),
    }
}

fn name_of_block(id: &str) -> String {
    capital(&id.replace(['-', '_'], " "))
}

fn facts(text: &LetterText) -> Vec<OwnFact> {
    let tokens =
        text.tokens().into_iter().map(|token| OwnFact { name: token.name, what: capital(&token.what) });
    let cited = text
        .citations()
        .into_iter()
        .map(|cite| OwnFact { name: format!("cite.{}", cite.name), what: cite.label });
    tokens.chain(cited).collect()
}

fn sample_view(sample: &Sample) -> OwnSample {
    let words = if sample.turn.is_empty() { "the usual letter" } else { &sample.turn };
    OwnSample { id: sample.id.clone(), words: capital(words) }
}

fn held_words(session: &Session, text: &LetterText, code: &LetterCode) -> String {
    match session.office.own_text_on(code, session.now().date()) {
        Some(own) if text.reworded(&own.text.words).is_err() => {
            "The library's own words do not fit this version of the program: letters have the program's words.".to_owned()
        }
        Some(own) if !own.text.words.is_empty() => {
            format!("Letters are written in the library's own words since {}.", day_words(own.text.from))
        }
        _ => "Letters are written in the words that came with the program.".to_owned(),
    }
}

fn offered_words(session: &Session, code: &LetterCode) -> Option<String> {
    let offered = session.office.offered_texts.get(code)?;
    let (who, when) = (custody::name_of(session, offered.by), time_words(offered.at));
    Some(format!(
        "{who} offered new words for a second look, {when}. They are meant to hold from {}.",
        day_words(offered.text.from)
    ))
}

fn waits_for(desk: &OnDesk, is_changed: bool, may_publish: bool) -> String {
    match (is_changed, desk.offered_by, may_publish) {
        (false, _, _) => "",
        (true, Some(_), true) => "Read what changed in each passage. If it is right, publish it.",
        (true, _, true) => "No letter uses these words before they are published.",
        (true, _, false) => "No letter uses these words before the Director has seen and published them.",
    }
    .to_owned()
}

fn publish_help(session: &Session, desk: &OnDesk, needs_reason: bool) -> String {
    match (desk.offered_by, needs_reason) {
        (Some(by), false) => {
            format!(
                "{} wrote these words and you are the second person. A reason is not needed.",
                custody::name_of(session, by)
            )
        }
        _ => {
            "Nobody else has seen these words. Offer them for a second look, or say why one person is enough."
                .to_owned()
        }
    }
}

// Words that wait: to be looked at again where the reader's own draft lies over them, or to be taken back.
fn waiting(session: &Session, code: &LetterCode, desk: &OnDesk) -> Option<OwnTextVersion> {
    let offered = session.office.offered_texts.get(code)?;
    let may_take_back = offered.by == session.me || director(session).is_some();
    (desk.is_draft || may_take_back).then(|| OwnTextVersion {
        number: number_of_offer(session),
        is_offer: true,
        from: day_words(offered.text.from),
        published: offered_by(session, offered),
        reason: String::new(),
        state: "Waits for a second person".to_owned(),
        tone: Tone::Wait,
        may_take_back,
        may_take_up: desk.is_draft,
    })
}

// Words that waited until somebody took them back.
fn withdrawn(session: &Session, code: &LetterCode) -> Vec<OwnTextVersion> {
    let version = |(number, back): (u32, WithdrawnText)| OwnTextVersion {
        number,
        is_offer: true,
        from: String::new(),
        published: offered_by(session, &back.offered),
        reason: String::new(),
        state: format!(
            "Taken back by {}, {}: {}",
            custody::name_of(session, back.by),
            time_words(back.at),
            back.reason
        ),
        tone: Tone::Stop,
        may_take_back: false,
        may_take_up: true,
    };
    taken_back_offers(session, code).into_iter().map(version).collect()
}

fn offered_by(session: &Session, offered: &OfferedText) -> String {
    format!("Offered by {}, {}", custody::name_of(session, offered.by), time_words(offered.at))
}

fn versions(session: &Session, code: &LetterCode) -> Vec<OwnTextVersion> {
    let today = session.now().date();
    let holds = session.office.own_text_on(code, today).map(|own| own.number);
    let of_code = session.office.own_texts.iter().rev().filter(|known| known.text.code == *code);
    of_code
        .map(|known| version(session, known, (holds == Some(known.number), known.text.from > today)))
        .collect()
}

fn version(session: &Session, known: &PublishedText, (holds, is_to_come): (bool, bool)) -> OwnTextVersion {
    let name = |person| custody::name_of(session, person);
    let seen = known.offered_by.map(|by| format!("; {} had offered it", name(by))).unwrap_or_default();
    let (state, tone) = match &known.taken_back {
        Some((by, at, why)) => {
            (format!("Taken back by {}, {}: {why}", name(*by), time_words(*at)), Tone::Stop)
        }
        None if holds => ("Holds today".to_owned(), Tone::Done),
        None if is_to_come => ("Holds later".to_owned(), Tone::Open),
        None => ("Held before".to_owned(), Tone::Done),
    };
    OwnTextVersion {
        number: known.number,
        is_offer: false,
        from: day_words(known.text.from),
        published: format!("Published by {}, {}{seen}", name(known.by), time_words(known.at)),
        reason: known.reason.clone(),
        state,
        tone,
        may_take_back: known.taken_back.is_none() && director(session).is_some(),
        may_take_up: true,
    }
}
