//! The bare database a vault is compared with: SQLCipher with the same settings and one table of bytes.

use rusqlite::Connection;
use std::path::Path;

const KEY: &str = "x'2DD29CA851E7B56E4697B0E1F08507293D761A05CE4D1B628663F411A8086D99'";

pub fn open(path: &Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    let pragmas = [
        "PRAGMA cipher_memory_security=ON",
        &format!("PRAGMA key=\"{KEY}\""),
        "PRAGMA cipher_page_size=4096",
        "PRAGMA locking_mode=EXCLUSIVE",
        "PRAGMA journal_mode=TRUNCATE",
        "PRAGMA synchronous=EXTRA",
        "PRAGMA secure_delete=ON",
        "PRAGMA foreign_keys=ON",
        "PRAGMA mmap_size=0",
        "PRAGMA temp_store=MEMORY",
    ];
    for pragma in pragmas {
        let mut statement = connection.prepare(pragma).unwrap();
        let mut rows = statement.query([]).unwrap();
        while rows.next().unwrap().is_some() {}
    }
    connection.execute_batch("CREATE TABLE IF NOT EXISTS acts(seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT").unwrap();
    connection
}

pub fn insert(connection: &mut Connection, rows: usize, bytes: &[u8]) {
    let transaction = connection.transaction().unwrap();
    for _ in 0..rows {
        transaction.execute("INSERT INTO acts(bytes) VALUES (?1)", [bytes]).unwrap();
    }
    transaction.commit().unwrap();
}

pub fn read_all(connection: &Connection) -> usize {
    let mut statement = connection.prepare("SELECT bytes FROM acts ORDER BY seq").unwrap();
    let rows = statement.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap();
    rows.map(|row| row.unwrap().len()).sum()
}
