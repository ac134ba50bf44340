//! The window itself: its state, the line to the page, locking and leaving.

use tauri::ipc::Channel;
use tauri::{AppHandle, State};
use usecases::view::{AppStatus, DeskView};

use super::{Reply, aside, on_record};
use crate::desk::Desk;
use crate::lock::{self, Because};
use crate::notice::Notice;

/// Which first screen there is, and what it says.
#[tauri::command]
pub(crate) async fn app_status(app: AppHandle) -> Reply<AppStatus> {
    aside(&app, |_, desk| Ok(status(desk))).await
}

/// The frame around every screen.
#[tauri::command]
pub(crate) async fn desk_view(app: AppHandle) -> Reply<DeskView> {
    on_record(&app, |session| Ok(usecases::desk_view(session))).await
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

/// What the first screen shows now.
pub(crate) fn status(desk: &Desk) -> AppStatus {
    let mut status = usecases::app_status(&desk.profile(), &desk.vault());
    if let Some((phase, practice)) = desk.with_record(|session| (session.phase(), session.is_practice())) {
        (status.phase, status.practice, status.problem) = (phase, practice, None);
    }
    let wait = desk.wait_left();
    let started = u64::from(wait.subsec_nanos() > 0);
    status.wait_seconds = u32::try_from(wait.as_secs() + started).unwrap_or(u32::MAX);
    status.locked_because = desk.locked_because.map(|because| because.words().to_owned());
    status
}
