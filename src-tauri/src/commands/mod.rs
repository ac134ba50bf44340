//! The commands that the page may call, one file per noun. Each is a few lines: take the input, do the work on a
//! thread where it may wait, give back a view or an error. The rules are in the use cases.

pub(crate) mod app;
pub(crate) mod authorizations;
pub(crate) mod backups;
pub(crate) mod clocks;
pub(crate) mod counsel;
pub(crate) mod custody;
pub(crate) mod dealings;
pub(crate) mod drafts;
pub(crate) mod files;
pub(crate) mod intake;
pub(crate) mod letters;
pub(crate) mod part;
pub(crate) mod people;
pub(crate) mod policy;
mod problem;
pub(crate) mod proof;
pub(crate) mod redaction;
pub(crate) mod request;
pub(crate) mod retention;
pub(crate) mod sealed;
mod secret;
pub(crate) mod settings;
pub(crate) mod setup;
pub(crate) mod unlock;

use tauri::{AppHandle, Manager};
use usecases::{Error, Session};

use crate::desk::Desk;

/// What a command gives back.
pub(crate) type Reply<T> = Result<T, Error>;

/// Does work that may wait for a disk, a dialog or a key derivation, away from the thread that draws the window.
pub(crate) async fn aside<T: Send + 'static>(
    app: &AppHandle,
    work: impl FnOnce(&AppHandle, &Desk) -> Reply<T> + Send + 'static,
) -> Reply<T> {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || work(&app, &app.state::<Desk>()))
        .await
        .unwrap_or_else(|_| Err(problem::interrupted()))
}

/// Does one act on the open record. Without one it is refused.
pub(crate) async fn on_record<T: Send + 'static>(
    app: &AppHandle,
    act: impl FnOnce(&mut Session) -> Reply<T> + Send + 'static,
) -> Reply<T> {
    aside(app, move |_, desk| with(desk, act)).await
}

/// The same, for work that does more than one act. Nothing is shown and nothing is done before whoever signed in accepted the
/// duty of confidence.
pub(crate) fn with<T>(desk: &Desk, act: impl FnOnce(&mut Session) -> Reply<T>) -> Reply<T> {
    at_the_door(desk, |session| match usecases::duty_view(session) {
        None => act(session),
        Some(_) => Err(problem::at_the_door()),
    })
}

/// For the few acts that lead in.
pub(crate) fn at_the_door<T>(desk: &Desk, act: impl FnOnce(&mut Session) -> Reply<T>) -> Reply<T> {
    desk.with_record(act).unwrap_or_else(|| Err(problem::locked()))
}
