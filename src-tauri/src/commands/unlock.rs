//! Unlocking, and choosing which vault.

use std::path::PathBuf;
use std::thread;

use serde::Deserialize;
use tauri::AppHandle;
use usecases::view::{AppStatus, DutyView, OpeningView};
use usecases::{Error, Session};

use super::secret::Secret;
use super::{Reply, aside, at_the_door, problem};
use crate::desk::Desk;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Unlock {
    /// Place in the keyring, as the list of people gave it; empty where nobody has to choose.
    person: String,
    passphrase: Secret,
}

/// Unlocks with the passphrase.
#[tauri::command]
pub(crate) async fn unlock(app: AppHandle, input: Unlock) -> Reply<OpeningView> {
    aside(&app, move |_, desk| {
        attempt(desk, |folder| {
            usecases::unlock(desk.world(), &desk.profile(), folder, &input.person, &input.passphrase.0)
        })
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UnlockWithSheet {
    groups: Vec<Secret>,
}

/// Unlocks with the recovery sheet.
#[tauri::command]
pub(crate) async fn unlock_with_sheet(app: AppHandle, input: UnlockWithSheet) -> Reply<OpeningView> {
    aside(&app, move |_, desk| {
        let groups: Vec<_> = input.groups.into_iter().map(|group| group.0).collect();
        attempt(desk, |folder| usecases::unlock_with_sheet(desk.world(), &desk.profile(), folder, &groups))
    })
    .await
}

/// What is still to be accepted before anything is shown, for a window that was drawn anew.
#[tauri::command]
pub(crate) async fn duty_view(app: AppHandle) -> Reply<Option<DutyView>> {
    aside(&app, |_, desk| at_the_door(desk, |session| Ok(usecases::duty_view(session)))).await
}

/// Whoever signed in accepts the duty of confidence; from then on the record is shown.
#[tauri::command]
pub(crate) async fn accept_duty(app: AppHandle) -> Reply<OpeningView> {
    aside(&app, |_, desk| at_the_door(desk, usecases::accept_duty)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OpenOtherVault {
    folder: PathBuf,
}

/// Looks at another folder. It is remembered once it was opened.
#[tauri::command]
pub(crate) async fn open_other_vault(app: AppHandle, input: OpenOtherVault) -> Reply<AppStatus> {
    aside(&app, move |_, desk| {
        if desk.is_open() {
            return Err(problem::already_open());
        }
        desk.look_at(input.folder);
        Ok(super::app::status(desk))
    })
    .await
}

/// One try: not before the wait after the wrong ones is over.
fn attempt(
    desk: &Desk,
    open: impl FnOnce(&std::path::Path) -> Result<(Session, OpeningView), Error>,
) -> Reply<OpeningView> {
    if desk.is_open() {
        return Err(problem::already_open());
    }
    let folder = desk.vault();
    thread::sleep(desk.wait_left());
    match open(&folder) {
        Ok((session, opening)) => {
            desk.sit_down(session, &folder);
            Ok(opening)
        }
        Err(error) => {
            desk.tried_in_vain();
            Err(error)
        }
    }
}
