//! One row of the chain: its header, its hash, its signature, and the encrypted text inside.
//!
//! The hash covers every header field, the hash of the ciphertext and the hash of the row before, each preceded by its
//! length in four bytes, most significant first. It covers the hash of the ciphertext and not the ciphertext, so that a
//! disposed text can be deleted while the chain still verifies.

use chrono::{DateTime, FixedOffset, SecondsFormat};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::error::VaultError;
use crate::ids::{DeviceId, EntryId, StreamId, VaultId};
use crate::symmetric::{NONCE, seal_with, unseal};

const HASH_TAG: &[u8] = b"custodian/event/v1";
const BINDING_TAG: &[u8] = b"custodian/event-text/v1";
const TEXT_VERSION: u8 = 1;
const STEP: usize = 512;
/// The workstation's clock stood behind the row before.
pub(crate) const CLOCK_BEHIND: u32 = 1;

/// What kind of row it is; all that can be seen of its meaning without a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowClass {
    /// An entry a caller recorded.
    Request,
    /// The beginning of a stream, with the commitment to its key.
    Key,
    /// About the vault itself: who may open it.
    System,
    /// An attachment, with the hash of its encrypted pieces.
    Attachment,
    /// About the vault itself: texts that were taken out of it.
    Disposal,
}

/// All of a row but its text, hashes and signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) seq: u64,
    pub(crate) id: EntryId,
    pub(crate) device: DeviceId,
    pub(crate) device_seq: u64,
    pub(crate) device_previous: [u8; 32],
    pub(crate) stream: StreamId,
    pub(crate) epoch: u32,
    pub(crate) author: String,
    pub(crate) at: String,
    pub(crate) flags: u32,
    pub(crate) class: RowClass,
    /// SHA-256 over the stream's new key, for a row that begins one; otherwise empty.
    pub(crate) commitment: Option<[u8; 32]>,
    pub(crate) nonce: [u8; NONCE],
    pub(crate) previous: [u8; 32],
}

/// A row as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) header: Header,
    pub(crate) ciphertext: Option<Vec<u8>>,
    pub(crate) ct_hash: [u8; 32],
    pub(crate) hash: [u8; 32],
    pub(crate) sig: [u8; 64],
}

impl RowClass {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Key => "key",
            Self::System => "system",
            Self::Attachment => "attachment",
            Self::Disposal => "disposal",
        }
    }

    fn parse(name: &[u8]) -> Option<Self> {
        [Self::Request, Self::Key, Self::System, Self::Attachment, Self::Disposal]
            .into_iter()
            .find(|class| class.name().as_bytes() == name)
    }
}

/// Encrypts, hashes and signs a row.
pub(crate) fn make_row(
    vault: VaultId,
    header: Header,
    text: &[u8],
    key: &[u8; 32],
    signing: &SigningKey,
) -> Result<Row, VaultError> {
    let ciphertext = seal_with(key, &header.nonce, &binding(vault, &header), &pad(text))?;
    let ct_hash = Sha256::digest(&ciphertext).into();
    let hash = hash_of(vault, &header, &ct_hash);
    Ok(Row { header, ciphertext: Some(ciphertext), ct_hash, hash, sig: signing.sign(&hash).to_bytes() })
}

/// The text inside a row; `None` when it does not decrypt or its ciphertext is gone.
pub(crate) fn open_row(vault: VaultId, row: &Row, key: &[u8; 32]) -> Option<Zeroizing<Vec<u8>>> {
    let padded = unseal(key, &row.header.nonce, &binding(vault, &row.header), row.ciphertext.as_deref()?)?;
    unpad(&padded)
}

/// The hash of a row, recomputed from its fields.
pub(crate) fn hash_of(vault: VaultId, header: &Header, ct_hash: &[u8; 32]) -> [u8; 32] {
    let mut bytes = HASH_TAG.to_vec();
    put_header(&mut bytes, vault, header);
    put_field(&mut bytes, ct_hash);
    put_field(&mut bytes, &header.previous);
    Sha256::digest(bytes).into()
}

