//! Passphrases: six words drawn by the program, or an own choice that is hard to guess.

use std::fmt;

use thiserror::Error;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::error::VaultError;
use crate::randomness::make_below;

const WORDS: &str = include_str!("../words/eff-large.txt");
const WORD_COUNT: u32 = 7776;
const WORDS_DRAWN: usize = 6;
const LEAST_CHARACTERS: usize = 14;
// Guessing is judged on the beginning alone: the estimate takes time that grows fast with length.
const JUDGED_CHARACTERS: usize = 96;

/// A passphrase in the form in which it becomes a key: Unicode NFKC, single spaces, none at the ends. Wiped when dropped.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

/// How hard a passphrase of one's own choice is to guess.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strength {
    /// 0 (at once) to 4 (out of reach).
    pub score: u8,
    /// Number of characters.
    pub characters: usize,
    /// Why it is not enough, or `None` when it may be used.
    pub weakness: Option<WeakPassphrase>,
}

/// Why a passphrase may not be used for a new vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum WeakPassphrase {
    /// Fewer than 14 characters.
    #[error(
        "The passphrase is too short. Nothing was changed. Use at least 14 characters, or the six words offered."
    )]
    TooShort,
    /// Guessable, or built from words about this office.
    #[error(
        "The passphrase is too easy to guess. Nothing was changed. Add words that have nothing to do with each other, or use the six words offered."
    )]
    Guessable,
}

impl Passphrase {
    /// What a person typed.
    pub fn typed(text: &str) -> Self {
        // With room for the longest expansion of NFKC nothing is moved, so that no unwiped copy stays behind.
        let mut clean = Zeroizing::new(String::with_capacity(text.len() * 18));
        for word in text.split_whitespace() {
            if !clean.is_empty() {
                clean.push(' ');
            }
            clean.extend(word.nfkc());
        }
        Self(clean)
    }

    /// Six words drawn at random from 7,776: about 77 bits.
    ///
    /// # Errors
    /// [`VaultError::Randomness`] when the operating system gives no random bytes.
    pub fn generate() -> Result<Self, VaultError> {
        let mut text = Zeroizing::new(String::with_capacity(WORDS_DRAWN * 12));
        for drawn in 0..WORDS_DRAWN {
            if drawn > 0 {
                text.push(' ');
            }
            let line = make_below(WORD_COUNT)? as usize;
            text.push_str(WORDS.lines().nth(line).unwrap_or_default());
        }
        Ok(Self(text))
    }

    /// The published passphrase of every practice vault. It protects nothing and is meant to.
    pub fn practice() -> Self {
        Self::typed("practice practice practice")
    }

    /// The text, to be shown once so that it can be written down.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Passphrase(masked)")
    }
}

/// Judges a passphrase of one's own choice. Words in `about_the_office` (job titles, the library's name) count as known to
/// a guesser.
pub fn strength(passphrase: &Passphrase, about_the_office: &[&str]) -> Strength {
    let characters = passphrase.0.chars().count();
    let judged = Zeroizing::new(passphrase.0.chars().take(JUDGED_CHARACTERS).collect::<String>());
    let mut known: Vec<&str> = about_the_office.to_vec();
    known.extend(about_the_office.iter().flat_map(|text| text.split_whitespace()));
    let score = u8::from(zxcvbn::zxcvbn(&judged, &known).score());
    let weakness = if characters < LEAST_CHARACTERS {
        Some(WeakPassphrase::TooShort)
    } else if score < 4 {
        Some(WeakPassphrase::Guessable)
    } else {
        None
    };
    Strength { score, characters, weakness }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_7776_different_words() {
        let words: std::collections::BTreeSet<&str> = WORDS.lines().collect();
        assert_eq!(words.len(), WORD_COUNT as usize);
        assert!(words.iter().all(|word| !word.is_empty() && !word.contains(char::is_whitespace)));
    }

    #[test]
    fn a_drawn_passphrase_has_six_words_and_is_strong_enough() {
        for _ in 0..20 {
            let passphrase = Passphrase::generate().unwrap();
            assert_eq!(passphrase.reveal().split(' ').count(), 6);
            assert_eq!(
                strength(&passphrase, &["Director"]).weakness,
                None,
                "six drawn words must be accepted"
            );
        }
        assert_ne!(Passphrase::generate().unwrap().reveal(), Passphrase::generate().unwrap().reveal());
    }

    #[test]
    fn spaces_and_equivalent_letters_typed_differently_are_the_same_passphrase() {
        assert_eq!(Passphrase::typed("  café \t table ").reveal(), "caf\u{e9} table");
        assert_eq!(Passphrase::typed("cafe\u{301} table").reveal(), "caf\u{e9} table");
    }

    #[test]
    fn a_short_or_guessable_choice_is_refused() {
        let weakness = |text: &str| strength(&Passphrase::typed(text), &["Anytown Public Library"]).weakness;
        assert_eq!(weakness("correct"), Some(WeakPassphrase::TooShort));
        assert_eq!(weakness("passwordpassword"), Some(WeakPassphrase::Guessable));
        assert_eq!(weakness("aaaaaaaaaaaaaaaaaaaaaaaa"), Some(WeakPassphrase::Guessable));
        assert_eq!(weakness("anytown public library"), Some(WeakPassphrase::Guessable));
        assert_eq!(weakness("violet otter mends seven clocks"), None);
    }

    #[test]
    fn a_very_long_passphrase_is_judged_quickly() {
        let long = "kettle marble ".repeat(1000);
        assert!(strength(&Passphrase::typed(&long), &[]).characters > 10_000);
    }

    #[test]
    fn debug_output_does_not_show_the_passphrase() {
        assert_eq!(format!("{:?}", Passphrase::typed("secret words")), "Passphrase(masked)");
    }
}
