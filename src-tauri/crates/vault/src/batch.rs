//! What is to be recorded together: all of it or nothing.

use std::io::Read;

use zeroize::Zeroizing;

use crate::drafts::DraftKey;
use crate::error::{Refusal, VaultError};
use crate::ids::{BlobId, StreamId};
use crate::person::Slot;
use crate::session::StreamClass;

/// The most one attachment may have: 100 MiB.
pub const MAX_BLOB_BYTES: u64 = 100 * 1024 * 1024;
/// The most one entry may have: 4 MiB.
pub const MAX_ENTRY_BYTES: usize = 4 * 1024 * 1024;

/// New streams, entries, attachments and cleared drafts, recorded in this order in one transaction.
#[derive(Default)]
pub struct Batch {
    pub(crate) items: Vec<Item>,
}

pub(crate) enum Item {
    Stream(StreamId, StreamClass),
    Entry(StreamId, Zeroizing<Vec<u8>>),
    Blob(StreamId, BlobId, Zeroizing<Vec<u8>>),
    Share(StreamId, Slot),
    ClearDraft(DraftKey),
}

impl Batch {
    /// An empty batch.
    pub fn new() -> Self {
        Self::default()
    }

    /// Begins a stream with a key of its own.
    pub fn stream(&mut self, stream: StreamId, class: StreamClass) -> &mut Self {
        self.items.push(Item::Stream(stream, class));
        self
    }

    /// Gives a person the keys of a stream that exists or begins earlier in this batch, from its first entry on. For a matter
    /// into which somebody is read; whom it concerns is for the caller to decide and to record.
    pub fn share(&mut self, stream: StreamId, with: Slot) -> &mut Self {
        self.items.push(Item::Share(stream, with));
        self
    }

    /// Adds an entry to a stream that exists or begins earlier in this batch.
    pub fn entry(&mut self, stream: StreamId, payload: Vec<u8>) -> &mut Self {
        self.items.push(Item::Entry(stream, Zeroizing::new(payload)));
        self
    }

    /// Adds an attachment to a stream. A size above [`MAX_BLOB_BYTES`] is refused when the batch is recorded.
    pub fn blob(&mut self, stream: StreamId, blob: BlobId, bytes: Vec<u8>) -> &mut Self {
        self.items.push(Item::Blob(stream, blob, Zeroizing::new(bytes)));
        self
    }

    /// Adds an attachment from a reader, and stops reading as soon as it is too large.
    ///
    /// # Errors
    /// [`Refusal::BlobTooLarge`], or [`VaultError::File`] when the source cannot be read. The batch is then as before.
    pub fn blob_from(
        &mut self,
        stream: StreamId,
        blob: BlobId,
        source: impl Read,
    ) -> Result<&mut Self, VaultError> {
        let mut bytes = Zeroizing::new(Vec::new());
        source
            .take(MAX_BLOB_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| VaultError::file("Reading the file to attach", &error))?;
        if bytes.len() as u64 > MAX_BLOB_BYTES {
            return Err(Refusal::BlobTooLarge.into());
        }
        self.items.push(Item::Blob(stream, blob, bytes));
        Ok(self)
    }

    /// Deletes a draft together with what the batch records: what was typed has become an entry.
    pub fn clear_draft(&mut self, key: DraftKey) -> &mut Self {
        self.items.push(Item::ClearDraft(key));
        self
    }

    /// Whether there is nothing to record.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}
