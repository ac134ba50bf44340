//! Who may stand in for the Director, and whether she is there.

use serde::Deserialize;
use tauri::AppHandle;
use usecases::settings;
use usecases::view::{AbsenceForm, DesignationForm, SettingsView};

use super::{Reply, on_record};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecordAbsence {
    form: AbsenceForm,
}

/// The Director is away.
#[tauri::command]
pub(crate) async fn record_absence(app: AppHandle, input: RecordAbsence) -> Reply<SettingsView> {
    on_record(&app, move |session| settings::record_absence(session, &input.form)).await
}

/// The Director is back.
#[tauri::command]
pub(crate) async fn director_back(app: AppHandle) -> Reply<SettingsView> {
    on_record(&app, settings::director_back).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Designate {
    form: DesignationForm,
}

/// Records a designation on signed paper.
#[tauri::command]
pub(crate) async fn designate(app: AppHandle, input: Designate) -> Reply<SettingsView> {
    on_record(&app, move |session| settings::designate(session, &input.form)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RevokeDesignation {
    person: String,
}

/// Ends a person's designations now.
#[tauri::command]
pub(crate) async fn revoke_designation(app: AppHandle, input: RevokeDesignation) -> Reply<SettingsView> {
    on_record(&app, move |session| settings::revoke_designation(session, &input.person)).await
}
