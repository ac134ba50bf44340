//! The recovery sheet: 160 random bits as eight groups of four Base32 characters, each with a check character.
//!
//! The check character is computed over the field of 32 elements with a different weight for each place and for each group,
//! so every single wrong character, every swap of two neighbours and every swap of two groups is noticed, and the group
//! with the mistake can be named.

use std::fmt;

use data_encoding::BASE32_NOPAD;
use thiserror::Error;
use zeroize::Zeroizing;

use crate::error::VaultError;
use crate::randomness::make_bytes;

const GROUPS: usize = 8;
const CODE_BYTES: usize = 20;
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The secret on the recovery sheet. Wiped when dropped.
#[derive(Clone)]
pub struct RecoveryCode(Zeroizing<[u8; CODE_BYTES]>);

/// The sheet to be printed once, when a vault is founded. It carries the secret only.
pub struct RecoverySheet(RecoveryCode);

/// Why what was typed is not a recovery code. Says nothing about any vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum RecoveryCodeError {
    /// Not 40 characters.
    #[error(
        "A recovery code has 8 groups of 5 characters; {0} characters were typed. Compare with the sheet."
    )]
    Length(usize),
    /// A group with a mistake, counted from 1.
    #[error("There is a mistake in group {0} of the recovery code. Compare it with the sheet.")]
    Group(usize),
}

impl RecoveryCode {
    pub(crate) fn make() -> Result<Self, VaultError> {
        Ok(Self(Zeroizing::new(make_bytes()?)))
    }

    /// Reads a code as typed from the sheet: case, spaces and hyphens do not matter, and 0, 1 and 8, which no code
    /// contains, are read as O, I and B.
    ///
    /// # Errors
    /// [`RecoveryCodeError`] says which group is wrong.
    pub fn typed(text: &str) -> Result<Self, RecoveryCodeError> {
        let characters: Zeroizing<Vec<u8>> = Zeroizing::new(
            text.chars().filter(|c| !c.is_whitespace() && *c != '-').map(as_written).collect(),
        );
        if characters.len() != GROUPS * 5 {
            return Err(RecoveryCodeError::Length(characters.len()));
        }
        let mut letters = Zeroizing::new(Vec::with_capacity(GROUPS * 4));
        for (number, group) in characters.chunks(5).enumerate() {
            if check_character(number, &group[..4]) != Some(group[4]) {
                return Err(RecoveryCodeError::Group(number + 1));
            }
            letters.extend_from_slice(&group[..4]);
        }
        let mut bytes = Zeroizing::new([0; CODE_BYTES]);
        BASE32_NOPAD
            .decode_mut(&letters, bytes.as_mut_slice())
            .map_err(|_| RecoveryCodeError::Length(letters.len()))?;
        Ok(Self(bytes))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }
}

impl RecoverySheet {
    pub(crate) fn new(code: RecoveryCode) -> Self {
        Self(code)
    }

    /// The eight groups of five characters, as they stand on the sheet.
    pub fn groups(&self) -> Vec<Zeroizing<String>> {
        let mut letters = Zeroizing::new([0; GROUPS * 4]);
        BASE32_NOPAD.encode_mut(self.0.bytes(), letters.as_mut_slice());
        letters
            .chunks(4)
            .enumerate()
            .map(|(number, group)| {
                let mut text = Zeroizing::new(String::with_capacity(5));
                text.extend(
                    group.iter().chain(check_character(number, group).iter()).map(|byte| char::from(*byte)),
                );
                text
            })
            .collect()
    }

    /// Whether each of these groups (counted from 0) was typed as it stands on the sheet. False for an empty list.
    pub fn check_groups(&self, typed: &[(usize, &str)]) -> bool {
        let groups = self.groups();
        !typed.is_empty()
            && typed.iter().all(|(number, text)| {
                let clean: Zeroizing<Vec<u8>> = Zeroizing::new(
                    text.chars().filter(|c| !c.is_whitespace() && *c != '-').map(as_written).collect(),
                );
                groups.get(*number).is_some_and(|group| group.as_bytes() == clean.as_slice())
            })
    }

    /// The code, as unlocking takes it.
    pub fn code(&self) -> RecoveryCode {
        self.0.clone()
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("RecoveryCode(masked)")
    }
}

impl fmt::Debug for RecoverySheet {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("RecoverySheet(masked)")
    }
}

