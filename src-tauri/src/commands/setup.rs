//! First-run setup.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use tauri::AppHandle;
use usecases::SetupInput;
use usecases::view::{OpeningView, RecoverySheetView, SetupForm, SetupOffer};

use super::secret::Secret;
use super::{Reply, aside, at_the_door, files, problem};
use crate::files::Ticket;

/// Six new words, a good place, and the policy that comes with the program.
#[tauri::command]
pub(crate) async fn setup_offer(app: AppHandle) -> Reply<SetupOffer> {
    aside(&app, |_, desk| usecases::setup_offer(&desk.folders.suggested_vault())).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CheckPlace {
    folder: String,
}

/// What is wrong with a place for a new vault, if anything.
#[tauri::command]
pub(crate) async fn check_place(app: AppHandle, input: CheckPlace) -> Reply<Option<String>> {
    aside(&app, move |_, _| Ok(usecases::check_place(Path::new(input.folder.trim())))).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetupCreate {
    form: SetupForm,
    passphrase: Secret,
    /// A ticket, or nothing.
    logo: Option<Ticket>,
}

/// Founds the vault and opens it. The sheet is shown once.
#[tauri::command]
pub(crate) async fn setup_create(app: AppHandle, input: SetupCreate) -> Reply<RecoverySheetView> {
    aside(&app, move |_, desk| {
        if desk.is_open() {
            return Err(problem::already_open());
        }
        let SetupCreate { form, passphrase, logo } = input;
        let logo = logo.filter(Ticket::is_given).map(|ticket| files::path_of(desk, ticket)).transpose()?;
        let folder = PathBuf::from(form.folder.trim());
        let input = SetupInput { form, passphrase: passphrase.0, logo };
        let (session, sheet) = usecases::setup_create(desk.world(), desk.profile(), input)?;
        desk.sit_down(session, &folder);
        Ok(sheet)
    })
    .await
}

/// A group of the sheet, counted from 1, as typed back.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TypedGroup {
    pub(super) index: u32,
    pub(super) text: Secret,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProveRecovery {
    groups: Vec<TypedGroup>,
}

/// Groups of the recovery sheet typed back; without any it says which are asked.
#[tauri::command]
pub(crate) async fn prove_recovery(app: AppHandle, input: ProveRecovery) -> Reply<OpeningView> {
    aside(&app, move |_, desk| {
        let groups: Vec<_> = input.groups.into_iter().map(|group| (group.index, group.text.0)).collect();
        at_the_door(desk, |session| usecases::prove_recovery(session, &groups))
    })
    .await
}
