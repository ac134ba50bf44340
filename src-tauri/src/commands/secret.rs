//! Words that must not stay in memory longer than they are needed, nor appear in any message.

use std::fmt;

use serde::{Deserialize, Deserializer};
use zeroize::Zeroizing;

/// A passphrase, a group of the recovery sheet or a draft as the page sent it. Wiped when dropped.
#[derive(Clone)]
pub(crate) struct Secret(pub(crate) Zeroizing<String>);

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(Zeroizing::new(text)))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(masked)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_never_shows_itself() {
        let secret: Secret = serde_json::from_str("\"six words\"").expect("a text");
        assert_eq!(secret.0.as_str(), "six words");
        assert_eq!(format!("{secret:?}"), "Secret(masked)");
    }
}
