//! The full check of the record, the line to keep on paper, and what a line on paper says.

use serde::Deserialize;
use tauri::AppHandle;
use usecases::letter::Paper;
use usecases::proof;
use usecases::view::{
    AnchorForm, AnchorFoundView, PrintReport, ProofView, RegisterForm, RegisterView, VerificationView,
};

use super::backups::{saving, telling};
use super::{Reply, aside, on_record, paper, with};

/// Everything the screen draws.
#[tauri::command]
pub(crate) async fn proof_view(app: AppHandle) -> Reply<ProofView> {
    on_record(&app, |session| Ok(proof::proof_view(session))).await
}

/// Checks the whole record.
#[tauri::command]
pub(crate) async fn verify_vault(app: AppHandle) -> Reply<VerificationView> {
    aside(&app, |_, desk| {
        with(desk, |session| {
            let mut tell = telling(desk);
            Ok(proof::verify_telling(session, &mut saving(desk, session, &mut tell)))
        })
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CheckAnchor {
    form: AnchorForm,
}

/// What a date and a code on paper say about the record.
#[tauri::command]
pub(crate) async fn check_anchor(app: AppHandle, input: CheckAnchor) -> Reply<AnchorFoundView> {
    aside(&app, move |_, desk| {
        with(desk, |session| {
            let mut tell = telling(desk);
            proof::check_anchor(session, &input.form, &mut saving(desk, session, &mut tell))
        })
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoteAnchor {
    code: String,
}

/// The code was copied by hand.
#[tauri::command]
pub(crate) async fn note_anchor(app: AppHandle, input: NoteAnchor) -> Reply<ProofView> {
    on_record(&app, move |session| proof::note_anchor(session, &input.code)).await
}

/// Prints a slip with the code through the system's dialog.
#[tauri::command]
pub(crate) async fn print_anchor(app: AppHandle) -> Reply<PrintReport> {
    aside(&app, |app, desk| {
        let slip = with(desk, |session| proof::anchor_slip(session))?;
        paper::print(app, desk, (Paper::Slip, slip.sheets), |outcome| {
            with(desk, |session| proof::record_anchor_print(session, &slip.code, outcome))
        })
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Register {
    form: RegisterForm,
}

/// The register of letters of a period.
#[tauri::command]
pub(crate) async fn letter_register(app: AppHandle, input: Register) -> Reply<RegisterView> {
    on_record(&app, move |session| proof::letter_register(session, &input.form)).await
}

/// Prints the register of letters of a period through the system's dialog.
#[tauri::command]
pub(crate) async fn print_register(app: AppHandle, input: Register) -> Reply<PrintReport> {
    aside(&app, move |app, desk| {
        let register = with(desk, |session| proof::register_paper(session, &input.form))?;
        paper::print(app, desk, (Paper::Register, register.sheets), |outcome| {
            with(desk, |session| proof::record_register_print(session, &register.code, outcome))
        })
    })
    .await
}
