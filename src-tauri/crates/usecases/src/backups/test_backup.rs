//! Testing a backup: it is opened only to read it, everything in it is checked, and its end is compared with the record.

use super::{backup_view, folder};
use crate::proof::grouped;
use crate::view::{BackupView, TestedBackupView};
use crate::when::time_words;
use crate::{Code, Error, Result, Session};
use domain::{BackupFound, BackupTested, OfficeEvent, Refusal};
use std::path::Path;
use vault::{Agreement, BackupCheck};

/// Tests one of the backups in the folder that was chosen, by the name it is listed under.
///
/// # Errors
/// There is none of this name; it is of another record; it is older than the key of whoever tests. A damaged one is no error:
/// the answer says what is wrong with it.
pub fn test_backup(session: &mut Session, name: &str, tell: &mut dyn FnMut(u8)) -> Result<TestedBackupView> {
    let place = folder(session)?;
    let listed = session.vault.kept_backups(&place)?;
    let known = listed.iter().find(|kept| kept.name == name).ok_or_else(Refusal::not_found)?;
    test_other_backup(session, &place.join(&known.name), tell)
}

/// Tests a backup that lies anywhere.
///
/// # Errors
/// As [`test_backup`].
pub fn test_other_backup(
    session: &mut Session,
    backup: &Path,
    tell: &mut dyn FnMut(u8),
) -> Result<TestedBackupView> {
    let tested = session.vault.test_own_backup(backup, session.world.now(), tell).map_err(Error::from);
    let (found, made_at, words) = match tested {
        Ok((check, agreement)) => told(session, &check, agreement),
        Err(error) if error.code == Code::VaultDamaged => {
            let words = format!("This backup cannot be relied on. {} {}", error.message, error.help);
            (BackupFound::Damaged, None, words)
        }
        Err(error) => return Err(error),
    };
    session.record_office(vec![OfficeEvent::BackupTested(BackupTested { made_at, found })], None)?;
    let view: BackupView = backup_view(session);
    Ok(TestedBackupView { sound: found == BackupFound::Sound, words, backups: view })
}

fn told(
    session: &Session,
    check: &BackupCheck,
    agreement: Agreement,
) -> (BackupFound, Option<chrono::NaiveDateTime>, String) {
    let made = check.made_at.naive_local();
    let when = time_words(made);
    // How many entries there are is for whoever reads all of them; the day of the last one would tell of a hidden one.
    let is_director = session.office.director().is_some_and(|director| director.id == session.me);
    let entries =
        if is_director { format!(", all {} entries", grouped(check.entries)) } else { String::new() };
    match agreement {
        Agreement::Within => (
            BackupFound::Sound,
            Some(made),
            format!(
                "The backup of {when} opens and everything in it is intact{entries}. It holds the record as it was \
                 then, unchanged. What was recorded after that moment is not in it."
            ),
        ),
        Agreement::Apart => (
            BackupFound::Apart,
            Some(made),
            format!(
                "The backup of {when} opens and everything in it is intact, but it ends where this record never ended. Either \
                 this record is an older copy, or it went on apart from the one that was backed up. Keep both, and do not go \
                 on working before you know which is right."
            ),
        ),
    }
}
