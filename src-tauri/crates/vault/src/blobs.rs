//! Attachments: encrypted pieces of one mebibyte inside the database, each bound to its place, all of them to a chained row.

use rusqlite::Connection;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::error::{VaultError, reading};
use crate::event::put_field;
use crate::ids::{BlobId, StreamId, VaultId};
use crate::session::{Attachment, Vault};
use crate::symmetric::{NONCE, unseal};

/// Length of a piece before encryption: one mebibyte.
pub(crate) const CHUNK: usize = 1024 * 1024;

impl Vault {
    /// An attachment, byte for byte as it was stored.
    ///
    /// # Errors
    /// [`VaultError::NoBlob`] when there is none of this name to read; [`VaultError::BlobDamaged`] when it does not verify.
    pub fn read_blob(&self, blob: BlobId) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let attachment = self.blobs.get(&blob).ok_or(VaultError::NoBlob(blob))?;
        let keys = self.epoch_keys(attachment.stream, attachment.epoch).ok_or(VaultError::NoBlob(blob))?;
        open_chunks(&self.connection, self.keyring.vault_id, attachment, self.keys.get(keys.blob))
    }

    /// How long an attachment is in bytes; `None` when there is none of this name to read.
    pub fn blob_bytes(&self, blob: BlobId) -> Option<u64> {
        self.blobs.get(&blob).map(|attachment| attachment.record.bytes)
    }
}

/// What a piece is bound to: it opens in no other place.
pub(crate) fn chunk_binding(
    vault: VaultId,
    stream: StreamId,
    epoch: u32,
    blob: BlobId,
    number: u32,
    is_last: bool,
) -> Vec<u8> {
    let mut bytes = b"custodian/chunk/v1".to_vec();
    put_field(&mut bytes, vault.bytes());
    put_field(&mut bytes, stream.bytes());
    put_field(&mut bytes, &epoch.to_be_bytes());
    put_field(&mut bytes, blob.bytes());
    put_field(&mut bytes, &number.to_be_bytes());
    put_field(&mut bytes, &[u8::from(is_last)]);
    bytes
}

/// Reads, checks and decrypts all pieces of an attachment.
pub(crate) fn open_chunks(
    connection: &Connection,
    vault: VaultId,
    attachment: &Attachment,
    key: &[u8; 32],
) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let record = &attachment.record;
    let damaged = |why| VaultError::BlobDamaged { blob: record.blob, why };
    let length = usize::try_from(record.bytes).map_err(|_| damaged("its length is impossible."))?;
    let mut whole = Zeroizing::new(Vec::new());
    whole.try_reserve_exact(length).map_err(|_| VaultError::NoMemory)?;
    let mut digest = Sha256::new();
    let mut statement = connection
        .prepare_cached("SELECT idx, stream, nonce, ciphertext FROM chunks WHERE blob = ?1 ORDER BY idx")
        .map_err(|error| reading(&error))?;
    let mut rows = statement.query([record.blob.bytes()]).map_err(|error| reading(&error))?;
    let mut found = 0;
    while let Some(row) = rows.next().map_err(|error| reading(&error))? {
        let (number, stream): (u32, Vec<u8>) =
            (row.get(0).map_err(|error| reading(&error))?, row.get(1).map_err(|error| reading(&error))?);
        let nonce: Vec<u8> = row.get(2).map_err(|error| reading(&error))?;
        let ciphertext = row
            .get_ref(3)
            .map_err(|error| reading(&error))?
            .as_blob()
            .map_err(|_| damaged("a piece is no text."))?;
        let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| damaged("a piece is not as it was stored."))?;
        if number != found || stream != attachment.stream.bytes() || found >= record.chunks {
            return Err(damaged("its pieces are not the ones that were stored."));
        }
        found += 1;
        let bound = chunk_binding(
            vault,
            attachment.stream,
            attachment.epoch,
            record.blob,
            number,
            found == record.chunks,
        );
        let piece = unseal(key, &nonce, &bound, ciphertext)
            .ok_or_else(|| damaged("a piece does not open with its key."))?;
        digest.update(Sha256::new().chain_update(nonce).chain_update(ciphertext).finalize());
        whole.extend_from_slice(&piece);
    }
    if found != record.chunks || whole.len() != length {
        return Err(damaged("a piece is missing."));
    }
    if <[u8; 32]>::from(digest.finalize()) != record.digest.0 {
        return Err(damaged("its pieces are not the ones that were recorded."));
    }
    Ok(whole)
}
