//! What can go wrong with a vault, each cause by its name. Every message says what happened, what is safe and what to do next.

use std::io;

use thiserror::Error;

use crate::ids::{BlobId, StreamId};
use crate::passphrase::WeakPassphrase;
use crate::place::PlaceProblem;
use crate::verify::Problem;

/// Why a vault could not do what was asked.
#[derive(Debug, Error)]
pub enum VaultError {
    /// Wrong passphrase, wrong recovery code, or a slot that was altered: one message for all, so that it tells nothing.
    #[error(
        "The vault did not open with what you typed. Nothing was changed. Check it and try again, or use the recovery sheet."
    )]
    WrongSecret,
    /// The folder holds no vault.
    #[error(
        "There is no vault in this folder. Nothing was changed. Choose the folder that holds keyring.json, or set up a new vault."
    )]
    NoVault,
    /// Setting up was asked for where a vault already is.
    #[error(
        "This folder already holds a vault. It was not touched. Open it, or choose another folder for a new one."
    )]
    VaultExists,
    /// Setting up was asked for in a folder that holds something else.
    #[error("This folder already holds other files. They were not touched. Choose an empty or a new folder.")]
    FolderNotEmpty,
    /// Another program has the vault open.
    #[error(
        "The vault is already open, perhaps in another window or for another person. Nothing was changed. Close it there first."
    )]
    InUse,
    /// The folder is not a safe place to write a vault.
    #[error(transparent)]
    Place(#[from] PlaceProblem),
    /// The keyring cannot be used.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    /// The database file cannot be used.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// Entries of the record do not verify. Every problem found is listed, the first one first.
    #[error("The record is damaged: {} Nothing was changed. Keep this folder as it is and restore the newest verified backup.", first_words(.problems))]
    RecordDamaged {
        /// All damage found.
        problems: Vec<Problem>,
    },
    /// The passphrase for a new vault is too weak.
    #[error(transparent)]
    WeakPassphrase(#[from] WeakPassphrase),
    /// What was to be recorded is not acceptable; nothing was recorded.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Writing failed; nothing of what was to be saved is in the record, and the vault can still be used.
    #[error("This was not saved: {0} Everything saved before is safe, and the vault stays open. {help}", help = .0.remedy())]
    NotSaved(StorageCause),
    /// Writing failed in a way that leaves open what is on the disk; the vault must be opened again.
    #[error("Saving stopped: {0} Everything acknowledged before is safe. Close the vault and open it again; it will show whether this last item was saved. {help}", help = .0.remedy())]
    MustReopen(StorageCause),
    /// An attachment is not in the record.
    #[error(
        "The attachment {0} is not in this vault, or not for you to read. Nothing was changed. Choose one from the list of the request."
    )]
    NoBlob(BlobId),
    /// An attachment does not decrypt to what was stored.
    #[error(
        "The attachment {blob} is damaged: {why} The rest of the record is not affected. Restore it from the newest verified backup."
    )]
    BlobDamaged {
        /// Which attachment.
        blob: BlobId,
        /// What is wrong, in words.
        why: &'static str,
    },
    /// Who may open the vault cannot be changed in this way.
    #[error(transparent)]
    People(#[from] PeopleRefusal),
    /// A backup cannot be made or used.
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// The change is made, but a file from before it could not be removed.
    #[error(
        "The change is made and safe, but a file from before it could not be removed: {0} Open the vault once more; it is removed then. {help}", help = .0.remedy()
    )]
    OldCopyRemains(StorageCause),
    /// A file operation failed.
    #[error("{doing} failed: {cause} Nothing that was saved before is lost. {help}", help = .cause.remedy())]
    File {
        /// What was being done, as the start of a sentence.
        doing: &'static str,
        /// Why it failed.
        cause: StorageCause,
    },
    /// The disk has no room for what was to be written; that was looked at before anything was.
    #[error(
        "{doing} needs about {needed} of free space on the disk, and {free} are free. Nothing was written, and everything is as it was. Free some space on that disk and do it again."
    )]
    NoRoom {
        /// What was to be done, as the start of a sentence.
        doing: &'static str,
        /// How much it needs, in words.
        needed: String,
        /// How much is free, in words.
        free: String,
    },
    /// The system gave no memory for turning the passphrase into a key.
    #[error(
        "There is not enough free memory to open the vault. Nothing was changed. Close other programs and try again."
    )]
    NoMemory,
    /// The operating system gave no random bytes.
    #[error(
        "The system gave no random numbers, and without them nothing may be encrypted. Nothing was changed. Restart the computer and try again."
    )]
    Randomness,
    /// An encryption routine failed, which only happens on impossible lengths.
    #[error("Encrypting failed. Nothing was changed. Close the program and start it again.")]
    Encryption,
    /// A cheap key derivation was asked for outside a practice vault.
    #[error(
        "Only a practice vault may have a quick key. Nothing was changed. Set the vault up with an ordinary one."
    )]
    QuickKeyRefused,
}

