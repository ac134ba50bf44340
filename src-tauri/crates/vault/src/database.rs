//! The SQLCipher file: opening it with the right settings, each of them read back, and telling apart why it does not open.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::time::Duration;

use data_encoding::HEXLOWER;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use crate::breakage::{Breakage, is_broken, unsafe_settings};
use crate::engine::check_engine;
use crate::error::{DatabaseError, VaultError, reading};
use crate::hex_bytes::Hex;
use crate::ids::VaultId;
use crate::symmetric::derive_key;

/// Marks the file as one of ours ("CuCo").
const APPLICATION: i64 = 0x4375_436f;
/// Version of a file in which nothing was disposed of: every program since the first reads it.
pub(crate) const FORMAT: u32 = 1;
/// Version of a file in which texts may be gone. An older program says that the file is newer, instead of that it is damaged.
pub(crate) const FORMAT_WITH_DISPOSALS: u32 = 2;
pub(crate) const PAGE: u64 = 4096;
const SALT: usize = 16;
/// Pages that are copied in one piece: what is typed meanwhile is saved between two of them, also where a disk is slow.
const PAGES_AT_ONCE: i32 = 512;

const TABLES: &str = "
CREATE TABLE about(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE events(
  seq INTEGER PRIMARY KEY, id BLOB NOT NULL, device BLOB NOT NULL, device_seq INTEGER NOT NULL,
  device_previous BLOB NOT NULL, stream BLOB NOT NULL, epoch INTEGER NOT NULL, author TEXT NOT NULL, at TEXT NOT NULL,
  flags INTEGER NOT NULL, class TEXT NOT NULL, commitment BLOB NOT NULL, nonce BLOB NOT NULL, ciphertext BLOB,
  ct_hash BLOB NOT NULL, previous BLOB NOT NULL, hash BLOB NOT NULL, sig BLOB NOT NULL) STRICT;
CREATE TABLE head(one INTEGER PRIMARY KEY CHECK (one = 1), count INTEGER NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE TABLE wraps(
  stream BLOB NOT NULL, epoch INTEGER NOT NULL, recipient TEXT NOT NULL, wrap BLOB NOT NULL,
  PRIMARY KEY (stream, epoch, recipient)) STRICT, WITHOUT ROWID;
CREATE TABLE chunks(
  blob BLOB NOT NULL, idx INTEGER NOT NULL, stream BLOB NOT NULL, nonce BLOB NOT NULL, ciphertext BLOB NOT NULL,
  UNIQUE (blob, idx)) STRICT;
CREATE TABLE drafts(
  author TEXT NOT NULL, stream BLOB NOT NULL, slot BLOB NOT NULL, nonce BLOB NOT NULL, ciphertext BLOB NOT NULL,
  PRIMARY KEY (author, stream, slot)) STRICT, WITHOUT ROWID;
";

/// The name of a database file until its vault is founded.
pub(crate) const fn database_name_of_founding() -> &'static str {
    "founding.db"
}

/// What a database file says about itself.
pub(crate) struct About {
    pub(crate) vault_id: VaultId,
    pub(crate) generation: u64,
}

/// The version of a file that is to be written.
pub(crate) const fn format_of(has_disposals: bool) -> u32 {
    if has_disposals { FORMAT_WITH_DISPOSALS } else { FORMAT }
}

/// Makes a new, empty database file with our tables.
pub(crate) fn create_database(
    path: &Path,
    file_key: &[u8; 32],
    about: &About,
    format: u32,
) -> Result<Connection, VaultError> {
    let failed = |error: &rusqlite::Error| VaultError::File {
        doing: "Making the record file",
        cause: crate::error::cause_of_sqlite(error),
    };
    let connection = open_new(path, "Making the record file")?;
    restrict_to_owner(path)?;
    set_up(&connection, file_key).map_err(|error| failed(&error))?;
    connection
        .execute_batch(&format!(
            "PRAGMA application_id={APPLICATION}; PRAGMA user_version={format}; BEGIN; {TABLES} COMMIT;"
        ))
        .map_err(|error| failed(&error))?;
    let mut insert = connection
        .prepare("INSERT INTO about(key, value) VALUES (?1, ?2)")
        .map_err(|error| failed(&error))?;
    insert.execute(("vault_id", about.vault_id.to_string())).map_err(|error| failed(&error))?;
    insert.execute(("generation", about.generation.to_string())).map_err(|error| failed(&error))?;
    drop(insert);
    check_settings(&connection)?;
    Ok(connection)
}

/// Opens an existing database file of a generation. `salt` are its first bytes as the keyring remembers them.
pub(crate) fn open_database(
    path: &Path,
    file_key: &[u8; 32],
    salt: &Hex<16>,
    expected: &About,
) -> Result<Connection, VaultError> {
    let connection = open_any(path, file_key, salt, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // Taken once and, in this locking mode, kept: a second program that got past the lock file is stopped here.
    connection.execute_batch("BEGIN EXCLUSIVE; COMMIT;").map_err(|error| not_opening(&error, path, salt))?;
    check_kind(&connection, expected)?;
    check_settings(&connection)?;
    Ok(connection)
}

/// Opens a copy of a database file that must not be written, such as one in a backup.
pub(crate) fn open_database_to_read(
    path: &Path,
    file_key: &[u8; 32],
    salt: &Hex<16>,
    expected: &About,
) -> Result<Connection, VaultError> {
    let connection = open_any(path, file_key, salt, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    check_kind(&connection, expected)?;
    check_settings(&connection)?;
    Ok(connection)
}

fn open_any(
    path: &Path,
    file_key: &[u8; 32],
    salt: &Hex<16>,
    access: OpenFlags,
) -> Result<Connection, VaultError> {
    check_file(path, salt)?;
    let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(|error| reading(&error))?;
    set_up(&connection, file_key).map_err(|error| not_opening(&error, path, salt))?;
    // The first read is where a wrong key or a damaged first page shows.
    connection
        .query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get::<_, i64>(0))
        .map_err(|error| not_opening(&error, path, salt))?;
    Ok(connection)
}

// The file is made here and not by the library, which does not tell why it cannot make one.
fn open_new(path: &Path, doing: &'static str) -> Result<Connection, VaultError> {
    File::options()
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
        .map_err(|error| VaultError::file(doing, &error))?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(path, flags)
        .map_err(|error| VaultError::File { doing, cause: crate::error::cause_of_sqlite(&error) })
}

/// The first bytes of a database file: random, and its own.
pub(crate) fn read_salt(path: &Path) -> Result<Hex<16>, VaultError> {
    let mut salt = [0; SALT];
    File::open(path)
        .and_then(|mut file| file.read_exact(&mut salt))
        .map_err(|error| VaultError::file("Reading the record file", &error))?;
    Ok(Hex(salt))
}

/// Copies a whole database file through the library's own backup interface, under the same key.
/// Tells after each piece what share of the pages is there, from 0 to 100.
pub(crate) fn copy_database(
    old: &Connection,
    path: &Path,
    file_key: &[u8; 32],
    tell: &mut dyn FnMut(u8),
) -> Result<(), VaultError> {
    let failed = |error: &rusqlite::Error| VaultError::File {
        doing: "Copying the record file",
        cause: crate::error::cause_of_sqlite(error),
    };
    let mut copy = open_new(path, "Copying the record file")?;
    set_up(&copy, file_key).map_err(|error| failed(&error))?;
    copy_pages(old, &mut copy, tell).map_err(|error| failed(&error))?;
    if is_broken(Breakage::CopyWithoutDrafts) {
        copy.execute_batch("DELETE FROM drafts").map_err(|error| failed(&error))?;
    }
    copy.close().map_err(|(_, error)| failed(&error))?;
    remove_journal(path)?;
    // A removable disk may not know owners; what is on it is encrypted all the same.
    let _ = restrict_to_owner(path);
    File::options()
        .write(true)
        .open(path)
        .and_then(|file| file.sync_all())
        .map_err(|error| VaultError::file("Copying the record file", &error))
}

fn copy_pages(old: &Connection, copy: &mut Connection, tell: &mut dyn FnMut(u8)) -> rusqlite::Result<()> {
    let backup = Backup::new(old, copy)?;
    loop {
        let step = backup.step(PAGES_AT_ONCE)?;
        let pages = backup.progress();
        let done = i64::from(pages.pagecount) - i64::from(pages.remaining);
        tell(u8::try_from(done * 100 / i64::from(pages.pagecount.max(1))).unwrap_or(100));
        match step {
            StepResult::Done => return Ok(()),
            StepResult::More => {}
            // The file is ours alone, so there is nothing to wait for.
            _ => {
                let busy = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY);
                return Err(rusqlite::Error::SqliteFailure(busy, None));
            }
        }
    }
}

/// Removes the emptied journal that the library leaves beside a closed file.
pub(crate) fn remove_journal(path: &Path) -> Result<(), VaultError> {
    match fs::remove_file(journal_of(path)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(VaultError::file("Finishing the record file", &error))
        }
        _ => Ok(()),
    }
}

