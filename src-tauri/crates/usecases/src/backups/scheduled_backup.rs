//! The day's backup, made by the program itself while the record is open.

use super::is_daily;
use super::make_backup::{BackupToCheck, CheckedBackup, begun, recorded};
use crate::view::Phase;
use crate::{Error, Result, Session};

/// Whether the day's backup should be made now: a folder is chosen on this computer, none was made today, and none was tried
/// in vain today since somebody signed in.
pub fn backup_is_due(session: &Session) -> bool {
    let today = session.now().date();
    let made_today = session.office.last_backup.is_some_and(|at| at.date() >= today);
    is_daily(session)
        && session.phase() == Phase::Open
        && session.vault.backup_folder().is_some()
        && !made_today
        && session.daily.tried != Some(today)
}

/// Copies the record for the day's backup, and tells how far it is. Between two pieces of it drafts can be saved.
///
/// # Errors
/// As [`super::begin_backup`]. To be handed to [`keep_scheduled_backup`].
pub fn begin_scheduled_backup(session: &Session, tell: &mut dyn FnMut(u8)) -> Result<BackupToCheck> {
    begun(session, true, tell)
}

/// Records the day's backup. When it came to nothing, the screen of backups and Today say so until one was made.
pub fn keep_scheduled_backup(session: &mut Session, checked: Result<CheckedBackup>) {
    session.daily.tried = Some(session.now().date());
    if let Err(error) = checked.and_then(|checked| recorded(session, checked)) {
        let Error { message, help, .. } = error;
        session.daily.trouble = Some(format!("Today's backup could not be made. {message} {help}"));
    }
}
