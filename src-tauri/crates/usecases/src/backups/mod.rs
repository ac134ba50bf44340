//! Copies of the whole record: where they are kept, making one, testing one, and restoring one beside what is there. One verb
//! per file.

mod backup_view;
mod choose_folder;
mod make_backup;
mod restore_backup;
mod scheduled_backup;
mod test_backup;

pub use backup_view::backup_view;
pub use choose_folder::choose_backup_folder;
pub use make_backup::{BackupToCheck, CheckedBackup, begin_backup, keep_backup};
pub(crate) use restore_backup::restored;
pub use restore_backup::{BackupSecret, DisposalsWord, look_at_backup, restore_backup};
pub use scheduled_backup::{backup_is_due, begin_scheduled_backup, keep_scheduled_backup};
pub use test_backup::{BackupTest, BackupToTest, record_backup_test, test_backup, test_other_backup};

pub(crate) use backup_view::backup_reminder;

use crate::preferences::{chosen_number, is_on};
use crate::{Code, Error, Result, Session};
use chrono::NaiveDate;
use std::path::PathBuf;

/// What the program did about the day's backup since somebody signed in.
#[derive(Debug, Default)]
pub(crate) struct Daily {
    /// The day on which it was last tried by the schedule.
    tried: Option<NaiveDate>,
    /// Why the last backup could not be made, until one was.
    trouble: Option<String>,
}

/// How many backups are left when the old ones are removed.
fn kept(session: &Session) -> usize {
    usize::try_from(chosen_number(session, "backup_keep")).unwrap_or(usize::MAX)
}

/// After how many days without a backup the program says so.
fn warned_after(session: &Session) -> i64 {
    i64::from(chosen_number(session, "backup_warn_days"))
}

/// Whether the program makes one backup a day by itself.
fn is_daily(session: &Session) -> bool {
    is_on(session, "backup_daily")
}

/// The folder in which backups are kept on this computer.
fn folder(session: &Session) -> Result<PathBuf> {
    session.vault.backup_folder().ok_or_else(|| {
        Error::new(
            Code::Missing,
            "No folder for backups is chosen on this computer.",
            "Nothing was copied. Let the Director choose one under Settings, Backup; best on another disk.",
        )
    })
}