/// Why a keyring cannot be used. The database file is not touched in any of these cases.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum KeyringError {
    /// Neither copy of the keyring is there.
    #[error(
        "The keyring of this vault is missing. The record itself was not touched. Put keyring.json back from the newest backup."
    )]
    Missing,
    /// The file is longer than a keyring can be.
    #[error(
        "The keyring file is too large to be one. It was not read. Put keyring.json back from the newest backup."
    )]
    TooLarge,
    /// The file is not a keyring at all.
    #[error(
        "keyring.json was not written by this program. Nothing was changed. Choose the right folder, or put keyring.json back from the newest backup."
    )]
    Foreign,
    /// The file is cut off or altered by accident.
    #[error(
        "The keyring is damaged: {0}. The record itself was not touched. Put keyring.json back from the newest backup."
    )]
    Damaged(&'static str),
    /// The file asks for work outside the limits.
    #[error(
        "The keyring is refused: {0} is outside its limits. Nothing was computed. Put keyring.json back from the newest backup."
    )]
    OutsideLimits(&'static str),
    /// The file was altered on purpose, or belongs to another vault.
    #[error(
        "The keyring does not agree with the record: {0}. Do not go on; keep the folder as it is and tell whoever looks after your computers. Put keyring.json back from the newest backup."
    )]
    Tampered(&'static str),
    /// The vault was written by a newer program.
    #[error(
        "This vault was written by a newer version of the program (format {found}; this program knows {known}). Nothing was changed. Install the newer version."
    )]
    NewerFormat {
        /// The version in the file.
        found: u32,
        /// The newest version this program reads.
        known: u32,
    },
}

/// Why a database file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DatabaseError {
    /// The file the keyring names is not there.
    #[error(
        "The record file {0} is missing. Nothing was changed. Put it back from the newest backup, together with its keyring.json."
    )]
    Missing(String),
    /// The file is shorter than it was written.
    #[error(
        "The record file is cut off: {0}. Nothing was changed. Keep it, and restore the newest verified backup."
    )]
    Truncated(&'static str),
    /// The file belongs to another vault or another program.
    #[error(
        "The record file is not the one this keyring belongs to: {0}. Nothing was changed. Put back the file and the keyring of one backup together."
    )]
    Foreign(&'static str),
    /// The file does not decrypt or is inconsistent.
    #[error(
        "The record file is damaged: {0} Nothing was changed. Keep it, and restore the newest verified backup."
    )]
    Damaged(String),
    /// The vault was written by a newer program.
    #[error(
        "This record was written by a newer version of the program (format {found}; this program knows {known}). Nothing was changed. Install the newer version."
    )]
    NewerFormat {
        /// The version in the file.
        found: u32,
        /// The newest version this program reads.
        known: u32,
    },
    /// A safety setting of the database did not take hold.
    #[error(
        "The safety setting {0} of the record file did not take hold. Nothing was written. Install the program again."
    )]
    Setting(&'static str),
    /// The libraries inside the program are not those it was tested with.
    #[error(
        "The parts of this program that read and write the record file are not those it was tested with. Nothing was written. Install the program again from where you got it."
    )]
    Engine,
}

