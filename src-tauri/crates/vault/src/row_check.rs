//! What can be said of each row by itself: its hashes and its signature. All processors share it, because rows do not depend on
//! each other here; how they hang together is for [`crate::chain`].

use std::num::NonZero;
use std::sync::Arc;
use std::thread::{self, Scope, ScopedJoinHandle};

use ed25519_dalek::{Signature, VerifyingKey, verify_batch};
use rusqlite::Connection;

use crate::breakage::{Breakage, is_broken};
use crate::chain::{Authors, Depth, Disposed, Walk};
use crate::event::{COLUMNS, Row, hash_problem, read_row, signature_problem};
use crate::ids::VaultId;

const ROWS_AT_ONCE: usize = 2048;
const BYTES_AT_ONCE: usize = 16 * 1024 * 1024;
const MOST_THREADS: usize = 8;
/// Fewer rows than this are not worth a thread.
const FEW: usize = 64;

/// A row as it was found.
pub(crate) enum Found {
    Row(Box<Row>),
    Unreadable(u64),
}

/// What is wrong with a row by itself, in words.
type Own = Option<&'static str>;

/// By what a row is judged; unlike a [`Walk`] it can be shared between threads.
pub(crate) struct Rules<'a> {
    vault: VaultId,
    authors: &'a Authors,
    disposed: &'a Disposed,
    depth: Depth,
}

/// Rows that were read and are being checked.
pub(crate) struct Begun<'scope> {
    rows: Arc<Vec<Found>>,
    workers: Vec<ScopedJoinHandle<'scope, Vec<Own>>>,
    share: usize,
    /// The number to go on from, when there may be more rows.
    pub(crate) rest: Option<i64>,
}

/// Reads rows after a number, and has them checked while the caller does something else.
pub(crate) fn begin<'scope, 'env>(
    scope: &'scope Scope<'scope, 'env>,
    rules: &'env Rules<'env>,
    connection: &Connection,
    after: i64,
) -> Result<Begun<'scope>, rusqlite::Error> {
    let (rows, rest) = read_some(connection, after)?;
    let rows = Arc::new(rows);
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS);
    let share = rows.len().div_ceil(threads).max(FEW);
    let mut workers = Vec::new();
    if rows.len() > share {
        for first in (0..rows.len()).step_by(share) {
            let rows = Arc::clone(&rows);
            workers.push(scope.spawn(move || rules.of_each(&rows[first..rows.len().min(first + share)])));
        }
    }
    Ok(Begun { rows, workers, share, rest })
}

impl Begun<'_> {
    /// Each row, with what is wrong with it.
    pub(crate) fn end(self, rules: &Rules<'_>) -> impl Iterator<Item = (Found, Own)> {
        let mut own = Vec::with_capacity(self.rows.len());
        for worker in self.workers {
            // A worker that stopped has checked nothing; its part is checked here.
            let part = own.len()..self.rows.len().min(own.len() + self.share);
            own.extend(worker.join().unwrap_or_else(|_| rules.of_each(&self.rows[part])));
        }
        own.extend(rules.of_each(&self.rows[own.len()..]));
        let rows = Arc::into_inner(self.rows).unwrap_or_default();
        rows.into_iter().zip(own)
    }
}

impl<'a> Rules<'a> {
    /// The rules of a walk.
    pub(crate) fn of(walk: &Walk<'a>) -> Self {
        let depth = if is_broken(Breakage::SignaturesNotChecked) { Depth::Hashes } else { walk.depth };
        Self { vault: walk.vault, authors: walk.authors, disposed: walk.disposed, depth }
    }

    fn of_each(&self, rows: &[Found]) -> Vec<Own> {
        let mut own: Vec<_> = rows.iter().map(|row| self.hash_problem(row)).collect();
        if self.depth != Depth::SignaturesAgain || !self.all_verify(rows, &own) {
            for (row, own) in rows.iter().zip(&mut own) {
                *own = own.or_else(|| self.signature_problem(row));
            }
        }
        own
    }

    fn hash_problem(&self, row: &Found) -> Own {
        let Found::Row(row) = row else { return None };
        hash_problem(self.vault, row, self.disposed.get(&row.header.stream).copied())
    }

    fn signature_problem(&self, row: &Found) -> Own {
        match row {
            Found::Row(row) if self.depth.includes_signature_of(row.header.seq) => {
                signature_problem(row, self.author_of(row))
            }
            _ => None,
        }
    }

    fn author_of(&self, row: &Row) -> Option<&VerifyingKey> {
        self.authors.get(&row.header.author)?.key_at(row.header.seq)
    }

    // Of all rows whose hashes are right, in one sum; when it does not come out, each is asked by itself.
    fn all_verify(&self, rows: &[Found], own: &[Own]) -> bool {
        let (mut hashes, mut signatures, mut authors) = (Vec::new(), Vec::new(), Vec::new());
        for row in rows.iter().zip(own).filter_map(|(row, own)| match row {
            Found::Row(row) if own.is_none() => Some(row),
            _ => None,
        }) {
            let Some(author) = self.author_of(row) else { return false };
            hashes.push(row.hash.as_slice());
            signatures.push(Signature::from_bytes(&row.sig));
            authors.push(*author);
        }
        verify_batch(&hashes, &signatures, &authors).is_ok()
    }
}

impl Depth {
    const fn includes_signature_of(self, seq: u64) -> bool {
        match self {
            Self::Hashes => false,
            Self::SignaturesAfter(place) => seq > place,
            Self::Signatures | Self::SignaturesAgain => true,
        }
    }
}

// Rows after a number, and the number to go on from when there may be more.
fn read_some(connection: &Connection, after: i64) -> Result<(Vec<Found>, Option<i64>), rusqlite::Error> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM events WHERE seq > ?1 ORDER BY seq"))?;
    let mut rows = statement.query([after])?;
    let mut found = Vec::new();
    let mut bytes = 0;
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        match read_row(row) {
            Some(row) => {
                bytes += row.ciphertext.as_ref().map_or(0, Vec::len);
                found.push(Found::Row(Box::new(row)));
            }
            None => found.push(Found::Unreadable(u64::try_from(seq).unwrap_or(0))),
        }
        if found.len() >= ROWS_AT_ONCE || bytes >= BYTES_AT_ONCE {
            return Ok((found, Some(seq)));
        }
    }
    Ok((found, None))
}
