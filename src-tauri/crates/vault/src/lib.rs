//! The vault: one encrypted, tamper-evident record on one local disk.
//!
//! A folder holds `keyring.json` (the single commit point), one SQLCipher file named by generation, and a lock. The only
//! durable truth is a chain of signed, encrypted events; attachments are encrypted chunks in the same file, drafts are
//! encrypted rows outside the chain. Payloads are opaque bytes here: what an event means is decided elsewhere. This is the
//! only crate that speaks to SQLite, and it reads no clock: every moment enters as an argument.

mod add_person;
mod append;
mod backup;
mod batch;
mod blobs;
mod breakage;
mod bundle;
mod chain;
mod change_passphrase;
mod create;
mod database;
mod disposal;
mod drafts;
mod engine;
mod error;
mod event;
mod faults;
#[cfg(test)]
mod forgeries;
mod generation;
mod headers;
mod hex_bytes;
mod hpke_wrap;
mod ids;
pub mod index;
mod kept_backups;
mod keyring;
mod keyring_file;
mod known_disposals;
mod load;
mod locate;
mod lock_file;
mod locked_keys;
mod open;
mod pages;
mod passphrase;
mod people;
mod person;
mod place;
mod profile;
mod randomness;
mod read;
mod records;
mod recovery;
mod renew_sheet;
mod restore;
mod revoke_person;
mod room;
mod row_check;
mod session;
mod set_term;
mod stretch;
mod symmetric;
#[cfg(feature = "testing")]
pub mod testing;
mod verified;
mod verify;
mod wraps_check;

pub use add_person::NewPerson;
pub use backup::BegunBackup;
pub use batch::{Batch, MAX_BLOB_BYTES, MAX_ENTRY_BYTES};
pub use bundle::{BackupCheck, BackupNote, is_practice_backup, look_at_backup, test_backup};
pub use create::{Founding, create};
pub use disposal::{Disposal, DisposalNote, Disposed, DisposedPart};
pub use drafts::{Draft, DraftKey, MAX_DRAFT_BYTES};
pub use engine::Engine;
pub use error::{BackupError, DatabaseError, KeyringError, PeopleRefusal, Refusal, StorageCause, VaultError};
pub use ids::{BlobId, DeviceId, EntryId, IdError, StreamId, VaultId};
pub use kept_backups::{Agreement, BACKUP_DAYS, BackupTester, KeptBackup, TestedBackup};
pub use known_disposals::{DisposalsSince, disposals_since};
pub use open::{Opening, SignInChoice, UnlockSecret, VaultPresence, is_vault, open, sign_in_choices};
pub use passphrase::{Passphrase, Strength, WeakPassphrase, strength};
pub use person::{Person, PersonRole, Slot};
pub use place::{PlaceProblem, place_problem};
pub use profile::{FailedAttempts, Profile, Rollback, failed_attempts, unlock_delay};
pub use read::{Anchor, AnchoredEntry, Entry, Stats};
pub use recovery::{RecoveryCode, RecoveryCodeError, RecoverySheet};
pub use restore::{restore, room_to_restore};
pub use session::{StreamClass, Vault};
pub use stretch::KdfCost;
pub use verify::{LockedVerification, Problem, Verification, inspect, verify_locked};