/// Where the library keeps the journal of a record file.
pub(crate) fn journal_of(path: &Path) -> std::path::PathBuf {
    let mut journal = path.as_os_str().to_owned();
    journal.push("-journal");
    journal.into()
}

/// What can be said about the file without its key.
pub(crate) fn check_file(path: &Path, salt: &Hex<16>) -> Result<(), VaultError> {
    let length = match fs::metadata(path) {
        Ok(file) => file.len(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            return Err(DatabaseError::Missing(name).into());
        }
        Err(error) => return Err(VaultError::file("Reading the record file", &error)),
    };
    // An empty file above all: it would be taken for a new database and opened as one without a single entry.
    if length < PAGE {
        return Err(DatabaseError::Truncated("it is shorter than its first page").into());
    }
    let found = read_salt(path)?;
    if &found.0 == b"SQLite format 3\0" {
        return Err(DatabaseError::Foreign("it is an unencrypted database of another program").into());
    }
    if differing(&found, salt) > SALT / 2 {
        return Err(DatabaseError::Foreign("it was written for another vault or another generation").into());
    }
    // While a journal is there the file may end anywhere: the library takes it back to its last whole state when it opens it.
    let is_unfinished = fs::metadata(journal_of(path)).is_ok_and(|journal| journal.len() > 0);
    if !length.is_multiple_of(PAGE) && !is_unfinished {
        return Err(DatabaseError::Truncated("its last page is not complete").into());
    }
    Ok(())
}

