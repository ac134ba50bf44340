//! The window itself: its state, the line to the page, locking and leaving.

use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use super::Reply;
use crate::clock;
use crate::desk::Desk;
use crate::lock::{self, Because};
use crate::notice::Notice;

/// What the page needs before anything is unlocked.
#[derive(Debug, Serialize)]
pub(crate) struct AppStatus {
    version: &'static str,
    now: DateTime<FixedOffset>,
    is_open: bool,
    locked_because: Option<Because>,
    locks_in_seconds: u64,
}

/// The program's version and whether a record is open.
#[tauri::command]
pub(crate) async fn app_status(desk: State<'_, Desk>) -> Reply<AppStatus> {
    Ok(AppStatus {
        version: env!("CARGO_PKG_VERSION"),
        now: clock::now(),
        is_open: desk.is_open(),
        locked_because: desk.locked_because,
        locks_in_seconds: desk.locks_in().as_secs(),
    })
}

/// Somebody pressed a key or moved the pointer.
#[tauri::command]
pub(crate) async fn activity(desk: State<'_, Desk>) -> Reply<()> {
    desk.touched();
    Ok(())
}

/// From now on the page hears notices.
#[tauri::command]
pub(crate) async fn watch(desk: State<'_, Desk>, page: Channel<Notice>) -> Reply<()> {
    desk.listen(page);
    Ok(())
}

/// Locks. The page has saved its drafts before it calls this.
#[tauri::command]
pub(crate) async fn lock_now(app: AppHandle) -> Reply<()> {
    lock::lock(&app, Because::Asked);
    Ok(())
}

/// Closes the program.
#[tauri::command]
pub(crate) async fn quit(app: AppHandle) -> Reply<()> {
    lock::quit(&app);
    Ok(())
}
