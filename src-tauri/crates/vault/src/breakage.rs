//! Guards taken out on purpose. A torture suite that never saw a broken build proves nothing, so test programs break one
//! promise at a time and expect the suite to say so. In shipped programs every question here is answered when the program is
//! compiled: nothing is broken, and nothing can be.

#[cfg(feature = "testing")]
pub use chosen::break_on_purpose;
pub(crate) use chosen::is_broken;

/// One guard that can be taken out.
#[cfg_attr(
    not(feature = "testing"),
    expect(unreachable_pub, reason = "only test programs see it from outside")
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breakage {
    /// Names in a folder are not made durable.
    FolderNotSynced,
    /// A keyring gets its name before its bytes are on the disk.
    KeyringNotSynced,
    /// A batch is acknowledged at once and committed together with the next one.
    AcknowledgedBeforeCommit,
    /// A batch that could not be written is acknowledged all the same.
    FailureNotTold,
    /// The record file has a write-ahead log, made durable now and then.
    WriteAheadLog,
    /// The journal is removed and its folder is not synced, and the file is not locked for good: the database library's own
    /// defaults.
    JournalRemoved,
    /// Neither the lock file nor the record file is locked.
    NoLocks,
    /// Pages are believed without their codes.
    PagesNotChecked,
    /// Rows are believed without their signatures.
    SignaturesNotChecked,
    /// The end that this workstation saw last is not compared.
    HeadNotCompared,
    /// The previous copy of the keyring is never looked at.
    PreviousKeyringNotRead,
    /// Copies of the record file leave the drafts out.
    CopyWithoutDrafts,
    /// A new generation leaves the drafts out.
    GenerationWithoutDrafts,
    /// Keys stay in memory when the vault is closed.
    KeysNotWiped,
    /// The record file of the generation before stays where it is.
    OldFileKept,
    /// This workstation does not note what was disposed of.
    DisposalNotNoted,
}

impl Breakage {
    /// Every one of them.
    #[cfg(feature = "testing")]
    pub const ALL: [Self; 16] = [
        Self::FolderNotSynced,
        Self::KeyringNotSynced,
        Self::AcknowledgedBeforeCommit,
        Self::FailureNotTold,
        Self::WriteAheadLog,
        Self::JournalRemoved,
        Self::NoLocks,
        Self::PagesNotChecked,
        Self::SignaturesNotChecked,
        Self::HeadNotCompared,
        Self::PreviousKeyringNotRead,
        Self::CopyWithoutDrafts,
        Self::GenerationWithoutDrafts,
        Self::KeysNotWiped,
        Self::OldFileKept,
        Self::DisposalNotNoted,
    ];
}

/// Settings of the record file in place of the safe ones, if one of them is taken out.
pub(crate) fn unsafe_settings() -> Option<&'static str> {
    if is_broken(Breakage::WriteAheadLog) {
        Some("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;")
    } else if is_broken(Breakage::JournalRemoved) {
        Some("PRAGMA locking_mode=NORMAL; PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL;")
    } else if is_broken(Breakage::NoLocks) {
        Some("PRAGMA locking_mode=NORMAL;")
    } else {
        None
    }
}

#[cfg(not(feature = "testing"))]
mod chosen {
    use super::Breakage;

    pub(crate) const fn is_broken(_guard: Breakage) -> bool {
        false
    }
}

#[cfg(feature = "testing")]
mod chosen {
    use std::cell::Cell;
    use std::sync::OnceLock;

    use super::Breakage;

    thread_local! {
        static BROKEN: Cell<Option<Breakage>> = const { Cell::new(None) };
    }

    /// From now on this thread works without the guard, or with all of them again. Returns what was missing before.
    pub fn break_on_purpose(guard: Option<Breakage>) -> Option<Breakage> {
        BROKEN.replace(guard)
    }

    // A program that a test starts is told by a variable of its environment.
    pub(crate) fn is_broken(guard: Breakage) -> bool {
        static TOLD: OnceLock<Option<Breakage>> = OnceLock::new();
        let told = || {
            let name = std::env::var("CUSTODIAN_BREAKAGE").ok()?;
            Breakage::ALL.into_iter().find(|guard| format!("{guard:?}") == name)
        };
        BROKEN.get().or_else(|| *TOLD.get_or_init(told)) == Some(guard)
    }
}
