//! Names of things in the vault: sixteen random bytes each, with no time and no meaning inside.

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use thiserror::Error;

use crate::error::VaultError;
use crate::hex_bytes;
use crate::randomness::make_bytes;

/// The text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("this is not an id: an id has 32 characters from 0 to 9 and a to f")]
pub struct IdError;

macro_rules! id {
    ($(#[$meaning:meta])* $name:ident) => {
        $(#[$meaning])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        impl $name {
            /// A new random id.
            ///
            /// # Errors
            /// [`VaultError::Randomness`] when the operating system gives no random bytes.
            pub fn make() -> Result<Self, VaultError> {
                make_bytes().map(Self)
            }

            /// The id with these bytes, for callers that draw their own.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// The sixteen bytes.
            pub const fn bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&HEXLOWER.encode(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, concat!(stringify!($name), "({})"), HEXLOWER.encode(&self.0))
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                hex_bytes::parse(text).map(Self).ok_or(IdError)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }
    };
}

id! {
    /// One vault. Public: it stands in the keyring.
    VaultId
}
id! {
    /// One stream of entries with a key of its own, such as the ordinary part of one request.
    StreamId
}
id! {
    /// One attachment.
    BlobId
}
id! {
    /// One entry of the record.
    EntryId
}
id! {
    /// One workstation's memory of one vault.
    DeviceId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_from_its_text_and_from_json() {
        let id = StreamId::make().unwrap();
        assert_eq!(id.to_string().parse(), Ok(id));
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(serde_json::from_str::<StreamId>(&json).unwrap(), id);
    }

    #[test]
    fn text_that_is_not_exactly_an_id_is_refused() {
        for text in ["", "00", "A0000000000000000000000000000000", "g0000000000000000000000000000000"] {
            assert_eq!(text.parse::<StreamId>(), Err(IdError), "{text:?} must be refused");
        }
    }
}
