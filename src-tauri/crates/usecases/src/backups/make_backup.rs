//! Making a backup: copied, opened again, checked, and only then the oldest are removed. The record is needed only while it is
//! copied and to record what was made: whoever works here is not kept waiting while the copy is checked.

use super::{backup_view, folder, kept};
use crate::view::BackupView;
use crate::{Error, Result, Session};
use domain::{BackupMade, OfficeEvent};
use vault::{BackupCheck, BackupError, BegunBackup, VaultError};

/// A backup that was copied and is not checked yet. Without being checked it comes to nothing.
pub struct BackupToCheck {
    begun: BegunBackup,
    scheduled: bool,
}

/// A backup that is there and whole, and not on record yet.
pub struct CheckedBackup {
    check: BackupCheck,
    scheduled: bool,
}

impl BackupToCheck {
    /// Checks it, away from the record, and tells how far it is, up to 100.
    ///
    /// # Errors
    /// The disk's refusal; what does not verify. There is no new backup then, no old one was removed, and the record is as it was.
    pub fn check(self, tell: &mut dyn FnMut(u8)) -> Result<CheckedBackup> {
        let check = self.begun.check(tell)?;
        Ok(CheckedBackup { check, scheduled: self.scheduled })
    }
}

/// Copies the record into the folder that was chosen, and tells how far it is. Between two pieces of it drafts can be saved.
///
/// # Errors
/// No folder is chosen, or it is not there; the disk's refusal. There is no new backup then, and the record is as it was.
pub fn begin_backup(session: &Session, tell: &mut dyn FnMut(u8)) -> Result<BackupToCheck> {
    begun(session, false, tell)
}

/// Removes the oldest backups and records that one was made.
///
/// # Errors
/// The record was written anew while the backup was checked: the backup is removed, and nothing else changed. It could not be
/// recorded; the backup is there all the same.
pub fn keep_backup(session: &mut Session, checked: CheckedBackup) -> Result<BackupView> {
    recorded(session, checked)?;
    Ok(backup_view(session))
}

pub(super) fn begun(session: &Session, scheduled: bool, tell: &mut dyn FnMut(u8)) -> Result<BackupToCheck> {
    let place = folder(session)?;
    if !place.is_dir() {
        // It would be made anew, on this computer's own disk, where the disk that is not plugged in should be.
        return Err(VaultError::Backup(BackupError::FolderGone).into());
    }
    let begun = session.vault.begin_backup(&place, session.world.now(), tell)?;
    Ok(BackupToCheck { begun, scheduled })
}

pub(super) fn recorded(session: &mut Session, checked: CheckedBackup) -> Result<()> {
    let CheckedBackup { check, scheduled } = checked;
    session.vault.still_stands(&check)?;
    session.daily.trouble = None;
    // Where it lies, also when another folder was chosen while it was checked.
    let place = check.folder.parent().unwrap_or(&check.folder);
    let expired = session.vault.expire_backups(place, kept(session), &check);
    let gone = expired.as_ref().map_or(0, Vec::len);
    let made =
        BackupMade { code: check.anchor.code, scheduled, expired: u32::try_from(gone).unwrap_or(u32::MAX) };
    session.record_office(vec![OfficeEvent::BackupMade(made)], None).map_err(|error| {
        let message =
            format!("The backup is made and checked, but that could not be recorded. {}", error.message);
        Error { message, ..error }
    })?;
    if let Err(error) = expired {
        session.daily.trouble =
            Some(format!("The backup is made, but an old one could not be removed. {error}"));
    }
    Ok(())
}
