//! A letter about invented people, in the words that lie in the editor.

use super::faults::said;
use crate::letter::{letterhead_of, library, typeset_under};
use crate::{Code, Error, Result, Session};
use domain::{LibraryProfile, Refusal};
use letters::{Letter, LetterText, Mark, Sample, Typeset};
use std::collections::BTreeMap;

type Words = BTreeMap<String, String>;

/// The sample letters of a text.
pub(super) fn samples(code: &str) -> Result<Vec<Sample>> {
    letters::samples(code).map_err(|problem| Error::internal(&problem.to_string()))
}

/// The one that was chosen, or the first.
pub(super) fn chosen<'a>(all: &'a [Sample], wanted: &str) -> Option<&'a Sample> {
    all.iter().find(|sample| sample.id == wanted).or(all.first())
}

/// A sample letter with the words that can be used so far; what is wrong is left as it came with the program.
pub(super) fn shown(
    session: &Session,
    text: &LetterText,
    words: &Words,
    sample: &Sample,
) -> Result<(Letter, Typeset)> {
    let usable = match text.reworded(words) {
        Ok(reworded) => reworded,
        Err(problems) => {
            // A problem names a passage, or the block whose words lie before and behind a list.
            let block = |id: &str| id.strip_suffix(".after").unwrap_or(id).to_owned();
            let is_wrong = |id: &String| {
                problems.iter().any(|problem| problem.passage == *id || problem.passage == block(id))
            };
            let fine: Words = words
                .iter()
                .filter(|(id, _)| !is_wrong(id))
                .map(|(id, new)| (id.clone(), new.clone()))
                .collect();
            text.reworded(&fine).unwrap_or_else(|_| text.clone())
        }
    };
    set_in(session, &session.office.profile, &usable, sample)
}

/// The first letter of the catalogue that goes outside, under the head of a profile that need not be saved.
pub(crate) fn sample_letter(session: &Session, profile: &LibraryProfile) -> Result<(Letter, Typeset)> {
    let outside = session
        .texts
        .texts()
        .find(|text| text.kind() == letters::Kind::Letter)
        .ok_or_else(Refusal::not_found)?;
    let text = session.letter_text(outside.id()).ok_or_else(Refusal::not_found)?;
    let all = samples(outside.id())?;
    let sample = chosen(&all, "").ok_or_else(Refusal::not_found)?;
    let (letter, set) = set_in(session, profile, &text, sample)?;
    let mut never = session.texts.never();
    for kind in text.withheld_kinds() {
        never.withhold(&kind, Vec::<String>::new());
    }
    let own = never.in_own_words("", &profile.letter_style.under_signature.join("\n"));
    let found = letters::check(&letter, &text, &never).err().unwrap_or_default();
    match own.into_iter().chain(found).next() {
        Some(finding) => Err(Error::new(
            Code::LetterRefused,
            said(finding).words,
            "Nothing was changed. Take these words out; what may be said of a request stands in its letters.",
        )),
        None => Ok((letter, set)),
    }
}

fn set_in(
    session: &Session,
    profile: &LibraryProfile,
    text: &LetterText,
    sample: &Sample,
) -> Result<(Letter, Typeset)> {
    let mut facts = sample.facts.clone();
    library(&mut facts, session, profile);
    let about = &session.pack()?.about;
    facts.set("policy.title", about.title.clone());
    facts.set("policy.version", about.version.clone());
    let letter =
        letters::compose(text, &facts, &sample.free).map_err(|error| Error::internal(&error.to_string()))?;
    let mark = if session.is_practice() { Mark::Practice } else { Mark::Draft };
    let set = typeset_under(&letterhead_of(session, profile)?, &letter, mark)?;
    Ok((letter, set))
}
