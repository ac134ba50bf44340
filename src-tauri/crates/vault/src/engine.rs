//! The libraries that keep the record file, as they are compiled into this program. Which they are is asked of the running
//! program and compared with what was tested; the table with their sources and checksums is in SECURITY.md.

use rusqlite::Connection;

use crate::error::{DatabaseError, VaultError, reading};
use crate::session::Vault;

/// What the running program says of the libraries inside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engine {
    /// SQLCipher, its version.
    pub sqlcipher: String,
    /// SQLite, its version.
    pub sqlite: String,
    /// The check-in SQLite was built from: day, hour and digest.
    pub sqlite_source: String,
    /// The library that encrypts, with its version.
    pub cipher: String,
}

/// What was tested, and so what has to be inside.
const TESTED: [&str; 4] = [
    "4.20.0 community",
    "3.54.1",
    "2026-10-16 14:45:20 555e07ef33f69a0957d24d8e555b702464a131d6f1607f4c3c1e4551e8e6alt1",
    "openssl OpenSSL 3.6.3",
];

impl Vault {
    /// Asks the libraries that keep the open record file.
    ///
    /// # Errors
    /// They do not answer.
    pub fn engine(&self) -> Result<Engine, VaultError> {
        asked(&self.connection)
    }
}

/// Compares the libraries behind a connection with those that were tested. A program with others in it was built wrongly, or
/// was altered: it writes nothing.
pub(crate) fn check_engine(connection: &Connection) -> Result<(), VaultError> {
    if is_tested(&asked(connection)?) { Ok(()) } else { Err(DatabaseError::Engine.into()) }
}

fn is_tested(engine: &Engine) -> bool {
    let [sqlcipher, sqlite, source, cipher] = TESTED;
    // The cipher library adds its day of release to its version.
    engine.sqlcipher == sqlcipher
        && engine.sqlite == sqlite
        && engine.sqlite_source == source
        && engine.cipher.split_once(cipher).is_some_and(|(before, after)| {
            before.is_empty() && !after.starts_with(|next: char| next.is_ascii_digit() || next == '.')
        })
}

fn asked(connection: &Connection) -> Result<Engine, VaultError> {
    let text = |sql: &str| {
        connection.query_row(sql, [], |row| row.get::<_, String>(0)).map_err(|error| reading(&error))
    };
    let provider = text("PRAGMA cipher_provider")?;
    Ok(Engine {
        sqlcipher: text("PRAGMA cipher_version")?,
        sqlite: text("SELECT sqlite_version()")?,
        sqlite_source: text("SELECT sqlite_source_id()")?,
        cipher: format!("{provider} {}", text("PRAGMA cipher_provider_version")?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_inside_is_what_was_tested_and_anything_else_is_refused() {
        let place = tempfile::tempdir().unwrap();
        let connection = Connection::open(place.path().join("any.db")).unwrap();
        connection.execute_batch("PRAGMA key='any'; CREATE TABLE any(one);").unwrap();
        check_engine(&connection).unwrap();
        let inside = asked(&connection).unwrap();
        assert!(is_tested(&inside), "{inside:?}");
        let altered = |change: &dyn Fn(&mut Engine)| {
            let mut engine = inside.clone();
            change(&mut engine);
            is_tested(&engine)
        };
        assert!(!altered(&|engine| engine.sqlcipher = "4.5.0 community".to_owned()));
        assert!(!altered(&|engine| engine.sqlite = "3.54.10".to_owned()));
        assert!(!altered(&|engine| engine.sqlite_source.push('0')));
        assert!(!altered(&|engine| engine.cipher = "openssl OpenSSL 3.6.30 1 Jan 2030".to_owned()));
        assert!(!altered(&|engine| engine.cipher = "libtomcrypt 1.18.2".to_owned()));
    }
}
