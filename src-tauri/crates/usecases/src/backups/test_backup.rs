//! Testing a backup: it is opened only to read it, everything in it is checked, and its end is compared with the record.

use super::{backup_view, folder};
use crate::proof::grouped;
use crate::view::{BackupView, TestedBackupView};
use crate::when::time_words;
use crate::{Code, Error, Result, Session};
use chrono::{DateTime, FixedOffset};
use domain::{BackupFound, BackupTested, OfficeEvent, Refusal};
use std::path::PathBuf;
use vault::{Agreement, BackupCheck, BackupTester, TestedBackup, VaultError};

/// A backup that is to be tested, with all that this needs of the record: whoever works here is not kept waiting.
pub struct BackupToTest {
    tester: BackupTester,
    backup: PathBuf,
    now: DateTime<FixedOffset>,
}

/// How the test of a backup ended.
pub struct BackupTest(std::result::Result<TestedBackup, VaultError>);

impl BackupToTest {
    /// Tests it, away from the record, and tells how far it is, from 0 to 100.
    pub fn run(self, tell: &mut dyn FnMut(u8)) -> BackupTest {
        BackupTest(self.tester.test(&self.backup, self.now, tell))
    }
}

/// One of the backups in the folder that was chosen, by the name it is listed under.
///
/// # Errors
/// There is none of this name.
pub fn test_backup(session: &Session, name: &str) -> Result<BackupToTest> {
    let place = folder(session)?;
    let listed = session.vault.kept_backups(&place)?;
    let known = listed.iter().find(|kept| kept.name == name).ok_or_else(Refusal::not_found)?;
    Ok(test_other_backup(session, place.join(&known.name)))
}

/// A backup that lies anywhere.
pub fn test_other_backup(session: &Session, backup: PathBuf) -> BackupToTest {
    BackupToTest { tester: session.vault.backup_tester(), backup, now: session.world.now() }
}

/// Records how the test ended, and compares the end of the backup with the record as it is now.
///
/// # Errors
/// It is of another record, or older than the key of whoever tests; it could not be recorded. A damaged one is no error: the
/// answer says what is wrong with it.
pub fn record_backup_test(session: &mut Session, test: BackupTest) -> Result<TestedBackupView> {
    let compared = test.0.and_then(|tested| {
        let agreement = session.vault.agreement_with(&tested)?;
        Ok((tested.check, agreement))
    });
    let (found, made_at, words) = match compared.map_err(Error::from) {
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
