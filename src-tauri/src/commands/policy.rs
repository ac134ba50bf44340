//! The policy: its page, another version compared and adopted, its dated switches.

use std::path::PathBuf;

use serde::Deserialize;
use tauri::AppHandle;
use usecases::policy_life;
use usecases::view::{PolicyOffer, PolicyPage, SwitchForm};

use super::{Reply, on_record};

/// The policy page.
#[tauri::command]
pub(crate) async fn policy_page(app: AppHandle) -> Reply<PolicyPage> {
    on_record(&app, |session| policy_life::policy_page(session)).await
}

/// A folder with a version of the policy; none means the version inside the program.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Version {
    folder: Option<PathBuf>,
}

/// What another version changes.
#[tauri::command]
pub(crate) async fn compare_policy(app: AppHandle, input: Version) -> Reply<PolicyOffer> {
    on_record(&app, move |session| policy_life::compare_policy(session, input.folder.as_deref())).await
}

/// Adopts another version.
#[tauri::command]
pub(crate) async fn adopt_policy(app: AppHandle, input: Version) -> Reply<PolicyPage> {
    on_record(&app, move |session| policy_life::adopt_policy(session, input.folder.as_deref())).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetSwitch {
    form: SwitchForm,
}

/// Sets a dated switch.
#[tauri::command]
pub(crate) async fn set_switch(app: AppHandle, input: SetSwitch) -> Reply<PolicyPage> {
    on_record(&app, move |session| policy_life::set_switch(session, &input.form)).await
}
