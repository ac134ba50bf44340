//! Which entries and attachments a damaged page takes with it.
//!
//! After one damaged page the library refuses every further read on the same connection, so that looking past the damage opens
//! the file again. That is slow and happens only where something is lost; it is bounded all the same.

use rusqlite::Connection;

use crate::error::VaultError;
use crate::event::COLUMNS;
use crate::ids::BlobId;
use crate::verify::Problem;

const MOST_OPENINGS: u32 = 3000;

/// Reads the file as far as it can be read, and opens it again behind each damage.
struct Reader<'a> {
    open: &'a dyn Fn() -> Result<Connection, VaultError>,
    /// One on which nothing has failed yet.
    connection: Option<Connection>,
    openings: u32,
}

impl Reader<'_> {
    /// What `question` finds, on a connection on which nothing has failed. None where it cannot be read.
    fn ask<T>(&mut self, question: impl FnOnce(&Connection) -> Option<T>) -> Option<T> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None if self.openings == MOST_OPENINGS => return None,
            None => {
                self.openings += 1;
                (self.open)().ok()?
            }
        };
        let found = question(&connection)?;
        self.connection = Some(connection);
        Some(found)
    }

    /// The first of the rows from `next` to `count` that cannot be read; one past the last where all can.
    fn reach(&mut self, next: i64, count: i64) -> Option<i64> {
        let reached = self.ask(|connection| Some(read_from(connection, next)))?;
        if reached <= count {
            self.connection = None;
        }
        Some(reached)
    }
}

/// Lists what cannot be read. `open` gives a fresh connection to the same file.
pub(crate) fn locate(open: &dyn Fn() -> Result<Connection, VaultError>) -> Vec<Problem> {
    let mut reader = Reader { open, connection: None, openings: 0 };
    let mut problems = unreadable_entries(&mut reader);
    problems.extend(unreadable_attachments(&mut reader));
    problems
}

fn unreadable_entries(reader: &mut Reader<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let Some(count) = reader.ask(|connection| {
        connection.query_row("SELECT count FROM head", [], |row| row.get::<_, i64>(0)).ok()
    }) else {
        problems.push(Problem::whole("How many entries there should be cannot be read.".into()));
        return problems;
    };
    let mut next = 1;
    while next <= count {
        let Some(first) = reader.reach(next, count).filter(|reached| *reached <= count) else { break };
        // The damage ends where a row can be read again.
        let mut last = first;
        while last < count && reader.reach(last + 1, count) == Some(last + 1) {
            last += 1;
        }
        let words = if first == last {
            format!("Entry {first} cannot be read: the page that holds it is damaged.")
        } else {
            format!("Entries {first} to {last} cannot be read: the pages that hold them are damaged.")
        };
        problems.push(Problem::row(u64::try_from(first).unwrap_or(0), words));
        next = last + 1;
    }
    problems
}

// The first row from `next` on that cannot be read; one past the last row when all can.
fn read_from(connection: &Connection, next: i64) -> i64 {
    let mut expected = next;
    let sql = format!("SELECT {COLUMNS} FROM events WHERE seq >= ?1 ORDER BY seq");
    let Ok(mut statement) = connection.prepare(&sql) else { return expected };
    let Ok(mut rows) = statement.query([next]) else { return expected };
    while let Ok(Some(row)) = rows.next() {
        // A long text lies on pages of its own, which are read only when it is asked for.
        let is_whole = row.get_ref(13).is_ok() && row.get_ref(17).is_ok();
        match row.get::<_, i64>(0) {
            Ok(seq) if seq == expected && is_whole => expected += 1,
            _ => break,
        }
    }
    expected
}

fn unreadable_attachments(reader: &mut Reader<'_>) -> Vec<Problem> {
    let listed = reader.ask(|connection| {
        let mut statement = connection.prepare("SELECT DISTINCT blob FROM chunks ORDER BY blob, idx").ok()?;
        let blobs: Result<Vec<[u8; 16]>, _> = statement.query_map([], |row| row.get(0)).ok()?.collect();
        blobs.ok()
    });
    let Some(blobs) = listed else {
        return vec![Problem::whole("Which attachments there are cannot be read: a page is damaged.".into())];
    };
    let is_unreadable = |blob: &[u8; 16]| {
        let size = reader.ask(|connection| {
            connection
                .prepare("SELECT sum(length(nonce || ciphertext)) FROM chunks WHERE blob = ?1")
                .and_then(|mut statement| statement.query_row([blob], |row| row.get::<_, i64>(0)))
                .ok()
        });
        size.is_none()
    };
    let name = |blob: [u8; 16]| {
        let blob = BlobId::from_bytes(blob);
        Problem::whole(format!("The attachment {blob} cannot be read: a page that holds it is damaged."))
    };
    blobs.into_iter().filter(is_unreadable).map(name).collect()
}