/// Readable and writable by its owner alone, where the system knows owners.
pub(crate) fn restrict_to_owner(path: &Path) -> Result<(), VaultError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let failed = |error: std::io::Error| VaultError::file("Restricting the vault to its owner", &error);
        let found = fs::metadata(path).map_err(failed)?;
        let mode = if found.is_dir() { 0o700 } else { 0o600 };
        if found.permissions().mode() & 0o777 != mode {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).map_err(failed)?;
        }
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// The key of the SQLCipher file, as its 64 hexadecimal digits.
///
/// With key and salt together (96 digits) the salt in the file would not be read, and a flipped bit in it not be noticed.
pub(crate) fn database_key(file_key: &[u8; 32]) -> Result<Zeroizing<String>, VaultError> {
    let key = derive_key(file_key, "custodian/sqlcipher/v1")?;
    let mut digits = Zeroizing::new(String::with_capacity(64));
    HEXLOWER.encode_append(key.as_slice(), &mut digits);
    Ok(digits)
}

/// Memory for pages in KiB: what is kept while a record is in use, and the most while it is opened.
const PAGES_KEPT: u64 = 65_536;
const PAGES_WHILE_OPENING: u64 = 524_288;
/// What an entry takes of the file in KiB, rounded up: mostly two share a page.
const ENTRY: u64 = 3;

/// Makes room for all entries while the record is opened, which reads them three times: for the codes of their pages, for the chain
/// and for their texts. Without it the pages of a long record would be opened three times as well. Attachments count for nothing:
/// they are read once.
pub(crate) fn keep_entries(connection: &Connection) {
    let count = connection.query_row("SELECT count FROM head WHERE one = 1", [], |row| row.get::<_, i64>(0));
    let entries = count.ok().and_then(|count| u64::try_from(count).ok()).unwrap_or(0);
    keep(connection, entries.saturating_mul(ENTRY).clamp(PAGES_KEPT, PAGES_WHILE_OPENING));
}