/// Why a batch or a draft is refused before anything is written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The batch holds nothing.
    #[error("There was nothing to record. Nothing was changed. Lock the program and open it again.")]
    EmptyBatch,
    /// The stream does not exist, or is not for this person.
    #[error(
        "The part of the record {0} does not exist here. Nothing was changed. Lock the program and open it again."
    )]
    UnknownStream(StreamId),
    /// A new stream has the id of an existing one.
    #[error(
        "The part of the record {0} exists already. Nothing was changed. Lock the program and open it again."
    )]
    StreamExists(StreamId),
    /// A new attachment has the id of an existing one.
    #[error("The attachment {0} exists already. Nothing was changed. Attach the file once more.")]
    BlobExists(BlobId),
    /// An attachment is above the limit of 100 MiB.
    #[error(
        "The file is larger than 100 MB, the most one attachment may have. Nothing of it was stored. Scan it at a lower resolution, or divide it."
    )]
    BlobTooLarge,
    /// An entry is above the limit of 4 MiB.
    #[error(
        "The entry is larger than one entry may be. Nothing was changed. Attach the long text as a file."
    )]
    EntryTooLarge,
    /// Something else than a request was to be disposed of.
    #[error(
        "Only requests can be disposed of, never what the office itself has on record. Nothing was changed. Choose requests from the list."
    )]
    NotDisposable,
    /// A draft is above the limit of 4 MiB, or its name is longer than 200 bytes.
    #[error(
        "The draft is larger than one draft may be. The saved draft before it is kept. Shorten the text, or attach it as a file."
    )]
    DraftTooLarge,
}

/// Why a backup cannot be made or used. Neither it nor any vault was changed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BackupError {
    /// The chosen place is inside the vault itself.
    #[error(
        "This folder is inside the vault. No backup was made, and the vault is as it was. Choose a folder outside it, best on another disk."
    )]
    InsideVault,
    /// No manifest is there.
    #[error(
        "This folder is not a finished backup. Nothing was changed. Choose the folder that holds manifest.json."
    )]
    Missing,
    /// The manifest is that of something else.
    #[error("This folder was not written as a backup of a vault. Nothing was changed. Choose another one.")]
    Foreign,
    /// Made by a newer program.
    #[error(
        "This backup was made by a newer version of the program (format {found}; this program knows {known}). Nothing was changed. Install the newer version."
    )]
    NewerFormat {
        /// The version in the manifest.
        found: u32,
        /// The newest version this program reads.
        known: u32,
    },
    /// A file is missing or is not the one that was written.
    #[error(
        "This backup is damaged: its file {0} is missing or not as it was written. Nothing was changed. Use another backup."
    )]
    Damaged(String),
    /// It is one of another vault than the one that is open.
    #[error(
        "This backup is not one of this record: it was made from another vault. Nothing was changed. Choose a backup of this record."
    )]
    OtherVault,
    /// Whoever has the vault open could not open it yet on the day of the backup.
    #[error(
        "This backup is older than the key you are signed in with, so it cannot be tested with it. Nothing was changed. Choose a newer backup, or let somebody test it who could open the record on that day."
    )]
    OlderThanKey,
    /// The folder in which backups are kept is not there, as when a disk is not plugged in.
    #[error(
        "The folder for backups is not there. No backup was made, and the record is as it was. Plug the disk in that holds it, or choose another folder."
    )]
    FolderGone,
    /// The record was written anew while it was checked: it holds what was disposed of meanwhile, or opens for whoever left.
    #[error(
        "The record was written anew while this backup was made, because something was disposed of or an access was changed. Nothing is lost, and the backup was removed. Make the backup again."
    )]
    Overtaken,
    /// Nothing here says what was disposed of after it was made.
    #[error(
        "This computer cannot tell what was disposed of after this backup was made. Nothing was restored. Type the codes of the certificates of disposal, or confirm in writing that there are none."
    )]
    DisposalsUnknown,
    /// Its parts do not belong together.
    #[error("This backup cannot be used: {0}. Nothing was changed. Make or choose another one.")]
    Differs(&'static str),
}

/// Why it cannot be changed who may open the vault. Nothing was changed in any of these cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PeopleRefusal {
    /// Asked by a designee.
    #[error(
        "Only the Director, or somebody with the recovery sheet, can change who may open the vault. Nothing was changed. Ask the Director."
    )]
    NotForYou,
    /// Nobody has this slot now.
    #[error(
        "This person cannot open the vault now. Nothing was changed. Choose somebody from the list of people."
    )]
    Unknown,
    /// One's own access.
    #[error(
        "You cannot end your own access while you use it. Nothing was changed. Another Director, or somebody with the recovery sheet, can do that."
    )]
    Oneself,
    /// No Director would be left.
    #[error("The vault must keep a Director. Nothing was changed. Add the new Director first.")]
    LastDirector,
    /// The recovery sheet was named where a person is meant.
    #[error(
        "The recovery sheet is not a person. Nothing was changed. Make a new sheet; the old one opens nothing from then on."
    )]
    Sheet,
    /// All places are taken.
    #[error(
        "As many people as a vault can have can open this one. Nothing was changed. End an access that is no longer needed first."
    )]
    Full,
    /// A term that ends before it begins.
    #[error("This access would end before it begins. Nothing was changed. Correct the two dates.")]
    Term,
    /// What was typed back is not what stands on the new sheet.
    #[error(
        "This is not what stands on the new sheet. Nothing was changed, and the sheet before it is still the one in force. Compare letter by letter; two different groups are asked."
    )]
    NotProved,
    /// A passphrase of one's own, when the sheet was typed.
    #[error(
        "The vault was opened with the recovery sheet, which has no passphrase of its own. Nothing was changed. Add a Director with a new passphrase, or make a new sheet."
    )]
    OpenedWithSheet,
}

