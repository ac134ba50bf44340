//! The commands that the page may call, one file per noun. Each is a few lines: take the input, do the work on a
//! thread where it may wait, give back a view or a problem. The rules are in the use cases.

pub(crate) mod app;
pub(crate) mod files;
mod problem;

use tauri::{AppHandle, Manager};

pub(crate) use problem::{Code, Problem};

use crate::desk::Desk;

/// What a command gives back.
pub(crate) type Reply<T> = Result<T, Problem>;

/// Does work that may wait for a disk, a dialog or a key derivation, away from the thread that draws the window.
pub(crate) async fn aside<T: Send + 'static>(
    app: &AppHandle,
    work: impl FnOnce(&AppHandle, &Desk) -> Reply<T> + Send + 'static,
) -> Reply<T> {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || work(&app, &app.state::<Desk>()))
        .await
        .unwrap_or_else(|_| Err(Problem::new(Code::Interrupted)))
}
