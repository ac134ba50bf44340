//! The day's backup, made by the program itself while the record is open.

use super::is_daily;
use super::make_backup::made;
use crate::Session;
use crate::view::Phase;

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

/// Makes the day's backup. When that fails, the screen of backups and Today say so until one was made.
pub fn scheduled_backup(session: &mut Session) {
    session.daily.tried = Some(session.now().date());
    if let Err(error) = made(session, true, &mut |_| ()) {
        session.daily.trouble =
            Some(format!("Today's backup could not be made. {} {}", error.message, error.help));
    }
}
