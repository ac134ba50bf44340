//! Byte arrays that are written as lower-case hexadecimal text.
//!
//! Upper case is refused when reading: one flipped bit turns `a` into `A`, and a file in which that passes unseen has a
//! byte nobody guards.

use std::fmt;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// Exactly `N` bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hex<const N: usize>(pub(crate) [u8; N]);

impl<const N: usize> fmt::Debug for Hex<N> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl<const N: usize> Serialize for Hex<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&HEXLOWER.encode(&self.0))
    }
}

impl<'de, const N: usize> Deserialize<'de> for Hex<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse::<N>(&text)
            .map(Self)
            .ok_or_else(|| D::Error::custom(format!("expected {N} bytes in hexadecimal")))
    }
}

/// Reads exactly `N` bytes of lower-case hexadecimal text.
pub(crate) fn parse<const N: usize>(text: &str) -> Option<[u8; N]> {
    HEXLOWER.decode(text.as_bytes()).ok()?.try_into().ok()
}
