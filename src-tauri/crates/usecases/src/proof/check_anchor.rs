//! What a date and a code on paper say about the record as it is now.

use crate::view::{AnchorForm, AnchorFoundView};
use crate::when::{day_words, need_day};
use crate::{Code, Error, Result, Session};

/// How many letters a code has.
const LETTERS: usize = 20;

/// Looks for the entry that a code on paper names, and checks the whole record up to it. Tells how far it is, from 0 to 100.
///
/// # Errors
/// The date or the code cannot be one; the record cannot be read. That no entry has this code is an answer, not an error.
pub fn check_anchor(
    session: &Session,
    form: &AnchorForm,
    tell: &mut dyn FnMut(u8),
) -> Result<AnchorFoundView> {
    let day = need_day(&form.day, "day")?;
    let code = code_of(&form.code)?;
    let Some(entry) = session.vault.find_anchor(&code)? else {
        return Ok(AnchorFoundView {
            found: false,
            unchanged: false,
            words: "No entry of this record has this code. Compare it with the paper letter by letter. If it is typed rightly, \
                    this is not the record that the paper was taken from, or it was changed before that entry. Make no entries \
                    in it, keep the folder as it is, and show the paper and this answer to counsel."
                .to_owned(),
        });
    };
    let checked = session.vault.verify_telling(tell);
    let before = checked.problems.iter().find(|problem| problem.seq.is_none_or(|seq| seq <= entry.seq));
    let words = match before {
        Some(problem) => format!(
            "The entry with this code is in the record, but what stands before it is damaged: {} Make no entries in it, keep \
             the folder as it is, and restore the newest verified backup beside it.",
            problem.words
        ),
        None if entry.at.date_naive() > day => format!(
            "The entry with this code is in the record, and everything up to it is unchanged. It was recorded after {}: look at \
             the date on the paper again.",
            day_words(day)
        ),
        None => format!(
            "The entry with this code is in the record. Everything recorded up to it, by {}, is unchanged.",
            day_words(day)
        ),
    };
    Ok(AnchorFoundView { found: true, unchanged: before.is_none(), words })
}

/// A code as it was typed, without what makes it readable.
fn code_of(typed: &str) -> Result<String> {
    let letters = typed.chars().filter(|letter| !letter.is_whitespace() && *letter != '-');
    let code: String = letters.map(|letter| letter.to_ascii_uppercase()).collect();
    let strange = code.chars().find(|letter| !matches!(letter, 'A'..='Z' | '2'..='7'));
    let message = match strange {
        Some(letter) => format!("“{letter}” is in no code."),
        None if code.chars().count() == LETTERS => return Ok(code),
        None => format!("A code has {LETTERS} letters and digits; these are {}.", code.chars().count()),
    };
    let help =
        "Letters are A to Z and digits 2 to 7: what looks like 0 is the letter O, and like 1 the letter I.";
    Err(Error::new(Code::Invalid, message, help).at("code"))
}

#[cfg(test)]
mod tests {
    use super::code_of;

    #[test]
    fn a_code_is_read_however_it_is_spaced_and_a_mistake_is_named() {
        assert_eq!(code_of("abcde FGHIJ-22345 67abc").unwrap(), "ABCDEFGHIJ2234567ABC");
        assert_eq!(code_of("0BCDE FGHIJ 22345 67ABC").unwrap_err().message, "“0” is in no code.");
        let short = code_of("ABCDE").unwrap_err();
        assert_eq!(
            (short.message.as_str(), short.refs[0].as_str()),
            ("A code has 20 letters and digits; these are 5.", "code")
        );
        assert!(code_of("ÀBCDE").unwrap_err().message.contains('À'));
    }
}