fn as_written(typed: char) -> u8 {
    match typed.to_ascii_uppercase() {
        '0' => b'O',
        '1' => b'I',
        '8' => b'B',
        // A character outside ASCII can never be right; it must only not become a right one.
        other => u8::try_from(other).unwrap_or(b'?'),
    }
}

// The sum of value times weight, with the powers of 2 as weights, plus the number of the group.
fn check_character(group: usize, letters: &[u8]) -> Option<u8> {
    let mut sum = u8::try_from(group).ok()?;
    let mut weight = 1;
    for letter in letters {
        weight = times(weight, 2);
        sum ^= times(weight, value(*letter)?);
    }
    ALPHABET.get(usize::from(sum)).copied()
}

fn value(letter: u8) -> Option<u8> {
    ALPHABET.iter().position(|known| *known == letter).and_then(|place| u8::try_from(place).ok())
}

// Multiplication in the field of 32 elements, modulo x^5 + x^2 + 1.
fn times(mut a: u8, mut b: u8) -> u8 {
    let mut product = 0;
    while b > 0 {
        if b & 1 == 1 {
            product ^= a;
        }
        a <<= 1;
        if a & 0x20 != 0 {
            a ^= 0x25;
        }
        b >>= 1;
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> RecoverySheet {
        RecoverySheet::new(RecoveryCode(Zeroizing::new(std::array::from_fn(|i| (i * 37 + 11) as u8))))
    }

    fn text(sheet: &RecoverySheet) -> String {
        sheet.groups().iter().map(|group| group.to_string()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_sheet_reads_back_however_it_is_typed() {
        let printed = text(&sheet());
        assert_eq!(printed.len(), 8 * 5 + 7);
        for typed in
            [printed.clone(), printed.to_lowercase(), printed.replace(' ', "-"), printed.replace(' ', "")]
        {
            assert_eq!(RecoveryCode::typed(&typed).unwrap().bytes(), sheet().code().bytes());
        }
        let confusable = printed.replace('O', "0").replace('I', "1").replace('B', "8");
        assert_eq!(RecoveryCode::typed(&confusable).unwrap().bytes(), sheet().code().bytes());
    }

    #[test]
    fn every_single_wrong_character_is_found_in_its_group() {
        let printed = text(&sheet()).replace(' ', "");
        for place in 0..40 {
            for letter in ALPHABET {
                let mut typed = printed.clone().into_bytes();
                if typed[place] == *letter {
                    continue;
                }
                typed[place] = *letter;
                let outcome = RecoveryCode::typed(std::str::from_utf8(&typed).unwrap()).err();
                assert_eq!(outcome, Some(RecoveryCodeError::Group(place / 5 + 1)));
            }
        }
    }

    #[test]
    fn swapped_neighbours_and_swapped_groups_are_found() {
        let printed = text(&sheet()).replace(' ', "").into_bytes();
        for place in (0..39).filter(|place| place % 5 != 4) {
            let mut typed = printed.clone();
            typed.swap(place, place + 1);
            if typed != printed {
                assert!(RecoveryCode::typed(std::str::from_utf8(&typed).unwrap()).is_err());
            }
        }
        let groups: Vec<_> = printed.chunks(5).collect();
        let mut swapped = groups.clone();
        swapped.swap(2, 6);
        let typed = String::from_utf8(swapped.concat()).unwrap();
        assert_eq!(RecoveryCode::typed(&typed).err(), Some(RecoveryCodeError::Group(3)));
    }

    #[test]
    fn two_groups_typed_back_are_checked() {
        let sheet = sheet();
        let groups = sheet.groups();
        assert!(sheet.check_groups(&[(1, &groups[1]), (6, &groups[6].to_lowercase())]));
        assert!(!sheet.check_groups(&[(1, &groups[6])]));
        assert!(!sheet.check_groups(&[(8, &groups[1])]));
        assert!(!sheet.check_groups(&[]));
    }

    #[test]
    fn the_wrong_number_of_characters_is_said() {
        assert_eq!(RecoveryCode::typed("ABC").err(), Some(RecoveryCodeError::Length(3)));
        assert_eq!(RecoveryCode::typed("").err(), Some(RecoveryCodeError::Length(0)));
        assert!(RecoveryCode::typed(&"é".repeat(40)).is_err());
    }
}
