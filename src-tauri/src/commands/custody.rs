//! Who may stand in for the Director, whether the Director is there, and whose case it is.

use serde::Deserialize;
use tauri::AppHandle;
use usecases::custody;
use usecases::letter::Paper;
use usecases::view::{
    AbsenceForm, AppointmentForm, CustodyView, DesignationForm, DirectorRouteForm, EmployeeForm, PrintReport,
    RequestView, StandInForm, TryForm, VacancyForm,
};

use super::{Reply, aside, on_record, paper, with};

/// A form of this place.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Form<F> {
    form: F,
}

/// Everything the screen draws.
#[tauri::command]
pub(crate) async fn custody_view(app: AppHandle) -> Reply<CustodyView> {
    on_record(&app, |session| custody::custody_view(session)).await
}

/// The Director is away.
#[tauri::command]
pub(crate) async fn record_absence(app: AppHandle, input: Form<AbsenceForm>) -> Reply<CustodyView> {
    on_record(&app, move |session| custody::record_absence(session, &input.form)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WithdrawAbsence {
    entry: u32,
    reason: String,
}

/// An absence is taken back.
#[tauri::command]
pub(crate) async fn withdraw_absence(app: AppHandle, input: WithdrawAbsence) -> Reply<CustodyView> {
    on_record(&app, move |session| custody::withdraw_absence(session, input.entry, &input.reason)).await
}

/// The Director is back.
#[tauri::command]
pub(crate) async fn director_back(app: AppHandle) -> Reply<CustodyView> {
    on_record(&app, custody::director_back).await
}

/// A try to reach the Director.
#[tauri::command]
pub(crate) async fn log_director_try(app: AppHandle, input: Form<TryForm>) -> Reply<CustodyView> {
    on_record(&app, move |session| custody::log_director_try(session, &input.form)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConfirmEntry {
    entry: u32,
    right: bool,
    note: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LogSealedTry {
    request: String,
    form: TryForm,
}

/// A try to reach the Director, from a sealed matter.
#[tauri::command]
pub(crate) async fn log_sealed_try(app: AppHandle, input: LogSealedTry) -> Reply<RequestView> {
    on_record(&app, move |session| custody::log_sealed_try(session, &input.request, &input.form)).await
}

/// The Director looked at what somebody else had entered.
#[tauri::command]
pub(crate) async fn confirm_entry(app: AppHandle, input: ConfirmEntry) -> Reply<CustodyView> {
    on_record(&app, move |session| custody::confirm_entry(session, input.entry, input.right, &input.note))
        .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConfirmSealedTry {
    request: String,
    entry: u32,
    right: bool,
    note: String,
}

/// The Director looked at a try that somebody else had entered in a sealed matter.
#[tauri::command]
pub(crate) async fn confirm_sealed_try(app: AppHandle, input: ConfirmSealedTry) -> Reply<RequestView> {
    on_record(&app, move |session| {
        custody::confirm_sealed_try(session, &input.request, input.entry, input.right, &input.note)
    })
    .await
}

/// How the Director is reached, and when the library is open.
#[tauri::command]
pub(crate) async fn save_director_route(
    app: AppHandle,
    input: Form<DirectorRouteForm>,
) -> Reply<CustodyView> {
    on_record(&app, move |session| custody::save_director_route(session, &input.form)).await
}

/// Records a designation on signed paper.
#[tauri::command]
pub(crate) async fn designate(app: AppHandle, input: Form<DesignationForm>) -> Reply<CustodyView> {
    on_record(&app, move |session| custody::designate(session, &input.form)).await
}

/// Prints the paper on designations through the system's dialog.
#[tauri::command]
pub(crate) async fn print_designations(app: AppHandle) -> Reply<PrintReport> {
    aside(&app, |app, desk| {
        let drawn = with(desk, |session| custody::designations_paper(session))?;
        paper::print(app, desk, (Paper::Designations, drawn.sheets), |outcome| {
            with(desk, |session| custody::record_designations_print(session, &drawn.code, outcome))
        })
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnnounceDesignation {
    person: String,
    on: String,
}

/// A designation was announced to the public.
#[tauri::command]
pub(crate) async fn announce_designation(app: AppHandle, input: AnnounceDesignation) -> Reply<CustodyView> {
    on_record(&app, move |session| custody::announce_designation(session, &input.person, &input.on)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RevokeDesignation {
    person: String,
}

/// Ends a person's designations now.
#[tauri::command]
pub(crate) async fn revoke_designation(app: AppHandle, input: RevokeDesignation) -> Reply<CustodyView> {
    on_record(&app, move |session| custody::revoke_designation(session, &input.person)).await
}

/// A person who may stand in, or who left.
#[tauri::command]
pub(crate) async fn record_employee(app: AppHandle, input: Form<EmployeeForm>) -> Reply<CustodyView> {
    on_record(&app, move |session| custody::record_employee(session, &input.form)).await
}

/// The post is vacant.
#[tauri::command]
pub(crate) async fn record_vacancy(app: AppHandle, input: Form<VacancyForm>) -> Reply<CustodyView> {
    on_record(&app, move |session| custody::record_vacancy(session, &input.form)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CorrectClock {
    reason: String,
}

/// The clock ran ahead when an earlier entry was made.
#[tauri::command]
pub(crate) async fn correct_clock(app: AppHandle, input: CorrectClock) -> Reply<CustodyView> {
    on_record(&app, move |session| custody::correct_clock(session, &input.reason)).await
}

/// The board's paper makes a Director.
#[tauri::command]
pub(crate) async fn appoint_director(app: AppHandle, input: Form<AppointmentForm>) -> Reply<CustodyView> {
    on_record(&app, move |session| custody::appoint_director(session, &input.form)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TakeCase {
    request: String,
}

/// A designee takes the case.
#[tauri::command]
pub(crate) async fn take_case(app: AppHandle, input: TakeCase) -> Reply<RequestView> {
    on_record(&app, move |session| custody::take_case(session, &input.request)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReleaseCase {
    request: String,
    reason: String,
}

/// The case is given back.
#[tauri::command]
pub(crate) async fn release_case(app: AppHandle, input: ReleaseCase) -> Reply<RequestView> {
    on_record(&app, move |session| custody::release_case(session, &input.request, &input.reason)).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ApproveAgain {
    request: String,
    part: String,
    no_conflict: bool,
}

/// The Director approves again what a designee decided.
#[tauri::command]
pub(crate) async fn approve_again(app: AppHandle, input: ApproveAgain) -> Reply<RequestView> {
    on_record(&app, move |session| {
        custody::approve_again(session, &input.request, &input.part, input.no_conflict)
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameStandIn {
    request: String,
    form: StandInForm,
}

/// Counsel's word on who decides while the Director is recused.
#[tauri::command]
pub(crate) async fn name_stand_in(app: AppHandle, input: NameStandIn) -> Reply<RequestView> {
    on_record(&app, move |session| custody::name_stand_in(session, &input.request, &input.form)).await
}
