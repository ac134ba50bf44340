//! A place for a test's vault: a folder, a workstation profile beside it, and a clock that the test moves.
#![allow(dead_code, reason = "each test program uses its own part")]

use std::path::{Path, PathBuf};

use chrono::{DateTime, Duration, FixedOffset};
use rusqlite::Connection;
use tempfile::TempDir;
use vault::testing::raw_database_key;
use vault::{
    Batch, Entry, Founding, KdfCost, Opening, Passphrase, Profile, RecoverySheet, StreamClass, StreamId,
    UnlockSecret, Vault, VaultError,
};

pub(crate) const PASSPHRASE: &str = "violet otter mends seven clocks";

pub(crate) struct Office {
    pub(crate) place: TempDir,
    pub(crate) profile: Profile,
    pub(crate) folder: PathBuf,
    pub(crate) sheet: Option<RecoverySheet>,
}

pub(crate) fn minute(number: i64) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-12-02T09:00:00-06:00").unwrap() + Duration::minutes(number)
}

pub(crate) fn passphrase() -> UnlockSecret {
    UnlockSecret::Passphrase(Passphrase::typed(PASSPHRASE))
}

impl Office {
    pub(crate) fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        let profile = Profile { folder: place.path().join("profile") };
        let folder = place.path().join("vault");
        Self { place, profile, folder, sheet: None }
    }

    pub(crate) fn found(&mut self) -> Vault {
        let (vault, sheet) = vault::create(self.founding()).unwrap();
        self.sheet = Some(sheet);
        vault
    }

    pub(crate) fn founding(&self) -> Founding<'_> {
        Founding {
            folder: self.folder.clone(),
            profile: &self.profile,
            passphrase: Passphrase::typed(PASSPHRASE),
            director_label: "Director",
            practice: false,
            kdf: KdfCost::Cheap,
            now: minute(0),
        }
    }

    pub(crate) fn open(&self) -> Result<(Vault, Opening), VaultError> {
        vault::open(&self.folder, &self.profile, passphrase(), minute(1000))
    }

    pub(crate) fn opened(&self) -> Vault {
        self.open().unwrap().0
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.join("records-000001.db")
    }

    pub(crate) fn keyring(&self) -> PathBuf {
        self.folder.join("keyring.json")
    }

    /// A connection with the right key and no safety settings, as somebody with all keys would have it.
    pub(crate) fn raw(&self) -> Connection {
        raw_connection(&self.folder, &self.database())
    }
}

pub(crate) fn raw_connection(folder: &Path, database: &Path) -> Connection {
    let key = raw_database_key(folder, &passphrase()).unwrap();
    let connection = Connection::open(database).unwrap();
    connection.execute_batch(&format!("PRAGMA key=\"x'{}'\"; PRAGMA cipher_log_level=NONE;", *key)).unwrap();
    connection
}

/// Begins a case stream with these entries, one batch.
pub(crate) fn record(vault: &mut Vault, entries: &[&[u8]]) -> (StreamId, Vec<Entry>) {
    let stream = StreamId::make().unwrap();
    let mut batch = Batch::new();
    batch.stream(stream, StreamClass::Case);
    for entry in entries {
        batch.entry(stream, entry.to_vec());
    }
    let recorded = vault.append(batch, minute(1)).unwrap();
    (stream, recorded)
}

pub(crate) fn payloads(vault: &Vault) -> Vec<Vec<u8>> {
    vault.entries().unwrap().iter().map(|entry| entry.payload.to_vec()).collect()
}
