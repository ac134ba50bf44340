//! Choosing where backups are kept on this computer.

use super::backup_view;
use crate::view::BackupView;
use crate::{Result, Session, settings};
use std::path::Path;

/// Keeps backups in this folder from now on. The folder is remembered beside the record and not in it: it belongs to this
/// computer, and its path may name a person.
///
/// # Errors
/// Somebody else than the Director; a folder inside the record or that is not there.
pub fn choose_backup_folder(session: &mut Session, folder: &Path) -> Result<BackupView> {
    settings::director_only(session)?;
    session.vault.keep_backups_in(folder)?;
    Ok(backup_view(session))
}