/// Gives back what was needed only for opening.
pub(crate) fn keep_less(connection: &Connection) {
    keep(connection, PAGES_KEPT);
}

// A wish, and no promise about the record: where it is not heard, only time or memory is lost.
fn keep(connection: &Connection, kib: u64) {
    let _ = connection.execute_batch(&format!("PRAGMA cache_size=-{kib};"));
}

// INVARIANT (settings): the order matters. Memory wiping comes before anything is allocated for this file, the key before
// any setting that reads the file, the lock before the journal.
fn set_up(connection: &Connection, file_key: &[u8; 32]) -> Result<(), rusqlite::Error> {
    // Whoever else has the file keeps it as long as it works: there is nothing to wait for.
    connection.busy_timeout(Duration::ZERO)?;
    connection.execute_batch("PRAGMA cipher_memory_security=ON;")?;
    let digits = database_key(file_key).map_err(|_| rusqlite::Error::InvalidQuery)?;
    // The library copies the text of a statement into memory that it wipes; ours is wiped here.
    let mut statement = Zeroizing::new(String::with_capacity(96));
    statement.push_str("PRAGMA key=\"x'");
    statement.push_str(&digits);
    statement.push_str("'\";");
    connection.execute_batch(&statement)?;
    connection.execute_batch(
        "PRAGMA cipher_log_level=NONE; PRAGMA cipher_page_size=4096; PRAGMA locking_mode=EXCLUSIVE;
         PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=EXTRA; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;
         PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY;
         PRAGMA cache_size=-65536;",
    )?;
    if let Some(settings) = unsafe_settings() {
        // A file that is opened only to be read keeps the journal it has.
        let _ = connection.execute_batch(settings);
    }
    #[cfg(target_os = "macos")]
    connection.execute_batch("PRAGMA fullfsync=ON; PRAGMA checkpoint_fullfsync=ON;")?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_CREATE, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_WRITE, false)?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    Ok(())
}

/// Reads every setting back: one that silently did not take hold is a broken promise.
pub(crate) fn check_settings(connection: &Connection) -> Result<(), VaultError> {
    check_engine(connection)?;
    const NUMBERS: [(&str, i64); 10] = [
        ("cipher_page_size", 4096),
        ("synchronous", 3),
        ("secure_delete", 1),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("mmap_size", 0),
        ("temp_store", 2),
        ("cipher_memory_security", 1),
        ("application_id", APPLICATION),
    ];
    const TEXTS: [(&str, &str); 3] =
        [("cipher_log_level", "NONE"), ("locking_mode", "exclusive"), ("journal_mode", "truncate")];
    if unsafe_settings().is_some() {
        return Ok(());
    }
    for (name, wanted) in NUMBERS {
        if number(connection, name)? != Some(wanted) {
            return Err(DatabaseError::Setting(name).into());
        }
    }
    if ![Some(i64::from(FORMAT)), Some(i64::from(FORMAT_WITH_DISPOSALS))]
        .contains(&number(connection, "user_version")?)
    {
        return Err(DatabaseError::Setting("user_version").into());
    }
    for (name, wanted) in TEXTS {
        let found = texts(connection, &format!("PRAGMA {name}")).map_err(|error| reading(&error))?;
        if found != [wanted] {
            return Err(DatabaseError::Setting(name).into());
        }
    }
    let flags = [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true, "defensive"),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false, "double-quoted text"),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false, "double-quoted text"),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_CREATE, false, "attached files"),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_WRITE, false, "attached files"),
    ];
    for (flag, wanted, name) in flags {
        if connection.db_config(flag).map_err(|error| reading(&error))? != wanted {
            return Err(DatabaseError::Setting(name).into());
        }
    }
    if connection.limit(Limit::SQLITE_LIMIT_ATTACHED).map_err(|error| reading(&error))? != 0 {
        return Err(DatabaseError::Setting("attached files").into());
    }
    if connection
        .prepare("SELECT load_extension('x')")
        .and_then(|mut load| load.execute([]).map(|_| ()))
        .is_ok()
    {
        return Err(DatabaseError::Setting("extensions").into());
    }
    Ok(())
}

