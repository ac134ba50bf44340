//! A letter that takes the place of one that was issued before: the new one names the old one, and the old one goes out no more.

use super::draft::Typed;
use crate::session::Case;
use crate::view::Labelled;
use crate::when::moment;
use domain::{LetterCode, LetterId, Refusal, Request};
use letters::{Words, filled};

/// Said of a letter that corrects none of those that stand: it is a further one.
const NONE: &str = "none";

/// Issued letters of a code that no newer one corrects, newest first.
pub(super) fn correctable(request: &Request, code: &LetterCode) -> Vec<Labelled> {
    let of_code = request.letters.iter().rev().filter(|letter| letter.what.code == *code);
    let stands = of_code.filter(|letter| request.corrected_by(letter.what.id).is_none());
    stands
        .map(|letter| Labelled { code: letter.what.id.to_string(), label: moment(letter.at).words })
        .collect()
}

/// The letter it corrects, as its draft says.
///
/// # Errors
/// A letter that is not there.
pub(super) fn corrected(typed: &Typed) -> Result<Option<LetterId>, Refusal> {
    match typed.corrects.as_str() {
        "" | NONE => Ok(None),
        id => id.parse().map(Some).map_err(|_| Refusal::not_found()),
    }
}

/// What the new letter says of the old one. Of one that never went out its reader knows nothing.
pub(super) fn on_paper(case: &Case, typed: &Typed, words: &Words) -> Option<String> {
    let earlier = case.request.letter(corrected(typed).ok()??)?;
    let phrases = &words.phrases;
    let kind = if earlier.what.internal { &phrases.earlier_memo } else { &phrases.earlier_letter };
    let date = || words.day(earlier.at.date());
    case.request.went_out(earlier.what.id).then(|| filled(kind, &[("date", &date())]))
}

/// Why a letter waits: one of its code stands, and nobody said whether this one takes its place.
pub(super) fn unsaid(request: &Request, code: &LetterCode, typed: &Typed) -> Option<String> {
    let earlier = correctable(request, code);
    let said = typed.corrects == NONE || earlier.iter().any(|one| one.code == typed.corrects);
    let newest = earlier.first().filter(|_| !said)?;
    Some(format!(
        "A letter like this was issued on {}. Say whether this one corrects it, or is a further one.",
        newest.label
    ))
}
