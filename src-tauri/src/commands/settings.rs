//! The library, counsel's numbers, closure days, and this desk's preferences.

use serde::Deserialize;
use tauri::AppHandle;
use tauri::ipc::Response;
use usecases::settings;
use usecases::view::{
    ClosureForm, CounselForm, DirectorForm, LetterStyleForm, LetterStyleView, ProfileForm, SettingsView,
};

use super::{Reply, aside, files, on_record, with};
use crate::files::Ticket;

/// Everything the settings screen draws.
#[tauri::command]
pub(crate) async fn settings_view(app: AppHandle) -> Reply<SettingsView> {
    on_record(&app, |session| settings::settings_view(session)).await
}

/// A form of the settings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Save<F> {
    form: F,
}

/// Saves the library's profile.
#[tauri::command]
pub(crate) async fn save_profile(app: AppHandle, input: Save<ProfileForm>) -> Reply<SettingsView> {
    on_record(&app, move |session| settings::save_profile(session, &input.form)).await
}

/// Saves the Director's name and title.
#[tauri::command]
pub(crate) async fn save_director(app: AppHandle, input: Save<DirectorForm>) -> Reply<SettingsView> {
    on_record(&app, move |session| settings::save_director(session, &input.form)).await
}

/// Saves how letters look.
#[tauri::command]
pub(crate) async fn save_letter_style(app: AppHandle, input: Save<LetterStyleForm>) -> Reply<SettingsView> {
    on_record(&app, move |session| settings::save_letter_style(session, &input.form)).await
}

/// A sample letter in the look that was typed.
#[tauri::command]
pub(crate) async fn letter_style_view(
    app: AppHandle,
    input: Save<LetterStyleForm>,
) -> Reply<LetterStyleView> {
    on_record(&app, move |session| settings::letter_style_view(session, &input.form)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StylePage {
    form: LetterStyleForm,
    page: usize,
    scale: f32,
}

/// A page of that letter, as a picture.
#[tauri::command]
pub(crate) async fn letter_style_page(app: AppHandle, input: StylePage) -> Reply<Response> {
    on_record(&app, move |session| {
        settings::letter_style_page(session, &input.form, input.page, input.scale).map(Response::new)
    })
    .await
}

/// Saves counsel's numbers.
#[tauri::command]
pub(crate) async fn save_counsel(app: AppHandle, input: Save<CounselForm>) -> Reply<SettingsView> {
    on_record(&app, move |session| settings::save_counsel(session, &input.form)).await
}

/// Adds a closure day.
#[tauri::command]
pub(crate) async fn add_closure(app: AppHandle, input: Save<ClosureForm>) -> Reply<SettingsView> {
    on_record(&app, move |session| settings::add_closure(session, &input.form)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CountHoliday {
    holiday: String,
    as_business_day: bool,
}

/// A holiday that the policy leaves to the office.
#[tauri::command]
pub(crate) async fn count_holiday(app: AppHandle, input: CountHoliday) -> Reply<SettingsView> {
    on_record(&app, move |session| settings::count_holiday(session, &input.holiday, input.as_business_day))
        .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RemoveClosure {
    date: String,
}

/// Takes a closure day back.
#[tauri::command]
pub(crate) async fn remove_closure(app: AppHandle, input: RemoveClosure) -> Reply<SettingsView> {
    on_record(&app, move |session| settings::remove_closure(session, &input.date)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetLogo {
    ticket: Ticket,
}

/// Keeps a picked picture as the logo.
#[tauri::command]
pub(crate) async fn set_logo(app: AppHandle, input: SetLogo) -> Reply<SettingsView> {
    aside(&app, move |_, desk| {
        let path = files::path_of(desk, input.ticket)?;
        with(desk, |session| settings::set_logo(session, &path))
    })
    .await
}

/// Letters print without a logo.
#[tauri::command]
pub(crate) async fn remove_logo(app: AppHandle) -> Reply<SettingsView> {
    on_record(&app, settings::remove_logo).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetPreference {
    name: String,
    value: String,
}

/// Sets a preference of this desk.
#[tauri::command]
pub(crate) async fn set_preference(app: AppHandle, input: SetPreference) -> Reply<SettingsView> {
    aside(&app, move |_, desk| {
        let (view, minutes) = with(desk, |session| {
            usecases::set_preference(session, &input.name, &input.value)?;
            Ok((settings::settings_view(session)?, usecases::lock_minutes(session)))
        })?;
        desk.lock_after_minutes(minutes);
        Ok(view)
    })
    .await
}