fn check_kind(connection: &Connection, expected: &About) -> Result<(), VaultError> {
    if number(connection, "application_id")? != Some(APPLICATION) {
        return Err(DatabaseError::Foreign("it was not written by this program").into());
    }
    let found =
        number(connection, "user_version")?.and_then(|version| u32::try_from(version).ok()).unwrap_or(0);
    if found > FORMAT_WITH_DISPOSALS {
        return Err(DatabaseError::NewerFormat { found, known: FORMAT_WITH_DISPOSALS }.into());
    }
    let value = |key: &str| {
        connection
            .query_row("SELECT value FROM about WHERE key = ?1", [key], |row| row.get::<_, String>(0))
            .map_err(|error| reading(&error))
    };
    if value("vault_id")? != expected.vault_id.to_string()
        || value("generation")? != expected.generation.to_string()
    {
        return Err(DatabaseError::Foreign("it says that it belongs to another vault or generation").into());
    }
    Ok(())
}

fn not_opening(error: &rusqlite::Error, path: &Path, salt: &Hex<16>) -> VaultError {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase | rusqlite::ErrorCode::DatabaseCorrupt) => {
            if read_salt(path).is_ok_and(|found| found != *salt) {
                DatabaseError::Damaged("its first bytes were altered.".into()).into()
            } else {
                DatabaseError::Damaged("its first page does not open with the key in the keyring.".into())
                    .into()
            }
        }
        Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => VaultError::InUse,
        _ => reading(error),
    }
}

fn differing(a: &Hex<16>, b: &Hex<16>) -> usize {
    a.0.iter().zip(b.0).filter(|(a, b)| **a != *b).count()
}

pub(crate) fn number(connection: &Connection, name: &str) -> Result<Option<i64>, VaultError> {
    let found = texts(connection, &format!("PRAGMA {name}")).map_err(|error| reading(&error))?;
    // A file that is not mapped into memory may answer with nothing instead of nought.
    match found.as_slice() {
        [] if name == "mmap_size" => Ok(Some(0)),
        [one] => Ok(one.parse().ok()),
        _ => Ok(None),
    }
}

// All rows of the first column as text, whatever their type.
pub(crate) fn texts(connection: &Connection, sql: &str) -> Result<Vec<String>, rusqlite::Error> {
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(match row.get_ref(0)? {
            rusqlite::types::ValueRef::Integer(number) => number.to_string(),
            rusqlite::types::ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
            _ => String::new(),
        });
    }
    Ok(found)
}

