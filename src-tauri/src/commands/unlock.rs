//! Unlocking, and choosing which vault.

use std::path::PathBuf;
use std::thread;

use serde::Deserialize;
use tauri::AppHandle;
use usecases::view::{AppStatus, OpeningView};
use usecases::{Error, Session};

use super::secret::Secret;
use super::{Reply, aside, problem};
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