/// Why the disk did not do what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum StorageCause {
    /// No space is left.
    #[error("the disk is full.")]
    Full,
    /// The disk or the system reported an error.
    #[error("the disk or the system reported an error.")]
    Device,
    /// The place cannot be written.
    #[error("this place cannot be written to.")]
    ReadOnly,
    /// Another program holds the file.
    #[error("another program holds the file.")]
    Busy,
    /// No memory is left.
    #[error("not enough memory is free.")]
    Memory,
    /// The file has been damaged while open.
    #[error("the record file no longer reads as it was written.")]
    Damaged,
    /// The file or folder is not there.
    #[error("the file or folder is not there.")]
    Missing,
}

impl StorageCause {
    /// What a person can do about it, as a sentence.
    pub const fn remedy(self) -> &'static str {
        match self {
            Self::Full => "Free some space on this disk and save again.",
            Self::Device => "Check the disk and its cable, then save again; make a backup soon.",
            Self::ReadOnly => "Ask whoever looks after your computers to let you write to this folder.",
            Self::Busy => "Wait a moment, close programs that look into this folder, and try again.",
            Self::Memory => "Close other programs and try again.",
            Self::Damaged => "Close the vault and open it again; it is checked then.",
            Self::Missing => "Check that the disk is connected and the folder has not been moved.",
        }
    }
}

impl VaultError {
    /// Why the disk did not do it, where the disk is to blame.
    pub const fn cause(&self) -> Option<StorageCause> {
        match self {
            Self::File { cause, .. }
            | Self::NotSaved(cause)
            | Self::MustReopen(cause)
            | Self::OldCopyRemains(cause) => Some(*cause),
            Self::NoRoom { .. } => Some(StorageCause::Full),
            _ => None,
        }
    }

    pub(crate) fn file(doing: &'static str, error: &io::Error) -> Self {
        Self::File { doing, cause: cause_of_io(error) }
    }
}

/// The plain cause behind an input or output error.
pub(crate) fn cause_of_io(error: &io::Error) -> StorageCause {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            StorageCause::Full
        }
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => StorageCause::ReadOnly,
        io::ErrorKind::ResourceBusy | io::ErrorKind::WouldBlock => StorageCause::Busy,
        io::ErrorKind::OutOfMemory => StorageCause::Memory,
        io::ErrorKind::NotFound => StorageCause::Missing,
        _ => StorageCause::Device,
    }
}

/// The plain cause behind an error of the database library.
pub(crate) fn cause_of_sqlite(error: &rusqlite::Error) -> StorageCause {
    use rusqlite::ErrorCode;
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StorageCause::Full,
        Some(
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::AuthorizationForStatementDenied,
        ) => StorageCause::ReadOnly,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed) => {
            StorageCause::Busy
        }
        Some(ErrorCode::OutOfMemory) => StorageCause::Memory,
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StorageCause::Damaged,
        // A file that cannot be opened (`CannotOpen`) may be missing, and may as well be on a full or broken disk: the library does
        // not say which, and the message must not guess.
        _ => StorageCause::Device,
    }
}

/// An error met while reading a file that should be whole.
pub(crate) fn reading(error: &rusqlite::Error) -> VaultError {
    match cause_of_sqlite(error) {
        StorageCause::Damaged => {
            DatabaseError::Damaged("a page of it does not read as it was written.".into()).into()
        }
        cause => VaultError::File { doing: "Reading the record", cause },
    }
}

fn first_words(problems: &[Problem]) -> &str {
    problems.first().map_or("a check failed.", |problem| problem.words.as_str())
}