/// What the database says, in words, with its number for whoever has to look it up.
pub(crate) fn plain(error: &rusqlite::Error) -> String {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase, OutOfMemory, SystemIoFailure};
    let Some(said) = error.sqlite_error() else { return "the reason is unknown".to_owned() };
    let what = match said.code {
        DatabaseCorrupt => "a page is damaged",
        NotADatabase => "a page does not open with the key of this record",
        SystemIoFailure => "the disk did not give it back",
        OutOfMemory => "there was too little memory",
        _ => "the database refused",
    };
    format!("{what}; SQLite {}", said.extended_code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about() -> About {
        About { vault_id: VaultId::from_bytes([1; 16]), generation: 1 }
    }

    // A power cut while pages were being written leaves a file that ends anywhere, and the journal that takes it back.
    #[test]
    fn a_file_that_ends_within_a_page_is_taken_back_by_its_journal_and_cut_off_without_one() {
        let place = tempfile::tempdir().unwrap();
        let (path, salt) = made(place.path());
        let length = fs::metadata(&path).unwrap().len();
        File::options().write(true).open(&path).unwrap().set_len(length + 700).unwrap();
        fs::write(journal_of(&path), b"not empty").unwrap();
        check_file(&path, &salt).unwrap();
        for journal in [Some(Vec::new()), None] {
            let _ = fs::remove_file(journal_of(&path));
            journal.into_iter().for_each(|bytes| fs::write(journal_of(&path), bytes).unwrap());
            let outcome = check_file(&path, &salt);
            assert!(matches!(outcome, Err(VaultError::Database(DatabaseError::Truncated(_)))), "{outcome:?}");
        }
    }

    fn made(folder: &Path) -> (std::path::PathBuf, Hex<16>) {
        let path = folder.join("records-000001.db");
        drop(create_database(&path, &[7; 32], &about(), FORMAT).unwrap());
        let salt = read_salt(&path).unwrap();
        (path, salt)
    }

    #[test]
    fn every_setting_reads_back_and_a_changed_one_is_noticed() {
        let place = tempfile::tempdir().unwrap();
        let (path, salt) = made(place.path());
        let connection = open_database(&path, &[7; 32], &salt, &about()).unwrap();
        check_settings(&connection).unwrap();
        for (change, back) in [
            ("synchronous=FULL", "synchronous=EXTRA"),
            ("secure_delete=OFF", "secure_delete=ON"),
            ("foreign_keys=OFF", "foreign_keys=ON"),
            ("trusted_schema=ON", "trusted_schema=OFF"),
            ("cell_size_check=OFF", "cell_size_check=ON"),
            ("temp_store=FILE", "temp_store=MEMORY"),
            ("journal_mode=DELETE", "journal_mode=TRUNCATE"),
            ("locking_mode=NORMAL", "locking_mode=EXCLUSIVE"),
            ("cipher_log_level=ERROR", "cipher_log_level=NONE"),
        ] {
            connection.execute_batch(&format!("PRAGMA {change}")).unwrap();
            let name = change.split('=').next().unwrap();
            let noticed = check_settings(&connection);
            assert!(
                matches!(&noticed, Err(VaultError::Database(DatabaseError::Setting(setting))) if *setting == name),
                "{change} must be noticed, got {noticed:?}"
            );
            connection.execute_batch(&format!("PRAGMA {back}")).unwrap();
        }
        check_settings(&connection).unwrap();
    }

    #[test]
    fn nothing_else_can_be_attached_and_no_extension_loaded() {
        let place = tempfile::tempdir().unwrap();
        let (path, salt) = made(place.path());
        let connection = open_database(&path, &[7; 32], &salt, &about()).unwrap();
        assert!(connection.execute_batch("ATTACH DATABASE ':memory:' AS other").is_err());
        assert!(connection.execute_batch("SELECT load_extension('anything')").is_err());
        assert!(connection.execute_batch("SELECT \"text\"").is_err(), "double quotes must not make a text");
    }

    #[test]
    fn a_wrong_key_an_altered_salt_and_foreign_files_have_different_names() {
        let place = tempfile::tempdir().unwrap();
        let (path, salt) = made(place.path());
        let open = |key: u8, salt: &Hex<16>| open_database(&path, &[key; 32], salt, &about()).map(|_| ());
        assert!(matches!(open(8, &salt), Err(VaultError::Database(DatabaseError::Damaged(_)))));
        assert!(matches!(open(7, &Hex([0xee; 16])), Err(VaultError::Database(DatabaseError::Foreign(_)))));
        let other = About { vault_id: VaultId::from_bytes([2; 16]), generation: 1 };
        let outcome = open_database(&path, &[7; 32], &salt, &other).map(|_| ());
        assert!(matches!(outcome, Err(VaultError::Database(DatabaseError::Foreign(_)))));
        let plain = place.path().join("plain.db");
        Connection::open(&plain).unwrap().execute_batch("CREATE TABLE t(x)").unwrap();
        let outcome = open_database(&plain, &[7; 32], &salt, &about()).map(|_| ());
        assert!(matches!(outcome, Err(VaultError::Database(DatabaseError::Foreign(_)))));
    }

    #[test]
    fn a_newer_format_is_named_and_left_alone() {
        let place = tempfile::tempdir().unwrap();
        let (path, salt) = made(place.path());
        let connection = open_database(&path, &[7; 32], &salt, &about()).unwrap();
        connection.execute_batch("PRAGMA user_version=9").unwrap();
        drop(connection);
        let outcome = open_database(&path, &[7; 32], &salt, &about()).map(|_| ());
        assert!(matches!(
            outcome,
            Err(VaultError::Database(DatabaseError::NewerFormat { found: 9, known: 2 }))
        ));
    }
}
