//! Who can open the record, their passphrases, and the recovery sheet.

use serde::Deserialize;
use tauri::AppHandle;
use usecases::people;
use usecases::view::{AccessForm, PeopleView, PrintReport, RecoverySheetView};

use super::secret::Secret;
use super::setup::TypedGroup;
use super::{Reply, aside, at_the_door, on_record, on_record_or_its_sheet, paper};

/// Everything the screen draws.
#[tauri::command]
pub(crate) async fn people_view(app: AppHandle) -> Reply<PeopleView> {
    on_record(&app, |session| people::people_view(session)).await
}

/// Six new words for somebody's first passphrase.
#[tauri::command]
pub(crate) async fn offer_passphrase(app: AppHandle) -> Reply<String> {
    on_record(&app, |_| people::offer_passphrase()).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GiveAccess {
    form: AccessForm,
    passphrase: Secret,
}

/// Somebody of the office can sign in from now on.
#[tauri::command]
pub(crate) async fn give_access(app: AppHandle, input: GiveAccess) -> Reply<PeopleView> {
    on_record(&app, move |session| people::give_access(session, &input.form, &input.passphrase.0)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EndAccess {
    slot: String,
}

/// Somebody cannot sign in any more.
#[tauri::command]
pub(crate) async fn end_access(app: AppHandle, input: EndAccess) -> Reply<PeopleView> {
    on_record(&app, move |session| people::end_access(session, &input.slot)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetLastDay {
    slot: String,
    until: String,
}

/// Until when somebody signs in is another day from now on.
#[tauri::command]
pub(crate) async fn set_last_day(app: AppHandle, input: SetLastDay) -> Reply<PeopleView> {
    on_record(&app, move |session| people::set_last_day(session, &input.slot, &input.until)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangePassphrase {
    current: Secret,
    new: Secret,
}

/// One's own passphrase is another one from now on.
#[tauri::command]
pub(crate) async fn change_passphrase(app: AppHandle, input: ChangePassphrase) -> Reply<()> {
    on_record(&app, move |session| people::change_passphrase(session, &input.current.0, &input.new.0)).await
}

/// A new recovery sheet, shown once. The old one is in force until two groups were typed back.
#[tauri::command]
pub(crate) async fn draw_sheet(app: AppHandle) -> Reply<RecoverySheetView> {
    on_record_or_its_sheet(&app, people::draw_sheet).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProveSheet {
    groups: Vec<Secret>,
}

/// The sheet was taken from the safe and typed back.
#[tauri::command]
pub(crate) async fn prove_sheet(app: AppHandle, input: ProveSheet) -> Reply<PeopleView> {
    let groups: Vec<_> = input.groups.into_iter().map(|group| group.0).collect();
    on_record(&app, move |session| people::prove_sheet(session, &groups)).await
}

/// Prints the sheet that is on the screen, through the system's dialog.
#[tauri::command]
pub(crate) async fn print_sheet(app: AppHandle) -> Reply<PrintReport> {
    aside(&app, |app, desk| {
        let pages = at_the_door(desk, |session| people::sheet_pages(session))?;
        paper::print_sheet(app, desk, pages, |outcome| Ok(people::sheet_print_report(outcome)))
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RenewSheet {
    groups: Vec<TypedGroup>,
}

/// The new sheet is in force, and the old one opens nothing.
#[tauri::command]
pub(crate) async fn renew_sheet(app: AppHandle, input: RenewSheet) -> Reply<PeopleView> {
    let groups: Vec<_> = input.groups.into_iter().map(|typed| (typed.index, typed.text.0)).collect();
    on_record_or_its_sheet(&app, move |session| people::renew_sheet(session, &groups)).await
}