/// What is wrong with a row's hashes, in words; `disposed` is the place of the row that disposed of its stream, if one did.
pub(crate) fn hash_problem(vault: VaultId, row: &Row, disposed: Option<u64>) -> Option<&'static str> {
    match (&row.ciphertext, disposed) {
        (None, Some(at)) if row.header.seq < at => {}
        (None, _) => return Some("its text is gone without a recorded disposal."),
        (Some(_), Some(at)) if row.header.seq < at => {
            return Some("its text is there, although the record says that it was disposed of.");
        }
        (Some(_), Some(_)) => {
            return Some("it was written to a part of the record that had been disposed of.");
        }
        (Some(ciphertext), None) if <[u8; 32]>::from(Sha256::digest(ciphertext)) != row.ct_hash => {
            return Some("its encrypted text is not the one that was recorded.");
        }
        (Some(_), None) => {}
    }
    (hash_of(vault, &row.header, &row.ct_hash) != row.hash)
        .then_some("one of its fields was changed after it was recorded.")
}

/// What is wrong with a row's signature, in words; `author` is the key of the person it names.
pub(crate) fn signature_problem(row: &Row, author: Option<&VerifyingKey>) -> Option<&'static str> {
    match author {
        None => Some("it names an author who may not write in this vault."),
        Some(author) => author
            .verify_strict(&row.hash, &Signature::from_bytes(&row.sig))
            .is_err()
            .then_some("its signature is not that of its author."),
    }
}

/// As text in a row: microseconds and the offset.
pub(crate) fn print_time(at: DateTime<FixedOffset>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, false)
}

/// Reads the text of a row's time.
pub(crate) fn parse_time(text: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(text).ok()
}

/// Appends a field preceded by its length, so that no two different lists of fields give the same bytes.
pub(crate) fn put_field(bytes: &mut Vec<u8>, field: &[u8]) {
    // Every field is far below four gigabytes: the longest is a text of at most some megabytes.
    bytes.extend_from_slice(&u32::try_from(field.len()).unwrap_or(u32::MAX).to_be_bytes());
    bytes.extend_from_slice(field);
}

/// Reads the columns of [`COLUMNS`], in that order; `None` when one has the wrong type or length.
pub(crate) fn read_row(row: &rusqlite::Row<'_>) -> Option<Row> {
    let header = Header {
        seq: integer(row, 0)?,
        id: EntryId::from_bytes(bytes(row, 1)?),
        device: DeviceId::from_bytes(bytes(row, 2)?),
        device_seq: integer(row, 3)?,
        device_previous: bytes(row, 4)?,
        stream: StreamId::from_bytes(bytes(row, 5)?),
        epoch: u32::try_from(integer(row, 6)?).ok()?,
        author: text(row, 7)?,
        at: text(row, 8)?,
        flags: u32::try_from(integer(row, 9)?).ok()?,
        class: RowClass::parse(text(row, 10)?.as_bytes())?,
        commitment: match row.get_ref(11).ok()? {
            ValueRef::Blob([]) => None,
            ValueRef::Blob(found) => Some(found.try_into().ok()?),
            _ => return None,
        },
        nonce: bytes(row, 12)?,
        previous: bytes(row, 15)?,
    };
    parse_time(&header.at)?;
    let ciphertext = match row.get_ref(13).ok()? {
        ValueRef::Null => None,
        ValueRef::Blob(found) => Some(found.to_vec()),
        _ => return None,
    };
    Some(Row { header, ciphertext, ct_hash: bytes(row, 14)?, hash: bytes(row, 16)?, sig: bytes(row, 17)? })
}

/// The columns of a row, in the order [`read_row`] reads and [`insert_row`] writes them.
pub(crate) const COLUMNS: &str = "seq, id, device, device_seq, device_previous, stream, epoch, author, at, flags, class, \
    commitment, nonce, ciphertext, ct_hash, previous, hash, sig";

