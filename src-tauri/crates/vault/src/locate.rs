//! Which entries and attachments a damaged page takes with it.
//!
//! After one damaged page the library refuses every further read on the same connection, so each probe past the damage opens
//! the file again. That is slow and happens only when something is lost; it is bounded all the same.

use rusqlite::Connection;

use crate::error::VaultError;
use crate::event::COLUMNS;
use crate::ids::BlobId;
use crate::verify::Problem;

const MOST_PROBES: u32 = 3000;

/// Lists what cannot be read. `open` gives a fresh connection to the same file.
pub(crate) fn locate(open: &dyn Fn() -> Result<Connection, VaultError>) -> Vec<Problem> {
    let mut probes = 0;
    let mut problems = unreadable_entries(open, &mut probes);
    problems.extend(unreadable_attachments(open, &mut probes));
    problems
}

fn unreadable_entries(open: &dyn Fn() -> Result<Connection, VaultError>, probes: &mut u32) -> Vec<Problem> {
    let mut problems = Vec::new();
    let Some(count) = fresh(open, probes).and_then(|connection| {
        connection.query_row("SELECT count FROM head", [], |row| row.get::<_, i64>(0)).ok()
    }) else {
        problems.push(Problem::whole("How many entries there should be cannot be read.".into()));
        return problems;
    };
    let mut next = 1;
    while next <= count {
        let Some(reached) = fresh(open, probes).map(|connection| read_from(&connection, next)) else { break };
        if reached > count {
            break;
        }
        // Row `reached` cannot be read; the damage ends where a row can be read again.
        let first = reached;
        let mut last = first;
        while last < count
            && fresh(open, probes).is_some_and(|connection| read_from(&connection, last + 1) == last + 1)
        {
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

fn unreadable_attachments(
    open: &dyn Fn() -> Result<Connection, VaultError>,
    probes: &mut u32,
) -> Vec<Problem> {
    let listed = fresh(open, probes).and_then(|connection| {
        let mut statement = connection.prepare("SELECT DISTINCT blob FROM chunks ORDER BY blob, idx").ok()?;
        let blobs: Result<Vec<[u8; 16]>, _> = statement.query_map([], |row| row.get(0)).ok()?.collect();
        blobs.ok()
    });
    let Some(blobs) = listed else {
        return vec![Problem::whole("Which attachments there are cannot be read: a page is damaged.".into())];
    };
    let mut problems = Vec::new();
    for blob in blobs {
        let is_readable = fresh(open, probes).is_some_and(|connection| {
            connection
                .prepare("SELECT sum(length(nonce || ciphertext)) FROM chunks WHERE blob = ?1")
                .and_then(|mut statement| statement.query_row([blob], |row| row.get::<_, i64>(0)))
                .is_ok()
        });
        if !is_readable {
            let blob = BlobId::from_bytes(blob);
            problems.push(Problem::whole(format!(
                "The attachment {blob} cannot be read: a page that holds it is damaged."
            )));
        }
    }
    problems
}

fn fresh(open: &dyn Fn() -> Result<Connection, VaultError>, probes: &mut u32) -> Option<Connection> {
    *probes += 1;
    if *probes > MOST_PROBES {
        return None;
    }
    open().ok()
}
