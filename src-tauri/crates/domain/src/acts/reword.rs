//! The library's own words for its letters. Two people see them before they are used, or the Director says why one was enough.

use chrono::NaiveDate;

use super::day_of_record;
use crate::{
    Capacity, LetterCode, Office, OfficeEvent, OwnText, PersonId, Refusal, RefusalCode, Standing, TextAct,
    TextPublished, TextTakenBack, TextWithdrawn, passage,
};

/// Offers words to a second person, in place of what the same person offered before for the same letter. Anybody may; it changes
/// no letter. Only the Director puts words in the place of somebody else's.
///
/// # Errors
/// Somebody else's words wait, a day in the past, or words that are in force already.
pub fn offer_own_text(
    office: &Office,
    text: OwnText,
    (me, standing): (PersonId, Option<&Standing>),
    today: NaiveDate,
) -> Result<OfficeEvent, Refusal> {
    let is_director = standing.is_some_and(|standing| standing.capacity() == Capacity::Director);
    if !is_director && office.offered_texts.get(&text.code).is_some_and(|offered| offered.by != me) {
        return Err(Refusal::new(
            RefusalCode::StillOpen,
            "Words of somebody else wait for a second look at this letter.",
            "Look at them first. Yours are kept as your draft.",
        ));
    }
    Ok(OfficeEvent::OwnText(TextAct::Offered(checked(office, text, today)?)))
}

/// Whether somebody may publish words for a letter: the Director in person, or a second person what the Director offered.
///
/// # Errors
/// Neither of the two people would be the Director.
pub fn may_publish_own_text(
    office: &Office,
    code: &LetterCode,
    me: PersonId,
    standing: Option<&Standing>,
) -> Result<(), Refusal> {
    let is_director = standing.is_some_and(|standing| standing.capacity() == Capacity::Director);
    let by_director = |person: PersonId| office.director().is_some_and(|director| director.id == person);
    let offered = office.offered_texts.get(code).filter(|offered| offered.by != me);
    if is_director || offered.is_some_and(|offered| by_director(offered.by)) {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalCode::DirectorOnly,
        "The Director must be one of the two people who see new words.",
        "Offer them for a second look. Nothing was published.",
    ))
}

/// Publishes words. One of the two people is the Director in person; alone the Director gives a reason.
///
/// # Errors
/// As [`may_publish_own_text`]; nobody else saw these very words and there is no reason; a day in the past; words in force already.
pub fn publish_own_text(
    office: &Office,
    text: OwnText,
    reason: &str,
    (me, standing): (PersonId, Option<&Standing>),
    today: NaiveDate,
) -> Result<OfficeEvent, Refusal> {
    may_publish_own_text(office, &text.code, me, standing)?;
    let text = checked(office, text, today)?;
    let is_seen = office.second_of(&text, me).is_some();
    let reason = match (is_seen, reason.trim()) {
        (true, "") => String::new(),
        (true, given) => passage(given, "reason")?,
        (false, "") => {
            return Err(Refusal::new(
                RefusalCode::Missing,
                "Nobody else has seen these words.",
                "Say why one person is enough, or offer them for a second look. Nothing was published.",
            )
            .at("reason"));
        }
        (false, _) if standing.is_none_or(|standing| standing.capacity() != Capacity::Director) => {
            return Err(Refusal::new(
                RefusalCode::DirectorOnly,
                "These are other words than the Director offered, or for an earlier day.",
                "Offer yours for a second look. Nothing was published.",
            ));
        }
        (false, given) => passage(given, "reason")?,
    };
    Ok(OfficeEvent::OwnText(TextAct::Published(TextPublished { text, reason })))
}

/// Takes published words back: from now on letters are written with the words that stood before them. Letters that were issued
/// keep what they say.
///
/// # Errors
/// Somebody else than the Director in person, no such version, one that was taken back before, or no reason.
pub fn take_back_own_text(
    office: &Office,
    number: u32,
    reason: &str,
    standing: Option<&Standing>,
) -> Result<OfficeEvent, Refusal> {
    if standing.is_none_or(|standing| standing.capacity() != Capacity::Director) {
        return Err(Refusal::new(
            RefusalCode::DirectorOnly,
            "Only the Director in person may do this.",
            "Leave it for the Director. Nothing was changed.",
        ));
    }
    let known = office.own_texts.iter().find(|known| known.number == number);
    let known = known.ok_or_else(Refusal::not_found)?;
    if known.taken_back.is_some() {
        let help = "Nothing needs to be done.";
        return Err(Refusal::new(RefusalCode::AlreadyDone, "These words were taken back already.", help));
    }
    Ok(OfficeEvent::OwnText(TextAct::TakenBack(TextTakenBack { number, reason: passage(reason, "reason")? })))
}

/// Takes offered words back before they are published: whoever wrote them, or the Director in person. They stay to be read.
///
/// # Errors
/// Nothing is offered, words of somebody else, or no reason.
pub fn withdraw_own_text(
    office: &Office,
    code: &LetterCode,
    reason: &str,
    (me, standing): (PersonId, Option<&Standing>),
) -> Result<OfficeEvent, Refusal> {
    let offered = office.offered_texts.get(code).ok_or_else(Refusal::not_found)?;
    let is_director = standing.is_some_and(|standing| standing.capacity() == Capacity::Director);
    if offered.by != me && !is_director {
        return Err(Refusal::new(
            RefusalCode::DirectorOnly,
            "Only whoever offered these words, or the Director in person, may take them back.",
            "Leave it for them. Nothing was changed.",
        ));
    }
    let reason = passage(reason, "reason")?;
    Ok(OfficeEvent::OwnText(TextAct::Withdrawn(TextWithdrawn { code: code.clone(), reason })))
}

fn checked(office: &Office, text: OwnText, today: NaiveDate) -> Result<OwnText, Refusal> {
    let from = day_of_record(text.from, "from")?;
    if from < today {
        return Err(Refusal::new(
            RefusalCode::Invalid,
            "New words hold from today on at the earliest.",
            "Letters of before stay as they are. Choose today or a later day.",
        )
        .at("from"));
    }
    let stands = office.own_text_on(&text.code, from).map(|known| &known.text.words);
    if stands.map_or(text.words.is_empty(), |stands| *stands == text.words) {
        let help = "Change some words first. Nothing was published.";
        return Err(Refusal::new(RefusalCode::AlreadyDone, "These words hold on that day already.", help));
    }
    Ok(text)
}
