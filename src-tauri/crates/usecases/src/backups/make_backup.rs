//! Making a backup: copied, opened again, checked, and only then the oldest are removed.

use super::{backup_view, folder, kept};
use crate::view::BackupView;
use crate::{Error, Result, Session};
use domain::{BackupMade, OfficeEvent};
use vault::{BackupError, VaultError};

/// Makes a backup in the folder that was chosen, and tells how far it is, from 0 to 100.
///
/// # Errors
/// No folder is chosen, or it is not there; the disk's refusal; what does not verify. There is no new backup then, no old one
/// was removed, and the record is as it was.
pub fn make_backup(session: &mut Session, tell: &mut dyn FnMut(u8)) -> Result<BackupView> {
    made(session, false, tell)?;
    Ok(backup_view(session))
}

/// Makes one and records that it was made.
pub(super) fn made(session: &mut Session, scheduled: bool, tell: &mut dyn FnMut(u8)) -> Result<()> {
    let place = folder(session)?;
    if !place.is_dir() {
        // It would be made anew, on this computer's own disk, where the disk that is not plugged in should be.
        return Err(VaultError::Backup(BackupError::FolderGone).into());
    }
    let check = session.vault.backup_telling(&place, session.world.now(), tell)?;
    session.daily.trouble = None;
    let expired = session.vault.expire_backups(&place, kept(session), &check);
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