/// Writes a row inside the caller's transaction.
pub(crate) fn insert_row(connection: &rusqlite::Connection, row: &Row) -> Result<(), rusqlite::Error> {
    let h = &row.header;
    connection
        .prepare_cached(&format!(
            "INSERT INTO events({COLUMNS}) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18)"
        ))?
        .execute(rusqlite::params![
            i64::try_from(h.seq).unwrap_or(i64::MAX),
            h.id.bytes(),
            h.device.bytes(),
            i64::try_from(h.device_seq).unwrap_or(i64::MAX),
            h.device_previous,
            h.stream.bytes(),
            h.epoch,
            h.author,
            h.at,
            h.flags,
            h.class.name(),
            h.commitment.as_ref().map_or(&[][..], |commitment| &commitment[..]),
            h.nonce,
            row.ciphertext,
            row.ct_hash,
            h.previous,
            row.hash,
            row.sig,
        ])?;
    Ok(())
}

fn put_header(bytes: &mut Vec<u8>, vault: VaultId, header: &Header) {
    put_field(bytes, vault.bytes());
    put_field(bytes, &header.seq.to_be_bytes());
    put_field(bytes, header.id.bytes());
    put_field(bytes, header.device.bytes());
    put_field(bytes, &header.device_seq.to_be_bytes());
    put_field(bytes, &header.device_previous);
    put_field(bytes, header.stream.bytes());
    put_field(bytes, &header.epoch.to_be_bytes());
    put_field(bytes, header.author.as_bytes());
    put_field(bytes, header.at.as_bytes());
    put_field(bytes, &header.flags.to_be_bytes());
    put_field(bytes, header.class.name().as_bytes());
    put_field(bytes, header.commitment.as_ref().map_or(&[][..], |commitment| &commitment[..]));
    put_field(bytes, &header.nonce);
}

fn binding(vault: VaultId, header: &Header) -> Vec<u8> {
    let mut bytes = BINDING_TAG.to_vec();
    put_header(&mut bytes, vault, header);
    put_field(&mut bytes, &header.previous);
    bytes
}

// Version, length and text, filled up to a multiple of 512 bytes so that sizes tell little.
fn pad(text: &[u8]) -> Zeroizing<Vec<u8>> {
    let length = (5 + text.len()).next_multiple_of(STEP);
    let mut padded = Zeroizing::new(Vec::with_capacity(length));
    padded.push(TEXT_VERSION);
    padded.extend_from_slice(&u32::try_from(text.len()).unwrap_or(u32::MAX).to_be_bytes());
    padded.extend_from_slice(text);
    padded.resize(length, 0);
    padded
}

fn unpad(padded: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (version, rest) = padded.split_first()?;
    let (length, text) = rest.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    if *version != TEXT_VERSION || !padded.len().is_multiple_of(STEP) {
        return None;
    }
    Some(Zeroizing::new(text.get(..length)?.to_vec()))
}

fn integer(row: &rusqlite::Row<'_>, at: usize) -> Option<u64> {
    match row.get_ref(at).ok()? {
        ValueRef::Integer(number) => u64::try_from(number).ok(),
        _ => None,
    }
}

fn bytes<const N: usize>(row: &rusqlite::Row<'_>, at: usize) -> Option<[u8; N]> {
    match row.get_ref(at).ok()? {
        ValueRef::Blob(found) => found.try_into().ok(),
        _ => None,
    }
}

