//! The vault's own rows, which callers never see: the beginning of a stream, the people who can open the vault, and the
//! attachments. JSON inside the encrypted text; unknown fields are refused, because a newer program raises the version.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::error::VaultError;
use crate::hex_bytes::Hex;
use crate::ids::{BlobId, StreamId};
use crate::keyring::{KeyringUser, Role};
use crate::session::StreamClass;

/// What a stream is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum StreamKind {
    System,
    Office,
    Case,
    Counsel,
    Sealed,
}

/// The first row of a stream. The commitment to its key stands in the row's header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeyRecord {
    pub(crate) kind: StreamKind,
    pub(crate) recipients: Vec<String>,
}

/// A row, of class `key` and without a commitment, that gives the keys of a stream so far to further people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShareRecord {
    pub(crate) shared: Vec<String>,
}

/// A row about the vault itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "lowercase", deny_unknown_fields)]
pub(crate) enum SystemRecord {
    Founded {
        practice: bool,
        generation: u64,
        users: Vec<RecordedUser>,
    },
    /// The record was written anew under a new key; who can open it may have changed with that.
    Generation {
        generation: u64,
        replaced: ReplacedFile,
        added: Vec<AddedUser>,
        removed: Vec<String>,
    },
    /// The texts of these streams were taken out of the record for good. In a row of class `disposal`; every other record of
    /// this list stands in one of class `system`.
    Disposal {
        /// The rule of the schedule that allowed it.
        rule: String,
        /// Whose schedule or word the rule is.
        authority: String,
        /// It was done before; a copy of before had come back.
        again: bool,
        streams: Vec<DisposedStream>,
    },
    /// A person may come in between these moments only.
    Term {
        slot: String,
        from: Option<DateTime<FixedOffset>>,
        until: Option<DateTime<FixedOffset>>,
    },
}

/// What went with one stream. Its headers and the hashes of its texts stay, so that this can be counted again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DisposedStream {
    pub(crate) stream: StreamId,
    /// Rows whose texts went.
    pub(crate) rows: u64,
    /// Attachments among them.
    pub(crate) attachments: u64,
    /// SHA-256 over the hashes of the texts, in the order of the chain.
    pub(crate) digest: Hex<32>,
}

/// The record file that a new generation replaced, so that it and no other may be removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReplacedFile {
    pub(crate) generation: u64,
    pub(crate) salt: Hex<16>,
}

/// A person who was added after the founding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddedUser {
    pub(crate) user: RecordedUser,
    pub(crate) name: String,
    pub(crate) reference: String,
    pub(crate) kinds: Vec<StreamKind>,
    pub(crate) from: Option<DateTime<FixedOffset>>,
    pub(crate) until: Option<DateTime<FixedOffset>>,
}

/// A person's public keys, as the record knows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecordedUser {
    pub(crate) slot: String,
    pub(crate) label: String,
    pub(crate) role: Role,
    pub(crate) x25519: Hex<32>,
    pub(crate) ed25519: Hex<32>,
}

/// An attachment: how long it is, and the hash over its encrypted pieces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttachmentRecord {
    pub(crate) blob: BlobId,
    pub(crate) bytes: u64,
    pub(crate) chunks: u32,
    pub(crate) digest: Hex<32>,
}

impl StreamKind {
    /// The class callers know, if this is not the vault's own stream.
    pub(crate) const fn class(self) -> Option<StreamClass> {
        match self {
            Self::System => None,
            Self::Office => Some(StreamClass::Office),
            Self::Case => Some(StreamClass::Case),
            Self::Counsel => Some(StreamClass::Counsel),
            Self::Sealed => Some(StreamClass::Sealed),
        }
    }
}

impl From<StreamClass> for StreamKind {
    fn from(class: StreamClass) -> Self {
        match class {
            StreamClass::Office => Self::Office,
            StreamClass::Case => Self::Case,
            StreamClass::Counsel => Self::Counsel,
            StreamClass::Sealed => Self::Sealed,
        }
    }
}

impl From<&KeyringUser> for RecordedUser {
    fn from(user: &KeyringUser) -> Self {
        Self {
            slot: user.slot.clone(),
            label: user.label.clone(),
            role: user.role,
            x25519: user.x25519,
            ed25519: user.ed25519,
        }
    }
}

/// The text of a record.
pub(crate) fn print<T: Serialize>(record: &T) -> Result<Vec<u8>, VaultError> {
    serde_json::to_vec(record).map_err(|_| VaultError::Encryption)
}

/// Reads a record; `None` when it is not one.
pub(crate) fn parse<T: DeserializeOwned>(text: &[u8]) -> Option<T> {
    serde_json::from_slice(text).ok()
}
