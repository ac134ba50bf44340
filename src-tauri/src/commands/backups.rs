//! Backups: where they are kept, making one, testing one, and restoring one before anything is open. Folders are chosen in
//! the system's own dialog; the page hears what they are called and never where they lie.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use tauri::AppHandle;
use usecases::Session;
use usecases::backups::{self, BackupSecret, DisposalsWord};
use usecases::view::{BackupView, FoundBackupView, RestoredView, TestedBackupView};

use super::files::Words;
use super::secret::Secret;
use super::{Reply, aside, on_record, problem, with};
use crate::desk::Desk;
use crate::notice::Notice;
use crate::platform::{self, Pick};

/// Everything the screen draws.
#[tauri::command]
pub(crate) async fn backup_view(app: AppHandle) -> Reply<BackupView> {
    on_record(&app, |session| Ok(backups::backup_view(session))).await
}

/// Lets the Director choose where backups are kept. Nothing when the dialog is cancelled.
#[tauri::command]
pub(crate) async fn choose_backup_folder(app: AppHandle, input: Words) -> Reply<Option<BackupView>> {
    aside(&app, move |app, desk| {
        let Some(folder) = pick(app, input) else { return Ok(None) };
        with(desk, |session| backups::choose_backup_folder(session, &folder)).map(Some)
    })
    .await
}

/// Makes a backup now.
#[tauri::command]
pub(crate) async fn make_backup(app: AppHandle) -> Reply<BackupView> {
    aside(&app, |_, desk| {
        let _one_at_a_time = desk.backing_up();
        let mut tell = telling(desk);
        let copied =
            with(desk, |session| backups::begin_backup(session, &mut saving(desk, session, &mut tell)))?;
        let checked = copied.check(&mut tell)?;
        with(desk, |session| backups::keep_backup(session, checked))
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TestBackup {
    name: String,
}

/// Tests one of the listed backups.
#[tauri::command]
pub(crate) async fn test_backup(app: AppHandle, input: TestBackup) -> Reply<TestedBackupView> {
    aside(&app, move |_, desk| {
        let ended = with(desk, |session| backups::test_backup(session, &input.name))?.run(&mut telling(desk));
        with(desk, |session| backups::record_backup_test(session, ended))
    })
    .await
}

/// Lets somebody pick a backup that lies elsewhere, and tests it. Nothing when the dialog is cancelled.
#[tauri::command]
pub(crate) async fn test_other_backup(app: AppHandle, input: Words) -> Reply<Option<TestedBackupView>> {
    aside(&app, move |app, desk| {
        let Some(folder) = pick(app, input) else { return Ok(None) };
        let test = with(desk, |session| Ok(backups::test_other_backup(session, folder)))?;
        let ended = test.run(&mut telling(desk));
        with(desk, |session| backups::record_backup_test(session, ended)).map(Some)
    })
    .await
}

/// Lets somebody pick a backup to be restored. It is remembered here until it is.
#[tauri::command]
pub(crate) async fn pick_backup(app: AppHandle, input: Words) -> Reply<Option<FoundBackupView>> {
    aside(&app, move |app, desk| {
        let Some(folder) = pick(app, input) else { return Ok(None) };
        let found = backups::look_at_backup(&folder, &desk.vault())?;
        desk.pick_backup(folder);
        Ok(Some(found))
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RestoreBackup {
    folder: String,
    passphrase: Secret,
    /// The eight groups of the recovery sheet; empty where a passphrase is typed.
    groups: Vec<Secret>,
    /// Codes of certificates of disposal, one a line.
    certificates: String,
    /// A confirmation in writing, where there are none.
    statement: String,
}

/// Restores the picked backup into a folder of its own, beside what is there.
#[tauri::command]
pub(crate) async fn restore_backup(app: AppHandle, input: RestoreBackup) -> Reply<RestoredView> {
    aside(&app, move |_, desk| {
        if desk.is_open() {
            return Err(problem::already_open());
        }
        let picked: PathBuf = desk.picked_backup().ok_or_else(problem::no_such_backup)?;
        let secret = match input.groups.is_empty() {
            true => BackupSecret::Passphrase(input.passphrase.0),
            false => BackupSecret::Groups(input.groups.into_iter().map(|group| group.0).collect()),
        };
        let word = DisposalsWord { certificates: input.certificates, statement: input.statement };
        let into = Path::new(input.folder.trim());
        backups::restore_backup(&picked, into, secret, &word, &desk.profile(), desk.world())
    })
    .await
}

fn pick(app: &AppHandle, words: Words) -> Option<PathBuf> {
    platform::pick(app, &Pick::folder(words.title, words.accept))
}

/// Tells how far work on the record is, and saves between two pieces of it what was typed meanwhile.
pub(super) fn saving<'a>(
    desk: &'a Desk,
    session: &'a Session,
    tell: &'a mut impl FnMut(u8),
) -> impl FnMut(u8) + 'a {
    move |share| {
        desk.typed.save(session);
        tell(share);
    }
}

/// Tells the page how far the work is, each share once.
pub(super) fn telling(desk: &Desk) -> impl FnMut(u8) {
    let mut last = None;
    move |share| {
        if last.replace(share) != Some(share) {
            desk.tell(Notice::Progress { share });
        }
    }
}