fn text(row: &rusqlite::Row<'_>, at: usize) -> Option<String> {
    match row.get_ref(at).ok()? {
        ValueRef::Text(found) => String::from_utf8(found.to_vec()).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header() -> Header {
        Header {
            seq: 7,
            id: EntryId::from_bytes([1; 16]),
            device: DeviceId::from_bytes([2; 16]),
            device_seq: 3,
            device_previous: [3; 32],
            stream: StreamId::from_bytes([4; 16]),
            epoch: 1,
            author: "u1".into(),
            at: "2026-12-02T09:00:00.000000-06:00".into(),
            flags: 0,
            class: RowClass::Request,
            commitment: None,
            nonce: [5; NONCE],
            previous: [6; 32],
        }
    }

    fn row_problem(vault: VaultId, row: &Row, author: Option<&VerifyingKey>) -> Option<&'static str> {
        hash_problem(vault, row, None).or_else(|| signature_problem(row, author))
    }

    #[test]
    fn a_row_opens_to_its_text_and_its_size_tells_little() {
        let vault = VaultId::from_bytes([9; 16]);
        let signing = SigningKey::from_bytes(&[8; 32]);
        for length in [0, 1, 506, 507, 508, 5000] {
            let text = vec![0xab; length];
            let row = make_row(vault, header(), &text, &[7; 32], &signing).unwrap();
            assert_eq!(open_row(vault, &row, &[7; 32]).unwrap().as_slice(), text);
            assert_eq!((row.ciphertext.as_ref().unwrap().len() - 16) % STEP, 0);
            assert_eq!(row_problem(vault, &row, Some(&signing.verifying_key())), None);
        }
    }

    #[test]
    fn each_header_field_changes_the_hash_and_closes_the_text() {
        let vault = VaultId::from_bytes([9; 16]);
        let signing = SigningKey::from_bytes(&[8; 32]);
        let row = make_row(vault, header(), b"text", &[7; 32], &signing).unwrap();
        let changes: [fn(&mut Header); 14] = [
            |h| h.seq += 1,
            |h| h.id = EntryId::from_bytes([0; 16]),
            |h| h.device = DeviceId::from_bytes([0; 16]),
            |h| h.device_seq += 1,
            |h| h.device_previous[31] ^= 1,
            |h| h.stream = StreamId::from_bytes([0; 16]),
            |h| h.epoch += 1,
            |h| h.author = "u2".into(),
            |h| h.at = "2026-12-02T09:00:00.000001-06:00".into(),
            |h| h.flags = CLOCK_BEHIND,
            |h| h.class = RowClass::System,
            |h| h.commitment = Some([0; 32]),
            |h| h.nonce[0] ^= 1,
            |h| h.previous[0] ^= 1,
        ];
        for (number, change) in changes.iter().enumerate() {
            let mut altered = row.clone();
            change(&mut altered.header);
            assert!(
                row_problem(vault, &altered, Some(&signing.verifying_key())).is_some(),
                "field {number} must count"
            );
            assert!(
                open_row(vault, &altered, &[7; 32]).is_none(),
                "field {number} must be bound to the text"
            );
        }
        assert!(row_problem(VaultId::from_bytes([0; 16]), &row, Some(&signing.verifying_key())).is_some());
    }

    #[test]
    fn a_signature_of_somebody_else_and_a_missing_text_are_found() {
        let vault = VaultId::from_bytes([9; 16]);
        let (signing, other) = (SigningKey::from_bytes(&[8; 32]), SigningKey::from_bytes(&[1; 32]));
        let row = make_row(vault, header(), b"text", &[7; 32], &signing).unwrap();
        assert!(row_problem(vault, &row, Some(&other.verifying_key())).is_some());
        assert!(row_problem(vault, &row, None).is_some());
        let mut altered = row.clone();
        if let Some(ciphertext) = &mut altered.ciphertext {
            ciphertext[100] ^= 1;
        }
        assert!(
            hash_problem(vault, &altered, None).is_some(),
            "an altered text must be found without its key"
        );
        let gone = Row { ciphertext: None, ..row.clone() };
        assert!(row_problem(vault, &gone, Some(&signing.verifying_key())).is_some());
        let at = row.header.seq;
        assert_eq!(hash_problem(vault, &gone, Some(at + 1)), None, "covered by a later disposal");
        assert!(
            hash_problem(vault, &gone, Some(at)).is_some(),
            "a disposal covers only what stood before it"
        );
        assert!(hash_problem(vault, &row, Some(at + 1)).is_some(), "a text that came back");
        assert!(hash_problem(vault, &row, Some(at - 1)).is_some(), "a text that was added afterwards");
        let altered = Row { ct_hash: [0; 32], ..gone };
        assert!(hash_problem(vault, &altered, Some(at + 1)).is_some(), "the hash of what went must stay");
    }
}
