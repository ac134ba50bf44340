//! The chain without its texts: what somebody without any key needs to check that nothing was changed since a printed code.

use std::io::Write;

use data_encoding::HEXLOWER;
use serde::Serialize;

use crate::chain::{Depth, walk};
use crate::error::VaultError;
use crate::event::Row;
use crate::session::Vault;

/// The first line: which vault, and whose signatures stand under which rows.
#[derive(Serialize)]
struct Head<'a> {
    format: &'a str,
    version: u32,
    vault_id: String,
    authors: Vec<AuthorLine>,
}

#[derive(Serialize)]
struct AuthorLine {
    slot: String,
    ed25519: String,
    from: u64,
    until: Option<u64>,
}

/// One row, every field that its hash covers.
#[derive(Serialize)]
struct RowLine<'a> {
    seq: u64,
    id: String,
    device: String,
    device_seq: u64,
    device_previous: String,
    stream: String,
    epoch: u32,
    author: &'a str,
    at: &'a str,
    flags: u32,
    class: &'a str,
    commitment: String,
    nonce: String,
    ct_hash: String,
    previous: String,
    hash: String,
    sig: String,
}

impl Vault {
    /// Writes the headers of all rows, one line of JSON each after a line about the vault, and returns how many rows there are.
    /// No text, name or key is in them; that there are rows, when, and by which slot, is.
    ///
    /// # Errors
    /// [`VaultError::RecordDamaged`] when a row does not verify, [`VaultError::File`] when writing fails.
    pub fn write_headers(&self, out: &mut dyn Write) -> Result<u64, VaultError> {
        let authors = self.people.authors();
        let head = Head {
            format: "custodian-headers",
            version: 1,
            vault_id: self.keyring.vault_id.to_string(),
            authors: authors
                .iter()
                .map(|(slot, author)| AuthorLine {
                    slot: slot.clone(),
                    ed25519: hex(author.key.as_bytes()),
                    from: author.from,
                    until: (author.until != u64::MAX).then_some(author.until),
                })
                .collect(),
        };
        put_line(out, &head)?;
        let whole = self.walk_of(&authors, Depth::Signatures);
        let mut problems = Vec::new();
        let end = walk(&whole, &mut problems, &mut |row, _| put_line(out, &RowLine::of(row)))?;
        if problems.is_empty() { Ok(end.count) } else { Err(VaultError::RecordDamaged { problems }) }
    }
}

impl<'a> RowLine<'a> {
    fn of(row: &'a Row) -> Self {
        let header = &row.header;
        Self {
            seq: header.seq,
            id: hex(header.id.bytes()),
            device: hex(header.device.bytes()),
            device_seq: header.device_seq,
            device_previous: hex(&header.device_previous),
            stream: hex(header.stream.bytes()),
            epoch: header.epoch,
            author: &header.author,
            at: &header.at,
            flags: header.flags,
            class: header.class.name(),
            commitment: header.commitment.as_ref().map(|bytes| hex(bytes)).unwrap_or_default(),
            nonce: hex(&header.nonce),
            ct_hash: hex(&row.ct_hash),
            previous: hex(&header.previous),
            hash: hex(&row.hash),
            sig: hex(&row.sig),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(bytes)
}

fn put_line(out: &mut dyn Write, line: &impl Serialize) -> Result<(), VaultError> {
    let failed = |error: std::io::Error| VaultError::file("Writing the headers", &error);
    let mut text = serde_json::to_vec(line).map_err(|error| failed(error.into()))?;
    text.push(b'\n');
    out.write_all(&text).map_err(failed)
}
