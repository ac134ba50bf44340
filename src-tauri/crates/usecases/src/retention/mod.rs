//! How long what has ended is kept: what may be disposed of and why not yet, the Director's record of open periods, disposal
//! with its certificate, and doing it again when a copy of before came back. One verb per file.

mod certificate;
mod confirm_period;
mod dispose_again;
mod dispose_requests;
mod keeping;
mod retention_view;

pub use certificate::{certificate_sheets, record_certificate_print};
pub use confirm_period::confirm_period;
pub use dispose_requests::dispose_requests;
pub use retention_view::retention_view;

#[cfg(test)]
pub(crate) use keeping::streams;
pub(crate) use keeping::{disposed, disposed_refusal};

use crate::view::WordForm;
use crate::when::need_moment;
use crate::{Code, Error, Result};
use domain::{ToldBy, Word};

/// Whose word something rests on, from a form.
pub(crate) fn word_of(form: &WordForm) -> Result<Word> {
    let how = match form.how.as_str() {
        "call" => ToldBy::Call,
        "paper" => ToldBy::Paper,
        _ => {
            let help = "Choose a call or a paper. Nothing was changed.";
            return Err(Error::new(Code::Missing, "How you were told is missing.", help).at("word_how"));
        }
    };
    Ok(Word { from: form.from.clone(), how, at: need_moment(&form.at, "word_at")?, what: form.what.clone() })
}

/// Whose word it was, in words.
pub(crate) fn word_words(word: &Word) -> String {
    let how = match word.how {
        ToldBy::Call => "by word of mouth",
        ToldBy::Paper => "on paper",
    };
    let what = word.what.trim_end_matches('.');
    format!("{}, {how}, {}: {what}.", word.from, crate::when::time_words(word.at))
}
