//! The library's own words for a letter text: offered by somebody, published by a second person or by the Director with a reason,
//! in force from a day on, and taken back if they were a mistake. Versions are never changed or removed.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::{LetterCode, Office, PersonId};

/// Other words for some passages of a letter text. Without any, the text stands as it came with the program.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OwnText {
    /// Of which letter.
    pub code: LetterCode,
    /// The words, by passage.
    pub words: BTreeMap<String, String>,
    /// The program's words in whose place they stand, by passage: when these change, somebody has to look again.
    pub instead_of: BTreeMap<String, String>,
    /// The first day on which letters are written with them.
    pub from: NaiveDate,
}

/// Words that wait for a second person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedText {
    /// The words.
    pub text: OwnText,
    /// Who wrote them.
    pub by: PersonId,
    /// When.
    pub at: NaiveDateTime,
}

/// Words that are used from their first day on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TextPublished {
    /// The words.
    pub text: OwnText,
    /// Why without a second person; otherwise what was noted, if anything.
    pub reason: String,
}

/// Published words that are used no more.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TextTakenBack {
    /// Which, counted from 1.
    pub number: u32,
    /// Why.
    pub reason: String,
}

/// Offered words that wait for nobody any more.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TextWithdrawn {
    /// Of which letter.
    pub code: LetterCode,
    /// Why.
    pub reason: String,
}

/// What was done with words for a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum TextAct {
    /// They wait for a second person.
    Offered(OwnText),
    /// They are used from their first day on.
    Published(TextPublished),
    /// They are used no more.
    TakenBack(TextTakenBack),
    /// They wait for nobody any more, and were never used.
    Withdrawn(TextWithdrawn),
}

/// Offered words that were taken back before anybody published them. They are kept until their author offers others for the same
/// letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithdrawnText {
    /// The words, who wrote them, and when.
    pub offered: OfferedText,
    /// Who took them back.
    pub by: PersonId,
    /// When.
    pub at: NaiveDateTime,
    /// Why.
    pub reason: String,
}

/// Published words, as the office knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedText {
    /// Counted from 1 over all letters.
    pub number: u32,
    /// The words.
    pub text: OwnText,
    /// Who published them.
    pub by: PersonId,
    /// When.
    pub at: NaiveDateTime,
    /// Who had offered them, where a second person published.
    pub offered_by: Option<PersonId>,
    /// Why they were published without a second person; otherwise what was noted, if anything.
    pub reason: String,
    /// By whom, when and why they were taken back.
    pub taken_back: Option<(PersonId, NaiveDateTime, String)>,
}

impl Office {
    /// The words in force for a letter that is written on a day: those with the latest first day not after it, and among
    /// several of one day those published last.
    pub fn own_text_on(&self, code: &LetterCode, day: NaiveDate) -> Option<&PublishedText> {
        self.own_texts
            .iter()
            .filter(|known| known.text.code == *code && known.taken_back.is_none() && known.text.from <= day)
            .max_by_key(|known| (known.text.from, known.number))
    }

    /// Whoever else offered these very words, for no earlier day than they offered them for.
    pub fn second_of(&self, text: &OwnText, me: PersonId) -> Option<PersonId> {
        let offered = self.offered_texts.get(&text.code)?;
        let is_offered = offered.text.words == text.words && offered.text.from <= text.from;
        (offered.by != me && is_offered).then_some(offered.by)
    }

    pub(crate) fn reword(&mut self, act: &TextAct, by: PersonId, at: NaiveDateTime) {
        match act {
            TextAct::Offered(text) => {
                self.withdrawn_texts.remove(&(text.code.clone(), by));
                self.offered_texts.insert(text.code.clone(), OfferedText { text: text.clone(), by, at });
            }
            TextAct::Published(TextPublished { text, reason }) => {
                let (text, reason, offered_by) = (text.clone(), reason.clone(), self.second_of(text, by));
                // Other words that somebody offered still wait.
                self.offered_texts
                    .retain(|code, offered| *code != text.code || offered.text.words != text.words);
                let number = u32::try_from(self.own_texts.len()).unwrap_or(u32::MAX).saturating_add(1);
                self.own_texts.push(PublishedText {
                    number,
                    text,
                    by,
                    at,
                    offered_by,
                    reason,
                    taken_back: None,
                });
            }
            TextAct::TakenBack(back) => {
                let named = self.own_texts.iter_mut().filter(|known| known.number == back.number);
                named.for_each(|known| known.taken_back = Some((by, at, back.reason.clone())));
            }
            TextAct::Withdrawn(TextWithdrawn { code, reason }) => {
                if let Some(offered) = self.offered_texts.remove(code) {
                    let withdrawn = WithdrawnText { offered, by, at, reason: reason.clone() };
                    self.withdrawn_texts.insert((code.clone(), withdrawn.offered.by), withdrawn);
                }
            }
        }
    }
}
